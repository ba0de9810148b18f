"""What attacks gained is kept row by row: a part's run leaves the rows of others as they are."""

import tomllib
from pathlib import Path

from attacks_kept import Row, keep_rows


def kept(file: Path) -> dict[str, tuple[float, str]]:
    return {
        row["name"]: (row["figure"], row.get("run", ""))
        for row in tomllib.loads(file.read_text())["attack"]
    }


def test_a_row_replaces_its_own_and_a_small_one_no_large_one(tmp_path: Path) -> None:
    """Three runs: of full size, of another part, and the quick tier after both."""
    file = tmp_path / "attacked.toml"
    file.write_text("")
    keep_rows(file, [Row("joined", 0.55, "<= 0.65", 0.9, "400", True, (0.5, 0.6))])
    keep_rows(file, [Row("lockout", 0.0, "0", 1.0, "256", False)])
    assert kept(file) == {"joined": (0.55, "400"), "lockout": (0.0, "256")}
    keep_rows(
        file,
        [
            Row("joined", 0.7, "<= 0.65", 0.9, "16", False, (0.4, 0.8)),
            Row("lockout", 0.0, "0", 1.0, "300", False),
        ],
    )
    assert kept(file) == {"joined": (0.55, "400"), "lockout": (0.0, "300")}
    assert tomllib.loads(file.read_text())["attack"][0]["low"] == 0.5
