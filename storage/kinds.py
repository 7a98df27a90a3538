"""A kind of document, declared once: its name and what it can be found by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of document is one table.

    `indexed`: dotted paths that serve equality, ranges and order; a list is indexed element by element.
    `hashed`: dotted paths of sensitive values, kept in the index as a keyed hash only; they serve equality.
    `unique`: those of either whose value may stand once; an absent or null value may stand any number of times.
    `lasting`: a document of this kind is never removed, whatever the code above asks for.
    """

    name: str
    indexed: tuple[str, ...] = ()
    hashed: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    lasting: bool = False

    def __post_init__(self) -> None:
        twice = set(self.indexed) & set(self.hashed)
        if twice:
            raise ValueError(f"Kind {self.name!r} declares {sorted(twice)} both indexed and hashed; choose one.")
        loose = set(self.unique) - set(self.indexed) - set(self.hashed)
        if loose:
            raise ValueError(f"Kind {self.name!r} declares {sorted(loose)} unique; index or hash them too.")
