"""Where everything lies: the checkout, its virtual environment, and `var/`, the only folder written at run time."""

import json
import os
import secrets
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
VAR = Path(os.environ.get("SHOUWANG_VAR") or ROOT / "var")
KEYS = VAR / "keys"
BUILT = ROOT / "assets" / "built"


def site_packages() -> Path:
    """Return the folder of the installed packages of `.venv`."""
    found = sorted((VENV / "lib").glob("python3*/site-packages"))
    return found[-1] if found else VENV / "lib" / "python3" / "site-packages"


def write_whole(path: Path, text: str, *, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a kill in the middle, sees the old text or the new one and nothing between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(path)


def read_json(path: Path) -> dict[str, str]:
    """Return the JSON object in `path`, or an empty one when there is no such file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def get_passwords() -> dict[str, str]:
    """Return the passwords of the embedded PostgreSQL's roles, made on first call (0600, never committed)."""
    path = KEYS / "database.json"
    known = read_json(path)
    if not known:
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        known = {role: secrets.token_urlsafe(24) for role in ("superuser", "owner", "app")}
        write_whole(path, json.dumps(known), mode=0o600)
    return known
