"""Every format of a report by its name;
all are made from the JSON view, so that none knows more than another.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tfgen.report.text import Source, Style
    from tfgen.report.view import Fails, ResultJson

Format = Literal["text", "json", "sarif", "junit", "github"]

FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "junit", "github")


def report(
    format: Format, view: ResultJson, source: Source, fails: Fails, style: Style | None = None
) -> str:
    """The report without a newline at its end.

    Only text shows the lines of files, which it takes from ``source``; only it has a ``style``.
    ``fails`` is true for findings that make the command fail; only JUnit tells them apart.
    """
    match format:
        case "text":
            from tfgen.report.text import plain, render_text

            return render_text(view, source, style or plain)
        case "json":
            from tfgen.report.characters import escape_surrogates

            return escape_surrogates(json.dumps(view, indent=2, ensure_ascii=False))
        case "sarif":
            from tfgen.report.sarif import render_sarif

            return render_sarif(view)
        case "junit":
            from tfgen.report.junit import render_junit

            return render_junit(view, fails)
        case "github":
            from tfgen.report.github import render_github

            return render_github(view)
