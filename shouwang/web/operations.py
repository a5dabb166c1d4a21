"""Logging in and out, passwords, one-time codes, the own sessions."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.db import transaction
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from shouwang.access.models import User
from shouwang.web.models import SignIn


class CodeRefused(Exception):
    """The one-time code is wrong, used already, or the device waits after several wrong ones."""


def note_sign_in(*, user: User, session_key: str, at: datetime, address: str | None, agent: str) -> SignIn:
    """Writes down the new session, and forgets those that are gone."""
    own = SignIn.objects.filter(county_id=user.county_id, user=user)
    alive = Session.objects.filter(session_key__in=own.values("session_key"), expire_date__gt=at).values("session_key")
    own.exclude(session_key__in=alive).delete()
    return SignIn.objects.create(
        county_id=user.county_id, user=user, session_key=session_key, began_at=at, address=address, agent=agent[:300]
    )


def choose_language(*, user: User | AnonymousUser, language: str) -> None:
    """Messages come in the language in which somebody reads the pages."""
    if user.is_authenticated and user.language != language:
        user.language = language
        user.save(update_fields=["language"])


def end_sign_in(*, user: User, sign_in: SignIn) -> None:
    """Ends one of the own sessions: whoever sits there has to log in again."""
    Session.objects.filter(session_key=sign_in.session_key).delete()
    sign_in.delete()


@transaction.atomic
def change_password(*, user: User, new: str, at: datetime, keep_session: str) -> User:
    """Sets the new password and ends every other session of the account."""
    user.set_password(new)
    user.must_change_password, user.password_changed_at = False, at
    user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    for sign_in in SignIn.objects.filter(county_id=user.county_id, user=user).exclude(session_key=keep_session):
        end_sign_in(user=user, sign_in=sign_in)
    return user


def get_device(*, user: User) -> TOTPDevice:
    """The account's authenticator; made, not yet confirmed, at the first call."""
    confirmed = TOTPDevice.objects.filter(user=user, confirmed=True).first()
    if confirmed:
        return confirmed
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "authenticator"})
    return device


def show_code(*, request: Any, device: TOTPDevice, code: int) -> None:
    """Takes a one-time code: confirms a new device, and marks this session as verified. Raises CodeRefused."""
    allowed, _ = device.verify_is_allowed()
    if not allowed or not device.verify_token(code):
        raise CodeRefused
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
    otp_login(request, device)
