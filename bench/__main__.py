"""``python -m bench``: each row is a whole process, started five times; the median of wall time, the peak of memory."""

from __future__ import annotations

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parent.parent
RUNS = 5

BARE_PARSE = """
import sys
import hcl2
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        hcl2.parses(file.read())
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: seconds (median) and MB (peak) of a process, and the aim if there is one."""

    name: str
    seconds: float
    megabytes: float
    aim: str


def main() -> None:
    """Print the table. tfgen is compiled first, as pip does when it installs a wheel."""
    compileall.compile_dir(REPOSITORY / "tfgen", quiet=1)
    with tempfile.TemporaryDirectory(prefix="tfgen-bench-") as name:
        work = Path(name)
        stack = work / "stack"
        stack.mkdir()
        shutil.copy(REPOSITORY / "examples" / "pci-payments" / "stack.yaml", stack / "stack.yaml")
        whole = stack / "whole.yaml"
        whole.write_text("".join(_without_modules(stack / "stack.yaml")))
        rows = [*_rows(work, stack)]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, median of {RUNS}")
    print(f"{'':58} {'seconds':>8} {'MB':>6}  aim")
    for row in rows:
        print(f"{row.name:58} {row.seconds:8.3f} {row.megabytes:6.0f}  {row.aim}")


def _rows(work: Path, stack: Path) -> Sequence[Row]:
    cache, out = work / "cache", work / "out"

    def cold() -> None:
        shutil.rmtree(cache, ignore_errors=True)
        shutil.rmtree(out, ignore_errors=True)

    def warm() -> None:
        shutil.rmtree(out, ignore_errors=True)

    def render(file: str) -> list[str]:
        return [sys.executable, "-m", "tfgen", "render", str(stack / file), "--env", "dev", "--out", str(out)]

    def nothing() -> None:
        pass

    rows = [
        _measure("tfgen --help", [sys.executable, "-m", "tfgen", "--help"], nothing, cache, "0.15 s"),
        _measure("render pci-payments dev, all ten modules, first run", render("whole.yaml"), cold, cache, "1.0 s, 120 MB"),
        _measure("render pci-payments dev, all ten modules, warm", render("whole.yaml"), warm, cache, "0.4 s, 120 MB"),
    ]
    files = sorted(str(p) for p in out.rglob("*.tf"))
    lines = sum(Path(f).read_text().count("\n") for f in files)
    bare = [sys.executable, "-c", BARE_PARSE, *files]
    return [
        *rows,
        _measure(f"python-hcl2's bare parse of the {len(files)} files, {lines} lines", bare, nothing, cache, ""),
        _measure("render pci-payments dev as it is (library elsewhere), first run", render("stack.yaml"), cold, cache, "1.0 s"),
        _measure("render pci-payments dev as it is (library elsewhere), warm", render("stack.yaml"), warm, cache, "0.4 s"),
    ]


def _measure(name: str, command: Sequence[str], before: Callable[[], None], cache: Path, aim: str) -> Row:
    environment = {**os.environ, "TFGEN_CACHE_DIR": str(cache), "PYTHONPATH": str(REPOSITORY)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    seconds, peaks = [], []
    for _ in range(RUNS):
        before()
        log = tempfile.TemporaryFile()
        started = time.perf_counter()
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=log)
        _, status, used = os.wait4(child.pid, 0)
        seconds.append(time.perf_counter() - started)
        child.returncode = os.waitstatus_to_exitcode(status)
        peaks.append(used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024))
        if child.returncode:
            log.seek(0)
            sys.exit(f"{name} failed:\n{log.read().decode(errors='replace')}")
        log.close()
    return Row(name, median(seconds), max(peaks), aim)


def _without_modules(stack: Path) -> list[str]:
    return [line for line in stack.read_text().splitlines(keepends=True) if not line.startswith("modules:")]


main()
