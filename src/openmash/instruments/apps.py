from django.apps import AppConfig


class InstrumentsRoom(AppConfig):
    name = "openmash.instruments"
    label = "instruments"
