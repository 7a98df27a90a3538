"""The monthly meeting of the tracker on screens: planning it, holding it on one screen that others follow, its end."""
