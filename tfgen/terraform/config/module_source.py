"""The directory that the source of a local module leads to."""

import posixpath


def local_directory(directory: str, source: str | None) -> str | None:
    """The directory that a local module's source leads to, None for modules elsewhere."""
    if source is None or not source.startswith(("./", "../")):
        return None
    target = posixpath.normpath(posixpath.join(directory, source))
    return "" if target == "." else target
