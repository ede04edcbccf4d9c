from django.apps import AppConfig


class PeopleRoom(AppConfig):
    name = "openmash.people"
    label = "people"
