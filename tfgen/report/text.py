"""Findings as text: summary, place, source line with a caret, detail, help.
Made from the JSON view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.report.characters import clean
from tfgen.report.view import DiagnosticJson, ResultJson
from tfgen.report.words import not_reported, places_beside, plural

Source = Callable[[str], str | None]
"""The text of a file by its shown path, or None when it cannot be read."""

Style = Callable[[str, str], str]
"""Colours a text: ``style(text, "error")``."""

SECRETS = frozenset({"TFG022"})
"""Findings about a secret: the text at their place is not repeated, because reports end up in logs."""

WIDTH = 160
"""Source lines longer than this are shown from near the finding on."""


def plain(text: str, kind: str) -> str:
    """No colour."""
    return text


def render_text(view: ResultJson, source: Source, style: Style = plain) -> str:
    """The findings one below the other, then a line that counts them."""
    masked = _masked(view, source)
    lines: list[str] = []
    for f in view["diagnostics"]:
        lines += _block(_printable(f), masked, style)
        lines.append("")
    return "\n".join([*lines, summary_line(view)])


def summary_line(view: ResultJson) -> str:
    """``2 errors, 1 warning; 1 finding ignored; not judged: calls of modules outside the tree (3)``."""
    counts = view["summary"]
    severities = (
        plural(counts["error"], "error"),
        plural(counts["warning"], "warning"),
        plural(counts["note"], "note"),
    )
    parts = [", ".join(filter(None, severities)) or "No findings"]
    hidden = ", ".join(not_reported(view))
    if hidden:
        parts.append(hidden)
    skipped = ", ".join(counts["not_judged_what"])
    if skipped:
        parts.append(f"not judged: {skipped}")
    return "; ".join(parts) + "."


def _block(f: DiagnosticJson, source: Source, style: Style) -> Iterator[str]:
    code = style(f"{f['severity']}[{f['code']}]", f["severity"])
    yield f"{code}: {style(f['summary'], 'summary')}"
    gutter = len(str(f["line"] or ""))
    if f["file"]:
        yield f"{' ' * gutter}{style('-->', 'rule')} {_place(f, f['file'])}"
    yield from _excerpt(f, source, gutter, style)
    bar = " " * gutter + " " + style("=", "rule")
    first, *rest = f["detail"].splitlines() or [""]
    if first:
        yield f"{bar} {first}"
        for line in rest:
            yield f"{' ' * gutter}   {line}"
    if f["help"]:
        yield f"{bar} {style('help:', 'help')} {f['help']}"
    for place in places_beside(f):
        yield f"{bar} {clean(place)}"
    if f["template"]:
        yield f"{bar} from template {f['template']}:{f['template_line']}"


def _place(f: DiagnosticJson, file: str) -> str:
    place = f"{file}:{f['line']}:{f['column']}" if f["line"] else file
    if f["stack_key"]:
        return f"{place} ({f['stack_key']})"
    return place


def _masked(view: ResultJson, source: Source) -> Source:
    """``source`` with asterisks where the view says that a secret stands,
    whichever finding shows the line.
    """
    secrets = [f for f in view["diagnostics"] if f["code"] in SECRETS]

    def read(path: str) -> str | None:
        text = source(path)
        if text is None:
            return None
        for f in secrets:
            if f["file"] == path:
                text = _mask(text, f)
        return text

    return read


def _mask(text: str, f: DiagnosticJson) -> str:
    lines = text.split("\n")
    first, last = f["line"] or 1, f["end_line"] or 1
    for number in range(first, min(last, len(lines)) + 1):
        line = lines[number - 1]
        start, end = 0, len(line)
        if number == first:
            start = (f["column"] or 1) - 1
        if number == last:
            end = (f["end_column"] or 1) - 1
        lines[number - 1] = f"{line[:start]}{'*' * (end - start)}{line[end:]}"
    return "\n".join(lines)


def _printable(f: DiagnosticJson) -> DiagnosticJson:
    """The finding without characters that a terminal obeys or that turn the writing direction."""
    cleaned = f.copy()
    cleaned["summary"] = clean(f["summary"])
    cleaned["detail"] = clean(f["detail"])
    cleaned["help"] = clean(f["help"])
    if f["file"]:
        cleaned["file"] = clean(f["file"])
    if f["stack_key"]:
        cleaned["stack_key"] = clean(f["stack_key"])
    return cleaned


def _excerpt(f: DiagnosticJson, source: Source, gutter: int, style: Style) -> Iterator[str]:
    """The line of a finding with carets below it; nothing where the file cannot be read."""
    line = _source_line(f, source)
    if line is None:
        return
    column = f["column"] or 1
    end = len(line) + 1
    if f["end_line"] == f["line"] and f["end_column"]:
        end = f["end_column"]
    cut = 0
    if len(line) > WIDTH:
        cut = max(0, column - 1 - WIDTH // 2)
    carets = "^" * max(1, min(end, cut + WIDTH + 1) - column)
    bar = style("|", "rule")
    yield f"{' ' * gutter} {bar}"
    yield f"{style(str(f['line']), 'rule')} {bar} {line[cut : cut + WIDTH]}"
    yield f"{' ' * gutter} {bar} {' ' * (column - 1 - cut)}{style(carets, f['severity'])}"


def _source_line(f: DiagnosticJson, source: Source) -> str | None:
    number = f["line"]
    if not f["file"] or not number:
        return None
    text = source(f["file"])
    if text is None:
        return None
    lines = text.split("\n")
    if not 0 < number <= len(lines):
        return None
    return clean(lines[number - 1].replace("\t", " ").rstrip("\r"))
