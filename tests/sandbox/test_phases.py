import json
import os
from pathlib import Path

import pytest

from tests.sandbox.fakes import fake_terraform, hook, summary
from tfgen.sandbox import phases
from tfgen.sandbox.messages import read_message
from tfgen.sandbox.mirror import Mirror
from tfgen.sandbox.phases import PhaseContext, to_event
from tfgen.sandbox.report import Event, EventKind

ERROR = json.dumps({"type": "diagnostic", "diagnostic": {"severity": "error", "summary": "No", "detail": "Because."}})


@pytest.fixture
def heard() -> list[Event]:
    return []


@pytest.fixture
def context(tmp_path: Path, heard: list[Event]):
    """Makes the context of a run whose Terraform says what is given."""

    def make(**said) -> PhaseContext:
        mirror = Mirror(Path("/mirror"), "aws", "3.39.0")
        return PhaseContext(fake_terraform(tmp_path, **said), mirror, tmp_path, os.environ, heard.append)

    return make


def calls(context: PhaseContext) -> list[str]:
    return (context.folder / "calls").read_text().splitlines()


def test_init_takes_the_provider_from_the_mirror(context):
    made = context()
    outcome = phases.init(made)
    assert (outcome.result.status, outcome.result.summary) == ("ok", "hashicorp/aws 3.39.0")
    assert calls(made) == ["init -plugin-dir=/mirror -input=false -no-color"]


def test_a_failing_init_shows_all_that_terraform_said(context):
    outcome = phases.init(context(init={"status": 1, "stderr": "Error: no provider\n\nIt is not in the mirror."}))
    assert outcome.result.status == "failed"
    assert outcome.result.errors == ("Error: no provider\n\nIt is not in the mirror.",)


def test_validate_shows_each_error_whole(context):
    diagnostics = [{"severity": "error", "summary": f"Bad {n}", "detail": "Mend it."} for n in (1, 2)]
    said = {"valid": False, "diagnostics": diagnostics}
    outcome = phases.validate(context(validate={"status": 1, "lines": [json.dumps(said)]}))
    assert outcome.result.errors == ("Error: Bad 1\n\nMend it.", "Error: Bad 2\n\nMend it.")


def test_plan_counts_what_it_would_add(context):
    outcome = phases.plan(context(plan={"lines": [summary("Plan: 3 to add, 0 to change, 0 to destroy.", add=3)]}))
    assert outcome.changes.add == 3
    assert outcome.result.summary == "Plan: 3 to add, 0 to change, 0 to destroy."


def test_apply_tells_of_every_resource(context, heard):
    lines = [
        hook("apply_start", "aws_vpc.a", "create"),
        hook("apply_progress", "aws_vpc.a", "create", 10),
        hook("apply_complete", "aws_vpc.a", "create", 11),
        summary("Apply complete!", add=1),
    ]
    assert phases.apply(context(apply={"lines": lines}), planned=1).result.status == "ok"
    assert heard == [
        Event(EventKind.STARTED, "apply", "aws_vpc.a", "create"),
        Event(EventKind.WAITING, "apply", "aws_vpc.a", "create", 10),
        Event(EventKind.DONE, "apply", "aws_vpc.a", "create", 11),
    ]


def test_fewer_created_than_planned_is_a_failure(context):
    outcome = phases.apply(context(apply={"lines": [summary("Apply complete!", add=1)]}), planned=2)
    assert outcome.result.errors == ("Error: 2 resources were planned and 1 created",)


def test_what_was_created_before_a_failure_is_counted(context):
    lines = [hook("apply_complete", "aws_vpc.a", "create"), hook("apply_errored", "aws_vpc.b", "create"), ERROR]
    outcome = phases.apply(context(apply={"lines": lines, "status": 1}), planned=2)
    assert outcome.result.errors == ("Error: No\n\nBecause.",)
    assert outcome.changes.add == 1


def test_a_panic_of_the_provider_is_shown_too(context):
    said = {"lines": [ERROR], "status": 1, "stderr": "panic: runtime error: nil pointer\ngoroutine 1"}
    assert phases.apply(context(apply=said), planned=1).result.errors == (
        "Error: No\n\nBecause.",
        "panic: runtime error: nil pointer\ngoroutine 1",
    )


def test_a_second_plan_with_changes_is_a_failure_that_shows_them(context):
    lines = [summary("Plan: 0 to add, 1 to change, 0 to destroy.", change=1)]
    made = context(replan={"lines": lines, "status": 2}, show={"lines": ["  ~ engine_version = 1 -> 2"]})
    outcome = phases.replan(made)
    assert outcome.result.status == "failed"
    assert outcome.result.errors == ("Error: the plan after apply is not empty\n\n~ engine_version = 1 -> 2",)
    assert calls(made)[1] == "show -no-color tfgen-sandbox-replan.tfplan"


def test_a_second_plan_that_breaks_is_no_plan_with_changes(context):
    outcome = phases.replan(context(replan={"lines": [ERROR], "status": 1}))
    assert outcome.result.errors == ("Error: No\n\nBecause.",)


def test_fewer_destroyed_than_created_is_a_failure(context):
    outcome = phases.destroy(context(destroy={"lines": [summary("Destroy complete!", remove=2)]}), created=3)
    assert outcome.result.errors == ("Error: 3 resources were created and 2 destroyed",)


def test_warnings_are_kept_apart_from_errors(context):
    warning = json.dumps({"type": "diagnostic", "diagnostic": {"severity": "warning", "summary": "Old", "detail": ""}})
    outcome = phases.plan(context(plan={"lines": [warning, summary("Plan", add=1)]}))
    assert (outcome.result.status, outcome.result.warnings) == ("ok", ("Warning: Old",))


@pytest.mark.parametrize("kind", ["version", "planned_change", "provision_start", "outputs"])
def test_other_messages_are_no_events(kind):
    assert to_event("plan", read_message(json.dumps({"type": kind}))) is None


def test_refreshing_has_no_action_of_its_own():
    event = to_event("replan", read_message(hook("refresh_start", "aws_vpc.a", "")))
    assert event == Event(EventKind.STARTED, "replan", "aws_vpc.a", "refresh")
