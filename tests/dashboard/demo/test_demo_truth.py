from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dashboard import demo
from dashboard.text import has_text


def _written(folder: Path, text: str) -> Path:
    path = folder / "truth.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_changes_only_what_it_names(tmp_path: Path) -> None:
    """Tables of numbers are replaced whole; everything else stays as it is."""
    text = "[effects]\nmedian_weeks = {mood = 3}\nbothersome_after_step = {4500 = 0.5}\n"
    truth = demo.load_truth(_written(tmp_path, text))
    assert truth.effects.median_weeks == {**demo.CohortTruth().effects.median_weeks, "mood": 3}
    assert truth.effects.bothersome_after_step == {4_500: 0.5}
    assert truth.benefit == demo.CohortTruth().benefit
    assert truth.doses.sensitive == demo.CohortTruth().doses.sensitive


REFUSED = {
    "no TOML": "women = = 1",
    "unknown section": "[moon]\nphase = 1",
    "unknown name": "[who]\nwomen = 0.7",
    "unknown word": "[who.sex]\nfemale = 0.5\nmartian = 0.5",
    "shares over one in all": "[who.sex]\nfemale = 0.9\nmale = 0.9",
    "a share over one": "[answers]\nskipped = 1.2",
    "a negative share": "[reactions]\nswitch_effect = -0.1",
    "not a number": "[answers]\nskipped = nan",
    "text for a number": "[answers]\nskipped = 'few'",
    "unknown effect": "[effects.by_first_timing.hiccups]\nbedtime = 0.1",
    "unknown time": "[effects.by_timing.sleep]\nnoon = 2",
    "unknown group": "[effects.median_weeks]\nskin = 2",
    "a dose above 50 mg": "[benefit.share]\n60000 = 0.5",
    "an empty curve": "[effects]\nbothersome_after_step = {}",
    "nothing bothersome": "[effects.severity]\nmild = 1.0",
    "weeks of zero": "[benefit]\nmedian_weeks = 0",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_truth_is_refused(tmp_path: Path, text: str) -> None:
    """One text key for all of it; the cause says which."""
    with pytest.raises(ValueError, match=r"^truth_unreadable$") as raised:
        demo.load_truth(_written(tmp_path, text))
    assert raised.value.__cause__ is not None


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    """No file, a folder, and bytes that are no text."""
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.toml", tmp_path, binary):
        with pytest.raises(ValueError, match="truth_unreadable"):
            demo.load_truth(path)


def test_the_truth_knows_its_own_answers() -> None:
    """What an estimator must come near to: shares at a dose, and half of an effect's endings."""
    truth = demo.CohortTruth()
    shares = truth.bothersome_share([500, 1_500, 3_000, 4_500])
    assert np.allclose(shares, [0.066, 0.144, 0.22, 0.275])
    assert truth.share_ended("mood", 1.6) == pytest.approx(0.5)
    assert (np.diff(truth.benefit_share([1_500, 3_000, 4_500])) <= 0.05).all()


def test_every_row_of_the_description_has_a_label(mornings: Any) -> None:
    """The command prints labels; a row without one would be a bare word."""
    timed = demo.CohortTruth.model_validate({"effects": {"by_timing": {"sleep": {"morning": 0.5}}}})
    for truth in (demo.CohortTruth(), mornings.truth, timed):
        for row, value in demo.describe_truth(truth):
            assert has_text(f"command.truth.{row}")
            assert value


def test_the_page_tells_the_default_truth() -> None:
    """docs/invented-cohort.md has every value that the command prints."""
    page = (Path(__file__).parents[3] / "docs" / "invented-cohort.md").read_text(encoding="utf-8")
    assert not [
        row for row, value in demo.describe_truth(demo.CohortTruth()) if f"| {value} |" not in page
    ]
