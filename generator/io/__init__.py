"""Devices: files, cache, lock, the web, the site builder and the search index. Nothing here decides."""
