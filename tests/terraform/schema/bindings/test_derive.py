from pathlib import Path

import pytest

from tests.terraform.schema.bindings.wheels import FILES, OLD_ORIGINAL, OLD_SCRIPT, SCRIPT, wheel, with_source_map
from tfgen.terraform.schema.bindings.archive import BindingsError
from tfgen.terraform.schema.bindings.derive import derive
from tfgen.terraform.schema.document import AttributeDocument, BlockDocument, BlockType


@pytest.fixture
def box(tmp_path: Path) -> BlockDocument:
    return derive(wheel(tmp_path, FILES)).provider.resource_schemas["toy_box"].block


def test_which_provider_it_is(tmp_path: Path) -> None:
    derived = derive(wheel(tmp_path, FILES))

    assert (derived.source, derived.name, derived.version) == ("acme/toy", "toy", "1.2.3")


def test_attributes(box: BlockDocument) -> None:
    assert box.attributes == {
        "id": AttributeDocument(type="string", computed=True),
        "size": AttributeDocument(type="number", required=True),
        "zones": AttributeDocument(type=["set", "string"], optional=True, computed=True),
        "anything": AttributeDocument(type="dynamic", optional=True),
        "labels": AttributeDocument(type=["map", "string"], computed=True),
        "key_wo": AttributeDocument(type="string", optional=True, write_only=True),
        "state": AttributeDocument(type=["list", ["object", {"at": "string"}]], computed=True),
        "parts": AttributeDocument(type=["list", ["object", {"name": "string"}, ["name"]]], optional=True),
    }


def test_blocks_are_told_from_arguments_by_their_comment(box: BlockDocument) -> None:
    side = BlockDocument({"colour": AttributeDocument(type="string", required=True)})
    lid = BlockDocument({"open": AttributeDocument(type="bool", optional=True)})

    assert box.block_types == {
        "sides": BlockType("set", side),
        "lid": BlockType("list", lid, min_items=1, max_items=1),
    }


def test_the_provider_s_own_block_has_no_alias(tmp_path: Path) -> None:
    block = derive(wheel(tmp_path, FILES)).provider.provider.block

    assert block.attributes == {"token": AttributeDocument(type="string", optional=True)}


def test_functions(tmp_path: Path) -> None:
    functions = derive(wheel(tmp_path, FILES)).provider.function_documents()

    assert functions is not None
    assert [p.type for p in functions["half"].parameters] == ["number"]
    assert functions["half"].return_type == "dynamic"


def test_older_generators_leave_the_comments_in_the_source_map(tmp_path: Path) -> None:
    files = {**FILES, "ball/index.js": with_source_map(OLD_SCRIPT, OLD_ORIGINAL)}

    ball = derive(wheel(tmp_path, files)).provider.resource_schemas["toy_ball"].block

    assert ball.attributes == {"size": AttributeDocument(type="number", required=True)}


def test_a_block_that_contains_itself_ends(tmp_path: Path) -> None:
    own = '    _side = new BoxSideList(this, "side", false);\n'
    text = SCRIPT.replace(
        "    // colour -", f"    // side - computed: true, optional: false, required: false\n{own}    // colour -"
    )

    block = derive(wheel(tmp_path, {**FILES, "box/index.js": text})).provider.resource_schemas["toy_box"].block

    assert sorted(block.block_types) == ["lid", "sides"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "holds no bindings"),
        ({"box/index.js": SCRIPT}, "holds no bindings"),
        ({**FILES, "provider/index.js": "class ToyProvider {}"}, "does not say which provider"),
        ({"provider/index.js": FILES["provider/index.js"]}, "another form"),
    ],
)
def test_what_is_no_bindings_package_is_refused(files: dict[str, str], message: str, tmp_path: Path) -> None:
    with pytest.raises(BindingsError, match=message):
        derive(wheel(tmp_path, files))


def test_a_damaged_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x-1.0.0-py3-none-any.whl"
    path.write_bytes(b"PK\x03\x04 no zip")

    with pytest.raises(BindingsError, match="damaged"):
        derive(path)
