"""Evaluation: short articles in our own words, what a careful reader finds in them, and a scorer."""
