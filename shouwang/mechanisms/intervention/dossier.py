"""卷宗: everything that a court, or whoever supervises, has to see of a case, in the order of time. Never who reported.

Facts with who did them and when they were entered; evidence with its source and digest; what proves each ground; the chain
of care; who saw the file.
"""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localtime

from shouwang.access.models import Event, Reading
from shouwang.access.queries import list_events, list_readings
from shouwang.exchange.documents.pages import BASE, render_pdf
from shouwang.exchange.documents.sections import Section, sections_values, word_sections
from shouwang.exchange.papers.case import case_texts
from shouwang.exchange.papers.evidence import list_pieces
from shouwang.exchange.papers.family import Veil, day_words
from shouwang.exchange.papers.grounds import get_refusal, is_taught_without_effect, list_proofs
from shouwang.exchange.papers.kept import kept_lines
from shouwang.exchange.papers.steps import moment_words, office_words, step_lines, step_title
from shouwang.registry.joining import list_joined_files
from shouwang.registry.models import CasePart, File
from shouwang.registry.queries import get_child_file, list_care

TITLE = "儿童保护个案卷宗"
TEMPLATE = BASE / "sections.typ"
SECRET = "本卷宗涉及未成年人隐私，依法保密，只供办理本案使用；报告人信息依法不载入。"
_READ = {
    "file": "查看个案",
    "act": "打开办理页面",
    "preview": "查看文书",
    "print": "打印文书",
    "unveil": "查看完整号码",
    "attachment": "查看附件",
    "dossier": "打印卷宗",
    "looking_back": "回看先前迹象",
}


def gather_dossier(*, file: File, veil: Veil, today: date, mark: str) -> dict[str, Any]:
    """The values of both ways of drawing it (`documents.sections`)."""
    texts = case_texts(file=file, veil=veil, today=today)
    sections = (
        _overview(file, texts),
        _facts(file, veil),
        _evidence(file, veil),
        _grounds(file, veil, today),
        _care(file),
        _parts(file),
        _seen(file),
    )
    below = f"个案编号：{file.number}　　{texts['place']}　　截至{day_words(today)}"
    return sections_values(title=TITLE, below=below, sections=sections, mark=mark)


def write_dossier(values: dict[str, Any], *, kind: str, today: date) -> bytes:
    """`docx` or `pdf`."""
    return word_sections(values) if kind == "docx" else render_pdf(template=TEMPLATE, values=values, printed_on=today)


def _overview(file: File, texts: dict[str, str]) -> Section:
    people = (
        ("儿童", "child", ("name", "sex", "born_on", "citizen_id")),
        ("父亲", "father", ("name", "citizen_id", "phone", "work_place")),
        ("母亲", "mother", ("name", "citizen_id", "phone", "work_place")),
        ("受托照护人", "carer", ("name", "relation", "phone")),
    )
    rows = [("报告日期", texts["reported_on"]), ("所在地", texts["place"]), ("报告情形", texts["circumstances"])]
    for title, who, keys in people:
        known = [texts[f"{who}.{key}"] for key in keys if texts.get(f"{who}.{key}")]
        rows.append((title, "，".join(known) or "未查明"))
    return Section("一、基本情况", (SECRET,), ("事项", "内容"), (2, 10), tuple(rows))


def _facts(file: File, veil: Veil) -> Section:
    """Every event, the earliest first; what a mechanism keeps beside it stands with it."""
    told = [_facts_of(one, file, veil) for one in (file, *list_joined_files(file=file))]
    rows = tuple(row for _order, row in sorted((pair for pairs in told for pair in pairs), key=lambda pair: pair[0]))
    columns = ("时间", "事项和内容", "单位、经办人", "录入时间")
    return Section("二、事实经过（按时间先后）", (), columns, (2.2, 6, 2.4, 2), rows)


def _facts_of(one: File, keeper: File, veil: Veil) -> list[tuple[Any, tuple[str, str, str, str]]]:
    """(order, row) of each event of the case, or of one that was joined into it: then with its number."""
    kept = kept_lines(file=one, veil=veil)
    origin = [("并入", one.number)] if one.pk != keeper.pk else []
    events = list_events(county_id=one.county_id, file_id=one.pk)
    return [
        ((event.done_on, event.entered_at, event.pk), _fact(one, event, origin + kept.get(event.pk, []), veil))
        for event in events
    ]


def _fact(file: File, event: Event, kept: list[tuple[str, str]], veil: Veil) -> tuple[str, str, str, str]:
    lines = [(label, words) for label, words in step_lines(file=file, event=event, veil=veil) if label != "时间"]
    told = "\n".join([step_title(event), *(f"{label}：{words}" for label, words in [*lines, *kept])])
    post = event.post.title if event.post and event.post.title else ""
    name = event.user.name if event.user else ""
    who = "\n".join(part for part in (office_words(file, event), post, name) if part) or "系统"
    return (moment_words(event), told, who, _moment(event.entered_at))


def _evidence(file: File, veil: Veil) -> Section:
    pieces = [piece for one in (file, *list_joined_files(file=file)) for piece in list_pieces(file=one, veil=veil)]
    rows = tuple(
        (str(number), one.piece, one.what, one.taken, one.source, one.kept_by, one.digest)
        for number, one in enumerate(pieces, 1)
    )
    columns = ("序号", "种类", "证明内容", "取得时间、地点", "来源", "保管", "SHA-256 摘要")
    say = "摘要由原始文件算出：对文件重新计算，相同即未改动。" if pieces else "尚未登记证据。"
    return Section("三、证据目录", (say,), columns, (0.8, 1.5, 2.4, 1.9, 1.6, 1.2, 3), rows)


def _grounds(file: File, veil: Veil, today: date) -> Section:
    """What proves 经教育不改, since when guardianship was refused, what shows the harm."""
    proofs = list_proofs(file=file, veil=veil)
    term = get_refusal(file=file, today=today)
    taught = "有在先的教育记录，之后再次发生。" if is_taught_without_effect(file=file) else "记录不足以证明经教育不改。"
    refused = f"拒不履行监护职责：{term.words}。" if term else "没有正在持续的拒不履行记录。"
    rows = tuple((one.ground, one.when, one.words, one.office) for one in proofs)
    columns = ("事由", "时间", "记录", "记录单位")
    return Section("四、各项事由的证明", (f"经教育不改：{taught}", refused), columns, (2, 2.2, 6, 2.4), rows)


def _care(file: File) -> Section:
    """Who looked after the child from which day until which."""
    child_file = get_child_file(case=file)
    spells = list_care(file=child_file) if child_file else ()
    rows = tuple(
        (
            day_words(spell.from_on),
            day_words(spell.until_on) or "至今",
            spell.get_kind_display(),
            spell.carer.name if spell.carer else "",
            spell.get_relation_display() or "",
        )
        for spell in spells
    )
    say = () if rows else ("儿童身份未查明，或者没有照护记录。",)
    return Section("五、照护链", say, ("自", "至", "方式", "照护人", "关系"), (2.2, 2.2, 2.5, 4, 2), rows)


def _parts(file: File) -> Section:
    parts = (
        CasePart.objects.filter(county_id=file.county_id, file=file).select_related("office").order_by("from_at", "id")
    )
    rows = tuple(
        (
            part.office.name,
            "持有" if part.is_holder else "参与",
            _moment(part.from_at),
            _moment(part.until_at) if part.until_at else "至今",
        )
        for part in parts
    )
    return Section("六、经办单位", (), ("单位", "身份", "自", "至"), (4, 2, 3, 3), rows)


def _seen(file: File) -> Section:
    readings = list_readings(county_id=file.county_id, file_id=file.pk).order_by("at", "id")
    rows = tuple(
        (
            _moment(one.at),
            one.user.name,
            one.post.office.name if one.post else "",
            *_read_words(one),
        )
        for one in readings
    )
    return Section("七、查阅记录", (), ("时间", "人员", "单位", "查看内容", "理由"), (2.6, 2, 3.4, 2.4, 2.6), rows)


def _read_words(reading: Reading) -> tuple[str, str]:
    """(what was looked at, why). Of a look at who reported no more is said than that somebody looked."""
    if reading.detail.get("field") == "reporter":
        return ("查看", "")
    return (_READ.get(reading.what, "查看"), str(reading.detail.get("reason", "")))


def _moment(at: datetime) -> str:
    local = localtime(at)
    return f"{day_words(local.date())}\n{local:%H:%M}"
