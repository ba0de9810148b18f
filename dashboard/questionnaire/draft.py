"""A survey under way: one flat dictionary of plain JSON values, by dotted path.

Flat, because a widget then reads and writes one path; plain, because it is kept as JSON. What a
member typed is kept as typed, so that nothing is lost on a slip.
"""

import json
from typing import Any

from dashboard.questionnaire.draft_rules import fits_path
from dashboard.questionnaire.questions import (
    EVERY_GROUP,
    MORE,
    SCALES,
    Screen,
    vocabulary_word,
)
from db.vocabulary import Effect, Form

Answers = dict[str, Any]
LONGEST = 64 * 1024
"""Characters of JSON; a full survey has about 8,000."""


def answers_to_json(answers: Answers) -> str:
    """The answers as they are kept on the server."""
    return json.dumps(answers, separators=(",", ":"))


def answers_from_json(kept: str) -> Answers:
    """Answers as they were kept; what cannot be read counts as not answered."""
    return {path: said for path, said in _parsed_draft(kept).items() if fits_path(path, said)}


def unread_paths(kept: str) -> list[str]:
    """Where a draft holds an answer that cannot be read, such as a word that is asked no more."""
    return [path for path, said in _parsed_draft(kept).items() if not fits_path(path, said)]


def _parsed_draft(kept: str) -> Answers:
    try:
        found = json.loads(kept[:LONGEST])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def forms_of_draft(answers: Answers) -> frozenset[Form]:
    """The forms in which a draft is filled in: version 1 where none is named."""
    named = (vocabulary_word(Form, name) for name in answers.get("forms") or ())
    return frozenset(form for form in named if form) or frozenset({Form.version_1})


def add_form(answers: Answers, form: Form) -> None:
    """Say that a form asks from here on; what another form was told stays, and its name too."""
    forms = forms_of_draft(answers) if answers.get("forms") else frozenset[Form]()
    answers["forms"] = [each.name for each in sorted(forms | {form})]


def carry_draft_over(answers: Answers) -> None:
    """Go on in version 2 with a draft that was begun in version 1; nothing of it is lost.

    Each form of version 2 is named of which something was answered already.
    """
    if answers.get("forms"):
        return
    add_form(answers, Form.core)
    for form, parts in _ANSWERS_OF_FORM.items():
        if any(path.endswith(parts) for path in answers):
            add_form(answers, form)


_ANSWERS_OF_FORM = {
    Form.minute: (".effects_after", ".benefit_after", ".helped", ".hours_after", ".first_benefit"),
    Form.before_and_now: (".joined", *(f".{scale}" for scale in SCALES)),
}
"""How the paths of version 1 end that version 2 asks in another form."""


def effects_chosen_on(answers: Answers, screen: Screen) -> list[Effect]:
    """The effects that were tapped on a screen, in the order in which they are asked."""
    tapped: set[str] = set()
    for group in EVERY_GROUP[screen]:
        tapped.update(answers.get(f"{screen.name}.{group}") or ())
    in_order = (effect for group in EVERY_GROUP[screen].values() for effect in group)
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


def pause_ids(answers: Answers) -> list[int]:
    """The numbers of the pauses that count."""
    return list(answers.get("doses.pauses") or ()) if answers.get("doses.paused") == "yes" else []


def add_pause(answers: Answers) -> int:
    """Begin another pause and return its number; a number is never used twice."""
    new = int(answers.get("doses.pauses_made") or 0) + 1
    answers["doses.pauses"] = [*(answers.get("doses.pauses") or ()), new]
    answers |= {"doses.pauses_made": new, "doses.paused": "yes"}
    return new


def drop_pause(answers: Answers, number: int) -> None:
    """Take a pause away, with its restart."""
    ids = list(answers.get("doses.pauses") or ())
    answers["doses.pauses"] = [other for other in ids if other != number]
    for path in [path for path in answers if path.startswith(f"doses.pause.{number}.")]:
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
