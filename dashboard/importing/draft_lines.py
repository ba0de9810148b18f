"""Lines of a draft: comments in our words, and strings that only a header or an answer fills."""

import json

from dashboard.text import say


def comment_lines(key: str) -> list[str]:
    """A text of ``import.draft`` as comments."""
    return [f"# {line}" for line in say(f"import.draft.{key}").splitlines()]


def toml_string(text: str) -> str:
    """A TOML string: JSON's escapes are TOML's."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
