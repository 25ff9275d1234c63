"""Any string of a stack, in any place: it comes back as it was or is refused, and never becomes Terraform code."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import indent
from unicodedata import is_normalized

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from tests.oracle import Case, Judge
from tests.render.probe import folder, quoted, run
from tfgen.source import Range, SourceFile
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.hcl.syntax import Body, Expr, Interpolation, Template
from tfgen.terraform.hcl.walk import plain_string
from tfgen.yaml.nodes import MapNode, ScalarNode
from tfgen.yaml.read import read_yaml

pytestmark = pytest.mark.slow

REF = "<reference>"

Render = Callable[[str], dict[str, Body] | None]

PIECES = (
    *(
        '"',
        "\\",
        "\n",
        "\r",
        "\t",
        "\0",
        "'",
        "$",
        "%",
        "{",
        "}",
        "${",
        "%{",
        "$${",
        "%%{",
        "~}",
        "${~",
        "\\u0041",
        '\\"',
    ),
    *("${var.x}", "%{ if true }", "%{ endif }", "EOF", "EOT", "<<EOT\n", "\nEOT\n", "<<-EOF", "*/", "/*", "#", "//"),
    *(
        "{{ x }}",
        "{% endif %}",
        "{#",
        "\0L9:9\0",
        "\0E\0",
        '"\n}\nresource "aws_vpc" "x" {\n}\n',
        "module.first.id",
        " ",
    ),
    *(
        "é",
        "e\u0301",
        "\u212b",
        "\ufb01",
        "\u0301",
        "\U0001f600",
        "\U0001f468\u200d\U0001f469",
        "\u202e",
        "\u2066",
        "\ufeff",
    ),
    *("\u2028", "\u0085", "\x7f", "\x9b", "\ufffe", "\U0010ffff", "\ud800", "\udfff", "\ud83d\ude00", "\u00a0", "א"),
)
"""What means something to YAML, Jinja, HCL, Terraform, editors or Unicode."""

strings = st.one_of(
    st.text(),
    st.text(st.characters(codec=None, exclude_categories=())),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=8).map("".join),
)


def representable(text: str) -> bool:
    """Whether Terraform can hold the string: characters only, in NFC."""
    return is_normalized("NFC", text) and not re.search("[\ud800-\udfff]", text)


def stack(text: str) -> str:
    """A stack with the YAML scalar ``text`` in every place that takes any string."""
    return f"""\
stack: shop
region: us-west-2
provider: {{aws: 6.62.0}}
tags: {{? {text} : {text}}}
backend: {{s3: {{bucket: {text}, key: {text}, region: us-west-2}}}}
environments: {{dev: {{}}}}
services:
  first: {{module: probe}}
  it:
    module: probe
    text: {text}
    items: [{text}, word, {text}]
    unique: [{text}]
    table: {{? {text} : {text}}}
    thing: {{text: {text}, more: {{? {text} : [{text}]}}}}
    tags: {{? {text} : {text}}}
"""


PLACES = 15
"""So many strings are in there."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template folder with the module ``probe``."""
    return folder(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="module")
def render(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Render:
    """Renders a stack's text and reads the files of its root back; None when it is refused with a finding."""
    cache = tmp_path_factory.mktemp("cache")

    def rendered(text: str) -> dict[str, Body] | None:
        made, found = run(text, templates, cache)
        if made is None:
            assert found
            assert all(f.file == "stack.yaml" and f.range and f.summary for f in found), found
            return None
        assert found == ()
        return {file.path: _parsed(file) for file in made.files if file.path.startswith("envs/")}

    return rendered


def _parsed(file: SourceFile) -> Body:
    body, found = parse(file)
    assert found == ()
    assert body
    return body


def values(node: object) -> list[str]:
    """All plain strings below a node of a syntax tree, object keys included, in order."""
    if isinstance(node, Template):
        text = plain_string(node)
        return (
            [text]
            if text is not None
            else [part for p in node.parts for part in (values(p) if not isinstance(p, str) else [p])]
        )
    if isinstance(node, tuple):
        return [text for item in node for text in values(item)]
    if isinstance(node, Struct) and not isinstance(node, Range):
        return [text for name in node.__struct_fields__ for text in values(getattr(node, name))]
    return []


def shape(node: object) -> object:
    """A node without its strings and places."""
    if isinstance(node, Template):
        return "string" if plain_string(node) is not None else [shape(p) for p in node.parts if not isinstance(p, str)]
    if isinstance(node, Range):
        return None
    if isinstance(node, tuple):
        return [shape(item) for item in node]
    if isinstance(node, Struct):
        return type(node).__name__, [shape(getattr(node, name)) for name in node.__struct_fields__]
    return node


WORD = "some-word"


@pytest.fixture(scope="module")
def plain(render: Render) -> dict[str, Body]:
    """What is rendered for a harmless word."""
    made = render(stack(WORD))
    assert made
    return made


@settings(max_examples=120, deadline=None)
@given(strings)
@example("")
@example("$" * 101 + "{")
def test_everywhere(render: Render, plain: dict[str, Body], text: str) -> None:
    made = render(stack(quoted(text)))
    assert (made is not None) == representable(text)
    if made is not None:
        assert {path: shape(body) for path, body in made.items()} == {path: shape(body) for path, body in plain.items()}
        expected = {path: [text if v == WORD else v for v in values(body)] for path, body in plain.items()}
        assert {path: values(body) for path, body in made.items()} == expected
        assert sum(v == WORD for body in plain.values() for v in values(body)) == PLACES


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "${\"'\\\n" * 20_000, "\n" * 100_000, "\U0001f600" * 50_000], ids="abcd"
)
def test_long_strings(render: Render, text: str) -> None:
    made = render(f"{HEAD}services:\n  it: {{module: probe, text: {quoted(text)}, items: [{quoted(text)}]}}\n")
    assert made is not None
    assert [v == text for v in values(made["envs/dev/main.tf"])].count(True) == 2


@settings(max_examples=120, deadline=None)
@given(strings)
def test_as_yaml_reads_it(render: Render, text: str) -> None:
    """Raw between YAML's double quotes: what the reader of YAML makes of it is what comes back."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("${", "$${").replace("%{", "%%{")
    made = render(stack(f'"{escaped}"'))
    node, _ = read_yaml(SourceFile("stack.yaml", f'a: "{escaped}"\n'))
    if made is not None:
        assert isinstance(node, MapNode)
        scalar = node.get("a")
        assert isinstance(scalar, ScalarNode)
        said = str(scalar.value).replace("$${", "${").replace("%%{", "%{")
        assert values(made["envs/dev/backend.tf"])[:2] == [said, said]


@settings(max_examples=60, deadline=None)
@given(st.text().map(lambda text: "\n".join(line.strip() for line in text.splitlines())))
def test_block_scalars(render: Render, text: str) -> None:
    block = "|-\n" + indent(text.replace("${", "$${").replace("%{", "%%{"), "      ", lambda _: True)
    made = render(f"{HEAD}services:\n  it:\n    module: probe\n    text: {block}\n")
    if made is not None:
        assert text.rstrip("\n") in values(made["envs/dev/main.tf"])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("abc\u00e9\u2022,.", min_size=1), min_size=1, max_size=5))
def test_folded_scalars(render: Render, lines: list[str]) -> None:
    folded = "\n      ".join(lines)
    for style in (f">-\n      {folded}", f'"{folded}"', f"'{folded}'"):
        made = render(f"{HEAD}services:\n  it:\n    module: probe\n    text: {style}\n")
        assert made
        assert " ".join(lines) in values(made["envs/dev/main.tf"])


HEAD = "stack: shop\nregion: us-west-2\nprovider: {aws: 6.62.0}\nenvironments: {dev: {}}\n"


def said(expr: Expr) -> str:
    """The text of a template, with ``REF`` for each reference; interpolated plain strings are text."""
    assert isinstance(expr, Template)
    parts = []
    for part in expr.parts:
        if isinstance(part, Interpolation):
            parts.append(said(part.expr) if isinstance(part.expr, Template) else REF)
        else:
            assert isinstance(part, str)
            parts.append(part)
    return "".join(parts)


@settings(max_examples=120, deadline=None)
@given(strings, strings, strings)
@example("$", "%", "$$")
@example("%", "${", "{")
@example("", "", "")
def test_around_references(render: Render, before: str, between: str, after: str) -> None:
    text = "${first.id}".join(quoted(part)[1:-1] for part in (before, between, after))
    made = render(f'{HEAD}services:\n  first: {{module: probe}}\n  it: {{module: probe, text: "{text}"}}\n')
    assert (made is not None) == all(map(representable, (before, between, after)))
    if made is not None:
        (attribute,) = [a for b in made["envs/dev/main.tf"].blocks for a in b.body.attributes if a.name == "text"]
        assert said(attribute.expr) == followed(followed(before) + between) + after


def followed(text: str) -> str:
    """``text`` and a reference; after ``$`` it is text itself, since ``$${`` is how to write ``${``."""
    return text[:-1] + "${first.id}" if text.endswith("$") else text + REF


def test_an_escaped_reference_is_text(render: Render) -> None:
    made = render(f'{HEAD}services:\n  it: {{module: probe, text: "$${{first.id}} $$${{a}} %%{{b}} %{{c}}"}}\n')
    assert made
    assert "${first.id} $${a} %{b} %{c}" in values(made["envs/dev/main.tf"])


NAMED = """\
stack: {stack}
region: {region}
provider: {{aws: {version}}}
environments: {{? {environment} : {{suffix: {suffix}}}}}
services: {{? {service} : {{module: {module}, name: {name}}}}}
"""
NAMES = {
    "stack": "a",
    "region": "us-west-2",
    "version": "6.62.0",
    "environment": "dev",
    "suffix": "dev",
    "service": "it",
    "module": "probe",
    "name": "a-name",
}
"""Places that take names only."""


@pytest.mark.parametrize("place", NAMES)
@settings(max_examples=25, deadline=None)
@given(text=strings)
@example("a\n")
@example("a b")
@example("../a")
@example('a"')
def test_names_are_plain_or_refused(render: Render, place: str, text: str) -> None:
    made = render(NAMED.format(**{**NAMES, place: quoted(text)}))
    if made is not None:
        assert re.fullmatch("[a-z0-9._-]+", text)
        assert all(re.fullmatch(r"envs/[a-z0-9-]+/\w+\.tf", path) for path in made)


@settings(max_examples=60, deadline=None)
@given(strings)
def test_the_source_of_modules(render: Render, text: str) -> None:
    head = HEAD.replace("stack: shop", f"stack: shop\nmodules: {quoted(text)}")
    made, plain = (
        render(f"{head}services: {{it: {{module: probe}}}}\n"),
        render(f"{HEAD}services: {{it: {{module: probe}}}}\n"),
    )
    assert plain
    if made is not None:
        assert shape(made["envs/dev/main.tf"]) == shape(plain["envs/dev/main.tf"])


@pytest.mark.terraform
def test_real_terraform_gives_the_same_strings_back(templates: Path, oracle: Callable[[str], Judge]) -> None:
    """A batch of nasty strings as list elements, map keys and map values, through Terraform's own ``jsonencode``."""
    batch = [text for text in nasty() if representable(text)]
    assert len(batch) > 150
    items = ", ".join(map(quoted, batch))
    table = ", ".join(f"? {quoted(text)} : {quoted(text)}" for text in batch)
    tags = ", ".join(f"? {quoted(text)} : x" for text in batch)
    text = f"{HEAD}services:\n  it:\n    module: probe\n    text: {quoted(''.join(batch[::3]))}\n    items: [{items}]\n"
    text += f"    table: {{{table}}}\n    tags: {{{tags}}}\n"
    text += f"    thing: {{text: a, more: {{? {quoted(batch[-1])} : [{items}]}}}}\n"
    made, found = run(text, templates)
    assert found == ()
    assert made
    case = Case("strings", {file.path: file.text for file in made.files}, root="envs/dev")
    (verdict,) = oracle("6.62.0").judge([case], plan=True)
    assert verdict.valid, str(verdict)
    it = verdict.outputs["it"]
    assert isinstance(it, dict)
    got = json.loads(str(it["all"]))
    same = {text: text for text in batch}
    assert got[1:3] == [batch, same]
    assert got[3] == {"text": "a", "more": {batch[-1]: batch}}
    assert got[4] == dict.fromkeys(batch, "x")
    assert got[0] == "".join(batch[::3])


def nasty() -> list[str]:
    """The pieces by themselves, in pairs, in quotes and at the ends of words; each once."""
    pairs = [a + b for a in PIECES[:24] for b in ('"', "${", "}", "\\")]
    project = [f"a{piece}" for piece in PIECES] + [f"{piece}b" for piece in PIECES]
    return list(dict.fromkeys([*PIECES, *pairs, *project, "", "x" * 100_000]))
