"""Batches are made ahead of the database, in order, and trouble in the making is heard."""

import pytest

from shouwang.web.demo.writing import work_ahead


def test_batches_come_in_their_order_each_once():
    assert list(work_ahead(iter(range(50)))) == list(range(50))


def test_no_more_than_a_few_wait_in_memory():
    made = []

    def batches():
        for number in range(100):
            made.append(number)
            yield number

    ahead = work_ahead(batches())
    assert next(ahead) == 0
    assert len(made) < 6


def test_trouble_in_the_making_reaches_the_writer():
    def batches():
        yield 1
        raise ValueError("no more names")

    with pytest.raises(ValueError, match="no more names"):
        list(work_ahead(batches()))
