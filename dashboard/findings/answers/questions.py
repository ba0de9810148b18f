"""The nine questions that members bring: what answers each, and which cards it opens.

One without cards says its answer and opens nothing: name its card here once there is one.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from dashboard.findings.answers.about_doses import more_answer, slower_answer, stay_answer
from dashboard.findings.answers.about_starts import before_answer, start_answer
from dashboard.findings.answers.answer import Answer
from dashboard.findings.answers.over_time import dreams_answer, help_answer, stop_answer
from dashboard.findings.answers.time_of_day import morning_answer
from dashboard.findings.doses.new_effects import REACHED
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.starts import STARTS
from dashboard.text import say
from db.catalogue import BY_MORNING
from db.filter_rules import FiltersNotAllowed


@dataclass(frozen=True)
class MemberQuestion:
    """A question in members' own words.

    Attributes:
        name: key of its texts, and its word in links.
        page: where there is more; name of a page.
        answer: makes it of an edition.
        cards: names of the findings that it opens, in order; all about the first effect.
        measure: by whose filters its cards may be looked at; "" where everyone alone may.
    """

    name: str
    page: str
    answer: Callable[[EditionSlice], Answer]
    cards: tuple[str, ...] = ()
    measure: str = ""

    @property
    def title(self) -> str:
        """The question."""
        return say(f"answers.question.{self.name}")


_ALL = (
    MemberQuestion(
        "dreams",
        "timelines",
        dreams_answer,
        ("timelines.lasting", "timelines.by_week"),
        "effect_lasting",
    ),
    MemberQuestion(
        "morning", "timings", morning_answer, ("timings.morning", "timings.switched"), BY_MORNING
    ),
    MemberQuestion("stay", "doses", stay_answer, ("doses.kept", "doses.sweet_spot"), "dose_kept"),
    MemberQuestion(
        "helps", "response", help_answer, ("response.first", "response.by_week"), "first_benefit"
    ),
    MemberQuestion(
        "stopped",
        "response",
        stop_answer,
        ("timelines.course", "response.stopped"),
        "course_by_week",
    ),
    MemberQuestion("more", "doses", more_answer, ("doses.new_effects", "doses.step_up"), REACHED),
    MemberQuestion("before", "timelines", before_answer, ("timelines.before",)),
    MemberQuestion("start", "doses", start_answer, ("doses.start", "doses.flow"), STARTS),
    MemberQuestion("slower", "doses", slower_answer, ("doses.pace",)),
)
FOR_EVERYONE = frozenset({"doses.step_up"})
"""Cards of such a question that are published for everyone alone."""
QUESTIONS: dict[str, MemberQuestion] = {question.name: question for question in _ALL}
"""By name, in the order in which they are shown."""


def answer_questions(chosen: EditionSlice, everyone: EditionSlice) -> dict[str, Answer]:
    """The answer of every question, by its name.

    Args:
        chosen: the group that the reader looks at; where it has no answer, everyone's stands there.
        everyone: the newest edition without filters.
    """
    return {name: _answer_of(question, chosen, everyone) for name, question in QUESTIONS.items()}


def _answer_of(question: MemberQuestion, chosen: EditionSlice, everyone: EditionSlice) -> Answer:
    if chosen.filters:
        with suppress(FiltersNotAllowed):
            if (found := question.answer(chosen)).is_shown:
                return found
    found = question.answer(everyone)
    if chosen.filters and found.is_shown:
        return replace(found, under=say("answers.everyone", under=found.under))
    return found
