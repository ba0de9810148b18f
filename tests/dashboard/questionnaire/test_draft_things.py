"""Drafts of two devices that were put together: what one of them told is never taken away."""

from dashboard.questionnaire.draft_things import DRAFTS, answers_of_things, things_of_answers
from db.store.revisions import Reading
from tests.dashboard.questionnaire.drafted import CORE, with_pause


def test_two_breaks_with_the_same_first_week_are_both_kept_beside_another_device() -> None:
    """They cannot be handed in, but neither is lost before the member has decided."""
    first = with_pause(1, start=5, still="yes")
    both = {**first, **with_pause(2, start=5, week=9, still="no"), "doses.pauses": [1, 2]}
    again = answers_of_things(things_of_answers(both), {})
    assert len(again["doses.pauses"]) == 2


def test_i_had_none_on_one_device_takes_no_effect_of_the_other_away() -> None:
    """Headache on the other phone; but none tapped over an own headache takes that back."""
    none = {**CORE, "effects.had": "had_none"}
    headache = {**CORE, "effects.physical": ["headache"]}
    both = DRAFTS.merge(CORE, none, Reading(headache, 1))
    assert both["effects.physical"] == ["headache"] and "effects.had" not in both
    back = DRAFTS.merge(headache, headache | none, Reading({**headache, "you.sex": "female"}, 1))
    assert back["effects.had"] == "had_none" and "effects.physical" not in back
