"""From many briefs to a corpus (`linking`): one module a question to all of them; modules of questions do not know each
other.
"""

from generator.link.linking import link

__all__ = ["link"]
