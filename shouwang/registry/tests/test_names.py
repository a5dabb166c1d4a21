"""Names: one normal form, and keys under which people really look for somebody."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.access.pinyin import normalise_query, spell_place
from shouwang.registry.characters import compare
from shouwang.registry.names import bare, keys, list_query_grams, needs_repair, normalise, order_key
from shouwang.registry.surnames import split_surname


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("李 明", "李明"),
        ("李　　明", "李明"),
        (" 李明\u200b ", "李明"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽 . 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("ＪＯＨＮ  Smith", "JOHN Smith"),
        ("𬱖𬱖", "𬱖𬱖"),
        ("", ""),
    ],
)
def test_a_name_has_one_normal_form(written, stored):
    assert normalise(written) == stored


@pytest.mark.parametrize(
    ("name", "pinyin", "initials"),
    [
        ("李子航", "lizihang", "lzh"),
        ("单小雨", "shanxiaoyu", "sxy"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("仇英", "qiuying", "qy"),
        ("区志明", "ouzhiming", "ozm"),
        ("万俟雪", "moqixue", "mqx"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("欧阳娜", "ouyangna", "oyn"),
        ("吕绿", "lvlv", "ll"),
        ("阿依古丽·买买提", "ayigulimaimaiti", "ayglmmt"),
        ("曉峯", "xiaofeng", "xf"),
        ("龙䶮", "longyan", "ly"),
    ],
)
def test_surnames_are_read_as_surnames(name, pinyin, initials):
    assert keys(name)[:2] == (pinyin, initials)


def test_the_other_readings_are_kept_for_those_who_do_not_know():
    assert "danxiaole" in keys("单小乐").readings
    assert "shanxiaoyue" in keys("单小乐").readings
    assert keys("李明").readings == ()


def test_grams_find_what_stands_inside_a_name():
    grams = set(keys("欧阳雨桐").grams)
    for sought in ("雨", "雨桐", "阳雨", "欧阳雨桐"):
        assert set(list_query_grams(sought)) <= grams
    assert not set(list_query_grams("桐雨")) <= grams


def test_a_name_is_found_by_its_present_characters_too():
    assert set(list_query_grams("晓峰")) <= set(keys("王曉峯").grams)
    assert bare("阿依古丽·买买提") == "阿依古丽买买提"


def test_private_characters_wait_for_repair():
    assert needs_repair("高\ue170村")
    assert not needs_repair("莫𡐓村")


def test_a_list_is_ordered_by_pinyin_with_each_surname_together():
    names = ["张三", "黎明", "李四", "阿明", "李安", "单于晴"]
    assert sorted(names, key=order_key) == ["阿明", "单于晴", "李安", "李四", "黎明", "张三"]


def test_compound_surnames_are_taken_whole_only_when_something_follows():
    assert split_surname("欧阳娜") == ("欧阳", "娜")
    assert split_surname("司马") == ("司", "马")
    assert split_surname("阿依古丽·买买提") == ("", "阿依古丽·买买提")


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [("晓", "小", 0.8), ("峯", "峰", 0.9), ("婷", "亭", 0.6), ("宁", "林", 0.6), ("?", "睿", 0.5)],
)
def test_slips_of_the_input_method_are_alike(one, other, least):
    assert compare(one, other) >= least
    assert compare(one, other) == compare(other, one)


def test_two_unlike_characters_are_not_alike():
    assert compare("伟", "芳") == 0


@pytest.mark.parametrize(
    ("place", "pinyin"),
    [("六安市", "luanshi"), ("三十里堡街道", "sanshilipujiedao"), ("云阳县", "yunyangxian"), ("蔈草镇", "biaocaozhen")],
)
def test_places_are_read_as_places(place, pinyin):
    assert spell_place(place)[0] == pinyin


@pytest.mark.parametrize("typed", ["lvlv", "Lü lü", "lǚlǜ", "lv4 lv4", "lyulyu"])
def test_what_is_typed_as_pinyin_finds_the_stored_form(typed):
    assert normalise_query(typed) == "lvlv"


@given(st.text(max_size=80))
def test_no_text_whatever_makes_the_keys_stumble(text):
    assert keys(text) == keys(normalise(text))
    assert normalise(normalise(text)) == normalise(text)
    order_key(text)


def test_a_county_of_names_takes_no_time():
    names = [
        f"{a}{b}{c}"
        for a in "王李张刘陈杨赵黄周吴"
        for b in "梓子浩欣雨一诗佳俊明"
        for c in "涵轩宇怡桐诺雅豪杰月" * 10
    ]
    started = time.perf_counter()
    for name in names * 10:
        keys(name)
    assert time.perf_counter() - started < 5
