from tfgen.terraform.config.provisioners import Provisioner, provisioners
from tfgen.terraform.types.constraint import parse_constraint


def test_the_table_is_whole() -> None:
    table = provisioners()
    every: list[Provisioner] = [*table.provisioners.values(), table.connection]
    for provisioner in every:
        assert provisioner.source.startswith("https://")
        assert {*provisioner.required, *provisioner.one_of} <= set(provisioner.arguments)
        assert all(parse_constraint(t) for t in provisioner.arguments.values())
    assert not set(table.removed) & set(table.provisioners)
