"""The monthly meeting of the tracker: each item one after another, with who answers for it (BR-51)."""
