"""What can be said by evaluating: expressions, a module's values, expectations and validations."""
