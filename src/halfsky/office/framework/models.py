"""The indicator framework: indicators with their metadata, and how each goal is tracked by them."""

from __future__ import annotations

from django.db import models

from halfsky.office.decision.models import Matter
from halfsky.office.people.models import Body
from halfsky.office.plan.models import Goal, Plan, Target


class FrameworkVersion(models.Model):
    """Which version of the catalogue's framework a plan was bound to, and when."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="frameworks")
    version = models.IntegerField()
    loaded_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="framework_version")]

    def __str__(self) -> str:
        return f"framework {self.version}"


class SchemeVersion(models.Model):
    """One version of the monitoring scheme: its values, why it was proposed, what it would change, and its matter.

    Version 0 is the default that ships and needs no approval. ``valid_from`` is the moment of approval; the newest
    approved version is frozen with the next release. ``effect`` is what it would have changed in the newest release.
    """

    version = models.IntegerField(unique=True)
    values = models.JSONField()
    base = models.IntegerField(null=True)
    why = models.CharField(max_length=300, blank=True)
    effect = models.JSONField(null=True)
    matter = models.OneToOneField(Matter, null=True, on_delete=models.PROTECT, related_name="scheme")
    drafted_at = models.DateTimeField()
    valid_from = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.CheckConstraint(condition=models.Q(version=0) | models.Q(matter__isnull=False), name="scheme_has_matter")
        ]

    def __str__(self) -> str:
        return f"scheme {self.version}"


class Indicator(models.Model):
    """One indicator. Its code is permanent and holds no breakdown."""

    code = models.CharField(max_length=80, unique=True)
    domain = models.CharField(max_length=32)
    order = models.IntegerField()
    name_zh = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160)
    definition_zh = models.TextField()
    definition_en = models.TextField()
    numerator_zh = models.CharField(max_length=300, blank=True)
    numerator_en = models.CharField(max_length=300, blank=True)
    denominator_zh = models.CharField(max_length=300, blank=True)
    denominator_en = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=24)
    unit_zh = models.CharField(max_length=24)
    unit_en = models.CharField(max_length=40)
    scale = models.DecimalField(max_digits=12, decimal_places=3, null=True)
    decimals = models.IntegerField()
    direction = models.CharField(max_length=8)
    period = models.CharField(max_length=24)
    frequency = models.IntegerField()
    carry_years = models.IntegerField(default=0)
    anchor_year = models.IntegerField(null=True)
    breakdowns = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12)
    small_count = models.BooleanField(default=False)
    source_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="indicators")
    form = models.CharField(max_length=40, blank=True)
    comparability_zh = models.TextField(blank=True)
    comparability_en = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.code


class Track(models.Model):
    """How one statement of a goal is judged: by a target, a direction, milestones, or not at all."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="tracks")
    code = models.CharField(max_length=80)
    order = models.IntegerField()
    kind = models.CharField(max_length=16)
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="tracks")
    indicator = models.ForeignKey(Indicator, null=True, on_delete=models.PROTECT, related_name="tracks")
    breakdown = models.CharField(max_length=80, blank=True)
    direction = models.CharField(max_length=8, blank=True)
    subject = models.CharField(max_length=24, blank=True)
    compare_indicator = models.CharField(max_length=80, blank=True)
    compare_breakdown = models.CharField(max_length=80, blank=True)
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["goal_id", "order"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="track_code")]

    def __str__(self) -> str:
        return self.code


class Binding(models.Model):
    """The cell a target is judged on, and what the quote alone does not say (tolerance, base, kind of change)."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="binding")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="bindings")
    breakdown = models.CharField(max_length=80, blank=True)
    tolerance = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    change = models.CharField(max_length=8, blank=True)
    basis = models.CharField(max_length=8, blank=True)
    base_year = models.IntegerField(null=True)
    compare_indicator = models.CharField(max_length=80, blank=True)
    compare_breakdown = models.CharField(max_length=80, blank=True)
    note_zh = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.target_id} -> {self.indicator_id}"
