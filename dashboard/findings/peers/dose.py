"""Where people like me have got to with their dose, and where my own dose lies in that."""

from dashboard.findings.doses.dose_kept import KEPT
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.findings.peers.precision import WholeParts
from dashboard.text import say
from db import bands
from db.catalogue import MEASURES
from db.thresholds import KEPT_FOR_WEEKS, KEPT_FROM_WEEK

_DOSES = bands.DOSE_UG.words
_REST = ("stepping", "stopped")


def dose_kept(peers: PeerSearch) -> PeerAnswer[IconRows] | None:
    """How many keep my dose, a lower one, a higher one; None where I have no dose now."""
    mine = bands.DOSE_UG.word(peers.me.dose_ug) if peers.me.dose_ug else None
    if mine is None:
        return None
    match = peers.match_at(KEPT, (mine,), lambda match: _parts_around(match, mine)[1].are_told)
    names, whole = _parts_around(match, mine)
    if not whole.are_told:
        return peers.too_few("dose")
    tag = say("charts.peers.dose")
    rows = [
        (_place_label(name, mine), share, tag if name == "mine" else "")
        for name, share in zip(names, whole.shares, strict=True)
    ]
    numbers = precision.rows_of_shares(rows, whole.of)
    own = whole.shares[names.index("mine")]
    sentence = say(
        "finding.peers.dose.sentence",
        people=precision.people_in_words(own, numbers.of),
        dose=say(f"words.dose_place.{mine}"),
    )
    lines = (precision.people_line(own, numbers.of, match.among_whom), *_caveat_lines(peers.me))
    return match.answer_with("dose", sentence, numbers, lines)


def _parts_around(match: PeerMatch, mine: str) -> tuple[list[str], WholeParts]:
    """Lower, mine, higher, still changing, stopped: the names of the parts, and the parts."""
    words_kept = MEASURES[KEPT].axes[0]
    shares = {word: share for word in words_kept if (share := match.share((word,)))}
    if len(shares) < len(words_kept):
        return [], precision.NO_PARTS
    at = _DOSES.index(mine)
    words = {"lower": _DOSES[:at], "mine": (mine,), "higher": _DOSES[at + 1 :]}
    words |= {word: (word,) for word in _REST}
    known = {name: of_it for name, of_it in words.items() if of_it}
    sums = [precision.sum_of_parts([shares[word] for word in of_it]) for of_it in known.values()]
    return [*known], precision.parts_of_whole(sums)


def _place_label(name: str, mine: str) -> str:
    if name in _REST:
        return say(f"words.dose_place.{name}")
    return say(f"finding.peers.dose.row_{name}", dose=say(f"words.dose_place.{mine}"))


def _caveat_lines(me: MyFacts) -> tuple[str, ...]:
    if me.week < KEPT_FROM_WEEK:
        return (say("finding.peers.dose.early"),)
    if me.weeks_on_dose is not None and me.weeks_on_dose < KEPT_FOR_WEEKS:
        return (say("finding.peers.dose.new"),)
    return ()
