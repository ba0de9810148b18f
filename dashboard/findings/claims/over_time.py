"""C01 to C06, C09: when effects come and pass, when benefit comes."""

from dashboard.findings import response, share_bars
from dashboard.findings.claims import rules
from dashboard.findings.claims.claim_verdict import NOTHING, ClaimRuling, ClaimStrip
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timelines import course, durations
from dashboard.findings.timelines.by_week import MEASURE as BY_WEEK
from dashboard.findings.timelines.spells import ARTICLE_HOURS, HOURS
from dashboard.stats.shares import Share
from db import bands, vocabulary
from db.catalogue import MEASURES
from db.thresholds import CLAIM_FROM_PEOPLE, EARLY_WEEK, LATE_WEEKS, MOST_SHARE, SOON_WEEKS


def group_effects_pass(asked: EditionSlice, group: str, band: str) -> ClaimRuling:
    """In line where over half of a group's effects have ended by the end of a band."""
    cells = asked.cells(durations.MEASURE)
    steps, _ = durations.life_bands([cells.get((group, word)) for word in bands.LASTING.words])
    found = next((step for step in steps if step.word == band), None)
    if found is None or steps[0].at_risk < CLAIM_FROM_PEOPLE:
        return NOTHING
    low, high = 1 - found.high, 1 - found.low
    strip = ClaimStrip(1 - found.still, low, high, MOST_SHARE)
    return ClaimRuling(rules.verdict_above(low, high, MOST_SHARE), steps[0].at_risk, strip)


def headache_first(asked: EditionSlice) -> ClaimRuling:
    """In line where headache's interval lies above every other body effect's in week 2."""
    cells = asked.cells(BY_WEEK)
    names = [f"effect_{effect.name}" for effect in vocabulary.EFFECT_GROUPS["physical"]]
    return _ruling_on_lead([share_bars.cell_share(cells.get((name, EARLY_WEEK))) for name in names])


def after_a_step(asked: EditionSlice) -> ClaimRuling:
    """In line where more have an effect 0 to 1 weeks after a step than 5 to 8 weeks after."""
    cells = asked.cells(course.AFTER_STEP)
    soon = course.mean_share_over_weeks(cells, "any_effect", SOON_WEEKS)
    late = course.mean_share_over_weeks(cells, "any_effect", LATE_WEEKS)
    if soon is None or late is None:
        return NOTHING
    value, low, high = rules.newcombe_difference(soon, late)
    verdict = rules.verdict_above(low, high, 0)
    return ClaimRuling(verdict, late.people, ClaimStrip(value, low, high, 0, difference=True))


def two_to_four_hours(asked: EditionSlice) -> ClaimRuling:
    """In line where "2 to 4 hours" lies above every other band; "not sure" is no band."""
    cells = asked.cells(HOURS)
    words = [word for word in MEASURES[HOURS].axes[0] if word != "not_sure"]
    words.sort(key=lambda word: word != ARTICLE_HOURS)
    return _ruling_on_lead([share_bars.cell_share(cells.get((word,))) for word in words])


def median_in_weeks_2_to_8(asked: EditionSlice) -> ClaimRuling:
    """In line where over half wait past week 1, and under half past week 8."""
    cells = asked.cells(response.FIRST)
    steps, _ = durations.life_bands([cells.get((word,)) for word in bands.LASTING.words])
    known = {step.word: step for step in steps}
    early, late = known.get("w1"), known.get("w5_8")
    if early is None or late is None or early.at_risk < CLAIM_FROM_PEOPLE:
        return NOTHING
    verdict = rules.verdict_of_all(
        [
            rules.verdict_above(early.low, early.high, MOST_SHARE),
            rules.verdict_below(late.low, late.high, MOST_SHARE),
        ],
    )
    helped = ClaimStrip(1 - late.still, 1 - late.high, 1 - late.low, MOST_SHARE)
    return ClaimRuling(verdict, early.at_risk, helped)


def _ruling_on_lead(shares: list[Share | None]) -> ClaimRuling:
    """Whether the first of the shares leads all others; those not published cannot lead."""
    claimed, others = shares[0], [share for share in shares[1:] if share]
    if claimed is None or claimed.people < CLAIM_FROM_PEOPLE or not others:
        return NOTHING
    rival = max(other.value for other in others)
    strip = ClaimStrip(claimed.value, claimed.low, claimed.high, rival)
    return ClaimRuling(rules.verdict_on_first(claimed, others), claimed.people, strip)


_STARTED, _AT_BEDTIME = "first_timing:", "first_timing:bedtime"


def commonest_start(asked: EditionSlice) -> ClaimRuling:
    """C15: in line where bedtime's interval lies above every other first time of day."""
    answered = {axis[0]: cell for axis, cell in asked.answered_cells().items()}
    others = [word for word in answered if word.startswith(_STARTED) and word != _AT_BEDTIME]
    return _ruling_on_lead(
        [share_bars.cell_share(answered.get(word)) for word in (_AT_BEDTIME, *others)]
    )
