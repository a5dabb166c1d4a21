"""Which offices a demo county has, what each answers for and where, and the posts that people hold in them.

金普 shows why function, office and territory are three things: 社会事业局 has three functions, three police bureaus and
two courts share one district, and the district itself is run by a management committee.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shouwang.access.divisions import Division, root

# name without the county's, kind, functions, role, title of the post
BUREAUS = (
    ("人民政府办公室", "government", ("county_government",), "reader", "督查室主任"),
    ("农村留守儿童关爱保护工作领导小组办公室", "government", ("lead_group",), "lead_office", "联络员"),
    ("民政局", "bureau", ("civil_affairs",), "civil_affairs", "儿童福利股股长"),
    ("教育局", "bureau", ("education_bureau",), "education_bureau", "基础教育股股长"),
    ("公安局", "police", ("police",), "police", "治安大队民警"),
    ("卫生健康局", "bureau", ("health_bureau",), "bureau", "妇幼股股长"),
    ("司法局", "bureau", ("justice_bureau",), "bureau", "法律援助中心主任"),
    ("人民法院", "court", ("court",), "judge", "少年审判庭法官"),
    ("人民检察院", "procuratorate", ("procuratorate",), "procurator", "未检检察官"),
    ("政法委员会", "bureau", ("political_legal_committee",), "bureau", "综治督导科科长"),
    ("财政局", "bureau", ("finance_bureau",), "bureau", "社保股股长"),
    ("人力资源和社会保障局", "bureau", ("hr_bureau",), "bureau", "就业股股长"),
    ("住房和城乡建设局", "bureau", ("housing_bureau",), "bureau", "住房保障股股长"),
    ("农业农村局", "bureau", ("agriculture_bureau", "poverty_alleviation"), "bureau", "社会事业股股长"),
    ("发展和改革局", "bureau", ("development_reform",), "bureau", "社会股股长"),
    ("税务局", "bureau", ("tax_bureau",), "bureau", "社保费股股长"),
    ("宣传部", "bureau", ("publicity_department", "cyberspace_office"), "bureau", "宣传股股长"),
    ("文化旅游和广播电视局", "bureau", ("culture_broadcast",), "bureau", "公共服务股股长"),
    ("城市管理局", "bureau", ("urban_management",), "bureau", "办公室主任"),
    ("总工会", "organization", ("union",), "bureau", "女工部部长"),
    ("团委", "organization", ("youth_league", "member_unit"), "bureau", "权益部部长"),
    ("妇女联合会", "organization", ("womens_federation", "women_children_committee", "member_unit"), "bureau", "权益部部长"),
    ("残疾人联合会", "organization", ("disabled_federation",), "bureau", "康复部部长"),
    ("关心下一代工作委员会", "organization", ("elders_care_committee", "aging_committee"), "bureau", "秘书长"),
    ("人民代表大会社会建设委员会", "organization", ("people_congress",), "reader", "委员"),
    ("救助管理站", "institution", ("rescue_station",), "shelter", "站长"),
    ("儿童福利院", "institution", ("welfare_institution", "guidance_center"), "shelter", "院长"),
    ("人民医院", "hospital", ("medical_institution",), "medical", "医务科科长"),
    ("阳光社会工作服务中心", "institution", ("social_work_org", "social_organization", "volunteer"), "bureau", "项目主管"),
)  # fmt: skip
JINPU = {
    "教育局": ("社会事业局", "bureau", ("education_bureau", "health_bureau", "culture_broadcast"), "education_bureau", "教育处处长"),
    "卫生健康局": None,
    "文化旅游和广播电视局": None,
    "公安局": None,
    "人民法院": None,
    "人民检察院": None,
    "人民政府办公室": ("管理委员会办公室", "government", ("county_government",), "reader", "督查处处长"),
    "财政局": ("财政金融局", "bureau", ("finance_bureau",), "bureau", "社保处处长"),
    "住房和城乡建设局": ("城乡建设局", "bureau", ("housing_bureau",), "bureau", "住房处处长"),
}  # fmt: skip
WHOLE_NAMES = {"团委": "共青团{county}委员会", "政法委员会": "中共{county}委{title}", "宣传部": "中共{county}委{title}"}
ZONE = ("马桥子街道", "海青岛街道", "大孤山街道", "湾里街道", "董家沟街道", "金石滩街道", "得胜街道", "大李家街道")
BONDED = ("二十里堡街道", "亮甲店街道")
STAGES = (("kindergarten", "中心幼儿园"), ("primary", "中心小学"), ("junior", "初级中学"))
ADMINISTRATORS = (
    ("system_admin", "系统管理员", "system"), ("security_admin", "安全管理员", "security"), ("audit_admin", "审计管理员", "audit"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostPlan:
    """A post that somebody holds."""

    role: str
    title: str
    account: str = "business"


@dataclass(frozen=True, slots=True)
class OfficePlan:
    """`region` and the regions of `functions` are statistical codes; `stage` is a school's."""

    name: str
    kind: str
    region: str
    functions: tuple[tuple[str, str], ...]
    posts: tuple[PostPlan, ...]
    stage: str = ""


def plan_offices(*, county: str, code: str, divisions: Sequence[Division]) -> list[OfficePlan]:
    """All offices of the county over its divisions (county, townships, villages)."""
    townships = [division for division in divisions if division.level == 4]
    names = {township.code: township.name for township in townships}
    return [
        *_bureaus(county, code),
        *(_jinpu_benches(townships, code) if code == "210213" else _stations(townships)),
        *_townships(townships),
        *_schools(county, code, townships),
        *_villages(names, divisions),
    ]


def _bureaus(county: str, code: str) -> Iterator[OfficePlan]:
    """Those that answer for the whole county; the first one also holds the three administrators."""
    for name, *rest in BUREAUS:
        row = JINPU.get(name, (name, *rest)) if code == "210213" else (name, *rest)
        if row is None:
            continue
        title, kind, functions, role, post = row
        whole = WHOLE_NAMES.get(title, "{county}{title}").format(county=county, title=title)
        posts = [PostPlan(role, post)]
        if "county_government" in functions:
            posts += [PostPlan(*administrator) for administrator in ADMINISTRATORS]
        yield OfficePlan(whole, kind, code, tuple((function, code) for function in functions), tuple(posts))


def _jinpu_benches(townships: Sequence[Division], code: str) -> Iterator[OfficePlan]:
    """Three police bureaus, two courts, two procuratorates, each over its streets and all over the district's own file."""
    zone = [t.code for t in townships if t.name in ZONE]
    bonded = [t.code for t in townships if t.name in BONDED]
    rest = [t.code for t in townships if t.code not in {*zone, *bonded}]
    benches = (
        ("开发区公安分局", "police", "police", "police", "治安大队民警", zone),
        ("金州公安分局", "police", "police", "police", "治安大队民警", rest),
        ("保税区公安分局", "police", "police", "police", "治安大队民警", bonded),
        ("开发区人民法院", "court", "court", "judge", "少年审判庭法官", [*zone, *bonded]),
        ("金州区人民法院", "court", "court", "judge", "少年审判庭法官", rest),
        ("开发区人民检察院", "procuratorate", "procuratorate", "procurator", "未检检察官", [*zone, *bonded]),
        ("金州区人民检察院", "procuratorate", "procuratorate", "procurator", "未检检察官", rest),
    )
    for name, kind, function, role, title, streets in benches:
        functions = tuple((function, region) for region in (code, *streets))
        yield OfficePlan(f"大连{name}", kind, code, functions, (PostPlan(role, title),))


def _stations(townships: Sequence[Division]) -> Iterator[OfficePlan]:
    for township in townships:
        posts = (PostPlan("police", "社区民警"),)
        yield OfficePlan(f"{township.name}派出所", "police", township.code, (("police", township.code),), posts)


def _townships(townships: Sequence[Division]) -> Iterator[OfficePlan]:
    for township in townships:
        is_street = township.name.endswith("街道")
        name = f"{township.name}办事处" if is_street else f"{township.name}人民政府"
        functions = (("township", township.code), ("township_lead", township.code))
        posts = (PostPlan("township_supervisor", "儿童督导员"), PostPlan("township_lead", "分管领导"))
        yield OfficePlan(name, "township", township.code, functions, posts)


def _schools(county: str, code: str, townships: Sequence[Division]) -> Iterator[OfficePlan]:
    """Kindergarten, primary and junior school a township, and one senior school."""
    post = (PostPlan("school", "德育主任"),)
    for township in townships:
        for stage, title in STAGES:
            name = f"{root(township.name)}{title}"
            yield OfficePlan(name, "school", township.code, (("school", township.code),), post, stage)
    yield OfficePlan(f"{county}高级中学", "school", townships[0].code, (), post, "senior")


def _villages(names: dict[str, str], divisions: Sequence[Division]) -> Iterator[OfficePlan]:
    for village in divisions:
        if village.level == 5:
            title = "儿童主任"
            functions = (("village", village.code),)
            yield OfficePlan(village.name, "village", village.code, functions, (PostPlan("village_director", title),))
