"""A Terraform that says what the test tells it to, and an emulator that is only a process."""

import json
import subprocess
import sys
from pathlib import Path

from tfgen.sandbox.emulator.launch import Emulator
from tfgen.sandbox.engine import Engine

ROOT = 'provider "aws" {\n  region = "us-west-2"\n}\n'

SCRIPT = """\
import json, sys, time
arguments = sys.argv[1:]
phase = arguments[0]
if "-detailed-exitcode" in arguments:
    phase = "replan"
if "-destroy" in arguments:
    phase = "destroy"
with open({log!r}, "a") as log:
    print(phase, *arguments[1:], file=log)
said = json.loads({said!r}).get(phase, {{}})
print("\\n".join(said.get("lines", [])), flush=True)
print(said.get("stderr", ""), file=sys.stderr, flush=True)
time.sleep(said.get("sleep", 0))
sys.exit(said.get("status", 0))
"""

VALID = {"lines": [json.dumps({"format_version": "1.0", "valid": True, "diagnostics": []})]}


def fake_terraform(folder: Path, **said: dict[str, object]) -> Engine:
    """An engine that answers each phase with ``lines``, ``stderr`` and ``status``; ``folder/calls`` lists its calls."""
    script = folder / "terraform.py"
    answers = json.dumps({"validate": VALID} | said)
    script.write_text(SCRIPT.format(log=str(folder / "calls"), said=answers), encoding="utf-8")
    return Engine("terraform", "1.2.3", (sys.executable, str(script)))


def fake_emulator(log: Path) -> Emulator:
    """Something to start and stop."""
    process = subprocess.Popen(
        (sys.executable, "-c", "import sys; sys.stdin.read()"), stdin=subprocess.PIPE, text=True, start_new_session=True
    )
    return Emulator("http://127.0.0.1:9", process)


def summary(text: str, *, add: int = 0, change: int = 0, remove: int = 0) -> str:
    """The last line of a plan, an apply or a destroy."""
    changes = {"add": add, "change": change, "remove": remove}
    return json.dumps({"@message": text, "type": "change_summary", "changes": changes})


def hook(kind: str, address: str, action: str, seconds: int = 0) -> str:
    """A line about a resource."""
    body = {"resource": {"addr": address}, "action": action, "elapsed_seconds": seconds}
    return json.dumps({"@message": f"{address}: ...", "type": kind, "hook": body})
