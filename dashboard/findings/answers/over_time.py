"""When dreams stop, how long until it helps, and how many stopped."""

from dashboard.findings import number_phrases, response
from dashboard.findings.answers.answer import (
    HUNDRED,
    Answer,
    AnswerPicture,
    PicturePart,
    people_picture,
    share_range,
    too_few_answer,
)
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import LastingBand, LastingCurve
from dashboard.findings.timelines import course, durations
from dashboard.stats.shares import Share
from dashboard.text import say
from db import bands
from db.catalogue import COURSES, EVERY_EFFECT, MEASURES
from db.editions.editions import Cells
from db.thresholds import SAID_FROM_PEOPLE

DREAMS = "effect_vivid_dreams"
_DREAMS_BAND, _HELP_BAND = "w3_4", "w5_8"
"""The weeks that are told were fixed before looking: those of the cards' own sentences."""
_WEEKS = bands.WEEK_OF_BAND.words[: bands.WEEK_OF_BAND.words.index("w13_26") + 1]
"""How many stopped is told of the last of these with enough people."""


def dreams_answer(asked: EditionSlice) -> Answer:
    """For how many vivid dreams had stopped; in a small group, any effect."""
    word = EVERY_EFFECT if DREAMS in asked.effects_left_out() else DREAMS
    found = durations.effect_lasting(asked, word)
    steps = found.numbers.bands
    if not steps or steps[0].at_risk < SAID_FROM_PEOPLE:
        return too_few_answer()
    if not found.is_shown:  # as many as are needed, and nearly all have it still
        return Answer(say("answers.dreams.goes_on"))
    band = _band_to_tell(steps, _DREAMS_BAND)
    share = _share_ended(steps, band)
    key = "any" if word == EVERY_EFFECT else "gone"
    sentence = say(f"answers.dreams.{key}", **_words_of_ended(share, band))
    under = say(f"answers.dreams.under_{key}", people=share.people, range=share_range(share))
    return Answer(sentence, under, _still_picture(found.numbers))


def help_answer(asked: EditionSlice) -> Answer:
    """How many had noticed it helping, by the end of which week."""
    found = response.first_benefit(asked)
    steps = found.numbers.bands
    if not found.is_shown:
        return too_few_answer()
    band = _band_to_tell(steps, _HELP_BAND)
    share = _share_ended(steps, band)
    sentence = say("answers.helps.noticed", **_words_of_ended(share, band))
    under = say("answers.helps.under", people=share.people, range=share_range(share))
    return Answer(sentence, under, _picture_of_ended(steps))


def stop_answer(asked: EditionSlice) -> Answer:
    """How many of all who began had stopped, and what they named most often."""
    cells = asked.cells(course.COURSE)
    weeks = [week for week in _WEEKS if _people_in(cells, week) >= SAID_FROM_PEOPLE]
    if not weeks:
        return too_few_answer()
    share, reasons = course.share_of_stopped(cells, weeks[-1]), _commonest_reasons(asked)
    if share is None:
        return too_few_answer()
    sentence = say(
        f"answers.stopped.{('many', 'reason', 'reasons')[len(reasons)]}",
        by=say(f"answers.stopped.by.{weeks[-1]}"),
        often=number_phrases.hundredths_in_words(share),
        **dict(zip(("first", "second"), reasons, strict=False)),
    )
    under = say("answers.stopped.under", people=share.people, range=share_range(share))
    return Answer(number_phrases.sentence_case(sentence), under, people_picture(share))


def _people_in(cells: Cells, week: str) -> int:
    found = [cells.get((state, week)) for state in COURSES]
    return min((cell.people for cell in found if cell), default=0) if all(found) else 0


def _commonest_reasons(asked: EditionSlice) -> list[str]:
    """The reason that was named most, and the next where the two are too close to tell apart."""
    found = response.stop_reason(asked)
    if not found.is_shown:
        return []
    bars = zip(MEASURES[response.STOP].axes[0], found.numbers.bars, strict=True)
    known = [(word, bar.share) for word, bar in bars if bar.share]
    (first, most), (second, next_most), *_ = sorted(known, key=lambda pair: -pair[1].value)
    words = [first] if most.low > next_most.high else [first, second]
    return [say(f"answers.stopped.why.{word}") for word in words]


def _band_to_tell(steps: tuple[LastingBand, ...], word: str) -> LastingBand:
    return next((band for band in steps if band.word == word), steps[-1])


def _share_ended(steps: tuple[LastingBand, ...], band: LastingBand) -> Share:
    return number_phrases.estimate_share(
        steps[0].at_risk, 1 - band.still, 1 - band.high, 1 - band.low
    )


def _words_of_ended(share: Share, band: LastingBand) -> dict[str, str]:
    return {
        "often": number_phrases.hundredths_in_words(share),
        "after": say(f"finding.timelines.lasting.after_{band.word}"),
    }


def _still_picture(numbers: LastingCurve) -> AnswerPicture:
    return _week_columns([(band.word, band.still) for band in numbers.bands])


def _picture_of_ended(steps: tuple[LastingBand, ...]) -> AnswerPicture:
    return _week_columns([(band.word, 1 - band.still) for band in steps])


def _week_columns(shares: list[tuple[str, float]]) -> AnswerPicture:
    """A column a band; the first and the last are named under them."""
    labels = [say(f"words.week.{word}") for word, _ in shares]
    labels[0] = say("answers.week", week=labels[0])
    points = (round(HUNDRED * share) for _, share in shares)
    parts = zip(labels, points, strict=True)
    return AnswerPicture("columns", tuple(PicturePart(*part) for part in parts))
