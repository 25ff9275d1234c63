"""One verdict: what ``check`` would find in the written tree ``render`` finds before it writes, at the stack's keys.

The marks are those of ``tests/annotations.py``; ``HEAD`` stands for what every stack begins with.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.annotations import annotated, unmarked
from tests.stack.stacks import HEAD
from tests.verdict.judges import errors, write
from tfgen.cli.root import run
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.pipelines.check import CheckRequest, check
from tfgen.pipelines.render import Rendered, RenderRequest, render
from tfgen.suppress.policy import SuppressionPolicy

pytestmark = pytest.mark.slow

Ask = Callable[..., tuple[str, Rendered]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def ask(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Renders a stack file in a folder of its own; its text without marks, and the result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TFGEN_CACHE_DIR", str(cache))

    def asked(text: str, name: str = "stack.yaml", **options: object) -> tuple[str, Rendered]:
        plain = dedent(text).replace("HEAD\n", HEAD)
        Path(name).write_text(unmarked(plain))
        return plain, render(RenderRequest.of(Path(name), cache=cache, **options))

    return asked


def found(rendered: Rendered) -> tuple[Diagnostic, ...]:
    return rendered.result.diagnostics


def keys(rendered: Rendered) -> list[str | None]:
    return [d.stack_key for d in found(rendered)]


VALUES = {
    "the case": """
        HEAD
        environments: {dev: {}}
        services:
          net: {module: vpc, cidr: «10.0.0.5/16»} ⟵ TFG469
          cache: {module: elasticache, cache_clusters: 1, engine_version: "7.1", node_type: «t3.micro»} ⟵ TFG469
          db: {module: aurora, engine: aurora-postgresql, engine_version: "16.4", instance_class: «t3.medium»} ⟵ TFG469
          logs: {module: logs, groups: {app: {retention_days: «10»}}} ⟵ TFG469
        """,
    "numbers and choices": """
        HEAD
        environments: {dev: {}}
        services:
          net: {module: vpc, cidr: 10.0.0.0/16, az_count: «7», nat_gateways: «singel»} ⟵ TFG469 TFG469
          db: {module: aurora, engine: «postgres», engine_version: "16.4", instance_class: db.r6g.large} ⟵ TFG469
        """,
    "an attribute of one of several entries": """
        HEAD
        environments: {dev: {}}
        services:
          logs:
            module: logs
            groups:
              app: {retention_days: 7}
              audit:
                retention_days: «100» ⟵ TFG469
        """,
    "a region": """
        stack: shop
        region: «eu-centrl-1» ⟵ TFG524
        provider: {aws: 6.62.0}
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """,
    "a region of one environment": """
        HEAD
        environments: {dev: {}, prod: {region: «eu-centrl-1»}} ⟵ TFG524
        services: {files: {module: s3_bucket}}
        """,
    "a value of an environment": """
        HEAD
        environments: {dev: {}, prod: {services: {net: {az_count: «7»}}}} ⟵ TFG469
        services: {net: {module: vpc, cidr: 10.0.0.0/16}}
        """,
    "a condition over two inputs": """
        HEAD
        environments: {dev: {}}
        services: {net: {module: vpc, cidr: «10.0.0.0/24», subnet_newbits: «8»}} ⟵ TFG516 TFG516 TFG516 TFG516 TFG469
        """,
    "modules from elsewhere": """
        HEAD
        modules: git::https://example.com/library.git//${module}
        environments: {dev: {}}
        services: {net: {module: vpc, cidr: 10.0.0.0/16, az_count: «7»}} ⟵ TFG469
        """,
    "a folder of modules that is not there": """
        HEAD
        modules: «../../library/${module}» ⟵ TFG240
        environments: {dev: {}, prod: {}}
        services: {files: {module: s3_bucket}}
        """,
    "two environments of one suffix": """
        HEAD
        environments: {dev: {suffix: x}, prod: {suffix: «x»}} ⟵ TFG029
        services: {files: {module: s3_bucket}}
        """,
}


@pytest.mark.parametrize("name", VALUES)
def test_what_a_value_causes_stands_at_its_key(name: str, ask: Ask) -> None:
    text, rendered = ask(VALUES[name])
    assert annotated(text, found(rendered)) == text
    assert {d.file for d in found(rendered)} == {"stack.yaml"}


GOOD = {
    "values that the modules take": """
        HEAD
        environments: {dev: {}, prod: {services: {net: {az_count: 3}}}}
        services:
          net: {module: vpc, cidr: 10.0.0.0/16, nat_gateways: single}
          logs: {module: logs, groups: {app: {retention_days: 7}, audit: {retention_days: 90}}}
        """,
    "one suffix in two regions": """
        HEAD
        environments: {dev: {suffix: x}, prod: {suffix: x, region: us-east-1}}
        services: {files: {module: s3_bucket}}
        """,
    "modules from elsewhere": """
        HEAD
        modules: git::https://example.com/library.git//${module}
        environments: {dev: {}}
        services: {net: {module: vpc, cidr: 10.0.0.0/16, az_count: 3}}
        """,
}


@pytest.mark.parametrize("name", GOOD)
def test_what_fits_is_rendered_and_check_finds_nothing(name: str, ask: Ask) -> None:
    _, rendered = ask(GOOD[name])
    assert found(rendered) == ()
    assert rendered.output
    write(rendered.output, Path())
    assert errors(check(CheckRequest((Path(),), policy=SuppressionPolicy())).result) == ()


def test_a_finding_stands_once_and_names_its_environments(ask: Ask) -> None:
    _, rendered = ask("""
        HEAD
        environments: {dev: {}, qa: {services: {net: {az_count: 9}}}, prod: {}}
        services: {net: {module: vpc, cidr: 10.0.0.0/16, az_count: 7}}
        """)
    of_environment, of_stack = found(rendered)
    assert of_environment.stack_key == "environments.qa.services.net.az_count"
    assert of_environment.detail.endswith("In environment qa.")
    assert of_stack.stack_key == "services.net.az_count"
    assert of_stack.summary == 'module.net refuses the value of "az_count"'
    assert of_stack.detail == (
        "This is the number 7. The module says: The number of availability zones must be 2 or 3. "
        "In environments dev and prod."
    )
    assert (of_stack.template, of_stack.fix) == (None, None)


def test_a_refused_stack_writes_nothing_and_is_2(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask(VALUES["the case"])
    assert run(["render"]) == 2
    said = capsys.readouterr()
    assert "stack.yaml:7:28 (services.net.cidr)" in said.out
    assert "site-packages" not in said.out
    assert said.err == "Nothing was written.\n"
    assert [path.name for path in Path().iterdir()] == ["stack.yaml"]


STACK = """
    HEAD
    environments: {dev: {}, prod: {}}
    services: {files: {module: s3_bucket}}
    """


def own(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(dedent(text))


def test_the_users_own_files_are_part_of_the_root(ask: Ask) -> None:
    own("envs/dev/own.tf", 'output "bucket" {\n  value = module.file.id\n}\n')
    _, rendered = ask(STACK)
    (only,) = found(rendered)
    assert (only.code, only.file) == ("TFG401", "envs/dev/own.tf")
    assert only.range
    assert (only.range.start.line, only.range.start.column) == (2, 11)
    own("envs/dev/own.tf", 'output "bucket" {\n  value = module.files.id\n}\n')
    assert found(ask(STACK)[1]) == ()


def test_what_the_users_files_declare_again_is_found(ask: Ask) -> None:
    own("envs/dev/own.tf", 'locals {\n  suffix = "x"\n}\n')
    codes = {d.code for d in found(ask(STACK)[1]) if d.severity is Severity.ERROR}
    assert codes == {"TFG407"}


def test_local_modules_of_the_users_are_followed(ask: Ask) -> None:
    own("envs/dev/own.tf", 'module "own" {\n  source = "./own"\n  size   = 7\n}\n')
    own(
        "envs/dev/own/main.tf",
        """
        variable "size" {
          type = number
          validation {
            condition     = var.size < 5
            error_message = "Too large."
          }
        }

        output "size" {
          value = var.size
        }
        """,
    )
    (only,) = found(ask(STACK)[1])
    assert (only.code, only.file, only.stack_key) == ("TFG469", "envs/dev/own.tf", None)


def test_settings_count_for_the_users_files_and_not_for_rendered_ones(ask: Ask) -> None:
    own("envs/dev/own.tf", 'output "bucket" {\n  value = module.file.id\n}\n')
    own(".tfgen.yaml", "check: {disable: [TFG401, TFG469]}\n")
    text = STACK.replace("services: {", "services: {net: {module: vpc, cidr: 10.0.0.0/16, az_count: 7}, ")
    assert keys(ask(text)[1]) == ["services.net.az_count"]


def test_a_module_library_of_another_version_is_refused_at_the_version(ask: Ask) -> None:
    assert run(["module", "render", "s3_bucket", "--provider", "aws=5.100.0", "--out", "library"]) == 0
    text, rendered = ask("""
        stack: shop
        region: us-west-2
        provider: {aws: «6.62.0»} ⟵ TFG031
        modules: ../../library/${module}
        environments: {dev: {}}
        services: {files: {module: s3_bucket}}
        """)
    assert annotated(text, [d for d in found(rendered) if d.severity is Severity.ERROR]) == text


def test_a_partial_render_that_leaves_roots_behind_is_refused(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask(STACK)
    assert run(["render"]) == 0
    before = Path("modules/s3_bucket/versions.tf").read_text()
    capsys.readouterr()
    assert run(["render", "--env", "dev", "--provider", "aws=5.100.0"]) == 2
    said = capsys.readouterr().out
    assert "error[TFG808]: envs/prod would be left with modules that it cannot use\n --> envs/prod/versions.tf" in said
    assert Path("modules/s3_bucket/versions.tf").read_text() == before
    assert run(["render", "--env", "dev"]) == 0
    assert run(["render", "--provider", "aws=5.100.0"]) == 0
    assert run(["render", "--env", "dev", "--force"]) == 0


def test_a_suffix_for_one_environment_leaves_the_others_alone(ask: Ask) -> None:
    ask(STACK)
    assert run(["render"]) == 0
    assert run(["render", "--env", "dev", "--suffix", "pr-1"]) == 0
    assert run(["render", "--suffix", "pr-1"]) == 2


def test_mistakes_of_other_roots_do_not_stop_a_partial_render(ask: Ask) -> None:
    ask(STACK)
    assert run(["render"]) == 0
    own("envs/prod/own.tf", 'output "bucket" {\n  value = module.file.id\n}\n')
    assert run(["render", "--env", "dev"]) == 0
    assert run(["render"]) == 2


OTHER = """
    stack: blog
    region: us-west-2
    provider: {aws: 6.62.0}
    environments: {qa: {}}
    services: {files: {module: s3_bucket}, keys: {module: kms, purposes: [a]}}
    """


def files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*.tf")}


def test_stacks_that_share_a_folder_leave_each_others_files(ask: Ask) -> None:
    ask(OTHER, "blog.yaml")
    ask(STACK)
    assert [run(["render", "blog.yaml"]), run(["render"])] == [0, 0]
    both = files()
    assert {"envs/qa/main.tf", "envs/dev/main.tf", "modules/kms/main.tf"} <= both
    assert [run(["render", "--check"]), run(["render", "blog.yaml", "--check"])] == [0, 0]
    ask(OTHER.replace("{files: {module: s3_bucket}, keys", "{keys"), "blog.yaml")
    assert run(["render", "blog.yaml"]) == 0
    assert files() == both  # the bucket's module is still the other's
    ask(STACK.replace("files: {module: s3_bucket}", "keys: {module: kms, purposes: [b]}"))
    assert run(["render"]) == 0
    assert not Path("modules/s3_bucket").exists()


def test_an_environment_of_another_stack_is_not_overwritten(ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask(OTHER.replace("qa", "dev"), "blog.yaml")
    ask(STACK)
    assert run(["render"]) == 0
    before = Path("envs/dev/main.tf").read_text()
    assert run(["render", "blog.yaml"]) == 2
    assert 'error[TFG807]: The environment "dev" belongs to another stack' in capsys.readouterr().out
    assert Path("envs/dev/main.tf").read_text() == before


def test_a_renamed_stack_or_stack_file_keeps_its_files(ask: Ask) -> None:
    ask(STACK)
    assert run(["render"]) == 0
    ask(STACK.replace("HEAD\n", HEAD.replace("shop", "store")).replace("prod: {}", "qa: {}").replace("\n    ", "\n"))
    assert run(["render"]) == 0
    assert not Path("envs/prod").exists()
    Path("stack.yaml").rename("store.yaml")
    assert run(["render", "store.yaml"]) == 0


def test_a_manifest_of_the_first_format_is_read(ask: Ask) -> None:
    """Its files have no stack; the headers of roots name the stack files that they came from."""
    import json

    ask(OTHER, "blog.yaml")
    ask(STACK)
    assert [run(["render", "blog.yaml"]), run(["render"])] == [0, 0]
    manifest = json.loads(Path(".tfgen/manifest.json").read_text())
    old = [{k: v for k, v in record.items() if k != "stacks"} for record in manifest["files"].values()]
    first = {
        "format": 1,
        "provider": "aws=6.62.0",
        "inputs": {},
        "files": dict(zip(manifest["files"], old, strict=True)),
    }
    Path(".tfgen/manifest.json").write_text(json.dumps(first))
    before = files()
    assert run(["render"]) == 0
    assert files() == before
