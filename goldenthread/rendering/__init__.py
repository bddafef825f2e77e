"""From a page's text to its HTML, contents and anchors: how the site has its Markdown read (`configuration`),
what only this manual knows (`extension`), one page (`renderer`), and what was rendered before (`memory`).
"""
