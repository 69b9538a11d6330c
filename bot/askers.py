"""Who asks, as a model's provider may be told: the same person each time, and nobody in particular."""

import hashlib
import hmac

ASKERS = "askers"
"""The name of the key; it stays in the database of this installation, so nobody else can hash alike."""


def hash_asker(key: bytes, user: int) -> str:
    """Return 64 characters for a user that lead back to nobody without the key.

    A bare hash would not do: every user id that there is can be tried.
    """
    return hmac.digest(key, str(user).encode(), hashlib.sha256).hex()
