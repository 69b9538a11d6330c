"""Who asks, without saying who: the same person each time, and nobody in particular."""

import hashlib
import hmac

ASKERS = "askers"
"""The name of the key; it stays in the database of this installation, so nobody else can hash alike."""


def hash_asker(key: bytes, user: int) -> str:
    """Return 64 characters for a user that lead back to nobody without the key.

    A bare hash would not do: every user id that there is can be tried.
    """
    return hmac.digest(key, str(user).encode(), hashlib.sha256).hex()


FORGOTTEN = "forgotten askers"
"""The name of the key for the numbers of who is not kept."""

NOBODY = 0
"""Who asked, where not even a number is kept any more."""


def stand_in(key: bytes, user: int) -> int:
    """Return a number below 0 for a user whose id is not kept: limits count by it, for a day.

    Else whoever deletes what is kept of them could ask without end.
    """
    digest = hmac.digest(key, str(user).encode(), hashlib.sha256)
    return -1 - int.from_bytes(digest[:7], "big")
