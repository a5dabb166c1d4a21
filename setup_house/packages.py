"""The virtual environment: pinned and hashed packages, installed by uv, from whatever index pip is set to use."""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from setup_house import places
from setup_house.say import Refused, step

RUN_LOCK = places.ROOT / "requirements.lock"
TEST_LOCK = places.ROOT / "requirements.test.lock"
INSTALLER_LOCK = places.ROOT / "requirements.installer.lock"
STAMP = places.VENV / "installed"

_COMMAND = """#!/bin/sh
'''exec' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"
' '''
import sys

from shouwang.web.command_line import main

sys.exit(main())
"""


def install(*, for_tests: bool) -> None:
    """Bring `.venv` to the lock: that of what runs, or with what tests on top. Does nothing when it is there already.

    A linked `.venv` belongs to somebody else and is used as it is.
    """
    if places.VENV.is_symlink():
        return
    run, test = _stamp(RUN_LOCK), _stamp(TEST_LOCK)
    made = STAMP.read_text() if STAMP.exists() else ""
    if made == test or (made == run and not for_tests):
        return
    if not _is_whole():
        _make_environment()
    lock = TEST_LOCK if for_tests else RUN_LOCK
    step(f"installing Python packages from {lock.name}")
    _sync(lock)
    _make_importable()
    places.write_whole(STAMP, test if for_tests else run)


def _stamp(lock: Path) -> str:
    """Return a text that changes when the lock, the interpreter or the place of the checkout does."""
    digest = hashlib.sha256(lock.read_bytes() + INSTALLER_LOCK.read_bytes() + _COMMAND.encode()).hexdigest()
    return f"{lock.name} {digest} {sys.version_info[:3]} {places.ROOT}"


def _is_whole() -> bool:
    """Return whether `.venv` stands, at this place, with an interpreter that starts and with uv in it."""
    uv = places.VENV / "bin" / "uv"
    home = places.VENV / "place"
    if not (uv.exists() and home.exists() and home.read_text() == str(places.ROOT)):
        return False
    return subprocess.run([places.PYTHON, "-c", "pass"], check=False, capture_output=True).returncode == 0


def _make_environment() -> None:
    """Make `.venv` and put uv into it, with the pip that lies beside this file: Debian's Python may come without."""
    step(f"making .venv with Python {'.'.join(map(str, sys.version_info[:3]))}")
    shutil.rmtree(places.VENV, ignore_errors=True)
    _must([sys.executable, "-m", "venv", "--without-pip", places.VENV])
    _must([*_pip(), "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", INSTALLER_LOCK])
    places.write_whole(places.VENV / "place", str(places.ROOT))


def _pip() -> list[object]:
    wheel = next(Path(__file__).parent.glob("pip-*.whl"))
    return [places.PYTHON, wheel / "pip"]


def _sync(lock: Path) -> None:
    uv = places.VENV / "bin" / "uv"
    _must([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", places.PYTHON, lock, INSTALLER_LOCK],
          environment=_pip_settings_for_uv())


def _must(command: list[object], *, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run([str(part) for part in command], check=False, cwd=places.ROOT,
                          env={**os.environ, **(environment or {})})
    if done.returncode:
        raise Refused("安装 Python 软件包失败，原因见上。需要镜像时请设 PIP_INDEX_URL；"
                      "离线时设 PIP_NO_INDEX=1 和 PIP_FIND_LINKS。",
                      "Installing the Python packages failed, see above. Behind a mirror set PIP_INDEX_URL; "
                      "without a network set PIP_NO_INDEX=1 and PIP_FIND_LINKS.")


def _pip_settings_for_uv() -> dict[str, str]:
    """Return uv's variables for what pip is set to (a mirror, a certificate, a folder of wheels): uv reads no pip.conf.

    What the user set for uv stays.
    """
    listed = subprocess.run([*_pip(), "config", "list"], check=False, capture_output=True, text=True)
    pip: dict[str, str] = {}
    for entry in sorted(listed.stdout.splitlines(), key=lambda entry: entry.startswith(":env:")):  # these win
        key, _, value = entry.partition("=")
        pip[key.rpartition(".")[2]] = str(ast.literal_eval(value))
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "trusted-host": "UV_INSECURE_HOST",
             "proxy": "ALL_PROXY"}
    if pip.get("no-index"):
        names |= {"no-index": "UV_NO_INDEX", "find-links": "UV_FIND_LINKS"}
    wanted = {uv: pip[name] for name, uv in names.items() if pip.get(name)}
    wanted |= {"UV_PYTHON_DOWNLOADS": "never", "UV_HTTP_TIMEOUT": "180"}
    if Path("/etc/ssl/certs/ca-certificates.crt").exists():
        wanted["UV_SYSTEM_CERTS"] = "1"
    if not os.access(os.environ.get("HOME", "/nonexistent"), os.W_OK):
        wanted["UV_CACHE_DIR"] = str(places.VAR / "cache" / "uv")
    return {name: value for name, value in wanted.items() if name not in os.environ}


def _make_importable() -> None:
    """Let `.venv` import the checkout, and put the `shouwang` command in its `bin`."""
    places.write_whole(places.site_packages() / "shouwang.pth", f"{places.ROOT}\n")
    places.write_whole(places.VENV / "bin" / "shouwang", _COMMAND, mode=0o755)


def lock() -> None:
    """Make the locks anew from the `.in` files. They name no registry."""
    uv = places.VENV / "bin" / "uv"
    options = ["--quiet", "--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate"]
    for name in ("requirements", "requirements.test", "requirements.installer"):
        _must([uv, "pip", "compile", *options, f"{name}.in", "-o", f"{name}.lock"], environment=_pip_settings_for_uv())
