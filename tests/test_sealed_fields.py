"""Phones, addresses, numbers and free text about a person: sealed at rest wherever a form asks for them."""

import re

import pytest
from django import forms
from django.db import connection
from django.urls import reverse

from shouwang.access.models import Event, Reading
from shouwang.page.forms import ActForm, AddressField, CitizenIDField, PhoneField, ProofField, SealedField
from shouwang.page.mechanism import mechanisms
from tests.factories import make_unit

CONTRACT = {"rights", "responsibilities", "obligations", "schooling", "board"}
"""Terms of the agreement (delegation.signed): they are printed and handed out, and stand in its own record."""
PHONE, NUMBER, SECRET = "13912345678", "210123201605010034", "肺结核住院"
ACTS = [
    act for mechanism in mechanisms().values() for act in mechanism.acts if not act.url_name and "child" in act.about
]


def _forms():
    return {act.event: act.form for mechanism in mechanisms().values() for act in mechanism.acts}.items()


def _wanted(name, field):
    """Which kind of field this has to be; None for one that asks for nothing about a person."""
    label = str(field.label or "")
    words = f"{name} {label}"
    if not isinstance(field, forms.CharField) or isinstance(field, forms.RegexField | forms.EmailField):
        return None
    if re.search(r"phone|mobile|telephone", name) or re.fullmatch(r"Phone( there)?|(联系)?(电话|手机)(号码?)?", label):
        return PhoneField
    if re.search(r"citizen_id|id_number|identity|身份证", words, re.IGNORECASE):
        return CitizenIDField
    if re.search(r"address|住址", words, re.IGNORECASE):
        return AddressField
    is_long = isinstance(field.widget, forms.Textarea) or (field.max_length or 0) >= 300
    return SealedField if is_long and name not in CONTRACT else None


@pytest.mark.parametrize(("event", "form"), _forms())
def test_what_an_act_asks_about_a_person_is_sealed(event, form):
    clear = {
        name: wanted.__name__
        for name, field in form.base_fields.items()
        if (wanted := _wanted(name, field)) and not isinstance(field, wanted)
    }
    assert clear == {}, f"{event}: use the field classes of page.forms"


def test_a_phone_in_clear_is_found():
    class Careless(ActForm):
        his_phone = forms.CharField(max_length=17)
        what_happened = forms.CharField(widget=forms.Textarea)

    wrong = [
        name for name, field in Careless.base_fields.items() if (w := _wanted(name, field)) and not isinstance(field, w)
    ]
    assert wrong == ["his_phone", "what_happened"]


def _fill(form):
    """Something for every field, what is secret everywhere where text can be."""
    given = {}
    for name, field in form.fields.items():
        if isinstance(field, PhoneField):
            given[name] = PHONE
        elif isinstance(field, CitizenIDField):
            given[name] = NUMBER
        elif isinstance(field, SealedField):
            given[name] = SECRET
        elif not isinstance(field, ProofField):
            given[name] = _plain(field)
    return {name: value for name, value in given.items() if value is not None}


def _plain(field):
    if isinstance(field, forms.DateField):
        return "2026-11-20"
    if isinstance(field, forms.ChoiceField):
        keys = [str(key) for key, name in field.choices if key and not isinstance(name, list | tuple)]
        return keys[:1] if isinstance(field, forms.MultipleChoiceField) else keys[0] if keys else None
    if isinstance(field, forms.IntegerField):
        return "1"
    return "on" if isinstance(field, forms.BooleanField) else "某某"


def _all_texts(county_id):
    """Every text and JSON of the county's operational rows, in clear as the disk has it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND "
            "data_type IN ('text', 'jsonb', 'ARRAY', 'character varying') AND table_name IN (SELECT table_name FROM "
            "information_schema.columns WHERE column_name = 'county_id' AND table_schema = 'public')"
        )
        for table, column in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(\"{column}\"::text, ' '), '') FROM \"{table}\"")
            yield f"{table}.{column}", cursor.fetchone()[0]


@pytest.mark.django_db
def test_no_act_leaves_a_phone_a_number_or_a_secret_in_clear(cast):
    make_unit(cast.place, kind="village", region=cast.place.villages[0])
    done = set()
    for act in sorted(ACTS, key=lambda act: (act.event != "delegation.carer_named", act.event == "ledger.exited")):
        for who in ("supervisor", "school", "police"):
            client, address = cast.client(who), reverse("do", args=[cast.child.pk, act.event])
            page = client.get(address)
            if page.status_code != 200:
                continue
            answer = client.post(address, _fill(page.context["form"]))
            if answer.status_code == 302:
                done.add(act.event)
                break
    cast.enter()

    with_phone = {act.event for act in ACTS if any(isinstance(f, PhoneField) for f in act.form.base_fields.values())}
    assert with_phone <= done
    assert len(done) > len(ACTS) / 2, sorted({act.event for act in ACTS} - done)
    found = [
        (place, word) for place, text in _all_texts(cast.place.id) for word in (PHONE, NUMBER, SECRET) if word in text
    ]
    assert found == []


@pytest.mark.django_db
def test_a_sealed_phone_is_masked_in_the_story_and_unveiled_with_a_reason(cast):
    client = cast.client("director")
    address = reverse("do", args=[cast.child.pk, "visit.neighbour_paired"])
    given = {"on": "2026-11-20", "neighbour": "王大娘", "phone": PHONE, "watches": "夜间", "note": SECRET}

    assert client.post(address, given).status_code == 302

    page = client.get(reverse("file", args=[cast.child.pk])).content.decode()
    assert "139****5678" in page and PHONE not in page
    assert SECRET in page
    cast.enter()
    event = Event.objects.get(what="visit.neighbour_paired")
    assert PHONE not in str(event.detail) and event.opened["phone"] == PHONE
    unveil = {"field": f"event.{event.pk}.phone", "reason": "夜里孩子发烧要联系邻居"}
    assert PHONE in client.post(reverse("unveil", args=[cast.child.pk]), unveil).content.decode()
    cast.enter()
    assert Reading.objects.get(what="unveil").detail["reason"] == unveil["reason"]


@pytest.mark.django_db
def test_a_line_of_another_file_is_not_unveiled(cast):
    client = cast.client("director")
    unveil = {"field": "event.01a20580-6961-77ed-90be-d4b005d7e979.phone", "reason": "看一看"}
    assert client.post(reverse("unveil", args=[cast.child.pk]), unveil | {"reason": "想看一看"}).status_code == 404
