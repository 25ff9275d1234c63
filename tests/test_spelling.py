import random
from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfgen.spelling import Suggestion, did_you_mean, distance, nearest, suggestion

WORDS = st.text("abcde_", max_size=8)


@pytest.mark.parametrize(
    ("word", "known", "name"),
    [
        ("encryptd", ["encrypted", "kms_key_id"], "encrypted"),
        ("depend_on", ["depends_on", "count"], "depends_on"),
        ("for_eech", ["for_each", "count"], "for_each"),
        ("lifecyle", ["lifecycle", "connection"], "lifecycle"),
        ("provisoner", ["provisioner", "lifecycle"], "provisioner"),
        ("teh_name", ["the_name"], "the_name"),
        ("cidrBlock", ["cidr_block", "cidr_blocks"], "cidr_block"),
        ("instance-type", ["instance_type"], "instance_type"),
        ("availabilty_zne", ["availability_zone", "arn"], "availability_zone"),
    ],
)
def test_confident(word: str, known: list[str], name: str) -> None:
    assert suggestion(word, known) == Suggestion(name, confident=True)


@pytest.mark.parametrize(
    ("word", "known", "name"),
    [
        ("subnet_id", ["subnet_ids", "arn"], "subnet_ids"),
        ("cidr_blocks", ["cidr_block", "arn"], "cidr_block"),
        ("ipv6_cidr_block", ["ipv4_cidr_block"], "ipv4_cidr_block"),
        ("azs", ["az", "b"], "az"),
        ("region_nme", ["region_name", "region_names"], "region_name"),
    ],
    ids=["many for one", "one for many", "another number", "too short", "two nearly as close"],
)
def test_not_confident(word: str, known: list[str], name: str) -> None:
    assert suggestion(word, known) == Suggestion(name, confident=False)


@pytest.mark.parametrize(
    ("word", "known", "taken"),
    [
        ("max_sice", ["max_size", "max_side"], ()),
        ("encryptd", ["encrypted"], ("encrypted",)),
        ("made_up", ["cidr_block", "arn"], ()),
        ("az_cnt", ["cidr"], ()),
        ("x", [], ()),
        ("same", ["same"], ()),
    ],
    ids=["two as close", "there already", "nothing near", "far", "nothing at all", "itself"],
)
def test_none(word: str, known: list[str], taken: tuple[str, ...]) -> None:
    assert suggestion(word, known, taken) is None


@given(WORDS, st.lists(WORDS))
def test_it_is_what_messages_name(word: str, known: list[str]) -> None:
    found = suggestion(word, known)
    assert found is None or found.name == nearest(word, known)


def slow(one: str, other: str) -> int:
    """Optimal string alignment, straight from its definition."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        slow(one[:-1], other) + 1, slow(one, other[:-1]) + 1, slow(one[:-1], other[:-1]) + (one[-1] != other[-1])
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-2:][::-1]:
        best = min(best, slow(one[:-2], other[:-2]) + 1)
    return best


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 6))
def test_distance(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(slow(one, other), limit + 1)


def test_letters_that_both_begin_and_end_with_cost_nothing() -> None:
    for one, other, away in (
        ("aab", "ab", 1),
        ("abab", "ab", 2),
        ("xaby", "xbay", 1),
        ("aa", "aaa", 1),
        ("aba", "aa", 1),
    ):
        assert distance(f"same_{one}_same", f"same_{other}_same", 5) == distance(one, other, 5) == away


@pytest.mark.parametrize(("word", "near"), [("regon", "region"), ("REGION", "region"), ("x", None), ("", None)])
def test_the_nearest_right_name(word: str, near: str | None) -> None:
    assert nearest(word, ["region", "suffix", "tags"]) == near
    assert did_you_mean(word, ["region", "suffix", "tags"]) == (f'Did you mean "{near}"?' if near else "")


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("efs", "ecs"),
        ("sns", "sqs"),
        ("rds", "ecs"),
        ("eks", "ecs"),
        ("alb", "elb"),
        ("lifecycle_rules", "lifecycle"),
        ("lifecycle_rule", "lifecycle"),
        ("lifecycle", "lifecycle_rule"),
        ("subnet", "subnet_id"),
        ("tags_all", "tags"),
        ("vpc", "vpc_id"),
        ("cidr", "cidr_block"),
        ("engine_version", "engine"),
        ("security_groups", "vpc_security_group_ids"),
        ("aws_elb", "aws_eip"),
        ("min_size", "max_size"),
        ("queue", "bucket"),
        ("aws_efs_cluster", "aws_ecs_cluster"),
        ("from_port", "to_port"),
    ],
)
def test_another_word_is_no_slip(word: str, name: str) -> None:
    assert did_you_mean(word, [name, "zzzz"]) == ""
    assert suggestion(word, [name, "zzzz"]) is None


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("teh", "the"),
        ("opn", "open"),
        ("idd", "id"),
        ("warn", "warning"),
        ("modul", "module"),
        ("moduel", "module"),
        ("lamda", "lambda"),
        ("subnets", "subnet"),
        ("subnet_id", "subnet_ids"),
        ("cidr-block", "cidr_block"),
        ("availabilty_zne", "availability_zone"),
        ("lifecycle_rules", "lifecycle_rule"),
        ("retention_day", "retention_days"),
        ("kms_ky_id", "kms_key_id"),
        ("aws_vcp", "aws_vpc"),
        ("vpc_idd", "vpc_id"),
        ("enable_dns_suport", "enable_dns_support"),
    ],
)
def test_a_slip(word: str, name: str) -> None:
    assert did_you_mean(word, [name, "zzzz"]) == f'Did you mean "{name}"?'


def test_the_nearest_is_the_one_that_difflib_finds() -> None:
    random_ = random.Random(1)

    def word() -> str:
        return "".join(random_.choice("abc_") for _ in range(random_.randrange(1, 9)))

    for _ in range(2000):
        given, known = word(), [word() for _ in range(random_.randrange(8))]
        assert nearest(given, known) in (None, next(iter(get_close_matches(given, known, n=1)), None))
