"""When Terraform finds what is wrong with a value: ``validate`` already, or only a plan."""

from __future__ import annotations

import pytest

from tests.rules.hcl import found, judged
from tfgen.diagnostics import Severity, Skipped

SUBNETS = 'resource "aws_subnet" "a" {\n  count  = 2\n  vpc_id = "vpc-1"\n}\n\n'
MODULE = '\n== m/main.tf\noutput "names" {\n  value = ["a", "b"]\n}\n'


@pytest.mark.parametrize(
    ("hcl", "severity"),
    [
        ('output "x" {\n  value = upper([])\n}\n', Severity.ERROR),
        ('resource "aws_vpc" "v" {\n}\n\noutput "x" {\n  value = aws_vpc.v.tags + 1\n}\n', Severity.ERROR),
        (SUBNETS + 'output "x" {\n  value = aws_subnet.a[0].tags + 1\n}\n', Severity.WARNING),
        (SUBNETS + 'output "x" {\n  value = aws_subnet.a[2].id\n}\n', Severity.WARNING),
        (
            'module "m" {\n  source = "./m"\n}\n\noutput "x" {\n  value = module.m.names + 1\n}' + MODULE,
            Severity.WARNING,
        ),
        (
            'module "m" {\n  source = "./m"\n}\n\noutput "x" {\n  value = module.m.names[2]\n}' + MODULE,
            Severity.WARNING,
        ),
        (
            'variable "l" {\n  type = list(string)\n}\n\noutput "x" {\n  value = [for e in var.l : e.a]\n}\n',
            Severity.WARNING,
        ),
    ],
)
def test_when(hcl: str, severity: Severity) -> None:
    (only,) = found(hcl)
    assert only.severity is severity
    assert ("Terraform finds this when it plans." in only.detail) == (severity is Severity.WARNING)


def test_in_tfgens_own_files_it_is_an_error_always() -> None:
    (only,) = found(SUBNETS + 'output "x" {\n  value = aws_subnet.a[2].id\n}\n', generated=True)
    assert only.severity is Severity.ERROR


def test_what_cannot_be_known_is_counted() -> None:
    hcl = 'module "m" {\n  source = "a/b/c"\n}\n\noutput "x" {\n  value = module.m.y + 1\n}\n'
    _, result = judged({"main.tf": hcl})
    assert result.diagnostics == ()
    assert Skipped(1, "expressions that need a module or provider that is not known") in result.skipped
