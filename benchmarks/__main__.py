"""`python -m benchmarks [--quick] [--only NAME,…] [--json FILE] [--write-docs]`."""

import sys

from benchmarks.runs import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
