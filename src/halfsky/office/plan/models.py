"""The plan as read from its document and confirmed by a person: domains, goals, measures, targets, duties."""

from __future__ import annotations

from django.db import models

from halfsky.office.files.models import StoredFile
from halfsky.office.people.models import Body

OPERATORS = (">=", "<=", "~", "hold>=", "hold<=", "hold~", "delta>=", "delta<=", "ratio>=")


class Plan(models.Model):
    """One plan. ``draft`` while a person checks what was read, then ``adopted``; ``replaced`` by a later one."""

    code = models.CharField(max_length=64, blank=True, help_text="catalogue plan it is bound to, if any")
    title = models.CharField(max_length=200)
    genre = models.CharField(max_length=16)
    level = models.CharField(max_length=16)
    region_name = models.CharField(max_length=60, blank=True)
    start_year = models.IntegerField(null=True)
    end_year = models.IntegerField(null=True)
    base_year = models.IntegerField(null=True)
    upper_plans = models.TextField(blank=True, help_text="one title a line")
    status = models.CharField(max_length=12, default="draft")
    fingerprint = models.CharField(max_length=64, blank=True)
    source = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    text = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.CharField(max_length=64, blank=True)
    token = models.IntegerField(default=1, help_text="moves with every change; an edit form carries it")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=("draft", "adopted", "replaced")), name="plan_status"),
            models.UniqueConstraint(fields=["genre"], condition=models.Q(status="adopted"), name="one_adopted_plan"),
        ]

    def __str__(self) -> str:
        return self.title


class Place(models.Model):
    """Where a piece stands in the document's text: characters ``start`` to ``end``, first line ``line``."""

    start = models.IntegerField(default=0)
    end = models.IntegerField(default=0)
    line = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Domain(Place):
    """A domain of the plan; ``slug`` is the catalogue's where the plan is bound, else ``d1`` …"""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="domains")
    order = models.IntegerField()
    slug = models.CharField(max_length=32)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["plan", "order"], name="domain_order")]

    def __str__(self) -> str:
        return self.name


class Goal(Place):
    """A main goal; ``text`` as in the document, titles in our own words from the catalogue."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="goals")
    no = models.IntegerField()
    order = models.IntegerField()
    code = models.CharField(max_length=64)
    text = models.TextField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["domain__order", "order"]
        constraints = [models.UniqueConstraint(fields=["domain", "order"], name="goal_order")]

    def __str__(self) -> str:
        return self.code


class Measure(Place):
    """A measure of the plan."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="measures")
    no = models.IntegerField()
    order = models.IntegerField()
    code = models.CharField(max_length=64)
    text = models.TextField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["domain__order", "order"]
        constraints = [models.UniqueConstraint(fields=["domain", "order"], name="measure_order")]

    def __str__(self) -> str:
        return self.code


class Target(Place):
    """A numeric target: what the reader found, or what a person corrected, added or dropped."""

    domain = models.ForeignKey(Domain, on_delete=models.CASCADE, related_name="targets")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.CASCADE, related_name="targets")
    code = models.CharField(max_length=80)
    operator = models.CharField(max_length=8)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    unit = models.CharField(max_length=16, blank=True)
    year = models.IntegerField(null=True)
    quote = models.TextField(blank=True)
    phrase = models.CharField(max_length=200, blank=True)
    change = models.CharField(max_length=8, blank=True, help_text="of a change: once or yearly")
    basis = models.CharField(max_length=8, blank=True, help_text="of a change: percent (of the base) or points")
    base_year = models.IntegerField(null=True)
    state = models.CharField(max_length=12, default="read", help_text="read, confirmed, corrected, added, dropped")
    changed_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["domain__order", "start", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(operator__in=OPERATORS), name="target_operator")]

    def __str__(self) -> str:
        return f"{self.code} {self.operator}{self.value}"


class Direction(Place):
    """A directional statement of a goal: up, down, narrow, curb, hold or match."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="directions")
    direction = models.CharField(max_length=8)
    quote = models.TextField()

    def __str__(self) -> str:
        return f"{self.direction} {self.quote[:30]}"


class Duty(Place):
    """A clause of organisation or of monitoring that someone must carry out."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=16)
    no = models.CharField(max_length=16, blank=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.no}"


class Doubt(Place):
    """What the reader was unsure of, or could not place: shown to the person who adopts."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="doubts")
    kind = models.CharField(max_length=40)
    text = models.TextField()

    def __str__(self) -> str:
        return self.kind


class Milestone(models.Model):
    """A step of a qualitative track, with the year it is due and the evidence asked for."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="milestones")
    track = models.CharField(max_length=80)
    code = models.CharField(max_length=96)
    no = models.IntegerField()
    title_zh = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    due_year = models.IntegerField()
    weight = models.DecimalField(max_digits=8, decimal_places=3)
    mechanism = models.BooleanField(default=False)
    evidence_zh = models.CharField(max_length=200, blank=True)
    evidence_en = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["goal_id", "track", "no"]
        constraints = [models.UniqueConstraint(fields=["goal", "code"], name="milestone_code")]

    def __str__(self) -> str:
        return self.code


class MilestoneState(models.Model):
    """What was reported of a milestone for one year: done, partial or none, with the evidence named."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="states")
    year = models.IntegerField()
    state = models.CharField(max_length=8)
    evidence = models.CharField(max_length=300, blank=True)
    reported_by = models.CharField(max_length=64)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "year"], name="milestone_year"),
            models.CheckConstraint(condition=models.Q(state__in=("done", "partial", "none")), name="milestone_state"),
        ]

    def __str__(self) -> str:
        return f"{self.milestone_id} {self.year} {self.state}"


class Division(models.Model):
    """Task division: who leads and who supports a goal or a measure. ``suggested`` until the county confirms."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="divisions")
    goal = models.OneToOneField(Goal, null=True, on_delete=models.CASCADE, related_name="division")
    measure = models.OneToOneField(Measure, null=True, on_delete=models.CASCADE, related_name="division")
    lead = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="leads")
    supporting = models.ManyToManyField(Body, related_name="supports")
    deadline = models.CharField(max_length=10, blank=True)
    status = models.CharField(max_length=12, default="suggested")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(goal__isnull=False) ^ models.Q(measure__isnull=False), name="division_of_one"
            )
        ]

    def __str__(self) -> str:
        return f"{self.goal_id or self.measure_id} {self.lead_id}"
