"""Remarks about wording, for the editor to weigh: none of them stops a pull request.

Lengths follow the forms in use (a briefing is read aloud in a meeting, a bookmark fits a strip of paper);
sentence length follows GOV.UK's content guidance. Must not know what is right in safeguarding.

In: the texts of pages. Out: what may be hard to read: a link that says "click here".
"""

import re
from collections.abc import Iterator

from goldenthread.manual.learning_records import LearningRecord
from goldenthread.manual.page_records import Briefing, Guide
from goldenthread.manual.visible_text import paragraphs
from goldenthread.rules.rule import Found, Look, on, rule
from goldenthread.text.problems import Grade, Promise
from goldenthread.text.scanner import DO_NOW

BRIEFING_WORDS, GUIDE_WORDS, BOOKMARK_WORDS = 750, 300, 60
"""The most words on both sides of A4, on one side, and on a strip of it: `test_print.py` prints them."""
SENTENCE_WORDS = 30
SECTIONS = 7

PARAGRAPHS_WORDS = 150
"""So many words are read without a heading."""
NUMBERED = re.compile(r"(?:\d+\s+)*(?:\d{1,3}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?)\s+\S")
COUNTED = re.compile(r"\d{1,2}:?\s+[A-Z]")
"""What is a section's number where more than one heading begins so."""
PAGE_NUMBER = re.compile(r"\bpage \d+ of \d+\b", re.IGNORECASE)
NO_WORDS = re.compile(r"!\[(?:\s*|image ?\d*|[\w-]+\.(?:png|jpe?g|gif|svg|webp))\][\[(]", re.IGNORECASE)

SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\|")

EMPTY_TEXTS = {"here", "click here", "this link", "link", "read more", "more", "this page", "this"}
ABBREVIATION = re.compile(r"(?<![\w/.@-])[A-Z]{2,6}(?=s?(?![\w/@-]))")
NO_ABBREVIATION = frozenset(
    {"NOT", "AND", "OR", "NO", "DO", "YES", "MUST", "ALL", "ANY", "NEVER", "ALWAYS", "ONLY"}
)
"""Words that are written in capitals to stress them, and are no abbreviations."""
SHOUTED = re.compile(r"\b[A-Z]{2,}(?: [A-Z]{2,})+\b")
NUMERAL = re.compile(r"[IVX]+")

MUST = re.compile(r"\bmust\b", re.IGNORECASE)

INSTEAD = {
    "did not attend": "was not brought",
    "dna": "was not brought",
    "failed to attend": "was not brought",
    "failed to engage": "we did not find a way to work with them",
    "did not engage": "we did not find a way to work with them",
    "disengaged": "stopped coming",
    "hard to reach": "that we have not reached",
    "non-compliant": "does not agree with the plan",
    "attention seeking": "asking for help",
    "attention-seeking": "asking for help",
    "promiscuous": "at risk of sexual harm",
    "child prostitute": "child who was sexually exploited",
    "child pornography": "images of child sexual abuse",
    "lifestyle choice": "what somebody made the child do",
    "put themselves at risk": "was at risk",
    "committed suicide": "died by suicide",
    "broken home": "parents who live apart",
    "absconded": "went missing",
}
"""Words that blame a child or a family, and what to write instead."""
BLAME = re.compile(rf"\b({'|'.join(map(re.escape, INSTEAD))})\b", re.IGNORECASE)


@rule("length", Grade.LOOK, Promise.IN_A_HURRY)
def length(look: Look) -> Iterator[Found]:
    """A briefing, a guide and a bookmark are short enough for what they are for."""
    for page in look.manual.taught():
        most = BRIEFING_WORDS if isinstance(page.record, Briefing) else GUIDE_WORDS
        count = page.body.word_count
        if count > most:
            wrong = f"This is about {count} words long; a {page.record.noun} has at most {most}."
            yield Found(page.file, page.body.first_line, wrong, "Shorten it, or link to the procedure.")
        if isinstance(page.record, Guide) and (count := len(page.record.bookmark.split())) > BOOKMARK_WORDS:
            wrong = f"The bookmark has {count} words; at most {BOOKMARK_WORDS} fit."
            yield on(page, "bookmark", wrong=wrong, do="Shorten it to what to remember and what to do.")


@rule("seven-sections", Grade.LOOK, Promise.IN_A_HURRY)
def seven_sections(look: Look) -> Iterator[Found]:
    """A 7-minute briefing has seven sections, the questions for the team last."""
    for page in look.manual.briefings.values():
        sections = [heading for heading in page.body.headings if heading.level == 2]
        if len(sections) != SECTIONS:
            wrong = f"This briefing has {len(sections)} sections (##)."
            yield Found(page.file, page.body.first_line, wrong, f"Bring it to {SECTIONS}.")
        elif "question" not in sections[-1].text.lower():
            do = "End with the questions for the team."
            yield Found(page.file, sections[-1].line, "The last section holds no questions.", do)


@rule("long-sentence", Grade.LOOK, Promise.EVERYBODY)
def long_sentence(look: Look) -> Iterator[Found]:
    """No sentence is longer than 30 words."""
    for page, line, text in look.passages:
        for sentence in SENTENCE_END.split(text):
            count = len(sentence.split())
            if count > SENTENCE_WORDS:
                wrong = f"A sentence here has {count} words."
                yield Found(page.file, line, wrong, "Make two of it, or a list.")


@rule("click-here", Grade.LOOK, Promise.EVERYBODY)
def click_here(look: Look) -> Iterator[Found]:
    """The words of a link say what it leads to (WCAG 2.2, 2.4.4)."""
    for page in look.manual.pages():
        for link in page.body.links:
            if link.text.lower() in EMPTY_TEXTS:
                wrong = f'A link reads "{link.text}".'
                yield Found(page.file, link.line, wrong, "Write what the reader finds there.")


@rule("must-cited", Grade.LOOK, Promise.CITED)
def must_cited(look: Look) -> Iterator[Found]:
    """A must is law, or statutory guidance that says must, and is cited beside it."""
    for page in look.manual.pages():
        if isinstance(page.record, LearningRecord):
            continue
        for line, text in paragraphs(page):
            if MUST.search(text) and "cite(" not in text:
                do = 'Add {{ cite("…") }} with the law beside it, or write should.'
                yield Found(page.file, line, "A must stands without a citation.", do)


@rule("blame", Grade.LOOK, Promise.NOBODY)
def blame(look: Look) -> Iterator[Found]:
    """No words blame a child or a family."""
    for page, line, text in look.passages:
        for found in BLAME.finditer(text):
            do = f'Write "{INSTEAD[found[0].lower()]}", or what happened.'
            yield Found(page.file, line, f'"{found[0]}" puts blame.', do)


@rule("abbreviation", Grade.LOOK, Promise.EVERYBODY)
def abbreviation(look: Look) -> Iterator[Found]:
    """Every abbreviation stands in the glossary, where readers find what it means.

    Find two to six capitals that the glossary lacks: once a page, and not in headings or code.
    """
    if "glossary" in look.manual.data.unread:
        return
    known = {word for term in look.manual.data.glossary for word in re.findall(r"\w+", term.term)}
    told = set[tuple[str, str]]()
    for page, line, text in look.passages:
        if text == page.record.title:
            continue
        loud = SHOUTED.sub(lambda some: some[0] if known & set(some[0].split()) else "", text)
        for letters in ABBREVIATION.findall(loud):
            if letters in known | NO_ABBREVIATION or NUMERAL.fullmatch(letters):
                continue
            if (page.file, letters) in told:
                continue
            told.add((page.file, letters))
            wrong = f'The glossary lacks "{letters}".'
            do = (
                "Write the words out, or add it to data/glossary.yml with what it stands for and means "
                "(and plain: true if nobody needs it explained)."
            )
            yield Found(page.file, line, wrong, do)


@rule("no-heading", Grade.LOOK, Promise.IN_A_HURRY)
def no_heading(look: Look) -> Iterator[Found]:
    """A page that takes a minute to read has headings, and a procedure begins with what to do now."""
    for page in look.manual.pages():
        if page.body.word_count <= PARAGRAPHS_WORDS or getattr(page.record, "withdrawn", None):
            continue
        if not page.body.headings:
            do = "Write ## and a few words above each part, such as: ## When to use this."
            yield Found(page.file, page.body.first_line, "This page has no heading.", do)
        elif getattr(page.record, "kind", "") == "procedure" and DO_NOW not in page.anchors:
            wrong = "This procedure does not say what to do now."
            do = "Put the heading ## Do this now first, and below it at most five steps."
            yield Found(page.file, page.body.first_line, wrong, do)


@rule("heading-number", Grade.LOOK, Promise.ADDRESSES)
def heading_number(look: Look) -> Iterator[Found]:
    """No number is typed into a heading: the page numbers its sections by itself."""
    for page in look.manual.pages():
        counted = [heading for heading in page.body.headings if COUNTED.match(heading.text)]
        for heading in page.body.headings:
            if NUMBERED.match(heading.text) or (len(counted) > 1 and heading in counted):
                do = "Leave the number out: it would stand there twice, and be wrong once a section moves."
                yield Found(page.file, heading.line, "A number is typed into this heading.", do)


@rule("page-number", Grade.LOOK, Promise.SHOWN)
def page_number(look: Look) -> Iterator[Found]:
    """Nothing counts the pages of a document that this was copied from."""
    for page, line, text in look.passages:
        if PAGE_NUMBER.search(text):
            yield Found(page.file, line, "A page number of another document stands here.", "Take it out.")


@rule("picture-words", Grade.LOOK, Promise.EVERYBODY)
def picture_words(look: Look) -> Iterator[Found]:
    """Every picture says in words what it shows (WCAG 2.2, 1.1.1)."""
    for page in look.manual.pages():
        for number, line in enumerate(page.body.prose.split("\n"), page.body.first_line):
            if NO_WORDS.search(line):
                do = "Write what it shows between [ and ]: ![A map of the three areas](…)."
                yield Found(page.file, number, "A picture stands here without words.", do)
