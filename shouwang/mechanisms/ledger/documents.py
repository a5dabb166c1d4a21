"""农村留守儿童基本情况登记表 (民发〔2016〕42号, annex 1), and the transfer slip for a county that is not on this server."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, cell, label
from shouwang.exchange.documents.registration_form import REGISTRATION_FORM
from shouwang.exchange.papers.family import Veil, day_words, family_texts, place_words, tick_words
from shouwang.exchange.papers.printing import Paper
from shouwang.mechanisms.ledger.fact_fields import choices_of
from shouwang.mechanisms.ledger.queries.passing import list_duty_names
from shouwang.mechanisms.ledger.queries.transfers import get_open_of
from shouwang.registry.models import CareSpell, Child, File, Person


def registration_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """What was not collected stays blank: the form is filled by hand then, and comes back as a change."""
    child = Child.objects.select_related("father", "mother").get(pk=file.pk)
    texts: dict[str, Any] = family_texts(file=file, veil=veil)
    texts |= {"unit": str(file.township or ""), "filled_on": day_words(today)}
    return texts | _child(file, child, veil) | _situation(file, child)


def _word(key: str, value: Any) -> str:
    return {str(code): str(name) for code, name in choices_of(key)}.get(str(value), "") if value is not None else ""


def _words(key: str, values: list[str] | None) -> tuple[str, ...]:
    return tuple(_word(key, value) for value in values or ())


def _child(file: File, child: Child, veil: Veil) -> dict[str, Any]:
    person: Person = file.person
    kind, grade = (
        _word("child.disability_kind", child.disability_kind),
        _word("child.disability_grade", child.disability_grade),
    )
    return {
        "child.ethnic": _word("child.ethnicity", person.ethnicity),
        "child.hukou_registered": tick_words(child.hukou_registered),
        "child.hukou_place": child.hukou_place or "",
        "child.residence": veil("address", person.address) or place_words(file),
        "child.health": _word("child.health", child.health),
        "child.disability": f"{kind}{grade}",
        "child.illness": child.illness or "",
        "child.boarding": tick_words(child.boarding),
        "child.schooling": _word("child.schooling", child.schooling),
        "guardianship": _word("child.guardianship_kind", child.guardianship_kind),
        "rating": _word("child.guardianship_rating", child.guardianship_rating),
        "income": _words("child.income", child.income),
        "relief": _words("child.relief", child.relief),
    }


def _situation(file: File, child: Child) -> dict[str, Any]:
    """Both away, or one away and the other unable; told only where both parents are known."""
    away = {who: getattr(getattr(child, who), "away", None) for who in ("father", "mother")}
    spell = CareSpell.objects.filter(county_id=file.county_id, file=file, until_on__isnull=True).first()
    texts = {"delegated": ("有" if spell.kind == "agreement" else "无") if spell else ""}
    if None in away.values():
        return texts
    unfit = [who for who, is_away in away.items() if not is_away and _is_unfit(getattr(child, who))]
    is_one = bool(unfit) and any(away.values())
    parent = {"father": "父亲", "mother": "母亲"}[unfit[0]] if is_one else ""
    both = tick_words(all(away.values()))
    return texts | {"both_away": both, "one_away": tick_words(is_one), "unfit_parent": parent}


def _is_unfit(parent: Person | None) -> bool:
    return parent is not None and parent.incapable not in (None, "none")


REGISTRATION = Paper("registration_form", _("Registration form"), REGISTRATION_FORM, registration_texts)

Row = tuple[FormCell, ...]
WIDTH = 12


def _pair(first: str, key: str, second: str, other: str) -> Row:
    return (label(first, across=2), cell(key, across=4), label(second, across=2), cell(other, across=4))


def _wide(title: str, key: str) -> Row:
    return (label(title, across=2), cell(key, across=WIDTH - 2))


_EMPTY = FormCell(("",), across=4)
SLIP = PaperForm(
    title="农村留守儿童跨县（市、区）转接单",
    widths=(1,) * WIDTH,
    above=(("档案编号：", Blank("number", 8)), ("打印日期：", Blank("today", 8))),
    rows=(
        _pair("儿童姓名", "child.name", "性别", "child.sex"),
        _pair("出生日期", "child.born_on", "身份证号", "child.citizen_id"),
        _wide("转出地", "place"),
        _wide("转往", "moved_to"),
        _pair("父亲姓名", "father.name", "父亲电话", "father.phone"),
        _pair("父亲务工地", "father.work_place", "母亲务工地", "mother.work_place"),
        _pair("母亲姓名", "mother.name", "母亲电话", "mother.phone"),
        _pair("照护人", "carer.name", "照护人电话", "carer.phone"),
        _wide("转出时尚未办完的事项", "duties"),
        (label("以下由接收地填写", across=WIDTH),),
        (label("接收单位（章）", across=2), _EMPTY, label("接收人、职务", across=2), _EMPTY),
        (label("联系电话", across=2), _EMPTY, label("接收日期", across=2), _EMPTY),
    ),
    below=(("接收单位签收并退回回执以前，转出地继续承担关爱保护职责，档案不关闭。",),),
)


def slip_texts(file: File, veil: Veil, today: date) -> dict[str, Any]:
    """Where it goes stands on it once the child was offered; before that it is filled by hand."""
    waiting = get_open_of(file=file)
    texts: dict[str, Any] = family_texts(file=file, veil=veil)
    return texts | {
        "today": day_words(today),
        "moved_to": waiting.moved_to if waiting else "",
        "duties": "；".join(list_duty_names(file=file, today=today)),
    }


TRANSFER_SLIP = Paper("transfer_slip", _("Transfer slip"), SLIP, slip_texts)
