"""The sentence about answers of older forms that an edition holds."""

from dashboard.text import has_text, say
from db.editions.heads import Edition

_KEY = "finding.older_forms"


def older_forms_sentence(edition: Edition) -> str:
    """What the older forms did not ask, in words; empty where none is in the edition."""
    if not edition.has_older_forms:
        return ""
    # A word of a newer version has no text yet.
    known = [name for name in edition.not_asked if has_text(f"{_KEY}.{name}")]
    if not known:
        return say(f"{_KEY}.all")
    told = [say(f"{_KEY}.{name}") for name in known]
    return say(f"{_KEY}.some", list=say("finding.between").join(told))
