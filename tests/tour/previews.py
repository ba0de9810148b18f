"""Every preview of a link on one sheet for each language: to be looked at."""

from pathlib import Path

from PIL import Image

from dashboard.report.picture import LINK

COLUMNS = 3
SHRINK = 3
"""As large as a phone shows them."""
GAP = 8


def write_sheets(pictures: Path, to: Path) -> int:
    """Lay the pictures of a folder on sheets, in the order of their names.

    Args:
        pictures: the folder ``previews`` beside a store.
        to: where the sheets go: ``previews-en.png`` and so on.

    Returns:
        How many pictures are on them.
    """
    files = sorted(pictures.glob("*.png"))
    by_language: dict[str, list[Path]] = {}
    for file in files:
        by_language.setdefault(file.stem.split("-")[-2], []).append(file)
    for code, pages in by_language.items():
        _sheet(pages).save(to / f"previews-{code}.png")
    return len(files)


def _sheet(files: list[Path]) -> Image.Image:
    width, height = (side // SHRINK + GAP for side in LINK.screen)
    rows = -(-len(files) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width, rows * height), "white")
    for at, file in enumerate(files):
        small = Image.open(file).resize((width - GAP, height - GAP))
        sheet.paste(small, (at % COLUMNS * width, at // COLUMNS * height))
    return sheet
