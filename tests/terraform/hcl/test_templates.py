import pytest

from tests.terraform.hcl.outline import expression
from tfgen.terraform.hcl.syntax import Directive, Interpolation, Part, Template


def told(parts: tuple[Part, ...]) -> list[object]:
    """Texts as they are, ``$`` for an interpolation, a list for a directive."""
    return [
        part if isinstance(part, str)
        else "$" if isinstance(part, Interpolation)
        else [part.kind, told(part.body), told(part.otherwise)]
        for part in parts
    ]  # fmt: skip


def parts(hcl: str) -> list[object]:
    template = expression(hcl)
    assert isinstance(template, Template)
    return told(template.parts)


@pytest.mark.parametrize(
    ("hcl", "expected"),
    [
        ('"a ${~ b ~} c"', ["a", "$", "c"]),
        ('"a \\n ${~ b} c"', ["a", "$", " c"]),
        ('" %{~ if a ~} b %{~ else ~} c %{~ endif ~} d"', [["if", ["b"], ["c"]], "d"]),
        ('"%{ if a }%{ if b }x%{ endif }%{ else }y%{ endif }"', [["if", [["if", ["x"], []]], ["y"]]]),
        ('"%{ if a }%{ else }%{ endif }"', [["if", [], []]]),
        ("<<E\n  a\n b\nE", ["  a\n b\n"]),
        ("<<-E\n    a\n  b\n      E", ["  a\nb\n"]),
        ("<<-E\n    a\n\n  ${b} c\n  E", ["  a\n\n", "$", " c\n"]),
        ("<<-E\n  a\n${b}\n  E", ["  a\n", "$", "\n"]),
        ("<<-E\n  %{ for a in b ~}\n  ${a}\n  %{ endfor ~}\n  E", [["for", ["  ", "$", "\n"], []]]),
        ("<<E\na\n  ${~ b ~}  \n  c\nE", ["a\n", "$", "  c\n"]),
    ],
)
def test_strip_markers_indentation_and_nesting(hcl: str, expected: list[object]) -> None:
    assert parts(hcl) == expected


def test_a_directive_covers_all_from_its_start_to_its_end() -> None:
    template = expression('"a%{ if b }c%{ endif }d"')
    assert isinstance(template, Template)
    directive = template.parts[1]
    assert isinstance(directive, Directive)
    assert (directive.range.start.column, directive.range.end.column) == (7, 27)
