"""Manifests from the template folders, resolved for one provider version."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter

from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Input, Module, Output, StringFlag, Wire
from tfgen.library.spec import InputSpec, ModuleSpec, OutputSpec, SharedSpec
from tfgen.library.values import ValueReader
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.constraint import ConstraintError, parse_constraint
from tfgen.terraform.types.model import STRING, Type
from tfgen.yaml.nodes import MapNode, Node, dotted
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import T, decode

RESERVED = frozenset(
    ("module", "source", "version", "providers", "count", "for_each", "lifecycle", "depends_on", "locals")
)
"""Names that a module call uses itself: ``module`` in a stack, the others in Terraform."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def load_module(folders: TemplateFolders, name: str, schema: ProviderSchema) -> tuple[Module | None, Diagnostics]:
    """The module ``name`` for the provider version of ``schema``.

    Mistakes in the manifest are findings: broken YAML and wrong keys as in a stack, and TFG040 for inputs and
    outputs that make no sense.
    """
    spec, found = _read(folders, f"{name}/{MANIFEST}", ModuleSpec)
    shared, more = _read(folders, f"{SHARED}/inputs.yaml", SharedSpec)
    found = (*found, *more)
    if spec is None or shared is None or has_errors(found):
        return None, found
    generated, common = _Resolver(f"{name}/{MANIFEST}", schema), _Resolver(f"{SHARED}/inputs.yaml", schema)
    inputs = (*common.inputs(shared.first), *generated.inputs(spec.inputs), *common.inputs(shared.last))
    outputs = tuple(generated.outputs(spec.outputs, spec.inputs))
    generated.check_names(spec, {**shared.first, **shared.last})
    found = (*found, *common.found, *generated.found)
    if has_errors(found):
        return None, found
    absent = {**common.absent, **generated.absent}
    description = spec.description.strip()
    return Module(name, generated.file, description, inputs, outputs, spec.names, absent, spec.usage), found


def _read(folders: TemplateFolders, file: str, cls: type[T]) -> tuple[T | None, Diagnostics]:
    source, found = folders.read(file)
    if source is None:
        return None, found
    node, found = read_yaml(source)
    if node is None:
        return None, found
    spec, more = decode(node, cls, file)
    return spec, (*found, *more)


class _Resolver:
    """Resolves what one manifest declares; ``absent`` gathers the inputs that the provider version lacks, and why."""

    def __init__(self, file: str, schema: ProviderSchema) -> None:
        self.file = file
        self.schema = schema
        self.absent: dict[str, str] = {}
        self.found: list[Diagnostic] = []

    def inputs(self, specs: Mapping[str, InputSpec]) -> tuple[Input, ...]:
        return tuple(found for found in map(self._input, specs, specs.values()) if found)

    def outputs(self, specs: Mapping[str, OutputSpec], inputs: Mapping[str, InputSpec]) -> Iterator[Output]:
        for name, spec in specs.items():
            if not spec.when or self.schema.readable(spec.when):
                yield self._output(name, spec, inputs)

    def check_names(self, spec: ModuleSpec, common: Mapping[str, InputSpec]) -> None:
        for name, declared in spec.inputs.items():
            if not _NAME.fullmatch(name) or name in RESERVED:
                self._find(f'Not a name for an input: "{name}"', declared.node)
        for name, output in spec.outputs.items():
            if not _NAME.fullmatch(name):
                self._find(f'Not a name for an output: "{name}"', output.node)
        for name in spec.inputs.keys() & common.keys():
            self._find(f'Every module has the input "{name}" already', spec.inputs[name].node)
        for pattern in spec.names:
            words = _words(pattern.pattern)
            if words is None or not set(words) <= {"index", *common, *spec.inputs}:
                self._find(f"Name pattern {pattern.pattern!r} is not made of known inputs", spec.node)

    def _input(self, name: str, spec: InputSpec) -> Input | None:
        typed = self._type(name, spec)
        if typed is None:
            if spec.sources:
                version = f"{self.schema.provider} {self.schema.version}"
                self.absent[name] = f"provider {version} cannot set {' or '.join(spec.sources)}"
            return None
        of, text, flag = typed
        kept_by_provider = bool(spec.required_unless and self.schema.has(spec.required_unless))
        required = spec.default is None and not kept_by_provider
        nullable = spec.nullable if spec.nullable is not None else not required
        default = self._default(spec.default, of, flag)
        return Input(
            name=name,
            description=" ".join(spec.description.split()),
            type=of,
            type_text=text,
            required=required,
            default=default,
            nullable=nullable and (required or default is None),
            sensitive=spec.sensitive,
            flag=flag,
            validation=spec.validation,
            wire=self._wire(name, spec),
        )

    def _type(self, name: str, spec: InputSpec) -> tuple[Type, str, StringFlag] | None:
        """The input's type, its text and whether it is a string-valued flag; None where the version lacks it."""
        if bool(spec.type) == bool(spec.sources):
            self._find(f'Input "{name}" needs exactly one of "type" and "from"', spec.node)
            return None
        if spec.type:
            found = self._constraint(spec.type, spec.node)
            return (found, spec.type.strip(), None) if found else None
        path = next((p for p in spec.sources if self.schema.has(p)), None)
        if path is None:
            return None
        attribute = self.schema.attribute(path)
        if attribute is None:
            self._find(f'Input "{name}": {path} is a block; "from" takes attributes', spec.node)
            return None
        return attribute.type, attribute.type.constraint, attribute.string_flag

    def _default(self, node: Node | None, of: Type, flag: StringFlag) -> Value:
        if node is None or getattr(node, "value", ...) is None:
            return None
        reader = ValueReader(self.file)
        value = reader.read(node, of, flag)
        self.found += reader.found
        return value

    def _wire(self, name: str, spec: InputSpec) -> Wire | None:
        if spec.wire is None:
            return None
        module, dot, output = spec.wire.partition(".")
        if not (dot and module.isidentifier() and output.isidentifier()):
            self._find(f'Input "{name}": "wire" must be module.output', spec.node)
        return Wire(module, output)

    def _output(self, name: str, spec: OutputSpec, inputs: Mapping[str, InputSpec]) -> Output:
        if spec.keys and spec.keys not in inputs:
            self._find(f'Output "{name}": "keys" names no input: {spec.keys}', spec.node)
        found = self._constraint(spec.type, spec.node) or STRING
        description = " ".join(spec.description.split())
        return Output(name, description, spec.value.strip(), found, spec.sensitive, spec.keys)

    def _constraint(self, text: str, node: MapNode) -> Type | None:
        try:
            return parse_constraint(text)
        except ConstraintError as error:
            self._find(f"Not a type: {error}", node)
            return None

    def _find(self, summary: str, node: MapNode) -> None:
        self.found.append(
            Diagnostic("TFG040", summary, file=self.file, range=node.range, stack_key=dotted(node.key) or None)
        )


def _words(pattern: str) -> list[str] | None:
    """The words in braces of a name pattern; None when the braces hold anything else."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return None
    if any(form or conversion for _, _, form, conversion in parts):
        return None
    return [word for _, word, _, _ in parts if word is not None]
