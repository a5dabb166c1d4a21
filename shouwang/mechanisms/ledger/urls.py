from django.urls import path

from shouwang.mechanisms.ledger.views import entry, listing, merging, moving, paper, survey

app_name = "ledger"
urlpatterns = [
    path("", listing.children, name="list"),
    path("export/", listing.export, name="export"),
    path("survey/", survey.survey, name="survey"),
    path("transfers/", moving.listing, name="transfers"),
    path("transfers/<uuid:transfer_id>/", moving.transfer, name="transfer"),
    path("transfers/<uuid:transfer_id>/accept/", moving.accept, name="accept"),
    path("transfers/<uuid:transfer_id>/decline/", moving.decline, name="decline"),
    path("new/", entry.new, name="new"),
    path("alike/", entry.alike, name="alike"),
    path("<uuid:file_id>/versions/", merging.versions, name="versions"),
    path("<uuid:file_id>/same/", merging.same, name="same"),
    path("<uuid:file_id>/same/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:file_id>/separate/<uuid:merge_id>/", merging.separate, name="separate"),
    path("<uuid:file_id>/registration_form/", paper.registration_form, name="registration_form"),
    path("<uuid:file_id>/transfer_slip/", moving.slip, name="transfer_slip"),
]
