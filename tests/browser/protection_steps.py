"""The two stories as tables: so many days after the report, who, and the steps with what is filled into their forms."""

YES = "yes"
ACCEPTED = {"number": "JJ-2026-1", "officer": "郑警官"}
ON_SITE = {"officers": "郑、王", "place": "北台村", "is_child_seen": YES}
BOTH = {"assessment.convened": {"with_whom": ("县民政部门", "公安机关")}}
HOME_AGAIN = {"went_to": "mother", "received_by": "王芳", "is_received": True}
SETTLED = {"with_whom": "mother", "name": "王芳", "is_child_seen": YES}
HANDED = {"office": "张强镇人民政府", "reason": "应急处置完毕，转入帮扶"}
SERVED = {"help_needed": "no", "risk_level": "low"}
VIOLENCE = [
    (
        0,
        "police",
        {
            "emergency.accepted": ACCEPTED | {"circumstances": "violence", "dangerous": YES},
            "cases.child_named": {"name": "李小明"},
            "emergency.on_site": ON_SITE | {"found": "孩子左臂淤青", "dangerous": YES},
            "emergency.stopped": {"how": "当场制止，带离施暴人"},
            "emergency.evidence_taken": {"piece": "photo", "what": "左臂伤情", "kept_by": "郑警官"},
            "emergency.medical_helped": {"hospital": "县人民医院"},
            "emergency.measures_taken": {"measures": ("separated", "evidence", "doctor"), "needs_shelter": YES},
            "emergency.civil_affairs_told": {"told": "李科长", "reason": "父亲醉酒施暴，家中没有别的大人"},
        },
    ),
    (
        0,
        "civil_affairs",
        {
            "placement.arranged": {"place_kind": "rescue_station", "place_name": "县救助管理站"},
            "placement.received": {"place_kind": "rescue_station", "place_name": "县救助管理站", "keeper": "刘站长"},
        },
    ),
    (0, "police", {"emergency.township_told": {"told": "孙督导", "content": "已受理，孩子已安置"}}),
    (0, "supervisor", {"emergency.township_received": {"received_by": "孙督导"}} | BOTH),
    (
        1,
        "police",
        {
            "emergency.injury_assessed": {"institution": "县司法鉴定所", "number": "鉴-18", "grade": "slight"},
            "emergency.investigated": {"findings": "父亲多次殴打", "confirmed": YES, "punishable": "no"},
            "intervention.educated": {"whom": "father", "behaviour": "殴打子女", "response": "promises"},
            "assessment.opinion_given": {"opinion": "父亲已受批评教育，保证不再施暴"},
        },
    ),
    (
        1,
        "civil_affairs",
        {
            "placement.day_noted": {"state": "well", "text": "情绪平稳"},
            "assessment.opinion_given": {"opinion": "家庭经济困难，可纳入社会救助"},
        },
    ),
    (
        2,
        "supervisor",
        {
            "assessment.done": {
                "findings": "母亲已回家，愿意照料",
                "needs": ("needs_counselling", "needs_guidance"),
                "is_child_seen": YES,
                "hardship": YES,
                "risk_level": "medium",
                "level_reason": "父亲初次受教育，还要看",
            },
            "assessment.plan_made": {
                "goal": "父亲不再打人，孩子安心上学",
                "services": ("心理疏导", "监护指导"),
                "responsible": "孙督导",
                "review_on": "2026-12-20",
            },
            "assessment.service_arranged": {"kind": "心理疏导", "provider": "县心理服务中心", "contact": "何老师"},
            "cases.task_given": {"office": "张强镇中心小学", "what": "请班主任每天确认到校", "due_on": "2026-12-10"},
        },
    ),
    (
        2,
        "civil_affairs",
        {"welfare.offered": {"benefits": "社会救助"}, "placement.returned": HOME_AGAIN},
    ),
    (2, "police", {"emergency.child_settled": SETTLED, "cases.handed_over": HANDED}),
    (2, "supervisor", {"cases.hand_over_accepted": {}}),
    (2, "school", {"cases.task_done": {"answer": "每天到校"}}),
]
AFTER_VIOLENCE = [
    (
        28,
        "supervisor",
        {
            "assessment.service_delivered": {"service": "心理疏导 · 县心理服务中心", "result": "谈了四次，睡得好了"},
            "assessment.reviewed": SERVED | {"result": "父亲戒了酒"},
            "cases.child_seen": {"where": "家中", "condition": "unhurt"},
            "cases.closed": {"because": "settled"},
        },
    ),
    (28, "police", {"mandatory_report.answered": {"answer": "孩子已经安全，谢谢您。"}}),
]
TRIED = {"parent": "mother", "means": "phone", "result": "no_answer"}
REACHED = {"parent": "mother", "means": "employer", "result": "reached", "said": "明天返回"}
ALONE = [
    (
        0,
        "police",
        {
            "emergency.accepted": ACCEPTED | {"circumstances": "alone"},
            "cases.child_named": {"name": "李小明"},
            "emergency.on_site": ON_SITE | {"found": "独自在家半个月"},
            "emergency.parents_tried": TRIED,
            "placement.escorted": {
                "place_kind": "relative",
                "place_name": "姑姑李桂兰",
                "escorts": "郑、王",
                "arrived_at": "00:00",
            },
            "placement.received": {"place_kind": "relative", "place_name": "姑姑家", "keeper": "李桂兰"},
            "emergency.measures_taken": {"measures": "escorted"},
            "emergency.township_told": {"told": "孙督导", "content": "已护送到姑姑家，还没有联系上父母"},
        },
    ),
    (0, "supervisor", {"emergency.township_received": {"received_by": "孙督导"}}),
    (1, "director", {"placement.day_noted at home": {"state": "well", "text": "在姑姑家，吃饭睡觉都好"}}),
    (
        1,
        "police",
        {
            "emergency.parents_tried": REACHED,
            "placement.news_told": {"told": "李桂兰", "content": "母亲明天回来"},
            "emergency.parents_ordered": {"parent": "mother", "order": "return", "promised_on": "2026-11-24"},
        },
    ),
    (
        2,
        "police",
        {
            "placement.returned": HOME_AGAIN,
            "intervention.admonished": {"whom": "mother", "behaviour": "让子女独自居住", "response": "promises"},
            "emergency.investigated": {"findings": "母亲外出打工，无人照料", "confirmed": YES},
            "emergency.child_settled": SETTLED,
        },
    ),
    (2, "supervisor", {"assessment.convened": {"with_whom": ("新区民政局", "公安机关")}}),
    (2, "civil_affairs", {"assessment.opinion_given": {"opinion": "可由母亲照料"}}),
    (2, "police", {"assessment.opinion_given": {"opinion": "母亲已训诫"}, "cases.handed_over": HANDED}),
    (
        3,
        "supervisor",
        {
            "cases.hand_over_accepted": {},
            "assessment.done": {
                "findings": "母亲已经返回",
                "needs": "needs_guidance",
                "is_child_seen": YES,
                "risk_level": "low",
                "level_reason": "母亲已经返回",
            },
            "assessment.filed": {"holds": "评估表、各部门意见"},
            "assessment.plan_made": {
                "goal": "母亲在家照料",
                "services": "监护指导",
                "responsible": "孙督导",
                "review_on": "2026-12-20",
            },
            "assessment.service_arranged": {"kind": "监护指导", "provider": "镇社工站", "contact": "何社工"},
        },
    ),
]
AFTER_ALONE = [
    (
        28,
        "supervisor",
        {
            "assessment.service_delivered": {"service": "监护指导 · 镇社工站", "result": "上门三次，母亲已会照料"},
            "assessment.reviewed": SERVED | {"result": "母亲在家"},
            "cases.child_seen": {"where": "学校", "condition": "unhurt"},
            "cases.closed": {"because": "settled"},
        },
    ),
    (28, "police", {"mandatory_report.answered": {"answer": "孩子的母亲回来了，谢谢您。"}}),
]
