"""A bound environment to the files of its root configuration."""

from __future__ import annotations

from pathlib import PurePosixPath

from tfgen.diagnostics import Diagnostic, Diagnostics
from tfgen.render.context import TERRAFORM
from tfgen.render.marks import Keyed
from tfgen.render.module import hcl_file
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.stack.bound import Argument, Call, Root

_TEMPLATES = ("main", "providers", "versions", "backend", "variables", "outputs")


def render_root(
    templates: Templates, root: Root, provider_source: str, folder: str, stack_file: str
) -> tuple[tuple[SourceFile, ...], Diagnostics]:
    """The ``.tf`` files of one environment below ``folder`` (``envs/dev``); findings TFG101 to TFG103."""
    context = {
        "root": root,
        "terraform": TERRAFORM,
        "provider_source": provider_source,
        "provider_version": f"= {root.version}",
        "calls": [_call(call, root.source) for call in root.calls],
        "backend": [_argument(a) for a in root.backend.arguments] if root.backend else [],
    }
    files: list[SourceFile] = []
    found: list[Diagnostic] = []
    for name in _TEMPLATES:
        rendered, more = templates.hcl(f"_root/{name}.tf.jinja", context)
        found += more
        if rendered and rendered[0].strip():
            files.append(hcl_file(f"{folder}/{name}.tf", PurePosixPath(stack_file).name, *rendered))
    return tuple(files), tuple(found)


def _call(call: Call, source: str) -> dict[str, object]:
    return {
        "service": call.service,
        "module": call.module,
        "source": Keyed(source.replace("${module}", call.module.name), call.key),
        "arguments": [_argument(a) for a in call.arguments],
        "sensitive": any(o.sensitive for o in call.module.outputs),
        "output_description": f"Outputs of the service {call.service} (module {call.module.name}).",
    }


def _argument(argument: Argument) -> dict[str, object]:
    return {"name": argument.name, "value": Keyed(argument.value, argument.key)}
