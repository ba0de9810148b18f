"""Cells about side effects -> spells; one column of ticks, or a column for each effect."""

import re
from collections.abc import Callable

from dashboard.importing.column_parts import (
    NO_EFFECT,
    UNRATED,
    EffectColumn,
    EffectList,
    TimeColumn,
)
from dashboard.importing.problems import UnfitCell
from dashboard.importing.word_cells import (
    is_blank,
    is_negated,
    meaning_of_cell,
    meanings_in_text,
    short_text,
)
from db.answers import EffectEpisode
from db.vocabulary import Effect, Severity

NOTHING = frozenset(
    {"none", "no", "no side effects", "none of these", "none of the above"}
    | {"ninguno", "ninguno de estos", "ninguno de los anteriores", "sin efectos secundarios"},
)
_A_LETTER = re.compile(r"\w")
Week = Callable[[TimeColumn], int | None]


def episodes_from_ticks(cell: str, asked: EffectList) -> list[EffectEpisode]:
    """A spell of each effect that was ticked; no week is known of any.

    Raises:
        UnfitCell: ``too_long``, ``effects_blank``, ``effect_unknown`` or ``word_two_ways``.
    """
    text = short_text(cell)
    if text in NOTHING:
        return []
    if is_blank(cell):
        return _no_episodes(asked.blank)
    found, rest = meanings_in_text(text, asked.words)
    if is_negated(rest):
        raise UnfitCell("word_two_ways")
    if _A_LETTER.search(rest) and asked.unknown == "refuse":
        raise UnfitCell("effect_unknown")
    effects = dict.fromkeys(Effect[word] for word in found if word)
    return [EffectEpisode(effect=effect, still_there=asked.still_there) for effect in effects]


def episodes_from_rating(cell: str, asked: EffectColumn, week: Week) -> list[EffectEpisode]:
    """The spell of one effect, or none.

    Args:
        cell: of the effect's column.
        asked: how it was asked.
        week: reads another cell of the row; None where it is blank.

    Raises:
        UnfitCell: as ``episodes_from_ticks``, ``word_unknown``, or what ``week`` raises.
    """
    word = meaning_of_cell(cell, asked.words)
    if word is None:
        return _no_episodes(asked.blank)
    if word == NO_EFFECT:
        return []
    ended = week(asked.ended) if asked.ended else None
    return [
        EffectEpisode(
            effect=Effect[asked.effect],
            severity=Severity.not_said if word == UNRATED else Severity[word],
            still_there=asked.still_there and ended is None,
            began_week=week(asked.began) if asked.began else None,
            ended_week=ended,
        ),
    ]


def _no_episodes(blank: str) -> list[EffectEpisode]:
    if blank == "refuse":
        raise UnfitCell("effects_blank")
    return []
