import json

from tfgen.sandbox.messages import read_message, read_validation


def test_a_line_about_a_resource():
    message = read_message(
        '{"@level":"info","@message":"aws_vpc.this: Creation complete after 11s [id=vpc-1]","@module":"terraform.ui",'
        '"@timestamp":"2024-01-01T00:00:00Z","hook":{"resource":{"addr":"module.net.aws_vpc.this","module":"module.net",'
        '"resource":"aws_vpc.this","resource_type":"aws_vpc","resource_key":null},"action":"create","id_key":"id",'
        '"id_value":"vpc-1","elapsed_seconds":11},"type":"apply_complete"}'
    )
    assert message.type == "apply_complete"
    assert message.hook.resource.addr == "module.net.aws_vpc.this"
    assert (message.hook.action, message.hook.elapsed_seconds) == ("create", 11)


def test_the_counts():
    message = read_message(
        '{"@message":"Plan: 3 to add, 1 to change, 2 to destroy.","changes":{"add":3,"change":1,"import":0,"remove":2,'
        '"operation":"plan"},"type":"change_summary"}'
    )
    assert message.text == "Plan: 3 to add, 1 to change, 2 to destroy."
    assert (message.changes.add, message.changes.change, message.changes.remove) == (3, 1, 2)


def test_what_is_no_message_is_passed_over():
    assert read_message("panic: runtime error") is None
    assert read_message("{not json") is None
    assert read_message('{"type": 7}') is None
    assert read_validation("Error: x") is None


def test_a_diagnostic_is_shown_whole_as_terraform_prints_it():
    said = read_validation(
        json.dumps(
            {
                "format_version": "1.0",
                "valid": False,
                "error_count": 1,
                "warning_count": 0,
                "diagnostics": [
                    {
                        "severity": "error",
                        "summary": "Invalid value for variable",
                        "detail": "No such size.",
                        "address": "aws_instance.x",
                        "range": {
                            "filename": "main.tf",
                            "start": {"line": 4, "column": 3, "byte": 30},
                            "end": {"line": 5, "column": 9, "byte": 46},
                        },
                        "snippet": {
                            "context": 'resource "aws_instance" "x"',
                            "code": "  size = join(\n    var.size)",
                            "start_line": 4,
                            "highlight_start_offset": 0,
                            "highlight_end_offset": 4,
                            "values": [{"traversal": "var.size", "statement": 'is "huge"'}],
                        },
                    }
                ],
            }
        )
    )
    assert not said.valid
    assert (
        said.diagnostics[0].text
        == """\
Error: Invalid value for variable

  with aws_instance.x,
  on main.tf line 4, in resource "aws_instance" "x":
   4:   size = join(
   5:     var.size)
      var.size is "huge"

No such size."""
    )


def test_a_diagnostic_of_the_whole_configuration_has_no_place():
    said = read_validation('{"valid": false, "diagnostics": [{"severity": "warning", "summary": "Old", "detail": ""}]}')
    assert said.diagnostics[0].text == "Warning: Old"
