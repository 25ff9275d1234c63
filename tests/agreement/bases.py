"""The configurations that are mutated: right as they are, for every version they are judged with."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.oracle import read_case
from tests.reading import example

HERE = Path(__file__).parent
VERSIONS = ("3.39.0", "5.100.0", "6.62.0")
NEWEST = VERSIONS[-1]
SNAPSHOTS = HERE / "snapshots"
FIXTURES = HERE / "fixtures"


@dataclass(frozen=True, slots=True)
class Base:
    """Files by path; ``root`` is the folder among them that Terraform runs in, "" for the top."""

    name: str
    files: Mapping[str, str]
    root: str = ""

    @property
    def hash(self) -> str:
        """Of all that mutants of it depend on."""
        return sha256(repr((self.root, sorted(self.files.items()))).encode()).hexdigest()[:16]


@cache
def bases(version: str) -> Mapping[str, Base]:
    """tfgen's modules and payments example as they were when last written, and the fixtures for that version."""
    return {base.name: base for base in (*_rendered(version), *_fixtures(version))}


def _rendered(version: str) -> Iterator[Base]:
    files = dict(sorted({**read_case(SNAPSHOTS / NEWEST).files, **read_case(SNAPSHOTS / version).files}.items()))
    yield Base("payments", files, "envs/dev")
    for name in sorted({path.split("/")[1] for path in files if path.startswith("modules/")}):
        folder = f"modules/{name}/"
        yield Base(name, {path.removeprefix(folder): text for path, text in files.items() if path.startswith(folder)})


def _fixtures(version: str) -> Iterator[Base]:
    old = set(tomllib.loads((HERE / "fixtures.toml").read_text(encoding="utf-8"))["every_version"])
    for folder in sorted(f for f in FIXTURES.iterdir() if f.is_dir()):
        if version != VERSIONS[0] or folder.name in old:
            yield Base(folder.name, dict(read_case(folder).files))


def write_snapshots() -> None:
    """Store what tfgen renders today. Of older versions only the files that differ from the newest's are stored."""
    newest = _render(NEWEST)
    for version in VERSIONS:
        folder = SNAPSHOTS / version
        for path in folder.rglob("*.tf"):
            path.unlink()
        for name, text in _render(version).items():
            if version == NEWEST or newest.get(name) != text:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_text(text, encoding="utf-8")


def _render(version: str) -> dict[str, str]:
    return {f.path: f.text for f in example(version).files if f.path.endswith(".tf") and "/prod/" not in f.path}
