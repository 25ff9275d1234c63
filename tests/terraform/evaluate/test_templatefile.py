import pytest

from tfgen.terraform.evaluate.templatefile import renderer
from tfgen.terraform.functions import FunctionError, TextFiles
from tfgen.terraform.functions.context import Budget, Nesting
from tfgen.terraform.types.value import STRING, TRUE, string, tuple_of, unknown

FILES = TextFiles({"a.txt": "file"})


def test_rendering() -> None:
    render = renderer(FILES, Budget(), Nesting())
    variables = {"name": string("x"), "items": tuple_of([string("a"), string("b")])}
    text = 'Hello ${upper(name)}, ${file("a.txt")}\n%{ for i in items ~}\n- ${i}\n%{ endfor ~}\n'
    assert render(text, "t.tftpl", variables).data == "Hello X, file\n- a\n- b\n"


def test_an_unknown_variable_makes_an_unknown_text() -> None:
    assert not renderer(FILES, Budget(), Nesting())("${x}!", "t", {"x": unknown(STRING)}).known


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a\n${y}", 't uses "y", which its variables do not have'),
        ("a\n${upper(", "t:"),
        ("a\n${x + 1}", "t:2: The operator"),
    ],
)
def test_what_is_wrong_names_its_line(text: str, why: str) -> None:
    with pytest.raises(FunctionError) as caught:
        renderer(FILES, Budget(), Nesting())(text, "t", {"x": string("a"), "z": TRUE})
    assert str(caught.value).startswith(why)
