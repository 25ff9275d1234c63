"""``python -m tests.terraform.hcl.read_back.versions [VERSION ...]``: versions of python-hcl2 over all that counts.

Each version gets a virtual environment of its own that is thrown away. In it all files of the library at four provider
versions, both examples, the hand-written files and the examples of the known misreadings are read back. Without
arguments: 8.1.3 and the one that pip takes for the newest 8.x.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterable
from pathlib import Path

from tests.reading import REPOSITORY
from tests.terraform.hcl.read_back.files import EXAMPLES, VERSIONS, example, hand_written, library, mutants
from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back.known import misreadings

OLDEST, NEWEST = "==8.1.3", ">=8.1.3,<9"

READ = """
import json, sys
from collections import Counter
from tfgen.source import SourceFile
from tfgen.terraform.hcl.read_back.python_hcl2 import installed_version
from tfgen.terraform.hcl.read_back.read import read_back
import lark
told = {"version": installed_version(), "lark": lark.__version__, "sets": {}}
for name, files in json.load(open(sys.argv[1])).items():
    results = [read_back(SourceFile(path, text)) for path, text in files]
    told["sets"][name] = {
        "files": len(results),
        "agree": sum(not r.found and not r.known for r in results),
        "differ": [r.found[0].detail for r in results if r.found],
        "known": Counter(id_ for r in results for id_ in set(r.known)),
    }
print(json.dumps(told))
"""


def main(wanted: list[str]) -> int:
    """Print a table; the exit status is 1 when a file of ours does not agree, or any differs that is not known."""
    sets = {name: [(f.path, f.text) for f in files] for name, files in _sets()}
    status = 0
    with tempfile.TemporaryDirectory(prefix="tfgen-versions-") as folder:
        listed = Path(folder) / "files.json"
        listed.write_text(json.dumps(sets), encoding="utf-8")
        for number, version in enumerate([f"=={v}" for v in wanted] or [OLDEST, NEWEST]):
            told = _read(Path(folder) / str(number), f"python-hcl2{version}", listed)
            print(f"\npython-hcl2 {told['version']}, lark {told['lark']}")
            for name, result in told["sets"].items():
                known = ", ".join(f"{id_} {count}" for id_, count in result["known"].items())
                print(f"  {name:34} {result['files']:4} files, {result['agree']:4} agree  {known}")
                for detail in result["differ"]:
                    print(f"    DIFFERS: {detail}")
                ours = name.startswith(("library", "example"))
                if result["differ"] or (ours and result["agree"] < result["files"]):
                    status = 1
    return status


def _sets() -> Iterable[tuple[str, Iterable[SourceFile]]]:
    for version in VERSIONS:
        yield f"library, aws {version}", library(version)
    for name in EXAMPLES:
        yield f"example {name}", example(name)
    yield "fixtures and snapshots", hand_written()
    yield "files with a mistake for Terraform", mutants(every=12)
    yield "known misreadings", [SourceFile(f"{e.id}.tf", e.example) for e in misreadings()]


def _read(folder: Path, requirement: str, listed: Path) -> dict[str, dict[str, dict[str, object]]]:
    """What a version, installed into ``folder``, makes of the files."""
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]
    subprocess.run([*install, "msgspec", "platformdirs"], check=True)
    command = [python, "-c", READ, listed]
    environment = {"PYTHONPATH": str(REPOSITORY), "TFGEN_CACHE_DIR": str(folder / "cache")}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, timeout=600)
    told: dict[str, dict[str, dict[str, object]]] = json.loads(done.stdout)
    return told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
