"""Override files merged into the files that they override, as Terraform does it.

The arguments of an overriding block replace those of the same name, its nested blocks all those of
the same type. What comes from an override file has ranges that name that file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.source import FileRange, Range, SourceFile
from tfgen.terraform.config.block_address import alias_of
from tfgen.terraform.config.configuration import FileProblems, MissingBase, NotOverridable, Parsed
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.merged_files import Joined, Merged
from tfgen.terraform.config.override_blocks import merged, without
from tfgen.terraform.hcl.move import moved
from tfgen.terraform.hcl.syntax import Block, Body, Tuple
from tfgen.terraform.schema import ProviderSchema

MISSING_ARGUMENT = "TFG302"

_MERGED = frozenset({"variable", "output", "module", "resource", "data", "ephemeral", "provider"})
_NEVER = frozenset({"moved", "import", "check"})
_REQUIRED = {"module": ("source",), "output": ("value",)}
_CHECKS = frozenset({"precondition", "postcondition", "validation"})
Key = tuple[str, ...]


def merge(primary: Sequence[Parsed], overrides: Sequence[Parsed], complete: bool = True) -> Merged:
    """The files of a directory as Terraform sees them; ``overrides`` in the order of their names.

    Not ``complete``: there are more primary files,
    so what an override file changes may be declared there.
    """
    merging = _Merging(list(primary), complete)
    for override in overrides:
        merging.add(override)
    return merging.done()


def unmet(merged: Merged, schema: ProviderSchema | None) -> Iterator[Diagnostic]:
    """Required arguments that only override files set:
    Terraform wants them in the overridden block itself.
    """
    for joined in merged.joined:
        for name in _required(joined.block, schema):
            if name not in joined.given and joined.block.body.argument(name):
                yield diagnostic(
                    MISSING_ARGUMENT,
                    joined.file,
                    joined.block.header,
                    f'Missing argument "{name}"',
                    "An override file sets it, but Terraform requires it in the block that is overridden.",
                    f'Set "{name}" here too.',
                )


def _required(block: Block, schema: ProviderSchema | None) -> Collection[str]:
    if block.type in _REQUIRED:
        return _REQUIRED[block.type]
    found = None
    if schema and block.type in ("resource", "data"):
        name = block.labels[0].value
        found = schema.resource(name) if block.type == "resource" else schema.data_source(name)
    if found:
        return [name for name, a in found.attributes.items() if a.required]
    return ()


class _Merging(Struct):
    """``plan`` maps a file's number and a block's in it to what overrides the block, in order."""

    primary: list[Parsed]
    complete: bool = True
    rest: list[Parsed] = field(default_factory=list)
    missing_bases: list[MissingBase] = field(default_factory=list)
    not_overridable: list[NotOverridable] = field(default_factory=list)
    plan: dict[tuple[int, int], list[tuple[Parsed, Block]]] = field(default_factory=dict)
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    locals: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for i, parsed in enumerate(self.primary):
            for j, block in enumerate(parsed.body.blocks):
                self.places.setdefault(_key(block), (i, j))
                if block.type == "locals":
                    self.locals |= block.body.names

    def add(self, override: Parsed) -> None:
        """One override file, behind those before it."""
        kept: list[Block] = []
        for block in override.body.blocks:
            key = _key(block)
            if block.type == "locals":
                names = self.override_locals(override, block)
                kept = [*_with_bodies(kept, "locals", partial(without, names=names)), block]
            elif block.type == "terraform":
                self.replace_settings(block)
                kept.append(block)
            elif block.type in _NEVER:
                self.refuse(override, block.header, f"{block.type} blocks")
            elif block.type in _MERGED and len(key) > 1:
                kept += self.override(override, block, key)
            elif block.type != "removed":  # Terraform passes over those
                kept.append(block)
        self.rest.append(replace(override, body=replace(override.body, blocks=tuple(kept))))

    def override(self, override: Parsed, block: Block, key: Key) -> Iterator[Block]:
        """Plan what is overridden; what stays in the override file."""
        if key in self.places:
            self.check(override, block)
            self.plan.setdefault(self.places[key], []).append((override, block))
        elif block.type == "provider" and len(key) == 2:
            yield block
        elif self.complete:
            known = tuple(".".join(k[1:]) for k in self.places if k[0] == block.type)
            name = ".".join(key[1:])
            self.missing_bases.append(MissingBase(override, block.header, block.type, name, known))

    def override_locals(self, override: Parsed, block: Block) -> frozenset[str]:
        """Take away what the block's local values replace; their names."""
        names = block.body.names
        for attribute in block.body.attributes:
            if self.complete and attribute.name not in self.locals:
                known, place = tuple(sorted(self.locals)), attribute.name_range
                self.missing_bases.append(
                    MissingBase(override, place, "locals", attribute.name, known)
                )
        self.each_block("locals", lambda body: without(body, names))
        return names

    def replace_settings(self, block: Block) -> None:
        """Take from all ``terraform`` blocks what this one has:
        a version, providers, where the state is.
        """
        names = block.body.names
        types = {inner.type for inner in block.body.blocks}
        states = {"backend", "cloud"} if types & {"backend", "cloud"} else set()
        required: set[str] = set()
        for inner in block.body.blocks:
            if inner.type == "required_providers":
                required |= inner.body.names

        def change(body: Body) -> Body:
            blocks = []
            for inner in body.blocks:
                if inner.type == "required_providers":
                    inner = replace(inner, body=without(inner.body, required))
                if inner.type not in states:
                    blocks.append(inner)
            return replace(without(body, names), blocks=tuple(blocks))

        self.each_block("terraform", change)

    def each_block(self, kind: str, change: Callable[[Body], Body]) -> None:
        for parsed_files in (self.primary, self.rest):
            for i, parsed in enumerate(parsed_files):
                if any(block.type == kind for block in parsed.body.blocks):
                    blocks = _with_bodies(parsed.body.blocks, kind, change)
                    parsed_files[i] = replace(parsed, body=replace(parsed.body, blocks=blocks))

    def check(self, override: Parsed, block: Block) -> None:
        """The names that may not stand in an overriding block."""
        if block.type != "provider":
            dependencies = block.body.get("depends_on")
            if isinstance(dependencies, Tuple) and dependencies.items:
                self.refuse(override, dependencies.items[0].range, "depends_on")
        self.check_conditions(override, block.body)
        for inner in block.body.blocks:
            if inner.type == "lifecycle":
                self.check_conditions(override, inner.body)

    def check_conditions(self, override: Parsed, body: Body) -> None:
        for block in body.blocks:
            if block.type in _CHECKS:
                self.refuse(override, block.header, f"{block.type} blocks")

    def refuse(self, override: Parsed, place: Range, what: str) -> None:
        self.not_overridable.append(NotOverridable(override, place, what))

    def done(self) -> Merged:
        files: list[Parsed] = []
        joined: list[Joined] = []
        for i, parsed in enumerate(self.primary):
            plan = {}
            for (file, j), overriding in self.plan.items():
                if file == i:
                    plan[j] = overriding
            if plan:
                parsed, blocks = _join(parsed, plan)
                joined += blocks
            files.append(parsed)
        problems = FileProblems(
            missing_bases=tuple(self.missing_bases), not_overridable=tuple(self.not_overridable)
        )
        return Merged((*files, *self.rest), problems=problems, joined=tuple(joined))


def _with_bodies(
    blocks: Iterable[Block], kind: str, change: Callable[[Body], Body]
) -> tuple[Block, ...]:
    """The blocks, those of a kind with their bodies changed."""
    changed = []
    for block in blocks:
        if block.type == kind:
            block = replace(block, body=change(block.body))
        changed.append(block)
    return tuple(changed)


def _join(
    parsed: Parsed, plan: Mapping[int, Sequence[tuple[Parsed, Block]]]
) -> tuple[Parsed, list[Joined]]:
    """A file with its overridden blocks changed, and these blocks."""
    blocks = list(parsed.body.blocks)
    generated = parsed.generated
    for j, overriding in plan.items():
        for override, block in overriding:
            blocks[j] = merged(blocks[j], _of_file(block, override.file))
            generated = generated and override.generated
    made = Parsed(parsed.file, replace(parsed.body, blocks=tuple(blocks)), generated)
    before = [block.body.names for block in parsed.body.blocks]
    return made, [Joined(made, blocks[j], before[j]) for j in plan]


def _of_file(block: Block, file: SourceFile) -> Block:
    """The block with ranges that name the file which it stands in."""
    return moved(block, lambda place: FileRange(place.start, place.end, file))


def _key(block: Block) -> Key:
    """The declaration that a block is; its type alone when the labels are not those of a declaration."""
    labels = block.label_values
    if len(labels) != (2 if block.type in ("resource", "data", "ephemeral") else 1):
        return (block.type,)
    return (block.type, *labels, *(alias_of(block) if block.type == "provider" else ()))
