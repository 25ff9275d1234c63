"""The cases of the schema's and the references' rules in JSON: the same findings, the same verdict of Terraform's."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

import pytest

from tests.annotations import files_of
from tests.oracle import Case, Judge
from tests.rules.hcl import judged
from tests.rules.test_cases import module_of_tests
from tfgen.diagnostics import Diagnostics
from tfgen.rules.registry import RULES
from tfgen.source import SourceFile
from tfgen.terraform.config.json_shapes import FILE, Form, Shape
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Block, Body, Expr, Literal, Object, Template, Tuple
from tfgen.terraform.hcl.walk import plain_string

RULE_FILES = [*(module_of_tests(r) for r in RULES if "TFG301" <= r.code <= "TFG407"), "tests.rules.test_ephemeral"]
HCL_ONLY = {"TFG303", "TFG304"}
"""JSON makes no difference between an argument and a block."""


@dataclass(frozen=True)
class Writer:
    """HCL's tree to the JSON that says the same."""

    text: str

    def body(self, body: Body, shape: Shape) -> dict[str, object]:
        made: dict[str, object] = {
            a.name: self.value(a.expr, shape.arguments.get(a.name) or shape.other or Form.TEMPLATE)
            for a in body.attributes
        }
        for block in body.blocks:
            self.block(made, block, shape)
        return made

    def block(self, into: dict[str, object], block: Block, shape: Shape) -> None:
        _, inner = shape.blocks.get(block.type, ((), Shape(other=Form.TEMPLATE)))
        if block.type == "dynamic":
            inner = Shape({"iterator": Form.REFERENCE}, other=Form.TEMPLATE)
        place: dict[str, object] = into
        for name in (block.type, *block.label_values)[: len(block.labels)]:
            place = place.setdefault(name, {})  # type: ignore[assignment]
        last = block.labels[-1].value if block.labels else block.type
        blocks = place.setdefault(last, [])
        assert isinstance(blocks, list)
        blocks.append(self.body(block.body, inner))

    def value(self, expr: Expr, form: Form) -> object:
        source = self.source(expr)
        match expr:
            case Literal():
                return expr.value
            case Tuple():
                return [self.value(item, form) for item in expr.items]
            case Object() if form is Form.REFERENCE:
                return {self.source(item.key): self.value(item.value, form) for item in expr.items}
            case Object() if all(plain_string(item.key) is not None for item in expr.items):
                return {self.escaped(plain_string(i.key) or "", form): self.value(i.value, form) for i in expr.items}
            case Template() if (text := plain_string(expr)) is not None:
                return source.strip('"') if form in (Form.REFERENCE, Form.WRITTEN) else self.escaped(text, form)
        return source if form is not Form.TEMPLATE else f"${{{source}}}"

    def source(self, expr: Expr) -> str:
        return self.text[expr.range.start.offset : expr.range.end.offset]

    def escaped(self, text: str, form: Form) -> str:
        return text.replace("${", "$${").replace("%{", "%%{") if form is Form.TEMPLATE else text


def in_json(texts: dict[str, str]) -> dict[str, str]:
    made = {}
    for path, text in texts.items():
        body, _ = parse(SourceFile(path, text))
        assert body is not None
        made[f"{path}.json"] = json.dumps(Writer(text).body(body, FILE), indent=2)
    return made


def found(texts: dict[str, str]) -> Diagnostics:
    problems, result = judged(texts)
    return (*problems, *result.diagnostics)


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    for module in ("tests.terraform.analysis.test_plan_time", *RULE_FILES):
        name = module.rpartition(".test_")[2]
        for title, hcl in import_module(module).CASES.items():
            yield f"{name}: {title}", files_of(hcl)


DIFFERENT = {
    "undeclared_reference: anywhere in an expression": "a heredoc inside ${ } does not end",
    "unknown_block: ": "an unknown property is an argument",
    "written as blocks": "what takes both forms is always an argument",
    "as blocks and dynamic blocks": "what takes both forms is always an argument",
}
"""What JSON cannot say, by a part of the title, and why."""


def comparable() -> dict[str, dict[str, str]]:
    """The cases that HCL's parser finds nothing in and that are not about what JSON lacks."""
    made = {}
    for title, texts in cases():
        problems, result = judged(texts)
        hcl_only = HCL_ONLY & {d.code for d in result.diagnostics} or any(part in title for part in DIFFERENT)
        if not problems and not hcl_only:
            made[title] = texts
    return made


COMPARABLE = comparable()


@pytest.mark.parametrize("title", COMPARABLE)
def test_the_same_findings(title: str) -> None:
    texts = COMPARABLE[title]
    wanted = Counter((d.code, d.severity.label) for d in judged(texts)[1].diagnostics)
    assert Counter((d.code, d.severity.label) for d in found(in_json(texts))) == wanted


@pytest.mark.terraform
def test_the_same_verdicts(oracle: Callable[[str], Judge]) -> None:
    both = [
        Case(f"{title} ({kind})", texts)
        for title, hcl in COMPARABLE.items()
        for kind, texts in (("HCL", hcl), ("JSON", in_json(hcl)))
    ]
    verdicts = oracle("6.62.0").judge(both)
    pairs = zip(verdicts[::2], verdicts[1::2], strict=True)
    assert not [f"{a}\n{b}" for a, b in pairs if a.valid != b.valid]
