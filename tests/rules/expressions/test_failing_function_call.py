import pytest

from tests.rules.hcl import expect

CASES = {
    "in expressions": r"""
variable "s" { type = string }
variable "n" { type = number }
variable "l" { type = list(string) }
variable "se" { type = set(string) }
variable "m" { type = map(string) }
variable "o" { type = object({ name = string, size = optional(number), tags = optional(map(string), {}) }) }
locals {
 lt = ["a", "b"]
 lm = { a = 1, b = "x" }
 e = []
 z = null
}
resource "aws_vpc" "v" { cidr_block = "10.0.0.0/16" }
resource "aws_subnet" "c" {
  count = 2
  vpc_id = aws_vpc.v.id
  cidr_block = "10.0.0.0/24"
}

locals {
  wrong_0 = join(",", aws_vpc.v.tags) ⟵ TFG455
  wrong_1 = length(aws_vpc.v.enable_dns_support) ⟵ TFG455
  wrong_2 = merge(aws_vpc.v.id, {}) ⟵ TFG455
  wrong_3 = concat(aws_vpc.v.id, []) ⟵ TFG455
  wrong_4 = upper(aws_vpc.v.tags) ⟵ TFG455
  wrong_5 = length(5) ⟵ TFG455
  wrong_6 = length(null) ⟵ TFG455
  wrong_7 = length(var.n) ⟵ TFG455
  wrong_8 = length(true) ⟵ TFG455
  wrong_9 = upper([]) ⟵ TFG455
  wrong_10 = upper(null) ⟵ TFG455
  wrong_11 = upper(var.l) ⟵ TFG455
  wrong_12 = join(",", "a") ⟵ TFG455
  wrong_13 = join(",", [[]]) ⟵ TFG455
  wrong_14 = split(",", var.l) ⟵ TFG455
  wrong_15 = concat([1], {}) ⟵ TFG455
  wrong_16 = merge(var.m, "x") ⟵ TFG455
  wrong_17 = lookup({ a = 1 }, "b") ⟵ TFG455
  wrong_18 = lookup(var.l, "a", "") ⟵ TFG455
  wrong_19 = element([], 0) ⟵ TFG455
  wrong_20 = element("a", 0) ⟵ TFG455
  wrong_21 = element(var.se, 0) ⟵ TFG455
  wrong_22 = flatten("a") ⟵ TFG455
  wrong_23 = keys(var.l) ⟵ TFG455
  wrong_24 = values(var.l) ⟵ TFG455
  wrong_25 = zipmap(["a"], [1, 2]) ⟵ TFG455
  wrong_26 = tolist(5) ⟵ TFG455
  wrong_27 = tolist(["a", []]) ⟵ TFG455
  wrong_28 = toset("a") ⟵ TFG455
  wrong_29 = tomap({ a = 1, b = [] }) ⟵ TFG455
  wrong_30 = tomap([1]) ⟵ TFG455
  wrong_31 = tonumber("a") ⟵ TFG455
  wrong_32 = tonumber([]) ⟵ TFG455
  wrong_33 = tonumber(true) ⟵ TFG455
  wrong_34 = tobool("yes") ⟵ TFG455
  wrong_35 = tobool(1) ⟵ TFG455
  wrong_36 = tostring([]) ⟵ TFG455
  wrong_37 = coalesce(null, null) ⟵ TFG455
  wrong_38 = coalesce("") ⟵ TFG455
  wrong_39 = coalesce([], "a") ⟵ TFG455
  wrong_40 = coalescelist([], []) ⟵ TFG455
  wrong_41 = coalescelist("a") ⟵ TFG455
  wrong_42 = compact([[]]) ⟵ TFG455
  wrong_43 = contains("abc", "a") ⟵ TFG455
  wrong_44 = distinct("a") ⟵ TFG455
  wrong_45 = index(["a"], "b") ⟵ TFG455
  wrong_46 = jsondecode("{") ⟵ TFG455
  wrong_47 = yamldecode("a: [") ⟵ TFG455
  wrong_48 = base64decode("%%%") ⟵ TFG455
  wrong_49 = cidrsubnet("10.0.0.0/16", 8, 256) ⟵ TFG455
  wrong_50 = cidrsubnet("10.0.0.0/16", 20, 1) ⟵ TFG455
  wrong_51 = cidrsubnet("10.0.0.0", 8, 1) ⟵ TFG455
  wrong_52 = cidrsubnet(var.s, 8, "a") ⟵ TFG455
  wrong_53 = cidrhost("10.0.0.0/24", 256) ⟵ TFG455
  wrong_54 = cidrsubnets("10.0.0.0/16", 4, 33) ⟵ TFG455
  wrong_55 = format("%d", "x") ⟵ TFG455
  wrong_56 = format("%s") ⟵ TFG455
  wrong_57 = format("%s", "a", "b") ⟵ TFG455
  wrong_58 = format("%z", 1) ⟵ TFG455
  wrong_59 = formatlist("%s", "a", ["b", "c"]) ⟵ TFG455
  wrong_60 = formatlist("%s-%s", ["a"], ["b", "c"]) ⟵ TFG455
  wrong_61 = formatdate("YYYY", "2020") ⟵ TFG455
  wrong_62 = formatdate("EEEEEE", "2020-01-01T00:00:00Z") ⟵ TFG455
  wrong_63 = timeadd("2020-01-01T00:00:00Z", "1d") ⟵ TFG455
  wrong_64 = regex("[", "a") ⟵ TFG455
  wrong_65 = regex("a", "b") ⟵ TFG455
  wrong_66 = regexall("[a-", "b") ⟵ TFG455
  wrong_67 = replace("abc", "/[/", "x") ⟵ TFG455
  wrong_68 = substr("abc", "a", 2) ⟵ TFG455
  wrong_69 = range(0, 5, 0) ⟵ TFG455
  wrong_70 = range(0, 2000) ⟵ TFG455
  wrong_71 = range("a") ⟵ TFG455
  wrong_72 = slice(["a", "b"], 0, 3) ⟵ TFG455
  wrong_73 = slice(["a", "b"], 1, 0) ⟵ TFG455
  wrong_74 = slice(var.se, 0, 1) ⟵ TFG455
  wrong_75 = sort([[]]) ⟵ TFG455
  wrong_76 = sum([]) ⟵ TFG455
  wrong_77 = sum(["a"]) ⟵ TFG455
  wrong_78 = max() ⟵ TFG455
  wrong_79 = max("a") ⟵ TFG455
  wrong_80 = max([]...) ⟵ TFG455
  wrong_81 = max("a"...) ⟵ TFG455
  wrong_82 = max(null...) ⟵ TFG455
  wrong_83 = transpose({ a = "x" }) ⟵ TFG455
  wrong_84 = setproduct(["a"]) ⟵ TFG455
  wrong_85 = setproduct("a", "b") ⟵ TFG455
  wrong_86 = setunion(["a"], "b") ⟵ TFG455
  wrong_87 = setintersection(["a"], {}) ⟵ TFG455
  wrong_88 = one(["a", "b"]) ⟵ TFG455
  wrong_89 = one("a") ⟵ TFG455
  wrong_90 = alltrue([true, "a"]) ⟵ TFG455
  wrong_91 = anytrue([1]) ⟵ TFG455
  wrong_92 = chunklist(["a"], -1) ⟵ TFG455
  wrong_93 = matchkeys(["a"], ["b", "c"], ["c"]) ⟵ TFG455
  wrong_94 = reverse("abc") ⟵ TFG455
  wrong_95 = strrev([]) ⟵ TFG455
  wrong_96 = indent("a", "b") ⟵ TFG455
  wrong_97 = abs("a") ⟵ TFG455
  wrong_98 = floor("x") ⟵ TFG455
  wrong_99 = pow("a", 3) ⟵ TFG455
  wrong_100 = parseint("zz", 16) ⟵ TFG455
  wrong_101 = parseint("1", 100) ⟵ TFG455
  wrong_102 = dirname([]) ⟵ TFG455
  wrong_103 = sha256([]) ⟵ TFG455
  wrong_104 = try(local.lm.c, local.lm.d) ⟵ TFG455
  wrong_105 = csvdecode("a,b\n1") ⟵ TFG455
  wrong_106 = csvdecode("a,a\n1,2") ⟵ TFG455
  wrong_107 = urlencode([]) ⟵ TFG455
  wrong_108 = strcontains("a", []) ⟵ TFG455
  wrong_109 = concat() ⟵ TFG455
  wrong_110 = base64gzip([]) ⟵ TFG455
  right_0 = { (var.s) = 1 }
  right_1 = { (1) = 2 }
  right_2 = join(",", aws_subnet.c[*].id)
  right_3 = length(aws_vpc.v.id)
  right_4 = length(aws_vpc.v)
  right_5 = length(var.s)
  right_6 = length(local.lm)
  right_7 = upper(5)
  right_8 = join(",", [1, "a"])
  right_9 = concat(var.l, [1])
  right_10 = concat(var.l, "a")
  right_11 = merge(var.m, { a = 1 })
  right_12 = merge({}, null)
  right_13 = merge(local.lm, var.o)
  right_14 = lookup(var.m, "a")
  right_15 = lookup(var.m, "a", 1)
  right_16 = lookup({ a = 1 }, "b", 2)
  right_17 = lookup({ a = [] }, "a", "x")
  right_18 = lookup(var.o, "name", "")
  right_19 = lookup(var.o, "nope", "")
  right_20 = element(var.l, 0)
  right_21 = element(["a"], -1)
  right_22 = flatten(var.l)
  right_23 = flatten([["a"], "b"])
  right_24 = keys(var.m)
  right_25 = values(var.m)
  right_26 = zipmap(["a", "b"], [1, 2])
  right_27 = zipmap(var.l, var.l)
  right_28 = tolist(["a", 1])
  right_29 = toset(["a", 1])
  right_30 = tomap({ a = 1, b = "x" })
  right_31 = tonumber("1.5")
  right_32 = tobool("true")
  right_33 = tostring(5)
  right_34 = tostring(null)
  right_35 = coalesce("", "a")
  right_36 = coalesce(var.s, 1)
  right_37 = coalescelist([], ["a"])
  right_38 = compact(["a", null])
  right_39 = compact([1])
  right_40 = contains(var.l, "a")
  right_41 = contains(var.m, "a")
  right_42 = distinct(var.l)
  right_43 = index(var.l, "a")
  right_44 = jsondecode("{\"a\": 1}").a
  right_45 = jsonencode(var.o)
  right_46 = base64decode("YQ==")
  right_47 = cidrsubnet("10.0.0.0/16", 8, 1)
  right_48 = cidrhost("10.0.0.0/24", -1)
  right_49 = cidrnetmask("10.0.0.0/24")
  right_50 = cidrsubnets("10.0.0.0/16", 4, 4)
  right_51 = format("%d", 1)
  right_52 = format("%s-%s", var.s, [])
  right_53 = formatlist("%s", ["a"])
  right_54 = formatdate("YYYY-MM-DD", "2020-01-01T00:00:00Z")
  right_55 = timeadd("2020-01-01T00:00:00Z", "1h")
  right_56 = replace("abc", "/b/", "x")
  right_57 = substr("abc", 0, -2)
  right_58 = substr("abc", 0, 2)
  right_59 = range(5)
}
""",
}


@pytest.mark.parametrize("hcl", CASES.values(), ids=CASES)
def test_failing_function_call(hcl: str) -> None:
    expect(hcl)
