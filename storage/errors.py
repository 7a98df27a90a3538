"""What can go wrong with keeping documents; each type says what a caller can do."""

from storage.documents import Document


class StorageError(Exception):
    """The root of all errors of this room."""


class NotSaved(StorageError):
    """Nothing of this unit of work was kept (full disk, failing disk, busy store): try again later."""


class Conflict(StorageError):
    """Somebody else wrote the document first: show both texts. `current` is what stands now."""

    def __init__(self, current: Document) -> None:
        super().__init__(f"Document {current.doc_id} was changed meanwhile; it is now at revision {current.revision}.")
        self.current = current


class Taken(StorageError):
    """Another document already has this value, which may stand only once: mend the input."""

    def __init__(self, kind: str, field: str) -> None:
        super().__init__(f"Another document of kind {kind!r} already has this {field!r}.")
        self.kind = kind
        self.field = field


class NoSuchDocument(StorageError, KeyError):
    """There is no document with this number."""

    def __init__(self, kind: str, doc_id: int) -> None:
        super().__init__(f"There is no document {doc_id} of kind {kind!r}.")

    def __str__(self) -> str:
        return str(self.args[0])


class Lasting(StorageError):
    """Documents of this kind are evidence and stay: the mend is in the code."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"Documents of kind {kind!r} are never removed.")


class NewerSchema(StorageError):
    """The data was written by a newer Heard: give up, and start the newer one."""


class Unreadable(StorageError):
    """The data cannot be read: give up, and restore a backup."""


class Damaged(Unreadable):
    """What stands on the disk is not what was kept: give up, and restore a backup."""

    def __init__(self, what: str = "") -> None:
        super().__init__(what or "The data is damaged. Stop, and restore it from a backup.")


class ReadOnly(StorageError):
    """A reading verb tried to write: the mend is in the code."""


class Ended(StorageError):
    """A verb's database was used after its unit of work: the mend is in the code."""
