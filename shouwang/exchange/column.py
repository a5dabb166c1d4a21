"""One declared column of a spreadsheet: the only place that says what a column is called and may hold."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "name", "date", "citizen_id", "phone", "choice", "yes_no", "integer", "multi"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One allowed answer: stored as `code`, shown as `name`, understood also by its aliases."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with its title, its kind and what it may hold.

    key: the name in the program, unique within the sheet. group: the upper line of a two-line header (父亲 over 姓名).
    aliases: other titles that officials give this column; `组/名` names one under a group.
    choices: for `choice` and `multi`; for `yes_no` the two words that a template offers are 是 and 否.
    birth_column, sex_column: for `citizen_id`, the columns whose birth date and sex (male, female) must agree with it.
    width: in characters of a spreadsheet column; height is left to the program that opens it.
    """

    key: str
    title: str
    kind: Kind = "text"
    group: str = ""
    aliases: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    required: bool = False
    help: str = ""
    example: str = ""
    width: int = 14
    max_length: int = 200
    birth_column: str = ""
    sex_column: str = ""

    def __post_init__(self) -> None:
        if bool(self.choices) != (self.kind in ("choice", "multi")):
            raise ValueError(f"column {self.key}: choices belong to the kinds choice and multi, and only there")
        if self.required and not self.title:
            raise ValueError(f"column {self.key}: a required column needs a title")

    @property
    def full_title(self) -> str:
        """The title with its group in front, as messages name the column: 父亲·姓名."""
        return f"{self.group}·{self.title}" if self.group else self.title

    @property
    def offered(self) -> tuple[str, ...]:
        """The words that the drop-down list of a template offers; empty when anything may be typed."""
        if self.kind == "yes_no":
            return ("是", "否")
        return tuple(choice.name for choice in self.choices) if self.kind == "choice" else ()
