"""The claim ledger on the screen: one card a topic, one row a claim, drawn as plain HTML.

Sixteen small figures as Plotly would cost a phone seconds; a strip is five boxes.
"""

from html import escape

import streamlit as st

from dashboard.findings.claims import Claim, ClaimLedger, Verdict, judge_claims
from dashboard.findings.claims.claim_verdict import ClaimStrip
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.number_phrases import points_with_sign
from dashboard.text import language, say
from dashboard.ui.findings.finding_card import edition_line
from dashboard.ui.look import card_container
from dashboard.ui.newest_edition import newest_slice

_HALF_SCALE = 0.5
"""A strip of a difference reaches from -50 to +50 in 100, one of a share from 0 to 100."""


def show_claims() -> None:
    """Every claim beside trials and this edition, with its verdict."""
    asked = newest_slice()
    found = _edition_ledger(str(asked.reader.url), asked.edition.number, language.get(), asked)
    st.html(_verdict_summary(found))
    for topic, rows in found.topics.items():
        with card_container(f"claims-{topic}"):
            st.html(_topic_html(found, topic, rows))


@st.cache_resource(max_entries=20, show_spinner=False)
def _edition_ledger(store: str, edition: int, code: str, _asked: EditionSlice) -> ClaimLedger:  # noqa: ARG001
    """Kept for everyone: it depends on published cells and the language alone."""
    return judge_claims(_asked)


def _verdict_summary(found: ClaimLedger) -> str:
    counts = {verdict.name: found.count(verdict) for verdict in Verdict}
    return (
        f'<h2 class="ss-sentence ss-overall">{escape(say("article.summary", **counts))}</h2>'
        f'<p class="ss-body">{escape(say("article.caveat"))}</p>'
    )


def _topic_html(found: ClaimLedger, topic: str, rows: tuple[Claim, ...]) -> str:
    heads = (
        say("article.says"),
        say("article.trials"),
        say("article.ours", edition=found.edition.number),
    )
    body = "".join(_claim_row(claim, heads) for claim in rows)
    title = escape(say(f"article.topic.{topic}"))
    return f'<h2 class="ss-topic">{title}</h2>{body}{edition_line(found.edition)}'


def _claim_row(claim: Claim, heads: tuple[str, str, str]) -> str:
    parts = zip(heads, (claim.says, claim.trials, claim.ours), strict=True)
    cells = "".join(
        f'<div class="ss-cell"><p class="ss-kicker">{escape(head)}</p><p>{escape(text)}</p></div>'
        for head, text in parts
    )
    chip = escape(say(f"article.verdict.{claim.verdict.value}"))
    return (
        f'<section class="ss-claim" id="{claim.name}" aria-label="{escape(claim.says)}">{cells}'
        f'<p class="ss-chip {claim.verdict.value}">{chip}</p>'
        f'<div class="ss-under">{_range_strip(claim)}'
        f'<p class="ss-rule">{escape(say("article.rule"))}: {escape(claim.rule)}</p></div>'
        f"</section>"
    )


def _range_strip(claim: Claim) -> str:
    """The value and its range on a line, with the bound it is held against."""
    strip = claim.strip
    if strip is None:
        return '<div class="ss-strip none" aria-hidden="true"></div>'
    low, value, high, bound = (
        _percent_from_left(strip, x) for x in (strip.low, strip.value, strip.high, strip.bound)
    )
    label = escape(say("article.bound", bound=_bound_in_words(strip)))
    return (
        f'<div class="ss-strip {claim.verdict.value}" role="img" aria-label="{label}">'
        f'<i class="range" style="left:{low}%;width:{max(1, high - low)}%"></i>'
        f'<i class="bound" style="left:{bound}%"></i>'
        f'<i class="value" style="left:{value}%"></i></div>'
    )


def _bound_in_words(strip: ClaimStrip) -> str:
    number = round(100 * strip.bound)
    if strip.difference:
        return say("article.bound_difference", number=points_with_sign(number))
    return say("article.bound_share", number=number)


def _percent_from_left(strip: ClaimStrip, value: float) -> int:
    """Where a value lies on the strip, 0 to 100 from the left."""
    share = value + _HALF_SCALE if strip.difference else value
    return round(100 * min(1.0, max(0.0, share)))
