"""Where templates come from: the user's overlay folder first, then the built-in ones, file by file."""

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
    shipped = package / "_templates"
    return shipped if shipped.is_dir() else package.parent / "templates"


class TemplateFolders(Struct, frozen=True):
    """Folders that are searched in order; a file found in one hides the same file in the later ones."""

    roots: tuple[Path, ...]

    @classmethod
    def of(cls, overlay: Path | None = None) -> TemplateFolders:
        """The built-in templates, below the user's ``overlay`` if there is one."""
        return cls((overlay, built_in()) if overlay else (built_in(),))

    def modules(self) -> tuple[str, ...]:
        """The names of all modules, sorted."""
        return tuple(sorted({p.parent.name for root in self.roots for p in root.glob(f"[!_.]*/{MANIFEST}")}))

    def files(self, module: str) -> tuple[str, ...]:
        """The Terraform templates of a module (``vpc/main.tf.jinja``), ``main`` first."""
        found = {f"{module}/{p.name}" for root in self.roots for p in (root / module).glob("*.tf.jinja")}
        return tuple(sorted(found, key=lambda name: (not name.endswith("/main.tf.jinja"), name)))

    def path(self, name: str) -> Path | None:
        """The file that ``name`` (``vpc/main.tf.jinja``) stands for, or None."""
        return next((root / name for root in self.roots if (root / name).is_file()), None)

    def read(self, name: str) -> tuple[SourceFile | None, Diagnostics]:
        """The text of a template file, or findings: missing or unreadable (TFG101), not UTF-8 (TFG008)."""
        path = self.path(name)
        if path is None:
            return None, (Diagnostic("TFG101", f"No template file {name}", file=name),)
        try:
            return SourceFile(name, path.read_text(encoding="utf-8-sig")), ()
        except UnicodeDecodeError as error:
            detail = f"Byte {error.start} cannot be read."
            return None, (Diagnostic("TFG008", f"{name} is not UTF-8", detail, "Save it as UTF-8.", file=name),)
        except OSError as error:
            return None, (Diagnostic("TFG101", f"Cannot read {name}", error.strerror or str(error), file=name),)
