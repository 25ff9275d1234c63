from pathlib import Path

from tfgen.cache import store


def test_what_was_written_under_a_key_is_read_under_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.bin"
    assert store.write(file, b"key", b"payload\n\x00")
    assert store.read(file, b"key") == b"payload\n\x00"
    assert store.read(file, b"other") is None
    assert store.read(file, b"keyp") is None
    assert [path.name for path in file.parent.iterdir()] == ["a.bin"]


def test_a_file_that_is_not_whole_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    store.write(file, b"key", b"payload")
    whole = file.read_bytes()
    for content in (b"", whole[:-1], whole + b"x", whole.replace(b"payload", b"paYload"), b"\n" + whole):
        file.write_bytes(content)
        assert store.read(file, b"key") is None


def test_a_missing_file_or_folder_is_none_and_false(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert store.read(tmp_path / "none.bin", b"key") is None
    assert not store.write(tmp_path / "file" / "a.bin", b"key", b"")
    assert not store.is_private(tmp_path / "none.bin")


def test_a_link_or_an_open_folder_is_not_private(tmp_path: Path) -> None:
    file = tmp_path / "a.bin"
    store.write(file, b"key", b"")
    assert store.is_private(file)
    tmp_path.chmod(0o777)
    assert not store.is_private(file)
