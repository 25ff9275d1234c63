"""The main job, for real: applied by real Terraform with the real provider, replanned with no changes, destroyed."""

from __future__ import annotations

import pytest

from tests.reading import REPOSITORY
from tfgen.cli.root import run

pytestmark = pytest.mark.sandbox


@pytest.mark.parametrize("example", ["pci-payments", "minimal"])
def test_example_is_applied_replanned_and_destroyed(example: str, capfd: pytest.CaptureFixture[str]) -> None:
    status = run(["sandbox", str(REPOSITORY / "examples" / example), "--env", "dev"])
    said = capfd.readouterr().out
    assert status == 0, said
    phases = [line.split() for line in said.splitlines()]
    done = {" ".join(words[: words.index("ok")]) for words in phases if "ok" in words}
    assert done == {"init", "validate", "plan", "apply", "plan again", "destroy"}, said
    assert "no changes" in said
