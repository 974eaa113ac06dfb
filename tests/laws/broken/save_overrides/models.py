from django.db import models


class Side(models.Model):
    def save(self, *args, **kwargs):
        super().save(*args, **kwargs)
