"""What two invented families sent instead of typing: a drawing, and a voice note in which nobody really speaks."""

from collections.abc import Mapping
from pathlib import Path

from app.demo.stories import Story
from feedback.voices.attaching import CheckedFile, checked
from feedback.voices.attachments import DRAWING, VOICE_NOTE

_FOLDER = Path(__file__).parent
SENT_STORIES: Mapping[str, Story] = {
    DRAWING: Story("D0003", 2, "17:05", "conference", "child_4_7", "en", "", 1),
    VOICE_NOTE: Story("D0012", 1, "18:30", "conference", "parent_carer", "en", "", 2),
}
_FILES: Mapping[str, str] = {DRAWING: "drawing.png", VOICE_NOTE: "voice_note.wav"}


def file_of(kind: str) -> CheckedFile:
    """The file that they sent, looked at as any other."""
    return checked(kind, (_FOLDER / _FILES[kind]).read_bytes())
