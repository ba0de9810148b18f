"""Names of counts: what is the same set of people by definition has one name, so one noise.

Else the noise of a count could be averaged over the places where it stands: the people of one week
stand under thirty effects, and who answered is who was there in week 1. A test counts random groups
and finds no two names for one set of people, and no name for two.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from dashboard.publishing.question_needs import asked_table
from db import bands, catalogue
from db.catalogue import EVERY_EFFECT
from db.counting.columns import AskedList

_FACT = ":"
"""Between filter and word on the axis of ``who_answered``."""
_BOTH = "&"
"""Between two slices whose people are those who are in both."""
_FIRST_WEEK = {
    ("effect_by_week", bands.WEEK.words[0]),
    ("course_by_week", bands.WEEK.words[0]),
    ("effect_after_step", bands.STEP_WEEKS.words[0]),
}
"""Where everyone who answered is counted once more."""
_ONE_BAND = {word for word, *_ in {*bands.FIRST_DOSE_UG.spans()} & {*bands.DOSE_UG.spans()}}
"""First doses that are one band as a filter and as an axis."""


PEOPLE, CASES = "people", "cases"


class SetOfPeople(NamedTuple):
    """A set of people within a slice: of which measure, cases or all, where on its axes.

    ``slice_text`` is that of another slice where the set is one of those, or, within a slice, those
    who are in both; else None.
    """

    kind: str
    measure: str
    axis: tuple[str, ...]
    slice_text: str | None = None

    def name(self, slice_text: str) -> str:
        """Its name within a slice."""
        within = _BOTH.join(text for text in (slice_text, self.slice_text or "") if text)
        return "|".join((self.kind, self.measure, within, *self.axis))


EVERYONE = SetOfPeople(PEOPLE, "everyone", ())


def slice_name(filter_name: str, words: str) -> str:
    """A slice as it is stored; one of several words is named by what it holds."""
    return f"{filter_name}={words}"


@cache
def people_of_places(measure: str) -> list[SetOfPeople]:
    """The people at every place of a measure, in the order of its places."""
    axes = catalogue.MEASURES[measure].axes
    return [_people(measure, words) for words in product(*axes)]


@cache
def cases_of_places(measure: str) -> list[SetOfPeople]:
    """The cases at every place of a measure."""
    axes = catalogue.MEASURES[measure].axes
    return [_cases(measure, words) for words in product(*axes)]


def names_of_asked(measure: str, lists: Sequence[AskedList]) -> list[str]:
    """What is added to the names at every place: which of the lists ask what it needs.

    Nothing where all do. So effects that the same members were asked about share their people's
    name, and those of a longer list have another.

    Args:
        measure: its name.
        lists: every list of questions of the members who are counted.
    """
    spec = catalogue.MEASURES[measure]
    added = []
    for asked in asked_table(spec, lists).T:
        those = ",".join(str(number) for number, is_asked in enumerate(asked) if is_asked)
        added.append("" if asked.all() else f"|asked by {those}")
    places = len([*product(*spec.axes[1:])])
    return [each for each in added for _ in range(places)]


def fact_slice(axis_word: str) -> str:
    """The slice of a word of ``who_answered``'s axis; "" for everyone."""
    name, _, words = axis_word.partition(_FACT)
    return slice_name(name, words) if words else ""


def fact_word(filter_name: str, words: str) -> str:
    """The word on ``who_answered``'s axis for a slice."""
    return f"{filter_name}{_FACT}{words}"


def _people(measure: str, words: tuple[str, ...]) -> SetOfPeople:
    along = catalogue.MEASURES[measure].along
    axis = tuple(word for word, of in zip(words, along, strict=True) if not of.same_people)
    if measure in {"who_answered", "first_dose"} or (measure, *axis) in _FIRST_WEEK:
        return EVERYONE
    if measure == "start_to_kept" and axis[0] in _ONE_BAND:
        return SetOfPeople(PEOPLE, "dose_kept", (), slice_name("first_dose", axis[0]))
    if measure == "effect_ended_early":
        return _people_of_lengths(axis)
    return SetOfPeople(PEOPLE, measure, axis)


def _people_of_lengths(axis: tuple[str, ...]) -> SetOfPeople:
    """Whoever had an effect has it at the start of week 1; 2 weeks touched, and one more, are 3."""
    group, length, band = axis
    if band == bands.LASTING.words[0]:
        return SetOfPeople(PEOPLE, "effect_lasting", (group, band))
    if (length, band) == ("short", "w2"):
        length, band = "long", "w3_4"
    return SetOfPeople(PEOPLE, "effect_ended_early", (group, length, band))


def _cases(measure: str, words: tuple[str, ...]) -> SetOfPeople:
    if measure == "who_answered":
        return EVERYONE._replace(slice_text=fact_slice(words[0]))
    if measure == "first_dose":
        return EVERYONE._replace(slice_text=slice_name("first_dose", words[0]))
    if measure == "course_by_week" and words[0] == "on_with":
        return SetOfPeople(CASES, "effect_by_week", (EVERY_EFFECT, words[1]))
    if measure == "start_to_kept" and words[0] in _ONE_BAND:
        return SetOfPeople(CASES, "dose_kept", words[1:], slice_name("first_dose", words[0]))
    return SetOfPeople(CASES, measure, words)
