"""Messages that no page sends: forged from one that a page did send."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.fuzz.hostile import TEXTS, Hostile

CANARY = "zqCANARY7f3a"
"""In whatever the attacker writes; it may reach neither a log nor another visitor."""
HUGE = CANARY + "A" * 900_000
TEN_MB = 10_000_000
RERUNS = 1_000
LARGE_STATES = 30
_WORDS = tuple(text.encode("utf-8", "replace").decode() for text in TEXTS)


@dataclass(frozen=True)
class Known:
    """What the attacker knows.

    Attributes:
        page: an address.
        sent: the states of the widgets on the attacker's own page, as a browser sends them.
        neighbour: the same of another visitor's page.
        session: that visitor's session, as far as it can be guessed; a right one, here.
    """

    page: str
    sent: tuple[WidgetState, ...]
    neighbour: tuple[WidgetState, ...]
    session: str


def rerun(known: Known, *states: WidgetState, **said: Any) -> BackMsg:
    """A request for a run, with these states in place of what a browser would send."""
    message = BackMsg()
    message.rerun_script.page_name = known.page
    message.rerun_script.widget_states.widgets.extend(states)
    for name, value in said.items():
        setattr(message.rerun_script, name, value)
    return message


def of_every_type(widget_id: str) -> Iterator[WidgetState]:
    """One state of each type that there is, whatever the widget's own is."""
    yield WidgetState(id=widget_id, trigger_value=True)
    yield WidgetState(id=widget_id, bool_value=True)
    for number in (float("nan"), float("inf"), -1e308, 0.5):
        yield WidgetState(id=widget_id, double_value=number)
    for whole in (-(2**63), 2**63 - 1, 0):
        yield WidgetState(id=widget_id, int_value=whole)
    for text in (CANARY, "", "\x00", '{"a": [1]}', "9" * 5_000):
        yield WidgetState(id=widget_id, string_value=text)
        yield WidgetState(id=widget_id, json_value=text)
        yield WidgetState(id=widget_id, json_trigger_value=text)
    state = WidgetState(id=widget_id)
    state.double_array_value.data.extend([float("nan"), 1e308])
    yield state
    state = WidgetState(id=widget_id)
    state.int_array_value.data.extend([2**62, -1, 0])
    yield state
    state = WidgetState(id=widget_id)
    state.string_array_value.data.extend([CANARY, "", CANARY])
    yield state
    yield WidgetState(id=widget_id, bytes_value=b"\x80\x04\x95" + CANARY.encode())
    yield from _of_messages(widget_id)


def _of_messages(widget_id: str) -> Iterator[WidgetState]:
    for kind in ("file_uploader_state_value", "chat_input_value", "string_trigger_value"):
        state = WidgetState(id=widget_id)
        getattr(state, kind).SetInParent()
        if kind == "file_uploader_state_value":
            file = state.file_uploader_state_value.uploaded_file_info.add()
            file.file_id = f"../{CANARY}"
            file.file_urls.upload_url = f"/_stcore/upload_file/{CANARY}"
        yield state
    state = WidgetState(id=widget_id)
    state.arrow_value.data = b"\xff\xff\xff\xff" + CANARY.encode()
    yield state


def wrong_types(known: Known) -> Iterator[bytes]:
    """Every widget of the page, with a value of every type."""
    for widget in known.sent:
        for state in of_every_type(widget.id):
            yield rerun(known, state).SerializeToString()


def wrong_ids(known: Known) -> Iterator[bytes]:
    """Ids that nobody has, and those of another visitor's page."""
    for widget in known.neighbour:
        yield rerun(known, *of_every_type(widget.id)).SerializeToString()
        yield rerun(known, widget).SerializeToString()
    for text in (*_WORDS, f"$$ID-{CANARY}-None", "$$ID-", "$$WIDGET_ID-x-y", "$$CSTATE"):
        yield rerun(known, WidgetState(id=text, string_value=CANARY)).SerializeToString()


def huge(known: Known) -> Iterator[bytes]:
    """One huge text in a field, in many, in the id, and in the address."""
    for widget in known.sent:
        yield rerun(known, WidgetState(id=widget.id, string_value=HUGE)).SerializeToString()
    for number in range(LARGE_STATES):
        state = WidgetState(id=f"$$ID-{number}-None", string_value=HUGE)
        yield rerun(known, state).SerializeToString()
    yield rerun(known, WidgetState(id=HUGE, bool_value=True)).SerializeToString()
    for field in ("query_string", "page_name", "page_script_hash", "fragment_id"):
        yield rerun(known, **{field: HUGE}).SerializeToString()


def many_states(known: Known) -> Iterator[bytes]:
    """Twenty thousand widgets in one message."""
    states = (WidgetState(id=f"$$ID-{n}-None", bool_value=True) for n in range(20_000))
    yield rerun(known, *states).SerializeToString()


def unknown_places(known: Known) -> Iterator[bytes]:
    """Pages, their hashes, fragments and queries that nobody has."""
    for text in (*_WORDS, CANARY, "share", "home", "../../etc/passwd"):
        for field in ("page_name", "page_script_hash", "fragment_id", "query_string"):
            yield rerun(known, **{field: text}).SerializeToString()
        message = rerun(known)
        for field in ("timezone", "locale", "url", "color_scheme"):
            setattr(message.rerun_script.context_info, field, text)
        message.rerun_script.context_info.timezone_offset = -(2**31)
        message.rerun_script.cached_message_hashes.extend([text] * 10)
        yield message.SerializeToString()
    for name in ("invite", "lang", "filter", "code", "edition"):
        for text in _WORDS:
            yield rerun(known, query_string=f"{name}={text}&{name}=%FF%00").SerializeToString()


def other_kinds(known: Known) -> Iterator[bytes]:
    """Every other kind of message that Streamlit knows, a few with ids of another visitor."""
    for field in BackMsg.DESCRIPTOR.fields:
        message = BackMsg()
        if field.message_type is None:
            setattr(message, field.name, True)
        else:
            getattr(message, field.name).SetInParent()
        yield message.SerializeToString()
    message = BackMsg()
    message.backend_operation_request.request_id = f"\n{CANARY}: a line of the log"
    yield message.SerializeToString()
    for session in (known.session, "", CANARY):
        message = BackMsg()
        message.backend_operation_request.request_id = "file"
        message.backend_operation_request.session_id = session
        message.backend_operation_request.deferred_file.file_id = CANARY
        yield message.SerializeToString()
        message = BackMsg()
        message.file_urls_request.request_id = CANARY
        message.file_urls_request.session_id = session
        message.file_urls_request.file_names.extend([CANARY, "../x"])
        yield message.SerializeToString()


def flood(known: Known) -> Iterator[bytes]:
    """A thousand requests for a run, as fast as they go."""
    message = rerun(known, *known.sent).SerializeToString()
    for _ in range(RERUNS):
        yield message


def cut_off(known: Known) -> Iterator[bytes]:
    """A good message without its end."""
    message = rerun(known, *known.sent).SerializeToString()
    for end in range(1, len(message), max(1, len(message) // 40)):
        yield message[:end]


def noise(known: Known) -> Iterator[bytes]:
    """Random bytes, and a message of ten megabytes."""
    source = Hostile(8)
    for _ in range(40):
        yield source.randbytes(source.choice((1, 3, 30, 3_000)))
    yield b""
    yield rerun(known, query_string=CANARY + "A" * TEN_MB).SerializeToString()
    yield source.randbytes(TEN_MB)


def changed(known: Known, number: int, seed: int = 8) -> Iterator[bytes]:
    """Good messages with some of their bytes changed."""
    source = Hostile(seed)
    whole = rerun(known, *known.sent)
    whole.rerun_script.query_string = f"lang=en&invite={CANARY}"
    valid = [whole.SerializeToString(), rerun(known, *known.neighbour).SerializeToString()]
    for _ in range(number):
        yield source.blob(valid)


KINDS: tuple[Callable[[Known], Iterator[bytes]], ...] = (
    *(wrong_types, wrong_ids, huge, many_states, unknown_places, other_kinds, flood),
    *(cut_off, noise),
)
