"""A child process that is killed while it works."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable


def killed_child(work: Callable[[int], None], lines: int, wait: float) -> list[str]:
    """Let a forked child acknowledge some lines, wait a moment more, kill it with SIGKILL; every whole line it wrote.

    work   what the child does; it writes its lines to the file descriptor it is handed
    lines  how many are awaited; wait: seconds after the last of them
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            work(writer)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        read = [pipe.readline() for _ in range(lines)]
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        read += pipe.readlines()
    return [line.strip() for line in read if line.endswith("\n")]
