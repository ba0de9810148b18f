"""What a log line says of a failure."""

import re

import pytest

from dashboard.serving.log_redaction import without_values
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
