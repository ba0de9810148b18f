"""Proof of work: a browser computes for a second before it may hand a survey in, or try a code.

Before handing in it is optional; before a code it is asked of a household that made ten slips.

It runs while a member fills the survey in, so they do not notice it; a thousand fakes cost a
thousand times that. The protocol is ALTCHA's (altcha.org), served and checked here: nobody
outside is asked.
"""

import json
import secrets
import threading
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, extract_params, verify_solution

HARDEST = 60_000
"""Tries at the most: half a second on a desk, a few on a telephone, in the background."""
HOURS_TO_SOLVE = 12
MOST_DONE = 20_000
"""Solved visits that are remembered; the oldest go first."""
LONGEST_SOLUTION = 2_048

_key = secrets.token_hex(32)
_done: OrderedDict[str, None] = OrderedDict()
_lock = threading.Lock()


def new_challenge(visit: str) -> str:
    """A new task for the browser of a visit, as JSON."""
    asked = ChallengeOptions(
        max_number=HARDEST,
        hmac_key=_key,
        expires=datetime.now(UTC) + timedelta(hours=HOURS_TO_SOLVE),
        params={"visit": visit},
    )
    made = create_challenge(asked)
    return json.dumps(made.to_dict())


def accept_solution(solution: bytes) -> bool:
    """Check a solution, and note its visit as done.

    Args:
        solution: what a browser sent: JSON, and anything else.

    Returns:
        Whether it solves a task that was set here and has not expired.
    """
    if len(solution) > LONGEST_SOLUTION:
        return False
    try:
        found: Any = json.loads(solution)
        solved, _ = verify_solution(found, _key)
        visit = extract_params(found)["visit"][0]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return False
    if solved:
        with _lock:
            _done[visit] = None
            while len(_done) > MOST_DONE:
                _done.popitem(last=False)
    return bool(solved)


def work_is_done(visit: str) -> bool:
    """Whether the browser of this visit has done its work."""
    with _lock:
        return visit in _done
