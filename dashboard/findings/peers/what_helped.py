"""What helped others with the same effect, among people like me."""

from dataclasses import replace

from dashboard.findings.numbers import Bars
from dashboard.findings.peers import precision
from dashboard.findings.peers.match import Peers
from dashboard.findings.peers.numbers import Answer
from dashboard.findings.timelines import spells
from dashboard.findings.timelines.by_week import group_of

NEEDED = precision.NUMBER_FROM_PEOPLE
"""Eight answers share the people: told in thirds, nearly all would be "fewer than a third"."""


def what_helped(peers: Peers, word: str) -> Answer[Bars]:
    """What helped, among those whose effect of the same group ended.

    Args:
        peers: whom to look among; the closest group with NEEDED who said what helped counts.
        word: a single effect of ``catalogue.EFFECT_AXIS``; its group is what is published.
    """
    group = group_of(word)
    match = peers.closest(spells.HELPED, (group, "time"), NEEDED)
    finding = spells.what_helped(match.asked, group)
    if not match.people:
        finding = match.asked.too_few(finding.name, Bars(()), NEEDED)
    return Answer(replace(finding, cells=()), (), match.left_for_few())
