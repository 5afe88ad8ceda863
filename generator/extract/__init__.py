"""From a parsed article to what it says: one module per fact; `pipeline.EXTRACTORS` names them in order."""
