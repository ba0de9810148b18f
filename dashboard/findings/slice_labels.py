"""A slice in words: it is named by what it holds."""

from collections.abc import Iterable

from dashboard.text import say
from db.catalogue import FILTERS, WORD_SEPARATOR

UNSAID = "not_said"
MOST_NAMED = 3
"""Words that are named one by one; more of them are all the other answers."""


def slice_label(name: str, words: str) -> str:
    """Such as "men, another or not said", or "all other illnesses".

    Args:
        name: of the filter.
        words: as they are stored, one or several of the filter's.
    """
    every = sorted(words.split(WORD_SEPARATOR), key=lambda word: word == UNSAID)
    if len(every) > MOST_NAMED:
        return say(f"words.other_answers.{name}")
    *first, last = (say(f"words.{name}.{word}") for word in every)
    if not first:
        return last
    return say("words.several_answers", first=say("finding.between").join(first), last=last)


def answered_words(name: str, axes: Iterable[tuple[str, ...]]) -> list[str]:
    """A filter's words as ``who_answered`` tells them: in its slices, or by themselves.

    In the questionnaire's order, those who did not say last.

    Args:
        name: of the filter.
        axes: places on ``who_answered``'s axis, such as ``("sex:female",)``.
    """
    slices = [axis[0].partition(":")[2] for axis in axes if axis[0].startswith(f"{name}:")]
    in_slices = {word for words in slices for word in words.split(WORD_SEPARATOR)}
    alone = [word for word in FILTERS[name] if word not in in_slices]
    order = {word: at for at, word in enumerate(FILTERS[name])}
    found = sorted([*slices, *alone], key=lambda words: order[words.split(WORD_SEPARATOR)[0]])
    return sorted(found, key=lambda words: UNSAID in words.split(WORD_SEPARATOR))
