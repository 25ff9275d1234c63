"""Services to module calls: inputs typed, references resolved, wiring done, names fitted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostics, once
from tfgen.library.module import Input, Module, Wire
from tfgen.library.spec import NameSpec
from tfgen.library.values import ValueReader
from tfgen.spelling import did_you_mean, nearest
from tfgen.stack import secrets
from tfgen.stack.backend import read_backend
from tfgen.stack.collector import Collector
from tfgen.stack.conflicts import check_cycles, check_names
from tfgen.stack.environments import written_in
from tfgen.stack.names import NAME, DoesNotFit, fit, service_name
from tfgen.stack.root_module import Argument, ModuleCall, RootBackend, RootModule, SecretVariable
from tfgen.stack.spec import Environment, ServiceSpec, Stack
from tfgen.stack.strings import StringReader
from tfgen.terraform.hcl.literal import Expr, Value, literal
from tfgen.terraform.types.model import STRING, MapType, Type
from tfgen.terraform.types.type_conversion import converts
from tfgen.yaml.nodes import MapEntry, MapNode, Node, dotted, is_null, scalars, short

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit

STANDARD = ("name", "suffix", "tags")
"""Inputs that every module has and that tfgen fills in by itself."""


def bind(
    stack: Stack,
    environment: Environment,
    modules: Mapping[str, Module | None],
    limits: Mapping[str, NameLimit],
) -> tuple[RootModule, Diagnostics]:
    """One environment's root. ``modules`` maps a module's name to the module, or to None where it is broken.

    Findings: TFG012 to TFG023 and TFG027. The root is complete only when there are no errors among them.
    """
    binder = _Binder(stack, environment, modules, limits, Collector(stack.file))
    calls = tuple(call for call in map(binder.call, environment.services) if call)
    check_cycles(calls, environment, binder.collector)
    check_names(calls, environment, binder.collector)
    root = RootModule(
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
    return root, once(binder.collector.found)


class _Binder(Struct):
    stack: Stack
    environment: Environment
    modules: Mapping[str, Module | None]
    limits: Mapping[str, NameLimit]
    collector: Collector
    secrets: list[SecretVariable] = field(default_factory=list)

    def call(self, service: ServiceSpec) -> ModuleCall | None:
        strings = self._strings()
        module = self._module(service)
        if module is None:
            self._read_strings(service, strings)
            return None
        misspelt = self._check_inputs(service, module)
        given = {a.name: a for i in module.inputs if (a := self._argument(i, service, strings, misspelt))}
        self.collector.found += strings.found
        arguments = tuple(self._named(service, module, given).values())
        return ModuleCall(service.name, module, arguments, frozenset(strings.used), dotted(service.node.key))

    def _module(self, service: ServiceSpec) -> Module | None:
        name = service.module_name
        if service.module and name not in self.modules:
            help_ = did_you_mean(name, self.modules) or f"Known: {', '.join(sorted(self.modules))}."
            summary = f'Unknown module "{short(name)}"'
            self.collector.node("TFG012", summary, "No template folder has it.", help_, service.module)
        return self.modules.get(name)

    def _read_strings(self, service: ServiceSpec, strings: StringReader) -> None:
        """All that can be said of a service whose module is not known."""
        for scalar in (s for node in service.inputs.values() for s in scalars(node)):
            if isinstance(scalar.value, str):
                strings.resolve(scalar)
        self.collector.found += strings.found

    def tags(self, node: MapNode | None) -> Mapping[str, Value]:
        """The stack's tags with placeholders filled in."""
        if node is None:
            return {}
        value = self._plain_values(node, MapType(STRING))
        return value if isinstance(value, dict) else {}

    def backend(self) -> RootBackend | None:
        if self.environment.backend is None:
            return None
        strings = self._strings(references=False)
        backend, found = read_backend(self.environment.backend, self.stack.file, strings.resolve)
        self.collector.found += (*found, *strings.found)
        return backend

    def _argument(
        self, spec: Input, service: ServiceSpec, strings: StringReader, misspelt: Collection[str]
    ) -> Argument | None:
        node = service.inputs.get(spec.name)
        if spec.name in STANDARD:
            return self._standard(spec, service, node, strings)
        if node is None:
            return None if spec.name in misspelt else self._not_given(spec, service, strings)
        if is_null(node):
            return self._null(spec, node)
        if spec.sensitive and not secrets.comes_from_elsewhere(node):
            return self._literal_secret(spec, service, node)
        return Argument(spec.name, self._value(spec, node, strings), dotted(node.key))

    def _value(self, spec: Input, node: Node, strings: StringReader) -> Value:
        reader = ValueReader(self.stack.file, strings.resolve)
        value = reader.read(node, spec.type, spec.flag)
        self.collector.found += reader.found
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
            self.collector.node("TFG009", "Not a name", detail, "The suffix is added by the module.", node)
        return Argument("name", value, dotted(node.key))

    def _not_given(self, spec: Input, service: ServiceSpec, strings: StringReader) -> Argument | None:
        feeding = self._feeding(spec.wire, service) if spec.wire else []
        if spec.wire and len(feeding) == 1:
            return self._wired(spec, spec.wire, service, feeding[0], strings)
        if spec.wire and feeding:
            return self._ambiguous(spec, spec.wire, service, feeding)
        if spec.sensitive and spec.required:
            return self._secret(spec, service)
        unreadable = spec.wire and any(s.module_name not in self.modules for s in self.environment.services)
        if spec.required and not unreadable:
            self._missing(spec, service)
        return None

    def _feeding(self, wire: Wire, service: ServiceSpec) -> list[str]:
        """The other services that can feed an input; a broken module counts, since it may have the output."""
        module = self.modules.get(wire.module)
        if module and module.output(wire.output) is None:
            return []
        return [s.name for s in self.environment.services if s.module_name == wire.module and s.name != service.name]

    def _wired(
        self, spec: Input, wire: Wire, service: ServiceSpec, feeding: str, strings: StringReader
    ) -> Argument | None:
        strings.used.add(feeding)
        module = self.modules.get(wire.module)
        output = module.output(wire.output) if module else None
        if output and not converts(output.type, spec.type, safe=True):
            detail = f'"{spec.name}" wants {spec.type.friendly}; {feeding}.{output.name} is {output.type.friendly}.'
            help_ = f'Write "{spec.name}:" yourself; the module\'s wire does not fit.'
            self._at_service("TFG018", f'Wiring of the wrong type for "{spec.name}"', detail, help_, service)
            return None
        return Argument(spec.name, Expr(f"module.{feeding}.{wire.output}"), None)

    def _null(self, spec: Input, node: Node) -> Argument | None:
        if not spec.nullable:
            detail = f'"{dotted(node.key)}" must have a value ({spec.type.friendly}).'
            help_ = "Give it one." if spec.required else "Remove the line for the default."
            self.collector.node("TFG015", "Wrong type", detail, help_, node)
            return None
        return Argument(spec.name, None, dotted(node.key)) if spec.required or spec.default is not None else None

    def _secret(self, spec: Input, service: ServiceSpec) -> Argument:
        name = secrets.variable(service, spec)
        if other := next((s for s in self.secrets if s.name == name), None):
            detail = f"The variable {name} would hold the secret of {other.key} too."
            self._at_service("TFG009", "Two secrets of one name", detail, "Rename one of the services.", service)
        self.secrets.append(SecretVariable(name, spec.description, spec.type_text, dotted(service.node.key)))
        return Argument(spec.name, Expr(f"var.{name}"), None)

    def _named(self, service: ServiceSpec, module: Module, given: dict[str, Argument]) -> dict[str, Argument]:
        name = given.get("name")
        if name is None or not isinstance(name.value, str):
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
        self._at_service("TFG023", "The name cannot be made to fit", detail, help_, service)

    def _check_inputs(self, service: ServiceSpec, module: Module) -> Collection[str]:
        """Finds inputs that are not there; the names that were probably meant."""
        known = {i.name: i for i in module.inputs if i.name != "suffix"}
        meant: set[str] = set()
        for entry in service.node.entries:
            if entry.name in module.absent:
                detail = f"{module.absent[entry.name][0].upper()}{module.absent[entry.name][1:]}."
                summary = f'Input "{entry.name}" does not exist in this provider version'
                self._at_entry("TFG016", summary, detail, "Remove it, or choose another provider version.", entry)
            elif entry.name not in known and entry.name != "module":
                meant |= {nearest(entry.name, known) or ""}
                help_ = did_you_mean(entry.name, known) or f"See: tfgen module show {module.name}."
                detail = f"Module {module.name} has no such input."
                if entry.name == "suffix":
                    detail, help_ = "The environment has the suffix, its services have none.", "Remove it."
                self._at_entry("TFG013", f'Unknown input "{short(entry.name)}"', detail, help_, entry)
        return meant

    def _missing(self, spec: Input, service: ServiceSpec) -> None:
        help_ = f'Add "{spec.name}:" ({spec.type.friendly}).'
        if spec.wire:
            help_ = (
                f'Add a service of module {spec.wire.module}, or write "{spec.name}:" ({spec.type.friendly}) yourself.'
            )
        summary, detail = f'Missing input "{spec.name}"', f"Module {service.module_name} needs it: {spec.description}"
        removed = written_in(self.environment, service.name, spec.name)
        if removed:
            self._at_entry("TFG014", summary, detail, "null removes; give it a value.", removed)
        else:
            self.collector.place("TFG014", summary, detail, help_, service.range, (*service.node.key, spec.name))

    def _ambiguous(self, spec: Input, wire: Wire, service: ServiceSpec, feeding: list[str]) -> Argument | None:
        detail = f"It could come from {' or '.join(feeding)}."
        help_ = f'Write it: {spec.name}: "${{{feeding[0]}.{wire.output}}}".'
        summary, key = f'Ambiguous wiring of "{spec.name}"', (*service.node.key, spec.name)
        self.collector.place("TFG020", summary, detail, help_, service.range, key)
        return None

    def _literal_secret(self, spec: Input, service: ServiceSpec, node: Node) -> Argument | None:
        detail = f'"{spec.name}" is sensitive; a stack file is no place for a secret.'
        self.collector.node("TFG022", "A secret in the stack file", detail, secrets.remedy(service, spec), node)
        return None

    def _plain_values(self, node: Node, want: Type) -> Value:
        strings = self._strings(references=False)
        reader = ValueReader(self.stack.file, strings.resolve)
        value = reader.read(node, want)
        self.collector.found += (*reader.found, *strings.found)
        return value

    def _strings(self, references: bool = True) -> StringReader:
        e = self.environment
        placeholders = {"stack": self.stack.name, "environment": e.name, "region": e.region, "suffix": e.suffix}
        modules = {s.name: self.modules.get(s.module_name) for s in e.services}
        return StringReader(self.stack.file, e, placeholders, modules, references)

    def _at_service(self, code: str, summary: str, detail: str, help_: str, service: ServiceSpec) -> None:
        self.collector.place(code, summary, detail, help_, service.range, service.node.key)

    def _at_entry(self, code: str, summary: str, detail: str, help_: str, entry: MapEntry) -> None:
        self.collector.place(code, summary, detail, help_, entry.range, entry.value.key)


def _merged_tags(value: Value) -> Value:
    return Expr(f"merge(local.tags, {literal(value)})")


def _longest(value: Value) -> str:
    """The longest name in an input: of its keys, elements, or itself."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return max(value, key=len, default="")
    if isinstance(value, list | tuple):
        return max((v for v in value if isinstance(v, str)), key=len, default="")
    return ""
