"""What a file really is, by its content: a name or a browser's word for it proves nothing."""

import hashlib
import io
import zipfile
from dataclasses import dataclass, field

import filetype

from openmash.contacts.typed import as_file_name
from openmash.errors import BadInput

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 10
ACCEPTED = ".pdf,.png,.jpg,.jpeg,.heic,.docx,.xlsx,.odt,.txt,.msg,.eml"
WHAT_WE_TAKE = (
    "a PDF, a picture (PNG, JPEG, HEIC), a document (Word, Excel, OpenDocument), an e-mail, "
    "or plain text"
)
# Of the types that the signs at a file's start tell apart, those that we take.
BY_SIGNS = {"application/pdf", "image/png", "image/jpeg", "image/heic"}
# Office files are zip archives: the entry that tells which, and the entries of macros.
ZIP_ENTRIES = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ODT = "application/vnd.oasis.opendocument.text"
OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OUTLOOK_STREAM = "__properties_version1.0".encode("utf-16-le")
MAIL_HEADERS = (
    b"received:",
    b"from:",
    b"return-path:",
    b"mime-version:",
    b"delivered-to:",
    b"date:",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """A file that may be kept: what it is by its content, and its digest."""

    name: str = field(repr=False)
    media_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def check_file(name: str, *, content: bytes) -> CheckedFile:
    """Return the file with its media type, told from its content and not from its name.

    Raises:
        BadInput: it is empty, larger than 10 MB, or not of a kind that we take.
    """
    if not content:
        raise BadInput("This file is empty. Choose it again, or write what it says.")
    if len(content) > MOST_BYTES:
        raise BadInput("This file is larger than 10 MB. Send the pages that matter.")
    for told in (_by_signs, _office, _outlook, _mail, _text):
        if media_type := told(content):
            return CheckedFile(name=as_file_name(name), media_type=media_type, content=content)
    raise BadInput(f"We cannot take this kind of file. Send {WHAT_WE_TAKE}.")


def _by_signs(content: bytes) -> str:
    found = filetype.guess_mime(content[:8192])
    return found if found in BY_SIGNS else ""


def _office(content: bytes) -> str:
    if not content.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            # Only the short name of the type is read: nothing is unpacked.
            is_odt = "mimetype" in names and archive.getinfo("mimetype").file_size < 100
            kind = archive.read("mimetype").decode("ascii", "replace") if is_odt else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError):
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise BadInput("This document carries a program (macros). Save it without, or as a PDF.")
    if kind.strip() == ODT:
        return ODT
    return next((kind for entry, kind in ZIP_ENTRIES.items() if entry in names), "")


def _outlook(content: bytes) -> str:
    """Tell a saved Outlook message from the other files of its old container."""
    if content.startswith(OUTLOOK) and OUTLOOK_STREAM in content:
        return "application/vnd.ms-outlook"
    return ""


def _mail(content: bytes) -> str:
    lines = [line.lower() for line in content[:4096].splitlines()[:40]]
    named = {header for header in MAIL_HEADERS for line in lines if line.startswith(header)}
    return "message/rfc822" if len(named) >= 2 and _is_text(content) else ""


def _text(content: bytes) -> str:
    return "text/plain" if _is_text(content) else ""


def _is_text(content: bytes) -> bool:
    """Tell plain words from the rest: no control signs, no page or program in disguise."""
    if any(byte < 9 or 13 < byte < 32 for byte in content):
        return False
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return not head.startswith((b"<", b"%!", b"{\\rtf", b"#!"))
