"""Whether there were effects, once one was told in a check-in: "I had none" was of before."""

from collections.abc import Iterable
from typing import Any

from db.answers import EffectEpisode, Survey
from db.form_marks import EFFECTS_OF_VERSION_2, FormMarks
from db.vocabulary import Form, HadEffects


def had_effects_by_now(said: HadEffects, episodes: Iterable[EffectEpisode]) -> HadEffects:
    """What was said, and "some" where side effects were told; those of an extra are apart."""
    told = {episode.effect for episode in episodes} & EFFECTS_OF_VERSION_2
    return HadEffects.had_some if told else said


def fields_of_effects(survey: Survey, episodes: tuple[EffectEpisode, ...]) -> dict[str, Any]:
    """The survey's fields about effects; who taps one on the whole list has answered the list.

    Version 1 did not ask whether there were any: there they stay as they are.
    """
    marks = survey.marks
    if Form.core not in marks.forms:
        return {"episodes": episodes}
    had = had_effects_by_now(survey.had_effects, episodes)
    joined = marks.joined_with(FormMarks.of_forms(marks.forms, had))
    return {"episodes": episodes, "had_effects": had, "marks": joined}
