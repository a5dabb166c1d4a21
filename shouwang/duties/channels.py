"""Ways to tell somebody something, behind one interface. Addresses of gateways are settings, never code."""

import json
from typing import Protocol
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.mail import send_mail

from shouwang.access.models import User
from shouwang.duties.models import Message

TIMEOUT_SECONDS = 10


class NotConfigured(Exception):
    """The channel has no gateway in the settings; the message waits in the outbox."""


class Channel(Protocol):
    def send(self, *, message: Message, user: User) -> None:
        """Raises NotConfigured, OSError."""


class App:
    """In-app messages are there as soon as the row is."""

    def send(self, *, message: Message, user: User) -> None:
        return None


class Email:
    def send(self, *, message: Message, user: User) -> None:
        if not user.email:
            raise NotConfigured("email")
        send_mail(message.subject, message.body, None, [user.email])


class Gateway:
    """SMS, WeCom and DingTalk: a JSON call to the gateway that the county runs or rents."""

    def __init__(self, key: str) -> None:
        self.key = key

    def send(self, *, message: Message, user: User) -> None:
        address = settings.MESSAGE_GATEWAYS.get(self.key)
        if not address or not user.phone:
            raise NotConfigured(self.key)
        body = {"to": user.phone, "title": message.subject, "text": message.body, "id": str(message.pk)}
        call = Request(address, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urlopen(call, timeout=TIMEOUT_SECONDS) as answer:
            answer.read(1024)


CHANNELS: dict[str, Channel] = {
    "app": App(),
    "email": Email(),
    "sms": Gateway("sms"),
    "wecom": Gateway("wecom"),
    "dingtalk": Gateway("dingtalk"),
}
