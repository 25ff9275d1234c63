import io
from pathlib import Path

import pytest
from rich.console import Console

from tfgen.cli.sandbox_view import kept_lines, report_view, sandbox_progress
from tfgen.sandbox.engine import Engine
from tfgen.sandbox.report import Event, EventKind, PhaseResult, PhaseStatus, SandboxReport

ENGINE = Engine("terraform", "1.11.4", ("terraform",))
ADDRESS = 'module.network.aws_subnet.private["[b]a[/b]"]'
EVENTS = (
    Event(EventKind.NOTE, text="emulated AWS at http://127.0.0.1:4000"),
    Event(EventKind.PHASE_STARTED, "apply"),
    Event(EventKind.STARTED, "apply", ADDRESS, "create"),
    Event(EventKind.WAITING, "apply", ADDRESS, "create", 10),
    Event(EventKind.DONE, "apply", ADDRESS, "create", 11),
    Event(EventKind.DONE, "apply", "data.aws_region.current", "read", 0),
    Event(EventKind.FAILED, "apply", "aws_vpc.this", "create", 3),
    Event(EventKind.PHASE_ENDED, "apply", seconds=14.04, text="Apply complete!"),
)


def written(*, terminal: bool, quiet: bool = False) -> str:
    console = Console(file=io.StringIO(), force_terminal=terminal, width=100)
    with sandbox_progress(console, quiet=quiet) as tell:
        for event in EVENTS:
            tell(event)
    return console.file.getvalue()


def output(report: SandboxReport, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, soft_wrap=True)
    console.print(report_view(report))
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())


def test_progress_is_plain_lines_where_there_is_no_terminal():
    assert (
        written(terminal=False)
        == """\
emulated AWS at http://127.0.0.1:4000
apply ...
  module.network.aws_subnet.private["[b]a[/b]"]: created (11 s)
  aws_vpc.this: failed after 3 s
apply: 14.0 s Apply complete!
"""
    )


def test_a_terminal_shows_what_is_under_way_too():
    text = written(terminal=True)
    assert f"{ADDRESS}: created (11 s)" in text
    assert f"{ADDRESS} 0 s" in text


@pytest.mark.parametrize("terminal", [True, False])
def test_quiet_writes_nothing(terminal):
    assert written(terminal=terminal, quiet=True) == ""


def test_a_green_run_is_a_table_of_phases_with_times():
    phases = (
        PhaseResult("init", PhaseStatus.OK, 0.5, "hashicorp/aws 3.39.0"),
        PhaseResult("apply", PhaseStatus.OK, 71.96, "Apply complete! Resources: 2 added.", warnings=("Warning: old",)),
        PhaseResult("replan", PhaseStatus.OK, 2, "Plan: 0 to add, 0 to change, 0 to destroy."),
        PhaseResult("destroy", PhaseStatus.SKIPPED),
    )
    assert (
        output(SandboxReport(phases, ENGINE, "3.39.0", planned=2, created=2))
        == """\
phase       status     time  result
init        ok        0.5 s  hashicorp/aws 3.39.0
apply       ok       72.0 s  Apply complete! Resources: 2 added. (1 warning)
plan again  ok        2.0 s  no changes
destroy     skipped
total                74.5 s  2 planned, 2 created
terraform 1.11.4, provider hashicorp/aws 3.39.0, AWS emulated by moto"""
    )


def test_errors_are_shown_whole_on_a_narrow_terminal_too():
    error = "Error: " + "a very long summary " * 10 + '\n\n  on main.tf line 1:\n   1: [bold]x["y"]\n\nDetail.'
    phases = (PhaseResult("plan", PhaseStatus.FAILED, 1, "", (error,)),)
    text = output(SandboxReport(phases, ENGINE, "3.39.0"), width=40)
    assert "\n".join(line.rstrip() for line in error.splitlines()) in text


def test_a_kept_sandbox_says_how_to_use_and_to_stop_it():
    report = SandboxReport(
        (),
        ENGINE,
        "3.39.0",
        endpoint="http://127.0.0.1:4000",
        folder=Path("/tmp/tfgen-sandbox-x/tree/envs/dev"),
        workspace=Path("/tmp/tfgen-sandbox-x"),
        pid=4711,
    )
    lines = kept_lines(report)
    assert lines[0] == "kept: the configuration and its state in /tmp/tfgen-sandbox-x/tree/envs/dev"
    assert "http://127.0.0.1:4000" in lines[1]
    assert lines[-1] == "stop and remove it with: kill 4711; rm -r /tmp/tfgen-sandbox-x"
    assert kept_lines(SandboxReport((), ENGINE, "3.39.0")) == ()
