"""What a page can say without a line: in it from the start, whole in every language."""

from pathlib import Path

import streamlit as st
from markupsafe import escape

from dashboard.serving import line_words
from dashboard.serving.front_page import EARLY, lighter_page
from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from dashboard.text import load_language_texts

ORIGINAL = Path(st.__file__).with_name("static").joinpath("index.html").read_text(encoding="utf-8")
STATIC = Path(line_words.__file__).parents[1] / "static"


def test_the_page_holds_the_words_of_every_language_and_hides_them() -> None:
    """All that has to be said when nothing can be fetched any more."""
    html = str(line_words.line_html())
    for code in ("en", "es"):
        words = load_language_texts(code)["line"]
        for key in ("cut", "cut_at_step", "quick"):
            assert escape(words[key]) in html
        for key in ("title", "means", "wait", "other_line", "other_browser", "no_script"):
            assert escape(words["never"][key]) in html
    assert html.count('<main lang="en" hidden>') == html.count('<main lang="es" hidden>') == 1
    assert '<p id="ss-line" role="status"></p>' in html


def test_its_scripts_come_before_streamlits_and_streamlits_words_are_out() -> None:
    """A socket that was opened before could not be watched."""
    html = lighter_page(ORIGINAL, "Sweet Spot", "<style></style>")
    ours = [html.index(f'<script defer src="./{name}"></script>') for name in line_words.SCRIPTS]
    assert html.index(EARLY) < ours[0] < ours[1] < html.index('<script type="module"')
    assert "enable JavaScript to run this app" in ORIGINAL
    assert "enable JavaScript to run this app" not in html
    # Behind the page: its own first link, the way past the bar, is the first of all.
    assert html.index('<div id="root">') < html.index('id="ss-line"')


def test_the_step_has_its_place_in_the_sentence_once_in_every_language() -> None:
    """static/line.js puts the number there."""
    for _, words in line_words.words_by_language():
        assert words["cut_at_step"].count("#") == 1


def test_browser_and_server_agree_on_how_soon_is_too_soon() -> None:
    """The browser counts from when the screen shows, which is later: the server's is the rest."""
    script = (STATIC / "taps.js").read_text(encoding="utf-8")
    assert f"NEW_SCREEN_MS = {1_000 * DOUBLE_TAP_SECONDS:.0f};" in script


def test_no_page_of_ours_opens_a_window_of_streamlits() -> None:
    """The style sheet hides them all, and the script closes them."""
    house = STATIC.parents[1]
    sources = [*house.glob("dashboard/**/*.py"), *house.glob("pages/*.py")]
    assert not [path for path in sources if "st.dialog" in path.read_text(encoding="utf-8")]
