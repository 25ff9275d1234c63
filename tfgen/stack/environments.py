"""The environments of a stack file: each laid over the stack, then checked as what it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from tfgen.spelling import did_you_mean, nearest
from tfgen.stack.collector import Collector
from tfgen.stack.interpolate import PLACEHOLDERS
from tfgen.stack.names import SERVICE, SUFFIX_RULE, is_suffix, name_problem
from tfgen.stack.spec import BackendSpec, Environment, EnvironmentSpec, ServiceSpec, StackSpec
from tfgen.yaml.nodes import MapEntry, MapNode, Node, ScalarNode, describe, dotted, is_null, overlay
from tfgen.yaml.typed import decode

_OVERLAID = ("region", "tags", "backend", "services")
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")


class Environments(Struct):
    """Reads the environments of one stack; ``suffix`` replaces every environment's own."""

    spec: StackSpec
    suffix: str | None
    collector: Collector

    def read(self) -> tuple[Environment, ...]:
        """All environments. Where there are none, one that stands in, so that the services are looked at."""
        node = self.spec.node.get("environments")
        self._check_region(self.spec)
        tuple(self._services(self.spec.services))
        if isinstance(node, MapNode) and node.entries:
            return tuple(self._environment(entry, self.spec.environments.get(entry.name)) for entry in node.entries)
        if isinstance(node, MapNode):
            self.collector.node(
                "TFG006", "No environments", "A stack is deployed once for each.", "Add one: dev: {}.", node
            )
        return (self._built("dev", "dev", self.spec),)

    def _environment(self, entry: MapEntry, changes: EnvironmentSpec | None) -> Environment:
        problem = name_problem(entry.name)
        if problem:
            self.collector.place("TFG009", "Not a name for an environment", problem, "", entry.range, entry.value.key)
        base = self.spec.node.without("environments")
        merged = overlay(base, self._overlaid(changes)) if changes else base
        kept = self.spec.node.entry("environments")
        assert kept
        effective, found = decode(replace(merged, entries=(*merged.entries, kept)), StackSpec, self.collector.file)
        assert effective  # every key of a stack has a default or a stand-in
        self.collector.found += found
        self._check_region(effective)
        return self._built(entry.name, self._suffix(entry, changes, bool(problem)), effective)

    def _built(self, name: str, suffix: str, spec: StackSpec) -> Environment:
        services = tuple(self._services(spec.services))
        self._check_alike(services)
        return Environment(name, suffix, spec.region, spec.node, spec.tags, self._backend(spec), services)

    def _suffix(self, entry: MapEntry, changes: EnvironmentSpec | None, misnamed: bool) -> str:
        if self.suffix is not None:
            return self.suffix
        node = changes.node.get("suffix") if changes else None
        suffix = changes.suffix if changes and changes.suffix is not None else entry.name
        if not is_suffix(suffix) and (node or not misnamed):
            detail = f'"{suffix}" must be {SUFFIX_RULE}.'
            help_ = "Every resource name of the environment ends in it."
            if not node:
                help_ = "The environment's name is its suffix; give it a shorter one: {suffix: ...}."
            where, key = (node.range, node.key) if node else (entry.range, entry.value.key)
            self.collector.place("TFG011", "Not a suffix", detail, help_, where, key)
        return suffix

    def _overlaid(self, changes: EnvironmentSpec) -> MapNode:
        """What the environment may change of the stack; what it may not is found."""
        if changes.provider is not None:
            detail = "One rendered module serves all environments, so all have the provider version of the stack."
            help_ = "Remove it here; change it at the top of the file."
            self.collector.node("TFG025", "An environment cannot change the provider", detail, help_, changes.provider)
        return replace(changes.node, entries=tuple(self._kept(changes.node)))

    def _kept(self, changes: MapNode) -> Iterator[MapEntry]:
        for entry in changes.entries:
            if entry.name in ("region", "services") and is_null(entry.value):
                summary = f'An environment cannot remove "{entry.name}"'
                self.collector.place(
                    "TFG006", summary, "null removes.", "Remove the line.", entry.range, entry.value.key
                )
            elif entry.name == "services" and isinstance(entry.value, MapNode):
                services = tuple(map(self._of_same_module, entry.value.entries))
                yield replace(entry, value=replace(entry.value, entries=services))
            elif entry.name in _OVERLAID:
                yield entry

    def _of_same_module(self, entry: MapEntry) -> MapEntry:
        """The changes of one service without a change of its module, which is found."""
        base, above = self.spec.services.get(entry.name), entry.value
        if not isinstance(base, MapNode) or not isinstance(above, MapNode):
            return entry
        old, new = base.get("module"), above.get("module")
        if not isinstance(old, ScalarNode) or new is None:
            return entry
        if not isinstance(new, ScalarNode) or new.value != old.value:
            detail = f'"{entry.name}" is of module {old.text} in the stack; here it says {describe(new)}.'
            help_ = "Make it a service of its own under another name."
            self.collector.node("TFG025", "An environment cannot change a module", detail, help_, new)
        return replace(entry, value=above.without("module"))

    def _services(self, services: MapNode) -> Iterator[ServiceSpec]:
        for entry in services.entries:
            self._check_service_name(entry)
            node = entry.value
            if isinstance(node, MapNode):
                inputs = {e.name: e.value for e in node.entries if e.name != "module"}
                yield ServiceSpec(node, entry.name, entry.range, self._module(entry, node), inputs)
            else:
                detail = f'"{dotted(node.key)}" is {describe(node)}.'
                help_ = "Write {module: ...} with its inputs."
                self.collector.node("TFG004", "Expected a map", detail, help_, node)
                yield ServiceSpec(MapNode((), node.key, node.range), entry.name, entry.range, None, {})

    def _module(self, entry: MapEntry, node: MapNode) -> ScalarNode | None:
        module = node.get("module")
        if isinstance(module, ScalarNode) and isinstance(module.value, str):
            return module
        if module:
            detail = f'"{dotted(module.key)}" is {describe(module)}.'
            self.collector.node("TFG004", "Expected the name of a module", detail, "See: tfgen module list.", module)
        else:
            self._no_module(entry, node)
        return None

    def _no_module(self, entry: MapEntry, node: MapNode) -> None:
        misspelt = next((e for e in node.entries if nearest(e.name, ["module"])), None)
        if misspelt:
            detail, key = f'"{entry.name}" does not say of which module it is.', misspelt.value.key
            summary = f'Unknown key "{misspelt.name}"'
            self.collector.place("TFG003", summary, detail, 'Did you mean "module"?', misspelt.range, key)
            return
        added = node.key[:1] == ("environments",)
        detail = (
            f'"{entry.name}" {"is no service of the stack, and " if added else ""}does not say of which module it is.'
        )
        near = did_you_mean(entry.name, self.spec.services.names()) if added else ""
        self.collector.place(
            "TFG006", 'Missing key "module"', detail, near or 'Add "module:".', entry.range, (*node.key, "module")
        )

    def _check_service_name(self, entry: MapEntry) -> None:
        if entry.name in PLACEHOLDERS:
            detail = f"${{{entry.name}}} is a placeholder, so no service may be called {entry.name}."
            self.collector.place("TFG010", "Reserved name", detail, "Choose another.", entry.range, entry.value.key)
        elif not SERVICE.fullmatch(entry.name):
            detail = f'"{entry.name}" must be lower-case words of letters and digits, joined by "_" or "-".'
            self.collector.place("TFG009", "Not a name for a service", detail, "", entry.range, entry.value.key)

    def _check_alike(self, services: tuple[ServiceSpec, ...]) -> None:
        """Names differ by more than ``_`` and ``-``, which resource names and variables do not tell apart."""
        seen: dict[str, str] = {}
        for service in services:
            other = seen.setdefault(service.name.replace("-", "_"), service.name)
            if other != service.name:
                detail = f'"{service.name}" and "{other}" would give their resources the same names.'
                self.collector.place("TFG009", "Two services of one name", detail, "", service.range, service.node.key)

    def _check_region(self, spec: StackSpec) -> None:
        node = spec.node.get("region")
        if node and not _REGION.fullmatch(spec.region):
            detail = f'"{spec.region}" is no AWS region.'
            self.collector.node("TFG009", "Not a region", detail, "Write it as in us-west-2.", node)

    def _backend(self, spec: StackSpec) -> BackendSpec | None:
        node = spec.node.get("backend")
        if spec.backend is None or not isinstance(node, MapNode):
            return None
        kinds = [kind for kind in ("s3", "local") if node.get(kind) and not is_null(node.get(kind))]
        if len(kinds) == 2 or not (kinds or set(node.names()) - {"s3", "local"}):
            detail = "It says both." if kinds else "It says neither."
            help_ = "Write s3: {bucket: ..., key: ..., region: ...}, or local: {}."
            self.collector.node("TFG004", "A backend is either s3 or local", detail, help_, node)
            return None
        return spec.backend if spec.backend.s3 or spec.backend.local else None


def written_in(environment: Environment, service: str, name: str) -> MapEntry | None:
    """The entry by which the environment itself changes an input of a service, or None."""
    node: Node | None = environment.node
    for step in ("environments", environment.name, "services", service):
        node = node.get(step) if isinstance(node, MapNode) else None
    return node.entry(name) if isinstance(node, MapNode) else None
