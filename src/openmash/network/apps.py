from django.apps import AppConfig


class NetworkRoom(AppConfig):
    name = "openmash.network"
    label = "network"
