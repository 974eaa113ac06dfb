"""Monitoring runs and their results. Each run names the release it read and the hash of what it gave."""

from __future__ import annotations

from django.db import models

from halfsky.office.release.models import Release

STATES = ("met_early", "met", "expected", "hard", "not_met", "no_data", "not_due", "not_monitorable")


class Run(models.Model):
    """One run over one release; the exact bytes lie in HALFSKY_HOME/runs/<result_hash>.json."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="runs")
    year = models.IntegerField()
    result_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=24)
    ran_at = models.DateTimeField()

    class Meta:
        ordering = ["-ran_at"]
        constraints = [models.UniqueConstraint(fields=["release", "result_hash"], name="run_once")]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.release_id}"


class Tally(models.Model):
    """Counts of states for one domain (slug ``""`` for all), of goals or of indicators, this year or the last."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tallies")
    domain = models.CharField(max_length=32, blank=True)
    scope = models.CharField(max_length=12)
    year = models.IntegerField()
    met_early = models.IntegerField()
    met = models.IntegerField()
    expected = models.IntegerField()
    hard = models.IntegerField()
    not_met = models.IntegerField()
    no_data = models.IntegerField()
    not_due = models.IntegerField()
    not_monitorable = models.IntegerField()
    monitorable = models.IntegerField()
    rate = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "domain", "scope", "year"], name="tally_key")]

    def __str__(self) -> str:
        return f"{self.domain} {self.scope} {self.year}"


class GoalResult(models.Model):
    """The state of one goal; ``previous_state`` is last year's by the same release."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="goals")
    code = models.CharField(max_length=64)
    domain = models.CharField(max_length=32)
    order = models.IntegerField()
    state = models.CharField(max_length=16)
    previous_state = models.CharField(max_length=16, blank=True)
    partial = models.BooleanField(default=False)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="goal_result")]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class TrackResult(models.Model):
    """The state of one track with the figures it rests on (decimals as stored; texts are made by the selectors)."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="tracks")
    code = models.CharField(max_length=80)
    goal = models.CharField(max_length=64)
    order = models.IntegerField()
    kind = models.CharField(max_length=16)
    indicator = models.CharField(max_length=80, blank=True)
    breakdown = models.CharField(max_length=80, blank=True)
    subject = models.CharField(max_length=24, blank=True)
    direction = models.CharField(max_length=8, blank=True)
    target = models.CharField(max_length=80, blank=True)
    operator = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    value_year = models.IntegerField(null=True)
    carried = models.BooleanField(default=False)
    pooled = models.BooleanField(default=False)
    numerator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    denominator = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    previous = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    base = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    base_year = models.IntegerField(null=True)
    target_value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    target_year = models.IntegerField(null=True)
    pace = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    gap = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    done = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    due = models.DecimalField(max_digits=10, decimal_places=3, null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="track_result")]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"
