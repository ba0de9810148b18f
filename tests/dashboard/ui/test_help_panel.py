import datetime as dt
import re
import warnings
from typing import Any

import pytest
from markupsafe import escape

from dashboard.text import language, say
from dashboard.ui import help_panel

OLD = dt.timedelta(days=180)
ASKED_FOR = {
    "US and Canada": "988",
    "UK and Ireland": "116 123",
    "Australia": "13 11 14",
    "New Zealand": "1737",
}


def test_the_lines_were_checked_in_the_last_half_year() -> None:
    """Numbers change; a warning, because an old number may still be better than none."""
    for line in help_panel.help_lines()["line"]:
        age = dt.datetime.now(tz=dt.UTC).date() - line["checked_on"]
        assert age >= dt.timedelta(0)
        if age > OLD:
            where = line["where"]
            warnings.warn(f"{where} in help_lines.toml: {age.days} days old", stacklevel=1)


def test_every_line_names_the_page_that_says_so() -> None:
    """One is older than this rule: it was compared, but with which page was not written down."""
    lines = help_panel.help_lines()["line"]
    without = {line["where"] for line in lines if "source" not in line}
    assert without <= {"Australia"}
    assert all(re.fullmatch(r"https?://\S+", line.get("source", "https://x")) for line in lines)


def test_spanish_readers_get_lines_of_spain_and_latin_america_first() -> None:
    """And 988 in Spanish, with the key to press and the word to send; others do not get them."""
    before = language.set("es")
    try:
        lines = help_panel.lines_in_language()
        markup = help_panel._lines_html()
    finally:
        language.reset(before)
    assert [line["where"] for line in lines[:3]] == [
        "Spain", "United States, in Spanish", "Mexico",
    ]  # fmt: skip
    calls = {line["where"]: line.get("call") for line in lines}
    assert calls["Spain"] == "024" and calls["Chile"] == "*4141"
    assert "Llamar al 988 y marcar 2" in markup and "Mensaje con AYUDA al 988" in markup
    assert 'href="tel:*4141"' in markup and 'href="sms:988?&amp;body=AYUDA"' in markup
    assert "España" in markup and calls["US and Canada"] == "988"
    assert not any("languages" in line for line in help_panel.lines_in_language())


def test_every_region_of_the_questionnaire_has_its_line() -> None:
    """And everyone else has the directory."""
    calls = {line["where"]: line.get("call") for line in help_panel.help_lines()["line"]}
    assert ASKED_FOR.items() <= calls.items()
    assert "112" in calls.values()
    assert "findahelpline.com" in [line.get("site") for line in help_panel.help_lines()["line"]]


@pytest.mark.parametrize("line", help_panel.help_lines()["line"], ids=lambda line: line["where"])
def test_a_line_has_a_link_for_every_way_to_reach_it(line: dict[str, Any]) -> None:
    """Calls dial, texts open a message, sites open beside the survey."""
    markup = str(help_panel._list_of_lines([line]))
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', markup))
    assert len(links) == len({"call", "text", "site"} & set(line))
    for address in links:
        assert re.fullmatch(r"(tel|sms):[+*]?[0-9]+(\?&amp;body=[A-Z]+)?|https://[a-z.]+", address)
    if "call" in line and "press" not in line:
        number = line["call"]
        assert links["tel:" + number.replace(" ", "")] == escape(say("help.call", number=number))
