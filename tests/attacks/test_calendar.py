"""The trap of the ten, and the first edition: whether one appears tells of nobody."""

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from attacks_reader import Readings, gain

from dashboard import demo
from dashboard.publishing import PublishReason, publish_edition
from dashboard.publishing.blurring import count_noise
from dashboard.publishing.progress import HIGHEST, STEP
from dashboard.publishing.weights import SECRET_BYTES, LotKey
from dashboard.stats.noise import CUT, PROBABILITIES, VALUES
from dashboard.stores import Stores, open_stores
from db.answers import Survey
from db.members import hand_in, record
from db.thresholds import FIRST_FROM_MEMBERS, THRESHOLD
from tests.editions_of import next_day, noon_of, publish_next

DAY = datetime.timedelta(days=1)
NEW_BETWEEN = 10
"""The old rule: an edition appears as soon as so many changed."""
ACTS = ("hands in", "checks in", "erases")
Gained = Callable[..., None]


def seen_days(stores: Stores, act: Callable[[Stores], object] | None) -> list[PublishReason]:
    """What a look of each day of a week says; half way the friend acts, or nobody does."""
    found, day = [], next_day(stores) - 6 * DAY
    for nth in range(7):
        if nth == 3 and act:
            act(stores)
        found.append(publish_edition(stores, moment=noon_of(day + nth * DAY)).reason)
    return found


def appears_when_ten_changed(changed: int) -> bool:
    """The old rule, once its interval has passed."""
    return changed >= NEW_BETWEEN


def test_no_day_of_an_edition_tells_that_a_friend_acted(
    tmp_path: Path, a_survey: Callable[..., Survey], gained: Gained
) -> None:
    """Nine changes of her own wait; the friend hands in, checks in or erases on a Thursday."""
    ours, control = 0, 0
    for name in (None, *ACTS):
        stores = open_stores(tmp_path / (name or "nobody"))
        demo.fill_with_members(stores.members, 105, seed=3)
        code = secrets.token_bytes(32)
        hand_in.hand_in(stores.members, code, a_survey())
        assert publish_next(stores).reason is PublishReason.published
        for _ in range(NEW_BETWEEN - 1):
            hand_in.hand_in(stores.members, secrets.token_bytes(32), a_survey())
        days = seen_days(stores, acts(code, a_survey)[name] if name else None)
        stores.close()
        if name is None:
            quiet = days
            continue
        ours += days != quiet
        control += appears_when_ten_changed(NEW_BETWEEN) != appears_when_ten_changed(
            NEW_BETWEEN - 1
        )
    gained("trap_of_ten", ours, "0", control, f"{len(ACTS)} acts, a week of daily looks")
    assert ours == 0
    assert quiet == [PublishReason.too_early] * 6 + [PublishReason.published]
    assert control == len(ACTS)


def acts(
    code: bytes, a_survey: Callable[..., Survey]
) -> dict[str | None, Callable[[Stores], object]]:
    """What the friend may do."""
    return {
        "hands in": lambda s: hand_in.hand_in(s.members, secrets.token_bytes(32), a_survey()),
        "checks in": lambda s: (
            record.erase_member(s.members, code)
            and hand_in.hand_in(s.members, code, a_survey(observed_week=24))
        ),
        "erases": lambda s: record.erase_member(s.members, code),
    }


def right_guesses(chances_of_noise: dict[int, float]) -> float:
    """How often the best guess of the true number is right, one fake more each week.

    A group of 10 to 30 real members, each size as likely; she stops when the edition appears.
    """
    joint: dict[tuple[int, int], float] = {}
    sizes = range(10, 31)
    for real in sizes:
        waiting = 1.0
        for fakes in range(FIRST_FROM_MEMBERS + CUT + 1):
            appears = sum(
                chance
                for noise, chance in chances_of_noise.items()
                if real + fakes + noise >= FIRST_FROM_MEMBERS
            )
            joint[fakes, real] = waiting * appears / len(sizes)
            waiting *= 1 - appears
    weeks = {fakes for fakes, _ in joint}
    return sum(max(joint[fakes, real] for real in sizes) for fakes in weeks)


def test_the_first_edition_does_not_tell_how_many_there_are(gained: Gained) -> None:
    """Fakes one by one until it appears; exact chances of the noise, no luck of one run.

    By the old rule it appears at exactly so many, and she is always right.
    """
    noise = dict(zip(map(int, VALUES), map(float, PROBABILITIES), strict=True))
    ours, control = right_guesses(noise), right_guesses({0: 1.0})
    gained("first_edition", ours, "<= 0.35", control, "groups of 10 to 30, one fake a week")
    assert ours <= 0.35
    assert control == pytest.approx(1.0)


def told_progress(people: int) -> int:
    """What is told of so many, as ``progress`` tells it: a true number, noise, steps."""
    return min(HIGHEST, people // STEP * STEP) if people >= THRESHOLD else 0


@pytest.mark.parametrize("replays", [150, pytest.param(1_000, marks=pytest.mark.slow)])
def test_ten_weeks_of_progress_on_each_side_hardly_tell_who_joined(
    replays: int, gained: Gained
) -> None:
    """19 others, all known; ten weeks before and ten after, at the very step. Control: no lot."""
    generator = np.random.default_rng(4)
    keys = generator.integers(0, 2**32, THRESHOLD)
    found = {True: Readings(), False: Readings()}
    for is_drawn, readings in found.items():
        for _ in range(replays):
            scores = []
            for after in (THRESHOLD, THRESHOLD - 1):
                weeks = [
                    [
                        _progress_of_week(keys[:many], generator, is_drawn=is_drawn)
                        for _ in range(10)
                    ]
                    for many in (THRESHOLD - 1, after)
                ]
                scores.append(float(np.mean(weeks[1]) - np.mean(weeks[0])))
            readings.add(scores[:1], scores[1:])
    ours, control = gain([found[True]]), gain([found[False]])
    run = f"{replays} replays of ten weeks each side"
    gained("progress_joined", ours.auc, "<= 0.65", control.auc, run, interval=ours[1:])
    assert ours.low <= 0.65
    assert control.low > 0.65


def _progress_of_week(keys: np.ndarray, generator: np.random.Generator, *, is_drawn: bool) -> int:
    secret = generator.bytes(SECRET_BYTES)
    people = int(LotKey(secret).weights(keys).sum()) if is_drawn else len(keys)
    return told_progress(people + count_noise(secret, "progress"))
