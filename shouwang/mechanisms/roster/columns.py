"""The roster: the official registration form (农村留守儿童基本情况登记表, 2016) as one row a child.

One declaration gives the blank template, the import and the export. `FACTS` says which fact of the file a column writes.
"""

from shouwang.exchange.column import Choice, Column
from shouwang.exchange.sheet import Sheet
from shouwang.registry.codes import DISABILITIES, ETHNICITIES
from shouwang.registry.models import child as words
from shouwang.registry.models.care import RELATION
from shouwang.registry.models.person import Incapable


def _choices(pairs: list[tuple[str, str]], **aliases: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code, name, aliases.get(code, ())) for code, name in pairs)


SEX = _choices([("male", "男"), ("female", "女")], male=("男性", "1"), female=("女性", "2"))
HEALTH = _choices(words.HEALTH, healthy=("良好", "正常"), ill=("重病", "患重病"), disabled=("残障",))
SCHOOLING = _choices(words.SCHOOLING, junior=("初级中学",), primary=("小学在读",), dropout=("失学", "辍学在家"))
ETHNICITY = tuple(Choice(code, name, (name.removesuffix("族"),)) for code, name in ETHNICITIES)
DISABILITY = tuple(Choice(code, name, (f"{name}残疾", f"{name}障碍")) for code, name in DISABILITIES)
RELATIONS = _choices(
    RELATION,
    grandparent=(
        "祖父",
        "祖母",
        "外祖父",
        "外祖母",
        "爷爷",
        "奶奶",
        "姥爷",
        "姥姥",
        "外公",
        "外婆",
        "祖孙",
        "祖父母",
        "外祖父母",
    ),
    relative=("亲属", "叔叔", "伯父", "姑姑", "舅舅", "姨妈", "叔父", "婶婶"),
    friend=("朋友", "邻居"),
    parent=("父亲", "母亲", "父子", "母子"),
)
INCAPABLE = _choices(
    list(Incapable.choices),
    none=("有", "有能力", "否"),
    severe_illness=("重大疾病",),
    severe_disability=("重度残疾",),
    other=("无", "是"),
)


def _parent(who: str, group: str) -> tuple[Column, ...]:
    """Aliases are the lower lines under 父亲/母亲; 父亲外出 in one line is understood as 外出 under 父亲."""
    return (
        Column(key=f"{who}.name", title="姓名", group=group, kind="name", aliases=("名字",)),
        Column(key=f"{who}.born_on", title="出生日期", group=group, kind="date", aliases=("出生年月", "出生年月日")),
        Column(
            key=f"{who}.citizen_id", title="身份证号", group=group, kind="citizen_id", width=22,
            aliases=("身份证号码", "公民身份号码", "身份证"), birth_column=f"{who}.born_on",
        ),
        Column(key=f"{who}.away", title="是否外出务工", group=group, kind="yes_no", aliases=("是否外出", "外出", "外出务工")),
        Column(key=f"{who}.away_since", title="外出时间", group=group, kind="date", aliases=("外出务工时间", "外出日期")),
        Column(key=f"{who}.work_place", title="务工地点", group=group, aliases=("务工地", "打工地点", "工作地点")),
        Column(key=f"{who}.phone", title="联系电话", group=group, kind="phone", aliases=("电话", "手机", "手机号码", "联系方式")),
        Column(
            key=f"{who}.incapable", title="监护能力", group=group, kind="choice", choices=INCAPABLE,
            aliases=("有无监护能力", "无监护能力原因"), help="有监护能力，或无监护能力的原因",
        ),
    )  # fmt: skip


_GRANDPARENTS = (("61", "祖父"), ("62", "祖母"), ("63", "外祖父"), ("64", "外祖母"))

COLUMNS: tuple[Column, ...] = (
    Column(key="township", title="乡镇（街道）", aliases=("乡镇", "街道", "镇", "所属乡镇", "镇街", "街道办事处"), example="东关街道"),
    Column(key="village", title="村（居）", required=True, aliases=("村", "村居", "行政村", "村委会", "所在村", "村（社区）", "现居村"), example="北村"),
    Column(key="name", title="姓名", kind="name", required=True, max_length=72, aliases=("儿童姓名", "孩子姓名", "留守儿童姓名", "学生姓名"), example="张示例"),
    Column(key="child.sex", title="性别", kind="choice", choices=SEX, aliases=("儿童性别",), example="男"),
    Column(key="child.ethnicity", title="民族", kind="choice", choices=ETHNICITY, aliases=("民 族",), example="汉族"),
    Column(key="child.born_on", title="出生日期", kind="date", required=True, aliases=("出生年月日", "出生年月", "生日", "出生时间"), example="2016-05-01"),
    Column(
        key="child.citizen_id", title="身份证号", kind="citizen_id", width=22, birth_column="child.born_on", sex_column="child.sex",
        aliases=("身份证号码", "公民身份号码", "儿童身份证号", "身份证", "居民身份证号"), help="整列设为文本；没有的留空并写原因",
    ),
    Column(key="child.no_citizen_id_because", title="无身份证号原因", aliases=("无证原因",)),
    Column(key="child.hukou_registered", title="是否登记户口", kind="yes_no", aliases=("是否登记户籍", "有无户口"), example="是"),
    Column(key="child.hukou_place", title="户籍所在地", aliases=("户籍地", "户籍地址"), width=24),
    Column(key="child.address", title="现居住地", aliases=("现住址", "家庭住址", "居住地", "住址"), width=24),
    Column(key="child.has_land", title="有土地", kind="yes_no", aliases=("是否有土地", "土地")),
    Column(key="child.has_homestead", title="有宅基地", kind="yes_no", aliases=("是否有宅基地", "宅基地")),
    Column(key="child.village_member", title="属于村（居）委会", kind="yes_no", aliases=("是否村集体成员", "属于村居")),
    Column(key="child.low_income_area", title="居住地在农村低保覆盖范围", kind="yes_no", aliases=("农村低保范围",)),
    Column(key="child.rural", title="是否农村户籍", kind="yes_no", aliases=("农村户籍",)),
    Column(key="child.health", title="身体状况", kind="choice", choices=HEALTH, aliases=("健康状况", "健康情况"), example="健康"),
    Column(key="child.disability_kind", title="残疾类别", kind="choice", choices=DISABILITY, aliases=("残疾类型",)),
    Column(key="child.disability_grade", title="残疾等级", kind="integer"),
    Column(key="child.illness", title="患病类型", aliases=("疾病名称",)),
    Column(key="child.boarding", title="是否寄宿", kind="yes_no", aliases=("寄宿",)),
    Column(key="child.schooling", title="就学情况", kind="choice", choices=SCHOOLING, aliases=("就学状况", "学业状况", "就读情况"), example="小学"),
    Column(key="child.school_name", title="就读学校", aliases=("学校", "所在学校", "学校名称"), width=20),
    Column(key="child.class_name", title="班级", aliases=("年级班级", "所在班级")),
    *_parent("father", "父亲情况"),
    *_parent("mother", "母亲情况"),
    *(
        column
        for code, title in _GRANDPARENTS
        for column in (
            Column(key=f"kin{code}.name", title=f"{title}姓名", group="祖父母、外祖父母", kind="name", aliases=(title,)),
            Column(key=f"kin{code}.born_on", title=f"{title}出生日期", group="祖父母、外祖父母", kind="date"),
        )
    ),
    Column(key="is_entrusted", title="有无委托", group="受委托人", kind="yes_no", aliases=("是否委托监护", "有无委托监护", "是否委托")),
    Column(key="carer.name", title="姓名", group="受委托人", kind="name", aliases=("受委托人姓名", "监护人姓名", "实际监护人", "照料人姓名")),
    Column(key="carer.relation", title="与儿童关系", group="受委托人", kind="choice", choices=RELATIONS, aliases=("关系", "受委托人与儿童关系")),
    Column(key="carer.citizen_id", title="身份证号", group="受委托人", kind="citizen_id", width=22, aliases=("受委托人身份证号", "监护人身份证号")),
    Column(
        key="carer.phone", title="联系电话", group="受委托人", kind="phone",
        aliases=("电话", "手机", "手机号码", "联系方式", "受委托人电话", "监护人电话", "受委托人联系电话"),
    ),
    Column(key="carer.address", title="住址", group="受委托人", aliases=("受委托人住址", "受委托人地址"), width=24),
    Column(key="child.guardianship_kind", title="监护类型", kind="choice", choices=_choices(words.GUARDIANSHIP)),
    Column(key="child.guardianship_rating", title="监护情况", kind="choice", choices=_choices(words.RATING, good=("好",)), aliases=("监护状况",)),
    Column(key="child.lives_alone", title="是否独居", kind="yes_no", aliases=("独居",)),
    Column(key="child.family_hardship", title="家庭困难", kind="yes_no", aliases=("是否困难家庭", "是否贫困")),
    Column(key="child.without_support", title="事实无人抚养", kind="yes_no", aliases=("是否事实无人抚养",)),
    Column(key="child.income", title="家庭经济来源", kind="multi", choices=_choices(words.INCOME), aliases=("经济来源",)),
    Column(key="child.relief", title="享受救助", kind="multi", choices=_choices(words.RELIEF), aliases=("救助情况", "救助")),
)  # fmt: skip

ROSTER = Sheet(
    key="roster",
    title="农村留守儿童花名册",
    columns=COLUMNS,
    group_aliases={
        "父亲情况": ("父亲", "父"),
        "母亲情况": ("母亲", "母"),
        "受委托人": ("受委托人情况", "受委托监护人", "照料人", "委托照料人"),
    },
    instructions=(
        "每名儿童一行；村（居）、姓名、出生日期必填，其余不掌握的留空，不要填“无”。",
        "身份证号整列设为文本格式；以数字保存的18位号码末几位已经丢失，系统不会猜。",
        "没有身份证号的儿童也要登记，身份证号留空并写明原因。",
        "日期写 2016-05-01、2016.5.1 或 20160501 都可以。",
        "退回的错误表改好后原样再传，最后一列“错误原因”会被忽略。",
    ),
)

PEOPLE = ("father", "mother", "carer")
"""Groups of columns that speak of another person; the rest are facts of the child."""
