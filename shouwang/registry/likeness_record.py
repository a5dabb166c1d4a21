"""What is known of a person when two records are held side by side."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Record:
    """Numbers are the 18 characters (or any token that is equal for equal numbers); None and "" are «not collected»."""

    name: str
    born_on: date | None = None
    sex: str | None = None
    citizen_id: str | None = None
    birth_certificate: str | None = None
    village: int | None = None
    township: int | None = None
    father: str | None = None
    mother: str | None = None
    father_id: str | None = None
    mother_id: str | None = None
    phones: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
