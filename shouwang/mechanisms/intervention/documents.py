"""Papers of the ladder: 劝诫书, 批评教育记录, 训诫书, 撤销监护人资格申请书, 检察建议书. None has a place for the reporter."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.duties.figures import get_term
from shouwang.exchange.documents.paper_form import PaperForm
from shouwang.exchange.papers.case import case_texts, names_of, whom_words
from shouwang.exchange.papers.evidence import list_pieces
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.grounds import get_refusal, list_proofs
from shouwang.exchange.papers.letters import child_words, heading, or_line, paragraphs, parties
from shouwang.exchange.papers.printing import Letter, Paper
from shouwang.exchange.papers.rows import CASE, CHILD, PARENTS, pair, said, signed, slip, wide
from shouwang.exchange.papers.steps import office_words, step_texts
from shouwang.registry.models import File

ADVISED = "intervention.advised"


def _record(title: str, sentence: str) -> PaperForm:
    return slip(
        title,
        *CASE,
        *CHILD,
        *PARENTS,
        pair("对象", "who", "时间", "on"),
        pair("单位", "office", "单位自有文号", "number_of_office"),
        wide("事由", "behaviour"),
        said(sentence),
        wide("本人态度", "response"),
        wide("备注", "note"),
        signed("本人签字", "签字时间"),
        signed("单位（章）", "经办人"),
    )


URGING = _record(
    "监护人劝诫书",
    "父母或者其他监护人应当依法履行监护职责，不得侵犯未成年人合法权益（未成年人保护法第十六条、第十七条）。"
    "现予劝诫，请立即停止上述行为；情节严重的，将报告公安机关（同法第一百一十八条）。",
)
EDUCATION = _record(
    "监护人批评教育记录",
    "已告知监护职责和不履行的法律后果：经教育不改的，可以依法给予处罚，有关个人和组织可以申请撤销监护人资格（民法典第三十六条）。",
)


def record_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    texts = case_texts(file=file, veil=veil, today=today)
    told = step_texts(file=file, event=step, veil=veil)
    who = whom_words(texts, step.opened.get("whom", "")) if step else ""
    own = told.pop("number", "")
    return texts | told | {"who": who or told.get("whom", ""), "number_of_office": own}


def admonition_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    texts = case_texts(file=file, veil=veil, today=today)
    told = step_texts(file=file, event=step, veil=veil)
    whom = step.opened.get("whom", "") if step else ""
    office = office_words(file, step) if step else ""
    return {
        "issuer": office,
        "title": "训诫书",
        "addressee": or_line(names_of(texts, whom)),
        "body": [
            *parties(texts, whom, "被训诫人"),
            *paragraphs(f"未成年人：{child_words(texts)}。", f"经查，{or_line(told.get('behaviour'), 20)}"),
            *paragraphs(
                "上述行为违反了《中华人民共和国民法典》第二十六条、第三十四条和《中华人民共和国未成年人保护法》第十六条、第十七条的规定。"
                "依照《中华人民共和国未成年人保护法》第一百一十八条，予以训诫，并责令：",
                "1. 立即停止上述行为，依法履行监护职责，保证儿童安全；",
                "2. 接受家庭教育指导，配合乡镇（街道）、村（居）民委员会和学校的帮扶；",
                "3. 外出务工的，依法委托有照护能力的成年人，并书面告知村（居）民委员会和学校。",
                "再次发生的，依法处罚；构成犯罪的，依法追究刑事责任；符合《中华人民共和国民法典》第三十六条规定的，"
                "有关个人和组织可以向人民法院申请撤销监护人资格。",
            ),
        ],
        "signer": office or "（训诫单位章）",
        "signed_on": day_words(step.done_on) if step else "",
        "after": [
            f"被训诫人态度：{or_line(told.get('response'), 12)}",
            "被训诫人（签名）：",
            "训诫人（签名）：",
        ],
    }


def petition_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    """Facts and reasons come from the record: what was taught, since when it was refused, what proves it."""
    texts = case_texts(file=file, veil=veil, today=today)
    told = step_texts(file=file, event=step, veil=veil)
    whom = step.opened.get("whom", "") if step else ""
    name = or_line(told.get("petitioner_name"), 10)
    guardian, child = or_line(names_of(texts, whom)), or_line(texts.get("child.name"))
    return {
        "title": "撤销监护人资格申请书",
        "body": [
            *paragraphs(f"申请人：{name}（{or_line(told.get('petitioner'))}）。"),
            *parties(texts, whom, "被申请人"),
            *paragraphs(f"未成年人：{child_words(texts)}。"),
            heading("请求事项"),
            *paragraphs(f"1. 依法撤销{guardian}对{child}的监护人资格；", f"2. 依法为{child}另行指定监护人。"),
            heading("事实与理由"),
            *_reasons(file, texts, told, today, veil),
            *paragraphs(f"　　此致\n{or_line(told.get('court'), 10)}"),
        ],
        "attachments": ["证据目录", "本案卷宗", *_pieces(file, veil)],
        "signer": name,
        "signed_on": day_words(step.done_on) if step else "",
    }


def _reasons(file: File, texts: dict[str, str], told: dict[str, str], today: date, veil: Veil) -> list[dict[str, Any]]:
    term = get_refusal(file=file, today=today)
    proofs = [
        f"{proof.when}，{proof.office or '＿＿＿＿'}：{proof.words}。" for proof in list_proofs(file=file, veil=veil)
    ]
    law = "《中华人民共和国民法典》第三十六条、《中华人民共和国未成年人保护法》第一百零八条"
    return paragraphs(
        f"{texts['reported_on']}有关方面发现，在{texts['place']}，该未成年人有下列情形：{or_line(texts['circumstances'], 16)}。",
        f"申请的事由：{or_line(told.get('grounds'), 16)}。",
        *proofs,
        *([f"被申请人拒不履行监护职责，{term.words}。"] if term else []),
        f"为维护未成年人合法权益，依照{law}，提出上述申请。",
    )


def _pieces(file: File, veil: Veil) -> list[str]:
    found = list_pieces(file=file, veil=veil)
    return [f"证据材料{len(found)}件"] if found else []


def advice_texts(file: File, veil: Veil, today: date, step: Event | None) -> dict[str, Any]:
    texts = case_texts(file=file, veil=veil, today=today)
    told = step_texts(file=file, event=step, veil=veil)
    office = office_words(file, step) if step else ""
    return {
        "issuer": office,
        "title": "检察建议书",
        "addressee": or_line(told.get("to_whom")),
        "body": [
            *paragraphs(
                f"本院在履行法律监督职责中发现：未成年人{or_line(texts.get('child.name'))}在{texts['place']}"
                f"有下列情形：{or_line(texts['circumstances'], 16)}。",
            ),
            *paragraphs(or_line(told.get("content"), 40)),
            *paragraphs(
                "依照《中华人民共和国民法典》第三十六条、《中华人民共和国未成年人保护法》第一百零六条、第一百零八条，提出上述建议。",
                _answer_words(file, step.done_on if step else today),
            ),
        ],
        "signer": office or "（人民检察院章）",
        "signed_on": day_words(step.done_on) if step else "",
    }


def _answer_words(file: File, on: date) -> str:
    """The term of the law or of the plan; a county that has neither is told to set one before this is sent."""
    term = get_term(county_id=file.county_id, after=ADVISED, answered_by="intervention.advice_answered", on=on)
    if term is None:
        return "请依法办理，并在＿＿＿＿内将办理情况书面回复本院（方案没有写明期限，由县里定下后填写）。"
    law = f"（{term.law}）" if term.law else ""
    return f"请依法办理，并在收到本建议书后{term.words}内{law}将办理情况书面回复本院。"


def _paper(
    key: str, title: Any, form: PaperForm | Letter, texts: Callable[..., Any], step: str, word: str = ""
) -> Paper:
    return Paper(key, title, form, texts, "case.read", (f"intervention.{step}",), word)


PAPERS = {
    paper.key: paper
    for paper in (
        _paper("urging_record", _("Record of urging"), URGING, record_texts, "urged", "劝诫"),
        _paper("education_record", _("Record of education"), EDUCATION, record_texts, "educated", "批教"),
        _paper("admonition", _("Letter of admonition"), Letter("训诫书"), admonition_texts, "admonished", "公训"),
        _paper("petition", _("Petition to the court"), Letter("撤销监护人资格申请书"), petition_texts, "petitioned"),
        _paper("procuratorate_advice", _("Letter of advice"), Letter("检察建议书"), advice_texts, "advised", "检建"),
    )
}
