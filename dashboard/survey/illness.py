"""Is it LDN or my illness? The article's own questions, put to one member's answers.

Each answer says what speaks for LDN and what against it. There is no verdict and no score: the
article gives none, and only the member and the prescriber know the rest.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from dashboard.record.illness_questions import QUESTIONS, EvidenceSide
from dashboard.record.own_record import own_record, sentence_values
from dashboard.text import say
from db.answers import Survey
from db.vocabulary import Effect

__all__ = ["QUESTIONS", "SAID_ONCE", "EvidenceSide", "IllnessPoint", "illness_points"]

SAID_ONCE = frozenset({"not_asked", "once", "was_there"})
"""Sentences that every effect would repeat: what the survey does not ask is said once for all of
them, and that an effect was there before LDN is told by its own question."""


@dataclass(frozen=True)
class IllnessPoint:
    """One of the article's questions about one effect, answered from what was told.

    Attributes:
        effect: which.
        question: a key of ``illness.question`` in dashboard/text.
        speaks: for LDN, against it, or neither.
        key: key of the sentence under ``illness.<question>``.
        values: what the sentence names.
    """

    effect: Effect
    question: str
    speaks: EvidenceSide
    key: str
    values: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """What was told, in one plain sentence."""
        return say(f"illness.{self.question}.{self.key}", **sentence_values(self.values))


def illness_points(survey: Survey, reports: Iterable[Any] = ()) -> tuple[IllnessPoint, ...]:
    """Every question about every effect that was told; the latest spell of each is judged.

    Args:
        survey: the member's own.
        reports: as in ``own``; not needed, and taken for the sake of one call for all parts.
    """
    mine = own_record(survey, reports)
    return tuple(
        IllnessPoint(effect, question, *answer(mine, mine.latest(effect)))
        for effect in mine.effects
        for question, answer in QUESTIONS.items()
    )
