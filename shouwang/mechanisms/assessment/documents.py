"""Papers of assessment and help: 调查评估报告, 帮扶方案, 服务转介单."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.exchange.documents.paper_form import PaperForm
from shouwang.exchange.papers.case import case_texts
from shouwang.exchange.papers.family import Veil, day_words, tick_words
from shouwang.exchange.papers.printing import Paper
from shouwang.exchange.papers.rows import CASE, CHILD, PARENTS, pair, said, signed, slip, wide
from shouwang.exchange.papers.steps import get_step, step_texts
from shouwang.mechanisms.assessment.models import RATING, Assessment, Service
from shouwang.mechanisms.assessment.queries import list_assessments, list_services
from shouwang.registry.models import Case, File
from shouwang.registry.models.case import RISK_LEVEL


def grow_report(texts: Any) -> PaperForm:
    """With one line for each dimension of the plan of that day."""
    names = {key.partition(".")[0]: words for key, words in texts.items() if key[0].isdigit() and key.endswith(".name")}
    ratings = [wide(words, f"{number}.rating") for number, words in names.items()]
    return slip(
        "儿童监护状况调查评估报告",
        *CASE,
        *CHILD,
        *PARENTS,
        pair("评估单位", "office", "评估日期", "on"),
        wide("会同单位", "with_whom"),
        *ratings,
        wide("所用问卷及总分", "asked_by"),
        wide("评估依据", "findings"),
        pair("风险等级", "risk_level", "见到儿童本人", "seen"),
        wide("儿童需要", "needs"),
        pair("存在隐患", "has_hazard", "符合救助条件", "hardship"),
        wide("评估结论", "conclusion"),
        signed("评估单位（章）", "评估人"),
        signed("会同单位（章）", "会签人"),
    )


HELP_PLAN = slip(
    "儿童及家庭帮扶方案",
    *CASE,
    *CHILD,
    pair("制定单位", "office", "制定日期", "on"),
    wide("帮扶目标", "goal"),
    wide("服务内容", "services"),
    wide("已转介服务", "arranged"),
    pair("责任人", "responsible", "复评日期", "review_on"),
    said("到复评日期重新评估；情况变化的随时调整。"),
    signed("监护人（受托照护人）签字", "儿童意见"),
    signed("制定单位（章）", "责任人签字"),
)
REFERRAL_SLIP = slip(
    "服务转介单",
    pair("儿童姓名", "child.name", "性别", "child.sex"),
    pair("出生日期", "child.born_on", "所在地", "place"),
    pair("转介单位", "office", "转介日期", "on"),
    wide("服务种类", "kind"),
    pair("承接单位", "provider", "承接人", "contact"),
    pair("服务期限至", "until_on", "最近服务日期", "delivered_on"),
    wide("服务结果", "result"),
    said("只写服务所需，不写缘由；服务后将结果反馈转介单位。"),
    signed("转介单位（章）", "转介人"),
    signed("承接单位（章）", "签收人及时间"),
)


def report_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    """What was rated and why, and with whom the assessment was called."""
    texts: dict[str, Any] = case_texts(file=file, veil=veil, today=today)
    texts |= step_texts(file=file, event=step, veil=veil)
    called = step_texts(file=file, event=get_step(file=file, kinds=("assessment.convened",)), veil=veil)
    found = next((one for one in list_assessments(file=file) if step and one.event_id == step.pk), None)
    case = Case.objects.get(county_id=file.county_id, pk=file.pk)
    answers = {name: tick_words(getattr(case, name)) for name in ("has_hazard", "hardship")} if step else {}
    return texts | {"with_whom": called.get("with_whom", "")} | answers | _found_texts(found)


def _found_texts(found: Assessment | None) -> dict[str, str]:
    if found is None:
        return {}
    texts = {"findings": found.findings, "asked_by": _asked_words(found)}
    for number, part in enumerate(found.dimensions, 1):
        texts |= {f"{number}.name": part["name"], f"{number}.rating": _weight_words(part)}
    return texts


def _weight_words(part: Mapping[str, Any]) -> str:
    """The points of a dimension; of one about which nothing was asked the rating."""
    if "points" in part:
        return f"{part['points']}分（最高{part['most']}分）"
    return dict(RATING).get(part.get("rating", ""), "")


def _asked_words(found: Assessment) -> str:
    """Which version asked, the points in all, and why the level is another than these suggest."""
    if found.points is None:
        return ""
    suggested = dict(RISK_LEVEL).get(found.suggested_level or "", "")
    words = f"{found.questionnaire}，共{found.points}分，建议等级：{suggested}"
    return f"{words}；改定理由：{found.level_reason}" if found.level_reason else words


def plan_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    texts = case_texts(file=file, veil=veil, today=today) | step_texts(file=file, event=step, veil=veil)
    arranged = "；".join(
        f"{one.kind}（{one.provider}，{day_words(one.from_on)}起）" for one in list_services(file=file)
    )
    return texts | {"arranged": arranged}


def referral_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    """For whoever takes the service over: for whom and what, never the reason."""
    texts = case_texts(file=file, veil=veil, today=today) | step_texts(file=file, event=step, veil=veil)
    service = next((one for one in list_services(file=file) if step and one.event_id == step.pk), None)
    return texts | _service_texts(service)


def _service_texts(service: Service | None) -> dict[str, str]:
    if service is None:
        return {}
    days = {"until_on": day_words(service.until_on), "delivered_on": day_words(service.delivered_on)}
    return days | {"result": service.result}


def kept(file: File, veil: Veil) -> dict[UUID, list[tuple[str, str]]]:
    """For the dossier: how each dimension was rated, and what that rests on."""
    return {
        one.event_id: [
            *((part["name"], _weight_words(part)) for part in one.dimensions),
            ("所用问卷及总分", _asked_words(one)),
            ("评估依据", one.findings),
        ]
        for one in list_assessments(file=file)
    }


def _paper(
    key: str, title: Any, form: PaperForm, texts: Callable[..., Any], step: str, word: str, **more: Any
) -> Paper:
    return Paper(key, title, form, texts, "case.read", (step,), word, **more)


PAPERS = {
    paper.key: paper
    for paper in (
        _paper(
            "assessment_report",
            _("Report of the assessment"),
            grow_report({}),
            report_texts,
            "assessment.done",
            "评估",
            grow=grow_report,
        ),
        _paper("help_plan", _("Plan of help"), HELP_PLAN, plan_texts, "assessment.plan_made", "帮扶"),
        _paper(
            "referral_slip",
            _("Referral slip"),
            REFERRAL_SLIP,
            referral_texts,
            "assessment.service_arranged",
            "转介",
        ),
    )
}
