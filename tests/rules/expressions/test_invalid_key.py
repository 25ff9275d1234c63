import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": """
variable "s" { type = string }
variable "n" { type = number }
variable "b" { type = bool }
variable "m" { type = map(string) }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}

locals {
  wrong_0 = { for a in local.lt : 1 => a } ⟵ TFG462
  wrong_1 = { for a in local.lt : null => a } ⟵ TFG462
  wrong_2 = { for a in local.lt : [] => a } ⟵ TFG462
  wrong_3 = { (null) = 1 } ⟵ TFG462
  wrong_4 = { ([]) = 1 } ⟵ TFG462
  wrong_5 = { "${null}" = 1 } ⟵ TFG462
  right_0 = [1] == [1]
  right_1 = {} == {}
  right_2 = { for a in local.lt : a => 1 }
  right_3 = { for a in local.lt : "k" => a... }
  right_4 = { for k, v in var.m : k => v if v }
  right_5 = var.b ? { a = 1 } : { b = 2 }
  right_6 = var.b ? { a = 1 } : null
  right_7 = { (var.s) = 1 }
  right_8 = { a = 1, a = 2 }
  right_9 = { 1 = 1 }
  right_10 = { true = 1 }
  right_11 = { (1) = 2 }
  right_12 = { "a-${var.n}" = 1 }
  right_13 = null == null
}
""",
    "paths as keys, with and without an index to evaluate": """
variable "env" {
  default = "dev"
}

locals {
  data = { accounts = { dev = { name = "a.example" } }, list = ["x", "y"] }
  i    = 0
}

locals {
  right_0 = { local.data.accounts[var.env].name = { zone = 1 } }
  right_1 = { local.data.list[local.i] = 1 }
  right_2 = { local.data.list[0 + 0] = 1 }
  right_3 = { local.data.list["${local.i}"] = 1 }
  right_4 = { local.data.list[(0)] = 1 }
  right_5 = { local.data.list[-0] = 1 }
  right_6 = { local.data.accounts[lower("DEV")].name = 1 }
  right_7 = { merge({ a = "x" }, {}).a = 1 }
  right_8 = { ["a"][0] = 1 }
  right_9 = { local.data.accounts["d${"ev"}"]["name"] = 1 }
  wrong_0 = { local.data.list[0] = 1 } ⟵ TFG462
  wrong_1 = { local.data.accounts["dev"].name = 1 } ⟵ TFG462
  wrong_2 = { var.env = 1 } ⟵ TFG462
  wrong_3 = { local.data.list.0 = 1 } ⟵ TFG462
  wrong_4 = { local.data.list["0"] = 1 } ⟵ TFG462
  wrong_5 = { local.data.accounts[true].name = 1 } ⟵ TFG462
  wrong_6 = { local.data.accounts[null].name = 1 } ⟵ TFG462
}
""",
    "paths as keys in other places": """
variable "env" {
  default = "dev"
}

locals {
  names = { dev = "a" }
}

module "m" {
  source = "./m"
  x      = { local.names[var.env] = "y" }
}

output "a" {
  value = [for e in ["dev"] : { local.names[e] = e }]
}

output "b" {
  value = merge({ local.names[var.env] = 1 }, { local.names.dev = 1 }) ⟵ TFG462
}
== m/main.tf
variable "x" {
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_invalid_key(hcl: str) -> None:
    expect(hcl)
