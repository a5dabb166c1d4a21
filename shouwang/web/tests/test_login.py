"""In and out."""

from datetime import timedelta

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from shouwang.page import clock
from shouwang.page.middleware import BEGAN, SEEN
from shouwang.settings import PASSWORD_HASHERS
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


def test_whoever_is_not_logged_in_is_sent_to_the_login_and_comes_back(cast):
    client = Client()
    address = f"/files/{cast.child.pk}/"

    sent = client.get(address)

    assert sent.status_code == 302
    assert sent.url == f"/login/?next=%2Ffiles%2F{cast.child.pk}%2F"
    entered = client.post(
        "/login/", {"username": cast.users["director"].username, "password": PASSWORD, "next": address}
    )
    assert entered.url == address
    assert client.get(address).status_code == 200


def test_a_wrong_password_says_what_to_do_and_lets_nobody_in(cast):
    client = Client()

    answer = client.post("/login/", {"username": cast.users["director"].username, "password": "wrong"})

    assert answer.status_code == 422
    assert client.get("/").status_code == 302


def test_after_five_failures_the_account_is_locked_and_told_until_when(cast):
    client = Client()
    given = {"username": cast.users["director"].username, "password": "wrong"}
    for _attempt in range(4):
        client.post("/login/", given)

    locked = client.post("/login/", given)

    assert locked.status_code == 429
    assert "再试" in locked.content.decode()
    right = client.post("/login/", {**given, "password": PASSWORD})
    assert right.status_code == 429


def test_the_first_login_has_to_change_the_password(cast):
    user = make_user(cast.place)
    user.must_change_password = True
    user.save()
    client = Client()
    client.post("/login/", {"username": user.username, "password": PASSWORD})

    assert client.get("/").url == "/password/"
    page = client.get("/password/")
    changed = client.post("/password/", {"present": PASSWORD, "new": "Another-2026-word", "again": "Another-2026-word"})

    assert page.status_code == 200
    assert changed.url == "/"
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    ("new", "again"), [("short-1", "short-1"), ("12345678901", "12345678901"), ("Another-2026", "Other-2026-w")]
)
def test_a_poor_new_password_is_refused(cast, new, again):
    client = cast.client("director")

    refused = client.post("/password/", {"present": PASSWORD, "new": new, "again": again})

    assert refused.status_code == 422


def test_a_session_ends_after_half_an_hour_without_a_request(cast, settings):
    client = cast.client("director")
    client.get("/")
    session = client.session
    session[SEEN] = int((clock.now() - timedelta(seconds=settings.SESSION_IDLE_SECONDS + 5)).timestamp())
    session.save()

    ended = client.get("/")

    assert ended.url == "/login/?next=%2F&ended=1"


def test_a_session_ends_after_half_a_day_in_any_case(cast, settings):
    client = cast.client("director")
    client.get("/")
    session = client.session
    session[BEGAN] = int((clock.now() - timedelta(seconds=settings.SESSION_ABSOLUTE_SECONDS + 5)).timestamp())
    session.save()

    assert client.get("/").status_code == 302


def test_an_administrator_shows_a_one_time_code_first(cast, settings):
    settings.SECOND_FACTOR = True
    client = cast.client("security_admin")

    assert client.get("/account/").url == "/second-factor/?next=%2Faccount%2F"
    assert client.get("/second-factor/").status_code == 200


def test_logging_out_ends_the_session(cast):
    client = cast.client("director")

    client.post("/logout/")

    assert client.get("/").status_code == 302


def test_the_language_is_chosen_by_hand_and_kept(cast):
    client = cast.client("director")

    client.post("/language/", {"language": "en", "next": "/account/"})

    assert "My account" in client.get("/account/").content.decode()
    cast.enter()
    cast.users["director"].refresh_from_db()
    assert cast.users["director"].language == "en", "messages come in the same language"


def test_a_one_time_code_is_enrolled_once_and_opens_the_administrators_pages(cast, settings):
    settings.SECOND_FACTOR = True
    client = cast.client("security_admin")
    client.get("/second-factor/")
    device = TOTPDevice.objects.get(user=cast.users["security_admin"])

    wrong = client.post("/second-factor/", {"code": "000000"})
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    right = client.post("/second-factor/", {"code": f"{TOTP(device.bin_key).token():06d}", "next": "/accounts/"})

    assert wrong.status_code == 422
    assert right.url == "/accounts/"
    assert client.get("/accounts/").status_code == 200
    assert "请用手机上的身份验证器" not in client.get("/second-factor/").content.decode()


def test_a_form_from_an_old_page_says_so(cast):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/login/", {"username": "x", "password": "y"})

    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()


def test_passwords_are_kept_by_argon2():
    assert PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
