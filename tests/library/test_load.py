from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings

from tests.annotations import annotated
from tests.library.manifests import load, module
from tests.messages import codes, told
from tests.yaml.trees import trees
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.manifest_names import RESERVED
from tfgen.terraform.schema import available, load_schema

FLAG = """
    description: A cache.
    inputs:
      encrypted:
        description: Whether
          it is encrypted.
        from: [aws_elasticache_replication_group.at_rest_encryption_enabled]
        default: true
"""

BUILT_IN = TemplateFolders.of().modules()


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("version", [a.version for a in available() if a.provider == "aws"])
def test_every_built_in_manifest_loads_for_every_bundled_version(name: str, version: str) -> None:
    found, problems = load_module(TemplateFolders.of(), name, load_schema("aws", version))
    assert problems == ()
    assert found
    assert [i.name for i in found.inputs][:2] == ["name", "suffix"]
    assert found.inputs[-1].name == "tags"
    assert not any(chr(code) in str(found) for code in range(32))


def test_the_text_of_a_manifest(tmp_path: Path) -> None:
    found = module(
        tmp_path,
        """
        description: >-
          One
          two.
        inputs:
          size:
            description: >-
              How big
              it is.
            type: |
              number
        outputs:
          id: {description: "Its id.", value: " aws_vpc.this.id ", type: string, sensitive: true}
        names: [{attribute: aws_iam_role.name, pattern: "{name}-x-{index}-{suffix}"}]
        """,
    )
    size, output = found.input("size"), found.output("id")
    assert size
    assert output
    assert (found.name, found.file, found.description) == ("box", "box/module.yaml", "One two.")
    assert (size.description, size.type_text, size.required, size.nullable) == ("How big it is.", "number", True, False)
    assert (output.value, output.sensitive, output.keys) == ("aws_vpc.this.id", True, None)
    assert found.input("nothing") is None
    assert found.output("nothing") is None


@pytest.mark.parametrize(
    ("version", "type_", "flag", "default"),
    [("3.39.0", "bool", None, True), ("6.62.0", "string", "bool", "true")],
)
def test_an_input_takes_its_type_from_the_schema(
    tmp_path: Path, version: str, type_: str, flag: str | None, default: object
) -> None:
    encrypted = module(tmp_path, FLAG, version).input("encrypted")
    assert encrypted
    assert (encrypted.type_text, encrypted.flag, encrypted.default) == (type_, flag, default)
    assert encrypted.description == "Whether it is encrypted."


def test_the_first_settable_path_counts(tmp_path: Path) -> None:
    text = """
        description: A bucket.
        inputs:
          force:
            description: Force.
            from: [aws_s3_bucket.nothing, aws_s3_bucket.arn, aws_s3_bucket.force_destroy]
    """
    force = module(tmp_path, text).input("force")
    assert force
    assert force.type_text == "bool"


def test_what_a_version_lacks_is_absent(tmp_path: Path) -> None:
    text = """
        description: A cluster.
        inputs:
          managed: {description: Managed., from: [aws_rds_cluster.manage_master_user_password], default: true}
          password:
            description: Secret.
            type: string
            required_unless: aws_rds_cluster.manage_master_user_password
        outputs:
          secret: {description: Its secret., value: x, type: string, when: aws_rds_cluster.master_user_secret}
    """
    old, new = module(tmp_path, text, "3.39.0"), module(tmp_path, text, "6.62.0")
    assert old.absent == {"managed": "provider aws 3.39.0 cannot set aws_rds_cluster.manage_master_user_password"}
    assert new.absent == {}
    assert [[i.name for i in m.inputs] for m in (old, new)] == [
        ["name", "suffix", "password", "tags"],
        ["name", "suffix", "managed", "password", "tags"],
    ]
    assert [[o.name for o in m.outputs] for m in (old, new)] == [[], ["secret"]]
    passwords = [m.input("password") for m in (old, new)]
    assert [p.required for p in passwords if p] == [True, False]


@pytest.mark.parametrize(
    ("declared", "required", "nullable", "default"),
    [
        ("type: string", True, False, None),
        ("type: string\n    nullable: true", True, True, None),
        ("type: string\n    default: null", False, True, None),
        ("type: string\n    default: x", False, False, "x"),
        ("type: number\n    default: 0", False, False, 0),
        ("type: list(string)\n    default: []", False, False, []),
        ("type: map(number)\n    default: {a: 1}", False, False, {"a": 1}),
        ("type: string\n    default: '${x} %{y}'", False, False, "${x} %{y}"),  # no references in manifests
    ],
)
def test_defaults(tmp_path: Path, declared: str, required: bool, nullable: bool, default: object) -> None:
    found = module(tmp_path, f"description: A box.\ninputs:\n  x:\n    description: X.\n    {declared}\n").input("x")
    assert found
    assert (found.required, found.nullable, found.default) == (required, nullable, default)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "inputs: {x: «{description: X.}»} ⟵ TFG040",
            'inputs.x: Input "x" needs exactly one of "type" and "from"',
        ),
        (
            "inputs: {x: «{description: X., type: string, from: [aws_vpc.cidr_block]}»} ⟵ TFG040",
            'inputs.x: Input "x" needs exactly one of "type" and "from"',
        ),
        (
            "inputs: {x: «{description: X., type: strin}»} ⟵ TFG040",
            'inputs.x: Not a type: unknown type "strin"',
        ),
        (
            "inputs: {x: «{description: X., from: [aws_efs_file_system.lifecycle_policy]}»} ⟵ TFG040",
            'inputs.x: Input "x": aws_efs_file_system.lifecycle_policy is a block; "from" takes attributes',
        ),
        (
            "inputs: {x: «{description: X., type: string, wire: vpc}»} ⟵ TFG040",
            'inputs.x: Input "x": "wire" must be module.output',
        ),
        ("inputs: {X: «{description: X., type: string}»} ⟵ TFG040", 'inputs.X: Not a name for an input: "X"'),
        (
            "inputs: {source: «{description: X., type: string}»} ⟵ TFG040",
            'inputs.source: Not a name for an input: "source"',
        ),
        (
            "inputs: {tags: «{description: X., type: map(string)}»} ⟵ TFG040",
            'inputs.tags: Every module has the input "tags" already',
        ),
        (
            "inputs: {x: {description: X., type: number, default: «many»}} ⟵ TFG015",
            'inputs.x.default: Wrong type | "inputs.x.default" wants number; this is the string "many".',
        ),
        (
            "inputs: {}\noutputs: {a b: «{description: X., value: x, type: string}»} ⟵ TFG040",
            'outputs.a b: Not a name for an output: "a b"',
        ),
        (
            "inputs: {}\noutputs: {x: «{description: X., value: x, type: set}»} ⟵ TFG040",
            'outputs.x: Not a type: the type ends where "(" is expected',
        ),
        (
            "inputs: {}\noutputs: {x: «{description: X., value: x, type: map(string), keys: y}»} ⟵ TFG040",
            'outputs.x: Output "x": "keys" names no input: y',
        ),
        (
            "inputs: {x: «{description: X., type: string, without: y}»} ⟵ TFG040",
            'inputs.x: Input "x": "without" names no input: y',
        ),
        (
            "inputs: {}\noutputs: {x: «{description: X., value: x, type: string, without: y}»} ⟵ TFG040",
            'outputs.x: Output "x": "without" names no input: y',
        ),
        (
            "inputs: {}\noutputs: {x: «{description: X., value: x, type: string, security_group: shut}»} ⟵ TFG040",
            'outputs.x: Output "x": "security_group" must be closed or open',
        ),
        (
            "inputs: {}\n«output»: {} ⟵ TFG003",
            'output: Unknown key "output" | There is no such key at the top. | Did you mean "outputs"?',
        ),
        (
            "inputs: {x: {«descripton»: X., type: string}} ⟵ TFG003",
            'inputs.x.descripton: Unknown key "descripton" | There is no such key in "inputs.x". | '
            'Did you mean "description"?',
        ),
    ],
)
def test_mistakes_in_a_manifest(tmp_path: Path, text: str, line: str) -> None:
    text = f"description: A box.\n{text}\n"
    found, problems = load(tmp_path, text)
    assert found is None
    assert told(problems) == [line]
    assert annotated(text, problems) == text
    assert {p.file for p in problems} == {"box/module.yaml"}


@pytest.mark.parametrize(
    "pattern", ["{nam}", "{name", "{name!r}", "{name:9}", "{name[0]}", "{name.x}", "{}", "{0}", "{ name }", "{tags-}"]
)
def test_name_patterns_are_made_of_inputs(tmp_path: Path, pattern: str) -> None:
    text = f'description: A box.\ninputs: {{}}\nnames: [{{attribute: aws_iam_role.name, pattern: "{pattern}"}}]\n'
    found, problems = load(tmp_path, text)
    assert found is None
    assert [p.summary for p in problems] == [f"Name pattern '{pattern}' is not made of known inputs"]


def test_all_mistakes_of_a_manifest_are_found_at_once(tmp_path: Path) -> None:
    text = dedent("""\
        description: A box.
        inputs:
          X: «{description: X., type: string}» ⟵ TFG040
          y: «{description: Y., type: list}» ⟵ TFG040
          z: {description: Z., type: bool, default: «3»} ⟵ TFG015
        outputs:
          a: «{description: A., value: a, type: strin}» ⟵ TFG040
        """)
    _, problems = load(tmp_path, text)
    assert annotated(text, problems) == text


@pytest.mark.parametrize(
    ("outputs", "group"),
    [
        ("id: {description: X., value: x, type: string}", None),
        ("security_group_id: {description: X., value: x, type: string}", ("security_group_id", "open")),
        ("security_group_id: {description: X., value: x, type: list(string)}", None),
        (
            "security_group_id: {description: X., value: x, type: string}\n"
            "  id: {description: X., value: x, type: string, security_group: closed}",
            ("id", "closed"),
        ),
        (
            "security_group_id: {description: X., value: x, type: string, security_group: closed}",
            ("security_group_id", "closed"),
        ),
    ],
)
def test_the_output_that_is_a_security_group(tmp_path: Path, outputs: str, group: tuple[str, str] | None) -> None:
    found, problems = load(tmp_path, f"description: A box.\ninputs: {{}}\noutputs:\n  {outputs}\n")
    assert problems == ()
    assert found
    output = found.group_output
    assert (output and (output.name, output.security_group)) == group


def test_mistakes_in_the_shared_inputs_name_their_own_file(tmp_path: Path) -> None:
    shared = "first: {name: {description: N., type: strin}}\nlast: {}\n"
    _, problems = load(tmp_path, "description: A box.\ninputs: {}\n", **{"_shared/inputs.yaml": shared})
    assert [(p.file, p.summary) for p in problems] == [("_shared/inputs.yaml", 'Not a type: unknown type "strin"')]


def test_a_manifest_that_is_not_there(tmp_path: Path) -> None:
    _, problems = load_module(TemplateFolders.of(tmp_path), "box", load_schema("aws", "6.62.0"))
    assert told(problems) == ["TFG101 -: No template file box/module.yaml"]


@pytest.mark.parametrize("text", ["", "\t", "- a", "inputs", "description: A box."])
def test_a_manifest_that_is_none(tmp_path: Path, text: str) -> None:
    found, problems = load(tmp_path, text)
    assert found is None
    assert set(codes(problems)) <= {"TFG001", "TFG002", "TFG004", "TFG006"}
    assert problems


def test_names_that_a_module_call_uses_are_reserved() -> None:
    assert {"source", "version", "for_each", "module"} <= RESERVED


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees)
def test_no_manifest_makes_the_loader_raise(tmp_path: Path, tree: str) -> None:
    for text in (
        f"description: {tree}\ninputs: {tree}\noutputs: {tree}\nnames: {tree}\n",
        f"description: D.\ninputs: {{x: {{description: X., type: {tree}, default: {tree}, wire: {tree}}}}}\n",
        f"description: D.\ninputs: {{x: {{description: X., from: [aws_vpc.cidr_block], default: {tree}}}}}\n"
        f"names: [{{attribute: a, pattern: {tree}}}]\n",
    ):
        found, problems = load(tmp_path, text)
        assert found is not None or problems
