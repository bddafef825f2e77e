"""What `python -m goldenthread` runs: the commands of `cli`."""

from goldenthread.cli import main

raise SystemExit(main())
