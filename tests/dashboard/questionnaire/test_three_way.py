"""Three-way merge: what one side changed is taken, what both changed differently is asked."""

from hypothesis import given, settings
from hypothesis import strategies as st
from records import records

from dashboard.questionnaire.draft_things import answers_of_things, things_of_answers
from dashboard.questionnaire.survey_to_draft import answers_of_survey
from dashboard.questionnaire.thing_words import thing_name, thing_text
from dashboard.questionnaire.three_way import Things, merge_things
from dashboard.record.record_things import RECORDS, record_of_things, things_of_record
from db.members.record import MemberRecord
from db.store.revisions import Reading

things = st.dictionaries(st.sampled_from("abc"), st.integers(1, 3))


@given(things, things, things)
def test_each_thing_is_taken_from_the_side_that_changed_it(
    base: Things, mine: Things, theirs: Things
) -> None:
    """Thing by thing, also those that one side took away; both changed: a conflict."""
    merged = merge_things(base, mine, theirs)
    asked = {conflict.thing for conflict in merged.conflicts}
    for name in "abc":
        was, my, their = (side.get(name) for side in (base, mine, theirs))
        assert (name in asked) is (my != their and was not in (my, their))
        if name not in asked:
            assert merged.things.get(name) == (my if their == was else their)


@given(things, things)
def test_who_changed_nothing_gets_what_the_other_stored(base: Things, theirs: Things) -> None:
    """Nobody is asked."""
    merged = merge_things(base, base, theirs)
    assert (merged.things, merged.conflicts) == (theirs, ())


@settings(max_examples=25)
@given(records())
def test_a_record_is_put_together_of_its_things(found: MemberRecord) -> None:
    """Taken apart and put together it is the same."""
    assert record_of_things(things_of_record(found), found) == found


@settings(max_examples=25)
@given(records())
def test_answers_are_put_together_of_their_things(found: MemberRecord) -> None:
    """The same things again; a change of dose may have another number."""
    answers = answers_of_survey(found.survey)
    told = things_of_answers(answers)
    assert things_of_answers(answers_of_things(told, answers)) == told


@settings(max_examples=25)
@given(records(), records())
def test_what_differs_reads_differently(mine: MemberRecord, theirs: MemberRecord) -> None:
    """Else nobody could choose: every thing of two random records, in words."""
    my, their = things_of_record(mine), things_of_record(theirs)
    for name in {*my, *their}:
        assert thing_name(name)
        if name in my and name in their and my[name] != their[name]:
            assert thing_text(name, my[name]) != thing_text(name, their[name])


@settings(max_examples=25)
@given(records(), records())
def test_a_record_that_nobody_else_changed_needs_no_choice(
    base: MemberRecord, mine: MemberRecord
) -> None:
    """Whatever this device made of it."""
    assert RECORDS.merge(base, mine, Reading(base, 1)) == mine
