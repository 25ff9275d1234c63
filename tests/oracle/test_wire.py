from hypothesis import given
from hypothesis import strategies as st

from tests.oracle.wire import message, number, parse, text, varint


def test_a_field_is_a_tag_a_length_and_the_content() -> None:
    assert text(1, "aws") == b"\x0a\x03aws"
    assert number(5, True) == b"\x28\x01"
    assert message(6, number(1, 1)) == b"\x32\x02\x08\x01"


def test_defaults_are_left_out() -> None:
    assert text(1, "") + number(2, 0) + number(3, False) == b""


def test_numbers_above_127_take_more_bytes() -> None:
    assert varint(300) == b"\xac\x02"


@given(st.dictionaries(st.integers(1, 40), st.binary(max_size=300)), st.integers(0, 2**63))
def test_what_is_written_can_be_parsed_past_fields_of_other_kinds(fields: dict[int, bytes], n: int) -> None:
    data = b"".join(number(50, n) + message(field, content) for field, content in fields.items())
    assert parse(data) == fields
