"""Trees of Terraform files of a given size, always the same: copies of the project's own HCL under other names."""

from __future__ import annotations

import re
import shutil
from itertools import count
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
SOURCES = ("modules", "examples")

_LABEL = re.compile(r'^(?:resource|data) "(\w+)" "(\w+)"', re.MULTILINE)
_MODULE = re.compile(r'source *= "git::[^"]*//(?:modules/)?(\w+)\?[^"]*"')


def tree(target: Path, lines: int) -> list[Path]:
    """Fill ``target`` with about ``lines`` lines; its files in order. No two copies have the same bytes."""
    shutil.rmtree(target, ignore_errors=True)
    folders: list[Path] = []
    for source in SOURCES:
        folders += _folders(REPOSITORY / source)
    files: list[Path] = []
    written = 0
    for number in count(1):
        for folder in folders:
            if written >= lines:
                return files
            copy = target / f"team{number:03}" / folder.relative_to(REPOSITORY)
            copy.mkdir(parents=True)
            for name, text in _copied(folder, number).items():
                (copy / name).write_text(text, "utf-8")
                files.append(copy / name)
                written += text.count("\n")
    return files


def _copied(folder: Path, number: int) -> dict[str, str]:
    texts = {file.name: file.read_text("utf-8") for file in sorted(folder.glob("*.tf"))}
    return renamed(texts, number)


def renamed(texts: dict[str, str], number: int) -> dict[str, str]:
    """A folder's files with other labels of resources and data, and with calls of the modules beside it."""
    labels: set[tuple[str, str]] = set()
    for text in texts.values():
        labels.update(_LABEL.findall(text))
    return {
        name: f"# copy {number}\n{_renamed(text, labels, number)}" for name, text in texts.items()
    }


def _renamed(text: str, labels: set[tuple[str, str]], number: int) -> str:
    for type_, name in sorted(labels):
        text = re.sub(rf'"{type_}" "{name}"', f'"{type_}" "{name}_{number}"', text)
        text = re.sub(rf"\b{type_}\.{name}\b", f"{type_}.{name}_{number}", text)
    return _MODULE.sub(r'source = "../../../../modules/\1"', text)


def without_modules_source(stack: str) -> str:
    """A stack file without its ``modules:`` line, so that its modules are rendered with it."""
    lines = [line for line in stack.splitlines(keepends=True) if not line.startswith("modules:")]
    return "".join(lines)


def _folders(top: Path) -> list[Path]:
    return sorted({file.parent for file in top.rglob("*.tf") if ".terraform" not in file.parts})


if __name__ == "__main__":
    import sys

    tree(Path(sys.argv[1]), int(sys.argv[2]))
