"""tfgen and real Terraform agree on whether HCL is right, and on the line: on mutants of tfgen's own modules and of
hand-written configurations, for three provider versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.oracle import Case, Judge, Verdict, read_case
from tests.rules.hcl import judged, schema
from tests.rules.mutants import MISTAKES, NEUTRAL, Mutant, mutants
from tfgen.building import Builder
from tfgen.diagnostics import Severity
from tfgen.library.folders import TemplateFolders

pytestmark = pytest.mark.terraform

ANY_LINE = {"drop_brace": "nobody can know where the brace belongs: core names the first block that stands wrongly"}
FIXTURES = Path(__file__).parent / "fixtures"
MODULES = {
    "3.39.0": ("vpc", "s3_bucket"),
    "5.100.0": ("vpc", "s3_bucket"),
    "6.62.0": ("vpc", "s3_bucket", "elasticache", "efs"),
}
Files = Mapping[str, str]


def bases(version: str) -> Iterator[tuple[str, Files]]:
    builder = Builder(TemplateFolders.of(), schema(version))
    for name in MODULES[version]:
        built = builder.module(name)
        assert not [d for d in built.found if d.severity is Severity.ERROR]
        yield name, {f.path.removeprefix(f"modules/{name}/"): f.text for f in built.files if f.path.endswith(".tf")}
    if version != "3.39.0":
        for folder in sorted(FIXTURES.iterdir()):
            yield folder.name, read_case(folder).files


def chosen(version: str) -> Iterator[tuple[str, Mutant]]:
    """One mutant of each kind from every second base, or from both where there are two."""
    every = 1 if version == "3.39.0" else 2
    kinds = list({**MISTAKES, **NEUTRAL}.items())
    for i, (name, files) in enumerate(bases(version)):
        yield from ((name, m) for m in mutants(files, schema(version), dict(kinds[i % every :: every]), most=1))


def tfgen_says(files: Files, version: str) -> set[tuple[str, int]]:
    """Where tfgen finds errors, in HCL that is not its own."""
    problems, judgement = judged(files, version=version)
    errors = [d for d in (*problems, *judgement.found) if d.severity is Severity.ERROR and d.code != "TFG403"]
    return {(d.file or "", d.range.start.line if d.range else 0) for d in errors}


def disagreement(mutant: Mutant, verdict: Verdict, version: str) -> str | None:
    ours = tfgen_says(mutant.files, version)
    theirs = {(d.file, d.line) for d in verdict.errors}
    same_place = ours & theirs or (mutant.kind in ANY_LINE and {file for file, _ in ours} & {f for f, _ in theirs})
    if bool(ours) == (not verdict.valid) and (not ours or same_place):
        return None
    what = "line" if ours and theirs else "missed" if theirs else "false alarm"
    changed = mutant.files[mutant.file].splitlines()[mutant.line - 1 : mutant.line + 2]
    return f"{what}: {mutant.kind} at {mutant.file}:{mutant.line} {changed}\n  tfgen: {sorted(ours)}\n  core: {verdict}"


@pytest.mark.parametrize("version", ["3.39.0", "5.100.0", "6.62.0"])
def test_agreement(version: str, oracle: Callable[[str], Judge]) -> None:
    made = list(chosen(version))
    cases = [Case(f"{name}: {m.kind} {i}", m.files) for i, (name, m) in enumerate(made)]
    verdicts = oracle(version).judge(cases)
    found = [disagreement(m, v, version) for (_, m), v in zip(made, verdicts, strict=True)]
    kinds = Counter(m.kind for (_, m), v in zip(made, verdicts, strict=True) if not v.valid)
    assert not any(found), "\n".join(filter(None, found))
    assert len(kinds) > 25
    assert sum(kinds.values()) > 50
