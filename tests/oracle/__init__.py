"""The judge: real Terraform core, offline, with an AWS provider that knows a schema and nothing else.

``judge(cases, "6.62.0")`` for a batch; ``Judge`` keeps its processes for further batches. See ``judge.py``.
"""

from tests.oracle.judge import Judge, judge
from tests.oracle.model import Case, Json, OracleDiagnostic, OracleError, Verdict
from tests.oracle.tree import read_case

__all__ = ["Case", "Json", "Judge", "OracleDiagnostic", "OracleError", "Verdict", "judge", "read_case"]
