"""Codes of national standards, and reasons that several rooms name alike: {column: [(what is kept, its Chinese name)]}."""

from collections.abc import Mapping
from typing import Any

_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
    "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
ETHNICITIES = [(f"{number:02}", f"{name}族") for number, name in enumerate(_PEOPLES.split(), 1)]
ETHNICITIES += [("97", "其他"), ("98", "外国血统中国籍")]
"""GB/T 3304."""
DISABILITIES = [(str(number), name) for number, name in enumerate("视力 听力 言语 肢体 智力 精神 多重".split(), 1)]
GRADES = [(number, name) for number, name in enumerate("一级 二级 三级 四级".split(), 1)]
"""GB/T 26341."""
CODES: Mapping[str, list[tuple[Any, str]]] = {
    "ethnicity": ETHNICITIES,
    "disability_kind": DISABILITIES,
    "disability_grade": GRADES,
}
