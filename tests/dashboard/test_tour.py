"""The tour: what it needs, where it goes, and the README's pictures."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from dashboard.command import app
from dashboard.commands import tour
from dashboard.commands.touring import routes
from dashboard.commands.touring.readme import LIMIT, PICTURES
from dashboard.navigation import DESK, SECTIONS
from dashboard.text import say

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"


class Walker:
    """Stands in for a browser: notes which addresses are opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, name: str) -> None:
        """Go there."""
        self.opened.append(name)


def told(*arguments: str) -> tuple[int, str]:
    """Exit code, and what the command says about a problem."""
    result = CliRunner().invoke(app, ["tour", *arguments])
    return result.exit_code, " ".join(result.stderr.split())


def test_without_a_folder_it_asks_for_one() -> None:
    """No pictures are strewn about."""
    assert told() == (1, say("command.problem.tour_where"))


def test_without_playwright_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Playwright is no part of an installation that only serves."""

    def found(name: str) -> object:
        return None if name == "playwright" else find_spec(name)

    monkeypatch.setattr(tour, "find_spec", found)
    sentence = say("command.problem.tour_missing", packages="playwright")
    assert told("--to", str(tmp_path / "new")) == (1, sentence)
    assert not (tmp_path / "new").exists()


def test_every_page_is_on_the_tour() -> None:
    """In a store without numbers by name; where there are some, by a way of its own or by name."""
    every = {name for names in SECTIONS.values() for name in names}
    walker = Walker()
    list(routes.bare_pages_way(walker))  # type: ignore[arg-type]
    assert {name or "home" for name in walker.opened} == every - {"share", "record", "leaders"}
    assert every >= routes.OWN_WAYS == {"share", "record", "peers", "leaders"}
    assert set(routes.PAGES) == every and not every & set(DESK)


@pytest.mark.parametrize("name", PICTURES)
def test_the_readmes_pictures_are_there_small_and_described(name: str) -> None:
    """Under 150 kB each, as wide as they were taken, with a text for who does not see them."""
    file = FOLDER / f"{name}.png"
    assert file.stat().st_size < LIMIT
    picture = PICTURES[name]
    with Image.open(file) as image:
        assert image.width == round(picture.box[2] * picture.look.sharpness)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    alt = re.search(rf"!\[([^\]]+)\]\(docs/pictures/{name}\.png\)", readme)
    assert alt and len(alt[1]) > 40
