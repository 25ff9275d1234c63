"""The least Terraform version that can read a configuration,
by the parts of the language that it uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tfgen.terraform.analysis.schema_blocks import schema_blocks
from tfgen.terraform.config.configuration import Parsed, configure
from tfgen.terraform.config.language import Language, LanguageBlock
from tfgen.terraform.config.language_versions import (
    ANY_VERSION,
    OLDEST,
    Feature,
    RequiredVersion,
    features_by_use,
    version_order,
)
from tfgen.terraform.hcl.syntax import Call, Expr, GetAttr, Name, Object
from tfgen.terraform.hcl.walk import expressions, plain_string, references
from tfgen.terraform.schema import ProviderSchema

_CORE = "core::"


def required_version(files: Iterable[Parsed], schema: ProviderSchema | None) -> RequiredVersion:
    """The least version that reads these files of one directory.

    ``schema`` has the arguments that are write-only. Of several features that one version brought,
    the first in the table is named.
    """
    needed: Feature | None = None
    for feature in used_features(tuple(files), schema):
        if needed is None or feature.order > needed.order:
            needed = feature
    if needed is None or needed.order <= version_order(OLDEST):
        return ANY_VERSION
    return RequiredVersion(needed.version, needed.name)


def used_features(files: tuple[Parsed, ...], schema: ProviderSchema | None) -> Iterator[Feature]:
    """The parts of the language in these files that came after Terraform 0.12,
    in the table's order.
    """
    uses = {*_in_blocks(files), *_in_expressions(files), *_in_arguments(files, schema)}
    for use, feature in features_by_use().items():
        if use in uses:
            yield feature


def _in_blocks(files: tuple[Parsed, ...]) -> Iterator[str]:
    for block in Language(files).blocks:
        within = f"{block.outer[-1].type}." if block.outer else ""
        yield f"block {within}{block.block.type}"
        for attribute in block.block.body.attributes:
            yield f"argument {block.name}.{attribute.name}"
        if block.name == "resource":
            yield f"type {block.block.labels[0].value}"
        yield from _forms(block)


def _forms(block: LanguageBlock) -> Iterator[str]:
    """The features that depend on the values of arguments."""
    if block.name == "required_providers":
        yield from _provider_forms(block)
    elif block.name == "import" and _is_computed(block, "id"):
        yield "form computed-import-id"
    elif block.name == "module" and (
        _is_computed(block, "source") or _is_computed(block, "version")
    ):
        yield "form computed-module-source"
    elif block.name == "rule":
        if _is_computed(block, "error_message"):
            yield "form computed-error-message"
        if block.block.type == "validation" and _refers_to_others(block):
            yield "form validation-of-other-objects"


def _provider_forms(block: LanguageBlock) -> Iterator[str]:
    for attribute in block.block.body.attributes:
        if isinstance(attribute.expr, Object):
            for item in attribute.expr.items:
                key = plain_string(item.key)
                if key == "source":
                    yield "form provider-source"
                elif key == "configuration_aliases":
                    yield "form configuration-aliases"


def _is_computed(block: LanguageBlock, name: str) -> bool:
    """True if the value of an argument is no plain text."""
    argument = block.argument(name)
    return argument is not None and plain_string(argument.expr) is None


def _refers_to_others(block: LanguageBlock) -> bool:
    """True if a validation refers to anything but its own variable."""
    variable = ("var", *(label.value for label in block.top.labels))
    for attribute in block.block.body.attributes:
        for reference in references(attribute.expr):
            if reference.names[:2] != variable:
                return True
    return False


def _in_expressions(files: tuple[Parsed, ...]) -> Iterator[str]:
    for parsed in files:
        for expr in expressions(parsed.body):
            if isinstance(expr, Call):
                yield from _of_call(expr.name)
            elif _is_applying(expr):
                yield "reference terraform.applying"


def _of_call(name: str) -> Iterator[str]:
    if name == "optional":
        yield "form optional-attribute"
    elif name.startswith("provider::"):
        yield "form provider-function"
    else:
        yield f"function {name.removeprefix(_CORE)}"
        if name.startswith(_CORE):
            yield "form core-function"


def _is_applying(expr: Expr) -> bool:
    return isinstance(expr, GetAttr) and expr.name == "applying" and _is_terraform(expr.of)


def _is_terraform(expr: Expr) -> bool:
    return isinstance(expr, Name) and expr.name == "terraform"


def _in_arguments(files: tuple[Parsed, ...], schema: ProviderSchema | None) -> Iterator[str]:
    """The forms of arguments that only the provider's schema tells."""
    if schema is None:
        return
    for block in schema_blocks(configure("", files, schema)):
        for argument in block.arguments():
            attribute = block.schema.attributes.get(argument.name)
            if attribute is not None and attribute.write_only:
                yield "form write-only-argument"
