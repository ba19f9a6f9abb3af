"""The ids of the page's places, stores and controls that are always there."""

__all__ = [
    "ADDRESS",
    "AGAIN",
    "ANNOUNCED",
    "APP",
    "ASKED",
    "CHOICES",
    "DECIDED",
    "FAILED",
    "HEADING",
    "HEARTBEAT",
    "LEFT",
    "LISTS",
    "MAP_ID",
    "MAP_NOTE",
    "MASKED",
    "MINE",
    "NAVIGATION",
    "PAGE",
    "PIECES",
    "POLL",
    "PRESENTATION",
    "PROVIDER",
    "READY",
    "RENAMED",
    "RIGHT",
    "SEARCH",
    "THEME",
    "THEME_BUTTON",
    "TITLE",
    "TOLD",
    "WAITING",
    "WORKING",
]

ADDRESS, READY, POLL, RENAMED, THEME, PROVIDER = "address", "ready", "poll", "renamed", "theme", "provider"
APP, TITLE, NAVIGATION, SEARCH, MINE, THEME_BUTTON = "app", "title", "navigation", "search", "mine", "theme-button"
HEADING, LEFT, MAP_ID, PAGE, RIGHT, WAITING = "heading", "left", "map", "page", "right", "waiting"
MAP_NOTE, WORKING, DECIDED, FAILED = "map-note", "working", "decided", "failed"
PRESENTATION, MASKED, ANNOUNCED = "presentation", "masked", "announced"
HEARTBEAT, AGAIN, CHOICES, TOLD, ASKED, PIECES = "heartbeat", "again", "choices", "told", "asked", "pieces"
LISTS = "lists"
