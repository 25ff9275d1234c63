"""Files of this repository, changed at random."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

from tests.fuzz.grammar import NUMBERS, Grammar
from tests.fuzz.noise import COMMENTS, EDGES, TOKENS

ROOT = Path(__file__).resolve().parents[2]
_TOKEN = re.compile(rb"\s+|[A-Za-z_][\w-]*|\d+|\"|[^\w\s]")
_SMALL = 4_000


@cache
def corpus() -> tuple[bytes, ...]:
    """The repository's Terraform files that are not too long, a directory's files apart."""
    folders = ("modules", "examples", "tests/agreement", "tests/terraform/hcl", "tests/rules", "tests/fixes", "bench")
    assert all((ROOT / folder).is_dir() for folder in folders), "a folder has moved"
    paths = sorted(p for f in folders for p in (ROOT / f).rglob("*.tf") if p.is_file() and p.stat().st_size < _SMALL)
    return tuple(dict.fromkeys(p.read_bytes() for p in paths))


def _bytes(rng: Random, of: bytes) -> bytes:
    made = bytearray(of)
    for _ in range(rng.choice([1, 1, 2, 5, 20])):
        if made:
            made[rng.randrange(len(made))] = (
                rng.randrange(256) if rng.random() < 0.3 else rng.choice(b'{}[]()"$%,.=\n#*<-!?:1a ')
            )
    return bytes(made)


def _tokens(rng: Random, of: bytes) -> bytes:
    tokens = _TOKEN.findall(of)
    for _ in range(rng.choice([1, 1, 2, 4])):
        if len(tokens) < 3:
            break
        at, other = rng.randrange(len(tokens)), rng.randrange(len(tokens))
        match rng.randrange(6):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[other])
            case 2:
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = rng.choice(TOKENS).encode("utf-8", "surrogatepass")
            case 4:
                tokens.insert(at, Grammar(rng, 8).expr(3).encode())
            case 5:
                tokens[at:at] = tokens[at : at + rng.randint(1, 30)] * rng.choice([1, 2, 30])
    return b"".join(tokens)


def _lines(rng: Random, of: bytes) -> bytes:
    lines = of.splitlines(keepends=True)
    start = rng.randrange(len(lines) + 1)
    window = lines[start : start + rng.randint(1, 12)]
    match rng.randrange(4):
        case 0:
            rng.shuffle(window)
        case 1:
            window = window * 2
        case 2:
            window = []
        case 3:
            window.insert(0, rng.choice(COMMENTS).encode())
    lines[start : start + len(window)] = window
    return b"".join(lines)


def _splice(rng: Random, of: bytes) -> bytes:
    other = rng.choice(corpus())
    return of[: rng.randrange(len(of) + 1)] + other[rng.randrange(len(other) + 1) :]


def _truncate(rng: Random, of: bytes) -> bytes:
    return of[: rng.randrange(len(of) + 1)] if rng.random() < 0.7 else of[rng.randrange(len(of) + 1) :]


def _values(rng: Random, of: bytes) -> bytes:
    """Other expressions behind some equals signs."""
    lines = of.splitlines(keepends=True)
    places = [i for i, line in enumerate(lines) if re.match(rb"\s*[\w-]+\s*=\s*[^{\[(<]+$", line)]
    grammar = Grammar(rng, 30)
    for i in rng.sample(places, min(len(places), rng.randint(1, 4))):
        expr = grammar.expr() if rng.random() < 0.8 else rng.choice(NUMBERS)
        lines[i] = lines[i].split(b"=")[0] + b"= " + expr.encode() + b"\n"
    return b"".join(lines)


def _edges(rng: Random, of: bytes) -> bytes:
    at = rng.randrange(len(of) + 1)
    made = of[:at] + rng.choice(EDGES) + of[at:]
    return made.replace(b"\n", b"\r\n") if rng.random() < 0.2 else made


_CHANGES = [_bytes, _tokens, _tokens, _lines, _splice, _truncate, _values, _values, _edges]


def mutated(rng: Random) -> Mapping[str, bytes]:
    """A file changed in one to three ways."""
    text = rng.choice(corpus())
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        text = rng.choice(_CHANGES)(rng, text)
    name = rng.choices(["main.tf", "main_override.tf", "x.tfvars"], [20, 1, 1])[0]
    files = {name: text}
    if rng.random() < 0.1:
        files["other.tf"] = _tokens(rng, rng.choice(corpus()))
    return files
