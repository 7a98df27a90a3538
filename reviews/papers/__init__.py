"""The review, its moderation and the panel's reading on paper, in the words and order of the framework."""
