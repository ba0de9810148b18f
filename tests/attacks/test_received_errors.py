"""What a browser receives when something fails: a kind sentence, and no more."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attacks_canaries import Canaries, published
from attacks_crawl import CHOSEN_FROM, as_visitor, pages
from attacks_leaky import LABEL
from attacks_leaky import pages as pages_of
from attacks_payload import Decoded, Received
from attacks_server import Attacked, serving
from attacks_visit import Visit, opened
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from dashboard.text import say

FAILING = {
    "an answer in an exception": "raise ValueError(rows.to_dict('list'))",
    "a statement in an exception": 'store.execute("SELECT dose_ug, 3137 FROM nowhere")',
    "an exception of an exception": """
try: int(str(rows.to_dict("list")))
except ValueError as error: raise RuntimeError(str(store)) from error""",
}
INSIDE = ("Traceback", 'File "', "sqlite", "SELECT", "Error:")
"""What only a trace, a query or an exception's text would hold."""
SECONDS_TO_ANSWER = 1.0


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Attacked, Canaries]]:
    """A running app with three members who told what nobody else did."""
    store, pepper = tmp_path_factory.mktemp("errors") / "store", secrets.token_hex(16)
    _, canaries = published(store, 60, pepper)
    with serving(store, pepper=pepper) as server:
        yield server, canaries


@pytest.fixture(scope="module")
def failing(
    planted: tuple[Attacked, Canaries],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Attacked]:
    """Pages that fail with answers at hand, served by the same server."""
    script = pages_of(tmp_path_factory.mktemp("failing"), FAILING)
    with serving(planted[0].store, script) as server:
        yield server


def leaks(received: list[Received], canaries: Canaries) -> list[str]:
    """Canaries, and words that only the inside of the program uses."""
    decoded = Decoded.of(received)
    texts = decoded.texts.items()
    inside = [f"{word!r} in {place}" for text, place in texts for word in INSIDE if word in text]
    return canaries.found(decoded) + inside


@pytest.mark.parametrize("failure", FAILING)
def test_a_page_that_fails_with_answers_at_hand_sends_none_of_them(
    planted: tuple[Attacked, Canaries],
    failing: Attacked,
    failure: str,
) -> None:
    """The attacker finds a page that fails, and gains its designed sentence."""
    with opened(failing.port) as visit:
        visit.open("")
        received = [Received(failure, visit.choose(LABEL, failure))]
        bodies = [alert.body for alert in visit.elements("alert")]
    assert bodies == [say("app.error.page")]
    assert not leaks(received, planted[1])


@pytest.mark.parametrize("store", ["members", "editions"])
def test_a_store_that_cannot_be_read_is_told_of_without_its_path_or_content(
    planted: tuple[Attacked, Canaries],
    tmp_path: Path,
    store: str,
) -> None:
    """Every page and the first steps of the survey, with one of the two files broken."""
    folder = shutil.copytree(planted[0].store, tmp_path / "store")
    for file in folder.glob(f"{store}.sqlite*"):
        file.write_bytes(b"dose_ug 3137, week 1637, SELECT" * 200)
    canaries = Canaries({**planted[1].words, "path": str(folder)}, planted[1].numbers, {})
    with serving(folder) as server, opened(server.port) as visit:
        received = list(as_visitor(visit, deep=False))
    with serving(folder) as server, opened(server.port) as visit:
        visit.open("share")
        if visit.has(say("survey.start.begin")):
            visit.press(say("survey.start.begin"))
        received.append(Received("survey", visit.received))
    assert not leaks(received, canaries)


def test_a_forged_word_in_any_list_brings_no_trace_and_no_answer(
    planted: tuple[Attacked, Canaries],
    gained: Callable[..., None],
) -> None:
    """The attacker sends each list of each page a word that it does not offer."""
    received = []
    with opened(planted[0].port) as visit:
        for name in pages(visit):
            visit.open(name)
            for widget in visit.elements(*CHOSEN_FROM):
                forged = "9e9" if widget.DESCRIPTOR.name == "Slider" else "dose_ug"
                received.append(
                    Received(f"{name}, forged {widget.label}", visit.tap(widget, forged))
                )
    found = leaks(received, planted[1])
    gained("received_errors", len(found), "0", run=f"{len(received)} forged lists")
    assert received and not found


def requests(session: str) -> dict[str, bytes]:
    """Every other message that the protocol knows, and two that it does not."""
    asked = {name: BackMsg(**{name: True}) for name in ("load_git_info", "app_heartbeat")}
    for name in ("deferred_file", "dataframe_chunk", "install_skills", "dismiss_skills_nudge"):
        message = asked[name] = BackMsg()
        message.backend_operation_request.session_id = session
        getattr(message.backend_operation_request, name).SetInParent()
    asked["file_urls"] = BackMsg()
    asked["file_urls"].file_urls_request.session_id = session
    asked["file_urls"].file_urls_request.file_names.append("../members.sqlite")
    plain = {name: message.SerializeToString() for name, message in asked.items()}
    return {**plain, "unreadable": b"\xff\xfe 3137"}


def answer(visit: Visit, request: bytes) -> list[ForwardMsg]:
    """What comes back before the server falls silent or hangs up."""
    found = []
    visit.socket.send(request)
    try:
        while True:
            found.append(ForwardMsg.FromString(visit.socket.recv(SECONDS_TO_ANSWER)))
    except (TimeoutError, ConnectionClosed):
        return found


@pytest.mark.parametrize("name", requests(""))
def test_no_other_message_of_the_protocol_brings_anything_of_a_member(
    planted: tuple[Attacked, Canaries],
    name: str,
) -> None:
    """The attacker speaks the protocol, not the front end."""
    with opened(planted[0].port) as visit:
        visit.open("")
        request = requests(visit.session)[name]
        received = [Received(name, answer(visit, request))]
    assert not leaks(received, planted[1])
