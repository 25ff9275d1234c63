import json

import pytest

pytestmark = pytest.mark.slow


def test_a_redrive_policy_comes_back_without_blanks(aws):
    sqs = aws("sqs")
    dead = sqs.create_queue(QueueName="dead-dev")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": 3})
    queue = sqs.create_queue(QueueName="jobs-dev", Attributes={"RedrivePolicy": policy})["QueueUrl"]
    found = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["RedrivePolicy"])["Attributes"]["RedrivePolicy"]
    assert found == policy.replace(" ", "")
