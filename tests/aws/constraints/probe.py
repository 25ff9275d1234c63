"""Asks the real AWS provider 3.39.0 what it takes: ``python -m tests.aws.constraints.probe``.

It rewrites ``data/aws_constraints/provider.json``.

Every limited attribute that the old provider has gets a value outside its limit, all attributes of a type in one
resource; where the provider refuses a text it names its own list. A second round changes the case of a value that is
in the list, a third gives texts that are no ARNs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.oracle import Case, Judge
from tfgen.aws.constraints.model import Constraint
from tfgen.terraform.schema import BlockSchema, ProviderSchema, load_schema
from tfgen.terraform.types.model import BOOL, NUMBER, STRING, ListType, MapType, SetType, Type
from tools.constraints.aws_models import Models
from tools.constraints.build import ConstraintBuilder
from tools.constraints.mapping_files import read_mappings

VERSION = "3.39.0"
MAPPING = Path(__file__).parents[3] / "data" / "aws_constraints"
BOGUS = "tfgen-bogus"

_EACH = 60
"""Resources in one configuration."""

_LIST = re.compile(r"expected (\S+) to be one of \[(.*?)\], got (.*)$", re.DOTALL)

Values = Mapping[str, str | int]
"""Values by path below the type."""


@dataclass(frozen=True)
class Refusal:
    """What the provider says of an attribute that was given a value."""

    path: str
    message: str

    @property
    def listed(self) -> tuple[str, ...] | None:
        """The values that the provider names, where it names them; those with blanks cannot be told apart."""
        found = _LIST.search(self.message)
        if found is None:
            return None
        text = found[2]
        return tuple(re.findall(r'"([^"]*)"', text) if text.startswith('"') else text.split(" "))


def ask(judge: Judge, schema: ProviderSchema, asked: Sequence[tuple[str, Values]]) -> list[list[Refusal]]:
    """The refusals for each type and the values that it gets."""
    found: list[list[Refusal]] = []
    for start in range(0, len(asked), _EACH):
        part = asked[start : start + _EACH]
        lines = ["terraform {", "required_providers {", 'aws = { source = "hashicorp/aws" }', "}", "}"]
        begins = []
        for number, (type_, values) in enumerate(part):
            block = schema.resource(type_)
            assert block is not None
            begins.append(len(lines) + 1)
            lines += [f'resource "{type_}" "r{number}" {{', *_body(block, values, ""), "}"]
        (verdict,) = judge.judge([Case(f"from {start}", {"main.tf": "\n".join(lines) + "\n"})])
        answers: list[list[Refusal]] = [[] for _ in part]
        for d in verdict.errors:
            number = max(n for n, line in enumerate(begins) if line <= d.line)
            path = _path(lines[d.line - 1].split(" ")[0], d.summary, part[number][1])
            if path:
                answers[number].append(Refusal(path, d.summary))
        found += answers
    return found


def _path(name: str, message: str, values: Values) -> str | None:
    """The attribute that a message is about: by its path where it names one, else by the line's name."""
    named = re.search(r'(?:expected "?|^")([a-z0-9_.]+)"? ', message)
    path = ".".join(p for p in named[1].split(".") if not p.isdigit()) if named else ""
    alike = [p for p in values if p.rsplit(".", 1)[-1] == name]
    return path if path in values else alike[0] if len(alike) == 1 else None


def _body(block: BlockSchema, values: Values, prefix: str) -> Iterator[str]:
    """A body with the values, and with something for everything that is required besides."""
    for name, attribute in block.attributes.items():
        given = values.get(prefix + name)
        if given is not None:
            text = json.dumps(given)
            yield f"{name} = [{text}]" if isinstance(attribute.type, ListType | SetType) else f"{name} = {text}"
        elif attribute.required:
            yield f"{name} = {_anything(attribute.type)}"
    for name, nested in block.blocks.items():
        inside = f"{prefix}{name}."
        if nested.min_items or any(path.startswith(inside) for path in values):
            for _ in range(max(1, nested.min_items)):
                yield f"{name} {{"
                yield from _body(nested.block, values, inside)
                yield "}"


def _anything(type_: Type) -> str:
    if isinstance(type_, ListType | SetType):
        return f"[{_anything(type_.element)}]"
    known = {STRING: '"x"', NUMBER: "1", BOOL: "true"}
    return "{}" if isinstance(type_, MapType) else known.get(type_, "{}")


def outside(constraint: Constraint) -> str | int:
    """A value that the limit does not allow."""
    match constraint.kind:
        case "enum":
            return BOGUS
        case "range":
            return int(constraint.most) + 1 if constraint.most is not None else int(constraint.least or 0) - 2
        case "length":
            return "a" * (int(constraint.most) + 1 if constraint.most is not None else int(constraint.least or 0) - 1)
    return "\u00e9 !\u00a7%"


def has(block: BlockSchema | None, path: str) -> bool:
    """Whether a block has a settable attribute at a path below it."""
    *blocks, name = path.split(".")
    for step in blocks:
        block = block.blocks[step].block if block and step in block.blocks else None
    return block is not None and name in block.attributes and block.attributes[name].settable


def arn_attributes(block: BlockSchema, prefix: str = "") -> Iterator[str]:
    """The paths of attributes that may take ARNs, by their names."""
    for name, attribute in block.attributes.items():
        of = attribute.type.element if isinstance(attribute.type, ListType | SetType) else attribute.type
        if of == STRING and attribute.settable and (name.endswith(("arn", "arns")) or "role" in name):
            yield prefix + name
    for name, nested in block.blocks.items():
        if prefix.count(".") < 4:
            yield from arn_attributes(nested.block, f"{prefix}{name}.")


def main() -> None:
    """Writes the file; see the module's description."""
    schema = load_schema("aws", VERSION)
    builder = ConstraintBuilder(Models(), read_mappings(MAPPING), (schema,))
    with Judge(VERSION, provider="real") as judge:

        def asked(values: Callable[[str], Mapping[str, str | int]]) -> list[tuple[str, Refusal]]:
            work = [(type_, given) for type_ in schema.resource_types() if (given := values(type_))]
            answers = ask(judge, schema, work)
            return [(f"{t}.{r.path}", r) for (t, _), found in zip(work, answers, strict=True) for r in found]

        def bogus(type_: str) -> Mapping[str, str | int]:
            return {constraint.path: BOGUS for constraint in builder.candidates(type_) if constraint.kind == "enum"}

        lists = {path: r.listed for path, r in asked(bogus) if r.listed and BOGUS in r.message}

        def other_case(type_: str) -> Mapping[str, str | int]:
            generated = {
                path.removeprefix(f"{type_}."): of for path, of in lists.items() if path.startswith(f"{type_}.")
            }
            swapped = {path: [v.swapcase() for v in of if v.swapcase() not in of] for path, of in generated.items()}
            return {path: values[0] for path, values in swapped.items() if values}

        exact = sorted({path for path, r in asked(other_case) if r.listed})

        def no_arn(type_: str) -> Mapping[str, str | int]:
            block = schema.resource(type_)
            return dict.fromkeys(arn_attributes(block), BOGUS) if block else {}

        arns = sorted({path for path, r in asked(no_arn) if "invalid ARN" in r.message})
    known = builder.mappings.provider
    merged = {path: known.lists.get(path, of) for path, of in lists.items()}
    document = {
        "about": known.about,
        "version": VERSION,
        "before": known.before,
        "lists": dict(sorted(merged.items())),
        "exact": exact,
        "arns": arns,
    }
    (MAPPING / "provider.json").write_text(_laid_out(document), "utf-8")


def _laid_out(document: Mapping[str, object]) -> str:
    """JSON with a line for each attribute."""
    lines = []
    for name, value in document.items():
        if isinstance(value, str):
            lines.append(f"  {json.dumps(name)}: {json.dumps(value)}")
        elif isinstance(value, Mapping):
            rows = [f"    {json.dumps(path)}: {json.dumps(of)}" for path, of in value.items()]
            lines.append(f"  {json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n  }")
        elif isinstance(value, list):
            rows = [f"    {json.dumps(path)}" for path in value]
            lines.append(f"  {json.dumps(name)}: [\n" + ",\n".join(rows) + "\n  ]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    main()
