"""What two devices changed, in words: how a thing is called, and all that was said about it."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any

from dashboard.questionnaire import dose_text, week_choices
from dashboard.questionnaire.draft_things import STOP
from dashboard.questionnaire.labels import dose_in_words, week_label
from dashboard.questionnaire.questions import MOVED
from dashboard.questionnaire.survey_to_draft import spell_parts, step_parts
from dashboard.text import say
from db.answers import DoseStep, LdnPause, LdnStop
from db.form_marks import FormMarks
from db.members.record import WeeklyReport

_BETWEEN = " · "
Parts = dict[str, Any]


def thing_name(name: str) -> str:
    """How a thing of a draft or a record is called."""
    match name.split("."):
        case ["you" | "benefit" | "extra", fact]:
            return say(f"survey.check.{fact}")
        case ["benefit", ("now" | "before") as when, scale]:
            return say(f"survey.benefit.{when}", scale=say(f"words.scale.{scale}"))
        case [("effect" as kind), word] | ["extra", ("moved" as kind), word]:
            return say(f"words.{'effect' if kind == 'effect' else 'symptom'}.{word}")
        case ["report", week]:
            return say("choose.report", week=week)
        case ["doses", ("step" | "change" | "pause") as kind, week, *_] if (
            week.isdecimal() and week != "1"
        ):
            key = "choose.pause" if kind == "pause" else "choose.change"
            return say(key, week=week_label(int(week)))
    return say(f"choose.names.{_PLAIN_NAMES.get(name, 'other')}")


_PLAIN_NAMES = {
    "doses.first": "first",
    "doses.step.1": "first",
    "doses.since": "since",
    STOP: "stop",
    "doses.changed": "changed",
    "pleasure.answered": "pleasure",
    "doses.earlier_try": "earlier_try",
    "effects.had": "had_effects",
    "forms": "forms",
    "invite": "invite",
}


def thing_text(name: str, said: Any) -> str:
    """All that one side said about a thing, in one line."""
    if isinstance(said, FormMarks | frozenset | list | LdnPause):
        return _text_of_version_2(name, said)
    if isinstance(said, tuple):  # an effect's spells
        return "; ".join(_parts_text(spell_parts(spell)) for spell in said)
    if isinstance(said, WeeklyReport):
        return _report_text(said)
    if isinstance(said, DoseStep | LdnStop | dict):
        return _parts_text(_parts_of(said))
    if isinstance(said, bool):
        return say(f"choose.{'answered' if said else 'skipped'}")
    return _fact_text(name, said)


def _parts_of(said: DoseStep | LdnStop | Parts) -> Parts:
    if isinstance(said, DoseStep):
        return step_parts(said)
    if isinstance(said, LdnStop):
        day = {"doses.stop_day": said.day} if said.day else {}
        return {"doses.stop_week": said.week, "doses.stop_reason": said.reason.name} | day
    return said


def _fact_text(name: str, said: Any) -> str:
    if name == "doses.since":
        return week_choices.time_ago_in_words(said)
    if name == "doses.changed":
        return say("survey.doses.changed_not_yet")
    word = said.name if isinstance(said, IntEnum) else said
    table = name.rpartition(".")[2]
    table = "had_effects" if name == "effects.had" else table
    table = "symptom_move" if name in MOVED else table
    if name.startswith(("you.", "extra.")) or table in {
        "overall_change",
        "first_benefit",
        "earlier_try",
        "had_effects",
    }:
        return say(f"words.{table}.{word}")
    return str(said)


def _text_of_version_2(name: str, said: FormMarks | Iterable[Any] | LdnPause) -> str:
    if isinstance(said, LdnPause):
        return _pause_text(said)
    if isinstance(said, FormMarks):
        return str(len(said.topics) + len(said.effects))
    return _words_text(name, said)


def _words_text(name: str, said: Iterable[Any]) -> str:
    """Several words: other conditions; of the forms only how many they are."""
    if name == "forms":
        return str(len(list(said)))
    words = (word.name if isinstance(word, IntEnum) else word for word in said)
    return ", ".join(say(f"words.condition.{word}") for word in sorted(words))


def _pause_text(pause: LdnPause) -> str:
    if pause.ended_week is None:
        return say("survey.check.still_paused")
    return say("choose.paused_to", week=week_label(pause.ended_week))


def _report_text(report: WeeklyReport) -> str:
    scores = report.scores.model_dump().items()
    change = report.overall_change
    said = [say(f"words.overall_change.{change.name}")] if change else []
    said += [
        say("survey.check.score", scale=say(f"words.scale.{scale}"), score=score)
        for scale, score in scores
        if score is not None
    ]
    return _BETWEEN.join(said) or say("survey.check.nothing")


def _parts_text(parts: Parts) -> str:
    said = [_PARTS[name](parts[name]) for name in _PARTS if name in parts]
    return _BETWEEN.join(said) or say("survey.check.no_details")


def _in_table(table: str, label: str = "") -> Callable[[str], str]:
    """A stored word; with its question where it says little alone."""
    if not label:
        return lambda word: say(f"words.{table}.{word}")
    return lambda word: f"{say(label)} {say(f'words.{table}.{word}')}"


def _dose_text(written: str) -> str:
    ug = dose_text.dose_from_text(written).ug
    return dose_in_words(ug) if ug else written


def _helped_text(words: list[str]) -> str:
    said = ", ".join(say(f"words.helped.{word}") for word in words)
    return say("choose.helped", said=said)


_PARTS: dict[str, Callable[[Any], str]] = {
    "from": lambda week: say("survey.check.paused_from", week=week_label(week)),
    "week": week_label,
    "day": lambda day: say("choose.day", day=day),
    "per": lambda word: say(f"choose.per_{word}"),
    "dose": _dose_text,
    "timing": _in_table("timing"),
    "times": lambda times: say("survey.check.times", count=times),
    "how_often": _in_table("how_often"),
    "reason": _in_table("change_reason", "survey.change.change_reason"),
    "effects_after": _in_table("effects_after", "survey.change.effects_after"),
    "benefit_after": _in_table("benefit_after", "survey.change.benefit_after"),
    "severity": _in_table("severity"),
    "now": lambda word: say("survey.check.severity_now", said=say(f"words.severity.{word}")),
    "before": _in_table("before", "survey.effect.before"),
    "began": lambda week: say("survey.check.from_week", week=week_label(week)),
    "still": lambda word: say(f"survey.effect.still_{word}"),
    "ended": lambda week: say("survey.check.to_week", week=week_label(week)),
    "helped": _helped_text,
    "hours_after": _in_table("hours_after", "survey.effect.hours_after"),
    "doses.still": lambda word: say(f"survey.doses.still_{word}"),
    "doses.stop_week": week_label,
    "doses.stop_day": lambda day: say("choose.day", day=day),
    "doses.stop_reason": _in_table("stop_reason"),
}
"""Part of a thing -> how it reads, in the order in which it is told."""
