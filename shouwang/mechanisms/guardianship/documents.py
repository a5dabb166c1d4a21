"""Papers of guardianship: pledge, list of duties, notice before leaving, urging slip. Declared once, PDF and Word.

The words follow 民法典 26, 27, 34 and 未成年人保护法 (2020) 16-23; a county's own words go into its own Word template.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.access.models import Event
from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, Ticks, cell, label
from shouwang.exchange.papers.family import Veil, day_words, family_texts
from shouwang.exchange.papers.printing import Paper
from shouwang.registry.models import File

Row = tuple[FormCell, ...]
WIDTH = 12
FOOT = (("打印件与电子档案一致，签字后扫描存入一人一档。",),)


def _terms(*words: str) -> tuple[Row, ...]:
    return tuple((label(str(number)), FormCell((text,), across=WIDTH - 1)) for number, text in enumerate(words, 1))


def _heading(text: str) -> Row:
    return (label(text, across=WIDTH),)


CHILD: tuple[Row, ...] = (
    (
        label("儿童姓名", across=2),
        cell("child.name", across=2),
        label("性别"),
        cell("child.sex"),
        label("出生日期", across=2),
        cell("child.born_on", across=4),
    ),
    (
        label("身份证号", across=2),
        cell("child.citizen_id", across=4),
        label("村（居）", across=2),
        cell("place", across=4),
    ),
)
PARENTS: tuple[Row, ...] = tuple(
    row
    for title, key in (("父亲", "father"), ("母亲", "mother"))
    for row in (
        (
            label(title, across=2),
            cell(f"{key}.name", across=2),
            label("电话"),
            cell(f"{key}.phone", across=3),
            label("务工地"),
            cell(f"{key}.work_place", across=3),
        ),
    )
)
CARER: tuple[Row, ...] = (
    (
        label("受托照护人", across=2),
        cell("carer.name", across=2),
        label("关系"),
        cell("carer.relation", across=3),
        label("电话"),
        cell("carer.phone", across=3),
    ),
)
SIGNATURES: tuple[Row, ...] = (
    (
        label("父母（监护人）签字", across=3),
        FormCell(("",), across=3),
        label("村（居）民委员会签章", across=3),
        FormCell(("",), across=3),
    ),
    (label("签字日期", across=3), FormCell(("",), across=3), label("见证人", across=3), FormCell(("",), across=3)),
)

PLEDGE = PaperForm(
    title="农村留守儿童家庭监护责任书",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        *CHILD,
        *PARENTS,
        *CARER,
        _heading("外出务工的父母向村（居）民委员会承诺："),
        *_terms(
            "父母是子女的法定监护人。外出务工、委托他人照护，不免除监护职责和抚养义务。",
            "尽量携带未成年子女共同生活，或者至少一方留家照料；暂不具备条件的，委托有监护能力的亲属或者其他成年人代为照护。",
            "不让不满十六周岁的子女脱离监护单独居住生活，不让不满八周岁的子女处于无人看护状态。",
            "每周至少与子女通话或者视频一次，了解生活、学习和心理状况；经常返家看望子女。",
            "按时支付子女生活、教育、医疗费用，保障子女接受义务教育，不让子女辍学。",
            "务工地点、联系方式、照护人发生变化的，及时书面告知村（居）民委员会和学校。",
            "接受乡镇（街道）、村（居）民委员会和公安机关的监护监督和指导；不履行监护职责的，接受劝诫、批评教育，并承担法律责任。",
        ),
        *SIGNATURES,
    ),
    below=FOOT,
)

DUTY_LIST = PaperForm(
    title="监护人（受托照护人）责任清单",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        *CHILD,
        *CARER,
        _heading("照护期间须做到："),
        *_terms(
            "照料日常生活，保证一日三餐、衣着整洁、居住安全，及时就医。",
            "每天知道儿童在哪里、和谁在一起；不让儿童独自居住，不让儿童到江河塘库游泳。",
            "督促按时上学，配合学校教育；发现旷课、厌学立即告知父母和学校。",
            "关心情绪和交往，帮助儿童与父母定期通话、视频、见面。",
            "不虐待、不忽视、不转托；不让儿童从事与年龄不相称的劳动。",
            "发现儿童生病、受伤、失踪、遭受侵害的，立即拨打110或者120，并告知父母和村（居）民委员会。",
            "年老、患病或者外出，不能继续照护的，提前告知父母和村（居）民委员会另行安排。",
        ),
        (
            label("已逐条告知，签收人", across=3),
            FormCell(("",), across=3),
            label("告知人", across=3),
            FormCell(("",), across=3),
        ),
        (
            label("签收日期", across=3),
            FormCell(("",), across=3),
            label("与儿童关系", across=3),
            FormCell(("",), across=3),
        ),
    ),
    below=FOOT,
)

_TOLD = ("父亲", "母亲", "父母双方")
LEAVE_NOTICE = PaperForm(
    title="父母外出务工告知单",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        *CHILD,
        *PARENTS,
        *CARER,
        (
            label("外出人", across=2),
            cell(Ticks("leaver", _TOLD), across=4),
            label("外出日期", across=2),
            cell("leaves_on", across=4),
        ),
        (
            label("务工地点", across=2),
            cell("leave_place", across=4),
            label("外出后电话", across=2),
            cell("leave_phone", across=4),
        ),
        (label("照护安排", across=2), cell("entrusted", across=10)),
        (label("就读学校", across=2), cell("child.school", across=10)),
        _heading("依照未成年人保护法第二十三条，外出前书面告知就读学校、幼儿园和实际居住地的村（居）民委员会。"),
        (
            label("告知人签字", across=2),
            FormCell(("",), across=4),
            label("告知日期", across=2),
            FormCell(("",), across=4),
        ),
        (
            label("村（居）签收", across=2),
            FormCell(("",), across=4),
            label("学校签收", across=2),
            FormCell(("",), across=4),
        ),
    ),
    below=(("一式三份：父母、村（居）民委员会、学校各一份。",),),
)

URGING_SLIP = PaperForm(
    title="监护责任督促整改单",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        *CHILD,
        *PARENTS,
        *CARER,
        (label("督促对象", across=2), cell("urged", across=4), label("整改期限", across=2), cell("until", across=4)),
        (label("存在的问题", across=2, down=1), cell("problem", across=10)),
        (label("整改要求", across=2), cell("demand", across=10)),
        _heading(
            "逾期不改的，由公安机关、村（居）民委员会依法劝诫、制止；情节严重的，依照民法典第三十六条申请撤销监护人资格。"
        ),
        (
            label("督促单位（章）", across=2),
            cell("office", across=4),
            label("督促人", across=2),
            FormCell(("",), across=4),
        ),
        (label("签收人", across=2), FormCell(("",), across=4), label("签收日期", across=2), FormCell(("",), across=4)),
        (label("整改结果", across=2), FormCell(("",), across=10)),
    ),
    below=(("一式两份：督促单位存档一份，被督促人一份。",),),
)


def child_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    return family_texts(file=file, veil=veil) | {"today": day_words(today)}


def leave_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """With the last notice on record, where there is one."""
    told = _last(file, "guardianship.leave_told_village", "guardianship.leave_told_school", "delegation.leave_planned")
    leaver = {"father": "父亲", "mother": "母亲", "both": "父母双方"}.get(told.get("parent", ""), "")
    own = {
        "leaver": leaver,
        "leaves_on": _day(told.get("leaves_on")),
        "leave_place": told.get("work_place", ""),
        "leave_phone": veil("phone", told.get("phone")),
        "entrusted": told.get("entrusted", ""),
    }
    return child_texts(file, veil, today) | own


def urging_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """With the last urging on record, where there is one."""
    urged = _last(file, "guardianship.urged")
    who = {"father": "父亲", "mother": "母亲", "both": "父母双方", "carer": "受托照护人"}.get(
        urged.get("urged", ""), ""
    )
    own = {"urged": who, "until": _day(urged.get("until")), "problem": urged.get("problem", "")}
    return child_texts(file, veil, today) | own | {"demand": urged.get("demand", ""), "office": urged.get("office", "")}


def _last(file: File, *kinds: str) -> dict[str, Any]:
    events = Event.objects.filter(county_id=file.county_id, file_id=file.pk, what__in=kinds).select_related("office")
    last = events.order_by("-done_on", "-entered_at").first()
    return {} if last is None else {"office": last.office.name if last.office else "", **last.opened}


def _day(text: str | None) -> str:
    return day_words(date.fromisoformat(text)) if text else ""


PAPERS = {
    "pledge": Paper("pledge", _("Pledge of guardianship"), PLEDGE, child_texts),
    "duty_list": Paper("duty_list", _("List of a guardian's duties"), DUTY_LIST, child_texts),
    "leave_notice": Paper("leave_notice", _("Notice before leaving"), LEAVE_NOTICE, leave_texts),
    "urging_slip": Paper("urging_slip", _("Urging slip"), URGING_SLIP, urging_texts),
}
