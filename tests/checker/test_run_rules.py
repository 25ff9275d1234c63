from tests.annotations import places
from tests.rules.hcl import USUAL, judged, schema
from tfgen.checker.run_rules import run_rules
from tfgen.diagnostics import Skipped
from tfgen.source import Origin, SourceFile
from tfgen.terraform.config.configuration import Parsed
from tfgen.terraform.config.interface import Interface
from tfgen.terraform.config.tree import ProjectContext
from tfgen.terraform.hcl.parse import parse
from tfgen.terraform.types.model import NUMBER

VPC = 'resource "aws_vpc" "x" {\n  cidr_blok = "10.0.0.0/16"\n}\n'


def parsed(path: str, text: str, generated: bool = False) -> Parsed:
    file = SourceFile(path, text)
    body, found = parse(file)
    assert body is not None, found
    return Parsed(file, body, generated)


def test_findings_come_in_the_order_of_files_and_places() -> None:
    texts = {"b/main.tf": VPC + VPC.replace('"x"', '"y"'), "a/z.tf": VPC, "a/main.tf": "locals {\n  a = var.b\n}\n"}
    _, result = judged(texts)
    assert [(d.file, d.range.start.line if d.range else 0) for d in result.diagnostics] == [
        ("a/main.tf", 2),
        ("a/z.tf", 2),
        ("b/main.tf", 2),
        ("b/main.tf", 5),
    ]


def test_directories_have_a_schema_of_their_own() -> None:
    eip = 'resource "aws_eip" "x" {\n  vpc = true\n}\n'
    versions = {"old": "3.39.0", "new": "6.62.0"}
    files = [parsed("old/main.tf", eip), parsed("new/main.tf", eip)]
    result = run_rules(files, lambda directory: schema(versions[directory]), USUAL)
    assert places(result.diagnostics) == [("new/main.tf", 2, "TFG301", "error")]


def test_without_a_schema_only_the_language_is_judged() -> None:
    result = run_rules([parsed("main.tf", VPC + "locals {\n  a = var.b\n}\n")], lambda _: None, USUAL)
    assert places(result.diagnostics) == [("main.tf", 5, "TFG401", "error")]
    assert result.skipped == (Skipped(1, "resources of providers without a schema"),)


def test_modules_elsewhere_can_be_known_by_their_source() -> None:
    call = 'module "m" {\n  source = "git::https://example.com/vpc"\n  cidr   = {}\n  zone   = 1\n}\n'
    known = {
        "git::https://example.com/vpc": Interface({"cidr": True, "size": True}, frozenset({"id"}), {"cidr": NUMBER})
    }
    files = [parsed("main.tf", call + 'output "id" {\n  value = module.m.idd\n}\n')]
    result = run_rules(files, lambda _: schema(), USUAL, ProjectContext(known))
    assert [(line, code) for _, line, code, _ in places(result.diagnostics)] == [
        (1, "TFG405"),
        (3, "TFG309"),
        (4, "TFG404"),
        (7, "TFG406"),
    ]
    assert result.skipped == ()


def test_what_is_not_declared_in_an_incomplete_directory_may_be_declared() -> None:
    root = 'module "m" {\n  source = "./m"\n  x      = var.y\n}\n'
    files = [parsed("main.tf", root), parsed("m/main.tf", "locals {\n  a = var.b\n}\n")]
    assert len(run_rules(files, lambda _: schema(), USUAL).diagnostics) == 3
    result = run_rules(files, lambda _: schema(), USUAL, ProjectContext(incomplete=frozenset({"", "m"})))
    assert result.diagnostics == ()
    assert Skipped(1, "calls of modules outside the tree") in result.skipped


def test_rendered_files_name_their_template_and_stack_key() -> None:
    origins = (None, Origin("vpc/main.tf.jinja", 7, "services.network.cidr"), None)
    file = SourceFile("envs/dev/main.tf", VPC, origins)
    body, _ = parse(file)
    assert body is not None
    (found,) = run_rules([Parsed(file, body, generated=True)], lambda _: schema(), USUAL).diagnostics
    assert (found.template, found.template_line, found.stack_key) == ("vpc/main.tf.jinja", 7, "services.network.cidr")


def test_a_module_in_the_folder_itself() -> None:
    _, result = judged(
        {"a/main.tf": 'module "m" {\n  source = "../"\n  x      = 1\n}\n', "main.tf": 'variable "y" {\n}\n'}
    )
    assert [code for _, _, code, _ in places(result.diagnostics)] == ["TFG405", "TFG404"]
