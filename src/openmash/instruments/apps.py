from django.apps import AppConfig


class InstrumentsRoom(AppConfig):
    name = "openmash.instruments"
    label = "instruments"

    def ready(self):
        from openmash.handbook.searching import also_from
        from openmash.instruments.shelf.findable import passages

        also_from(passages)
