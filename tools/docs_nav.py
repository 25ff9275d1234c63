"""A hook of MkDocs: the codes in the site's navigation, stage by stage."""

from __future__ import annotations

from typing import Any

from tfgen.codes.table import CODES


def on_config(config: Any) -> Any:
    """Add the index of ``docs/rules`` and the page of each code to the end of ``nav``."""
    stages: dict[str, list[dict[str, str]]] = {}
    for code, kind in CODES.items():
        stages.setdefault(kind.stage, []).append({f"{code} {kind.name}": f"rules/{code}.md"})
    pages = [{f"{stage[0].upper()}{stage[1:]}": group} for stage, group in stages.items()]
    config.nav.append({"Codes": [{"All codes": "rules/README.md"}, *pages]})
    return config
