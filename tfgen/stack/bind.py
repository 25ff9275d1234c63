"""Services to module calls: inputs typed, references resolved, wiring done, names fitted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity, did_you_mean
from tfgen.document.nodes import Entry, MapNode, Node, ScalarNode, dotted
from tfgen.hcl.literal import Expr, Value, literal
from tfgen.library.module import Input, Module
from tfgen.library.spec import NameSpec
from tfgen.library.values import Typed, ValueReader
from tfgen.source import Range
from tfgen.stack.backend import read_backend
from tfgen.stack.bound import Argument, Backend, Call, Root, Secret
from tfgen.stack.names import NAME, DoesNotFit, fit, service_name
from tfgen.stack.spec import Environment, ServiceSpec, Stack
from tfgen.stack.strings import StringReader
from tfgen.types.model import STRING, MapType, Type

if TYPE_CHECKING:
    from tfgen.schema.names import NameLimit

STANDARD = ("name", "suffix", "tags")
"""Inputs that every module has and that tfgen fills in by itself."""


def bind(
    stack: Stack,
    environment: Environment,
    modules: Mapping[str, Module | None],
    limits: Mapping[str, NameLimit],
) -> tuple[Root, Diagnostics]:
    """One environment's root. ``modules`` maps a module's name to the module, or to None where it is broken.

    Findings: TFG012 to TFG023 and TFG027. The root is complete only when there are no errors among them.
    """
    binder = _Binder(stack, environment, modules, limits)
    calls = tuple(call for call in map(binder.call, environment.services) if call)
    binder.check_cycles(calls)
    root = Root(
        stack=stack.name,
        environment=environment.name,
        suffix=environment.suffix,
        region=environment.region,
        provider=stack.provider,
        version=stack.version,
        tags=binder.tags(environment.tags),
        backend=binder.backend(),
        calls=calls,
        secrets=tuple(binder.secrets),
        source=stack.modules or "../../modules/${module}",
    )
    return root, tuple(dict.fromkeys(binder.found))


@dataclass
class _Binder:
    stack: Stack
    environment: Environment
    modules: Mapping[str, Module | None]
    limits: Mapping[str, NameLimit]
    secrets: list[Secret] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)

    def call(self, service: ServiceSpec) -> Call | None:
        name = str(service.module.value)
        if name not in self.modules:
            help_ = did_you_mean(name, self.modules) or f"Known: {', '.join(sorted(self.modules))}."
            self._find("TFG012", f'Unknown module "{name}"', "No template folder has it.", help_, service.module)
            return None
        module = self.modules[name]
        if module is None:
            return None
        self._check_inputs(service, module)
        strings = self._strings()
        given = {a.name: a for i in module.inputs if (a := self._argument(i, service, strings))}
        self.found += strings.found
        arguments = tuple(self._named(service, module, given).values())
        return Call(service.name, module, arguments, frozenset(strings.used), dotted(service.node.key))

    def tags(self, node: MapNode | None) -> Mapping[str, Value]:
        """The stack's tags with placeholders filled in."""
        if node is None:
            return {}
        value = self._plain_values(node, MapType(STRING))
        return value if isinstance(value, dict) else {}

    def backend(self) -> Backend | None:
        if self.environment.backend is None:
            return None
        strings = self._strings(references=False)
        backend, found = read_backend(self.environment.backend, self.stack.file, strings.resolve)
        self.found += (*found, *strings.found)
        return backend

    def check_cycles(self, calls: tuple[Call, ...]) -> None:
        uses = {call.service: sorted(call.uses) for call in calls}
        reported: set[frozenset[str]] = set()
        for call in calls:
            path = _cycle(call.service, uses)
            if path and frozenset(path) not in reported:
                reported.add(frozenset(path))
                service = self.environment.service(call.service)
                assert service
                detail = " needs ".join(path) + "."
                help_ = "Let one of them do without the other, or split it into two services."
                self._find("TFG019", "Services need each other", detail, help_, service.node)

    def _argument(self, spec: Input, service: ServiceSpec, strings: StringReader) -> Argument | None:
        node = service.inputs.get(spec.name)
        if spec.name in STANDARD:
            return self._standard(spec, service, node, strings)
        if node is None:
            return self._not_given(spec, service, strings)
        if isinstance(node, ScalarNode) and node.value is None:
            return self._null(spec, node)
        value = self._value(spec, node, strings)
        if spec.sensitive and not _is_expression(value):
            self._literal_secret(spec, service, node)
            return None
        return Argument(spec.name, value, dotted(node.key))

    def _value(self, spec: Input, node: Node, strings: StringReader) -> Value:
        reader = ValueReader(self.stack.file, strings.resolve)
        value = reader.read(node, spec.type, spec.flag)
        self.found += reader.found
        return value

    def _standard(self, spec: Input, service: ServiceSpec, node: Node | None, strings: StringReader) -> Argument:
        if spec.name == "suffix":
            return Argument("suffix", Expr("local.suffix"), None)
        if spec.name == "name":
            return self._name(service, node)
        if node is None:
            return Argument("tags", Expr("local.tags"), None)
        return Argument("tags", _merged_tags(self._value(spec, node, strings)), dotted(node.key))

    def _name(self, service: ServiceSpec, node: Node | None) -> Argument:
        if node is None:
            return Argument("name", service_name(self.stack.name, service.name), None)
        value = self._plain_values(node, STRING)
        if isinstance(value, str) and not NAME.fullmatch(value):
            detail = f'"{value}" must be lower-case words of letters and digits, joined by single hyphens.'
            self._find("TFG009", "Not a name", detail, "The suffix is added by the module.", node)
        return Argument("name", value, dotted(node.key))

    def _not_given(self, spec: Input, service: ServiceSpec, strings: StringReader) -> Argument | None:
        if spec.wire:
            feeding = [s.name for s in self.environment.services if s.module.value == spec.wire.module]
            feeding = [name for name in feeding if name != service.name]
            if len(feeding) == 1:
                strings.used.add(feeding[0])
                return Argument(spec.name, Expr(f"module.{feeding[0]}.{spec.wire.output}"), None)
            if feeding:
                self._ambiguous(spec, service, feeding)
                return None
        if spec.sensitive and spec.required:
            return self._secret(spec, service)
        if spec.required:
            self._missing(spec, service)
        return None

    def _null(self, spec: Input, node: ScalarNode) -> Argument | None:
        if not spec.nullable:
            detail = f'"{dotted(node.key)}" must have a value.'
            self._find("TFG015", "Wrong type", detail, "Remove the line for the default." if not spec.required else "", node)
            return None
        return Argument(spec.name, None, dotted(node.key)) if spec.required or spec.default is not None else None

    def _secret(self, spec: Input, service: ServiceSpec) -> Argument:
        name = f"{service.name}_{spec.name}".replace("-", "_")
        self.secrets.append(Secret(name, spec.description, spec.type_text, dotted(service.node.key)))
        return Argument(spec.name, Expr(f"var.{name}"), None)

    def _named(self, service: ServiceSpec, module: Module, given: dict[str, Argument]) -> dict[str, Argument]:
        name = given["name"]
        if not isinstance(name.value, str):
            return given

        def words(spec: NameSpec) -> dict[str, str]:
            inputs = {i.name: _longest(given[i.name].value if i.name in given else i.default) for i in module.inputs}
            return {**inputs, "suffix": self.environment.suffix, "index": "00"}

        fitted = fit(name.value, module.names, self.limits, words)
        if isinstance(fitted, DoesNotFit):
            self._no_room(service, fitted)
            return given
        return {**given, "name": replace(name, value=fitted)}

    def _no_room(self, service: ServiceSpec, why: DoesNotFit) -> None:
        detail = (
            f"{why.attribute} may have {why.limit} characters; of {why.pattern} only {why.room} are left for the name."
        )
        help_ = f'Shorten the suffix "{self.environment.suffix}" or the longest key of "{service.name}".'
        self._find("TFG023", "The name cannot be made to fit", detail, help_, service.node)

    def _check_inputs(self, service: ServiceSpec, module: Module) -> None:
        known = {i.name for i in module.inputs} - {"suffix"}
        for name in service.inputs:
            entry = service.node.entry(name)
            if name in module.absent:
                detail = f"{module.absent[name][0].upper()}{module.absent[name][1:]}."
                summary = f'Input "{name}" does not exist in this provider version'
                self._find_entry("TFG016", summary, detail, "Remove it, or choose another provider version.", entry)
            elif name not in known:
                detail = f"Module {module.name} has no such input."
                help_ = did_you_mean(name, known) or f"See: tfgen module show {module.name}."
                self._find_entry("TFG013", f'Unknown input "{name}"', detail, help_, entry)

    def _missing(self, spec: Input, service: ServiceSpec) -> None:
        entry_help = f'Add "{spec.name}:" ({spec.type.friendly}).'
        if spec.wire:
            entry_help = (
                f'Add a service of module {spec.wire.module}, or write "{spec.name}:" ({spec.type.friendly}) yourself.'
            )
        detail = f"Module {service.module.value} needs it: {spec.description}"
        self._find("TFG014", f'Missing input "{spec.name}"', detail, entry_help, service.node)

    def _ambiguous(self, spec: Input, service: ServiceSpec, feeding: list[str]) -> None:
        assert spec.wire
        detail = f'"{spec.name}" could come from {" or ".join(feeding)}.'
        help_ = f'Write it: {spec.name}: "${{{feeding[0]}.{spec.wire.output}}}".'
        self._find("TFG020", "Ambiguous wiring", detail, help_, service.node)

    def _literal_secret(self, spec: Input, service: ServiceSpec, node: Node) -> None:
        variable = f"{service.name}_{spec.name}".replace("-", "_")
        detail = f'"{spec.name}" is sensitive; a stack file is no place for a secret.'
        help_ = f"Remove the line and set TF_VAR_{variable} when Terraform runs, or refer to another service's output."
        if not spec.required:
            help_ = "Remove the line, or refer to another service's output."
        self._find("TFG022", "A secret in the stack file", detail, help_, node)

    def _plain_values(self, node: Node, want: Type) -> Value:
        strings = self._strings(references=False)
        reader = ValueReader(self.stack.file, strings.resolve)
        value = reader.read(node, want)
        self.found += (*reader.found, *strings.found)
        return value

    def _strings(self, references: bool = True) -> StringReader:
        e = self.environment
        placeholders = {"stack": self.stack.name, "environment": e.name, "region": e.region, "suffix": e.suffix}
        modules = {s.name: self.modules.get(str(s.module.value)) for s in e.services}
        return StringReader(self.stack.file, e, placeholders, modules, references)

    def _find(self, code: str, summary: str, detail: str, help_: str, node: Node) -> None:
        self._found(code, summary, detail, help_, _first_line(node), dotted(node.key))

    def _find_entry(self, code: str, summary: str, detail: str, help_: str, entry: Entry | None) -> None:
        if entry:
            self._found(code, summary, detail, help_, entry.range, dotted(entry.value.key))

    def _found(self, code: str, summary: str, detail: str, help_: str, place: Range, key: str) -> None:
        found = Diagnostic(code, summary, detail, help_, Severity.ERROR, self.stack.file, place, stack_key=key)
        self.found.append(found)


def _first_line(node: Node) -> Range:
    """The place of a finding about a whole service: its first line is enough."""
    if isinstance(node, MapNode) and node.entries:
        return Range(node.range.start, node.entries[0].value.range.end)
    return node.range


def _merged_tags(value: Value) -> Value:
    return Expr(f"merge(local.tags, {literal(value)})")


def _is_expression(value: Value) -> bool:
    return isinstance(value, Expr)


def _longest(value: Value) -> str:
    """The longest name in an input: of its keys, elements, or itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return max(value, key=len, default="")
    if isinstance(value, list | tuple):
        return max((v for v in value if isinstance(v, str)), key=len, default="")
    return ""


def _cycle(start: str, uses: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The way from ``start`` back to itself, or nothing."""

    def walk(at: str, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for other in uses.get(at, ()):
            if other == start:
                yield (*path, other)
            elif other not in path:
                yield from walk(other, (*path, other))

    return next(walk(start, (start,)), ())
