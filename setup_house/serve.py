"""The running house: web server and worker as children of this process, watched, and stopped together."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from setup_house import places
from setup_house.say import Refused, line, warn

HOST = os.environ.get("LISTEN") or "127.0.0.1"
PORT = int(os.environ.get("PORT") or 8000)
WEB_WORKERS = os.environ.get("WEB_WORKERS") or "2"
THREADS = "4"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 15
DEATHS_A_MINUTE = 5
_PR_SET_PDEATHSIG = 1

ADDRESS = f"http://{HOST}:{PORT}/"


def refuse_taken_port() -> None:
    """Refuse to begin when somebody else listens where we are to serve."""
    with socket.socket(socket.AF_INET6 if ":" in HOST else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError as error:
            raise Refused(f"{HOST} 的端口 {PORT} 不能用（{error.strerror}）。"
                          "请停掉占用它的程序，或换一个：make run PORT=8001",
                          f"Port {PORT} on {HOST} cannot be used ({error.strerror}). "
                          "Stop the program that holds it, or take another: make run PORT=8001") from error


class Child:
    """A program of ours in a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]):
        """Start it."""
        self.name, self.command, self.environment = name, command, environment
        self.deaths: list[float] = []
        self.start()

    def start(self) -> None:
        """Start, or start again. Should we be killed outright, the kernel ends it."""
        self.process = subprocess.Popen(self.command, cwd=places.ROOT, env=self.environment, start_new_session=True,
                                        stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)

    def revive(self) -> None:
        """Start it again if it died; give up when it keeps dying."""
        if self.process.poll() is None:
            return
        self.kill()  # what it left behind still holds the port
        now = time.monotonic()
        self.deaths = [*(moment for moment in self.deaths if now - moment < 60), now]
        if len(self.deaths) > DEATHS_A_MINUTE:
            raise Refused(f"{self.name} 反复退出（退出码 {self.process.returncode}），原因见上。",
                          f"The {self.name} keeps ending (exit code {self.process.returncode}), see above.")
        warn(f"The {self.name} ended (exit code {self.process.returncode}); starting it again.")
        time.sleep(min(len(self.deaths), 5))
        self.start()

    def stop(self) -> None:
        """Ask it to finish what it does and end; after a while, end it."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                pass
        self.kill()
        self.process.wait()

    def kill(self) -> None:
        """End it and everything it started."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


class Stopped(Exception):
    """Somebody asked us to stop."""


def _stop(number: int, frame: object) -> None:
    raise Stopped


def run(*, environment: dict[str, str], tend: Callable[[], None], announce: Callable[[], None]) -> None:
    """Serve until Ctrl-C or SIGTERM. `tend` is called every second or so (it keeps the database up)."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    children: list[Child] = []
    try:
        children.append(Child("web server", web_server(), environment))
        children.append(Child("worker", _worker(), environment))
        _wait_until_it_answers(children)
        announce()
        while True:
            time.sleep(1)
            tend()
            for child in children:
                child.revive()
    except Stopped:
        line("\n停止中 … stopping")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in children:
            child.stop()


def web_server(*, port: int = PORT) -> list[str]:
    """Return the command line of what serves the pages."""
    return [str(places.VENV / "bin" / "granian"), "--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws",
            "--workers", WEB_WORKERS, "--blocking-threads", THREADS, "--respawn-failed-workers",
            "--log-level", "warning", "--workers-kill-timeout", "10", "shouwang.wsgi:application"]


def _worker() -> list[str]:
    return [str(places.PYTHON), "-m", "django", "procrastinate", "-v", "0", "worker", "--concurrency", "1"]


def _wait_until_it_answers(children: list[Child]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        for child in children:
            child.revive()
        try:
            urllib.request.build_opener(urllib.request.ProxyHandler({})).open(ADDRESS, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            raise Refused(f"{ADDRESS} 答复 {error.code}，原因见上。",
                          f"{ADDRESS} answers {error.code}, see above.") from error
        except OSError:
            time.sleep(0.2)
    raise Refused(f"{SECONDS_TO_START} 秒内 {ADDRESS} 没有答复。",
                  f"{ADDRESS} did not answer in {SECONDS_TO_START} seconds.")


if __name__ == "__main__":
    sys.exit("python3 bootstrap.py run")
