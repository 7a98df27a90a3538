"""The children whom one may see, and the page of one child."""
