"""Filters that write a state as its badge, class or icon."""

from __future__ import annotations

from functools import cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from halfsky.office.monitoring.words import breakdown_word, state_word
from halfsky.web.looks import LOOKS, UNKNOWN
from halfsky.web.shell import language

register = template.Library()


@cache
def _badge(state: str, lang: str) -> SafeString:
    look, icon = LOOKS.get(state, UNKNOWN)
    return format_html(
        '<span class="state {}"><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>',
        look, icon, state_word(state, lang),
    )


@register.filter
def badge(state: str) -> SafeString:
    """The badge of a state: icon and word."""
    return _badge(state, language())


@register.filter
def look(state: str) -> str:
    """The class of a state."""
    return LOOKS.get(state, UNKNOWN)[0]


@register.filter
def icon(state: str) -> str:
    """The icon's name of a state."""
    return LOOKS.get(state, UNKNOWN)[1]


@register.filter
def word(state: str) -> str:
    """The word of a state."""
    return state_word(state, language())


@register.filter
def group(breakdown: str) -> str:
    """A breakdown in words."""
    return breakdown_word(breakdown, language())
