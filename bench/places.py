"""Where the benchmarks keep their files."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
VAR.mkdir(parents=True, exist_ok=True)
