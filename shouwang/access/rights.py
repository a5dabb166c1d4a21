"""Rights, and the roles that bundle them. A role says what; the post's office and region say where."""

from dataclasses import dataclass

CHILD_READ = "child.read"
CHILD_WRITE = "child.write"
CHILD_SHARE = "child.share"  # the reduced view: what to do, never why
CHILD_UNVEIL = "child.unveil"
ROSTER_IMPORT = "roster.import"
ROSTER_EXPORT = "roster.export"
DUTY_DO = "duty.do"
REPORT_SUBMIT = "report.submit"
REPORT_RECEIVE = "report.receive"
SUPERVISE = "supervise"
PLAN_READ = "plan.read"
PLAN_CHOOSE = "plan.choose"
ACCOUNT_MANAGE = "account.manage"
SYSTEM_MANAGE = "system.manage"
TRAIL_READ = "trail.read"

_WORK = frozenset({CHILD_READ, CHILD_WRITE, DUTY_DO, PLAN_READ})
_REPORT = frozenset({REPORT_SUBMIT})


@dataclass(frozen=True)
class Role:
    key: str
    title: str
    rights: frozenset[str]
    kind: str = "business"


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("village_director", "村（居）儿童主任", _WORK | _REPORT | {CHILD_UNVEIL, ROSTER_EXPORT}),
        Role(
            "township_supervisor",
            "乡镇（街道）儿童督导员",
            _WORK | _REPORT | {CHILD_UNVEIL, ROSTER_IMPORT, ROSTER_EXPORT, REPORT_RECEIVE, SUPERVISE},
        ),
        Role("township_lead", "乡镇（街道）分管领导", frozenset({CHILD_READ, DUTY_DO, PLAN_READ, SUPERVISE})),
        Role(
            "civil_affairs",
            "民政局经办",
            _WORK
            | _REPORT
            | {CHILD_UNVEIL, ROSTER_IMPORT, ROSTER_EXPORT, REPORT_RECEIVE, SUPERVISE, PLAN_CHOOSE, CHILD_SHARE},
        ),
        Role("lead_office", "领导小组办公室", frozenset({PLAN_READ, SUPERVISE, DUTY_DO, REPORT_RECEIVE})),
        Role("school", "学校经办", frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_SUBMIT})),
        Role(
            "education_bureau",
            "教育局经办",
            frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_RECEIVE, SUPERVISE}),
        ),
        Role("police", "公安经办", frozenset({CHILD_READ, DUTY_DO, PLAN_READ, REPORT_RECEIVE, REPORT_SUBMIT})),
        Role("bureau", "成员单位经办", frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_RECEIVE, REPORT_SUBMIT})),
        Role("reader", "只读督查", frozenset({CHILD_READ, PLAN_READ, SUPERVISE})),
        Role("system_admin", "系统管理员", frozenset({SYSTEM_MANAGE, PLAN_READ}), kind="system"),
        Role("security_admin", "安全管理员", frozenset({ACCOUNT_MANAGE, PLAN_READ}), kind="security"),
        Role("audit_admin", "审计管理员", frozenset({TRAIL_READ, PLAN_READ}), kind="audit"),
    )
}
