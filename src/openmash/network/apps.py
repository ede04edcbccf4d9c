from django.apps import AppConfig


class NetworkRoom(AppConfig):
    name = "openmash.network"
    label = "network"

    def ready(self) -> None:
        """Answer the people room when it asks who is round somebody."""
        from openmash.network.access import connections
        from openmash.people.events import connections_asked

        connections_asked.connect(connections, dispatch_uid="network.connections")
