"""For who feels worse: how common that is after going up to this dose, and what eased it."""

from dashboard.findings.doses.dose_kept import DOWN
from dashboard.findings.doses.next_steps import UP
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.text import say
from db import bands
from db.axis_words import AFTER_STEP_UP
from db.catalogue import CUTS

_ORDER = ("effects_worse", "went_back", "benefit_more")
"""The question first: did it get worse?"""
_EASED = "effects_better"


def worse_after_step_up(peers: PeerSearch) -> PeerAnswer[IconRows] | None:
    """Of those who went up to my dose: effects worse, went back, more benefit; None without one."""
    dose = bands.DOSE_UG.word(peers.me.dose_ug) if peers.me.dose_ug else None
    if dose is None:
        return None
    match = peers.match_at(UP, (dose, AFTER_STEP_UP[0]))
    shares = {word: match.share((dose, word)) for word in _ORDER}
    known = [word for word in _ORDER if precision.has_number(shares[word])]
    if not known:
        return peers.too_few("worse", dose=say(f"words.dose_place.{dose}"))
    named = [(say(f"finding.peers.worse.row_{word}"), shares[word], "") for word in known]
    numbers = precision.rows_of_shares(named)
    first = shares[known[0]]
    assert first is not None, "it has a number"
    people = precision.people_in_words(first, numbers.of)
    sentence = say(f"finding.peers.worse.{known[0]}", people=people)
    lines = (precision.people_line(first, numbers.of, match.among_whom),)
    label = say(f"words.dose_place.{dose}")
    return match.answer_with("worse", sentence, numbers, lines, dose=label)


def what_eased_it(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Of those who lowered their dose to ease effects: eased, and the benefit kept."""
    cut = next((cut for cut in CUTS if peers.match_at(DOWN, (cut, _EASED)).is_told), CUTS[0])
    match = peers.match_at(DOWN, (cut, _EASED))
    share = match.share((cut, _EASED))
    if share is None or not precision.has_number(share):
        return peers.too_few("eased")
    named = [
        (say(f"finding.peers.eased.row_{outcome}"), match.share((cut, outcome)), "")
        for outcome in (_EASED, "benefit_kept")
    ]
    numbers = precision.rows_of_shares(named)
    people = precision.people_in_words(share, numbers.of)
    sentence = say(f"finding.peers.eased.{cut}", people=people)
    lines = (
        precision.people_line(share, numbers.of, match.among_whom),
        say("finding.peers.no_advice"),
    )
    return match.answer_with("eased", sentence, numbers, lines)
