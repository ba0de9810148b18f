"""What a command owes to who types it: help, version, exit codes, nothing made by a slip."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.text import say

FAILED, WRONGLY_WRITTEN = 1, 2
READING = [
    ["publish"],
    ["export", "--to", "edition.csv"],
    ["pack", "--to", "pack.html"],
    ["leader", "list"],
    ["leader", "remove", "Ana"],
    ["undo-import", "1"],
    ["delete-group"],
    ["leader", "reset", "Ana"],
    ["doctor"],
]


def sweetspot(*words: str) -> tuple[int, str]:
    """Exit code, and all that was printed, on one line."""
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_a_mistyped_folder_is_one_sentence_and_nothing_is_made(
    tmp_path: Path, words: list[str]
) -> None:
    """A folder that is not there, as a slip of the finger names it."""
    code, told = sweetspot(*words, "--store", str(tmp_path / "stroe"))
    assert code == FAILED
    assert str(tmp_path / "stroe") in told
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_an_empty_folder_stays_empty(tmp_path: Path, words: list[str]) -> None:
    """One that is there, such as a disk that is not mounted."""
    code, _ = sweetspot(*words, "--store", str(tmp_path))
    assert code == FAILED
    assert not list(tmp_path.iterdir())


def test_a_first_leader_of_a_mistyped_folder_is_told_where_they_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is asked; in a place that is in use nothing is said."""
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "seven quiet owls of March")
    monkeypatch.setenv("SWEETSPOT_PEPPER", "a secret of this test")
    place = tmp_path / "stroe"
    said = " ".join(say("command.leader.new_place", folder=place).split())
    assert sweetspot("leader", "add", "Ana", "--store", str(place))[1].startswith(said)
    assert said not in sweetspot("leader", "add", "Bo", "--store", str(place))[1]


def test_the_version_is_one_line() -> None:
    """``sweetspot --version``: what a leader is asked for when they ask for help."""
    code, told = sweetspot("--version")
    assert code == 0
    assert told.startswith("Sweet Spot 0.")


@pytest.mark.parametrize("words", [["-h"], ["leader", "-h"], ["doctor", "-h"]], ids=" ".join)
def test_a_short_h_helps(words: list[str]) -> None:
    """As ``--help`` does."""
    assert sweetspot(*words) == sweetspot(*words[:-1], "--help")


def test_exit_codes_are_written_down_and_are_so() -> None:
    """2 for a word that no command knows."""
    assert "2 the command was not written as it should be" in sweetspot("--help")[1]
    assert sweetspot("--no-such-word")[0] == WRONGLY_WRITTEN


def test_a_doctor_speaks_to_programs(tmp_path: Path) -> None:
    """One JSON list, each with outcome, key and sentence; the code is the same."""
    code, told = sweetspot("doctor", "--store", str(tmp_path / "none"), "--json")
    verdicts = json.loads(told)
    assert code == FAILED
    assert {"outcome", "key", "sentence"} == {*verdicts[0]}
    assert [v["sentence"] for v in verdicts if v["key"] == "store.none"] == [
        say("command.doctor.store.none", folder=tmp_path / "none")
    ]


def test_a_terminal_without_our_letters_ends_no_command(tmp_path: Path) -> None:
    """Plain ASCII: a leader with an accent, and blocks of a picture for the telephone."""
    environment = {
        **os.environ,
        "PYTHONIOENCODING": "ascii:strict",
        "SWEETSPOT_PEPPER": "a secret of this test",
    }
    words = ["leader", "add", "José", "--store", str(tmp_path)]
    ask = "import typer; typer.prompt = lambda *_, **__: 'seven quiet owls of March'"
    run = f"{ask}; import sys; from dashboard.command import main; sys.argv[1:] = {words!r}; main()"
    done = subprocess.run(
        [sys.executable, "-c", run], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert b"Jos\\xe9 is a leader now" in done.stdout


def test_who_cannot_be_shown_their_codes_is_no_leader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The terminal goes away half way: nobody has what opens the desk, so there is no desk."""
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "seven quiet owls of March")
    monkeypatch.setenv("SWEETSPOT_PEPPER", "a secret of this test")

    def go_away(*_: object) -> None:
        raise BrokenPipeError

    with monkeypatch.context() as broken:
        broken.setattr("dashboard.commands.leaders._print_credentials", go_away)
        assert sweetspot("leader", "add", "Ana", "--store", str(tmp_path))[0] == FAILED
    assert sweetspot("leader", "list", "--store", str(tmp_path)) == (0, say("command.leader.none"))


@pytest.mark.parametrize("command", ["publish", "doctor", "demo"])
def test_an_option_before_the_commands_name_is_refused_and_not_lost(
    command: str, tmp_path: Path
) -> None:
    """Without it the command would go on, on the default store or the default port."""
    for option, value in (("--store", f"{tmp_path / 'other'}"), ("--port", "8777")):
        ended = CliRunner().invoke(app, [option, value, command])
        assert ended.exit_code == 2
        assert option in ended.output and "behind the name" in ended.output.replace("\n", " ")
    assert not (tmp_path / "other").exists()
