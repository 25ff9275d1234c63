"""Stack file to ``Stack``: shape, names, suffixes, overlays. Nothing of modules or the provider's schema yet."""

from __future__ import annotations

import re

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity, once
from tfgen.source import SourceFile
from tfgen.stack.collector import Collector
from tfgen.stack.environments import Environments
from tfgen.stack.interpolate import BadInterpolation, Reference, pieces
from tfgen.stack.names import SUFFIX_RULE, is_suffix, name_problem
from tfgen.stack.spec import Stack, StackSpec
from tfgen.yaml.nodes import MapNode, Node, ScalarNode, describe
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import decode

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?")
_EMPTY_HELP = "Start with stack, region, provider, environments and services."


def load_stack(file: SourceFile, suffix: str | None = None) -> tuple[Stack | None, Diagnostics]:
    """Read a stack file; ``suffix`` replaces the suffix of every environment (``--suffix``).

    Returns what could be read with all that is wrong with the file by itself, None when nothing could. With errors
    among the findings the stack is good for finding more of them, and for nothing else.
    """
    node, found = read_yaml(file)
    if node is None:
        return None, tuple(replace(f, help=_EMPTY_HELP) if f.code == "TFG002" else f for f in found)
    spec, more = decode(node, StackSpec, file.path)
    collector = Collector(file.path, [*found, *more])
    if spec is None:
        return None, once(collector.found)
    stack = _stack(spec, suffix, collector)
    return stack, once(collector.found)


def _stack(spec: StackSpec, suffix: str | None, collector: Collector) -> Stack:
    if suffix is not None and not is_suffix(suffix):
        collector.found.append(Diagnostic("TFG011", f'Not a suffix: "{suffix}"', f"A suffix is {SUFFIX_RULE}."))
    if (named := spec.node.get("stack")) and (problem := name_problem(spec.stack)):
        collector.node("TFG009", "Not a name for a stack", problem, "", named)
    _check_source(spec, collector)
    _check_compliance(spec, collector)
    version, node = _version(spec, collector)
    environments = Environments(spec, suffix, collector).read()
    return Stack(collector.file, spec.stack, "aws", version, node, environments, spec.modules, spec.templates)


def _version(spec: StackSpec, collector: Collector) -> tuple[str, Node]:
    node = spec.node.get("provider")
    if not isinstance(node, MapNode):
        return "", spec.node
    version = node.get("aws")
    if version is None or len(node.entries) > 1:
        what = "Write the AWS provider's exact version: provider: {aws: 6.62.0}."
        collector.node("TFG004", "The provider must be aws", "tfgen's modules are for the AWS provider.", what, node)
    if version is None:
        return "", node
    if not isinstance(version, ScalarNode) or not _VERSION.fullmatch(str(version.value)):
        detail = f"This is {describe(version)}; tfgen renders for one exact version, and verifies against it."
        collector.node("TFG024", "Not an exact provider version", detail, "Write it whole, as in 6.62.0.", version)
        return "", version
    return str(version.value), version


def _check_source(spec: StackSpec, collector: Collector) -> None:
    """``modules:`` names a source for each module, by ``${module}`` and nothing else."""
    node = spec.node.get("modules")
    if spec.modules is None or node is None:
        return
    read = pieces(spec.modules)
    for piece in read:
        if isinstance(piece, BadInterpolation) or (isinstance(piece, Reference) and piece.text != "${module}"):
            detail = f"{piece.text} cannot stand in a module source."
            collector.node("TFG021", "Not a module source", detail, 'Only "${module}" is filled in here.', node)
    if not any(isinstance(piece, Reference) and piece.root == "module" for piece in read):
        detail = 'Without "${module}" all modules would have the same source.'
        collector.node("TFG021", "Not a module source", detail, 'Write it as in "../../../modules/${module}".', node)


def _check_compliance(spec: StackSpec, collector: Collector) -> None:
    node = spec.node.get("compliance")
    if spec.compliance and node:
        detail = f"This version of tfgen has no policy packs; nothing was checked against {', '.join(spec.compliance)}."
        note = Diagnostic("TFG028", "Compliance was not judged", detail, severity=Severity.NOTE)
        collector.found.append(replace(note, stack_key="compliance").at(collector.file, node.range))
