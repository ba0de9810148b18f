"""A caveat is folded to its first sentence, and nothing of it is lost."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

import pytest

from dashboard.text import load_language_texts
from dashboard.ui.look import sentences_apart, trust_line_html


def caveats(table: Mapping[str, Any]) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from caveats(value)
        elif name == "trust":
            yield str(value)


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_caveat_is_split_between_two_whole_sentences(code: str) -> None:
    """The first ends like a sentence; both together are the text, in print as on the screen."""
    texts = list(caveats(load_language_texts(code)["finding"]))
    assert len(texts) > 15
    for text in texts:
        first, rest = sentences_apart(text)
        assert re.search(r"[.!?]$", first) and not re.search(r"\d\.$", first.partition(" ")[0])
        assert " ".join(part for part in (first, rest) if part) == " ".join(text.split())
        read = unescape(re.sub("<[^>]+>", "", trust_line_html("", text)))
        assert first in read and rest in read


def test_one_sentence_has_nothing_to_unfold() -> None:
    """No "more" that opens on nothing."""
    assert "<details>" not in trust_line_html("Why?", "Few people. ".strip())
    assert "<details>" in trust_line_html("Why?", "Few people. In week 2 it was 1.5 mg.")
