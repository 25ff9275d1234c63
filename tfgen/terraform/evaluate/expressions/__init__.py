"""How each kind of expression is evaluated: HCL's own rules, unknown values included."""
