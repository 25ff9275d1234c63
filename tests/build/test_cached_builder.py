"""One module rendered, parsed and judged, and kept for the next run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.render.library import NEWEST, OLDEST, schema, templates
from tfgen.build import builder
from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.result import BuiltModule
from tfgen.cache import shipped
from tfgen.render.templates import Templates
from tfgen.terraform.schema import load_schema

FILES = {
    "m/module.yaml": "description: A bucket.\ninputs: {}\noutputs: {}\n",
    "m/main.tf.jinja": '{% include "m/part.jinja" %}\n',
    "m/part.jinja": '{% import "common/macros.jinja" as macros %}\n{{ macros.bucket("files") }}\n',
    "common/macros.jinja": """\
        {% macro bucket(part) %}
        resource "aws_s3_bucket" {{ part | label }} {
          bucket = "${var.name}-{{ part | identifier }}-${var.suffix}"
          tags   = var.tags
        }
        {% endmacro %}
        """,
}


@pytest.fixture
def made(tmp_path: Path) -> Templates:
    """A module with an included and an imported template."""
    return templates(tmp_path / "templates", FILES)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for the cache, not there yet."""
    return tmp_path / "cache"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The modules that were built, not taken from the cache."""
    found: list[str] = []
    build: Callable[..., BuiltModule] = builder.Builder.module

    def counted(templates: Templates, name: str, *rest: object) -> BuiltModule:
        found.append(name)
        return build(templates, name, *rest)

    monkeypatch.setattr(builder.Builder, "module", counted)
    return found


def main_of(built: BuiltModule) -> str:
    return next(f.text for f in built.files if f.path == "modules/m/main.tf")


def test_files_and_findings(made: Templates) -> None:
    built = CachedBuilder(made.folders, schema()).module("m")
    assert built.result.diagnostics == ()
    assert built.usable is built.module is not None
    assert [f.path for f in built.files] == [
        f"modules/m/{n}" for n in ("main.tf", "variables.tf", "versions.tf", "README.md")
    ]
    assert "| `aws_s3_bucket.files` | resource |" in built.files[-1].text


def test_findings_in_the_output_name_the_template_line(tmp_path: Path) -> None:
    made = templates(tmp_path, {**FILES, "m/part.jinja": '\nresource "aws_s3_bucket" "this" {\n  bukket = 1\n}\n'})
    built = CachedBuilder(made.folders, schema()).module("m")
    assert built.usable is None
    found = next(f for f in built.result.diagnostics if f.code == "TFG301")
    assert (found.file, found.template, found.template_line) == ("modules/m/main.tf", "m/part.jinja", 3)


def test_a_syntax_error_in_the_output_names_the_template_line(tmp_path: Path) -> None:
    made = templates(tmp_path, {**FILES, "m/part.jinja": '\nresource "aws_s3_bucket" "this" {\n  bucket = = 1\n}\n'})
    (found,) = CachedBuilder(made.folders, schema()).module("m").result.diagnostics
    assert (found.code, found.template, found.template_line) == ("TFG201", "m/part.jinja", 3)


def test_a_broken_manifest_is_a_module_less(tmp_path: Path) -> None:
    built = CachedBuilder(templates(tmp_path, {**FILES, "m/module.yaml": "inputs: [\n"}).folders, schema()).module("m")
    assert (built.module, built.usable, built.files) == (None, None, ())
    assert [f.file for f in built.result.diagnostics] == ["m/module.yaml"]


def test_a_hit_gives_the_same(made: Templates, cache: Path, builds: list[str]) -> None:
    without = CachedBuilder(made.folders, schema()).module("m")
    first = CachedBuilder(made.folders, schema(), cache).module("m")
    again = CachedBuilder(made.folders, schema(), cache).module("m")
    assert without == first == again
    assert builds == ["m", "m"]


def test_findings_are_kept_too(tmp_path: Path, cache: Path, builds: list[str]) -> None:
    made = templates(tmp_path / "templates", {**FILES, "m/part.jinja": "a = {{ b }}\n"})
    first, again = (CachedBuilder(made.folders, schema(), cache).module("m") for _ in range(2))
    assert first == again
    assert [f.code for f in again.result.diagnostics] == ["TFG102"]
    assert builds == ["m"]


@pytest.mark.parametrize(
    "name", [*FILES, "_shared/README.md.jinja", "_shared/inputs.yaml", "new.jinja", "m/new.tf.jinja"]
)
def test_any_file_that_counts_is_noticed(made: Templates, cache: Path, builds: list[str], name: str) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    path = made.folders.path(name)
    text = path.read_text() if path else ""
    target = made.folders.roots[0] / name
    target.parent.mkdir(exist_ok=True)
    target.write_text(text + "\n")
    CachedBuilder(made.folders, schema(), cache).module("m")
    assert builds == ["m", "m"]


def test_a_changed_macro_changes_the_result(made: Templates, cache: Path) -> None:
    before = main_of(CachedBuilder(made.folders, schema(), cache).module("m"))
    macros = made.folders.roots[0] / "common/macros.jinja"
    macros.write_text(macros.read_text().replace("var.tags", 'merge(var.tags, { a = "b" })'))
    after = main_of(CachedBuilder(Templates(made.folders).folders, schema(), cache).module("m"))
    assert before != after
    assert 'merge(var.tags, { a = "b" })' in after


def test_another_module_does_not_count(made: Templates, cache: Path, builds: list[str]) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    templates(made.folders.roots[0], {"other/module.yaml": "description: x\n", "other/main.tf.jinja": "a = 1\n"})
    CachedBuilder(made.folders, schema(), cache).module("m")
    assert builds == ["m"]


def test_each_provider_version_has_its_own(made: Templates, cache: Path, builds: list[str]) -> None:
    for version in (NEWEST, OLDEST, NEWEST, OLDEST):
        built = CachedBuilder(made.folders, schema(version), cache).module("m")
        assert f">= {version}" in next(f.text for f in built.files if f.path.endswith("versions.tf"))
    assert builds == ["m", "m"]


def test_another_tfgen_builds_anew(
    made: Templates, cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    monkeypatch.setattr("tfgen.build.cached_builder.code_digest", lambda: "another")
    CachedBuilder(made.folders, schema(), cache).module("m")
    assert builds == ["m", "m"]


def test_another_schema_of_the_same_version_builds_anew(
    made: Templates, cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    other = load_schema("aws", NEWEST)
    monkeypatch.setattr(type(other), "digest", "another")
    CachedBuilder(made.folders, other, cache).module("m")
    assert builds == ["m", "m"]


@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[:-1], lambda b: b[:-9] + b"\0" + b[-8:], lambda b: b + b"x"]
)
def test_a_damaged_file_is_made_again(
    made: Templates, cache: Path, builds: list[str], damage: Callable[[bytes], bytes]
) -> None:
    first = CachedBuilder(made.folders, schema(), cache).module("m")
    (file,) = (cache / "modules").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert CachedBuilder(made.folders, schema(), cache).module("m") == first
    assert CachedBuilder(made.folders, schema(), cache).module("m") == first
    assert builds == ["m", "m"]


def test_a_cache_that_cannot_be_written_is_no_matter(made: Templates, cache: Path) -> None:
    cache.write_text("a file, no folder")
    assert CachedBuilder(made.folders, schema(), cache).module("m").result.diagnostics == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes; its cache folder is the user's own")
@pytest.mark.parametrize("part", ["file", "folder"])
def test_what_others_can_write_is_never_read(
    made: Templates, cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    (file,) = (cache / "modules").iterdir()
    (file if part == "file" else file.parent).chmod(0o777)
    monkeypatch.setattr("pickle.loads", None)
    CachedBuilder(made.folders, schema(), cache).module("m")
    assert builds == ["m", "m"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no user ids here")
def test_what_another_user_wrote_is_never_read(
    made: Templates, cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedBuilder(made.folders, schema(), cache).module("m")
    owner = (cache / "modules").stat().st_uid
    if owner == 0:
        for path in (*(cache / "modules").iterdir(), cache / "modules"):
            os.chown(path, 12345, 12345)
    monkeypatch.setattr("os.getuid", lambda: owner + 1)
    monkeypatch.setattr("pickle.loads", None)
    CachedBuilder(made.folders, schema(), cache).module("m")
    assert builds == ["m", "m"]


def test_a_template_that_cannot_be_read_is_a_finding(made: Templates, cache: Path) -> None:
    path = made.folders.roots[0] / "m/part.jinja"
    path.unlink()
    path.mkdir()
    found = CachedBuilder(made.folders, schema(), cache).module("m").result.diagnostics
    assert [(f.code, f.file) for f in found] == [("TFG101", "m/main.tf.jinja")]


def test_a_module_that_came_with_the_wheel_is_not_made(
    made: Templates, cache: Path, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = CachedBuilder(made.folders, schema(NEWEST), cache).module("m")
    monkeypatch.setattr(shipped, "FOLDER", cache)
    builds.clear()
    assert CachedBuilder(made.folders, schema(NEWEST), tmp_path / "fresh").module("m") == first
    assert builds == []


def test_a_module_that_came_with_the_wheel_is_made_when_the_user_changes_a_part_of_it(
    made: Templates, cache: Path, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    CachedBuilder(made.folders, schema(NEWEST), cache).module("m")
    monkeypatch.setattr(shipped, "FOLDER", cache)
    builds.clear()
    overlay = tmp_path / "overlay" / "m"
    overlay.mkdir(parents=True)
    (overlay / "part.jinja").write_text('resource "aws_s3_bucket" "other" {}\n')
    folders = replace(made.folders, roots=(tmp_path / "overlay", *made.folders.roots))
    assert "other" in main_of(CachedBuilder(folders, schema(NEWEST), tmp_path / "fresh").module("m"))
    assert builds == ["m"]


def test_what_came_with_the_wheel_and_is_damaged_is_made_anew(
    made: Templates, cache: Path, tmp_path: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = CachedBuilder(made.folders, schema(NEWEST), cache).module("m")
    monkeypatch.setattr(shipped, "FOLDER", cache)
    (kept,) = (cache / "modules").iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    builds.clear()
    assert CachedBuilder(made.folders, schema(NEWEST), tmp_path / "fresh").module("m") == first
    assert builds == ["m"]
