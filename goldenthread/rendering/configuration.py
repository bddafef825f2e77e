"""How a site has its Markdown read: the extensions of `mkdocs.yml`, set up as MkDocs sets them up.

Must not know a page, nor MkDocs: `markdown_extensions` is read from the file, with what MkDocs adds to every
site.

In: the project's folder. Out: the extensions by name, in their order, and the settings of each.

    >>> configured(["attr_list", {"toc": {"permalink": True}}]).extensions
    ('toc', 'tables', 'fenced_code', 'attr_list')
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from pkgutil import iter_modules, resolve_name
from typing import Any

import yaml
from markdown import Markdown, extensions

FILE = "mkdocs.yml"
ALWAYS = ("toc", "tables", "fenced_code")
"""What MkDocs loads for every site."""
READS_FILES = frozenset({"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"})
"""Extensions known here that read files, so that their result depends on more than the text."""
OURS = "goldenthread.rendering.extension"
KNOWN = frozenset(module.name for module in iter_modules(extensions.__path__))
"""What comes with Python-Markdown."""


class _Loader(yaml.SafeLoader):
    """Reads YAML that may name a function (`!!python/name:`), as `mkdocs.yml` does."""


_Loader.add_multi_constructor(
    "tag:yaml.org,2002:python/name:", lambda _loader, name, _node: resolve_name(name)
)
_Loader.add_multi_constructor("!", lambda _loader, _tag, _node: None)


@dataclass(frozen=True)
class Configuration:
    """Extensions of Python-Markdown, and the settings of each."""

    extensions: tuple[str, ...]
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)

    def without_permalinks(self) -> "Configuration":
        """Return the same without a link at each heading, for pages that nobody should link to."""
        return replace(self, settings={**self.settings, "toc": {}})

    def renderer(self) -> Markdown:
        """Make Python-Markdown ready. Raises what an extension raises that cannot be loaded."""
        settings = {name: dict(values) for name, values in self.settings.items()}
        return Markdown(extensions=list(self.extensions), extension_configs=settings)

    @property
    def is_pure(self) -> bool:
        """Whether the HTML of a text depends on the text and these settings alone.

        An extension that is not known here may read a file, or the clock, so it does not count as pure.
        """
        return all(
            name == OURS or name in KNOWN or (name.startswith("pymdownx.") and name not in READS_FILES)
            for name in self.extensions
        )

    @property
    def fingerprint(self) -> str:
        """A text that differs wherever any setting differs, and is the same in every run."""
        return json.dumps([self.extensions, self.settings], default=_name, sort_keys=True)


def configured(entries: Iterable[str | Mapping[str, Any]]) -> Configuration:
    """Set up what `markdown_extensions` names: each entry a name, or a name with settings."""
    named: dict[str, Mapping[str, Any]] = {}
    for entry in entries:
        named |= (
            {entry: {}} if isinstance(entry, str) else {name: given or {} for name, given in entry.items()}
        )
    names = tuple(dict.fromkeys((*ALWAYS, *named)))
    return Configuration(names, {name: given for name, given in named.items() if given})


def configuration(root: Path) -> Configuration:
    """Read how a site has its Markdown read.

    Args:
        root: The project's folder, in which `mkdocs.yml` stands.

    Returns:
        The extensions in their order, and the settings of each.
    """
    text = (root / FILE).read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=_Loader).get("markdown_extensions") or ()
    if isinstance(entries, Mapping):
        entries = [{name: given} for name, given in entries.items()]
    return configured(entries)


def _name(value: object) -> str:
    return f"{getattr(value, '__module__', '')}.{getattr(value, '__qualname__', value)}"
