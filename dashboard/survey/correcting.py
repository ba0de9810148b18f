"""A record that was corrected in the form -> the store, with what the form does not ask."""

from pydantic import ValidationError

from dashboard.questionnaire.survey_to_draft import with_earlier_spells
from dashboard.survey.member_store import StoreUnavailableError
from dashboard.survey.record_keeping import replace_record
from db.answers import Survey
from db.members.record import MemberRecord


def store_correction(code: str, before: MemberRecord, survey: Survey) -> str | None:
    """Store a corrected survey in the record's place; earlier check-ins and spells stay.

    Args:
        code: the return code.
        before: the record as it was opened.
        survey: as the form made it.

    Returns:
        What was in the way, as a key under ``survey`` in the texts; None where it is stored.
    """
    try:
        whole = with_earlier_spells(survey, before.survey)
        corrected = MemberRecord.of(whole, before.reports[:-1])
    except ValidationError as error:
        late = "report_later_than_now" in str(error.errors()[0]["msg"])
        return "check_in_is_later" if late else "spells_overlap"
    try:
        return None if replace_record(code, corrected) else "code_erased"
    except StoreUnavailableError:
        return "store_away"
