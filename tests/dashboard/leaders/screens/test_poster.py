"""A poster: one file that fetches nothing, says what it means to say, and shows text as text."""

import base64
import re
from io import BytesIO

import pytest
import segno
from markupsafe import escape

from dashboard.leaders.screens import poster
from dashboard.leaders.screens.poster import InvitePoster
from dashboard.text import say
from dashboard.ui.site_address import is_here_alone, tidy_site_address

HOSTILE = "<script>alert(1)</script> ![i](https://e.example/i.png)"
MADE = InvitePoster("Sleepers", "https://survey.example", "7K2M-QX4D")


def test_the_picture_leads_to_the_survey_with_the_code() -> None:
    """Drawn anew from the address that is expected, it is the same picture."""
    assert MADE.address == "https://survey.example/share?invite=7K2M-QX4D"
    shown = re.search(r"data:image/svg\+xml;base64,([^\"]+)", poster.poster_html(MADE))
    assert shown
    expected = BytesIO()
    drawn = segno.make(MADE.address, error="m", micro=False)
    drawn.save(expected, kind="svg", border=4, light="#fff")
    assert base64.b64decode(shown[1]) == expected.getvalue()


def test_the_file_needs_no_other_and_says_both_sentences() -> None:
    """No address in it is ever fetched: what it needs stands in it."""
    page = poster.poster_file(MADE).decode()
    fetched = re.findall(r"(?:src|href)=\"([^\"]+)\"|url\(([^)]+)\)", page)
    assert fetched
    assert all(one.startswith("data:") for pair in fetched for one in pair if one)
    assert "@import" not in page and "<script" not in page
    for said in ("private", "short"):
        assert escape(say(f"poster.{said}")) in page
    assert "7K2M-QX4D" in page and "survey.example/share" in page


def test_a_hostile_name_is_text_on_the_page_and_in_its_title() -> None:
    """Nothing runs, nothing is fetched."""
    page = poster.poster_file(InvitePoster(HOSTILE, MADE.site, MADE.code)).decode()
    assert "<script" not in page
    assert page.count(escape(HOSTILE)) == 2


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("https://survey.example/", "https://survey.example"),
        (" survey.example ", "https://survey.example"),
        ("http://10.0.0.5:8501", "http://10.0.0.5:8501"),
        ("https://example.org/ldn/", "https://example.org/ldn"),
        ("https://[2001:db8::1]:8501", "https://[2001:db8::1]:8501"),
        ("", None),
        ("javascript:alert(1)", None),
        ("https://anna@survey.example", None),
        ("https://survey.example/?invite=1", None),
        ('https://survey.example/"><b>', None),
        ("https://survey example", None),
        ("https://survey.example:port", None),
        ("https://" + "x" * 300, None),
    ],
)
def test_an_address_is_one_or_is_refused(written: str, site: str | None) -> None:
    """As leaders type it; nothing but a host, a port and a path."""
    assert tidy_site_address(written) == site


@pytest.mark.parametrize("site", ["http://localhost:8501", "http://127.0.0.1", "http://[::1]:1"])
def test_an_address_of_this_computer_alone_is_noticed(site: str) -> None:
    """A telephone would look for the survey on itself."""
    assert is_here_alone(site)
    assert not is_here_alone(MADE.site)
