"""HCL before and after its fixes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.rules.hcl import judged
from tfgen.diagnostics import Diagnostics
from tfgen.explain.docstring import files
from tfgen.fixes.engine import FixResult, fix_all


@dataclass(frozen=True, slots=True)
class Looked:
    found: Diagnostics
    texts: Mapping[str, str]


def fix_result(texts: Mapping[str, str], *, unsafe: bool = False, version: str = "6.62.0") -> FixResult[Looked]:
    def look(instead: Mapping[str, str]) -> Looked:
        now = {**texts, **instead}
        problems, judgement = judged(now, version=version)
        return Looked((*problems, *judgement.found), now)

    return fix_all(look, unsafe=unsafe)


def after(hcl: str, *, unsafe: bool = False, version: str = "6.62.0") -> dict[str, str]:
    """All files of some HCL after its fixes, by path."""
    texts = files(hcl)
    return {**texts, **fix_result(texts, unsafe=unsafe, version=version).texts}


def fixed(hcl: str, *, unsafe: bool = False, version: str = "6.62.0") -> str:
    """The text of ``main.tf`` after the fixes."""
    return fix_result({"main.tf": hcl}, unsafe=unsafe, version=version).texts.get("main.tf", hcl)
