"""What the article lists as reasons to look again, found in one member's own answers.

Worth taking to the prescriber, and no more than that: a pattern is no diagnosis and no advice.
Thoughts of suicide stand in the article's list, too; the survey does not ask about them, so no
pattern here knows of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.record.own_record import own_record
from dashboard.record.warning_patterns import FINDERS, RED_FLAGS, PatternEvidence
from dashboard.text import say
from db.answers import Survey

__all__ = ["PatternEvidence", "WarningPattern", "patterns_in_answers"]


@dataclass(frozen=True)
class WarningPattern:
    """One line of the article's lists, and what was told that it may be about.

    Attributes:
        name: key of its line under ``illness.pattern`` in dashboard/text.
        red_flag: whether it stands under "Red flags".
        told: at least one.
    """

    name: str
    red_flag: bool
    told: tuple[PatternEvidence, ...]

    def line(self) -> str:
        """The article's line, in our words."""
        return say(f"illness.pattern.{self.name}")


def patterns_in_answers(survey: Survey, reports: Iterable[Any] = ()) -> tuple[WarningPattern, ...]:
    """The patterns that the answers show, red flags first; empty where they show none.

    Args:
        survey: the member's own.
        reports: of earlier weeks, as in ``own``.
    """
    mine = own_record(survey, reports)
    found = [
        WarningPattern(name, name in RED_FLAGS, tuple(finder(mine)))
        for name, finder in FINDERS.items()
    ]
    shown = [pattern for pattern in found if pattern.told]
    return tuple(_without_repeats(shown))


def _without_repeats(found: list[WarningPattern]) -> Iterator[WarningPattern]:
    """What a red flag tells is not told again as getting worse past the first two weeks."""
    flagged = {told.about for pattern in found if pattern.red_flag for told in pattern.told}
    for pattern in found:
        if pattern.name != "worse_past_start":
            yield pattern
            continue
        rest = tuple(told for told in pattern.told if told.about not in flagged)
        if rest:
            yield WarningPattern(pattern.name, pattern.red_flag, rest)
