"""The disagreements that are known: ``known.toml`` lists cases by the reason why tfgen's verdict is another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping

from tests.agreement.bases import HERE
from tests.agreement.compare import Compared

KNOWN = HERE / "known.toml"
_HEAD = """\
# Cases in which tfgen's verdict is not Terraform's, by reason. The tests fail on a disagreement that is not listed and
# on a listed case in which they agree; `python -m tests.agreement known` drops those that agree.
"""


def read_known() -> Mapping[str, str]:
    """The reason by case."""
    data = tomllib.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.is_file() else {}
    return {case: entry["reason"] for entry in data.get("disagreement", []) for case in entry["cases"]}


def write_known(reasons: Mapping[str, str]) -> None:
    """Store reasons by case."""
    text = _HEAD
    for reason in sorted(set(reasons.values())):
        cases = "".join(f'  "{case}",\n' for case in sorted(reasons) if reasons[case] == reason)
        text += f"\n[[disagreement]]\nreason = {_quoted(reason)}\ncases = [\n{cases}]\n"
    KNOWN.write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def updated(found: Iterable[Compared], known: Mapping[str, str], *, add: bool) -> dict[str, str]:
    """``known`` without the cases that agree or are gone; with ``add`` also those that are new, not yet looked into."""
    disagreeing = [c for c in found if c.outcome != "agreed"]
    kept = {c.case.mutant.id: known[c.case.mutant.id] for c in disagreeing if c.case.mutant.id in known}
    new = {c.case.mutant.id: f"not yet judged: {c.case.mutant.kind}" for c in disagreeing} if add else {}
    return {**new, **kept}
