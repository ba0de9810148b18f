"""What helped others with the same effect, stopping and dividing the dose among it."""

from dashboard.findings.number_phrases import sentence_case
from dashboard.findings.peers import precision
from dashboard.findings.peers.effects import effect_in_words
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.findings.timelines.spells import HELPED
from dashboard.stats.shares import Share
from dashboard.text import say
from db.catalogue import EVERY_EFFECT, GROUP_OF_EFFECT, MEASURES
from db.thresholds import FEW_PEOPLE

ROWS = 4
"""Things that helped, named most often."""
STOPPING, DIVIDING = "stopped", "split_dose"
_NOTHING = "nothing_yet"


def what_helped(peers: PeerSearch, word: str | None) -> PeerAnswer[IconRows]:
    """What helped, among those whose effect of the same group ended.

    Args:
        peers: whom to look among.
        word: a single effect of ``catalogue.EFFECT_AXIS``, whose group is what is published; None
            for any effect.
    """
    match, group = _match_of_group(peers, GROUP_OF_EFFECT[word] if word else EVERY_EFFECT)
    named = _rows_of_help(peers, match, group)
    if not named:
        return peers.too_few("helped")
    numbers = precision.rows_of_shares(named)
    label, share, _ = named[0]
    sentence = say(
        "finding.peers.helped.sentence",
        people=precision.people_in_words(share, numbers.of),
        what=label[:1].lower() + label[1:],
    )
    whose = say("finding.peers.helped.whose", effect=sentence_case(effect_in_words(group)))
    lines: tuple[str, ...] = (
        f"{whose} {precision.people_line(share, numbers.of, match.among_whom)}",
    )
    if peers.me.stopped:
        lines += (say("finding.peers.helped.after_stopping"),)
    return match.answer_with("helped", sentence, numbers, lines)


def _match_of_group(peers: PeerSearch, group: str) -> tuple[PeerMatch, str]:
    """The effect's group; any effect, where an edition does not tell groups apart."""

    def tells_all(match: PeerMatch) -> bool:
        return all(match.has_number((group, word)) for word in MEASURES[HELPED].axes[1])

    match = peers.match_at(HELPED, (group, "time"), tells_all)
    if match.is_told or group == EVERY_EFFECT:
        return match, group
    return _match_of_group(peers, EVERY_EFFECT)


def _rows_of_help(peers: PeerSearch, match: PeerMatch, group: str) -> list[tuple[str, Share, str]]:
    shares = {
        word: share
        for word in MEASURES[HELPED].axes[1]
        if (share := match.share((group, word))) and precision.has_number(share)
    }
    shares.pop(_NOTHING, None)
    common = sorted(
        (word for word, share in shares.items() if share.cases >= FEW_PEOPLE),
        key=lambda word: -shares[word].cases,
    )[:ROWS]
    if peers.me.stopped and STOPPING in shares and STOPPING not in common:
        common.append(STOPPING)
    tag = say("charts.peers.did")
    return [
        (
            say(f"words.helped.{word}"),
            shares[word],
            tag if word == STOPPING and peers.me.stopped else "",
        )
        for word in common
    ]
