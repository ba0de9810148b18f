"""One invented group of people as five form tools and a hand would have written them down.

What is put in is drawn here (``OldAnswer``), so it is known what has to come out. Headers of the
tools: exports/README.md, with where they are documented.
"""

import csv
import datetime
import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from openpyxl import Workbook

from db.answers import DoseStep, EffectEpisode, LdnStop, ScaleScores, Survey
from db.form_marks import EFFECTS_OF_VERSION_2, FormMarks
from db.vocabulary import (
    AgeBand,
    Condition,
    Effect,
    Form,
    OverallChange,
    Sex,
    StopReason,
    Timing,
    Topic,
)
from tests.dashboard.importing.dialect_words import ASKED, FIELDS, WORDS

DAYS = 7
EFFECTS = (Effect.headache, Effect.vivid_dreams, Effect.nausea, Effect.fatigue)
DOSES = (250, 500, 1_000, 1_500, 3_000, 4_500)


@dataclass(frozen=True)
class OldAnswer:
    """What one invented person told an old form."""

    number: int
    condition: Condition
    age: AgeBand
    sex: Sex
    answered: datetime.date
    weeks: int
    first_ug: int
    timing: Timing
    now_ug: int
    changed_week: int
    stop: LdnStop | None
    effects: frozenset[Effect]
    change: OverallChange
    pain: int

    @property
    def started(self) -> datetime.date:
        """The day of the first dose."""
        return self.answered - datetime.timedelta(days=DAYS * self.weeks + self.number % DAYS)

    @property
    def changed(self) -> datetime.date:
        """The first day of the dose of now."""
        return self.started + datetime.timedelta(days=DAYS * (self.changed_week - 1))

    def survey(self) -> Survey:
        """What has to come out."""
        steps = [DoseStep(week=1, dose_ug=self.first_ug, timing=self.timing)]
        if self.now_ug != self.first_ug:
            week = self.changed_week
            steps.append(DoseStep(week=week, dose_ug=self.now_ug, timing=self.timing))
        asked = {Topic.condition, Topic.age_band, Topic.sex, Topic.dose_changes, Topic.stop}
        asked |= {Topic.stop_reason, Topic.overall_change, Topic.scales_now}
        marks = FormMarks(
            forms=frozenset({Form.imported}),
            topics=frozenset(asked),
            effects=frozenset(EFFECTS) & EFFECTS_OF_VERSION_2,
        )
        return Survey(
            condition=self.condition,
            age_band=self.age,
            sex=self.sex,
            observed_week=self.weeks + 1,
            steps=tuple(steps),
            stop=self.stop,
            episodes=tuple(
                EffectEpisode(effect=e, still_there=False) for e in EFFECTS if e in self.effects
            ),
            overall_change=self.change,
            now=ScaleScores(pain=self.pain),
            marks=marks,
        )


def drawn_answer(number: int, draw: Random) -> OldAnswer:
    """Somebody; every third stopped."""
    weeks = draw.randint(10, 150)
    stop = None
    last = weeks + 1
    if draw.random() < 1 / 3:
        last = draw.randint(6, weeks)
        reason = draw.choice([StopReason.side_effects, StopReason.no_benefit])
        stop = LdnStop(week=last, reason=reason)
    return OldAnswer(
        number=number,
        condition=draw.choice([Condition.fibromyalgia, Condition.me_cfs, Condition.mcas]),
        age=draw.choice([AgeBand.from_30_to_44, AgeBand.from_45_to_59]),
        sex=draw.choice([Sex.female, Sex.female, Sex.male]),
        answered=datetime.date(2024, 9, 1) + datetime.timedelta(days=draw.randrange(60)),
        weeks=weeks,
        first_ug=draw.choice(DOSES[:3]),
        timing=draw.choice([Timing.bedtime, Timing.morning]),
        now_ug=draw.choice(DOSES),
        changed_week=draw.randint(2, last),
        stop=stop,
        effects=frozenset(e for e in EFFECTS if draw.random() < 0.3),
        change=draw.choice(
            [OverallChange.much_better, OverallChange.no_change, OverallChange.a_little_worse]
        ),
        pain=draw.randint(0, 10),
    )


def drawn_answers(seed: int, people: int = 30) -> list[OldAnswer]:
    """The same people for the same seed."""
    draw = Random(seed)
    return [drawn_answer(number, draw) for number in range(people)]


def _cells(told: OldAnswer, language: str, day: Callable[[datetime.date], str]) -> dict[str, str]:
    """The cells that every tool has; a dose in one of the ways in which people write it."""
    words = WORDS[language]
    return {
        "condition": words[told.condition.name],
        "age": words[told.age.name],
        "sex": words[told.sex.name],
        "started": day(told.started),
        "first": dose_as_written(told.first_ug, told.number, language, told.timing),
        "time": words[told.timing.name],
        "now": dose_as_written(told.now_ug, told.number + 1, language, told.timing),
        "since": day(told.changed),
        "taking": words["yes" if told.stop is None else "no"],
        "stopped": str(told.stop.week - 1) if told.stop else "",
        "why": words[told.stop.reason.name] if told.stop else "",
        "change": words[told.change.name],
        "pain": str(told.pain),
        "story": f'Invented person {told.number}; "no story", and none is kept',
    }


def dose_as_written(dose_ug: int, manner: int, language: str, timing: Timing) -> str:
    """One of six ways."""
    mg = f"{dose_ug / 1_000:g}"
    times = {"en": ("at night", "in the morning"), "es": ("por la noche", "por la mañana")}
    time = times[language][timing is Timing.morning]
    ways = (f"{mg} mg", mg.replace(".", ","), f"LDN {mg}", f"{mg}mg", f"{mg} mg {time}")
    return (*ways, f"{dose_ug} mcg" if dose_ug < 1_000 else mg)[manner % 6]


def google_forms(answers: list[OldAnswer], language: str) -> bytes:
    """Ticks in one cell; a title above, which somebody typed in; a byte order mark."""
    asked, words = ASKED[language], WORDS[language]
    moment = {"en": "Timestamp", "es": "Marca temporal"}[language]
    rows = [["LDN 2024"], [moment, *asked.values()]]
    for told in answers:
        cells = _cells(told, language, lambda day: f"{day:%d/%m/%Y}")
        ticks = [words[e.name] for e in EFFECTS if e in told.effects] or [words["none"]]
        cells["effects"] = ", ".join(ticks)
        rows.append([f"{told.answered:%d/%m/%Y} 10:22:07", *(cells[name] for name in asked)])
    return _csv(rows, ",").encode("utf-8-sig")


def limesurvey(answers: list[OldAnswer], language: str) -> bytes:
    """A column for each option, in full words; UTF-16, as somebody saved it anew."""
    asked, words = ASKED[language], WORDS[language]
    own = {
        "en": ["Response ID", "Date submitted", "Last page", "Start language"],
        "es": ["ID de respuesta", "Fecha de envío", "Última página", "Idioma inicial"],
    }[language]
    options = [f"{asked['effects']} [{words[effect.name]}]" for effect in EFFECTS]
    single = [name for name in asked if name != "effects"]
    rows = [[*own, *(asked[name] for name in single), *options]]
    for told in answers:
        cells = _cells(told, language, lambda day: f"{day} 00:00:00")
        ticks = [words["yes" if effect in told.effects else "no"] for effect in EFFECTS]
        begins = [str(told.number + 1), f"{told.answered} 09:12:44", "5", language]
        rows.append([*begins, *(cells[name] for name in single), *ticks])
    return _csv(rows, ",").encode("utf-16")


def redcap(answers: list[OldAnswer], language: str) -> bytes:
    """Names of fields, codes, and ``field___code`` for each option."""
    single = [name for name in FIELDS if name != "effects"]
    options = [f"effects___{effect.name}" for effect in EFFECTS]
    head = ["record_id", "redcap_survey_identifier", "ldn_survey_timestamp"]
    rows = [[*head, *(FIELDS[name] for name in single), *options, "ldn_survey_complete"]]
    for told in answers:
        cells = _cells(told, language, datetime.date.isoformat)
        cells |= {"condition": told.condition.name, "change": told.change.name}
        cells |= {"time": told.timing.name, "taking": str(int(told.stop is None))}
        cells["why"] = told.stop.reason.name if told.stop else ""
        ticks = [str(int(effect in told.effects)) for effect in EFFECTS]
        begins = [str(told.number + 1), "", f"{told.answered} 15:19"]
        rows.append([*begins, *(cells[name] for name in single), *ticks, "2"])
    return _csv(rows, ",").encode()


def jotform(answers: list[OldAnswer], language: str) -> bytes:
    """Ticks under each other in one cell; ``sep=;`` above, for a spreadsheet."""
    asked, words = ASKED[language], WORDS[language]
    rows = [["Submission Date", *asked.values(), "Submission IP", "Submission ID"]]
    for told in answers:
        cells = _cells(told, language, lambda day: f"{day:%b %d, %Y}")
        cells["effects"] = "\n".join(words[e.name] for e in EFFECTS if e in told.effects)
        ends = ["192.0.2.7", f"59{told.number:017d}"]
        rows.append([f"{told.answered:%b %d, %Y}", *(cells[name] for name in asked), *ends])
    return b"sep=;\r\n" + _csv(rows, ";").encode()


def kobotoolbox(answers: list[OldAnswer], language: str) -> bytes:
    """Semicolons; the ticks in one cell, and in a column for each option, too."""
    asked, words = ASKED[language], WORDS[language]
    options = [f"{asked['effects']}/{words[effect.name]}" for effect in EFFECTS]
    own = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"]
    own += ["_submitted_by", "__version__", "_tags", "_index"]
    rows = [["start", "end", *asked.values(), *options, *own]]
    for told in answers:
        cells = _cells(told, language, datetime.date.isoformat)
        cells["effects"] = " ".join(words[e.name] for e in EFFECTS if e in told.effects)
        ticks = [str(int(effect in told.effects)) for effect in EFFECTS]
        moment = f"{told.answered}T09:12:00.000-04:00"
        ends = [str(told.number), "", f"{told.answered}T13:12:09", "", "", "submitted_via_web"]
        ends += ["", "vAbc", "", str(told.number + 1)]
        rows.append([moment, moment, *(cells[name] for name in asked), *ticks, *ends])
    return _csv(rows, ";").encode()


def by_hand(answers: list[OldAnswer], language: str) -> bytes:
    """A workbook as somebody keeps it: a title, a blank line, dates, and doses in micrograms."""
    asked, words = ASKED[language], WORDS[language]
    headers = asked | {"first": f"{asked['first']} (mcg)", "now": f"{asked['now']} (mcg)"}
    book = Workbook()
    sheet = book.active
    sheet.append(["LDN group, all years"])
    sheet.append([])
    sheet.append(["Submitted", *headers.values()])
    for told in answers:
        cells: dict[str, object] = dict(_cells(told, language, str))
        cells |= {"started": told.started, "since": told.changed, "pain": told.pain}
        cells |= {"first": told.first_ug, "now": float(told.now_ug)}
        cells["effects"] = ", ".join(words[e.name] for e in EFFECTS if e in told.effects)
        moment = datetime.datetime.combine(told.answered, datetime.time(10, 22))
        sheet.append([moment, *(cells[name] for name in asked)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _csv(rows: list[list[str]], separator: str) -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue()


DIALECTS = {
    "google_forms": google_forms,
    "limesurvey": limesurvey,
    "redcap": redcap,
    "jotform": jotform,
    "kobotoolbox": kobotoolbox,
    "by_hand": by_hand,
}
KEPT = {
    "google_forms_es.csv": ("google_forms", "es", 1),
    "limesurvey_en.csv": ("limesurvey", "en", 2),
    "redcap_en.csv": ("redcap", "en", 3),
    "jotform_en.csv": ("jotform", "en", 4),
    "kobotoolbox_es.csv": ("kobotoolbox", "es", 5),
    "by_hand_en.xlsx": ("by_hand", "en", 6),
}
"""File in exports/ -> tool, language and seed."""
DECISIONS = {
    "# still_there = true": "still_there = false",
    '# blank = "none"': 'blank = "none"',
    "# ticks_still_there = true": "ticks_still_there = false",
    '# ticks_blank = "none"': 'ticks_blank = "none"',
    '# date_order = "day_first"': 'date_order = "day_first"',
    '# unit = "months"': 'unit = "weeks"',
    '# unit = "mcg"': 'unit = "mcg"',
}
"""What a draft leaves to a person."""


def decided_map(draft: str) -> str:
    """A draft with every decision that it asks for."""
    for open_line, decision in DECISIONS.items():
        draft = draft.replace(open_line, decision)
    return draft
