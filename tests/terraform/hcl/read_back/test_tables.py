"""The saved tables of python-hcl2's parser. Each test has a process of its own, since the parser is made once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading import REPOSITORY
from tfgen.cache import store
from tfgen.terraform.hcl.read_back import tables

pytestmark = pytest.mark.slow

LOAD = """
import sys
from pathlib import Path
import lark.load_grammar, lark.lark
built = []
load = lark.lark.load_grammar
lark.lark.load_grammar = lambda *a: built.append(1) or load(*a)
from tfgen.terraform.hcl.read_back import tables
if len(sys.argv) > 1:
    tables.DATA = Path(sys.argv[1])
tables.load_parser()
import hcl2, hcl2.parser
assert hcl2.loads("a = 1") == {"a": 1}
assert hcl2.parser.PARSER_FILE.name == ".lark_cache.bin"
print("built" if built else "loaded")
"""


def load(cache: Path, shipped: Path | None = None, **environment: str) -> str:
    """Whether a new process built the tables or loaded them; ``shipped`` is another folder of shipped ones."""
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TFGEN_CACHE_DIR": str(cache), **environment}
    command = [sys.executable, "-c", LOAD, *([str(shipped)] if shipped else [])]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_installed_versions_have_shipped_tables(tmp_path: Path) -> None:
    key = tables.grammar_key()
    assert store.read(tables.shipped(key), key), "run: python -m tfgen.terraform.hcl.read_back.tables"
    assert load(tmp_path / "cache") == "loaded"
    assert not (tmp_path / "cache").exists()


def test_other_versions_build_theirs_once(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert [load(cache, tmp_path / "none") for _ in range(2)] == ["built", "loaded"]
    (saved,) = cache.iterdir()
    saved.write_bytes(saved.read_bytes()[:-1])
    assert [load(cache, tmp_path / "none") for _ in range(2)] == ["built", "loaded"]


@pytest.mark.skipif(os.name == "nt", reason="owners and modes are not those of Windows")
def test_what_others_could_have_written_is_not_read(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load(cache, tmp_path / "none")
    (saved,) = cache.iterdir()
    saved.chmod(0o666)
    assert load(cache, tmp_path / "none") == "built"


def test_without_a_place_for_files_python_hcl2_does_it_alone(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    script = LOAD.replace("tables.load_parser()", "tables.TemporaryDirectory = refused\ntables.load_parser()")
    script = "def refused(**_): raise OSError('no place')\n" + script
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TFGEN_CACHE_DIR": str(nowhere)}
    done = subprocess.run([sys.executable, "-c", script], env=variables, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
