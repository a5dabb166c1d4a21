"""Rights, and the roles that bundle them. A role says what; the post's office and region say where."""

from dataclasses import dataclass

CHILD_READ = "child.read"
CHILD_WRITE = "child.write"
CHILD_SHARE = "child.share"  # the reduced view: what to do, never why
CHILD_UNVEIL = "child.unveil"
CHILD_TRANSFER = "child.transfer"  # answer another county that hands a child over
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
CASE_REPORT = "case.report"  # make a report of one's own
CASE_INTAKE = "case.intake"  # type in somebody else's report: the hotline's desk
CASE_READ = "case.read"  # the whole case, by the place of the post
CASE_JOIN = "case.join"  # the whole case where the own office takes part
CASE_DO = "case.do"  # act on a case that one may read
CASE_TASK = "case.task"  # what was asked of the own office: what to do, never the reason
CASE_SEAL = "case.seal"
CASE_WATCH = "case.watch"  # which cases stand still: number, place, holder, hours; no child
REPORTER_UNVEIL = "reporter.unveil"  # who made a report: the most secret thing in the house

_WORK = frozenset({CHILD_READ, CHILD_WRITE, DUTY_DO, PLAN_READ})
_REPORT = frozenset({REPORT_SUBMIT})
_SEES = frozenset({CASE_REPORT, CASE_TASK})
_JOINS = _SEES | {CASE_JOIN, CASE_DO}
_HANDLES = _JOINS | {CASE_READ, CASE_INTAKE}
_ASKED = frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_RECEIVE, REPORT_SUBMIT})


@dataclass(frozen=True)
class Role:
    key: str
    title: str
    rights: frozenset[str]
    kind: str = "business"


ROLES: dict[str, Role] = {
    role.key: role
    for role in (
        Role("village_director", "村（居）儿童主任", _WORK | _REPORT | _SEES | {CHILD_UNVEIL, ROSTER_EXPORT}),
        Role(
            "township_supervisor",
            "乡镇（街道）儿童督导员",
            _WORK
            | _REPORT
            | _HANDLES
            | {CHILD_UNVEIL, CHILD_TRANSFER, ROSTER_IMPORT, ROSTER_EXPORT, REPORT_RECEIVE, SUPERVISE},
        ),
        Role("township_lead", "乡镇（街道）分管领导", frozenset({CHILD_READ, DUTY_DO, PLAN_READ, SUPERVISE})),
        Role(
            "civil_affairs",
            "民政局经办",
            _WORK
            | _REPORT
            | _HANDLES
            | {
                CHILD_UNVEIL,
                CHILD_TRANSFER,
                ROSTER_IMPORT,
                ROSTER_EXPORT,
                REPORT_RECEIVE,
                SUPERVISE,
                PLAN_CHOOSE,
                CHILD_SHARE,
                CASE_SEAL,
            },
        ),
        Role("lead_office", "领导小组办公室", frozenset({PLAN_READ, SUPERVISE, DUTY_DO, REPORT_RECEIVE, CASE_WATCH})),
        Role("school", "学校经办", frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_SUBMIT}) | _SEES),
        Role(
            "education_bureau",
            "教育局经办",
            frozenset({CHILD_SHARE, DUTY_DO, PLAN_READ, REPORT_RECEIVE, SUPERVISE}) | _SEES,
        ),
        Role(
            "police",
            "公安经办",
            frozenset({CHILD_READ, DUTY_DO, PLAN_READ, REPORT_RECEIVE, REPORT_SUBMIT, CASE_SEAL, REPORTER_UNVEIL})
            | _HANDLES,
        ),
        Role("bureau", "成员单位经办", _ASKED | _JOINS),
        Role("medical", "医疗机构经办", _ASKED | _JOINS),
        Role("shelter", "救助管理、福利机构经办", _ASKED | _JOINS),
        Role("procurator", "检察院经办", _ASKED | _JOINS | {CASE_WATCH}),
        Role("judge", "法院经办", _ASKED | _JOINS),
        Role("reader", "只读督查", frozenset({CHILD_READ, PLAN_READ, SUPERVISE})),
        Role("system_admin", "系统管理员", frozenset({SYSTEM_MANAGE, PLAN_READ}), kind="system"),
        Role("security_admin", "安全管理员", frozenset({ACCOUNT_MANAGE, PLAN_READ}), kind="security"),
        Role("audit_admin", "审计管理员", frozenset({TRAIL_READ, PLAN_READ}), kind="audit"),
    )
}
