"""Doing an act by its page, sending the public form, reading the receipt code: as people do it."""

import re

from tests import factories


def do(client, file, event, **fields):
    """Sends the act's form as it stands, with `fields` filled in."""
    address = f"/files/{file.pk}/do/{event}/"
    page = client.get(address)
    assert page.status_code == 200, (event, page.status_code)
    form = page.context["form"]
    given = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    return client.post(address, given | {"on": factories.TODAY.isoformat()} | fields)


def sent(**fields):
    """A form of somebody who ticks one circumstance."""
    return {"circumstances": ["violence"], "form_key": "a form of somebody", **fields}


def code_of(answer):
    """The receipt code on the page that answers a report."""
    return re.search(r'class="report-code"[^>]*>([^<]+)<', answer.content.decode()).group(1)
