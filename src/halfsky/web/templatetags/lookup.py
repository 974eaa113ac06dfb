"""A filter that reads a mapping by a variable key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``mapping[key]``, None when there is none."""
    return mapping.get(key)
