"""The five places of the demo: who carries out which plan where, and what is typical of its people.

Shares and destinations are of the right order for such a county, not statistics of it; nobody in the demo exists.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """`code` is the county's statistical code. `prefixes`: (last year of registration, prefix), the present one last.

    `minorities`: (GB/T 3304, share of families). `destinations`: (where parents work, weight). `priority`: the keys of the
    plan's list of priority categories that a child's circumstances can fall under.
    """

    code: str
    county: str
    packs: tuple[str, ...]
    prefixes: tuple[tuple[int, str], ...]
    minorities: tuple[tuple[str, float], ...]
    destinations: tuple[tuple[str, int], ...]
    neighbours: tuple[str, ...]
    priority: tuple[str, ...] = ()
    township_prefixes: tuple[tuple[str, str], ...] = ()


NORTHEAST = (
    ("辽宁省沈阳市", 30), ("辽宁省大连市", 18), ("北京市", 12), ("天津市", 7), ("山东省青岛市", 5), ("吉林省长春市", 4),
    ("江苏省苏州市", 5), ("广东省深圳市", 4), ("浙江省宁波市", 3), ("上海市", 3), ("内蒙古自治区通辽市", 3), ("韩国", 1),
)  # fmt: skip
ANHUI = (
    ("上海市", 22), ("江苏省苏州市", 16), ("江苏省南京市", 10), ("浙江省杭州市", 10), ("安徽省合肥市", 10),
    ("江苏省昆山市", 7), ("浙江省宁波市", 7), ("江苏省无锡市", 6), ("广东省东莞市", 4), ("北京市", 4), ("浙江省温州市", 4),
)  # fmt: skip
CHONGQING = (
    ("重庆市渝北区", 18), ("重庆市万州区", 12), ("广东省东莞市", 16), ("广东省深圳市", 12), ("浙江省温州市", 7),
    ("浙江省宁波市", 7), ("福建省泉州市", 6), ("四川省成都市", 5), ("江苏省苏州市", 4), ("新疆维吾尔自治区", 3), ("北京市", 2),
)  # fmt: skip

PLACES = {
    place.code: place
    for place in (
        Place(
            code="210123",
            county="康平县",
            packs=("shenyang-2017-74",),
            prefixes=((1983, "212125"), (1991, "211225"), (9999, "210123")),
            minorities=(("02", 0.14), ("11", 0.12), ("03", 0.01), ("38", 0.01)),
            destinations=NORTHEAST,
            neighbours=("210124", "211224", "150522", "220381"),
            priority=("dropout", "hardship", "no_guardian", "without_support", "disabled"),
        ),
        Place(
            code="210213",
            county="大连金普新区",
            packs=("guofa-2016-13", "jinpu-2017-28"),
            prefixes=((1986, "210221"), (9999, "210213")),
            minorities=(("11", 0.09), ("10", 0.01), ("03", 0.01)),
            destinations=NORTHEAST,
            neighbours=("210281", "210282", "210211", "210283"),
            priority=("unattended", "other_parent_incapable", "out_of_school", "no_hukou"),
            township_prefixes=(
                ("炮台街道", "210281"),
                ("复州湾街道", "210281"),
                ("三十里堡街道", "210282"),
                ("石河街道", "210282"),
            ),  # fmt: skip
        ),
        Place(
            code="120116",
            county="天津市滨海新区",
            packs=("binhai-2017-10",),
            prefixes=((2009, "120107"), (9999, "120116")),
            minorities=(("03", 0.03), ("11", 0.02)),
            destinations=(("天津市河西区", 22), ("天津市东丽区", 15), *NORTHEAST),
            neighbours=("120109", "120108", "130983", "130224"),
        ),
        Place(
            code="500235",
            county="云阳县",
            packs=("yunyang-2017-2",),
            prefixes=((1991, "512225"), (1996, "511224"), (9999, "500235")),
            minorities=(("15", 0.03), ("06", 0.004), ("05", 0.001)),
            destinations=CHONGQING,
            neighbours=("500236", "500234", "500101", "420802"),
        ),
        Place(
            code="340422",
            county="寿县",
            packs=("shouxian-2016-278",),
            prefixes=((1998, "342422"), (2015, "341521"), (9999, "340422")),
            minorities=(("03", 0.02),),
            destinations=ANHUI,
            neighbours=("341522", "340122", "340421", "341226"),
        ),
    )
}
DEFAULT = "210123"
