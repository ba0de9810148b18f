"""The table in words: what fails first, then each finding, world by world."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tests.truth.verdicts import EVERYWHERE, Outcome, Row
from tests.truth.worlds.every_world import WORLDS

_HEAD = f"{'world':<18}{'members':>8}  {'figure':<46}{'truth':>7}{'bias':>7}{'+-':>6}{'holds':>8}"


def whole_table(rows: Sequence[Row], editions: int) -> str:
    """Everything, as it is printed."""
    failing = [row for row in rows if row.outcome is Outcome.fails]
    parts = [
        f"{editions} editions a world and size; each the mean of three with lot and noise.",
        *_counts(rows),
        "",
        "Fails:" if failing else "Nothing fails.",
        *_lines(failing),
        "",
        "Every finding, the worst and the middle of its figures in each world:",
        *_summary(rows),
    ]
    return "\n".join(parts)


def _counts(rows: Iterable[Row]) -> Iterator[str]:
    found: dict[Outcome, int] = defaultdict(int)
    for row in rows:
        found[row.outcome] += 1
    yield ", ".join(f"{number} {outcome.value}" for outcome, number in found.items())


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield _HEAD
    question = ""
    for row in sorted(rows, key=lambda row: (row.place[0], row.place[1], row.world, row.members)):
        if row.place[0] != question:
            question = row.place[0]
            yield question
        yield row_line(row)


def row_line(row: Row) -> str:
    """One row: of a figure what it shows, of a claim how often it is false."""
    tally, members = row.tally, "all" if row.world == EVERYWHERE else f"{row.members:,}"
    start = f"{row.world:<18}{members:>8}  {row.place[1]:<46}"
    if tally.is_claim:
        share = 100 * tally.false / tally.editions
        return f"{start}  said {100 * tally.shown / tally.editions:.1f} %, falsely {share:.1f} %"
    holds = 100 * tally.right / max(1, tally.shown)
    if not tally.shown:
        return f"{start}  never shown"
    truth = "" if row.world == EVERYWHERE else f"{100 * tally.truth:.1f}"
    return f"{start}{truth:>7}{tally.bias:>+7.1f}{tally.half_width:>6.1f}{holds:>7.1f}%"


def _summary(rows: Sequence[Row]) -> Iterator[str]:
    found: dict[tuple[str, str, int], list[Row]] = defaultdict(list)
    for row in rows:
        if row.world != EVERYWHERE:
            found[row.place[0], row.world, row.members].append(row)
    order = [*WORLDS]
    last = ""
    for question, world, members in sorted(
        found, key=lambda key: (key[0], order.index(key[1]), key[2])
    ):
        if question != last:
            last = question
            yield f"\n{question}"
        yield summary_line(world, members, found[question, world, members])


def summary_line(world: str, members: int, rows: Sequence[Row]) -> str:
    """Coverage, bias and false claims of one finding in one world at one size."""
    figures = [
        row.tally
        for row in rows
        if not row.tally.is_claim and row.outcome is not Outcome.not_judged
    ]
    claims = [row.tally for row in rows if row.tally.is_claim]
    left = sum(row.outcome is Outcome.not_judged for row in rows)
    parts = [f"{world:<18}{members:>6,}"]
    if figures:
        holds = sorted(100 * tally.right / tally.shown for tally in figures)
        bias = max((tally.bias for tally in figures), key=abs)
        parts.append(f"holds {holds[0]:5.1f} to {holds[-1]:5.1f} %, bias at most {bias:+5.1f}")
    if claims:
        worst = max(100 * tally.false / tally.editions for tally in claims)
        parts.append(f"false claims at most {worst:4.1f} %")
    if left:
        parts.append(f"{left} not judged")
    return "  ".join(parts)
