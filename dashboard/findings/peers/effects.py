"""My side effects, those that have gone, too, beside people like me in the same weeks of use."""

from dataclasses import replace
from typing import NamedTuple

from dashboard.findings import number_phrases
from dashboard.findings.peers import durations, precision
from dashboard.findings.peers.match import PeerMatch, PeerSearch
from dashboard.findings.peers.me import MyEffect, MyFacts, effect_week_of
from dashboard.findings.peers.peer_numbers import IconRow, IconRows, PeerAnswer
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.catalogue import EVERY_EFFECT, SINGLE_EFFECTS
from db.thresholds import FEW_PEOPLE

MEASURE = "effect_by_week"
OTHERS = 3
"""Effects that I do not have, told most often by the others in my weeks."""


class OwnEffect(NamedTuple):
    """An effect of mine in one week, and how many had it there."""

    mine: MyEffect
    week: str
    match: PeerMatch
    share: Share


def week_of_effect(me: MyFacts, effect: MyEffect) -> str:
    """Where it is looked at: in my week, or, if it has gone, in the week in which it began."""
    told = (effect.began_week or effect.ended_week) if effect.is_gone else None
    return effect_week_of(told or me.week)


def weeks_in_words(band: str) -> str:
    """A band of which one week is looked at, in a sentence: "weeks 3–4"."""
    return number_phrases.weeks_in_words(bands.WEEK.words[bands.WEEK_OF_BAND.words.index(band)])


def effect_in_words(word: str) -> str:
    """An effect in a sentence: "vivid dreams"."""
    return say(f"words.effect_axis.{word}")


def known_effects(peers: PeerSearch) -> list[OwnEffect]:
    """My effects that have a number, those that are still there first."""
    found = (_effect_beside_others(peers, effect) for effect in peers.me.effects)
    return [effect for effect in found if effect]


def _effect_beside_others(peers: PeerSearch, effect: MyEffect) -> OwnEffect | None:
    week = week_of_effect(peers.me, effect)
    match = peers.match_at(MEASURE, (effect.word, week))
    share = match.share_in_week(effect.word, week)
    if share is None or not precision.has_number(share):
        return None
    return OwnEffect(effect, week, match, share)


def own_effects(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Each effect of mine: how many had it in that week, and how soon it passed for them."""
    known = known_effects(peers)
    if not known:
        return _any_effect(peers)
    of = precision.card_denominator(effect.share for effect in known)
    first = known[0]
    rows = tuple(_effect_row(peers, effect, of, is_first=effect is first) for effect in known)
    sentence = _had_sentence(first.share, first.mine.word, first.week, of)
    numbers = IconRows(rows, of, tuple(_effect_cells(effect, of) for effect in known))
    lines = (
        precision.people_line(first.share, of, first.match.among_whom),
        *_unknown_lines(peers, known),
    )
    match = next((e.match for e in known if e.match.is_everyone_instead), first.match)
    return match.answer_with("effects", sentence, numbers, lines)


def _had_sentence(share: Share, word: str, week: str, of: int) -> str:
    return say(
        "finding.peers.effects.sentence",
        people=precision.people_in_words(share, of),
        effect=effect_in_words(word),
        weeks=weeks_in_words(week),
    )


def _effect_row(peers: PeerSearch, effect: OwnEffect, of: int, *, is_first: bool) -> IconRow:
    name = effect_in_words(effect.mine.word)
    row = precision.icon_row(name, effect.share, of, say("charts.peers.mine"))
    whom = precision.people_line(effect.share, of, effect.match.among_whom)
    when = say("finding.peers.effects.when", weeks=weeks_in_words(effect.week), people=whom)
    passing = durations.passing_lines(peers, effect.mine, of)
    return replace(row, lines=passing if is_first else (when, *passing))


def _effect_cells(effect: OwnEffect, of: int) -> tuple[str, ...]:
    weeks = weeks_in_words(effect.week)
    name = number_phrases.sentence_case(effect_in_words(effect.mine.word))
    label = say("finding.peers.effects.in_weeks", effect=name, weeks=weeks)
    return (label, *precision.table_cells(effect.share, of))


def _unknown_lines(peers: PeerSearch, known: list[OwnEffect]) -> tuple[str, ...]:
    """My effects that have no number, named once."""
    told = {effect.mine.word for effect in known}
    words = [effect_in_words(e.word) for e in peers.me.effects if e.word not in told]
    if not words:
        return ()
    return (say("finding.peers.effects.unknown", effects=say("finding.between").join(words)),)


def _any_effect(peers: PeerSearch) -> PeerAnswer[IconRows]:
    """Any side effect, where none of mine has a number, or I have none."""
    week = peers.me.effect_week
    match = peers.match_at(MEASURE, (EVERY_EFFECT, week))
    share = match.share_in_week(EVERY_EFFECT, week)
    if share is None or not precision.has_number(share):
        return peers.too_few("effects")
    numbers = precision.rows_of_shares([(effect_in_words(EVERY_EFFECT), share, "")])
    sentence = _had_sentence(share, EVERY_EFFECT, week, numbers.of)
    lines = (precision.people_line(share, numbers.of, match.among_whom), *_unknown_lines(peers, []))
    return match.answer_with("effects", sentence, numbers, lines)


def _others_effects(me: MyFacts, match: PeerMatch) -> list[tuple[str, Share]]:
    """Effects that are none of mine and have a number in my week, the most common first."""
    mine = {effect.word for effect in me.effects}
    found = [
        (word, share)
        for word in SINGLE_EFFECTS
        if word not in mine and (share := match.share_in_week(word, me.effect_week))
    ]
    told = [(w, s) for w, s in found if s.cases >= FEW_PEOPLE and precision.has_number(s)]
    return sorted(told, key=lambda effect: -effect[1].cases)


def common_effects(peers: PeerSearch) -> PeerAnswer[IconRows] | None:
    """The most common effects in my weeks that are none of mine; None where there are none."""
    week = peers.me.effect_week
    place = (EVERY_EFFECT, week)
    match = peers.match_at(MEASURE, place, lambda match: bool(_others_effects(peers.me, match)))
    told = _others_effects(peers.me, match)[:OTHERS]
    if not told:
        return None
    numbers = precision.rows_of_shares([(effect_in_words(word), share, "") for word, share in told])
    effect, share = effect_in_words(told[0][0]), told[0][1]
    sentence = say("finding.peers.common.sentence", effect=effect, weeks=weeks_in_words(week))
    lines = (precision.people_line(share, numbers.of, match.among_whom),)
    return match.answer_with("common", sentence, numbers, lines)
