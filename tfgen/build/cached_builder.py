"""Modules and roots for one provider version:
made, or kept from an earlier run when nothing they depend on changed.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from tfgen.build.result import BuiltModule, BuiltRoot
from tfgen.cache import store
from tfgen.cache.fingerprint import code_digest
from tfgen.cache.shipped import read_shipped
from tfgen.library.folders import TemplateFolders
from tfgen.library.inputs import template_files
from tfgen.source import SourceFile
from tfgen.stack.root_module import RootModule
from tfgen.terraform.config.known_bodies import KnownBodies
from tfgen.terraform.config.language_versions import ANY_VERSION, RequiredVersion
from tfgen.terraform.schema import ProviderSchema

if TYPE_CHECKING:
    from tfgen.build.builder import Builder, HandOver
    from tfgen.build.reading_back import BackReader

T = TypeVar("T")


class CachedBuilder:
    """Builds for one provider version from some template folders.

    ``cache`` is a folder for results that can be made again, or None to do without. A result is
    kept under all that it depends on: tfgen's code, the schema, every template that it can reach,
    and what it is given. Those of the built-in modules come with the wheel. Files that another user
    could have written are never read: they are pickles. What is heavy to import is imported when
    something is made. ``reader`` reads back the files that are to be written.
    """

    def __init__(
        self,
        folders: TemplateFolders,
        schema: ProviderSchema,
        cache: Path | None = None,
        reader: BackReader | None = None,
    ) -> None:
        self.folders = folders
        self.schema = schema
        self.cache = cache
        self.reader = reader
        self._encoded: dict[str, bytes] = {}

    def draft_module(self, name: str, *, is_written: bool = False) -> BuiltModule:
        """The module ``name``, not checked by the rules;
        one that is to be written is handed to the reader.
        """
        hand_over = self._hand_over(f"modules/{name}", is_written)
        key = self._key(name, "draft")
        built = self._kept(
            f"drafts/{name}", key, lambda: self._builder.draft_module(name, hand_over)
        )
        self._encoded |= built.bodies
        if not built.result.has_errors:
            hand_over(built.files)
        return built

    def module(self, name: str, *, is_written: bool = False) -> BuiltModule:
        """The module ``name``, checked by the rules as a module that nobody calls."""
        hand_over = self._hand_over(f"modules/{name}", is_written)
        key = self._key(name, "")
        built = self._kept(f"modules/{name}", key, lambda: self._builder.module(name, hand_over))
        if not built.result.has_errors:
            hand_over(built.files)
        return built

    def root(
        self,
        root: RootModule,
        stack_file: str,
        needs: RequiredVersion = ANY_VERSION,
        *,
        is_written: bool = True,
    ) -> BuiltRoot:
        """The root of one environment; ``needs`` is the Terraform that its modules need."""
        key = self._key("_root", f"{_text(root)} {stack_file} {needs.constraint}")
        name = f"roots/{root.stack}-{root.environment}{'' if is_written else '-judged'}"
        hand_over = self._hand_over(name, is_written=is_written)
        built = self._kept(
            name, key, lambda: self._builder.root(root, stack_file, needs, hand_over)
        )
        self._encoded |= built.bodies
        if not built.result.has_errors:
            hand_over(built.files)
        return built

    @property
    def bodies(self) -> KnownBodies:
        """The trees of all files that were built or taken from the cache."""
        made = self.__dict__.get("_builder")
        encoded: dict[bytes, bytes] = {}
        for text, body in self._encoded.items():
            encoded[text.encode()] = body
        return KnownBodies(encoded, made.parsed if made else {})

    def _hand_over(self, name: str, is_written: bool) -> HandOver:
        """Gives the files to the reader once:
        when they are made, or when they were taken from the cache.
        """
        reader = self.reader if is_written else None
        handed: list[str] = []

        def hand_over(files: tuple[SourceFile, ...]) -> None:
            if reader and not handed:
                handed.append(name)
                reader.submit(self._kept_name(name), files)

        return hand_over

    @cached_property
    def _builder(self) -> Builder:
        from tfgen.build.builder import Builder

        if self.reader:
            self.reader.get_ready()
        return Builder(self.folders, self.schema, self.cache and self.cache / "templates")

    def _kept(self, name: str, key: bytes | None, make: Callable[[], T]) -> T:
        if self.cache is None or key is None:
            return make()
        path = self.cache / self._kept_name(name)
        kept = store.read(path, key) if store.is_private(path) else None
        if kept is None:
            kept = read_shipped(self._kept_name(name), key)
        if kept is not None:
            found: T = pickle.loads(kept)
            return found
        made = make()
        store.write(path, key, pickle.dumps(made, protocol=5))
        return made

    def _kept_name(self, name: str) -> str:
        return f"{name}-{self.schema.provider}-{self.schema.version}"

    def _key(self, templates: str, given: str) -> bytes | None:
        """Of everything that a result depends on; None when some of it cannot be read."""
        schema = f"{self.schema.provider} {self.schema.version} {self.schema.digest}"
        digest = sha256(f"{code_digest()} {schema} {given}".encode())
        try:
            for file, path in template_files(self.folders, templates):
                content = path.read_bytes()
                digest.update(f"\0{file}\0{len(content)}\0".encode() + content)
        except OSError:
            return None
        return digest.digest()


def _text(root: RootModule) -> str:
    """All that a root is made from, as text that is the same in every process (sets have no order)."""
    calls: list[object] = []
    for call in root.calls:
        sensitive = any(output.sensitive for output in call.module.outputs)
        arguments = []
        for argument in call.arguments:
            arguments.append(replace(argument, reads=()))
        calls.append((call.service, call.module.name, arguments, call.key, sensitive))
    return repr((replace(root, calls=()), calls))
