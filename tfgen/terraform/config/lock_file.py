"""The dependency lock file, as far as it says which AWS provider ``terraform init`` has chosen."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range, SourceFile
from tfgen.terraform.config.files import Content
from tfgen.terraform.config.provider_names import AWS
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.hcl.walk import plain_string


class LockedVersion(Struct, frozen=True):
    """A version in a lock file, with its place."""

    text: str
    file: SourceFile
    range: Range


def locked_version(lock: Content, provider: str = AWS) -> LockedVersion | None:
    """The version of a provider in a lock file, whichever registry it is taken from;
    None where there is none or it cannot be read.
    """
    source = decode(lock.content, lock.path)[0] if lock.content else None
    if source is None:
        return None
    body, _ = parse(source)
    for block in body.blocks if body else ():
        version = block.body.get("version")
        if block.type != "provider" or not block.labels or version is None:
            continue
        text = plain_string(version)
        if text and _is(block.labels[0].value.lower(), provider):
            return LockedVersion(text, source, version.range)
    return None


def _is(address: str, provider: str) -> bool:
    return address == provider or address.endswith(f"/{provider}")
