"""The tour: what it needs, where it goes, and the README's pictures."""

import re
from pathlib import Path

import pytest
from PIL import Image

from dashboard.navigation import DESK, SECTIONS
from tests.tour import previews, routes
from tests.tour.__main__ import tour_options
from tests.tour.readme import LIMIT, PICTURES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"


class Walker:
    """Stands in for a browser: notes which addresses are opened."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, name: str) -> None:
        """Go there."""
        self.opened.append(name)


def test_without_a_folder_it_asks_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    """No pictures are strewn about."""
    with pytest.raises(SystemExit):
        tour_options([])
    assert "--to DIR" in capsys.readouterr().err
    assert tour_options(["--readme"]).readme


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


def test_every_preview_is_on_the_sheet_of_its_language(tmp_path: Path) -> None:
    """Four in three columns: two rows; the other language has a sheet of its own."""
    names = [f"{page}-en-0123456789abcdef" for page in ("doses", "home", "share", "timings")]
    for name in (*names, "question-dreams-es-0123456789abcdef"):
        Image.new("RGB", (1200, 630)).save(tmp_path / f"{name}.png")
    to = tmp_path / "sheets"
    to.mkdir()
    assert previews.write_sheets(tmp_path, to) == 5
    heights = {file.name: Image.open(file).height for file in to.iterdir()}
    assert heights == {"previews-en.png": 2 * 218, "previews-es.png": 218}
