"""What a log line says of a failure."""

import ast
import io
import logging
import re
from collections.abc import Iterator

import pytest

from dashboard.serving.log_redaction import (
    OURS,
    ROOT,
    keep_values_out_of_logs,
    without_values,
)
from db import codes

ANSWER = "took 3 mg at bedtime"


def test_a_failure_is_named_by_class_and_place_in_our_own_code() -> None:
    """The innermost frame below dashboard, db or pages; a failure elsewhere has none."""
    with pytest.raises(ValueError, match="pepper") as ours:
        codes.hash_code("7K2MQX4D93TRHV8B", pepper=b"short")
    with pytest.raises(ValueError, match="invalid") as theirs:
        int(ANSWER)
    assert re.fullmatch(r"ValueError at db/codes\.py:\d+", without_values(ours.value))
    assert without_values(theirs.value) == "ValueError"


def test_no_log_record_carries_the_text_of_an_exception() -> None:
    """Neither its message, its trace, nor an argument or further line that quotes it."""
    make = logging.getLogRecordFactory()
    said = io.StringIO()
    handler, log = logging.StreamHandler(said), logging.getLogger("somebody.elses")
    log.addHandler(handler)
    try:
        keep_values_out_of_logs()
        try:
            int(ANSWER)
        except ValueError as error:
            quoted = str(error)
            log.exception("It failed: %s", quoted)
            log.exception("It failed\n%s", quoted)
            log.exception("It failed", stack_info=True)
    finally:
        log.removeHandler(handler)
        logging.setLogRecordFactory(make)
    lines = said.getvalue().splitlines()
    assert ANSWER not in said.getvalue()
    assert [line.rpartition(": ")[2] for line in lines] == ["ValueError"] * 3


def exceptions_in_log_calls(source: str) -> Iterator[int]:
    """Lines at which a log call is handed a caught exception, but for the name of its class."""
    for handler in (node for node in ast.walk(ast.parse(source)) if is_named_handler(node)):
        for call in (node for node in ast.walk(handler) if is_log_call(node)):
            named = [n for n in ast.walk(call) if isinstance(n, ast.Name) and n.id == handler.name]
            allowed = [n for node in ast.walk(call) if is_class_name(node) for n in ast.walk(node)]
            if any(name not in allowed for name in named):
                yield call.lineno


def is_named_handler(node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and node.name is not None


def is_log_call(node: ast.AST) -> bool:
    call = node.func if isinstance(node, ast.Call) else None
    return isinstance(call, ast.Attribute) and "log" in ast.unparse(call.value).lower()


def is_class_name(node: ast.AST) -> bool:
    """``type(error).__name__`` or ``without_values(error)``."""
    text = ast.unparse(node) if isinstance(node, (ast.Attribute, ast.Call)) else ""
    return bool(re.fullmatch(r"type\(\w+\)\.__name__|without_values\(\w+\)", text))


def test_no_log_call_of_ours_is_handed_an_exception() -> None:
    """An exception among the words of a line has no trace that the factory could take away."""
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for folder in OURS
        for path in folder.rglob("*.py")
        for line in exceptions_in_log_calls(path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize("said", ["error", "str(error)", 'f"{error}"', "error.args[0]"])
def test_a_log_call_with_an_exception_would_be_found(said: str) -> None:
    """The control: one that names the class alone is not."""
    source = 'try:\n    go()\nexcept ValueError as error:\n    _log.error("failed: %s", {})\n'
    assert [*exceptions_in_log_calls(source.format(said))] == [4]
    assert not [*exceptions_in_log_calls(source.format("type(error).__name__"))]
