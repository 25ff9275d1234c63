"""The wheel holds everything: installed into an empty environment, it renders an example from another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.reading import REPOSITORY

pytestmark = pytest.mark.slow

# Root may write everywhere, whatever the mode says; without its capabilities it is a user like others.
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.getuid() == 0 else ()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``tfgen`` command of a fresh environment that only the wheel was installed into."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    left_out = shutil.ignore_patterns(".git", ".venv", "tests", ".*_cache", "__pycache__")
    shutil.copytree(REPOSITORY, source, ignore=left_out)
    said([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(work / "dist"), str(source)])
    (wheel,) = (work / "dist").glob("tfgen_hcl-*.whl")
    said([sys.executable, "-m", "tools.ship_results", str(wheel)], cwd=source)
    venv.create(work / "venv", with_pip=True)
    constraints = REPOSITORY / "constraints.txt"
    said([str(work / "venv/bin/python"), "-m", "pip", "install", "-q", "-c", str(constraints), str(wheel)])
    return work / "venv" / "bin" / "tfgen"


def said(command: Sequence[str], **options: object) -> str:
    """The output of a command that must succeed."""
    done = subprocess.run(command, capture_output=True, text=True, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout)


def environment(home: Path) -> Mapping[str, str]:
    return {"PATH": os.defpath, "HOME": str(home), "TFGEN_CACHE_DIR": str(home / "cache"), "NO_COLOR": "1"}


def write_stack(folder: Path) -> None:
    stack = (REPOSITORY / "examples" / "pci-payments" / "stack.yaml").read_text()
    lines = [line for line in stack.splitlines(keepends=True) if not line.startswith("modules:")]
    folder.mkdir(parents=True)
    (folder / "stack.yaml").write_text("".join(lines))


def test_renders_the_example_from_another_folder(installed: Path, tmp_path: Path) -> None:
    write_stack(tmp_path / "stack")
    said([str(installed), "render"], cwd=tmp_path / "stack", env=environment(tmp_path))
    rendered = sorted(p.relative_to(tmp_path / "stack").as_posix() for p in (tmp_path / "stack").rglob("*.tf"))
    assert "envs/dev/main.tf" in rendered
    assert "modules/aurora/main.tf" in rendered
    for path in (REPOSITORY / "modules").rglob("*.tf"):
        name = path.relative_to(REPOSITORY).as_posix()
        assert (tmp_path / "stack" / name).read_text() == path.read_text(), name


def test_the_first_run_makes_no_module_of_the_library(installed: Path, tmp_path: Path) -> None:
    """Their results lie in the wheel; a module that the user changes is made as ever."""
    write_stack(tmp_path / "stack")
    said([str(installed), "render"], cwd=tmp_path / "stack", env=environment(tmp_path))
    cache = tmp_path / "cache"
    assert sorted(path.name for path in cache.iterdir()) == ["checks", "roots", "templates"]
    overlay = tmp_path / "stack" / "own" / "kms"
    overlay.mkdir(parents=True)
    template = (REPOSITORY / "templates" / "kms" / "main.tf.jinja").read_text()
    (overlay / "main.tf.jinja").write_text(f"# Ours\n{template}")
    command = [str(installed), "render", "--templates", "own"]
    said(command, cwd=tmp_path / "stack", env=environment(tmp_path))
    assert [path.name.partition("-")[0] for path in (cache / "drafts").iterdir()] == ["kms"]
    assert "# Ours" in (tmp_path / "stack" / "modules" / "kms" / "main.tf").read_text()


def test_checks_and_knows_its_schemas(installed: Path, tmp_path: Path) -> None:
    write_stack(tmp_path / "stack")
    said([str(installed), "render"], cwd=tmp_path / "stack", env=environment(tmp_path))
    assert "No findings" in said([str(installed), "check"], cwd=tmp_path / "stack", env=environment(tmp_path))
    listed = said([str(installed), "schema", "list"], env=environment(tmp_path))
    assert listed.count("\naws=") + listed.startswith("aws=") == 4
    assert listed.count("bundled") == 13


@pytest.mark.skipif(os.getuid() == 0 and not shutil.which("setpriv"), reason="root, and no setpriv to drop its rights")
def test_renders_with_site_packages_and_home_read_only(installed: Path, tmp_path: Path) -> None:
    """As a user who may write nowhere but into the folder of the stack."""
    write_stack(tmp_path / "stack")
    home = tmp_path / "home"
    home.mkdir()
    packages = next((installed.parent.parent / "lib").glob("python*/site-packages"))
    with read_only(home), read_only(packages):
        before = {p: p.stat().st_mtime_ns for p in packages.rglob("*")}
        said([*WITHOUT_RIGHTS, str(installed), "render"], cwd=tmp_path / "stack", env=environment(home))
        assert {p: p.stat().st_mtime_ns for p in packages.rglob("*")} == before
        assert not any(home.iterdir())
    assert (tmp_path / "stack" / "envs" / "dev" / "main.tf").is_file()


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder and all below it without the right to write."""
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        yield
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | 0o200)


def test_sandbox_names_the_extra_that_is_missing(installed: Path, tmp_path: Path) -> None:
    write_stack(tmp_path / "stack")
    done = subprocess.run(
        [str(installed), "sandbox", "stack"], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "pip install 'tfgen-hcl[sandbox]'" in done.stderr
    assert "Traceback" not in done.stderr
