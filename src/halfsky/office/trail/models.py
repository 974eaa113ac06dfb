"""The trail: append-only and hash-chained. The database itself refuses to change or delete an entry."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One act. ``hash`` covers the previous hash and every field here but itself."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    body = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=32)
    action = models.CharField(max_length=64)
    about = models.CharField(max_length=200)
    facts = models.TextField(help_text="canonical JSON of what changed; no personal values")
    personal_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["about"]), models.Index(fields=["action"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.action} {self.about}"


class Personal(models.Model):
    """The personal part of an entry, outside the chain so that it can be deleted; the chain holds its digest."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="personal")
    salt = models.CharField(max_length=32)
    text = models.TextField()

    def __str__(self) -> str:
        return f"personal part of {self.entry_id}"


class Head(models.Model):
    """The end of the chain: one row, moved by a conditional update so that two writers cannot fork it."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"
