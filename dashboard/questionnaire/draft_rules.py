"""What may stand at a path of a draft. Anything else counts as not answered.

A draft is kept for weeks: it may be of another version, with words that are not asked any more,
or be damaged. What a member typed stays as it was typed.
"""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.questionnaire.questions import (
    ABOUT_YOU,
    AFTER_CHANGE,
    ANSWERS_FOR,
    BEFORE,
    CHANGE_REASON,
    EARLIER_TRY,
    EVERY_GROUP,
    EXTRA_FACTS,
    FIRST_BENEFIT,
    HAD_EFFECTS,
    HELPED,
    HOURS_AFTER,
    HOW_OFTEN,
    MOVED,
    OTHER_CONDITIONS,
    OVERALL_CHANGE,
    SCALES,
    SCORES,
    SEVERITY,
    STOP_REASON,
    SYMPTOM_MOVE,
    TIMING,
)
from db.answers import HIGHEST_DOSE_UG, LAST_WEEK, MOST_STEPS
from db.vocabulary import Effect, Form

GONE_MARK = "gone."
"""How the path of a mark begins that stands for a word of before (gone_words)."""
LONGEST_TYPED = 64
"""A dose has 40 characters at the most, an invite 64."""
MOST_CHANGES_MADE = 100 * MOST_STEPS
"""Changes of dose that were ever added, those that were taken away included."""
Fits = Callable[[Any], bool]


def _one_of_words(*allowed: str) -> Fits:
    return lambda value: isinstance(value, str) and value in allowed


def _whole_number_between(least: int, most: int) -> Fits:
    return lambda value: type(value) is int and least <= value <= most


def _list_of_fitting(fits: Fits) -> Fits:
    return lambda value: isinstance(value, list) and all(map(fits, value))


def _is_short_text(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TYPED


def _is_true_or_false(value: Any) -> bool:
    return isinstance(value, bool)


_week, _week_or_not_sure = _whole_number_between(1, LAST_WEEK), _whole_number_between(0, LAST_WEEK)
_number = _whole_number_between(1, MOST_CHANGES_MADE)
_DOSE: Mapping[str, Fits] = {
    "dose": _is_short_text,
    "timing": _one_of_words(*TIMING.choices),
    "believed": _whole_number_between(1, HIGHEST_DOSE_UG),
    "per": _one_of_words("day", "time"),
    "times": _whole_number_between(1, 3),
    "how_often": _one_of_words(*HOW_OFTEN.choices),
}
_day = _whole_number_between(1, 7)
_CHANGE: Mapping[str, Fits] = {
    **_DOSE,
    "week": _week,
    "day": _day,
    "reason": _one_of_words(*CHANGE_REASON.choices),
    **{q.name: _one_of_words(*(word.name for word in q.words)) for q in AFTER_CHANGE},
}
_PAUSE: Mapping[str, Fits] = {**_CHANGE, "from": _week, "still": _one_of_words("yes", "no")}
_EFFECT: Mapping[str, Fits] = {
    "before": _one_of_words(*BEFORE.choices),
    "began": _week_or_not_sure,
    "ended": _week_or_not_sure,
    "still": _one_of_words("yes", "gone"),
    "back": _one_of_words("yes", "no"),
    "severity": _one_of_words("not_said", *SEVERITY.choices),
    "now": _one_of_words(*SEVERITY.choices),
    "helped": _list_of_fitting(_one_of_words(*HELPED.choices)),
    "hours_after": _one_of_words(*HOURS_AFTER.choices),
}
_EXACT: Mapping[str, Fits] = {
    **{f"you.{question.name}": _one_of_words(*question.choices) for question in ABOUT_YOU},
    **{f"doses.first.{name}": fits for name, fits in _DOSE.items()},
    "doses.since": _week,
    "doses.changes": _list_of_fitting(_number),
    "doses.changes_made": _number,
    "doses.pauses": _list_of_fitting(_number),
    "doses.pauses_made": _number,
    "doses.earlier_try": _one_of_words(*EARLIER_TRY.choices),
    "doses.stop_week": _week,
    "doses.stop_day": _day,
    "doses.stop_reason": _one_of_words(*STOP_REASON.choices),
    **{
        f"{screen.name}.{group}": _list_of_fitting(
            _one_of_words(*(effect.name for effect in effects))
        )
        for screen, groups in EVERY_GROUP.items()
        for group, effects in groups.items()
    },
    **{f"benefit.{q.name}": _one_of_words(*q.choices) for q in (OVERALL_CHANGE, FIRST_BENEFIT)},
    **{
        f"benefit.{when}.{scale}": _one_of_words(*SCORES)
        for when in ("now", "before")
        for scale in SCALES
    },
    "you.answers_for": _one_of_words(*ANSWERS_FOR.choices),
    "you.other_conditions": _list_of_fitting(_one_of_words(*OTHER_CONDITIONS.choices)),
    **{path: _one_of_words(*question.choices) for path, question in EXTRA_FACTS.items()},
    **dict.fromkeys(MOVED, _one_of_words(*SYMPTOM_MOVE.choices)),
    "effects.had": _one_of_words(*HAD_EFFECTS.choices),
    "forms": _list_of_fitting(_one_of_words(*(form.name for form in Form))),
    "pleasure.answered": _is_true_or_false,
    "invite": _is_short_text,
}


def fits_path(path: str, value: Any) -> bool:
    """Whether an answer is one that the form can have kept there."""
    if path.startswith(GONE_MARK):
        return value is True
    rule = _rule_at_path(path)
    return (rule or _is_short_text)(value)  # without a rule: it has words of its own, as yes and no


def is_path_of_form(path: str) -> bool:
    """Whether it is a path whose words are those of the questionnaire."""
    return _rule_at_path(path) is not None


def _rule_at_path(path: str) -> Fits | None:
    if path in _EXACT:
        return _EXACT[path]
    match path.split("."):
        case ["doses", "change", number, name] if number.isdecimal() and name in _CHANGE:
            return _CHANGE[name]
        case ["doses", "pause", number, name] if number.isdecimal() and name in _PAUSE:
            return _PAUSE[name]
        case ["effect", effect, "again", number, name] if (
            effect in Effect.__members__ and number.isdecimal() and name in _EFFECT
        ):
            return _EFFECT[name]
        case ["effect", effect, name] if effect in Effect.__members__ and name in _EFFECT:
            return _EFFECT[name]
    return None
