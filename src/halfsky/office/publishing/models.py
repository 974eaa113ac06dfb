"""What is made from a run: drafts with their versions and comments, published editions, charts, notice letters."""

from __future__ import annotations

from django.db import models

from halfsky.office.decision.models import Matter
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


class OutlineVersion(models.Model):
    """How the sections of one kind of report are arranged, from this version on; never changed. Version 0 is the template
    that ships and is not kept here. ``back_to`` is the version whose arrangement this one took again."""

    kind = models.CharField(max_length=32)
    no = models.IntegerField()
    sections = models.JSONField()
    note = models.CharField(max_length=200, blank=True)
    back_to = models.IntegerField(null=True)
    at = models.DateTimeField()
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-no"]
        constraints = [models.UniqueConstraint(fields=["kind", "no"], name="outline_version_once")]

    def __str__(self) -> str:
        return f"{self.kind} v{self.no}"


class Draft(models.Model):
    """A report being written. ``newest`` is the number of its newest version and the token of every change.

    Its text is the newest version's; ``matter`` says where it stands on the way to approval.
    """

    kind = models.CharField(max_length=48)
    lang = models.CharField(max_length=8)
    year = models.IntegerField()
    title = models.CharField(max_length=120)
    matter = models.OneToOneField(Matter, null=True, on_delete=models.PROTECT, related_name="+")
    newest = models.IntegerField(default=0)
    anchors = models.IntegerField(default=0)
    corrects = models.ForeignKey("Edition", null=True, on_delete=models.PROTECT, related_name="corrections_begun")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"draft {self.pk} {self.kind} {self.year}"


class DraftBlock(models.Model):
    """One wording of one block, never changed; ``anchor`` names the block through all its wordings."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="blocks")
    anchor = models.IntegerField()
    version = models.IntegerField()
    content = models.JSONField()
    own = models.BooleanField(default=False, help_text="its words are an editor's")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "anchor", "version"], name="draft_block_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.anchor} v{self.version}"


class DraftVersion(models.Model):
    """One saved state of a draft: which blocks in which order, made on which run and by which version of the outline, by
    whom, when, what was done."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions")
    no = models.IntegerField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    outline = models.IntegerField(default=0)
    order = models.JSONField()
    what = models.CharField(max_length=16)
    about = models.CharField(max_length=160, blank=True)
    at = models.DateTimeField()
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-no"]
        constraints = [models.UniqueConstraint(fields=["draft", "no"], name="draft_version_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} v{self.no}"


class DraftKept(models.Model):
    """A stale sentence that an editor chose to keep as it is, although the run has another figure."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="kept")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    login = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "run", "digest"], name="draft_kept_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.digest[:8]}"


class DraftComment(models.Model):
    """A remark on a block, open until somebody settles it."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    anchor = models.IntegerField()
    text = models.CharField(max_length=800)
    at = models.DateTimeField()
    login = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=32)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.anchor} {self.login}"


class Edition(models.Model):
    """A report as it was published: the approved version of a draft under its number. Never changed, never deleted.

    ``no`` counts within the year of ``issued_on``; ``corrects`` is the edition that this one stands in the place of.
    """

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="editions")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="edition")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    kind = models.CharField(max_length=48)
    lang = models.CharField(max_length=8)
    year = models.IntegerField()
    no = models.IntegerField()
    number = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    issued_on = models.DateField()
    approved_by = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-year", "-no"]
        constraints = [models.UniqueConstraint(fields=["year", "no"], name="edition_number")]

    def __str__(self) -> str:
        return self.number


class EditionFile(models.Model):
    """An edition in one form: docx, pdf, html or xlsx."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="files")
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
