"""``tfgen check --baseline``, ``--write-baseline`` and ``--show-config``: for a code base that adopts tfgen."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from tfgen.cli.completion import complete_code
from tfgen.cli.console import FailLevel
from tfgen.cli.options import Command, Decorator, OutputOptions, with_options
from tfgen.codes.select import codes_of
from tfgen.codes.table import CODES, NAMES
from tfgen.settings.globs import problem
from tfgen.spelling import did_you_mean
from tfgen.suppress.policy import Selection, SuppressionPolicy


class SuppressOptions(Struct, frozen=True):
    """The options. ``baseline`` is the path as the user gave it."""

    baseline: str | None
    write: bool
    show_config: bool
    selection: Selection

    def policy(self, folder: str) -> SuppressionPolicy:
        """The policy of the run, whose first folder is ``folder``.

        Exit 1 when the baseline named is not there, or none is to be written to.
        """
        if self.baseline is None:
            return self._policy(None, folder)
        path = Path(self.baseline)
        if not self.write and not os.access(path, os.F_OK):
            text = f"there is no baseline {self.baseline}. To make it: tfgen check --baseline {self.baseline}"
            raise click.ClickException(f"{text} --write-baseline")
        return self._policy(path.absolute(), folder)

    def _policy(self, baseline: Path | None, folder: str) -> SuppressionPolicy:
        return SuppressionPolicy(
            baseline=baseline,
            with_baselines=not self.write,
            selection=self.selection,
            folder=folder,
        )


def suppress_options(function: Command) -> Command:
    """The options, handed on as one ``suppress``."""

    @wraps(function)
    def wrapped(
        baseline: str | None,
        write_baseline: bool,
        show_config: bool,
        select: tuple[str, ...],
        disable: tuple[str, ...],
        exclude: tuple[str, ...],
        **others: Any,
    ) -> int:
        selection = Selection(_codes(select), _codes(disable), _patterns(exclude))
        suppress = SuppressOptions(baseline, write_baseline, show_config, selection)
        return function(suppress=suppress, **others)

    return with_options(wrapped, (*_selection_options(), *_baseline_options()))


def _selection_options() -> tuple[Decorator, ...]:
    codes = "by code (TFG502), name or beginning (TFG5); may be repeated, or joined by commas."
    files = "Do not check these files, as in legacy or **/generated_*.tf; may be repeated."
    return (
        _codes_option("--select", f"Report only these findings, {codes}"),
        _codes_option("--disable", f"Do not report these findings, {codes}"),
        click.option("--exclude", multiple=True, metavar="PATTERN", help=files),
    )


def _baseline_options() -> tuple[Decorator, ...]:
    known = "Do not report the findings that FILE knows; instead of the baseline of .tfgen.yaml."
    writes = "Write the findings of now to the baseline."
    config = "Show the settings in effect and where each comes from; check nothing."
    return (
        click.option("--baseline", metavar="FILE", help=known),
        click.option("--write-baseline", is_flag=True, help=writes),
        click.option("--show-config", is_flag=True, help=config),
    )


def _codes_option(name: str, text: str) -> Decorator:
    return click.option(
        name, multiple=True, metavar="CODE", help=text, shell_complete=complete_code
    )


def _codes(words: tuple[str, ...]) -> frozenset[str]:
    """The codes that the words of an option stand for. Raises ``UsageError``."""
    codes: set[str] = set()
    for word in ",".join(words).split(","):
        if word.strip():
            codes.update(_codes_of(word.strip()))
    return frozenset(codes)


def _codes_of(word: str) -> tuple[str, ...]:
    codes = codes_of(word)
    if codes:
        return codes
    hint = did_you_mean(word, (*CODES, *NAMES)) or "tfgen explain --list shows all."
    raise click.UsageError(f"no finding has the code or name {word!r}. {hint}")


def _patterns(patterns: tuple[str, ...]) -> tuple[str, ...]:
    """The patterns of ``--exclude``. Raises ``UsageError`` for one that can fit nothing."""
    for pattern in patterns:
        reason = problem(pattern)
        if reason:
            raise click.UsageError(f"--exclude {pattern!r} is no path pattern: {reason}.")
    return patterns


def fail_level(policy: SuppressionPolicy, output: OutputOptions) -> FailLevel:
    """The level by file: that of ``--fail-level`` where it is named, else that of the settings, else an error."""
    if has_fail_level():
        return lambda _: output.fail_level
    return lambda file: policy.fail_level(file) or output.fail_level


def has_fail_level() -> bool:
    """True when the user named a ``--fail-level``."""
    source = click.get_current_context().get_parameter_source("fail_level")
    return source not in (ParameterSource.DEFAULT, None)
