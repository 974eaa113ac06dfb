"""What is published from a run: report editions, charts, notice letters."""

from __future__ import annotations

from django.db import models

from halfsky.office.files.models import StoredFile
from halfsky.office.monitoring.models import EarlyWarning, Run


class Chart(models.Model):
    """A chart drawn for a run; ``key`` is the hash of its content, so an unchanged chart is not drawn again."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="charts")
    subject = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    width = models.CharField(max_length=8)
    lang = models.CharField(max_length=8)
    key = models.CharField(max_length=64)
    alt = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "subject", "kind", "width", "lang"], name="chart_key")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.kind} {self.width}"


class Edition(models.Model):
    """A report written from a run; its files are one row each."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="editions")
    kind = models.CharField(max_length=48)
    lang = models.CharField(max_length=8)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "kind", "lang"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.lang}"


class EditionFile(models.Model):
    """An edition in one form: docx, pdf, html or xlsx."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=8)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edition", "form"], name="edition_form")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.form}"


class Notice(models.Model):
    """A notice letter sent to the body that leads a warned goal; ``number`` as it stands on the letter."""

    warning = models.ForeignKey(EarlyWarning, on_delete=models.PROTECT, related_name="notices")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="notices")
    year = models.IntegerField()
    no = models.IntegerField()
    number = models.CharField(max_length=60)
    addressee = models.CharField(max_length=64)
    due = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-year", "-no"]
        constraints = [
            models.UniqueConstraint(fields=["year", "no"], name="notice_number"),
            models.UniqueConstraint(fields=["warning", "run"], name="notice_once"),
        ]

    def __str__(self) -> str:
        return self.number
