"""The schema of a provider as its bindings have it.

Lost: limits above one, ``sensitive`` and ``deprecated`` marks, the version of each type's schema; ``write_only``
goes by the name. Arguments
that hold objects are given a type all of whose members are optional, since the bindings do not say whether the
provider takes blocks there too: so nothing is demanded that the provider may not demand.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from tfgen.terraform.schema.bindings.archive import BindingsError, bindings_files
from tfgen.terraform.schema.bindings.declarations import (
    DeclaredFunction,
    DeclaredMember,
    Interfaces,
    read_declarations,
    read_functions,
)
from tfgen.terraform.schema.bindings.member_types import (
    BUILTIN_OBJECTS,
    TypeJson,
    type_of_getter,
    type_of_parameter,
    type_of_storage,
)
from tfgen.terraform.schema.bindings.scripts import (
    Script,
    ScriptClass,
    ScriptMember,
    Stored,
    read_script,
)
from tfgen.terraform.schema.document import (
    AttributeDocument,
    BlockDocument,
    BlockType,
    Provider,
    Schema,
)

_SECTIONS = {
    "TerraformResource": "resource_schemas",
    "TerraformDataSource": "data_source_schemas",
    "TerraformEphemeralResource": "ephemeral_resource_schemas",
}
_FUNCTIONS = "provider-functions"
_MAX_DEPTH = 64
_WRITE_ONLY = "_wo"
"""The end of the names of write-only arguments, as HashiCorp's rules for providers have it.

An ephemeral value may be given to these only, so that a missing mark would make an error of what is right.
"""
_OF_PROVIDER = frozenset({"alias"})
"""Arguments of a provider block that are Terraform's own."""


class DerivedSchema(Struct, frozen=True):
    """A provider's schema with its source (``hashicorp/random``), its name and its version."""

    source: str
    version: str
    provider: Provider

    @property
    def name(self) -> str:
        """The last part of the source, by which its types begin."""
        return self.source.rpartition("/")[2]


class _Folder(Struct):
    """All that the files of one folder say."""

    script: Script = field(default_factory=Script)
    interfaces: Interfaces = field(default_factory=dict)
    functions: dict[str, DeclaredFunction] = field(default_factory=dict)


def derive(wheel: Path) -> DerivedSchema:
    """The schema that a bindings package was generated from. Raises ``BindingsError`` and ``OSError``."""
    folders: dict[str, _Folder] = {}
    for file in bindings_files(wheel):
        folder = folders.setdefault(file.folder, _Folder())
        if not file.declares:
            read_script(file.text, folder.script)
        elif file.folder == _FUNCTIONS:
            folder.functions |= read_functions(file.text)
        else:
            read_declarations(file.text, folder.interfaces)
    if "provider" not in folders:
        raise BindingsError(f"{wheel.name} holds no bindings of a provider")
    source, version = _identity(folders["provider"].script.generator, wheel)
    provider = _provider(folders)
    if not any(getattr(provider, section) for section in _SECTIONS.values()):
        raise BindingsError(f"{wheel.name} has another form than tfgen knows: no types are found")
    return DerivedSchema(source, version, provider)


def _identity(generator: dict[str, str], wheel: Path) -> tuple[str, str]:
    try:
        source, version = generator["terraformProviderSource"], generator["providerVersion"]
    except KeyError:
        raise BindingsError(f"{wheel.name} does not say which provider it is for") from None
    return source if "/" in source else f"hashicorp/{source}", version


def _provider(folders: dict[str, _Folder]) -> Provider:
    sections: dict[str, dict[str, Schema]] = {name: {} for name in _SECTIONS.values()}
    configuration = Schema()
    for folder in folders.values():
        maker = _SchemaMaker(folder)
        for script_class in folder.script.classes.values():
            if script_class.base == "TerraformProvider":
                configuration = Schema(maker.top(script_class, _OF_PROVIDER))
            elif script_class.base in _SECTIONS and script_class.type:
                section = sections[_SECTIONS[script_class.base]]
                section[script_class.type] = Schema(maker.top(script_class))
    functions = _functions(folders[_FUNCTIONS]) if _FUNCTIONS in folders else None
    return Provider(
        configuration,
        resource_schemas=sections["resource_schemas"],
        data_source_schemas=sections["data_source_schemas"],
        ephemeral_resource_schemas=sections["ephemeral_resource_schemas"],
        functions=functions,
    )


class _SchemaMaker:
    """Makes blocks of the classes of one folder."""

    def __init__(self, folder: _Folder) -> None:
        self._script = folder.script
        self._interfaces = folder.interfaces
        self._tables = {_capital(name): table for name, table in self._script.tables.items()}
        self._open: list[str] = []

    def top(self, of: ScriptClass, left_out: frozenset[str] = frozenset()) -> BlockDocument:
        """The block of a resource, data source, ephemeral resource or provider."""
        declared = self._interfaces.get(f"{of.name}Config", {})
        members = [member for member in of.members if member.name not in left_out]
        return self._block(members, declared, self._tables.get(of.name, {}))

    def _block(
        self,
        members: list[ScriptMember],
        declared: dict[str, DeclaredMember],
        table: dict[str, Stored],
    ) -> BlockDocument:
        attributes: dict[str, AttributeDocument] = {}
        blocks: dict[str, BlockType] = {}
        for member in members:
            stored = table.get(member.name)
            name = _struct_name(member, stored)
            if member.name in declared and declared[member.name].is_block and name:
                blocks[member.name] = self._nested(member, stored, name)
            else:
                attributes[member.name] = self._attribute(member, stored, name)
        return BlockDocument(attributes, blocks)

    def _nested(self, member: ScriptMember, stored: Stored | None, name: str) -> BlockType:
        content = self._struct(name)
        least = 1 if member.required else 0
        if stored is not None and stored.type == "struct":
            return BlockType("single", content, min_items=least)
        is_set = member.of_set or (stored is not None and stored.type == "set")
        one = member.made.endswith("OutputReference")
        most = 1 if one else 0
        return BlockType("set" if is_set else "list", content, min_items=least, max_items=most)

    def _struct(self, name: str) -> BlockDocument:
        """The content of a nested block; empty where it contains itself."""
        if name in self._open or len(self._open) > _MAX_DEPTH:
            return BlockDocument()
        self._open.append(name)
        declared = self._interfaces.get(name, {})
        table = self._tables.get(name, {})
        block = self._block(self._members(name, declared), declared, table)
        self._open.pop()
        return block

    def _members(self, name: str, declared: dict[str, DeclaredMember]) -> list[ScriptMember]:
        """The members of a struct; by its interface where no class reads it."""
        script_class = self._script.classes.get(f"{name}OutputReference")
        if script_class is not None:
            return script_class.members
        return [
            ScriptMember(each.name, False, each.optional, not each.optional)
            for each in declared.values()
        ]

    def _attribute(
        self, member: ScriptMember, stored: Stored | None, name: str
    ) -> AttributeDocument:
        return AttributeDocument(
            type=self._type(member, stored, name),
            required=member.required,
            optional=member.optional and not member.required,
            computed=member.computed and not member.required,
            write_only=member.name.endswith(_WRITE_ONLY) and not member.computed,
        )

    def _type(self, member: ScriptMember, stored: Stored | None, name: str) -> TypeJson:
        if member.made in BUILTIN_OBJECTS:
            return BUILTIN_OBJECTS[member.made]
        if name:
            return self._object_type(member, stored, name)
        return type_of_getter(member.getter) or type_of_storage(stored.storage if stored else "")

    def _object_type(self, member: ScriptMember, stored: Stored | None, name: str) -> TypeJson:
        """An object, or a collection of them, of which a configuration may leave out any member."""
        block = self._struct(name)
        if not block.attributes:
            return "dynamic"
        fields: dict[str, object] = {}
        for key, attribute in block.attributes.items():
            fields[key] = attribute.type
        settable = member.optional or member.required
        element: list[object] = ["object", fields]
        if settable:
            element.append(sorted(fields))
        if member.made.endswith("Map"):
            return ["map", element]
        if member.made.endswith("List") or (stored is not None and stored.type in ("list", "set")):
            is_set = member.of_set or (stored is not None and stored.type == "set")
            return ["set" if is_set else "list", element]
        return element


def _struct_name(member: ScriptMember, stored: Stored | None) -> str:
    """The interface of the objects that a member holds: ``FooBar`` of ``FooBarList``."""
    for suffix in ("OutputReference", "List", "Map"):
        if member.made.endswith(suffix):
            return member.made.removesuffix(suffix)
    if not member.made and stored is not None and stored.storage[:1].isupper():
        if stored.type != "struct":
            return stored.storage.removesuffix("List")
        return stored.storage
    return ""


def _functions(folder: _Folder) -> dict[str, object]:
    """The functions as a document has them; nothing is known of null, so that it is taken."""
    names, declared = folder.script.functions, list(folder.functions.values())
    functions: dict[str, object] = {}
    for name, function in zip(names, declared, strict=len(names) == len(declared)):
        parameters: list[object] = []
        for parameter, type_ in function.parameters:
            known = type_of_parameter(type_)
            parameters.append({"name": parameter, "type": known, "is_nullable": True})
        documented: dict[str, object] = {"return_type": "dynamic", "parameters": parameters}
        if function.variadic:
            documented["variadic_parameter"] = parameters.pop()
        functions[name] = documented
    return functions


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
