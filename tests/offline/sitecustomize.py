"""Read by every Python process that the tests start: none may connect beyond this machine.

`tests/conftest.py` puts this folder on PYTHONPATH. A test that did connect would fail with what it tried.
"""

import ipaddress
import sys

_LOCAL_NAMES = ("localhost", "", None)


def _is_local(host):
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _forbid(event, arguments):
    """Raise for a connection or a look-up of another machine; sockets of this machine have a path."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if not _is_local(host):
        raise RuntimeError(f"nothing may leave this machine: {event} to {host!r}")


sys.addaudithook(_forbid)
