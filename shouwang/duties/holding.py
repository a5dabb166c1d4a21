"""Since when conditions hold: remembered while they do, for rules that count from that day.

Written with the reckoning, never deleted by a rebuild: so a rebuild gives the same rows as the days did.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Q

from shouwang.duties.cases import Case
from shouwang.duties.models import Holding
from shouwang.duties.plan import Plan
from shouwang.duties.relation import Relation
from shouwang.policy.obligation import Reckoning
from shouwang.policy.pack import Pack
from shouwang.policy.sql import condition_sql

_KEEP = """
WITH now AS MATERIALIZED (
  SELECT f.file_id, d.rule FROM {relation} f CROSS JOIN LATERAL (VALUES {rules}) d(rule, holds) WHERE d.holds
), gone AS (
  DELETE FROM duties_holding h WHERE h.county_id = %(county)s AND h.pack = %(pack)s AND h.rule = ANY(%(rules)s){here}
  AND NOT EXISTS (SELECT 1 FROM now WHERE now.file_id = h.file_id AND now.rule = h.rule)
)
INSERT INTO duties_holding (county_id, file_id, pack, rule, since_on)
SELECT %(county)s, file_id, %(pack)s, rule, %(today)s FROM now
ON CONFLICT (county_id, file_id, pack, rule) DO NOTHING
"""


def keep_holdings(plan: Plan, pack: Pack, today: date, *, kind: str, only: bool) -> None:
    """Of the files of that kind, or of those in the table reckon_only: what begins to hold is noted, what ends is not."""
    rules = [rule for rule in pack.duties_about(kind) if rule.counts_from_while]
    if not rules:
        return
    relation = Relation(kind)
    columns = relation.columns_of(plan, pack, today)
    relation.name_conditions(columns, [rule.condition for rule in rules])
    in_force = "" if pack.is_in_force(today) else " AND FALSE"
    pairs = [
        f"({columns.binder.bind(rule.key)}, ({condition_sql(columns, rule.condition)}){in_force})" for rule in rules
    ]
    here = " AND h.file_id IN (SELECT file_id FROM reckon_only)" if only else ""
    sql = _KEEP.format(relation=relation.sql(only=only, still_open=True), rules=", ".join(pairs), here=here)
    values = {"county": plan.county_id, "pack": pack.id, "today": today, "rules": [rule.key for rule in rules]}
    with connection.cursor() as cursor:
        cursor.execute(sql, columns.binder.values | values | dict(relation.values()))


def keep_holdings_of(plan: Plan, cases: Sequence[Case], reckonings: Sequence[Sequence[tuple[Pack, Reckoning]]]) -> None:
    """The same for single files, of what their reckonings say."""
    ended, begun = Q(), []
    for case, said in zip(cases, reckonings, strict=True):
        holds = {(pack.id, rule): day for pack, reckoning in said for rule, day in reckoning.holding}
        known = {(pack, rule) for pack, rules in case.held_since.items() for rule in rules}
        for pack_id, rule in known - holds.keys():
            ended |= Q(file_id=case.file.pk, pack=pack_id, rule=rule)
        begun += [
            Holding(county_id=plan.county_id, file_id=case.file.pk, pack=pack_id, rule=rule, since_on=day)
            for (pack_id, rule), day in holds.items()
            if (pack_id, rule) not in known
        ]
    if ended:
        Holding.objects.filter(ended, county_id=plan.county_id).delete()
    Holding.objects.bulk_create(begun, ignore_conflicts=True)
