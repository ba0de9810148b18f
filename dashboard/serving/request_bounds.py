"""Requests that never end: bounded before they are joined, and given up when they take too long.

uvicorn's parser in C joins a header as it comes, however long, and copies it each time: one
connection with an endless one held everybody up for seconds and took 230 MB. It has a bound for its
slower parser in Python alone, and a limit of time for none; Streamlit starts it without either.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

MOST_BYTES = 64 * 1024
"""Of a request that are not its body: the line, headers, the ends of chunks, what follows them."""
LONGEST_SECONDS = 20.0
"""For a request to arrive, from the connection or its first byte on; a page of ours sends a KB."""
_REFUSALS = {408: b"Request Timeout", 431: b"Request Header Fields Too Large"}
_STATE = "_sweetspot_request"


class RequestState:
    """What a connection has brought of the request that is on its way."""

    def __init__(self, protocol: Any) -> None:
        self._protocol = protocol
        self._bytes_but_body = 0
        self._gives_up: asyncio.TimerHandle | None = None

    def begin(self) -> None:
        """Count from nothing: a request begins, or may now, on a new connection."""
        self._bytes_but_body = 0
        if self._gives_up is None:
            loop: asyncio.AbstractEventLoop = self._protocol.loop
            self._gives_up = loop.call_later(LONGEST_SECONDS, self.refuse, 408)

    def has_room(self) -> bool:
        """Whether more of the request may be read."""
        return self._bytes_but_body <= MOST_BYTES

    def count(self, size: int) -> None:
        """Add so many bytes; those of a body are taken off again."""
        self._bytes_but_body += size

    def end(self) -> None:
        """Stop the clock: the request is whole, or the connection is over."""
        if self._gives_up is not None:
            self._gives_up.cancel()
            self._gives_up = None

    def refuse(self, status: int) -> None:
        """Say so, and close."""
        self.end()
        transport = self._protocol.transport
        if not transport.is_closing():
            line = b"HTTP/1.1 %d %s\r\n" % (status, _REFUSALS[status])
            transport.write(line + b"content-length: 0\r\nconnection: close\r\n\r\n")
            transport.close()


def bound_requests(protocol: type[Any] = HttpToolsProtocol) -> None:
    """From now on every connection of this class is bounded; a second call changes nothing.

    The class itself is changed: Streamlit starts uvicorn and offers no other way in.
    """
    if hasattr(protocol, _STATE):
        return
    setattr(protocol, _STATE, None)
    _replace(protocol, "connection_made", _connection_made)
    _replace(protocol, "data_received", _data_received)
    _replace(protocol, "on_message_begin", _before(RequestState.begin))
    _replace(protocol, "on_message_complete", _before(RequestState.end))
    _replace(protocol, "handle_websocket_upgrade", _before(RequestState.end))
    _replace(protocol, "connection_lost", _before(RequestState.end))
    _replace(protocol, "on_body", _on_body)


Method = Callable[..., Any]


def _replace(protocol: type[Any], name: str, around: Callable[[Method], Method]) -> None:
    setattr(protocol, name, around(getattr(protocol, name)))


def _before(note: Callable[[RequestState], None]) -> Callable[[Method], Method]:
    def around(method: Method) -> Method:
        def call(self: Any, *arguments: Any) -> Any:
            note(getattr(self, _STATE))
            return method(self, *arguments)

        return call

    return around


def _connection_made(method: Method) -> Method:
    def call(self: Any, transport: Any) -> None:
        method(self, transport)
        state = RequestState(self)
        setattr(self, _STATE, state)
        state.begin()

    return call


def _data_received(method: Method) -> Method:
    def call(self: Any, data: bytes) -> None:
        state: RequestState = getattr(self, _STATE)
        if self.transport.is_closing():
            return
        if not state.has_room():
            state.refuse(431)
            return
        state.count(len(data))
        method(self, data)

    return call


def _on_body(method: Method) -> Method:
    def call(self: Any, body: bytes) -> None:
        getattr(self, _STATE).count(-len(body))
        method(self, body)

    return call
