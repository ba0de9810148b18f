"""How often a sentence changes with nobody's doing, from one edition to the next.

    python tests/benchmarks/sentence_changes.py [--editions 12] [--members 300 700 3000]

Invented members, editions in a row between which nobody acts: only the lot and the noise differ.
Every finding of everyone that stands on a chart page is asked of each edition; a change is another
sentence but for its numbers ("about 41 in 100" and "about 52 in 100" are one), told of two editions
that follow each other. Printed for the newest edition alone, and for the mean of three as pages
read it. The goal is about 6 in 100.
"""

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.findings.edition_slice import EditionSlice  # noqa: E402
from dashboard.gallery import FINDINGS  # noqa: E402
from dashboard.publishing import publish_edition  # noqa: E402
from dashboard.stores import Stores, open_stores  # noqa: E402
from db.editions import cells, editions  # noqa: E402
from db.editions.cells import MEAN_OF_EDITIONS, mean_contrast  # noqa: E402
from db.editions.editions import Cells, ContrastSums  # noqa: E402

SIZES, EDITIONS = (300, 700, 3_000), 12
NUMBERS = re.compile(r"[+\u2212-]?\d[\d.,]*")
Kinds = dict[str, str]
"""Finding -> its sentence without numbers."""


class NewestAlone(EditionSlice):
    """An edition as it would be read without those before it."""

    def cells(self, measure: str) -> Cells:
        """As published in this edition."""
        return cells.load_cells_alone(self.reader, self.edition, measure, self.filters)

    def contrasts(self, contrast: str) -> dict[str, ContrastSums]:
        """As published in this edition."""
        alone = cells.load_contrasts_alone(self.reader, self.edition, contrast, self.filters)
        return {word: mean_contrast([row]) for word, row in alone.items()}


def kinds_of_sentences(asked: EditionSlice) -> Kinds:
    """Every finding's sentence, its numbers taken out."""
    return {
        name: NUMBERS.sub("#", figure.question(asked, *figure.arguments).sentence)
        for name, figure in FINDINGS.items()
    }


def editions_in_a_row(stores: Stores, count: int) -> Iterator[tuple[Kinds, Kinds]]:
    """Of each edition that has two before it: sentences of it alone, and of the mean of three."""
    for nth in range(count + MEAN_OF_EDITIONS - 1):
        publish_edition(stores, now=True)
        newest = editions.latest_edition(stores.editions)
        assert newest is not None
        if nth >= MEAN_OF_EDITIONS - 1:
            asked = (NewestAlone(stores.editions, newest), EditionSlice(stores.editions, newest))
            alone, mean = map(kinds_of_sentences, asked)
            yield alone, mean


def changes_between(found: list[Kinds]) -> Counter[str]:
    """How often each finding says something else than in the edition before."""
    return Counter(
        name for before, after in pairwise(found) for name in after if before[name] != after[name]
    )


def main() -> None:
    """Print a line a size, and which findings change most."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--editions", type=int, default=EDITIONS)
    parser.add_argument("--members", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    print("| members | one edition | mean of three | most often |")
    for members in options.members:
        with tempfile.TemporaryDirectory() as folder, closing(open_stores(Path(folder))) as stores:
            demo.fill_with_members(stores.members, members, seed=1)
            rows = list(editions_in_a_row(stores, options.editions))
        asked = (options.editions - 1) * len(FINDINGS)
        alone, mean = (changes_between(list(kinds)) for kinds in zip(*rows, strict=True))
        shares = " | ".join(f"{100 * found.total() / asked:.0f} in 100" for found in (alone, mean))
        most = ", ".join(f"{name} ({times})" for name, times in mean.most_common(4))
        print(f"| {members:,} | {shares} | {most} |", flush=True)


if __name__ == "__main__":
    main()
