"""Findings of the extras, each beside its estimand: the share of all whom the question is about."""

from collections.abc import Callable, Iterator
from functools import partial

from dashboard.findings import extras, share_bars, symptoms
from dashboard.findings.edition_slice import EditionSlice
from db.axis_words import MOVED, RESTART, SCALE_CHANGE
from db.catalogue import MEASURES
from tests.truth.judged import Claim, Judged, Question, share_figure
from tests.truth.worlds.extras_truths import (
    after_stopping_share,
    faded_share,
    first_weeks_share,
    missed_share,
    scale_change_share,
    symptom_shares,
)
from tests.truth.worlds.truths import Truths


def after_stopping(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """How it was weeks after stopping."""
    bars = extras.weeks_after_stopping(asked).numbers.bars
    for word, bar in zip(MEASURES["after_stopping"].axes[0], bars, strict=True):
        yield from share_figure(word, bar.share, after_stopping_share(truths, word))


def scales(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Each scale from week 13 on beside the time before LDN, and the one that is said."""
    cells = asked.cells(symptoms.SCALES)
    for scale in MEASURES[symptoms.SCALES].axes[0]:
        for word, share in zip(SCALE_CHANGE, symptoms.moves_of_scale(cells, scale), strict=False):
            truth = scale_change_share(truths, scale, word)
            yield from share_figure(f"{scale} {word}", share, truth)


def moved(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Which way each symptom moved, and which is named as the one that eased most often."""
    cells, shares = asked.cells(symptoms.SYMPTOMS), symptom_shares(truths)
    eased = {}
    for symptom in MEASURES[symptoms.SYMPTOMS].axes[0]:
        for word, share in zip(MOVED, symptoms.ways_of_symptom(cells, symptom), strict=False):
            yield from share_figure(f"{symptom} {word}", share, shares.get((symptom, word), 0.0))
            if word == MOVED[0]:
                eased[symptom] = share
    ranked = sorted(eased, key=lambda symptom: -eased[symptom].value)
    if len(ranked) > 1:
        named, second = (eased[symptom] for symptom in ranked[:2])
        most = max(eased, key=lambda symptom: shares.get((symptom, MOVED[0]), 0.0))
        yield Claim("one symptom eased most often", named.low > second.high, ranked[0] == most)


def first_weeks(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """The illness in the first four weeks, and who felt it get worse."""
    yield from _answers(asked, extras.WORSE_FIRST, partial(first_weeks_share, truths))


def faded(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Whether help faded, and what brought it back."""
    yield from _answers(asked, extras.FADED, partial(faded_share, truths))


def missed(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Doses missed in seven days."""
    yield from _answers(asked, extras.MISSED, partial(missed_share, truths))


def _answers(
    asked: EditionSlice,
    question: extras.AddedAnswers,
    truth: Callable[[tuple[str, ...]], float],
) -> Iterator[Judged]:
    measure, _, added = question
    cells = asked.cells(measure)
    yield from share_figure("headline", extras.share_of_answers(cells, added), truth(added))
    for word in MEASURES[measure].axes[0]:
        share = share_bars.cell_share(cells.get((word,)))
        yield from share_figure(word, share, truth((word,)))


def restarts(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """In these worlds everybody starts again at the dose of before."""
    cells = asked.cells("restart")
    for word, truth in zip(RESTART, (0.0, 0.0, 1.0), strict=False):
        yield from share_figure(word, share_bars.cell_share(cells.get((word,))), truth)


QUESTIONS = (
    Question("response.symptoms", ("symptom_moved",), moved),
    Question("response.first_weeks", ("first_weeks",), first_weeks),
    Question("response.faded", ("faded",), faded),
    Question("doses.missed", ("doses_missed",), missed),
    Question("doses.restart", ("restart",), restarts),
    Question("response.scales", ("scale_change",), scales),
    Question("response.after_stopping", ("after_stopping", "effect_by_week"), after_stopping),
)
