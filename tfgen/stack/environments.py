"""The environments of a stack file: each laid over the stack, then checked as what it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic
from tfgen.stack.names import SUFFIX_RULE, is_suffix, name_problem
from tfgen.stack.services import check_alike, read_services
from tfgen.stack.spec import BackendSpec, Environment, EnvironmentSpec, StackSpec
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapEntry, MapNode, Node, ScalarNode, describe, is_null, overlay
from tfgen.yaml.typed import decode

_OVERLAID = ("region", "tags", "backend", "services")
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")


class Environments(Struct):
    """Reads the environments of one stack; ``suffix`` replaces the suffix of each."""

    spec: StackSpec
    suffix: str | None
    collector: Collector

    def read(self) -> tuple[Environment, ...]:
        """All environments. Where there are none, one that stands in,
        so that the services are checked.
        """
        node = self.spec.node.get("environments")
        self._check_region(self.spec)
        read_services(self.spec.services, self.spec, self.collector)
        if isinstance(node, MapNode) and node.entries:
            return tuple(map(self._environment, node.entries))
        if isinstance(node, MapNode):
            detail = "A stack is deployed once for each."
            self.collector.report(
                Diagnostic("TFG006", "No environments", detail, "Add one: dev: {}."), node
            )
        return (self._built("dev", "dev", self.spec),)

    def _environment(self, entry: MapEntry) -> Environment:
        changes = self.spec.environments.get(entry.name)
        reason = name_problem(entry.name)
        if reason:
            self.collector.report_entry(
                Diagnostic("TFG009", "Not a name for an environment", reason), entry
            )
        effective = self._effective(changes)
        self._check_region(effective)
        suffix = self._suffix(entry, changes, misnamed=bool(reason))
        return self._built(entry.name, suffix, effective, self._suffix_node(entry, changes))

    def _suffix_node(self, entry: MapEntry, changes: EnvironmentSpec | None) -> Node | None:
        """The node that says the suffix: its own key, else the environment's entry."""
        if self.suffix is not None:
            return None
        return (changes.node.get("suffix") if changes else None) or entry.value

    def _effective(self, changes: EnvironmentSpec | None) -> StackSpec:
        """The stack with the changes laid over it, and with the environments as they are written."""
        merged = self.spec.node.without("environments")
        if changes:
            merged = overlay(merged, self._allowed(changes))
        environments = self.spec.node.entry("environments")
        assert environments
        node = replace(merged, entries=(*merged.entries, environments))
        effective, diagnostics = decode(node, StackSpec, self.collector.file)
        assert effective  # every key of a stack has a default or a stand-in
        self.collector.diagnostics.extend(diagnostics)
        return effective

    def _built(
        self, name: str, suffix: str, spec: StackSpec, suffix_node: Node | None = None
    ) -> Environment:
        services = read_services(spec.services, self.spec, self.collector)
        check_alike(services, self.collector)
        return Environment(
            name=name,
            suffix=suffix,
            region=spec.region,
            node=spec.node,
            tags=spec.tags,
            backend=self._backend(name, spec),
            services=services,
            suffix_node=suffix_node,
        )

    def _suffix(self, entry: MapEntry, changes: EnvironmentSpec | None, misnamed: bool) -> str:
        if self.suffix is not None:
            return self.suffix
        node = changes.node.get("suffix") if changes else None
        suffix = entry.name
        if changes and changes.suffix is not None:
            suffix = changes.suffix
        if is_suffix(suffix) or (misnamed and not node):
            return suffix
        detail = f'"{suffix}" must be {SUFFIX_RULE}.'
        if node:
            help_ = "Every resource name of the environment ends in it."
            self.collector.report(Diagnostic("TFG011", "Not a suffix", detail, help_), node)
        else:
            help_ = "The environment's name is its suffix; give it a shorter one: {suffix: ...}."
            self.collector.report_entry(Diagnostic("TFG011", "Not a suffix", detail, help_), entry)
        return suffix

    def _allowed(self, changes: EnvironmentSpec) -> MapNode:
        """The changes that an environment may make; others are reported."""
        if changes.provider is not None:
            detail = "One rendered module serves all environments, so all have the provider version of the stack."
            help_ = "Remove it here; change it at the top of the file."
            problem = Diagnostic(
                "TFG025", "An environment cannot change the provider", detail, help_
            )
            self.collector.report(problem, changes.provider)
        return replace(changes.node, entries=tuple(self._allowed_entries(changes.node)))

    def _allowed_entries(self, changes: MapNode) -> Iterator[MapEntry]:
        for entry in changes.entries:
            if entry.name in ("region", "services") and is_null(entry.value):
                summary = f'An environment cannot remove "{entry.name}"'
                problem = Diagnostic("TFG006", summary, "null removes.", "Remove the line.")
                self.collector.report_entry(problem, entry)
            elif entry.name == "services" and isinstance(entry.value, MapNode):
                services = tuple(map(self._of_same_module, entry.value.entries))
                yield replace(entry, value=replace(entry.value, entries=services))
            elif entry.name in _OVERLAID:
                yield entry

    def _of_same_module(self, entry: MapEntry) -> MapEntry:
        """The changes of one service without a change of its module, which is reported."""
        base, above = self.spec.services.get(entry.name), entry.value
        if not isinstance(base, MapNode) or not isinstance(above, MapNode):
            return entry
        old, new = base.get("module"), above.get("module")
        if not isinstance(old, ScalarNode) or new is None:
            return entry
        if not isinstance(new, ScalarNode) or new.value != old.value:
            detail = f'"{entry.name}" is of module {old.text} in the stack; here it says {describe(new)}.'
            help_ = "Make it a service of its own under another name."
            self.collector.report(
                Diagnostic("TFG025", "An environment cannot change a module", detail, help_), new
            )
        return replace(entry, value=above.without("module"))

    def _check_region(self, spec: StackSpec) -> None:
        node = spec.node.get("region")
        if node and not _REGION.fullmatch(spec.region):
            detail = f'"{spec.region}" is no AWS region.'
            self.collector.report(
                Diagnostic("TFG009", "Not a region", detail, "Write it as in us-west-2."), node
            )

    def _backend(self, name: str, spec: StackSpec) -> BackendSpec | None:
        """The backend; None where there is none, or where it is not of one kind, which is reported."""
        node = spec.node.get("backend")
        if spec.backend is None or not isinstance(node, MapNode):
            return None
        kinds = _backend_kinds(node)
        others = set(node.names()) - {"s3", "local"}
        if len(kinds) == 2:
            self._report_two_backends(name, node)
            return None
        if not (kinds or others):
            help_ = "Write s3: {bucket: ..., key: ..., region: ...}, or local: {}."
            self.collector.report(
                Diagnostic("TFG004", "A backend is either s3 or local", "It says neither.", help_),
                node,
            )
            return None
        if spec.backend.s3 or spec.backend.local:
            return spec.backend
        return None

    def _report_two_backends(self, name: str, node: MapNode) -> None:
        """One in the stack and another in the environment, which come together; or both in one place."""
        summary = "A backend is either s3 or local"
        changes = self.spec.environments.get(name)
        own = changes.node.get("backend") if changes else None
        kinds = _backend_kinds(own) if isinstance(own, MapNode) else ()
        if own is None or len(kinds) != 1:
            detail, help_ = "It says both.", "Write one of the two."
            self.collector.report(Diagnostic("TFG004", summary, detail, help_), node)
            return
        kind = kinds[0]
        other = "local" if kind == "s3" else "s3"
        detail = f'Environment "{name}" says {kind}, and the stack {other}: it would have both.'
        help_ = (
            f"Take the stack's away in the environment: backend: {{{other}: null, {kind}: ...}}."
        )
        self.collector.report(Diagnostic("TFG004", summary, detail, help_), own)


def _backend_kinds(node: MapNode) -> Sequence[str]:
    kinds: list[str] = []
    for kind in ("s3", "local"):
        value = node.get(kind)
        if value and not is_null(value):
            kinds.append(kind)
    return kinds


def entry_of_environment(environment: Environment, service: str, name: str) -> MapEntry | None:
    """The entry by which the environment itself changes an input of a service, or None."""
    node: Node | None = environment.node
    for step in ("environments", environment.name, "services", service):
        node = node.get(step) if isinstance(node, MapNode) else None
    if isinstance(node, MapNode):
        return node.entry(name)
    return None
