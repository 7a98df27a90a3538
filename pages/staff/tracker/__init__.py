"""The tracker as staff use it: the list, one item, adding by hand."""
