"""What helped others with the same effect, among people like me."""

from dataclasses import replace

from dashboard.findings.finding_numbers import ShareBars
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.peer_numbers import PeerAnswer
from dashboard.findings.timelines import spells
from dashboard.findings.timelines.by_week import effect_group

NEEDED = precision.NUMBER_FROM_PEOPLE
"""Eight answers share the people: told in thirds, nearly all would be "fewer than a third"."""


def what_helped(peers: PeerSearch, word: str) -> PeerAnswer[ShareBars]:
    """What helped, among those whose effect of the same group ended.

    Args:
        peers: whom to look among; the closest group with NEEDED who said what helped counts.
        word: a single effect of ``catalogue.EFFECT_AXIS``; its group is what is published.
    """
    group = effect_group(word)
    match = peers.closest_match(spells.HELPED, (group, "time"), NEEDED)
    finding = spells.what_helped(match.asked, group)
    if not match.people:
        finding = match.asked.too_few(finding.name, ShareBars(()), NEEDED)
    return PeerAnswer(replace(finding, cells=()), (), match.omissions_for_few())
