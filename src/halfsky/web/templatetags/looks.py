"""Filters that write a state or a level as its badge, class or icon."""

from __future__ import annotations

from functools import cache, lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from halfsky.office.monitoring.states import LEVEL_WORDS
from halfsky.office.monitoring.words import breakdown_word, pick, state_word
from halfsky.web.looks import LEVEL_LOOKS, LOOKS, NO_LEVEL, UNKNOWN
from halfsky.web.shell import language

register = template.Library()


@lru_cache(maxsize=256)
def _badge(state: str, said: str) -> SafeString:
    look, icon = LOOKS.get(state, UNKNOWN)
    return format_html(
        '<span class="state {}"><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>',
        look, icon, said,
    )


@register.filter
def badge(state: str) -> SafeString:
    """The badge of a state: icon and word."""
    return _badge(state, state_word(state, language()))


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


@register.filter
def level(key: str) -> SafeString:
    """The badge of a warning's level: icon and word."""
    return _level(key, language())


@cache
def _level(key: str, lang: str) -> SafeString:
    look_, icon_ = LEVEL_LOOKS.get(key, NO_LEVEL)
    return format_html(
        '<span class="level {}"><svg class="i" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>{}</span>',
        look_, icon_, pick(LEVEL_WORDS.get(key, ("", "")), lang),
    )


@register.filter
def level_icon(key: str) -> str:
    """The icon's name of a warning's level."""
    return LEVEL_LOOKS.get(key, NO_LEVEL)[1]


@register.filter
def level_key(key: str) -> str:
    """The class that colours the bare icon of a warning's level."""
    return LEVEL_LOOKS.get(key, NO_LEVEL)[0].replace("lv", "k")


@register.filter
def level_word(key: str) -> str:
    """The word of a warning's level."""
    return pick(LEVEL_WORDS.get(key, ("", "")), language())
