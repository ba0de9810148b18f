"""A line between a phone and the server that a test can cut, silence, or have refuse WebSockets."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Literal

from tests.visitor import HERE

State = Literal["whole", "cut", "silent", "no_websockets"]
REFUSAL = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
CHUNK = 65_536
LOOK_SECONDS = 0.05


class Line:
    """A proxy on the loopback; each connection has two threads, one for each way.

    Attributes:
        port: where it listens.
        state: ``cut`` ends what is open and takes nothing new; ``silent`` holds back every byte
            and ends nothing, as a phone in a lift does; ``no_websockets`` is a hospital's proxy.
    """

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._listener = socket.create_server((HERE, 0))
        self.port: int = self._listener.getsockname()[1]
        self.state: State = "whole"
        self._open: set[socket.socket] = set()
        self._ended = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def turn(self, state: State) -> None:
        """Change the line's state."""
        self.state = state
        if state == "cut":
            for connection in tuple(self._open):
                _end(connection)

    def end(self) -> None:
        """Close everything."""
        self._ended.set()
        self._listener.close()
        for connection in tuple(self._open):
            _end(connection)

    def _accept(self) -> None:
        while True:
            try:
                browser, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[browser], daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        with suppress(OSError), closing(browser):
            if self.state == "cut":
                return
            with closing(socket.create_connection((HERE, self._server_port))) as server:
                self._open |= {browser, server}
                back = threading.Thread(target=self._carry, args=[server, browser], daemon=True)
                back.start()
                self._carry(browser, server)
                back.join()
                self._open -= {browser, server}

    def _carry(self, sender: socket.socket, receiver: socket.socket) -> None:
        with suppress(OSError):
            while content := sender.recv(CHUNK):
                while self.state == "silent" and not self._ended.wait(LOOK_SECONDS):
                    pass
                if self.state == "no_websockets" and b"\r\nUpgrade: websocket\r\n" in content:
                    sender.sendall(REFUSAL)
                    break
                receiver.sendall(content)
        for side in (sender, receiver):
            _end(side)


def _end(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(server_port: int) -> Iterator[Line]:
    """A whole line, until the block ends."""
    line = Line(server_port)
    try:
        yield line
    finally:
        line.end()
