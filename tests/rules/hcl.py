"""HCL on the screen, looked at by the rules; what is to be found in it is said as ``tests/annotations.py`` has it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from tests.annotations import expected, files_of, places
from tfgen.checker.run_rules import run_rules
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics
from tfgen.rules.registry import RULES
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.file_kinds import CONFIGURATION, MOCKS, TEST_FOLDER, TESTS, Engine, is_of_tofu
from tfgen.terraform.config.files import Content, Directory, Listing
from tfgen.terraform.config.load import NO_PARSE_CACHE, Folder
from tfgen.terraform.config.local_schemas import LocalSchemas
from tfgen.terraform.config.provider_names import required_in
from tfgen.terraform.config.tree import ProjectContext
from tfgen.terraform.functions import TextFiles
from tfgen.terraform.schema import ProviderSchema, load_schema, versions_at_hand

UNUSED = frozenset({"TFG430", "TFG431", "TFG432", "TFG433"})
"""What short examples are full of; looked for where the tests ask for it only."""

USUAL = tuple(rule for rule in RULES if rule.code not in UNUSED)


@cache
def schema(version: str = "6.62.0") -> ProviderSchema:
    return load_schema("aws", version)


def judged(
    texts: Mapping[str, str],
    *,
    generated: bool = False,
    version: str = "6.62.0",
    unused: bool = False,
    engine: Engine | None = None,
) -> tuple[Diagnostics, CheckResult]:
    """What the parser and what the rules say to some files, those for unused things if asked for.

    Without ``engine`` the files say which one it is.
    """
    engine = engine or ("tofu" if any(map(is_of_tofu, texts)) else "terraform")
    keys = {posixpath.dirname(path) for path in texts if path.endswith((*CONFIGURATION, *MOCKS))}
    read = {key: _directory(texts, key, generated).read_by(engine) for key in sorted(keys)}
    folders = {key: Folder.read(directory, NO_PARSE_CACHE) for key, directory in read.items()}
    others = {key: local_schemas(folder) for key, folder in folders.items()}
    merged = {key: folder.merged(schema(version), others[key]) for key, folder in folders.items()}
    problems: list[Diagnostic] = []
    parsed: list[Parsed] = []
    for key, folder in folders.items():
        problems += (*folder.unreadable, *merged[key].diagnostics, *folder.valued()[1], *folder.tested().diagnostics)
        parsed += merged[key].files
    project = ProjectContext(
        files_of=lambda d: TextFiles(_below(texts, d)),
        values_files_of=lambda d: folders[d].valued()[0],
        tests_of=lambda d: replace(folders[d].tested(), missing=_missing(texts, d)),
        directories=tuple(folders),
        engine=engine,
        problems_of=lambda d: replace(merged[d].problems, value_shapes=folders[d].valued()[2]),
        others_of=lambda d: others[d],
    )
    result = run_rules(parsed, lambda _: schema(version), RULES if unused else USUAL, project)
    diagnostics = result.diagnostics
    for of_directory in merged.values():
        diagnostics = of_directory.lessened(diagnostics)
    return tuple(problems), replace(result, diagnostics=diagnostics)


def local_schemas(folder: Folder) -> LocalSchemas:
    """The bundled schemas of other providers than AWS, by the names that a directory calls them."""
    return LocalSchemas(required_in(folder.merged(None).files), bundled)


@cache
def bundled(source: str) -> ProviderSchema | None:
    versions = versions_at_hand(source)
    return load_schema(source.rpartition("/")[2], versions[-1]) if versions else None


def _directory(texts: Mapping[str, str], key: str, generated: bool) -> Directory:
    listed = Listing.of(Path(path) for path in texts if posixpath.dirname(path) == key)

    def contents(paths: Iterable[Path]) -> tuple[Content, ...]:
        return tuple(Content(path.as_posix(), texts[path.as_posix()].encode(), generated) for path in paths)

    tests = {p for p in texts if posixpath.dirname(p) == posixpath.join(key, TEST_FOLDER) and p.endswith(TESTS)}
    return Directory(
        key,
        contents(listed.primary),
        contents(listed.overrides),
        contents(listed.values),
        contents((*listed.tests, *(Path(path) for path in sorted(tests)))),
        contents(listed.mocks),
    )


def _missing(texts: Mapping[str, str], key: str) -> frozenset[str]:
    """The folders that calls and tests of a directory may name and that do not exist."""
    targets = _directory(texts, key, generated=False).targets()
    return frozenset(target for target in targets if not any(path.startswith(f"{target}/") for path in texts))


def _below(texts: Mapping[str, str], directory: str) -> Mapping[str, str]:
    start = f"{directory}/" if directory else ""
    return {path.removeprefix(start): text for path, text in texts.items() if path.startswith(start)}


def found(
    hcl: str,
    *,
    generated: bool = False,
    version: str = "6.62.0",
    unused: bool = False,
    engine: Engine | None = None,
) -> Diagnostics:
    """All findings in annotated HCL."""
    return found_in(files_of(hcl), generated=generated, version=version, unused=unused, engine=engine)


def found_in(
    texts: Mapping[str, str],
    *,
    generated: bool = False,
    version: str = "6.62.0",
    unused: bool = False,
    engine: Engine | None = None,
) -> Diagnostics:
    """All findings in some files."""
    problems, result = judged(texts, generated=generated, version=version, unused=unused, engine=engine)
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


def expect(
    hcl: str,
    *,
    generated: bool = False,
    version: str = "6.62.0",
    unused: bool = False,
    engine: Engine | None = None,
) -> None:
    """The findings are those that the marks name, on those lines, and no others."""
    diagnostics = found(hcl, generated=generated, version=version, unused=unused, engine=engine)
    assert places(diagnostics) == expected(hcl)
