"""The codes of what the AWS provider and AWS refuse: two stages of the table, in a file of their own
for their size.
"""

from __future__ import annotations

from tfgen.codes.model import CodeRow as Row
from tfgen.codes.model import CodeStage

PROVIDER = CodeStage(
    "provider validation",
    "the real AWS providers 3.39.0 and 5.100.0, asked over Terraform's plugin protocol",
    (
        Row("TFG320", "unlisted-value"),
        Row("TFG321", "number-outside-range"),
        Row("TFG322", "text-outside-length"),
        Row("TFG323", "text-of-unknown-form"),
        Row("TFG324", "wrong-number-of-elements"),
        Row("TFG325", "conflicting-arguments"),
        Row("TFG326", "missing-alternative"),
        Row("TFG327", "missing-companion"),
        Row("TFG328", "argument-never-taken"),
    ),
    3,
)

AWS = CodeStage(
    "AWS",
    "AWS's API models and documentation; each finding cites its own",
    (
        Row("TFG510", "value-not-allowed", "warning", "error"),
        Row("TFG511", "value-of-wrong-form", "warning", "error"),
        Row("TFG512", "value-of-wrong-length", "warning", "error"),
        Row("TFG513", "number-out-of-range", "warning", "error"),
        Row("TFG514", "several-lifecycle-transitions", "warning", "error"),
        Row("TFG515", "invalid-resource-name", "warning", "error"),
        Row("TFG516", "invalid-address-range", "warning", "error"),
        Row("TFG517", "subnet-outside-vpc", "warning", "error"),
        Row("TFG518", "overlapping-subnets", "warning", "error"),
        Row("TFG519", "invalid-arn", "warning", "error"),
        Row("TFG520", "invalid-schedule", "warning", "error"),
        Row("TFG521", "reversed-ports", "warning", "error"),
        Row("TFG522", "unknown-instance-class", "warning", "error"),
        Row("TFG523", "invalid-fargate-task", "warning", "error"),
        Row("TFG524", "unknown-region", "warning", "error"),
        Row("TFG525", "zone-outside-region", "warning", "error"),
        Row("TFG526", "invalid-policy", "warning", "error"),
        Row("TFG527", "wildcard-admin-policy", "warning"),
        Row("TFG530", "invalid-dynamodb-table", "warning", "error"),
        Row("TFG531", "invalid-container-definitions", "warning", "error"),
        Row("TFG532", "invalid-event-pattern", "warning", "error"),
        Row("TFG533", "invalid-state-machine", "warning", "error"),
        Row("TFG534", "invalid-ecr-lifecycle-policy", "warning", "error"),
        Row("TFG535", "invalid-redrive-policy", "warning", "error"),
        Row("TFG536", "invalid-dashboard", "warning", "error"),
        Row("TFG537", "policy-without-principal", "warning", "error"),
        Row("TFG538", "policy-too-long", "warning", "error"),
        Row("TFG550", "ports-of-all-protocols", "warning", "error"),
        Row("TFG551", "repeated-permission", "warning", "error"),
        Row("TFG552", "rules-beside-inline-rules", "warning", "error"),
        Row("TFG553", "invalid-lambda-variable", "warning", "error"),
        Row("TFG554", "incomplete-function", "warning", "error"),
        Row("TFG555", "retired-runtime", "warning", "error"),
        Row("TFG556", "invalid-tag", "warning", "error"),
        Row("TFG557", "invalid-record", "warning", "error"),
        Row("TFG558", "invalid-volume", "warning", "error"),
        Row("TFG560", "invalid-fifo-name", "warning", "error"),
        Row("TFG561", "missing-partner", "warning", "error"),
        Row("TFG562", "sizes-out-of-order", "warning", "error"),
    ),
    4,
)
