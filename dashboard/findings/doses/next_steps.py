"""What came first after reaching a dose, and what those who stepped up told of that change."""

from collections.abc import Mapping

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.doses.sweet_spot import number_of_100
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ShareMap, StackedRow, StackedRows
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.axis_words import AFTER_STEP_UP, NEXT_STEPS
from db.editions.editions import Cells
from db.thresholds import DOSE_FROM_PEOPLE

NEXT, UP = "after_reaching_dose", "after_step_up"
_STOPS = tuple(word for word in NEXT_STEPS if word.startswith("stopped"))
_DRAWN = (*NEXT_STEPS[: -len(_STOPS)], "stopped")
"""Parts of a bar: the ways of stopping are one, and stand apart in the table."""


def first_steps_by_dose(asked: EditionSlice) -> Finding[StackedRows]:
    """For each dose, of those who reached it: what came first within 12 weeks."""
    name = "doses.next_steps"
    cells = asked.cells(NEXT)
    known = {word: steps for word in bands.DOSE_UG.words if (steps := _steps_at(cells, word))}
    numbers = StackedRows(
        tuple(number_phrases.sentence_case(say(f"words.next_step.{part}")) for part in _DRAWN),
        tuple(_stacked_row(word, steps) for word, steps in known.items()),
    )
    if not known:
        return asked.too_few(name, numbers, DOSE_FROM_PEOPLE)
    told = FindingText(_steps_table(known), asked.cells_to_export(NEXT, cells))
    return asked.finding(name, _steps_in_words(name, known), numbers, told)


def _steps_at(cells: Cells, dose: str) -> dict[str, Share]:
    """The shares at a dose, which make one whole; nothing under 30 people."""
    shares = agreeing_shares(
        [share_bars.cell_share(cells.get((dose, word))) for word in NEXT_STEPS]
    )
    known = {word: share for word, share in zip(NEXT_STEPS, shares, strict=True) if share}
    whole = len(known) == len(NEXT_STEPS) and _people(known) >= DOSE_FROM_PEOPLE
    return known if whole else {}


def _people(shares: Mapping[str, Share]) -> int:
    return next(iter(shares.values())).people


def _stopped_points(steps: dict[str, Share]) -> float:
    return round(sum(steps[word].value for word in _STOPS), 2)


def _stacked_row(dose: str, steps: dict[str, Share]) -> StackedRow:
    shares = (*(steps[word].value for word in _DRAWN[:-1]), _stopped_points(steps))
    return StackedRow(_dose_label(dose), _people(steps), shares)


def _steps_table(known: dict[str, dict[str, Share]]) -> Table:
    heads = [number_phrases.sentence_case(say(f"words.next_step.{word}")) for word in NEXT_STEPS]
    rows = tuple(
        (
            _dose_label(dose),
            f"{_people(steps)}",
            *(number_phrases.percent_in_words(steps[word]) for word in NEXT_STEPS),
        )
        for dose, steps in known.items()
    )
    head = say("finding.doses.next_steps.column")
    return Table((head, *share_bars.week_columns("people"), *heads), rows)


def _steps_in_words(name: str, known: dict[str, dict[str, Share]]) -> str:
    """The dose that most people reached."""
    dose = max(known, key=lambda word: _people(known[word]))
    steps = known[dose]
    numbers = {word: number_of_100(steps[word]) for word in NEXT_STEPS}
    return say(
        f"finding.{name}.sentence",
        dose=say(f"words.dose_band.{dose}"),
        people=_people(steps),
        range=number_phrases.range_of_few(steps["stayed"]),
        stopped=round(100 * _stopped_points(steps)) or say("finding.doses.sweet_spot.few"),
        **numbers,
    )


def step_up_reports(asked: EditionSlice) -> Finding[ShareMap]:
    """For each dose, of those who stepped up to it: who went back, and what they told of it."""
    name = "doses.step_up"
    cells = asked.cells(UP)
    shares = {
        dose: {word: _share_of_enough(cells, dose, word) for word in AFTER_STEP_UP}
        for dose in bands.DOSE_UG.words
    }
    known = {dose: row for dose, row in shares.items() if any(row.values())}
    told_words = [word for word in AFTER_STEP_UP if any(row[word] for row in known.values())]
    words = told_words or [*AFTER_STEP_UP]
    numbers = ShareMap(
        tuple(_dose_label(dose) for dose in known) or (_dose_label(bands.DOSE_UG.words[0]),),
        tuple(say(f"finding.{name}.short_{word}") for word in words),
        tuple(tuple(row[word] for word in words) for row in known.values())
        or ((None,) * len(words),),
        say(f"finding.{name}.note"),
    )
    text = _reports_in_words(name, known)
    if text is None:
        return asked.too_few(name, numbers, DOSE_FROM_PEOPLE)
    told = FindingText(_reports_table(name, known), asked.cells_to_export(UP, cells))
    return asked.finding(name, text, numbers, told)


def _share_of_enough(cells: Cells, dose: str, word: str) -> Share | None:
    share = share_bars.cell_share(cells.get((dose, word)))
    return share if share and share.people >= DOSE_FROM_PEOPLE else None


def _reports_in_words(name: str, known: dict[str, dict[str, Share | None]]) -> str | None:
    """Of the dose that most people stepped up to: who went back, and what they told of it."""
    people = {dose: back.people for dose, row in known.items() if (back := row[AFTER_STEP_UP[0]])}
    if not people:
        return None
    dose = max(people, key=lambda word: people[word])
    sentences = (
        say(
            f"finding.{name}.{word}",
            dose=say(f"words.dose_band.{dose}"),
            people=share.people,
            often=number_phrases.natural_frequency(share) + number_phrases.range_of_few(share),
        )
        for word, share in known[dose].items()
        if share
    )
    return " ".join(sentences)


def _reports_table(name: str, known: dict[str, dict[str, Share | None]]) -> Table:
    rows = tuple(
        (_dose_label(dose), say(f"export.outcome.{word}"), *share_bars.share_cells(share))
        for dose, row in known.items()
        for word, share in row.items()
    )
    heads = (say(f"finding.{name}.column"), say(f"finding.{name}.column_what"))
    return Table((*heads, *share_bars.week_columns("people", "share", "range")), rows)


def _dose_label(word: str) -> str:
    return number_phrases.sentence_case(say(f"words.dose_band.{word}"))
