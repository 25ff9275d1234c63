"""Roots that are not rendered now, and that could not use the modules that are (TFG808)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from tfgen.diagnostics import Diagnostic, Diagnostics, Severity

_OF_CALLS = frozenset({"TFG031", "TFG404", "TFG405", "TFG406", "TFG466", "TFG469"})
"""Codes of what does not fit between a root and the modules that it calls."""


class LeftBehind(Struct, frozen=True):
    """The directories of roots that stay as they are: all ``roots``, and those of ``others``,
    which are other stacks'. Their own mistakes are not this run's.

    ``tolerated``: the user wants them left behind.
    """

    roots: frozenset[str]
    others: frozenset[str] = frozenset()
    tolerated: bool = False

    def reported(self, diagnostics: Iterable[Diagnostic]) -> Diagnostics:
        """The findings, those in roots that stay replaced by one for each that is left behind."""
        kept: list[Diagnostic] = []
        reported: set[str] = set()
        for diagnostic in diagnostics:
            root = posixpath.dirname(diagnostic.file or "")
            if diagnostic.file is None or root not in self.roots:
                kept.append(diagnostic)
            elif self._is_left(diagnostic) and root not in reported:
                reported.add(root)
                kept.append(self._finding(root, diagnostic))
        return tuple(kept)

    def _is_left(self, diagnostic: Diagnostic) -> bool:
        is_error = diagnostic.severity is Severity.ERROR
        return is_error and diagnostic.code in _OF_CALLS and not self.tolerated

    def _finding(self, root: str, cause: Diagnostic) -> Diagnostic:
        help_ = (
            "Render all environments together, without --env; or render for the provider version "
            "that the others have."
        )
        if root in self.others:
            help_ = (
                "It is another stack's root. Render into another folder with --out, or for the "
                "provider version that it has; or use --force, then render that stack too."
            )
        return replace(
            cause,
            code="TFG808",
            summary=f"{root} would be left with modules that it cannot use",
            detail=f"{cause.summary}. {cause.detail}".strip(),
            help=help_,
            fix=None,
        )
