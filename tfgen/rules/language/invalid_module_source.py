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
from tfgen.terraform.config.module_source import local_directory
from tfgen.terraform.hcl.syntax import Attribute, Literal
from tfgen.terraform.hcl.walk import Reference, plain_string, references

CODE = "TFG240"

_NAME = r"[0-9A-Za-z]([0-9A-Za-z_-]*[0-9A-Za-z])?"
_REGISTRY = re.compile(rf"([0-9A-Za-z.-]+(:[0-9]+)?/)?{_NAME}/{_NAME}/[0-9a-z]+(//.*)?")
_REMOTE = re.compile(r".*(::|://|@|\?).*|[^/]*[.:].*|/.*", re.DOTALL)
"""Addresses that go-getter may know how to fetch: schemes, host names, absolute paths."""

_LOCAL = ("./", "../", ".\\", "..\\")
_WITHOUT_VERSIONS = ("github.com/", "bitbucket.org/")


def check(context: RuleContext) -> Iterator[Diagnostic]:
    """Yield a finding for each wrong source."""
    for block, argument in context.analysis.language.arguments("source"):
        text = plain_string(argument.expr)
        if text is not None:
            yield from _check_address(block, argument, text, context)
        elif isinstance(argument.expr, Literal):
            yield _finding(
                block, argument.expr.range, "The source is a string.", 'Write "./folder".'
            )
        else:
            yield from _check_constant(block, "source", argument, context)
    for block, argument in context.analysis.language.arguments("module_version"):
        yield from _check_constant(block, "version", argument, context)


def _check_address(
    block: LanguageBlock, source: Attribute, text: str, context: RuleContext
) -> Iterator[Diagnostic]:
    local, in_test = text.startswith(_LOCAL), block.name == "test.module"
    range_ = source.expr.range
    if not local and not _is_remote(text):
        local_path = "a local path, which begins with ./ or ../"
        detail = f'"{text}" is neither {local_path}, nor the address of a module elsewhere.'
        help_ = f'For a local folder write "./{text}".' if text.strip(".") else ""
        yield _finding(block, range_, detail, help_)
    elif _has_version(block) and (local or not _can_have_versions(text)):
        kind = "local" if local else "none"
        detail = f'Only modules of a registry have versions; "{text}" is {kind}.'
        yield _finding(block, range_, detail, "Remove version.")
    elif in_test and not local and not _REGISTRY.fullmatch(text):
        detail = "A run block takes a local module or one of a registry only."
        yield _finding(block, range_, detail, "Write a local module that calls it.")
    elif local and _is_missing(block, text, context):
        detail = f'There is no folder "{text}".'
        if in_test:
            detail = f"{detail[:-1]} beside the configuration under test."
        yield _finding(block, range_, detail, "Mend the path.")


def _is_missing(block: LanguageBlock, source: str, context: RuleContext) -> bool:
    """True if there is no such folder; a test names it as the configuration under test would."""
    configuration = context.configuration
    if block.name != "test.module":
        return block.block.labels[0].value in configuration.missing
    tests = configuration.tests
    return not tests.detached and local_directory(configuration.directory, source) in tests.missing


def _is_remote(text: str) -> bool:
    if text in (".", ".."):
        return False
    return _REGISTRY.fullmatch(text) is not None or _REMOTE.fullmatch(text) is not None


def _has_version(block: LanguageBlock) -> bool:
    version = block.argument("version")
    return version is not None and not is_null(version.expr)


def _can_have_versions(text: str) -> bool:
    return _REGISTRY.fullmatch(text) is not None and not text.startswith(_WITHOUT_VERSIONS)


def _check_constant(
    block: LanguageBlock, name: str, argument: Attribute, context: RuleContext
) -> Iterator[Diagnostic]:
    for reference in references(argument.expr):
        if not _may_be_constant(reference, context):
            detail = (
                f"{name} is read by terraform init, before {'.'.join(reference.names)} is known."
            )
            help_ = "Write the address itself." if name == "source" else ""
            yield _finding(block, reference.range, detail, help_)


def _may_be_constant(reference: Reference, context: RuleContext) -> bool:
    """True where Terraform 1.15 may know it at ``init``:
    a variable with ``const = true``, or a local; for OpenTofu another rule looks at it.
    """
    if reference.root == "local" or context.configuration.engine == "tofu":
        return True
    if reference.root != "var":
        return False
    declared = context.configuration.declared.get(reference.names[:2])
    return declared is not None and declared.body.argument("const") is not None


def _finding(block: LanguageBlock, range_: Range, detail: str, help_: str) -> Diagnostic:
    return diagnostic(CODE, block.parsed, range_, "Invalid module source", detail, help_)
