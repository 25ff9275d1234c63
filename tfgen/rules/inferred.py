"""How rules tell what evaluation found."""

from __future__ import annotations

from collections.abc import Iterator

from tfgen.diagnostics import Diagnostic
from tfgen.rules.model import found
from tfgen.rules.view import View
from tfgen.types.trouble import Kind


def told(view: View, code: str, kind: Kind) -> Iterator[Diagnostic]:
    """A finding for each trouble of that kind."""
    for one in view.inference.found:
        if one.trouble.kind is kind:
            t = one.trouble
            yield found(code, one.parsed, t.range, t.summary, t.detail, t.help, planned=one.planned)
