"""Where the files come from: everything in HCL that the repository holds and makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from tests.agreement.bases import VERSIONS, bases
from tests.agreement.store import read
from tests.reading import EXAMPLE, REPOSITORY, example
from tests.terraform.hcl.spellings import old_file
from tfgen.explain.docstring import files
from tfgen.explain.pages import explain
from tfgen.rules.registry import RULES

MUTANTS = 400
"""Of some thousand, many of which differ in a line only."""
OLD = 300
FOLDERS = ("modules", "examples", "tests")
KINDS = ("*.tf", "*.tfvars", "*.tftest.hcl")


def files_of_the_repository() -> Iterator[str]:
    """Modules, examples, and the fixtures of all tests."""
    paths = (path for folder in FOLDERS for kind in KINDS for path in (REPOSITORY / folder).rglob(kind))
    for path in sorted(p for p in paths if ".terraform" not in p.parts):
        yield _text(path)


def rendered() -> Iterator[str]:
    """The examples as they are rendered for every provider version that tests use, as far as the versions differ."""
    for stack in (EXAMPLE, REPOSITORY / "examples" / "minimal" / "stack.yaml"):
        for version in VERSIONS:
            yield from (f.text for f in example(version, stack).files if f.path.endswith((".tf", ".tfvars")))


def mutants() -> Iterator[str]:
    """Files of the agreement suite that were edited."""
    found = (case.mutant for version in VERSIONS for case in read(version)[1])
    for mutant in Random(0).sample(list(found), MUTANTS):
        texts = mutant.files(bases(mutant.version)[mutant.base].files)
        yield from {texts[e.file]: None for e in mutant.edits if e.file.endswith(KINDS_OF_MUTANTS)}


KINDS_OF_MUTANTS = (".tf", ".tfvars")


def pages() -> Iterator[str]:
    """The examples on the pages of rules."""
    for rule in RULES:
        page = explain(rule.code)
        for text in (page.example, page.instead):
            yield from (content for path, content in files(text or "").items() if path.endswith(KINDS_OF_MUTANTS))


def old() -> Iterator[str]:
    """What ``terraform fmt`` rewrites: the cases of the tests, and files in the spellings of 0.11 made by chance."""
    fixtures = sorted((REPOSITORY / "tests" / "terraform" / "hcl" / "fixtures" / "rewrite").glob("*.txt"))
    assert fixtures, "the fixtures have moved"
    for path in fixtures:
        yield from (case.split("=>\n")[0] for case in _text(path).split("---\n"))
    yield from (old_file(seed) for seed in range(OLD))


SOURCES: Mapping[str, Callable[[], Iterator[str]]] = {
    "repository": files_of_the_repository,
    "rendered": rendered,
    "mutants": mutants,
    "pages": pages,
    "old": old,
}


def _text(path: Path) -> str:
    return path.read_bytes().decode()
