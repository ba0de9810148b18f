"""Bad input: valid examples that were changed, and things that nobody writes by hand.

Everything is drawn from one seed, so that whatever was found is found again.
"""

import copy
import random
from collections.abc import Callable, Sequence
from typing import Any

TEXTS = (
    *("", " ", "\x00", "\x00\x00\x00", "a\x00b", "\n", "\r\n", "\t", "\x1b[2J", "\x7f", "\x85"),
    *("1e400", "-1e400", "1e-400", "nan", "NaN", "inf", "-Infinity", "-0", "+1", "0x10", "1_000"),
    *("0" * 50, "9" * 40, "1" * 5_000, "1." + "0" * 4_000, "1" + "0" * 39, ".", ",", "1..5"),
    *("٣", "٣٫٥", "۳", "१.५", "１．５", "１５００ ｍｃｇ", "𝟙.𝟝", "½", "²", "Ⅷ", "៣", "߃"),
    *("\u202e4.5", "4\u200f.5", "\u2066x\u2069", "\ufeff1.5", "1\u200b.5", "1\u00a0.5", "1\u2028"),
    *("\ud800", "\udfff", "a\udc80b", "\ud83d", "\ude00\ud83d", "\U0010ffff", "\ufffe", "\uffff"),
    *("İ", "ß", "ﬃ", "ſ", "e\u0301", "\u0301" * 300, "🏳️‍🌈", "👩‍👩‍👧‍👦", "Z̷̡͙a̵", "日本語", "مرحبا"),
    *("null", "None", "true", "[]", "{}", '"', "'", "\\", "%s", "{0}", "{written}", "${x}", "`"),
    *("=1+1", "@SUM(A1)", "-1+1", "' OR '1'='1", "; DROP TABLE member", "<script>x</script>"),
    *("../../etc/passwd", "~root/x", "~nobody-has-this-name/x", "/dev/null", "C:\\x", "a" * 300),
    *("a" * 20_000, "[" * 3_000, '{"a":' * 3_000, "[[[[" + "\ud800", "&lt;", "a=b&a=c", "?x=1#y"),
)
"""What has broken somebody's parser before."""
NUMBERS = (
    *(0, -1, 1, 2, 10**6, 2**31, 2**32, 2**53 + 1, 2**63, -(2**63) - 1, 2**64, 10**400),
    *(0.5, -0.0, 1e300, float("inf"), float("-inf"), float("nan")),
)
BYTES = (
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe\x00\x00",
        b"\x80",
        b"\xff",
    ),
    *(b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n", b"\x1a", b'"', b";", b","),
    *(b"\x00" * 5_000, b"," * 5_000, b'"' * 4_999, b"a" * 50_000, b"[" * 3_000, b"9" * 5_000),
)
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "०१२३४५६७८९")
_SPACES = ("\u00a0", "\u2003", "\u200b", "\t", "\n", "\u3000", "\u202f", "")
_LAST_SIGN = 0x10FFFF
MOST_CHANGES = 5


class Hostile(random.Random):
    """Draws bad input: by itself, or from valid examples."""

    def sign(self) -> str:
        """Any sign of any plane, half of a pair included."""
        high = self.choice((0x7F, 0x7FF, 0xFFFF, _LAST_SIGN))
        return chr(self.randint(0, high))

    def text(self, valid: Sequence[str] = ("",)) -> str:
        """A text: one of the nasty ones, any signs, or a valid one that was changed."""
        kind = self.random()
        if kind < 0.15:
            return self.choice(TEXTS)
        if kind < 0.3:
            return "".join(self.sign() for _ in range(self.randint(0, 60)))
        found = self.choice(valid)
        for _ in range(self.randint(0, MOST_CHANGES)):
            found = self._changed(found, valid)
        return found

    def written(self, valid: Sequence[str] = ("",)) -> str:
        """The same as a browser can send it: UTF-8 has no half of a pair."""
        return self.text(valid).encode("utf-8", "replace").decode()

    def blob(self, valid: Sequence[bytes] = (b"",)) -> bytes:
        """Bytes: nasty, random, or valid ones that were changed."""
        kind = self.random()
        if kind < 0.1:
            return self.choice(BYTES)
        if kind < 0.2:
            return self.randbytes(self.randint(0, 400))
        found = bytearray(self.choice(valid))
        for _ in range(self.randint(1, MOST_CHANGES)):
            self._damage(found)
        return bytes(found)

    def value(self, depth: int = 0) -> Any:
        """Any plain value, such as JSON or a widget may hold."""
        kinds: tuple[Callable[[], Any], ...] = (
            lambda: None,
            lambda: self.random() < 0.5,
            lambda: self.choice(NUMBERS),
            lambda: self.randint(-5, 3_000),
            lambda: self.random() * 100,
            self.text,
            lambda: [self.value(depth + 1) for _ in range(self.randint(0, 3))],
            lambda: {self.text(): self.value(depth + 1) for _ in range(self.randint(0, 3))},
        )
        return self.choice(kinds[:6] if depth > 2 else kinds)()

    def changed(self, valid: Any) -> Any:
        """A valid tree of lists and dictionaries with up to five of its parts changed."""
        found = copy.deepcopy(valid)
        for _ in range(self.randint(1, MOST_CHANGES)):
            places = list(_places(found))
            if not places:
                return self.value()
            self._replace(places)
        return found

    def _replace(self, places: list[tuple[Any, Any]]) -> None:
        parent, key = self.choice(places)
        kind = self.random()
        if kind < 0.2:
            del parent[key]
        elif kind < 0.3 and isinstance(parent, dict):
            parent[self.text([str(key)])] = parent.pop(key)
        elif kind < 0.4 and isinstance(parent, list):
            parent.insert(0, copy.deepcopy(self.choice(parent)))
        elif kind < 0.6:
            other, at = self.choice(places)
            parent[key] = copy.deepcopy(other[at])  # a value that is right elsewhere
        elif kind < 0.7 and isinstance(parent[key], str):
            parent[key] = self.text([parent[key]])
        elif kind < 0.8 and isinstance(parent[key], int):
            parent[key] += self.choice((-1, 1, 7, 1000))
        else:
            parent[key] = self.value()

    def _changed(self, text: str, valid: Sequence[str]) -> str:
        at = self.randint(0, len(text))
        until = min(len(text), at + self.randint(0, 4))
        return self.choice(
            (
                lambda: text[:at] + self.sign() + text[at:],
                lambda: text[:at] + self.sign() + text[until:],
                lambda: text[:at] + self.choice(TEXTS)[:200] + text[until:],
                lambda: text[:at] + text[until:],
                lambda: text[:at] + text[at:until] * self.randint(2, 40) + text[until:],
                text.swapcase,
                lambda: text.translate(str.maketrans(_DIGITS[0], self.choice(_DIGITS))),
                lambda: text.replace(" ", self.choice(_SPACES)),
                lambda: text[:at] + self.choice(valid)[-8:],
                lambda: text + self.choice(valid),
                lambda: text[::-1],
            )
        )()

    def _damage(self, found: bytearray) -> None:
        at = self.randint(0, max(0, len(found) - 1))
        until = min(len(found), at + self.choice((1, 4, 64, 1024)))
        kind = self.randint(0, 5)
        if kind == 0 and found:
            found[at] ^= 1 << self.randint(0, 7)
        elif kind == 1:
            del found[at:until]
        elif kind == 2:
            found[at:at] = self.choice(BYTES)[:300]
        elif kind == 3:
            found[at:until] = self.randbytes(until - at)
        elif kind == 4:
            del found[at:]
        else:
            found[at:at] = found[at:until]


def _places(found: Any) -> Any:
    """Every part of a tree as what it stands in, and where."""
    inner = found.items() if isinstance(found, dict) else enumerate(found)
    if isinstance(found, dict | list):
        for key, value in list(inner):
            yield found, key
            if isinstance(value, dict | list):
                yield from _places(value)
