"""HCL before and after its fixes."""

from __future__ import annotations

from collections.abc import Mapping

from tests.annotations import files_of
from tests.rules.hcl import judged
from tfgen.diagnostics import CheckResult
from tfgen.fixes.engine import FixResult, fix_all
from tfgen.pipelines.check import Checked


def fix_result(texts: Mapping[str, str], *, unsafe: bool = False, version: str = "6.62.0") -> FixResult[Checked]:
    def look(instead: Mapping[str, str]) -> Checked:
        now = {**texts, **instead}
        problems, result = judged(now, version=version)
        return Checked(CheckResult((*problems, *result.diagnostics)), now)

    return fix_all(look, unsafe=unsafe)


def after(hcl: str, *, unsafe: bool = False, version: str = "6.62.0") -> dict[str, str]:
    """All files of annotated HCL after its fixes, by path."""
    texts = files_of(hcl)
    return {**texts, **fix_result(texts, unsafe=unsafe, version=version).texts}


def fixed(hcl: str, *, unsafe: bool = False, version: str = "6.62.0") -> str:
    """The text of ``main.tf`` after the fixes."""
    return fix_result({"main.tf": hcl}, unsafe=unsafe, version=version).texts.get("main.tf", hcl)
