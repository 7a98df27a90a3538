"""Whom we still owe an answer, and the page that tells them what came of their words."""
