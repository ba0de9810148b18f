"""Who feels better, when, and who does not; the groups of step 5; why people stopped."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.edition_slice import EditionSlice, FindingText
from dashboard.findings.finding import Finding
from dashboard.findings.finding_numbers import ByWeek, LastingCurve, ShareBar, ShareBars, WeekSeries
from dashboard.findings.timelines.durations import helped_bands, life_bands, life_bands_table
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.catalogue import MEASURES
from db.thresholds import SAID_FROM_PEOPLE, SETTLED_WEEK, SMALLEST_GROUP
from db.vocabulary import CLUSTERS

BENEFIT, FIRST, LATE = "benefit_by_week", "first_benefit", "no_benefit_late"
NOTICED = "help_noticed"
CLUSTER, STOP = "cluster_by_week", "stop_reason"
ARTICLE_BENEFIT = ("w3_4", "w5_8")
"""The article: symptoms ease over 2 to 8 weeks."""


def benefit_by_week(asked: EditionSlice) -> Finding[ByWeek]:
    """Share who feel much better, by week of use."""
    name = "response.by_week"
    cells = asked.cells(BENEFIT)
    shares = tuple(share_bars.cell_share(cells.get((week,))) for week in bands.WEEK.words)
    numbers = ByWeek(bands.WEEK.words, (WeekSeries("benefit", shares),), ARTICLE_BENEFIT)
    known = _weeks_with_enough(bands.WEEK.words, shares)
    if not known:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    week = SETTLED_WEEK if SETTLED_WEEK in known else list(known)[-1]
    text = say(
        f"finding.{name}.sentence",
        often=number_phrases.frequency_in_100(known[week]),
        week=number_phrases.weeks_in_words(week),
    )
    basis = f"{number_phrases.share_basis(known[week])} {say('finding.response.article')}"
    labels = [((w,), say(f"words.week.{w}")) for w in bands.WEEK.words]
    table = share_bars.shares_table(
        share_bars.bars_from_cells(cells, labels), say("finding.timelines.by_week.column_week")
    )
    told = FindingText(table, asked.cells_to_export(BENEFIT, cells), basis=basis)
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def first_benefit(asked: EditionSlice) -> Finding[LastingCurve]:
    """Share who have not yet noticed LDN helping, by week of use."""
    name = "response.first"
    cells = asked.cells(FIRST)
    steps, median = life_bands([cells.get((band,)) for band in bands.LASTING.words])
    numbers = LastingCurve("benefit", steps, median, ARTICLE_BENEFIT, waiting=True)
    if not steps or steps[0].at_risk < SAID_FROM_PEOPLE:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE)
    helped = {
        step.word: number_phrases.estimate_share(
            steps[0].at_risk, 1 - step.still, 1 - step.high, 1 - step.low
        )
        for step in steps
    }
    week = "w5_8" if "w5_8" in helped else steps[-1].word
    text = say(
        f"finding.{name}.sentence",
        often=number_phrases.frequency_in_100(helped[week]),
        after=say(f"finding.timelines.lasting.after_{week}"),
    )
    told = FindingText(
        life_bands_table(name, helped_bands(steps)),
        asked.cells_to_export(FIRST, cells),
        basis=f"{number_phrases.share_basis(helped[week])} {say('finding.response.article')}",
    )
    return asked.finding(name, text, numbers, told)


def no_benefit_late(asked: EditionSlice) -> Finding[ShareBars]:
    """Share without any improvement after 12 weeks or more at 1.5 mg or more."""
    name = "response.late"
    cells = asked.cells(LATE)
    share = share_bars.cell_share(cells.get(("on_ldn",)))
    numbers = ShareBars((ShareBar(say(f"finding.{name}.bar"), share),))
    if share is None:
        return asked.too_few(name, numbers, SMALLEST_GROUP)
    text = say(f"finding.{name}.sentence", often=number_phrases.frequency_in_100(share))
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(LATE, cells),
        basis=number_phrases.share_basis(share),
    )
    return asked.finding(name, number_phrases.sentence_case(text), numbers, told)


def clusters_by_week(asked: EditionSlice, who: str) -> Finding[ByWeek]:
    """Share with a moderate or worse item of each group of step 5, by week of use.

    Args:
        asked: edition and filters.
        who: ``starters`` (everyone) or ``stayers`` (those still on LDN).
    """
    name = "response.clusters"
    cells = {axis: cell for axis, cell in asked.cells(CLUSTER).items() if axis[2] == who}
    series = tuple(
        WeekSeries(
            f"cluster_{group}",
            tuple(
                share_bars.cell_share(cells.get((group, week, who))) for week in bands.WEEK.words
            ),
        )
        for group in CLUSTERS
    )
    numbers = ByWeek(bands.WEEK.words, series)
    texts = {"among": say(f"finding.{name}.among_{who}")}
    compared = [early_and_late_shares(line.shares) for line in series]
    known = [found for found in compared if found]
    if not known:
        return asked.too_few(name, numbers, SAID_FROM_PEOPLE, **texts)
    higher = any(late.low > early.high for early, late in known)
    people = min(early.people for early, _ in known), min(late.people for _, late in known)
    told = FindingText(
        share_bars.weeks_table(series, bands.WEEK.words),
        asked.cells_to_export(CLUSTER, cells),
        texts,
        say(f"finding.{name}.basis", early_people=people[0], late_people=people[1], **texts),
    )
    text = say(f"finding.{name}.{'rises' if higher else 'no_rise'}")
    return asked.finding(name, text, numbers, told)


def early_and_late_shares(shares: tuple[Share | None, ...]) -> tuple[Share, Share] | None:
    """Weeks 5 to 8 and week 27 on, fixed before looking; None where either has too few."""
    words = bands.WEEK.words
    early = shares[words.index("w5_8")]
    late = shares[words.index("w27_52")] or shares[words.index("w53_on")]
    if not early or not late or min(early.people, late.people) < SAID_FROM_PEOPLE:
        return None
    return early, late


def stop_reason(asked: EditionSlice) -> Finding[ShareBars]:
    """Why people stopped."""
    name = "response.stopped"
    cells = asked.cells(STOP)
    words = MEASURES[STOP].axes[0]
    numbers = share_bars.agreeing_bars(
        share_bars.bars_from_cells(
            cells, [((word,), say(f"words.stop_reason.{word}")) for word in words]
        )
    )
    told = FindingText(
        share_bars.shares_table(numbers, say(f"finding.{name}.column")),
        asked.cells_to_export(STOP, cells),
    )
    return share_bars.commonest_finding(asked, name, numbers, told)


def _weeks_with_enough(
    weeks: tuple[str, ...], shares: tuple[Share | None, ...]
) -> dict[str, Share]:
    pairs = zip(weeks, shares, strict=True)
    return {week: share for week, share in pairs if share and share.people >= SAID_FROM_PEOPLE}
