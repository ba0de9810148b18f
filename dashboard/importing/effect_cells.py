"""Cells about side effects -> spells; one column of ticks, or a column for each effect."""

import re
from collections.abc import Callable

from dashboard.importing.column_map import NO_EFFECT, UNRATED, EffectColumn, EffectList, When
from dashboard.importing.problems import Unfit
from dashboard.importing.word_cells import among, is_blank, is_negated, meaning, short
from db.answers import Episode
from db.vocabulary import Effect, Severity

NOTHING = frozenset({"none", "no", "no side effects", "none of these", "none of the above"})
_A_LETTER = re.compile(r"\w")
Week = Callable[[When], int | None]


def ticked(cell: str, asked: EffectList) -> list[Episode]:
    """A spell of each effect that was ticked; no week is known of any.

    Raises:
        Unfit: ``too_long``, ``effects_blank``, ``effect_unknown`` or ``word_two_ways``.
    """
    text = short(cell)
    if text in NOTHING:
        return []
    if is_blank(cell):
        return _nothing(asked.blank)
    found, rest = among(text, asked.words)
    if is_negated(rest):
        raise Unfit("word_two_ways")
    if _A_LETTER.search(rest) and asked.unknown == "refuse":
        raise Unfit("effect_unknown")
    effects = dict.fromkeys(Effect[word] for word in found if word)
    return [Episode(effect=effect, still_there=asked.still_there) for effect in effects]


def rated(cell: str, asked: EffectColumn, week: Week) -> list[Episode]:
    """The spell of one effect, or none.

    Args:
        cell: of the effect's column.
        asked: how it was asked.
        week: reads another cell of the row; None where it is blank.

    Raises:
        Unfit: as ``ticked``, ``word_unknown``, or what ``week`` raises.
    """
    word = meaning(cell, asked.words)
    if word is None:
        return _nothing(asked.blank)
    if word == NO_EFFECT:
        return []
    ended = week(asked.ended) if asked.ended else None
    return [
        Episode(
            effect=Effect[asked.effect],
            severity=Severity.not_said if word == UNRATED else Severity[word],
            still_there=asked.still_there and ended is None,
            began_week=week(asked.began) if asked.began else None,
            ended_week=ended,
        ),
    ]


def _nothing(blank: str) -> list[Episode]:
    if blank == "refuse":
        raise Unfit("effects_blank")
    return []
