"""Every finding, in every world, at 300, 700 and 3,000 members: ``python tests/truth/table.py``.

python tests/truth/table.py                      all of it; about half an hour on two quiet cores
python tests/truth/table.py --editions 40        fewer groups a world and size
python tests/truth/table.py --worlds plain rare  these worlds alone
python tests/truth/table.py --write              and keep it, for docs/truth.md and pages
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.truth import table_files, table_text  # noqa: E402
from tests.truth.judging import Cell, judge_world  # noqa: E402
from tests.truth.verdicts import Outcome, judged_rows  # noqa: E402
from tests.truth.worlds.every_world import WORLDS  # noqa: E402
from tests.truth.worlds.pool import make_pool  # noqa: E402

SIZES = (300, 700, 3_000)
EDITIONS, PEOPLE, PROCESSES = 400, 40_000, 2
UNSEEN_EDITIONS = 0.5
"""Of the others: worlds that are measured and not passed need fewer."""


def judge_in_every_size(job: tuple[str, int, int]) -> list[Cell]:
    """One world at the three sizes; all of it in one process, so that its pool is made once."""
    name, editions, people = job
    world = WORLDS[name]
    editions = editions if world.has_to_hold else round(editions * UNSEEN_EDITIONS)
    pool = make_pool(world, people)
    return [judge_world(pool, members, editions) for members in SIZES]


def judge_worlds(names: Sequence[str], editions: int, people: int) -> list[Cell]:
    """These worlds, two at a time."""
    jobs = [(name, editions, people) for name in names]
    cells = []
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as workers:
        for found in workers.imap_unordered(judge_in_every_size, jobs):
            print(f"judged: {found[0].world}", file=sys.stderr, flush=True)
            cells += found
    order = list(WORLDS)
    return sorted(cells, key=lambda cell: (order.index(cell.world), cell.members))


def main() -> int:
    """Judge, print, and keep where that is asked for; 1 where a row fails."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--editions", type=int, default=EDITIONS, help="groups a world and size")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people that a world is made of")
    parser.add_argument("--worlds", nargs="*", choices=tuple(WORLDS), default=list(WORLDS))
    parser.add_argument("--write", action="store_true", help="keep it in docs and for the pages")
    chosen = parser.parse_args()
    began = time.monotonic()
    rows = judged_rows(judge_worlds(chosen.worlds, chosen.editions, chosen.people))
    print(table_text.whole_table(rows, chosen.editions))
    print(f"{len(rows)} rows, {(time.monotonic() - began) / 60:.0f} minutes")
    if chosen.write:
        table_files.keep_table(rows, chosen.editions)
    return int(any(row.outcome is Outcome.fails for row in rows))


if __name__ == "__main__":
    raise SystemExit(main())
