"""Two visitors of one running server: one who forges messages, and one who is in the middle."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from attacks_crawl import CODE, MOST_SCREENS, _answer, words
from attacks_payload import Decoded, Received
from attacks_visit import Visit, opened
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from dashboard.survey.visit import DOUBLE_TAP_SECONDS
from dashboard.text import say
from tests.fuzz.forged import Known
from tests.visitor import ROOT, run_page, visiting

QUIET_SECONDS = 1.0
"""After so long without a message the server has answered; a run waits a third for its turn."""
PAGE = "share"
TRACES = ("Traceback", "site-packages", str(ROOT), 'File "', '.py"', "line 1")
"""What stands in a trace and in no text of ours."""


@dataclass
class Attacker:
    """Whoever sends what no page sends.

    Attributes:
        port: of the server.
        received: all that came back.
        sent: how many messages went out.
        closed: how often the server ended the connection, by its code.
    """

    port: int
    received: list[ForwardMsg] = field(default_factory=list)
    sent: int = 0
    closed: dict[int, int] = field(default_factory=dict)

    def throw(self, messages: Iterable[bytes]) -> None:
        """Send messages, on a new connection where the last was ended."""
        left = iter(messages)
        while not self._thrown(left):
            pass

    def _thrown(self, left: Iterator[bytes]) -> bool:
        with visiting(self.port) as socket:
            self.received += run_page(socket, PAGE)
            try:
                for message in left:
                    self.sent += 1
                    socket.send(message)
                    self._take(socket, 0)
                self._take(socket, QUIET_SECONDS)
            except ConnectionClosed as ended:
                code = ended.rcvd.code if ended.rcvd else 0
                self.closed[code] = self.closed.get(code, 0) + 1
                return False
        return True

    def _take(self, socket: ClientConnection, seconds: float) -> None:
        while True:
            try:
                self.received.append(ForwardMsg.FromString(bytes(socket.recv(seconds))))
            except TimeoutError:
                return

    def told(self) -> Decoded:
        """Everything that came back, decoded."""
        received, self.received = self.received, []
        return Decoded.of([Received("attacker", received)])


@dataclass
class Neighbour:
    """A member in the middle of a survey.

    Attributes:
        visit: the tab.
        screens: how many were answered.
    """

    visit: Visit
    screens: int = 0

    def begin(self) -> None:
        """To the second step, so that there is a draft."""
        self.visit.open(PAGE)
        self.visit.press(say("survey.start.begin"))
        time.sleep(DOUBLE_TAP_SECONDS)
        self.visit.press(say("papers.consent.agree"))
        self.go_on()
        self.go_on()

    def go_on(self) -> None:
        """Answer what is on the screen, and leave it for the next."""
        _answer(self.visit)
        time.sleep(DOUBLE_TAP_SECONDS)
        if not self.visit.has(say("survey.check.hand_in")):
            self.visit.press(say("survey.go_on"))
            self.screens += 1
        if self.visit.has(say("survey.hand_over.noted")):
            time.sleep(DOUBLE_TAP_SECONDS)
            self.visit.press(say("survey.hand_over.noted"))

    def screen(self) -> list[str]:
        """What the same tap shows now: every element but its changing keys."""
        self.visit._run()  # a value that the page put into a field is sent with one run alone
        self.visit._run()
        kept = ("html", "text_input", "button_group", "selectbox", "button", "exception")
        return [repr(element) for element in self.visit.elements(*kept)]

    def hand_in(self) -> str:
        """The rest of the survey; returns the code under which it is kept."""
        for _ in range(MOST_SCREENS):
            if self.visit.has(say("survey.check.hand_in")):
                break
            self.go_on()
        time.sleep(DOUBLE_TAP_SECONDS)
        self.visit.press(say("survey.check.hand_in"))
        (code,) = set(CODE.findall(words(self.visit)))
        return str(code)

    def known(self) -> Known:
        """What an attacker might know of this tab."""
        with opened(self.visit.port) as own:
            own.open(PAGE)
            own.press(say("survey.start.begin"))
            time.sleep(DOUBLE_TAP_SECONDS)
            own.press(say("papers.consent.agree"))
            _answer(own)
            sent = tuple(own.widgets.values())
        states = tuple(self.visit.widgets.values())
        return Known(PAGE, sent, states, self.visit.session)


@contextmanager
def in_the_middle(port: int) -> Iterator[Neighbour]:
    """A member who has begun."""
    with opened(port) as visit:
        neighbour = Neighbour(visit)
        neighbour.begin()
        yield neighbour


def traces(decoded: Decoded) -> list[str]:
    """Texts that look like a part of a trace."""
    own = str(ROOT / "dashboard" / "app.py")  # Streamlit tells every page the script's place
    told = (text for text in decoded.texts if text != own)
    return [text[:300] for text in told if any(mark in text for mark in TRACES)]


def resident_mb(pid: int) -> float:
    """Memory of a process, in megabytes."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024
