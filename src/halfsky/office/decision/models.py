"""Matters put before the leading group, and every act on them."""

from __future__ import annotations

from django.db import models

from halfsky.office.decision.states import STATE_WORDS


class Matter(models.Model):
    """One thing to be decided. ``subject`` names it (``scheme:3``); ``token`` counts the acts, for two people at once."""

    kind = models.CharField(max_length=24)
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=16, default="draft")
    token = models.IntegerField(default=0)
    drafted_by = models.CharField(max_length=64)
    put_by = models.CharField(max_length=64, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    drafted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="matter_subject"),
            models.CheckConstraint(condition=models.Q(state__in=list(STATE_WORDS)), name="matter_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="approved")
                | (~models.Q(decided_by=models.F("put_by")) & ~models.Q(decided_by=models.F("drafted_by"))),
                name="matter_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class Act(models.Model):
    """One act on a matter, the person kept as text."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="acts")
    no = models.IntegerField()
    act = models.CharField(max_length=16)
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=64)
    body = models.CharField(max_length=64, blank=True)
    role = models.CharField(max_length=32)
    at = models.DateTimeField()
    comment = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["matter_id", "no"]
        constraints = [models.UniqueConstraint(fields=["matter", "no"], name="act_number")]

    def __str__(self) -> str:
        return f"{self.no} {self.act} {self.login}"
