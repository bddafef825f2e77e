"""What was worked out once, remembered between builds, in a folder that may be deleted at any time.

What a memory depends on is part of its name, so that it is never wrong. Knows nothing of what it holds,
and never fails: without memory a build only takes longer.
"""

import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Memory:
    """Texts by name, as they were worked out under one version of everything that they depend on."""

    folder: Path
    under: str
    used: set[str] = field(default_factory=set)

    def recall(self, name: str) -> dict[str, Any]:
        """Give what was kept under a name; empty where nothing was."""
        self.leave(name)
        try:
            found = json.loads((self.folder / self.under / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def leave(self, name: str) -> None:
        """Leave what was kept under a name as it is, without looking at it."""
        self.used.add(f"{name}.json")

    def keep(self, name: str, what: dict[str, Any]) -> None:
        """Keep something under a name, or not, where the disk does not want to."""
        self.leave(name)
        file = self.folder / self.under / f"{name}.json"
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=file.parent, suffix=".part", delete=False
            ) as part:
                json.dump(what, part, ensure_ascii=False, separators=(",", ":"))
            os.replace(part.name, file)

    def forget_the_rest(self) -> None:
        """Forget what was neither recalled nor kept: a text that was taken out of Git must not live on."""
        with contextlib.suppress(OSError):
            for other in self.folder.iterdir():
                if other.name != self.under:
                    shutil.rmtree(other, ignore_errors=True)
            for file in (self.folder / self.under).iterdir():
                if file.name not in self.used:
                    file.unlink()
