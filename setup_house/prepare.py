"""Inside `.venv`, as the database's owner: bring database, translations and static files to what this checkout holds.

`python -m setup_house.prepare` prints the names of the first-start steps already done, one a line; `... done NAME`
records one. They are kept in the database, so that a fresh database is a first start wherever it lies.
"""

import hashlib
import os
import sys
from pathlib import Path

from setup_house import places
from setup_house.messages import compile_messages
from setup_house.say import Refused, answer, step

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwang.settings")

_STEPS = "CREATE TABLE IF NOT EXISTS house_steps (name text PRIMARY KEY, detail text NOT NULL DEFAULT '')"


def main(arguments: list[str]) -> int:
    """Run, or record a step that was done."""
    import django
    from django.db import connection

    django.setup()
    if arguments[:1] == ["done"]:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO house_steps (name) VALUES (%s) ON CONFLICT DO NOTHING", [arguments[1]])
        return 0
    _prepare()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM house_steps")
        done = {name for (name,) in cursor.fetchall()}
        # Whoever already has a county, made by hand or opened for real, gets no demo county beside it.
        cursor.execute("SELECT 1 FROM access_county LIMIT 1")
        print("\n".join(done | {"demo"} if cursor.fetchone() else done))
    return 0


def _prepare() -> None:
    from django.core.management import call_command
    from django.db import connection

    _refuse_newer_data()
    with connection.cursor() as cursor:
        cursor.execute(_STEPS)
    _refuse_foreign_keys()
    compile_messages()
    if _has_work():
        step("migrating the database")
    call_command("migrate", verbosity=0, interactive=False)
    _collect_static()


def _refuse_newer_data() -> None:
    """A database with migrations that this checkout does not know was used by a newer version."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = set(loader.migrated_apps)
    unknown = sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and not _is_known(loader, app, name)
    )
    if unknown:
        listed = ", ".join(unknown[:3])
        raise Refused(
            f"这份数据由更新的版本使用过（{listed}），本版本没有改动它。请升级程序，或恢复旧版本的备份。",
            f"This data was used by a newer version ({listed}). This version leaves it untouched: "
            "update the program, or restore a backup made by this version.",
        )


def _is_known(loader: object, app: str, name: str) -> bool:
    return (app, name) in loader.disk_migrations or any(
        (app, name) in migration.replaces for migration in loader.disk_migrations.values()
    )


def _refuse_foreign_keys() -> None:
    """Encrypted fields open with the keys they were written with only: hold the keys against the fingerprint."""
    from django.conf import settings
    from django.db import connection

    text = "".join([*settings.FIELD_KEYS.values(), settings.BLIND_INDEX_KEY])
    now = hashlib.sha256(text.encode()).hexdigest()[:16]
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO house_steps VALUES ('keys', %s) ON CONFLICT DO NOTHING", [now])
        cursor.execute("SELECT detail FROM house_steps WHERE name = 'keys'")
        (then,) = cursor.fetchone()
    if now != then:
        raise Refused(
            f"{places.KEYS} 里的密钥不是这份数据加密时用的密钥。"
            "请放回原来的密钥文件（或设 FIELD_KEY、BLIND_INDEX_KEY）。",
            f"The keys in {places.KEYS} are not those this data was encrypted with. "
            "Put the original files back (or set FIELD_KEY and BLIND_INDEX_KEY).",
        )


def _has_work() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    """Collect the static files under names that carry their digest, when any of them changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    seen = "\n".join(sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in found))
    stamp, mark = hashlib.sha256(seen.encode()).hexdigest(), places.VAR / "static.stamp"
    if mark.exists() and mark.read_text() == stamp and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    step("collecting the static files")
    settings.STORAGES["staticfiles"] = {"BACKEND": settings.MANIFEST_STORAGE}
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    places.write_whole(mark, stamp)


if __name__ == "__main__":
    sys.exit(answer(lambda: main(sys.argv[1:])))
