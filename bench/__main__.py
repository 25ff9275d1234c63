"""``python -m bench``: each row is a whole process, started five times; the median of wall time, the peak of memory."""

from __future__ import annotations

import compileall
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from bench.checks import HEAD, Checks
from bench.process import REPOSITORY, Cost, middle, run
from bench.reading_back import ReadingBack
from bench.trees import without_modules_source

RUNS = 5

BARE_PARSE = """
import sys
import hcl2
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        hcl2.parses(file.read())
"""

TYPES = """
import time
from tfgen.terraform.schema import load_schema
start = time.perf_counter()
schema = load_schema("aws", "6.62.0")
for name in (
    "aws_rds_cluster", "aws_rds_cluster_instance", "aws_db_subnet_group", "aws_rds_cluster_parameter_group",
    "aws_db_parameter_group", "aws_security_group", "aws_efs_file_system", "aws_efs_mount_target",
    "aws_elasticache_replication_group", "aws_kms_key", "aws_kms_alias", "aws_vpc", "aws_subnet",
    "aws_apigatewayv2_api", "aws_s3_bucket",
):
    assert schema.resource(name)
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One measurement: seconds (median) and MB (peak) of a process, and the aim if there is one."""

    name: str
    seconds: float
    megabytes: float
    aim: str


def main() -> None:
    """Print the table. tfgen is compiled first, as pip does when it installs a wheel."""
    compileall.compile_dir(REPOSITORY / "tfgen", quiet=1)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, median of {RUNS}")
    print(f"{'':64} {'seconds':>8} {'MB':>6}  aim")
    with tempfile.TemporaryDirectory(prefix="tfgen-bench-") as name:
        for row in Bench(Path(name)).rows():
            print(f"{row.name:64} {row.seconds:8.3f} {row.megabytes:6.0f}  {row.aim}")
        print(f"\n{HEAD}")
        for cost in chain(ReadingBack(Path(name)).rows(), Checks(Path(name)).rows()):
            print(cost, flush=True)


class Bench:
    """Measures in a folder of its own, with a cache of its own."""

    def __init__(self, work: Path) -> None:
        self.work, self.cache, self.out = work, work / "cache", work / "out"

    def rows(self) -> Iterator[TimeRow]:
        """The rows, one by one as they are measured."""
        help_ = [sys.executable, "-m", "tfgen", "--help"]
        yield self._measure("tfgen --help", help_, "0.15 s")
        yield self._types()
        example = (REPOSITORY / "examples" / "pci-payments" / "stack.yaml").read_text()
        whole = without_modules_source(example)
        yield from self._renders("pci-payments dev with its ten modules", whole)
        files = sorted(str(p) for p in self.out.rglob("*.tf"))
        lines = sum(Path(f).read_text().count("\n") for f in files)
        bare = [sys.executable, "-c", BARE_PARSE, *files]
        yield self._measure(
            f"python-hcl2's bare parse of the same {len(files)} files, {lines:,} lines", bare, ""
        )
        yield from self._renders("pci-payments dev as it is, modules elsewhere", example)

    def _types(self) -> TimeRow:
        """A module's worth of types: the process itself measures, without its start."""
        command = [sys.executable, "-c", TYPES]
        environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
        seconds: list[float] = []
        for _ in range(RUNS):
            done = subprocess.run(command, env=environment, capture_output=True, check=True)
            seconds.append(float(done.stdout))
        return TimeRow(
            "open aws 6.62.0 and read 15 types, without start-up", median(seconds), 0, "0.005 s"
        )

    def _renders(self, name: str, stack: str) -> Iterator[TimeRow]:
        (self.work / "stack.yaml").write_text(stack)
        render = [
            sys.executable,
            "-m",
            "tfgen",
            "render",
            str(self.work / "stack.yaml"),
            "-e",
            "dev",
        ]
        command = [*render, "--out", str(self.out)]
        yield self._measure(
            f"render {name}, first run", command, "1.0 s, 120 MB", self.cache, self.out
        )
        yield self._measure(f"render {name}, warm", command, "0.4 s, 120 MB", self.out)

    def _measure(self, name: str, command: Sequence[str], aim: str, *removed: Path) -> TimeRow:
        """Run the command five times; ``removed`` are folders that are not there when it starts."""
        costs: list[Cost] = []
        for _ in range(RUNS):
            for folder in removed:
                shutil.rmtree(folder, ignore_errors=True)
            costs.append(run(name, command, {"TFGEN_CACHE_DIR": str(self.cache)}))
        usual = middle(costs)
        return TimeRow(name, usual.seconds, usual.megabytes, aim)


if __name__ == "__main__":
    main()
