"""Which dose people stay with, what reaching one brought, and whether going slower helps."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.answers.answer import (
    Answer,
    AnswerPicture,
    PicturePart,
    bars_picture,
    people_picture,
    range_points,
    share_points,
    share_range,
    too_few_answer,
)
from dashboard.findings.doses import dose_kept, new_effects
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import ShareBars
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands

_DOSES = bands.DOSE_UG.words


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
        often=number_phrases.hundredths_in_words(commonest.share),
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
    """How many had a new bothersome effect soon after reaching the dose that the card names."""
    known = new_effects.telling_shares(asked.cells(new_effects.REACHED))
    if not known:
        return too_few_answer()
    _, (dose, share) = new_effects.lowest_and_highest(known)
    sentence = say(
        "answers.more.new",
        dose=say(f"words.dose_band.{dose}"),
        often=number_phrases.hundredths_in_words(share),
    )
    under = say("answers.more.under", people=share.people, range=share_range(share))
    return Answer(number_phrases.sentence_case(sentence), under, people_picture(share))


def slower_answer(asked: EditionSlice) -> Answer:
    """Bothersome effects of those who stepped up early, and of those who waited."""
    pair = dose_kept.pace_pair(asked.cells(dose_kept.PACE))
    if pair is None:
        return too_few_answer()
    who, fast, slow = pair
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
        "fast_range": _bare_range(fast),
        "slow_range": _bare_range(slow),
    }


def _bare_range(share: Share) -> str:
    """Beside bars in 100: "14 to 23"."""
    low, high = range_points(share)
    return say("finding.share.bare.range", low=low, high=high)
