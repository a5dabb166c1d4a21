"""The set-up's own promises: hashed locks without addresses, assets that call nobody, refusals in two languages."""

import re
import socket

import pytest

from setup_house import frontend, places, serve
from setup_house.say import Refused

LOCKS = sorted([*places.ROOT.glob("requirements*.lock"), places.ROOT / "front" / "package-lock.json"])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_registry(lock) -> None:
    text = lock.read_text("utf-8")
    assert not re.search(r'index-url|find-links|"resolved"|https?://[^"\s]*(pypi|npmjs|registry)', text)


@pytest.mark.parametrize("lock", [path for path in LOCKS if path.suffix == ".lock"], ids=lambda path: path.name)
def test_every_locked_package_carries_hashes(lock) -> None:
    text = lock.read_text("utf-8").replace("\\\n", " ")
    without = [line for line in text.splitlines() if "==" in line and "--hash=sha256:" not in line]
    assert without == []


@pytest.mark.parametrize("name", frontend.COPIED.values())
def test_an_asset_has_no_source_map_and_calls_no_other_host(name: str) -> None:
    text = (places.BUILT / name).read_text("utf-8")
    assert "sourceMappingURL" not in text
    assert not frontend.calls_outside(text)


def test_a_taken_port_is_refused_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        monkeypatch.setattr(serve, "PORT", port)
        with pytest.raises(Refused, match=rf"端口 {port}.*\n.*Port {port}.*make run PORT="):
            serve.refuse_taken_port()
