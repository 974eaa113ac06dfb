"""Releases: what was frozen, its hash, and a copy of its figures for the pages."""

from __future__ import annotations

from django.db import models

from halfsky.office.plan.models import Plan


class Release(models.Model):
    """One frozen release; its files lie in HALFSKY_HOME/releases. What is here was written once, but for ``lifted_at``.

    A release of another office (``origin`` is its area) stands here to be looked at: no plan, no figures, no place
    in this office's chain.
    """

    name = models.CharField(max_length=32, unique=True, help_text="2024-1; of another office 140926000000-2024-1")
    year = models.IntegerField()
    number = models.IntegerField()
    area = models.CharField(max_length=12)
    origin = models.CharField(max_length=12, blank=True, help_text="area of the office it came from; empty for the own ones")
    origin_name = models.CharField(max_length=100, blank=True)
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="releases")
    content_hash = models.CharField(max_length=64)
    manifest_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=32, blank=True, help_text="the release before it in this office's chain")
    revises = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="revised_by")
    reason = models.CharField(max_length=300, blank=True)
    embargo = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True, help_text="when the embargo was over and somebody was there to see it")
    key_id = models.CharField(max_length=32, blank=True)
    rows = models.IntegerField()
    demo = models.BooleanField(default=False)
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=120)
    signer_body = models.CharField(max_length=80, blank=True)
    signer_role = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ["-year", "-number", "-pk"]
        constraints = [models.UniqueConstraint(fields=["origin", "year", "number"], name="release_number")]

    def __str__(self) -> str:
        return self.name


class AreaStand(models.Model):
    """How one area of another office's release stands in one domain (slug "" for all): goals met, rank, warnings by level.

    Written when its monitoring is worked out, so that a page of thousands of areas asks for the rows it shows. ``rank``
    is among the judged areas by ``rate``, equal ones sharing it; null where nothing can be judged.
    """

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="stands")
    area = models.CharField(max_length=12)
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=16, blank=True)
    parent = models.CharField(max_length=12, blank=True)
    judged = models.BooleanField()
    domain = models.CharField(max_length=32, blank=True)
    met = models.IntegerField(default=0)
    monitorable = models.IntegerField(default=0)
    rate = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    rank = models.IntegerField(null=True)
    red = models.IntegerField(default=0)
    orange = models.IntegerField(default=0)
    yellow = models.IntegerField(default=0)
    review = models.IntegerField(default=0)
    blue = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "domain", "area"], name="area_stand")]
        indexes = [models.Index(fields=["release", "domain", "rank"], name="area_rank")]

    def __str__(self) -> str:
        return f"{self.area} {self.domain} {self.rate}"


class Figure(models.Model):
    """A released figure as the pages show it: the same rows as the release's Parquet."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="figures")
    area = models.CharField(max_length=12)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=80, blank=True)
    year = models.IntegerField()
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    version = models.IntegerField(default=1)
    status = models.CharField(max_length=1)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=300, blank=True)
    source_body = models.CharField(max_length=64, blank=True)
    signer = models.CharField(max_length=120, blank=True)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "indicator", "area", "breakdown", "year"], name="figure_cell"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.breakdown} {self.year}"
