"""For who divides the dose: what divided doses did for others."""

from dashboard.findings.peers import precision
from dashboard.findings.peers.effects import effect_in_words
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer
from dashboard.findings.peers.what_helped import DIVIDING
from dashboard.findings.timelines.spells import HELPED
from dashboard.findings.timings.contrasts import effect_differences
from dashboard.text import say
from db.catalogue import BY_DIVIDED, EVERY_EFFECT


def split_dose_answers(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """How many say that dividing the dose helped, and how a divided start differs from bedtime."""
    match = peers.match_at(HELPED, (EVERY_EFFECT, DIVIDING))
    share = match.share((EVERY_EFFECT, DIVIDING))
    if share is None or not precision.has_number(share):
        return peers.too_few("divided")
    numbers = precision.rows_of_shares([(say(f"words.helped.{DIVIDING}"), share, "")])
    people = precision.people_in_words(share, numbers.of)
    sentence = say("finding.peers.divided.sentence", people=people)
    lines = (precision.people_line(share, numbers.of, match.among_whom), *_start_lines(peers))
    return match.answer_with("divided", sentence, numbers, lines)


def _start_lines(peers: PeerSearch) -> tuple[str, ...]:
    """Of everyone: which effects who started divided had more or less often than at bedtime."""
    rows = effect_differences(peers.everyone, BY_DIVIDED).numbers.rows
    compared = [row for row in rows if row.value is not None]
    if not compared:
        return (say("finding.peers.divided.too_few"),)
    clear = [row for row in compared if row.clear]
    if not clear:
        return (say("finding.peers.divided.close", number=len(compared)),)
    return tuple(
        say(
            f"finding.peers.divided.{'less' if (row.value or 0) > 0 else 'more'}",
            effect=effect_in_words(row.word),
        )
        for row in clear
    )
