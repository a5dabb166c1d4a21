"""The program's addresses, an empty page, and a Django admin over the program's table of files."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from shouwang.page.guard import public
from shouwang.registry.models import File
from shouwang.urls import urlpatterns as own


class Open(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        return True


class Files(admin.ModelAdmin):
    """What a Django programmer would write for this list."""

    list_display = ("name", "number", "township", "village", "opened_on")
    list_select_related = ("township", "village")
    search_fields = ("name", "pinyin", "initials", "number")
    ordering = ("pinyin", "id")
    list_per_page = 50

    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return True

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    has_change_permission = has_add_permission = has_delete_permission = has_view_permission


site = Open()
site.register(File, Files)


@public()
def ping(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [*own, path("bench-ping/", ping, name="bench-ping"), path("bench-admin/", site.urls)]
