"""python -m publisher"""

import sys

try:
    from publisher.cli import main

    main(prog_name="publisher")
except KeyboardInterrupt:  # before the command line could take care of it
    sys.exit(130)
