"""A worker reads the plans before its first request."""

import gc

from django.conf import settings

from shouwang.page.addresses import address_on
from shouwang.policy import loading
from shouwang.web.menu import _address
from shouwang.web.warming import warm_up


def test_the_plans_are_read_when_the_first_request_comes():
    loading.forget_packs()
    try:
        warm_up()
        before = loading._load.cache_info()
        for pack_id in loading.list_pack_ids(folder=settings.PACKS_DIR):
            loading.load_pack(pack_id, folder=settings.PACKS_DIR)
        after = loading._load.cache_info()
    finally:
        gc.unfreeze()

    assert before.misses == after.misses > 0


def test_a_short_way_to_an_address_gives_the_same_address():
    key = "01a1f653-330b-7000-8002-98c8a3bcb4c8"

    assert address_on("do", key, "visit.done") == f"/files/{key}/do/visit.done/"
    assert _address("today") == "/"
