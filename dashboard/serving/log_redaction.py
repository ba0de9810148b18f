"""Log lines that name a failure's class and place, and never a value.

An exception's text may hold an answer (pydantic prints its input), and Streamlit and uvicorn
log every exception with its text and trace, before anyone is asked.
"""

import logging
import re
from pathlib import Path
from traceback import walk_tb
from typing import Any

ROOT = Path(__file__).parents[2]
SESSION = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Streamlit's name of a tab, which its lines about a reconnection tell."""
OURS = tuple(ROOT / folder for folder in ("dashboard", "db", "pages"))


def place_in_our_code(error: BaseException) -> str | None:
    """Innermost ``file:line`` of a failure in our own code, or None where there is none."""
    lines = walk_tb(error.__traceback__)
    places = [(Path(frame.f_code.co_filename), line) for frame, line in lines]
    ours = [(path, line) for path, line in places if any(map(path.is_relative_to, OURS))]
    return f"{ours[-1][0].relative_to(ROOT)}:{ours[-1][1]}" if ours else None


def without_values(error: BaseException) -> str:
    """Such as ``ValueError at db/codes.py:48``."""
    where = place_in_our_code(error)
    return type(error).__name__ + (f" at {where}" if where else "")


def keep_values_out_of_logs() -> None:
    """From now on, in this whole process, no log record carries an exception's text or trace.

    Nor does one carry the name of a tab.

    A record factory, because handlers and filters belong to single loggers and libraries
    bring their own.
    """
    make = logging.getLogRecordFactory()

    def make_without_values(*given: Any, **named: Any) -> logging.LogRecord:
        record = make(*given, **named)
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            # Arguments and further lines may quote the exception, so they go as well.
            first_line = str(record.msg).partition("\n")[0]
            record.msg, record.args = f"{first_line}: {without_values(error)}", None
        elif SESSION.search(words := _line_of(record)):
            record.msg, record.args = SESSION.sub("-", words), None
        record.exc_info = record.exc_text = record.stack_info = None
        return record

    logging.setLogRecordFactory(make_without_values)
    for name in ("uvicorn.error", "uvicorn.access"):
        # Below a warning they log the address of every visitor. Streamlit sets their level anew
        # after this, so a filter.
        logging.getLogger(name).addFilter(lambda record: record.levelno >= logging.WARNING)


def _line_of(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - a line with other arguments than it has places for
        return str(record.msg)
