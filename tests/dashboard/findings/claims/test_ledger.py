"""Every claim of the ledger at both sides of its rule, from cells that are written down."""

import tomllib
from collections.abc import Callable
from itertools import product

import pytest

from dashboard.evidence import trials
from dashboard.findings.claims import Claim, Verdict, judge_claims
from dashboard.findings.claims.ledger import TOPICS
from dashboard.findings.edition_slice import EditionSlice
from dashboard.text import FOLDER
from db import bands
from db.catalogue import (
    BENEFIT,
    BY_DIVIDED,
    BY_MORNING,
    EFFECTS_GONE,
    ENDED_EARLY,
    LOWERED,
    SLEEP_GONE,
    SWITCHED,
)
from db.editions.editions import EditionContrast
from db.vocabulary import CLUSTERS
from tests.drawn import contrast_between

MakeAsked = Callable[..., EditionSlice]
Counts = tuple[int, int]
IN, NOT, FEW = Verdict.in_line, Verdict.not_in_line, Verdict.too_few


def lasting(group: str, *bands_: Counts) -> dict:
    words = bands.LASTING.words
    return {"effect_lasting": {f"{group}|{w}": c for w, c in zip(words, bands_, strict=False)}}


def weekly(**effects: Counts) -> dict:
    return {"effect_by_week": {f"effect_{name}|w2": c for name, c in effects.items()}}


def after_step(soon: Counts, late: Counts) -> dict:
    weeks = {"k0": late, "k1": soon, "k5": soon, "k6": late, "k7": soon, "k8": soon}
    return {"effect_after_step": {f"any_effect|{w}": c for w, c in weeks.items()}}


def clusters(early: Counts, late: Counts) -> dict:
    return {
        "cluster_by_week": {
            f"{group}|{week}|{who}": counts
            for group, who in product(CLUSTERS, ("starters", "stayers"))
            for week, counts in (("w5_8", early), ("w27_52", late))
        },
    }


FAST = ((400, 200), (190, 100), (85, 60), (20, 10))

CASES = [
    ("C04", weekly(headache=(600, 120), nausea=(600, 40)), IN),
    ("C04", weekly(headache=(600, 40), nausea=(600, 120)), NOT),
    ("C04", weekly(headache=(600, 60), nausea=(600, 55)), FEW),
    ("C05", after_step((600, 240), (600, 60)), IN),
    ("C05", after_step((600, 60), (600, 240)), NOT),
    ("C05", after_step((600, 100), (600, 95)), FEW),
    ("C06", {"hours_after_dose": {"from_2_to_4": (300, 150), "under_2": (300, 60)}}, IN),
    ("C06", {"hours_after_dose": {"from_2_to_4": (300, 60), "under_2": (300, 150)}}, NOT),
    ("C06", {"hours_after_dose": {"from_2_to_4": (300, 60), "not_sure": (300, 150)}}, FEW),
    ("C09", {"help_noticed": {"w2_8": (200, 140)}}, IN),
    ("C09", {"help_noticed": {"w2_8": (200, 60)}}, NOT),
    ("C09", {"help_noticed": {"w2_8": (200, 105)}}, FEW),
    ("C10", {"no_benefit_late": {"on_ldn": (300, 60)}}, IN),
    ("C10", {"no_benefit_late": {"on_ldn": (900, 10)}}, FEW),
    ("C11", clusters((900, 90), (900, 90)), IN),
    ("C11", clusters((900, 90), (900, 270)), NOT),
    ("C11", clusters((60, 10), (60, 10)), FEW),
    ("C14", {"dose_kept": {"from_500": (400, 40), "from_1000": (400, 30)}}, IN),
    ("C14", {"dose_kept": {"from_500": (900, 5), "from_1000": (900, 5)}}, NOT),
    (
        "C15",
        {"who_answered": {"first_timing:bedtime": (500, 300), "first_timing:morning": (500, 100)}},
        IN,
    ),
    (
        "C15",
        {"who_answered": {"first_timing:bedtime": (500, 100), "first_timing:morning": (500, 300)}},
        NOT,
    ),
]

ENDS = [
    ("C01", "sleep", (240, 290), IN),
    ("C01", "sleep", (110, 160), NOT),
    ("C01", "sleep", (160, 290), FEW),  # in line only where every effect was short
    ("C02", "mood", (240, 290), IN),
    ("C02", "mood", (110, 160), NOT),
    ("C02", "mood", (110, 240), FEW),
    ("C03", "physical", (240, 290), IN),
    ("C03", "physical", (110, 160), NOT),
    ("C03", "physical", (195, 205), FEW),
]

CONTRASTS = [
    ("C07", (SWITCHED, SLEEP_GONE), (11, 29), IN),
    ("C07", (SWITCHED, SLEEP_GONE), (10, 28), FEW),
    ("C07", (SWITCHED, SLEEP_GONE), (-19, -1), FEW),
    ("C08", (BY_MORNING, BENEFIT), (-9, 9), IN),
    ("C08", (BY_MORNING, BENEFIT), (-10, 8), FEW),
    ("C08", (BY_MORNING, BENEFIT), (11, 29), NOT),
    ("C13", (LOWERED, EFFECTS_GONE), (11, 29), IN),
    ("C13", (LOWERED, EFFECTS_GONE), (10, 28), FEW),
    ("C13", (LOWERED, EFFECTS_GONE), (-19, -1), FEW),
    ("C16", (BY_DIVIDED, BENEFIT), (-23, -1), IN),
    ("C16", (BY_DIVIDED, BENEFIT), (1, 23), NOT),
    ("C16", (BY_DIVIDED, BENEFIT), (-24, 0), FEW),
]


def judged(asked: EditionSlice, name: str) -> Claim:
    claims = (claim for claims in judge_claims(asked).topics.values() for claim in claims)
    return next(claim for claim in claims if claim.name == name)


@pytest.mark.parametrize(("name", "cells", "verdict"), CASES)
def test_a_claim_is_judged_by_its_rule_alone(
    asked: MakeAsked,
    name: str,
    cells: dict,
    verdict: Verdict,
) -> None:
    """Cells on the one side, on the other, and across."""
    assert judged(asked(cells), name).verdict is verdict


@pytest.mark.parametrize(("name", "place", "points", "verdict"), CONTRASTS)
def test_a_claim_on_a_difference_is_judged_by_its_whole_range(
    asked: MakeAsked,
    name: str,
    place: tuple[str, str],
    points: tuple[int, int],
    verdict: Verdict,
) -> None:
    """Low and high in points, of 1,000 people on each side."""
    row = contrast_between(place, *points)
    assert judged(asked(contrasts=[row]), name).verdict is verdict


@pytest.mark.parametrize(("name", "group", "ended", "verdict"), ENDS)
def test_effects_pass_in_time_only_where_they_do_at_both_ends(
    asked: MakeAsked, name: str, group: str, ended: tuple[int, int], verdict: Verdict
) -> None:
    """Of 400 people so many were over it with every spell long, and with every spell short."""
    long, short = ended
    row = EditionContrast(ENDED_EARLY, "", group, 400, short, long, 100)
    edition = asked(lasting(group, *FAST), contrasts=[row])
    assert judged(edition, name).verdict is verdict


def test_without_both_ends_nothing_is_said_of_how_long_effects_last(asked: MakeAsked) -> None:
    """An edition that has the life table alone."""
    assert judged(asked(lasting("sleep", *FAST)), "C01").verdict is FEW


@pytest.mark.parametrize(
    ("low_start", "standard", "verdict"),
    [((200, 10), (200, 60), IN), ((200, 60), (200, 10), NOT), ((200, 40), (200, 45), FEW)],
)
def test_low_starts_are_compared_among_sensitive_people_only(
    asked: MakeAsked, low_start: Counts, standard: Counts, verdict: Verdict
) -> None:
    """C12 asks where the sensitive began; what the others had says nothing about it."""
    cells = {"under_500|yes": low_start, "from_1500|yes": standard}
    others = {"under_500|no": (400, 200), "from_1500|no": (400, 200)}
    question = asked({"start_and_effects": cells | others})
    assert judged(question, "C12").verdict is verdict


def test_low_starts_without_another_start_are_not_judged(asked: MakeAsked) -> None:
    """200 of the sensitive began under 0.5 mg, and too few at 1.5 to under 3 mg."""
    assert judged(asked({"start_and_effects": {"under_500|yes": (200, 10)}}), "C12").verdict is FEW


def test_an_empty_edition_judges_nothing(asked: MakeAsked) -> None:
    """Sixteen times too few, and sixteen sentences that say so."""
    found = judge_claims(asked())
    claims = [claim for claims in found.topics.values() for claim in claims]
    assert found.count(FEW) == len(claims) == 16
    assert {claim.ours for claim in claims} == {"Too few people can answer this yet."}
    assert all(claim.strip is None for claim in claims)


def test_every_claim_stands_in_the_ledger_once() -> None:
    """C01 to C16."""
    named = sorted(name for names in TOPICS.values() for name in names)
    assert named == [f"C{number:02}" for number in range(1, 17)]


def test_what_trials_found_is_what_the_evidence_file_says(asked: MakeAsked) -> None:
    """The texts hold no figure of a trial themselves: it comes from the file."""
    texts = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))["claims"]
    for name, places in trials.LEDGER.items():
        for letter, place in zip("abcdef", places, strict=False):
            assert place in trials.trial_rows()
            # Of ten people a share of 100 would say more than was found: 1 of 10.
            figure = f"{letter}_cases" if name == "C01" else letter
            assert f"{{{figure}}}" in texts[name]["trials"]
    empty = asked()
    told = judged(empty, "C04").trials
    assert "1.68 times" in told
    assert "range 0.84 to 3.36" in told
    assert "1 of 10 people had nausea and trouble sleeping" in judged(empty, "C01").trials


def test_every_sentence_of_the_group_has_its_people() -> None:
    """No share and no difference without them."""
    texts = tomllib.loads((FOLDER / "en.toml").read_text(encoding="utf-8"))["claims"]
    for name, claim in texts.items():
        if name.startswith("C"):
            assert "{people} people" in claim["ours"], name
            assert "{low} to {high}" in claim["ours"], name
