from collections.abc import Callable
from pathlib import Path

import pytest

from tests.directories import differing, expect
from tests.oracle import Judge

RIGHT = {
    "resources": """
== main.tf.json
{
  "//": "a comment",
  "resource": {
    "aws_vpc": {
      "x": {"//": "another", "cidr_block": "10.0.0.0/16", "tags": {"//": "no comment"}},
      "y": {"cidr_block": "10.1.0.0/16", "depends_on": ["aws_vpc.x"], "provider": "aws.west"}
    },
    "aws_efs_file_system": {"x": {"lifecycle_policy": {"transition_to_ia": "AFTER_30_DAYS"}, "encrypted": true}}
  },
  "provider": {"aws": [{"region": "us-east-1"}, {"alias": "west", "region": "us-west-2"}]}
}
""",
    "blocks in arrays at any level": """
== main.tf.json
{"resource": [
  {"aws_vpc": [{"x": [{"cidr_block": "10.0.0.0/16"}]}]},
  {"aws_efs_file_system": {"x": {"lifecycle_policy": [{"transition_to_ia": "AFTER_30_DAYS"},
    {"transition_to_archive": "AFTER_90_DAYS"}]}}}
]}
""",
    "a file may be an array": """
== main.tf.json
[{"locals": {"a": 1}}, {"output": {"b": {"value": "${local.a}"}}}, {"locals": [{"c": 1}, {"d": 2}]}]
""",
    "null is no block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {"lifecycle_policy": null}}}, "locals": null}
""",
    "templates": """
== main.tf.json
{
  "locals": {"a": "x", "b": ["${local.a}", "%{ if local.a == \\"x\\" }yes%{ endif }", "$${literal} %%{too}"],
    "c": {"${local.a}-key": 1}, "d": "${upper(\\"x\\")} \\u0041 \\\\ \\"quoted\\" ${local.a}"}
}
""",
    "what is not evaluated": """
== main.tf.json
{
  "variable": {
    "a": {"description": "${not.a.reference}", "type": "map(string)", "default": {"x": "${nor.this}"}},
    "b": {"type": "object({ a = optional(list(string), [\\"x\\"]) })", "nullable": false}
  },
  "output": {"a": {"description": "${nor.this}", "value": "${var.a}", "sensitive": true}}
}
""",
    "a module": """
== main.tf.json
{
  "module": {"m": {"source": "./m", "providers": {"aws": "aws.west"}, "name": "x-${local.a}", "dynamic": {"a": {}}}},
  "provider": {"aws": {"alias": "west", "region": "us-west-2"}},
  "locals": {"a": 1, "dynamic": {"content": 1}}
}
== m/main.tf.json
{
  "terraform": {"required_providers": {"aws": {"source": "hashicorp/aws"}}},
  "variable": {"name": {"type": "string"}, "dynamic": {}}
}
""",
    "settings": """
== main.tf.json
{
  "terraform": {
    "required_version": ">= 1.0",
    "required_providers": {"aws": {"source": "hashicorp/aws", "version": ">= 5"}},
    "backend": {"s3": {"bucket": "x", "key": "x", "region": "us-east-1"}}
  }
}
""",
    "lifecycle": """
== main.tf.json
{"resource": {"aws_vpc": {
  "x": {"cidr_block": "10.0.0.0/16", "lifecycle": {
    "ignore_changes": ["cidr_block", "tags[\\"a\\"]"], "prevent_destroy": true, "create_before_destroy": false,
    "precondition": {"condition": "${path.root != \\"\\"}", "error_message": "No ${path.root}."}}},
  "y": {"cidr_block": "10.0.0.0/16", "lifecycle": {
    "ignore_changes": "all", "replace_triggered_by": ["aws_vpc.x.id"]}}
}}}
""",
    "provisioners": """
== main.tf.json
{"resource": {"terraform_data": {"x": {
  "input": "${path.root}", "triggers_replace": {"a": [1]},
  "connection": {"host": "x"},
  "provisioner": [{"local-exec": [{"command": "ls", "when": "destroy", "on_failure": "continue"}, {"command": "pwd"}]}]
}}}}
""",
    "dynamic blocks": """
== main.tf.json
{"resource": {"aws_efs_file_system": {
  "x": {"dynamic": {"lifecycle_policy": {"for_each": ["AFTER_30_DAYS"], "content": {
    "transition_to_ia": "${lifecycle_policy.value}"}}}},
  "y": {"dynamic": [{"lifecycle_policy": [{"for_each": ["AFTER_30_DAYS"], "iterator": "it", "content": [{
    "transition_to_ia": "${it.value}"}]}]}]}
}}}
""",
    "a list of objects as blocks": """
== main.tf.json
{"resource": {"aws_security_group": {"x": {"dynamic": {"ingress": {"for_each": [80], "content": {
  "from_port": "${ingress.value}", "to_port": "${ingress.value}", "protocol": "tcp"}}}}}}}
""",
    "moved, removed, import, check": """
== main.tf.json
{
  "moved": [{"from": "aws_vpc.a", "to": "aws_vpc.x"}],
  "removed": {"from": "aws_vpc.gone", "lifecycle": {"destroy": false}},
  "import": {"to": "aws_vpc.x", "id": "vpc-${1}"},
  "resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}}},
  "check": {"c": {"data": {"aws_vpc": {"y": {"id": "x"}}},
    "assert": {"condition": "${data.aws_vpc.y.id != \\"\\"}", "error_message": "No."}}}
}
""",
    "count and for_each": """
== main.tf.json
{"resource": {"aws_vpc": {
  "x": {"count": 2, "cidr_block": "10.${count.index}.0.0/16"},
  "y": {"for_each": {"a": "10.0.0.0/16"}, "cidr_block": "${each.value}", "tags": {"Name": "${aws_vpc.x[0].id}"}}
}}}
""",
    "validation": """
== main.tf.json
{"variable": {"a": {"type": "string", "validation": [
  {"condition": "${var.a != \\"\\"}", "error_message": "Not empty."},
  {"condition": "${length(var.a) < 9}", "error_message": "Not so long: ${var.a}."}]}}}
""",
    "JSON beside HCL": """
== main.tf
resource "aws_vpc" "x" {
  cidr_block = var.cidr
}
== variables.tf.json
{"variable": {"cidr": {"type": "string"}}}
""",
    "numbers": """
== main.tf.json
{"locals": {"a": [0, -1.5, 1e3, 1E-2, 12345678901234567890], "b": [true, false, null, {}, [], ""]}}
""",
    "aliases that a module takes": """
== main.tf.json
{"module": {"m": {"source": "./m", "providers": {"aws.east": "aws.west"}}},
 "provider": {"aws": {"alias": "west", "region": "us-west-2"}}}
== m/main.tf.json
{"terraform": {"required_providers": {
  "aws": {"source": "hashicorp/aws", "configuration_aliases": ["aws.east"]}}}}
""",
    "escaped arguments": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"_": {"cidr_block": "10.0.0.0/16"}}}}}
""",
    "instances that are imported": """
== main.tf.json
{
  "import": [{"for_each": {"a": "b"}, "to": "aws_vpc.x[each.key]", "id": "${each.value}"}],
  "resource": {"aws_vpc": {"x": {"for_each": {"a": 1}, "cidr_block": "10.0.0.0/16"}}}
}
""",
    "the same block type twice": """
== main.tf.json
{
  "variable": {"a": {}},
  "variable": {"b": {}},
  "output": {"o": {"value": "${var.a}${var.b}"}}
}
""",
}

WRONG = {
    "an unknown argument": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {
  "cidr_blok": "10.0.0.0/16" ⟵ TFG301
}}}}
""",
    "in a nested block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {
  "lifecycle_policy": [
    {"transition_to_ia": "AFTER_30_DAYS"},
    {
      "transition_to_ai": "AFTER_30_DAYS" ⟵ TFG301
    }
  ]
}}}}
""",
    "in a dynamic block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {"dynamic": {"lifecycle_policy": {"for_each": [1], "content": {
  "transition_to_ai": "AFTER_30_DAYS" ⟵ TFG301
}}}}}}}
""",
    "a missing argument": """
== main.tf.json
{"resource": {"aws_kms_alias": {"x": {
  "name": "alias/x"
}}}} ⟵ TFG302
""",
    "a missing argument in a nested block": """
== main.tf.json
{"resource": {"aws_autoscaling_group": {"x": {"max_size": 1, "min_size": 1,
"availability_zones": ["us-west-2a"], "launch_configuration": "x", "tag": [
  {"key": "a", "value": "b", "propagate_at_launch": true},
  {"key": "a",
   "value": "b"
  } ⟵ TFG302
]}}}}
""",
    "a missing block": """
== main.tf.json
{"resource": {"aws_dlm_lifecycle_policy": {"x": {
  "description": "x", "execution_role_arn": "arn:aws:iam::123456789012:role/x"
}}}} ⟵ TFG307
""",
    "an unknown resource type": """
== main.tf.json
{"resource": {"aws_vcp": { ⟵ TFG308
  "x": {
    "cidr_block": "10.0.0.0/16"
}}}}
""",
    "a computed attribute": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16",
  "arn": "x" ⟵ TFG305
}}}}
""",
    "too many blocks": """
== main.tf.json
{"resource": {"aws_s3_bucket": {"x": {
  "versioning": [{"enabled": true}, {"enabled": false}] ⟵ TFG306
}}}}
""",
    "too many blocks over lines": """
== main.tf.json
{"resource": {"aws_s3_bucket": {"x": {
  "versioning": [
    {"enabled": true},
    {
      "enabled": false
    } ⟵ TFG306
  ]
}}}}
""",
    "local values in an array of arrays": """
== main.tf.json
{"locals": [
  [{"a": 1}] ⟵ TFG281
]}
""",
    "a literal of the wrong type": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16",
  "enable_dns_hostnames": "yes" ⟵ TFG309
}}}}
""",
    "a list of objects lacks keys": """
== main.tf.json
{"resource": {"aws_security_group": {"x": {
  "ingress": [{"from_port": 1, "to_port": 1, "protocol": "tcp"}] ⟵ TFG309
}}}}
""",
    "an undeclared variable": """
== main.tf.json
{"output": {"a": {
  "value": "x ${var.nowhere}" ⟵ TFG401
}}}
""",
    "an undeclared resource in depends_on": """
== main.tf.json
{"output": {"a": {"value": 1,
  "depends_on": ["aws_vpc.x"] ⟵ TFG401
}}}
""",
    "an unknown attribute": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}}}, "output": {"a": {
  "value": "${aws_vpc.x.idd}" ⟵ TFG402
}}}
""",
    "a declaration twice": """
== main.tf.json
{"resource": {"aws_vpc": {
  "x": {"cidr_block": "10.0.0.0/16"},
  "x": {"cidr_block": "10.0.0.0/16"} ⟵ TFG407
}}}
""",
    "a declaration in HCL and JSON": """
== a.tf
variable "x" {
}
== b.tf.json
{"variable": {
  "x": {} ⟵ TFG407
}}
""",
    "two bodies under one name": """
== main.tf.json
{"variable": {"x": [ ⟵ TFG407
  {},
  {}
]}}
""",
    "an argument twice": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {
  "cidr_block": "10.0.0.0/16",
  "cidr_block": "10.1.0.0/16" ⟵ TFG202
}}}}
""",
    "a key twice": """
== main.tf.json
{"output": {"a": {"value": {
  "k": 1,
  "k": 2 ⟵ TFG202
}}}}
""",
    "a local value twice": """
== main.tf.json
{"locals": {
  "a": 1,
  "a": 2 ⟵ TFG202
}}
""",
    "an unknown block type": """
== main.tf.json
{
  "resorce": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}}} ⟵ TFG281
}
""",
    "an unknown argument of a variable": """
== main.tf.json
{"variable": {"a": {
  "typ": "string" ⟵ TFG281
}}}
""",
    "an unknown argument of lifecycle": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16", "lifecycle": {
  "prevent_destry": true ⟵ TFG281
}}}}}
""",
    "text for a block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {
  "lifecycle_policy": "AFTER_30_DAYS" ⟵ TFG281
}}}}
""",
    "a number among blocks": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {"lifecycle_policy": [
  {"transition_to_ia": "AFTER_30_DAYS"},
  1 ⟵ TFG281
]}}}}
""",
    "text for labels": """
== main.tf.json
{"resource": {
  "aws_vpc": "x" ⟵ TFG281
}}
""",
    "no label": """
== main.tf.json
{"resource": {
  "aws_vpc": {}, ⟵ TFG281
  "aws_eip": null ⟵ TFG281
}}
""",
    "a comment among labels": """
== main.tf.json
{"resource": {"aws_vpc": {
  "//": "here it is a name", ⟵ TFG281
  "x": {"cidr_block": "10.0.0.0/16"}
}}}
""",
    "names of local values": """
== main.tf.json
{"locals": {
  "a-b": 1, "_é": 2,
  "a.b": 3, ⟵ TFG281
  "1a": 4 ⟵ TFG281
}}
""",
    "an interpolated keyword": """
== main.tf.json
{"resource": {"terraform_data": {"x": {"provisioner": {"local-exec": {"command": "ls",
  "when": "${destroy}" ⟵ TFG281
}}}}}}
""",
    "an interpolated trigger": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16", "lifecycle": {
  "ignore_changes": ["${tags}"], ⟵ TFG281
  "replace_triggered_by": ["${aws_vpc.y.id}"] ⟵ TFG281
}}, "y": {"cidr_block": "10.0.0.0/16"}}}}
""",
    "an unknown part of a dynamic block": """
== main.tf.json
{"resource": {"aws_efs_file_system": {"x": {"dynamic": {"lifecycle_policy": {"for_each": ["A"], "content": {},
  "contents": {} ⟵ TFG281
}}}}}}
""",
    "text for local values": """
== main.tf.json
{
  "locals": "x" ⟵ TFG281
}
""",
    "text for a file": """
== main.tf.json
"x" ⟵ TFG281
""",
    "an interpolated dependency": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16"}, "y": {"cidr_block": "10.0.0.0/16",
  "depends_on": ["${aws_vpc.x}"] ⟵ TFG281
}}}}
""",
    "an interpolated provider": """
== main.tf.json
{"resource": {"aws_vpc": {"x": {"cidr_block": "10.0.0.0/16",
  "provider": "${aws.west}" ⟵ TFG281
}}}, "provider": {"aws": {"alias": "west", "region": "us-west-2"}}}
""",
    "an interpolated type": """
== main.tf.json
{"variable": {"a": {
  "type": "${string}" ⟵ TFG281
}}}
""",
    "an interpolated move": """
== main.tf.json
{"moved": {
  "from": "${aws_vpc.x}", ⟵ TFG281
  "to": "aws_vpc.y"
}}
""",
    "a template that does not end": """
== main.tf.json
{"output": {"a": {
  "value": "${x" ⟵ TFG201
}}}
""",
    "a broken template": """
== main.tf.json
{"output": {"a": {
  "value": "x ${aws_vpc.}" ⟵ TFG201
}}}
""",
    "a broken template as key": """
== main.tf.json
{"output": {"a": {"value": {
  "${": 1 ⟵ TFG201
}}}}
""",
    # Terraform counts the line breaks that the string stands for
    "behind an escaped line break": """
== main.tf.json
{"output": {"a": {
  "value": "x\\n${var.nowhere}" ⟵ tfgen TFG401
}}} ⟵ terraform
""",
    "a module's missing input": """
== main.tf.json
{"module": {"m": {
  "source": "./m"
}}} ⟵ TFG405
== m/main.tf.json
{"variable": {"name": {"type": "string"}}}
""",
    "a module's unknown input": """
== main.tf.json
{"module": {"m": {
  "source": "./m",
  "nam": "x" ⟵ TFG404
}}}
== m/main.tf.json
{"locals": {}}
""",
    "an unknown output of a module in JSON": """
== main.tf
module "m" {
  source = "./m"
}
output "o" {
  value = module.m.nothing ⟵ TFG406
}
== m/main.tf.json
{"output": {"something": {"value": 1}}}
""",
}

BROKEN = {
    "a trailing comma": '{"locals": {"a": 1, ⟵ TFG280\n}}',
    "a trailing comma in an array": '{"locals": {"a": [1, ⟵ TFG280\n]}}',
    "a missing comma": '{"locals": {"a": 1\n"b": 2}} ⟵ TFG280',
    "a missing colon": '{\n"locals" {"a": 1}} ⟵ TFG280',
    "an equals sign": '{\n"locals" = {"a": 1}} ⟵ TFG280',
    "a name without quotes": '{\nlocals: {"a": 1}} ⟵ TFG280',
    "single quotes": "{\n'locals': {}} ⟵ TFG280",
    "a word": '{"locals": {\n"a": True}} ⟵ TFG280',
    "a leading zero": '{"locals": {\n"a": 01}} ⟵ TFG280',
    "half a number": '{"locals": {\n"a": 1.}} ⟵ TFG280',
    "a bad escape": '{"locals": {\n"a": "\\q"}} ⟵ TFG280',
    "a tab in a string": '{"locals": {\n"a": "x\ty"}} ⟵ TFG280',
    "a string over lines": '{"locals": {\n"a": "x ⟵ TFG280\n"}}',
    "an object that does not end": '{"locals": {"a": 1} ⟵ TFG280',
    "two values": "{}\n{} ⟵ TFG280",
    "a comment": '{"locals": {\n// no comment ⟵ TFG280\n"a": 1}}',
}

CASES = RIGHT | WRONG | {title: f"== main.tf.json\n{text}\n" for title, text in BROKEN.items()}


@pytest.mark.parametrize("title", CASES)
def test_cases(title: str, tmp_path: Path) -> None:
    expect(tmp_path, CASES[title])


@pytest.mark.terraform
def test_terraform_sees_it_likewise(oracle: Callable[[str], Judge]) -> None:
    assert not differing(oracle("6.62.0"), CASES)
