"""An emulated AWS on a loopback port:
moto's server, plus what terraform-provider-aws needs and moto lacks.

``launch`` starts it as a child process; everything else here runs in that process, the only one
that imports moto. To some calls moto has no answer, or one that makes the provider fail, wait for
ever, or plan a change right after a clean apply. Each patch assigns to a class of moto from outside
(no file of moto is edited); its docstring says what goes wrong without it. Written for moto 5.2 and
provider 3.39.0.
"""
