import pytest

from tfgen.terraform.hcl.graphemes import columns, string_columns


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("a b", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("日本", 2),
        ("👍🏽", 1),
        ("👨\u200d👩\u200d👧", 1),
        ("🇬🇧🇩🇪🇫", 3),
        ("각", 1),
        ("\u1100\u1161\u11a8", 1),
        ("हिन्दी", 3),
        ("a\r\nb\n", 4),
        ("\u0600a", 1),
        ("\ufffd\u0301", 2),
        ("\U00011f00", 1),
        ("a\U00011f00", 1),
    ],
)
def test_columns_are_grapheme_clusters(text: str, count: int) -> None:
    assert columns(text) == count


@pytest.mark.parametrize(
    ("string", "count"),
    [('""', 2), ('"a"', 3), ('"\u0301a"', 4), ('"é"', 3), ('"$\u0301"', 4), ('"$${\u0301"', 6), ('"\\n\u0301é"', 5)],
)
def test_a_string_is_counted_token_by_token(string: str, count: int) -> None:
    assert string_columns(string) == count
