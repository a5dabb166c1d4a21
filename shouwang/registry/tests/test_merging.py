"""Two files of one child become one, and can be two again."""

from datetime import UTC, date, datetime

import pytest

from shouwang.registry.merging import NotMergeable, get_planned_changes, merge_files, undo_merge
from shouwang.registry.models import Child, File
from shouwang.registry.operations import set_facts, withdraw_file
from tests.factories import make_child, make_county

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BEFORE = {"child__schooling": "primary", "child__income": ["wages"]}
OTHER = {"child__schooling": "junior", "child__health": "ill", "child__school_marked_on": date(2026, 3, 1)}


@pytest.fixture
def kept(county):
    return make_child(county, **BEFORE)


@pytest.fixture
def absorbed(county, kept):
    return make_child(county, name="李小明（重）", **OTHER)


def _merge(kept, absorbed, **options):
    return merge_files(kept=kept, absorbed=absorbed, at=AT, user_id=None, reason="同一人", **options)


def _record(file):
    child = Child.objects.get(pk=file.pk)
    return child.schooling, child.health, child.school_marked_on, child.income


class TestPlannedChanges:
    def test_show_only_where_the_other_knows_something_else(self, kept, absorbed):
        assert get_planned_changes(kept=kept, absorbed=absorbed) == {
            "child.schooling": ("primary", "junior"),
            "child.health": (None, "ill"),
            "child.school_marked_on": (None, date(2026, 3, 1)),
        }

    def test_are_read_from_the_rows_as_they_are_now(self, kept, absorbed):
        assert kept.child.health is None
        set_facts(file=File.objects.get(pk=kept.pk), facts={"child.health": "healthy"})

        assert get_planned_changes(kept=kept, absorbed=absorbed)["child.health"] == ("healthy", "ill")


class TestMergeFiles:
    def test_what_only_the_other_knew_comes_over(self, kept, absorbed):
        _merge(kept, absorbed)

        assert _record(kept) == ("primary", "ill", date(2026, 3, 1), ["wages"])

    def test_what_was_chosen_from_the_other_wins(self, kept, absorbed):
        _merge(kept, absorbed, take=frozenset({"child.schooling"}))

        assert _record(kept)[0] == "junior"

    def test_the_absorbed_file_leaves_every_list_and_stays_as_it_was(self, kept, absorbed):
        _merge(kept, absorbed)

        absorbed.refresh_from_db()
        assert absorbed.withdrawn_at == AT
        assert kept.number in absorbed.withdrawn_because
        assert _record(absorbed) == ("junior", "ill", date(2026, 3, 1), None)

    def test_refuses_itself_a_withdrawn_one_and_another_countys(self, kept, absorbed):
        withdraw_file(file=absorbed, at=AT, because="误建")
        strange = make_child(make_county("寿县"))

        for other in (kept, absorbed, strange):
            with pytest.raises(NotMergeable):
                _merge(kept, other)


class TestUndoMerge:
    def test_both_stand_again_as_before(self, kept, absorbed):
        merge = _merge(kept, absorbed, take=frozenset({"child.schooling"}))

        undo_merge(merge=merge, at=AT)

        assert _record(kept) == ("primary", None, None, ["wages"])
        assert File.objects.get(pk=absorbed.pk).withdrawn_at is None

    def test_what_was_changed_by_hand_since_then_stays(self, kept, absorbed):
        merge = _merge(kept, absorbed)
        set_facts(file=kept, facts={"child.health": "disabled"})

        undo_merge(merge=merge, at=AT)

        assert _record(kept)[1:3] == ("disabled", None)

    def test_is_done_once(self, kept, absorbed):
        merge = _merge(kept, absorbed)
        undo_merge(merge=merge, at=AT)

        with pytest.raises(NotMergeable):
            undo_merge(merge=merge, at=AT)

    def test_after_which_they_can_be_merged_again(self, kept, absorbed):
        undo_merge(merge=_merge(kept, absorbed), at=AT)
        absorbed.refresh_from_db()

        assert _merge(kept, absorbed).undone_at is None
