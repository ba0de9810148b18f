"""What a spreadsheet must not take for a formula."""

Value = str | int
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet runs a text that begins so (OWASP, "CSV Injection")."""


def harmless_value(value: Value) -> Value:
    """A text that a spreadsheet would run gets an apostrophe; a number stays a number."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
