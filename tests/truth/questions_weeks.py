"""Findings of weeks and lengths, each beside its estimand."""

from collections.abc import Iterator
from itertools import pairwise

from dashboard.findings import share_bars
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timelines import by_week, course, durations, spells
from dashboard.stats.shares import Share
from db import bands
from db.catalogue import COURSES, MEASURES
from db.thresholds import COMPARED_WEEKS, EARLY_WEEK, SETTLED_WEEK
from db.vocabulary import EFFECT_GROUPS
from tests.truth.judged import Claim, Figure, Judged, Question, order_claims, share_figure
from tests.truth.worlds.answering import HOURS, TIME_HELPED
from tests.truth.worlds.settings import RISK_OF_STEP
from tests.truth.worlds.truths import Truths

WORDS = ("any_effect", "sleep", "effect_vivid_dreams", "effect_headache", "effect_nausea")
ENDS_WEEKS = {word: (high or 0) for word, _, high in bands.LASTING.spans() if high}
"""Band of a life table -> its last week."""


def by_weeks(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The share in each band, and whether it falls or rises between the two fixed ones."""
    for word in WORDS:
        numbers = by_week.effect_by_week(asked, word).numbers
        shares = dict(zip(numbers.weeks, numbers.series[0].shares, strict=True))
        for band, share in shares.items():
            yield from share_figure(f"{word} {band}", share, truths.in_week(word, band))
        early, late = shares[EARLY_WEEK], shares[SETTLED_WEEK]
        if early and late:
            of_both = truths.in_week(word, EARLY_WEEK), truths.in_week(word, SETTLED_WEEK)
            yield from order_claims(word, early, late, of_both)


def groups(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The share with an effect of each group, in each band."""
    numbers = by_week.groups_by_week(asked).numbers
    for line in numbers.series:
        for band, share in zip(numbers.weeks, line.shares, strict=True):
            yield from share_figure(f"{line.word} {band}", share, truths.in_week(line.word, band))


def effect_map(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """That one effect is told more often than the next, in the early week."""
    cells = asked.cells(by_week.MEASURE)
    places = {effect: (f"effect_{effect.name}", EARLY_WEEK) for effect in RISK_OF_STEP}
    shares = {effect: share_bars.cell_share(cells.get(place)) for effect, place in places.items()}
    ranked = sorted(((s.value, e) for e, s in shares.items() if s), reverse=True)
    if len(ranked) < 2:
        return
    first, second = (shares[effect] for _, effect in ranked[:2])
    assert isinstance(first, Share) and isinstance(second, Share)
    true = {effect: truths.in_week(*place) for effect, place in places.items()}
    leads = true[ranked[0][1]] >= max(true.values())
    yield Claim("one effect leads", first.low > second.high, leads)


def after_steps(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The share in each week after a step, and whether it falls or rises."""
    weeks = bands.STEP_WEEKS.words
    for word in ("any_effect", "effect_vivid_dreams", "effect_headache"):
        numbers = course.effect_after_step(asked, word).numbers
        true = [truths.after_step(word, k) for k in range(len(weeks))]
        for week, share, truth in zip(weeks, numbers.series[0].shares, true, strict=True):
            yield from share_figure(f"{word} {week}", share, truth)
        soon, late = (numbers.series[0].shares[weeks.index(week)] for week in COMPARED_WEEKS)
        if soon and late:
            of_both = [true[weeks.index(week)] for week in COMPARED_WEEKS]
            yield from order_claims(word, soon, late, (of_both[0], of_both[1]))


def lasting(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The share still there after each band."""
    for word in ("sleep", "mood", "physical", "effect_vivid_dreams", "effect_headache"):
        for step in durations.effect_lasting(asked, word).numbers.bands:
            truth = truths.still_after(word, ENDS_WEEKS[step.word])
            yield Figure(f"{word} after {step.word}", step.still, step.low, step.high, truth)


def courses(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The four states in each band, as published."""
    cells = asked.cells(course.COURSE)
    for band in bands.WEEK_OF_BAND.words:
        shares = course.state_shares(cells, band)
        for state, share in zip(COURSES, shares, strict=True):
            yield from share_figure(f"{state} {band}", share, truths.course(state, band))


def hours(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """When an effect comes after the dose: told as it is."""
    bars = spells.hours_after_dose(asked).numbers.bars
    words = MEASURES[spells.HOURS].axes[0]
    shares = {word.name: share for word, share in HOURS.items()}
    for word, bar in zip(words, bars, strict=True):
        yield from share_figure(word, bar.share, shares.get(word, 0.0))
    yield from lead_claim("one band of hours leads", [bar.share for bar in bars], 1)


def helped(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """What helped: told as it is."""
    bars = spells.what_helped(asked, "any_effect").numbers.bars
    words = MEASURES[spells.HELPED].axes[1]
    true = {"time": TIME_HELPED, "lower_dose": 1 - TIME_HELPED}
    for word, bar in zip(words, bars, strict=True):
        yield from share_figure(word, bar.share, true.get(word, 0.0))


def lead_claim(name: str, shares: list[Share | None], truly: int) -> Iterator[Claim]:
    """That one leads, where its range lies above the next one's; the one at ``truly`` does."""
    known = sorted(((share.value, at) for at, share in enumerate(shares) if share), reverse=True)
    for (_, first), (_, second) in list(pairwise(known))[:1]:
        one, other = shares[first], shares[second]
        assert one and other
        yield Claim(name, one.low > other.high, first == truly)


GROUPS = tuple(EFFECT_GROUPS)
QUESTIONS = (
    Question("timelines.by_week", ("effect_by_week",), by_weeks),
    Question("timelines.groups", ("effect_by_week",), groups),
    Question("timelines.map", ("effect_by_week",), effect_map),
    Question("timelines.after_step", ("effect_after_step",), after_steps),
    Question("timelines.lasting", ("effect_lasting", "lasting_joined_before"), lasting),
    Question("timelines.course", ("course_by_week",), courses),
    Question("timelines.hours", ("hours_after_dose",), hours),
    Question("timelines.helped", ("what_helped",), helped),
)
