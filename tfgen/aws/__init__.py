"""AWS's own rules: accepted values of attributes, grammars of strings such as schedules."""
