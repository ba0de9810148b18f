"""A survey under way: one flat dictionary of plain JSON values, by dotted path.

Flat, because a widget then reads and writes one path; plain, because it is kept as JSON. What a
member typed is kept as typed, so that nothing is lost on a slip.
"""

import json
from typing import Any

from dashboard.questionnaire.gone_words import answers_with_marks, forget_gone_words_below
from dashboard.questionnaire.questions import (
    EVERY_GROUP,
    FLOWS,
    MORE,
    SCALES,
    Screen,
    vocabulary_word,
)
from db.vocabulary import Effect, Form, HadEffects

Answers = dict[str, Any]
LONGEST = 128 * 1024
"""Characters of JSON; a full survey has about 8,000, every effect with three spells 90,000."""


def answers_to_json(answers: Answers) -> str:
    """The answers as they are kept on the server."""
    return json.dumps(answers, separators=(",", ":"))


def answers_from_json(kept: str) -> Answers:
    """Answers as they were kept; what cannot be read counts as not answered, and is marked."""
    return answers_with_marks(_parsed_draft(kept))


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


def note_screen_left(answers: Answers, screen: Screen) -> None:
    """Say which form asked on a screen that is left by going on: that is an answer, even untapped.

    A record of version 1 that is corrected was asked by version 2 once its list of effects was.
    """
    if screen in _FORM_OF:
        add_form(answers, _FORM_OF[screen])
    if screen is Screen.pleasure:
        answers["pleasure.answered"] = True
    if screen is Screen.effects and "effects.had" in answers:
        add_form(answers, Form.core)


_FORM_OF = {
    Screen.minute: Form.minute,
    Screen.before_and_now: Form.before_and_now,
    Screen.pleasure: Form.pleasure,
    Screen.after_stopping: Form.after_stopping,
    Screen.what_changed: Form.what_changed,
}
"""Screens beside the story -> the form that they are."""


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
    forget_gone_words_below(answers, f"doses.change.{number}")


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
    forget_gone_words_below(answers, f"doses.pause.{number}")


def screen_after(answers: Answers, screen: Screen) -> Screen:
    """The screen after this one."""
    flow = _flow_of(answers, screen)
    return flow[min(flow.index(screen) + 1, len(flow) - 1)]


def screen_to_follow(answers: Answers, screen: Screen, *, from_check: bool) -> Screen:
    """The screen that going on leads to: back to the check for whoever came from there."""
    more = MORE.get(screen)
    if from_check and not (more and effects_handed_in(answers, screen)):
        return Screen.check
    return screen_after(answers, screen)


def screen_before(answers: Answers, screen: Screen) -> Screen:
    """The screen before this one; of what is asked beside the story, the check."""
    flow = _flow_of(answers, screen)
    place = flow.index(screen)
    return flow[place - 1] if place else Screen.check


def _flow_of(answers: Answers, screen: Screen) -> list[Screen]:
    """The way through the screens that one is on, without those that are left out."""
    flow = next(flow for flow in FLOWS if screen in flow)
    return [one for one in flow if one is screen or not _is_left_out(answers, one)]


def _is_left_out(answers: Answers, screen: Screen) -> bool:
    for tapped_on, more in MORE.items():
        if screen is more:
            return not effects_handed_in(answers, tapped_on)
    return False


def effects_handed_in(answers: Answers, screen: Screen) -> list[Effect]:
    """The tapped effects that are handed in: none of an extra that was left unanswered."""
    if screen is Screen.pleasure and not answers.get("pleasure.answered"):
        return []
    if screen is Screen.effects and answers.get("effects.had") == HadEffects.had_none.name:
        return []
    return effects_chosen_on(answers, screen)


def lacks_details(answers: Answers, screen: Screen) -> bool:
    """Whether a screen asks about effects of which nothing but the tap was told."""
    tapped_on = next((at for at, more in MORE.items() if more is screen), None)
    effects = effects_handed_in(answers, tapped_on) if tapped_on else []
    return any(
        not any(path.startswith(f"effect.{effect.name}.") for path in answers) for effect in effects
    )


_PATHS_OF = {
    Screen.you: ("you.",),
    Screen.doses: ("doses.since", "doses.first."),
    Screen.changes: ("doses.change", "doses.pause", "doses.stop_"),
    Screen.effects: ("effects.",),
    Screen.benefit: ("benefit.overall_change",),
    Screen.pleasure: ("pleasure.",),
    Screen.before_and_now: ("benefit.now.", "benefit.before.", "you.joined"),
    Screen.minute: ("benefit.first_benefit", "doses.earlier_try"),
    Screen.after_stopping: ("extra.after_stopping",),
    Screen.what_changed: ("extra.first_weeks", "extra.fading", "extra.moved."),
}
"""How the paths of a screen's answers begin."""


def screens_answered(answers: Answers) -> frozenset[Screen]:
    """The screens on which something was answered, and those that would show it again."""
    found = {
        screen
        for screen, starts in _PATHS_OF.items()
        if any(path.startswith(starts) for path in answers)
    }
    found |= {more for at, more in MORE.items() if effects_chosen_on(answers, at)}
    shows_again = Screen.changes in found or set(MORE.values()) & found
    return frozenset(found | ({Screen.minute} if shows_again else set()))
