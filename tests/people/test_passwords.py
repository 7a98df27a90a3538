"""What a guess costs whoever has taken the data."""

from argon2 import extract_parameters

from people.passwords import hashed


def test_a_password_is_kept_as_argon2id_with_no_less_work_than_is_advised() -> None:
    """RFC 9106, the second of its recommended options: three passes over 64 MiB."""
    kept = hashed("three unrelated words")
    work = extract_parameters(kept)
    assert kept.startswith("$argon2id$")
    assert (work.time_cost, work.memory_cost >= 64 * 1024) == (3, True)
