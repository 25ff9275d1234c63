import pytest

from tfgen.rules.aws._cidr import network_of
from tfgen.rules.aws.subnet_outside_vpc import is_inside


@pytest.mark.parametrize("text", ["10.0.0.0/16", "0.0.0.0/0", "::/0", "2001:db8::/32"])
def test_networks(text: str) -> None:
    assert str(network_of(text)) == text


@pytest.mark.parametrize("text", ["", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.0/255.0.0.0", "a/8"])
def test_what_is_none(text: str) -> None:
    assert network_of(text, exact=False) is None


def test_bits_behind_the_prefix() -> None:
    assert network_of("10.0.0.1/8") is None
    assert str(network_of("10.0.0.1/8", exact=False)) == "10.0.0.0/8"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("10.0.1.0/24", "10.0.0.0/16", True),
        ("10.0.0.0/16", "10.0.0.0/16", True),
        ("10.0.0.0/15", "10.0.0.0/16", False),
        ("10.1.0.0/24", "10.0.0.0/16", False),
        ("::/0", "0.0.0.0/0", False),
    ],
)
def test_is_inside(part: str, whole: str, expected: bool) -> None:
    first, second = network_of(part), network_of(whole)
    assert first is not None
    assert second is not None
    assert is_inside(first, second) is expected
