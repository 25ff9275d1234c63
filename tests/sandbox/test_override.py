import pytest

from tfgen.sandbox.errors import SandboxError
from tfgen.sandbox.override import override_files, provider_aliases
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse

ENDPOINT = "http://127.0.0.1:4000"


def overrides(tree: dict[str, str], version: str = "3.39.0", names: tuple[str, ...] = ("s3", "ec2")) -> dict[str, str]:
    files = [SourceFile(path, text) for path, text in tree.items()]
    return {file.path: file.text for file in override_files(files, "envs/dev", ENDPOINT, names, version)}


def test_a_root_gets_a_local_backend_dummy_credentials_and_every_endpoint():
    found = overrides({"envs/dev/main.tf": 'provider "aws" {\n  region = "us-west-2"\n}\n'})
    assert found == {
        "envs/dev/tfgen_sandbox_override.tf": """\
# Written by tfgen sandbox: dummy credentials, and every service on the emulator.

terraform {
  backend "local" {}
}

provider "aws" {
  access_key                  = "test"
  secret_key                  = "test"
  max_retries                 = 2
  s3_force_path_style         = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_get_ec2_platforms      = true

  endpoints {
    ec2 = "http://127.0.0.1:4000"
    s3  = "http://127.0.0.1:4000"
  }
}
"""
    }


def test_a_root_without_a_provider_block_gets_one_too():
    assert 'provider "aws" {' in overrides({"envs/dev/main.tf": ""})["envs/dev/tfgen_sandbox_override.tf"]


def test_every_alias_has_its_own_override():
    text = 'provider "aws" {}\nprovider "aws" {\n  region = "eu-west-1"\n  alias = "replica"\n}\nprovider "other" {}\n'
    found = overrides({"envs/dev/providers.tf": text})["envs/dev/tfgen_sandbox_override.tf"]
    body, problems = parse(SourceFile("override.tf", found))
    assert problems == ()
    assert provider_aliases(body) == ("", "replica")
    assert found.count(ENDPOINT) == 4


def test_a_module_with_a_provider_block_of_its_own_cannot_reach_aws_either():
    found = overrides({"envs/dev/main.tf": "", "modules/old/main.tf": 'provider "aws" {\n  alias = "x"\n}\n'})
    assert sorted(found) == ["envs/dev/tfgen_sandbox_override.tf", "modules/old/tfgen_sandbox_override.tf"]
    module = found["modules/old/tfgen_sandbox_override.tf"]
    assert 'alias                       = "x"' in module
    assert "backend" not in module


def test_a_comment_or_string_is_no_provider_block():
    text = '# provider "aws" { alias = "no" }\nlocals {\n  x = "provider \\"aws\\" {"\n}\n'
    found = overrides({"envs/dev/main.tf": "", "modules/m/main.tf": text})
    assert list(found) == ["envs/dev/tfgen_sandbox_override.tf"]


@pytest.mark.parametrize(
    ("version", "there", "not_there"),
    [
        ("3.39.0", ("s3_force_path_style", "skip_get_ec2_platforms"), ("s3_use_path_style",)),
        ("4.67.0", ("s3_use_path_style", "skip_get_ec2_platforms"), ("s3_force_path_style",)),
        ("5.100.0", ("s3_use_path_style",), ("s3_force_path_style", "skip_get_ec2_platforms")),
        ("6.62.0", ("s3_use_path_style",), ("s3_force_path_style", "skip_get_ec2_platforms")),
    ],
)
def test_the_flags_are_those_of_the_provider_version(version, there, not_there):
    text = overrides({}, version)["envs/dev/tfgen_sandbox_override.tf"]
    assert all(name in text for name in there)
    assert not any(name in text for name in not_there)


def test_a_file_that_cannot_be_parsed_stops_it():
    with pytest.raises(SandboxError, match=r"envs/dev/main\.tf"):
        overrides({"envs/dev/main.tf": 'provider "aws" {'})
