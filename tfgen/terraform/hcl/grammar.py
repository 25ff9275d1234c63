"""The parser: python-hcl2's grammar, with what it gets wrong mended, run over the tokens of ``hcl.scan``.

Building lark's tables from the grammar takes about a second, so they are saved: tfgen ships a file made for the
versions it is released with (``python -m tfgen.terraform.hcl.grammar`` writes it), and keeps one of its own in the
user's cache directory for others. The files hold plain data (MessagePack), never code; their key is the grammar's text
and lark's version, so a file that does not fit is never used.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from zlib import crc32

from msgspec import Struct, msgpack

from tfgen.cache import paths, store
from tfgen.terraform.hcl.actions import Builder
from tfgen.terraform.hcl.lalr import Parser
from tfgen.terraform.hcl.scan import Scanner
from tfgen.terraform.hcl.syntax import Body

SHIPPED = Path(__file__).parent / "data" / "grammar.bin"
"""The saved tables that come with tfgen."""

RELEASED = SHIPPED.with_name("hcl2-patched.lark")
"""The patched grammar that they were made from."""


class Patch(Struct, frozen=True):
    """Replace ``old``, a regular expression found ``count`` times (0: at least once) in the grammar, by ``new``."""

    old: str
    new: str
    why: str
    count: int = 1


PATCHES = (
    Patch(r"(?m)^ *(//.*)?\n", "", "comments differ between versions of the same grammar", 0),
    Patch(r"new_line_or_comment\? ?", "", "the scanner passes newlines on only where they mean something", 0),
    Patch(
        r"(?m)^body : .*$",
        "body : NL_OR_COMMENT? _items\n_items : ((attribute | block) NL_OR_COMMENT)*",
        "each argument and block ends its line",
    ),
    Patch(
        r"(?m)^block : .*$",
        "block : _attribute_name (_attribute_name | string)* LBRACE (attribute | NL_OR_COMMENT _items)? RBRACE",
        "the brace follows the header; a block on one line holds at most one argument",
    ),
    Patch(
        r"(?m)^object : .*$",
        "object : LBRACE NL_OR_COMMENT? (object_elem (COMMA NL_OR_COMMENT? | NL_OR_COMMENT))* object_elem? RBRACE",
        "items are separated by a comma or a newline",
    ),
    Patch(r"(?m)^(_attribute_name : .*) \| keyword", r"\1", "keywords reach the grammar only where they are meant"),
    Patch(
        r"(?m)^object_elem_key : .*$",
        "object_elem_key : expression",
        "keywords are names here, but {for = 1} is an error",
    ),
    Patch(r"\(MINUS \| NOT\) expr_term", "(MINUS | NOT) unary_expr", "!!x and -!x"),
    Patch(r"\(COLONS identifier COLONS identifier\)\?", "(COLONS identifier)*", "core::max(1, 2)"),
    Patch(r"(?m): (HEREDOC_TEMPLATE(_TRIM)?)$", r": \1 string_part* HEREDOC_END", "heredocs are templates", 2),
    Patch(r"(?m)^HEREDOC_TEMPLATE :", "%declare HEREDOC_END\nHEREDOC_TEMPLATE :", "a terminal for their end"),
)


class GrammarChangedError(Exception):
    """The installed python-hcl2 has a grammar that the patches do not fit."""


def run(scanner: Scanner) -> Body:
    """The body of the scanner's text. Raises ``HclSyntaxError`` and ``UnexpectedTokenError``."""
    body: Body = parser().parse(scanner.tokens())
    return body


@lru_cache(maxsize=1)
def parser() -> Parser:
    """The parser, from a saved file where there is one that fits, else built (and saved for next time)."""
    return Parser(msgpack.decode(_tables(_text()), strict=False), Builder())


def _tables(text: str) -> bytes:
    key = _key(text)
    payload = store.read(SHIPPED, key)
    if payload is not None:
        return payload
    cached = paths.cache_folder() / f"grammar-{crc32(key):08x}.bin"
    payload = store.read(cached, key) if store.is_private(cached) else None
    if payload is None:
        payload = build(text)
        store.write(cached, key, payload)
    return payload


def _text() -> str:
    """The patched grammar of the installed python-hcl2; where the patches do not fit, the one tfgen came with."""
    with suppress(GrammarChangedError):
        return patched(installed())
    return RELEASED.read_text(encoding="utf-8")


def installed() -> str:
    """The grammar of the installed python-hcl2, without importing it (that takes longer than our whole start)."""
    spec = find_spec("hcl2")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise GrammarChangedError("python-hcl2 is not installed")
    try:
        return (Path(folders[0]) / "hcl2.lark").read_text(encoding="utf-8")
    except OSError as error:
        raise GrammarChangedError(f"python-hcl2 holds no grammar: {error}") from None


def patched(text: str) -> str:
    """``text`` with all patches. Raises ``GrammarChangedError`` when one finds nothing to replace."""
    for patch in PATCHES:
        text, count = re.subn(patch.old, patch.new, text)
        if not count or patch.count not in (0, count):
            raise GrammarChangedError(f"{patch.old!r} occurs {count} times in python-hcl2's grammar: {patch.why}")
    return text


def is_current() -> bool:
    """Whether the shipped tables were made from what is installed."""
    return store.read(SHIPPED, _key(patched(installed()))) is not None


def _key(text: str) -> bytes:
    return f"lark {_lark_version()}\n{text}".encode()


def _lark_version() -> str:
    """The version of the installed lark, without importing it."""
    spec = find_spec("lark")
    text = Path(spec.origin).read_text(encoding="utf-8") if spec and spec.origin else ""
    found = re.search(r'^__version__[^=\n]*= *"([^"]+)"', text, re.MULTILINE)
    return found[1] if found else ""


def build(text: str) -> bytes:
    """The tables of a patched grammar, as the payload of a saved file."""
    from tfgen.terraform.hcl.tables import tables

    return msgpack.encode(tables(text))


def write_shipped() -> None:
    """Make the files that tfgen ships from the installed versions, where they are out of date."""
    text = patched(installed())
    RELEASED.parent.mkdir(exist_ok=True)
    RELEASED.write_text(text, encoding="utf-8")
    if not is_current() and not store.write(SHIPPED, _key(text), build(text)):
        raise OSError(f"cannot write {SHIPPED}")


if __name__ == "__main__":
    write_shipped()
