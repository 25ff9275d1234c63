"""All modules and roots of a stack: built, bound to each other, and what was found on the way."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from tfgen.build.cached_builder import CachedBuilder
from tfgen.build.judge_tree import judge
from tfgen.build.reading_back import BackReader
from tfgen.build.result import BuildOptions, BuiltModule, BuiltRoot, BuiltStack, RenderedStack
from tfgen.diagnostics import CheckResult, Diagnostic, Diagnostics, has_errors, joined, once
from tfgen.library.folders import TemplateFolders
from tfgen.output.ownership import StackOwner
from tfgen.source import SourceFile
from tfgen.stack.backend import suffix_guard
from tfgen.stack.bind_stack import bind_stack
from tfgen.stack.names import stack_name
from tfgen.stack.root_module import RootModule
from tfgen.stack.spec import Stack
from tfgen.terraform.config.language_versions import latest
from tfgen.terraform.schema import ProviderSchema
from tfgen.terraform.schema.names import load_name_limits

STAND_INS = ".tfgen/stand-ins"
"""The folder below the output root that stands for modules from elsewhere;
nothing is written there.
"""


def build_stack(
    stack: Stack,
    schema: ProviderSchema,
    folders: TemplateFolders,
    found: Diagnostics,
    options: BuildOptions,
) -> BuiltStack:
    """Build the modules that a stack uses, bind its services to them, build its roots, and judge
    all as the tree that it will be; each if what came before went well.

    ``found`` is what the stack file has wrong already.
    """
    with BackReader(options.cache, options.processes) as reader:
        builder = CachedBuilder(folders, schema, options.cache, reader)
        modules = _modules(builder, stack, folders)
        roots, unbound = _bind(stack, modules, folders, options.suffix)
        of_modules = joined(module.result for module in modules.values())
        found = stack_first((*found, *of_modules.diagnostics, *unbound), stack.file)
        built: tuple[BuiltRoot, ...] = ()
        if not has_errors(found):
            built = tuple(_root(builder, root, modules, stack.file) for root in roots)
        output = _assembled(stack, schema, roots, modules, built, options)
        result = joined([CheckResult(found), *(root.result for root in built)])
        if not result.has_errors:
            tree = _judged(output, builder, modules, options)
            result = joined([result, judge(tree, builder.bodies, options)])
        read_back = reader.finish()
    ordered = replace(result, diagnostics=stack_first(result.diagnostics, stack.file))
    return BuiltStack(output, joined([ordered, read_back]))


def _modules(
    builder: CachedBuilder, stack: Stack, folders: TemplateFolders
) -> dict[str, BuiltModule]:
    """The modules that the stack uses; they are written unless it names a source for them."""
    modules: dict[str, BuiltModule] = {}
    for name in folders.modules():
        if name in stack.uses:
            modules[name] = builder.draft_module(name, is_written=stack.modules is None)
    return modules


def _bind(
    stack: Stack, built: Mapping[str, BuiltModule], folders: TemplateFolders, suffix: str | None
) -> tuple[tuple[RootModule, ...], Diagnostics]:
    """The stack's roots, and what does not fit; a module with errors is there, but cannot be used."""
    modules = dict.fromkeys(folders.modules())
    modules |= {name: module.usable for name, module in built.items()}
    connections = {name: module.connections for name, module in built.items()}
    roots, found = bind_stack(stack, modules, load_name_limits(), connections)
    if not suffix:
        return roots, found
    for environment in stack.environments:
        found = (*found, *suffix_guard(environment, stack.file))
    return roots, found


def _root(
    builder: CachedBuilder, root: RootModule, modules: Mapping[str, BuiltModule], stack_file: str
) -> BuiltRoot:
    names = set()
    for call in root.calls:
        names.add(call.module.name)
    return builder.root(root, stack_file, latest(modules[name].needs for name in names))


def _judged(
    output: RenderedStack,
    builder: CachedBuilder,
    modules: Mapping[str, BuiltModule],
    options: BuildOptions,
) -> RenderedStack:
    """The tree to judge. Modules from elsewhere cannot be read,
    so roots that call such are judged with those of the template folders in their place.
    """
    source = output.stack.modules
    if source is None or source.startswith(("./", "../")):
        return output
    stand_ins: dict[str, BuiltModule] = {}
    for name, module in modules.items():
        files = []
        for file in module.files:
            files.append(replace(file, path=f"{STAND_INS}/{file.path}"))
        stand_ins[name] = replace(module, files=tuple(files))
    roots: list[BuiltRoot] = []
    local = f"../../{STAND_INS}/modules/${{module}}"
    for root in output.roots:
        needs = latest(modules[call.module.name].needs for call in root.calls)
        calling = replace(root, source=local)
        roots.append(builder.root(calling, output.stack.file, needs, is_written=False))
    stack = replace(output.stack, modules=None)
    return _assembled(stack, output.schema, output.roots, stand_ins, tuple(roots), options)


def _assembled(
    stack: Stack,
    schema: ProviderSchema,
    roots: tuple[RootModule, ...],
    modules: Mapping[str, BuiltModule],
    built: tuple[BuiltRoot, ...],
    options: BuildOptions,
) -> RenderedStack:
    """All files, and whose they are."""
    files: list[SourceFile] = []
    owners: dict[str, str] = {}
    for root, made in zip(roots, built, strict=False):
        files += made.files
        owners |= dict.fromkeys([file.path for file in made.files], root.environment)
    if stack.modules is None:
        for module in modules.values():
            files += module.files
            owners |= dict.fromkeys([file.path for file in module.files], "")
    owner = StackOwner(stack_name(stack.file), stack.name, beside=_is_beside(stack, options))
    return RenderedStack(stack, schema, roots, tuple(files), owners, owner)


def _is_beside(stack: Stack, options: BuildOptions) -> bool:
    """True when the stack file lies in the output root."""
    return stack.file != "-" and options.out.resolve() == options.folder.resolve()


def stack_first(found: Diagnostics, stack_file: str) -> Diagnostics:
    """Each diagnostic once; those of the stack file first, from top to bottom."""

    def place(d: Diagnostic) -> tuple[bool, int]:
        if d.file != stack_file or d.range is None:
            return d.file != stack_file, 0
        return False, d.range.start.offset

    return tuple(sorted(once(found), key=place))
