"""What `python -m goldenthread` runs: the commands of `cli`."""

import sys

from goldenthread.cli import main

sys.exit(main())
