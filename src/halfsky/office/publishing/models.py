"""What is published from a run: report editions and charts."""

from __future__ import annotations

from django.db import models

from halfsky.office.files.models import StoredFile
from halfsky.office.monitoring.models import Run


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
