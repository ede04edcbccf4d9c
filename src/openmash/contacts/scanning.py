"""Ask ClamAV, where a hub has one, whether a file carries something harmful."""

import logging
import socket
import struct

from django.conf import settings

from openmash.errors import BadInput

CLEAN, NOT_SCANNED = "clean", "not_scanned"
SCAN_WORDS = {CLEAN: "checked for viruses", NOT_SCANNED: "not checked for viruses"}
CHUNK_BYTES = 64 * 1024
ANSWER_WITHIN_SECONDS = 20

_log = logging.getLogger("openmash.contacts")


def scan(content: bytes) -> str:
    """Return "clean", or "not_scanned" where no scanner is set up or none answers.

    The scanner is at `OPENMASH_CLAMAV`: a socket's path, or host:port. One that does not
    answer keeps nobody from saying a worry: the file is kept and shown as not scanned.

    Raises:
        BadInput: the scanner found something harmful.
    """
    if not settings.CLAMAV_SOCKET:
        return NOT_SCANNED
    try:
        answer = _ask(content)
    except OSError:
        _log.warning("The virus scanner did not answer")
        return NOT_SCANNED
    if answer.endswith("FOUND"):
        raise BadInput(
            "The virus scanner found something harmful in this file, so it was not kept. "
            "Write what it says, or ask your own IT team to look at it."
        )
    return CLEAN if answer.endswith("OK") else NOT_SCANNED


def _ask(content: bytes) -> str:
    """Return the scanner's answer to INSTREAM: length and bytes of each chunk, then a nought."""
    with _connected() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK_BYTES):
            chunk = content[start : start + CHUNK_BYTES]
            line.sendall(struct.pack("!I", len(chunk)) + chunk)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while not answer.endswith(b"\0"):
            received = line.recv(4096)
            if not received:
                break
            answer += received
    return answer.strip(b"\0 \n").decode("utf-8", "replace")


def _connected() -> socket.socket:
    place = settings.CLAMAV_SOCKET
    host, _, port = place.rpartition(":")
    if host and port.isdigit():
        return socket.create_connection((host, int(port)), timeout=ANSWER_WITHIN_SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(ANSWER_WITHIN_SECONDS)
    try:
        line.connect(place)
    except OSError:
        line.close()
        raise
    return line
