"""A case on disk."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from tests.oracle.model import Case

# Override files are merged last: whatever backend the root has, the plan's state is in the folder itself.
_BACKEND = 'terraform {\n  backend "local" {}\n}\n'
_NOT_READ = {".terraform", ".terraform.lock.hcl", ".git"}


def read_case(folder: Path, tree: Path | None = None) -> Case:
    """The configuration in ``folder``; ``tree`` (default: ``folder``) holds it and all local modules it calls.

    Lock files, states, what ``init`` made and files that are not text are left out.
    """
    top = (tree or folder).resolve()
    files = {
        str(path.relative_to(top).as_posix()): _text(path) for path in sorted(top.rglob("*")) if _is_read(path, top)
    }
    root = folder.resolve().relative_to(top).as_posix()
    return Case(str(folder), {path: text for path, text in files.items() if text is not None}, root)


def _is_read(path: Path, top: Path) -> bool:
    return path.is_file() and not _NOT_READ.intersection(path.relative_to(top).parts) and ".tfstate" not in path.name


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        return None


@contextmanager
def written(case: Case, parent: Path, plan: bool) -> Iterator[Path]:
    """Write ``case`` below ``parent`` and give its root folder; afterwards all of it is gone.

    Raises ValueError when a path of the case leaves its folder.
    """
    top = Path(tempfile.mkdtemp(dir=parent))
    try:
        for path, text in case.files.items():
            _write(top / _inside(case, path), text)
        root = top / _inside(case, case.root)
        root.mkdir(parents=True, exist_ok=True)
        if plan:
            _write(root / "oracle_override.tf", _BACKEND)
            _write(root / "oracle.auto.tfvars.json", json.dumps(dict(case.variables)))
        yield root
    finally:
        shutil.rmtree(top)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())  # bytes: line ends stay as they are


def _inside(case: Case, path: str) -> PurePosixPath:
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise ValueError(f"{case.name}: {path} is not a path inside the case")
    return pure
