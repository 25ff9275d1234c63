"""HCL with what is to be found in it written beside it: ``encryptd = true # TFG301``, or ``# TFG309 note``.

Real Terraform has to call the same lines wrong (``test_cases.py``), but for ``# tfgen TFG309`` (it names another line)
and ``# core`` (only it names this line, for the same mistake).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from tfgen.checker.run_rules import run_rules
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics
from tfgen.explain.docstring import files
from tfgen.rules.registry import RULES
from tfgen.source import SourceFile
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.tree import ProjectContext
from tfgen.terraform.functions import TextFiles
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.schema import ProviderSchema, load_schema

Place = tuple[str, int, str, str]
"""File, line, code, severity."""

_MARK = re.compile(r"(tfgen )?(TFG\d{3})(?: (error|warning|note))?")


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
    """All findings in HCL that may hold several files (``# ./network/variables.tf``)."""
    problems, result = judged(files(hcl), generated=generated, version=version, unused=unused)
    return (*problems, *result.diagnostics)


def one(hcl: str, *, generated: bool = False, version: str = "6.62.0") -> Diagnostic:
    """The only finding."""
    (only,) = found(hcl, generated=generated, version=version)
    return only


def places(diagnostics: Diagnostics) -> list[Place]:
    return sorted((d.file or "", d.range.start.line if d.range else 0, d.code, d.severity.label) for d in diagnostics)


def _comments(hcl: str) -> Iterator[tuple[str, int, str]]:
    for path, text in files(hcl).items():
        for number, line in enumerate(text.splitlines(), 1):
            yield path, number, line.partition(" # ")[2]


def expected(hcl: str) -> list[Place]:
    """What the comments say that tfgen finds."""
    marks = ((path, number, mark) for path, number, comment in _comments(hcl) for mark in _MARK.findall(comment))
    return sorted((path, number, code, level or "error") for path, number, (_, code, level) in marks)


def refused(hcl: str, but: Collection[str]) -> list[tuple[str, int]]:
    """The lines that real Terraform must refuse; it does not know the codes in ``but``."""
    lines = set()
    for path, number, comment in _comments(hcl):
        errors = [
            c
            for generated, c, level in _MARK.findall(comment)
            if not generated and level in ("", "error") and c not in but
        ]
        lines |= {(path, number)} if errors or comment == "core" else set()
    return sorted(lines)


def wrong(hcl: str, but: Collection[str]) -> bool:
    """Whether real Terraform must refuse it, on whatever line; it does not know the codes in ``but``."""
    return any(severity == "error" and code not in but for _, _, code, severity in expected(hcl))


def forms(template: str, right: Iterable[str], wrong: Iterable[str], mark: str) -> dict[str, str]:
    """Cases from one text: ``<value>`` in it becomes each of ``right`` and ``wrong``, ``<mark>`` the mark."""
    cases = {f"right: {value}": template.replace("<value>", value).replace("<mark>", "") for value in right}
    return cases | {
        f"wrong: {value}": template.replace("<value>", value).replace("<mark>", f" # {mark}") for value in wrong
    }


def expect(hcl: str, *, generated: bool = False, version: str = "6.62.0", unused: bool = False) -> None:
    """The findings are those that the comments name, on those lines, and no others."""
    assert places(found(hcl, generated=generated, version=version, unused=unused)) == expected(hcl)
