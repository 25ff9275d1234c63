"""Template folders: the user's overlay first, then the built-in one, file by file."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

import tfgen
from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.source import SourceFile

SHARED = "_shared"
MANIFEST = "module.yaml"


def built_in() -> Path:
    """The folder of the built-in templates: inside the wheel, or beside the package in a checkout."""
    package = Path(tfgen.__file__).resolve().parent
    in_wheel = package / "_templates"
    if in_wheel.is_dir():
        return in_wheel
    return package.parent / "templates"


class TemplateFolders(Struct, frozen=True):
    """Folders that are searched in order;
    a file found in one hides the same file in the later ones.
    """

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, overlay: Path | None = None) -> TemplateFolders:
        """The built-in templates, below the user's ``overlay`` if there is one."""
        if overlay is None:
            return cls((built_in(),))
        return cls((overlay, built_in()))

    def modules(self) -> tuple[str, ...]:
        """The names of all modules, sorted."""
        names: set[str] = set()
        for root in self.roots:
            names.update(path.parent.name for path in root.glob(f"[!_.]*/{MANIFEST}"))
        return tuple(sorted(names))

    def files(self, module: str) -> tuple[str, ...]:
        """The Terraform templates of a module (``vpc/main.tf.jinja``), ``main`` first."""
        names: set[str] = set()
        for root in self.roots:
            names.update(f"{module}/{path.name}" for path in (root / module).glob("*.tf.jinja"))
        return tuple(sorted(names, key=_main_first))

    def path(self, name: str) -> Path | None:
        """The file that ``name`` (``vpc/main.tf.jinja``) stands for, or None."""
        for root in self.roots:
            path = root / name
            if path.is_file():
                return path
        return None

    def read(self, name: str) -> tuple[SourceFile | None, Diagnostics]:
        """The text of a template file, or findings:
        missing or unreadable (TFG101), not UTF-8 (TFG008).
        """
        path = self.path(name)
        if path is None:
            return None, (Diagnostic("TFG101", f"No template file {name}", file=name),)
        try:
            return SourceFile(name, path.read_text(encoding="utf-8-sig")), ()
        except UnicodeDecodeError as error:
            detail = f"Byte {error.start} cannot be read."
            problem = Diagnostic(
                "TFG008", f"{name} is not UTF-8", detail, "Save it as UTF-8.", file=name
            )
        except OSError as error:
            problem = Diagnostic(
                "TFG101", f"Cannot read {name}", error.strerror or str(error), file=name
            )
        return None, (problem,)


def _main_first(name: str) -> tuple[bool, str]:
    return not name.endswith("/main.tf.jinja"), name
