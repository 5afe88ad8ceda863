"""Readers by kind of file: bytes to a `Draft` (or a `Feed`), before anything is cleaned away."""
