"""The addresses of an enquiry as people read it. References only, never anybody's details."""

from django.urls import path

from openmash.enquiries.reading import views
from openmash.enquiries.reading.pieces import views as pieces
from openmash.enquiries.reading.restricted import views as restricted
from openmash.enquiries.reading.subjects import views as subjects

urlpatterns = [
    path("enquiries/", views.enquiry_list, name="list"),
    path("enquiries/break-glass/", restricted.break_glass, name="glass"),
    path("enquiries/<str:reference>/", views.enquiry, name="enquiry"),
    path("enquiries/<str:reference>/jigsaw/", views.jigsaw, name="jigsaw"),
    path("enquiries/<str:reference>/chronology/", views.chronology, name="chronology"),
    path("enquiries/<str:reference>/network/", views.ties, name="network"),
    path("enquiries/<str:reference>/history/", views.past, name="history"),
    path("enquiries/<str:reference>/people/", subjects.people, name="people"),
    path("enquiries/<str:reference>/people/add/", subjects.add_adult, name="add_adult"),
    path("enquiries/<str:reference>/people/<int:position>/", subjects.person, name="person"),
    path("enquiries/<str:reference>/contact/", subjects.contact, name="contact"),
    path("enquiries/<str:reference>/pieces/add/", pieces.add, name="add_piece"),
    path("enquiries/<str:reference>/pieces/<int:pk>/", pieces.piece, name="piece"),
    path("enquiries/<str:reference>/restrict/", restricted.restrict, name="restrict"),
    path("enquiries/<str:reference>/break-glass/", restricted.break_glass, name="break_glass"),
]
