"""A declared spreadsheet: from this one declaration come template, import, export and the returned file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from shouwang.exchange.column import Column


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A spreadsheet with its columns, in the order in which they are printed.

    title: the big line on top, and the name of the tab. instructions: lines of the sheet 填报说明.
    group_aliases: other words for the upper line of two-line headers, such as 父亲 -> (父, 父亲情况).
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    instructions: tuple[str, ...] = ()
    group_aliases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        doubled = {key for key in keys if keys.count(key) > 1}
        if doubled or not keys:
            raise ValueError(f"sheet {self.key}: it needs columns, each key once; doubled: {sorted(doubled)}")
        unknown = set(self.group_aliases) - set(self.groups)
        if unknown:
            raise ValueError(f"sheet {self.key}: no column stands in the group {sorted(unknown)}")

    def __getitem__(self, key: str) -> Column:
        return self._by_key[key]

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the two-line header in printed order; empty when the header has one line."""
        return tuple(dict.fromkeys(column.group for column in self.columns if column.group))

    @cached_property
    def _by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}
