"""Questions with big targets, bound to a dictionary of answers.

Streamlit forgets a widget's value as soon as the widget is not on the screen, so the answers
live in a dictionary of their own: a widget is filled from it when it comes and writes to it in
every run. The keys carry a token, so that a survey never meets the widgets of another.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.markup import definition_list_html, paragraph_html
from dashboard.questionnaire.gone_words import forget_gone_word
from dashboard.text import say

SCRIPT = '<script src="app/static/survey.js"></script>'
"""Served from this host, so that the strictest content policy lets it run."""


@dataclass(frozen=True)
class AnswerForm:
    """The answers of one survey, and the sentences that stand beside its questions.

    Attributes:
        answers: by path; plain JSON values.
        token: part of every widget's key.
        wrong_at: path -> the sentence to show under that question, or None.
        resent: keys of widgets whose values the browser sent again: those are not filled.
    """

    answers: dict[str, Any]
    token: str
    wrong_at: Callable[[str], str | None]
    resent: frozenset[str] = frozenset()

    def key(self, path: str) -> str:
        """The widget's key for a path."""
        return f"{self.token}-{path}"

    def one(
        self, path: str, label: str, choices: Mapping[str, str], *, has_label: bool = True
    ) -> str | None:
        """Ask for one of a few choices; tapping it again takes it back.

        Args:
            path: where the answer stands.
            label: the question.
            choices: value -> its label.
            has_label: whether the question is on the screen, or told to screen readers alone.

        Returns:
            The value, or None where nothing is chosen.
        """
        key = self.seed(path, choices)
        st.pills(
            label,
            list(choices),
            format_func=_label_by_value(choices),
            key=key,
            label_visibility="visible" if has_label else "collapsed",
        )
        return _text_or_none(self.take(path))

    def number(self, path: str, label: str, choices: Mapping[int, str]) -> int | None:
        """Ask for one of a few whole numbers; as ``one`` otherwise."""
        key = self.seed(path, choices)
        st.pills(label, list(choices), format_func=_label_by_value(choices), key=key)
        found = self.take(path)
        return found if isinstance(found, int) else None

    def score(self, path: str, label: str, choices: Sequence[str]) -> str | None:
        """Ask for one of a row of numbers, over the whole width."""
        st.pills(label, list(choices), key=self.seed(path), width="stretch")
        return _text_or_none(self.take(path))

    def several(self, path: str, label: str, choices: Mapping[str, str]) -> list[str]:
        """Ask for any number of choices; as ``one`` otherwise."""
        key = self.seed(path)
        options = list(choices)
        labels = _label_by_value(choices)
        st.pills(label, options, selection_mode="multi", format_func=labels, key=key)
        return list(self.take(path) or ())

    def one_from_list(
        self,
        path: str,
        label: str,
        options: Sequence[Any],
        name: Callable[[Any], str],
    ) -> Any:
        """Ask for one of many choices in a list that opens at a tap, without a keyboard.

        An earlier answer stays on offer even where it does not fit any more: a sentence says
        so, and nothing is lost unseen.
        """
        kept = self.answers.get(path)
        offered = list(options) if kept is None or kept in options else _with_kept(options, kept)
        st.selectbox(
            label,
            offered,
            index=None,
            format_func=name,
            key=self.seed(path),
            placeholder=say("survey.choose"),
            filter_mode=None,
        )
        return self.take(path)

    def seed(self, path: str, offered: Collection[Any] | None = None) -> str:
        """Fill a widget that comes onto the screen from the answers; returns its key.

        Args:
            path: where the answer stands.
            offered: the choices, where an answer that is none of them is left out.
        """
        kept = self.answers.get(path)
        if kept is not None and (offered is None or kept in offered):
            self.fill(path, kept)
        return self.key(path)

    def fill(self, path: str, value: Any) -> None:
        """Fill a widget that comes onto the screen; one that is on it stays as it is."""
        if self.is_new(path):
            st.session_state[self.key(path)] = value

    def is_new(self, path: str) -> bool:
        """Whether a widget only now comes onto the screen."""
        key = self.key(path)
        return key not in st.session_state and key not in self.resent

    def take(self, path: str) -> Any:
        """Take what a widget says as the answer, and show what is wrong with it."""
        return self.store(path, st.session_state.get(self.key(path)))

    def store(self, path: str, value: Any) -> Any:
        """Make a value the answer; None and an empty list are no answer."""
        if (value or None) != self.answers.get(path):
            forget_gone_word(self.answers, path)
        if value is None or value == []:
            self.answers.pop(path, None)
        else:
            self.answers[path] = value
        self.show_problem_at(path)
        return self.answers.get(path)

    def show_problem_at(self, path: str) -> None:
        """Show what is wrong with an answer, under its question."""
        sentence = self.wrong_at(path)
        if sentence:
            show_problem(sentence)


def _with_kept(options: Sequence[Any], kept: Any) -> list[Any]:
    """Numbers in their order, so that a week is found where it belongs."""
    offered = [*options, kept]
    return sorted(offered) if all(isinstance(one, int) for one in offered) else offered


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)


def _label_by_value(choices: Mapping[Any, str]) -> Callable[[Any], str]:
    # A stored word that is not asked any more must not bring the page down.
    return lambda value: choices.get(value, str(value))


def show_problem(sentence: str) -> None:
    """Show a sentence that says what to put right."""
    st.html(paragraph_html(sentence, "wrong", role="alert"))


def go_to_first_problem(attempt: str) -> None:
    """Take the page, and the reader's attention, to the first field with a problem.

    Drawn after every field of the form: each sentence stands at its own field, and this is the
    one way to it for every form.

    Args:
        attempt: what tells this try from the one before it; the page goes there once a try.
    """
    marker = Markup('<div class="arrive-wrong" data-arrive="{}"></div>').format(attempt)
    st.html(f"{marker}{SCRIPT}", unsafe_allow_javascript=True)


def show_echo(sentence: str) -> None:
    """Show right under a field what was read in it."""
    st.html(paragraph_html(sentence, "echo", role="status"))


def show_hint(sentence: str) -> None:
    """Show an example under a field; as high as an echo, so that nothing moves while typing."""
    st.html(paragraph_html(sentence, "echo quiet"))


def show_lead(sentence: str) -> None:
    """Show a quiet sentence."""
    st.html(paragraph_html(sentence, "lead"))


def show_part_heading(heading: str, under: str) -> None:
    """Show the heading of a part of a step, and a quiet sentence under it."""
    st.html(Markup('<h2>{}</h2><p class="lead">{}</p>').format(heading, under))


def show_note(sentence: str) -> None:
    """Show a sentence that must not be missed, in a calm box."""
    st.html(paragraph_html(sentence, "note"))


def show_points(said: Sequence[tuple[str, str]]) -> None:
    """Show a few points, each with its heading."""
    st.html(definition_list_html(said, "points"))
