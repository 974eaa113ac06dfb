"""Files by content: the name of a file on disk is the hash of its bytes."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """One content. ``path`` is relative to HALFSKY_HOME/files."""

    digest = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=24)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} {self.digest[:12]}"
