from django.urls import path

from openmash.enquiries.triage.views import answering, handing, queue, reading

app_name = "triage"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("assign/", queue.assign, name="assign"),
    path("handovers/<int:pk>/", handing.offered, name="offered"),
    path("handovers/<int:pk>/accept/", handing.accept, name="accept"),
    path("handovers/<int:pk>/decline/", handing.decline, name="decline"),
    path("<str:reference>/", reading.read, name="read"),
    path("<str:reference>/claim/", queue.claim, name="claim"),
    path("<str:reference>/release/", queue.release, name="release"),
    path("<str:reference>/answer/", answering.answer, name="answer"),
    path("<str:reference>/add-to-enquiry/", answering.fold, name="fold"),
    path("<str:reference>/hand-over/", handing.offer, name="hand_over"),
    path("<str:reference>/done/", answering.done, name="done"),
    path("<str:reference>/taken-on/", answering.taken_on, name="taken_on"),
]
