from tests.annotations import annotated
from tests.messages import told
from tests.stack.stacks import HEAD, bind


def test_services_of_one_name() -> None:
    text = (
        HEAD
        + """environments: {dev: }
services:
  one: {module: net, cidr: x, name: core}
  two: {module: net, cidr: x, name: «core»} ⟵ TFG009
  three: {module: user, net_id: x, name: core}
"""
    )
    _, found = bind(text)
    assert annotated(text, found) == text
    assert told(found) == [
        "services.two.name: Two services of one name | one has the name core too, and both are of module net. | "
        "Give them different names."
    ]
