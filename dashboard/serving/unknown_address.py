"""An address that is no page of ours: our own page with status 404, in every language.

Streamlit answers any address with its front end and 200, and says "Page not found" in English.
"""

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.markup import fill_template, style_element
from dashboard.serving.line_words import STYLE, words_by_language

FILES = ("/_stcore/", "/app/", "/component/", "/media/", "/static/")
"""Where an HTML file may be meant as one."""


class UnknownAddress:
    """Middleware: where the front end would be sent for an address that has no page, ours is.

    It stands behind what answers for the pages, so that each page has been answered for already.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back is looked at before it is sent."""
        if scope["type"] != "http" or scope["path"].startswith(FILES):
            await self.app(scope, receive, send)
            return
        replaced = False

        async def send_or_replace(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_front_end(message):
                replaced = True
                await _unknown_page(scope)(scope, receive, send)
            elif not replaced:
                await send(message)

        await self.app(scope, receive, send_or_replace)


def _is_front_end(start: Message) -> bool:
    kind = Headers(raw=start.get("headers", [])).get("content-type", "")
    return start["status"] in {200, 304} and kind.startswith("text/html")


def _unknown_page(scope: Scope) -> HTMLResponse:
    """Nothing of the address is repeated in it."""
    html = fill_template(
        "unknown_address",
        by_language=words_by_language(),
        root=f"{scope.get('root_path', '')}/",
        style=style_element(STYLE),
    )
    return HTMLResponse(html, status_code=404, headers={"Cache-Control": "no-store"})
