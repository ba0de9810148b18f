"""When the help card stands beside an answer: one rule for the survey, a check-in and the thanks.

It looks at what was said about one effect alone, and keeps nothing. Not for what has gone, nor for
what was the same before LDN: it would frighten, and for old trouble people have their own help.
"""

from dashboard.questionnaire.draft import Answers, effects_handed_in
from dashboard.questionnaire.questions import MORE, vocabulary_word
from db.answers import EffectEpisode
from db.vocabulary import RED_FLAGS, Before, Effect, OverallChange, Severity

HARD = frozenset({Severity.severe, Severity.very_severe})
SLEEPLESS = frozenset({Effect.sleep_onset_insomnia, Effect.night_waking, Effect.unrefreshing_sleep})
LASTING_WEEKS = 4
"""Sleep effects are "often gone by 1 to 4 weeks" (docs/article.md); one that is there in a fifth
week lasts."""


def asks_for_help_card(
    spell: EffectEpisode, now_week: int | None, overall_change: OverallChange | None
) -> bool:
    """Whether what was said about an effect brings the card.

    Args:
        spell: as far as it was told; ``Severity.not_said`` while it was not.
        now_week: the week of use that the member is in; None while it is not known.
        overall_change: since the start of LDN; None while it was not said.
    """
    if not spell.still_there or spell.before is Before.the_same:
        return False
    if spell.effect in RED_FLAGS:
        return spell.severity in HARD
    if spell.effect is Effect.anxiety:
        very_much_worse = overall_change is OverallChange.very_much_worse
        return spell.severity is Severity.very_severe and very_much_worse
    return spell.effect in SLEEPLESS and spell.severity in HARD and _lasts(spell, now_week)


def is_red_flag_of_article(effect: Effect) -> bool:
    """Whether the article names it among its red flags; lasting sleeplessness is one of them."""
    return effect in RED_FLAGS | SLEEPLESS


def effects_that_ask_for_help(answers: Answers) -> set[Effect]:
    """The effects of a draft that bring the card, as far as they will be handed in."""
    told = (effect for tapped_on in MORE for effect in effects_handed_in(answers, tapped_on))
    return {effect for effect in told if draft_asks_for_help(answers, effect)}


def draft_asks_for_help(answers: Answers, effect: Effect) -> bool:
    """Whether what a draft says about an effect brings the card."""
    if effect in SLEEPLESS and answers.get(f"effect.{effect.name}.still") != "yes":
        return False  # it lasts only where that was said
    change = vocabulary_word(OverallChange, answers.get("benefit.overall_change"))
    return asks_for_help_card(_spell_so_far(answers, effect), answers.get("doses.since"), change)


def _spell_so_far(answers: Answers, effect: Effect) -> EffectEpisode:
    """As it stands on the screen; what was not answered yet is taken as still there."""
    at = f"effect.{effect.name}"
    return EffectEpisode(
        effect=effect,
        before=vocabulary_word(Before, answers.get(f"{at}.before")) or Before.not_said,
        began_week=answers.get(f"{at}.began") or None,
        still_there=answers.get(f"{at}.still") != "gone",
        severity=vocabulary_word(Severity, answers.get(f"{at}.severity")) or Severity.not_said,
    )


def _lasts(spell: EffectEpisode, now_week: int | None) -> bool:
    if spell.began_week is None or now_week is None:
        return False
    return now_week - spell.began_week >= LASTING_WEEKS
