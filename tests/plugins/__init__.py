"""What every test may use: the record of proofs, the two database roles, a real browser."""

import os

IS_CI = os.environ.get("CI", "").lower() in {"1", "true"}
