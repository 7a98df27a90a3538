"""A browser in words, from what it says of itself: enough to know one's own again, and no more is kept."""

_UNKNOWN = "A browser"
# in this order: most browsers also say the names of those that came before them
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "FxiOS/": "Firefox",
    "Firefox/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Android": "Android",
    "CrOS": "a Chromebook",
    "Windows": "Windows",
    "Mac OS X": "a Mac",
    "Linux": "Linux",
}


def browser_in_words(user_agent: str) -> str:
    """As in “Firefox on Windows”; the version and everything else is dropped."""
    browser = next((name for mark, name in _BROWSERS.items() if mark in user_agent), _UNKNOWN)
    system = next((name for mark, name in _SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser
