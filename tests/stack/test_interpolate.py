import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.stack.interpolate import BadInterpolation, Piece, StackReference, pieces


def told(piece: Piece) -> object:
    match piece:
        case StackReference():
            return [piece.root, *piece.steps]
        case BadInterpolation():
            return f"bad {piece.text}" if piece.closed else f"unclosed {piece.text}"
    return piece


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", [""]),
        ("plain", ["plain"]),
        ("${a}", [["a"]]),
        ("${a.b}", [["a", "b"]]),
        ("${ a.b }", [["a", "b"]]),
        ("x ${a.b} y", ["x ", ["a", "b"], " y"]),
        ("${a.b}${c.d}", [["a", "b"], ["c", "d"]]),
        ("${a.b.c.d}", [["a", "b", "c", "d"]]),
        ("${a-1.b-c}", [["a-1", "b-c"]]),
        ("${a.b[0]}", [["a", "b", 0]]),
        ("${a.b.0}", [["a", "b", 0]]),
        ('${a.b["c d"]}', [["a", "b", "c d"]]),
        ('${a.b["}"]}', [["a", "b", "}"]]),
        ('${a.b[""]}', [["a", "b", ""]]),
        ('${a.b["x.y[0]"].z}', [["a", "b", "x.y[0]", "z"]]),
        ("$${a}", ["${a}"]),
        ("%%{if}", ["%{if}"]),
        ("%{if}", ["%{if}"]),
        ("$$${a}", ["$${a}"]),
        ("$${${a.b}}", ["${", ["a", "b"], "}"]),
        ("$ { a }", ["$ { a }"]),
        ("$", ["$"]),
        ("a}b{c", ["a}b{c"]),
        ("${", ["unclosed ${"]),
        ("x${a.b", ["x", "unclosed ${a.b"]),
        ("${}", ["bad ${}"]),
        ("${ }", ["bad ${ }"]),
        ("${a b}", ["bad ${a b}"]),
        ("${a.}", ["bad ${a.}"]),
        ("${.a}", ["bad ${.a}"]),
        ("${a..b}", ["bad ${a..b}"]),
        ("${1a}", ["bad ${1a}"]),
        ("${a[b]}", ["bad ${a[b]}"]),
        ("${a[-1]}", ["bad ${a[-1]}"]),
        ("${a[9999999999]}", ["bad ${a[9999999999]}"]),
        ("${upper(a.b)}", ["bad ${upper(a.b)}"]),
        ("${a.b} ${c d} ${e}", [["a", "b"], " ", "bad ${c d}", " ", ["e"]]),
        ("${a ${b}", ["bad ${a ${b}"]),
    ],
)
def test_the_pieces_of_a_string(text: str, read: list[object]) -> None:
    assert [told(p) for p in pieces(text)] == read


def test_pieces_know_where_they_begin() -> None:
    found = [p for p in pieces("é $${ ${a.b} ${c") if not isinstance(p, str)]
    assert [(p.offset, p.text) for p in found] == [(6, "${a.b}"), (13, "${c")]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("${}%"))))
def test_any_text_comes_through_when_it_is_escaped(text: str) -> None:
    assert pieces(text.replace("${", "$${").replace("%{", "%%{")) == (text,)


@given(st.text(alphabet='${}%ab.[]"0 -'))
def test_every_piece_that_is_no_text_is_part_of_the_string(text: str) -> None:
    for piece in pieces(text):
        if not isinstance(piece, str):
            assert text[piece.offset :].startswith(piece.text)
            assert piece.text.startswith("${")
