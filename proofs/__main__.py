"""`python -m proofs [--quick | --ci | --release] [--only F1,F12] [--seed N] [--json FILE]`."""

import sys

from proofs.runs import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
