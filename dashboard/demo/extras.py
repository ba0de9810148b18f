"""What invented members answer to the extras of a minute."""

import numpy as np

from dashboard.demo.extras_truth import ExtrasTruth
from dashboard.demo.people import Flags, Floats, Ints, draw_words
from dashboard.demo.state import CohortCourse, Columns
from db.vocabulary import (
    AfterStopping,
    DosesNotTaken,
    Fading,
    FirstWeeks,
    Form,
    Symptom,
    SymptomMove,
)

_TWO_WEEKS, _FIRST_WEEKS_PAST, _FADING_FROM = 2, 5, 9


def extra_answers(course: CohortCourse, rng: np.random.Generator) -> tuple[Columns, Ints]:
    """Columns of members who answered, and what they were asked as bits of ``Form``.

    Args:
        course: of the chunk's members.
        rng: a stream of its own, so that nothing else that is drawn moves.
    """
    after, told_after = _after_stopping(course, rng)
    changed, told_changes = _what_changed(course, rng)
    forms = _form_bits(told_after, Form.after_stopping)
    missed = draw_words(rng, course.truth.extras.missed_doses, DosesNotTaken, len(course.people))
    checks_in = (course.people.rhythm > 0) & (course.stopped_week == 0)
    changed |= {"missed_doses": np.where(checks_in, missed, 0)}
    return after | changed, forms | _form_bits(told_changes, Form.what_changed)


def _after_stopping(course: CohortCourse, rng: np.random.Generator) -> tuple[Columns, Flags]:
    truth, size = course.truth.extras, len(course.people)
    observed, stopped = course.people.observed_week, course.stopped_week
    told = (stopped > 0) & (observed - stopped >= _TWO_WEEKS) & (rng.random(size) < truth.answered)
    after = draw_words(rng, truth.after_stopping, AfterStopping, size)
    return {"after_stopping": np.where(told, after, 0)}, told


def _what_changed(course: CohortCourse, rng: np.random.Generator) -> tuple[Columns, Flags]:
    truth, size = course.truth.extras, len(course.people)
    observed, stopped = course.people.observed_week, course.stopped_week
    told = (observed >= _FIRST_WEEKS_PAST) & (rng.random(size) < truth.answered)
    on_for = np.where(stopped > 0, stopped, observed)
    first = draw_words(rng, truth.first_weeks, FirstWeeks, size)
    fading = draw_words(rng, truth.fading, Fading, size)
    eases = np.where(course.benefits, truth.eased, truth.eased_anyway)
    moves = {f"{symptom.name}_moved": _moves(rng, truth, eases) for symptom in Symptom}
    return {
        "first_weeks": np.where(told, first, 0),
        "fading": np.where(told & (on_for >= _FADING_FROM), fading, 0),
        **{name: np.where(told, move, 0) for name, move in moves.items()},
    }, told


def _moves(rng: np.random.Generator, truth: ExtrasTruth, eases: Floats) -> Ints:
    has, drawn, worse = (rng.random(len(eases)) for _ in range(3))
    other = np.where(worse < truth.worsened, SymptomMove.worse, SymptomMove.same)
    move = np.where(drawn < eases, SymptomMove.better, other)
    return np.where(has < truth.has_symptom, move, SymptomMove.never_had_it).astype(np.int64)


def _form_bits(told: Flags, form: Form) -> Ints:
    return told.astype(np.int64) << form
