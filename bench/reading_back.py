"""What reading back costs: the first render of the payments example with it and without it, in turn."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.checks import Row
from bench.process import REPOSITORY, Cost, middle, run

ROUNDS = 9

WITHOUT = """
from tfgen.build.reading_back import BackReader
BackReader.get_ready = lambda self: None
BackReader.submit = lambda self, name, files: None
from tfgen.cli import main
main()
"""
"""The command as it would be if nothing were read back. There is no option for that: it is no choice of the user's."""


class ReadingBack:
    """Measures in a folder of its own, with a cache of its own, empty at each start."""

    def __init__(self, work: Path) -> None:
        self.cache, self.out = work / "read-back-cache", work / "read-back-out"

    def rows(self) -> Iterator[Row]:
        """The example as it is, then with its modules beside the roots."""
        yield from self._pair(
            "pci-payments", REPOSITORY / "examples" / "pci-payments" / "stack.yaml", "1.15"
        )
        text = (REPOSITORY / "examples" / "pci-payments" / "stack.yaml").read_text("utf-8")
        whole = self.cache.with_name("read-back-stack.yaml")
        whole.write_text(
            "".join(x for x in text.splitlines(keepends=True) if not x.startswith("modules:")),
            "utf-8",
        )
        yield from self._pair("pci-payments with its ten modules", whole, "")

    def _pair(self, name: str, stack: Path, aim: str) -> Iterator[Row]:
        arguments = ["render", str(stack), "--out", str(self.out)]
        commands = (
            [sys.executable, "-c", WITHOUT, *arguments],
            [sys.executable, "-m", "tfgen", *arguments],
        )
        costs: tuple[list[Cost], list[Cost]] = ([], [])
        for _ in range(ROUNDS):
            for command, measured in zip(commands, costs, strict=True):
                measured.append(self._first_run(command))
        without, with_ = map(middle, costs)
        yield Row(f"render {name}, first run, nothing read back, {ROUNDS} x", without)
        yield Row("  read back (ratio of seconds)", with_, with_.seconds / without.seconds, aim)

    def _first_run(self, command: Sequence[str]) -> Cost:
        for folder in (self.cache, self.out):
            shutil.rmtree(folder, ignore_errors=True)
        return run("render", command, {"TFGEN_CACHE_DIR": str(self.cache)})
