"""What depends on where a module lies, seen from the root module: of a called one there may be several answers."""

from __future__ import annotations

import re

from tfgen.terraform.config.configuration import Configuration
from tfgen.terraform.hcl.syntax import Attribute, Call, Expr
from tfgen.terraform.hcl.walk import nested, references


def is_placed(expr: Expr, configuration: Configuration) -> bool:
    """Whether an expression depends on ``path``, or on files, itself or through locals."""
    waiting, seen = [expr], set[str]()
    while waiting:
        current = waiting.pop()
        if any(isinstance(part, Call) and _READS.match(part.name) for part in nested(current)):
            return True
        for one in references(current):
            if one.root == "path":
                return True
            local = configuration.declared.get(one.names[:2]) if one.root == "local" else None
            if local and isinstance(local.node, Attribute) and local.node.name not in seen:
                seen.add(local.node.name)
                waiting.append(local.node.expr)
    return False


_READS = re.compile("file|templatefile$|abspath$|pathexpand$")
"""The functions whose result depends on the directory."""
