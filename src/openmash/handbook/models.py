"""What a search of the handbook looks through: passages, and every word that stands in them."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Passage(models.Model):
    """One part of a page, one word of the lexicon, or one thing to use. Nothing of a person.

    Written from the library, whole and anew, whenever the library is another edition.
    """

    result = models.CharField(max_length=200)  # parts of one result share it: the best is shown
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=300)
    part = models.CharField(max_length=300, blank=True)
    chapter = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500)
    text = models.TextField()
    is_for_signed_in = models.BooleanField(default=False)
    found_by = SearchVectorField()
    edition = models.CharField(max_length=64)

    class Meta:
        indexes = [GinIndex(fields=["found_by"], name="passage_by_words", fastupdate=False)]

    class DataMap:
        plain = {
            "id",
            "result",
            "kind",
            "title",
            "part",
            "chapter",
            "address",
            "text",
            "is_for_signed_in",
            "found_by",
            "edition",
        }
        personal = set()
        special = set()


class PassageWord(models.Model):
    """A word that some passage holds, so that a slip of the finger can be read as what was meant."""

    word = models.CharField(max_length=60, unique=True)
    passages = models.PositiveIntegerField()

    class DataMap:
        plain = {"id", "word", "passages"}
        personal = set()
        special = set()
