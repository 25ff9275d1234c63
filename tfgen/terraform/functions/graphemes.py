"""Characters as a reader counts them, and so Terraform."""

from __future__ import annotations

from unicodedata import category

from tfgen.terraform.functions.spec import NotComputable

_JOINING = frozenset({"Mn", "Me", "Mc", "Cf", "Cs", "Co", "Cn"})
_HANGUL_PARTS = ((0x1100, 0x11FF), (0xA960, 0xA97F), (0xD7B0, 0xD7FF))
_EMOJI_PARTS = ((0x1F1E6, 0x1F1FF), (0x1F3FB, 0x1F3FF))
_SPACING = frozenset("\u0e33\u0eb3")


def clusters(text: str) -> list[str]:
    """The characters of a text.

    Raises ``NotComputable`` where some may belong together (accents, joined emoji).
    """
    if not text.isascii() and any(map(_joins, text)):
        raise NotComputable
    if "\r\n" not in text:
        return list(text)
    found: list[str] = []
    for char in text:
        if char == "\n" and found and found[-1] == "\r":
            found[-1] = "\r\n"
        else:
            found.append(char)
    return found


def _joins(char: str) -> bool:
    if char <= "\u02ff":
        return False
    if char in _SPACING or category(char) in _JOINING:
        return True
    code = ord(char)
    return any(first <= code <= last for first, last in (*_HANGUL_PARTS, *_EMOJI_PARTS))
