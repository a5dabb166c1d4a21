"""Fonts: the real ones of an office computer by name, and what stands in for them on a server.

A Word file names the real fonts (officials' WPS has them). A PDF is made here: it takes the real font when the server
has it, then a serif or sans font that holds every character of a name, also those beyond GB 2312 (蔈, 䶮, 𬱖).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

FANGSONG, KAITI, HEITI, SONGTI, TITLE_SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
PACKAGES = ("manimgx_fonts_cjk", "pylopdf_fonts_zh_cn")
"""Packages of fonts that need nothing of the operating system. Noto Sans CJK holds every character we know of."""

_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Noto Sans CJK SC")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC")
STAND_INS: dict[str, tuple[str, ...]] = {
    "fangsong": ("FangSong_GB2312", "FangSong", "STFangsong", "FandolFang R", *_SERIF),
    "kaiti": ("KaiTi_GB2312", "KaiTi", "STKaiti", "FandolKai", "LXGW WenKai", *_SERIF),
    "heiti": ("SimHei", "STHeiti", "FandolHei", *_SANS),
    "songti": ("SimSun", "STSong", "FandolSong", *_SERIF),
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "STZhongsong", *_SERIF),
}


@cache
def installed_fonts() -> typst.Fonts:
    """All fonts of the system and of the packages, looked for once a process."""
    folders = [folder for folder in map(_folder_of, PACKAGES) if folder]
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=folders)


@cache
def font_lists() -> dict[str, list[str]]:
    """For each role the fonts that are there, best first. Never empty: typst's own serif is always there."""
    there = set(installed_fonts().families())
    return {
        role: [family for family in wanted if family in there] or ["Libertinus Serif"]
        for role, wanted in STAND_INS.items()
    }


def _folder_of(package: str) -> str | None:
    found = find_spec(package)
    return str(Path(found.origin).parent) if found and found.origin else None
