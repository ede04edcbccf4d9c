from django.apps import AppConfig


class HandbookRoom(AppConfig):
    name = "openmash.handbook"
    label = "handbook"
