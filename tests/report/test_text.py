"""Findings as text: what stands on the screen, letter by letter."""

from __future__ import annotations

from tfgen.diagnostics import CheckResult, Diagnostic, RelatedPlace, Severity, Skipped
from tfgen.report.text import render_text
from tfgen.report.view import view
from tfgen.source import LineIndex

STACK = "stack: shop\nservices:\n  cache: {module: elasticache, cache_cluster: two}\n"


def finding(text: str, words: str, code: str = "TFG013", **other: object) -> Diagnostic:
    """A finding at the place of ``words`` in ``text``."""
    at = text.index(words)
    place = LineIndex.of(text).range(at, at + len(words))
    known = {"summary": f'Unknown input "{words}"', "detail": "There is no such input.", "help": "", **other}
    return Diagnostic(code, file="stack.yaml", range=place, **known)  # type: ignore[arg-type]


def shown(*found: Diagnostic, text: str = STACK, skipped: tuple[Skipped, ...] = ()) -> str:
    return render_text(view(CheckResult(tuple(found), tuple(skipped)), lambda path: path), {"stack.yaml": text}.get)


def test_one_finding_with_its_line_caret_and_help() -> None:
    found = finding(STACK, "cache_cluster", help='Did you mean "cache_clusters"?', stack_key="services.cache")
    assert shown(found) == (
        'error[TFG013]: Unknown input "cache_cluster"\n'
        " --> stack.yaml:3:32 (services.cache)\n"
        "  |\n"
        "3 |   cache: {module: elasticache, cache_cluster: two}\n"
        "  |                                ^^^^^^^^^^^^^\n"
        "  = There is no such input.\n"
        '  = help: Did you mean "cache_clusters"?\n'
        "\n"
        "1 error."
    )


def test_other_places_stand_below_the_help() -> None:
    there = RelatedPlace("modules/a.tf", LineIndex.of("a\nb\n").range(2, 3), "module.a uses \x1b it here")
    found = finding(STACK, "cache_cluster", help="Remove it.", related=(there,))
    assert shown(found).splitlines()[-4:] == [
        "  = help: Remove it.",
        "  = modules/a.tf:2:1: module.a uses � it here",
        "",
        "1 error.",
    ]


def test_counts_name_what_was_not_judged() -> None:
    found = [finding(STACK, "shop", severity=s) for s in (Severity.ERROR, Severity.WARNING, Severity.WARNING)]
    left_out = (Skipped(1, "calls of modules outside the tree"), Skipped(2, "calls of modules outside the tree"))
    last = shown(*found, skipped=left_out).splitlines()[-1]
    assert last == "1 error, 2 warnings; not judged: calls of modules outside the tree (3)."


def test_without_findings() -> None:
    assert shown() == "No findings."


def test_template_line_is_said() -> None:
    found = finding(STACK, "shop", template="vpc/main.tf.jinja", template_line=7)
    assert "  = from template vpc/main.tf.jinja:7" in shown(found)


def test_a_secret_is_not_repeated() -> None:
    text = "services:\n  cache: {module: elasticache, auth_token: hunter2hunter2hunter2}\n"
    said = shown(finding(text, "hunter2hunter2hunter2", "TFG022", summary="A secret in the stack file"), text=text)
    assert "hunter2" not in said
    assert "auth_token: *********************}" in said


def test_nor_by_another_finding_on_its_line() -> None:
    text = "services:\n  cache: {modul: elasticache, auth_token: >\n    hunter2\n    hunter3\n  }\n"
    secret = finding(text, ">\n    hunter2\n    hunter3", "TFG022", summary="A secret in the stack file")
    said = shown(finding(text, "modul"), secret, finding(text, "hunter3", summary="No"), text=text)
    assert "auth_token: *" in said
    assert "hunter" not in said


def test_long_lines_are_shown_around_the_finding() -> None:
    text = f"a: {'x' * 400} wrong {'y' * 400}\n"
    lines = shown(finding(text, "wrong", summary="No"), text=text).splitlines()
    excerpt, caret = lines[3], lines[4]
    assert len(excerpt) < 180
    assert excerpt[caret.index("^") :].startswith("wrong")


def test_tabs_and_windows_line_ends_keep_the_caret_in_place() -> None:
    text = "a:\r\n\tb: wrong\r\n"
    lines = shown(finding(text, "wrong", summary="No"), text=text).splitlines()
    assert lines[3][lines[4].index("^") :] == "wrong"


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = "a: \x1b[31mwrong\n"
    said = shown(finding(text, "wrong", summary="No \x1b[2J", detail="\x1b]0;title\x07"), text=text)
    assert "\x1b" not in said
    assert "\x07" not in said


def test_a_finding_without_a_place() -> None:
    assert shown(Diagnostic("TFG024", "Unknown provider version", "No schema.")) == (
        "error[TFG024]: Unknown provider version\n = No schema.\n\n1 error."
    )
