"""python -m publisher"""

import signal
import sys


def run() -> None:
    """The command `publisher`. Signals count from the start, while its modules are still being imported."""
    try:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)  # Windows has no SIGHUP; nohup has it ignored
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, signal.default_int_handler)
        from publisher.cli import main

        main(prog_name="publisher")
    except KeyboardInterrupt:  # before the command line could take care of it
        sys.exit(130)


if __name__ == "__main__":
    run()
