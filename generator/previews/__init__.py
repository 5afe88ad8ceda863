"""Publishing what an untrusted pull request built: the half of the preview that holds a token.

Standard library only (and `generator.core.errors`), so that the job which may write runs no third-party code:
``pip install --no-deps`` and ``python -m generator.previews`` suffice.
"""
