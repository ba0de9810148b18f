"""A minute more, before handing in: what each change did, what came back, what helped."""

from dashboard.questionnaire.draft import effects_handed_in, pause_ids
from dashboard.questionnaire.draft_doses import (
    change_path,
    changes_in_order,
    is_still_paused,
    pause_path,
)
from dashboard.questionnaire.draft_spells import spell_numbers, spell_path
from dashboard.questionnaire.labels import choice_label, question_text, step_in_words
from dashboard.questionnaire.questions import (
    AFTER_CHANGE,
    BENEFIT_KEPT,
    EARLIER_TRY,
    FIRST_BENEFIT,
    FIRST_WEEK_OF,
    HELPED,
    HOURS_AFTER,
    SEVERITY,
    Screen,
    asks_hours_after_dose,
)
from dashboard.questionnaire.week_choices import weeks_to_choose
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.fields.cards import SurveyCard, show_cards, show_next_button
from dashboard.survey.fields.week_field import ask_needed_week, ask_week
from dashboard.survey.visit import SurveyVisit
from dashboard.text import say
from dashboard.ui.form import AnswerForm
from db.answers import MOST_SPELLS
from db.vocabulary import Effect

_STACK = "minute"
_STEP, _EFFECT, _START = "doses.", "effect.", "start"
_EFFECTS_AFTER, _BENEFIT_AFTER = AFTER_CHANGE


def show_minute(visit: SurveyVisit) -> None:
    """One card for each change and each effect, and one for how it began."""
    form = visit.form
    steps = [_step_card(form, at) for at in _steps_told(form)]
    effects = [_effect_card(form, effect) for effect in _effects_told(form)]
    cards = [*steps, *effects, _start_card(form)]

    def ask_in_card(name: str) -> None:
        _ask_about(form, name)
        show_next_button(visit, _STACK, cards, name)

    show_cards(visit, _STACK, cards, ask_in_card)


def _steps_told(form: AnswerForm) -> list[str]:
    """Where each change and each restart stands."""
    pauses = [n for n in pause_ids(form.answers) if not is_still_paused(form.answers, n)]
    changes = [change_path(number) for number in changes_in_order(form.answers)]
    return [*changes, *(pause_path(number) for number in pauses)]


def _effects_told(form: AnswerForm) -> list[Effect]:
    return effects_handed_in(form.answers, Screen.effects)


def _step_card(form: AnswerForm, at: str) -> SurveyCard:
    is_done = all(form.answers.get(f"{at}.{q.name}") for q in AFTER_CHANGE)
    status = say("survey.effect.done") if is_done else say("survey.minute.what_it_did")
    return SurveyCard(at, step_in_words(form.answers, at), status, is_done)


def _effect_card(form: AnswerForm, effect: Effect) -> SurveyCard:
    paths = [spell_path(effect, number) for number in spell_numbers(form.answers, effect)]
    is_wrong = any(form.wrong_at(path) for path in paths)
    is_done = bool(form.answers.get(f"{paths[0]}.helped")) and not is_wrong
    status = say("survey.effect.done") if is_done else say("survey.minute.what_helped")
    title = say(f"words.effect.{effect.name}")
    return SurveyCard(f"{_EFFECT}{effect.name}", title, status, is_done, is_wrong)


def _start_card(form: AnswerForm) -> SurveyCard:
    said = form.answers.get
    is_done = bool(said("doses.earlier_try") and said("benefit.first_benefit"))
    title = question_text(form.answers, "survey.minute.start")
    return SurveyCard(_START, title, say("survey.effect.done") if is_done else "", is_done)


def _ask_about(form: AnswerForm, name: str) -> None:
    if name.startswith(_STEP):
        _ask_what_it_did(form, name)
    elif name.startswith(_EFFECT):
        _ask_more_of_effect(form, Effect[name.removeprefix(_EFFECT)])
    else:
        label = "survey.minute.earlier_try"
        ask_question(form, "doses.earlier_try", label, EARLIER_TRY)
        _ask_first_benefit(form)


def _ask_what_it_did(form: AnswerForm, at: str) -> None:
    """In the words of version 1 where it was told in those."""
    path = f"{at}.{_BENEFIT_AFTER.name}"
    is_of_before = form.answers.get(path) in BENEFIT_KEPT.choices
    ask_question(form, f"{at}.{_EFFECTS_AFTER.name}", "survey.change.effects_after", _EFFECTS_AFTER)
    question = BENEFIT_KEPT if is_of_before else _BENEFIT_AFTER
    ask_question(form, path, "survey.change.benefit_after", question)


def _ask_more_of_effect(form: AnswerForm, effect: Effect) -> None:
    at = spell_path(effect, 1)
    _ask_if_it_came_back(form, effect)
    ask_question(form, f"{at}.helped", "survey.effect.helped", HELPED)
    if asks_hours_after_dose(effect):
        ask_question(form, f"{at}.hours_after", "survey.effect.hours_after", HOURS_AFTER)


def _ask_if_it_came_back(form: AnswerForm, effect: Effect) -> None:
    """Of an effect that has gone: up to two spells more, each with its weeks."""
    choices = {word: say(f"survey.effect.back_{word}") for word in ("no", "yes")}
    told = len(spell_numbers(form.answers, effect))
    for number in range(1, max(MOST_SPELLS, told + 1)):
        at, later = spell_path(effect, number), spell_path(effect, number + 1)
        if form.answers.get(f"{at}.still") != "gone":
            return
        label = "survey.effect.back" if number == 1 else "survey.effect.back_again"
        if number < told and form.is_new(f"{at}.back"):
            form.answers[f"{at}.back"] = "yes"
        if form.one(f"{at}.back", say(label), choices) != "yes":
            _drop_spells_after(form, effect, number)
            return
        _ask_spell(form, later, form.answers.get(f"{at}.ended") or 0)


def _drop_spells_after(form: AnswerForm, effect: Effect, number: int) -> None:
    for later in spell_numbers(form.answers, effect)[number:]:
        start = f"{spell_path(effect, later)}."
        for path in [path for path in form.answers if path.startswith(start)]:
            del form.answers[path]


def _ask_spell(form: AnswerForm, at: str, first: int) -> None:
    since = form.answers.get("doses.since") or 1
    form.show_problem_at(at)
    # Without "not sure": a spell without its first week cannot be told apart from the one before.
    weeks = weeks_to_choose(min(first + 1, since), since)
    ask_needed_week(form, f"{at}.began", "survey.effect.began_again", weeks)
    choices = {word: say(f"survey.effect.still_{word}") for word in ("yes", "gone")}
    if form.one(f"{at}.still", say("survey.effect.still"), choices) == "gone":
        began = form.answers.get(f"{at}.began") or first or 1
        ask_week(form, f"{at}.ended", "survey.effect.ended", since=since, first=began)
    choices = {word: choice_label(SEVERITY, word) for word in SEVERITY.choices}
    form.one(f"{at}.severity", say("survey.effect.severity_then"), choices)


def _ask_first_benefit(form: AnswerForm) -> None:
    """Only bands that have begun; an earlier answer stays on offer."""
    path, since = "benefit.first_benefit", form.answers.get("doses.since") or 1
    kept = form.answers.get(path)
    offered = [
        name
        for name in FIRST_BENEFIT.choices
        if FIRST_WEEK_OF.get(name, 1) <= since or name == kept
    ]
    labels = {name: choice_label(FIRST_BENEFIT, name) for name in offered}
    form.one(path, question_text(form.answers, "survey.benefit.first_benefit"), labels)
