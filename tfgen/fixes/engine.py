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
    """The outcome of a check: its result, and the text of every file read by its path."""

    @property
    def result(self) -> CheckResult: ...  # noqa: D102 (said above)

    @property
    def texts(self) -> Mapping[str, str]: ...  # noqa: D102


C = TypeVar("C", bound=FixableCheck)

Check = Callable[[Mapping[str, str]], C]
"""Checks with these texts in place of those on disk."""


class Dropped(Struct, frozen=True):
    """A fix that was not made, because with it there would be ``instead``."""

    diagnostic: Diagnostic
    instead: Diagnostic


class FixResult(Struct, Generic[C], frozen=True):
    """The result: the texts that changed by path, how many fixes were made, the last check,
    fixes that were dropped.

    ``originals`` has the texts before, of all files. ``unsafe``: how many more could be made if
    unsafe ones were allowed. ``generated``: findings whose fixes lie in files that are not to be
    edited.
    """

    originals: Mapping[str, str]
    texts: Mapping[str, str]
    fixed: int
    unsafe: int
    checked: C
    dropped: tuple[Dropped, ...]
    generated: Diagnostics


def fix_all(
    check: Check[C], *, unsafe: bool, is_generated: Callable[[Path], bool] = lambda _: False
) -> FixResult[C]:
    """Make all fixes, safe ones or ``unsafe`` ones too; nothing is written.

    ``is_generated`` is true for files that are not edited by hand, nor by this. A fix may bring an
    error to light that can be fixed in turn; if that does not go well in the end, only fixes that
    bring no error at all are made.
    """
    first = check({})
    allowed = _Allowed(unsafe, is_generated)
    run = _FixRun(check, first, allowed, patient=True)
    dropped = run.all()
    if new_error(first.result.diagnostics, run.checked.result.diagnostics):
        run = _FixRun(check, first, allowed, patient=False)
        dropped = run.all()
    left = [d for d in run.checked.result.diagnostics if d.fix]
    changed = {path: text for path, text in run.texts.items() if first.texts[path] != text}
    return FixResult(
        originals=first.texts,
        texts=changed,
        fixed=run.fixed,
        unsafe=sum(map(allowed.needs_unsafe, left)),
        checked=run.checked,
        dropped=dropped,
        generated=tuple(filter(allowed.in_generated_file, left)),
    )


class _Allowed(Struct, frozen=True):
    """The fixes that may be made."""

    unsafe: bool
    is_generated: Callable[[Path], bool]

    def fixable(self, diagnostic: Diagnostic) -> bool:
        """True when the diagnostic has a fix that may be made."""
        if diagnostic.fix is None or self.in_generated_file(diagnostic):
            return False
        return self.unsafe or diagnostic.fix.safe

    def needs_unsafe(self, diagnostic: Diagnostic) -> bool:
        """True when the diagnostic has a fix that may be made only when unsafe ones may."""
        if self.unsafe or diagnostic.fix is None or diagnostic.fix.safe:
            return False
        return not self.in_generated_file(diagnostic)

    def in_generated_file(self, diagnostic: Diagnostic) -> bool:
        """True when its fix would edit a generated file."""
        return any(self.is_generated(Path(file)) for file, _ in edits_of(diagnostic))


class _FixRun(Struct, Generic[C]):
    """Rounds of fixes. ``texts`` are those that differ from the disk,
    ``checked`` is the check of them.

    ``patient``: an error that a fix brings and that can be fixed in turn is no harm, for now.
    """

    check: Check[C]
    checked: C
    allowed: _Allowed
    patient: bool
    texts: dict[str, str] = field(default_factory=dict)
    fixed: int = 0

    def all(self) -> tuple[Dropped, ...]:
        """Make rounds until nothing changes any more; the fixes dropped in the last one."""
        seen = {_state({})}
        dropped: tuple[Dropped, ...] = ()
        for _ in range(ROUNDS):
            possible: list[Diagnostic] = []
            for diagnostic in filter(self.allowed.fixable, self.checked.result.diagnostics):
                if _is_possible(diagnostic, self.checked.texts):
                    possible.append(diagnostic)
            dropped = self.round(disjoint(possible))
            state = _state(self.texts)
            if state in seen:
                break
            seen.add(state)
        return dropped

    def round(self, fixes: tuple[Diagnostic, ...]) -> tuple[Dropped, ...]:
        """Make as many of these fixes as can be made without harm; those that were dropped."""
        if not fixes:
            return ()
        harmless: list[Diagnostic] = []
        after, dropped = self._add_harmless(harmless, fixes)
        if harmless and after is not None:
            self.texts |= self._texts_with(harmless)
            self.checked = after
            self.fixed += len(harmless)
        return tuple(dropped)

    def _add_harmless(
        self, harmless: list[Diagnostic], more: tuple[Diagnostic, ...]
    ) -> tuple[C | None, list[Dropped]]:
        """Add to ``harmless`` the fixes that do no harm with it;
        the last check without harm, and the other fixes.
        """
        after = self.check({**self.texts, **self._texts_with([*harmless, *more])})
        harm = self._harm(after)
        if harm is None:
            harmless += more
            return after, []
        if len(more) == 1:
            return None, [Dropped(more[0], harm)]
        middle = len(more) // 2
        first, dropped = self._add_harmless(harmless, more[:middle])
        second, others = self._add_harmless(harmless, more[middle:])
        return second or first, [*dropped, *others]

    def _harm(self, after: C) -> Diagnostic | None:
        tolerated = self.allowed.fixable if self.patient else None
        return new_error(self.checked.result.diagnostics, after.result.diagnostics, tolerated)

    def _texts_with(self, fixes: Iterable[Diagnostic]) -> dict[str, str]:
        texts: dict[str, str] = {}
        for file, edits in by_file(fixes).items():
            texts[file] = edited(self.checked.texts[file], edits)
        return texts


def new_error(
    before: Diagnostics, after: Diagnostics, tolerated: Callable[[Diagnostic], bool] | None = None
) -> Diagnostic | None:
    """An error that was not there before and is not ``tolerated``, or None.

    Lines are not compared: edits move them.
    """
    known = Counter(map(_without_lines, filter(_is_error, before)))
    for error in filter(_is_error, after):
        key = _without_lines(error)
        known[key] -= 1
        if known[key] < 0 and not (tolerated and tolerated(error)):
            return error
    return None


def _is_error(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def _without_lines(d: Diagnostic) -> tuple[str, str, str]:
    return d.code, d.file or "", re.sub(r"\d+", "0", f"{d.summary}\n{d.detail}")


def _is_possible(diagnostic: Diagnostic, texts: Mapping[str, str]) -> bool:
    """True when all edits lie in HCL that was read:
    what overrides something may be fixed in another file than it.

    And read whole: a file with bytes that are no text would lose them.
    """
    for file, edit in edits_of(diagnostic):
        if file not in texts or file.endswith(".json") or REPLACEMENT in texts[file]:
            return False
        start, end = edit.range.start.offset, edit.range.end.offset
        if not 0 <= start <= end <= len(texts[file]):
            return False
    return True


def _state(texts: Mapping[str, str]) -> int:
    return hash(tuple(sorted(texts.items())))
