"""What helped others with the same effect, among people like me."""

from dataclasses import replace

from dashboard.findings.finding_numbers import ShareBars
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.peer_numbers import PeerAnswer
from dashboard.findings.timelines import spells
from db.catalogue import GROUP_OF_EFFECT
from db.thresholds import PEER_NUMBER_FROM_PEOPLE


def what_helped(peers: PeerSearch, word: str) -> PeerAnswer[ShareBars]:
    """What helped, among those whose effect of the same group ended.

    Args:
        peers: whom to look among; the closest group with enough who said what helped counts.
        word: a single effect of ``catalogue.EFFECT_AXIS``; its group is what is published.
    """
    group = GROUP_OF_EFFECT[word]
    # Eight answers share the people: told in thirds, nearly all would be "fewer than a third".
    match = peers.closest_match(spells.HELPED, (group, "time"), PEER_NUMBER_FROM_PEOPLE)
    finding = spells.what_helped(match.asked, group)
    if not match.people:
        finding = match.asked.too_few(finding.name, ShareBars(()), PEER_NUMBER_FROM_PEOPLE)
    return PeerAnswer(replace(finding, cells=()), (), match.omissions_for_few())
