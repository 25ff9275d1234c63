import json

import pytest

from tfgen.report.characters import clean, clean_xml, escape_surrogates


@pytest.mark.parametrize("bad", ["\x1b", "\x00", "\r", "\x9b", "\u202e", "\u2066", "\udce9"])
def test_what_a_terminal_obeys_is_marked(bad: str) -> None:
    assert clean(f"a{bad}b") == "a\ufffdb"


def test_other_characters_stay() -> None:
    assert clean("a\tb\nä→😀") == clean_xml("a\tb\nä→😀") == "a\tb\nä→😀"


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_has_no_place_for_is_removed(bad: str) -> None:
    assert clean_xml(f"a{bad}b") == "ab"


def test_json_with_lone_surrogates_can_be_encoded_and_read_back() -> None:
    text = escape_surrogates(json.dumps("caf\udce9 ä", ensure_ascii=False))
    assert json.loads(text.encode()) == "caf\udce9 ä"
