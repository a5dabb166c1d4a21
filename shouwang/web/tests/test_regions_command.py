"""`shouwang regions` on the real data of the five places."""

import pytest

from shouwang.web.command_line import main

pytestmark = pytest.mark.django_db


def test_a_place_is_loaded_and_found(capsys):
    assert main(["regions", "load", "--place", "210123"]) == 0
    assert "新增 198" in capsys.readouterr().out
    assert main(["regions", "search", "hzwpx"]) == 0
    assert "辽宁省 沈阳市 康平县 海洲窝堡乡" in capsys.readouterr().out


def test_all_places_of_the_demo_are_loaded_without_a_network(capsys):
    assert main(["regions", "load"]) == 0
    assert "新增 2907" in capsys.readouterr().out


def test_the_whole_country_says_what_brings_its_data(capsys, tmp_path):
    assert main(["regions", "load", "--all", "--folder", str(tmp_path)]) == 1
    assert "make regions" in capsys.readouterr().err


def test_a_search_that_finds_nothing_says_so(capsys):
    assert main(["regions", "search", "没有这个地方"]) == 1
    assert "没有找到" in capsys.readouterr().err
