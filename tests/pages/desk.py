"""The leaders' desk on a screen, under AppTest: fields and buttons by their labels."""

from collections.abc import Callable

from markupsafe import escape
from streamlit.testing.v1 import AppTest

from dashboard.leaders.access.sign_in import SignInInput
from dashboard.text import say
from tests.leading import Telephone

OpenPage = Callable[[str], AppTest]


class Page:
    """The desk on a screen."""

    def __init__(self, open_page: OpenPage, name: str = "leaders") -> None:
        self.page = open_page(name)

    @property
    def html(self) -> str:
        """All markup of our own, without styles; fails where the page did."""
        assert not self.page.exception and not self.page.error
        markup = [element.proto.body for element in self.page.get("html")]
        return " ".join(body for body in markup if not body.startswith("<style>"))

    def sees(self, key: str, **values: object) -> bool:
        """Whether a sentence stands there."""
        return escape(say(key, **values)) in self.html

    def write(self, label: str, text: str) -> None:
        """Type into the field of this label."""
        next(f for f in self.page.text_input if f.label == say(label)).set_value(text)

    def press(self, label: str) -> None:
        """Press the button of this label."""
        next(b for b in self.page.button if b.label == say(label)).click()
        self.page.run()

    def sign_in(self, typed: SignInInput) -> None:
        """Fill in the form and send it."""
        for field in ("name", "passphrase", "code"):
            self.write(f"leaders.sign_in.{field}", getattr(typed, field))
        self.press("leaders.sign_in.go")


class In(Page):
    """The same, with Anna signed in."""

    def __init__(self, open_page: OpenPage, anna: Telephone, name: str = "leaders") -> None:
        super().__init__(open_page, name)
        self.sign_in(anna.given())


def signed_in(page: Page) -> bool:
    return 'class="desk-who"' in page.html
