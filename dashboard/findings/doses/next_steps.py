"""What came first after reaching a dose, and what those who stepped up told of that change."""

from collections.abc import Mapping

from dashboard.findings import number_phrases, share_bars, told_times
from dashboard.findings.doses.sweet_spot import number_of_100
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import (
    ShareBar,
    ShareBars,
    StackedRow,
    StackedRows,
)
from dashboard.findings.whole_shares import agreeing_shares
from dashboard.stats.shares import Share
from dashboard.tables import Table
from dashboard.text import say
from db import bands
from db.axis_words import AFTER_STEP_UP, NEXT_STEPS
from db.editions.editions import Cells
from db.thresholds import DOSE_FROM_PEOPLE

NEXT, UP = "after_reaching_dose", "after_step_up"
_BACK, _WORSE, _ = AFTER_STEP_UP
_STOPS = tuple(word for word in NEXT_STEPS if word.startswith("stopped"))
_DRAWN = (*NEXT_STEPS[: -len(_STOPS)], "stopped")
"""Parts of a bar: the ways of stopping are one, and stand apart in the table."""


def first_steps_by_dose(asked: EditionSlice) -> Finding[StackedRows]:
    """For each dose, of those who reached it: what came first within 12 weeks."""
    name = "doses.next_steps"
    cells = asked.cells(NEXT)
    known = {word: steps for word in bands.DOSE_UG.words if (steps := steps_at_dose(cells, word))}
    numbers = StackedRows(
        tuple(number_phrases.sentence_case(say(f"words.next_step.{part}")) for part in _DRAWN),
        tuple(_stacked_row(word, steps) for word, steps in known.items()),
    )
    if not known:
        return asked.too_few(name, numbers, DOSE_FROM_PEOPLE)
    text, basis = _steps_in_words(name, known)
    told = FindingText(_steps_table(known), asked.cells_to_export(NEXT, cells), basis=basis)
    return asked.finding(name, text, numbers, told)


def steps_at_dose(cells: Cells, dose: str) -> dict[str, Share]:
    """The shares of ``NEXT_STEPS`` at a dose, which make one whole; nothing under 30 people."""
    found = (share_bars.cell_share(cells.get((dose, word))) for word in NEXT_STEPS)
    shares = agreeing_shares([share and told_times.share_by_weeks(share) for share in found])
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


def _steps_in_words(name: str, known: dict[str, dict[str, Share]]) -> tuple[str, str]:
    """Of the dose that most people reached; and the basis."""
    dose = max(known, key=lambda word: _people(known[word]))
    steps = known[dose]
    numbers = {word: number_of_100(steps[word]) for word in NEXT_STEPS}
    text = say(
        f"finding.{name}.sentence",
        dose=say(f"words.dose_band.{dose}"),
        stayed=numbers["stayed"],
    )
    stopped = round(100 * _stopped_points(steps)) or say("finding.doses.sweet_spot.few")
    people = number_phrases.share_basis(steps["stayed"])
    basis = say(f"finding.{name}.basis", **numbers | {"stopped": stopped, "basis": people})
    return text, basis


def step_up_reports(asked: EditionSlice) -> Finding[ShareBars]:
    """For each dose, of those who stepped up to it: who had worse effects, or else went back."""
    name = "doses.step_up"
    cells = asked.cells(UP)
    known = {dose: row for dose in bands.DOSE_UG.words if (row := _reports_at(cells, dose))}
    drawn = _WORSE if any(_WORSE in row for row in known.values()) else _BACK
    numbers = ShareBars(
        tuple(ShareBar(_dose_label(dose), row.get(drawn)) for dose, row in known.items())
        or (ShareBar(_dose_label(bands.DOSE_UG.words[0]), None),)
    )
    if not known:
        return asked.too_few(name, numbers, DOSE_FROM_PEOPLE, what=say(f"finding.{name}.{_WORSE}"))
    text, basis = _reports_in_words(name, known, drawn)
    told = FindingText(
        _reports_table(name, known),
        asked.cells_to_export(UP, cells),
        {"what": say(f"finding.{name}.{drawn}")},
        basis,
    )
    return asked.finding(name, text, numbers, told)


def _reports_at(cells: Cells, dose: str) -> dict[str, Share]:
    """What enough people told of stepping up to a dose, where it tells something."""
    shares = {word: share_bars.cell_share(cells.get((dose, word))) for word in AFTER_STEP_UP}
    return {
        word: share
        for word, share in shares.items()
        if share and share.people >= DOSE_FROM_PEOPLE and number_phrases.tells_something(share)
    }


def _reports_in_words(name: str, known: dict[str, dict[str, Share]], drawn: str) -> tuple[str, str]:
    """Of the dose that most people told it of; and the basis, with what else they told."""
    people = {dose: row[drawn].people for dose, row in known.items() if drawn in row}
    dose = max(people, key=lambda word: people[word])
    share = known[dose][drawn]
    text = say(
        f"finding.{name}.sentence_{drawn}",
        dose=say(f"words.dose_band.{dose}"),
        number=number_of_100(share),
    )
    others = (
        say(
            "finding.basis.of",
            what=number_phrases.sentence_case(say(f"finding.{name}.{word}")),
            often=number_phrases.share_with_basis(other),
        )
        for word, other in known[dose].items()
        if word != drawn
    )
    return text, " ".join((number_phrases.share_basis(share), *others))


def _reports_table(name: str, known: dict[str, dict[str, Share]]) -> Table:
    rows = tuple(
        (_dose_label(dose), say(f"export.outcome.{word}"), *share_bars.share_cells(row.get(word)))
        for dose, row in known.items()
        for word in AFTER_STEP_UP
    )
    heads = (say(f"finding.{name}.column"), say(f"finding.{name}.column_what"))
    return Table((*heads, *share_bars.week_columns("people", "share", "range")), rows)


def _dose_label(word: str) -> str:
    return number_phrases.sentence_case(say(f"words.dose_band.{word}"))
