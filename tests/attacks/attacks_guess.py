"""Guesses at a return code: through the real form, and where a code might be left behind."""

import functools
import gc
import types
from typing import Any

from attacks_visit import Visit
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.caching import cache_data_api, cache_resource_api

from dashboard.text import say
from db import codes

NOT_WALKED = (
    types.ModuleType,
    types.FunctionType,
    types.FrameType,
    type,
    types.BuiltinFunctionType,
)
"""What leads from a cache into the whole process."""
OUR_MODULES = ("dashboard", "db")


def hashed(code: str, pepper: str) -> bytes:
    """What is stored of a code."""
    normal = codes.normalise_return_code(code)
    assert normal is not None
    return codes.hash_code(normal, pepper.encode())


def guess(visit: Visit, code: str) -> list[tuple[str, str]]:
    """Write a code into the form and send it, in one run as a browser does.

    Returns:
        What is on the screen then: the kind of each element, and its words.
    """
    label, send = say("survey.start.code"), say("survey.start.open")
    (field,) = (w for w in visit.elements("text_input") if w.label == label)
    (button,) = (w for w in visit.elements("button") if w.label == send)
    states = (
        WidgetState(id=field.id, string_value=code),
        WidgetState(id=button.id, trigger_value=True),
    )
    visit._run(*states)
    visit.widgets.pop(button.id, None)
    return screen(visit)


def screen(visit: Visit) -> list[tuple[str, str]]:
    """The kind of each element on the screen, and its words."""
    kinds = ("html", "text_input", "button", "alert", "markdown", "iframe")
    return [(e.DESCRIPTOR.name, _words(e)) for e in visit.elements(*kinds)]


def _words(element: Any) -> str:
    return str(getattr(element, "body", "") or getattr(element, "label", ""))


def says(shown: list[tuple[str, str]], key: str) -> bool:
    """Whether a sentence of the start screen stands there."""
    return any(say(f"survey.start.{key}") in words for _, words in shown)


def cached() -> list[Any]:
    """Everything in every cache of this process: Streamlit's, and ours of functions."""
    ours = [
        wrapper
        for wrapper in gc.get_objects()
        if type(wrapper) is functools._lru_cache_wrapper
        and str(getattr(wrapper, "__module__", "")).partition(".")[0] in OUR_MODULES
    ]
    held: list[Any] = [
        cache_data_api._data_caches._function_caches,
        cache_resource_api._resource_caches._function_caches,
    ]
    for wrapper in ours:
        # The wrapper also refers to its function, and that to its whole module.
        held += (part for part in gc.get_referents(wrapper) if part is not wrapper.__dict__)
    return _below(held)


def cached_texts() -> set[str]:
    """The texts among it."""
    texts = {thing for thing in cached() if type(thing) is str}
    return texts | {thing.decode("latin-1") for thing in cached() if type(thing) is bytes}


def _below(held: list[Any]) -> list[Any]:
    """What is held, and all that it leads to."""
    found: dict[int, Any] = {}
    while held:
        thing = held.pop()
        # By type: asking a dead weak reference what it is would fail.
        if id(thing) in found or issubclass(type(thing), NOT_WALKED):
            continue
        found[id(thing)] = thing
        held += gc.get_referents(thing)
    return list(found.values())
