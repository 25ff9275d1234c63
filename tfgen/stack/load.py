"""Stack file to ``Stack``: shape, names, suffixes, overlays.
Nothing of modules or the provider's schema yet.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity, once
from tfgen.source import SourceFile
from tfgen.stack.conflicts import check_suffixes
from tfgen.stack.environments import Environments
from tfgen.stack.interpolate import BadInterpolation, StackReference, pieces
from tfgen.stack.names import SUFFIX_RULE, is_suffix, name_problem
from tfgen.stack.spec import Stack, StackSpec
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapNode, Node, ScalarNode, describe
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import decode

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?")
_EMPTY_HELP = "Start with stack, region, provider, environments and services."


def load_stack(file: SourceFile, suffix: str | None = None) -> tuple[Stack | None, Diagnostics]:
    """Read a stack file; ``suffix`` replaces the suffix of every environment (``--suffix``).

    Returns the stack, None when the file cannot be read at all, and all findings that the file
    leads to by itself. A stack with errors serves only to find more of them.
    """
    node, diagnostics = read_yaml(file)
    if node is None:
        return None, tuple(map(_with_first_steps, diagnostics))
    spec, spec_diagnostics = decode(node, StackSpec, file.path)
    collector = Collector(file.path, [*diagnostics, *spec_diagnostics])
    stack = None if spec is None else _stack(spec, suffix, collector)
    return stack, once(collector.diagnostics)


def _with_first_steps(diagnostic: Diagnostic) -> Diagnostic:
    """The finding of an empty file with a help for stack files."""
    if diagnostic.code != "TFG002":
        return diagnostic
    return replace(diagnostic, help=_EMPTY_HELP)


def _stack(spec: StackSpec, suffix: str | None, collector: Collector) -> Stack:
    if suffix is not None and not is_suffix(suffix):
        problem = Diagnostic("TFG011", f'Not a suffix: "{suffix}"', f"A suffix is {SUFFIX_RULE}.")
        collector.diagnostics.append(problem)
    _check_name(spec, collector)
    _check_source(spec, collector)
    _check_compliance(spec, collector)
    version, version_node = _version(spec, collector)
    environments = Environments(spec, suffix, collector).read()
    if suffix is None:  # one from outside is for the environments that are rendered: see bind_stack
        check_suffixes(environments, collector)
    return Stack(
        file=collector.file,
        name=spec.stack,
        provider="aws",
        version=version,
        version_node=version_node,
        environments=environments,
        modules=spec.modules,
        templates=spec.templates,
    )


def _check_name(spec: StackSpec, collector: Collector) -> None:
    node, reason = spec.node.get("stack"), name_problem(spec.stack)
    if node and reason:
        collector.report(Diagnostic("TFG009", "Not a name for a stack", reason), node)


def _version(spec: StackSpec, collector: Collector) -> tuple[str, Node]:
    """The provider version, "" after a finding, and the node that says it."""
    node = spec.node.get("provider")
    if not isinstance(node, MapNode):
        return "", spec.node
    version = node.get("aws")
    if version is None or len(node.entries) > 1:
        detail = "tfgen's modules are for the AWS provider."
        help_ = "Write the AWS provider's exact version: provider: {aws: 6.62.0}."
        collector.report(Diagnostic("TFG004", "The provider must be aws", detail, help_), node)
    if version is None:
        return "", node
    if not isinstance(version, ScalarNode) or not _VERSION.fullmatch(str(version.value)):
        detail = f"This is {describe(version)}; tfgen renders for one exact version, and verifies against it."
        problem = Diagnostic(
            "TFG024", "Not an exact provider version", detail, "Write it whole, as in 6.62.0."
        )
        collector.report(problem, version)
        return "", version
    return str(version.value), version


def _check_source(spec: StackSpec, collector: Collector) -> None:
    """``modules:`` names a source for each module, by ``${module}`` and nothing else."""
    node = spec.node.get("modules")
    if spec.modules is None or node is None:
        return
    names_module = False
    for piece in pieces(spec.modules):
        if isinstance(piece, str):
            continue
        if isinstance(piece, BadInterpolation) or piece.text != "${module}":
            detail = f"{piece.text} cannot stand in a module source."
            problem = Diagnostic(
                "TFG021", "Not a module source", detail, 'Only "${module}" is filled in here.'
            )
            collector.report(problem, node)
        if isinstance(piece, StackReference) and piece.root == "module":
            names_module = True
    if not names_module:
        detail = 'Without "${module}" all modules would have the same source.'
        help_ = 'Write it as in "../../../modules/${module}".'
        collector.report(Diagnostic("TFG021", "Not a module source", detail, help_), node)


def _check_compliance(spec: StackSpec, collector: Collector) -> None:
    node = spec.node.get("compliance")
    if spec.compliance and node:
        detail = f"This version of tfgen has no policy packs; nothing was checked against {', '.join(spec.compliance)}."
        note = Diagnostic("TFG028", "Compliance was not judged", detail, severity=Severity.NOTE)
        collector.report(note, node)
