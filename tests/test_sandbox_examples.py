"""The main job, for real: applied by real Terraform with the real provider, replanned with no changes, destroyed."""

from __future__ import annotations

import json

import pytest

from tests.reading import REPOSITORY
from tfgen.cli.root import run

pytestmark = pytest.mark.sandbox


@pytest.mark.parametrize(("example", "resources"), [("pci-payments", 71), ("minimal", 22)])
def test_example_is_applied_replanned_and_destroyed(
    example: str, resources: int, capfd: pytest.CaptureFixture[str]
) -> None:
    status = run(["sandbox", str(REPOSITORY / "examples" / example), "--env", "dev", "--format", "json"])
    report = json.loads(capfd.readouterr().out)
    assert [(p["name"], p["status"], p["errors"]) for p in report["phases"]] == [
        (name, "ok", []) for name in ("init", "validate", "plan", "apply", "replan", "destroy")
    ]
    assert report["provider_version"] == "3.39.0"
    assert (report["planned"], report["created"], report["destroyed"]) == (resources, resources, resources)
    assert status == 0
