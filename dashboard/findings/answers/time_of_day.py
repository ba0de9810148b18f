"""Whether morning is kinder, by the time that people started with."""

from dashboard.findings import number_phrases
from dashboard.findings.answers.answer import (
    HUNDRED,
    Answer,
    bars_picture,
    too_few_answer,
    too_rare_answer,
)
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import FindingState
from dashboard.findings.finding_numbers import DifferenceRow
from dashboard.findings.timings import contrasts
from dashboard.text import say
from db.catalogue import BY_MORNING


def morning_answer(asked: EditionSlice) -> Answer:
    """The effect that differs most between a start at bedtime and one in the morning."""
    found = contrasts.effect_differences(asked, BY_MORNING)
    if found.state is FindingState.too_rare:
        return too_rare_answer()
    known = [row for row in found.numbers.rows if row.value is not None]
    if not known:
        return too_few_answer()
    clear = [row for row in known if row.clear]
    row = max(clear, key=lambda each: abs(each.value or 0), default=known[0])
    effect = say(f"words.effect_axis.{row.word}")
    points = {"bedtime": _points(row, 0), "morning": _points(row, 1)}
    sentence = say(f"answers.morning.{_form(clear)}", effect=effect, count=len(known), **points)
    low, high = (round(HUNDRED * bound) for bound in (row.low or 0, row.high or 0))
    under = say(
        "answers.morning.under",
        people=row.people,
        low=number_phrases.points_with_sign(low),
        high=number_phrases.points_with_sign(high),
        effect=effect,
    )
    arms = [(say(f"charts.arm.{arm}"), points[arm]) for arm in ("bedtime", "morning")]
    return Answer(sentence, under, bars_picture(arms))


def _points(row: DifferenceRow, arm: int) -> int:
    return number_phrases.points_of_100(row.shares[arm], row.people)


def _form(clear: list[DifferenceRow]) -> str:
    directions = {(row.value or 0) > 0 for row in clear}
    if len(directions) > 1:
        return "mixed"
    return "level" if not directions else "rarer" if directions.pop() else "commoner"
