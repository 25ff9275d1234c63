"""The story as a whole: what a request leads to, and that no text whatsoever makes it raise."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotations import annotated, source
from tests.messages import FILE, codes, told
from tests.stack.stacks import HEAD
from tests.yaml.trees import trees
from tfgen.build.result import RenderedStack
from tfgen.codes.table import CODES
from tfgen.diagnostics import Diagnostics, has_errors
from tfgen.pipelines.render import RenderRequest, render

pytestmark = pytest.mark.slow

STACK = """\
HEAD
tags: {Owner: "${stack}-team"}
environments:
  dev: {}
  prod: {region: us-east-1, services: {files: {force_destroy: true}}}
services:
  network: {module: vpc, cidr: 10.20.0.0/16}
  files: {module: s3_bucket, policy_json: "${network.vpc_id}"}
"""

Ask = Callable[..., tuple[RenderedStack | None, Diagnostics]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Renders a text, with a cache for all tests of this file."""
    cache = tmp_path_factory.mktemp("cache")

    def asked(text: str, **request: Any) -> tuple[RenderedStack | None, Diagnostics]:
        rendered = render(RenderRequest(source(text.replace("HEAD\n", HEAD)), cache=cache, **request))
        return rendered.output, rendered.result.diagnostics

    return asked


def paths(rendered: RenderedStack | None) -> list[str]:
    assert rendered
    return [f.path for f in rendered.files]


def test_a_stack_becomes_roots_and_modules(ask: Ask) -> None:
    rendered, found = ask(STACK)
    assert found == ()
    assert rendered
    assert (rendered.schema.version, [r.environment for r in rendered.roots]) == ("6.62.0", ["dev", "prod"])
    assert [p for p in paths(rendered) if p.startswith("envs/dev")] == [
        f"envs/dev/{name}.tf" for name in ("main", "providers", "versions", "outputs")
    ]
    modules = {p.split("/")[1] for p in paths(rendered) if p.startswith("modules/")}
    assert modules == {"vpc", "s3_bucket"}
    assert {rendered.owners[p] for p in paths(rendered)} == {"dev", "prod", ""}
    main = next(f for f in rendered.files if f.path == "envs/prod/main.tf")
    assert "policy_json   = module.network.vpc_id" in main.text


def test_some_environments(ask: Ask) -> None:
    rendered, found = ask(STACK, environments=("prod",))
    assert found == ()
    assert not [p for p in paths(rendered) if p.startswith("envs/dev")]


def test_a_source_for_modules_leaves_them_to_others(ask: Ask) -> None:
    text = STACK + "modules: git::https://example.com/library.git//${module}\n"
    rendered, found = ask(text)
    assert found == ()
    assert not [p for p in paths(rendered) if p.startswith("modules/")]
    main = next(f for f in rendered.files if f.path == "envs/dev/main.tf") if rendered else None
    assert main
    assert 'source = "git::https://example.com/library.git//vpc"' in main.text
    assert [p for p in paths(ask(text, local_modules=True)[0]) if p.startswith("modules/vpc/")]


@pytest.mark.parametrize("version", ["3.39.0", "4.67.0", "5.100.0"])
def test_a_version_and_a_suffix_from_outside(version: str, ask: Ask) -> None:
    rendered, found = ask(STACK, version=version, suffix="pr-1")
    assert found == ()
    assert rendered
    assert (rendered.schema.version, rendered.stack.version) == (version, version)
    assert {r.suffix for r in rendered.roots} == {"pr-1"}


def test_a_version_from_outside_that_is_not_at_hand_blames_no_file(ask: Ask) -> None:
    _, found = ask(STACK, version="6.0.0")
    assert [(f.code, f.file) for f in found] == [("TFG024", None)]


def test_an_imported_schema_makes_a_version_known(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "aws-6.0.0.schema").write_bytes(b"no schema")
    _, found = ask(STACK, version="6.0.0", imported=tmp_path)
    assert [f.code for f in found] == ["TFG024"]
    assert found[0].help == "Import the schema again, or reinstall tfgen."


def test_what_is_wrong_whatever_the_version_is_found_without_one(ask: Ask) -> None:
    text = """\
stack: shop
region: us-west-2
provider: {aws: «7.0.0»} ⟵ TFG024
environments: {dev: {}}
services:
  network: {module: vpc, «cidrr»: x} ⟵ TFG013
  files: {module: s3_bucket, policy_json: "«${network.nothing}»"} ⟵ TFG017
  web: {module: «vpcx»} ⟵ TFG012
"""
    _, found = ask(text)
    assert annotated(text, found) == text
    assert codes(found) == ["TFG024", "TFG013", "TFG017", "TFG012"]


def test_what_depends_on_the_version_is_not_guessed_without_one(ask: Ask) -> None:
    text = """\
HEAD
environments: {dev: }
services:
  network: {module: vpc, cidr: 10.0.0.0/16}
  files: {module: efs, transition_to_archive: AFTER_90_DAYS}
"""
    assert codes(ask(text)[1]) == []
    assert codes(ask(text, version="3.39.0")[1]) == ["TFG016"]
    assert codes(ask(text, version="7.0.0")[1]) == ["TFG024"]


def test_mistakes_in_a_template_are_found_with_those_of_the_stack(tmp_path: Path, ask: Ask) -> None:
    (tmp_path / "box").mkdir()
    (tmp_path / "box/module.yaml").write_text("description: A box.\ninputs: {size: {description: S., type: numbr}}\n")
    (tmp_path / "s3_bucket").mkdir()
    (tmp_path / "s3_bucket/main.tf.jinja").write_text("{{ nothing }}\n")
    text = """\
HEAD
environments: {dev: }
services:
  box: {module: box}
  files: {module: s3_bucket}
  web: {module: vpcx}
"""
    _, found = ask(text, templates=tmp_path)
    assert [(f.code, f.file) for f in found] == [
        ("TFG012", FILE),
        ("TFG040", "box/module.yaml"),
        ("TFG102", "s3_bucket/main.tf.jinja"),
    ]


def test_findings_of_the_stack_file_go_from_top_to_bottom(ask: Ask) -> None:
    text = """\
stack: «Shop» ⟵ TFG009
region: us-west-2
provider: {aws: 6.62.0}
environments: {dev: {«foo»: 1}} ⟵ TFG003
services:
  network: {module: «vpcx»} ⟵ TFG012
  «Files»: {module: s3_bucket, «foo»: 1} ⟵ TFG009 TFG013
  «more»: {module: vpc} ⟵ TFG014
"""
    _, found = ask(text)
    assert annotated(text, found) == text
    starts = [f.range.start.offset for f in found if f.range]
    assert starts == sorted(starts)
    assert len(starts) == text.count("«")


def test_the_same_text_leads_to_the_same_files_and_findings(ask: Ask) -> None:
    first, second = ask(STACK)[0], ask(STACK)[0]
    assert first
    assert second
    assert (first.files, first.owners) == (second.files, second.owners)
    broken = STACK.replace("vpc_id", "vpcid").replace("10.20.0.0/16", "[1]")
    assert told(ask(broken)[1]) == told(ask(broken)[1])


WORDS = [
    *(
        "null",
        "~",
        "{}",
        "[]",
        "true",
        "3",
        "1e400",
        "''",
        '"',
        "'",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "? ",
        "#",
        "\t",
    ),
    *(
        "&a ",
        "*a",
        "<<: *a",
        "!!str ",
        "!x ",
        "|",
        ">-",
        "%",
        "@",
        "`",
        "\\",
        "---\n",
        "\n",
        "\r",
        "\0",
        "\x85",
        "\ufeff",
    ),
    *("${", "$${", "%{", "${a.b}", "${network}", "${network.vpc_id}", "${files.arn}", "${stack}", '${network["x"]}'),
    *("e\u0301", "\U0001f600", "module: vpc", "tags: ", "services: ", "dev: ", "network: ", "suffix: ", "name: X"),
]


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A good stack with some of its parts replaced, removed, doubled or moved."""
    text = STACK.replace("HEAD\n", HEAD)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        put = draw(st.one_of(st.sampled_from(WORDS), st.just(text[start:end] * 2), st.text(max_size=3)))
        text = text[:start] + put + text[end:]
    return text


@settings(max_examples=150)
@given(mangled())
def test_no_text_makes_it_raise(ask: Ask, text: str) -> None:
    judge(ask, text)


SHAPE = (
    HEAD
    + """\
modules: "../${module}"
compliance: []
tags: {a: 1}
backend: {s3: {bucket: b, key: "${suffix}", region: us-west-2}}
environments: {dev: {tags: {a: 2}, services: {files: {force_destroy: true}}}}
services: {network: {module: vpc, cidr: 10.0.0.0/16}, files: {module: s3_bucket, tags: {b: 1}, lifecycle_rules: {}}}
"""
)
VALUES = [m.span() for m in re.finditer(r"(?<=: )(\{[^{}]*\}|\"[^\"]*\"|[^ {},\n]+)", SHAPE)]


@settings(max_examples=150)
@given(st.sampled_from(VALUES), trees)
def test_no_value_in_any_place_of_a_stack_makes_it_raise(ask: Ask, at: tuple[int, int], tree: str) -> None:
    judge(ask, SHAPE[: at[0]] + tree + SHAPE[at[1] :])


def judge(ask: Ask, text: str) -> None:
    """Files or findings; each finding has a known code, and a place in the text where the stack file is to blame."""
    rendered, found = ask(text)
    assert has_errors(found) or (rendered and rendered.files)
    assert {f.code for f in found} <= CODES.keys()
    assert all(f.range and f.range.start.offset <= len(text) for f in found if f.file == FILE)
