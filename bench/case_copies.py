"""Copies of cases by the set: every row of every table that hangs on them, under keys reckoned from the pattern's."""

from typing import Any

from psycopg import sql

from bench import database

OWN = ("id", "file_id", "report_id", "stay_id", "event_id", "next_offer_id")
"""Columns whose keys belong to what is copied."""
ON_FILE, ON_STAY, ON_REPORT = (
    "file_id IN (SELECT id FROM pattern)",
    "stay_id IN (SELECT id FROM placement_stay WHERE file_id IN (SELECT id FROM pattern))",
    "report_id IN (SELECT id FROM mandatory_report_report WHERE file_id IN (SELECT id FROM pattern))",
)
TABLES = {
    "registry_file": "id IN (SELECT id FROM pattern)",
    "registry_case": ON_FILE,
    "registry_casepart": ON_FILE,
    "registry_casetask": ON_FILE,
    "access_event": ON_FILE,
    "cases_casehandover": ON_FILE,
    "mandatory_report_report": ON_FILE,
    "mandatory_report_reporter": ON_REPORT,
    "assessment_assessment": ON_FILE,
    "assessment_service": ON_FILE,
    "placement_stay": ON_FILE,
    "placement_daynote": ON_STAY,
    "duties_duty": ON_FILE,
    "duties_mark": ON_FILE,
    "duties_holding": ON_FILE,
    "duties_wake": ON_FILE,
    "duties_flip": ON_FILE,
}
NEW = {
    "number": "left(row.number, 7) || (90000000 + (SELECT place FROM pattern WHERE id = row.id) * 1000 + n)::text",
    "sent_key": "sha256(row.sent_key || n::text::bytea)",
    "receipt_key": "sha256(row.receipt_key || n::text::bytea)",
    "child_file_id": "coalesce((SELECT id FROM child WHERE village_id = home.village_id AND place = 1 + n % home.children),"
    " row.child_file_id)",
}
PREPARED = """
CREATE TEMP TABLE pattern ON COMMIT DROP AS
  SELECT id, row_number() OVER (ORDER BY number) AS place FROM registry_file WHERE kind = 'case' AND county_id = {county};
CREATE TEMP TABLE child ON COMMIT DROP AS
  SELECT id, village_id, row_number() OVER (PARTITION BY village_id ORDER BY number) AS place
  FROM registry_file WHERE kind = 'child' AND county_id = {county};
CREATE INDEX ON child (village_id, place);
CREATE FUNCTION pg_temp.twin(key uuid, n int) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (left(key::text, 19) || left(md5(key::text || n), 4) || '-' || right(md5(key::text || n), 12))::uuid $$;
"""


def copy_cases(*, county_id: int, times: int) -> None:
    """Each case of the county `times` times more, each copy about another child of the same village."""
    with database.connect() as owner, owner.transaction():
        owner.execute("SELECT set_config('shouwang.county', %s, true)", [str(county_id)])
        owner.execute(sql.SQL(PREPARED).format(county=sql.Literal(county_id)))
        for table, which in TABLES.items():
            owner.execute(_copy(owner, table, which, times))


def _copy(owner: Any, table: str, which: str, times: int) -> sql.Composed:
    columns = owner.execute(
        "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
        [table],
    ).fetchall()
    kept = [name for name, kind in columns if (name, kind) != ("id", "bigint")]
    values = [sql.SQL(_value(table, name)) for name in kept]
    names = [sql.Identifier(name) for name in kept]
    return sql.SQL(
        "INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS row CROSS JOIN generate_series(1, {times}) AS n"
        "{home} WHERE row.{which}"
    ).format(
        table=sql.Identifier(table),
        names=sql.SQL(", ").join(names),
        values=sql.SQL(", ").join(values),
        times=sql.Literal(times),
        home=sql.SQL(HOME if table == "registry_case" else ""),
        which=sql.SQL(which),
    )


HOME = """ LEFT JOIN LATERAL (SELECT village_id, count(*) AS children FROM child WHERE village_id =
 (SELECT village_id FROM registry_file WHERE id = row.file_id) GROUP BY 1) AS home ON true"""


def _value(table: str, name: str) -> str:
    if table == "registry_file" and name == "name":
        return f"'个案 ' || {NEW['number']}"
    if name in OWN:
        return f"pg_temp.twin(row.{name}, n)"
    is_new = name in NEW and (name, table) not in (("child_file_id", "registry_casetask"), ("number", "access_event"))
    return NEW[name] if is_new else f'row."{name}"'
