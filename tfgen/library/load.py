"""Manifests from the template folders, resolved for one provider version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tfgen.diagnostics import Diagnostic, Diagnostics, has_errors
from tfgen.document.nodes import MapNode, Node, dotted
from tfgen.document.read import read_yaml
from tfgen.document.typed import T, decode
from tfgen.hcl.literal import Value
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.module import Input, Module, Output, StringFlag, Wire
from tfgen.library.spec import InputSpec, ModuleSpec, OutputSpec, SharedSpec
from tfgen.library.values import ValueReader
from tfgen.schema import ProviderSchema
from tfgen.types.constraint import ConstraintError, parse_constraint
from tfgen.types.model import STRING, Type


def load_module(folders: TemplateFolders, name: str, schema: ProviderSchema) -> tuple[Module | None, Diagnostics]:
    """The module ``name`` for the provider version of ``schema``.

    Mistakes in the manifest are findings: broken YAML and wrong keys as in a stack, and TFG040 for inputs and
    outputs that make no sense.
    """
    file = f"{name}/{MANIFEST}"
    spec, found = _read(folders, file, ModuleSpec)
    shared, more = _read(folders, f"{SHARED}/inputs.yaml", SharedSpec)
    if spec is None or shared is None or has_errors((*found, *more)):
        return None, (*found, *more)
    resolver = _Resolver(file, schema)
    module = resolver.module(name, spec, {**shared.first, **spec.inputs, **shared.last})
    return (None if has_errors(resolver.found) else module), tuple(resolver.found)


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
    def __init__(self, file: str, schema: ProviderSchema) -> None:
        self.file = file
        self.schema = schema
        self.found: list[Diagnostic] = []

    def module(self, name: str, spec: ModuleSpec, specs: Mapping[str, InputSpec]) -> Module:
        typed = {n: (s, self._type(n, s)) for n, s in specs.items()}
        absent = {n: self._why_absent(s) for n, (s, t) in typed.items() if t is None and s.sources}
        inputs = tuple(self._input(n, s, *t) for n, (s, t) in typed.items() if t)
        self._check_names(spec, specs)
        return Module(
            name=name,
            file=self.file,
            description=spec.description.strip(),
            inputs=inputs,
            outputs=tuple(self._outputs(spec, specs)),
            names=spec.names,
            absent=absent,
            usage=spec.usage,
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

    def _why_absent(self, spec: InputSpec) -> str:
        return f"{' and '.join(spec.sources)} cannot be set in {self.schema.provider} {self.schema.version}"

    def _input(self, name: str, spec: InputSpec, type: Type, text: str, flag: StringFlag) -> Input:
        kept_by_provider = bool(spec.required_unless and self.schema.has(spec.required_unless))
        required = spec.default is None and not kept_by_provider
        nullable = spec.nullable if spec.nullable is not None else not required
        default = self._default(spec.default, type, flag)
        return Input(
            name=name,
            description=" ".join(spec.description.split()),
            type=type,
            type_text=text,
            required=required,
            default=default,
            nullable=nullable and (required or default is None),
            sensitive=spec.sensitive,
            flag=flag,
            validation=spec.validation,
            wire=self._wire(name, spec),
        )

    def _default(self, node: Node | None, type: Type, flag: StringFlag) -> Value:
        if node is None or getattr(node, "value", ...) is None:
            return None
        reader = ValueReader(self.file)
        value = reader.read(node, type, flag)
        self.found += reader.found
        return value

    def _wire(self, name: str, spec: InputSpec) -> Wire | None:
        if spec.wire is None:
            return None
        module, dot, output = spec.wire.partition(".")
        if not (dot and module.isidentifier() and output.isidentifier()):
            self._find(f'Input "{name}": "wire" must be module.output', spec.node)
        return Wire(module, output)

    def _outputs(self, spec: ModuleSpec, inputs: Mapping[str, InputSpec]) -> Iterator[Output]:
        for name, output in spec.outputs.items():
            if output.when and not self.schema.readable(output.when):
                continue
            yield self._output(name, output, inputs)

    def _output(self, name: str, spec: OutputSpec, inputs: Mapping[str, InputSpec]) -> Output:
        if spec.keys and spec.keys not in inputs:
            self._find(f'Output "{name}": "keys" names no input: {spec.keys}', spec.node)
        type = self._constraint(spec.type, spec.node) or STRING
        description = " ".join(spec.description.split())
        return Output(name, description, spec.value.strip(), type, spec.sensitive, spec.keys)

    def _check_names(self, spec: ModuleSpec, inputs: Mapping[str, InputSpec]) -> None:
        known = {"name": "x", "suffix": "x", "index": "0", **dict.fromkeys(inputs, "x")}
        for name in spec.names:
            try:
                name.pattern.format_map(known)
            except (KeyError, ValueError, IndexError):
                self._find(f"Name pattern {name.pattern!r} is not made of known inputs", spec.node)

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
