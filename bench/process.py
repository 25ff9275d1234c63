"""One process and its cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

REPOSITORY = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock and of the processor (with children that were waited for), and the peak of memory in MB."""

    seconds: float
    processor: float
    megabytes: float


def run(
    name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path | None = None
) -> Cost:
    """Run a command with more of an environment; when it fails, the bench ends."""
    variables = {**os.environ, "PYTHONPATH": str(REPOSITORY), **environment}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        child = subprocess.Popen(command, env=variables, stdout=log, stderr=log, cwd=folder)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            log.seek(0)
            sys.exit(f"{name} failed:\n{log.read().decode(errors='replace')}")
    megabytes = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Cost(seconds, used.ru_utime + used.ru_stime, megabytes)


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of times, the highest peak."""
    seconds = median([cost.seconds for cost in costs])
    processor = median([cost.processor for cost in costs])
    megabytes = max([cost.megabytes for cost in costs])
    return Cost(seconds, processor, megabytes)
