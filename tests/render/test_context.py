"""What templates can ask."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from tests.oracle.fixtures import VERSIONS
from tests.render.library import MINIMAL, NEWEST, OLDEST, module, schema
from tfgen.library.folders import TemplateFolders
from tfgen.render.context import ContextError, ModuleContext, ProviderView, module_view
from tfgen.render.markup import marked
from tfgen.terraform.hcl.literal import Expr

EFS = "aws_efs_file_system"


def context(folder: Path, manifest: str = MINIMAL, version: str = NEWEST) -> ModuleContext:
    return ModuleContext(module(folder, manifest, version), schema(version))


def test_has_asks_for_what_can_be_set(tmp_path: Path) -> None:
    newest, oldest = context(tmp_path), context(tmp_path, version=OLDEST)
    assert newest.has(f"{EFS}.lifecycle_policy.transition_to_archive")
    assert not oldest.has(f"{EFS}.lifecycle_policy.transition_to_archive")
    assert newest.has("aws_eip.domain")
    assert not oldest.has("aws_eip.domain")  # there, but only computed
    assert oldest.readable("aws_eip.domain")
    assert newest.has("aws_s3_bucket_versioning")
    assert not oldest.has("aws_s3_bucket_versioning")


def test_name_of_gives_the_first_that_can_be_set(tmp_path: Path) -> None:
    names = "aws_elasticache_replication_group", "description", "replication_group_description"
    assert marked(context(tmp_path).name_of(*names)) == "description"
    assert marked(context(tmp_path, version=OLDEST).name_of(*names)) == "replication_group_description"


def test_name_of_gives_the_first_that_can_be_read_of_a_data_source(tmp_path: Path) -> None:
    names = "data.aws_region", "region", "name"
    assert marked(context(tmp_path).name_of(*names)) == "region"
    assert marked(context(tmp_path, version=OLDEST).name_of(*names)) == "name"
    assert marked(context(tmp_path).name_of("data.aws_vpc", "arn")) == "arn"


def test_name_of_nothing_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ContextError, match=r"aws_eip has none of a, b in aws 6\.62\.0"):
        context(tmp_path).name_of("aws_eip", "a", "b")


TAKES = """
description: A thing.
inputs:
  archive:
    description: When.
    from: [aws_efs_file_system.lifecycle_policy.transition_to_archive]
    default: null
"""


def test_takes_asks_for_an_input_of_this_version(tmp_path: Path) -> None:
    assert context(tmp_path, TAKES).takes("archive")
    assert not context(tmp_path, TAKES, OLDEST).takes("archive")


def test_takes_of_an_input_that_no_version_has_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ContextError, match=r'm/module\.yaml has no input archve\. Did you mean "archive"\?'):
        context(tmp_path, TAKES, OLDEST).takes("archve")


FLAGS = """
description: A thing.
inputs:
  encrypted:
    description: Whether.
    from: [aws_elasticache_replication_group.at_rest_encryption_enabled]
    default: true
  perhaps:
    description: Whether.
    from: [aws_elasticache_replication_group.at_rest_encryption_enabled]
    default: null
  count_of_it:
    description: How many.
    type: number
    validation:
      - condition: var.count_of_it > 0
        error: At least one.
"""


def test_string_valued_flags_are_checked(tmp_path: Path) -> None:
    encrypted, perhaps, count = module_view(module(tmp_path, FLAGS)).variables[2:5]
    assert (encrypted.type, encrypted.default, encrypted.not_null) == (Expr("string"), "true", True)
    assert [c.condition.hcl for c in encrypted.checks] == ['contains(["true", "false"], var.encrypted)']
    assert (perhaps.default, perhaps.not_null) == (None, False)
    assert [c.condition.hcl for c in perhaps.checks] == [
        'var.perhaps == null ? true : contains(["true", "false"], var.perhaps)'
    ]
    assert [(c.condition.hcl, c.error) for c in count.checks] == [("var.count_of_it > 0", "At least one.")]


def test_a_flag_that_is_a_bool_there_needs_no_check(tmp_path: Path) -> None:
    encrypted = module_view(module(tmp_path, FLAGS, OLDEST)).variables[2]
    assert (encrypted.type, encrypted.default, encrypted.checks) == (Expr("bool"), True, ())


def test_provider_ranges() -> None:
    provider = ProviderView("aws", "hashicorp/aws", "5.100.0")
    assert (provider.range, provider.exact) == (">= 5.100.0, < 6.0.0", "= 5.100.0")


def questions() -> list[tuple[str, str, tuple[str, ...]]]:
    """Each question about the schema that a built-in template asks: template, function, arguments."""
    found = []
    folders = TemplateFolders.of()
    for path in sorted(folders.roots[0].rglob("*.jinja")):
        tree = Environment().parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("has", "readable", "name_of"):
                arguments = tuple(a.value for a in call.args if isinstance(a, nodes.Const))
                assert len(arguments) == len(call.args)
                found.append((path.parent.name, call.node.name, arguments))
    return sorted(set(found))


@pytest.mark.parametrize(("template", "function", "arguments"), questions())
def test_the_built_in_templates_ask_for_nothing_that_never_was(
    template: str, function: str, arguments: tuple[str, ...]
) -> None:
    schemas = [schema(version) for version in VERSIONS]
    if function == "name_of":
        type_name, *names = arguments
        paths = [f"{type_name}.{name}" for name in names]
        for path in paths:
            assert any(s.has(path) or (path.startswith("data.") and s.readable(path)) for s in schemas), path
    else:
        (path,) = arguments
        assert any(getattr(s, function)(path) for s in schemas), (template, path)
