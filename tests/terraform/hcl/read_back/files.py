"""The files that must be read back: the library at four versions, both examples, and files that others wrote."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.agreement.bases import bases
from tests.agreement.store import read
from tests.reading import REPOSITORY
from tfgen.build.cached_builder import CachedBuilder
from tfgen.library.folders import TemplateFolders
from tfgen.pipelines.render import RenderRequest, render
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.schema import load_schema

VERSIONS = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")
EXAMPLES = ("minimal", "pci-payments")
FOLDERS = ("tests/agreement/fixtures", "tests/agreement/snapshots", "tests/terraform/hcl/fixtures", "tests/sandbox")


@cache
def library(version: str) -> tuple[SourceFile, ...]:
    """Every Terraform file of the library for a provider version."""
    folders, schema = TemplateFolders.of(None), load_schema("aws", version)
    builder = CachedBuilder(folders, schema)
    files = [file for name in folders.modules() for file in builder.module(name).files]
    return tuple(file for file in files if file.path.endswith(".tf"))


@cache
def example(name: str) -> tuple[SourceFile, ...]:
    """Every Terraform file of an example, its modules with it."""
    stack = (REPOSITORY / "examples" / name / "stack.yaml").read_text(encoding="utf-8")
    rendered = render(RenderRequest(SourceFile("stack.yaml", stack), local_modules=True))
    assert rendered.output
    assert rendered.result.diagnostics == ()
    return tuple(file for file in rendered.output.files if file.path.endswith(".tf"))


def hand_written() -> Iterator[SourceFile]:
    """The files of the fixtures that tfgen reads without a fault."""
    for folder in FOLDERS:
        for path in sorted((REPOSITORY / folder).rglob("*.tf")):
            file, _ = decode(path.read_bytes(), path.relative_to(REPOSITORY).as_posix())
            if file and _is_right(file):
                yield file


def mutants(every: int) -> Iterator[SourceFile]:
    """Files of the agreement suite with a mistake for Terraform, which the parser does not mind; one in ``every``."""
    seen: set[str] = set()
    _, cases = read("6.62.0")
    for case in cases[::every]:
        mutant = case.mutant
        path = mutant.edits[0].file
        text = mutant.files(bases("6.62.0")[mutant.base].files)[path]
        file = SourceFile(f"{mutant.base}/{path}", text)
        if path.endswith(".tf") and text not in seen and _is_right(file):
            seen.add(text)
            yield file


def _is_right(file: SourceFile) -> bool:
    body, found = parse(file)
    return body is not None and not found
