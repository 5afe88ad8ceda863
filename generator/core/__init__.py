"""What everything stands on: frozen data, errors, text, YAML and the configuration that people curate."""
