import pytest

pytestmark = pytest.mark.slow


def test_the_tags_of_a_stage_can_be_changed(aws):
    gateway = aws("apigatewayv2")
    api = gateway.create_api(Name="shop-dev", ProtocolType="HTTP")["ApiId"]
    gateway.create_stage(ApiId=api, StageName="dev", Tags={"a": "1", "b": "2"})
    arn = f"arn:aws:apigateway:us-west-2::/apis/{api}/stages/dev"
    gateway.tag_resource(ResourceArn=arn, Tags={"b": "3", "c": "4"})
    gateway.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert gateway.get_stage(ApiId=api, StageName="dev")["Tags"] == {"b": "3", "c": "4"}


def test_the_tags_of_an_api_are_left_alone(aws):
    gateway = aws("apigatewayv2")
    made = gateway.create_api(Name="shop-dev", ProtocolType="HTTP", Tags={"a": "1"})
    gateway.tag_resource(ResourceArn=f"arn:aws:apigateway:us-west-2::/apis/{made['ApiId']}", Tags={"b": "2"})
    assert gateway.get_api(ApiId=made["ApiId"])["Tags"] == {"a": "1", "b": "2"}
