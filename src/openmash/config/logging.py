"""What may be logged: references and counts. Everything else is dropped before it is written."""

import json
import logging
from datetime import UTC, datetime

KEYS_LOGGED = frozenset(
    {"reference", "count", "seconds", "status", "method", "route", "kind", "agency_code", "role"}
)


class PlainLines(logging.Formatter):
    """One JSON line an event: time, level, logger, a fixed message and the keys that are allowed.

    Arguments of the message are not filled in: they may hold somebody's words. An exception
    is named by its type and the place where it was raised, never by its text.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "event": str(record.msg) if record.name.startswith("openmash") else record.name,
        }
        line |= {key: getattr(record, key) for key in KEYS_LOGGED if hasattr(record, key)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return json.dumps(line, default=str)


def _where(trace) -> str:
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f"{code.co_filename.rsplit('openmash/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": PlainLines}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "openmash": {"level": "INFO"},
        # Django's own request log would carry the path and its query.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "propagate": False},
    },
}
