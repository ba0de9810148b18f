"""Which cards stand on a member's page, and in which order (docs/people-like-me.md)."""

from collections.abc import Callable
from functools import partial

from dashboard.findings.peers import dose, effects, split_doses, stops, weeks, what_helped, worse
from dashboard.findings.peers.effects import OwnEffect
from dashboard.findings.peers.match import PeerSearch
from dashboard.findings.peers.me import MyFacts
from dashboard.findings.peers.peer_numbers import IconRows, PeerAnswer

Question = Callable[[], PeerAnswer[IconRows] | None]
"""What a card asks; None = there is nothing to ask."""
_STOPPED = ("effects", "stops", "reasons", "helped")
_WORSE = ("effects", "worse", "eased", "helped", "divided", "dose", "change")
_ON_LDN = ("effects", "by_week", "helped", "divided", "dose", "change", "common")


def cards_of_story(me: MyFacts) -> tuple[str, ...]:
    """The names of the cards, first to last: own effects first, whatever the story."""
    cards = _STOPPED if me.stopped else _WORSE if me.feels_worse else _ON_LDN
    left_out = set() if me.is_divided else {"divided"}
    if not (me.effects or me.feels_worse or me.stopped):
        left_out |= {"by_week", "helped"}
    return tuple(card for card in cards if card not in left_out)


def questions_of_story(peers: PeerSearch, own: OwnEffect | None) -> dict[str, Question]:
    """What each card asks, by its name.

    Args:
        peers: whom to look among.
        own: the effect of mine that is looked at week by week, if any has a number.
    """
    word = own.mine.word if own else next((e.word for e in peers.me.effects), None)
    return {
        "effects": partial(effects.own_effects, peers),
        "by_week": partial(weeks.effect_by_week, own) if own else _ask_nothing,
        "helped": partial(what_helped.what_helped, peers, word),
        "stops": partial(stops.stops_by_week, peers),
        "reasons": partial(stops.stop_reasons, peers),
        "worse": partial(worse.worse_after_step_up, peers),
        "eased": partial(worse.what_eased_it, peers),
        "divided": partial(split_doses.split_dose_answers, peers),
        "dose": partial(dose.dose_kept, peers),
        "change": partial(weeks.change_by_week, peers),
        "common": partial(effects.common_effects, peers),
    }


def _ask_nothing() -> None:
    """Ask for nothing where no effect of mine has a number."""
