"""What each page says first, of an edition's published cells, in the language that is set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from dashboard.findings.answers.answer import AnswerPicture, PicturePart, bars_picture, share_points
from dashboard.findings.answers.questions import FOR_EVERYONE, QUESTIONS, answer_questions
from dashboard.findings.claims.ledger import judge_claims
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ByWeek, ShareBars
from dashboard.first_sight.first_link import FirstLink
from dashboard.first_sight.prose import prose_html
from dashboard.gallery import (
    FIGURES,
    FIRST_EFFECT,
    PublishedFigure,
    figure_about,
    first_effect,
)
from dashboard.markup import fill_template
from dashboard.questionnaire.story_time import MINUTES
from dashboard.tables import Table
from dashboard.text import say, text_table
from dashboard.ui.look import sentences_apart

SHOWN_FIRST: dict[str, tuple[str, ...]] = {
    "timelines": ("timelines.by_week", "timelines.lasting", "timelines.groups"),
    "doses": ("doses.sweet_spot", "doses.new_effects", "doses.step_up", "doses.next_steps"),
    "timings": ("timings.morning", "timings.benefit", "timings.divided", "timings.switched"),
    "response": ("response.by_week", "response.first", "response.stopped", "response.late"),
}
"""Page -> the findings of its first view; a test holds them against the page."""
_SURVEY_POINTS = ("time", "private", "needed")


@dataclass(frozen=True)
class FirstCard:
    """One thing that a page says.

    Attributes:
        heading: its sentence, or its question.
        lines: under it.
        kicker: over it: what is counted, among whom.
        opens: name of the members' question that the heading leads to.
        picture: a small one of the same numbers.
        trust: the first sentence of its caveat.
        table: the numbers as words.
        html: an answer with its picture, or paragraphs.
    """

    heading: str
    lines: tuple[str, ...] = ()
    kicker: str = ""
    opens: str = ""
    picture: AnswerPicture | None = None
    trust: str = ""
    table: Table | None = None
    html: Markup = field(default_factory=Markup)


@dataclass(frozen=True)
class FirstWords:
    """A page's title, the sentence under it, and its cards."""

    title: str
    lead: str
    cards: tuple[FirstCard, ...] = ()


def say_first(link: FirstLink, everyone: EditionSlice | None) -> FirstWords:
    """What the page of a link says first.

    Args:
        link: which page; where it asks for other numbers, none are told.
        everyone: the newest edition; None before the first.
    """
    if link.page == "share":
        return FirstWords(say("survey.start.heading"), say("survey.start.lead"), _survey_cards())
    if link.page == "record":
        return FirstWords(say("pages.record"), "")
    lead = say("answers.lead") if link.page == "question" else say(f"{link.page}.lead")
    title = QUESTIONS[link.question].title if link.question else say(f"{link.page}.title")
    if link.page in {"how", "leaks", "imprint"}:
        return FirstWords(title, lead, _text_cards(f"{link.page}.parts"))
    if link.is_choice or link.page in {"peers", "changes"}:
        return FirstWords(title, lead)
    if everyone is None:
        waits = FirstCard(say("empty.no_edition"), (say("empty.why_wait"),))
        return FirstWords(title, lead, (waits,))
    return FirstWords(title, lead, _cards_of(link)(everyone))


def _cards_of(link: FirstLink) -> Callable[[EditionSlice], tuple[FirstCard, ...]]:
    if link.page in {"home", "answers"}:
        return _answer_cards
    if link.page == "article":
        return _claim_cards
    names = QUESTIONS[link.question].cards if link.question else SHOWN_FIRST[link.page]
    return lambda everyone: tuple(_finding_card(name, everyone) for name in names)


def _answer_cards(everyone: EditionSlice) -> tuple[FirstCard, ...]:
    return tuple(
        FirstCard(
            QUESTIONS[name].title,
            opens=name if QUESTIONS[name].cards else "",
            html=fill_template("answer", answer=answer, question="", is_link=True),
        )
        for name, answer in answer_questions(everyone, everyone).items()
    )


def _claim_cards(everyone: EditionSlice) -> tuple[FirstCard, ...]:
    claims = (each for topic in judge_claims(everyone).topics.values() for each in topic)
    ours = say("article.ours", edition=everyone.edition.number)
    return tuple(
        FirstCard(
            each.says,
            (f"{ours}: {each.ours}", say(f"article.verdict.{each.verdict.value}")),
        )
        for each in claims
    )


def figure_on_opening(name: str, everyone: EditionSlice) -> tuple[PublishedFigure, EditionSlice]:
    """A page's figure as it opens: about the first effect, and whom it is asked among."""
    asked = everyone.among({}) if name in FOR_EVERYONE else everyone
    # As dashboard/ui/answers.py: a figure about other effects opens with its own first.
    word = first_effect(asked) if FIRST_EFFECT in FIGURES[name].words[:1] else ""
    return figure_about(name, word), asked


def _finding_card(name: str, everyone: EditionSlice) -> FirstCard:
    published, asked = figure_on_opening(name, everyone)
    found = published.question(asked, *published.arguments)
    return FirstCard(
        found.sentence,
        (found.basis,) if found.basis else (),
        kicker=found.kicker,
        picture=_small_picture(found) if found.is_shown else None,
        trust=sentences_apart(found.trust)[0] if found.trust else "",
        table=found.table if found.is_shown and found.table.rows else None,
    )


def _small_picture(found: Finding[Any]) -> AnswerPicture | None:
    """Columns over the weeks, or bars; None of numbers that make neither."""
    numbers = found.numbers
    if isinstance(numbers, ShareBars):
        told = [(bar.label, share_points(bar.share)) for bar in numbers.bars if bar.share]
        return bars_picture(told) if told else None
    if not isinstance(numbers, ByWeek) or len(numbers.series) != 1:
        return None
    shares = numbers.series[0].shares
    parts = tuple(
        PicturePart(say(f"words.{numbers.counted}.{week}"), share_points(share) if share else 0)
        for week, share in zip(numbers.weeks, shares, strict=True)
    )
    return AnswerPicture("columns", parts, max(part.points for part in parts) or 1)


def _survey_cards() -> tuple[FirstCard, ...]:
    least, most = MINUTES
    said = {name: say(f"survey.start.{name}", least=least, most=most) for name in _SURVEY_POINTS}
    return tuple(
        FirstCard(head, (say(f"survey.start.{name}_more"),)) for name, head in said.items()
    )


def _text_cards(key: str) -> tuple[FirstCard, ...]:
    return tuple(
        FirstCard(say(f"{key}.{name}.title"), html=prose_html(say(f"{key}.{name}.body")))
        for name in text_table(key)
    )
