"""Step 5: how the member is over all, compared with the time before LDN."""

from dashboard.questionnaire.help_rules import effects_that_ask_for_help
from dashboard.questionnaire.labels import question_text
from dashboard.questionnaire.questions import OVERALL_CHANGE
from dashboard.survey.fields.ask import ask_question
from dashboard.survey.visit import SurveyVisit
from dashboard.ui.form import show_lead
from dashboard.ui.help_panel import show_help_card
from db.vocabulary import Effect


def show_benefit_step(visit: SurveyVisit) -> None:
    """One question: the overall change."""
    form = visit.form
    if form.answers.get("doses.still") == "stopped":
        show_lead(question_text(form.answers, "survey.benefit.after_stopping"))
    ask_question(form, "benefit.overall_change", "survey.benefit.overall_change", OVERALL_CHANGE)
    if Effect.anxiety in effects_that_ask_for_help(form.answers):
        show_help_card(is_red_flag=False)
