"""Random HCL that parses: expressions of every kind, blocks of every type."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from random import Random

from tests.fuzz.noise import COMMENTS
from tfgen.terraform.functions import names as function_names
from tfgen.terraform.schema import BlockSchema, ProviderSchema, load_schema

TEXTS = [
    "", "a", "é", "e\u0301", "日本", "${", "%{", "\\\\", "a,b,c", "10.0.0.0/16", "10.0.0.0/8", "2001:db8::/32", "fd00::/128",
    "0.0.0.0/0", "10.0.0.1", "300.0.0.1/8", "%s %d", "%05.2f", "%#v %t", "%*d", "%[2]s", "%99999999d", "%.99999999f",
    "2024-02-30T00:00:00Z", "2024-01-01T00:00:00Z", "YYYY-MM-DD'T'hh", "9999h", "-1h1ms", "(a+)+$", "(?i)x*", "[z-a]", "(",
    "a{1000}", "(a|b|ab)*c", "\\\\p{L}+", "/a(.*)b/", "$1", '{\\"a\\": [1, null]}', "[[[[", "a: [1, {b: 2}]", "&a [*a]",
    "a: &x [1]\\nb: [*x, *x]", "aGVsbG8=", "////", "./main.tf", "../", "/etc/passwd", "*.tf", "**", "\\u0000", "true", "1e5",
    "1e999999", "-0", "0x10", "99999999999999999999", " ", "\\n", "a.b.c", "arn:aws:iam::123456789012:role/x", "us-east-1a",
    "cron(0 12 * * ? *)", "rate(5 minutes)", "t3.micro", "*",
]  # fmt: skip
NUMBERS = [
    "0", "1", "2", "-1", "3.5", "1024", "100000", "1e3", "1e100", "1e999999", "1e-999999", "9223372036854775808",
    "0.1", "4294967296", "1" * 60, "1e4000", "1.7976931348623157e308",
]  # fmt: skip
NAMES = [
    "a",
    "b",
    "c",
    "this",
    "x1",
    "é",
    "日本",
    "a-b",
    "_",
    "for",
    "if",
    "in",
    "null",
    "each",
    "count",
    "self",
    "type",
]
TYPES = [
    "string",
    "number",
    "bool",
    "any",
    "list(any)",
    "map(string)",
    "set(any)",
    "list(object({a = string}))",
    "object({a = optional(string, 1), b = any})",
    "tuple([string, number])",
    "map(map(list(any)))",
    "object({})",
    "tuple([])",
    "list",
    "foo",
    "list()",
    "optional(string)",
    "object({a = optional(list(string), [null])})",
]
KINDS = [
    "aws_vpc",
    "aws_subnet",
    "aws_instance",
    "aws_security_group",
    "aws_efs_file_system",
    "aws_ecs_task_definition",
    "aws_iam_policy",
    "aws_iam_policy_document",
    "aws_lb_listener",
    "aws_s3_bucket",
    "aws_eip",
    "aws_route_table",
    "aws_cloudwatch_log_group",
    "aws_elasticache_replication_group",
    "aws_rds_cluster",
    "aws_lambda_function",
    "aws_dynamodb_table",
    "aws_cloudfront_distribution",
    "aws_wafv2_web_acl",
    "aws_kms_key",
    "null_resource",
    "terraform_data",
    "terraform_remote_state",
    "aws_nope",
    "random_id",
    "aws_autoscaling_group",
    "aws_db_instance",
]
OPERATORS = ["+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||"]


@cache
def _schema() -> ProviderSchema:
    return load_schema("aws", "6.62.0")


@cache
def _functions() -> list[str]:
    return [*sorted(function_names()), "nope", "core::length", "provider::aws::arn_parse", "tolist", "merge", "flatten"]


class Grammar:
    """Makes pieces of HCL; ``budget`` bounds how many expressions one file gets."""

    def __init__(self, rng: Random, budget: int = 150) -> None:
        self.rng = rng
        self.budget = budget
        self.roots = [*NAMES[:6], "l1", "l2", "l3"]

    def file(self) -> str:
        """Blocks of all types, which refer to each other."""
        made = [self.block() for _ in range(self.rng.randint(1, 6))]
        if self.rng.random() < 0.2:
            made.insert(0, self.rng.choice(COMMENTS))
        return "\n".join(made) + "\n"

    def name(self) -> str:
        return self.rng.choice(self.roots if self.rng.random() < 0.8 else NAMES)

    def expr(self, depth: int = 0) -> str:
        """An expression of any kind."""
        self.budget -= 1
        if self.budget < 0 or depth > 9 or self.rng.random() < 0.12 + depth * 0.05:
            return self.leaf()
        return self.rng.choice(_EXPRESSIONS)(self, depth + 1)

    def leaf(self) -> str:
        pick = self.rng.random()
        if pick < 0.2:
            return self.rng.choice(NUMBERS)
        if pick < 0.35:
            return self.rng.choice(["true", "false", "null", "[]", "{}"])
        if pick < 0.6:
            return f'"{self.rng.choice(TEXTS).replace("${", "$${").replace("%{", "%%{")}"'
        return self.reference()

    def reference(self) -> str:
        name = self.name()
        root = self.rng.choice(
            [
                "var",
                "local",
                "local",
                "local",
                "module",
                "each",
                "count",
                "self",
                "path",
                "data",
                "terraform",
                "",
                "ephemeral",
            ]
        )
        if root in ("each", "count", "path", "terraform", "self"):
            return (
                f"{root}.{self.rng.choice(['key', 'value', 'index', 'module', 'root', 'workspace', 'id', 'value.a'])}"
            )
        kind = self.rng.choice(KINDS)
        base = {
            "": f"{kind}.{name}",
            "data": f"data.{kind}.{name}",
            "module": f"module.{name}.{self.name()}",
            "ephemeral": f"ephemeral.{kind}.{name}",
        }.get(root, f"{root}.{name}")
        return base + self.rng.choice(
            ["", "", "", ".id", "[0]", '["a"]', ".*.id", "[*].tags", ".tags[0].x", ".0", "[*][*]"]
        )

    def call(self, depth: int) -> str:
        name = self.rng.choice(_functions())
        count = self.rng.choice([0, 1, 1, 2, 2, 2, 3, 3, 4, 6])
        args = ", ".join(self.expr(depth) for _ in range(count))
        return f"{name}({args}{'...' if args and self.rng.random() < 0.1 else ''})"

    def template(self, depth: int) -> str:
        parts = [
            self.rng.choice(
                [
                    f"${{{self.expr(depth)}}}",
                    f"${{~ {self.expr(depth)} ~}}",
                    "x",
                    "é",
                    "$${",
                    "\\n",
                    f"%{{ if {self.expr(depth)} }}y%{{ else }}{'n'}%{{ endif }}",
                    f"%{{ for {self.name()} in {self.expr(depth)} ~}}${{{self.name()}}}%{{ endfor }}",
                ]
            )
            for _ in range(self.rng.randint(1, 3))
        ]
        return '"' + "".join(parts) + '"'

    def heredoc(self, depth: int) -> str:
        flush = self.rng.choice(["", "-"])
        return f"<<{flush}EOT\n  x ${{{self.expr(depth)}}}\n\t%{{ if {self.expr(depth)} ~}}\n y\n%{{ endif }}\nEOT\n"

    def object(self, depth: int) -> str:
        keys = [
            self.rng.choice([self.name(), f'"{self.rng.choice(["a", "b", "é", "a b"])}"', f"({self.expr(depth)})"])
            for _ in range(self.rng.randint(0, 4))
        ]
        return "{ " + ", ".join(f"{k} = {self.expr(depth)}" for k in keys) + " }"

    def loop(self, depth: int) -> str:
        names = ", ".join({self.rng.choice(NAMES[:6]) for _ in range(self.rng.randint(1, 2))})
        condition = f" if {self.expr(depth)}" if self.rng.random() < 0.3 else ""
        if self.rng.random() < 0.5:
            return f"[for {names} in {self.expr(depth)} : {self.inner(depth)}{condition}]"
        dots = "..." if self.rng.random() < 0.4 else ""
        return f"{{for {names} in {self.expr(depth)} : {self.inner(depth)} => {self.inner(depth)}{dots}{condition}}}"

    def inner(self, depth: int) -> str:
        return self.name() if self.rng.random() < 0.4 else self.expr(depth)

    def body(self, schema: BlockSchema | None, depth: int = 0) -> str:
        """Arguments and blocks, most of them of the schema."""
        lines: list[str] = []
        attributes = list(schema.attributes) if schema else NAMES
        blocks = list(schema.blocks) if schema else NAMES
        for name in dict.fromkeys(self.rng.choice(attributes or NAMES) for _ in range(self.rng.randint(0, 5))):
            lines.append(f"{name} = {self.expr()}")
        for _ in range(self.rng.randint(0, 2) if depth < 3 and self.budget > 0 else 0):
            name = self.rng.choice(blocks or NAMES)
            inner = schema.blocks[name].block if schema and name in schema.blocks else None
            content = self.body(inner, depth + 1)
            if self.rng.random() < 0.4:
                iterator = f"iterator = {self.name()}\n" if self.rng.random() < 0.3 else ""
                lines.append(f'dynamic "{name}" {{\nfor_each = {self.expr()}\n{iterator}content {{\n{content}\n}}\n}}')
            else:
                lines.append(f"{name} {{\n{content}\n}}")
        return "\n".join(lines)

    def meta(self) -> str:
        """Meta-arguments, some of them."""
        address = f"{self.rng.choice(KINDS)}.{self.name()}"
        some = [
            f"count = {self.expr()}",
            f"for_each = {self.expr()}",
            f"depends_on = [{self.reference()}, {address}]",
            f"provider = {self.rng.choice(['aws', 'aws.a', 'aws[0]', 'nope.x', self.expr()])}",
            f"lifecycle {{\nignore_changes = {self.rng.choice(['all', '[tags]', '[a[0].b]', self.expr()])}\n}}",
            f"lifecycle {{\nreplace_triggered_by = [{self.reference()}]\nprecondition {{\ncondition = {self.expr()}\n"
            f"error_message = {self.expr()}\n}}\n}}",
            f'provisioner "local-exec" {{\ncommand = {self.expr()}\nwhen = destroy\n}}',
            "",
            "",
            "",
        ]
        return "\n".join(self.rng.sample(some, 2))

    def block(self) -> str:
        return self.rng.choice(_BLOCKS)(self)

    def resource(self) -> str:
        kind, data = self.rng.choice(KINDS), self.rng.random() < 0.25
        schema = _schema().data_source(kind) if data else _schema().resource(kind)
        word = "data" if data else self.rng.choice(["resource"] * 9 + ["ephemeral"])
        return f'{word} "{kind}" "{self.name()}" {{\n{self.meta()}\n{self.body(schema)}\n}}'

    def locals(self) -> str:
        names = dict.fromkeys(self.name() for _ in range(self.rng.randint(1, 6)))
        return "locals {\n" + "\n".join(f"{n} = {self.expr()}" for n in names) + "\n}"

    def variable(self) -> str:
        some = [
            f"type = {self.rng.choice(TYPES)}",
            f"default = {self.expr()}",
            "sensitive = true",
            "nullable = false",
            "ephemeral = true",
            f"description = {self.leaf()}",
            f"validation {{\ncondition = {self.expr()}\nerror_message = {self.expr()}\n}}",
        ]
        return f'variable "{self.name()}" {{\n' + "\n".join(self.rng.sample(some, self.rng.randint(0, 4))) + "\n}"

    def output(self) -> str:
        return f'output "{self.name()}" {{\nvalue = {self.expr()}\n{self.rng.choice(["", "sensitive = true", self.meta()])}\n}}'

    def module(self) -> str:
        source = self.rng.choice(
            [
                "./m",
                "./m",
                "./n",
                "../x",
                ".",
                "./",
                "./m/../m",
                "terraform-aws-modules/vpc/aws",
                "./nope",
                "",
                "git::https://example.com/x",
                "//",
                "./m/",
            ]
        )
        arguments = "\n".join(f"{n} = {self.expr()}" for n in dict.fromkeys(self.name() for _ in range(3)))
        return f'module "{self.name()}" {{\nsource = "{source}"\n{self.meta()}\n{arguments}\n}}'

    def other(self) -> str:
        address = f"{self.rng.choice(KINDS)}.{self.name()}"
        return self.rng.choice([
            f"moved {{\nfrom = {self.reference()}\nto = {address}\n}}",
            f"import {{\nto = {address}\nid = {self.expr()}\n{self.meta()}\n}}",
            f"removed {{\nfrom = {self.reference()}\nlifecycle {{\ndestroy = {self.expr()}\n}}\n}}",
            f'check "{self.name()}" {{\nassert {{\ncondition = {self.expr()}\nerror_message = {self.expr()}\n}}\n{self.resource()}\n}}',
            f'provider "aws" {{\nregion = {self.expr()}\nalias = {self.expr()}\n}}',
            f'terraform {{\nrequired_version = {self.expr()}\nrequired_providers {{\naws = {self.expr()}\n}}\n'
            f'backend "s3" {{\nbucket = {self.expr()}\n}}\n}}',
            f'terraform {{\nrequired_providers {{\naws = {{ source = "hashicorp/aws", version = "{self.rng.choice(VERSIONS)}" }}\n}}\n}}',
            f'action "aws_lambda_invoke" "{self.name()}" {{\nconfig {{\nx = {self.expr()}\n}}\n}}',
        ])  # fmt: skip


VERSIONS = ["~> 6.0", ">= 5.0, < 6", "= 3.39.0", "", "~>", "1.2.3.4", "!= 6.62.0", "> 99", "~> 5.0.0-beta1", ">=é"]

_EXPRESSIONS = [
    Grammar.call, Grammar.call, Grammar.call, Grammar.template, Grammar.object, Grammar.loop, Grammar.loop,
    lambda g, d: "[" + ", ".join(g.expr(d) for _ in range(g.rng.randint(0, 4))) + "]",
    lambda g, d: f"({g.expr(d)} ? {g.expr(d)} : {g.expr(d)})",
    lambda g, d: f"({g.expr(d)} {g.rng.choice(OPERATORS)} {g.expr(d)})",
    lambda g, d: f"({g.rng.choice(['-', '!'])}{g.expr(d)})",
    lambda g, d: f"({g.expr(d)})[{g.expr(d)}]",
    lambda g, d: f"({g.expr(d)}){g.rng.choice(['.a', '[*]', '.*.a', '[*].a[0]', '.0', '[*].b[*].c', '[0].a'])}",
    lambda g, d: f"try({g.expr(d)}, {g.expr(d)})",
    lambda g, d: g.reference(),
]  # fmt: skip
_BLOCKS = [Grammar.resource, Grammar.resource, Grammar.locals, Grammar.locals, Grammar.variable, Grammar.output,
           Grammar.module, Grammar.other]  # fmt: skip


def expressions(rng: Random) -> Mapping[str, bytes]:
    """Locals, that refer to each other, with deep expressions."""
    grammar = Grammar(rng, 200)
    grammar.roots = [f"l{i}" for i in range(6)]
    lines = [f"{name} = {grammar.heredoc(3) if rng.random() < 0.05 else grammar.expr()}" for name in grammar.roots]
    rng.shuffle(lines)
    return {"main.tf": ("locals {\n" + "\n".join(lines) + "\n}\n").encode()}


def configuration(rng: Random) -> Mapping[str, bytes]:
    """Files of a directory, sometimes with overrides, values and modules."""
    files = {"main.tf": Grammar(rng).file()}
    if rng.random() < 0.25:
        files["a_override.tf"] = Grammar(rng, 40).file()
    if rng.random() < 0.3:
        files["m/main.tf"] = Grammar(rng, 60).file()
    if rng.random() < 0.15:
        files["n/main.tf"] = Grammar(rng, 40).file().replace('"./m"', '"../m"')
    if rng.random() < 0.2:
        grammar = Grammar(rng, 20)
        files["terraform.tfvars"] = "".join(f"{n} = {grammar.expr()}\n" for n in NAMES[:4])
    return {name: text.encode() for name, text in files.items()}


def functions(rng: Random) -> Mapping[str, bytes]:
    """Functions with arguments of all types, many a file."""
    grammar = Grammar(rng, 1)
    lines = []
    for i in range(25):
        args = [
            rng.choice(_ARGUMENTS) if rng.random() < 0.7 else grammar.leaf()
            for _ in range(rng.choice([0, 1, 1, 2, 2, 3, 4]))
        ]
        lines.append(
            f"f{i} = {rng.choice(_functions())}({', '.join(args)}{'...' if args and rng.random() < 0.05 else ''})"
        )
    return {
        "main.tf": (
            'variable "v" {}\nvariable "s" {\ntype = set(string)\nsensitive = true\n}\nlocals {\n'
            + "\n".join(lines)
            + "\n}\n"
        ).encode()
    }


_ARGUMENTS = [
    "var.v", "var.s", "[var.v, 1]", "{ a = var.v }", "[]", "{}", "null", '["a", "b", "a"]', "[1, 2, 3]", '[1, "a", true, null]',
    '{ a = 1, b = "x" }', '{ a = [1], b = { c = null } }', "toset([1, 2])", 'tomap({ a = "b" })', "tolist([[1], [2]])",
    "[[1, [2, [3]]], []]", 'sensitive("x")', "sensitive([1])", "range(5)", "[for i in range(50) : { n = i, s = tostring(i) }]",
    '"10.0.0.0/16"', '"10.0.0.0/30"', '["10.0.0.0/8", "10.1.0.0/16"]', "8", "1", "0", "-1", "1.5", "1e10", '"%s-%d"', '"%v %q %x %e"',
    '"a-b-c"', '"-"', '"(a)(?P<n>b)?"', '"[a-"', '"2024-01-01T00:00:00Z"', '"1h"', '"eyJhIjoxfQ=="', '"a,b\\n1,2\\n"', '"{}"',
    '"[1, 2"', '"<x>"', '"main.tf"', '"."', '"é\\u0301"', '""', "true", "timestamp()", "path.module", "uuid()", "[null]",
    "{ for k in [1, 2] : k => k }", '[{ a = 1 }, { a = "x", b = 2 }]', '"a" == "b"', "file(\"main.tf\")",
]  # fmt: skip
