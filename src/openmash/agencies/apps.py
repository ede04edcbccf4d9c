from django.apps import AppConfig


class AgenciesRoom(AppConfig):
    name = "openmash.agencies"
    label = "agencies"

    def ready(self) -> None:
        """Tell the handbook, which stands below, where to ask for a reader's job and the hub."""
        from openmash.agencies.access import for_handbook
        from openmash.handbook import readers

        readers.ask_here(
            sector_of=for_handbook.sector_of,
            hub_line=for_handbook.hub_line,
            sectors_of_agencies=for_handbook.sectors_of_agencies,
        )
