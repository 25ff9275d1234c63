"""Compiled templates, kept for the next run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.render.screen import MAIN, Screen
from tfgen.library.folders import TemplateFolders
from tfgen.render import templates as module
from tfgen.render.templates import Templates


@pytest.fixture
def folders(screen: Screen) -> TemplateFolders:
    """One template with a constant, which is printed while it is compiled."""
    return screen.templates({MAIN: 'a = {{ "b" }}\n'}).folders


def kept(cache: Path) -> dict[str, bytes]:
    return {p.relative_to(cache).as_posix(): p.read_bytes() for p in cache.rglob("*") if p.is_file()}


def rendered(folders: TemplateFolders, cache: Path) -> str:
    lines, found = Templates(folders, cache).hcl(MAIN, {})
    assert found == ()
    assert lines
    return lines[0]


def test_the_second_run_compiles_nothing(
    folders: TemplateFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rendered(folders, tmp_path / "cache") == 'a = "b"\n'
    monkeypatch.setattr("jinja2.Environment._generate", None)
    assert rendered(folders, tmp_path / "cache") == 'a = "b"\n'


def test_a_changed_template_is_compiled_again(folders: TemplateFolders, tmp_path: Path) -> None:
    rendered(folders, tmp_path / "cache")
    (folders.roots[0] / MAIN).write_text("a = {{ 2 }}\n")
    assert rendered(folders, tmp_path / "cache") == "a = 2\n"


def test_another_tfgen_compiles_again(
    folders: TemplateFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(folders, tmp_path / "cache")
    before = kept(tmp_path / "cache")
    monkeypatch.setattr(module, "code_digest", lambda: "another")
    rendered(folders, tmp_path / "cache")
    assert kept(tmp_path / "cache") != before


def test_each_way_to_print_has_its_own(folders: TemplateFolders, tmp_path: Path) -> None:
    template = folders.roots[0] / "m" / "both.jinja"
    template.write_text('{{ "<b>" }}\n')
    for _ in range(2):
        templates = Templates(folders, tmp_path / "cache")
        hcl, _ = templates.hcl("m/both.jinja", {})
        assert hcl
        assert hcl[0] == '"<b>"\n'
        assert templates.markdown("m/both.jinja", {})[0] == "\\<b>\n"


@pytest.mark.parametrize("damage", [b"", b"tfgen-saved-1 32 00000000\n", b"\0" * 100])
def test_a_damaged_file_is_made_again(folders: TemplateFolders, tmp_path: Path, damage: bytes) -> None:
    cache = tmp_path / "cache"
    rendered(folders, cache)
    whole = kept(cache)
    for name in whole:
        (cache / name).write_bytes(damage)
    assert rendered(folders, cache) == 'a = "b"\n'
    assert kept(cache).keys() == whole.keys()
    assert all(len(content) > 200 for content in kept(cache).values())


def test_files_that_others_can_write_are_not_read(
    folders: TemplateFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    rendered(folders, cache)
    for path in cache.rglob("*"):
        if path.is_file():
            path.chmod(0o666)
    monkeypatch.setattr("jinja2.bccache.Bucket.bytecode_from_string", None)
    assert rendered(folders, cache) == 'a = "b"\n'


def test_a_folder_that_cannot_be_written_is_no_matter(folders: TemplateFolders, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    assert rendered(folders, tmp_path / "cache") == 'a = "b"\n'
