"""Where everything lies: the checkout, its virtual environment, and `var/`, the only folder written at run time."""

import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from setup_house.say import Refused, step

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


@contextmanager
def alone(what: str) -> Iterator[None]:
    """Do it while no other process of this checkout does; wait for one that does."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / f"{what}.alone").open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            step(f"waiting for another process of this checkout ({what})")
            fcntl.flock(mark, fcntl.LOCK_EX)
        yield


def read_json(path: Path) -> dict[str, str]:
    """Return the JSON object in `path`, or an empty one when there is no such file."""
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def get_passwords(*, are_new: bool) -> dict[str, str]:
    """Return the passwords of the database's roles (0600, never committed); made on first call if they may be new."""
    path = KEYS / "database.json"
    known = read_json(path)
    if not known and not are_new:
        raise Refused(f"{path} 不见了，没有它打不开已有的数据。请从备份放回。",
                      f"{path} is missing, and the data that is here cannot be opened without it: put it back.")
    if not known:
        KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        known = {role: secrets.token_urlsafe(24) for role in ("superuser", "owner", "app")}
        write_whole(path, json.dumps(known), mode=0o600)
    return known
