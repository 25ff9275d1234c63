"""The text of a ``.tfgen.yaml`` to settings, with a finding for every mistake in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from tfgen.codes.select import code_of, codes_of, may_be_suppressed
from tfgen.codes.table import CODES, NAMES
from tfgen.diagnostics import SEVERITIES, Diagnostic, Diagnostics, Severity
from tfgen.settings.globs import problem
from tfgen.settings.model import Settings
from tfgen.settings.spec import CheckSpec, FileSpec
from tfgen.source import Range, SourceFile
from tfgen.spelling import did_you_mean
from tfgen.yaml.nodes import Node, ScalarNode, describe, dotted, short
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import decode

_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?")


def read_settings(file: SourceFile) -> tuple[Settings, Diagnostics]:
    """The settings of a file, as far as they can be read, and its mistakes.
    An empty file has no settings.
    """
    node, diagnostics = read_yaml(file)
    if node is None:
        return Settings(file.path), tuple(d for d in diagnostics if d.code != "TFG002")
    spec, more = decode(node, FileSpec, file.path)
    reader = _SettingsReader(file.path, [*diagnostics, *more])
    if spec is None or spec.check is None:
        return Settings(file.path), tuple(reader.diagnostics)
    settings = reader.settings(spec.check)
    return settings, tuple(reader.diagnostics)


class _SettingsReader(Struct):
    file: str
    diagnostics: list[Diagnostic]
    places: dict[str, Range] = field(default_factory=dict)

    def settings(self, check: CheckSpec) -> Settings:
        self.places = {entry.name: entry.range for entry in check.node.entries}
        level, baseline = check.text("fail_level"), check.text("baseline")
        return Settings(
            file=self.file,
            disabled=self._disabled(check),
            levels=dict(self._levels(check)),
            fail_level=self._level(level) if level else None,
            version=self._version(check),
            exclude=tuple(self._exclude(check)),
            baseline=self._path(baseline) if baseline else None,
            places=self.places,
        )

    def _disabled(self, check: CheckSpec) -> frozenset[str]:
        codes: set[str] = set()
        for node in check.items("disable"):
            codes.update(self._codes(node.text, node, node.range))
        return frozenset(codes)

    def _path(self, node: ScalarNode) -> str | None:
        if node.text and "\0" not in node.text:
            return node.text
        help_ = "Write it as in tfgen-baseline.json."
        self._report("TFG052", "Not a path", node, detail=f"This is {describe(node)}.", help_=help_)
        return None

    def _levels(self, check: CheckSpec) -> Iterator[tuple[str, Severity]]:
        """From the widest word to the narrowest: the more precise one comes later, and counts."""
        alone: dict[str, Range] = {}
        for codes, level, place in sorted(
            self._level_entries(check), key=lambda entry: -len(entry[0])
        ):
            if len(codes) == 1:
                code = codes[0]
                if code in alone:
                    self._report_second_level(code, place, alone[code])
                alone[code] = place
            for code in codes:
                self.places[f"levels.{code}"] = place
                yield code, level

    def _level_entries(self, check: CheckSpec) -> Iterator[tuple[tuple[str, ...], Severity, Range]]:
        """The codes, the level and the place of each entry that is in order."""
        for entry, node in check.entries("levels"):
            codes = tuple(self._codes(entry.name, node, entry.range))
            level = self._level(node)
            if level is not None:
                yield codes, level, entry.range

    def _codes(self, word: str, node: Node, place: Range) -> Iterator[str]:
        """The codes that a word stands for and that may be suppressed."""
        codes = codes_of(word)
        if not codes:
            summary = f'Unknown code "{short(word)}"'
            nearest = did_you_mean(word, (*CODES, *NAMES))
            help_ = (
                nearest
                or "Write a code (TFG502), a name (hard-coded-region) or the beginning of codes (TFG5)."
            )
            detail = "No finding has this code or name."
            self._report("TFG050", summary, node, detail=detail, help_=help_, place=place)
        elif code_of(word) and not may_be_suppressed(codes[0]):
            summary = f"{codes[0]} cannot be silenced"
            detail = f"Settings silence what rules find; {CODES[codes[0]].name} is always told."
            self._report(
                "TFG051", summary, node, detail=detail, help_="Remove it here.", place=place
            )
        yield from filter(may_be_suppressed, codes)

    def _report_second_level(self, code: str, place: Range, first: Range) -> None:
        summary = f"{code} has two levels"
        detail = f"It has one at line {first.start.line} already; only one of the two can count."
        diagnostic = Diagnostic(
            "TFG005", summary, detail, "Remove one of them.", stack_key="check.levels"
        )
        self.diagnostics.append(diagnostic.at(self.file, place))

    def _level(self, node: ScalarNode) -> Severity | None:
        level = SEVERITIES.get(node.text)
        if level is None:
            help_ = did_you_mean(node.text, SEVERITIES) or f"Levels: {', '.join(SEVERITIES)}."
            detail = f'"{dotted(node.key)}" is {describe(node)}.'
            self._report("TFG052", "Not a level", node, detail=detail, help_=help_)
        return level

    def _version(self, check: CheckSpec) -> str | None:
        chosen: str | None = None
        for entry, node in check.entries("provider"):
            if entry.name != "aws":
                detail = f'tfgen has schemas of the AWS provider only; it does not judge "{short(entry.name)}".'
                help_ = "Write it as in {aws: 6.62.0}."
                self._report(
                    "TFG052",
                    "The provider must be aws",
                    node,
                    detail=detail,
                    help_=help_,
                    place=entry.range,
                )
            elif not _VERSION.fullmatch(node.text):
                detail, help_ = f"This is {describe(node)}.", "Write it whole, as in 6.62.0."
                self._report(
                    "TFG052", "Not an exact provider version", node, detail=detail, help_=help_
                )
            else:
                self.places["provider"] = node.range
                chosen = node.text
        return chosen

    def _exclude(self, check: CheckSpec) -> Iterator[str]:
        for node in check.items("exclude"):
            reason = problem(node.text)
            if reason:
                help_ = "Patterns are relative to this file's folder, as in legacy or **/generated_*.tf."
                self._report("TFG052", "Not a path pattern", node, detail=f"{reason}.", help_=help_)
            else:
                yield node.text

    def _report(
        self,
        code: str,
        summary: str,
        node: Node,
        *,
        detail: str,
        help_: str,
        place: Range | None = None,
    ) -> None:
        """Add a diagnostic about a node, at its own place unless another is named."""
        diagnostic = Diagnostic(code, summary, detail, help_, stack_key=dotted(node.key) or None)
        self.diagnostics.append(diagnostic.at(self.file, place or node.range))
