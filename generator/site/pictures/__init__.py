"""Pictures as inline SVG, drawn when the site is built: plain functions from numbers to text.

Every picture has a text alternative, takes its colours from the theme's style sheet by class names, and is None where
there are too few points to show anything. The page puts the same numbers into a table behind it.
"""
