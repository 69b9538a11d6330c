"""Reading files that people hand over in a process of its own, which cannot stall or take down this one.

Nothing of the file is trusted until it came back as what a reader says of it: the process has bounded memory
and time, none of our environment, and is killed when it takes too long.
"""

from index.apart.bounds import Bounds
from index.apart.process import ReaderProcess, read_apart

__all__ = ["Bounds", "ReaderProcess", "read_apart"]
