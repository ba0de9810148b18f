"""What a log line says of a failure."""

import io
import logging
import re

import pytest

from dashboard.serving.log_redaction import keep_values_out_of_logs, without_values
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
