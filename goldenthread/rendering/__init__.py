"""From a page's text to its HTML, contents and anchors.

The modules: how the site has its Markdown read (`configuration`), what only this manual knows (`extension`),
one page (`renderer`), a page for another generator (`final_page`), and what was rendered before (`memory`).
In: pages in their frames. Out: HTML. Must not know what the rules say, nor MkDocs.
"""
