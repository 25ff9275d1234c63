"""HCL on the screen, looked at by the rules; what is to be found in it is said as ``tests/annotations.py`` has it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from tests.annotations import expected, files_of, places
from tfgen.checker.run_rules import run_rules
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics
from tfgen.rules.registry import RULES
from tfgen.source import SourceFile
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.tree import ProjectContext
from tfgen.terraform.functions import TextFiles
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.schema import ProviderSchema, load_schema

UNUSED = frozenset({"TFG430", "TFG431", "TFG432", "TFG433"})
"""What short examples are full of; looked for where the tests ask for it only."""

USUAL = tuple(rule for rule in RULES if rule.code not in UNUSED)


@cache
def schema(version: str = "6.62.0") -> ProviderSchema:
    return load_schema("aws", version)


def judged(
    texts: Mapping[str, str], *, generated: bool = False, version: str = "6.62.0", unused: bool = False
) -> tuple[Diagnostics, CheckResult]:
    """What the parser and what the rules say to some files, those for unused things if asked for."""
    parsed: list[Parsed] = []
    problems: list[Diagnostic] = []
    for path, text in sorted((p, t) for p, t in texts.items() if p.endswith(".tf")):
        source = SourceFile(path, text)
        body, found = parse(source)
        problems += found
        if body is not None:
            parsed.append(Parsed(source, body, generated))
    rules = RULES if unused else USUAL
    project = ProjectContext(
        files_of=lambda d: TextFiles(_below(texts, d)),
        values_files_of=lambda d: tuple(_values_files(texts, d)),
    )
    return tuple(problems), run_rules(parsed, lambda _: schema(version), rules, project)


def _values_files(texts: Mapping[str, str], directory: str) -> Iterator[Parsed]:
    for path, text in texts.items():
        if path.endswith(".tfvars") and posixpath.dirname(path) == directory:
            body, problems = parse(SourceFile(path, text))
            assert body
            assert not problems
            yield Parsed(SourceFile(path, text), body)


def _below(texts: Mapping[str, str], directory: str) -> Mapping[str, str]:
    start = f"{directory}/" if directory else ""
    return {path.removeprefix(start): text for path, text in texts.items() if path.startswith(start)}


def found(hcl: str, *, generated: bool = False, version: str = "6.62.0", unused: bool = False) -> Diagnostics:
    """All findings in annotated HCL."""
    return found_in(files_of(hcl), generated=generated, version=version, unused=unused)


def found_in(
    texts: Mapping[str, str], *, generated: bool = False, version: str = "6.62.0", unused: bool = False
) -> Diagnostics:
    """All findings in some files."""
    problems, result = judged(texts, generated=generated, version=version, unused=unused)
    return (*problems, *result.diagnostics)


def one(hcl: str, *, generated: bool = False, version: str = "6.62.0") -> Diagnostic:
    """The only finding."""
    (only,) = found(hcl, generated=generated, version=version)
    return only


def forms(template: str, right: Iterable[str], wrong: Iterable[str], mark: str) -> dict[str, str]:
    """Cases from one text: ``<value>`` in it becomes each of ``right`` and ``wrong``, ``<mark>`` the mark."""
    cases = {f"right: {value}": template.replace("<value>", value).replace("<mark>", "") for value in right}
    return cases | {
        f"wrong: {value}": template.replace("<value>", value).replace("<mark>", f" ⟵ {mark}") for value in wrong
    }


def expect(hcl: str, *, generated: bool = False, version: str = "6.62.0", unused: bool = False) -> None:
    """The findings are those that the marks name, on those lines, and no others."""
    assert places(found(hcl, generated=generated, version=version, unused=unused)) == expected(hcl)
