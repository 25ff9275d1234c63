"""Compiled templates on disk, for the next run."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from tfgen.cache import store


class CompiledTemplates(BytecodeCache):
    """A folder of compiled templates.

    ``compiler`` names all that a compiled template depends on besides its text: constants are
    printed while compiling, so that is tfgen's code and the way to print. Files that another user
    could have written are never read: they are code.
    """

    def __init__(self, folder: Path, compiler: str) -> None:
        self._folder = folder
        self._compiler = f"{compiler} jinja2 {jinja2.__version__}".encode()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if there is a file for it that is whole and fits."""
        path = self._folder / bucket.key
        if not store.is_private(path):
            return
        code = store.read(path, self._key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of the bucket, if the folder can be written."""
        store.write(self._folder / bucket.key, self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> bytes:
        return sha256(self._compiler + b"\0" + bucket.checksum.encode()).digest()
