"""Which dose people stay with, from where, how fast, and what lowering it did."""

from typing import NamedTuple

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareBar, ShareBars, ShareMap
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.catalogue import CUTS, MEASURES
from db.editions.editions import Cells
from db.thresholds import SAID_FROM_PEOPLE, SMALLEST_GROUP

KEPT, FLOW, PACE, DOWN = "dose_kept", "start_to_kept", "pace_and_effects", "step_down"
_OUTCOMES = MEASURES[DOWN].axes[1]


def dose_kept(asked: EditionSlice) -> Finding[ShareBars]:
    """Where people have got to 12 weeks or more after they started."""
    name = "doses.kept"
    cells = asked.cells(KEPT)
    words = MEASURES[KEPT].axes[0]
    shares = agreeing_shares([share_bars.cell_share(cells.get((word,))) for word in words])
    numbers = ShareBars(
        tuple(
            ShareBar(_place_label(word), share) for word, share in zip(words, shares, strict=True)
        )
    )
    on_dose = ShareBars(numbers.bars[: len(bands.DOSE_UG.words)])
    found = share_bars.commonest_bar(on_dose)
    if found is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    stopped = numbers.bars[-1].share
    text = say(
        f"finding.{name}.{'sentence' if found.apart else 'close'}",
        people=found.share.people,
        often=number_phrases.natural_frequency(found.share)
        + number_phrases.range_of_few(found.share),
        label=found.label,
        stopped=number_phrases.natural_frequency(stopped)
        if stopped
        else say("finding.share.hardly_any"),
    )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(KEPT, cells),
    )
    return asked.finding(name, text, numbers, told)


def start_to_kept(asked: EditionSlice) -> Finding[ShareMap]:
    """From the dose that people started with to where they have got to."""
    name = "doses.flow"
    cells = asked.cells(FLOW)
    starts, ends = MEASURES[FLOW].axes
    known = [s for s in starts if any((s, end) in cells for end in ends)]
    shares = tuple(
        tuple(agreeing_shares([share_bars.cell_share(cells.get((s, e))) for e in ends]))
        for s in known
    )
    numbers = ShareMap(
        tuple(_place_label(start) for start in known) or (_place_label(starts[0]),),
        tuple(say(f"words.dose_short.{end}") for end in ends),
        shares or ((None,) * len(ends),),
        say(f"finding.{name}.note"),
    )
    moved = _flow_texts(known, shares, ends)
    if moved is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    rows = [
        (
            label,
            str(people[0].people) if (people := [x for x in row if x]) else "",
            *(number_phrases.map_square_text(share) for share in row),
        )
        for label, row in zip(numbers.rows, shares, strict=True)
    ]
    head = (
        say(f"finding.{name}.column"),
        *share_bars.week_columns("people"),
        *numbers.columns,
    )
    told = FindingText(Table(head, tuple(rows)), asked.cells_to_export(FLOW, cells))
    return asked.finding(name, say(f"finding.{name}.sentence", **moved), numbers, told)


def _flow_texts(
    starts: list[str],
    shares: tuple[tuple[Share | None, ...], ...],
    ends: tuple[str, ...],
) -> dict[str, object] | None:
    """The commonest start of 30 people or more, and how many of it kept that very dose."""
    people = {
        start: next((share for share in row if share), None)
        for start, row in zip(starts, shares, strict=True)
    }
    known = {start: share.people for start, share in people.items() if share}
    if not known or max(known.values()) < SAID_FROM_PEOPLE:
        return None
    start = max(known, key=lambda word: known[word])
    kept = shares[starts.index(start)][ends.index(start)]
    often = number_phrases.natural_frequency(kept) if kept else say("finding.share.hardly_any")
    return {"people": known[start], "start": _place_label(start), "often": often}


def effects_by_pace(asked: EditionSlice) -> Finding[ShareBars]:
    """Bothersome effects in the first 8 weeks, by how soon the first step up came."""
    name = "doses.pace"
    cells = asked.cells(PACE)
    places = [
        (
            (step, sensitive),
            say(
                f"finding.{name}.bar",
                pace=say(f"words.pace.{step}"),
                who=say(f"finding.{name}.who_{sensitive}"),
            ),
        )
        for sensitive in ("yes", "no")
        for step in bands.PACE_WEEKS.words
    ]
    numbers = share_bars.bars_from_cells(cells, places)
    pair = pace_pair(cells)
    if pair is None:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    who, fast, slow = pair
    apart = fast.low > slow.high or slow.low > fast.high
    text = say(
        f"finding.{name}.{'sentence' if apart else 'close'}",
        who=say(f"finding.{name}.told_of_{who}"),
        fast=number_phrases.natural_frequency(fast),
        fast_people=fast.people,
        slow=number_phrases.natural_frequency(slow),
        slow_people=slow.people,
    )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(PACE, cells),
    )
    return asked.finding(name, text, numbers, told)


class PacePair(NamedTuple):
    """Bothersome effects after an early and after a late first step up, of the same people.

    ``sensitive`` says of whom: ``yes`` of those whom medicines hit harder, ``no`` of the others.
    """

    sensitive: str
    fast: Share
    slow: Share


def pace_pair(cells: Cells) -> PacePair | None:
    """Of the sensitive, or where they are too few of the others; None where both are."""
    for who in ("yes", "no"):
        early, *_, late = (
            share_bars.cell_share(cells.get((pace, who))) for pace in bands.PACE_WEEKS.words
        )
        if early and late and min(early.people, late.people) >= SAID_FROM_PEOPLE:
            return PacePair(who, early, late)
    return None


def after_step_down(asked: EditionSlice) -> Finding[ShareBars]:
    """What happened after the dose was lowered to ease effects, by the size of the cut."""
    name = "doses.step_down"
    cells = asked.cells(DOWN)
    numbers = ShareBars(
        tuple(
            ShareBar(
                say(f"finding.{name}.{outcome}", cut=say(f"words.cut.{cut}")),
                share_bars.cell_share(cells.get((cut, outcome))),
            )
            for outcome in _OUTCOMES
            for cut in CUTS
        )
    )
    half = share_bars.cell_share(cells.get(("half", "effects_better")))
    if half is None:
        return asked.too_few(name, numbers, SMALLEST_GROUP)
    kept = share_bars.cell_share(cells.get(("half", "benefit_kept")))
    text = say(
        f"finding.{name}.sentence", people=half.people, often=number_phrases.natural_frequency(half)
    )
    if kept:
        text += " " + say(
            f"finding.{name}.kept", people=kept.people, often=number_phrases.natural_frequency(kept)
        )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(DOWN, cells),
    )
    return asked.finding(name, text, numbers, told)


def _place_label(word: str) -> str:
    """A dose band, "still changing" or "stopped" as a label."""
    return number_phrases.sentence_case(say(f"words.dose_place.{word}"))
