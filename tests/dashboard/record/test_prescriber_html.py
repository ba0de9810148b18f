"""The page for the prescriber: what it holds, as HTML and as PDF."""

import re
import zlib
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.record.illness_questions import EvidenceSide, illness_points
from dashboard.record.prescriber_html import prescriber_html_file, sheet_html
from dashboard.record.prescriber_pdf import FONT, latin_1_text, prescriber_pdf_file
from dashboard.record.prescriber_sheet import (
    MOST_DOSES,
    MOST_EFFECTS,
    MOST_SPELLS,
    PrescriberSheet,
    sheet_for_prescriber,
)
from dashboard.record.warning_patterns import patterns_in_answers
from dashboard.text import say
from db.answers import LdnPause, LdnStop, ScaleScores, Survey
from db.vocabulary import (
    BenefitAfter,
    ChangeReason,
    EarlierTry,
    Effect,
    EffectsAfter,
    HadEffects,
    HowOften,
    Severity,
    StopReason,
    Timing,
)
from tests.dashboard.record.own_surveys import NORMAL, WEEKLY, longest, spell, step, survey
from tests.stories import stories
from tests.story_cohorts import Story

EMPTY = survey(1)


class Reader(HTMLParser):
    """Tags, attributes and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data


def words(made: PrescriberSheet) -> str:
    """Everything that a sheet says."""
    return Reader(str(sheet_html(made))).text


def pages(file: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", file))


def letters(file: bytes) -> str:
    """The text of a PDF, from its uncompressed streams."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)
    drawn = b" ".join(zlib.decompress(part) for part in streams if part[:1] == b"x")
    shown = re.findall(rb"\((.*?)(?<!\\)\) Tj", drawn, re.DOTALL)
    return " ".join(part.decode("latin-1").replace("\\", "") for part in shown)


@pytest.mark.parametrize(
    ("told", "reports"), [(EMPTY, []), (NORMAL, WEEKLY)], ids=["empty", "normal"]
)
def test_a_normal_record_is_one_sheet_of_a4(told: Survey, reports: list) -> None:
    """Five doses, six effects, twenty weekly check-ins."""
    assert pages(prescriber_pdf_file(sheet_for_prescriber(told, reports))) == 1


def test_the_longest_record_is_two_sheets_and_says_what_it_leaves_out() -> None:
    """60 doses, 48 effects three times each, 120 check-ins."""
    made = sheet_for_prescriber(*longest())
    assert pages(prescriber_pdf_file(made)) == 2
    for count in (60 - MOST_DOSES, 3 * len(Effect) - MOST_SPELLS, len(Effect) - MOST_EFFECTS):
        assert say("take_along.sheet.left_out", count=count) in words(made)


def test_the_page_holds_doses_effects_scales_points_and_patterns() -> None:
    """In the words that were tapped, and nothing about who the member is."""
    text = words(sheet_for_prescriber(NORMAL, WEEKLY))
    for said in ("week 5", "1.5 mg", "To ease side effects", "Waking in the night", "Severe"):
        assert said in text
    for point in illness_points(NORMAL, WEEKLY):
        assert (point.sentence() in text) == (point.speaks is not EvidenceSide.unknown)
    for pattern in patterns_in_answers(NORMAL, WEEKLY):
        assert pattern.line() in text and pattern.told[0].sentence() in text
    assert "Made from my own answers with Sweet Spot" in text and "no medical advice" in text


def test_who_the_member_is_stands_nowhere() -> None:
    """Condition, age and sex change nothing on the page: the prescriber knows them."""
    facts = {"condition": 3, "age_band": 2, "sex": 1, "sensitivity": 2, "joined": 1}
    known = Survey.model_validate(NORMAL.model_dump() | facts)
    assert sheet_for_prescriber(known, WEEKLY) == sheet_for_prescriber(NORMAL, WEEKLY)


def table_rows(told: Survey, part: int) -> tuple[tuple[str, ...], ...]:
    table = sheet_for_prescriber(told).parts[part].table
    return table.rows if table else ()


def dose_table(told: Survey) -> tuple[tuple[str, ...], ...]:
    return table_rows(told, 0)


def test_a_break_stands_between_the_doses_around_it() -> None:
    """0.5 mg, no LDN from week 5, started again about week 18: three rows in this order."""
    again = step(18, 250, reason=ChangeReason.after_break)
    told = survey(20, step(1, 500), again, pauses=(LdnPause(began_week=5, ended_week=17),))
    assert [row[:2] for row in dose_table(told)] == [
        ("week 1", "0.5 mg"),
        ("week 5", "no LDN, until about week 17"),
        ("about week 18", "0.25 mg"),
    ]
    lasting = survey(20, pauses=(LdnPause(began_week=5),))
    assert dose_table(lasting)[-1][1] == "no LDN; the break goes on"


def test_a_divided_dose_is_never_read_as_what_is_taken_each_time() -> None:
    """1.5 mg a day is twice 0.75 mg; "1.5 mg, twice a day" would be 3 mg."""
    twice = step(1, 1_500, Timing.divided, times=2)
    other_days = step(4, 4_500, how_often=HowOften.every_other_day, day=4)
    told = survey(9, twice, other_days)
    assert [row[:2] for row in dose_table(told)] == [
        ("week 1", "1.5 mg in all, in 2 parts"),
        ("week 4, day 4", "4.5 mg, every other day"),
    ]


def test_a_change_says_why_it_was_made_and_what_it_did() -> None:
    """In the last column, as it was told."""
    did = {"effects_after": EffectsAfter.worse, "benefit_after": BenefitAfter.more}
    told = survey(9, step(1, 500), step(4, 1_000, reason=ChangeReason.planned_step, **did))
    said = "Planned step up. Side effects then: worse. Benefit then: more"
    assert [row[3] for row in dose_table(told)] == ["", said]


def test_an_effect_that_came_back_says_so_and_how_bad_it_is_now() -> None:
    """Dreams in weeks 1 to 3, again from week 6: at worst severe, mild now."""
    later = spell(Effect.vivid_dreams, 6, severity=Severity.severe, severity_now=Severity.mild)
    earlier = spell(Effect.vivid_dreams, 1, 3, severity=Severity.mild)
    first, second = table_rows(survey(9, earlier, later), 1)
    assert first[:3] == ("Vivid or strange dreams, not upsetting", "week 1 to week 3", "Mild")
    assert second[:3] == (
        "Vivid or strange dreams, not upsetting, again",
        "week 6, still there",
        "Severe, now mild",
    )


def test_to_have_had_none_is_not_to_have_told_of_none() -> None:
    """Who says so is quoted; who skipped it is not."""
    none = survey(9, had_effects=HadEffects.had_none)
    assert "I had no side effects." in words(sheet_for_prescriber(none))
    assert "No effects were told." in words(sheet_for_prescriber(EMPTY))


def test_an_earlier_try_and_the_day_of_the_stop_are_told() -> None:
    """Tried before and stopped for side effects; this time stopped on day 2 of week 2."""
    stop = LdnStop(week=2, day=2, reason=StopReason.side_effects)
    text = words(sheet_for_prescriber(survey(12, stop=stop, earlier_try=EarlierTry.side_effects)))
    assert "LDN before? Yes, and I stopped for side effects." in text
    assert "Last week on LDN: week 2, day 2." in text


def test_who_stopped_finds_when_and_why() -> None:
    """The last week on LDN, and the reason where one was given."""
    stop = LdnStop(week=9, reason=StopReason.no_benefit)
    text = words(sheet_for_prescriber(survey(12, stop=stop)))
    assert "Last week on LDN: week 9. Reason: It did not help." in text


def test_the_html_is_one_file_without_script_or_anything_from_elsewhere() -> None:
    """No script, no link, no picture, no address; and a policy that allows none."""
    found = Reader(prescriber_html_file(sheet_for_prescriber(NORMAL, WEEKLY)))
    assert not {tag for tag, _ in found.tags} & {"script", "link", "img", "iframe", "a", "form"}
    assert not [a for _, attrs in found.tags for a in attrs if a.startswith(("on", "src", "href"))]
    policies = [a["content"] for _, a in found.tags if a.get("http-equiv")]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert "@page" in prescriber_html_file(
        sheet_for_prescriber(EMPTY)
    ) and "url(" not in prescriber_html_file(sheet_for_prescriber(EMPTY))


def test_what_is_shown_is_what_is_saved() -> None:
    """The screen's markup stands in the file, word for word."""
    made = sheet_for_prescriber(NORMAL, WEEKLY)
    assert Reader(prescriber_html_file(made)).text.endswith(words(made))
    on_screen = Reader(str(sheet_html(made, level=4)))
    assert on_screen.text == words(made)
    assert {tag for tag, _ in on_screen.tags if re.fullmatch(r"h\d", tag)} == {"h4", "h5"}


def test_the_pdf_says_what_the_page_says() -> None:
    """Every title, label and sentence of the sheet, in its letters."""
    made = sheet_for_prescriber(NORMAL, WEEKLY)
    drawn = "".join(letters(prescriber_pdf_file(made)).split())
    said = [made.title, made.under, made.foot]
    for part in made.parts:
        said += [part.title, *(line.label for line in part.lines), *(ln.said for ln in part.lines)]
        said += [cell for row in (part.table.rows if part.table else ()) for cell in row]
    assert len(said) > 60
    assert not [text for text in said if "".join(latin_1_text(text).split()) not in drawn]


@pytest.mark.parametrize(
    "make", [lambda s: prescriber_html_file(s).encode(), prescriber_pdf_file], ids=["html", "pdf"]
)
def test_the_address_of_a_file_tells_nothing_of_its_answers(make: Callable) -> None:
    """Streamlit serves a file under the hash of its content: two of the same answers differ."""
    made = sheet_for_prescriber(NORMAL)
    assert make(made) != make(made)


def test_no_moment_is_written_into_the_pdf() -> None:
    """Its date is a fixed one."""
    assert set(re.findall(rb"D:(\d{8})", prescriber_pdf_file(sheet_for_prescriber(NORMAL)))) == {
        b"20000101"
    }


@given(st.text(max_size=40))
def test_no_letter_brings_the_pdf_down(text: str) -> None:
    """Whatever a translation may bring: it is put into letters that Helvetica has."""
    put = latin_1_text(text)
    assert put.isprintable() and put.encode("latin-1").decode("latin-1") == put


@pytest.mark.parametrize(
    ("text", "put"),
    [("µg – “no”…", 'µg - "no"...'), ("μg", "µg"), ("Łódź", "?ódz"), ("≥ 5", ">= 5"), ("☺", "?")],
)
def test_letters_that_helvetica_lacks_become_near_ones(text: str, put: str) -> None:
    """Micro sign, dashes, quotation marks; what is like none is a question mark."""
    assert latin_1_text(text) == put


@settings(max_examples=25)
@given(stories())
def test_whatever_was_told_it_can_be_taken_along(story: Story) -> None:
    """As HTML and as PDF, on one sheet or two."""
    made = sheet_for_prescriber(
        story.survey, [(week, ScaleScores(), said) for week, said in story.reports]
    )
    assert not re.search(r"[{}]|None(?! of the)", words(made))
    file = prescriber_pdf_file(made)
    assert file.startswith(b"%PDF") and pages(file) in {1, 2}
    assert FONT.encode() in file


def test_where_room_is_short_each_effect_keeps_its_latest_spell() -> None:
    """15 spells of five effects are too many; their five latest ones are still there."""
    effects = list(Effect)[:5]
    spells = [
        spell(effect, began, ended)
        for effect in effects
        for began, ended in ((1, 2), (4, 5), (7, None))
    ]
    (part,) = [
        part for part in sheet_for_prescriber(survey(9, *spells)).parts if part.title == "Effects"
    ]
    assert len(spells) > MOST_SPELLS and part.table is not None
    assert [row[1] for row in part.table.rows] == ["week 7, still there"] * len(effects)
    assert part.after == say("take_along.sheet.left_out", count=len(spells) - len(effects))
