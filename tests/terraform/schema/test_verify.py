"""Schemas that a repository brings along may have been written by anybody."""

from pathlib import Path

import pytest

from tfgen.terraform.schema import BundleError, available, load_schema
from tfgen.terraform.schema.bundle import MAX_PIECE_BYTES, Bundle, IndexKey, pack
from tfgen.terraform.schema.load import DATA
from tfgen.terraform.schema.repository import find_repository_schemas
from tfgen.terraform.schema.verify import verify

META = {"provider": "toy", "version": "1.0.0", "address": "registry.terraform.io/acme/toy", "exact": "no", "note": ""}


def made(*lines: str, key: str = "r", name: str = "toy_box", line: int | None = None) -> Bundle:
    keys = [IndexKey(key, name, 0, len(lines) - 1 if line is None else line)]
    return Bundle(Path("toy-1.0.0.schema"), pack(META, keys, "", [list(lines)]))


@pytest.mark.parametrize("file", sorted(DATA.glob("*.schema")), ids=lambda path: path.stem)
def test_what_tfgen_writes_is_sound(file: Path) -> None:
    verify(Bundle.open(file))


BAD = {
    "a line that contains itself": ("a:o/b:l@0",),
    "a line that comes later": ("c:o/x:l@1", "d:o/y:l@0"),
    "a line that is missing": ("a:o@7",),
    "nested attributes in circles": ("a:o#l0",),
    "another form": ("a:o; rm -rf /",),
    "a block's form": ("a:o", "/b:x@0"),
    "no type": ('["list"]', "a:o@0"),
    "no JSON": ("[", "a:o@0"),
    "doubling without end": ("a:o", *(f"a:o#l{n} b:o#l{n}" for n in range(40))),
    "too deep": ("a:o", *(f"/b:l@{n}" for n in range(200))),
}


@pytest.mark.parametrize("lines", BAD.values(), ids=BAD)
def test_what_tfgen_never_writes_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(BundleError, match="not what tfgen writes"):
        verify(made(*lines))


@pytest.mark.parametrize(("key", "name", "line"), [("q", "x", 0), ("r", "\x1b[31m", 0), ("r", "x", 9), ("F", "f", 0)])
def test_an_odd_index_is_refused(key: str, name: str, line: int) -> None:
    with pytest.raises(BundleError, match="not what tfgen writes"):
        verify(made("a:o", key=key, name=name, line=line))


def test_a_bomb_is_not_inflated() -> None:
    bomb = made("x" * (MAX_PIECE_BYTES + 1))

    with pytest.raises(BundleError, match="too large"):
        bomb.find("r", "toy_box")


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "toy-1.0.0.schema"
    with path.open("wb") as file:
        file.truncate(17 << 20)

    assert available(None, tmp_path)[-1].note == "the file has more than 16 MiB"
    with pytest.raises(BundleError, match="more than 16 MiB"):
        load_schema("toy", "1.0.0", None, tmp_path)


def test_the_folder_is_found_by_walking_up_to_the_repository_s_root(tmp_path: Path) -> None:
    inner = tmp_path / "repo" / "envs" / "dev"
    inner.mkdir(parents=True)
    (tmp_path / ".tfgen" / "schemas").mkdir(parents=True)

    assert find_repository_schemas(inner) == tmp_path / ".tfgen" / "schemas"
    (tmp_path / "repo" / ".git").mkdir()
    assert find_repository_schemas(inner) is None
    (tmp_path / "repo" / ".tfgen" / "schemas").mkdir(parents=True)
    assert find_repository_schemas(inner) == tmp_path / "repo" / ".tfgen" / "schemas"
