"""A module source that Terraform cannot read.

What it finds
    Sources that are not constant, that are no address (``modules/vpc`` without ``./``), local folders that do not
    exist, and ``version`` beside a source that is not a registry's.

Why it matters
    ``terraform init`` refuses it: "Invalid module source address", "Unreadable module directory".

Example
    module "network" {
      source = "network"
    }

    # ./network/variables.tf
    variable "cidr" {
      type    = string
      default = "10.0.0.0/16"
    }

Instead
    module "network" {
      source = "./network"
    }

    # ./network/variables.tf
    variable "cidr" {
      type    = string
      default = "10.0.0.0/16"
    }
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.context import RuleContext
from tfgen.source import Range
from tfgen.terraform.analysis.static_forms import is_null
from tfgen.terraform.config.findings import diagnostic
from tfgen.terraform.config.language import LanguageBlock
from tfgen.terraform.hcl.syntax import Attribute, Literal
from tfgen.terraform.hcl.walk import Reference, plain_string, references

CODE = "TFG240"

_REGISTRY = re.compile(
    r"([0-9A-Za-z.-]+(:[0-9]+)?/)?[0-9A-Za-z]([0-9A-Za-z_-]*[0-9A-Za-z])?/[0-9A-Za-z]([0-9A-Za-z_-]*[0-9A-Za-z])?/[0-9a-z]+(//.*)?"
)
_REMOTE = re.compile(r".*(::|://|@|\?).*|[^/]*[.:].*|/.*", re.DOTALL)
"""What go-getter may know how to fetch: schemes, host names, absolute paths."""


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong source."""
    for each, argument in context.analysis.language.arguments("source"):
        text = plain_string(argument.expr)
        if text is not None:
            yield from _address(each, argument, text, context)
        elif isinstance(argument.expr, Literal):
            yield _finding(each, argument.expr.range, "The source is a string.", 'Write "./folder".')
        else:
            yield from _variable(each, argument, context)
    for each, argument in context.analysis.language.arguments("module_version"):
        for reference in references(argument.expr):
            if not _may_be_constant(reference, context):
                yield _not_constant(each, "version", reference)


def _address(each: LanguageBlock, source: Attribute, text: str, context: RuleContext) -> Iterator[Diagnostic]:
    local = text.startswith(("./", "../", ".\\", "..\\"))
    place = source.expr.range
    if not local and (text in (".", "..") or not (_REGISTRY.fullmatch(text) or _REMOTE.fullmatch(text))):
        detail = (
            f'"{text}" is neither a local path, which begins with ./ or ../, nor the address of a module elsewhere.'
        )
        yield _finding(each, place, detail, f'For a local folder write "./{text}".' if text.strip(".") else "")
    elif (version := each.argument("version")) and not is_null(version.expr) and (local or _cannot_have_versions(text)):
        detail = f'Only modules of a registry have versions; "{text}" is {"local" if local else "none"}.'
        yield _finding(each, place, detail, "Remove version.")
    elif local and each.block.labels[0].value in context.configuration.missing:
        yield _finding(each, place, f'There is no folder "{text}".', "Mend the path.")


def _cannot_have_versions(text: str) -> bool:
    return not _REGISTRY.fullmatch(text) or text.startswith(("github.com/", "bitbucket.org/"))


def _variable(each: LanguageBlock, source: Attribute, context: RuleContext) -> Iterator[Diagnostic]:
    for reference in references(source.expr):
        if not _may_be_constant(reference, context):
            yield _not_constant(each, "source", reference)


def _may_be_constant(reference: Reference, context: RuleContext) -> bool:
    """Whether Terraform 1.15 may know it at ``init``: a variable with ``const = true``, or a local."""
    if reference.root == "local":
        return True
    declared = context.configuration.declared.get(reference.names[:2]) if reference.root == "var" else None
    return declared is not None and declared.body.argument("const") is not None


def _not_constant(each: LanguageBlock, name: str, reference: Reference) -> Diagnostic:
    detail = f"{name} is read by terraform init, before {'.'.join(reference.names)} is known."
    return _finding(each, reference.range, detail, "Write the address itself." if name == "source" else "")


def _finding(each: LanguageBlock, place: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, each.parsed, place, "Invalid module source", detail, help_)
