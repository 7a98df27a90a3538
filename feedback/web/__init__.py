"""The web as a mouth: what a family can do with a link, a typed code or a poster."""
