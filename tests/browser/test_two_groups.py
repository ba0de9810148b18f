"""Two groups on one machine: two services, as docs/two-groups.md installs them."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from dashboard.leaders.access.cookie_tickets import COOKIE
from dashboard.text import say
from tests.browser.fingers import Finger
from tests.browser.test_leaders import Group, Leader
from tests.visitor import HERE, ROOT, free_port, served

pytestmark = pytest.mark.browser
UNIT = (ROOT / "docs" / "deploy" / "sweetspot-group@.service").read_text(encoding="utf-8")
NAMES = ("north", "south")
LOCAL = "localhost"
"""Another name of this machine than ``HERE``."""


def setting(line: str, name: str) -> str:
    """What a line of the service's file says for one group."""
    (found,) = re.findall(f"^{line}=(.*)$", UNIT, flags=re.MULTILINE)
    return str(found).replace("%i", name)


def service_environment(name: str, folder: Path, port: int) -> dict[str, str]:
    """What the service of a group is started with: the file's own lines, below a folder."""
    variable, _, store = setting("Environment", name).partition("=")
    return {
        variable: f"{folder}{store}",
        "SWEETSPOT_PEPPER": secrets.token_hex(32),
        "SWEETSPOT_CHECK_MINUTES": "1000",
        "PORT": str(port),
    }


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Group]]:
    """Both, running at once."""
    folder = tmp_path_factory.mktemp("machine")
    with ExitStack() as running:
        found = {}
        for name in NAMES:
            port = free_port()
            environment = service_environment(name, folder, port)
            _, *words = setting("ExecStart", name).replace("${PORT}", str(port)).split()
            log = folder / f"{name}.log"
            running.enter_context(served(["-m", "dashboard", *words], port, environment, log))
            store = Path(environment["SWEETSPOT_STORE"])
            found[name] = Group(f"http://{HERE}:{port}", store, environment, log)
        yield found


def under_name(group: Group, name: str) -> Group:
    """The same service under another name of this machine."""
    address = group.address.replace(HERE, name)
    return Group(address, group.store, group.environment, group.log)


def test_each_service_has_a_user_a_folder_a_secret_and_a_port_of_its_own() -> None:
    """Nothing of the file is the same for two groups that holds an answer or opens one."""
    for line in ("User", "EnvironmentFile", "StateDirectory", "Environment", "Description"):
        north, south = (setting(line, name) for name in NAMES)
        assert north != south and "north" in north
    assert setting("ExecStart", "north").endswith("--port ${PORT}")


def test_a_code_of_one_group_opens_nothing_in_the_other(
    groups: dict[str, Group], phone: BrowserContext
) -> None:
    """And opens its own record where it was handed in (control)."""
    page = phone.new_page()
    page.goto(f"{groups['north'].address}/share")
    finger = Finger(page)
    code = finger.goes_to_the_side_effects()
    finger.goes_on("How you are now")
    finger.goes_on("Is this right?")
    finger.press("Hand in")
    finger.reads(say("survey.done.heading"))
    opened = {}
    for name in NAMES:
        page.goto(f"{groups[name].address}/record")
        page.get_by_role("textbox", name=say("survey.start.code")).fill(code)
        page.get_by_role("button", name=say("my_record.open"), exact=True).click()
        unknown = page.get_by_text(say("survey.start.code_unknown"))
        record = page.get_by_role("button", name=say("my_record.opened.check_in"), exact=True)
        expect(unknown.or_(record).first).to_be_visible()
        opened[name] = record.count() > 0
    assert opened == {"north": True, "south": False}
    assert groups["north"].store != groups["south"].store


@pytest.mark.parametrize("names", [(HERE, LOCAL), (HERE, HERE)])
def test_leaders_stay_signed_in_beside_each_other_where_each_group_has_a_name(
    groups: dict[str, Group], desk: Callable[..., BrowserContext], names: tuple[str, str]
) -> None:
    """One browser, two desks; under one name the second sign-in ends the first (control)."""
    context = desk()
    leaders = []
    for group, name in zip(groups.values(), names, strict=True):
        telephone = group.add_leader(f"Anna {secrets.token_hex(3)}")
        leader = Leader(context.new_page(), under_name(group, name), telephone)
        leader.sign_in()
        leader.is_in()
        leader.page.wait_for_timeout(1_000)
        leader.has_cookie()
        leaders.append(leader)
    first = leaders[0]
    cookies = [cookie for cookie in context.cookies() if cookie["name"] == COOKIE]
    assert len(cookies) == len(set(names))
    first.page.reload()
    if names[0] == names[1]:
        first.is_out("ended")
    else:
        first.is_in()
        leaders[1].page.reload()
        leaders[1].is_in()
