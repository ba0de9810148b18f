"""The recipe for a container keeps to the project: no image registry can be reached here."""

import configparser
import json
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RECIPE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
TAG = re.compile(r"[\w./-]+:\d[\w.-]*")


def instructions(word: str) -> list[str]:
    """What stands behind an instruction of the recipe, line by line."""
    return re.findall(rf"^\s*{word} +(.+)$", RECIPE, flags=re.MULTILINE)


def test_images_have_a_version_in_their_tag() -> None:
    """Such as python:3.11-slim-bookworm; ``latest`` is another program every month."""
    images = [*instructions("FROM"), *(s["image"] for s in COMPOSE["services"].values())]
    assert len(images) == 5
    assert all(TAG.fullmatch(image) for image in images), images


def test_the_python_of_the_image_is_one_that_the_project_allows() -> None:
    """3.11 of python:3.11-slim-bookworm, against requires-python."""
    found = re.search(r"python:(\d+)\.(\d+)", RECIPE)
    least = re.fullmatch(r">=(\d+)\.(\d+)", PROJECT["project"]["requires-python"])
    assert found
    assert least
    assert tuple(map(int, found.groups())) >= tuple(map(int, least.groups()))


def test_the_recipe_copies_what_an_installation_is_made_of() -> None:
    """Every package that pyproject.toml names, and the files that it reads."""
    copied = {name for line in instructions("COPY") for name in line.split()[:-1]}
    packages = {p.rstrip("*") for p in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]}
    read = {PROJECT["project"]["readme"], *PROJECT["project"]["license-files"], "pyproject.toml"}
    assert copied == packages | read


def test_extras_of_the_recipe_are_extras_of_the_project() -> None:
    """``pip install ".[postgresql]"``."""
    (extras,) = re.findall(r'"\.\[([\w,]+)\]"', RECIPE)
    assert set(extras.split(",")) <= PROJECT["project"]["optional-dependencies"].keys()


def test_the_app_is_not_run_by_root_and_its_secret_lies_apart() -> None:
    """A user of its own, and a volume each for answers, secret and backups."""
    (user,) = instructions("USER")
    (volumes,) = instructions("VOLUME")
    assert user == "sweetspot"
    assert json.loads(volumes) == ["/store", "/secret", "/backups"]
    mounted = [v.split(":")[1] for v in COMPOSE["services"]["app"]["volumes"]]
    assert mounted == json.loads(volumes)


def test_three_settings_are_to_be_filled_in_and_are_explained() -> None:
    """Compose refuses to start without one: ``${NAME:?}``."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    needed = set(re.findall(r"\$\{(\w+):\?\}", text))
    explained = set(re.findall(r"^# {3}(SWEETSPOT_\w+)=", text, flags=re.MULTILINE))
    assert len(needed) == 3
    assert needed == explained


def test_the_nightly_backup_finds_its_database_client() -> None:
    """pg_dump refuses a server that is newer: Debian 12 has version 15 of both."""
    (installed,) = (line for line in instructions("RUN") if "apt-get install" in line)
    assert "postgresql-client" in installed.split()
    assert "bookworm" in instructions("FROM")[0]
    assert COMPOSE["services"]["database"]["image"].startswith("postgres:15.")


def test_what_dies_is_started_again() -> None:
    """Compose and systemd alike; the backup's loop, too."""
    assert all(s["restart"] == "unless-stopped" for s in COMPOSE["services"].values())
    unit = configparser.RawConfigParser(strict=False)
    unit.read(ROOT / "docs/deploy/sweetspot@.service")
    assert unit["Service"]["Restart"] == "always"
    assert int(unit["Service"]["RestartSec"]) < 10
    timer = configparser.RawConfigParser(strict=False)
    timer.read(ROOT / "docs/deploy/sweetspot-backup.timer")
    assert timer["Timer"]["Persistent"] == "true"
