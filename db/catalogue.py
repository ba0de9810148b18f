"""What an edition may hold: its measures, their axes, and the filters that may be asked.

The reader checks every request against this page, so that a forged widget or a forged link
gets no further than a member's own click could (DESIGN.md, "Blurring").
"""

from dataclasses import dataclass
from enum import IntEnum

from db import bands, vocabulary
from db.thresholds import PAIRS_FROM_MEMBERS
from db.vocabulary import (
    AgeBand,
    Condition,
    Helped,
    HoursAfter,
    Sensitivity,
    Sex,
    StopReason,
    Timing,
)

FILTERS: dict[str, tuple[str, ...]] = {
    "condition": tuple(Condition.__members__),
    "age_band": tuple(AgeBand.__members__),
    "sex": tuple(Sex.__members__),
    "sensitivity": tuple(Sensitivity.__members__),
    "first_timing": tuple(Timing.__members__),
    "first_dose": bands.FIRST_DOSE_UG.words,
}
"""Facts that do not change for a member, so that each filter partitions the members."""

PAIRS: tuple[tuple[str, str], ...] = (
    ("condition", "first_dose"),
    ("condition", "first_timing"),
    ("sensitivity", "first_dose"),
)
"""The only two filters at once. Simulated with 400 members: all fifteen pairs lift an attacker
who knows six facts from AUC 0.60 to 0.64; these three add nothing to one filter."""


EVERY_EFFECT = "any_effect"
EFFECT_GROUP_AXIS = (EVERY_EFFECT, *vocabulary.EFFECT_GROUPS)
EFFECT_AXIS = (*EFFECT_GROUP_AXIS, *(f"effect_{e.name}" for e in vocabulary.SIDE_EFFECTS))
"""Groups bear their own name; single effects are prefixed, since "fatigue" might be either."""


@dataclass(frozen=True)
class MeasureSpec:
    """A measure's name, its axes, and the filters under which it is counted.

    Attributes:
        name: the stored word.
        axes: for each axis the words along it; a cell has one word of each.
        filters: names of the filters that may be set.
        pairs: whether the three pairs of filters are counted too.
        inner: counted for derived numbers alone; its cells stay inside publishing.
    """

    name: str
    axes: tuple[tuple[str, ...], ...]
    filters: tuple[str, ...] = tuple(FILTERS)
    pairs: bool = True
    inner: bool = False

    def pairs_of_filters(self) -> tuple[tuple[str, str], ...]:
        """The pairs of filters under which this measure is counted."""
        return PAIRS if self.pairs else ()


COURSES = ("on_with", "on_without", "stopped_for_effects", "stopped_otherwise")
"""Where everyone who started has got to."""
CUTS = ("half", "less", "more")
"""How much a dose was lowered by: to 40 to 60 %, by less, by more."""


def _answer_words(words: type[IntEnum]) -> tuple[str, ...]:
    """The words of a question that may be answered, without "not said"."""
    return tuple(word.name for word in words if word)


_CHOSEN_BY_NOBODY = ("condition", "age_band", "sex", "sensitivity")
"""For measures whose axis already holds first timing and first dose: a filter on either would
repeat the axis, and a pair would make a cell of three facts."""

_TIMING_AXES = (
    tuple(Timing.__members__),
    bands.FIRST_DOSE_STRATUM_UG.words,
    bands.OBSERVED_STRATUM.words,
)

_REST = ("stepping", "stopped")
"""Besides a dose that was kept: still changing it, or stopped."""
_PEOPLE_ONLY = ("condition", "age_band", "sex", "first_timing")

_SPECS = (
    MeasureSpec(
        "who_answered",
        (("everyone", *(f"{name}:{word}" for name, words in FILTERS.items() for word in words)),),
        filters=(),
        pairs=False,
    ),
    MeasureSpec("effect_by_week", (EFFECT_AXIS, bands.WEEK.words)),
    MeasureSpec("course_by_week", (COURSES, bands.WEEK.words)),
    MeasureSpec("effect_after_step", (EFFECT_AXIS, bands.STEP_WEEKS.words)),
    MeasureSpec("effect_lasting", (EFFECT_AXIS, bands.LASTING.words)),
    MeasureSpec("hours_after_dose", (_answer_words(HoursAfter),)),
    MeasureSpec("what_helped", (EFFECT_GROUP_AXIS, tuple(Helped.__members__))),
    MeasureSpec("effect_on_reaching_dose", (EFFECT_GROUP_AXIS, bands.DOSE_UG.words)),
    MeasureSpec("benefit_at_dose", (bands.DOSE_UG.words,)),
    MeasureSpec("dose_kept", ((*bands.DOSE_UG.words, *_REST),)),
    MeasureSpec(
        "start_to_kept",
        (bands.DOSE_UG.words, (*bands.DOSE_UG.words, *_REST)),
        filters=("condition", "age_band", "sex", "sensitivity", "first_timing"),
        pairs=False,
    ),
    MeasureSpec(
        "pace_and_effects",
        (bands.PACE_WEEKS.words, tuple(Sensitivity.__members__)),
        filters=_PEOPLE_ONLY,
        pairs=False,
    ),
    MeasureSpec("step_down", (CUTS, ("effects_better", "benefit_kept"))),
    MeasureSpec(
        "effect_by_first_timing",
        (EFFECT_AXIS, *_TIMING_AXES),
        filters=_CHOSEN_BY_NOBODY,
        pairs=False,
        inner=True,
    ),
    MeasureSpec(
        "benefit_by_first_timing",
        _TIMING_AXES,
        filters=_CHOSEN_BY_NOBODY,
        pairs=False,
        inner=True,
    ),
    MeasureSpec(
        "switched_timing",
        (("switched", "not_yet"), bands.SPELL_WEEK.words),
        filters=_CHOSEN_BY_NOBODY,
        pairs=False,
        inner=True,
    ),
    MeasureSpec("benefit_by_week", (bands.WEEK.words,)),
    MeasureSpec("first_benefit", (bands.LASTING.words,)),
    MeasureSpec(
        "cluster_by_week",
        (tuple(vocabulary.CLUSTERS), bands.WEEK.words, ("starters", "stayers")),
    ),
    MeasureSpec("no_benefit_late", (("on_ldn",),)),
    MeasureSpec("stop_reason", (_answer_words(StopReason),)),
)

MEASURES: dict[str, MeasureSpec] = {spec.name: spec for spec in _SPECS}

BENEFIT = "benefit"
SLEEP_GONE = "sleep_gone"
BY_MORNING, BY_DIVIDED = "bedtime_minus_morning", "bedtime_minus_divided"
SWITCHED = "switched_minus_not_yet"
CONTRASTS: dict[str, tuple[str, str]] = {
    BY_MORNING: ("bedtime", "morning"),
    BY_DIVIDED: ("bedtime", "divided"),
    SWITCHED: ("switched", "not_yet"),
}
"""Standardised differences, first arm minus second. Those of first timings have the effect axis
and BENEFIT, that of moving to the morning has SLEEP_GONE.

They are computed in publishing from blurred counts, before rounding (DESIGN.md, "Blurring").
"""
CONTRAST_FILTERS = _CHOSEN_BY_NOBODY


class FiltersNotAllowed(ValueError):
    """Raised for a filter, a value or a pair under which a measure is never published."""


def check_filters(measure: str, filters: dict[str, str], members: int) -> str:
    """The stored form of ``filters``, such as ``"condition=mcas&first_dose=from_500"``.

    Args:
        measure: name of a measure or a contrast.
        filters: filter name -> word; empty for everyone.
        members: the edition's published number of members; pairs need PAIRS_FROM_MEMBERS.

    Raises:
        FiltersNotAllowed: an unknown measure, filter or word, three filters, a pair that is
            not one of the three, or a pair in an edition that is too small for it.
    """
    allowed, pairs = _filters_and_pairs(measure)
    if not set(filters) <= set(allowed):
        raise FiltersNotAllowed(measure)
    if any(word not in FILTERS[name] for name, word in filters.items()):
        raise FiltersNotAllowed(measure)
    names = tuple(name for name in FILTERS if name in filters)
    if len(names) > 1 and (names not in pairs or members < PAIRS_FROM_MEMBERS):
        raise FiltersNotAllowed(measure)
    return "&".join(f"{name}={filters[name]}" for name in names)


def _filters_and_pairs(measure: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The filters and the pairs of filters of a published measure or a contrast."""
    if measure in CONTRASTS:
        return CONTRAST_FILTERS, ()
    spec = MEASURES.get(measure)
    if spec is None or spec.inner:
        raise FiltersNotAllowed(measure)
    return spec.filters, spec.pairs_of_filters()
