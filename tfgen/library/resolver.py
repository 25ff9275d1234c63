"""Inputs and outputs of a manifest, resolved for one provider version."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Egress, Input, Output, StringFlag, Wire
from tfgen.library.spec import InputSpec, OutputSpec
from tfgen.library.values import ValueReader
from tfgen.terraform.hcl.literal import Value
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.types.constraint import ConstraintError, parse_constraint
from tfgen.terraform.types.model import STRING, Type
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapNode, Node, is_null

GROUP_OUTPUT = "security_group_id"
"""The output that is a service's security group where no output says that it is."""


class _InputType(Struct, frozen=True):
    """The type of an input, as it is written, and whether it is a string-valued flag."""

    type: Type
    text: str
    flag: StringFlag = None


class Resolver:
    """Resolves what one manifest declares;
    ``absent`` gathers the inputs that the provider version lacks, and why.

    Findings: TFG040, gathered in ``collector``.
    """

    def __init__(self, file: str, schema: ProviderSchema) -> None:
        self.schema = schema
        self.collector = Collector(file)
        self.absent: dict[str, str] = {}

    def inputs(self, specs: Mapping[str, InputSpec]) -> tuple[Input, ...]:
        """The inputs that the provider version has."""
        inputs: list[Input] = []
        for name, spec in specs.items():
            resolved = self._input(name, spec)
            if resolved:
                inputs.append(resolved)
            self._check_without(f'Input "{name}"', spec, specs)
        return tuple(inputs)

    def outputs(
        self, specs: Mapping[str, OutputSpec], inputs: Mapping[str, InputSpec]
    ) -> tuple[Output, ...]:
        """The outputs that the provider version has; ``inputs`` are those of the manifest."""
        outputs: list[Output] = []
        says_group = any(spec.security_group for spec in specs.values())
        for name, spec in specs.items():
            if not spec.when or self.schema.readable(spec.when):
                output = self._output(name, spec, inputs)
                if name == GROUP_OUTPUT and not says_group and output.type == STRING:
                    output = replace(output, security_group="open")
                outputs.append(output)
            self._check_without(f'Output "{name}"', spec, inputs)
        return tuple(outputs)

    def _input(self, name: str, spec: InputSpec) -> Input | None:
        input_type = self._type(name, spec)
        if input_type is None:
            if spec.sources:
                version = f"{self.schema.provider} {self.schema.version}"
                self.absent[name] = f"provider {version} cannot set {' or '.join(spec.sources)}"
            return None
        set_by_provider = bool(spec.required_unless and self.schema.has(spec.required_unless))
        required = spec.default is None and not set_by_provider
        nullable = not required if spec.nullable is None else spec.nullable
        default = self._default(spec.default, input_type)
        return Input(
            name=name,
            description=_on_one_line(spec.description),
            type=input_type.type,
            type_text=input_type.text,
            required=required,
            default=default,
            nullable=nullable and (required or default is None),
            sensitive=spec.sensitive,
            flag=input_type.flag,
            validation=spec.validation,
            wire=self._wire(name, spec),
            without=spec.without,
        )

    def _type(self, name: str, spec: InputSpec) -> _InputType | None:
        """The input's type; None where the provider version lacks it, and after a finding."""
        if bool(spec.type) == bool(spec.sources):
            self._report(f'Input "{name}" needs exactly one of "type" and "from"', spec.node)
            return None
        if not spec.type:
            return self._type_in_schema(name, spec)
        parsed = self._parsed(spec.type, spec.node)
        if parsed is None:
            return None
        return _InputType(parsed, spec.type.strip())

    def _type_in_schema(self, name: str, spec: InputSpec) -> _InputType | None:
        path = next((path for path in spec.sources if self.schema.has(path)), None)
        if path is None:
            return None
        attribute = self.schema.attribute(path)
        if attribute is None:
            self._report(f'Input "{name}": {path} is a block; "from" takes attributes', spec.node)
            return None
        return _InputType(attribute.type, attribute.type.constraint, attribute.string_flag)

    def _default(self, node: Node | None, input_type: _InputType) -> Value:
        if node is None or is_null(node):
            return None
        return ValueReader(self.collector).read(node, input_type.type, input_type.flag)

    def _wire(self, name: str, spec: InputSpec) -> Wire | None:
        if spec.wire is None:
            return None
        module, dot, output = spec.wire.partition(".")
        if not (dot and module.isidentifier() and output.isidentifier()):
            self._report(f'Input "{name}": "wire" must be module.output', spec.node)
        return Wire(module, output)

    def _output(self, name: str, spec: OutputSpec, inputs: Mapping[str, InputSpec]) -> Output:
        if spec.keys and spec.keys not in inputs:
            self._report(f'Output "{name}": "keys" names no input: {spec.keys}', spec.node)
        return Output(
            name=name,
            description=_on_one_line(spec.description),
            value=spec.value.strip(),
            type=self._parsed(spec.type, spec.node) or STRING,
            sensitive=spec.sensitive,
            keys=spec.keys,
            without=spec.without,
            security_group=self._egress(name, spec),
        )

    def _egress(self, name: str, spec: OutputSpec) -> Egress | None:
        match spec.security_group:
            case None | "closed" | "open":
                return spec.security_group
        self._report(f'Output "{name}": "security_group" must be closed or open', spec.node)
        return None

    def _check_without(
        self, what: str, spec: InputSpec | OutputSpec, inputs: Mapping[str, InputSpec]
    ) -> None:
        if spec.without and spec.without not in inputs:
            self._report(f'{what}: "without" names no input: {spec.without}', spec.node)

    def _parsed(self, constraint: str, node: MapNode) -> Type | None:
        try:
            return parse_constraint(constraint)
        except ConstraintError as error:
            self._report(f"Not a type: {error}", node)
            return None

    def _report(self, summary: str, node: MapNode) -> None:
        self.collector.report(Diagnostic("TFG040", summary), node)


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
