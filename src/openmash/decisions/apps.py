from django.apps import AppConfig


class DecisionsRoom(AppConfig):
    name = "openmash.decisions"
    label = "decisions"
