"""A picture of every page in every state, both themes, both widths: ``python tests/tour``.

``--to DIR`` says where they go; ``--readme`` makes the README's four, in docs/pictures;
``--sentences`` writes one page with every sentence of every finding instead, in both languages;
``--previews FOLDER`` lays the pictures of a store's folder ``previews`` on one sheet a language.
"""

import argparse
import sys
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from tests.tour import album, previews, readme, sentences  # noqa: E402

README_PICTURES = ROOT / "docs" / "pictures"


def tour_options(words: list[str] | None = None) -> argparse.Namespace:
    """The options of a command line; without a folder it ends, and no pictures are strewn about."""
    parser = argparse.ArgumentParser(prog="python tests/tour", description=__doc__)
    parser.add_argument("--to", type=Path, metavar="DIR", help="the folder for the pictures")
    parser.add_argument("--readme", action="store_true", help="make the README's four")
    parser.add_argument("--sentences", action="store_true", help="every sentence, no pictures")
    parser.add_argument(
        "--previews", type=Path, metavar="FOLDER", help="sheets of a store's previews"
    )
    options = parser.parse_args(words)
    if options.to is None and not options.readme:
        parser.error("please say where the pictures go: --to DIR")
    return options


def main() -> None:
    """Make the pictures, and say how many there are."""
    options = tour_options()
    to: Path = options.to or README_PICTURES
    to.mkdir(parents=True, exist_ok=True)
    if options.sentences:
        print(f"{sentences.write_sentences(to)} texts are in {to / sentences.FILE}.")
        return
    if options.previews:
        print(f"{previews.write_sheets(options.previews, to)} pictures are on the sheets in {to}.")
        return
    make_pictures = readme.make_pictures if options.readme else album.make_album
    with Console(stderr=True).status("") as status:
        made = make_pictures(to, lambda name: status.update(f"At {name}"))
    print(f"{made} pictures are in {to}.")


if __name__ == "__main__":
    main()
