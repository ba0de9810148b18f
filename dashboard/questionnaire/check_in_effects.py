"""Effects in a weekly check-in: which were still there, which are new, and what became of them."""

from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.questions import vocabulary_word
from db.answers import EffectEpisode, Survey
from db.vocabulary import CLUSTERS, EFFECT_GROUPS, Before, Effect, Severity


def effects_still_there(survey: Survey) -> list[Effect]:
    """Effects that were still there the last time, in the order in which they are asked."""
    return sorted({e.effect for e in survey.episodes if e.still_there})


def new_effects(answers: Answers) -> list[Effect]:
    """Effects that were tapped as new."""
    if answers.get("any_new") != "yes":
        return []
    groups = (*EFFECT_GROUPS, *CLUSTERS)
    tapped = {name for group in groups for name in answers.get(f"new.{group}") or ()}
    return [effect for effect in Effect if effect.name in tapped]


def episodes_this_week(survey: Survey, answers: Answers, week: int) -> tuple[EffectEpisode, ...]:
    """Spells of effects as they are this week: those of last time, and what was tapped as new."""
    kept = tuple(_episode_as_of_now(episode, survey, answers) for episode in survey.episodes)
    known = {episode.effect for episode in kept if episode.still_there}
    before_ldn = {episode.effect: episode.before for episode in kept}
    begun = (
        EffectEpisode(
            effect=effect,
            before=before_ldn.get(effect, Before.not_said),  # one that comes back is as it was
            began_week=week,
            **_severity_of_new(answers, effect),
        )
        for effect in new_effects(answers)
        if effect not in known
    )
    return (*kept, *begun)


def _severity_of_new(answers: Answers, effect: Effect) -> dict[str, Severity]:
    said = vocabulary_word(Severity, answers.get(f"severity.{effect.name}")) or Severity.not_said
    return {"severity": said, "severity_now": said}


def _episode_as_of_now(episode: EffectEpisode, survey: Survey, answers: Answers) -> EffectEpisode:
    """An effect that has gone was last there the last time that the member said so."""
    name = episode.effect.name
    if not episode.still_there:
        return episode
    if answers.get(f"still.{name}") == "gone":
        ended = max(survey.observed_week, episode.began_week or 1)
        return episode.model_copy(update={"still_there": False, "ended_week": ended})
    now = vocabulary_word(Severity, answers.get(f"severity_now.{name}"))
    if not now:
        return episode
    worst = max(episode.severity, now)
    return episode.model_copy(update={"severity": worst, "severity_now": now})
