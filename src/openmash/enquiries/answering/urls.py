"""What the hub asks of an agency, and its answers."""

from django.urls import path

from openmash.enquiries.answering.views import agency, hub, pieces, small

app_name = "requests"
urlpatterns = [
    path("", agency.inbox, name="inbox"),
    path("<str:reference>/", agency.open_request, name="open"),
    path("<str:reference>/answer/", agency.answer, name="answer"),
    path("<str:reference>/check/", agency.check, name="check"),
    path("<str:reference>/existence/", small.existence, name="existence"),
    path("<str:reference>/lines/<int:pk>/", small.corroborate, name="corroborate"),
    path("<str:reference>/pieces/<int:pk>/correct/", pieces.correct, name="correct"),
    path("<str:reference>/pieces/<int:pk>/take-back/", pieces.take_back, name="take_back"),
    path("<str:reference>/chase/", hub.chase, name="chase"),
    path("<str:reference>/withdraw/", hub.withdraw, name="withdraw"),
    path("<str:reference>/tell/", hub.tell_line, name="tell"),
    path("<str:reference>/by-telephone/", agency.by_telephone, name="by_telephone"),
]
