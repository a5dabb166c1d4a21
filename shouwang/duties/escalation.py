"""The plan's ladder: a late duty is seen by the late one first, then by the next function, one step after another.

Set-based, so the nightly work of a county with many late duties is one statement a rule and rung.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from shouwang.access.models import Post
from shouwang.access.rights import ROLES
from shouwang.duties.models import Duty, Flip, Rung
from shouwang.duties.outbox import tell
from shouwang.duties.plan import Plan, get_plan
from shouwang.policy.duration import Duration, parse_duration, take_duration
from shouwang.policy.pack import Pack
from shouwang.policy.reckon import LADDER_PARAMETER, LADDER_STEP
from shouwang.policy.rule import DutyRule

KEY = ("file_id", "pack", "rule", "owner", "trigger", "due_on")
"""What makes one late duty, whoever owes it and however high it was raised."""

_RAISE = """
INSERT INTO duties_rung (id, county_id, file_id, pack, rule, owner, trigger, township_id, village_id, step, function,
                         office_id, due_on, raised_on, is_case)
SELECT DISTINCT ON (d.file_id, d.owner, d.trigger, o.office_id) shouwang_new_id(), d.county_id, d.file_id, d.pack,
       d.rule, d.owner, d.trigger, d.township_id, d.village_id, %(step)s, %(function)s, o.office_id, d.due_on, %(today)s,
       d.is_case
FROM duties_duty d
LEFT JOIN access_lead l ON l.county_id = d.county_id AND l.function = %(function)s
  AND l.region_id = coalesce(d.village_id, d.township_id, (
    SELECT region_id FROM access_countyregion WHERE county_id = d.county_id ORDER BY id LIMIT 1))
CROSS JOIN LATERAL (SELECT CASE WHEN %(step)s = 0 THEN d.office_id ELSE l.office_id END AS office_id) o
WHERE d.county_id = %(county)s AND d.pack = %(pack)s AND d.rule = %(rule)s AND d.due_on <= %(due_by)s
ORDER BY d.file_id, d.owner, d.trigger, o.office_id, l.id
ON CONFLICT DO NOTHING
"""


def get_step(pack: Pack, rule: DutyRule, plan: Plan, today: date) -> Duration:
    """The time between two rungs: the rule's own, else the county's choice, else the pack's figure."""
    choices = plan.choices_of(pack.id)
    if isinstance(rule.ladder_step, str):
        return parse_duration(rule.ladder_step)
    parameter = pack.parameters.get(getattr(rule.ladder_step, "parameter", LADDER_PARAMETER))
    figure = parameter.on(today) if parameter else None
    return parse_duration(str(choices.get(LADDER_PARAMETER) or (figure.value if figure else None) or LADDER_STEP))


@transaction.atomic
def climb_ladders(*, county_id: int, today: date) -> int:
    """Raises every late duty to the rung where it belongs today; returns how many rungs were added.

    Where several offices lead the next function, each of them sees it.
    """
    settle_rungs(county_id=county_id, today=today)
    plan = get_plan(county_id=county_id, on=today)
    raised = 0
    for pack in plan.packs:
        for rule in pack.duties.values():
            raised += _climb(pack, rule, plan, today)
    return raised


def settle_rungs(*, county_id: int, today: date) -> int:
    """Nobody is urged any more for a duty that was done or fell away, by whichever way; returns how many rungs that were."""
    standing = Duty.objects.filter(county_id=county_id, **{name: OuterRef(name) for name in KEY})
    raised = Rung.objects.filter(county_id=county_id, settled_on__isnull=True)
    return raised.exclude(Exists(standing)).update(settled_on=today)


def highest(rungs: QuerySet[Rung]) -> QuerySet[Rung]:
    """Of a late duty that was raised to one office in two of its functions the last rung alone: it is one duty."""
    same = {name: OuterRef(name) for name in ("county_id", "office_id", *KEY)}
    return rungs.exclude(Exists(Rung.objects.filter(**same, settled_on=None, step__gt=OuterRef("step"))))


def _climb(pack: Pack, rule: DutyRule, plan: Plan, today: date) -> int:
    step = get_step(pack, rule, plan, today)
    due_by, raised = today - timedelta(days=1), 0
    with connection.cursor() as cursor:
        for number, function in enumerate(("owner", *rule.late_goes_to)):
            cursor.execute(
                _RAISE,
                {
                    "county": plan.county_id, "pack": pack.id, "rule": rule.key, "today": today, "step": number,
                    "function": function, "due_by": due_by,
                },
            )  # fmt: skip
            raised += cursor.rowcount
            due_by = take_duration(due_by, step, plan.calendar)
    return raised


def note_fallen_late(*, county_id: int, today: date, at: datetime) -> int:
    """A flip for every duty whose last day has passed and that has none yet; nights without work are caught up."""
    noted = Flip.objects.filter(
        county_id=county_id, new_state="late", due_on=OuterRef("due_on"), file_id=OuterRef("file_id"),
        pack=OuterRef("pack"), rule=OuterRef("rule"), owner=OuterRef("owner"), trigger=OuterRef("trigger"),
    )  # fmt: skip
    late = Duty.objects.filter(county_id=county_id, due_on__lt=today).exclude(Exists(noted))
    flips = [
        Flip(
            county_id=county_id, file_id=row.file_id, pack=row.pack, rule=row.rule, owner=row.owner, trigger=row.trigger,
            office_id=row.office_id, township_id=row.township_id, village_id=row.village_id, due_on=row.due_on,
            new_state="late", at=at, is_case=row.is_case,
        )
        for row in late.iterator(chunk_size=5000)
    ]  # fmt: skip
    Flip.objects.bulk_create(flips, batch_size=5000)
    return len(flips)


def write_digests(*, county_id: int, today: date, at: datetime) -> int:
    """One message a person and day: how much is due, late and was raised to them. Nothing to say, nothing sent."""
    written = 0
    running = Q(until_on__isnull=True) | Q(until_on__gte=today)
    posts = Post.objects.filter(
        running, county_id=county_id, from_on__lte=today, user__is_active=True, user__closed_on=None
    )
    late, due, raised = _count_by_office(county_id, today)
    for post in posts.select_related("user", "office").order_by("user", "id"):
        if "duty.do" in ROLES[post.role].rights:
            here = post.office_id
            written += _digest(post, late.get(here, 0), due.get(here, 0), raised.get(here, 0), today, at)
    return written


def _count_by_office(county_id: int, today: date) -> tuple[dict[UUID, int], dict[UUID, int], dict[UUID, int]]:
    """What is late, what is due, and what was raised to each office."""
    begun = Duty.objects.filter(county_id=county_id, opens_on__lte=today, office_id__isnull=False)
    late = begun.filter(due_on__lt=today)
    due = begun.filter(due_on__gte=today, warn_on__lte=today)
    raised = highest(Rung.objects.filter(county_id=county_id, office_id__isnull=False, settled_on=None, step__gt=0))
    found = [dict(rows.order_by().values_list("office_id").annotate(Count("pk"))) for rows in (late, due, raised)]
    return found[0], found[1], found[2]


def _digest(post: Post, late: int, due: int, raised: int, today: date, at: datetime) -> int:
    if not (late or due or raised):
        return 0
    about = {"late": late, "due": due, "raised": raised, "office": post.office.name, "post": post.title}
    with override(post.user.language):
        words = (
            _("Today: %(late)d late, %(due)d due soon, %(raised)d raised to you")
            if raised
            else _("Today: %(late)d late, %(due)d due soon")
        )
        subject = words % about
        body = _("%(office)s (%(post)s): %(subject)s. Log in: the first page leads to each of them.") % {
            **about,
            "subject": subject,
        }
    tell(
        user=post.user, kind="digest", subject=subject, body=body, once_key=f"digest:{post.pk}:{today}", at=at, link="/"
    )
    return 1
