import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.stack.stacks import limits
from tfgen.library.spec import NameSpec
from tfgen.stack.names import (
    MAX_NAME_LENGTH,
    MIN_NAME_LENGTH,
    NAME,
    SERVICE,
    DoesNotFit,
    fit,
    is_suffix,
    name_problem,
    service_name,
)

ROLE = NameSpec("aws_iam_role.name", "{name}-worker-{suffix}")  # at most 64 characters
CACHE = NameSpec("aws_elasticache_replication_group.replication_group_id", "{name}-{suffix}")  # at most 40
KEYED = NameSpec("aws_iam_role.name", "{name}-{rules}-{suffix}")

names = st.from_regex(NAME, fullmatch=True)


def fitted(name: str, *specs: NameSpec, suffix: str = "dev", **words: str) -> str | DoesNotFit:
    return fit(name, specs, limits(), lambda _: {"suffix": suffix, "index": "00", **words})


@pytest.mark.parametrize("name", ["a", "shop", "shop-2", "a1-b2-c3"])
def test_names(name: str) -> None:
    assert name_problem(name) == ""


@pytest.mark.parametrize("name", ["", "A", "1a", "a_b", "a--b", "-a", "a-", "a b", "é", "a\n", "a/b", "..", "${x}"])
def test_what_is_no_name(name: str) -> None:
    assert name_problem(name) == f'"{name}" must be lower-case words of letters and digits, joined by single hyphens.'


def test_a_name_has_an_end() -> None:
    assert name_problem("a" * MAX_NAME_LENGTH) == ""
    assert (
        name_problem("a" * (MAX_NAME_LENGTH + 1))
        == f"It has {MAX_NAME_LENGTH + 1} characters; {MAX_NAME_LENGTH} are the most."
    )


@pytest.mark.parametrize(("name", "good"), [("a", True), ("a_b", True), ("a-b1", True), ("a-_b", False), ("1", False)])
def test_names_of_services(name: str, good: bool) -> None:
    assert (SERVICE.fullmatch(name) is not None) is good


@pytest.mark.parametrize("suffix", ["a", "dev", "0", "pr-17", "a" * 20])
def test_suffixes(suffix: str) -> None:
    assert is_suffix(suffix)


@pytest.mark.parametrize("suffix", ["", "-a", "a-", "A", "a_b", "a" * 21, "é", "a b", "a\n"])
def test_what_is_no_suffix(suffix: str) -> None:
    assert not is_suffix(suffix)


def test_the_name_of_a_services_resources() -> None:
    assert service_name("shop", "card_files") == "shop-card-files"


def test_a_name_that_fits_stays_as_it_is() -> None:
    assert fitted("shop-database", ROLE, CACHE) == "shop-database"
    assert fitted("x" * 500) == "x" * 500  # no pattern, no limit


def test_a_name_is_shortened_for_the_tightest_pattern_with_a_hash_that_never_changes() -> None:
    short = fitted("payments-settlement-reconciliation-database", ROLE, CACHE)
    assert short == "payments-settlement-reconciliat-6ae6"
    assert len(f"{short}-dev") == 40
    other = fitted("payments-settlement-reconciliation-databases", ROLE, CACHE)
    assert isinstance(other, str)
    assert other.rpartition("-")[0] == short.rpartition("-")[0]
    assert other != short


def test_a_longer_suffix_or_key_leaves_less_room() -> None:
    name = "payments-settlement-reconciliation-database"
    assert fitted(name, ROLE) == name
    assert fitted(name, ROLE, suffix="a" * 20) == "payments-settlement-reconciliat-6ae6"
    assert fitted(name, KEYED, rules="k" * 40) == "payments-settl-6ae6"


def test_a_name_that_cannot_be_made_to_fit_says_why() -> None:
    assert fitted("shop-database", KEYED, rules="k" * 55) == DoesNotFit("aws_iam_role.name", KEYED.pattern, 64, 4)
    assert fitted("shop-database", KEYED, rules="k" * 99) == DoesNotFit("aws_iam_role.name", KEYED.pattern, 64, 0)


@given(names, st.integers(0, 60))
def test_a_fitted_name_is_a_name_within_the_limit(name: str, length: int) -> None:
    short = fitted(name, KEYED, rules="k" * length)
    room = 64 - length - len("--dev")
    if len(name) <= room:
        assert short == name
    elif room < MIN_NAME_LENGTH:
        assert isinstance(short, DoesNotFit)
    else:
        assert isinstance(short, str)
        assert NAME.fullmatch(short)
        assert len(short) <= room
