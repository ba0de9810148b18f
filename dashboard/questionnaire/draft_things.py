"""A draft's answers as things that two devices can change apart from each other, and back.

A change of dose is told apart by its week, not by its number: two devices that each add one give
both the same number.
"""

from typing import Any

from dashboard.questionnaire.draft import Answers, change_ids, effects_chosen_on, pause_ids
from dashboard.questionnaire.draft_doses import FIRST, change_path, pause_path
from dashboard.questionnaire.questions import EVERY_GROUP, Screen
from dashboard.questionnaire.three_way import Kind, Things
from db.form_marks import EFFECTS_OF_VERSION_2
from db.vocabulary import Effect, HadEffects

STOP = "doses.stop"
_CHANGED, _CHANGE, _EFFECT = "doses.changed", "doses.change.", "effect."
_PAUSE, _HAD = "doses.pause.", "effects.had"
_STOP_PATHS = ("doses.still", "doses.stop_week", "doses.stop_day", "doses.stop_reason")
_OF_PAUSES = ("doses.paused", "doses.pauses", "doses.pauses_made")
_OF_CHANGES = (_CHANGED, "doses.changes", "doses.changes_made")
_GROUP_PATHS = tuple(
    f"{screen.name}.{group}" for screen in EVERY_GROUP for group in EVERY_GROUP[screen]
)


def things_of_answers(answers: Answers) -> Things:
    """Facts and scores by their path; the first dose, a change, the stop and an effect whole."""
    things: dict[str, Any] = {
        path: said for path, said in answers.items() if _is_alone(path) and said not in (None, [])
    }
    first = _parts_below(answers, FIRST)
    stop = {path: answers[path] for path in _STOP_PATHS if answers.get(path) is not None}
    things |= {FIRST: first} if first else {}
    things |= {STOP: stop} if stop else {}
    things |= {_CHANGED: "not_yet"} if answers.get(_CHANGED) == "not_yet" else {}
    return things | _change_things(answers) | _pause_things(answers) | _effect_things(answers)


def answers_of_things(things: Things, stored: Answers) -> Answers:
    """The answers whose things these are.

    Args:
        things: as ``things_of_answers`` makes them.
        stored: another device's answers; a number of theirs is not used for another change.
    """
    answers = {path: said for path, said in things.items() if _is_alone(path)}
    answers |= _paths_below(FIRST, things.get(FIRST) or {}) | (things.get(STOP) or {})
    changes = [said for name, said in things.items() if name.startswith(_CHANGE)]
    used = int(stored.get("doses.changes_made") or 0)
    for number, said in enumerate(changes, start=used + 1):
        answers |= _paths_below(change_path(number), said)
    if changes:
        numbers = list(range(used + 1, used + 1 + len(changes)))
        answers |= {_CHANGED: "yes", "doses.changes": numbers, "doses.changes_made": numbers[-1]}
    elif _CHANGED in things:
        answers[_CHANGED] = things[_CHANGED]
    answers.pop(_HAD, None)
    answers |= _pause_answers(things, stored) | _effect_answers(things)
    return answers | _had_with_effects(things)


def _is_alone(path: str) -> bool:
    whole = (*_STOP_PATHS, *_OF_CHANGES, *_OF_PAUSES, *_GROUP_PATHS, FIRST, STOP)
    return path not in whole and not path.startswith((f"{FIRST}.", _CHANGE, _PAUSE, _EFFECT))


def _parts_below(answers: Answers, path: str) -> dict[str, Any]:
    start = f"{path}."
    return {
        name.removeprefix(start): said
        for name, said in answers.items()
        if name.startswith(start) and said not in (None, [])
    }


def _paths_below(path: str, parts: dict[str, Any]) -> Answers:
    return {f"{path}.{name}": said for name, said in parts.items()}


def _change_things(answers: Answers) -> dict[str, Any]:
    found = [_parts_below(answers, change_path(number)) for number in change_ids(answers)]
    return _things_by_week(_CHANGE, "week", found)


def _pause_things(answers: Answers) -> dict[str, Any]:
    found = [_parts_below(answers, pause_path(number)) for number in pause_ids(answers)]
    return _things_by_week(_PAUSE, "from", found)


def _things_by_week(start: str, part: str, found: list[dict[str, Any]]) -> dict[str, Any]:
    """By week; a second one in the same week, or one without a week, by what it says."""
    things: dict[str, Any] = {}
    for said in filter(None, found):
        name = f"{start}{said.get(part, '')}"
        if name in things or part not in said:
            name += f" {sorted(said.items())}"
        things[name] = said
    return things


def _pause_answers(things: Things, stored: Answers) -> Answers:
    pauses = [said for name, said in things.items() if name.startswith(_PAUSE)]
    if not pauses:
        return {}
    used = int(stored.get("doses.pauses_made") or 0)
    numbers = list(range(used + 1, used + 1 + len(pauses)))
    answers: Answers = {"doses.paused": "yes", "doses.pauses": numbers}
    answers["doses.pauses_made"] = numbers[-1]
    for number, said in zip(numbers, pauses, strict=True):
        answers |= _paths_below(pause_path(number), said)
    return answers


def _effect_things(answers: Answers) -> dict[str, Any]:
    chosen = [effect for screen in EVERY_GROUP for effect in _effects_meant(answers, screen)]
    return {
        f"{_EFFECT}{effect.name}": _parts_below(answers, f"{_EFFECT}{effect.name}")
        for effect in chosen
    }


def _effects_meant(answers: Answers, screen: Screen) -> list[Effect]:
    """Those that were tapped; none beside "I had none", which took them back."""
    is_none = screen is Screen.effects and answers.get(_HAD) == HadEffects.had_none.name
    return [] if is_none else effects_chosen_on(answers, screen)


def _effect_answers(things: Things) -> Answers:
    chosen = {name.removeprefix(_EFFECT) for name in things if name.startswith(_EFFECT)}
    answers: Answers = {}
    for screen, groups in EVERY_GROUP.items():
        for group, effects in groups.items():
            tapped = [effect.name for effect in effects if effect.name in chosen]
            answers |= {f"{screen.name}.{group}": tapped} if tapped else {}
    for effect in Effect:
        if effect.name in chosen:
            at = f"{_EFFECT}{effect.name}"
            answers |= _paths_below(at, things[at])
    return answers


def _had_with_effects(things: Things) -> Answers:
    """One device had none and the other told of one: what was told is not taken away."""
    answers = {_HAD: things[_HAD]} if _HAD in things else {}
    told = any(f"{_EFFECT}{effect.name}" in things for effect in EFFECTS_OF_VERSION_2)
    is_none = answers.get(_HAD) == HadEffects.had_none.name
    return {} if is_none and told else answers


DRAFTS: Kind[Answers] = Kind(things_of_answers, answers_of_things, {})
