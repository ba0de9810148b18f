"""Where the table is kept: docs/truth.md for whoever checks, a data file for the pages."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.truth.verdicts import EVERYWHERE, Outcome, Row
from tests.truth.worlds.every_world import WORLDS

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "truth.md"
DATA = ROOT / "dashboard" / "evidence" / "truth.toml"
BEGINS, ENDS = "<!-- table: begins -->", "<!-- table: ends -->"
HEADLINES = {
    "effects_week_2": ("timelines.by_week", "any_effect w2"),
    "effects_weeks_9_12": ("timelines.by_week", "any_effect w9_12"),
    "sleep_after_4_weeks": ("timelines.lasting", "sleep after w3_4"),
    "effects_at_3_mg": ("doses.new_effects", "from_3000"),
    "found_theirs": ("doses.sweet_spot", "found"),
    "insomnia_by_time": ("timings.effects", "effect_sleep_onset_insomnia, morning"),
    "gone_after_moving": ("timings.switched", "gone after moving"),
    "better_half_a_year": ("response.by_week", "w27_52"),
    "no_improvement": ("response.late", "no improvement"),
}
"""The figures that pages name, by the key of their texts."""
SEEN = {
    "insomnia_by_time": ("timings.effects", "seen: effect_sleep_onset_insomnia, morning"),
    "gone_after_moving": ("timings.switched", "seen: moving helps"),
}
"""The claims that are true in a world, and how often a group sees it."""
OFF_FROM_POINTS = 3
"""A smaller bias is not told."""
MIDDLE = 700
"""Members, of the three sizes: biases are told for it."""
_KEY_OF = {place: key for key, place in HEADLINES.items()}
_SEEN_OF = {place: key for key, place in SEEN.items()}


def keep_table(rows: Sequence[Row], editions: int) -> None:
    """Write both files anew."""
    DATA.write_text(data_text(rows, editions), encoding="utf-8")
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    block = "\n".join(document_lines(rows, editions))
    DOCUMENT.write_text(f"{before}{BEGINS}\n{block}\n{ENDS}{after}", encoding="utf-8")


def data_text(rows: Sequence[Row], editions: int) -> str:
    """What pages read: biases, widths and how often a true difference is seen."""
    head = "# Written by `python tests/truth/table.py --write`.\n"
    parts = [*_biases(rows), *_widths(rows), *_powers(rows)]
    return f"{head}editions = {editions}\n" + "".join(parts)


def _entry(kind: str, **values: object) -> str:
    lines = [
        f'{name} = "{v}"' if isinstance(v, str) else f"{name} = {v}" for name, v in values.items()
    ]
    return "\n".join(("", f"[[{kind}]]", *lines, ""))


def _biases(rows: Sequence[Row]) -> Iterator[str]:
    for row in _in_order(rows):
        told = row.outcome is Outcome.measured and row.members == MIDDLE
        if told and abs(row.tally.bias) >= OFF_FROM_POINTS:
            true = 100 * row.tally.truth
            values = {"shown": round(true + row.tally.bias), "true": round(true)}
            yield _entry("off", world=row.world, figure=_KEY_OF[row.place], **values)


def _widths(rows: Sequence[Row]) -> Iterator[str]:
    for row in _in_order(rows):
        if row.world == "plain" and row.outcome is not Outcome.not_judged:
            points = round(row.tally.half_width)
            yield _entry("width", figure=_KEY_OF[row.place], members=row.members, points=points)


def _powers(rows: Sequence[Row]) -> Iterator[str]:
    truths = {(r.world, r.members, r.place): r.tally.truth for r in rows if not r.tally.is_claim}
    for row in rows:
        if row.world == EVERYWHERE or row.place not in _SEEN_OF or not row.tally.is_claim:
            continue
        key = _SEEN_OF[row.place]
        true = truths.get((row.world, row.members, HEADLINES[key]))
        seen = round(row.tally.shown / row.tally.editions, 3)
        if true:
            points = round(100 * true)
            yield _entry("power", figure=key, members=row.members, true=points, seen=seen)


def _in_order(rows: Sequence[Row]) -> list[Row]:
    """Rows of the figures that pages name, world by world."""
    order, keys = list(WORLDS), list(HEADLINES)
    found = [r for r in rows if r.place in _KEY_OF and r.world != EVERYWHERE and r.tally.shown]
    return sorted(
        found, key=lambda r: (order.index(r.world), keys.index(_KEY_OF[r.place]), r.members)
    )


def document_lines(rows: Sequence[Row], editions: int) -> Iterator[str]:
    """Tables for docs/truth.md."""
    worlds = [name for name in WORLDS if any(row.world == name for row in rows)]
    left = "" if len(worlds) == len(WORLDS) else f" of {len(WORLDS)}: {', '.join(worlds)}"
    yield f"{editions} editions a world and size, {len(worlds)} worlds{left}. {len(rows)} rows.\n"
    heads = ("finding", "ranges hold where they must", "largest bias", "false claims, at most")
    yield f"| {' | '.join((*heads, 'fails', 'not judged'))} |\n|---|---|---|---|---|---|"
    yield from _finding_lines(rows)
    yield "\n| fails | world | members | truth | bias | ranges hold / said falsely |"
    yield "|---|---|---|---|---|---|"
    yield from _failing_lines(rows)
    yield "\n| cannot be seen | figure | true | shown, 300 / 700 / 3,000 | ranges hold |"
    yield "|---|---|---|---|---|"
    yield from _unseen_lines(rows)
    yield "\n| half of a range, points | 300 | 700 | 3,000 |\n|---|---|---|---|"
    yield from _width_lines(rows)
    yield "\n| a true difference is seen in | 300 | 700 | 3,000 |\n|---|---|---|---|"
    yield from _power_lines(rows)


def _finding_lines(rows: Sequence[Row]) -> Iterator[str]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.world != EVERYWHERE and WORLDS[row.world].has_to_hold:
            found[row.place[0]].append(row)
    for question, every in sorted(found.items()):
        fails = sum(r.outcome is Outcome.fails for r in rows if r.place[0] == question)
        left = sum(row.outcome is Outcome.not_judged for row in every)
        figures = [r.tally for r in every if r.outcome is not Outcome.not_judged]
        claims = [tally for tally in figures if tally.is_claim]
        figures = [tally for tally in figures if not tally.is_claim]
        holds = sorted(100 * tally.right / tally.shown for tally in figures)
        range_ = f"{holds[0]:.1f} to {holds[-1]:.1f} %" if holds else "-"
        bias = f"{max((t.bias for t in figures), key=abs):+.1f}" if figures else "-"
        false = f"{max(100 * t.false / t.editions for t in claims):.1f} %" if claims else "-"
        yield f"| {question} | {range_} | {bias} | {false} | {fails} | {left} |"


def _failing_lines(rows: Sequence[Row]) -> Iterator[str]:
    failing = [row for row in rows if row.outcome is Outcome.fails]
    for row in sorted(failing, key=lambda row: (row.place, row.world, row.members)):
        tally, name = row.tally, f"{row.place[0]}: {row.place[1]}"
        if tally.is_claim:
            share = f"said falsely {100 * tally.false / tally.editions:.1f} %"
            yield f"| {name} | {row.world} | {row.members or 'all'} | | | {share} |"
        else:
            holds = f"{100 * tally.right / tally.shown:.1f} %"
            truth = "" if row.world == EVERYWHERE else f"{100 * tally.truth:.1f}"
            start = f"| {name} | {row.world} | {row.members or 'all'} | {truth}"
            yield f"{start} | {tally.bias:+.1f} | {holds} |"


def _unseen_lines(rows: Sequence[Row]) -> Iterator[str]:
    by_place: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _in_order(rows):
        if row.outcome is Outcome.measured:
            by_place[row.world, _KEY_OF[row.place]].append(row)
    for (world, key), every in by_place.items():
        true = 100 * every[0].tally.truth
        shown = " / ".join(f"{true + row.tally.bias:.0f}" for row in every)
        holds = " / ".join(f"{100 * row.tally.right / row.tally.shown:.0f} %" for row in every)
        yield f"| {world} | {key} | {true:.0f} | {shown} | {holds} |"


def _width_lines(rows: Sequence[Row]) -> Iterator[str]:
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in _in_order(rows):
        if row.world == "plain" and row.outcome is not Outcome.not_judged:
            found[_KEY_OF[row.place]][row.members] = f"{row.tally.half_width:.0f}"
    for key, widths in found.items():
        yield f"| {key} | {' | '.join(widths.get(n, '-') for n in (300, 700, 3_000))} |"


def _power_lines(rows: Sequence[Row]) -> Iterator[str]:
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for row in rows:
        if row.tally.is_claim and row.place in _SEEN_OF and row.world != EVERYWHERE:
            share = f"{100 * row.tally.shown / row.tally.editions:.0f} %"
            found[row.world, _SEEN_OF[row.place]][row.members] = share
    for (world, key), seen in found.items():
        yield f"| {world}: {key} | {' | '.join(seen.get(n, '-') for n in (300, 700, 3_000))} |"
