"""The shell's addresses."""

from django.urls import path

from shouwang.web.views import account, file, login, plans, search, supervise, today

urlpatterns = [
    path("", today.home, name="today"),
    path("login/", login.login, name="login"),
    path("logout/", login.logout, name="logout"),
    path("password/", login.password, name="password"),
    path("second-factor/", login.second_factor, name="second-factor"),
    path("language/", login.language, name="language"),
    path("account/", account.account, name="account"),
    path("account/sessions/<uuid:sign_in_id>/end/", account.end_session, name="end-session"),
    path("messages/", account.inbox, name="messages"),
    path("messages/read/", account.read_all, name="read-all"),
    path("files/", search.search, name="search"),
    path("files/<uuid:file_id>/", file.file, name="file"),
    path("files/<uuid:file_id>/story/", file.story, name="file-story"),
    path("files/<uuid:file_id>/readings/", file.readings, name="file-readings"),
    path("files/<uuid:file_id>/unveil/", file.unveil, name="unveil"),
    path("files/<uuid:file_id>/attachments/<uuid:attachment_id>/", file.attachment, name="attachment"),
    path("supervise/", supervise.supervise, name="supervise"),
    path("supervise/rows/", supervise.rows, name="supervise-rows"),
    path("supervise/done/", supervise.done, name="supervise-done"),
    path("plans/", plans.plans, name="plans"),
    path("plans/compare/", plans.compare, name="compare"),
    path("plans/<str:pack_id>/", plans.plan, name="plan"),
    path("clauses/<str:clause_id>/", plans.clause, name="clause"),
]
