"""Random modules in random stacks: tfgen finds a cycle exactly where real Terraform finds one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.annotations import source
from tests.oracle import Case, Judge
from tests.stack.stacks import HEAD, limits
from tfgen.build.builder import Builder
from tfgen.library.folders import TemplateFolders
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.load import load_stack
from tfgen.stack.spec import Stack
from tfgen.terraform.config.language_versions import ANY_VERSION
from tfgen.terraform.schema import load_schema

pytestmark = [pytest.mark.terraform, pytest.mark.slow]

INPUTS = ("a", "b", "c", "d")
OUTPUTS = ("x", "y", "z")
WORLDS = 120


def test_terraform_finds_a_cycle_exactly_where_tfgen_does(oracle: Callable[[str], Judge], tmp_path: Path) -> None:
    worlds = [world(Random(seed), tmp_path / str(seed)) for seed in range(WORLDS)]
    verdicts = oracle("6.62.0").judge([case for case, _ in worlds])
    for (case, ways), verdict in zip(worlds, verdicts, strict=True):
        cycles = [error for error in verdict.errors if error.summary.startswith("Cycle: ")]
        assert len(cycles) == len(verdict.errors), str(verdict)
        assert bool(cycles) == bool(ways), f"{ways}\n{verdict}\n{case.files}"
    found = sum(bool(ways) for _, ways in worlds)
    assert WORLDS / 5 < found < WORLDS * 4 / 5, found


LIBRARY = {
    "two security groups that name each other": """
  network: {module: vpc, cidr: 10.0.0.0/16}
  one: {module: security_group, egress: {two: {port: 80, security_group_id: "${two.id}"}}}
  two: {module: security_group, ingress: {one: {port: 80, security_group_id: "${one.id}"}}}
""",
    "a security group that names itself": """
  network: {module: vpc, cidr: 10.0.0.0/16}
  one: {module: security_group, ingress: {one: {port: 80, security_group_id: "${one.id}"}}}
""",
    "a bucket policy that names its own bucket": """
  files:
    module: s3_bucket
    policy_json: '{"Version": "2012-10-17", "Id": "${files.arn}", "Statement": []}'
""",
    "a key of two buckets that name each other": """
  one: {module: s3_bucket, policy_json: '{"Version": "2012-10-17", "Id": "${two.arn}", "Statement": []}'}
  two: {module: s3_bucket, policy_json: '{"Version": "2012-10-17", "Id": "${one.arn}", "Statement": []}'}
""",
    "roles that may use the bucket that names them": """
  files:
    module: s3_bucket
    policy_json: '{"Version": "2012-10-17", "Id": "${worker.arn}", "Statement": []}'
  worker:
    module: iam_role
    trust: {tasks: {services: [ecs-tasks.amazonaws.com]}}
    policies: {files: [{actions: ["s3:GetObject"], resources: ["${files.arn}/*"]}]}
""",
    "TFG019 keys whose purposes are their own ARNs": """
  keys: {module: kms, purposes: ["${keys.alias_names.a}"]}
""",
    "TFG019 a network that needs the group inside it": """
  network: {module: vpc, cidr: 10.0.0.0/16, flow_logs_kms_key_arn: "${group.arn}", nat_gateways: "${group.id}"}
  group: {module: security_group, vpc_id: "${network.vpc_id}", description: "${network.nat_public_ips.0}"}
""",
    "TFG019 two groups whose descriptions name each other": """
  network: {module: vpc, cidr: 10.0.0.0/16}
  one: {module: security_group, description: "beside ${two.name}"}
  two: {module: security_group, description: "beside ${one.name}"}
""",
}


@pytest.mark.parametrize("name", LIBRARY)
def test_terraform_says_the_same_of_the_library(name: str, oracle: Callable[[str], Judge]) -> None:
    stack, found = load_stack(source(HEAD + "environments: {dev: {}}\nservices:" + LIBRARY[name]))
    assert stack
    assert found == ()
    case, ways = bound(stack, TemplateFolders.of(), name)
    (verdict,) = oracle("6.62.0").judge([case])
    assert bool(ways) == name.startswith("TFG019")
    assert [error.summary.partition(":")[0] for error in verdict.errors] == ["Cycle"] * bool(ways), str(verdict)


def world(random: Random, folder: Path) -> tuple[Case, Sequence[str]]:
    """A stack of random modules, rendered, and the ways round that tfgen finds in it."""
    modules = [f"m{number}" for number in range(3)]
    for name in modules:
        write_module(random, folder / name)
    stack, found = load_stack(source(HEAD + "environments: {dev: {}}\nservices:\n" + services(random, modules)))
    assert stack
    assert found == ()
    return bound(stack, TemplateFolders.of(folder), folder.name)


def bound(stack: Stack, folders: TemplateFolders, name: str) -> tuple[Case, Sequence[str]]:
    """The stack's only environment, rendered whatever its cycles are, and these."""
    builder = Builder(folders, load_schema("aws", "6.62.0"))
    built = {module: builder.module(module, lambda files: None) for module in stack.uses}
    known = {name: module.module for name, module in built.items()}
    connections = {name: module.connections for name, module in built.items()}
    (root,), found = bind_stack(stack, known, limits(), connections)
    assert {d.code for d in found} <= {"TFG019"}
    files = builder.root(root, "stack.yaml", ANY_VERSION, lambda files: None).files
    texts = {file.path: file.text for module in built.values() for file in module.files}
    texts |= {file.path: file.text for file in files}
    return Case(name, texts, root="envs/dev"), [d.detail for d in found]


def services(random: Random, modules: Sequence[str]) -> str:
    """Four services whose inputs refer to outputs here and there, their own among them."""
    lines = []
    for number in range(4):
        inputs = [f"module: {random.choice(modules)}"]
        for name in INPUTS:
            if random.random() < 0.45:
                inputs.append(f'{name}: "{" ".join(references(random))}"')
        lines.append(f"  s{number}: {{{', '.join(inputs)}}}\n")
    return "".join(lines)


def references(random: Random) -> list[str]:
    """One or two references."""
    count = random.choice([1, 1, 2])
    return [f"${{s{random.randrange(4)}.{random.choice(OUTPUTS)}}}" for _ in range(count)]


def write_module(random: Random, folder: Path) -> None:
    """A module whose outputs need some of its inputs, by way of whatever Terraform has."""
    folder.mkdir(parents=True)
    known = [f"var.{name}" for name in INPUTS]
    blocks = []
    for number in range(random.randint(2, 6)):
        block, reference = random.choice(KINDS)(f"n{number}", random, known)
        blocks.append(block)
        known.append(reference)
    (folder / "main.tf.jinja").write_text("\n".join(blocks))
    manifest = ["description: Anything.", "inputs:"]
    for name in INPUTS:
        manifest.append(f"  {name}: {{description: Any., type: string, default: ''{validation(random, name)}}}")
    manifest.append("outputs:")
    for name in OUTPUTS:
        manifest.append(f"  {name}: {{description: Any., value: '{some(random, known)}', type: string}}")
    (folder / "module.yaml").write_text("\n".join(manifest) + "\n")


def validation(random: Random, name: str) -> str:
    """A validation, which may look at a later input: what reads the one then needs the other."""
    others = INPUTS[INPUTS.index(name) :]
    if random.random() > 0.3:
        return ""
    condition = f'var.{name} != "!" || var.{random.choice(others)} == ""'
    return f", validation: [{{condition: '{condition}', error: It must not be so.}}]"


def some(random: Random, known: Sequence[str]) -> str:
    """A text made of a few of the values that are known."""
    chosen = random.sample(known, random.choice([0, 1, 1, 2]))
    return f'join("", [{", ".join(chosen)}])' if chosen else '"constant"'


def local(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    return f"locals {{\n  {name} = {some(random, known)}\n}}\n", f"local.{name}"


def counted(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    text = f"""\
resource "aws_ssm_parameter" "{name}" {{
  count = length({some(random, known)}) > 3 ? 1 : 0

  name  = "x"
  type  = "String"
  value = {some(random, known)}
}}
"""
    return text, f'join("", aws_ssm_parameter.{name}[*].arn)'


def keyed(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    text = f"""\
resource "aws_sqs_queue" "{name}" {{
  for_each = toset([{some(random, known)}])

  name       = each.value
  depends_on = [{needed(known)}]
}}
"""
    return text, f'join("", values(aws_sqs_queue.{name})[*].arn)'


def dynamic(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    text = f"""\
resource "aws_security_group" "{name}" {{
  dynamic "ingress" {{
    for_each = toset([{some(random, known)}])

    content {{
      description = ingress.value
      protocol    = "tcp"
      from_port   = 1
      to_port     = 1
    }}
  }}
}}
"""
    return text, f"aws_security_group.{name}.id"


def data(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    text = f"""\
data "aws_ssm_parameter" "{name}" {{
  name       = {some(random, known)}
  depends_on = [{needed(known)}]
}}
"""
    return text, f"nonsensitive(data.aws_ssm_parameter.{name}.value)"


def checked(name: str, random: Random, known: Sequence[str]) -> tuple[str, str]:
    text = f"""\
resource "aws_sns_topic" "{name}" {{
  name = "x"

  lifecycle {{
    precondition {{
      condition     = {some(random, known)} != var.suffix
      error_message = "They are the same."
    }}
  }}
}}
"""
    return text, f"aws_sns_topic.{name}.arn"


KINDS = (local, local, counted, keyed, dynamic, data, checked)


def needed(known: Sequence[str]) -> str:
    """The last thing that ``depends_on`` can name."""
    for reference in reversed(known):
        if reference.startswith(("local.", "var.", "aws_security_group.", "aws_sns_topic.")):
            return reference.rpartition(".")[0] if reference.startswith("aws_") else reference
    return ""
