"""Monitoring runs and their results, and the warnings that runs open, keep and clear, with the work on them.

Each run names the release it read and the hash of what it gave.
"""

from __future__ import annotations

from django.db import models

from halfsky.office.monitoring.states import LEVELS, MOVES, STATE_WORDS, TRENDS
from halfsky.office.plan.models import Plan
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


class OutlookResult(models.Model):
    """The outlook of one followed target or direction: probability, level, the fan to the target year.

    Figures are in the indicator's unit, paces in units a year; ``slack`` is the target's recorded tolerance. ``fan`` has {year, q10, q50, q90}; ``counts`` has the
    pooled counts of a rare event with their intervals, null for any other.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="outlooks")
    order = models.IntegerField()
    code = models.CharField(max_length=80)
    goal = models.CharField(max_length=64)
    domain = models.CharField(max_length=32)
    target = models.CharField(max_length=80, blank=True)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    sense = models.CharField(max_length=8)
    reach = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    slack = models.DecimalField(max_digits=24, decimal_places=6, default=0)
    target_year = models.IntegerField(null=True)
    hold = models.BooleanField(default=False)
    model = models.CharField(max_length=8, blank=True)
    points = models.IntegerField(default=0)
    first_year = models.IntegerField(null=True)
    last_year = models.IntegerField(null=True)
    p_met = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    level = models.CharField(max_length=16)
    previous_level = models.CharField(max_length=16, blank=True)
    why = models.CharField(max_length=24, blank=True)
    pace_needed = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    pace_recent = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    spread = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    carried_dropped = models.IntegerField(default=0)
    years_missing = models.IntegerField(default=0)
    swing = models.CharField(max_length=8, blank=True)
    swing_low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    swing_high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    fan = models.JSONField(default=list)
    counts = models.JSONField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["run", "code"], name="outlook_result")]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"


class EarlyWarning(models.Model):
    """A warning as a piece of work, one for each track and area, kept over the runs.

    ``level`` is "" when the newest run raises none. ``owner`` and ``supporting`` are codes of bodies from the task
    division. ``token`` counts the acts and runs that moved it, for two people at once.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="warnings")
    code = models.CharField(max_length=80)
    area = models.CharField(max_length=12)
    goal = models.CharField(max_length=64)
    domain = models.CharField(max_length=32)
    target = models.CharField(max_length=80, blank=True)
    indicator = models.CharField(max_length=80)
    breakdown = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12)
    level = models.CharField(max_length=8, blank=True)
    state = models.CharField(max_length=12)
    opened_at = models.DateTimeField()
    opened_year = models.IntegerField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="warnings")
    owner = models.CharField(max_length=64, blank=True)
    supporting = models.CharField(max_length=600, blank=True)
    asked_at = models.DateTimeField(null=True)
    due = models.DateField(null=True)
    due_announced = models.BooleanField(default=True)
    escalation = models.CharField(max_length=8, blank=True)
    token = models.IntegerField(default=0)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code", "area"], name="warning_key"),
            models.CheckConstraint(condition=models.Q(state__in=list(STATE_WORDS)), name="warning_state_known"),
            models.CheckConstraint(condition=models.Q(level__in=["", *LEVELS]), name="warning_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level} {self.state}"


class WarningEntry(models.Model):
    """What one run said of a warning, and how that compares with the run before it.

    ``since`` names what it was compared with: ``run``, or ``year`` when there was no earlier run and the same release
    was judged on the data to the year before.
    """

    warning = models.ForeignKey(EarlyWarning, on_delete=models.CASCADE, related_name="entries")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="warning_entries")
    year = models.IntegerField()
    level = models.CharField(max_length=8, blank=True)
    before = models.CharField(max_length=8, blank=True)
    trend = models.CharField(max_length=12)
    since = models.CharField(max_length=4)
    outlook_level = models.CharField(max_length=16, blank=True)
    p_met = models.DecimalField(max_digits=5, decimal_places=4, null=True)
    reason = models.CharField(max_length=40, blank=True)
    params = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "run"], name="warning_entry"),
            models.CheckConstraint(condition=models.Q(trend__in=list(TRENDS)), name="warning_trend_known"),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.year} {self.level} {self.trend}"


class WarningAct(models.Model):
    """One act of a person on a warning, the person kept as text; never changed."""

    warning = models.ForeignKey(EarlyWarning, on_delete=models.CASCADE, related_name="acts")
    no = models.IntegerField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=12)
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    body = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=32)
    at = models.DateTimeField()
    late = models.BooleanField(default=False)
    comment = models.CharField(max_length=500, blank=True)
    cause = models.CharField(max_length=800, blank=True)
    action = models.CharField(max_length=800, blank=True)
    remedy_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    held_by = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["warning_id", "no"]
        constraints = [
            models.UniqueConstraint(fields=["warning", "no"], name="warning_act_number"),
            models.CheckConstraint(condition=models.Q(act__in=list(MOVES)), name="warning_act_known"),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.no} {self.act}"
