"""One renderer: as `mkdocs.yml` sets it up, pure, with links that lead where MkDocs would lead them."""

import markdown
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from goldenthread.pages.frame import frame
from goldenthread.rendering.configuration import configuration, configured
from goldenthread.rendering.renderer import MarkdownReader, published_target, render
from tests.conftest import ROOT
from tests.engine.small_manual import TODAY, manual_of

SETTINGS = configuration(ROOT)


def with_extension(tmp_path, *lines):
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    added = "\n".join(["markdown_extensions:", *(f"  {line}" for line in lines)])
    (tmp_path / "mkdocs.yml").write_text(text.replace("markdown_extensions:", added), encoding="utf-8")
    return configuration(tmp_path)


def test_the_settings_are_those_that_mkdocs_would_use():
    config = load_config(str(ROOT / "mkdocs.yml"))
    assert list(SETTINGS.extensions) == config["markdown_extensions"]
    assert SETTINGS.settings == config["mdx_configs"]


@pytest.mark.parametrize(
    ("lines", "text", "made"),
    [
        (["- footnotes"], "Said.[^1]\n\n[^1]: There.", 'class="footnote"'),
        (["- pymdownx.tasklist"], "- [ ] To do", 'type="checkbox"'),
        (["- pymdownx.tasklist:", "    custom_checkbox: true"], "- [ ] To do", "task-list-indicator"),
        (["- pymdownx.magiclink"], "See https://example.org/", '<a href="https://example.org/">'),
    ],
)
def test_an_extension_that_is_added_takes_effect(tmp_path, lines, text, made):
    assert made not in render(SETTINGS, text, "a.md").html
    assert made in render(with_extension(tmp_path, *lines), text, "a.md").html


def test_a_setting_that_names_a_function_is_that_function(tmp_path):
    settings = with_extension(
        tmp_path,
        "- pymdownx.emoji:",
        "    emoji_index: !!python/name:pymdownx.emoji.twemoji",
        "    emoji_generator: !!python/name:pymdownx.emoji.to_alt",
    )
    assert "\N{SMILING FACE WITH OPEN MOUTH AND SMILING EYES}" in render(settings, ":smile:", "a.md").html
    assert "pymdownx.emoji.to_alt" in settings.fingerprint


def test_settings_may_be_written_as_a_mapping(tmp_path):
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions: {attr_list: , toc: {permalink: true}}\n")
    assert configuration(tmp_path) == configured(["attr_list", {"toc": {"permalink": True}}])


@pytest.mark.parametrize(
    ("names", "is_pure"),
    [
        (["attr_list", "footnotes", "pymdownx.details", "goldenthread.rendering.extension"], True),
        (["pymdownx.snippets"], False),
        (["somebody.elses"], False),
    ],
)
def test_nothing_is_remembered_where_an_extension_may_read_something_else(names, is_pure):
    assert configured(names).is_pure is is_pure


def texts(tmp_path):
    manual, words = manual_of(tmp_path)
    for page in manual.pages():
        yield page, frame(manual, page, words.expand(page.body.text, page.path), TODAY)


def test_the_same_goes_in_the_same_comes_out_whatever_was_rendered_before(tmp_path):
    all_texts = list(texts(tmp_path))
    alone = [MarkdownReader(SETTINGS).render(text, page.path) for page, text in all_texts]
    one = MarkdownReader(SETTINGS)
    assert [one.render(text, page.path) for page, text in all_texts] == alone
    assert [one.render(text, page.path) for page, text in reversed(all_texts)] == alone[::-1]


def test_contents_and_anchors_are_those_of_the_page():
    page = render(SETTINGS, "## One *word*\n\n### Below {: #own }\n\n## Two\n\n<div id='raw'>x</div>", "a.md")
    assert [(entry.name, entry.id, entry.level) for entry in page.contents] == [
        ("One word", "one-word", 2),
        ("Two", "two", 2),
    ]
    assert page.contents[0].children[0].id == "own"
    assert page.anchors == ("one-word", "own", "raw", "two")


def rendered_by_mkdocs(config, files, path, text):
    page = Page(None, files.get_file_from_path(path), config)
    page.markdown = text
    page.render(config, files)
    return page


@pytest.fixture(scope="module")
def mkdocs_site():
    config = load_config(str(ROOT / "mkdocs.yml"))
    paths = ("index.md", "contacts.md", "procedures/neglect.md", "procedures/index.md", "a/b/c d.md")
    paths += (
        "briefings/learning/audit-2024.md",
        "assets/form.pdf",
        "assets/odd (1).png",
        "assets/picture.svg",
    )
    return config, Files([File(path, "docs", "site", use_directory_urls=True) for path in paths])


TARGETS = (
    "neglect.md",
    "../index.md",
    "../contacts.md#lado",
    "index.md?find=x#y",
    "#here",
    "../a/b/c%20d.md",
    "../assets/form.pdf",
    "../assets/odd%20(1).png",
    "https://example.org/a.md",
    "mailto:a@example.org",
    "tel:999",
    "//example.org/a.md",
)


@pytest.mark.parametrize("here", ["procedures/neglect.md", "procedures/index.md"])
def test_links_lead_where_mkdocs_would_have_them_lead(mkdocs_site, here):
    text = "\n\n".join(f"[x](<{target}>) ![y](<{target}>)" for target in TARGETS) + "\n\n<a@example.org>"
    page = rendered_by_mkdocs(*mkdocs_site, here, text)
    assert render(SETTINGS, text, here).html == page.content


def test_a_page_becomes_what_mkdocs_makes_of_it(mkdocs_site, tmp_path):
    manual, words = manual_of(tmp_path)
    page = manual.procedures["neglect"]
    text = words.expand(page.body.text, page.path)
    theirs, ours = rendered_by_mkdocs(*mkdocs_site, page.path, text), render(SETTINGS, text, page.path)
    assert ours.html == theirs.content
    assert [entry.id for entry in ours.contents] == [entry.id for entry in theirs.toc]


@given(st.text(alphabet="a./#?:%&;-\\ \N{GREEK SMALL LETTER ALPHA}md", max_size=30))
def test_whatever_a_link_says_it_ends_well(target):
    assert isinstance(published_target("procedures/neglect.md", target), str)


@hypothesis_settings(deadline=None)
@given(st.text(alphabet="ab #*[](){}<>!|-\n`:=\"'&;1.", max_size=120))
def test_without_a_path_links_stay_and_the_rest_is_pythons_markdown(text):
    settings = {name: dict(values) for name, values in SETTINGS.settings.items()}
    bare = markdown.Markdown(extensions=list(SETTINGS.extensions), extension_configs=settings)
    assert render(SETTINGS, text, None).html == bare.convert(text)
