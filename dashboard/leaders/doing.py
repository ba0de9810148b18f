"""What a desk page has under way: the second tap that is asked for, and what has just happened."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class DeskPageState:
    """Changed in place, and forgotten when another desk page is opened, or at sign-out.

    Attributes:
        page: name of the page.
        acts: how many acts were done; fields with it in their key are new and empty after each.
        asking: what a second tap is asked for, or "".
        told: a sentence about the last act, shown until the next.
        wrong: a sentence about what the last act could not do.
        made: what was made to be downloaded, by name.
    """

    page: str = ""
    acts: int = 0
    asking: str = ""
    told: str = ""
    wrong: str = ""
    made: dict[str, Any] = field(default_factory=dict)

    def on(self, page: str) -> "DeskPageState":
        """The same, empty where another page had it."""
        if self.page != page:
            self.__init__(page)  # type: ignore[misc] # nothing of the other page may be left
        return self

    def report_success(self, sentence: str) -> None:
        """An act is done."""
        self.acts += 1
        self.asking, self.told, self.wrong = "", sentence, ""

    def report_failure(self, sentence: str) -> None:
        """An act was not possible; the fields keep what was written."""
        self.asking, self.told, self.wrong = "", "", sentence
