import gzip
import json

import pytest

from tests.terraform.schema.documents import ADDRESS, attribute, block, document, nested
from tfgen.terraform.schema.document import DocumentError, read_document, read_provider

DOCUMENT = document({"toy_box": block({"size": attribute("number", required=True)})})
TEXT = json.dumps(DOCUMENT).encode()


@pytest.mark.parametrize("data", [TEXT, gzip.compress(TEXT), b"\xef\xbb\xbf" + TEXT])
def test_reads_json_and_gzip(data: bytes) -> None:
    [(address, raw)] = read_document(data).items()

    provider = read_provider(raw)

    assert address == ADDRESS
    assert provider.resource_schemas["toy_box"].block.attributes["size"].required


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe{", "not JSON"),
        (b"Error: Missing required provider", "not JSON"),
        (TEXT[:-1], "not JSON"),
        (b'{"x":' * 100_000, "nested too deeply"),
        (b"[]", "not a document of provider schemas: Expected `object`, got `array`"),
        (b'{"provider_schemas": {}}', "missing required field `format_version`"),
        (b'{"format_version": "1.0"}', "holds no provider's schema"),
        (b'{"format_version": "2.0", "provider_schemas": {"a": {}}}', 'format_version "2.0" is not known'),
        (gzip.compress(TEXT)[:-9], "gzip file is damaged"),
        (b"\x1f\x8b\x08 not gzip", "gzip file is damaged"),
    ],
)
def test_says_what_is_wrong_with_a_document(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        read_document(data)

    assert caught.value.remedy


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        (block({"size": attribute("number", required="yes")}), "required"),
        (block({"size": attribute(3)}), "type"),
        (block(block_types={"lid": nested(block(), "queue")}), "nesting_mode"),
        (block(block_types={"lid": nested(block(), "list", max_items=-1)}), "max_items"),
        (block(block_types={"lid": {"block": block()}}), "nesting_mode"),
    ],
)
def test_says_where_a_schema_is_wrong(wrong: dict[str, object], place: str) -> None:
    [raw] = read_document(json.dumps(document({"toy_box": wrong})).encode()).values()

    with pytest.raises(DocumentError, match=place):
        read_provider(raw)
