from django.apps import AppConfig
from django.db.models.signals import post_migrate


class Book(AppConfig):
    name = "halfsky.office.trail"
    label = "trail"

    def ready(self) -> None:
        from halfsky.office.trail.guard import restore_guard

        post_migrate.connect(restore_guard, dispatch_uid="halfsky.trail.guard")
