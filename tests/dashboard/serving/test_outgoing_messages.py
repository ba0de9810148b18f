"""What a browser is told of the machine behind the page: nothing."""

import asyncio

from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.serving.outgoing_messages import ROOT, OutgoingMessageFilter, without_machine_facts

SCRIPT = ROOT / "dashboard" / "app.py"


def beginning() -> ForwardMsg:
    """As Streamlit begins a run."""
    message = ForwardMsg()
    begun = message.new_session
    begun.main_script_path, begun.page_script_hash = str(SCRIPT), "0af1"
    begun.app_pages.add(url_pathname="doses")
    begun.initialize.user_info.installation_id_v3 = "of the network card"
    told = begun.initialize.environment_info
    told.streamlit_version, told.python_version, told.server_os = "1.67.0", "3.11.7", "posix"
    begun.initialize.session_id = "of the tab"
    return message


def test_no_path_no_system_and_no_number_of_the_machine_leaves() -> None:
    """What the front end needs stays: pages, the session, the version it is held against."""
    left = ForwardMsg.FromString(without_machine_facts(beginning().SerializeToString())).new_session
    assert left.main_script_path == "app.py"
    assert left.initialize.user_info.ByteSize() == 0
    told = left.initialize.environment_info
    assert (told.streamlit_version, told.python_version, told.server_os) == ("1.67.0", "", "")
    assert (left.page_script_hash, left.initialize.session_id) == ("0af1", "of the tab")
    assert [page.url_pathname for page in left.app_pages] == ["doses"]


def test_a_text_in_which_the_folder_happens_to_stand_leaves_as_it_is() -> None:
    """The folder may be called /app, which is how many an address begins."""
    message = ForwardMsg()
    message.delta.new_element.html.body = f"{ROOT}/static/icon.png"
    content = message.SerializeToString()
    assert without_machine_facts(content) == content


def test_every_other_message_leaves_byte_for_byte() -> None:
    """Also one that cannot be read: it is not even looked into."""
    sent: list[Message] = []
    other = [{"type": "websocket.send", "bytes": b"\xff\xff"}, {"type": "websocket.close"}]

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        for message in other:
            await send(dict(message))

    async def receive() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(OutgoingMessageFilter(app)({"type": "websocket"}, receive, send))
    assert sent == other
