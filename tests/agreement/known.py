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
    """``known`` without what agrees or is gone, as far as ``found`` has cases of its version.

    With ``add`` also new disagreements, not yet looked into.
    """
    everything = list(found)
    versions = {c.case.mutant.version for c in everything}
    disagreeing = {c.case.mutant.id: c.case.mutant.kind for c in everything if c.outcome != "agreed"}
    kept = {id: reason for id, reason in known.items() if id in disagreeing or id.split(" ")[0] not in versions}
    new = {id: f"not yet judged: {kind}" for id, kind in disagreeing.items()} if add else {}
    return {**new, **kept}
