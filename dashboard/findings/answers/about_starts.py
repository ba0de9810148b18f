"""On which dose people with an illness begin, and whether an effect was there before LDN."""

from dashboard.findings import number_phrases, share_bars
from dashboard.findings.answers.answer import (
    Answer,
    AnswerPicture,
    PicturePart,
    people_picture,
    share_points,
    share_range,
    too_few_answer,
    too_rare_answer,
)
from dashboard.findings.edition_slice import EditionSlice
from dashboard.findings.finding_numbers import ShareBar, ShareBars
from dashboard.findings.starts import ASKED_OF, STARTS, share_with_it_before
from dashboard.text import say
from db.catalogue import MEASURES
from db.thresholds import FEW_PEOPLE


def start_answer(asked: EditionSlice) -> Answer:
    """The commonest first dose, of those with my illness where one is chosen."""
    cells = asked.cells(STARTS)
    shares = {word: share_bars.cell_share(cells.get((word,))) for word in MEASURES[STARTS].axes[0]}
    bars = ShareBars(tuple(ShareBar(word, share) for word, share in shares.items()))
    commonest = share_bars.commonest_bar(bars)
    if commonest is None:
        return too_few_answer()
    sentence = say(
        f"answers.start.{'most' if commonest.apart else 'close'}",
        dose=_dose_in_words(commonest.label),
        often=number_phrases.hundredths_in_words(commonest.share),
    )
    under = say(
        f"answers.start.under_{'ill' if asked.filters else 'any'}",
        people=commonest.share.people,
        range=share_range(commonest.share),
    )
    return Answer(sentence, under, _start_columns(bars, commonest.label))


def _start_columns(bars: ShareBars, most: str) -> AnswerPicture:
    parts = tuple(
        PicturePart(
            say(f"answers.start.short.{bar.label}"),
            share_points(bar.share) if bar.share else 0,
            marked=bar.label == most,
        )
        for bar in bars.bars
    )
    return AnswerPicture("columns", parts, max(part.points for part in parts) or 1)


def _dose_in_words(word: str) -> str:
    label = say(f"words.found.{word}")
    return label[:1].lower() + label[1:]


def before_answer(asked: EditionSlice) -> Answer:
    """How many of those with headache had it before LDN, as much or less."""
    if ASKED_OF in asked.effects_left_out():
        return too_rare_answer()
    share = share_with_it_before(asked, ASKED_OF)
    if share is None:
        return too_few_answer()
    key = "had" if share.cases >= FEW_PEOPLE else "few"
    sentence = say(f"answers.before.{key}", often=number_phrases.hundredths_in_words(share))
    under = say("answers.before.under", people=share.people, range=share_range(share))
    return Answer(number_phrases.sentence_case(sentence), under, people_picture(share))
