"""What an edition may hold: its measures, their axes, and the filters that may be asked.

The reader checks every request against this page, so that a forged widget or a forged link
gets no further than a member's own click could.
"""

from dataclasses import replace
from enum import IntEnum

from db import bands, vocabulary
from db.axis_words import (
    AFTER_STEP_UP,
    FOUND_REST,
    HAD_BEFORE,
    MOVED,
    NEXT_STEPS,
    RESTART,
    SCALE_CHANGE,
)
from db.measure_specs import FILTERS as FILTERS  # noqa: PLC0414 - what everybody imports from here
from db.measure_specs import MeasureAxis as MeasureAxis  # noqa: PLC0414
from db.measure_specs import MeasureSpec as MeasureSpec  # noqa: PLC0414
from db.vocabulary import (
    AfterStopping,
    DosesNotTaken,
    Fading,
    FirstWeeks,
    Helped,
    HoursAfter,
    Joined,
    Scale,
    Sensitivity,
    StopReason,
    Symptom,
    Timing,
)

FEWEST_MEMBERS = 150
"""Groups within the group are read from no edition of fewer members, as their number is said."""
WORD_SEPARATOR = "+"
"""Between the words of a slice that several of them share, such as ``male+other+not_said``."""

EVERY_EFFECT = "any_effect"
EFFECT_GROUP_AXIS = (EVERY_EFFECT, *vocabulary.EFFECT_GROUPS)
FIRST_EFFECT_AXIS = (*EFFECT_GROUP_AXIS, *(f"effect_{e.name}" for e in vocabulary.SIDE_EFFECTS))
"""Groups bear their own name; single effects are prefixed, since "fatigue" might be either.

"Any" and the groups hold the effects of version 1, whatever is asked since: a word of an edition
must mean the same next year, and nobody who was not asked may be counted.
"""
EFFECT_AXIS = (*FIRST_EFFECT_AXIS, *(f"effect_{e.name}" for e in vocabulary.LATER_EFFECTS))
"""With the single effects that version 2 added."""
EFFECT_GROUP_WORDS = tuple(vocabulary.EFFECT_GROUPS)
SINGLE_EFFECTS = EFFECT_AXIS[len(EFFECT_GROUP_AXIS) :]
GROUP_OF_EFFECT: dict[str, str] = {
    f"effect_{effect.name}": group
    for group, effects in vocabulary.EFFECT_GROUPS.items()
    for effect in (*effects, *vocabulary.MORE_EFFECTS[group])
} | {word: word for word in EFFECT_GROUP_AXIS}
"""Word of the effect axis -> its group; a group is its own, and so is "any effect". A single effect
that version 2 added stands beside its group, and is not counted in it."""


COURSES = ("on_with", "on_without", "stopped_for_effects", "stopped_otherwise")
"""Where everyone who started has got to."""
SPELL_LENGTHS = ("short", "long")
"""A spell as long as it was at least, and at most: last week minus first, and a week more."""
CUTS = ("half", "less", "more")
"""How much a dose was lowered by: to 40 to 60 %, by less, by more."""


def _answer_words(words: type[IntEnum]) -> tuple[str, ...]:
    """The words of a question that may be answered, without "not said"."""
    return tuple(word.name for word in words if word)


_CHOSEN_BY_NOBODY = ("condition", "age_band", "sex", "sensitivity")
"""For measures whose axis already holds first timing and first dose: a filter on either would
repeat the axis."""

_REST = ("stepping", "stopped")
"""Besides a dose that was kept: still changing it, or stopped."""

_EFFECT, _GROUP = MeasureAxis("effect", EFFECT_AXIS), MeasureAxis("group", EFFECT_GROUP_AXIS)
_WEEK, _DOSE = MeasureAxis("week", bands.WEEK.words), MeasureAxis("dose", bands.DOSE_UG.words)
_SINGLE = MeasureAxis("single_effect", SINGLE_EFFECTS)
_LASTING = MeasureAxis("lasting", bands.LASTING.words)
_ONE_WEEK = MeasureAxis("one_week", bands.WEEK_OF_BAND.words)
_SENSITIVE = MeasureAxis("sensitive", tuple(Sensitivity.__members__))
_DOSE_OR_REST = MeasureAxis("dose", (*bands.DOSE_UG.words, *_REST), same_people=True)
_FACTS = tuple(f"{name}:{word}" for name, words in FILTERS.items() for word in words)
_FIRST_TIMING = (
    MeasureAxis("timing", tuple(Timing.__members__)),
    MeasureAxis("first_dose", bands.FIRST_DOSE_STRATUM_UG.words),
    MeasureAxis("observed", bands.OBSERVED_STRATUM.words),
)

_WEEK_OF_ILLNESS = (
    MeasureAxis("spell_week", bands.SPELL_WEEK.words),
    MeasureAxis("effects", bands.EFFECTS_STRATUM.words),
    MeasureAxis("severity", bands.SEVERITY_STRATUM.words),
)


def _of_same_people(axis: MeasureAxis) -> MeasureAxis:
    """The axis, where its measure's people are the same all along it."""
    return replace(axis, same_people=True)


_SPECS = (
    MeasureSpec(
        "who_answered",
        (MeasureAxis("fact", ("everyone", *_FACTS), same_people=True),),
        filters=(),
    ),
    MeasureSpec(
        "first_dose",
        (MeasureAxis("start", bands.FIRST_DOSE_UG.words, same_people=True),),
        filters=("condition",),
    ),
    MeasureSpec(
        "had_before", (_SINGLE, MeasureAxis("before", HAD_BEFORE, same_people=True)), filters=()
    ),
    MeasureSpec("effect_by_week", (_of_same_people(_EFFECT), _ONE_WEEK)),
    MeasureSpec("course_by_week", (MeasureAxis("course", COURSES, same_people=True), _ONE_WEEK)),
    MeasureSpec(
        "effect_after_step",
        (_of_same_people(_EFFECT), MeasureAxis("since", bands.STEP_WEEKS.words)),
    ),
    MeasureSpec(
        "when_joined",
        (MeasureAxis("joined", _answer_words(Joined), same_people=True),),
        filters=(),
    ),
    MeasureSpec("effect_lasting", (_EFFECT, _LASTING)),
    MeasureSpec("lasting_joined_before", (_GROUP, _LASTING), filters=()),
    MeasureSpec(
        "effect_ended_early",
        (_GROUP, MeasureAxis("length", SPELL_LENGTHS), _LASTING),
        filters=(),
        inner=True,
    ),
    MeasureSpec(
        "hours_after_dose", (MeasureAxis("hours", _answer_words(HoursAfter), same_people=True),)
    ),
    MeasureSpec(
        "what_helped", (_GROUP, MeasureAxis("helped", tuple(Helped.__members__), same_people=True))
    ),
    MeasureSpec(
        "effect_on_reaching_dose",
        (_of_same_people(_GROUP), _DOSE, MeasureAxis("since", bands.STEP_WEEKS.words[:2])),
    ),
    MeasureSpec(
        "sweet_spot_found",
        (MeasureAxis("found", (*bands.FIRST_DOSE_UG.words, *FOUND_REST), same_people=True),),
    ),
    MeasureSpec(
        "after_reaching_dose",
        (_DOSE, MeasureAxis("next_step", NEXT_STEPS, same_people=True)),
        filters=(),
    ),
    MeasureSpec("after_step_up", (_DOSE, MeasureAxis("step_up", AFTER_STEP_UP)), filters=()),
    MeasureSpec("dose_kept", (_DOSE_OR_REST,)),
    MeasureSpec("start_to_kept", (_DOSE, _DOSE_OR_REST), filters=()),
    MeasureSpec(
        "pace_and_effects", (MeasureAxis("pace", bands.PACE_WEEKS.words), _SENSITIVE), filters=()
    ),
    MeasureSpec(
        "start_and_effects",
        (MeasureAxis("start", bands.FIRST_DOSE_UG.words), _SENSITIVE),
        filters=(),
    ),
    MeasureSpec(
        "step_down",
        (MeasureAxis("cut", CUTS), MeasureAxis("outcome", ("effects_better", "benefit_kept"))),
    ),
    MeasureSpec(
        "effect_by_first_timing",
        (MeasureAxis("effect", FIRST_EFFECT_AXIS, same_people=True), *_FIRST_TIMING),
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec(
        "benefit_by_first_timing",
        _FIRST_TIMING,
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec(
        "switched_timing",
        (MeasureAxis("switch", ("switched", "not_yet", "still_ill")), *_WEEK_OF_ILLNESS),
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec(
        "lowered_dose",
        (MeasureAxis("lowering", ("lowered", "not_lowered", "still_ill")), *_WEEK_OF_ILLNESS),
        filters=_CHOSEN_BY_NOBODY,
        inner=True,
    ),
    MeasureSpec("benefit_by_week", (_WEEK,)),
    MeasureSpec("first_benefit", (MeasureAxis("first", bands.LASTING.words),)),
    MeasureSpec("help_noticed", (MeasureAxis("noticed", ("w2_8",)),), filters=()),
    MeasureSpec(
        "cluster_by_week",
        (
            MeasureAxis("cluster", tuple(vocabulary.CLUSTERS), same_people=True),
            _WEEK,
            MeasureAxis("among", ("starters", "stayers")),
        ),
    ),
    MeasureSpec("no_benefit_late", (MeasureAxis("standing", ("on_ldn",)),)),
    MeasureSpec(
        "stop_reason", (MeasureAxis("reason", _answer_words(StopReason), same_people=True),)
    ),
    MeasureSpec(
        "stopped_at_dose",
        (MeasureAxis("dose", bands.DOSE_UG.words, same_people=True),),
        filters=(),
    ),
    MeasureSpec(
        "scale_change",
        (
            MeasureAxis("scale", tuple(Scale.__members__)),
            MeasureAxis("time_on", bands.TIME_ON_LDN.words),
            MeasureAxis("scale_change", SCALE_CHANGE, same_people=True),
        ),
        filters=(),
    ),
    MeasureSpec(
        "symptom_moved",
        (
            MeasureAxis("symptom", tuple(Symptom.__members__)),
            MeasureAxis("symptom_move", MOVED, same_people=True),
        ),
        filters=(),
    ),
    MeasureSpec(
        "first_weeks",
        (MeasureAxis("first_weeks", _answer_words(FirstWeeks), same_people=True),),
        filters=(),
    ),
    MeasureSpec(
        "faded", (MeasureAxis("fading", _answer_words(Fading), same_people=True),), filters=()
    ),
    MeasureSpec(
        "doses_missed",
        (MeasureAxis("missed_doses", _answer_words(DosesNotTaken), same_people=True),),
        filters=(),
    ),
    MeasureSpec("restart", (MeasureAxis("restart", RESTART, same_people=True),), filters=()),
    MeasureSpec(
        "after_stopping",
        (MeasureAxis("after_stopping", _answer_words(AfterStopping), same_people=True),),
        filters=(),
    ),
)

MEASURES: dict[str, MeasureSpec] = {spec.name: spec for spec in _SPECS}

OF_EXTRAS = frozenset(
    {
        *("scale_change", "symptom_moved", "first_weeks", "faded", "doses_missed", "restart"),
        "after_stopping",
    }
)
"""What a small group shows nothing of: so many answers of so few are read too well."""
SLEEP_ALONE = frozenset({"hours_after_dose", "switched_minus_not_yet"})
"""Whose people are those with a sleep effect, though no axis says so."""

BENEFIT = "benefit"
SLEEP_GONE, EFFECTS_GONE = "sleep_gone", "effects_gone"
BY_MORNING, BY_DIVIDED = "bedtime_minus_morning", "bedtime_minus_divided"
SWITCHED, LOWERED = "switched_minus_not_yet", "lowered_minus_not_lowered"
ENDED_EARLY = "ended_short_and_long"
PASSES_BY = {"sleep": "w3_4", "mood": "w2", "physical": "w2"}
"""Group of effects -> the band of ``bands.LASTING`` by whose end the article says that they often
pass (docs/article.md, C01 to C03)."""
CONTRASTS: dict[str, tuple[str, str]] = {
    BY_MORNING: ("bedtime", "morning"),
    BY_DIVIDED: ("bedtime", "divided"),
    SWITCHED: ("switched", "not_yet"),
    LOWERED: ("lowered", "not_lowered"),
    ENDED_EARLY: SPELL_LENGTHS,
}
"""Standardised differences, first arm minus second. Those of first timings have the effect axis
and BENEFIT, that of moving to the morning has SLEEP_GONE, that of cutting the dose by half
EFFECTS_GONE. ENDED_EARLY is no difference but two shares in the same form: ended in time, all
spells short and all long; its axis has groups.

They are computed in publishing from weighted counts; their sums over strata are published, each
with a noise of its own.
"""
CONTRAST_FILTERS = _CHOSEN_BY_NOBODY


STAYERS = "stayers"
"""Told beside starters for everyone alone: within a group the two differ by a handful."""
