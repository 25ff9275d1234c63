from pathlib import Path

import pytest

from tests.output.trees import put
from tfgen.output.manifest import FileRecord, Manifest, encode, generated_files, load_manifest
from tfgen.output.paths import output_root

SHA = "ab" * 32
MANIFEST = f"""\
{{
  "files": {{
    "envs/dev/main.tf": {{
      "owner": "dev",
      "sha256": "{SHA}"
    }},
    "modules/vpc/main.tf": {{
      "owner": "",
      "sha256": "{SHA}"
    }}
  }},
  "format": 1,
  "inputs": {{
    "stack.yaml": "{SHA}"
  }},
  "provider": "aws=6.62.0"
}}
"""
FILES = {"modules/vpc/main.tf": FileRecord(SHA), "envs/dev/main.tf": FileRecord(SHA, "dev")}


def test_written_sorted_and_read_back(tmp_path: Path) -> None:
    manifest = Manifest("aws=6.62.0", FILES, {"stack.yaml": SHA})
    assert encode(manifest).decode() == MANIFEST
    put(tmp_path, {".tfgen/manifest.json": MANIFEST})
    assert load_manifest(tmp_path) == (manifest, ())


def test_no_manifest_is_no_finding(tmp_path: Path) -> None:
    assert load_manifest(tmp_path) == (None, ())
    assert load_manifest(tmp_path / "absent") == (None, ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "damaged"),
        ("[]", "damaged"),
        ("null", "damaged"),
        (MANIFEST[:100], "damaged"),
        (f"<<<<<<< HEAD\n{MANIFEST}", "damaged"),
        (MANIFEST.replace('"format": 1', '"format": "1"'), "format"),
        (MANIFEST.replace('"format": 1', '"format": 3'), "format 3; this tfgen reads up to 2"),
        ('{"format": 3, "files": "all new"}', "format 3"),
        (MANIFEST.replace(f'"sha256": "{SHA}"', '"sha256": 5', 1), "files"),
        (MANIFEST.replace(SHA, "xyz"), "is no sha256"),
        (MANIFEST.replace("envs/dev/main.tf", "../main.tf"), "../main.tf"),
        (MANIFEST.replace("envs/dev/main.tf", "/etc/passwd"), "/etc/passwd"),
        (MANIFEST.replace("envs/dev/main.tf", "C:/main.tf"), "C:/main.tf"),
        (MANIFEST.replace("envs/dev/main.tf", "envs/dev/terraform.tfstate"), "belong to Terraform"),
        (MANIFEST.replace("envs/dev/main.tf", ".git/hooks/post-checkout"), "belong to Terraform, git"),
        (MANIFEST.replace("envs/dev/main.tf", ".tfgen/manifest.json"), "tfgen itself"),
    ],
)
def test_what_cannot_be_trusted_is_a_finding(tmp_path: Path, text: str, says: str) -> None:
    put(tmp_path, {".tfgen/manifest.json": text})
    manifest, diagnostics = load_manifest(tmp_path)
    assert manifest is None
    assert [d.code for d in diagnostics] == ["TFG805"]
    assert says in diagnostics[0].detail
    assert generated_files(tmp_path) == frozenset()


def test_bytes_that_are_no_text_are_a_finding(tmp_path: Path) -> None:
    put(tmp_path, {".tfgen/manifest.json": ""})
    (tmp_path / ".tfgen/manifest.json").write_bytes(MANIFEST.encode("utf-16"))
    assert [d.code for d in load_manifest(tmp_path)[1]] == ["TFG805"]


def test_a_folder_in_its_place_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / ".tfgen/manifest.json").mkdir(parents=True)
    assert [d.code for d in load_manifest(tmp_path)[1]] == ["TFG805"]


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    put(tmp_path, {"live/.tfgen/manifest.json": MANIFEST, "live/envs/dev/main.tf": ""})
    root = output_root(tmp_path / "live/envs/dev")
    assert root == (tmp_path / "live").resolve()
    assert root is not None
    assert generated_files(root) == {"envs/dev/main.tf", "modules/vpc/main.tf"}
    assert output_root(tmp_path) is None
