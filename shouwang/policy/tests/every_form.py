"""A pack that uses every form of condition and every kind of clock, for tests that must meet them all."""

_PARAMETERS = """
age: {title: 年龄, values: {2018-01-01: {value: 16, from: text, clause: TR-1-a}, 2027-06-01: {value: 18, from: law, law: 新法, clause: TR-1-a}}}
chosen.age: {title: 年龄, values: {2018-01-01: {value: null, from: local, clause: TR-1-a}}, suggest: 14}
chosen.kinds: {title: 类别, values: {2018-01-01: {value: null, from: local, clause: TR-1-a}}, suggest: [custody, missing]}
chosen.span: {title: 时长, values: {2018-01-01: {value: null, from: local, clause: TR-1-a}}, suggest: 15 days}
chosen.rhythm: {title: 周期, values: {2018-01-01: {value: null, from: local, clause: TR-1-b}}, suggest: month}
chosen.way: {title: 口径, values: {2018-01-01: {value: null, from: local, clause: TR-1-a}}, suggest: both}
span: {title: 时长, values: {2018-01-01: {value: 1 month, from: text, clause: TR-1-b}}}
day: {title: 日子, values: {2018-01-01: {value: 2026-03-01, from: text, clause: TR-1-b}}}
"""
_LISTS = """
reasons: {title: 原因, clauses: [TR-1-a], items: [{key: severe_illness, name: 重病}, {key: custody, name: 羁押}]}
grounds: {title: 情形, items: [{key: unattended, name: 无人监护}, {key: refused, name: 拒不履行}]}
whom: {title: 抄送, items: [{key: police, name: 公安}, {key: school, name: 学校, when: {child.schooling: primary}}]}
"""
_CONDITIONS = {
    "under": "{child.age: {under: {parameter: age}}}",
    "at_most": "{child.age: {at_most: 15}}",
    "over": "{child.age: {over: 5}}",
    "at_least": "{child.age: {at_least: {parameter: chosen.age}}}",
    "between": "{child.age: {at_least: 6, under: 16}}",
    "exactly": "{child.age: 16}",
    "ages": "{child.age: {in: [14, 16, 18]}}",
    "carer_grown": "{carer.age: {at_least: 18}}",
    "flag": "{child.rural: true}",
    "no_flag": "{child.rural: false}",
    "flags": "{child.rural: {in: [true, false]}}",
    "word": "{father.incapable: custody}",
    "words": "{father.incapable: {in: [custody, missing]}}",
    "chosen_words": "{mother.incapable: {in: {parameter: chosen.kinds}}}",
    "listed_word": "{mother.incapable: {in_list: reasons}}",
    "one_of_several": "{case.grounds: refused}",
    "some_of_several": "{case.grounds: {in: [refused, severe_harm]}}",
    "listed_of_several": "{case.grounds: {in_list: grounds}}",
    "number": "{child.disability_grade: {at_most: 2}}",
    "day_before": "{child.listed_on: {under: 2026-06-01}}",
    "day_from": "{child.listed_on: {at_least: {parameter: day}}}",
    "known": "{child.age: {known: true}}",
    "not_known": "{child.health: {known: false}}",
    "soon": "{care.agreed_until: {within: 15 days}}",
    "soon_chosen": "{care.agreed_until: {within: {parameter: chosen.span}}}",
    "soon_working": "{care.agreed_until: {within: 10 working days}}",
    "old": "{contact.last_call_on: {older_than: 1 month}}",
    "old_chosen": "{contact.last_call_on: {older_than: {parameter: chosen.span}}}",
    "old_working": "{contact.last_call_on: {older_than: 5 working days}}",
    "done": "{event: ledger.opened}",
    "done_any": "{event: [ledger.opened, ledger.changed]}",
    "never_done": "{no_event: ledger.exited}",
    "done_lately": "{event: ledger.confirmed, since: 3 months}",
    "done_lately_chosen": "{event: ledger.confirmed, since: {parameter: chosen.span}}",
    "done_working": "{event: ledger.confirmed, since: 5 working days}",
    "done_after": "{event: ledger.opened, after: ledger.exited}",
    "not_done_after": "{no_event: [ledger.opened], after: ledger.exited, since: 1 year}",
    "done_by_each": "{event: visit.done, by_each: [village, police]}",
    "done_by_each_after": "{event: [visit.done, ledger.confirmed], by_each: [township, school], after: ledger.opened}",
    "done_by_each_lately": "{event: visit.done, by_each: [village, school], since: {parameter: chosen.span}}",
    "done_after_by": "{event: ledger.opened, after: visit.done, after_by: [village, police]}",
    "not_done_after_by": "{no_event: [ledger.opened, visit.done], after: ledger.exited, after_by: township, since: 1 year}",
    "not_done_by_each": "{no_event: visit.done, by_each: [village, township]}",
    "way": "{parameter: chosen.way, is: both}",
    "ways": "{parameter: chosen.way, in: [either, any]}",
    "all_of": "{all: [under, flag, {not: word}]}",
    "any_of": "{any: [all_of, listed_word, {all: [done, {child.boarding: true}]}]}",
    "not_any": "{not: any_of}",
}
_DUTIES = {
    **{f"periodic.{word}": f"every: {word}, done_by: ledger.confirmed" for word in
       ("week", "month", "quarter", "half_year", "year", "term")},
    "periodic.chosen": "every: {parameter: chosen.rhythm}, done_by: [ledger.confirmed, ledger.changed], warn: 7 days",
    "periodic.within": "every: half_year, within: 2 months, done_by: ledger.confirmed, since: [ledger.opened]",
    "periodic.term_within": "every: term, within: 10 working days, done_by: contact.called",
    "periodic.named": "every: quarter, while: any_of, done_by: ledger.confirmed, warn: {parameter: chosen.span}",
    "counted.months": "every: 3 months, done_by: visit.done, since: [ledger.opened, child.listed_on]",
    "counted.days": "every: 30 days, done_by: visit.done, warn: 3 working days",
    "counted.working": "every: 20 working days, done_by: visit.done",
    "counted.working_warned": "every: 20 working days, done_by: visit.done, warn: 3 working days",
    "counted.daily": "every: 1 day, done_by: visit.done",
    "counted.warned_before_it_was_done": "every: 2 days, done_by: visit.done, warn: 1 week",
    "event.days": "on: ledger.changed, within: 15 days, done_by: ledger.confirmed",
    "event.many": "on: [ledger.changed, ledger.opened], within: {parameter: chosen.span}, done_by: [visit.done]",
    "event.by": "on: [ledger.changed, visit.missed], on_by: [village, police], within: 15 days, done_by: visit.done",
    "event.working": "on: visit.missed, within: 3 working days, done_by: visit.done, warn: 1 working day",
    "event.hours": "on: visit.missed, within: 24 hours, done_by: visit.done, while: flag",
    "standing.plain": "while: no_flag, within: 1 month, warn: 5 days",
    "standing.done": "while: {not: flag}, within: {parameter: span}, done_by: visit.done, since: [ledger.opened]",
    "standing.fact": "while: old, within: 10 working days, since: [contact.last_call_on, file.opened_on]",
    "standing.birthday": "while: {not: flag}, within: 1 month, warn: 5 days, since: [ledger.opened, {born: child.born_on, reaches: {parameter: age}}]",
    "standing.birthday_chosen": "while: {not: flag}, within: 1 week, since: {born: child.born_on, reaches: {parameter: chosen.age}}",
    "standing.carer": "while: {not: flag}, within: 1 week, done_by: visit.done, since: [{born: carer.born_on, reaches: 18}, care.agreed_from]",
    "since_while.alone": "while: {not: flag}, within: 1 month, since: while",
    "since_while.latest": "while: any_of, within: 10 working days, done_by: visit.done, since: [ledger.opened, while]",
    "since_while.periodic": "while: {not: flag}, every: 2 months, done_by: visit.done, since: while, done_by_each: true",
    "each.periodic": "every: quarter, done_by: [ledger.confirmed, visit.done], done_by_each: true, warn: 7 days",
    "each.counted": "every: 2 months, done_by: visit.done, done_by_each: true",
    "each.chosen": "every: {parameter: chosen.rhythm}, done_by: visit.done, done_by_each: true",
    "each.event": "on: [ledger.changed, ledger.opened], within: 15 days, done_by: visit.done, done_by_each: true",
    "each.standing": "while: {not: flag}, within: 1 month, done_by: [visit.done, ledger.confirmed], done_by_each: true",
    "periodic.birthday": "every: {parameter: chosen.rhythm}, done_by: visit.done, since: [{born: child.born_on, reaches: 14}]",
}  # fmt: skip

_RULES = [f"- {{condition: {key}, title: 条件, clauses: [TR-1-a], when: {node}}}" for key, node in _CONDITIONS.items()]
_RULES += [
    f"- {{duty: {key}, title: 任务, clauses: [TR-1-b], about: child, owner: [township, village], {clock}}}"
    for key, clock in _DUTIES.items()
]

EVERY_FORM = {"parameters": _PARAMETERS, "lists": _LISTS, "rules": "\n".join(_RULES)}
