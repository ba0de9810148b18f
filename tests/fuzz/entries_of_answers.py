"""Entries that take answers: the models, a draft from the store, a check-in, a record."""

import json
import secrets
from functools import cache
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool

from dashboard.questionnaire import check_in as check_in_draft
from dashboard.questionnaire import draft, draft_to_survey
from dashboard.questionnaire.draft_summary import draft_lines
from dashboard.questionnaire.questions import Screen
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from db.answers import LAST_WEEK, DoseStep, EffectEpisode, LdnStop, ScaleScores, Survey
from db.members import hand_in, record
from db.members.record import MemberRecord
from db.store.engine import MEMBERS, migrate_store
from db.vocabulary import Before, ChangeReason, Condition, Effect, Helped, Severity, Timing
from tests.fuzz.entry import Entry, clear, refuse
from tests.fuzz.hostile import Hostile

RULES = (*draft_to_survey.SCREEN_OF, "report_later_than_now", "reports_out_of_order")
"""Of models about answers; the last two have their sentence under another name."""
BESIDE = {*draft_to_survey.MORE.values(), Screen.check, Screen.minute}
"""Screens whose answers the check tells with another's."""
TOLD = tuple(screen for screen in Screen if screen not in BESIDE)
STORED_EVERY = 12
"""Of the surveys that the models take, how many are stored: each is a transaction of its own."""


def _plain() -> Survey:
    return Survey(
        observed_week=20,
        steps=(DoseStep(week=1, dose_ug=500, timing=Timing.bedtime),),
    )


def _rich() -> Survey:
    changes = {"reason": ChangeReason.planned_step, "timing": Timing.morning}
    return Survey(
        condition=Condition.mcas,
        observed_week=40,
        steps=(
            DoseStep(week=1, dose_ug=500, timing=Timing.bedtime),
            DoseStep(week=4, dose_ug=12_000, **changes),
            DoseStep(week=9, dose_ug=3_000, **changes),
        ),
        stop=LdnStop(week=30),
        episodes=(
            EffectEpisode(
                effect=Effect.vivid_dreams,
                before=Before.no,
                began_week=1,
                still_there=False,
                ended_week=3,
                severity=Severity.severe,
                helped=frozenset({Helped.lower_dose}),
            ),
            EffectEpisode(effect=Effect.headache, began_week=5),
            EffectEpisode(effect=Effect.anhedonia),
        ),
        now=ScaleScores(pain=3, mood=0),
        before=ScaleScores(pain=10),
        answered_pleasure=True,
    )


SURVEYS = (_plain(), _rich())
TREES = tuple(json.loads(survey.model_dump_json()) for survey in SURVEYS)
DRAFTS = tuple(answers_of_survey(survey) for survey in SURVEYS)
KEPT = tuple(draft.answers_to_json(answers) for answers in DRAFTS)


@cache
def _store() -> Engine:
    """A members' database in memory, as migrations make it."""
    engine = create_engine(
        "sqlite://",
        poolclass=StaticPool,
        connect_args={"check_same_thread": False},
    )
    migrate_store(engine, MEMBERS)
    return engine


def survey(tree: Any) -> bool:
    """A survey that comes out of the store as it went in, or rules that have a sentence."""
    try:
        found = Survey.model_validate(tree)
    except ValidationError as error:
        _all_clear(error)
        return False
    if Survey.model_validate_json(found.model_dump_json()) != found:
        refuse(tree, "taken, and refused when it is read again")
    if secrets.randbelow(STORED_EVERY) == 0:
        _stored(found)
    return True


def written_survey(text: str) -> bool:
    """The same from JSON."""
    try:
        Survey.model_validate_json(text)
    except ValidationError as error:
        _all_clear(error)
        return False
    return True


def whole_record(tree: Any) -> bool:
    """A record, or rules."""
    try:
        MemberRecord.model_validate(tree)
    except ValidationError:
        return False
    return True


def kept_draft(text: str) -> bool:
    """Whatever stands in the store, the form opens: what cannot be read was not answered."""
    return bool(draft.answers_from_json(text)) and _shown(draft.answers_from_json(text))


def _shown(answers: draft.Answers) -> bool:
    found, problems = draft_to_survey.translate_draft(answers)
    for screen in TOLD:
        draft_lines(answers, screen)
    for problem in problems:
        clear(f"survey.problem.{problem.key}", **problem.values)
    if found is None and not problems:
        refuse(answers, "neither a survey nor a reason")
    return found is not None


def changed_draft(answers: Any) -> bool:
    """A draft with values that no widget gives, through the store's JSON."""
    return kept_draft(json.dumps(answers))


def check_in(answers: Any) -> bool:
    """This week's survey, or a sentence."""
    try:
        check_in_draft.survey_this_week(SURVEYS[0], answers)
    except check_in_draft.NotYetError as problem:
        clear(f"my_record.problem.{problem.args[0]}")
        return False
    return True


def _stored(found: Survey) -> None:
    code_hash = secrets.token_bytes(32)
    hand_in.hand_in(_store(), code_hash, found)
    kept = record.load_record(_store(), code_hash)
    in_order = sorted(found.episodes, key=lambda e: (e.effect, e.began_week or 0))
    if kept is None or kept.survey != found.model_copy(update={"episodes": tuple(in_order)}):
        refuse(found, "stored as something else")


def _all_clear(error: ValidationError) -> None:
    for found in error.errors():
        key = found["msg"].removeprefix("Value error, ")
        if found["type"] == "value_error" and key not in RULES:
            refuse(found, "a rule without a sentence")
        clear(f"survey.problem.{key if key in draft_to_survey.SCREEN_OF else 'other'}", effect="x")


def _tree(source: Hostile) -> Any:
    return source.changed(source.choice(TREES))


def _written(source: Hostile) -> str:
    return source.text([json.dumps(tree) for tree in TREES])


def _record(source: Hostile) -> Any:
    whole = [json.loads(MemberRecord.of(survey).model_dump_json()) for survey in SURVEYS]
    return source.changed(source.choice(whole))


def _checked(source: Hostile) -> Any:
    """Weeks come from a list of weeks; every word may be any text."""
    texts = {"same": "changed", "change.dose": "3", "change.timing": "morning", "stopping": "yes"}
    hostile = {path: source.text([said]) for path, said in texts.items() if source.random() < 0.5}
    weeks = {"week": source.randint(1, LAST_WEEK), "stop_week": source.randint(1, LAST_WEEK)}
    return {**check_in_draft.check_in_prefill(SURVEYS[0]), **weeks, **texts, **hostile}


ENTRIES = (
    Entry("survey", _tree, survey, slow=10_000, quick=500),
    Entry("written_survey", _written, written_survey, slow=4_000),
    Entry("record", _record, whole_record, slow=2_000),
    Entry("kept_draft", lambda source: source.text(KEPT), kept_draft, slow=3_000),
    Entry("changed_draft", lambda s: s.changed(s.choice(DRAFTS)), changed_draft, slow=4_000),
    Entry("check_in", _checked, check_in, slow=2_000),
)
