"""Stack file to ``Stack``: shape, names, suffixes, overlays. Nothing of modules or the provider yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity, did_you_mean, has_errors
from tfgen.document.nodes import Entry, ListNode, MapNode, Node, ScalarNode, describe, dotted, overlay
from tfgen.document.read import read_yaml
from tfgen.document.typed import decode
from tfgen.source import Range, SourceFile
from tfgen.stack.interpolate import PLACEHOLDERS
from tfgen.stack.names import NAME
from tfgen.stack.spec import BackendSpec, Environment, EnvironmentSpec, ServiceSpec, Stack, StackSpec

_SERVICE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_SUFFIX = re.compile(r"[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?")
_REGION = re.compile(r"[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}")
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?")


def load_stack(file: SourceFile, suffix: str | None = None) -> tuple[Stack | None, Diagnostics]:
    """Read a stack file; ``suffix`` replaces the suffix of every environment (``--suffix``).

    Returns None when something is wrong; all that is wrong with the file by itself is found at once.
    """
    node, found = read_yaml(file)
    if node is None:
        return None, found
    spec, more = decode(node, StackSpec, file.path)
    if spec is None:
        return None, (*found, *more)
    loader = _Loader(file, [*found, *more])
    stack = loader.stack(spec, suffix)
    return (None if has_errors(loader.found) else stack), tuple(dict.fromkeys(loader.found))


class _Loader:
    def __init__(self, file: SourceFile, found: list[Diagnostic]) -> None:
        self.file = file
        self.found = found

    def stack(self, spec: StackSpec, suffix: str | None) -> Stack | None:
        self._check_name("stack", spec.stack, spec.node)
        self._check_region(spec.region, spec.node)
        self._check_backend(spec.backend)
        self._check_compliance(spec.compliance)
        tuple(self._services(spec.services))
        provider = self._provider(spec)
        environments = tuple(self._environments(spec, suffix))
        if provider is None or has_errors(self.found):
            return None
        name, version = provider
        return Stack(
            self.file.path, spec.stack, name, str(version.value), version, environments, spec.modules, spec.templates
        )

    def _provider(self, spec: StackSpec) -> tuple[str, ScalarNode] | None:
        node = spec.node.get("provider")
        if not isinstance(node, MapNode):
            return None
        if node.names() != ("aws",):
            what = "Write the AWS provider's exact version: provider: {aws: 6.62.0}."
            self._find("TFG004", "The provider must be aws", "tfgen's modules are for the AWS provider.", what, node)
            return None
        version = node.entries[0].value
        if not isinstance(version, ScalarNode) or not _VERSION.fullmatch(str(version.value)):
            detail = f"This is {describe(version)}; tfgen renders for one exact version, and verifies against it."
            self._find("TFG024", "Not an exact provider version", detail, "Write it whole, as in 6.62.0.", version)
            return None
        return "aws", version

    def _environments(self, spec: StackSpec, suffix: str | None) -> Iterator[Environment]:
        if not spec.environments:
            place = spec.node.get("environments") or spec.node
            self._find("TFG006", "No environments", "A stack is deployed once for each.", "Add one: dev: {}.", place)
        for name, changes in spec.environments.items():
            node = spec.node.get("environments")
            entry = node.entry(name) if isinstance(node, MapNode) else None
            if entry:
                self._check_name("environment", name, spec.node, entry.range, entry.value.key)
                yield from self._environment(spec, entry, changes, suffix)

    def _environment(
        self, spec: StackSpec, entry: Entry, changes: EnvironmentSpec | None, suffix: str | None
    ) -> Iterator[Environment]:
        base = spec.node.without("environments")
        merged = overlay(base, changes.node.without("suffix", "provider")) if changes else base
        if changes:
            self._check_changes(spec, changes)
        if has_errors(self.found):
            return
        effective, found = decode(_with_environments(merged, spec), StackSpec, self.file.path)
        self.found += found
        if effective:
            yield Environment(
                entry.name,
                self._suffix(entry, changes, suffix),
                effective.region,
                effective.node,
                effective.tags,
                self._check_backend(effective.backend),
                tuple(self._services(effective.services)),
            )
            self._check_region(effective.region, effective.node)

    def _suffix(self, entry: Entry, changes: EnvironmentSpec | None, given: str | None) -> str:
        suffix = given or (changes.suffix if changes and changes.suffix else entry.name)
        if not _SUFFIX.fullmatch(suffix):
            node = changes.node.get("suffix") if changes and not given else None
            where = node.range if node else entry.range
            detail = f'"{suffix}" must be 1 to 20 of a-z, 0-9 and "-", and end in neither hyphen.'
            help_ = "Shorten it." if _SUFFIX.fullmatch(suffix[:20]) else "Every resource name of the environment ends in it."
            key = (*entry.value.key, "suffix")
            self._found("TFG011", "Not a suffix", detail, help_, where, key)
        return suffix

    def _check_changes(self, spec: StackSpec, changes: EnvironmentSpec) -> None:
        if changes.provider is not None:
            detail = "One rendered module serves all environments, so all have the provider version of the stack."
            help_ = "Remove it here; change it at the top of the file."
            self._find("TFG025", "An environment cannot change the provider", detail, help_, changes.provider)
        for entry in changes.services.entries if changes.services else ():
            base, above = spec.services.get(entry.name), entry.value
            new = above.get("module") if isinstance(above, MapNode) else None
            old = base.get("module") if isinstance(base, MapNode) else None
            if isinstance(new, ScalarNode) and isinstance(old, ScalarNode) and new.value != old.value:
                detail = f"{entry.name} is of module {old.text} in the stack, of {new.text} here."
                help_ = "Make it a service of its own under another name."
                self._find("TFG025", "An environment cannot change a module", detail, help_, new)

    def _services(self, services: MapNode) -> Iterator[ServiceSpec]:
        for entry in services.entries:
            self._check_service_name(entry)
            if not isinstance(entry.value, MapNode):
                detail = f'"{dotted(entry.value.key)}" is {describe(entry.value)}.'
                self._find("TFG004", "Expected a map", detail, "Write {module: ...} with its inputs.", entry.value)
                continue
            module = entry.value.get("module")
            if isinstance(module, ScalarNode) and isinstance(module.value, str):
                inputs = {e.name: e.value for e in entry.value.entries if e.name != "module"}
                yield ServiceSpec(entry.value, entry.name, module, inputs)
            else:
                self._no_module(entry, module)

    def _no_module(self, entry: Entry, module: Node | None) -> None:
        assert isinstance(entry.value, MapNode)
        near = did_you_mean("module", entry.value.names())
        detail = f'"{entry.name}" does not say of which module it is.'
        place = module.range if module else entry.range
        self._found("TFG006", 'Missing key "module"', detail, near or 'Add "module:".', place, entry.value.key)

    def _check_service_name(self, entry: Entry) -> None:
        if entry.name in PLACEHOLDERS:
            detail = f"${{{entry.name}}} is a placeholder, so no service may be called {entry.name}."
            self._found("TFG010", "Reserved name", detail, "Choose another name.", entry.range, entry.value.key)
        elif not _SERVICE.fullmatch(entry.name):
            detail = f'"{entry.name}" must be lower-case words of letters and digits, joined by "_" or "-".'
            self._found("TFG009", "Not a service name", detail, "", entry.range, entry.value.key)

    def _check_name(
        self, what: str, name: str, node: MapNode, place: Range | None = None, key: tuple[str, ...] = ()
    ) -> None:
        if not NAME.fullmatch(name):
            value = node.get(what)
            detail = f'"{name}" must be lower-case words of letters and digits, joined by single hyphens.'
            where = place or (value.range if value else node.range)
            self._found("TFG009", f"Not a name for a {what}", detail, "", where, key or (what,))

    def _check_region(self, region: str, node: MapNode) -> None:
        value = node.get("region")
        if value and not _REGION.fullmatch(region):
            self._find("TFG009", "Not a region", f'"{region}" is no AWS region.', "Write it as in us-west-2.", value)

    def _check_backend(self, backend: BackendSpec | None) -> BackendSpec | None:
        if backend and (backend.s3 is None) == (backend.local is None):
            self._find("TFG004", "A backend is either s3 or local", "", "Keep one of the two.", backend.node)
        return backend

    def _check_compliance(self, packs: ListNode | None) -> None:
        if packs and packs.items:
            names = ", ".join(getattr(n, "text", "?") for n in packs.items)
            detail = f"This version of tfgen has no policy packs; nothing was checked against {names}."
            note = Diagnostic("TFG028", "Compliance was not judged", detail, severity=Severity.NOTE)
            self.found.append(replace(note, stack_key="compliance").at(self.file.path, packs.range))

    def _find(self, code: str, summary: str, detail: str, help_: str, node: Node) -> None:
        self._found(code, summary, detail, help_, node.range, node.key)

    def _found(self, code: str, summary: str, detail: str, help_: str, place: Range, key: Iterable[str]) -> None:
        where = dotted(tuple(key)) or None
        self.found.append(Diagnostic(code, summary, detail, help_, file=self.file.path, range=place, stack_key=where))


def _with_environments(merged: MapNode, spec: StackSpec) -> MapNode:
    entry = spec.node.entry("environments")
    return replace(merged, entries=(*merged.entries, entry)) if entry else merged
