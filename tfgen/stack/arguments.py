"""Arguments of one service's module call:
written in the stack, wired to other services, or filled in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Input, Wire
from tfgen.library.values import ValueReader
from tfgen.stack import secrets
from tfgen.stack.bind_scope import BindScope
from tfgen.stack.clients import (
    ClientReader,
    is_client_list,
    report_clients_without_group,
    takes_clients,
)
from tfgen.stack.environments import entry_of_environment
from tfgen.stack.names import NAME, service_name
from tfgen.stack.root_module import Argument, SecretVariable, ServiceOutput
from tfgen.stack.spec import ServiceSpec
from tfgen.stack.strings import StringReader
from tfgen.terraform.hcl.literal import Expr, Value, literal
from tfgen.terraform.types.model import STRING
from tfgen.terraform.types.type_conversion import converts
from tfgen.yaml.nodes import Node, dotted, is_null

STANDARD = ("name", "suffix", "tags")
"""Inputs that every module has and that tfgen fills in by itself."""


class ArgumentBinder(Struct):
    """Binds the inputs of one service. ``misspelt``:
    inputs that are not missing, since other words stand for them. ``wired_by_hand``: by module, the
    services that feed inputs which are wired to it but were written.
    """

    scope: BindScope
    service: ServiceSpec
    strings: StringReader
    misspelt: Collection[str]
    wired_by_hand: dict[str, set[str]] = field(default_factory=dict)

    def arguments(self, inputs: Iterable[Input]) -> dict[str, Argument]:
        """The arguments by name, in the order of the module's inputs."""
        specs = tuple(inputs)
        arguments: dict[str, Argument] = {}
        for spec in sorted(specs, key=lambda spec: spec.name not in self.service.inputs):
            argument = self._argument(spec)
            reads = self.strings.take_reads()
            if spec.wire and spec.name in self.service.inputs:
                self.wired_by_hand.setdefault(spec.wire.module, set()).update(
                    read.service for read in reads
                )
            if argument:
                arguments[argument.name] = replace(argument, reads=reads) if reads else argument
        return {spec.name: arguments[spec.name] for spec in specs if spec.name in arguments}

    def _argument(self, spec: Input) -> Argument | None:
        node = self.service.inputs.get(spec.name)
        if spec.name in STANDARD:
            return self._standard(spec, node)
        if node is not None and takes_clients(spec) and self.service.writes(spec.without):
            report_clients_without_group(self.scope, node, spec)
            return None
        if node is not None:
            return self._written(spec, node)
        if spec.name in self.misspelt:
            return None
        return self._not_written(spec)

    def _standard(self, spec: Input, node: Node | None) -> Argument:
        if spec.name == "suffix":
            return Argument("suffix", Expr("local.suffix"), None)
        if spec.name == "name":
            return self._name(node)
        if node is None:
            return Argument("tags", Expr("local.tags"), None)
        tags = literal(self._value(spec, node))
        return Argument("tags", Expr(f"merge(local.tags, {tags})"), dotted(node.key))

    def _name(self, node: Node | None) -> Argument:
        if node is None:
            return Argument("name", service_name(self.scope.stack.name, self.service.name), None)
        value = self.scope.plain_value(node, STRING)
        if isinstance(value, str) and not NAME.fullmatch(value):
            detail = f'"{value}" must be lower-case words of letters and digits, joined by single hyphens.'
            problem = Diagnostic(
                "TFG009", "Not a name", detail, "The suffix is added by the module."
            )
            self.scope.collector.report(problem, node)
        return Argument("name", value, dotted(node.key))

    def _written(self, spec: Input, node: Node) -> Argument | None:
        if is_null(node):
            return self._null(spec, node)
        if is_client_list(spec, node):
            clients = ClientReader(self.scope, self.strings).read(node)
            return Argument(spec.name, clients, dotted(node.key))
        if spec.sensitive and not secrets.comes_from_elsewhere(node):
            self._report_secret(spec, node)
            return None
        return Argument(spec.name, self._value(spec, node), dotted(node.key))

    def _null(self, spec: Input, node: Node) -> Argument | None:
        if not spec.nullable:
            self._report_null(spec, node)
            return None
        if not spec.required and spec.default is None:
            return None
        return Argument(spec.name, None, dotted(node.key))

    def _value(self, spec: Input, node: Node) -> Value:
        return ValueReader(self.scope.collector, self.strings.resolve).read(
            node, spec.type, spec.flag
        )

    def _not_written(self, spec: Input) -> Argument | None:
        if self.service.writes(spec.without):
            return None
        feeding = self._feeding(spec.wire) if spec.wire else []
        if spec.wire and len(feeding) == 1:
            return self._wire(spec, spec.wire, feeding[0])
        if spec.wire and feeding:
            self._report_ambiguous(spec, spec.wire, feeding)
            return None
        if spec.sensitive and spec.required:
            return self._add_secret(spec)
        is_asked_for = spec.required or (spec.without and spec.default is None)
        if is_asked_for and not (spec.wire and self._has_unknown_modules()):
            self._report_missing(spec)
        return None

    def _has_unknown_modules(self) -> bool:
        """True when a service's module is unknown,
        so that the service may be the one that feeds an input.
        """
        return any(
            service.module_name not in self.scope.modules
            for service in self.scope.environment.services
        )

    def _feeding(self, wire: Wire) -> list[str]:
        """The other services that can feed an input; a broken module counts, since it may have the
        output. What was written for another input with the same wire decides: who names a VPC's
        subnets means that VPC.
        """
        module = self.scope.modules.get(wire.module)
        if module and module.output(wire.output) is None:
            return []
        feeding: list[str] = []
        for service in self.scope.environment.services:
            if service.module_name == wire.module and service.name != self.service.name:
                feeding.append(service.name)
        chosen = []
        for name in feeding:
            if name in self.wired_by_hand.get(wire.module, ()):
                chosen.append(name)
        if len(chosen) == 1:
            return chosen
        return feeding

    def _wire(self, spec: Input, wire: Wire, feeding: str) -> Argument | None:
        """The argument that refers to the service ``feeding``; None after a finding."""
        self.strings.reads.append(ServiceOutput(feeding, wire.output))
        module = self.scope.modules.get(wire.module)
        output = module.output(wire.output) if module else None
        if output and not converts(output.type, spec.type, safe=True):
            summary = f'Wiring of the wrong type for "{spec.name}"'
            detail = f'"{spec.name}" wants {spec.type.friendly}; {feeding}.{output.name} is {output.type.friendly}.'
            help_ = f'Write "{spec.name}:" yourself; the module\'s wire does not fit.'
            self.scope.report_service(Diagnostic("TFG018", summary, detail, help_), self.service)
            return None
        return Argument(spec.name, Expr(f"module.{feeding}.{wire.output}"), None)

    def _add_secret(self, spec: Input) -> Argument:
        """Add a root variable for a secret. Returns the argument that refers to it."""
        name = secrets.variable(self.service, spec)
        for other in self.scope.secrets:
            if other.name == name:
                detail = f"The variable {name} would hold the secret of {other.key} too."
                problem = Diagnostic(
                    "TFG009", "Two secrets of one name", detail, "Rename one of the services."
                )
                self.scope.report_service(problem, self.service)
                break
        key = dotted(self.service.node.key)
        self.scope.secrets.append(SecretVariable(name, spec.description, spec.type_text, key))
        return Argument(spec.name, Expr(f"var.{name}"), None)

    def _report_null(self, spec: Input, node: Node) -> None:
        detail = f'"{dotted(node.key)}" must have a value ({spec.type.friendly}).'
        help_ = "Give it one." if spec.required else "Remove the line for the default."
        self.scope.collector.report(Diagnostic("TFG015", "Wrong type", detail, help_), node)

    def _report_secret(self, spec: Input, node: Node) -> None:
        detail = f'"{spec.name}" is sensitive; a stack file is no place for a secret.'
        help_ = secrets.remedy(self.service, spec)
        self.scope.collector.report(
            Diagnostic("TFG022", "A secret in the stack file", detail, help_), node
        )

    def _report_ambiguous(self, spec: Input, wire: Wire, feeding: Sequence[str]) -> None:
        detail = f"It could come from {' or '.join(feeding)}."
        help_ = f'Write it: {spec.name}: "${{{feeding[0]}.{wire.output}}}".'
        problem = Diagnostic("TFG020", f'Ambiguous wiring of "{spec.name}"', detail, help_)
        self.scope.collector.report_at(
            problem, self.service.range, (*self.service.node.key, spec.name)
        )

    def _report_missing(self, spec: Input) -> None:
        summary = f'Missing input "{spec.name}"'
        detail = f"Module {self.service.module_name} needs it: {spec.description}"
        removal = entry_of_environment(self.scope.environment, self.service.name, spec.name)
        if removal:
            problem = Diagnostic("TFG014", summary, detail, "null removes; give it a value.")
            self.scope.collector.report_entry(problem, removal)
            return
        line = f'"{spec.name}:" ({spec.type.friendly})'
        help_ = f"Add {line}."
        if spec.wire:
            help_ = f"Add a service of module {spec.wire.module}, or write {line} yourself."
        problem = Diagnostic("TFG014", summary, detail, help_)
        self.scope.collector.report_at(
            problem, self.service.range, (*self.service.node.key, spec.name)
        )
