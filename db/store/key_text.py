"""A secret as somebody meant it: an editor adds signs that nobody sees.

Read so are the pepper, and the keys of backups.
"""

import codecs

_QUOTES = "\"'`\u201c\u201d\u2018\u2019\u00ab\u00bb"
_UNSEEN = "\ufeff\u200b\u200c\u200d\u2060\x00"
_AROUND = _QUOTES + _UNSEEN
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of_bytes(content: bytes) -> str:
    """What a file says, in UTF-8 or, where its first bytes say so, UTF-16; without their mark.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    return content.decode("utf-16" if content.startswith(_UTF16) else "utf-8-sig")


def without_edges(written: str) -> str:
    """A secret without blanks of any kind, quotes, line ends and unseen signs around it."""
    before = None
    while before != written:  # such as a blank within quotes
        before, written = written, written.strip().strip(_AROUND)
    return written
