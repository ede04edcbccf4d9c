"""How the server is set: for one small machine, and so that its log names nobody."""

import re
from pathlib import Path

# log_min_messages = log leaves ERROR out on purpose: an error quotes the value that was wrong
# ("duplicate key", "invalid input"), and the value may be somebody's name. The client still gets
# the error. FATAL, PANIC and the server's own life (LOG sorts above ERROR) are kept, and "terse"
# drops the DETAIL and STATEMENT lines that would quote a row or a query after a crash.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    # No Unix socket: its path may not be longer than 107 bytes, and data paths are.
    "unix_socket_directories": "",
    "max_connections": "100",
    "password_encryption": "scram-sha-256",
    # Two cores and 24 GB shared with the application and its worker.
    "shared_buffers": "256MB",
    "effective_cache_size": "2GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "max_wal_size": "1GB",
    "min_wal_size": "80MB",
    "wal_compression": "on",
    "jit": "off",
    # A container often has only 64 MB of /dev/shm; plain files always have room.
    "dynamic_shared_memory_type": "mmap",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] ",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_lock_waits": "off",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "update_process_title": "on",
}

# For tests only: what was committed may be lost when the machine, not the server, goes down.
NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Nobody comes in without a password, whichever way they come.
HOST_BASED_ACCESS = """\
# type  database  user  address       method
host    all       all   127.0.0.1/32  scram-sha-256
"""

INCLUDE_LINE = "\ninclude_if_exists = 'openmash.conf'\n"


def settings_text(port: int, *, durable: bool) -> str:
    """Return the text of `openmash.conf`, written afresh at each start.

    So a new release brings its settings with it, and what an administrator chose with
    ALTER SYSTEM still wins, because PostgreSQL reads that last.
    """
    chosen = SETTINGS | {"port": str(port)} | ({} if durable else NOT_DURABLE)
    lines = [f"{name} = '{setting}'" for name, setting in chosen.items()]
    return "# Written by the hub at each start. Use ALTER SYSTEM to change a setting.\n" + (
        "\n".join(lines) + "\n"
    )


def port_in(settings: Path) -> int | None:
    """Return the port of the last start, or None before the first."""
    try:
        found = re.search(r"^port = '(\d+)'$", settings.read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        return None
    return int(found[1]) if found else None
