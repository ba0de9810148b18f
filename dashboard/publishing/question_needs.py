"""What a measure needs to have been asked: what was not asked is not "no".

Only questions stand here whose silence would read as an answer. Where a measure counts those who
answered (the overall change, the hours after a dose), the answer itself says that it was asked.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.catalogue import MeasureSpec
from db.counting.columns import AskedList
from db.vocabulary import EFFECT_GROUPS, LATER_EFFECTS, SIDE_EFFECTS, Effect, Topic

Bools = NDArray[np.bool_]
ForEach = tuple[tuple[Effect, ...], ...]
_EVERY: ForEach = (SIDE_EFFECTS,)
_GROUPS: ForEach = (SIDE_EFFECTS, *EFFECT_GROUPS.values())
_FIRST: ForEach = (*_GROUPS, *((effect,) for effect in SIDE_EFFECTS))
_AXIS: ForEach = (*_FIRST, *((effect,) for effect in LATER_EFFECTS))


@dataclass(frozen=True)
class MeasureNeeds:
    """What has to have been asked for somebody to be counted.

    Attributes:
        topics: all of them.
        effects: all of them, for each word of the first axis; one entry: whatever the word.
    """

    topics: frozenset[Topic]
    effects: ForEach = ((),)


def _needs(*topics: Topic, effects: ForEach = ((),)) -> MeasureNeeds:
    return MeasureNeeds(frozenset(topics), effects)


_WEEKS, _STOP, _DOSES = Topic.effect_weeks, Topic.stop, Topic.dose_changes
NEEDS: dict[str, MeasureNeeds] = {
    "who_answered": _needs(),
    "first_dose": _needs(),
    "had_before": _needs(),
    "effect_by_week": _needs(_WEEKS, _STOP, effects=_AXIS),
    "course_by_week": _needs(_WEEKS, _STOP, Topic.stop_reason, effects=_EVERY),
    "effect_after_step": _needs(_WEEKS, _STOP, _DOSES, effects=_AXIS),
    "when_joined": _needs(),
    "effect_lasting": _needs(_WEEKS, effects=_AXIS),
    "lasting_joined_before": _needs(_WEEKS, effects=_GROUPS),
    "effect_ended_early": _needs(_WEEKS, effects=_GROUPS),
    "hours_after_dose": _needs(),
    "what_helped": _needs(),
    "effect_on_reaching_dose": _needs(_WEEKS, _DOSES, Topic.severity, effects=_GROUPS),
    "sweet_spot_found": _needs(_STOP, _DOSES, Topic.severity, effects=_EVERY),
    "after_reaching_dose": _needs(_STOP, _DOSES, Topic.stop_reason),
    "after_step_up": _needs(_STOP, _DOSES),
    "dose_kept": _needs(_STOP, _DOSES),
    "start_to_kept": _needs(_STOP, _DOSES),
    "pace_and_effects": _needs(_WEEKS, _DOSES, Topic.severity, effects=_EVERY),
    "start_and_effects": _needs(_WEEKS, Topic.severity, effects=_EVERY),
    "step_down": _needs(),
    "effect_by_first_timing": _needs(_WEEKS, effects=_FIRST),
    "benefit_by_first_timing": _needs(),
    "switched_timing": _needs(_WEEKS, _STOP, _DOSES, effects=(EFFECT_GROUPS["sleep"],)),
    "lowered_dose": _needs(_WEEKS, _STOP, _DOSES, effects=_EVERY),
    "benefit_by_week": _needs(_STOP),
    "first_benefit": _needs(_STOP),
    "help_noticed": _needs(),
    "cluster_by_week": _needs(_STOP),
    "no_benefit_late": _needs(_STOP, _DOSES),
    "stop_reason": _needs(),
    "stopped_at_dose": _needs(_DOSES),
    "scale_change": _needs(_STOP),
    "symptom_moved": _needs(),
    "first_weeks": _needs(),
    "faded": _needs(_STOP),
    "restart": _needs(_WEEKS, _STOP, _DOSES, Topic.pauses, effects=_EVERY),
    "doses_missed": _needs(),
    "after_stopping": _needs(),
}
"""Of every measure; a test holds them against the catalogue."""


def asked_table(spec: MeasureSpec, lists: Sequence[AskedList]) -> Bools:
    """Whether each list of questions asks what the measure needs, as [list, word of first axis]."""
    needs = NEEDS[spec.name]
    topics = _bits(needs.topics)
    rows = [
        [
            asked.topics & topics == topics and asked.effects & _bits(effects) == _bits(effects)
            for effects in needs.effects
        ]
        for asked in lists
    ]
    return np.broadcast_to(np.array(rows, dtype=bool), (len(lists), len(spec.axes[0])))


def _bits(words: Iterable[Topic | Effect]) -> int:
    return sum(1 << word for word in words)
