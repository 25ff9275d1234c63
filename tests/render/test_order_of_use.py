"""Variables and outputs of the library stand in the order in which a reader of the modules' files meets them."""

import pytest

from tests.render.library import schema
from tests.render.order_of_use import Reader
from tfgen.library.folders import TemplateFolders
from tfgen.library.load import load_module
from tfgen.library.module import Module
from tfgen.render.module import render_module
from tfgen.render.templates import Templates
from tfgen.source import SourceFile
from tfgen.terraform.hcl.parse import parse

FOLDERS = TemplateFolders.of()
OF_EVERY_MODULE = ("name", "suffix", "tags")


def read(name: str) -> tuple[Module, Reader]:
    loaded, found = load_module(FOLDERS, name, schema())
    assert found == ()
    assert loaded
    files, _ = render_module(Templates(FOLDERS), loaded, schema(), name)
    return loaded, Reader(files)


@pytest.mark.parametrize("name", FOLDERS.modules())
def test_inputs_stand_in_the_order_of_their_use(name: str) -> None:
    loaded, reader = read(name)
    declared = [i.name for i in loaded.inputs]
    assert declared[:2] == ["name", "suffix"]
    assert declared[-1] == "tags"
    assert declared[2:-1] == [v for v in reader.variables if v not in OF_EVERY_MODULE]


@pytest.mark.parametrize("name", FOLDERS.modules())
def test_outputs_stand_in_the_order_of_their_blocks(name: str) -> None:
    loaded, reader = read(name)
    places = {}
    for output in loaded.outputs:
        place = block_of(output.value, reader)
        if place is not None:
            places[output.name] = place
    assert places
    assert list(places) == sorted(places, key=lambda name: places[name])


def block_of(value: str, reader: Reader) -> int | None:
    """The place of the first block that an output's value refers to; None where it is made of variables alone."""
    body, found = parse(SourceFile("outputs.tf", f"value = {value}\n"))
    assert found == ()
    assert body
    return min(reader.places(body.attributes[0].expr), default=None)
