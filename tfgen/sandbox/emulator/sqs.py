"""SQS: a queue's redrive policy."""

from __future__ import annotations

import json
from typing import Any

from moto.sqs import models

from tfgen.sandbox.emulator.patching import wrap_property


def apply() -> None:
    """Apply all patches of this file."""
    compact_redrive_policy()


def compact_redrive_policy() -> None:
    """Without: RedrivePolicy has blanks after commas,
    and each plan of an aws_sqs_queue has a whitespace change.
    """

    @wrap_property(models.Queue, "attributes")
    def attributes(_self: Any, found: dict[str, Any]) -> dict[str, Any]:
        if found.get("RedrivePolicy"):
            found["RedrivePolicy"] = json.dumps(
                json.loads(found["RedrivePolicy"]), separators=(",", ":")
            )
        return found
