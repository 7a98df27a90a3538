"""How much may come from one network, and in all, before we ask people to wait; counted in memory and kept nowhere."""

from ipaddress import IPv6Address, ip_address, ip_network

from limits import RateLimitItem, storage, strategies

_HOUSEHOLD = 64  # bits of an IPv6 address that one household or phone shares


class Crowd:
    """Counts by network address and by one further thing; a school or a library shares an address, so be generous."""

    def __init__(self, per_network: RateLimitItem, per_thing: RateLimitItem) -> None:
        self._window = strategies.MovingWindowRateLimiter(storage.MemoryStorage())
        self._per_network, self._per_thing = per_network, per_thing

    def is_full(self, address: str, thing: str = "all") -> bool:
        """Whether one more would be too many. Counts nothing."""
        room = self._window.test(self._per_network, network_of(address))
        return not (room and self._window.test(self._per_thing, thing))

    def count(self, address: str, thing: str = "all") -> None:
        """Count one."""
        self._window.hit(self._per_network, network_of(address))
        self._window.hit(self._per_thing, thing)


def network_of(address: str) -> str:
    """What counts as one network: an IPv4 address, or the first half of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, _HOUSEHOLD), strict=False))
