"""The gate that every outgoing connection passes: which addresses on the network may be reached.

A name is resolved once and the connection goes to the very address that was checked, so a second look-up with another
answer (rebinding) is never made. Decimal, octal and short forms of IPv4 need no parsing here: the resolver has read
them by the time an address is looked at.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading

# Blocks that are not on the public internet, from IANA's registries of special-purpose addresses (2024-10). They stand
# here because `ipaddress` of older Pythons knows fewer of them. 168.63.129.16 is the metadata service of one cloud,
# which has a public address.
_PRIVATE_4 = tuple(
    ipaddress.IPv4Network(block)
    for block in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32"),
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")  # all that is handed out for global use
_PRIVATE_6 = tuple(map(ipaddress.IPv6Network, ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address


class BlockedAddressError(Exception):
    """The name leads to an address that is not public. Not an OSError, so that no library retries or wraps it."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} leads to {address}")
        self.host, self.address = host, address


def is_public(address: str) -> bool:
    """Whether a numeric address, as the resolver gave it, is one of the public internet."""
    read = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped:
            return is_public(str(read.ipv4_mapped))
        if read in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(read) & 0xFFFFFFFF)))
        return read in _PUBLIC_6 and not any(read in block for block in _PRIVATE_6)
    return not any(read in block for block in _PRIVATE_4)


def resolve(host: str, port: int, *, allow_private: bool, timeout: float) -> tuple[str, ...]:
    """The numeric addresses of a host, in the resolver's order, each of them allowed.

    One private address among public ones refuses the host as a whole: nobody has an honest use for such a name.

    Raises:
        BlockedAddressError: an address is not public.
        socket.gaierror: the name does not resolve.
        TimeoutError: it has not resolved after `timeout` seconds.
    """
    addresses = _look_up(host, port, timeout)
    for address in addresses:
        if not allow_private and not is_public(address):
            raise BlockedAddressError(host, address)
    return addresses


def _look_up(host: str, port: int, timeout: float) -> tuple[str, ...]:
    """The system's resolver, which knows no limit of ours, in a thread that is left behind where it takes too long."""
    found: queue.SimpleQueue[tuple[str, ...] | OSError] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put(tuple(dict.fromkeys(str(answer[4][0]) for answer in answers)))
        except OSError as error:
            found.put(error)
        except UnicodeError:  # a label that no name can have
            found.put(socket.gaierror(socket.EAI_NONAME, "not a host name"))

    threading.Thread(target=work, name="look-up", daemon=True).start()
    try:
        answer = found.get(timeout=timeout)
    except queue.Empty:
        raise TimeoutError(f"no address for {host} in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
