"""python-hcl2's parser, loaded from saved tables.

python-hcl2 builds the tables of its grammar when it is first used, which takes a second, and keeps
them in its own folder, which fails in silence where that cannot be written. So tfgen ships the
tables for the versions that it is released with, and keeps those of other versions in its cache
folder. The grammar and the code are python-hcl2's own all the same: it is only told, by its
``PARSER_FILE``, where its saved tables lie.

Lark reads the tables with pickle. What is handed to it is tfgen's own shipped file, or a file that
nobody else can have written, and it lies in a folder of its own that only this user can open.
"""

from __future__ import annotations

import sys
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from tfgen.cache import store
from tfgen.cache.paths import cache_folder
from tfgen.terraform.hcl.read_back.collector import collector_at_rest

DATA = Path(__file__).parent / "data"
"""The saved tables that come with tfgen, a file for each grammar of python-hcl2's."""


def load_parser() -> None:
    """Make python-hcl2's parser ready.
    Where no folder can be made for the tables, python-hcl2 does it its own way.
    """
    from hcl2 import parser

    if parser.parser.cache_info().currsize:
        return
    with suppress(OSError), TemporaryDirectory(prefix="tfgen-") as folder:
        _load(Path(folder) / "tables")


def _load(path: Path) -> None:
    """Load the parser with ``path`` as the file of its tables,
    and keep the tables where they are new.
    """
    from hcl2 import parser

    key = grammar_key()
    saved = _saved(key)
    if saved is not None:
        path.write_bytes(_first_line(path) + saved)
    usual, parser.PARSER_FILE = parser.PARSER_FILE, path
    try:
        with collector_at_rest():
            parser.parser()
    finally:
        parser.PARSER_FILE = usual
    if saved is None:
        _, _, made = path.read_bytes().partition(b"\n")
        store.write(_cached(key), key, zlib.compress(made))


def grammar_key() -> bytes:
    """All that the tables are made from: python-hcl2's grammar, and the version of lark."""
    import lark

    return f"lark {lark.__version__}\n{_grammar()}".encode()


def _grammar() -> str:
    import hcl2

    return (Path(hcl2.__file__).parent / "hcl2.lark").read_text(encoding="utf-8")


def _saved(key: bytes) -> bytes | None:
    """The tables as lark saved them, without their first line."""
    payload = store.read(shipped(key), key)
    cached = _cached(key)
    if payload is None and store.is_private(cached):
        payload = store.read(cached, key)
    return None if payload is None else zlib.decompress(payload)


def shipped(key: bytes) -> Path:
    """Where tfgen ships the tables for a key."""
    return DATA / f"hcl2-{crc32(key):08x}.bin"


def _cached(key: bytes) -> Path:
    return cache_folder() / shipped(key).name


def _first_line(path: Path) -> bytes:
    """The line by which lark knows its tables again:
    a digest of the grammar, the options, lark and Python.

    Were it another, lark would build the tables anew: slower, not wrong.
    """
    from lark import __version__

    options = f"parserlalrcache{path}propagate_positionsTrue"
    text = f"{_grammar()}{options}{__version__}{sys.version_info[:2]}"
    return sha256(text.encode()).hexdigest().encode() + b"\n"


def write_shipped() -> Path:
    """Make the file that tfgen ships for the installed versions."""
    from hcl2 import parser

    key = grammar_key()
    with TemporaryDirectory(prefix="tfgen-") as folder:
        parser.PARSER_FILE = Path(folder) / "tables"
        parser.parser()
        _, _, made = parser.PARSER_FILE.read_bytes().partition(b"\n")
    path = shipped(key)
    if not store.write(path, key, zlib.compress(made, 9)):
        raise OSError(f"cannot write {path}")
    return path


if __name__ == "__main__":
    write_shipped()
