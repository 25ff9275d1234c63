from pathlib import Path

import pytest

from tfgen.terraform.schema.bundle import Bundle, BundleEntry, BundleError, IndexKey, pack

PATH = Path("x.schema")
DATA = pack(
    {"b": "2", "a": "1"},
    [IndexKey("r", "aws_vpc", 1, 0), IndexKey("d", "aws_vpc", 0, 1), IndexKey("r", "aws_eip", 0, 0)],
    "extra",
    [["eip", "vpc data"], ["vpc"]],
)


def test_finds_entries_by_kind_and_name() -> None:
    bundle = Bundle(PATH, DATA)

    assert bundle.meta == {"a": "1", "b": "2"}
    assert bundle.find("r", "aws_vpc") == BundleEntry(("vpc",), 0)
    assert bundle.find("d", "aws_vpc") == BundleEntry(("eip", "vpc data"), 1)
    assert bundle.names("r") == ("aws_eip", "aws_vpc")
    assert bundle.extras == "extra"


@pytest.mark.parametrize("name", ["aws_vp", "ws_vpc", "aws_vpc 1", "", "aws_vpc\n", "\nr aws_eip", "*"])
def test_finds_nothing_by_another_name(name: str) -> None:
    assert Bundle(PATH, DATA).find("r", name) is None


def test_reads_one_entry_without_the_rest() -> None:
    damaged = DATA[:-5] + b"xxxxx"  # the last chunk

    bundle = Bundle(PATH, damaged)

    assert bundle.find("r", "aws_eip") == BundleEntry(("eip", "vpc data"), 0)
    with pytest.raises(BundleError, match=r"x\.schema: the file is damaged"):
        bundle.find("r", "aws_vpc")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a tfgen bundle"),
        (b"PK\x03\x04", "not a tfgen bundle"),
        (DATA.replace(b"bundle 1", b"bundle 2"), "written by another version of tfgen"),
        (DATA[:-1], "cut off"),
        (DATA + b"x", "cut off or damaged"),
        (DATA[:20], "damaged"),
        (DATA.replace(b'"pieces":[', b'"pieces":{'), "damaged"),
        (b'tfgen-bundle 1\n["meta"]\n', "damaged"),
        (b'tfgen-bundle 1\n{"meta": {}, "pieces": []}\n', "damaged"),
    ],
)
def test_says_what_is_wrong_with_a_file(data: bytes, reason: str) -> None:
    with pytest.raises(BundleError, match=reason):
        Bundle(PATH, data)


def test_same_input_same_bytes() -> None:
    assert pack({"a": "1", "b": "2"}, [IndexKey("r", "x", 0, 0)], "", [["1"]]) == pack(
        {"b": "2", "a": "1"}, [IndexKey("r", "x", 0, 0)], "", [["1"]]
    )
