"""The disagreements that are known: ``known.toml`` lists cases by the reason why tfgen's verdict is another."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping

from tests.agreement.bases import HERE
from tests.agreement.compare import Compared

KNOWN = HERE / "known.toml"
_HEAD = """\
# Cases in which tfgen's verdict is not Terraform's, by reason. The tests fail on a disagreement that is not listed and
# on a listed case in which they agree; `python -m tests.agreement report --prune` drops those that agree.
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
    """``known`` without those of the cases that agree; with ``add`` also new disagreements, not yet looked into."""
    now = {c.case.mutant.id: c for c in found}
    kept = {id: reason for id, reason in known.items() if id not in now or now[id].outcome != "agreed"}
    disagreeing = [c for c in now.values() if c.outcome != "agreed"] if add else []
    return {**{c.case.mutant.id: f"not yet judged: {c.case.mutant.kind}" for c in disagreeing}, **kept}
