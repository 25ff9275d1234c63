"""A nested block that the provider's schema does not have.

What it finds
    ``name { ... }`` inside a resource, data source, provider or nested block that has no such block.

Why it matters
    Terraform refuses it: "Unsupported block type".

Example
    resource "aws_efs_file_system" "files" {
      lifecycle_polcy {
        transition_to_ia = "AFTER_30_DAYS"
      }
    }

Instead
    resource "aws_efs_file_system" "files" {
      lifecycle_policy {
        transition_to_ia = "AFTER_30_DAYS"
      }
    }
"""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic, Edit, Fix, did_you_mean
from tfgen.hcl.editing import first_word
from tfgen.hcl.syntax import Block
from tfgen.rules.edits import respelt
from tfgen.rules.model import article, found, sentence
from tfgen.rules.renames import advice
from tfgen.rules.scope import bound_in
from tfgen.rules.sites import META_BLOCKS, Site
from tfgen.rules.view import View

CODE = "TFG310"


def check(view: View) -> Iterator[Diagnostic]:
    """Yield a finding for each unknown block."""
    for site in view.sites:
        for name, block in site.blocks():
            if name not in site.schema.blocks and name not in site.schema.attributes:
                meta = META_BLOCKS.get(site.kind or "", ())
                where = article(site.kind, site.path)
                yield found(
                    CODE,
                    site.parsed,
                    block.header,
                    f'Unknown block "{name}"',
                    f"{sentence(where)} has no such block.",
                    advice(f"{site.path}.{name}")
                    or did_you_mean(name, (*site.schema.blocks, *site.schema.attributes, *meta)),
                    fix=None if advice(f"{site.path}.{name}") else _fix(site, name, block),
                )


def _fix(site: Site, name: str, block: Block) -> Fix | None:
    """The right name, in a ``dynamic`` block also where its content goes by it. Arguments are no blocks."""
    known = (*site.schema.blocks, *META_BLOCKS.get(site.kind or "", ()))
    attributes = site.schema.attributes
    if block.type != "dynamic":
        return respelt(first_word(block.header, len(name)), name, (*known, *attributes), attributes)
    if any(a.name == "iterator" for a in block.body.attributes):
        return respelt(block.labels[0].range, name, (*known, *attributes), attributes, quoted=True)
    fix = respelt(block.labels[0].range, name, (*known, *attributes), attributes, quoted=True)
    if fix is None:
        return None
    new = fix.edits[0].text.strip('"')
    return Fix(fix.title, (*fix.edits, *(Edit(place, new) for place in bound_in(block, name))), fix.safe)
