"""The oldest versions that may be installed, each with the advisory that it closes.

The numbers are those under which projects in public raised the same bounds.
"""

import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.lowest import _as_lowest, lowest_requirements

PROJECT = tomllib.loads(
    (Path(__file__).resolve().parent.parent / "pyproject.toml").read_text(encoding="utf-8"),
)["project"]


@dataclass(frozen=True)
class Floor:
    """A package, the first version without a fault, and the fault's advisory.

    Attributes:
        package: its name.
        first_safe: the version that mended it.
        advisory: its number at GitHub (github.com/advisories) and among the CVEs.
        fault: what could be done before.
        extra: the optional dependency that brings the package, or None where it is always there.
    """

    package: str
    first_safe: str
    advisory: str
    fault: str
    extra: str | None = None


FLOORS = [
    Floor(
        "streamlit",
        "1.54",
        "GHSA-7p48-42j8-8846, CVE-2026-33682",
        "on Windows a made-up path sends the server's password hash to another host",
    ),
    Floor(
        "starlette",
        "1.1",
        "GHSA-wqp7-x3pw-xc5r, CVE-2026-48818",
        "the same in StaticFiles",
    ),
    Floor(
        "starlette",
        "1.0.1",
        "GHSA-86qp-5c8j-p5mr, CVE-2026-48710",
        "a malformed Host header changes request.url.path, and with it which door seems meant",
    ),
    Floor(
        "authlib",
        "1.6.9",
        "GHSA-wvwj-cvrp-7pv5, CVE-2026-27962",
        "a token signed with a key of the attacker's own passes",
        extra="oidc",
    ),
]


def requirement(floor: Floor) -> Requirement:
    """The line of pyproject.toml about a package."""
    extras = PROJECT["optional-dependencies"]
    lines = PROJECT["dependencies"] if floor.extra is None else extras[floor.extra]
    (found,) = [r for r in map(Requirement, lines) if r.name.lower() == floor.package]
    return found


def just_before(first_safe: str) -> str:
    """The newest version that a bound must not let in: 1.54 -> 1.53.9999, 1.0.1 -> 1.0.0.9999."""
    *front, last = Version(first_safe).release
    return ".".join(map(str, [*front, last - 1, 9999]))


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.advisory)
def test_the_bound_of_the_project_keeps_the_fault_out(floor: Floor) -> None:
    """The bound lets in neither the last faulty version nor a much older one."""
    bound = requirement(floor).specifier
    assert bound, floor.package
    assert not bound.contains(just_before(floor.first_safe)), floor.fault
    assert not bound.contains("0.1"), floor.fault


@pytest.mark.parametrize("floor", FLOORS, ids=lambda floor: floor.advisory)
def test_what_is_installed_here_is_as_new(floor: Floor) -> None:
    """Also where somebody installed it by hand, past pyproject.toml."""
    try:
        installed = Version(version(floor.package))
    except PackageNotFoundError:
        assert floor.extra is not None, floor.package
        pytest.skip(f"{floor.package} comes with the extra {floor.extra} alone")
    assert installed >= Version(floor.first_safe), floor.fault


def test_every_lower_bound_is_one_that_can_be_installed_and_tried() -> None:
    """One ``>=`` a package, and nothing else: ``tests/lowest.py`` installs exactly that."""
    lowest = lowest_requirements()
    assert "starlette==1.7" in lowest
    assert "psycopg[binary]==3.2.1" in lowest
    assert len(lowest) == len(PROJECT["dependencies"]) + 3  # authlib, psycopg, distributed
    for line in ("numpy", "numpy>=2,<3", "numpy==2"):
        with pytest.raises(ValueError, match="numpy"):
            _as_lowest(Requirement(line))


def test_authlib_is_only_brought_by_its_extra() -> None:
    """Whoever does not sign in by a provider carries no faults of it."""
    always = {Requirement(line).name.lower() for line in PROJECT["dependencies"]}
    assert "authlib" not in always
    assert "authlib" in {Requirement(r).name for r in PROJECT["optional-dependencies"]["oidc"]}
