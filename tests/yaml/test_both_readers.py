"""libyaml and ruamel.yaml: the same trees with the same places, or the same findings."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.reading import REPOSITORY
from tfgen.diagnostics import Diagnostics
from tfgen.source import SourceFile
from tfgen.yaml import compose
from tfgen.yaml.events import NotReadError, quick_events
from tfgen.yaml.nodes import Node
from tfgen.yaml.read import read_yaml

PIECES = [
    *["a", "key", "1", "0x1", "1.5", "true", "~", "=", "é", "\U0001f600", "a:b", "${a.b}", "http://x", "-x", "::"],
    *[":", ": ", ":\n", "- ", "-", "? ", "? a\n: b\n", ",", ", ", "[", "]", "{", "}", "{a:1}", '"k":v', "[a:1, b : 2]"],
    *["'", '"', "'x'", '"y"', '"\\u00e9\\n"', "\\", "\\\n", "#", " # c", "@", "`", "%", "!", "!!str ", "!t "],
    *[
        "&a ",
        "*a",
        "*a :",
        "<<: ",
        "|",
        ">",
        "|\n  ",
        ">-\n  ",
        "|+\n ",
        "|2\n  ",
        "|\n \n  a\n",
        "a: 1\n",
        "c:\n  d: x\n",
    ],
    *["\n", "\n\n", "\n  ", "\n    ", "\n - ", " ", "  ", "\t", "---", "...", "\n---\n", "%YAML 1.1\n---\n"],
    *["\u2028", "\x85", "\ufeff", "\x0b", "\x7f", "\xa0"],
]
"""Parts of YAML that are likely to mean something beside each other."""

FOLDERS = ("templates", "examples", "docs", "tests", ".github")

Reading = tuple[Node | None, Diagnostics]


def never(text: str) -> Iterator[object]:
    raise NotReadError


def slowly(text: str) -> Reading:
    """The reading of a machine without libyaml."""
    with patch.object(compose, "quick_events", never):
        return read_yaml(SourceFile("f", text))


def quickly(text: str) -> Reading:
    return read_yaml(SourceFile("f", text))


def is_read_quickly(text: str) -> bool:
    try:
        return bool(list(quick_events(text)))
    except NotReadError:
        return False


def texts() -> list[str]:
    """The YAML files of this repository, and the YAML in its documentation."""
    found: list[str] = []
    for folder in FOLDERS:
        for pattern in ("*.yaml", "*.yml"):
            for path in sorted((REPOSITORY / folder).rglob(pattern)):
                found.append(path.read_text(encoding="utf-8-sig"))
    for path in sorted((REPOSITORY / "docs").rglob("*.md")):
        found += re.findall(r"^```yaml.*?\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S)
    return found


@settings(max_examples=500)
@given(
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
    st.sampled_from(["", "a: ", "a:\n  ", "- "]),
    st.booleans(),
)
@example("x: !!str &a y", "", False)
@example("x: !http://y!!str z", "", False)
@example("x: ! 5\ny: ! ", "", False)
@example("|+\n \n  b", "a: ", False)
@example("a:\n-\n# - x\n-", "", True)
@example("a: |# c", "", False)
@example("<<: # - c\nb: # d", "", True)
def test_random_text(text: str, before: str, crlf: bool) -> None:
    text = before + text
    if crlf:
        text = text.replace("\n", "\r\n")
    assert quickly(text) == slowly(text)


@given(st.text(max_size=30))
def test_any_characters(text: str) -> None:
    for whole in (text, f"a: {text}", f'a: "{text}"\nb: 1', f"# {text}\nb: 1"):
        assert quickly(whole) == slowly(whole)


def test_every_file_of_this_repository() -> None:
    quick = 0
    for text in texts():
        assert quickly(text) == slowly(text)
        quick += is_read_quickly(text)
    assert quick > 20  # what is compared is not one reader with itself


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # c\nb: [x, 'y', \"z\"]\n",
        "a: é\U0001f600 \U0001f600\r\nb: |\r\n  x\r\nc: {d: &e 1, f: *e}\r\n",
        "a: ${b.c}\n<<: {x: yes}\n",
        'a: {"k":v, b:1}\n',
        "---\na: 1\n",
    ],
)
def test_usual_text_is_read_quickly(text: str) -> None:
    assert is_read_quickly(text)
    assert quickly(text) == slowly(text)


@pytest.mark.parametrize(
    "text",
    [
        "a:\t1",
        "%YAML 1.2\n---\na: 1",
        "--- a",
        "a: 1\n---\nb",
        "a: !!str 1",
        "a: \u2028",
        "\ufeffa: 1",
        "a: |\n \n  x",
        "a: [1",
    ],
)
def test_what_they_may_read_otherwise_is_left_to_ruamel(text: str) -> None:
    assert not is_read_quickly(text)


def test_a_machine_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = quickly("a: [1, {b: c}]")
    monkeypatch.setitem(sys.modules, "yaml.cyaml", None)
    assert not is_read_quickly("a: [1, {b: c}]")
    assert quickly("a: [1, {b: c}]") == expected
