"""Same input, same bytes: in fresh processes, whatever the hash seed, the folder, the clock or the cache."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent

STACK = """\
stack: shop
region: us-west-2
provider: {aws: 6.62.0}
tags: {Owner: a, Cost: b, Team: c, Zone: d}
backend: {s3: {bucket: states, key: "shop/${suffix}", region: us-east-1}}
environments: {dev: {}, prod: {region: eu-west-1}}
services:
  network: {module: vpc, cidr: 10.0.0.0/16}
  keys: {module: kms, purposes: [database, files, logs]}
  files: {module: s3_bucket, kms_key_arn: "${keys.arns.files}", tags: {X: "1", A: "2"}}
  web: {module: security_group, ingress: {https: {port: 443, cidr_ipv4: 0.0.0.0/0}, http: {port: 80, self: true}}}
"""

BROKEN = STACK.replace("vpc,", "vcp,").replace("files}", "flies}").replace("self: true", "shelf: true")


def tfgen(folder: Path, *arguments: str, stack: str = STACK, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "stack.yaml").write_text(stack)
    return subprocess.run(
        [sys.executable, "-m", "tfgen", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TFGEN_CACHE_DIR": str(folder.parent / "cache"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def tree(folder: Path) -> Mapping[str, bytes]:
    """All files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What a fresh process renders."""
    folder = tmp_path_factory.mktemp("first") / "shop"
    done = tfgen(folder, "render", PYTHONHASHSEED="0")
    assert done.returncode == 0, done.stdout + done.stderr
    return tree(folder)


def test_there_is_something_to_compare(first: Mapping[str, bytes]) -> None:
    assert {"envs/dev/main.tf", "envs/prod/main.tf", "modules/vpc/main.tf", "modules/kms/README.md"} <= first.keys()
    assert len(first) > 25


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "8", "PYTHONOPTIMIZE": "1"},
    ],
    ids=["seed", "another seed", "place", "optimized"],
)
def test_the_same_tree_in_a_fresh_process(
    first: Mapping[str, bytes], tmp_path: Path, environment: Mapping[str, str]
) -> None:
    folder = tmp_path / "a folder of another name" / "shop"
    done = tfgen(folder, "render", **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    assert tree(folder) == first


def test_the_same_tree_from_the_cache(first: Mapping[str, bytes], tmp_path: Path) -> None:
    for name in ("cold", "warm"):
        assert tfgen(tmp_path / name, "render", PYTHONHASHSEED=str(len(name))).returncode == 0
        assert tree(tmp_path / name) == first
    assert any((tmp_path / "cache").rglob("*"))


def test_rendering_again_changes_nothing(tmp_path: Path) -> None:
    assert tfgen(tmp_path / "shop", "render").returncode == 0
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "shop").rglob("*") if p.suffix in (".tf", ".md")}
    assert tfgen(tmp_path / "shop", "render", PYTHONHASHSEED="3").returncode == 0
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_the_same_findings_in_the_same_order(tmp_path: Path) -> None:
    said = {
        tfgen(tmp_path / "shop", "render", "--format", "json", stack=BROKEN, PYTHONHASHSEED=seed).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert said.pop().count('"code"') >= 3
