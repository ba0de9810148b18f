"""A card saves itself as a picture, in the reader's browser: its words, its figure, its source."""

import secrets
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Download, Page, expect

from dashboard.text import say
from tests.published import published_folder
from tests.tour.browser import BrowserLook, fresh_page
from tests.visitor import HERE, free_port, served

pytestmark = pytest.mark.browser
CARD = ".stVerticalBlock[class*='st-key-card-']:has(.ss-save)"
SHAPES = {"wide": (1200, 630), "square": (1080, 1080)}
COLLECT = """
window.written = [];
const fillText = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (line, left, top) {
  const { width } = this.measureText(line);
  const inside = left + width <= this.canvas.width && top >= 0 && top < this.canvas.height;
  window.written.push({ line, inside });
  fillText.call(this, line, left, top);
};
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with 700 invented members and an edition."""
    folder, port = tmp_path_factory.mktemp("saved"), free_port()
    shutil.copytree(published_folder(700), folder / "store")
    environment = {
        "SWEETSPOT_STORE": str(folder / "store"),
        "SWEETSPOT_PEPPER": secrets.token_hex(16),
        "SWEETSPOT_CHECK_MINUTES": "1000",
    }
    flags = ["--server.port", str(port), "--server.address", HERE]
    command = ["-m", "streamlit", "run", "dashboard/server.py", *flags]
    with served(command, port, environment, folder / "log"):
        yield f"http://{HERE}:{port}"


@pytest.fixture(params=["390-light", "1280-dark"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The doses' page on a phone by day, and at a desk by night."""
    width, _, theme = request.param.partition("-")
    with fresh_page(browser, BrowserLook(int(width), theme)) as opened:
        opened.add_init_script(COLLECT)
        opened.goto(f"{address}/doses")
        opened.locator(f"{CARD} .js-plotly-plot .main-svg").first.wait_for()
        yield opened


def save(page: Page, shape: str) -> Download:
    card = page.locator(CARD).first
    if card.locator(".ss-save[open]").count() == 0:
        card.locator(".ss-save summary").click()
    with page.expect_download() as started:
        card.locator(f'button[data-shape="{shape}"]').click()
    expect(card.locator(".ss-save [role=status]")).to_have_text(say("card.saved"))
    return started.value


@pytest.mark.parametrize("shape", SHAPES)
def test_a_picture_has_all_the_words_of_its_card_and_its_figure(page: Page, shape: str) -> None:
    """Sentence, people, caveat, group, edition, address, "invented answers"; nothing cut off."""
    saved = save(page, shape)
    card = page.locator(CARD).first
    written = page.evaluate("window.written")
    said = " ".join(each["line"] for each in written)
    for selector in (".ss-kicker", ".ss-sentence", ".ss-basis", ".ss-trust > p"):
        assert " ".join(card.locator(selector).first.inner_text().split()) in said
    assert say("card.edition", number=1) in said and say("card.invented") in said
    assert say("report.invented") in said
    assert page.url.removeprefix("http://") in said
    assert all(each["inside"] for each in written)
    picture = Image.open(BytesIO(Path(saved.path()).read_bytes()))
    assert picture.size == SHAPES[shape]
    assert saved.suggested_filename == f"sweetspot-edition-1-doses-sweet-spot-{shape}.png"


def test_the_figure_is_in_the_picture(page: Page) -> None:
    """The right half of the wide one, where no word of ours stands; control: without a figure."""
    half = (620, 40, 1200, 630)
    drawn = colours_of(save(page, "wide"), half)
    page.locator(f"{CARD} .main-svg").first.evaluate("one => one.parentElement.replaceChildren()")
    assert drawn > 20 > colours_of(save(page, "wide"), half)


def colours_of(saved: Download, box: tuple[int, int, int, int]) -> int:
    content = Path(saved.path()).read_bytes()
    return len(Image.open(BytesIO(content)).crop(box).getcolors(1_000_000) or [])


def test_where_no_picture_can_be_made_a_sentence_says_so(page: Page) -> None:
    """What draws it does not come: the card stays as it is."""
    page.route("**/card_picture.js", lambda route: route.abort())
    card = page.locator(CARD).first
    card.locator(".ss-save summary").click()
    card.locator("button[data-shape=wide]").click()
    expect(card.locator(".ss-save [role=status]")).to_have_text(say("card.save_failed"))
    expect(card.locator(".js-plotly-plot")).to_be_visible()
