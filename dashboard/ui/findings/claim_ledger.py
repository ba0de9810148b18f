"""The claim ledger on the screen: one card a topic, one row a claim, drawn as plain HTML.

Sixteen small figures as Plotly would cost a phone seconds; a strip is five boxes.
"""

import streamlit as st
from markupsafe import Markup

from dashboard.findings.claims import Claim, ClaimLedger, Verdict, judge_claims
from dashboard.findings.claims.claim_verdict import ClaimStrip
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.number_phrases import points_with_sign
from dashboard.markup import fill_template, heading_html, paragraph_html
from dashboard.text import language, say
from dashboard.ui.findings.finding_card import edition_line
from dashboard.ui.look import card_container
from dashboard.ui.newest_edition import newest_slice


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


def _verdict_summary(found: ClaimLedger) -> Markup:
    counts = {verdict.name: found.count(verdict) for verdict in Verdict}
    heading = heading_html(say("article.summary", **counts), "ss-sentence ss-overall")
    return heading + paragraph_html(say("article.caveat"), "ss-body")


def _topic_html(found: ClaimLedger, topic: str, rows: tuple[Claim, ...]) -> Markup:
    claims = fill_template(
        "claim_topic",
        topic=topic,
        claims=rows,
        edition=found.edition,
        bound_in_words=_bound_in_words,
    )
    return claims + edition_line(found.edition)


def _bound_in_words(strip: ClaimStrip) -> str:
    number = round(100 * strip.bound)
    if strip.difference:
        return say("article.bound_difference", number=points_with_sign(number))
    return say("article.bound_share", number=number)
