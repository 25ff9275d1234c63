import pytest

from tfgen.terraform.schema.choose import DEFAULT, VersionChoice, choose, choose_other, numbers

AT_HAND = ("3.39.0", "4.67.0", "5.100.0", "6.62.0")


def test_without_a_constraint_it_is_the_default() -> None:
    assert choose(None, AT_HAND) == VersionChoice("6.62.0", None)


def test_the_default_is_bundled() -> None:
    assert DEFAULT in AT_HAND


@pytest.mark.parametrize(
    ("constraint", "version"),
    [
        (">= 3.0", "6.62.0"),
        ("~> 5.0", "5.100.0"),
        ("~> 5.31", "5.100.0"),
        ("~> 5.100.0", "5.100.0"),
        ("~> 4", "4.67.0"),
        ("= 3.39.0", "3.39.0"),
        ("3.39.0", "3.39.0"),
        ("v3.39.0", "3.39.0"),
        ("3.39", "3.39.0"),
        (">= 4.9, < 5.0", "4.67.0"),
        (">=4.9,<6", "5.100.0"),
        ("> 5.100.0", "6.62.0"),
        ("<= 4.67.0", "4.67.0"),
        ("<= 7.0", "6.62.0"),
        ("< 6", "5.100.0"),
        ("< 6.0.0, >= 4.0", "5.100.0"),
        ("!= 5.100.0", "6.62.0"),
        (">= 5.0.0-beta1", "6.62.0"),
    ],
)
def test_the_newest_that_meets_it(constraint: str, version: str) -> None:
    assert choose(constraint, AT_HAND) == VersionChoice(version, constraint)


@pytest.mark.parametrize(
    ("constraint", "version"),
    [
        ("= 5.31.0", "5.100.0"),
        ("~> 5.31.0", "5.100.0"),
        ("~> 4.68", "4.67.0"),
        (">= 6.70", "6.62.0"),
        ("> 6.62.0", "6.62.0"),
        ("< 6.56.1", "6.62.0"),
        ("<= 6.0", "6.62.0"),
        ("< 6.1", "6.62.0"),
        (">= 4.9, < 6.40, != 6.39.0", "6.62.0"),
        ("!= 6.62.0", "6.62.0"),
        ("< 5.99", "5.100.0"),
        ("> 5.0, < 5.100.0", "5.100.0"),
        (">= 3.0, < 4.1", "4.67.0"),
        ("< 6.0, != 5.100.0", "5.100.0"),
    ],
)
def test_else_the_nearest_of_the_same_major(constraint: str, version: str) -> None:
    assert choose(constraint, AT_HAND) == VersionChoice(version, constraint, met=False)


@pytest.mark.parametrize("constraint", ["~> 3.0", "< 4", ">= 3.30, < 4.0"])
def test_the_last_release_of_a_finished_major_is_known(constraint: str) -> None:
    assert choose(constraint, AT_HAND) == VersionChoice("3.39.0", constraint, chosen="3.76.1")


def test_a_schema_at_hand_is_a_release_too() -> None:
    assert choose(">= 5.0", (*AT_HAND, "7.1.0")).version == "7.1.0"
    assert choose("< 6.56.1", (*AT_HAND, "6.40.0")) == VersionChoice("6.40.0", "< 6.56.1")


def test_the_nearest_of_several() -> None:
    assert choose("= 5.31.0", (*AT_HAND, "5.30.0", "5.0.0")) == VersionChoice("5.30.0", "= 5.31.0", met=False)


@pytest.mark.parametrize("constraint", ["~> 2.0", "= 7.0.0", ">= 9", "", "latest", ">= x", "~> 5.0 || 6.0"])
def test_else_the_default(constraint: str) -> None:
    assert choose(constraint, AT_HAND) == VersionChoice("6.62.0", constraint, met=False, same_major=False)


def test_versions_are_compared_as_numbers() -> None:
    assert choose("~> 5.0", ("5.9.0", "5.100.0", "5.31.2")).version == "5.100.0"
    assert numbers("5.100.0-beta1") == (5, 100, 0)
    assert numbers("5") == (5, 0, 0)


@pytest.mark.parametrize(
    ("constraint", "version", "met"),
    [
        (None, "3.9.1", True),
        ("~> 3.1", "3.9.1", True),
        (">= 3.0, < 3.8", "3.7.2", True),
        ("< 3.9.1", "3.7.2", True),
        ("= 3.4.3", "3.7.2", False),
        ("< 3.5.0", "3.7.2", False),
        ("< 3.0.0", None, False),
        ("~> 2.0", None, False),
        ("4.0.0", None, False),
        ("whatever", None, False),
    ],
)
def test_another_provider_s_version(constraint: str | None, version: str | None, met: bool) -> None:
    choice = choose_other(constraint, ("3.7.2", "3.9.1"))

    assert (choice.version if choice else None) == version
    assert choice is None or choice.met is met
