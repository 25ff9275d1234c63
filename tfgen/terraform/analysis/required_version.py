"""The least Terraform version that can read a configuration, by the parts of the language that it uses."""

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

    ``schema`` tells which arguments are write-only. A feature that one version brought with others is the first that
    stands in the table.
    """
    needed: Feature | None = None
    for feature in used_features(tuple(files), schema):
        if needed is None or feature.order > needed.order:
            needed = feature
    if needed is None or needed.order <= version_order(OLDEST):
        return ANY_VERSION
    return RequiredVersion(needed.version, needed.name)


def used_features(files: tuple[Parsed, ...], schema: ProviderSchema | None) -> Iterator[Feature]:
    """The parts of the language that came after Terraform 0.12 and stand in these files, in the table's order."""
    uses = {*_in_blocks(files), *_in_expressions(files), *_in_arguments(files, schema)}
    for use, feature in features_by_use().items():
        if use in uses:
            yield feature


def _in_blocks(files: tuple[Parsed, ...]) -> Iterator[str]:
    for each in Language(files).blocks:
        within = f"{each.outer[-1].type}." if each.outer else ""
        yield f"block {within}{each.block.type}"
        for attribute in each.block.body.attributes:
            yield f"argument {each.name}.{attribute.name}"
        if each.name == "resource":
            yield f"type {each.block.labels[0].value}"
        yield from _closer(each)


def _closer(each: LanguageBlock) -> Iterator[str]:
    """What depends on what arguments are given."""
    if each.name == "required_providers":
        yield from _provider_keys(each)
    elif each.name == "import" and _is_computed(each, "id"):
        yield "form computed-import-id"
    elif each.name == "module" and (_is_computed(each, "source") or _is_computed(each, "version")):
        yield "form computed-module-source"
    elif each.name == "rule":
        if _is_computed(each, "error_message"):
            yield "form computed-error-message"
        if each.block.type == "validation" and _refers_to_others(each):
            yield "form validation-of-other-objects"


def _provider_keys(each: LanguageBlock) -> Iterator[str]:
    forms = {"source": "form provider-source", "configuration_aliases": "form configuration-aliases"}
    for attribute in each.block.body.attributes:
        if isinstance(attribute.expr, Object):
            keys = [plain_string(item.key) for item in attribute.expr.items]
            yield from (form for key, form in forms.items() if key in keys)


def _is_computed(each: LanguageBlock, name: str) -> bool:
    """True if an argument is given something other than a plain text."""
    argument = each.argument(name)
    return argument is not None and plain_string(argument.expr) is None


def _refers_to_others(each: LanguageBlock) -> bool:
    """True if a validation refers to anything but its own variable."""
    generated = ("var", *(label.value for label in each.top.labels))
    for attribute in each.block.body.attributes:
        if any(found.names[:2] != generated for found in references(attribute.expr)):
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
    for site in schema_blocks(configure("", files, schema)) if schema else ():
        for argument in site.arguments():
            known = site.schema.attributes.get(argument.name)
            if known is not None and known.write_only:
                yield "form write-only-argument"
