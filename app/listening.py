"""The address that the program listens at, taken before anything is written."""

import errno
import socket

from app.settings import Settings, WrongSetting

BACKLOG = 2048  # connections that wait while the program starts


def listen(settings: Settings) -> socket.socket:
    """A socket that is ours alone. `WrongSetting` where the address is taken, forbidden or not of this machine."""
    host, port = settings.host.strip("[]"), settings.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise WrongSetting(_why(host, port, error)) from None


def _why(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} of {host} is taken by another program. Stop that one, or choose another with --port."
    if error.errno == errno.EACCES:
        return f"This account may not listen at port {port}. Choose one above 1023 with --port, behind the proxy."
    if error.errno == errno.EADDRNOTAVAIL or (error.errno or 0) < 0:  # a name that cannot be looked up
        return f"{host} is no address of this machine. Choose another with --host, for example 127.0.0.1."
    return f"Nothing can listen at {host}, port {port}: {error.strerror}."
