"""A directory of Terraform files as rules see it:
what it declares, and the provider's schema for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.source import START, Range
from tfgen.terraform.config.block_address import address_of
from tfgen.terraform.config.body_read import ShapeProblem
from tfgen.terraform.config.file_kinds import Engine
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.local_schemas import NO_SCHEMAS, LocalSchemas
from tfgen.terraform.config.parsed import Parsed as Parsed
from tfgen.terraform.config.provider_names import names_of_aws, required_in
from tfgen.terraform.config.test_files import NO_TESTS, TestFiles
from tfgen.terraform.hcl.syntax import Attribute, Block, Body, Expr, Literal
from tfgen.terraform.hcl.walk import plain_string
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.constraint import ConstraintError, parse_constraint
from tfgen.terraform.types.model import Type


class FileValue(Struct, frozen=True):
    """The value that a values file gives to a variable, and its place."""

    parsed: Parsed
    expr: Expr


class Declared(Struct, frozen=True):
    """A declaration and its file; ``node`` is a block, or for a local its attribute."""

    parsed: Parsed
    node: Block | Attribute
    name_range: Range

    @property
    def body(self) -> Body:
        """The body of a declaration that is a block,
        with the content of its escaping blocks (``_ { ... }``).
        """
        body = self.node.body if isinstance(self.node, Block) else _EMPTY
        escaped = [block.body for block in body.blocks if block.type == "_"]
        if not escaped:
            return body
        attributes = list(body.attributes)
        blocks = [block for block in body.blocks if block.type != "_"]
        for part in escaped:
            attributes += part.attributes
            blocks += part.blocks
        return replace(body, attributes=tuple(attributes), blocks=tuple(blocks))

    @property
    def instanced(self) -> bool:
        """True if it has instances, so that an index picks one."""
        return self.body.argument("count", "for_each") is not None


class MissingBase(Struct, frozen=True):
    """A block or local value of an override file that no other file declares;
    ``known`` are those that are declared.
    """

    parsed: Parsed
    range: Range
    block_type: str
    name: str
    known: tuple[str, ...]


class NotOverridable(Struct, frozen=True):
    """Something that override files cannot change; ``what`` names it in a sentence."""

    parsed: Parsed
    range: Range
    what: str


class FileProblems(Struct, frozen=True):
    """The problems of one directory.
    ``value_shapes`` are those of its values files, ``shapes`` those of the others.
    """

    shapes: tuple[ShapeProblem, ...] = ()
    value_shapes: tuple[ShapeProblem, ...] = ()
    missing_bases: tuple[MissingBase, ...] = ()
    not_overridable: tuple[NotOverridable, ...] = ()


NO_PROBLEMS = FileProblems()

Address = tuple[str, ...]
"""``("var", "name")``, ``("data", "aws_vpc", "this")``, ``("aws_vpc", "this")``,
``("module", "network")``.
"""


class Configuration(Struct, frozen=True):
    """One directory.

    ``interfaces`` maps the calls whose module is known; other calls cannot be checked.
    ``complete``: all its files were read, so what is not in ``declared`` is not declared.
    ``called``: another directory of the tree calls it. ``missing``: calls whose local module does
    not exist. ``file_values``: the values that variables get from the files that Terraform loads;
    ``varying``: the variables that other values files have values for; ``values_files``: all of
    these files, none for a directory that is only called as a module. ``problems``: the mistakes in
    the form of its files, and in what its override files change. ``engine`` reads it. ``of_test``:
    its files are a test's assertions, its declarations those of the module under test.
    ``aws_names``: the local names by which it calls the AWS provider; ``others`` has the schemas of
    other providers. ``workspace``: the one that it is run in, if that is known.
    """

    directory: str
    files: tuple[Parsed, ...]
    schema: ProviderSchema | None
    declared: Mapping[Address, Declared]
    repeated: tuple[tuple[Address, Declared], ...]
    interfaces: Mapping[str, Interface] = field(default_factory=dict)
    complete: bool = True
    called: bool = False
    missing: frozenset[str] = frozenset()
    file_values: Mapping[str, FileValue] = field(default_factory=dict)
    varying: frozenset[str] = frozenset()
    values_files: tuple[Parsed, ...] = ()
    problems: FileProblems = NO_PROBLEMS
    tests: TestFiles = NO_TESTS
    engine: Engine = "terraform"
    of_test: bool = False
    aws_names: frozenset[str] = frozenset({"aws"})
    workspace: str | None = None
    others: LocalSchemas = NO_SCHEMAS
    _constraints: dict[str, Type | None] = field(default_factory=dict)

    @property
    def is_root(self) -> bool:
        """True if it must be a root module:
        nothing calls it, and it has what only root modules have.

        That is a configured provider, a backend, or a values file that Terraform loads.
        """
        if self.called:
            return False
        if self.file_values or any(
            declared.body.attributes for _, declared in self.of_kind("provider")
        ):
            return True
        return any(_has_backend(parsed.body) for parsed in self.files)

    def schema_of(self, local: str) -> ProviderSchema | None:
        """The schema of the provider that is called ``local`` here, None where none is at hand."""
        return self.schema if local in self.aws_names else self.others.get(local)

    def constraint(self, variable: str) -> Type | None:
        """The type that the constraint of a declared variable names;
        see ``constraint_of``. Read once.
        """
        if variable not in self._constraints:
            self._constraints[variable] = constraint_of(self.declared["var", variable])
        return self._constraints[variable]

    def of_kind(self, kind: str) -> Iterator[tuple[Address, Declared]]:
        """The declarations whose address begins with ``kind``:
        ``var``, ``local``, ``module``, ``output``, ``data``.
        """
        for address, declared in self.declared.items():
            if address[0] == kind:
                yield address, declared

    def managed(self) -> Iterator[tuple[Address, Declared]]:
        """The declarations of resources."""
        for address, declared in self.declared.items():
            if address[0] not in KINDS:
                yield address, declared

    @property
    def interface(self) -> Interface:
        """The directory as a module that others call."""
        inputs: dict[str, bool] = {}
        types: dict[str, Type] = {}
        never_null: set[str] = set()
        for (_, name), variable in self.of_kind("var"):
            inputs[name] = argument_of(variable, "default") is None
            type_ = self.constraint(name)
            if type_:
                types[name] = type_
            if inputs[name] and is_false(variable, "nullable"):
                never_null.add(name)
        outputs = frozenset(address[1] for address, _ in self.of_kind("output"))
        return Interface(inputs, outputs, types, frozenset(never_null))


_EMPTY = Body((), (), START)
KINDS = frozenset({"var", "local", "module", "output", "data", "ephemeral", "provider", "check"})
"""First parts of addresses that are not those of resources."""


def configure(
    directory: str,
    files: Iterable[Parsed],
    schema: ProviderSchema | None,
    complete: bool = True,
) -> Configuration:
    """The configuration of a directory from its parsed files,
    without what other directories say of it.
    """
    parsed = tuple(files)
    declared: dict[Address, Declared] = {}
    repeated: list[tuple[Address, Declared]] = []
    for address, declaration in _declarations(parsed):
        if address in declared:
            repeated.append((address, declaration))
        else:
            declared[address] = declaration
    return Configuration(
        directory,
        parsed,
        schema,
        declared,
        tuple(repeated),
        complete=complete,
        aws_names=names_of_aws(required_in(parsed)),
    )


def _declarations(files: tuple[Parsed, ...]) -> Iterator[tuple[Address, Declared]]:
    for parsed in files:
        for block in parsed.body.blocks:
            if block.type == "locals":
                for attribute in block.body.attributes:
                    yield (
                        ("local", attribute.name),
                        Declared(parsed, attribute, attribute.name_range),
                    )
                continue
            address = address_of(block)
            if address:
                yield address, Declared(parsed, block, block.header)
            if block.type == "check":
                yield from _scoped_data(parsed, block)


def _scoped_data(parsed: Parsed, check: Block) -> Iterator[tuple[Address, Declared]]:
    """The data sources that a ``check`` block declares."""
    for block in check.body.blocks:
        if block.type == "data" and len(block.labels) == 2:
            address = ("data", *block.label_values)
            yield address, Declared(parsed, block, block.header)


def constraint_of(variable: Declared) -> Type | None:
    """The type that a variable's constraint names, or None when it has none or it cannot be read."""
    expr = argument_of(variable, "type")
    if expr is None:
        return None
    try:
        return parse_constraint(expression_text(variable.parsed, expr.range), old=True)
    except ConstraintError:
        return None


def _has_backend(body: Body) -> bool:
    for block in body.blocks:
        if block.type == "terraform" and any(
            inner.type in ("backend", "cloud") for inner in block.body.blocks
        ):
            return True
    return False


def argument_of(declared: Declared, name: str) -> Expr | None:
    """The expression that an argument of a declaration is given, or None."""
    return declared.body.get(name)


def is_false(declared: Declared, name: str) -> bool:
    """True if an argument is the literal ``false``."""
    expr = argument_of(declared, name)
    return isinstance(expr, Literal) and expr.value is False


def source_of(call: Declared) -> str | None:
    """The ``source`` of a module call, if it is a plain string."""
    source = call.body.get("source")
    return plain_string(source) if source else None


def expression_text(parsed: Parsed, place: Range) -> str:
    """An expression as HCL writes it; in JSON it stands in a string."""
    text = parsed.text_at(place)
    if not parsed.file_of(place).path.endswith(".json"):
        return text
    from tfgen.terraform.hcl.json_tree import unescaped

    return unescaped(text)
