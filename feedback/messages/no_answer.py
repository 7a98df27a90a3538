"""What it means when an HTTP call to a provider brought no answer: the text has certainly not gone, or nobody knows."""

from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, ProxyError, RequestException, SSLError
from urllib3.exceptions import MaxRetryError, NewConnectionError

from feedback.messages.providers import ProviderError, TryLater, Unsure


def without_answer(trouble: RequestException) -> ProviderError:
    """Where no connection was made the text has certainly not gone; where one was, nobody knows."""
    reason = trouble.args[0] if isinstance(trouble, NoConnection) and trouble.args else None
    refused = isinstance(reason, MaxRetryError) and isinstance(reason.reason, NewConnectionError)
    if refused or isinstance(trouble, ConnectTimeout | ProxyError):
        return TryLater("not reached")
    if isinstance(trouble, SSLError):
        return TryLater("no safe connection", maybe_taken=True)
    return Unsure("no answer")
