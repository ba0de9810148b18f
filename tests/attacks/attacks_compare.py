"""Holds two visits against each other, byte for byte, but for what is random by its nature."""

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from attacks_payload import Received
from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

RANDOM = {
    "hash": "Streamlit's hash of the message, its random ids included; what it hashes is compared",
    "script_run_id": "a random id of every run",
    "session_id": "a random id of every connection",
    "deferred_file_id": "a random id of every button whose file is made when it is asked for",
}
"""Name of a field -> why its value is left out. Nothing else about a message is."""
_TOKEN = re.compile(r"(\$\$ID-[0-9a-f]{32}-)?(FormSubmitter:)?\b[0-9a-f]{16}(?=-)")
"""The survey draws a random token for every visit; it is part of the ids of its widgets."""
_NAMED_BY_TOKEN = {"id", "form_id"}
STATUS = "session_status_changed"
"""Whether a script runs at this moment: two booleans, sent by another thread, so that their order
among the other messages is chance. Left out; ``plain`` checks that they say nothing else."""


def plain(message: ForwardMsg) -> bytes | None:
    """A message without what is random by nature; None for a bare sign of life."""
    if message.HasField(STATUS):
        says = {about.name for about, _ in message.session_status_changed.ListFields()}
        assert says <= {"run_on_save", "script_is_running"}
        return None
    copy = ForwardMsg()
    copy.CopyFrom(message)
    _blank(copy)
    return copy.SerializeToString(deterministic=True)


def _blank(message: Message) -> None:
    for about, value in message.ListFields():
        if about.name in RANDOM:
            message.ClearField(about.name)
        elif about.name in _NAMED_BY_TOKEN and isinstance(value, str):
            setattr(message, about.name, _TOKEN.sub("token", value))
        elif isinstance(value, Message):
            _blank(value)
        elif about.message_type is not None and not about.message_type.GetOptions().map_entry:
            for part in value:
                _blank(part)


class Print(NamedTuple):
    """A screen's place, and the SHA-256 of every byte that it sent."""

    place: str
    digest: bytes


def prints(received: Iterable[Received]) -> list[Print]:
    """The prints of some screens; the screens themselves are not kept."""
    return [Print(screen.place, _digest(screen)) for screen in received]


def different(before: list[Print], after: list[Print]) -> list[str]:
    """The places of two visits that are not the same bytes; both went the same way."""
    assert [screen.place for screen in before] == [screen.place for screen in after]
    return [old.place for old, new in zip(before, after, strict=True) if old != new]


def _digest(screen: Received) -> bytes:
    digest = hashlib.sha256()
    files = (part for name, body in screen.files.items() for part in (name.encode(), body))
    for part in (*(plain(message) for message in screen.messages), *files):
        if part is not None:
            digest.update(len(part).to_bytes(8) + part)
    return digest.digest()
