"""Learns how long a text may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tfgen.aws.refusals.model import ValueRefusal
from tools.ask.messages import numbers
from tools.ask.places import Asker

MAX_LENGTH = 20_000
_PADS = ("a", "1", "A", "f")
_BEGINNINGS = ("", "/", "alias/", "abc", "https://example.com/", "arn:aws:iam::123456789012:role/")


def learn_lengths(asker: Asker) -> Iterator[ValueRefusal]:
    """The least and the greatest length, where the provider's message names the number."""
    made = _maker(asker)
    if made is None:
        return
    make, taken = made
    least = most = None
    if not asker.takes(make(MAX_LENGTH)):
        most = _border(asker, make, MAX_LENGTH, taken)
        if not _names(asker, make(most + 1), most):
            most = None
    shortest = len(make(0))
    if shortest <= 1 and not asker.takes(make(1)):
        least = _border(asker, make, 1, taken)
        if not _names(asker, make(least - 1), least):
            least = None
    elif shortest <= 1 and not asker.takes(""):
        least = 1
    if most is not None or (least or 0) > 1:
        yield ValueRefusal(asker.place.path, "length", least=least, most=most)


def _maker(asker: Asker) -> tuple[Callable[[int], str], int] | None:
    """Makes texts of any length, some of which are taken; and a length that is."""
    for beginning in _BEGINNINGS:
        for pad in _PADS:

            def make(length: int, beginning: str = beginning, pad: str = pad) -> str:
                return (beginning + pad * (length - len(beginning)))[: max(length, 0)] or beginning

            for length in (8, 40, 2, 100):
                if length > len(beginning) and asker.takes(make(length)):
                    return make, length
    return None


def _border(asker: Asker, make: Callable[[int], str], refused: int, taken: int) -> int:
    """The last length taken on the way to one that is refused."""
    while abs(refused - taken) > 1:
        middle = (refused + taken) // 2
        if asker.takes(make(middle)):
            taken = middle
        else:
            refused = middle
    return taken


def _names(asker: Asker, text: str, border: int) -> bool:
    """True if the provider's words about a text name the border."""
    for message in asker.refusals(text):
        said = message.replace(text, "")
        if {border, border + 1, border - 1} & set(numbers(said)):
            return True
    return False
