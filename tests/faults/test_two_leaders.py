"""Two leaders with the settings open: what one saved stays, and the log names who changed what."""

import random
import time

import pytest

from dashboard.leaders.access.leader import Leader, leader_of_session
from dashboard.leaders.acts.group_settings import decide_settings, store_settings
from dashboard.leaders.acts.settings_things import SETTINGS
from dashboard.questionnaire.three_way import WHOLE, PersonDecides
from dashboard.stores import Stores
from db.desk import audit, group, leaders, sessions
from db.desk.group import MOST_HELP_LINES, GroupSettings, HelpLine
from db.store.engine import reading_transaction, writing_transaction
from db.store.revisions import Reading

SEQUENCES, ACTS = 60, 12
LINES = tuple(HelpLine(name=f"Line {n}", number=f"555 {n}") for n in range(1, 9))


@pytest.fixture
def two(stores: Stores) -> tuple[Leader, Leader]:
    """Anna and Ben, both signed in."""
    found = []
    with writing_transaction(stores.members) as connection:
        for name in ("Anna", "Ben"):
            leaders.add_leader(connection, name, leaders.LeaderCredentials("hash", b"seal", ()))
            found.append(sessions.begin_session(connection, name, int(time.time())))
    anna, ben = (leader_of_session(stores.members, token) for token in found)
    assert anna and ben
    return anna, ben


def logged(stores: Stores) -> list[tuple[str, str]]:
    """Who changed which setting, newest first."""
    with reading_transaction(stores.members) as connection:
        entries = audit.load_entries(connection, 1_000)
    return [(e.leader, e.object) for e in entries if e.action == "setting_changed"]


def test_a6_a_second_save_keeps_the_help_line_and_the_log_names_the_right_leader(
    stores: Stores, two: tuple[Leader, Leader]
) -> None:
    """Both opened the page; Anna adds a line, Ben changes the name and knows of no line."""
    (anna, ben), engine = two, stores.members
    opened = group.read_group(engine)
    store_settings(engine, anna, opened, GroupSettings(help_lines=LINES[:1]))
    assert store_settings(engine, ben, opened, GroupSettings(name="Sleepers")) == ["name"]
    assert group.load_group(engine) == GroupSettings(name="Sleepers", help_lines=LINES[:1])
    assert logged(stores) == [("Ben", "name"), ("Anna", "help_lines")]


def test_two_names_are_a_question_and_nothing_is_stored_or_logged_before_it(
    stores: Stores, two: tuple[Leader, Leader]
) -> None:
    """Ben keeps Anna's name: then he changed nothing."""
    (anna, ben), engine = two, stores.members
    opened = group.read_group(engine)
    store_settings(engine, anna, opened, GroupSettings(name="Sleepers"))
    with pytest.raises(PersonDecides) as asked:
        store_settings(engine, ben, opened, GroupSettings(name="Wakers"))
    assert (group.load_group(engine).name, len(logged(stores))) == ("Sleepers", 1)
    assert decide_settings(engine, ben, asked.value.disagreement, for_mine=False) == []
    assert logged(stores) == [("Anna", "name")]
    assert decide_settings(engine, ben, asked.value.disagreement, for_mine=True) == ["name"]
    assert logged(stores) == [("Ben", "name"), ("Anna", "name")]


def test_more_lines_than_there_may_be_are_one_question_between_both(
    stores: Stores, two: tuple[Leader, Leader]
) -> None:
    """Four of Anna's and four of Ben's are eight; six are allowed."""
    (anna, ben), engine = two, stores.members
    opened = group.read_group(engine)
    store_settings(engine, anna, opened, GroupSettings(help_lines=LINES[:4]))
    assert len(LINES) > MOST_HELP_LINES
    with pytest.raises(PersonDecides) as asked:
        store_settings(engine, ben, opened, GroupSettings(help_lines=LINES[4:]))
    (conflict,) = asked.value.disagreement.conflicts
    assert conflict.thing == WHOLE
    decide_settings(engine, ben, asked.value.disagreement, for_mine=True)
    assert group.load_group(engine).help_lines == LINES[4:]


def test_no_saved_setting_goes_missing_in_random_sequences(
    stores: Stores, two: tuple[Leader, Leader]
) -> None:
    """A dictionary gets what each save changed; a setting is overwritten only by who saw it."""
    for seed in range(SEQUENCES):
        chance = random.Random(seed)
        group.write_group(stores.members, GroupSettings())
        told = dict(SETTINGS.things_of(GroupSettings()))
        opened = [group.read_group(stores.members)] * 2
        for _ in range(ACTS):
            which = chance.randrange(2)
            wanted = something_changed(chance, opened[which].value)
            save_by(stores, two[which], chance, told, read=opened[which], wanted=wanted)
            assert SETTINGS.things_of(group.load_group(stores.members)) == told
            opened[which] = group.read_group(stores.members)


def something_changed(chance: random.Random, read: GroupSettings) -> GroupSettings:
    changes = (
        {"name": chance.choice(("Sleepers", "Wakers"))},
        {"welcome": chance.choice(("Hello", "Good day"))},
        {"help_lines": tuple(sorted({*read.help_lines, chance.choice(LINES[:5])}, key=str))},
        {"help_lines": read.help_lines[1:]},
        {"filters_off": read.filters_off ^ {chance.choice(("sex", "condition"))}},
    )
    return read.model_copy(update=chance.choice(changes))


def save_by(
    stores: Stores,
    leader: Leader,
    chance: random.Random,
    told: dict[str, object],
    *,
    read: Reading[GroupSettings],
    wanted: GroupSettings,
) -> None:
    """Save, choose where asked, and put what was changed into the dictionary."""
    was, want = SETTINGS.things_of(read.value), SETTINGS.things_of(wanted)
    edits = {n: want.get(n) for n in {*was, *want} if was.get(n) != want.get(n)}
    try:
        store_settings(stores.members, leader, read, wanted)
    except PersonDecides as asked:
        undecided = asked.disagreement
        while undecided.conflicts:
            thing, for_mine = undecided.conflicts[0].thing, chance.random() < 0.5
            assert thing in edits
            undecided = undecided.decide(for_mine=for_mine)
            edits = edits if for_mine else {n: v for n, v in edits.items() if n != thing}
            was |= {thing: told.get(thing)}  # seen now
        store_settings(stores.members, leader, undecided.stored, SETTINGS.settle(undecided))
    for name, said in edits.items():
        assert told.get(name) in (was.get(name), said), f"{name} was overwritten unseen"
    told |= edits
    for name in [name for name, said in told.items() if said is None]:
        del told[name]
