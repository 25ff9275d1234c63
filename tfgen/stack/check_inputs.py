"""Inputs of a service that its module does not have."""

from __future__ import annotations

from collections.abc import Collection

from tfgen.diagnostics import Diagnostic
from tfgen.library.module import Module
from tfgen.spelling import did_you_mean, nearest
from tfgen.stack.clients import ALLOW_FROM
from tfgen.stack.spec import ServiceSpec
from tfgen.yaml.collector import Collector
from tfgen.yaml.nodes import MapEntry, short


def check_inputs(service: ServiceSpec, module: Module, collector: Collector) -> Collection[str]:
    """Report inputs that are not there (TFG013, TFG016).
    Returns the names that were probably meant by them.
    """
    known = []
    for spec in module.inputs:
        if spec.name != "suffix":
            known.append(spec.name)
    misspelt: set[str] = set()
    for entry in service.node.entries:
        if entry.name in module.absent:
            _report_absent(entry, module.absent[entry.name], collector)
        elif entry.name not in known and entry.name != "module":
            _report_unknown(entry, known, module, collector)
            misspelt.add(nearest(entry.name, known) or "")
    return misspelt


def _report_absent(entry: MapEntry, reason: str, collector: Collector) -> None:
    summary = f'Input "{entry.name}" does not exist in this provider version'
    detail = f"{reason[0].upper()}{reason[1:]}."
    help_ = "Remove it, or choose another provider version."
    collector.report_entry(Diagnostic("TFG016", summary, detail, help_), entry)


def _report_unknown(
    entry: MapEntry, known: Collection[str], module: Module, collector: Collector
) -> None:
    detail = f"Module {module.name} has no such input."
    help_ = did_you_mean(entry.name, known) or f"See: tfgen module show {module.name}."
    if entry.name == ALLOW_FROM:
        detail = f"Module {module.name} makes no security group that clients could be let into."
        help_ = ""
    if entry.name == "suffix":
        detail = "The environment has the suffix, its services have none."
        help_ = "Remove it."
    summary = f'Unknown input "{short(entry.name)}"'
    collector.report_entry(Diagnostic("TFG013", summary, detail, help_), entry)
