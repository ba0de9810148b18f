"""docs/import.md, walked: every command that it shows is typed, in its order."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.importing import spreadsheet
from dashboard.stores import Stores, open_stores
from db.desk.group import GroupSettings, write_group
from db.members import hand_in
from tests.dashboard.importing.dialects import decided_map
from tests.dashboard.importing.test_dialects import EXPORTS

PAGE = Path(__file__).parents[2] / "docs" / "import.md"
BLOCKS = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
NAMED = {"--propose", "--check", "undo-import", "delete-group", "import"}


def shown_commands() -> list[list[str]]:
    """Every ``sweetspot`` line of the page, in words."""
    lines = "".join(BLOCKS.findall(PAGE.read_text(encoding="utf-8"))).splitlines()
    return [shlex.split(line)[1:] for line in lines if line.strip()]


@pytest.mark.sqlite
def test_every_command_of_the_page_is_typed(
    stores: Stores, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A draft, a check, an import, its undoing, and the end of the group."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXPORTS / "kobotoolbox_es.csv", "answers.csv")
    write_group(stores.members, GroupSettings(name="Our group"))
    stores.close()
    digest = spreadsheet.sheet_from_file(Path("answers.csv")).digest()
    seen = set()
    for words in shown_commands():
        typed = [word.replace("0123456789ab", digest) for word in words]
        result = CliRunner().invoke(app, typed)
        assert result.exit_code == 0, (typed, result.output)
        seen |= NAMED & set(typed)
        if "--propose" in typed:
            draft = Path("map.toml")
            draft.write_text(decided_map(draft.read_text(encoding="utf-8")), encoding="utf-8")
        elif typed[0] in {"import", "undo-import"}:
            opened = open_stores(folder)
            brings_in = typed[0] == "import" and "--check" not in typed
            assert hand_in.is_empty(opened.members) is not brings_in
            opened.close()
    assert seen == NAMED
    assert not list(folder.glob("*.sqlite*"))
