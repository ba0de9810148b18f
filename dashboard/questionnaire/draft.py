"""A survey under way: one flat dictionary of plain JSON values, by dotted path.

Flat, because a widget then reads and writes one path; plain, because it is kept as JSON. What a
member typed is kept as typed, so that nothing is lost on a slip.
"""

import json
from typing import Any

from dashboard.questionnaire.draft_rules import fits_path
from dashboard.questionnaire.questions import GROUPS, MORE, Screen
from db.vocabulary import Effect

Answers = dict[str, Any]
LONGEST = 64 * 1024
"""Characters of JSON; a full survey has about 8,000."""


def answers_to_json(answers: Answers) -> str:
    """The answers as they are kept on the server."""
    return json.dumps(answers, separators=(",", ":"))


def answers_from_json(kept: str) -> Answers:
    """Answers as they were kept; what cannot be read counts as not answered."""
    try:
        found = json.loads(kept[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {path: said for path, said in found.items() if fits_path(path, said)}


def effects_chosen_on(answers: Answers, screen: Screen) -> list[Effect]:
    """The effects that were tapped on a screen, in the order in which they are asked."""
    tapped: set[str] = set()
    for group in GROUPS[screen]:
        tapped.update(answers.get(f"{screen.name}.{group}") or ())
    in_order = (effect for group in GROUPS[screen].values() for effect in group)
    return [effect for effect in in_order if effect.name in tapped]


def change_ids(answers: Answers) -> list[int]:
    """The numbers of the changes of dose or time that count."""
    if answers.get("doses.changed") != "yes":
        return []
    return list(answers.get("doses.changes") or ())


def add_change(answers: Answers) -> int:
    """Begin another change and return its number.

    A number is never used twice: what was said about a removed change would come back with it.
    """
    ids = list(answers.get("doses.changes") or ())
    new = int(answers.get("doses.changes_made") or 0) + 1
    answers["doses.changes_made"] = new
    answers["doses.changes"] = [*ids, new]
    answers["doses.changed"] = "yes"
    return new


def drop_change(answers: Answers, number: int) -> None:
    """Take a change away, with all that was said about it."""
    ids = list(answers.get("doses.changes") or ())
    answers["doses.changes"] = [other for other in ids if other != number]
    for path in [path for path in answers if path.startswith(f"doses.change.{number}.")]:
        del answers[path]


def screen_after(answers: Answers, screen: Screen) -> Screen:
    """The screen after this one."""
    after = Screen(screen + 1)
    return Screen(after + 1) if _is_left_out(answers, after) else after


def screen_to_follow(answers: Answers, screen: Screen, *, from_check: bool) -> Screen:
    """The screen that going on leads to: back to the check for whoever came from there."""
    more = MORE.get(screen)
    if from_check and not (more and effects_handed_in(answers, screen)):
        return Screen.check
    return screen_after(answers, screen)


def screen_before(answers: Answers, screen: Screen) -> Screen:
    """The screen before this one."""
    before = Screen(screen - 1)
    return Screen(before - 1) if _is_left_out(answers, before) else before


def _is_left_out(answers: Answers, screen: Screen) -> bool:
    for tapped_on, more in MORE.items():
        if screen is more:
            return not effects_handed_in(answers, tapped_on)
    return False


def effects_handed_in(answers: Answers, screen: Screen) -> list[Effect]:
    """The tapped effects that are handed in: none of step 5 where the step was skipped."""
    if screen is Screen.pleasure and not answers.get("pleasure.answered"):
        return []
    return effects_chosen_on(answers, screen)


def screens_answered(answers: Answers) -> frozenset[Screen]:
    """The screens on which something was answered, and those that would show it again."""
    heads = {path.partition(".")[0] for path in answers}
    found = {screen for screen in Screen if screen.name in heads}
    return frozenset(found | {more for at, more in MORE.items() if effects_chosen_on(answers, at)})
