"""The second half: linked briefs to pages, pictures, feeds and data. Pure; never imports a language model."""
