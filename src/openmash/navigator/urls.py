"""The navigator's addresses. They hold codes of a question and nothing about anybody."""

from django.urls import path

from openmash.navigator import views

app_name = "navigator"
urlpatterns = [
    path("navigator/", views.home, name="home"),
    path("navigator/answer/", views.answer, name="answer"),
    path("navigator/table/", views.table, name="table"),
    path("navigator/levels/", views.ladder, name="levels"),
    path("navigator/map/", views.network_map, name="map"),
    path("navigator/map/table/", views.everybody, name="everybody"),
    path("navigator/map/pdf/", views.map_pdf, name="map_pdf"),
    path("navigator/who/<slug:key>/", views.node, name="node"),
]
