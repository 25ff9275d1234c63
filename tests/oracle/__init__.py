"""The judge: real Terraform core, offline, with an AWS provider that knows a schema and nothing else.

``judge(cases, "6.62.0")`` judges one batch, a ``Judge`` keeps its processes for more; in tests the fixtures ``oracle``
and ``real_oracle``; by hand ``python -m tests.oracle DIR --provider aws=6.62.0``.

- What core checks, it checks exactly as with the real provider, as far as the schema is exact. ``checks.py`` adds what
  providers check themselves and tfgen's facts know: computed-only arguments, string-valued flags, block limits.
- Nobody checks defaults, enumerations, conflicts, formats, or what AWS would say.
- Other providers than AWS (but ``terraform_data``) fail at ``init``: such a case is not judged.
- The content of blocks that the facts call opaque is rejected, since the schema has none: do not judge these.
- A plan makes up what data sources would answer (``mocks.json``).
"""

from tests.oracle.judge import Judge, judge
from tests.oracle.model import Case, Json, OracleDiagnostic, OracleError, Verdict
from tests.oracle.tree import read_case

__all__ = ["Case", "Json", "Judge", "OracleDiagnostic", "OracleError", "Verdict", "judge", "read_case"]
