"""The peers: packages that the program does not use, in a folder of their own, never in the program's environment."""

import subprocess
import sys
from pathlib import Path

from bench.places import VAR

LOCK = Path(__file__).with_name("requirements.lock")


def install() -> None:
    """Bring `var/bench/packages` to the lock and put it at the end of the path."""
    folder, stamp = VAR / "packages", VAR / "packages.stamp"
    if not stamp.exists() or stamp.read_text() != LOCK.read_text():
        uv = Path(sys.executable).with_name("uv")
        command = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--python", sys.executable]
        subprocess.run([*command, "--target", folder, "-r", LOCK], check=True)
        stamp.write_text(LOCK.read_text())
    sys.path.append(str(folder))
