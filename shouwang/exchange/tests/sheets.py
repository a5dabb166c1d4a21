"""A sheet that tests read and write: a child, the parents under two-line headers."""

from shouwang.exchange.column import Choice, Column
from shouwang.exchange.sheet import Sheet

SEX = (Choice("male", "男", ("1",)), Choice("female", "女", ("2",)))
INCOME = (Choice("work", "打工"), Choice("farming", "种养殖", ("务农",)), Choice("aid", "政府救助"))

ROSTER = Sheet(
    key="roster",
    title="农村留守儿童花名册",
    columns=(
        Column(key="name", title="姓名", kind="name", required=True, aliases=("儿童姓名",), example="张小花"),
        Column(key="sex", title="性别", kind="choice", choices=SEX, example="女"),
        Column(key="born_on", title="出生日期", kind="date", required=True, example="2016-05-01"),
        Column(
            key="citizen_id",
            title="身份证号",
            kind="citizen_id",
            width=22,
            aliases=("身份证号码", "公民身份号码"),
            birth_column="born_on",
            sex_column="sex",
        ),
        Column(key="village", title="户籍所在地", aliases=("户籍地",), width=30),
        Column(key="is_boarding", title="是否寄宿", kind="yes_no"),
        Column(key="father_name", title="姓名", group="父亲", kind="name"),
        Column(key="father_phone", title="电话", group="父亲", kind="phone", aliases=("联系电话", "手机号")),
        Column(key="mother_name", title="姓名", group="母亲", kind="name"),
        Column(key="mother_phone", title="电话", group="母亲", kind="phone", aliases=("联系电话", "手机号")),
        Column(key="income", title="经济来源", kind="multi", choices=INCOME),
        Column(key="siblings", title="兄弟姐妹人数", kind="integer"),
    ),
    instructions=("一行填写一名儿童。", "日期写成 2016-05-01。"),
    group_aliases={"父亲": ("父", "父亲情况"), "母亲": ("母", "母亲情况")},
)
