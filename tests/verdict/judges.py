"""One stack before all judges: ``render``, ``check`` of what it would write, and real Terraform core."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.oracle import Case, Judge, Verdict
from tests.verdict.stacks import Stack
from tfgen.build.result import RenderedStack
from tfgen.diagnostics import CheckResult, Diagnostic, Severity
from tfgen.output.apply import apply
from tfgen.output.model import OutputFile
from tfgen.output.plan import plan
from tfgen.pipelines.check import CheckRequest, check
from tfgen.pipelines.render import RenderRequest, render
from tfgen.stack.root_module import SecretVariable
from tfgen.suppress.policy import SuppressionPolicy

NOT_TERRAFORMS = ("TFG5",)
"""Codes of what AWS refuses, or tfgen's own rules, and Terraform core knows nothing of."""


@dataclass(frozen=True)
class Outcome:
    """What the judges said. ``made``: the roots could be made, so that the others could be asked.

    ``core`` is None where it was not asked.
    """

    stack: Stack
    render: tuple[Diagnostic, ...]
    made: bool
    check: tuple[Diagnostic, ...]
    core: tuple[str, ...] | None

    @property
    def green(self) -> bool:
        """Whether ``render`` found no error."""
        return not self.render

    @property
    def for_nothing(self) -> bool:
        """Whether ``render`` refused what neither ``check`` nor core refuses, by codes that are Terraform's."""
        by_terraform = [d for d in self.render if not d.code.startswith(NOT_TERRAFORMS)]
        return bool(by_terraform) and self.made and not self.check and self.core == ()


def judged(stack: Stack, cache: Path, core: Callable[[str], Judge] | None) -> Outcome:
    """The outcome for a stack; ``core`` gives the judge for a provider version, None to leave it out.

    Without it what ``render`` refuses is not checked either. ``check`` has a cache of its own, so
    that it takes no result from ``render``.
    """
    with _folder() as folder:
        (folder / "stack.yaml").write_text(stack.text, encoding="utf-8")
        rendered = render(RenderRequest.of(folder / "stack.yaml", cache=cache))
        found = errors(rendered.result)
        output = rendered.output
        if output is None or not any(file.path.startswith("envs/") for file in output.files):
            return Outcome(stack, found, False, (), None)
        if found and core is None:
            return Outcome(stack, found, True, (), None)
        write(output, folder)
        request = CheckRequest((folder,), policy=SuppressionPolicy(), cache=cache / "of-check")
        checked = errors(check(request).result)
        refused = None if core is None else tuple(core_errors(output, core(stack.version)))
        return Outcome(stack, found, True, checked, refused)


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="tfgen-verdict-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def errors(result: CheckResult) -> tuple[Diagnostic, ...]:
    """The errors of a result."""
    return tuple(d for d in result.diagnostics if d.severity is Severity.ERROR)


def write(output: RenderedStack, folder: Path) -> None:
    """Write the files as ``tfgen render`` does, those of a refused stack too."""
    files = [OutputFile(file.path, file.text, output.owners[file.path]) for file in output.files]
    planned = plan(folder, files, None, provider=f"aws={output.stack.version}", inputs={})
    _, problems = apply(folder, planned)
    assert not problems


def core_errors(output: RenderedStack, judge: Judge) -> Iterator[str]:
    """What core says when it validates and plans every root."""
    files = {file.path: file.text for file in output.files if file.path.endswith(".tf")}
    cases = []
    for root in output.roots:
        secrets: Mapping[str, str | int] = {secret.name: _secret(secret) for secret in root.secrets}
        cases.append(Case(root.environment, files, f"envs/{root.environment}", secrets))
    for verdict in judge.judge(cases, plan=True):
        yield from _said(verdict)


def _said(verdict: Verdict) -> Iterator[str]:
    for error in verdict.errors:
        yield f"{verdict.stage}: {error}"
    if not verdict.valid and not verdict.errors:
        yield f"{verdict.stage}: not valid"


def _secret(secret: SecretVariable) -> str | int:
    return 12345678 if secret.type_text == "number" else "not-a-secret-but-long-enough"
