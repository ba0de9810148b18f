import datetime as dt
import re
import warnings

import pytest
from markupsafe import escape

from dashboard.text import say
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
    age = dt.datetime.now(tz=dt.UTC).date() - help_panel.help_lines()["checked_on"]
    assert age >= dt.timedelta(0)
    if age > OLD:
        warnings.warn(f"help_lines.toml was last checked {age.days} days ago", stacklevel=1)


def test_every_region_of_the_questionnaire_has_its_line() -> None:
    """And everyone else has the directory."""
    calls = {line["where"]: line.get("call") for line in help_panel.help_lines()["line"]}
    assert ASKED_FOR.items() <= calls.items()
    assert "112" in calls.values()
    assert "findahelpline.com" in [line.get("site") for line in help_panel.help_lines()["line"]]


@pytest.mark.parametrize("line", help_panel.help_lines()["line"], ids=lambda line: line["where"])
def test_a_line_has_a_link_for_every_way_to_reach_it(line: dict[str, str]) -> None:
    """Calls dial, texts open a message, sites open beside the survey."""
    markup = str(help_panel._list_of_lines([line]))
    links = dict(re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', markup))
    assert len(links) == len(line) - 1
    for address in links:
        assert re.fullmatch(r"(tel|sms):\+?[0-9]+|https://[a-z.]+", address)
    if "call" in line:
        number = line["call"]
        assert links["tel:" + number.replace(" ", "")] == escape(say("help.call", number=number))
