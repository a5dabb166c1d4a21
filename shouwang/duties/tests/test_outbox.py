"""Messages are rows first: told once, quiet at night, tried again, never lost."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from shouwang.duties.models import Message
from shouwang.duties.outbox import MAX_TRIES, after_quiet_hours, send_waiting, tell
from tests.factories import make_user

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
NIGHT = NOON.replace(hour=23)
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=SHANGHAI)


@pytest.fixture
def user(county):
    user = make_user(county)
    user.email = "wang@example.org"
    user.save()
    return user


def _tell(user, *, at=NOON, key="digest:1", **options):
    tell(user=user, kind="digest", subject="今日待办", body="请登录办理。", once_key=key, at=at, **options)


def _waiting(user, channel="email"):
    return Message.objects.get(user=user, channel=channel)


class TestQuietHours:
    @pytest.mark.parametrize(
        ("at", "told_at"),
        [
            (NOON, NOON),
            (NIGHT, MORNING),
            (NOON.replace(hour=21), MORNING),
            (NOON.replace(hour=20, minute=59), NOON.replace(hour=20, minute=59)),
            (MORNING.replace(hour=5), MORNING),
            (MORNING, MORNING),
            (datetime(2026, 12, 31, 22, 0, tzinfo=SHANGHAI), datetime(2027, 1, 1, 7, 30, tzinfo=SHANGHAI)),
        ],
    )
    def test_a_message_of_the_night_waits_for_the_morning(self, at, told_at):
        assert after_quiet_hours(at=at) == told_at


class TestTell:
    def test_is_in_the_app_at_once_and_in_the_mail_soon(self, user):
        _tell(user)

        assert _waiting(user, "app").sent_at == NOON
        assert _waiting(user, "email").sent_at is None

    def test_says_the_same_thing_once(self, user):
        _tell(user)
        _tell(user)
        _tell(user, key="digest:2")

        assert Message.objects.filter(user=user, channel="app").count() == 2

    def test_writes_no_mail_to_whoever_has_none(self, county):
        user = make_user(county)

        _tell(user)

        assert list(Message.objects.filter(user=user).values_list("channel", flat=True)) == ["app"]

    def test_does_not_wait_for_the_morning_when_it_is_urgent(self, user):
        _tell(user, at=NIGHT, urgent=True)

        assert send_waiting(now=NIGHT) == (1, 0)


class TestSendWaiting:
    def test_sends_each_once(self, user):
        _tell(user)

        assert send_waiting(now=NOON) == (1, 0)
        assert send_waiting(now=NOON) == (0, 0)
        assert [letter.to for letter in mail.outbox] == [["wang@example.org"]]

    def test_leaves_the_night_in_peace(self, user):
        _tell(user, at=NIGHT)

        assert send_waiting(now=NIGHT) == (0, 0)
        assert send_waiting(now=MORNING) == (1, 0)

    def test_tries_again_after_longer_and_longer_and_stops_in_the_end(self, user, settings):
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
            "django.core.mail.backends.smtp.EmailBackend",
            "127.0.0.1",
            1,
        )
        _tell(user)

        now = NOON
        for _ in range(MAX_TRIES):
            assert send_waiting(now=now) == (0, 1)
            assert send_waiting(now=now) == (0, 0)
            now += timedelta(days=1)

        assert send_waiting(now=now) == (0, 0)
        assert "ConnectionRefusedError" in _waiting(user).trouble

    def test_waits_for_a_gateway_as_long_as_there_is_none(self, user, settings):
        user.phone = "13800000000"
        user.save()
        Message.objects.create(
            county=user.county, user=user, channel="sms", kind="digest", subject="今日待办", body="", once_key="1", made_at=NOON
        )  # fmt: skip

        for day in range(MAX_TRIES + 2):
            assert send_waiting(now=NOON + timedelta(days=day)) == (0, 1)

        assert _waiting(user, "sms").tries == 0
        assert "NotConfigured" in _waiting(user, "sms").trouble


def test_a_message_of_another_day_is_another_message(user):
    for day in (date(2026, 11, 22), date(2026, 11, 23)):
        _tell(user, key=f"digest:{day}")

    assert Message.objects.filter(user=user, channel="app").count() == 2
