"""For who stopped: how many had stopped by that week, and why."""

from dashboard.findings.peers import precision
from dashboard.findings.peers.effects import weeks_in_words
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.findings.peers.precision import WholeParts
from dashboard.findings.response import STOP
from dashboard.findings.timelines.course import COURSE
from dashboard.stats.shares import Share
from dashboard.text import say
from db.catalogue import COURSES, MEASURES
from db.vocabulary import StopReason

STATES = ("stopped_for_effects", "stopped_otherwise")
_FOR_EFFECTS = StopReason.side_effects.name


def stops_by_week(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Of everyone who started so long ago: stopped for effects, for another reason, still on it."""
    week = peers.me.effect_week
    match = peers.match_at(COURSE, (STATES[0], week), lambda m: _parts_in_week(m, week).are_told)
    parts = _parts_in_week(match, week)
    if not parts.are_told:
        return peers.too_few("stops")
    *stopped, still = parts.shares
    whole = precision.sum_of_parts(stopped)
    tags = (_tag_of_mine(peers, for_effects=True), _tag_of_mine(peers, for_effects=False))
    labels = (say(f"words.course.{state}") for state in STATES)
    rows = [*zip(labels, stopped, tags, strict=True), (say("finding.peers.stops.still"), still, "")]
    numbers = precision.rows_of_shares(rows, parts.of)
    people, weeks = precision.people_in_words(whole, numbers.of), weeks_in_words(week)
    sentence = say("finding.peers.stops.sentence", people=people, weeks=weeks)
    lines = (precision.people_line(whole, numbers.of, match.among_whom),)
    return match.answer_with("stops", sentence, numbers, lines)


def _parts_in_week(match: PeerMatch, week: str) -> WholeParts:
    """Stopped for effects, stopped otherwise, still on it; nothing if one is missing."""
    shares = {state: share for state in COURSES if (share := match.share_in_week(state, week))}
    if len(shares) < len(COURSES):
        return precision.NO_PARTS
    still = precision.sum_of_parts([shares[state] for state in COURSES if state not in STATES])
    return precision.parts_of_whole([*(shares[state] for state in STATES), still])


def _tag_of_mine(peers: PeerSearch, *, for_effects: bool) -> str:
    reason = peers.me.stop_reason
    is_mine = reason is not None and (reason == _FOR_EFFECTS) == for_effects
    return say("charts.peers.reason") if is_mine else ""


def stop_reasons(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Why people stopped, the commonest reason first; mine is marked."""
    words = MEASURES[STOP].axes[0]
    match = peers.match_at(STOP, (words[0],), lambda m: all(m.has_number((w,)) for w in words))
    shares = {word: share for word in words if (share := match.share((word,)))}
    if len(shares) < len(words):
        return peers.too_few("reasons")
    whole = precision.parts_of_whole([*shares.values()])
    parts = dict(zip(words, whole.shares, strict=True))
    mine = peers.me.stop_reason
    order = sorted(words, key=lambda word: -parts[word].value)
    told = [word for word in order if parts[word].value or word == mine]
    numbers = precision.rows_of_shares(
        [_reason_row(word, parts[word], mine) for word in told], whole.of
    )
    first = mine if mine in parts and parts[mine].value else order[0]
    reason = say(f"words.stop_reason.{first}")
    sentence = say(
        f"finding.peers.reasons.{'mine' if first == mine else 'commonest'}",
        people=precision.people_in_words(parts[first], numbers.of),
        reason=reason[:1].lower() + reason[1:],
    )
    lines = (precision.people_line(parts[first], numbers.of, match.among_whom),)
    return match.answer_with("reasons", sentence, numbers, lines)


def _reason_row(word: str, share: Share, mine: str | None) -> tuple[str, Share, str]:
    tag = say("charts.peers.reason") if word == mine else ""
    return say(f"words.stop_reason.{word}"), share, tag
