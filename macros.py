"""The words an author can use in a page, such as {{ procedure("neglect") }}: adapters, nothing more.

MkDocs reads this file through mkdocs-macros-plugin; checks and the staged copy read it through
`goldenthread.pages.words.vocabulary`. What a word does stands in `goldenthread/pages/words.py`.
"""

from goldenthread.pages.words import Words, expand


def define_env(env):
    """Offer each word to the pages. As long as the list is, for it is nothing else."""

    def words() -> Words:
        return Words(env.conf["manual"], env.page.file.src_uri, env.conf["today"])

    @env.macro
    def procedure(place: str, text: str = "") -> str:
        return words().procedure(place, text)

    @env.macro
    def briefing(address: str, text: str = "") -> str:
        return words().briefing(address, text)

    @env.macro
    def guide(address: str, text: str = "") -> str:
        return words().guide(address, text)

    @env.macro
    def record(address: str, text: str = "") -> str:
        return words().record(address, text)

    @env.macro
    def action(ref: str, text: str = "") -> str:
        return words().action(ref, text)

    @env.macro
    def contact(name: str, text: str = "") -> str:
        return words().contact(name, text)

    @env.macro
    def cite(name: str, at: str = "") -> str:
        return words().cite(name, at)

    @env.macro
    def what_changed(procedure: str = "", audience: str = "", record: str = "") -> str:
        return words().what_changed(procedure, audience, record)

    @env.macro
    def changed_between(first: str, last: str) -> str:
        return words().changed_between(first, last)

    @env.macro
    def flowchart(title: str) -> str:
        return words().flowchart(title)


def on_pre_page_macros(env):
    """Expand the words. The plugin compiles no page as a template: that took a third of a build."""
    env.markdown = expand(env.markdown, env.macros)
