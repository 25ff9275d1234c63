"""Small inputs that a naive evaluation blows up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random


def _chain(first: str, step: str, count: int) -> str:
    """Local values, each made of the one before it: ``{p}`` in ``step`` is the previous one."""
    lines = [f"a0 = {first}", *(f"a{i} = {step.replace('{p}', f'local.a{i - 1}')}" for i in range(1, count))]
    return "locals {\n" + "\n".join(lines) + "\n}\n"


FIRST = ['"a"', "[1]", "{ a = 1 }", "var.v", "[]", 'sensitive("x")', "toset([1])", "1", "range(1000)", "[var.v]", "var.o", "1e300",
         "null", "[null]", '"${var.v}"', "aws_vpc.x", "module.m", "\"é\""]  # fmt: skip
STEPS = [
    '"${{p}}${{p}}"', "[{p}, {p}]", "{ a = {p}, b = {p} }", "concat({p}, {p})", "[for x in [{p}, {p}] : x]", "setunion([{p}], [{p}])",
    "{p} * {p}", "merge({ a = {p} }, { b = {p} })", "tolist([{p}, {p}])", "toset([{p}, [{p}]])", "jsonencode([{p}, {p}])",
    "join(\",\", [{p}, {p}])", "format(\"%s%s\", {p}, {p})", "flatten([{p}, {p}])", "[{p}]", "{ a = {p} }", "({p} == {p} ? {p} : {p})",
    "try({p}, {p})", "[{p}, {p}, {p}]", "replace({p}, \"a\", \"aaaa\")", "setproduct({p}, {p})", "zipmap([\"a\", \"b\"], [{p}, {p}])",
    "base64encode({p})", "pow({p}, 2)", "[{p}][*][*]", "{ for k, v in { a = {p}, b = {p} } : k => [v, v] }", "yamlencode([{p}, {p}])",
    "chunklist([{p}, {p}], 1)", "repeat({p})", "formatlist(\"%v%v\", [{p}, 1], {p})", "sensitive([{p}, {p}])", "tomap({ a = {p}, b = {p} })",
    "[[{p}, {p}], { c = {p} }]", "coalesce({p}, [{p}, {p}])", "distinct([{p}, {p}])", "urlencode({p})", "lookup({ a = {p} }, \"a\", {p})",
    "<<EOT\n${{p}}${{p}}\nEOT\n", "regexall(\"a*\", {p})", "split(\"\", {p})", "contains([{p}], {p}) ? [{p}, 1] : [{p}, {p}]",
    "jsondecode(jsonencode([{p}, {p}]))", "matchkeys([{p}, {p}], [{p}, {p}], [{p}])", "transpose({p})", "values({ a = {p}, b = {p} })",
    "reverse([{p}, {p}])", "slice([{p}, {p}, 1], 0, 2)", "element([[{p}, {p}]], 0)", "-{p} - {p}", "[for x in [1, 2] : [{p}, x]]",
    "indent(900, \"${{p}}\\n${{p}}\")", "cidrsubnets({p}, 1, 1)", "templatefile(\"t.tpl\", { x = {p}, y = {p} })", "one([[{p}, {p}]])",
]  # fmt: skip
USES = [
    'output "o" {\nvalue = local.LAST\n}\n', 'output "o" {\nvalue = local.LAST == local.LAST\n}\n', "",
    'resource "aws_vpc" "x" {\ncidr_block = local.LAST\ntags = local.LAST\n}\n', 'variable "w" {\ndefault = 1\n}\n',
    'resource "aws_vpc" "x" {\nfor_each = local.LAST\n}\n', 'resource "aws_vpc" "x" {\ncount = length(local.LAST)\n}\n',
    'module "m" {\nsource = "./m"\nx = local.LAST\n}\n', 'output "o" {\nvalue = jsonencode(local.LAST)\n}\n',
    'output "o" {\nvalue = [for x in local.LAST : [for y in local.LAST : x]]\n}\n', 'output "o" {\nvalue = toset(local.LAST)\n}\n',
    'output "o" {\nvalue = local.LAST ? 1 : local.LAST\n}\n', 'output "o" {\nvalue = "${local.LAST}"\n}\n',
    'output "o" {\nvalue = contains([local.LAST], local.LAST)\n}\n', 'output "o" {\nvalue = local.LAST.nope\n}\n',
    'resource "aws_security_group" "x" {\ndynamic "ingress" {\nfor_each = local.LAST\ncontent {\nfrom_port = ingress.value\n}\n}\n}\n',
]  # fmt: skip


def doubling(rng: Random) -> Mapping[str, bytes]:
    """Values that double with every local value."""
    count = rng.choice([5, 12, 25, 40, 60])
    some = [rng.choice(STEPS) for _ in range(rng.choice([1, 1, 2, 3]))]
    first = rng.choice(FIRST)
    lines = [f"a0 = {first}"]
    lines += [f"a{i} = {rng.choice(some).replace('{p}', f'local.a{i - 1}')}" for i in range(1, count)]
    use = rng.choice(USES).replace("LAST", f"a{count - 1}")
    text = (
        'variable "v" {}\nvariable "o" {\ntype = object({ a = any })\n}\nlocals {\n' + "\n".join(lines) + "\n}\n" + use
    )
    files = {"main.tf": text.encode(), "t.tpl": b"${x}${y}%{ for a in x }${a}%{ endfor }"}
    if "./m" in text or "module.m" in text:
        files["m/main.tf"] = b'variable "x" {\ntype = map(any)\n}\noutput "x" {\nvalue = [var.x, var.x]\n}\n'
    return files


def _nested_loops(rng: Random) -> str:
    text = "1"
    for i in range(rng.randint(2, 6)):
        text = rng.choice([f"[for i{i} in range({rng.choice([2, 10, 200, 1024])}) : {text}]",
                           f"{{for i{i} in range({rng.choice([2, 30, 1024])}) : i{i} => {text}}}",
                           f"{{for i{i} in range({rng.choice([2, 30, 1024])}) : \"k\" => {text}...}}"])  # fmt: skip
    return f'locals {{\na = {text}\n}}\noutput "o" {{\nvalue = {rng.choice(["local.a", "flatten(local.a)", "jsonencode(local.a)"])}\n}}\n'


def _types(rng: Random) -> str:
    text = rng.choice(["string", "any", "number"])
    for _ in range(rng.choice([5, 12, 14])):
        text = rng.choice(["object({ a = T, b = T })", "tuple([T, T])", "object({ a = optional(T), b = T })", "list(T)", "map(T)",
                           "tuple([T])"]).replace("T", text)  # fmt: skip
        if len(text) > 30_000:
            break
    return f'variable "a" {{\ntype = {text}\ndefault = {rng.choice(["null", "[]", "{}", "1"])}\n}}\noutput "o" {{\nvalue = var.a\n}}\n'


def _cycle(rng: Random) -> str:
    count = rng.choice([1, 2, 3, 20, 200])
    what = rng.choice(["local", "resource", "output", "dense"])
    if what == "local":
        return "locals {\n" + "".join(f"a{i} = [local.a{(i + 1) % count}, local.a{i}]\n" for i in range(count)) + "}\n"
    if what == "dense":
        every = ", ".join(f"local.a{j}" for j in range(min(count, 60)))
        return "locals {\n" + "".join(f"a{i} = [{every}]\n" for i in range(min(count, 60))) + "}\n"
    if what == "resource":
        return "".join(f'resource "aws_vpc" "a{i}" {{\ncidr_block = aws_vpc.a{(i + 1) % count}.cidr_block\ncount = length('
                       f"aws_vpc.a{(i * 7) % count})\n}}\n" for i in range(count))  # fmt: skip
    return 'module "m" {\nsource = "./"\nx = module.m.o\n}\noutput "o" {\nvalue = module.m.o\n}\nvariable "x" {}\n'


def _wide(rng: Random) -> str:
    count = rng.choice([100, 400])
    return rng.choice([
        "locals {\na = [" + ", ".join(f'"{i}"' for i in range(count * 10)) + "]\nb = toset(local.a)\nc = { for x in local.a : x => local.b }\n}\n",
        "locals {\na = " + " + ".join(["1"] * count) + "\nb = " + " && ".join(["true"] * count) + "\n}\n",
        "locals {\na = [" + ", ".join(f"{{ a{i} = {i} }}" for i in range(count)) + "]\nb = tolist(local.a)\nc = local.a[*].a1\n}\n",
        "locals {\na = [" + ", ".join(f"[{i}, {{ x{i} = 1 }}]" for i in range(count)) + "]\nb = toset(local.a)\n}\n",
        "".join(f'resource "aws_subnet" "s{i}" {{\ncidr_block = cidrsubnet("10.0.0.0/8", 16, {i})\nvpc_id = aws_vpc.x.id\n}}\n' for i in range(count // 2)),
        "locals {\na = " + "try(" * 60 + "local.x" + ")" * 60 + "\n}\n",
        "locals {\n" + "".join(f"a{i} = local.a{i + 1}\n" for i in range(count)) + f"a{count} = 1\n}}\n",
        "locals {\na = " + "true ? 1 : " * 90 + "2\n}\n",
        'resource "aws_wafv2_web_acl" "x" {\n' + 'dynamic "rule" {\nfor_each = range(40)\ncontent {\n' * 1 +
        'dynamic "statement" {\nfor_each = range(40)\ncontent {\ndynamic "and_statement" {\nfor_each = range(40)\ncontent {\n' + "}\n" * 6 + "}\n",
    ])  # fmt: skip


def _functions(rng: Random) -> str:
    call = rng.choice([
        'cidrsubnets("10.0.0.0/8", ' + ", ".join(["8"] * 250) + ")", 'format("%999999999d", 1)', 'format("%.999999999f", 1.5)',
        'regex("(a+)+$", "' + "a" * 3000 + 'b")', 'regexall("(a|aa)*", "' + "a" * 3000 + '")', 'regex("(((a{100}){100}){100})", "a")',
        'replace("' + "a" * 2000 + '", "/a*/", "$0$0$0")', "pow(10, 1e9)", "pow(2, 1e308)", "1e999999 * 1e999999", "1e999999 % 7", "tostring(1e999999)",
        "floor(1e999999)", "range(1e999999)", "range(0, 1, 1e-999999)", "log(1e999999, 1e-999999)", "parseint(\"" + "z" * 900 + "\", 36)",
        "setproduct(" + ", ".join(["range(100)"] * 6) + ")", 'join("", [for i in range(1024) : "' + "x" * 1000 + '"])', 'indent(1e9, "a\\nb")',
        'jsondecode("' + "[" * 5000 + '")', 'jsondecode("' + "[" * 90000 + '")', 'yamldecode("' + "[" * 3000 + '")', 'yamldecode("' + "- " * 3000 + '")',
        'yamldecode("a: &a [x,x]\\nb: &b [*a,*a]\\nc: &c [*b,*b]\\nd: &d [*c,*c]\\ne: &e [*d,*d,*d,*d]\\nf: &f [*e,*e,*e,*e]\\ng: [*f,*f,*f,*f,*f]")',
        'cidrhost("::/0", 1e38)', 'cidrsubnet("::/0", 128, 1e38)', 'timeadd("2024-01-01T00:00:00Z", "' + "1h" * 500 + '")', 'split("", "' + "ab" * 20000 + '")',
        'substr("' + "é" * 20000 + '", 0, 1)', 'title("' + "a " * 20000 + '")', 'strrev("' + "\u0301" * 20000 + '")', 'chunklist(range(1024), 1)',
        'transpose({ for i in range(500) : "k${i}" => [for j in range(500) : "v${j}"] })', 'sort([for i in range(1024) : "x${1024 - i}"])',
        'templatestring(local.a, {})', 'templatefile("main.tf", {})', 'file("main.tf")', 'fileset(".", "**")', 'fileset("/", "**")', 'fileset(".", "' + "{a,b}" * 30 + '")',
        'fileset(".", "' + "*a" * 40 + '")', 'csvdecode("' + "a," * 5000 + '\\n1")', "base64gzip(\"" + "a" * 90000 + "\")", 'bcrypt("x", 99)', 'formatdate("' + "YYYY" * 1000 + '", timestamp())',
        'abs(-1e-999999)', "max(range(1024)...)", "1 / 1e-999999", "signum(1e999999)", "ceil(1e-999999)", "9" * 6000 + " * " + "9" * 6000, "1e4000 % 3", "0.1 % 1e-300",
        "-" * 90 + "1", 'strcontains("' + "a" * 90000 + '", "' + "a" * 40000 + 'b")', 'trim("' + "ab" * 30000 + '", "' + "ba" * 3000 + '")',
    ])  # fmt: skip
    return f'locals {{\na = {call}\nb = [local.a, local.a]\n}}\noutput "o" {{\nvalue = local.b\n}}\n'


_TEXTS: list[Callable[[Random], str]] = [_nested_loops, _types, _cycle, _wide, _functions, _functions]


def bomb(rng: Random) -> Mapping[str, bytes]:
    """Loops in loops, types in types, cycles, wide values, functions with much to do."""
    return {"main.tf": rng.choice(_TEXTS)(rng).encode()}


def modules(rng: Random) -> Mapping[str, bytes]:
    """Modules that call each other, each several times, in chains or in circles."""
    count = rng.choice([2, 3, 6, 12])
    circle = rng.random() < 0.4
    files: dict[str, bytes] = {}
    for i in range(count):
        target = f"../m{(i + 1) % count}" if circle or i + 1 < count else "../nope"
        if not circle and i + 1 == count:
            files[f"m{i}/main.tf"] = b'variable "x" {}\noutput "o" {\nvalue = [var.x, var.x]\n}\n'
            continue
        calls = "".join(
            f'module "c{j}" {{\nsource = "{target}"\nx = {rng.choice(["1", "var.x", f"module.c{1 - j}.o", "[var.x, var.x]"])}\n'
            f"{rng.choice(['', 'count = 2', 'for_each = toset([1])', 'depends_on = [module.c0]'])}\n}}\n"
            for j in range(2)
        )
        files[f"m{i}/main.tf"] = (
            f'variable "x" {{\ndefault = {rng.choice(["1", "[]", "null"])}\n}}\n{calls}'
            f'output "o" {{\nvalue = {rng.choice(["[module.c0.o, module.c1.o]", "module.c0", "module.c0.o[0]", "var.x"])}\n}}\n'
        ).encode()
    return files
