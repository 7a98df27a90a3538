"""What stands in the way of a backup or of a restore."""


class CannotBackUp(Exception):
    """No backup was made; the message says why and the mend."""


class Stopped(CannotBackUp):
    """The program ends while a backup is made: nothing failed."""


class CannotRestore(Exception):
    """Nothing was restored; the message says why and the mend."""
