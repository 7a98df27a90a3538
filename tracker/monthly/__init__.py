"""The monthly message: what each owner has in the tracker, once a month, in the app and by mail."""
