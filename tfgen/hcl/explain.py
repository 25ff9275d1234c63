from __future__ import annotations
from tfgen.hcl.errors import fault
def explain(scanner, expected):
    t = scanner.token
    return fault(t.start.offset, t.end.offset, f"Unexpected {t.type} {t.value!r}", str(sorted(expected)))
