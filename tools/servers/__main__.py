"""`python -m tools.servers [NAME...]` fetches what is missing; `python -m tools.servers run NAME FOLDER` runs one."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from tools.servers import SERVERS, ServerError

ENDING = {signal.SIGINT, signal.SIGTERM}


def main(arguments: list[str]) -> int:
    """0 when every server can be had, or the one that ran was interrupted."""
    if arguments[:1] == ["run"]:
        with SERVERS[arguments[1]](Path(arguments[2])) as server:
            print(
                f"{server.name} answers at {server.url} (user {server.user or '-'}, password {server.password or '-'})"
            )
            # Only now: what is blocked before a process starts is blocked in it too.
            signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
            signal.sigwait(ENDING)
        return 0
    missing = 0
    for name in arguments or SERVERS:
        try:
            print(f"ok    {name:10} {SERVERS[name].fetch()}")
        except ServerError as error:
            missing += 1
            print(f"FAULT {name:10} {error}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
