"""Only what a page of ours sends gets through to Streamlit."""

import asyncio
import tomllib

import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.commands.server_process import CONFIG
from dashboard.serving.incoming_messages import (
    LARGEST_BYTES,
    LONGEST_QUERY,
    NO_TEXT,
    NOT_READABLE,
    TOO_LARGE,
    IncomingMessageFilter,
)

GONE: Message = {"type": "websocket.disconnect", "code": 1001}


def passed(*messages: Message) -> tuple[list[Message], list[Message]]:
    """What the app received until the end, and what was sent to the visitor."""
    coming, received, sent = [*messages, GONE], [], []

    async def app(_scope: Scope, receive: Receive, send: Send) -> None:
        while not received or received[-1]["type"] != "websocket.disconnect":
            received.append(await receive())
        await send({"type": "websocket.send", "bytes": b"too late"})

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(IncomingMessageFilter(app)({"type": "websocket"}, receive, send))
    return received, sent


def bytes_of(message: BackMsg) -> Message:
    return {"type": "websocket.receive", "bytes": message.SerializeToString()}


def rerun(**said: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.SetInParent()
    for name, value in said.items():
        setattr(message.rerun_script, name, value)
    return message


def of_widget(widget_id: str) -> BackMsg:
    message = rerun()
    message.rerun_script.widget_states.widgets.add(id=widget_id)
    return message


@pytest.mark.parametrize(
    "message",
    [
        rerun(page_name="share", query_string="lang=es&invite=ABCD-EFGH", fragment_id="0af1"),
        of_widget("$$ID-0af1-token-doses.first.dose"),
        BackMsg(stop_script=True),
        BackMsg(app_heartbeat=True),
    ],
)
def test_what_a_page_sends_gets_through(message: BackMsg) -> None:
    """Byte for byte."""
    assert passed(bytes_of(message))[0] == [bytes_of(message), GONE]


@pytest.mark.parametrize(
    "message",
    [
        BackMsg(clear_cache=True),
        BackMsg(load_git_info=True),
        BackMsg(set_run_on_save=True),
        BackMsg(debug_shutdown_runtime=True),
        BackMsg(),
        rerun(fragment_id="a line\nof the log"),
        rerun(page_script_hash="x" * 40),
        rerun(page_name="../../etc/passwd"),
        rerun(query_string="x" * (LONGEST_QUERY + 1)),
        of_widget("doses.first.dose"),
        of_widget("$$ID-" + "x" * 10_000),
    ],
)
def test_what_no_page_sends_is_dropped_and_the_tab_lives_on(message: BackMsg) -> None:
    """The next message of the same tab arrives."""
    received, sent = passed(bytes_of(message), bytes_of(rerun()))
    assert received == [bytes_of(rerun()), GONE]
    assert {said["type"] for said in sent} == {"websocket.send"}


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"text": "hello"}, NO_TEXT),
        ({"bytes": b"\xff\xff\xff"}, NOT_READABLE),
        ({"bytes": b"x" * (LARGEST_BYTES + 1)}, TOO_LARGE),
    ],
)
def test_what_cannot_be_read_ends_the_connection(message: Message, code: int) -> None:
    """With the protocol's own code; nothing is sent after it."""
    received, sent = passed({"type": "websocket.receive", **message}, bytes_of(rerun()))
    assert received == [{"type": "websocket.disconnect", "code": code}]
    assert sent == [{"type": "websocket.close", "code": code}]


def test_the_limit_is_that_of_the_configuration() -> None:
    """What Streamlit takes, and no more."""
    configured = tomllib.loads(CONFIG.read_text(encoding="utf-8"))
    assert configured["server"]["maxWidgetStateSize"] * 1_000_000 == LARGEST_BYTES
