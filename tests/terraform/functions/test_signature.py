import json

from tfgen.terraform.functions.signature import OF_TOFU, SIGNATURES, find, names, tofu_version


def test_opentofu_has_functions_of_its_own() -> None:
    own = json.loads(OF_TOFU.read_bytes())["functions"]
    assert not own.keys() & json.loads(SIGNATURES.read_bytes())["functions"].keys()
    for name, data in own.items():
        function = find(name, "tofu")
        assert function is not None
        assert [p.name for p in function.parameters] == [p["name"] for p in data["parameters"]]
        assert find(name) is None
        assert tofu_version(name) == data["since"]
    assert set(names("tofu")) - set(names()) == own.keys()


def test_both_have_the_others() -> None:
    assert find("cidrsubnet", "tofu") == find("cidrsubnet") is not None
    assert tofu_version("cidrsubnet") is None
