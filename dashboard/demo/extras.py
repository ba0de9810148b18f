"""What invented members answer to the extras of a minute."""

import numpy as np

from dashboard.demo.people import Flags, Ints, draw_words
from dashboard.demo.state import CohortCourse, Columns
from db.vocabulary import AfterStopping, Form

_TWO_WEEKS = 2


def extra_answers(course: CohortCourse, rng: np.random.Generator) -> tuple[Columns, Ints]:
    """Columns of members who answered, and what they were asked as bits of ``Form``.

    Args:
        course: of the chunk's members.
        rng: a stream of its own, so that nothing else that is drawn moves.
    """
    truth, size = course.truth.extras, len(course.people)
    observed, stopped = course.people.observed_week, course.stopped_week
    told = (stopped > 0) & (observed - stopped >= _TWO_WEEKS) & (rng.random(size) < truth.answered)
    after = draw_words(rng, truth.after_stopping, AfterStopping, size)
    return {"after_stopping": np.where(told, after, 0)}, _form_bits(told, Form.after_stopping)


def _form_bits(told: Flags, form: Form) -> Ints:
    return told.astype(np.int64) << form
