import pytest

from tests.annotations import annotated, expected, files_of, places, refused, source, unmarked, wrong
from tfgen.diagnostics import Diagnostic, Severity
from tfgen.source import LineIndex

TEXT = """
== main.tf
a = «1» ⟵ TFG301 warning TFG401
b = 2 ⟵ tfgen TFG302
c = 3 ⟵ terraform
== m/x.tf.json ⟵ TFG205
{
  "a": 1 ⟵ TFG281 note
}
"""


def test_the_files_are_without_marks() -> None:
    assert files_of(TEXT) == {"main.tf": "a = 1\nb = 2\nc = 3\n", "m/x.tf.json": '{\n  "a": 1\n}\n'}


def test_what_tfgen_finds() -> None:
    assert expected(TEXT) == [
        ("m/x.tf.json", 0, "TFG205", "error"),
        ("m/x.tf.json", 2, "TFG281", "note"),
        ("main.tf", 1, "TFG301", "warning"),
        ("main.tf", 1, "TFG401", "error"),
        ("main.tf", 2, "TFG302", "error"),
    ]


def test_what_terraform_refuses() -> None:
    assert refused(TEXT) == [("m/x.tf.json", 0), ("main.tf", 1), ("main.tf", 3)]
    assert refused(TEXT, but={"TFG205", "TFG401"}) == [("main.tf", 3)]
    assert refused("a\nb ⟵ TFG301 warning", severities=("error", "warning")) == [("main.tf", 2)]
    assert wrong(TEXT, but={"TFG205", "TFG401"})
    assert not wrong("a ⟵ TFG301 warning\nb ⟵ TFG302\nc ⟵ terraform", but={"TFG302"})


def test_the_first_file_needs_no_name() -> None:
    assert files_of("a\n== b\nc") == {"main.tf": "a\n", "b": "c"}
    assert files_of("") == {"main.tf": ""}
    assert expected("\na ⟵ TFG301", "x.tf") == [("x.tf", 2, "TFG301", "error")]


def test_all_else_is_left_as_it_is() -> None:
    text = "== a.tf\r\n\ufeffa = <<E ⟵ TFG301\r\n  ⟵\r\nE ⟵ TFG401 note\r\n\r\n== b.tf\r\n"
    assert files_of(text) == {"a.tf": "\ufeffa = <<E\r\n  ⟵\r\nE\r\n\r\n", "b.tf": ""}
    assert expected(text) == [("a.tf", 1, "TFG301", "error"), ("a.tf", 3, "TFG401", "note")]


@pytest.mark.parametrize("mark", ["TFG30", "TFG301 warnings", "core", "TFG301, TFG302", "TFG301warning", "warning"])
def test_what_is_no_mark_is_refused(mark: str) -> None:
    with pytest.raises(ValueError, match="is no mark"):
        expected(f"a ⟵ {mark}")


def test_a_file_cannot_be_there_twice() -> None:
    with pytest.raises(ValueError, match="twice"):
        files_of("== a\n== a\n")


def at(text: str, word: str, code: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    start = text.index(word)
    return Diagnostic(code, "x", severity=severity).at("root/a", LineIndex.of(text).range(start, start + len(word)))


def test_what_was_found_is_shown_in_the_same_way() -> None:
    text = "one: [two, 3]\r\nfour: |\n  five\n  six\nseven: 7  # why"
    found = [
        at(text, "7", "TFG005"),
        at(text, "two", "TFG003", Severity.WARNING),
        at(text, "one", "TFG402"),
        at(text, "one", "TFG301"),
        at(text, "|\n  five\n  six", "TFG004", Severity.NOTE),
    ]
    shown = annotated(text, found)
    assert shown == (
        "«one»: [«two», 3] ⟵ TFG402 TFG301 TFG003 warning\r\n"
        "four: «| ⟵ TFG004 note\n  five\n  six»\nseven: «7»  # why ⟵ TFG005"
    )
    assert annotated(shown, found) == shown
    assert unmarked(shown) == source(shown).text == text
    assert places(found, "root") == expected(shown, "a")
    assert annotated(shown, []) == text


def test_a_place_of_no_width_or_behind_the_text_is_shown_too() -> None:
    index = LineIndex.of("ab")
    found = [Diagnostic("TFG001", "x").at("a", index.range(start, end)) for start, end in ((1, 1), (2, 3))]
    assert annotated("ab", found) == "a«»b«» ⟵ TFG001 TFG001"


def test_what_has_no_place_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="TFG011 has no place"):
        annotated("a", [Diagnostic("TFG011", "x")])
