"""The text of a ``.tfgen.yaml`` to settings, with a finding for all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from tfgen.codes.select import may_be_suppressed, one, several
from tfgen.codes.table import CODES
from tfgen.diagnostics import Diagnostic, Diagnostics, Severity
from tfgen.settings.globs import problem
from tfgen.settings.model import Settings
from tfgen.settings.spec import CheckSpec, FileSpec
from tfgen.source import Range, SourceFile
from tfgen.spelling import did_you_mean
from tfgen.yaml.nodes import Node, ScalarNode, describe, dotted, short
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import decode

LEVELS: Mapping[str, Severity] = {s.label: s for s in sorted(Severity, reverse=True)}

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?")


def read_settings(file: SourceFile) -> tuple[Settings, Diagnostics]:
    """What a settings file says, as far as it can be read, and what is wrong with it. An empty file says nothing."""
    node, found = read_yaml(file)
    if node is None:
        return Settings(file.path), tuple(d for d in found if d.code != "TFG002")
    spec, more = decode(node, FileSpec, file.path)
    reader = _SettingsReader(file.path, [*found, *more])
    settings = Settings(file.path) if spec is None or spec.check is None else reader.settings(spec.check)
    return settings, tuple(reader.found)


class _SettingsReader(Struct):
    file: str
    found: list[Diagnostic]
    places: dict[str, Range] = field(default_factory=dict)

    def settings(self, check: CheckSpec) -> Settings:
        self.places = {entry.name: entry.range for entry in check.node.entries}
        level, baseline = check.text("fail_level"), check.text("baseline")
        return Settings(
            self.file,
            frozenset(code for node in check.items("disable") for code in self._codes(node.text, node, node.range)),
            dict(self._levels(check)),
            self._level(level) if level else None,
            self._version(check),
            tuple(self._exclude(check)),
            self._path(baseline) if baseline else None,
            self.places,
        )

    def _path(self, node: ScalarNode) -> str | None:
        if node.text and "\0" not in node.text:
            return node.text
        self._find("TFG052", "Not a path", f"This is {describe(node)}.", "Write it as in tfgen-baseline.json.", node)
        return None

    def _levels(self, check: CheckSpec) -> Iterator[tuple[str, Severity]]:
        """From the widest word to the narrowest: what says more of a code comes later, and counts."""
        said: list[tuple[tuple[str, ...], Severity, Range]] = []
        alone: dict[str, Range] = {}
        for entry, node in check.entries("levels"):
            codes, level = tuple(self._codes(entry.name, node, entry.range)), self._level(node)
            if level is not None:
                said.append((codes, level, entry.range))
        for codes, level, place in sorted(said, key=lambda s: -len(s[0])):
            for code in codes:
                if len(codes) == 1 and code in alone:
                    self._twice(code, place, alone[code])
                alone |= {code: place} if len(codes) == 1 else {}
                self.places[f"levels.{code}"] = place
                yield code, level

    def _codes(self, word: str, node: Node, place: Range) -> Iterator[str]:
        codes = several(word)
        if not codes:
            help_ = did_you_mean(word, (*CODES, *CODES.values()))
            help_ = help_ or "Write a code (TFG502), a name (hard-coded-region) or the beginning of codes (TFG5)."
            self._find(
                "TFG050", f'Unknown code "{short(word)}"', "No finding has this code or name.", help_, node, place
            )
        elif one(word) and not may_be_suppressed(codes[0]):
            detail = f"Settings silence what rules find; {CODES[codes[0]]} is always told."
            self._find("TFG051", f"{codes[0]} cannot be silenced", detail, "Remove it here.", node, place)
        yield from filter(may_be_suppressed, codes)

    def _twice(self, code: str, place: Range, first: Range) -> None:
        detail = f"It has one at line {first.start.line} already; only one of the two can count."
        found = Diagnostic("TFG005", f"{code} has two levels", detail, "Remove one of them.", stack_key="check.levels")
        self.found.append(found.at(self.file, place))

    def _level(self, node: ScalarNode) -> Severity | None:
        level = LEVELS.get(node.text)
        if level is None:
            help_ = did_you_mean(node.text, LEVELS) or f"Levels: {', '.join(LEVELS)}."
            self._find("TFG052", "Not a level", f'"{dotted(node.key)}" is {describe(node)}.', help_, node)
        return level

    def _version(self, check: CheckSpec) -> str | None:
        chosen: str | None = None
        for entry, node in check.entries("provider"):
            if entry.name != "aws":
                detail = f'tfgen has schemas of the AWS provider only; it does not judge "{short(entry.name)}".'
                help_ = "Write it as in {aws: 6.62.0}."
                self._find("TFG052", "The provider must be aws", detail, help_, node, entry.range)
            elif not _VERSION.fullmatch(node.text):
                detail = f"This is {describe(node)}."
                self._find("TFG052", "Not an exact provider version", detail, "Write it whole, as in 6.62.0.", node)
            else:
                self.places["provider"], chosen = node.range, node.text
        return chosen

    def _exclude(self, check: CheckSpec) -> Iterator[str]:
        for node in check.items("exclude"):
            if why := problem(node.text):
                help_ = "Patterns are relative to this file's folder, as in legacy or **/generated_*.tf."
                self._find("TFG052", "Not a path pattern", f"{why}.", help_, node)
            else:
                yield node.text

    def _find(self, code: str, summary: str, detail: str, help_: str, node: Node, place: Range | None = None) -> None:
        found = Diagnostic(code, summary, detail, help_, stack_key=dotted(node.key) or None)
        self.found.append(found.at(self.file, place or node.range))
