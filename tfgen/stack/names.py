"""Names, built in one place: long enough to be told apart, short enough for AWS."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from tfgen.library.spec import NameSpec

if TYPE_CHECKING:
    from tfgen.terraform.schema.names import NameLimit

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""Names of a stack, of an environment and of the resources of a service."""

SERVICE = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
"""Names of a service."""

SUFFIX_RULE = '1 to 20 of a-z, 0-9 and "-", with no hyphen at either end'
_SUFFIX = re.compile(r"[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?")

MAX_NAME_LENGTH = 64
"""More characters than the name of a stack or an environment, which is a folder's too, ever needs."""

MIN_NAME_LENGTH = 8
"""A name shortened to less than this says nothing any more."""

HASH_LENGTH = 4


class DoesNotFit(Struct, frozen=True):
    """No room for a name: ``pattern`` already fills ``limit`` characters but for ``room`` of them."""

    attribute: str
    pattern: str
    limit: int
    room: int


def is_suffix(text: str) -> bool:
    """True when resource names can end in ``text``."""
    return _SUFFIX.fullmatch(text) is not None


def name_problem(text: str) -> str:
    """The reason why ``text`` is no name of a stack or an environment; "" when it is one."""
    if not NAME.fullmatch(text):
        return f'"{text}" must be lower-case words of letters and digits, joined by single hyphens.'
    if len(text) > MAX_NAME_LENGTH:
        return f"It has {len(text)} characters; {MAX_NAME_LENGTH} are the most."
    return ""


def service_name(stack: str, service: str) -> str:
    """The name of a service's resources, without the suffix: ``payments-database``."""
    return f"{stack}-{service.replace('_', '-')}"


def fit(
    name: str,
    specs: tuple[NameSpec, ...],
    limits: Mapping[str, NameLimit],
    words: Callable[[NameSpec], Mapping[str, str]],
) -> str | DoesNotFit:
    """``name``, or its beginning and a hash of it when a pattern
    of ``specs`` would become longer than AWS allows.

    ``words`` gives the other words of a pattern: suffix, index, the longest key.
    Same name, same result, always.
    """
    room = len(name)
    tightest: tuple[NameSpec, int] | None = None
    for spec in specs:
        limit = limits.get(spec.attribute)
        if limit is None:
            continue
        left = limit.max_length - len(spec.pattern.format_map({**words(spec), "name": ""}))
        if left < room:
            room, tightest = left, (spec, limit.max_length)
    if tightest is None:
        return name
    spec, max_length = tightest
    if room < MIN_NAME_LENGTH:
        return DoesNotFit(spec.attribute, spec.pattern, limit=max_length, room=max(room, 0))
    digest = sha256(name.encode()).hexdigest()[:HASH_LENGTH]
    return f"{name[: room - HASH_LENGTH - 1].rstrip('-')}-{digest}"


def stack_name(path: str) -> str:
    """The name of a stack file in headers: without its folder, which differs between machines."""
    if path == "-":
        return "standard input"
    return posixpath.basename(path.replace("\\", "/"))
