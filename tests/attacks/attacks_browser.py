"""Watches a real browser: what it asks for, and what it is made to do."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebSocket

ELSEWHERE = "x.example"
"""A host that does not exist (RFC 2606), short enough for a field of 40 letters."""
OWN_SCHEMES = {"data", "blob", "about"}
_POINTING = """
() => [...document.querySelectorAll('[src], [srcset], [poster], link[href], object[data]')]
    .flatMap(e => [e.src, e.srcset, e.poster, e.tagName === 'LINK' ? e.href : '', e.data])
    .filter(address => typeof address === 'string' && address)
"""


@dataclass
class Watch:
    """What happened in a context since it was watched.

    Attributes:
        host: the server's own, with its port.
        requests: addresses that were asked for, whether they failed or not.
        refused: what the content policy had to stop.
        surprises: dialogs, windows and downloads that nobody asked for.
    """

    host: str
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)

    @property
    def left(self) -> list[str]:
        """Every try to reach another host: sent, failed, or stopped by the policy."""
        return [*(address for address in self.requests if self.is_foreign(address)), *self.refused]

    def is_foreign(self, address: str) -> bool:
        """Whether an address is another host's."""
        parts = urlsplit(address)
        return parts.scheme not in OWN_SCHEMES and parts.netloc != self.host

    def pointing(self, page: Page) -> list[str]:
        """Addresses of other hosts that the page would load from, favicons included."""
        return [address for address in page.evaluate(_POINTING) if self.is_foreign(address)]

    def page(self, page: Page) -> None:
        """Watch a new page."""
        page.on("dialog", self._dialog)
        page.on("console", self._console)
        page.on("websocket", self._socket)
        page.on("download", lambda download: self.surprises.append(f"file {download.url}"))

    def request(self, request: Request) -> None:
        """Note a request of any page, worker or frame."""
        self.requests.append(request.url)

    def _socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.surprises.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()

    def _console(self, line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text:
            self.refused.append(line.text)


def watched(context: BrowserContext, address: str) -> Watch:
    """Watch everything that a context does from now on.

    Args:
        context: without pages yet.
        address: of the server.
    """
    watch = Watch(urlsplit(address).netloc)
    context.on("request", watch.request)
    context.on("requestfailed", watch.request)
    context.on("page", watch.page)
    return watch


def settle(page: Page) -> None:
    """Wait until the app has answered and drawn."""
    page.wait_for_timeout(200)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(300)
