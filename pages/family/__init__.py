"""What families reach: plain HTML, one question at a time."""
