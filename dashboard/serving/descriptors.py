"""File descriptors: as many as the system gives, and none for a tab that is only looked at.

Streamlit 1.67 makes an event loop of three descriptors for each session, which no page of ours
uses, and keeps it for as long as it keeps the session: at a limit of 1,024 nobody gets in after 154
tabs, and not a line of the log says why.
"""

import asyncio
import selectors
import sys

if sys.platform != "win32":
    import resource

OF_THE_SERVER = 200
"""Files, databases and short requests of the server itself, all together."""
OF_A_TAB = 2
"""Its lasting connection, and a file or two that are fetched now and then."""
OF_WINDOWS = 8_192
MOST_TABS = 10_000
"""However many descriptors there are: memory and time are for fewer."""


def raise_descriptor_limit() -> int:
    """Ask for as many descriptors as this process may have; returns how many that are."""
    if sys.platform == "win32":
        return OF_WINDOWS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (OSError, ValueError):  # macOS says "unlimited" and takes less
        hard = soft
    return sys.maxsize if hard == resource.RLIM_INFINITY else hard


def tabs_that_fit(descriptors: int) -> int:
    """How many tabs may be open at a time with so many descriptors."""
    return max(1, min(MOST_TABS, (descriptors - OF_THE_SERVER) // OF_A_TAB))


class SleepingLoop(asyncio.SelectorEventLoop):
    """An event loop that takes its descriptors when it first runs."""

    def __init__(self) -> None:
        self._is_awake = False
        self._ssock = self._csock = None
        super().__init__(selectors.SelectSelector())  # which has none of its own

    def run_forever(self) -> None:
        """Run, as any loop."""
        if not self._is_awake:
            self._is_awake = True
            self._move_to_selector(selectors.DefaultSelector())
            self._make_self_pipe()
        super().run_forever()

    def _make_self_pipe(self) -> None:
        if self._is_awake:
            super()._make_self_pipe()  # type: ignore[misc]

    def _close_self_pipe(self) -> None:
        if self._is_awake:
            super()._close_self_pipe()  # type: ignore[misc]

    def _move_to_selector(self, selector: selectors.BaseSelector) -> None:
        this = vars(self)
        for key in this["_selector"].get_map().values():
            selector.register(key.fileobj, key.events, key.data)
        this["_selector"].close()
        this["_selector"] = selector


class SleepingLoops(asyncio.DefaultEventLoopPolicy):
    """What is made inside a running loop cannot run there; Streamlit's sessions are."""

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A loop that sleeps where another one runs, and a usual one elsewhere."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return super().new_event_loop()
        return SleepingLoop()


def let_loops_sleep() -> None:
    """From now on sessions take no descriptors."""
    asyncio.set_event_loop_policy(SleepingLoops())
