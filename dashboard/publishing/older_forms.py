"""What the older forms of imported batches did not ask: said with an edition, never how many."""

from sqlalchemy import Connection

from db.editions.heads import OLDER_FORM, OLDER_FORM_SEPARATOR
from db.members import imported_batches
from db.vocabulary import SIDE_EFFECTS, Topic

NAMED_TOPICS = (
    *(Topic.effect_weeks, Topic.severity, Topic.dose_changes),
    *(Topic.stop, Topic.stop_reason),
)
"""Whose silence would read as an answer (``question_needs``), in the order of the sentence."""
SIDE_EFFECTS_WORD = "side_effects"


def older_forms_text(snapshot: Connection) -> str:
    """Empty where no imported survey is counted; else a mark, and a word for each thing not asked.

    Args:
        snapshot: that the edition counts.
    """
    lists = imported_batches.counted_lists(snapshot)
    if not lists:
        return ""
    every = sum(1 << effect for effect in SIDE_EFFECTS)
    words = [OLDER_FORM]
    if any(effects & every != every for _, effects in lists):
        words.append(SIDE_EFFECTS_WORD)
    words += [
        topic.name for topic in NAMED_TOPICS if any(not topics >> topic & 1 for topics, _ in lists)
    ]
    return OLDER_FORM_SEPARATOR.join(words)
