"""The same text read twice, by tfgen and by python-hcl2: one outline."""

from __future__ import annotations

import pytest

from tests.terraform.hcl.read_back.shown import ours, theirs
from tfgen.terraform.hcl.read_back import plain

VALUES = {
    "true": "true",
    '"true"': '"true"',
    "null": "null",
    '"null"': '"null"',
    "1": "1",
    "1.0": "1",
    "1.50": "1.5",
    "1e3": "1000",
    '"1"': '"1"',
    "-1": "-1",
    "- 1": "-1",
    "-1.5": "-1.5",
    "-x": "(-x)",
    "1e400": "1.7976931348623157e+308",
    '""': '""',
    r'"a\tb\n\"c\" \\ \u00e4 \U0001F600"': '"a\\tb\\n\\"c\\" \\\\ ä 😀"',
    '"$${x} %%{y} $x $$x 100%"': '"$${x} %%{y} $x $$x 100%"',
    '"$${a}${b}$$${c}"': '"$${a}${b}$$${c}"',
    '"a${x}b"': '"a${x}b"',
    '"$${x}${y}"': '"$${x}${y}"',
    '"${x}"': '"${x}"',
    '"${"${x}"}"': '"${"${x}"}"',
    '"${f("}")}"': '"${f("}")}"',
    '" %{ if x ~} a %{ else } b %{~ endif } "': '" %{if x}a %{else} b%{endif} "',
    '"%{ for k, v in x }${k}%{ endfor }"': '"%{for k, v in x}${k}%{endfor}"',
    '"%{ if a }%{ for b in c }d%{ endfor }%{ endif }"': '"%{if a}%{for b in c}d%{endfor}%{endif}"',
    "<<EOT\na\n  b\n\nEOT\n": '"a\\n  b\\n\\n"',
    "<<-EOT\n    a\n      b\n\n  EOT\n": '"a\\n  b\\n\\n"',
    "<<EOT\nEOT\n": '""',
    "[]": "[]",
    '[1, "a", [true],]': '[1, "a", [true]]',
    "[ # why\n  1, // why not\n  2 /* so */\n]": "[1, 2]",
    "{}": "{}",
    "{a = 1, b-c : 2\n}": '{"a" = 1, "b-c" = 2}',
    '{(a) = 1, "${b}" = 2, 3 = 4, true = 5, "d" = 6}': '{(a) = 1, "${b}" = 2, 3 = 4, "true" = 5, "d" = 6}',
    "var.a[0].b": "var.a[0].b",
    "var.a.0": "var.a[0]",
    'var.a["b"]': 'var.a["b"]',
    "a[*].b[0]": "a[*].b[0]",
    "a.*.b": "a.*.b",
    "(a[*]).b": "(a[*]).b",
    "f()": "f()",
    "f(1, x...)": "f(1, x...)",
    "provider::aws::arn_parse(x)": "provider::aws::arn_parse(x)",
    "a + b * c": "(a + (b * c))",
    "(a + b) * c": "((a + b) * c)",
    "a == b && c != d || !e": "(((a == b) && (c != d)) || (!e))",
    "a - b - c": "((a - b) - c)",
    "a ? b : c ? d : e": "(a ? b : (c ? d : e))",
    "a\n  ? b\n  : c": None,
    "(a\n  ? b\n  : c)": "(a ? b : c)",
    "(\n  a\n  && b\n)": "(a && b)",
    "[for v in x : v if v]": "[for v in x : v if v]",
    "{for k, v in x : k => v...}": "{for k, v in x : k => v...}",
    "[\n  for i, v in x :\n  v\n  if i > 0\n]": "[for i, v in x : v if (i > 0)]",
}
"""HCL, and what both read; None where Terraform refuses it, so that it is never written."""


@pytest.mark.parametrize(("text", "value"), [(t, v) for t, v in VALUES.items() if v is not None])
def test_values(text: str, value: str) -> None:
    whole = f"a = {text}\n"
    assert ours(whole) == f"a = {value}"
    assert theirs(whole) == f"a = {value}"


def test_only_what_means_the_same_has_the_same_text() -> None:
    texts: dict[str, list[str]] = {}
    for text, value in VALUES.items():
        if value is not None:
            texts.setdefault(value, []).append(text)
    shared = [same for same in texts.values() if len(same) > 1]
    heredocs = ["<<EOT\na\n  b\n\nEOT\n", "<<-EOT\n    a\n      b\n\n  EOT\n"]
    assert shared == [["1", "1.0"], ["-1", "- 1"], ['""', "<<EOT\nEOT\n"], heredocs]


BLOCKS = """\
b = 1
x "y" z {
  a = 1
  inner {}
  c = 2
  inner {
    d = 3
  }
}
x "y" "z" {}
x "q\\"${"uote"}" {}
""".replace('${"uote"}', "uote")

OUTLINE = """\
b = 1
x "y" "z" {}
  a = 1
  inner {}
  c = 2
  inner {}
    d = 3
x "y" "z" {}
x "q\\"uote" {}"""


def test_blocks_and_arguments_in_their_order() -> None:
    assert ours(BLOCKS) == OUTLINE
    assert theirs(BLOCKS) == OUTLINE


@pytest.mark.parametrize("depth", [1, 50, 150])
def test_what_nests_deeply(depth: int) -> None:
    for opened, closed in (("(", ")"), ("[", "]"), ("{a = ", "}"), ("f(", ")")):
        text = f"a = {opened * depth}x{closed * depth}\n"
        assert theirs(text) == ours(text) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([(True, "${x}")], [(False, "${x}")]),
        ([(True, "$"), (False, "${x}")], [(True, "${x}")]),
        ([(True, "$$"), (False, "${x}")], [(True, "$"), (False, "${x}")]),
        ([(True, "\\n")], [(True, "\n")]),
        ([(True, "%"), (False, "%{else}")], [(True, "%{else}")]),
    ],
)
def test_strings_that_differ_have_texts_that_differ(one: list[plain.Piece], other: list[plain.Piece]) -> None:
    assert plain.string_text(one) != plain.string_text(other)


def test_pieces_of_text_are_one_text() -> None:
    assert plain.string_text([(True, "a"), (True, ""), (True, "b")]) == plain.string_text([(True, "ab")])
