"""What a browser sends again after a restart of the server: the values on its screen.

The page still shows the old server's widgets. With the next tap it sends all their values, under
the keys that they were drawn with; a key is a visit's token and a path (dashboard/ui/form.py).
Nothing in Streamlit 1.67 reads a value before its widget is drawn, so this looks into its state.
"""

import re
import secrets
from dataclasses import dataclass

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.common import user_key_from_element_id
from streamlit.runtime.state.session_state import Serialized, SessionState

TOKEN_BYTES, CORRECTION_BYTES, EXTRA_BYTES = 8, 9, 10
"""Of a visit's token; longer in a correction and in an extra, so that their pages are told from a
new survey's."""
_KEY = re.compile(r"(?:FormSubmitter:)?([0-9a-f]{16}|[0-9a-f]{18}|[0-9a-f]{20})-(.+)")
_TRIGGERS = frozenset({"trigger_value", "string_trigger_value", "json_trigger_value"})


def new_token(*, is_of_record: bool = False, is_of_extra: bool = False) -> str:
    """Random; part of the key of every widget of one visit."""
    of_record = EXTRA_BYTES if is_of_extra else CORRECTION_BYTES
    return secrets.token_hex(of_record if is_of_record else TOKEN_BYTES)


@dataclass(frozen=True)
class ResentValues:
    """The values of one screen's widgets.

    Attributes:
        token: of the visit that drew them.
        paths: of all its widgets, also of a button that was tapped.
        states: id and value of each, without buttons: a tap on a page of before is not obeyed.
    """

    token: str
    paths: frozenset[str]
    states: tuple[WidgetState, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The widgets' keys."""
        return frozenset(f"{self.token}-{path}" for path in self.paths)

    @property
    def are_of_record(self) -> bool:
        """Whether a record was corrected or got an extra: only its code opens that again."""
        return len(self.token) > 2 * TOKEN_BYTES

    @property
    def are_of_extra(self) -> bool:
        """Whether an extra was being answered."""
        return len(self.token) == 2 * EXTRA_BYTES

    def bring_back(self) -> None:
        """Make the session's widgets have these values when they are drawn in this run."""
        state = _widget_memory()
        if state is None:
            return
        for widget in [w for w in _widgets_not_drawn(state) if _is_tap(w)]:
            del state._new_widget_state[widget.id]  # noqa: SLF001
        state.set_widgets_from_proto(WidgetStates(widgets=self.states))


def resent_values() -> ResentValues | None:
    """What the browser sent of widgets that this session has never drawn; None where nothing."""
    state = _widget_memory()
    found = [] if state is None else _widgets_not_drawn(state)
    named = [(w, match) for w in found if (match := _KEY.fullmatch(_user_key(w)))]
    if not named:
        return None
    token = named[0][1][1]
    of_visit = [(widget, match[2]) for widget, match in named if match[1] == token]
    states = tuple(widget for widget, _ in of_visit if not _is_tap(widget))
    return ResentValues(token, frozenset(path for _, path in of_visit), states)


def keys_sent_again(beginning: str) -> frozenset[str]:
    """Keys of fields that the browser sent of a page that this session has never drawn.

    Args:
        beginning: of the keys that are asked for.
    """
    state = _widget_memory()
    found = [] if state is None else _widgets_not_drawn(state)
    keys = (_user_key(widget) for widget in found if not _is_tap(widget))
    return frozenset(key for key in keys if key.startswith(beginning))


def _widget_memory() -> SessionState | None:
    context = get_script_run_ctx()
    return None if context is None else context.session_state._state  # noqa: SLF001


def _widgets_not_drawn(state: SessionState) -> list[WidgetState]:
    sent = state._new_widget_state  # noqa: SLF001
    return [
        found.value
        for widget_id, found in sent.states.items()
        if isinstance(found, Serialized) and widget_id not in sent.widget_metadata
    ]


def _user_key(widget: WidgetState) -> str:
    return user_key_from_element_id(widget.id) or ""


def _is_tap(widget: WidgetState) -> bool:
    return widget.WhichOneof("value") in _TRIGGERS
