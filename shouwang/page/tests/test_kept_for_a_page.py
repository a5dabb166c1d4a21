"""Only a request that reads keeps what it has read until the page is drawn."""

import pytest
from django.test import RequestFactory

from shouwang.duties.kept import kept
from shouwang.page.middleware import InCounty

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("method", "found"), [("get", (1, 1)), ("head", (1, 1)), ("post", (1, 2))])
def test_a_form_that_is_sent_reads_anew(cast, method, found):
    def respond(request):
        return kept("x", lambda: 1), kept("x", lambda: 2)

    request = getattr(RequestFactory(), method)("/")
    request.user = cast.users["police"]
    assert InCounty(respond)(request) == found
