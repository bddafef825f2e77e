"""From a page's text to its HTML, contents and anchors."""
