import pytest

from tests.rules.hcl import expect, forms, one

VPC = """
variable "x" {
  default = ""
}

resource "aws_vpc" "x" {
  cidr_block = "10.0.0.0/16"

  lifecycle {
    ignore_changes = <value><mark>
  }
}
"""

INSTANCE = VPC.replace('"aws_vpc"', '"aws_instance"').replace(
    'cidr_block = "10.0.0.0/16"', 'ami = "ami-0123456789abcdef0"\n  instance_type = "t3.micro"'
)
GROUP = VPC.replace('"aws_vpc"', '"aws_security_group"').replace('cidr_block = "10.0.0.0/16"', "")

CASES = {
    **forms(
        VPC,
        (
            "all",
            "[]",
            "[cidr_block]",
            "[tags]",
            '[tags["x"]]',
            "[tags.x]",
            "[id]",
            "[tags_all]",
            "[tags, tags]",
            "[tags[0]]",
        ),
        (
            "[all]",
            '"all"',
            '["*"]',
            '"*"',
            "[nope]",
            "[tags[var.x]]",
            "cidr_block",
            "[var.x]",
            "[aws_vpc.x.cidr_block]",
            "[self.cidr_block]",
            "null",
            "var.x",
            "[1]",
            "[cidr_block, nope]",
            "[cidr_block[0]]",
            "[cidr_block.x]",
            "[timeouts]",
            "[lifecycle]",
            "[count]",
            '[tags["a"].b]',
            "[tags.*]",
            "ALL",
            "(all)",
            "[provider]",
            "{}",
            '["${tags}"]',
            "[(tags)]",
        ),
        "TFG232",
    ),
    **forms(
        INSTANCE,
        (
            "[root_block_device]",
            "[root_block_device[0]]",
            "[root_block_device[0].volume_size]",
            "[ebs_block_device]",
            "[root_block_device.0.volume_size]",
            '[root_block_device[0].tags["x"]]',
            "[metadata_options[0].http_tokens]",
        ),
        (
            "[root_block_device[0].nope]",
            "[root_block_device.volume_size]",
            "[user_data.x.y]",
            "[vpc_security_group_ids[0]]",
            "[ebs_block_device[0].volume_size]",
            '[credit_specification[0]["cpu_credits"]]',
        ),
        "TFG232",
    ),
    **forms(
        GROUP,
        ("[ingress]", "[timeouts]", "[timeouts.create]"),
        ("[ingress[0]]", "[ingress[0].from_port]", "[ingress.from_port]", "[timeouts.creat]", "[timeouts[0]]"),
        "TFG232",
    ),
    "in quotes it is deprecated": VPC.replace("<value>", '["tags"] ⟵ TFG290 warning').replace("<mark>", ""),
    "what only the provider sets": VPC.replace("<value>", "[arn] ⟵ TFG232 warning").replace("<mark>", ""),
    "resources of unknown providers have unknown attributes": """
resource "terraform_data" "x" {
  lifecycle {
    ignore_changes = [input, all[0]]
  }
}
""".replace(", all[0]", ""),
}


def test_the_nearest_attribute_is_offered() -> None:
    diagnostic = one(VPC.replace("<value>", "[tag]").replace("<mark>", ""))
    assert diagnostic.help == 'Did you mean "tags"?'


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_ignore_changes(hcl: str) -> None:
    expect(hcl)
