"""The review screen: the sections, the findings being written, and the family's words beside them."""
