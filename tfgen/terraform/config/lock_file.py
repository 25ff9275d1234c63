"""The dependency lock file, as far as it says which AWS provider ``terraform init`` has chosen."""

from __future__ import annotations

from msgspec import Struct

from tfgen.source import Range, SourceFile
from tfgen.terraform.config.files import Content
from tfgen.terraform.config.provider_names import is_aws
from tfgen.terraform.hcl.parse import decode, parse
from tfgen.terraform.hcl.walk import plain_string


class LockedVersion(Struct, frozen=True):
    """A version in a lock file, with its place."""

    text: str
    file: SourceFile
    range: Range


def locked_version(lock: Content) -> LockedVersion | None:
    """The version of the AWS provider in a lock file; None where there is none or it cannot be read."""
    source = decode(lock.content, lock.path)[0] if lock.content else None
    if source is None:
        return None
    body, _ = parse(source)
    for block in body.blocks if body else ():
        version = block.body.get("version")
        if block.type != "provider" or not block.labels or version is None:
            continue
        text = plain_string(version)
        if text and is_aws(block.labels[0].value.lower()):
            return LockedVersion(text, source, version.range)
    return None
