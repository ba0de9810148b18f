"""C01 to C06, C09: when effects come and pass, when benefit comes."""

from dashboard.findings import response, share_bars
from dashboard.findings.claims import rules
from dashboard.findings.claims.claim_verdict import NOTHING, ClaimRuling, ClaimStrip
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timelines import course, durations
from dashboard.findings.timelines.by_week import MEASURE as BY_WEEK
from dashboard.findings.timelines.spells import ARTICLE_HOURS, HOURS
from dashboard.stats.shares import Share, share_of_sums
from db import bands, vocabulary
from db.catalogue import ENDED_EARLY, EVERY_EFFECT, MEASURES, PASSES_BY
from db.thresholds import CLAIM_FROM_PEOPLE, COMPARED_WEEKS, EARLY_WEEK, MOST_SHARE


def group_effects_pass(asked: EditionSlice, group: str) -> ClaimRuling:
    """C01 to C03: in line where over half of a group's effects have ended when they should.

    Nobody tells the day on which an effect began or ended. So the verdict has to hold where every
    spell was as short as its weeks allow, and where every one was as long.
    """
    cells = asked.cells(durations.MEASURE)
    steps, _ = durations.life_bands([cells.get((group, word)) for word in bands.LASTING.words])
    found = next((step for step in steps if step.word == PASSES_BY[group]), None)
    sums = asked.contrasts(ENDED_EARLY).get(group)
    if found is None or sums is None or steps[0].at_risk < CLAIM_FROM_PEOPLE:
        return NOTHING
    if not durations.has_enough_ends(cells, group):
        return NOTHING
    short, long = (
        share_of_sums(cases, sums.people, sums.variance, sums.editions)
        for cases in (sums.cases_first, sums.cases_second)
    )
    value = 1 - found.still
    low, high = min(short.low, long.low, value), max(short.high, long.high, value)
    verdict = rules.verdict_at_both_ends(
        *(rules.verdict_above(end.low, end.high, MOST_SHARE) for end in (short, long))
    )
    return ClaimRuling(verdict, steps[0].at_risk, ClaimStrip(value, low, high, MOST_SHARE))


def headache_first(asked: EditionSlice) -> ClaimRuling:
    """In line where headache's interval lies above every other body effect's in week 2."""
    cells = asked.cells(BY_WEEK)
    names = [f"effect_{effect.name}" for effect in vocabulary.EFFECT_GROUPS["physical"]]
    return _ruling_on_lead([share_bars.cell_share(cells.get((name, EARLY_WEEK))) for name in names])


def after_a_step(asked: EditionSlice) -> ClaimRuling:
    """C05: in line where more have an effect one week after a step than six weeks after."""
    cells = asked.cells(course.AFTER_STEP)
    soon, late = (course.share_in_step_week(cells, EVERY_EFFECT, week) for week in COMPARED_WEEKS)
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


def help_in_weeks_2_to_8(asked: EditionSlice) -> ClaimRuling:
    """C09: in line where over half of those who noticed help noticed it in weeks 2 to 8.

    The claim is about when help comes, not to how many: who noticed none says nothing of it.
    """
    share = share_bars.cell_share(asked.cells(response.NOTICED).get(("w2_8",)))
    if share is None or share.people < CLAIM_FROM_PEOPLE:
        return NOTHING
    verdict = rules.verdict_above(share.low, share.high, MOST_SHARE)
    strip = ClaimStrip(share.value, share.low, share.high, MOST_SHARE)
    return ClaimRuling(verdict, share.people, strip)


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
