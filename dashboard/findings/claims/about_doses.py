"""C07, C08, C10 to C14, C16: doses, times of day, benefit, and the groups of step 5."""

from dashboard.findings import response, share_bars
from dashboard.findings.claims import rules
from dashboard.findings.claims.claim_verdict import NOTHING, ClaimRuling, ClaimStrip
from dashboard.findings.claims.rules import Rule, Verdict
from dashboard.findings.doses import dose_kept
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.timings.differences import contrast_difference
from dashboard.stats.shares import Share, share_with_blur
from db import bands
from db.catalogue import (
    BENEFIT,
    BY_DIVIDED,
    BY_MORNING,
    EFFECTS_GONE,
    LOWERED,
    SLEEP_GONE,
    SWITCHED,
)
from db.editions.editions import ContrastSums
from db.thresholds import (
    ALPHA,
    CHANGE_HELPS_ABOVE,
    CLAIM_FROM_PEOPLE,
    SAME_WITHIN,
    SOME_SHARE,
)
from db.vocabulary import CLUSTERS, Sensitivity

START = "start_and_effects"
_LOW_START, _STANDARD_START = "under_500", "from_1500"


def mornings_help_sleep(asked: EditionSlice) -> ClaimRuling:
    """C07: in line where more who moved are free of it than of those as ill who had not.

    By more than ten points; never not in line (``timings.switches``).
    """
    sums = asked.contrasts(SWITCHED).get(SLEEP_GONE)
    return _contrast_ruling(sums, rules.verdict_only_above, CHANGE_HELPS_ABOVE)


def equal_benefit(asked: EditionSlice) -> ClaimRuling:
    """C08: in line where the difference lies within ten points either way."""
    sums = asked.contrasts(BY_MORNING).get(BENEFIT)
    return _contrast_ruling(sums, rules.verdict_within, SAME_WITHIN)


def steadier_when_divided(asked: EditionSlice) -> ClaimRuling:
    """C16: in line where benefit is commoner with divided doses than at bedtime."""
    sums = asked.contrasts(BY_DIVIDED).get(BENEFIT)
    return _contrast_ruling(sums, rules.verdict_below, 0)


def some_do_not_respond(asked: EditionSlice) -> ClaimRuling:
    """C10: in line where more than 1 in 20 tell of no improvement after 12 weeks.

    Never not in line: whom it does not help stops, and hands in less, so the true share is higher.
    """
    share = share_bars.cell_share(asked.cells(response.LATE).get(("on_ldn",)))
    return _ruling_on_some(share, rules.verdict_only_above)


def some_stay_low(asked: EditionSlice) -> ClaimRuling:
    """C14: in line where more than 1 in 20 have stayed with 0.5 to under 1.5 mg."""
    cells = asked.cells(dose_kept.KEPT)
    low, next_low = (cells.get((word,)) for word in ("from_500", "from_1000"))
    if low is None or next_low is None:
        return NOTHING
    # Two bands of one question: their cases are of different people and add.
    both = min(low.people, low.cases + next_low.cases)
    editions = min(low.editions, next_low.editions)
    return _ruling_on_some(share_with_blur(both, low.people, editions))


def halving_eases(asked: EditionSlice) -> ClaimRuling:
    """C13: in line where more who cut the dose by half are free of it than of those as ill.

    Who had not lowered it. By more than ten points; never not in line (``timings.switches``).
    """
    sums = asked.contrasts(LOWERED).get(EFFECTS_GONE)
    return _contrast_ruling(sums, rules.verdict_only_above, CHANGE_HELPS_ABOVE)


def low_start_spares_the_sensitive(asked: EditionSlice) -> ClaimRuling:
    """C12: in line where fewer sensitive people had a bothersome effect who began under 0.5 mg.

    Than of those who began at 1.5 to under 3 mg, in the first 8 weeks: by where they began,
    wherever they went, so that nobody stands on both sides.
    """
    cells = asked.cells(START)
    low, standard = (
        share_bars.cell_share(cells.get((band, Sensitivity.yes.name)))
        for band in (_LOW_START, _STANDARD_START)
    )
    if low is None or standard is None or min(low.people, standard.people) < CLAIM_FROM_PEOPLE:
        return NOTHING
    value, lower, upper = rules.newcombe_difference(low, standard)
    verdict = rules.verdict_below(lower, upper, 0)
    people = min(low.people, standard.people)
    return ClaimRuling(verdict, people, ClaimStrip(value, lower, upper, 0, difference=True))


def no_cluster_rises(asked: EditionSlice) -> ClaimRuling:
    """C11: in line where no group of step 5 can have risen by ten points from weeks 5-8 to 27 on.

    Not in line where one has risen for certain. Eight comparisons are made, of starters and
    of stayers: each has an eighth of the error.
    """
    cells = asked.cells(response.CLUSTER)
    found = []
    for group in CLUSTERS:
        for who in ("starters", "stayers"):
            weeks = bands.WEEK.words
            pair = response.early_and_late_shares(
                tuple(share_bars.cell_share(cells.get((group, w, who))) for w in weeks)
            )
            if pair:
                alpha = ALPHA / (2 * len(CLUSTERS))
                found.append((rules.newcombe_difference(pair[1], pair[0], alpha), pair[1].people))
    if len(found) < 2 * len(CLUSTERS):
        return NOTHING
    verdict = rules.verdict_of_all([_no_rise_verdict(low, high) for (_, low, high), _ in found])
    (value, low, high), _ = max(found, key=lambda pair: pair[0][0])
    people = min(people for _, people in found)
    return ClaimRuling(verdict, people, ClaimStrip(value, low, high, SAME_WITHIN, difference=True))


def _no_rise_verdict(low: float, high: float) -> Verdict:
    if low > 0:
        return Verdict.not_in_line
    return Verdict.in_line if high < SAME_WITHIN else Verdict.too_few


def _ruling_on_some(share: Share | None, rule: Rule = rules.verdict_above) -> ClaimRuling:
    if share is None or share.people < CLAIM_FROM_PEOPLE:
        return NOTHING
    strip = ClaimStrip(share.value, share.low, share.high, SOME_SHARE)
    return ClaimRuling(rule(share.low, share.high, SOME_SHARE), share.people, strip)


def _contrast_ruling(sums: ContrastSums | None, rule: Rule, bound: float) -> ClaimRuling:
    if sums is None or sums.people < CLAIM_FROM_PEOPLE:
        return NOTHING
    found = contrast_difference(sums)
    strip = ClaimStrip(found.value, found.low, found.high, bound, difference=True)
    return ClaimRuling(rule(found.low, found.high, bound), sums.people, strip)
