"""The figures of the adopted plans: what the text fixes, what the law fixes, what the county chose or still has to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shouwang.duties.models import Adoption, Choice
from shouwang.page.duty_rows import get_pack
from shouwang.page.law_words import say_dated, say_figure
from shouwang.policy.pack import Pack
from shouwang.policy.parameter import DatedFigure, Parameter


@dataclass(frozen=True)
class FigureLine:
    pack: Pack
    key: str
    parameter: Parameter
    choice: Choice | None

    @property
    def figure(self) -> DatedFigure:
        return self.parameter.latest

    @property
    def words(self) -> str:
        return say_dated(self.figure, self.choice.value if self.choice else None)

    @property
    def suggestion(self) -> str:
        return say_figure(self.parameter.suggest) if self.parameter.suggest is not None else ""

    @property
    def is_open(self) -> bool:
        return self.parameter.is_local and self.choice is None


def list_adopted(*, county_id: int, today: date) -> list[tuple[Adoption, Pack]]:
    """The plans that the county has adopted, also those that begin later."""
    rows = Adoption.objects.filter(county_id=county_id).exclude(until_on__lt=today).order_by("from_on")
    return [(row, pack) for row in rows if (pack := get_pack(row.pack))]


def list_figures(*, county_id: int, today: date, only: str = "") -> list[FigureLine]:
    """Every figure of the adopted plans; `only` is local or open."""
    latest = _latest_choices(county_id)
    packs = dict.fromkeys(pack for _row, pack in list_adopted(county_id=county_id, today=today))
    lines = [
        FigureLine(pack, key, parameter, latest.get((pack.id, key)))
        for pack in packs
        for key, parameter in pack.parameters.items()
    ]
    wanted: dict[str, Any] = {"local": lambda line: line.parameter.is_local, "open": lambda line: line.is_open}
    return [line for line in lines if wanted.get(only, lambda line: True)(line)]


def _latest_choices(county_id: int) -> dict[tuple[str, str], Choice]:
    rows = Choice.objects.filter(county_id=county_id).select_related("chosen_by").order_by("from_on", "chosen_at")
    return {(row.pack, row.parameter): row for row in rows}
