from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class Book(AppConfig):
    name = "halfsky.office.publishing"
    label = "publishing"

    def ready(self) -> None:
        from halfsky.office.publishing.guard import lift_guard, restore_guard

        pre_migrate.connect(lift_guard, dispatch_uid="halfsky.publishing.guard.lift")
        post_migrate.connect(restore_guard, dispatch_uid="halfsky.publishing.guard")
