"""Values and combinations of arguments that the AWS provider itself refuses, as it said when asked."""
