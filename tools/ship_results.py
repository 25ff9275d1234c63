"""``python -m tools.ship_results WHEEL``: put the results of the built-in modules into a wheel.

The wheel's own code makes them, for every bundled version of the provider, as a first run would:
its cache is what is shipped. A run of the installed wheel then finds them by the keys of its cache.
"""

from __future__ import annotations

import os
import subprocess
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tfgen.cache.shipped import FOLDER_NAME

MAKE = """
import sys
from pathlib import Path
from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.reading_back import BackReader
from tfgen.library.folders import TemplateFolders
from tfgen.terraform.schema import load_schema, versions_at_hand
cache, folders = Path(sys.argv[1]), TemplateFolders.of()
for version in versions_at_hand("hashicorp/aws"):
    with BackReader(cache) as reader:
        builder = CachedBuilder(folders, load_schema("aws", version), cache, reader)
        for name in folders.modules():
            if builder.draft_module(name, is_written=True).result.has_errors:
                sys.exit(f"{name} has errors for aws {version}")
        reader.finish()
"""

SHIPPED = ("drafts", "modules")
"""The folders of the cache that hold modules; modules' are what reading them back came to."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that the same results make the same wheel."""


def main() -> None:
    """Change the wheel that is named."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    wheel = Path(sys.argv[1])
    with TemporaryDirectory(prefix="tfgen-ship-") as work:
        package, cache = Path(work, "package"), Path(work, "cache")
        with ZipFile(wheel) as archive:
            archive.extractall(package)
        environment = {**os.environ, "PYTHONPATH": str(package)}
        command = [sys.executable, "-P", "-c", MAKE, str(cache)]
        subprocess.run(command, env=environment, cwd=work, check=True)
        count, size = add(wheel, results(cache))
    sys.stdout.write(f"{count} results, {size:,} bytes in {wheel.stat().st_size:,} of the wheel\n")


def results(cache: Path) -> dict[str, bytes]:
    """The results in a cache, by their paths in the wheel."""
    found: dict[str, bytes] = {}
    for folder in SHIPPED:
        for path in sorted((cache / folder).iterdir()):
            found[f"tfgen/{FOLDER_NAME}/{folder}/{path.name}"] = path.read_bytes()
    return found


def add(wheel: Path, files: dict[str, bytes]) -> tuple[int, int]:
    """Write a wheel anew with some files more, or other ones in their places.

    Returns their number and their size in bytes.
    """
    contents: dict[str, bytes] = {}
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.startswith(f"tfgen/{FOLDER_NAME}/"):
                contents[name] = archive.read(name)
    (record,) = (name for name in contents if name.endswith(".dist-info/RECORD"))
    lines = contents.pop(record).decode().splitlines()
    kept = [line for line in lines if not line.startswith(f"tfgen/{FOLDER_NAME}/")]
    kept[:0] = [_recorded(name, content) for name, content in files.items()]
    contents |= files
    contents[record] = ("\n".join(kept) + "\n").encode()
    temporary = wheel.with_suffix(".part")
    with ZipFile(temporary, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            info = ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            archive.writestr(info, content, ZIP_DEFLATED)
    temporary.replace(wheel)
    return len(files), sum(map(len, files.values()))


def _recorded(name: str, content: bytes) -> str:
    digest = urlsafe_b64encode(sha256(content).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(content)}"


if __name__ == "__main__":
    main()
