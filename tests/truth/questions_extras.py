"""Findings of the extras, each beside its estimand: the share of all whom the question is about."""

from collections.abc import Iterator

from dashboard.findings import extras
from dashboard.findings.edition_slice import EditionSlice
from db.axis_words import SCALE_CHANGE
from db.catalogue import MEASURES
from tests.truth.judged import Judged, Question, share_figure
from tests.truth.worlds.extras_truths import after_stopping_share, scale_change_share
from tests.truth.worlds.truths import Truths


def after_stopping(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """How it was weeks after stopping."""
    bars = extras.weeks_after_stopping(asked).numbers.bars
    for word, bar in zip(MEASURES[extras.AFTER_STOPPING].axes[0], bars, strict=True):
        yield from share_figure(word, bar.share, after_stopping_share(truths, word))


def scales(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Each scale from week 13 on beside the time before LDN, and the one that is said."""
    cells = asked.cells(extras.SCALES)
    for scale in MEASURES[extras.SCALES].axes[0]:
        for word, share in zip(SCALE_CHANGE, extras.moves_of_scale(cells, scale), strict=False):
            truth = scale_change_share(truths, scale, word)
            yield from share_figure(f"{scale} {word}", share, truth)


QUESTIONS = (
    Question("response.scales", ("scale_change",), scales),
    Question("response.after_stopping", ("after_stopping",), after_stopping),
)
