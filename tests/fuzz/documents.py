"""JSON and YAML: ``.tf.json``, ``.tfvars.json``, ``.tfgen.yaml``, baselines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random

from tests.fuzz.grammar import KINDS, NAMES, TEXTS, TYPES, Grammar

_WORDS = [*NAMES, "resource", "variable", "output", "locals", "module", "data", "terraform", "provider", "moved", "import", "check",
          "count", "for_each", "lifecycle", "dynamic", "content", "type", "default", "source", "required_providers", "aws", "//", "",
          "validation", "condition", "provisioner", "ingress", "tags", "cidr_block", "backend", "s3", *KINDS[:8]]  # fmt: skip


def value(rng: Random, depth: int = 0) -> object:
    """Any JSON value, with HCL in its texts."""
    pick = rng.random() + depth * 0.07
    if pick < 0.45:
        return {rng.choice(_WORDS): value(rng, depth + 1) for _ in range(rng.randint(0, 4))}
    if pick < 0.6:
        return [value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    if pick < 0.75:
        return rng.choice([None, True, False, 0, -1, 1.5, 1e300, 10**40])
    if pick < 0.85:
        return rng.choice(TEXTS)
    return (
        "${" + Grammar(rng, 6).expr(4) + "}"
        if rng.random() < 0.6
        else rng.choice(["${", "%{ if x }", "${a b}", "\u0000", "\ud800", "é"])
    )


def _shaped(rng: Random) -> object:
    """The shape of a configuration."""

    def body() -> object:
        return value(rng, 1)

    def labelled(labels: list[str]) -> object:
        inner: object = {rng.choice(NAMES): body() for _ in range(2)}
        made: object = {rng.choice(labels): inner} if labels else inner
        return [made] if rng.random() < 0.2 else made

    parts = {"resource": labelled(KINDS), "data": labelled(KINDS), "variable": labelled([]), "output": labelled([]),
             "locals": body(), "module": labelled([]), "provider": {"aws": body()}, "terraform": body(), "moved": body(),
             "import": body(), "removed": body(), "check": labelled([]), "//": body()}  # fmt: skip
    names = rng.sample(list(parts), rng.randint(1, 5))
    return {name: parts[name] for name in names}


def _text(rng: Random, data: object) -> bytes:
    text = json.dumps(data, ensure_ascii=rng.random() < 0.5, indent=rng.choice([None, 2]))
    if rng.random() < 0.25:
        at = rng.randrange(len(text) + 1)
        text = (
            text[:at]
            + rng.choice(["", ",", "}", "]", '"', "\\", "NaN", "\x00", "/*", "1e", "\n", "\ufeff", "{" * 50])
            + text[at + 1 :]
        )
    return text.encode("utf-8", "surrogatepass")


def json_configuration(rng: Random) -> Mapping[str, bytes]:
    """A ``.tf.json`` file, sometimes with values or an override."""
    files = {"main.tf.json": _text(rng, _shaped(rng) if rng.random() < 0.8 else value(rng))}
    if rng.random() < 0.2:
        files["a_override.tf.json"] = _text(rng, _shaped(rng))
    if rng.random() < 0.2:
        files["b.tf"] = Grammar(rng, 20).file().encode()
    if rng.random() < 0.05:
        nested = rng.choice(["[", '{"a":', '[{"locals":'])
        files["deep.tf.json"] = (nested * rng.choice([50, 900, 20_000])).encode()
    return files


def values(rng: Random) -> Mapping[str, bytes]:
    """Variables, and values for them in both forms."""
    declared = "".join(f'variable "{n}" {{\ntype = {rng.choice(TYPES)}\n}}\n' for n in NAMES[:5])
    grammar = Grammar(rng, 15)
    return {
        "main.tf": declared.encode(),
        "terraform.tfvars": "".join(f"{rng.choice(NAMES)} = {grammar.expr()}\n" for _ in range(4)).encode(),
        "x.auto.tfvars.json": _text(rng, {n: value(rng, 2) for n in NAMES[:4]} if rng.random() < 0.8 else value(rng)),
    }


_SETTINGS = ["check:", "disable:", "levels:", "fail_level:", "provider:", "exclude:", "baseline:", "aws:", "TFG301", "unknown-argument",
             "warning", "note", "5.100.0", "6.62.0", "- ", "[", "]", "{", "}", "*", "**", "**/*.tf", "!", "&a", "*a", "|", ">", "~", "null", "'",
             '"', "\\", ": ", "\n", "\n  ", "\n    ", "\t", "---", "...", "%YAML 1.2\n", "!!python/object:x", "? ", "<<: *a", "é", "#", "1e9",
             "[a-", "../..", "/", "0x1"]  # fmt: skip


def settings(rng: Random) -> Mapping[str, bytes]:
    """A ``.tfgen.yaml``, nearly right or not at all, beside something to find."""
    if rng.random() < 0.5:
        text = "".join(rng.choice(_SETTINGS) + rng.choice(["", " ", "\n"]) for _ in range(rng.randint(1, 25)))
    else:
        lines = {
            "disable": rng.choice(["[TFG301]", "[TFG999, unused-local]", "TFG301", "{}", "[[]]", "[*]", "null"]),
            "levels": rng.choice(["{TFG431: error}", "{x: y}", "[1]", "{TFG431: 3}", "{? [a] : b}"]),
            "fail_level": rng.choice(["note", "fatal", "[]", "1"]),
            "provider": rng.choice(["{aws: 5.100.0}", "{aws: 99}", "{gcp: 1}", "aws", "{aws: [1]}", "{aws: '~> 6'}"]),
            "exclude": rng.choice(
                ['["*"]', '["**/m/*"]', '["["]', '[""]', '["/"]', '["' + "**/" * 30 + 'x"]', "[m]", "[../x]"]
            ),
            "baseline": rng.choice(["b.json", "nope.json", "../b.json", "/", ".", "''"]),
        }
        some = rng.sample(list(lines), rng.randint(1, 4))
        text = "check:\n" + "".join(f"  {name}: {lines[name]}\n" for name in some)
    baseline = rng.choice(
        [
            b"{}",
            b"[]",
            b"",
            b'{"format_version": 1, "findings": [{}]}',
            b'{"format_version": "9"}',
            b"\xff",
            _text(rng, value(rng)),
        ]
    )
    found = 'locals {\n a = 1 # tfgen:ignore TFG431 reason\n}\nresource "aws_vpc" "x" {\n nope = 1\n}\n'
    return {
        ".tfgen.yaml": text.encode("utf-8", "surrogatepass"),
        "main.tf": found.encode(),
        "b.json": baseline,
        "m/main.tf": b"locals {}\n",
    }
