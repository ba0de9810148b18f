"""Which dose people stay with, what a step up brought, and whether going slower helps."""

from collections.abc import Callable

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.answers.answer import (
    Answer,
    AnswerPicture,
    PicturePart,
    bars_picture,
    people_picture,
    share_points,
    share_range,
    too_few_answer,
)
from dashboard.findings.doses import dose_kept, new_effects, next_steps
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import ShareBars
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.thresholds import DOSE_FROM_PEOPLE, SAID_FROM_PEOPLE

_DOSES = bands.DOSE_UG.words
_WORSE = "effects_worse"
_WHO = ("yes", "no")
_FAST, _SLOW = bands.PACE_WEEKS.words[0], bands.PACE_WEEKS.words[-1]


def stay_answer(asked: EditionSlice) -> Answer:
    """The dose that most people keep; it is not called the best."""
    kept = dose_kept.dose_kept(asked).numbers
    on_dose = ShareBars(kept.bars[: len(_DOSES)])
    commonest = share_bars.commonest_bar(on_dose)
    if commonest is None:
        return too_few_answer()
    sentence = say(
        f"answers.stay.{'most' if commonest.apart else 'close'}",
        dose=commonest.label[:1].lower() + commonest.label[1:],
        often=number_phrases.frequency_without_range(commonest.share),
    )
    under = say(
        "answers.stay.under", people=commonest.share.people, range=share_range(commonest.share)
    )
    return Answer(sentence, under, _dose_columns(on_dose, commonest.label))


def _dose_columns(numbers: ShareBars, most: str) -> AnswerPicture:
    parts = tuple(
        PicturePart(
            say("answers.dose", dose=say(f"words.dose_short.{word}")),
            share_points(bar.share) if bar.share else 0,
            marked=bar.label == most,
        )
        for word, bar in zip(_DOSES, numbers.bars, strict=True)
    )
    return AnswerPicture("columns", parts, max(part.points for part in parts) or 1)


def more_answer(asked: EditionSlice) -> Answer:
    """How many told of worse effects after a step up, or else had a new one soon after.

    Of the dose that most people went to.
    """
    told = asked.cells(next_steps.UP)
    reached = asked.cells(new_effects.REACHED)
    worse = _share_by_dose(lambda dose: share_bars.cell_share(told.get((dose, _WORSE))))
    shares = worse or _share_by_dose(lambda dose: new_effects.share_on_reaching(reached, dose))
    if not shares:
        return too_few_answer()
    dose = max(shares, key=lambda word: shares[word].people)
    share, key = shares[dose], "worse" if worse else "new"
    sentence = say(
        f"answers.more.{key}",
        dose=say(f"words.dose_band.{dose}"),
        often=number_phrases.frequency_without_range(share),
    )
    under = say(f"answers.more.under_{key}", people=share.people, range=share_range(share))
    return Answer(number_phrases.sentence_case(sentence), under, people_picture(share))


def _share_by_dose(share_at: Callable[[str], Share | None]) -> dict[str, Share]:
    shares = {dose: share_at(dose) for dose in _DOSES}
    return {dose: at for dose, at in shares.items() if at and at.people >= DOSE_FROM_PEOPLE}


def slower_answer(asked: EditionSlice) -> Answer:
    """Bothersome effects of those who stepped up early, and of those who waited.

    Of people who are sensitive to medicines; where they are too few, of those who are not.
    """
    cells = asked.cells(dose_kept.PACE)
    for who in _WHO:
        fast, slow = (share_bars.cell_share(cells.get((pace, who))) for pace in (_FAST, _SLOW))
        if fast and slow and min(fast.people, slow.people) >= SAID_FROM_PEOPLE:
            return _pace_answer(who, fast, slow)
    return too_few_answer()


def _pace_answer(who: str, fast: Share, slow: Share) -> Answer:
    apart = fast.low > slow.high or slow.low > fast.high
    points = {"fast": share_points(fast), "slow": share_points(slow)}
    sentence = say(f"answers.slower.{'apart' if apart else 'close'}", **points)
    under = say(
        "answers.slower.under",
        who=say(f"answers.slower.who_{who}"),
        **_people_and_ranges(fast, slow),
    )
    names = (say("answers.slower.bar_fast"), say("answers.slower.bar_slow"))
    return Answer(sentence, under, bars_picture(zip(names, points.values(), strict=True)))


def _people_and_ranges(fast: Share, slow: Share) -> dict[str, object]:
    return {
        "fast_people": fast.people,
        "slow_people": slow.people,
        "fast_range": share_range(fast),
        "slow_range": share_range(slow),
    }
