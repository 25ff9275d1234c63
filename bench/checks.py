"""``tfgen check`` next to python-hcl2's bare parse of the same files, and next to ``terraform init && validate``."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.process import REPOSITORY, Cost, middle, run
from bench.trees import tree, without_modules_source

SIZES = {1_000: 5, 10_000: 3, 100_000: 1}
"""Lines of a tree, and how often each of its rows is run."""

BARE_PARSE = """
import sys
import hcl2
for path in open(sys.argv[1], encoding="utf-8").read().splitlines():
    with open(path, encoding="utf-8") as file:
        hcl2.parses(file.read())
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A measurement, and its processor time as a part of the one it is held against, with the aim."""

    name: str
    cost: Cost
    ratio: float | None = None
    aim: str = ""

    def __str__(self) -> str:
        cost = self.cost
        figures = f"{cost.seconds:8.3f} {cost.processor:8.3f} {cost.megabytes:6.0f}"
        ratio = "" if self.ratio is None else f"{self.ratio:6.2f}"
        return f"{self.name:64} {figures} {ratio:>6}  {self.aim}"


HEAD = f"{'':64} {'seconds':>8} {'CPU':>8} {'MB':>6} {'ratio':>6}  aim"


class Checks:
    """Measures in a folder of its own, with caches of its own."""

    def __init__(self, work: Path) -> None:
        self.work, self.cache = work, work / "check-cache"

    def rows(self) -> Iterator[Row]:
        """The rows, one by one as they are measured."""
        for lines, runs in SIZES.items():
            yield from self._tree(lines, runs)
        yield from self._terraform()

    def _tree(self, lines: int, runs: int) -> Iterator[Row]:
        files = tree(self.work / "tree", lines)
        count = sum(file.read_text("utf-8").count("\n") for file in files)
        listed = self.work / "files"
        listed.write_text("".join(f"{file}\n" for file in files))
        bare = self._measure("bare parse", [sys.executable, "-c", BARE_PARSE, str(listed)], runs)
        yield Row(
            f"{count:,} lines, {len(files):,} files: python-hcl2's bare parse, {runs} x", bare
        )
        memory = ", 150 MB" if lines == 10_000 else ""
        for jobs in (1, 2):
            check = [sys.executable, "-m", "tfgen", "check", f"-j{jobs}", str(self.work / "tree")]
            cold = self._measure("check", check, runs, self._forget)
            yield Row(
                f"  check -j{jobs}, cold", cold, cold.processor / bare.processor, f"1.4{memory}"
            )
            warm = self._measure("check", check, max(runs, 3))
            yield Row(
                f"  check -j{jobs}, nothing changed",
                warm,
                warm.processor / bare.processor,
                f"0.25{memory}",
            )
            change = self._measure("check", check, max(runs, 3), partial(_change, files[0]))
            yield Row(
                f"  check -j{jobs}, one file changed", change, change.processor / bare.processor
            )

    def _terraform(self) -> Iterator[Row]:
        """pci-payments dev with its modules, for the one version whose real provider is at hand."""
        from tfgen.sandbox.engine import require_engine, terraform_environment
        from tfgen.sandbox.errors import SandboxError
        from tfgen.sandbox.mirror import provider_mirror

        try:
            engine, mirror = require_engine(), provider_mirror()
        except SandboxError as error:
            print(f"not measured: terraform init && validate: {error}")
            return
        root = self._rendered(mirror.version) / "envs" / "dev"
        environment = terraform_environment()

        def both() -> Cost:
            shutil.rmtree(root / ".terraform", ignore_errors=True)
            (root / ".terraform.lock.hcl").unlink(missing_ok=True)
            init = [
                *engine.command,
                "init",
                f"-plugin-dir={mirror.path}",
                "-input=false",
                "-backend=false",
            ]
            first = run("init", init, environment, root)
            second = run("validate", [*engine.command, "validate"], environment, root)
            return Cost(
                first.seconds + second.seconds,
                first.processor + second.processor,
                max(first.megabytes, second.megabytes),
            )

        real = middle([both() for _ in range(3)])
        shutil.rmtree(root / ".terraform", ignore_errors=True)
        yield Row(
            f"pci-payments dev, aws {mirror.version}: {engine.title} init && validate, 3 x", real
        )
        check = [sys.executable, "-m", "tfgen", "check", str(root)]
        for name, before in (("cold", self._forget), ("nothing changed", lambda: None)):
            cost = self._measure("check", check, 5, before)
            yield Row(
                f"  check, {name} (ratio of seconds)", cost, cost.seconds / real.seconds, "0.33"
            )

    def _rendered(self, version: str) -> Path:
        example = (REPOSITORY / "examples" / "pci-payments" / "stack.yaml").read_text("utf-8")
        stack, out = self.work / "stack-of-check.yaml", self.work / "rendered"
        stack.write_text(without_modules_source(example), "utf-8")
        command = [sys.executable, "-m", "tfgen", "render", str(stack), "-e", "dev"]
        run("render", [*command, "--provider", f"aws={version}", "--out", str(out)], {})
        return out

    def _forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def _measure(
        self,
        name: str,
        command: Sequence[str],
        runs: int,
        before: Callable[[], None] = lambda: None,
    ) -> Cost:
        costs = []
        for _ in range(runs):
            before()
            costs.append(run(name, command, {"TFGEN_CACHE_DIR": str(self.cache)}))
        return middle(costs)


def _change(file: Path) -> None:
    """One more comment."""
    with file.open("a", encoding="utf-8") as text:
        text.write("# changed\n")
