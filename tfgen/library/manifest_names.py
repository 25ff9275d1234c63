"""Names in a manifest: of inputs and outputs, and the patterns of the names that the module makes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from string import Formatter

from tfgen.diagnostics import Diagnostic
from tfgen.library.spec import InputSpec, ModuleSpec
from tfgen.yaml.collector import Collector

RESERVED = frozenset(
    (
        "module",
        "source",
        "version",
        "providers",
        "count",
        "for_each",
        "lifecycle",
        "depends_on",
        "locals",
    )
)
"""Names that a module call uses itself: ``module`` in a stack, the others in Terraform."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_names(spec: ModuleSpec, common: Mapping[str, InputSpec], collector: Collector) -> None:
    """TFG040 for names that a module cannot have; ``common`` are the inputs of every module."""
    for name, declared in spec.inputs.items():
        if not _NAME.fullmatch(name) or name in RESERVED:
            collector.report(
                Diagnostic("TFG040", f'Not a name for an input: "{name}"'), declared.node
            )
    for name, output in spec.outputs.items():
        if not _NAME.fullmatch(name):
            collector.report(
                Diagnostic("TFG040", f'Not a name for an output: "{name}"'), output.node
            )
    for name in spec.inputs.keys() & common.keys():
        summary = f'Every module has the input "{name}" already'
        collector.report(Diagnostic("TFG040", summary), spec.inputs[name].node)
    known = {"index", *common, *spec.inputs}
    for pattern in spec.names:
        words = _words(pattern.pattern)
        if words is None or not set(words) <= known:
            summary = f"Name pattern {pattern.pattern!r} is not made of known inputs"
            collector.report(Diagnostic("TFG040", summary), spec.node)


def _words(pattern: str) -> list[str] | None:
    """The words in braces of a name pattern; None when the braces hold anything else."""
    words: list[str] = []
    try:
        for _, word, form, conversion in Formatter().parse(pattern):
            if form or conversion:
                return None
            if word is not None:
                words.append(word)
    except ValueError:
        return None
    return words
