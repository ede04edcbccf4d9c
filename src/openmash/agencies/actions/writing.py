"""Write fields and say which changed."""

from collections.abc import Mapping

from django.db.models import Model


def write(thing: Model, fields: Mapping) -> dict[str, list[str]]:
    """Write fields, and return the names of those that changed: the audit keeps no content."""
    changed = [name for name, value in fields.items() if getattr(thing, name) != value]
    for name in changed:
        setattr(thing, name, fields[name])
    if changed:
        thing.save(update_fields=changed)
    return {"changed": sorted(changed)}
