"""Findings of doses, times of day and benefit, each beside its estimand."""

from collections.abc import Iterator

from dashboard.findings import response, share_bars, starts
from dashboard.findings.doses import dose_kept, sweet_spot
from dashboard.findings.doses import new_effects as new_effects_of
from dashboard.findings.doses import next_steps as next_steps_of
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import DifferenceRow
from dashboard.findings.timings import contrasts, switches
from db import bands, catalogue
from db.vocabulary import StopReason, Timing
from tests.truth.judged import Claim, Figure, Judged, Question, order_claims, share_figure
from tests.truth.questions_weeks import ENDS_WEEKS
from tests.truth.worlds.answering import EASED_BY_CUT, ITEM_SHARE, MORE_AFTER_UP, WORSE_AFTER_UP
from tests.truth.worlds.first_and_last_doses import first_dose_shares, last_dose_shares
from tests.truth.worlds.settings import LADDER_UG
from tests.truth.worlds.truths import Truths

DOSES = tuple(bands.DOSE_UG.word(dose) or "" for dose in LADDER_UG)


def found(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Found theirs, at which dose; looking; stopped; and which dose is named as the commonest."""
    numbers = sweet_spot.sweet_spot_found(asked).numbers
    if numbers.found.share is None:
        return
    yield from share_figure("found", numbers.found.share, truths.found("found"))
    for words, bars in (
        (bands.FIRST_DOSE_UG.words, numbers.parts),
        (catalogue.FOUND_REST, numbers.rest),
    ):
        for word, bar in zip(words, bars, strict=True):
            yield from share_figure(word, bar.share, truths.found(word))
    ranked = sorted(
        (
            (bar.share, word)
            for word, bar in zip(bands.FIRST_DOSE_UG.words, numbers.parts, strict=True)
            if bar.share
        ),
        key=lambda pair: -pair[0].value,
    )
    (first, named), (second, _) = ranked[:2]
    most = max(bands.FIRST_DOSE_UG.words, key=truths.found)
    yield Claim("one dose is most often found", first.low > second.high, named == most)


def new_effects(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """New bothersome effects on reaching a dose, or a week later; lowest against highest."""
    cells = asked.cells(new_effects_of.REACHED)
    known = {}
    for word in DOSES:
        share = new_effects_of.share_on_reaching(cells, word)
        yield from share_figure(word, share, truths.reaching(word))
        if share:
            known[word] = share
    if len(known) > 1:
        (low, one), *_, (high, other) = known.items()
        of_both = truths.reaching(low), truths.reaching(high)
        yield from order_claims("from the lowest dose to the highest", one, other, of_both)


def next_steps(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """What came first after reaching a dose."""
    cells = asked.cells(next_steps_of.NEXT)
    for dose in ("from_500", "from_1500", "at_4500"):
        for word, share in next_steps_of.steps_at_dose(cells, dose).items():
            yield from share_figure(f"{dose} {word}", share, truths.next_steps(dose).get(word, 0.0))


def step_up(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Who went back after stepping up, and what was told of it."""
    cells = asked.cells(next_steps_of.UP)
    for dose in ("from_1500", "at_4500"):
        true = (truths.went_back(dose), WORSE_AFTER_UP, MORE_AFTER_UP)
        for word, truth in zip(catalogue.AFTER_STEP_UP, true, strict=True):
            share = share_bars.cell_share(cells.get((dose, word)))
            yield from share_figure(f"{dose} {word}", share, truth)


def lowered(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """Cutting the dose by half does nothing, in any of these worlds."""
    (row,) = switches.effects_after_lowering(asked).numbers.rows
    yield from row_figure("gone after halving", row, 0.0)
    yield Claim("halving helps", row.clear, is_true=False)


def kept(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Where people have got to."""
    bars = dose_kept.dose_kept(asked).numbers.bars
    for place, bar in zip(catalogue.MEASURES[dose_kept.KEPT].axes[0], bars, strict=True):
        yield from share_figure(place, bar.share, truths.kept(place))


def flow(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """From where they started to where they have got to."""
    cells = asked.cells(dose_kept.FLOW)
    for start in ("from_500", "from_1500"):
        for place in catalogue.MEASURES[dose_kept.FLOW].axes[1]:
            share = share_bars.cell_share(cells.get((start, place)))
            yield from share_figure(f"{start} to {place}", share, truths.kept(place, start))


def pace(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Bothersome effects by pace; of the sensitive and of the others, whether they differ."""
    cells = asked.cells(dose_kept.PACE)
    paces, words = bands.PACE_WEEKS.words, ("yes", "no")
    found = {
        (step, who): share_bars.cell_share(cells.get((step, who)))
        for step in paces
        for who in words
    }
    for (step, who), share in found.items():
        yield from share_figure(f"{step} sensitive {who}", share, truths.pace(step, who))
    for who in words:
        fast, slow = found[paces[0], who], found[paces[-1], who]
        if fast and slow:
            of_both = truths.pace(paces[0], who), truths.pace(paces[-1], who)
            yield from order_claims(f"slower steps, sensitive {who}", fast, slow, of_both)


def step_down(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """What halving did, as told."""
    cells = asked.cells(dose_kept.DOWN)
    share = share_bars.cell_share(cells.get(("half", "effects_better")))
    yield from share_figure("half: effects better", share, EASED_BY_CUT)


def differences(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Every difference of both comparisons, and whether any is claimed that is not so."""
    claims = []
    for contrast, other in (
        (catalogue.BY_MORNING, Timing.morning),
        (catalogue.BY_DIVIDED, Timing.divided),
    ):
        for row in contrasts.effect_differences(asked, contrast).numbers.rows:
            truth = truths.timing_difference(other, row.word)
            name = f"{row.word}, {other.name}"
            yield from row_figure(name, row, truth)
            claims.append((row, truth))
            if truth:
                yield Claim(f"seen: {name}", row.clear, is_true=same_side(row, truth))
    wrong = any(row.clear and not same_side(row, truth) for row, truth in claims)
    yield Claim("an effect differs by time of day", wrong, is_true=False)


def row_figure(name: str, row: DifferenceRow, truth: float) -> Iterator[Figure]:
    """A difference that is shown."""
    if row.value is not None and row.low is not None and row.high is not None:
        yield Figure(name, row.value, row.low, row.high, truth)


def same_side(row: DifferenceRow, truth: float) -> bool:
    """Whether a difference is on the side on which it is shown."""
    return (row.value or 0.0) * truth > 0


def benefit_by_time(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """No time of day brings more benefit, in any of these worlds."""
    (row,) = contrasts.benefit_difference(asked).numbers.rows
    yield from row_figure("benefit, morning", row, 0.0)
    yield Claim("benefit differs by time of day", row.clear, is_true=False)


def moved(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Moving to the morning: nothing follows from it, but in one world."""
    (row,) = switches.sleep_after_switch(asked).numbers.rows
    helps = truths.world.moving_ends > 0
    if not helps:
        yield from row_figure("gone after moving", row, 0.0)
    name = "seen: moving helps" if helps else "moving helps"
    yield Claim(name, row.clear, is_true=helps)


def benefit_by_week(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Much better, by week."""
    (line,) = response.benefit_by_week(asked).numbers.series
    for band, share in zip(bands.WEEK.words, line.shares, strict=True):
        yield from share_figure(band, share, truths.helped_in_band(band))


def first_benefit(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Not yet noticed help, by week."""
    for step in response.first_benefit(asked).numbers.bands:
        truth = 1 - truths.noticed_by(ENDS_WEEKS[step.word])
        yield Figure(f"after {step.word}", step.still, step.low, step.high, truth)


def late(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Not helped at all."""
    (bar,) = response.no_benefit_late(asked).numbers.bars
    yield from share_figure("no improvement", bar.share, truths.unhelped_late)


def clusters(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """Items of step 5, as common after any time."""
    numbers = response.clusters_by_week(asked, "starters").numbers
    for line in numbers.series:
        for band, share in zip(bands.WEEK.words, line.shares, strict=True):
            yield from share_figure(f"{line.word} {band}", share, ITEM_SHARE)
    pairs = [response.early_and_late_shares(line.shares) for line in numbers.series]
    rises = any(pair[1].low > pair[0].high for pair in pairs if pair)
    yield Claim("a group of step 5 rises", rises, is_true=False)


def stopped(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """Why people stopped."""
    cells = asked.cells(response.STOP)
    for reason in StopReason.__members__:
        share = share_bars.cell_share(cells.get((reason,)))
        yield from share_figure(reason, share, truths.stopped_for(reason))


def first_doses(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """On which dose people began."""
    for word, bar in zip(
        bands.FIRST_DOSE_UG.words, starts.first_dose(asked).numbers.bars, strict=True
    ):
        yield from share_figure(word, bar.share, first_dose_shares(truths)[word])


def last_doses(asked: EditionSlice, truths: Truths) -> Iterator[Judged]:
    """At which dose those stopped who stopped for side effects."""
    bars = starts.last_dose_before_stop(asked).numbers.bars
    for word, bar in zip(bands.DOSE_UG.words, bars, strict=True):
        yield from share_figure(word, bar.share, last_dose_shares(truths)[word])


def before_ldn(asked: EditionSlice, _: Truths) -> Iterator[Judged]:
    """Nobody in these worlds had a headache before LDN."""
    share = starts.share_with_it_before(asked, starts.ASKED_OF)
    yield from share_figure("headache before", share, 0.0)


TIMES = ("effect_by_first_timing", "benefit_by_first_timing", "effect_by_week")
QUESTIONS = (
    Question("doses.sweet_spot", ("sweet_spot_found",), found),
    Question("doses.new_effects", ("effect_on_reaching_dose",), new_effects),
    Question("doses.next_steps", ("after_reaching_dose",), next_steps),
    Question("doses.step_up", ("after_step_up",), step_up),
    Question("doses.lowered", ("lowered_dose",), lowered),
    Question("doses.start", ("first_dose",), first_doses),
    Question("doses.kept", ("dose_kept",), kept),
    Question("doses.flow", ("start_to_kept",), flow),
    Question("doses.pace", ("pace_and_effects",), pace),
    Question("doses.step_down", ("step_down",), step_down),
    Question("timings.effects", TIMES, differences),
    Question("timings.benefit", TIMES, benefit_by_time),
    Question("timings.switched", ("switched_timing",), moved),
    Question("response.by_week", ("benefit_by_week",), benefit_by_week),
    Question("response.first", ("first_benefit",), first_benefit),
    Question("response.late", ("no_benefit_late",), late),
    Question("response.clusters", ("cluster_by_week",), clusters),
    Question("response.stopped", ("stop_reason",), stopped),
    Question("response.stopped_at", ("stopped_at_dose",), last_doses),
    Question("timelines.before", ("had_before",), before_ldn),
)
