"""A slice in words: it is named by what it holds."""

from dashboard.text import say
from db.catalogue import WORD_SEPARATOR

MOST_NAMED = 3
"""Words that are named one by one; more of them are all the other answers."""


def slice_label(name: str, words: str) -> str:
    """Such as "men, another or not said", or "all other illnesses".

    Args:
        name: of the filter.
        words: as they are stored, one or several of the filter's.
    """
    every = words.split(WORD_SEPARATOR)
    if len(every) > MOST_NAMED:
        return say(f"words.other_answers.{name}")
    *first, last = (say(f"words.{name}.{word}") for word in every)
    if not first:
        return last
    return say("words.several_answers", first=say("finding.between").join(first), last=last)
