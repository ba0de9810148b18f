"""What disclosure control costs: width of intervals, which filters a group has, seconds to publish.

    python tests/benchmarks/disclosure_cost.py

Prints tables. Width is of a share of 20 in 100 for everyone, in points: with no
disclosure control, by the rule before the drawn group (noise and rounding alone), from one edition
of ours, and from the mean of three as pages show it. Groups are invented; filters are read from
their real first editions.
"""

import sys
import tempfile
import time
from contextlib import closing
from math import inf
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))  # a script sees its own folder, not the project's

from dashboard import demo  # noqa: E402
from dashboard.publishing import publish_edition  # noqa: E402
from dashboard.publishing.slices import slices_from_texts  # noqa: E402
from dashboard.stats.noise import BLUR_VARIANCE  # noqa: E402
from dashboard.stats.shares import effective_people, wilson_interval  # noqa: E402
from dashboard.stores import open_stores  # noqa: E402
from db.editions import cells, editions  # noqa: E402

WIDTH_AT = (300, 700, 3_000, 7_000)
FILTERS_AT = (150, 300, 700)
SECONDS_AT = (300, 700, 3_000, 7_000)
SHARE, EDITIONS = 0.2, 3


def widths(people: int) -> dict[str, float]:
    """Width of the interval of a share, in points of 100, by rule."""
    cases = SHARE * people
    p = (cases + 2) / (people + 4)
    # Before there was a lot: its part of the variance is that of endless editions.
    noise_alone = people * p * (1 - p) / (p * (1 - p) + BLUR_VARIANCE * (1 + p * p) / people)
    counted_as = {
        "no control": float(people),
        "before": noise_alone,
        "one edition": effective_people(cases, people),
        "mean of three": effective_people(cases, people, editions=EDITIONS),
    }
    assert counted_as["one edition"] < counted_as["mean of three"] < inf
    found = {}
    for rule, effective in counted_as.items():
        low, high = wilson_interval(SHARE * effective, effective)
        found[rule] = 100 * (high - low)
    return found


def edition_of(members: int) -> tuple[dict[str, list[str]], float]:
    """Slices of a real first edition by filter, and the seconds it took to publish."""
    with tempfile.TemporaryDirectory() as folder, closing(open_stores(Path(folder))) as stores:
        demo.fill_with_members(stores.members, members, seed=1)
        began = time.perf_counter()
        publish_edition(stores, now=True)
        seconds = time.perf_counter() - began
        edition = editions.latest_edition(stores.editions)
        assert edition is not None
        texts = iter(cells.load_slices(stores.editions, edition))
        slices = slices_from_texts(texts)
    return {
        name: sorted("+".join(words) for words in held) for name, held in slices.items()
    }, seconds


def main() -> None:
    """Print the three tables."""
    rules = list(widths(WIDTH_AT[0]))
    print("| people | " + " | ".join(rules) + " |")
    for people in WIDTH_AT:
        shown = " | ".join(f"{width:.1f}" for width in widths(people).values())
        print(f"| {people:,} | {shown} |")
    for members in FILTERS_AT:
        slices, _ = edition_of(members)
        print(f"\n{members} members:")
        for name, held in slices.items():
            print(f"  {name}: {len(held)} slices: {', '.join(held) or 'none'}")
    print()
    for members in SECONDS_AT:
        _, seconds = edition_of(members)
        print(f"{members:,} members: published in {seconds:.1f} s")


if __name__ == "__main__":
    main()
