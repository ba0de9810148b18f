"""What was measured under load, as figures: quantiles by kind of run, memory, CPU, errors."""

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from load_measure import Plan, Watched
from load_tab import Run

CHART_RUNS = frozenset({"open", "page", "choice"})
SECONDS_A_MINUTE = 60


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share of the values does not exceed."""
    ranked = sorted(values)
    return ranked[max(0, -int(-share * len(ranked) // 1) - 1)]


def report(watched: Watched, plan: Plan) -> dict[str, Any]:
    """Everything of one server; only runs that were asked for while measuring count as times."""
    runs = [r for r in watched.crowd.runs if watched.began <= r.sent_at < watched.ended]
    seconds = watched.ended - watched.began
    charts = [run for run in runs if run.kind in CHART_RUNS]
    late = watched.late or [0.0]
    return {
        "runs": len(runs),
        "runs_a_second": round(len(runs) / seconds, 1),
        "page": _times(charts, watched.unanswered if not plan.surveys else ()),
        "hand_in": _told(runs),
        "kinds": {kind: _times(_of(runs, kind)) for kind in sorted({run.kind for run in runs})},
        "handed_in": watched.crowd.handed_in,
        "errors": _errors(watched),
        "memory_mib": memory(watched.rss_mib, plan.charts + plan.surveys, seconds),
        "cpu_share": {
            "server": round(watched.server_cpu / seconds, 3),
            "generator": round(watched.own_cpu / seconds, 3),
        },
        "cpu_ms_a_run": round(1_000 * watched.server_cpu / max(1, len(runs)), 2),
        "generator_late_ms": {
            "p50": _ms(quantile(late, 0.5)),
            "p95": _ms(quantile(late, 0.95)),
        },
    }


def memory(rss: Sequence[float], people: int, seconds: float) -> dict[str, float]:
    """What the server held: before anyone came, at the start and the end of measuring.

    Args:
        rss: MiB; the first before anyone came, the others evenly over the time measured.
        people: visitors at once.
        seconds: measured.

    Returns:
        ``a_session``: what each visitor added before measuring began. ``growth_a_minute``: the
        slope of a straight line through the second half, when caches are full.
    """
    idle, *looks = rss
    half = looks[len(looks) // 2 :]
    at = [i * seconds / SECONDS_A_MINUTE / len(looks) for i in range(len(half))]
    slope = statistics.linear_regression(at, half).slope if len(half) > 1 else 0.0
    return {
        "idle": round(idle, 1),
        "start": round(looks[0], 1),
        "end": round(looks[-1], 1),
        "most": round(max(looks), 1),
        "a_session": round((looks[0] - idle) / people, 3),
        "growth_a_minute": round(slope, 3),
    }


def _times(runs: Sequence[Run], unanswered: Iterable[float] = ()) -> dict[str, float]:
    """Milliseconds; who never got an answer counts with the time that they waited."""
    seconds = [*(run.seconds for run in runs), *unanswered]
    if not seconds:
        return {"runs": 0}
    return {
        "runs": len(seconds),
        "p50_ms": _ms(quantile(seconds, 0.5)),
        "p95_ms": _ms(quantile(seconds, 0.95)),
        "max_ms": _ms(max(seconds)),
        "kb": round(statistics.fmean(run.bytes for run in runs) / 1_000, 1) if runs else 0.0,
        "messages": round(statistics.fmean(run.messages for run in runs), 1) if runs else 0.0,
    }


def _told(runs: Sequence[Run]) -> dict[str, Any]:
    """Hand-ins until the thanks arrived; ``whole`` is until "people like you" was drawn below."""
    handed_in = _of(runs, "hand_in")
    told = [replace(run, seconds=run.told) for run in handed_in if run.told is not None]
    return {**_times(told), "whole": _times(handed_in)} if told else {"runs": 0}


def _errors(watched: Watched) -> dict[str, Any]:
    """Of the whole visit, also before and after measuring."""
    kinds = Counter(error for run in watched.crowd.runs for error in run.errors)
    not_thanked = sum(r.kind == "hand_in" and r.told is None for r in watched.crowd.runs)
    return {
        "shown": dict(kinds),
        "not_thanked": not_thanked,
        "dropped": watched.crowd.dropped,
        "unanswered": len(watched.unanswered),
        "other": dict(Counter(watched.crowd.failures)),
    }


def are_none(errors: dict[str, Any]) -> bool:
    """Whether nothing went wrong."""
    return not any(errors.values())


def _of(runs: Sequence[Run], kind: str) -> list[Run]:
    return [run for run in runs if run.kind == kind]


def _ms(seconds: float) -> float:
    return round(1_000 * seconds, 1)
