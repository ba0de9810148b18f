"""The questionnaire as data: its screens, its steps, its questions and their words.

Labels stand in dashboard/text: a question's under ``survey.<screen>.<name>``, a stored word's
under ``words.<name>.<word>``.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, TypeVar

from db.bands import LASTING
from db.vocabulary import (
    BENEFIT_AFTER_STEP_DOWN,
    CLUSTERS,
    EFFECT_GROUPS,
    HOURS_ASKED,
    MORE_EFFECTS,
    AfterStopping,
    AgeBand,
    AnswersFor,
    Before,
    BenefitAfter,
    ChangeReason,
    Condition,
    DosesNotTaken,
    EarlierTry,
    Effect,
    EffectsAfter,
    Fading,
    FirstBenefit,
    FirstWeeks,
    Form,
    HadEffects,
    Helped,
    HoursAfter,
    HowOften,
    Joined,
    OverallChange,
    Scale,
    Sensitivity,
    Severity,
    Sex,
    StopReason,
    Symptom,
    SymptomMove,
    Timing,
)

Word = TypeVar("Word", bound=IntEnum)


class Screen(IntEnum):
    """What is on the screen; a draft stores the number, which never changes."""

    you = 1
    doses = 2
    effects = 3
    effects_more = 4
    benefit = 5
    pleasure = 6
    pleasure_more = 7
    check = 8
    changes = 9
    minute = 10
    before_and_now = 11
    after_stopping = 12
    what_changed = 13


CORE = (
    Screen.you,
    Screen.doses,
    Screen.changes,
    Screen.effects,
    Screen.effects_more,
    Screen.benefit,
    Screen.check,
)
"""The screens of the story, in the order in which they are asked."""
EXTRAS: dict[Form, tuple[Screen, ...]] = {
    Form.after_stopping: (Screen.after_stopping,),
    Form.before_and_now: (Screen.before_and_now,),
    Form.what_changed: (Screen.what_changed,),
    Form.pleasure: (Screen.pleasure, Screen.pleasure_more),
}
"""One minute each, in the order in which they are offered."""
FLOWS = (CORE, (Screen.minute, Screen.check), *((*e, Screen.check) for e in EXTRAS.values()))
"""Ways through the screens; each ends at the check."""
STEPS = 5
STEP_OF = {
    Screen.you: 1,
    Screen.doses: 2,
    Screen.changes: 3,
    Screen.effects: 4,
    Screen.effects_more: 4,
    Screen.benefit: 5,
}
"""The step that a member sees; the check and what is asked beside the story are none."""
MINUTES_LEFT = {1: 4, 2: 4, 3: 3, 4: 2, 5: 1}
"""Of a story with one effect, as counted in a browser (tests/browser/test_story_time.py)."""
MORE = {Screen.effects: Screen.effects_more, Screen.pleasure: Screen.pleasure_more}
"""Where effects are tapped -> where each is asked about; left out where none was tapped."""


@dataclass(frozen=True)
class Question:
    """One question whose answer is one stored word, or several.

    Attributes:
        name: the field's name in ``db.answers``, and the table of its words in dashboard/text.
        words: its vocabulary.
        declined: label for "I would rather not say", as a key under ``survey``; None where the
            vocabulary has a word of its own, or where leaving it empty says as much.
        several: whether more than one word may be chosen.
        offer: the words that are offered where those are not all.
    """

    name: str
    words: type[IntEnum]
    declined: str | None = None
    several: bool = False
    offer: tuple[IntEnum, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that are offered, in order: "other" after them, ``not_said`` where offered."""
        names = [word.name for word in self.offer or self.words if word.name != "not_said"]
        in_order = sorted(names, key=lambda name: name == "other")
        return (*in_order, "not_said") if self.declined else (*in_order,)


TIMING = Question("timing", Timing)
STOP_REASON = Question("stop_reason", StopReason)
ABOUT_YOU = (
    Question("condition", Condition, declined="rather_not_say"),
    Question("age_band", AgeBand, declined="rather_not_say"),
    Question("sex", Sex),
    Question("sensitivity", Sensitivity),
    Question("joined", Joined, declined="not_sure"),
)
*YOU_SCREEN, JOINED = ABOUT_YOU
"""Step 1, and what the extra "before and now" asks."""
COMMON_CONDITIONS = (
    *("fibromyalgia", "me_cfs", "mcas", "long_covid", "multiple_sclerosis", "thyroid"),
    *("arthritis", "autoimmune", "inflammatory_bowel", "chronic_pain", "dysautonomia"),
)
"""These stand on the screen at once; the others are a tap away."""
HOW_OFTEN = Question("how_often", HowOften)
NOT_DAILY = Question("how_often", HowOften, offer=tuple(HowOften)[HowOften.every_other_day :])
"""Asked of those alone who do not take it every day."""
EARLIER_TRY = Question("earlier_try", EarlierTry, declined="rather_not_say")
ANSWERS_FOR = Question("answers_for", AnswersFor)
OTHER_CONDITIONS = Question("condition", Condition, several=True)
HAD_EFFECTS = Question("had_effects", HadEffects)
HAD_NO_EFFECTS = Question(
    "had_effects", HadEffects, offer=(HadEffects.had_none, HadEffects.not_sure)
)
"""What is tapped beside the list of effects."""
_ANY_BENEFIT = tuple(word for word in BenefitAfter if word > BenefitAfter.not_sure)
CHANGE_REASON = Question("change_reason", ChangeReason)
AFTER_CHANGE = (
    Question("effects_after", EffectsAfter, declined="not_sure"),
    Question("benefit_after", BenefitAfter, offer=_ANY_BENEFIT),
)
"""What a change did: "a minute more" asks it of every change."""
BENEFIT_KEPT = Question("benefit_after", BenefitAfter, offer=BENEFIT_AFTER_STEP_DOWN)
"""The second of them as version 1 asked it, of a step down or a change of time."""
BEFORE = Question("before", Before, declined="not_sure")
SEVERITY = Question("severity", Severity)
HELPED = Question("helped", Helped, several=True)
HOURS_AFTER = Question("hours_after", HoursAfter)
OVERALL_CHANGE = Question("overall_change", OverallChange)
FIRST_BENEFIT = Question("first_benefit", FirstBenefit, declined="not_sure")
AFTER_STOPPING = Question("after_stopping", AfterStopping)
AFTER_STOPPING_WEEKS = 2
"""Asked no sooner than so many weeks after the last one on LDN."""
FIRST_WEEKS, FADING = Question("first_weeks", FirstWeeks), Question("fading", Fading)
FIRST_WEEKS_PAST, FADING_FROM_WEEK = 5, 9
"""Weeks of use from which on the first four are past, and help may have faded."""
SYMPTOM_MOVE = Question("symptom_move", SymptomMove)
MISSED_DOSES = Question("missed_doses", DosesNotTaken)
"""Of the last seven days; the check-in asks it, and what it told is kept through a correction."""
EXTRA_FACTS = {
    f"extra.{question.name}": question
    for question in (AFTER_STOPPING, FIRST_WEEKS, FADING, MISSED_DOSES)
}
"""Where the answer of a question of one word stands that an extra asks."""
MOVED = {f"extra.moved.{symptom.name}": symptom for symptom in Symptom}
"""Where it stands which way a symptom moved."""
SCALES = tuple(scale.name for scale in Scale)
SCORES = tuple(str(score) for score in range(11))
FIRST_WEEK_OF = dict(zip(LASTING.words, LASTING.edges, strict=True))
"""First week of a band of ``FirstBenefit``: bands that are still to come are not offered."""

COMMON_EFFECTS: dict[Screen, dict[str, tuple[Effect, ...]]] = {
    Screen.effects: EFFECT_GROUPS,
    Screen.pleasure: CLUSTERS,
}
"""What stands on the screen at once, by screen and group."""
EVERY_GROUP: dict[Screen, dict[str, tuple[Effect, ...]]] = {
    Screen.effects: {name: (*few, *MORE_EFFECTS[name]) for name, few in EFFECT_GROUPS.items()},
    Screen.pleasure: CLUSTERS,
}
"""The same with the rarer ones, which are a tap away."""
GROUP_WORDS = {Screen.effects: "effect_group", Screen.pleasure: "cluster"}


def vocabulary_word(words: type[Word], said: Any) -> Word | None:
    """The stored word that was said; None for nothing, or for a word that is not asked now."""
    return words[said] if isinstance(said, str) and said in words.__members__ else None


def asks_hours_after_dose(effect: Effect) -> bool:
    """Whether the hours between dose and effect are asked."""
    return effect in HOURS_ASKED
