from django.apps import AppConfig


class AgenciesRoom(AppConfig):
    name = "openmash.agencies"
    label = "agencies"
