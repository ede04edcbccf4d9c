"""Addresses of instruments and assessments: names of instruments and references, nobody's details."""

from django.urls import path

from openmash.instruments.finishing import views as finishing
from openmash.instruments.outside import views as outside
from openmash.instruments.reading import views as reading
from openmash.instruments.recording import views as recording
from openmash.instruments.shelf import views as shelf

app_name = "instruments"
OF_ENQUIRY = "enquiries/<str:reference>/assessments/"
ONE = "assessments/<str:reference>/"
urlpatterns = [
    path("instruments/", shelf.gallery, name="gallery"),
    path("instruments/bring-in/", shelf.bring_in, name="bring_in"),
    path("instruments/<slug:name>/", shelf.instrument, name="instrument"),
    path(OF_ENQUIRY, reading.of_enquiry, name="of_enquiry"),
    path(f"{OF_ENQUIRY}outside/", outside.outside, name="outside"),
    path(f"{OF_ENQUIRY}new/<slug:name>/", recording.begin, name="begin"),
    path("people/<str:reference>/assessments/", reading.of_person, name="of_person"),
    path(ONE, recording.way, name="way"),
    path(f"{ONE}questions/<slug:section>/", recording.questions, name="questions"),
    path(f"{ONE}questions/<slug:section>/keep/", recording.keep, name="keep"),
    path(f"{ONE}panel/", recording.panel, name="panel"),
    path(f"{ONE}invite/", recording.invite, name="invite"),
    path(f"{ONE}voice/", recording.voice, name="voice"),
    path(f"{ONE}prompts/", finishing.prompts, name="prompts"),
    path(f"{ONE}supervisor/", finishing.supervisor, name="supervisor"),
    path(f"{ONE}judgement/", finishing.judgement, name="judgement"),
    path(f"{ONE}second/", finishing.second, name="second"),
    path(f"{ONE}sign/", finishing.sign, name="sign"),
    path(f"{ONE}summary/", reading.summary, name="summary"),
    path(f"{ONE}compare/", reading.compare, name="compare"),
]
