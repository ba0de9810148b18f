"""How long somebody waits for a database that is locked or frozen: a visitor seconds.

Publishing, moving and whatever an operator types wait as long as it takes; what a page reads or
writes is given up, so that a sentence comes within ten seconds and the answers stay on the screen.
"""

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Engine, event

from db.store.errors import StoreError

VISITOR_SECONDS = 4.0
"""For a lock of this process, then for one of the database, and for each statement."""
SILENT_SECONDS = 5.0
"""So long a database that said nothing is not asked again by visitors: by the rest of a page, and
not by the next tap of somebody who has read the sentence."""
REFUSED_SECONDS = 1.0
"""Who refuses says so sooner, and may be asked again at once."""
POLL_SECONDS = 0.1
GRACE_SECONDS = 1.0
"""By which the server's own word that it gives up may be late."""
_OPTION = "sweetspot_wait_seconds"
_MS = 1_000


def limit_patience(engine: Engine, seconds: float | None) -> None:
    """Remember with an engine how long it waits; None: as long as it takes."""
    if seconds is not None:
        engine.update_execution_options(**{_OPTION: seconds})


def patience_of(engine: Engine) -> float | None:
    """Seconds, or None: as long as it takes."""
    found: float | None = engine.get_execution_options().get(_OPTION)
    return found


@contextmanager
def turn_within(lock: threading.Lock, engine: Engine) -> Iterator[None]:
    """Hold a lock of this process; a visitor does not queue for ever.

    Raises:
        StoreError: ``store_busy``: nothing was read or written.
    """
    seconds = patience_of(engine)
    if not lock.acquire(timeout=-1 if seconds is None else seconds):
        raise StoreError("store_busy")
    try:
        yield
    finally:
        lock.release()


def server_limits(seconds: float | None) -> str:
    """Options by which PostgreSQL itself gives a lock and a statement up; "" without a limit."""
    if seconds is None:
        return ""
    return f" -clock_timeout={seconds * _MS:.0f} -cstatement_timeout={seconds * _MS:.0f}"


def limit_answers(engine: Engine, seconds: float | None) -> None:
    """Give up a PostgreSQL that says nothing at all, such as one whose processes are stopped.

    Its machine still acknowledges every packet, so neither its own limits nor TCP's ever end. For
    a moment it is not asked again: a page asks several times, and each would wait as long.
    """
    if seconds is None:
        return
    silence = _silence_of(engine.url.render_as_string(hide_password=True))
    kind = _limited_connection(seconds, silence)

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, words: Any, named: dict[str, Any]) -> Any:
        silence.check()
        began = time.monotonic()
        try:
            return kind.connect(*words, **named)
        except Exception:
            if time.monotonic() - began > REFUSED_SECONDS:
                silence.begin()
            raise


class _Silence:
    """Since when a database has said nothing; one a database, whatever is asked of it."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """Note that it did not answer."""
        self._until = time.monotonic() + SILENT_SECONDS

    def is_on(self) -> bool:
        """Whether it did not answer a moment ago."""
        return time.monotonic() < self._until

    def check(self) -> None:
        """Give up at once while it lasts."""
        if self.is_on():
            raise _no_answer()


@cache
def _silence_of(_address: str) -> _Silence:
    return _Silence()


def _no_answer() -> Exception:
    from psycopg import OperationalError  # noqa: PLC0415 - comes with an extra

    return OperationalError("the database does not answer")


def _limited_connection(seconds: float, silence: _Silence) -> Any:
    """A connection of the driver's whose every wait has an end; it is closed then."""
    from psycopg import Connection, waiting  # noqa: PLC0415 - as above

    class LimitedConnection(Connection[Any]):
        def wait(self, gen: Any, *_given: Any, **_named: Any) -> Any:
            def give_up() -> None:
                silence.begin()
                close()

            def close() -> None:
                self.pgconn.finish()  # whatever it still says belongs to nobody
                raise _no_answer()

            if silence.is_on():  # not begun anew: else it would last as long as there are visitors
                close()
            limited = _steps_within(gen, time.monotonic() + seconds + GRACE_SECONDS, give_up)
            return waiting.wait_selector(limited, self.pgconn.socket, POLL_SECONDS)

    return LimitedConnection


def _steps_within(
    steps: Any, deadline: float, give_up: Callable[[], None]
) -> Generator[Any, Any, Any]:
    """The driver's own steps; it is asked again at least every tenth of a second."""
    try:
        wanted = next(steps)
        while True:
            ready = yield wanted
            if time.monotonic() > deadline and not ready:
                give_up()
            wanted = steps.send(ready)
    except StopIteration as end:
        return end.value
