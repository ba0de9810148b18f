"""What an edition may hold: its measures, their axes, and the filters that may be asked.

The reader checks every request against this page, so that a forged widget or a forged link
gets no further than a member's own click could.
"""

from dataclasses import dataclass
from enum import IntEnum

from db import bands, vocabulary
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

FEWEST_MEMBERS = 150
"""Groups within the group are read from no edition of fewer members, as their number is said."""
WORD_SEPARATOR = "+"
"""Between the words of a slice that several of them share, such as ``male+other+not_said``."""

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
        inner: counted for derived numbers alone; its cells stay inside publishing.
    """

    name: str
    axes: tuple[tuple[str, ...], ...]
    filters: tuple[str, ...] = tuple(FILTERS)
    inner: bool = False


COURSES = ("on_with", "on_without", "stopped_for_effects", "stopped_otherwise")
"""Where everyone who started has got to."""
CUTS = ("half", "less", "more")
"""How much a dose was lowered by: to 40 to 60 %, by less, by more."""


def _answer_words(words: type[IntEnum]) -> tuple[str, ...]:
    """The words of a question that may be answered, without "not said"."""
    return tuple(word.name for word in words if word)


_CHOSEN_BY_NOBODY = ("condition", "age_band", "sex", "sensitivity")
"""For measures whose axis already holds first timing and first dose: a filter on either would
repeat the axis."""

_TIMING_AXES = (
    tuple(Timing.__members__),
    bands.FIRST_DOSE_STRATUM_UG.words,
    bands.OBSERVED_STRATUM.words,
)

_REST = ("stepping", "stopped")
"""Besides a dose that was kept: still changing it, or stopped."""

_SPECS = (
    MeasureSpec(
        "who_answered",
        (("everyone", *(f"{name}:{word}" for name, words in FILTERS.items() for word in words)),),
        filters=(),
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
        filters=(),
    ),
    MeasureSpec(
        "pace_and_effects",
        (bands.PACE_WEEKS.words, tuple(Sensitivity.__members__)),
        filters=(),
    ),
    MeasureSpec("step_down", (CUTS, ("effects_better", "benefit_kept"))),
    MeasureSpec(
        "effect_by_first_timing",
        (EFFECT_AXIS, *_TIMING_AXES),
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec(
        "benefit_by_first_timing",
        _TIMING_AXES,
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec(
        "switched_timing",
        (("switched", "not_yet"), bands.SPELL_WEEK.words),
        filters=_CHOSEN_BY_NOBODY,
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

They are computed in publishing from blurred counts, before rounding.
"""
CONTRAST_FILTERS = _CHOSEN_BY_NOBODY


STAYERS = "stayers"
"""Told beside starters for everyone alone: within a group the two differ by a handful."""


class FiltersNotAllowed(ValueError):
    """Raised for filters or words under which a measure is never published."""


def check_filters(measure: str, filters: dict[str, str]) -> tuple[str, frozenset[str]] | None:
    """The filter that is set, and its words; None for everyone.

    Args:
        measure: name of a measure or a contrast.
        filters: filter name -> word, or several of one slice; empty for everyone.

    Raises:
        FiltersNotAllowed: an unknown measure, filter or word, or more than one filter.
    """
    allowed = filters_of_measure(measure)
    if len(filters) > 1 or not set(filters) <= set(allowed):
        raise FiltersNotAllowed(measure)
    for name, text in filters.items():
        words = frozenset(text.split(WORD_SEPARATOR))
        if not words <= set(FILTERS[name]):
            raise FiltersNotAllowed(measure)
        return name, words
    return None


def filters_of_measure(measure: str) -> tuple[str, ...]:
    """The filters under which a measure or a contrast is published.

    Raises:
        FiltersNotAllowed: there is no such measure, or none that is published.
    """
    if measure in CONTRASTS:
        return CONTRAST_FILTERS
    spec = MEASURES.get(measure)
    if spec is None or spec.inner:
        raise FiltersNotAllowed(measure)
    return spec.filters


def is_held_by(name: str, words: frozenset[str], stored: str) -> bool:
    """Whether a stored slice, such as ``"sex=male+other"``, holds these words of a filter."""
    filter_name, _, text = stored.partition("=")
    return filter_name == name and words <= set(text.split(WORD_SEPARATOR))
