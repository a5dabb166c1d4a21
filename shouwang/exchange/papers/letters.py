"""Parts of a paper in the layout of an official document: paragraphs, the parties, a line to write on."""

from typing import Any

from shouwang.exchange.papers.case import TITLES, WHOM

LINE = "＿"


def or_line(text: str | None, width: int = 6) -> str:
    """The text, or a line as wide as so many characters to be filled by hand."""
    return text or LINE * width


def paragraphs(*words: str) -> list[dict[str, Any]]:
    """Plain paragraphs; a text of several lines is several."""
    return [{"level": 0, "words": line} for text in words for line in text.splitlines() if line.strip()]


def heading(words: str) -> dict[str, Any]:
    return {"level": 1, "words": words}


def parties(texts: dict[str, str], whom: str, called: str) -> list[dict[str, Any]]:
    """被训诫人：李建国（父亲），公民身份号码...: one paragraph a person; one with lines to write on when nobody is known."""
    people = WHOM.get(whom, ()) or ("",)
    return paragraphs(*(f"{called}：{_person(texts, who)}" for who in people))


def child_words(texts: dict[str, str]) -> str:
    """李小红，女，2016年5月1日出生，公民身份号码..."""
    born = texts.get("child.born_on")
    known = [texts.get("child.name"), texts.get("child.sex"), f"{born}出生" if born else "", _number(texts, "child")]
    return "，".join(part for part in known if part) or LINE * 16


def _person(texts: dict[str, str], who: str) -> str:
    name = or_line(texts.get(f"{who}.name"))
    called = f"（{TITLES[who]}）" if who else ""
    more = [_number(texts, who) or f"公民身份号码{LINE * 7}", _told(texts, f"{who}.phone", "联系电话")]
    return "，".join([f"{name}{called}", *(part for part in more if part)]) + "。"


def _number(texts: dict[str, str], who: str) -> str:
    return _told(texts, f"{who}.citizen_id", "公民身份号码")


def _told(texts: dict[str, str], key: str, label: str) -> str:
    return f"{label}{texts[key]}" if texts.get(key) else ""
