from django.urls import path

from shouwang.mechanisms.cases.views import asked, board, case

app_name = "cases"
urlpatterns = [
    path("", board.show_board, name="list"),
    path("silent/", board.silent, name="silent"),
    path("glass/", asked.glass, name="glass"),
    path("tasks/", asked.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/", asked.task, name="task"),
    path("hand-overs/", asked.hand_overs, name="hand-overs"),
    path("hand-overs/<uuid:offer_id>/accept/", asked.accept, name="accept"),
    path("hand-overs/<uuid:offer_id>/decline/", asked.decline, name="decline"),
    path("<uuid:file_id>/", case.case, name="case"),
    path("<uuid:file_id>/story/", case.story, name="story"),
    path("<uuid:file_id>/unveil/", case.unveil, name="unveil"),
    path("<uuid:file_id>/readings/", case.readings, name="readings"),
    path("<uuid:file_id>/child/", case.child, name="child"),
    path("<uuid:file_id>/join/", case.join, name="join"),
    path("<uuid:file_id>/attachments/<uuid:attachment_id>/", case.attachment, name="attachment"),
]
