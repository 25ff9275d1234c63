"""Expressions whose value depends on where a module lies, seen from the root module:
there may be several modules.
"""

from __future__ import annotations

import re

from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import Attribute, Call, Expr
from tfgen.terraform.hcl.walk import Reference, nested, references

_READS = re.compile("file|templatefile$|abspath$|pathexpand$")
"""The functions whose result depends on the directory."""


def depends_on_path(expr: Expr, configuration: Configuration) -> bool:
    """True when an expression depends on ``path``, or on files, itself or through locals."""
    waiting, seen = [expr], set[str]()
    while waiting:
        current = waiting.pop()
        if _reads_files(current):
            return True
        for reference in references(current):
            if reference.root == "path":
                return True
            local = _local(reference, configuration)
            if local is not None and local.name not in seen:
                seen.add(local.name)
                waiting.append(local.expr)
    return False


def _reads_files(expr: Expr) -> bool:
    return any(isinstance(part, Call) and _READS.match(part.name) for part in nested(expr))


def _local(reference: Reference, configuration: Configuration) -> Attribute | None:
    if reference.root != "local":
        return None
    declared = configuration.declared.get(reference.names[:2])
    if declared is None or not isinstance(declared.node, Attribute):
        return None
    return declared.node
