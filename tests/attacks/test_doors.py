"""Whoever tries the doors: pages of other sites, endpoints that nobody here needs."""

import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
import streamlit.web.server.starlette as front_end
from attacks_server import Attacked, serving
from streamlit.config import _config_options_template as defaults

from dashboard.serving.closed_paths import is_closed_path
from tests.visitor import ask, run_page, visiting

CONFIG = tomllib.loads(
    (Path(__file__).resolve().parents[2] / "dashboard" / ".streamlit" / "config.toml").read_text(
        "utf-8"
    ),
)
FOREIGN = "https://elsewhere.example"
OPEN = {
    "_stcore/stream": "the pages themselves; refused to other sites",
    "_stcore/health": "says ok",
    "_stcore/script-health-check": "off: answers with the first page",
    "_stcore/host-config": "names the sites that may send messages: none",
    "media/{file_id:path}": "files to save (tests/attacks/test_exports.py)",
    "component/{path:path}": "parts of the front end; none is added",
    "_stcore/bidi-components/{path:path}": "the same",
    "app/static/{path:path}": "the font and our scripts",
    "auth/login": "leads home: no provider is set",
    "auth/logout": "leads home",
    "oauth2callback": "leads home",
}
CLOSED = {
    "_stcore/metrics": "how many visitors there are",
    "_stcore/upload_file/{session_id}/{file_id}": "10 MB from anyone",
    "_stcore/agent/interact": "drives pages without a browser",
    "_stcore/agent/openapi.json": "how to",
    "_stcore/agent/mcp": "the same for a language model",
}
"""Every endpoint of Streamlit's, and why it is open or what it would give away."""
METHODS = ("GET", "HEAD", "OPTIONS", "PUT", "POST", "DELETE", "PATCH")


def endpoints() -> set[str]:
    """What the installed Streamlit serves, as its own modules name it."""
    modules = [
        import_module(f"{front_end.__name__}.{found.name}")
        for found in pkgutil.iter_modules(front_end.__path__)
    ]
    named = [(name, value) for module in modules for name, value in vars(module).items()]
    routes = {value for name, value in named if re.match(r"_?ROUTE_\w+$", name) and "/" in value}
    return routes | {value for name, value in named if name == "_ROUTE_OAUTH_CALLBACK"}


def address(endpoint: str) -> str:
    """An endpoint with something in the place of its parameters."""
    return "/" + re.sub(r"\{\w+(:path)?\}", "x", endpoint)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """The real application on an empty store."""
    with serving(tmp_path_factory.mktemp("doors") / "store") as running:
        yield running


def test_every_door_of_streamlits_is_known() -> None:
    """A new version may bring a new one: somebody has to decide about it here."""
    assert endpoints() == OPEN.keys() | CLOSED.keys()


def test_what_is_not_needed_is_closed(server: Attacked, gained: Callable) -> None:
    """Uploads, metrics and the three doors for agents; by every method, under any page's path."""
    tried = [
        (method, f"{page}{address(endpoint)}")
        for endpoint in CLOSED
        for method in METHODS
        for page in ("", "/timelines")
    ]
    answers = {place: ask(server.port, place[1], method=place[0])[0] for place in tried}
    opened = [place for place, status in answers.items() if status != 404]
    gained("doors_open", len(opened), "0", run=f"{len(tried)} requests")
    assert not opened
    assert all(is_closed_path(address(endpoint)) for endpoint in CLOSED)
    assert not any(is_closed_path(address(endpoint)) for endpoint in OPEN)


@pytest.mark.parametrize("endpoint", [*OPEN, *CLOSED])
def test_no_door_answers_a_page_of_another_site(endpoint: str, server: Attacked) -> None:
    """403, and nothing that would let a browser read an answer or send a cookie along."""
    status, headers, body = ask(server.port, address(endpoint), {"Origin": FOREIGN})
    assert (status, body) == (403, b"")
    assert not [name for name in headers if name.startswith("access-control-allow")]


@pytest.mark.parametrize("endpoint", OPEN)
def test_no_door_lets_other_sites_read_what_it_answers_to_our_own(
    endpoint: str,
    server: Attacked,
) -> None:
    """No answer names a site that may read it."""
    own = {"Origin": server.address}
    for headers in (ask(server.port, address(endpoint), sent)[1] for sent in (own, {})):
        assert not [name for name in headers if name.startswith("access-control-allow")]


def test_no_page_of_another_host_may_send_messages_into_ours(server: Attacked) -> None:
    """By default a dozen hosts may: Streamlit's own cloud frames pages and steers them."""
    _, _, body = ask(server.port, "/_stcore/host-config")
    assert b'"allowedOrigins":[]' in body
    assert CONFIG["client"]["allowedOrigins"] == []
    assert len(defaults["client.allowedOrigins"].default_val) > 3


def test_forged_requests_are_checked(server: Attacked) -> None:
    """XSRF protection gives every browser a token of its own, which other sites cannot read."""
    tokens = [ask(server.port, "/_stcore/health")[1]["set-cookie"] for _ in range(2)]
    assert all(token.startswith("_streamlit_xsrf=") for token in tokens)
    assert all("SameSite=Lax" in token for token in tokens)
    assert tokens[0].split(";")[0] != tokens[1].split(";")[0]


def test_the_checks_are_on_in_the_configuration_and_where_there_is_none() -> None:
    """Forged requests and origins are checked, agents are not let in."""
    wanted = {"enableXsrfProtection": True, "enableCORS": True, "enableAgentApi": False}
    assert {name: CONFIG["server"][name] for name in wanted} == wanted
    assert {name: defaults[f"server.{name}"].default_val for name in wanted} == wanted


def test_no_run_tells_where_and_on_what_it_runs(server: Attacked) -> None:
    """Neither the folder, nor the system, nor a number made of the network card's address."""
    with visiting(server.port) as visitor:
        sent = [message for page in ("", "share") for message in run_page(visitor, page)]
    begun = [m.new_session.initialize for m in sent if m.HasField("new_session")]
    assert len(begun) == 2, "no run was seen to begin"
    everything = b"".join(message.SerializeToString() for message in sent)
    here = Path(__file__).resolve().parents[2]
    assert str(here).encode() not in everything
    assert not any(told.user_info.ByteSize() for told in begun)
    assert {told.environment_info.server_os for told in begun} == {""}


def test_signing_in_by_a_provider_is_off(server: Attacked) -> None:
    """Its three addresses lead home and leave no cookie that lives."""
    for endpoint in ("auth/login", "auth/logout", "oauth2callback"):
        status, headers, _ = ask(server.port, address(endpoint))
        assert (status, headers["location"]) == (302, "/")
        assert "Max-Age=0" in headers.get("set-cookie", "Max-Age=0")
