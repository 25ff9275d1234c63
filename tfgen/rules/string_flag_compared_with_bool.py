"""A string compared with true or false.

What it finds
    ``==`` or ``!=`` between a bool and what is a string: a string-valued flag of the provider, or a variable of type
    string.

Why it matters
    Terraform's ``==`` does not convert: a string never equals a bool, so the condition never changes. Nothing warns.

Example
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "true"
    }

    output "encrypted" {
      value = aws_elasticache_replication_group.cache.at_rest_encryption_enabled == true
    }

Instead
    resource "aws_elasticache_replication_group" "cache" {
      replication_group_id       = "cache"
      description                = "Sessions"
      at_rest_encryption_enabled = "true"
    }

    output "encrypted" {
      value = aws_elasticache_replication_group.cache.at_rest_encryption_enabled == "true"
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.hcl.syntax import Binary, Expr, Literal, Parens
from tfgen.hcl.walk import nested, reference
from tfgen.rules.configuration import Configuration
from tfgen.rules.model import found
from tfgen.rules.scope import scoped

CODE = "TFG403"


def check(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield a finding for each comparison that can have one result only."""
    for place in scoped(configuration):
        for expr in nested(place.expr):
            if not isinstance(expr, Binary) or expr.op not in ("==", "!="):
                continue
            for flag, literal in ((expr.left, expr.right), (expr.right, expr.left)):
                word = _bool(literal)
                name = _string(flag, configuration) if word else None
                if name:
                    result = "false" if expr.op == "==" else "true"
                    yield found(
                        CODE,
                        place.parsed,
                        expr.range,
                        f"A string is compared with {word}",
                        f"{name} is a string, so this is always {result}.",
                        f'Compare it with "{word}".',
                    )


def _bool(expr: Expr) -> str | None:
    while isinstance(expr, Parens):
        expr = expr.inner
    if isinstance(expr, Literal) and isinstance(expr.value, bool):
        return "true" if expr.value else "false"
    return None


def _string(expr: Expr, configuration: Configuration) -> str | None:
    """The name of what is referred to, if it is certainly a string."""
    while isinstance(expr, Parens):
        expr = expr.inner
    found_ = reference(expr)
    if found_ is None:
        return None
    if found_.root == "var" and len(found_.steps) == 1:
        return ".".join(found_.names) if _is_string_variable(found_.names, configuration) else None
    steps = [s.key for s in found_.steps if not s.index]
    root = [found_.root, *steps][:-1] if found_.root != "data" else ["data", *steps][:-1]
    if configuration.schema is None or len(steps) != (3 if found_.root == "data" else 2):
        return None
    type = ".".join(str(part) for part in root[:-1])
    attribute = configuration.schema.attribute(f"{type}.{steps[-1]}")
    return f"{type}.{steps[-1]}" if attribute and attribute.string_flag else None


def _is_string_variable(names: tuple[str, ...], configuration: Configuration) -> bool:
    declared = configuration.declared.get(names)
    if declared is None:
        return False
    type = next((a.expr for a in declared.body.attributes if a.name == "type"), None)
    written = reference(type) if type else None
    return written is not None and written.names == ("string",)
