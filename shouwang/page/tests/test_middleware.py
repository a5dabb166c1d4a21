"""What surrounds every view."""

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.urls import get_resolver, path

from shouwang.page.guard import POST, allow, public
from shouwang.page.middleware import is_unclean
from shouwang.registry.models import File
from tests.factories import make_child

pytestmark = pytest.mark.django_db


@allow()
def forgets_the_scope(request):
    """What a careless view would do: no scope, no county."""
    from django.http import HttpResponse

    names = sorted(File.objects.filter(kind="child").values_list("name", flat=True))
    return HttpResponse(",".join(names))


@allow(methods=POST)
def writes_and_fails(request):
    file = File.objects.first()
    File.objects.filter(pk=file.pk).update(name="changed")
    raise ValueError("after the write")


@public()
def asks_without_login(request):
    from django.http import HttpResponse

    return HttpResponse(str(File.objects.count()))


@public()
def loses_the_database(request):
    raise OperationalError("server closed the connection")


urlpatterns = [
    *get_resolver(settings.ROOT_URLCONF).url_patterns,
    path("forgets/", forgets_the_scope),
    path("fails/", writes_and_fails),
    path("asks/", asks_without_login),
    path("loses/", loses_the_database),
]
handler404, handler500 = "shouwang.web.views.trouble.not_found", "shouwang.web.views.trouble.failed"


@pytest.fixture
def careless(settings):
    settings.ROOT_URLCONF = "shouwang.page.tests.test_middleware"


class TestInCounty:
    def test_a_query_that_forgets_its_scope_sees_one_county_only(self, cast, careless):
        make_child(cast.place, name="本县的孩子")

        here = cast.client("director").get("/forgets/").content.decode()
        there = cast.client("stranger").get("/forgets/").content.decode()

        assert "本县的孩子" in here
        assert there == ""

    def test_a_query_without_a_county_sees_nothing(self, cast, careless):
        assert Client().get("/asks/").content == b"0"

    def test_what_a_view_wrote_before_it_failed_is_rolled_back(self, cast, careless):
        client = cast.client("director")
        client.raise_request_exception = False

        answer = client.post("/fails/")

        cast.enter()
        assert answer.status_code == 500
        assert "没有保存" in answer.content.decode()
        assert not File.objects.filter(name="changed").exists()

    def test_the_template_is_rendered_inside_the_county_too(self, cast):
        page = cast.client("director").get("/files/").content.decode()

        assert cast.child.name in page

    def test_a_row_cannot_be_written_into_another_county(self, cast):
        from django.db import ProgrammingError, transaction

        other = cast.users["stranger"].county

        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            File.objects.create(county=other, kind="child", number="X-1", name="x", opened_on="2026-01-01")


class TestCleanText:
    @pytest.mark.parametrize("address", ["/files/?q=%00", "/login/?next=a%00b"])
    def test_a_nul_byte_in_the_address_is_refused_with_422(self, cast, address):
        answer = cast.client("director").get(address)

        assert answer.status_code == 422
        assert "空字符" in answer.content.decode()

    def test_a_nul_byte_in_a_form_is_refused_with_422(self, cast):
        answer = Client().post("/login/", {"username": "a\0b", "password": "x"})

        assert answer.status_code == 422

    @pytest.mark.parametrize("body", ['{"name": "a\\u0000"}', '{"names": ["\\ud800"]}', '{"\\udfff": 1}'])
    def test_json_is_read_to_its_depth(self, body):
        answer = Client().post("/login/", body, content_type="application/json")

        assert answer.status_code == 422

    def test_a_rare_character_is_clean(self):
        assert not is_unclean("𬱖䶮㛃")


class TestHeaders:
    def test_pages_are_kept_nowhere_and_call_nobody(self):
        headers = Client().get("/login/").headers

        assert headers["Cache-Control"] == "no-store, private"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"


class TestTrouble:
    def test_a_lost_database_is_said_in_a_friendly_page(self, careless):
        client = Client(raise_request_exception=False)

        answer = client.get("/loses/")

        assert answer.status_code == 503
        assert "请稍等一分钟再试" in answer.content.decode()

    def test_a_page_that_is_not_there_says_so_in_chinese(self, cast):
        answer = cast.client("director").get("/nowhere/")

        assert answer.status_code == 404
        assert "没有找到" in answer.content.decode()

    def test_no_rights_are_said_with_what_to_do(self, cast):
        answer = cast.client("reader").get("/accounts/")

        assert answer.status_code == 403
        assert "安全管理员" in answer.content.decode()

    def test_a_damaged_page_key_is_a_bad_request(self, cast):
        assert cast.client("director").get("/files/?after=%21%21").status_code == 400


def test_the_test_runs_as_the_application_and_not_as_the_owner(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
