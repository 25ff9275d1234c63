"""Tables in the width of a terminal."""

from tfgen.cli.tables import table

ROWS = [("at_rest_encryption_enabled", "optional", "bool"), ("id", "", "The identifier, which AWS makes up.")]


def test_the_last_column_is_broken_at_blanks() -> None:
    assert list(table(ROWS, 64)) == [
        "at_rest_encryption_enabled  optional  bool",
        "id                                    The identifier, which AWS",
        "                                      makes up.",
    ]


def test_it_goes_below_where_there_is_no_room_beside_the_names() -> None:
    lines = list(table(ROWS, 50))
    assert lines == [
        "at_rest_encryption_enabled  optional",
        "        bool",
        "id",
        "        The identifier, which AWS makes up.",
    ]
    assert max(map(len, lines)) <= 50


def test_names_are_never_broken_however_narrow_it_is() -> None:
    assert next(table([("a_very_long_name_of_an_argument", "x")], 10)) == "a_very_long_name_of_an_argument"
    assert list(table([], 80)) == []
