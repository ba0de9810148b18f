"""Messages that a page of ours never sends: refused before Streamlit acts on them.

Streamlit 1.67 lets any visitor clear the caches of everyone (``clear_cache``), ask which
repository the server runs from (``load_git_info``) and have it watch its files
(``set_run_on_save``); it logs whatever name of a fragment it does not know, and a text frame ends
in an error of the server's.
"""

import re
from contextlib import suppress

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketDisconnected
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState

SENT_BY_PAGES = frozenset(
    {"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"},
)
"""What the front end needs here: runs, their end, "still there", and the address of a download."""
LARGEST_BYTES = 1_000_000
"""As ``server.maxWidgetStateSize``; a finished survey has about 20,000."""
LONGEST_QUERY = 2_000
"""Characters; ours hold a language, an invite, or a link to a finding: under 300."""
LONGEST_ID = 300
"""Characters of a widget's id: a hash and a key of ours, about 80."""
NO_TEXT, NOT_READABLE, TOO_LARGE = 1003, 1002, 1009
"""Close codes; RFC 6455, 7.4.1."""
_HASH = re.compile(r"[0-9a-f]{0,64}")
_REQUEST = re.compile(r"[0-9a-zA-Z_-]{0,64}")
_PAGE = re.compile(r"[0-9a-zA-Z_/-]{0,64}")


def close_code(message: Message) -> int | None:
    """The code to close a connection with, or None for a message that can be read."""
    content = message.get("bytes")
    if content is None:
        return NO_TEXT
    if len(content) > LARGEST_BYTES:
        return TOO_LARGE
    return NOT_READABLE if _message_from_bytes(content) is None else None


def is_sent_by_pages(message: Message) -> bool:
    """Whether a message is one that a page of ours may have sent."""
    read = _message_from_bytes(message["bytes"])
    if read is None or read.WhichOneof("type") not in SENT_BY_PAGES:
        return False
    named = _REQUEST.fullmatch(read.backend_operation_request.request_id) is not None
    return named and _is_page_state(read.rerun_script)


class IncomingMessageFilter:
    """Middleware: others are dropped; what cannot be read ends the connection, unlogged."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what a page sends."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        closed = False

        async def receive_known() -> Message:
            nonlocal closed
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                code = close_code(message)
                if code is not None:
                    closed = True
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                if is_sent_by_pages(message):
                    return message

        async def send_while_open(message: Message) -> None:
            if not closed:
                await send(message)

        with suppress(WebSocketDisconnected):  # a tab that was closed while it was sent to
            await self.app(scope, receive_known, send_while_open)


def _message_from_bytes(content: bytes) -> BackMsg | None:
    read = BackMsg()
    try:
        read.ParseFromString(content)
    except DecodeError:
        return None
    return read


def _is_widget_id(widget_id: str) -> bool:
    """Streamlit takes any other id for a key of the page's own, and fails over it."""
    return widget_id.startswith("$$ID-") and len(widget_id) <= LONGEST_ID


def _is_page_state(asked: ClientState) -> bool:
    """Names as the front end writes them; Streamlit puts some of them into its log."""
    hashes = (asked.fragment_id, asked.page_script_hash)
    return (
        all(map(_HASH.fullmatch, hashes))
        and _PAGE.fullmatch(asked.page_name) is not None
        and len(asked.query_string) <= LONGEST_QUERY
        and all(_is_widget_id(state.id) for state in asked.widget_states.widgets)
    )
