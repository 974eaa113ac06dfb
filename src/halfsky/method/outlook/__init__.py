"""The outlook: how likely a target is met, from three to ten yearly points. Rules and sources: ``docs/method/outlook.md``."""
