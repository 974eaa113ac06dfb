"""Collected figures: the observation ledger. A value is never overwritten; a revision is a new version."""

from __future__ import annotations

from django.db import models

from halfsky.office.files.models import StoredFile
from halfsky.office.framework.models import Indicator
from halfsky.office.people.models import Body


class Batch(models.Model):
    """One import: the file, who brought it, who accepted it and how many rows were taken."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    body = models.CharField(max_length=64, blank=True)
    taken = models.IntegerField()
    same = models.IntegerField()
    refused = models.IntegerField()
    demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"batch {self.pk}"


class Observation(models.Model):
    """One version of one cell: (area, indicator, breakdown, year). The latest version is ``current``."""

    area = models.CharField(max_length=12)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="observations")
    breakdown = models.CharField(max_length=80, blank=True)
    year = models.IntegerField()
    version = models.IntegerField(default=1)
    current = models.BooleanField(default=True)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    status = models.CharField(max_length=1)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source_body = models.ForeignKey(Body, null=True, on_delete=models.PROTECT, related_name="observations")
    signer = models.CharField(max_length=120, help_text="who accepted it: name, body and role as text")
    accepted_at = models.DateTimeField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "indicator", "breakdown", "year", "version"], name="observation_version"
            ),
            models.UniqueConstraint(
                fields=["area", "indicator", "breakdown", "year"],
                condition=models.Q(current=True), name="observation_current",
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False) | models.Q(status__in=("O", "L", "M")),
                name="observation_value_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.indicator_id} {self.breakdown} {self.year} v{self.version}"
