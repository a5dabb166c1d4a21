"""Papers of the first hours: 情况通报单, 责令立即返回通知书, 安置通知单, 证据目录. None has a place for the reporter."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.exchange.papers.case import case_texts, names_of, whom_words
from shouwang.exchange.papers.evidence import list_pieces
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.letters import or_line, paragraphs, parties
from shouwang.exchange.papers.printing import Letter, Paper
from shouwang.exchange.papers.rows import CASE, CHILD, PARENTS, listing, pair, said, signed, slip, wide
from shouwang.exchange.papers.steps import office_words, step_texts
from shouwang.registry.models import File

POLICE_NOTICE = slip(
    "儿童保护情况通报单",
    *CASE,
    *CHILD,
    pair("通报单位", "office", "通报时间", "on"),
    wide("通报对象", "told"),
    wide("受理处置情况", "content"),
    said("请收到后签收，并依照规定会同有关单位开展调查评估和帮扶。"),
    signed("通报单位（章）", "通报人"),
    signed("签收单位（章）", "签收人及时间"),
)
PLACEMENT_NOTICE = slip(
    "儿童临时安置通知单",
    *CASE,
    *CHILD,
    *PARENTS,
    pair("通知单位", "office", "通知时间", "on"),
    wide("被通知人", "told"),
    wide("安置理由", "reason"),
    said("请即安排临时监护照料；接收后填写接收安置单，由双方签字。"),
    signed("通知单位（章）", "通知人"),
    signed("接收单位（章）", "接收人及时间"),
)
grow_evidence = listing(
    "证据目录",
    (
        ("序号", "place", 1),
        ("种类", "piece", 2),
        ("证明内容", "what", 3),
        ("取得时间、地点", "taken", 2),
        ("保管人", "kept_by", 1),
        ("SHA-256 摘要", "digest", 3),
    ),
    above_rows=CASE,
)
ORDERS = {
    "return": "立即返回，履行监护职责",
    "carer": "另行确定有监护能力的受托照护人，并到场办理委托",
    "either": "立即返回履行监护职责，或者另行确定有监护能力的受托照护人",
}


def notice_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    """Of the notice to the township or to civil affairs: what the police told, the case, the child."""
    return case_texts(file=file, veil=veil, today=today) | step_texts(file=file, event=step, veil=veil)


def order_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    texts = case_texts(file=file, veil=veil, today=today)
    told = step_texts(file=file, event=step, veil=veil)
    detail = step.opened if step else {}
    whom = detail.get("parent", "")
    order = ORDERS.get(detail.get("order", ""), ORDERS["either"])
    until = told.get("promised_on", "")
    office = office_words(file, step) if step else ""
    return {
        "issuer": office,
        "title": "责令立即返回通知书",
        "addressee": or_line(names_of(texts, whom)),
        "body": [
            *parties(texts, whom, "被责令人"),
            *paragraphs(
                f"经查，你（们）的子女{or_line(texts.get('child.name'))}在{texts['place']}有下列情形："
                f"{or_line(texts['circumstances'], 16)}。",
                "父母是未成年子女的法定监护人，外出务工、委托他人照护不免除监护职责。依照《中华人民共和国民法典》第二十六条、第三十四条"
                "和《中华人民共和国未成年人保护法》第十六条、第二十二条的规定，责令你（们）：",
                f"{order}。",
                f"请于{or_line(until)}前办结，并将结果告知本单位。拒不执行的，依法予以训诫、处罚；情节严重的，"
                "有关个人和组织可以依照《中华人民共和国民法典》第三十六条申请撤销监护人资格。",
            ),
        ],
        "signer": office or "（责令单位章）",
        "signed_on": day_words(step.done_on) if step else "",
        "after": [f"送达对象：{or_line(whom_words(texts, whom))}", "被责令人（签名）：", "签收日期："],
    }


def evidence_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """One line a piece: what the police took, and what was attached in the case, each with the digest of its file."""
    texts: dict[str, Any] = case_texts(file=file, veil=veil, today=today)
    for number, piece in enumerate(list_pieces(file=file, veil=veil), 1):
        texts |= {f"{number}.{key}": words for key, words in piece.texts().items()} | {f"{number}.place": str(number)}
    return texts


def evidence_form(texts: Any) -> Any:
    """As long as there are pieces."""
    return grow_evidence(max([int(key.split(".")[0]) for key in texts if key[0].isdigit()], default=0))


PAPERS = {
    "police_notice": Paper(
        "police_notice",
        _("Notice to the township"),
        POLICE_NOTICE,
        notice_texts,
        "case.read",
        ("emergency.township_told",),
        "公通",
    ),
    "return_order": Paper(
        "return_order",
        _("Order to return"),
        Letter("责令立即返回通知书"),
        order_texts,
        "case.read",
        ("emergency.parents_ordered", "intervention.parents_ordered"),
        "公责",
    ),
    "placement_notice": Paper(
        "placement_notice",
        _("Notice to place the child"),
        PLACEMENT_NOTICE,
        notice_texts,
        "case.read",
        ("emergency.civil_affairs_told",),
        "公安置",
    ),
    "evidence_list": Paper(
        "evidence_list",
        _("List of evidence"),
        grow_evidence(0),
        evidence_texts,
        "case.read",
        grow=evidence_form,
    ),
}
