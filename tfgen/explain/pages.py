"""Pages of codes: a rule's own, or the short one of a code that no rule file stands behind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from msgspec import Struct

from tfgen.codes.model import Code
from tfgen.codes.select import code_of
from tfgen.codes.table import CODES, NAMES
from tfgen.explain.docstring import Page, page
from tfgen.spelling import nearest

_CODE_OR_TAG = re.compile(r"(`+).+?\1|<", re.DOTALL)

_WIDTH = 112
"""Width of the short pages' lines; rule files are broken by hand."""

_DATA = Path(__file__).with_name("pages.toml")

_FIXES = {
    "none": "none",
    "safe": "safe (--fix)",
    "unsafe": "unsafe (--unsafe-fixes)",
    "safe or unsafe": "safe (--fix) or unsafe (--unsafe-fixes)",
}


class Section(Struct, frozen=True):
    """A heading and its text, prose or ``hcl``."""

    heading: str
    text: str
    hcl: bool = False


class Explained(Struct, frozen=True):
    """A code's page. A rule has ``example`` and ``instead`` (HCL),
    any other code has ``mend`` (prose).
    """

    code: str
    name: str
    stage: str
    severity: str
    fixes: str
    source: str
    title: str
    finds: str
    why: str
    mend: str = ""
    example: str = ""
    instead: str = ""

    def sections(self) -> Iterator[Section]:
        """The sections in order; no empty ones."""
        every = (
            Section("What it finds", self.finds),
            Section("Why it matters", self.why),
            Section("How to mend it", self.mend),
            Section("Example", self.example, hcl=True),
            Section("Instead", self.instead, hcl=True),
        )
        return (section for section in every if section.text)

    def text(self) -> str:
        """The page for a terminal, without a newline at its end."""
        facts = f"Severity: {self.severity}\nFixes: {self.fixes}\nSource: {self.source}"
        parts = [f"{self.code} {self.name} ({self.stage})", self.title]
        parts += [
            f"{section.heading}\n{indent(section.text.rstrip(), '    ')}"
            for section in self.sections()
        ]
        return "\n\n".join([*parts, facts])

    def markdown(self) -> str:
        """The page for ``docs/rules``, without a newline at its end."""
        fixes = re.sub("--[a-z-]+", lambda option: f"`{option[0]}`", self.fixes)
        facts = f"Stage: {self.stage}. Severity: {self.severity}. Fixes: {fixes}."
        parts = [f"# {self.code} {self.name}", prose(self.title), facts]
        for section in self.sections():
            text = f"```hcl\n{section.text}```" if section.hcl else prose(section.text)
            parts.append(f"## {section.heading}\n\n{text}")
        return "\n\n".join([*parts, f"Source: {prose(self.source)}."])


def prose(text: str) -> str:
    """Prose as Markdown: what looks like a tag stays visible; code spans are left alone."""
    return _CODE_OR_TAG.sub(lambda m: "\\<" if m[0] == "<" else m[0], text)


def explain(code: str) -> Explained:
    """The page of a key of ``CODES``; raises ``KeyError`` for any other text."""
    kind = CODES[code]
    short = _short().get(code)
    if short is not None:
        short_page = Page(short["title"], _broken(short["finds"]), _broken(short["why"]))
        return _explained(kind, short_page, _broken(short["mend"]))
    return _explained(kind, _rule_page(code))


def _explained(kind: Code, page: Page, mend: str = "") -> Explained:
    return Explained(
        code=kind.code,
        name=kind.name,
        stage=kind.stage,
        severity=_severity(kind),
        fixes=_FIXES[kind.fixes],
        source=kind.source,
        title=page.title,
        finds=page.finds,
        why=page.why,
        mend=mend,
        example=page.example,
        instead=page.instead,
    )


def _severity(kind: Code) -> str:
    """The severity by default, in hand-written files and, where it is another,
    in those that tfgen wrote.
    """
    if kind.level == "off":
        return f"{kind.generated_level} in files that tfgen wrote, off in others"
    if kind.level != kind.generated_level:
        return f"{kind.level}; {kind.generated_level} in files that tfgen wrote"
    return kind.level


def _broken(text: str) -> str:
    return fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def find(word: str) -> str | None:
    """The code that ``word`` means, itself or its name, whatever the case; None when there is none."""
    return code_of(word.strip())


def suggestion(word: str) -> str:
    """``Did you mean TFG301 unknown-argument?`` for the nearest code or name, else ``""``."""
    close = nearest(word.strip(), (*CODES, *NAMES))
    if close is None:
        return ""
    code = find(close)
    return f"Did you mean {code} {CODES[code].name}?" if code else ""


def _rule_page(code: str) -> Page:
    from tfgen.rules.registry import IGNORE_RULES, RULES

    docs: dict[str, str] = {}
    for rule in RULES:
        docs[rule.code] = rule.doc
    for ignore_rule in IGNORE_RULES:
        docs[ignore_rule.code] = ignore_rule.doc
    return page(docs[code])


@cache
def _short() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
