"""Manifests from the template folders, resolved for one provider version."""

from __future__ import annotations

from tfgen.diagnostics import Diagnostics, has_errors
from tfgen.library.folders import MANIFEST, SHARED, TemplateFolders
from tfgen.library.manifest_names import check_names
from tfgen.library.module import Module
from tfgen.library.resolver import Resolver
from tfgen.library.spec import ModuleSpec, SharedSpec
from tfgen.terraform.schema import ProviderSchema
from tfgen.yaml.read import read_yaml
from tfgen.yaml.typed import T, decode


def load_module(
    folders: TemplateFolders, name: str, schema: ProviderSchema
) -> tuple[Module | None, Diagnostics]:
    """The module ``name`` for the provider version of ``schema``.

    Mistakes in the manifest are findings: broken YAML and wrong keys as in a stack, and TFG040 for
    inputs and outputs that make no sense.
    """
    spec, spec_diagnostics = _read(folders, f"{name}/{MANIFEST}", ModuleSpec)
    shared, shared_diagnostics = _read(folders, f"{SHARED}/inputs.yaml", SharedSpec)
    diagnostics = (*spec_diagnostics, *shared_diagnostics)
    if spec is None or shared is None or has_errors(diagnostics):
        return None, diagnostics
    resolver = Resolver(f"{name}/{MANIFEST}", schema)
    shared_resolver = Resolver(f"{SHARED}/inputs.yaml", schema)
    module = _module(name, spec, shared, resolver=resolver, shared_resolver=shared_resolver)
    diagnostics = (
        *diagnostics,
        *shared_resolver.collector.diagnostics,
        *resolver.collector.diagnostics,
    )
    if has_errors(diagnostics):
        return None, diagnostics
    return module, diagnostics


def _read(folders: TemplateFolders, file: str, cls: type[T]) -> tuple[T | None, Diagnostics]:
    source, diagnostics = folders.read(file)
    if source is None:
        return None, diagnostics
    node, yaml_diagnostics = read_yaml(source)
    if node is None:
        return None, yaml_diagnostics
    spec, spec_diagnostics = decode(node, cls, file)
    return spec, (*yaml_diagnostics, *spec_diagnostics)


def _module(
    name: str,
    spec: ModuleSpec,
    shared: SharedSpec,
    *,
    resolver: Resolver,
    shared_resolver: Resolver,
) -> Module:
    first, last = shared_resolver.inputs(shared.first), shared_resolver.inputs(shared.last)
    inputs = (*first, *resolver.inputs(spec.inputs), *last)
    outputs = resolver.outputs(spec.outputs, spec.inputs)
    check_names(spec, {**shared.first, **shared.last}, resolver.collector)
    return Module(
        name=name,
        file=resolver.collector.file,
        description=spec.description.strip(),
        inputs=inputs,
        outputs=outputs,
        names=spec.names,
        absent={**shared_resolver.absent, **resolver.absent},
        usage=spec.usage,
    )
