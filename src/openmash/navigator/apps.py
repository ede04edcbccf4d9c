from django.apps import AppConfig


class NavigatorRoom(AppConfig):
    name = "openmash.navigator"
    label = "navigator"
