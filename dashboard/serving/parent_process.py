"""The server ends with the command that started it, also where that is killed.

``kill -9`` of ``sweetspot serve`` left the server on its port: the next start found it taken.
"""

import ctypes
import os
import signal
import sys

PARENT = "SWEETSPOT_STARTED_BY"
"""Names the process that the server belongs to; without it, it is on its own."""
_PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Have the kernel end this process when its parent does (Linux; elsewhere nothing is done)."""
    parent = os.environ.pop(PARENT, "")
    if not parent or not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):  # it was killed before the kernel knew
        os.kill(os.getpid(), signal.SIGTERM)
