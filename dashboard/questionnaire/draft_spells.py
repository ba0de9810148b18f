"""What was told of an effect -> its spells, or the rule that a spell breaks.

The first spell stands at ``effect.<name>``, the next ones ("it came back") at
``effect.<name>.again.2``, ``again.3`` and on. Whether it was there before LDN and how bad it was
are as with the first where a later spell does not say.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from dashboard.questionnaire.draft import Answers
from dashboard.questionnaire.questions import asks_hours_after_dose, vocabulary_word
from db.answers import LAST_WEEK, EffectEpisode
from db.vocabulary import Before, Effect, Helped, HoursAfter, Severity


@dataclass(frozen=True)
class DraftSpell:
    """One spell of an effect in a draft.

    Attributes:
        effect: which.
        path: where its answers stand; a sentence about it stands there, too.
        episode: as it is handed in; None where its weeks break a rule.
        rule: that rule, a key under ``survey.problem``, or "".
    """

    effect: Effect
    path: str
    episode: EffectEpisode | None = None
    rule: str = ""


def spell_path(effect: Effect, number: int) -> str:
    """Where the answers about a spell stand, numbered from 1."""
    at = f"effect.{effect.name}"
    return at if number == 1 else f"{at}.again.{number}"


def spell_numbers(answers: Answers, effect: Effect) -> list[int]:
    """The numbers of the spells that were told, in order; the first is always among them.

    Whoever says that it did not come back takes the later ones away.
    """
    start = f"effect.{effect.name}.again."
    if answers.get(f"effect.{effect.name}.back") == "no":
        return [1]
    later = {path.removeprefix(start).partition(".")[0] for path in answers if start in path}
    return [1, *sorted(int(number) for number in later if number.isdecimal())]


def spells_of_draft(answers: Answers, effect: Effect) -> Iterator[DraftSpell]:
    """Every spell, in the order in which they were told."""
    last = 0
    for number in spell_numbers(answers, effect):
        path = spell_path(effect, number)
        found = _episode_or_rule(answers, effect, path)
        if isinstance(found, EffectEpisode) and number > 1:
            found = _follows_or_rule(found, last)
        if isinstance(found, str):
            yield DraftSpell(effect, path, rule=found)
            return
        yield DraftSpell(effect, path, found)
        last = LAST_WEEK + 1 if found.still_there else found.ended_week or found.began_week or 0


def _follows_or_rule(episode: EffectEpisode, last_week: int) -> EffectEpisode | str:
    """A later spell has a first week, after the last one of the spell before."""
    if episode.began_week is None:
        return "spell_week_missing"
    return episode if episode.began_week > last_week else "spell_begins_too_early"


def _episode_or_rule(answers: Answers, effect: Effect, at: str) -> EffectEpisode | str:
    """One spell of an effect, or the key of the rule that its weeks break."""
    before = _word_of_spell(answers, effect, at, "before", Before) or Before.not_said
    # What was there before LDN did not begin in a week of use: the week is not asked.
    is_older = before is Before.the_same and at == spell_path(effect, 1)
    began = None if is_older else _week_or_none(answers.get(f"{at}.began"))
    gone = answers.get(f"{at}.still") == "gone"
    ended = _week_or_none(answers.get(f"{at}.ended")) if gone else None
    if max(began or 0, ended or 0) > (answers.get("doses.since") or LAST_WEEK):
        return "effect_later_than_now"
    try:
        return EffectEpisode(
            effect=effect,
            before=before,
            began_week=began,
            still_there=answers.get(f"{at}.still") == "yes",
            ended_week=ended,
            **_strength_fields(answers, effect, at),
        )
    except ValidationError as error:
        return str(error.errors()[0]["msg"]).removeprefix("Value error, ")


def _strength_fields(answers: Answers, effect: Effect, at: str) -> dict[str, Any]:
    hours = (
        vocabulary_word(HoursAfter, answers.get(f"{at}.hours_after"))
        if asks_hours_after_dose(effect)
        else None
    )
    helped = (vocabulary_word(Helped, said) for said in answers.get(f"{at}.helped") or ())
    worst = _word_of_spell(answers, effect, at, "severity", Severity)
    now = vocabulary_word(Severity, answers.get(f"{at}.now"))
    return {
        "severity": worst or Severity.not_said,
        "severity_now": now or Severity.not_said,
        "helped": frozenset(found for found in helped if found is not None),
        "hours_after": hours or HoursAfter.not_said,
    }


def _word_of_spell(answers: Answers, effect: Effect, at: str, name: str, words: Any) -> Any:
    """What was said of a spell, or of the effect as a whole."""
    own = answers.get(f"{at}.{name}")
    return vocabulary_word(words, own or answers.get(f"effect.{effect.name}.{name}"))


def _week_or_none(said: Any) -> int | None:
    """A week of use; "not sure" is 0 in a draft, and None here."""
    return said if isinstance(said, int) and said >= 1 else None
