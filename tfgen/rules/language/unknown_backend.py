"""A backend that Terraform does not have.

What it finds
    ``backend`` blocks of a type that does not exist, or that Terraform has removed (``etcd``, ``artifactory``).

Why it matters
    ``terraform init`` refuses it: "Unsupported backend type".

Example
    terraform {
      backend "S3" {
        bucket = "acme-state"
        key    = "main.tfstate"
        region = "us-west-2"
      }
    }

Instead
    terraform {
      backend "s3" {
        bucket = "acme-state"
        key    = "main.tfstate"
        region = "us-west-2"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.spelling import did_you_mean
from tfgen.terraform.config.backends import backends
from tfgen.terraform.config.findings import diagnostic

CODE = "TFG236"


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown backend."""
    for block in context.analysis.language.named("backend"):
        label = block.block.labels[0]
        if label.value in backends().backends:
            continue
        removed = backends().removed.get(label.value)
        if removed:
            detail = f"Terraform removed it in {removed.version}."
            help_ = "Move the state to another backend."
        else:
            detail = "Terraform has no such backend."
            help_ = did_you_mean(label.value, backends().backends)
        yield diagnostic(
            CODE, block.parsed, label.range, f'Unknown backend "{label.value}"', detail, help_
        )
