"""Makes fixes, checks again and goes on until none is left; keeps none that makes anything worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, Severity
from tfgen.fixes.choose import by_file, disjoint, edits_of
from tfgen.fixes.layout import edited
from tfgen.terraform.hcl.parse import REPLACEMENT

ROUNDS = 10
"""A fix may make room for another one, but not for ever."""


class FixableCheck(Protocol):
    """What a check gives: its result, and the text of every file read by its path."""

    @property
    def result(self) -> CheckResult: ...  # noqa: D102 (said above)

    @property
    def texts(self) -> Mapping[str, str]: ...  # noqa: D102


C = TypeVar("C", bound=FixableCheck)

Check = Callable[[Mapping[str, str]], C]
"""Checks with the texts given in place of those on disk."""


class Dropped(Struct, frozen=True):
    """A fix that was not made, because with it there would be ``instead``."""

    diagnostic: Diagnostic
    instead: Diagnostic


class FixResult(Struct, Generic[C], frozen=True):
    """The result: the texts that changed by path, how many fixes were made, the last check, fixes that were dropped.

    ``originals`` has the texts before, of all files. ``unsafe``: how many more could be made if unsafe ones were
    allowed. ``generated``: findings whose fixes lie in files that are not to be edited.
    """

    originals: Mapping[str, str]
    texts: Mapping[str, str]
    fixed: int
    unsafe: int
    checked: C
    dropped: tuple[Dropped, ...]
    generated: Diagnostics


def fix_all(check: Check[C], *, unsafe: bool, is_generated: Callable[[Path], bool] = lambda _: False) -> FixResult[C]:
    """Make all fixes, safe ones or ``unsafe`` ones too; nothing is written.

    ``is_generated`` tells the files that are not edited by hand, nor by this. A fix may bring an error to light that can
    be fixed in turn; if that does not go well in the end, only fixes that bring no error at all are made.
    """
    first = check({})
    allowed = _Allowed(unsafe, is_generated)
    run = _FixRun(check, first, allowed, patient=True)
    dropped = run.all()
    if worse(first.result.diagnostics, run.checked.result.diagnostics):
        run = _FixRun(check, first, allowed, patient=False)
        dropped = run.all()
    left = [d for d in run.checked.result.diagnostics if d.fix]
    more = 0 if unsafe else sum(1 for d in left if d.fix and not d.fix.safe and not allowed.locked(d))
    locked = tuple(d for d in left if allowed.locked(d))
    changed = {path: text for path, text in run.texts.items() if first.texts[path] != text}
    return FixResult(first.texts, changed, run.fixed, more, run.checked, dropped, locked)


class _Allowed(Struct, frozen=True):
    unsafe: bool
    is_generated: Callable[[Path], bool]

    def fixable(self, d: Diagnostic) -> bool:
        """Whether the finding has a fix that may be made."""
        return d.fix is not None and (self.unsafe or d.fix.safe) and not self.locked(d)

    def locked(self, d: Diagnostic) -> bool:
        """Whether its fix would edit a generated file."""
        return any(self.is_generated(Path(file)) for file, _ in edits_of(d))


class _FixRun(Struct, Generic[C]):
    """``texts`` are those that differ from the disk, ``checked`` is the check of them.

    ``patient``: an error that a fix brings and that can be fixed in turn is no harm, for now.
    """

    check: Check[C]
    checked: C
    allowed: _Allowed
    patient: bool
    texts: dict[str, str] = field(default_factory=dict)
    fixed: int = 0

    def all(self) -> tuple[Dropped, ...]:
        """Go on until nothing changes any more; what was dropped in the end."""
        seen = {_state({})}
        dropped: tuple[Dropped, ...] = ()
        for _ in range(ROUNDS):
            fixable = filter(self.allowed.fixable, self.checked.result.diagnostics)
            dropped = self.round(disjoint(d for d in fixable if _possible(d, self.checked.texts)))
            state = _state(self.texts)
            if state in seen:
                break
            seen.add(state)
        return dropped

    def round(self, fixes: tuple[Diagnostic, ...]) -> tuple[Dropped, ...]:
        """Make as many of these fixes as can be made without harm; what was dropped."""
        if not fixes:
            return ()
        kept: list[Diagnostic] = []
        after, dropped = self._largest(kept, fixes)
        if kept and after is not None:
            self.texts |= self._with(kept)
            self.checked = after
            self.fixed += len(kept)
        return tuple(dropped)

    def _largest(self, kept: list[Diagnostic], more: tuple[Diagnostic, ...]) -> tuple[C | None, list[Dropped]]:
        """Add to ``kept`` what goes well with it; the last check that went well, and what did not go."""
        after = self.check({**self.texts, **self._with([*kept, *more])})
        harm = worse(
            self.checked.result.diagnostics, after.result.diagnostics, self.allowed.fixable if self.patient else None
        )
        if harm is None:
            kept += more
            return after, []
        if len(more) == 1:
            return None, [Dropped(more[0], harm)]
        middle = len(more) // 2
        first, dropped = self._largest(kept, more[:middle])
        second, others = self._largest(kept, more[middle:])
        return second or first, [*dropped, *others]

    def _with(self, fixes: Iterable[Diagnostic]) -> dict[str, str]:
        texts = self.checked.texts
        return {file: edited(texts[file], edits) for file, edits in by_file(fixes).items()}


def worse(
    before: Diagnostics, after: Diagnostics, but: Callable[[Diagnostic], bool] | None = None
) -> Diagnostic | None:
    """An error that was not there before and is not one of those in ``but``, or None.

    Lines are not compared: edits move them.
    """
    known = Counter(_what(d) for d in before if d.severity is Severity.ERROR)
    for d in after:
        if d.severity is Severity.ERROR:
            known[_what(d)] -= 1
            if known[_what(d)] < 0 and not (but and but(d)):
                return d
    return None


def _what(d: Diagnostic) -> tuple[str, str, str]:
    return d.code, d.file or "", re.sub(r"\d+", "0", f"{d.summary}\n{d.detail}")


def _possible(d: Diagnostic, texts: Mapping[str, str]) -> bool:
    """Whether all edits lie in HCL that was read: what overrides something may be mended in another file than it.

    And read whole: a file with bytes that are no text would lose them.
    """
    return all(
        file in texts
        and not file.endswith(".json")
        and REPLACEMENT not in texts[file]
        and 0 <= edit.range.start.offset <= edit.range.end.offset
        and edit.range.end.offset <= len(texts[file])
        for file, edit in edits_of(d)
    )


def _state(texts: Mapping[str, str]) -> int:
    return hash(tuple(sorted(texts.items())))
