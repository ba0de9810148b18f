"""Decodes what a browser received, down to the last number: protos, JSON, base64, Arrow, HTML, CSV.

Nothing is left out because of its name: every field of every message is walked, so that a kind of
element that no page uses today is read as well on the day when one does.
"""

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import numpy as np
import pyarrow as pa
from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_PACKED = re.compile(r"[A-Za-z0-9+/]{64,}={0,2}")
"""What may be base64 inside of a text, such as a picture's address."""
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ROWS = {"rows of a table": "<tr", "points of a list": "<li", "boxes": "<div", "marks": "<i "}


@dataclass(frozen=True)
class Received:
    """What one screen sent: its messages, and files by their address."""

    place: str
    messages: list[ForwardMsg]
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Decoded:
    """Everything that was found in some payloads.

    Attributes:
        texts: every piece of text -> where it was found first.
        numbers: every number -> where it was found first.
        lengths: every length that a list, a column or a table has -> where it was found first.
        seen: every message and file as it was sent.
        screens: how many screens were looked at.
    """

    texts: dict[str, str] = field(default_factory=dict)
    numbers: dict[float, str] = field(default_factory=dict)
    lengths: dict[int, str] = field(default_factory=dict)
    seen: set[bytes] = field(default_factory=set, repr=False)
    screens: int = 0

    @classmethod
    def of(cls, received: Iterable[Received]) -> "Decoded":
        """All that some screens sent; they are not kept."""
        decoded = cls()
        for screen in received:
            decoded.screens += 1
            for message in screen.messages:
                decoded.message(message, screen.place)
            for address, body in screen.files.items():
                decoded.file(body, f"{screen.place}, {address}")
        return decoded

    def message(self, message: Message, place: str) -> None:
        """Add a proto of any type; one that was added before is passed over."""
        raw = message.SerializeToString(deterministic=True)
        if raw not in self.seen:
            self.seen.add(raw)
            self._message(message, place)
            self._length(_elements_under(message), place)

    def file(self, body: bytes, place: str) -> None:
        """Add a file; one of lines has as many rows as lines."""
        if body in self.seen:
            return
        self.seen.add(body)
        text = body.decode("utf-8", "replace")
        self.value(text, place)
        self._length(len(text.splitlines()), place)
        for cell in re.split(r"[\s,;\t]+", text):
            self._number_in(cell, place)

    def value(self, value: Any, place: str) -> None:
        """Add a plain value, a list or a dictionary, whatever is packed inside."""
        if isinstance(value, dict):
            self._object(value, place)
        elif isinstance(value, str):
            self._text(value, place)
        elif isinstance(value, bytes):
            self._bytes(value, place)
        elif isinstance(value, Iterable):
            self._list(list(value), place)
        elif isinstance(value, bool) or value is None:
            pass
        else:
            self.numbers.setdefault(float(value), place)

    def _message(self, message: Message, place: str) -> None:
        for about, value in message.ListFields():
            here = f"{place}.{about.name}"
            for part in self._parts(value):
                if isinstance(part, Message):
                    self._message(part, here)
                else:
                    self.value(part, here)
            if not isinstance(value, str | bytes | Message) and isinstance(value, Iterable):
                self._length(len(list(value)), here)

    @staticmethod
    def _parts(value: Any) -> Iterator[Any]:
        if hasattr(value, "items"):
            yield from value.keys()
            yield from value.values()
        elif isinstance(value, str | bytes | Message) or not isinstance(value, Iterable):
            yield value
        else:
            yield from value

    def _object(self, found: dict[Any, Any], place: str) -> None:
        if "bdata" in found:
            numbers = np.frombuffer(base64.b64decode(found["bdata"]), found.get("dtype", "u1"))
            self._list(numbers.tolist(), f"{place}.bdata")
        for name, value in found.items():
            self._text(str(name), place)
            self.value(value, f"{place}.{name}")

    def _list(self, found: list[Any], place: str) -> None:
        self._length(len(found), place)
        for value in found:
            self.value(value, place)

    def _text(self, text: str, place: str) -> None:
        if text in self.texts:
            return
        self.texts[text] = place
        self.texts.setdefault(unescape(text), place)
        self._number_in(text, place)
        for name, mark in _ROWS.items():
            self._length(text.count(mark), f"{place} ({name})")
        for packed in _PACKED.findall(text):
            self._bytes(_unpacked(packed), f"{place} (packed)")
        if text[:1] in {"{", "["}:
            try:
                self.value(json.loads(text), place)
            except ValueError:
                return

    def _bytes(self, body: bytes, place: str) -> None:
        try:
            table = pa.ipc.open_stream(body).read_all()
        except pa.ArrowInvalid:
            self._text(body.decode("latin-1"), place)
            return
        self._length(table.num_rows, f"{place} (Arrow rows)")
        self._text(str(table.schema), place)
        for name in table.column_names:
            self._list(table[name].to_pylist(), f"{place}.{name}")

    def _length(self, length: int, place: str) -> None:
        self.lengths.setdefault(length, place)

    def _number_in(self, text: str, place: str) -> None:
        if _NUMBER.fullmatch(text):
            self.numbers.setdefault(float(text), place)


def _unpacked(packed: str) -> bytes:
    try:
        return base64.b64decode(packed)
    except binascii.Error:
        return b""


def _elements_under(message: Message) -> int:
    """The place of an element under its parent: the last one tells how many there are."""
    path = getattr(getattr(message, "metadata", None), "delta_path", ())
    return path[-1] + 1 if path else 0
