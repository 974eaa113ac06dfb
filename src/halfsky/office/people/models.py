"""Who there is: regions, bodies, the office itself and its accounts. Names and codes carry dates."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Region(models.Model):
    """A division by its 12-digit code (GB/T 2260 and the statistics bureau's extension), with its dates."""

    code = models.CharField(max_length=12)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=80, blank=True)
    level = models.CharField(max_length=16)
    parent = models.CharField(max_length=12, blank=True)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="region_code_from")]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"


class Body(models.Model):
    """A department, township, court or committee that owes figures or carries goals."""

    code = models.SlugField(max_length=64, unique=True)
    name_zh = models.CharField(max_length=80)
    name_en = models.CharField(max_length=120, blank=True)
    short_zh = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=24)
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    role_note_zh = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    verified = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name_zh


class Office(models.Model):
    """This installation: one row, made by ``halfsky init``."""

    region = models.CharField(max_length=12)
    region_name = models.CharField(max_length=60)
    demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.region_name


ROLES = (
    "leader", "statistician", "officer", "reporter", "head", "township", "evaluator", "city",
    "system_admin", "security_admin", "audit_admin",
)


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by login."""


class Account(AbstractBaseUser):
    """A person who signs in: login, name, one role, one body."""

    login = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=64)
    role = models.CharField(max_length=32, choices=[(role, role) for role in ROLES])
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "login"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(role__in=ROLES), name="account_role_known")]

    def __str__(self) -> str:
        return f"{self.name}（{self.login}）"
