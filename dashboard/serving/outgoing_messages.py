"""Messages as they leave: without the machine they come from.

Streamlit tells every browser the path of the script, the system and Python it runs on, and
numbers made of the machine's network address. Pages need none of it; the numbers are for its
statistics, which are off. Where a group's server is named after somebody, so would its folder be.
"""

from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[2]
_FOLDER = str(ROOT).encode()


def without_machine_facts(content: bytes) -> bytes:
    """A message to a browser, as it may leave.

    Args:
        content: a serialised ``ForwardMsg``. The one that begins a run has the path in it, and
            no other of ours does; all others stay as they are, unread: there are some 70 a run.
    """
    if _FOLDER not in content:
        return content
    message = ForwardMsg.FromString(content)
    if message.WhichOneof("type") != "new_session":  # /app is a folder and part of an address, too
        return content
    begun = message.new_session
    begun.main_script_path = Path(begun.main_script_path).name
    begun.initialize.user_info.Clear()
    version = begun.initialize.environment_info.streamlit_version  # held against the page's own
    begun.initialize.environment_info.Clear()
    begun.initialize.environment_info.streamlit_version = version
    left: bytes = message.SerializeToString()
    return left


class OutgoingMessageFilter:
    """Middleware over what a WebSocket sends."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may leave."""

        async def send_without_facts(message: Message) -> None:
            if message.get("bytes") is not None:
                message["bytes"] = without_machine_facts(message["bytes"])
            await send(message)

        await self.app(scope, receive, send_without_facts if scope["type"] == "websocket" else send)
