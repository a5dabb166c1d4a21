"""农村留守儿童基本情况登记表 as it was sent out with 民发〔2016〕42号 (annex 1), its items in its order.

Values (texts, dates as 2016年5月1日; a missing one stays blank on paper):
    unit, filled_on                                            above the table
    child.name .sex .ethnic .born_on .citizen_id .hukou_registered .hukou_place .residence
    child.health .disability .illness .boarding .schooling
    paternal_grandfather.name .born_on, and the same for paternal_grandmother, maternal_grandfather, maternal_grandmother
    father.name .born_on .work_place .phone .citizen_id, and the same for mother
    both_away, one_away, unfit_parent                          是 否; 是 否; 父亲 母亲
    delegated; carer.name .phone .citizen_id .relation .address
    guardianship, rating                                       one of the options each
    income, relief                                             several of the options each
    head, reviewer, filler                                     names under the table
"""

from shouwang.exchange.documents.paper_form import Blank, FormCell, PaperForm, Ticks, cell, label

YES_NO = ("是", "否")


def _grandparents(left: str, left_key: str, right: str, right_key: str) -> tuple[FormCell, ...]:
    return (
        label(left, across=2), cell(f"{left_key}.name", across=3), cell(f"{left_key}.born_on", across=3),
        label(right, across=2), cell(f"{right_key}.name", across=3), cell(f"{right_key}.born_on", across=3),
    )  # fmt: skip


def _parent(title: str, key: str) -> tuple[tuple[FormCell, ...], ...]:
    return (
        (label(title, across=2, down=2), label("姓名", across=2), cell(f"{key}.name", across=3),
         label("出生日期", across=2), cell(f"{key}.born_on", across=3), label("电话"), cell(f"{key}.phone", across=3)),
        (label("务工地点", across=2), cell(f"{key}.work_place", across=5),
         label("身份证号", across=2), cell(f"{key}.citizen_id", across=5)),
    )  # fmt: skip


HEALTH = cell(
    Ticks("child.health", ("健康", "残疾")), "（类别等级：", Blank("child.disability", 6), "）　",
    Ticks("child.health", ("患病",)), "（患病类型：", Blank("child.illness", 6), "）", across=14,
)  # fmt: skip
SCHOOLING = ("幼儿园", "未入园", "小学", "初中", "高中", "中职", "辍学", "不在学")
GUARDIANSHIP = ("无人监护", "父或母无监护能力", "受委托人能力不足", "一般", "较好")
INCOME = ("打工", "种养殖", "政府救助", "亲朋接济", "其他")
RELIEF = ("低保", "临时救助", "医疗救助", "住房救助", "其他")

REGISTRATION_FORM = PaperForm(
    title="农村留守儿童基本情况登记表",
    widths=(1,) * 16,
    above=(("填报单位（盖章）：", Blank("unit", 10)), ("填报日期：", Blank("filled_on", 8))),
    rows=(
        (
            label("姓名", across=2), cell("child.name", across=3), label("性别"), cell(Ticks("child.sex", ("男", "女")), across=2),
            label("民族"), cell("child.ethnic", across=2), label("出生日期", across=2), cell("child.born_on", across=3),
        ),
        (label("身份证号", across=2), cell("child.citizen_id", across=8), label("是否登记户口", across=3),
         cell(Ticks("child.hukou_registered", YES_NO), across=3)),
        (label("户籍所在地", across=2), cell("child.hukou_place", across=14)),
        (label("现居住地", across=2), cell("child.residence", across=14)),
        (label("身体状况", across=2), HEALTH),
        (label("就学情况", across=2), cell(Ticks("child.schooling", SCHOOLING), across=9), label("是否寄宿", across=2),
         cell(Ticks("child.boarding", YES_NO), across=3)),
        (label("称谓", across=2), label("姓名", across=3), label("出生日期", across=3),
         label("称谓", across=2), label("姓名", across=3), label("出生日期", across=3)),
        _grandparents("祖父", "paternal_grandfather", "祖母", "paternal_grandmother"),
        _grandparents("外祖父", "maternal_grandfather", "外祖母", "maternal_grandmother"),
        *_parent("父亲", "father"),
        *_parent("母亲", "mother"),
        (label("父母双方外出", across=3), cell(Ticks("both_away", YES_NO), across=2),
         label("一方外出另一方无监护能力", across=5), cell(Ticks("one_away", YES_NO), across=2),
         cell(Ticks("unfit_parent", ("父亲", "母亲")), across=4)),
        (label("委托照护", across=2, down=3), label("有无委托", across=2), cell(Ticks("delegated", ("有", "无")), across=2),
         label("受委托人", across=2), cell("carer.name", across=3), label("电话", across=2), cell("carer.phone", across=3)),
        (label("身份证号", across=2), cell("carer.citizen_id", across=6),
         label("与儿童关系", across=3), cell("carer.relation", across=3)),
        (label("住址", across=2), cell("carer.address", across=12)),
        (label("监护情况", across=2), cell(Ticks("guardianship", GUARDIANSHIP), across=14)),
        (label("监护评定", across=2), cell(Ticks("rating", ("较好", "一般", "差")), across=14)),
        (label("经济来源", across=2), cell(Ticks("income", INCOME), across=14)),
        (label("享受救助", across=2), cell(Ticks("relief", RELIEF), across=14)),
    ),
    below=(("单位负责人：", Blank("head", 6)), ("复核人：", Blank("reviewer", 6)), ("填表人：", Blank("filler", 6))),
    notes=(
        "患病指患有重特大疾病或严重精神障碍。",
        "亲属已去世的，姓名和出生日期填“—”。",
        "辍学指义务教育阶段中途离校；不在学指年满14周岁、未满16周岁且未就学。",
    ),
)  # fmt: skip
