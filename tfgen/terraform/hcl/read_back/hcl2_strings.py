"""What python-hcl2's tree leaves as text: escapes, the lines of heredocs, strip markers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from tfgen.terraform.hcl.read_back.plain import Piece

_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([nrt"\\]))|([$%])\4(?=\{)')
_SIMPLE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


class StripMark(Struct, frozen=True):
    """A ``%{ ... }`` as it is to be shown; blanks next to it may have to go."""

    shown: str
    strips_before: bool
    strips_after: bool


def unescaped(text: str) -> str:
    """The text that stands between quotes, with its escape sequences decoded;
    those that HCL has not, as they are.
    """
    return _ESCAPE.sub(_decoded, text) if "\\" in text or "{" in text else text


def _decoded(match: re.Match[str]) -> str:
    short, long, simple, mark = match.groups()
    if simple:
        return _SIMPLE[simple]
    if mark:
        return str(mark)
    code = int(short or long, 16)
    is_character = code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else match[0]


def heredoc_text(token: str) -> str:
    """The lines between ``<<EOT`` and its end marker;
    of ``<<-EOT`` without the indentation that all lines share.
    """
    opening, _, rest = token.rstrip("\r\n").partition("\n")
    body = rest[: rest.rfind("\n") + 1]
    if not opening.startswith("<<-"):
        return body
    lines = body.splitlines(keepends=True)
    indents = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    shared = min(indents, default=0)
    return "".join(line[shared:] if line.strip() else line for line in lines)


def stripped(pieces: Iterable[Piece | StripMark]) -> list[Piece]:
    """The pieces as they are shown; texts beside strip markers without the blanks there."""
    done: list[Piece] = []
    strips = False
    for piece in pieces:
        if isinstance(piece, StripMark):
            if piece.strips_before and done and done[-1][0]:
                done[-1] = (True, done[-1][1].rstrip())
            done.append((False, piece.shown))
            strips = piece.strips_after
        else:
            is_text, text = piece
            done.append((is_text, text.lstrip() if strips and is_text else text))
            strips = False
    return done
