"""Files: what they really are, whether a scanner likes them, and how they are handed out."""

import io
import socket
import struct
import threading
import zipfile

import pytest

from openmash.contacts import scanning
from openmash.contacts.attachments import MOST_BYTES, check_file
from openmash.contacts.typed import as_file_name, as_kept
from openmash.errors import BadInput


def zipped(**entries: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
MSG = OUTLOOK + "__properties_version1.0".encode("utf-16-le")
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n%...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "image/jpeg"),
        (HEIC, "image/heic"),
        (zipped(mimetype=ODT.encode()), ODT),
        (zipped(**{"word__document.xml": b"<w/>"}), "wordprocessingml.document"),
        (zipped(**{"xl__workbook.xml": b"<w/>"}), "spreadsheetml.sheet"),
        (MSG, "application/vnd.ms-outlook"),
        (b"From: a@example.org\r\nDate: today\r\n\r\nHello", "message/rfc822"),
        ("She said “no”. 😀".encode(), "text/plain"),
        (b"It\x92s old Windows text", "text/plain"),
    ],
)
def test_what_we_take_is_told_by_its_content(content, media_type):
    assert check_file("misleading.exe", content=content).media_type.endswith(media_type)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"#!/bin/sh\nrm",
        b"<html><script>1</script>",
        b"  <svg onload=x>",
        b"{\\rtf1 x}",
        OUTLOOK,
        b"PK\x03\x04broken",
        zipped(**{"anything.txt": b"x"}),
        zipped(**{"word__document.xml": b"x", "word__vbaProject.bin": b"x"}),
        b"\x7fELF\x02\x01\x01\x00",
        b"GIF89a" + b"\0" * 20,
        b"%PDF-" + b"x" * MOST_BYTES,
    ],
    ids=lambda content: f"{content[:4]!r}",
)
def test_what_we_do_not_take_is_refused_with_a_sentence(content):
    with pytest.raises(BadInput):
        check_file("letter.pdf", content=content)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\note.pdf", "note.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("\x00\n", "attachment"),
        ("é" * 300 + ".pdf", "é" * 196 + ".pdf"),
    ],
)
def test_a_file_name_is_a_name_and_nothing_else(typed, kept):
    assert as_file_name(typed) == kept


def test_words_lose_only_what_nobody_can_see():
    assert as_kept("a\x00b\r\nc\x0bd\x1f “é” \u202bשלום") == "ab\nc\nd “é” \u202bשלום"


class FakeScanner(threading.Thread):
    """A ClamAV that answers one INSTREAM with the given words."""

    def __init__(self, path: str, answer: bytes) -> None:
        super().__init__(daemon=True)
        self.answer, self.received = answer, b""
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(path)
        self.listener.listen(1)
        self.start()

    def run(self) -> None:
        line, _ = self.listener.accept()
        with line, self.listener:
            stream = line.makefile("rb")
            assert stream.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!I", stream.read(4))[0]:
                self.received += stream.read(size)
            line.sendall(self.answer)
            stream.close()


@pytest.mark.parametrize(
    ("answer", "found"),
    [(b"stream: OK\0", "clean"), (b"INSTREAM size limit. ERROR\0", "not_scanned")],
)
def test_the_scanner_is_asked_where_there_is_one(tmp_path, settings, answer, found):
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    scanner = FakeScanner(settings.CLAMAV_SOCKET, answer)

    assert scanning.scan(b"x" * 200_000) == found
    scanner.join(5)
    assert len(scanner.received) == 200_000


def test_a_harmful_file_is_refused(tmp_path, settings):
    settings.CLAMAV_SOCKET = str(tmp_path / "clamd")
    scanner = FakeScanner(settings.CLAMAV_SOCKET, b"stream: Eicar-Test-Signature FOUND\0")

    with pytest.raises(BadInput, match="harmful"):
        scanning.scan(b"x")
    scanner.join(5)


def test_a_scanner_that_is_away_keeps_nobody_from_saying_a_worry(tmp_path, settings):
    settings.CLAMAV_SOCKET = ""
    assert scanning.scan(b"x") == "not_scanned"
    settings.CLAMAV_SOCKET = str(tmp_path / "nobody")
    assert scanning.scan(b"x") == "not_scanned"
