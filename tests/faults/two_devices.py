"""Two devices with one code, and a plain dictionary of what was acknowledged to their member.

The dictionary is kept without a look at the merge: an act that was thanked puts in what that
device changed, and what it did not change stays.
"""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dashboard.questionnaire.check_in import check_in_prefill, survey_this_week
from dashboard.questionnaire.draft import Answers, add_change, drop_change
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.questionnaire.three_way import WHOLE, Disagreement, PersonDecides
from dashboard.record.record_things import record_of_things
from dashboard.survey import member_store
from dashboard.survey.device_copy import DeviceCopy
from db import codes
from db.members.hand_in import SurveyArrival
from db.members.record import MemberRecord
from db.store.revisions import Reading

Told = dict[str, Any]
WEEK = 20
THING = {
    "condition": "you.condition",
    "sex": "you.sex",
    "nausea": "effect.nausea",
    "first": "doses.first",
    "week": "doses.since",
}
"""What the dictionary calls it -> what the merge calls it."""
CHOICES: dict[str, tuple[Any, ...]] = {
    "condition": ("fibromyalgia", "me_cfs", "mcas"),
    "sex": ("female", "male"),
    "nausea": (None, "mild", "moderate", "severe"),
    "first": (500, 1_000, 1_500),
    "change.6": (None, 2_000, 3_000),
    "change.9": (None, 2_500),
    "pain": (1, 4, 7),
}
BEGUN: Answers = {"doses.since": WEEK, "doses.first.dose": "0.5", "doses.first.timing": "bedtime"}


def told_by_answers(answers: Answers) -> Told:
    """What the answers of a form say, by the dictionary's names."""
    told: Told = {
        "condition": answers.get("you.condition"),
        "sex": answers.get("you.sex"),
        "first": round(1_000 * float(answers["doses.first.dose"])),
        "week": answers["doses.since"],
        f"pain.{answers['doses.since']}": answers.get("benefit.now.pain"),
    }
    if "nausea" in (answers.get("effects.physical") or ()):
        told["nausea"] = answers.get("effect.nausea.severity")
    for number in answers.get("doses.changes") or ():
        at = f"doses.change.{number}"
        told[f"change.{answers[f'{at}.week']}"] = round(1_000 * float(answers[f"{at}.dose"]))
    return {name: _number(said) for name, said in told.items() if said is not None}


def told_by_record(record: MemberRecord) -> Told:
    """What a record says, by the dictionary's names."""
    survey = record.survey
    told: Told = {
        "condition": survey.condition.name if survey.condition else None,
        "sex": survey.sex.name if survey.sex else None,
        "week": survey.observed_week,
        "first": survey.steps[0].dose_ug,
        **{f"change.{step.week}": step.dose_ug for step in survey.steps[1:]},
        **{f"pain.{report.week}": report.scores.pain for report in record.reports},
        **{e.effect.name: e.severity.name for e in survey.episodes},
    }
    return {name: said for name, said in told.items() if said is not None}


def _number(said: Any) -> Any:
    return int(said) if isinstance(said, str) and said.isdecimal() else said


def change_answer(answers: Answers, name: str, said: Any) -> None:
    """As a finger changes it on the form."""
    match name.split("."):
        case ["condition" | "sex"]:
            answers[f"you.{name}"] = said
        case ["first"]:
            answers["doses.first.dose"] = str(said / 1_000)
        case ["pain", _]:
            answers["benefit.now.pain"] = str(said)
        case ["nausea"]:
            answers["effects.physical"] = ["nausea"] if said else []
            answers |= {"effect.nausea.severity": said} if said else {}
        case ["change", week]:
            _change_dose(answers, int(week), said)


def _change_dose(answers: Answers, week: int, ug: int | None) -> None:
    numbers = answers.get("doses.changes") or ()
    there = [n for n in numbers if answers.get(f"doses.change.{n}.week") == week]
    for number in there:
        drop_change(answers, number)
    if ug:
        number = add_change(answers)
        answers[f"doses.change.{number}.week"] = week
        answers[f"doses.change.{number}.dose"] = str(ug / 1_000)


@dataclass
class Side:
    """One device: what it holds, what it saw when it read, and what was changed on it since."""

    copy: DeviceCopy
    seen: Told
    edits: Told = field(default_factory=dict)


@dataclass
class Member:
    """A member with two devices.

    Attributes:
        chance: decides what is done.
        acknowledged: everything that was thanked, by the dictionary's names.
        asked: how often a person had to decide.
    """

    chance: random.Random
    code: str = field(default_factory=codes.make_return_code)
    acknowledged: Told = field(default_factory=dict)
    is_handed_in: bool = False
    asked: int = 0
    sides: list[Side] = field(default_factory=list)

    def begin(self) -> None:
        """The first device saves a draft, and both have read it."""
        first = DeviceCopy(answers=dict(BEGUN), code=self.code)
        first.save(Screen.doses)
        self.acknowledged = told_by_answers(BEGUN)
        self.sides = [self.opened(), self.opened()]

    def opened(self) -> Side:
        """A device that reads what is kept under the code."""
        if self.is_handed_in:
            read = member_store.record_under_code(self.code)
            assert read is not None
            answers = answers_of_survey(read.value.survey)
            copy = DeviceCopy(answers=answers, code=self.code, amends=read)
            return Side(copy, told_by_record(read.value))
        kept = member_store.find_under_hash(member_store.hash_of_code(self.code))
        assert kept is not None and kept.answers is not None
        read_draft = Reading(dict(kept.answers), kept.revision)
        copy = DeviceCopy(answers=dict(kept.answers), code=self.code, read=read_draft)
        return Side(copy, told_by_answers(kept.answers))

    def edit(self, side: Side) -> None:
        """Something is changed on the screen; nothing is stored."""
        name = self.chance.choice(list(CHOICES))
        said = self.chance.choice(CHOICES[name])
        name = f"pain.{side.copy.answers['doses.since']}" if name == "pain" else name
        change_answer(side.copy.answers, name, said)
        side.edits[name] = said

    def save(self, side: Side) -> None:
        """Save and go on; a correction is kept nowhere before it is handed in."""
        if side.copy.amends:
            return
        self.do(side, lambda: side.copy.save(Screen.effects), lambda: not side.copy.amends)

    def hand_in(self, side: Side) -> None:
        """Hand in, or save a correction."""
        self.is_handed_in = True
        self.do(side, lambda: side.copy.store(SurveyArrival()), lambda: True)
        if side.copy.amends is None:  # the visit ends, and the record is opened
            self.sides[self.sides.index(side)] = self.opened()

    def check_in(self, side: Side) -> None:
        """This week or the next, with pain, and perhaps another dose."""
        read = side.copy.amends
        if read is None or side.edits:
            return
        week = read.value.survey.observed_week + self.chance.choice((0, 1, 1))
        said = check_in_prefill(read.value.survey) | {"week": week}
        pain = self.chance.choice(CHOICES["pain"])
        said |= {"now.pain": str(pain)}
        side.edits = {f"pain.{week}": pain, "week": week}
        if self.chance.random() < 0.4 and week > read.value.survey.steps[-1].week:
            ug = self.chance.choice((3_500, 4_500))
            said |= {"same": "changed", "change.dose": str(ug / 1_000)}
            side.edits[f"change.{week}"] = ug
        mine = MemberRecord.of(survey_this_week(read.value.survey, said), read.value.reports)
        write = lambda: member_store.store_record(self.code, read, mine)  # noqa: E731
        self.do(side, lambda: self._checked_in(side, write), lambda: True)

    def _checked_in(self, side: Side, write: Callable[[], Reading[MemberRecord]]) -> None:
        try:
            side.copy.amends = write()
        except PersonDecides as found:
            side.copy.disagreement = found.disagreement
            raise

    def do(self, side: Side, act: Callable[[], Any], is_stored: Callable[[], bool]) -> None:
        """An act until it is done, with every question answered by chance."""
        chosen: Told = {}
        is_done = False
        while not is_done:
            side.copy.disagreement = None
            try:
                act()
                is_done = True
            except PersonDecides:
                is_done = self.decide(side, chosen)
        self.note(side, chosen, is_stored=is_stored())

    def decide(self, side: Side, chosen: Told) -> bool:
        """Every question; True where the answer is stored by that."""
        was_record = False
        while side.copy.disagreement:
            undecided: Disagreement[Any] = side.copy.disagreement
            thing, for_mine = undecided.conflicts[0].thing, self.chance.random() < 0.5
            asked_about = [n for n in side.edits if _choice({thing: True}, n)]
            assert thing == WHOLE or asked_about, f"nobody changed {thing}"
            self.asked += 1
            chosen[thing] = for_mine
            was_record = isinstance(undecided.stored.value, MemberRecord)
            if thing == WHOLE and for_mine:
                record = record_of_things(undecided.mine, undecided.stored.value)
                side.edits = {**dict.fromkeys(self.acknowledged), **told_by_record(record)}
            with suppress(PersonDecides):  # there is another question
                side.copy.decide(for_mine=for_mine)
        return was_record

    def note(self, side: Side, chosen: Told, *, is_stored: bool) -> None:
        """Nothing was overwritten unseen; what was thanked is in the dictionary from now on."""
        left: Told = {}
        for name, said in side.edits.items():
            for_mine = chosen.get(WHOLE, _choice(chosen, name))
            was, now = side.seen.get(name), self.acknowledged.get(name)
            if name == "week" and for_mine is None:  # two check-ins: the later one is now
                left[name] = max(said, now)
            elif for_mine or (for_mine is None and said != was):
                is_seen = for_mine or not is_stored or now in (was, said)
                assert is_seen, f"{name} was overwritten unseen"
                left[name] = said
        if is_stored:
            told = self.acknowledged | left
            self.acknowledged = {name: said for name, said in told.items() if said is not None}
        self.look_anew(side, {} if is_stored else left)

    def look_anew(self, side: Side, edits: Told) -> None:
        """The device shows what it stored, or what another one handed in."""
        side.edits = edits
        if side.copy.amends:
            side.seen = told_by_record(side.copy.amends.value)
            if not edits:
                side.copy.answers = answers_of_survey(side.copy.amends.value.survey)
        else:
            side.seen = told_by_answers(side.copy.answers)

    def stored(self) -> Told:
        """What the store says."""
        code_hash = member_store.hash_of_code(self.code)
        kept = member_store.find_under_hash(code_hash)
        assert kept is not None
        if kept.handed_in:
            read = member_store.record_under_code(self.code)
            assert read is not None
            return told_by_record(read.value)
        return told_by_answers(kept.answers or {})


def _choice(chosen: Told, name: str) -> bool | None:
    kind, _, week = name.partition(".")
    things = {
        "pain": (f"report.{week}", "benefit.now.pain"),
        "change": (f"doses.change.{week}", f"doses.step.{week}"),
        "first": ("doses.first", "doses.step.1"),
    }.get(kind, (THING.get(name, name),))
    return next((chosen[thing] for thing in things if thing in chosen), None)
