"""What there is to say about a code: a rule's page, or the short one of a code that no rule file stands behind."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import fill, indent

from msgspec import Struct

from tfgen.codes.table import CODES
from tfgen.explain.docstring import Page, page
from tfgen.spelling import nearest

STAGES = {
    "0": "stack and manifest",
    "05": "settings and baseline",
    "1": "rendering",
    "2": "HCL syntax",
    "27": "ignores",
    "3": "provider schema",
    "4": "references and types",
    "5": "names and style",
    "8": "output",
}
"""First digits of a code to the stage that makes the finding; the longer ones count."""

_CODE_OR_TAG = re.compile(r"(`+).+?\1|<", re.DOTALL)

_WIDTH = 112
"""Width of the short pages' lines; rule files are broken by hand."""

_DATA = Path(__file__).with_name("pages.toml")


class Explained(Struct, frozen=True):
    """A code's page. A rule has ``example`` and ``instead`` (HCL), any other code has ``mend`` (prose)."""

    code: str
    name: str
    stage: str
    title: str
    finds: str
    why: str
    mend: str = ""
    example: str = ""
    instead: str = ""

    def sections(self) -> Iterator[tuple[str, str, bool]]:
        """Heading, text and whether the text is HCL, in order; no empty ones."""
        yield "What it finds", self.finds, False
        yield "Why it matters", self.why, False
        yield from ((h, t, False) for h, t in (("How to mend it", self.mend),) if t)
        yield from ((h, t, True) for h, t in (("Example", self.example), ("Instead", self.instead)) if t)

    def text(self) -> str:
        """The page for a terminal, without a newline at its end."""
        head = f"{self.code} {self.name} ({self.stage})\n\n{self.title}"
        return "\n\n".join([head, *(f"{h}\n{indent(t.rstrip(), '    ')}" for h, t, _ in self.sections())])

    def markdown(self) -> str:
        """The page for ``docs/rules``, without a newline at its end."""
        head = f"# {self.code} {self.name}\n\n{prose(self.title)}\n\nStage: {self.stage}."
        parts = (f"## {h}\n\n" + (f"```hcl\n{t}```" if hcl else prose(t)) for h, t, hcl in self.sections())
        return "\n\n".join([head, *parts])


def prose(text: str) -> str:
    """Prose as Markdown: what looks like a tag stays visible; code spans are left alone."""
    return _CODE_OR_TAG.sub(lambda m: "\\<" if m[0] == "<" else m[0], text)


def explain(code: str) -> Explained:
    """The page of a key of ``CODES``; raises ``KeyError`` for any other text."""
    name, stage = CODES[code], STAGES.get(code[3:5]) or STAGES[code[3]]
    short = _short().get(code)
    if short is not None:
        broken = {k: fill(t, _WIDTH, break_long_words=False, break_on_hyphens=False) for k, t in short.items()}
        return Explained(code, name, stage, **broken)
    p = _rule_page(code)
    return Explained(code, name, stage, p.title, p.finds, p.why, "", p.example, p.instead)


def find(word: str) -> str | None:
    """The code that ``word`` means, itself or its name, whatever the case; None when there is none."""
    wanted = word.strip().lower()
    return next((code for code, name in CODES.items() if wanted in (code.lower(), name)), None)


def suggestion(word: str) -> str:
    """``Did you mean TFG301 unknown-argument?`` for the nearest code or name, else ``""``."""
    close = nearest(word.strip(), (*CODES, *CODES.values()))
    code = find(close) if close else None
    return f"Did you mean {code} {CODES[code]}?" if code else ""


def _rule_page(code: str) -> Page:
    from tfgen.rules.registry import RULES

    return page(next(rule.doc for rule in RULES if rule.code == code))


@cache
def _short() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
