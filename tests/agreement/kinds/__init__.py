"""The classes of mutations: ``MISTAKES`` are meant to break a configuration, ``NEUTRAL`` to keep it right.

Whether a mutant is right is for real Terraform to say.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.agreement.kinds import neutral, references, schema, syntax
from tests.agreement.kinds.changes import Mutation
from tests.agreement.kinds.texts import texts

MISTAKES: Mapping[str, Mutation] = {
    **schema.MISTAKES,
    **references.MISTAKES,
    **syntax.MISTAKES,
    **texts("mistakes"),
}
NEUTRAL: Mapping[str, Mutation] = {**neutral.NEUTRAL, **texts("harmless")}
