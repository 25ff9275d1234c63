"""Judging batches of configurations: the package's front door."""

from __future__ import annotations

import os
import queue
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Literal

from tests.oracle.model import Case, OracleError, Verdict
from tests.oracle.process import Done, Worker
from tests.oracle.report import from_lines, from_validate, outputs
from tests.oracle.stand_in import reattach, start_real, write_mirror
from tests.oracle.tree import written

ProviderKind = Literal["schema", "real"]

_CASES_PER_LANE = 100
"""Another process pays off from about here: its start costs as much processor time as judging so many."""


class Judge:
    """Terraform core with one version of the AWS provider; its processes live until ``close``.

    ``provider="real"`` puts the real provider behind core (3.39.0, or what TFGEN_PLUGIN_MIRROR holds) instead of the
    schema-only one. ``others`` has the versions of other providers, which know a schema only.
    ``jobs`` is the most Terraforms to run at once. Starting one takes about a second and a half,
    then a small case takes about 20 ms, its plan 40 ms more; with the real provider 100 to 200 ms.
    """

    def __init__(
        self,
        version: str,
        provider: ProviderKind = "schema",
        jobs: int | None = None,
        others: Mapping[str, str] | None = None,
    ) -> None:
        self.version = version
        self._others = others or {}
        self.provider = provider
        self._jobs = jobs or min(os.cpu_count() or 1, 4)
        self._installing = Lock()
        self._lanes: queue.LifoQueue[Worker] = queue.LifoQueue()
        with ExitStack() as stack:
            self._home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tfgen-oracle-")))
            write_mirror(self._home / "mirror", version)
            for name, number in self._others.items():
                write_mirror(self._home / "mirror", number, name)
            self._installer = _kept(stack, Worker(self._home / "init.log"))
            real = start_real(version, self._home, stack) if provider == "real" else None
            for i in range(self._jobs):
                self._lanes.put(_kept(stack, self._lane(i, real)))
            self._stack = stack.pop_all()

    def judge(self, cases: Sequence[Case], plan: bool = False) -> list[Verdict]:
        """A verdict for each case, in their order: ``init``, then ``validate``, then ``plan`` if asked for.

        A stage that fails is the last one. Raises OracleError when Terraform gives no verdict on some case.
        """
        if plan and self.provider == "real":
            raise ValueError("the real provider needs an AWS to plan against: that is the sandbox's job")
        jobs = max(1, min(self._jobs, len(cases) // _CASES_PER_LANE))
        with ThreadPoolExecutor(jobs) as pool:
            return list(pool.map(lambda case: self._judge(case, plan), cases))

    def test(self, cases: Sequence[Case]) -> list[Verdict]:
        """A verdict for each case, in their order: ``init``, ``validate``, then ``terraform test``.

        Resources of AWS need a ``mock_provider`` in the test file.
        """
        return [self._test(case) for case in cases]

    def _test(self, case: Case) -> Verdict:
        with written(case, self._home, plan=False) as root:
            verdict = from_lines(case, "init", self._init(root, plan=False))
            with self._lane_taken() as lane:
                if verdict.valid:
                    verdict = from_validate(case, lane.run(("validate", "-json"), root))
                if verdict.valid:
                    verdict = from_lines(case, "test", lane.run(("test", "-json"), root))
        return verdict

    def schema_document(self) -> str:
        """What ``terraform providers schema -json`` says of the provider that is served."""
        main = 'terraform {\n  required_providers {\n    aws = { source = "hashicorp/aws" }\n  }\n}\n'
        with written(Case("schema", {"main.tf": main}), self._home, plan=False) as root, self._lane_taken() as lane:
            return lane.run(("providers", "schema", "-json"), root).stdout

    def close(self) -> None:
        """End all processes and remove all files."""
        self._stack.close()

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, _type: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None) -> None:
        self.close()

    def _judge(self, case: Case, plan: bool) -> Verdict:
        with written(case, self._home, plan) as root:
            try:
                verdict = from_lines(case, "init", self._init(root, plan))
                if verdict.valid:
                    with self._lane_taken() as lane:
                        verdict = from_validate(case, lane.run(("validate", "-json"), root))
                        verdict = _plan(case, lane, root) if plan and verdict.valid else verdict
                return verdict
            except OracleError as error:
                raise OracleError(f"{case.name}: {error}") from error

    def _init(self, root: Path, plan: bool) -> Done:
        """Modules, version constraints and, for a plan, the backend.

        The installer must not attach to the provider: then ``init`` would not look at version constraints.
        """
        backend = () if plan else ("-backend=false",)
        with self._installing:
            args = ("init", "-json", "-input=false", f"-plugin-dir={self._home / 'mirror'}", *backend)
            return self._installer.run(args, root)

    def _lane(self, i: int, real: str | None) -> Worker:
        socket, log = str(self._home / f"{i}.socket"), self._home / f"{i}.log"
        if real:
            return Worker(log, (), reattach(real))
        others = (f"{name}={version}" for name, version in self._others.items())
        return Worker(log, (socket, self.version, *others), reattach(socket, self._others))

    @contextmanager
    def _lane_taken(self) -> Iterator[Worker]:
        lane = self._lanes.get()
        try:
            yield lane
        finally:
            self._lanes.put(lane)


def _plan(case: Case, lane: Worker, root: Path) -> Verdict:
    done = lane.run(("plan", "-json", "-input=false", "-lock=false", "-out=oracle.tfplan"), root)
    verdict = from_lines(case, "plan", done)
    if not verdict.valid:
        return verdict
    shown = lane.run(("show", "-json", "oracle.tfplan"), root)
    return replace(verdict, outputs=outputs(case, shown), output_types=outputs(case, shown, "type"))


def _kept(stack: ExitStack, worker: Worker) -> Worker:
    stack.callback(worker.close)
    return worker


def judge(
    cases: Sequence[Case],
    version: str,
    *,
    provider: ProviderKind = "schema",
    plan: bool = False,
    jobs: int | None = None,
) -> list[Verdict]:
    """The verdicts on one batch; see ``Judge``."""
    with Judge(version, provider, jobs) as it:
        return it.judge(cases, plan)
