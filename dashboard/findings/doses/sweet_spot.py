"""Which dose is a sweet spot: benefit and burden by dose, and what cannot be ruled out."""

from functools import lru_cache

from dashboard.findings import number_phrases
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import DoseResult, SweetSpot
from dashboard.stats import best
from dashboard.stats.best import Cases, Draws
from dashboard.stats.shares import Share, share_with_blur
from dashboard.tables import Table
from dashboard.text import number_in_language, say
from db import bands
from db.catalogue import EVERY_EFFECT
from db.editions.editions import CellCounts, Cells
from db.thresholds import DOSE_FROM_PEOPLE, FEWEST_DOSES, NAMED_FROM_CHANCE, RULED_OUT_BELOW_CHANCE

BENEFIT, BURDEN = "benefit_at_dose", "effect_on_reaching_dose"
KEPT_DRAWS = 16
"""Of about 100 kB each; drawing anew takes 10 ms."""
WEIGHT = 0.5
"""What a bothersome side effect costs, as a share of what feeling much better gives."""


def sweet_spot(asked: EditionSlice, weight: float = WEIGHT) -> Finding[SweetSpot]:
    """Benefit and burden by dose, and the range of doses that may be the best.

    Args:
        asked: edition and filters.
        weight: cost of a bothersome effect, 0 to 1, in units of a benefit.
    """
    return _sweet_spot_finding(asked, "doses.sweet_spot", weight)


def score_by_dose(asked: EditionSlice, weight: float = WEIGHT) -> Finding[SweetSpot]:
    """How likely each dose is to be the best, for a weight that is shown."""
    return _sweet_spot_finding(asked, "doses.score", weight)


def _sweet_spot_finding(asked: EditionSlice, name: str, weight: float) -> Finding[SweetSpot]:
    benefit, burden = asked.cells(BENEFIT), _burden_by_dose(asked.cells(BURDEN))
    numbers = _sweet_spot_numbers(benefit, burden, weight)
    if not numbers.range_words:
        return asked.too_few(name, numbers, DOSE_FROM_PEOPLE)
    cells = asked.cells_to_export(BENEFIT, benefit) + asked.cells_to_export(
        BURDEN,
        {(EVERY_EFFECT, *axis): cell for axis, cell in burden.items()},
    )
    if name == "doses.sweet_spot":
        text, table = _sweet_spot_in_words(numbers), _sweet_spot_table(numbers)
    else:
        text, table = _scores_in_words(numbers), _score_table(numbers)
    return asked.finding(name, text, numbers, FindingText(table, cells))


def _burden_by_dose(cells: Cells) -> Cells:
    return {axis[1:]: cell for axis, cell in cells.items() if axis[0] == EVERY_EFFECT}


def _sweet_spot_numbers(benefit: Cells, burden: Cells, weight: float) -> SweetSpot:
    shares = {
        word: (_share_if_enough(benefit.get((word,))), _share_if_enough(burden.get((word,))))
        for word in bands.DOSE_UG.words
    }
    judged = [word for word, both in shares.items() if all(both)]
    if len(judged) < FEWEST_DOSES:
        doses = tuple(DoseResult(word, *both) for word, both in shares.items())
        return SweetSpot(doses, weight, (), None, None)
    of_benefit = tuple(_cases_of_cell(benefit[word,]) for word in judged)
    of_burden = tuple(_cases_of_cell(burden[word,]) for word in judged)
    draws = _benefit_draws(of_benefit), _score_draws(of_benefit, of_burden, weight)
    return _judge_doses(shares, judged, draws, weight)


def _judge_doses(
    shares: dict[str, tuple[Share | None, Share | None]],
    judged: list[str],
    draws: tuple[Draws, Draws],
    weight: float,
) -> SweetSpot:
    """Scores, the chance of each dose to be the best, and the range not ruled out."""
    of_benefit, scores = draws
    p_best = dict(zip(judged, best.probability_best(scores), strict=True))
    middle = dict(zip(judged, scores.mean(axis=1), strict=True))
    in_range = _bands_not_ruled_out(judged, p_best)
    doses = tuple(
        DoseResult(
            word,
            *both,
            score=float(middle[word]) if word in middle else None,
            p_best=p_best.get(word),
            in_range=word in in_range,
        )
        for word, both in shares.items()
    )
    top = max(judged, key=lambda word: p_best[word])
    named = top if p_best[top] >= NAMED_FROM_CHANCE else None
    near = zip(judged, best.nearly_as_good(of_benefit), strict=True)
    nearly = next(((word, share) for word, share in near if share >= NAMED_FROM_CHANCE), None)
    return SweetSpot(doses, weight, in_range, named, nearly)


def _bands_not_ruled_out(judged: list[str], p_best: dict[str, float]) -> tuple[str, ...]:
    """Every band that is not ruled out as the best, lowest dose first."""
    return tuple(word for word in judged if p_best[word] >= RULED_OUT_BELOW_CHANCE)


@lru_cache(KEPT_DRAWS)
def _benefit_draws(benefit: tuple[Cases, ...]) -> Draws:
    """Draws depend on published cells alone: the next visitor needs no new ones."""
    return best.posterior_draws(benefit)


@lru_cache(KEPT_DRAWS)
def _score_draws(benefit: tuple[Cases, ...], burden: tuple[Cases, ...], weight: float) -> Draws:
    return best.score_draws(benefit, burden, weight)


def _share_if_enough(cell: CellCounts | None) -> Share | None:
    if cell is None or cell.people < DOSE_FROM_PEOPLE:
        return None
    return share_with_blur(cell.cases, cell.people, cell.editions)


def _cases_of_cell(cell: CellCounts) -> Cases:
    return Cases(cell.cases, cell.people, cell.editions)


def _people_at_doses(numbers: SweetSpot, words: tuple[str, ...]) -> int:
    shares = (dose.benefit for dose in numbers.doses if dose.word in words)
    return sum(share.people for share in shares if share)


def _sweet_spot_in_words(numbers: SweetSpot) -> str:
    if numbers.best_word:
        chance = next(d.p_best or 0 for d in numbers.doses if d.word == numbers.best_word)
        return say(
            "finding.doses.sweet_spot.best",
            dose=number_phrases.sentence_case(say(f"words.dose_band.{numbers.best_word}")),
            chance=number_phrases.chance_in_words(chance),
            people=_people_at_doses(numbers, (numbers.best_word,)),
        )
    if not _range_without_gaps(numbers):
        return say(
            "finding.doses.sweet_spot.several",
            list=", ".join(say(f"words.dose_band.{word}") for word in numbers.range_words),
            people=_people_at_doses(numbers, numbers.range_words),
        )
    return say(
        "finding.doses.sweet_spot.range",
        low=say(f"words.dose_low.{numbers.range_words[0]}"),
        high=say(f"words.dose_high.{numbers.range_words[-1]}"),
        people=_people_at_doses(numbers, numbers.range_words),
    )


def _range_without_gaps(numbers: SweetSpot) -> bool:
    """Whether the doses that may be the best are neighbours among those that were judged."""
    judged = [dose.in_range for dose in numbers.doses if dose.p_best is not None]
    first = judged.index(True)
    return all(judged[first : first + len(numbers.range_words)])


def _scores_in_words(numbers: SweetSpot) -> str:
    listed = ", ".join(say(f"words.dose_band.{word}") for word in numbers.range_words)
    text = say(
        "finding.doses.score.sentence",
        weight=number_in_language(f"{numbers.weight:g}"),
        list=listed,
        people=_people_at_doses(numbers, numbers.range_words),
    )
    if numbers.nearly_as_good is None:
        return text
    word, share = numbers.nearly_as_good
    dose = number_phrases.sentence_case(say(f"words.dose_band.{word}"))
    chance = number_phrases.chance_in_words(share)
    return f"{text} {say('finding.doses.score.nearly', dose=dose, chance=chance)}"


def _sweet_spot_table(numbers: SweetSpot) -> Table:
    columns = ("dose", "benefit", "benefit_people", "burden", "burden_people")
    head = tuple(say(f"finding.doses.sweet_spot.column_{column}") for column in columns)
    rows = [
        (
            say(f"words.dose_band.{dose.word}"),
            *_share_cells(dose.benefit),
            *_share_cells(dose.burden),
        )
        for dose in numbers.doses
    ]
    return Table(head, tuple(rows))


def _share_cells(share: Share | None) -> tuple[str, str]:
    if share is None:
        return say("finding.doses.sweet_spot.few"), ""
    return f"{number_phrases.percent_in_words(share)} ({number_phrases.percent_range(share)})", str(
        share.people
    )


def _score_table(numbers: SweetSpot) -> Table:
    head = tuple(
        say(f"finding.doses.{column}")
        for column in ("sweet_spot.column_dose", "score.column_score", "score.column_best")
    )
    rows = [
        (
            say(f"words.dose_band.{dose.word}"),
            number_phrases.points_with_sign(round(100 * dose.score)),
            number_phrases.chance_in_words(dose.p_best),
        )
        for dose in numbers.doses
        if dose.score is not None and dose.p_best is not None
    ]
    return Table(head, tuple(rows))
