"""How things look: the pages' theme and font, and the fonts of packs and pictures."""

import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

from dashboard.commands.checks.verdict import CheckVerdict, hint_verdict, ok_verdict, wrong_verdict
from dashboard.commands.server_process import CONFIG
from dashboard.text import say

SCRIPTS: Mapping[str, str] = {"greek": "el", "cyrillic": "ru", "cjk": "zh-cn", "emoji": "und-zsye"}
"""What members and groups write in -> a language by which fontconfig finds a font for it."""
SECONDS = 20.0


def look_verdict(file: Path = CONFIG) -> CheckVerdict:
    """Whether colours and font of the pages are there; an older wheel came without.

    Args:
        file: Streamlit's config.toml, beside the script that is served.
    """
    try:
        theme = tomllib.loads(file.read_text(encoding="utf-8"))["theme"]
        names = [Path(face["url"]).name for face in theme["fontFaces"]]
    except (OSError, ValueError, KeyError):
        return wrong_verdict("look.missing")
    static = file.parents[1] / "static"
    if names and "light" in theme and all((static / name).is_file() for name in names):
        return ok_verdict("look.ok")
    return wrong_verdict("look.missing")


def fonts_verdict(program: str = "fc-list") -> CheckVerdict:
    """Whether this machine has a font for what may stand in a group's name or a poster.

    Args:
        program: fontconfig's, which lists fonts by language.
    """
    found = shutil.which(program)
    if found is None:
        return hint_verdict("fonts.unknown")
    missing = [name for name, language in SCRIPTS.items() if not _has_font(found, language)]
    if not missing:
        return ok_verdict("fonts.ok")
    return hint_verdict(
        "fonts.missing", scripts=", ".join(say(f"command.doctor.fonts.{name}") for name in missing)
    )


def _has_font(program: str, language: str) -> bool:
    try:
        listed = subprocess.run(  # noqa: S603 - a program of the system, and a word of ours
            [program, f":lang={language}", "family"],
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(listed.stdout.strip())
