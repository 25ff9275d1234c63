"""An argument that the provider's schema does not have.

What it finds
    An argument of a resource, data source, provider or nested block that does not exist in the provider version.

Why it matters
    Terraform refuses it when it plans: "Unsupported argument". Often it is a slip of the pen, or an argument that
    another version of the provider has.

Example
    resource "aws_efs_file_system" "files" {
      encryptd = true
    }

Instead
    resource "aws_efs_file_system" "files" {
      encrypted = true
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, did_you_mean
from tfgen.rules.model import article, found, sentence
from tfgen.rules.sites import META_ARGUMENTS
from tfgen.rules.view import View

CODE = "TFG301"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown argument."""
    schema = view.schema
    for site in view.sites:
        for argument in site.arguments():
            if argument.name in site.schema.attributes or argument.name in site.schema.blocks:
                continue
            known = [n for n, a in site.schema.attributes.items() if a.settable]
            meta = META_ARGUMENTS.get(site.kind or "", ())
            where = article(site.kind, site.path)
            version = f"{schema.provider} {schema.version}" if schema and not site.builtin else "Terraform"
            yield found(
                CODE,
                site.parsed,
                argument.name_range,
                f'Unknown argument "{argument.name}"',
                f"{sentence(where)} has no such argument in {version}.",
                did_you_mean(argument.name, (*known, *site.schema.blocks, *meta)),
            )
