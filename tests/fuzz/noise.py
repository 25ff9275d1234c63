"""Bytes and tokens without any order."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

EDGES = [
    b"\xef\xbb\xbf",
    b"\x00",
    b"\r\n",
    b"\r",
    b"\n",
    b"\xff",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80\xa8",
    b"\xc2\x85",
    b"\x0c",
    b"\x0b",
    b"\x1a",
    b"\xe2\x80\x8b",
    b"e\xcc\x81",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467".encode(),
    "ſK".encode(),
    "ａ".encode(),
    "\u0661\u0662".encode(),
    b"#",
    b"/*",
    b"*/",
    b'"',
    b"${",
    b"%{",
    b"}",
    b"<<EOT\n",
    b"EOT\n",
]

TOKENS = [
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ".",
    "...",
    ":",
    "::",
    "=",
    "==",
    "!=",
    "<",
    ">",
    "<=",
    ">=",
    "=>",
    "+",
    "-",
    "*",
    "/",
    "%",
    "!",
    "&&",
    "||",
    "?",
    "??",
    "?:",
    '"',
    "'",
    "`",
    ";",
    "~",
    "@",
    "$",
    "&",
    "|",
    "^",
    "\\",
    "#",
    "//",
    "/*",
    "*/",
    "${",
    "${~",
    "~}",
    "%{",
    "%{~",
    "$${",
    "%%{",
    "\\n",
    "\\u00e9",
    "\\UFFFFFFFF",
    "\\uD800",
    "\\x",
    "<<EOT",
    "<<-EOT",
    "EOT",
    "<<",
    "-",
    "--",
    "!!",
    "for",
    "in",
    "if",
    "else",
    "endif",
    "endfor",
    "null",
    "true",
    "false",
    "each",
    "count",
    "self",
    "var",
    "local",
    "module",
    "data",
    "path",
    "terraform",
    "any",
    "optional",
    "object",
    "list",
    "map",
    "set",
    "tuple",
    "string",
    "number",
    "bool",
    "sensitive",
    "ephemeral",
    "resource",
    "variable",
    "output",
    "locals",
    "provider",
    "moved",
    "import",
    "removed",
    "check",
    "action",
    "lifecycle",
    "dynamic",
    "content",
    "provisioner",
    "connection",
    "backend",
    "cloud",
    "required_providers",
    "0",
    "1",
    "1.5",
    "1e9",
    "1e999999",
    "0x1F",
    "09",
    ".5",
    "1.",
    "1..2",
    "1e",
    "-0",
    "99999999999999999999999999",
    "a",
    "a.b",
    "a[0]",
    "a[*]",
    "a.*.b",
    "a.0.1",
    '"a"',
    '"${a}"',
    '"%{',
    "if",
    "a",
    "}b%{",
    "endif",
    '}"',
    '"$${"',
    '"\\""',
    "é",
    "日本",
    "_",
    "a-b",
    "-a",
    "a-",
    "ignore_changes",
    "depends_on",
    "for_each",
    "type",
    "default",
    "value",
    "source",
    "version",
    "providers",
    "aws_vpc",
    "aws_instance",
    "aws_security_group",
    "ingress",
    "cidr_block",
    "tags",
    "name\u200b",
]

COMMENTS = [
    "# tfgen:ignore TFG304 because\n",
    "# tfgen:ignore\n",
    "# tfgen:ignore TFG999 x\n",
    "// tfgen:ignore TFG301,TFG302\n",
    "/* tfgen:ignore TFG301 reason */ ",
    "# tfgen:ignore unknown-argument why not\n",
    "# tfgen:ignore TFG304 " + "é" * 40 + "\n",
    "#tfgen:ignore TFG304\u2028x\n",
]


def random_bytes(rng: Random) -> Mapping[str, bytes]:
    """Any bytes, with what is special to decoders among them."""
    parts: list[bytes] = []
    for _ in range(rng.randint(0, 40)):
        if rng.random() < 0.5:
            parts.append(rng.choice(EDGES))
        elif rng.random() < 0.7:
            parts.append(bytes(rng.choices(range(32, 127), k=rng.randint(1, 20))))
        else:
            parts.append(rng.randbytes(rng.randint(1, 20)))
    return {_file(rng): b"".join(parts)}


def _file(rng: Random) -> str:
    return rng.choices(
        ["main.tf", "main.tf.json", "terraform.tfvars", "a_override.tf", ".tfgen.yaml"], [12, 2, 2, 1, 1]
    )[0]


def soup(rng: Random) -> Mapping[str, bytes]:
    """Tokens of HCL in any order."""
    tokens = rng.sample(TOKENS, rng.randint(2, 30)) if rng.random() < 0.5 else TOKENS
    glue = rng.choice(["", " ", " ", "\n"])
    parts = [
        rng.choice(tokens) + (glue if rng.random() < 0.8 else rng.choice(["\n", "", "\r\n", "\t"]))
        for _ in range(rng.randint(1, 120))
    ]
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts) + 1), rng.choice(COMMENTS))
    return {_file(rng): "".join(parts).encode("utf-8", "surrogatepass")}


def framed_soup(rng: Random) -> Mapping[str, bytes]:
    """A soup where an expression, a body or a template is wanted."""
    frame = rng.choice(
        [
            "locals {\n a = %s\n}\n",
            'resource "aws_vpc" "a" {\n%s\n}\n',
            'locals {\n a = "%s"\n}\n',
            "locals {\n a = <<EOT\n%s\nEOT\n}\n",
            'variable "a" {\n type = %s\n}\n',
            'module "a" {\n%s\n}\n',
            "locals {\n a = f(%s)\n}\n",
            "locals {\n a = [%s]\n}\n",
            "terraform {\n%s\n}\n",
        ]
    )
    tokens = rng.sample(TOKENS, rng.randint(2, 20))
    inner = " ".join(rng.choice(tokens) for _ in range(rng.randint(0, 25)))
    return {"main.tf": (frame % inner).encode("utf-8", "surrogatepass")}


def repeated(rng: Random) -> Mapping[str, bytes]:
    """One small thing many times: long lines, deep nesting, what makes parsers quadratic."""
    piece = rng.choice(
        [
            *TOKENS,
            "a.",
            "(",
            "[",
            "{a=",
            '"${',
            "!",
            "-",
            "a ? b : ",
            "a + ",
            "[for a in b : ",
            "a[0]",
            "f(",
            "%{if a}",
            "x {\n",
            "a = 1\n",
            "# x\n",
            "/*",
            "\\",
            "<<A\n",
            "a.*",
            "a[*].b",
            '"a" ',
            "\u0301",
        ]
    )
    times = rng.choice([10, 99, 101, 300, 1000, 3000, 20_000])
    body = piece * min(times, 60_000 // len(piece.encode()) + 1)
    ahead = rng.choice(["", "locals {\n a = ", 'locals {\n a = "', "locals {\n a = [", "locals {\n"])
    behind = rng.choice(["", "\n}\n", '"\n}\n', "]\n}\n", "b\n}\n"])
    name = "main.tf" if rng.random() < 0.85 else _file(rng)
    return {name: (ahead + body + behind).encode("utf-8", "surrogatepass")}
