"""JSON that is no configuration.

What it finds
    A ``.tf.json`` file whose values have not the form that their place asks for: text where an object of blocks must
    stand, a property that no block knows, ``${...}`` where a name is written as plain text.

Why it matters
    Terraform refuses the file: "Incorrect JSON value type", "Extraneous JSON object property". Blocks are objects,
    their labels are the names of nested objects, several blocks are an array; references in ``depends_on``,
    ``provider`` and the like are plain text.

Example
    # ./main.tf.json
    {
      "resource": {
        "aws_vpc": "main"
      }
    }

Instead
    # ./main.tf.json
    {
      "resource": {
        "aws_vpc": {
          "main": {"cidr_block": "10.0.0.0/16"}
        }
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Severity
from tfgen.rules.context import RuleContext
from tfgen.terraform.config.findings import FOUND_AT_PLAN

CODE = "TFG281"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each value of a wrong form; Terraform reads values files when it plans."""
    problems = context.configuration.problems
    for shape in (*problems.shapes, *context.configuration.tests.shapes):
        yield Diagnostic(
            CODE, shape.summary, shape.detail, shape.help, Severity.ERROR, shape.path, shape.range
        )
    for shape in problems.value_shapes:
        detail = f"{shape.detail} {FOUND_AT_PLAN}".strip()
        yield Diagnostic(
            CODE, shape.summary, detail, shape.help, Severity.WARNING, shape.path, shape.range
        )
