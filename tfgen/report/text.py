"""Findings as text: summary, place, source line with a caret, detail, help. Made from the JSON view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.report.characters import clean
from tfgen.report.view import DiagnosticJson, ResultJson
from tfgen.report.words import not_reported, plural

Source = Callable[[str], str | None]
"""The text of a file by its shown path, or None when it cannot be had."""

Style = Callable[[str, str], str]
"""Colours a text: ``style(text, "error")``."""

SECRETS = frozenset({"TFG022"})
"""Findings about a secret: what stands at their place is not repeated, because reports end up in logs."""

WIDTH = 160
"""Source lines longer than this are shown from near the finding on."""


def plain(text: str, kind: str) -> str:
    """No colour."""
    return text


def render_text(view: ResultJson, source: Source, style: Style = plain) -> str:
    """The findings one below the other, then a line that counts them."""
    masked = _masked(view, source)
    blocks = ["\n".join(_block(_printable(f), masked, style)) + "\n" for f in view["diagnostics"]]
    return "\n".join([*blocks, summary_line(view)])


def summary_line(view: ResultJson) -> str:
    """``2 errors, 1 warning; 1 finding ignored; not judged: calls of modules outside the tree (3)``."""
    counts = view["summary"]
    parts = [plural(counts["error"], "error"), plural(counts["warning"], "warning"), plural(counts["note"], "note")]
    said = ", ".join(p for p in parts if p) or "No findings"
    left_out = ", ".join(counts["not_judged_what"])
    hidden = ", ".join(not_reported(view))
    return "; ".join([said, *([hidden] if hidden else []), *([f"not judged: {left_out}"] if left_out else [])]) + "."


def _block(f: DiagnosticJson, source: Source, style: Style) -> Iterator[str]:
    code = style(f"{f['severity']}[{f['code']}]", f["severity"])
    yield f"{code}: {style(f['summary'], 'summary')}"
    gutter = len(str(f["line"] or ""))
    if f["file"]:
        place = f"{f['file']}:{f['line']}:{f['column']}" if f["line"] else f["file"]
        key = f" ({f['stack_key']})" if f["stack_key"] else ""
        yield f"{' ' * gutter}{style('-->', 'rule')} {place}{key}"
    yield from _excerpt(f, source, gutter, style)
    bar = " " * gutter + " " + style("=", "rule")
    first, *rest = f["detail"].splitlines() or [""]
    if first:
        yield f"{bar} {first}"
        yield from (f"{' ' * gutter}   {line}" for line in rest)
    if f["help"]:
        yield f"{bar} {style('help:', 'help')} {f['help']}"
    if f["template"]:
        yield f"{bar} from template {f['template']}:{f['template_line']}"


def _masked(view: ResultJson, source: Source) -> Source:
    """``source`` with asterisks where the view says that a secret stands, whichever finding shows the line."""
    secrets = [f for f in view["diagnostics"] if f["code"] in SECRETS]

    def read(path: str) -> str | None:
        text = source(path)
        for f in secrets:
            text = _mask(text, f) if text is not None and f["file"] == path else text
        return text

    return read


def _mask(text: str, f: DiagnosticJson) -> str:
    lines = text.split("\n")
    first, last = f["line"] or 1, f["end_line"] or 1
    for number in range(first, min(last, len(lines)) + 1):
        line = lines[number - 1]
        start = (f["column"] or 1) - 1 if number == first else 0
        end = (f["end_column"] or 1) - 1 if number == last else len(line)
        lines[number - 1] = f"{line[:start]}{'*' * (end - start)}{line[end:]}"
    return "\n".join(lines)


def _printable(f: DiagnosticJson) -> DiagnosticJson:
    """The finding without characters that a terminal obeys or that turn the writing direction."""
    cleaned = f.copy()
    cleaned["summary"], cleaned["detail"], cleaned["help"] = map(clean, (f["summary"], f["detail"], f["help"]))
    cleaned["file"] = clean(f["file"]) if f["file"] else None
    cleaned["stack_key"] = clean(f["stack_key"]) if f["stack_key"] else None
    return cleaned


def _excerpt(f: DiagnosticJson, source: Source, gutter: int, style: Style) -> Iterator[str]:
    text = source(f["file"]) if f["file"] and f["line"] else None
    lines = text.split("\n") if text is not None else []
    number, column = f["line"] or 0, f["column"] or 1
    if not 0 < number <= len(lines):
        return
    line = clean(lines[number - 1].replace("\t", " ").rstrip("\r"))
    end = f["end_column"] if f["end_line"] == f["line"] and f["end_column"] else len(line) + 1
    cut = max(0, column - 1 - WIDTH // 2) if len(line) > WIDTH else 0
    shown = line[cut : cut + WIDTH]
    length = max(1, min(end, cut + WIDTH + 1) - column)
    bar = style("|", "rule")
    yield f"{' ' * gutter} {bar}"
    yield f"{style(str(number), 'rule')} {bar} {shown}"
    yield f"{' ' * gutter} {bar} {' ' * (column - 1 - cut)}{style('^' * length, f['severity'])}"
