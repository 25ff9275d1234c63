"""``tfgen check --baseline``, ``--write-baseline`` and ``--show-config``: for a code base that adopts tfgen."""

from __future__ import annotations

import os
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource
from msgspec import Struct

from tfgen.cli.console import FailLevel
from tfgen.cli.options import Command, OutputOptions, with_options
from tfgen.suppress.policy import SuppressionPolicy


class SuppressOptions(Struct, frozen=True):
    """The options. ``baseline`` is the path as the user gave it."""

    baseline: str | None
    write: bool
    show_config: bool

    def policy(self) -> SuppressionPolicy:
        """The policy of the run; exit 1 when the baseline named is not there, or none is to be written to."""
        if self.baseline is None:
            return SuppressionPolicy(with_baselines=not self.write)
        path = Path(self.baseline)
        if not self.write and not os.access(path, os.F_OK):
            text = f"there is no baseline {self.baseline}. To make it: tfgen check --baseline {self.baseline}"
            raise click.ClickException(f"{text} --write-baseline")
        return SuppressionPolicy(baseline=path.absolute(), with_baselines=not self.write)


def suppress_options(function: Command) -> Command:
    """The options, handed on as one ``suppress``."""

    @wraps(function)
    def wrapped(
        baseline: str | None, write_baseline: bool, show_config: bool, **others: Any
    ) -> int:
        return function(suppress=SuppressOptions(baseline, write_baseline, show_config), **others)

    known = "Do not report the findings that FILE knows; instead of the baseline of .tfgen.yaml."
    writes = "Write the findings of now to the baseline."
    config = "Show the settings in effect and where each comes from; check nothing."
    return with_options(
        wrapped,
        (
            click.option("--baseline", metavar="FILE", help=known),
            click.option("--write-baseline", is_flag=True, help=writes),
            click.option("--show-config", is_flag=True, help=config),
        ),
    )


def fail_level(policy: SuppressionPolicy, output: OutputOptions) -> FailLevel:
    """The level by file: that of ``--fail-level`` where it is named, else that of the settings, else an error."""
    if has_fail_level():
        return lambda _: output.fail_level
    return lambda file: policy.fail_level(file) or output.fail_level


def has_fail_level() -> bool:
    """True when the user named a ``--fail-level``."""
    source = click.get_current_context().get_parameter_source("fail_level")
    return source not in (ParameterSource.DEFAULT, None)
