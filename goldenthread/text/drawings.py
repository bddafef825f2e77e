"""What a drawing (SVG) holds besides what it draws: whatever could run, fetch, move or tell of its author.

A browser runs an SVG as it runs a page. So only what draws is allowed, by a list: elements, attributes, and
of addresses none but #id and a picture that is in the file. Read by an XML parser that follows no entity and
asks no other place. Must not know where the drawing stands.

In: the bytes of a drawing. Out: its text, its metadata and what is not on the list, said in our own words.

    >>> of_drawing(b"<svg xmlns='http://www.w3.org/2000/svg'><set attributeName='x'/></svg>").code[0]
    'a movement'
"""

import base64
import re
from collections.abc import Iterator

from lxml import etree

from goldenthread.text.html import Element
from goldenthread.text.pictures import WHO, Inside, of_picture

SCRIPT, ELSEWHERE = "a script", "something from elsewhere"
INSTRUCTIONS = "instructions to the program that opens it"
ODD = "something that does not draw"
INSTEAD_OF_DRAWING = {"script": SCRIPT, "foreignobject": "a page of its own", "set": "a movement"}

XLINK, XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"
DRAWN_IN = frozenset({"http://www.w3.org/2000/svg", ""})
OF_EDITORS = re.compile(
    r"http://(www\.w3\.org/1999/02/22-rdf-syntax-ns#|creativecommons\.org/|web\.resource\.org/cc/"
    r"|purl\.org/dc/|sodipodi\.|www\.inkscape\.org/|ns\.adobe\.com/|www\.bohemiancoding\.com/)|adobe:ns:"
)
"""In these a drawing program notes what it wants to know again; no browser looks at it."""

ELEMENTS = frozenset(
    """
    svg g defs symbol use switch a title desc metadata style path rect circle ellipse line polyline
    polygon image text tspan textPath linearGradient radialGradient stop pattern clipPath mask marker
    filter view feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
    feImage feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
    feTurbulence
    """.split()
)
WORDS = re.compile(r"id|class|role|lang|target|data-[\w.-]+|aria-\w+")
"""Attributes in which words may stand."""
ATTRIBUTES = frozenset(
    """
    style d x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy z width height points pathLength viewBox version
    baseProfile preserveAspectRatio transform transform-origin rotate textLength lengthAdjust startOffset
    method side spacing offset gradientUnits gradientTransform spreadMethod patternUnits
    patternContentUnits patternTransform clipPathUnits maskUnits maskContentUnits markerUnits markerWidth
    markerHeight refX refY orient filterUnits primitiveUnits filterRes in in2 result mode type values
    operator k1 k2 k3 k4 order kernelMatrix kernelUnitLength divisor bias targetX targetY edgeMode
    preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle azimuth
    elevation pointsAtX pointsAtY pointsAtZ scale xChannelSelector yChannelSelector stdDeviation radius
    baseFrequency numOctaves seed stitchTiles tableValues slope intercept amplitude exponent zoomAndPan
    contentScriptType contentStyleType systemLanguage requiredFeatures requiredExtensions focusable
    tabindex media space enable-background alignment-baseline background background-color baseline-shift
    clip clip-path clip-rule color color-interpolation color-interpolation-filters color-profile
    color-rendering color-scheme cursor direction display dominant-baseline fill fill-opacity fill-rule filter
    flood-color flood-opacity font font-family font-feature-settings font-kerning font-size
    font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
    glyph-orientation-vertical image-rendering isolation kerning letter-spacing lighting-color line-height
    marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
    pointer-events shape-rendering solid-color solid-opacity stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-align text-anchor text-decoration text-indent text-orientation text-rendering
    unicode-bidi vector-effect visibility white-space word-spacing writing-mode
    """.split()
)
FUNCTIONS = frozenset(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix icc-color light-dark var calc min max clamp
    matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate skew skewx
    skewy blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia circle
    ellipse inset polygon path cubic-bezier steps not is where has nth-child nth-of-type
    """.split()
)
CALLED = re.compile(r"([\w-]*)\((\s*(['\"]?)#[\w.:-]+\3\s*\))?")
"""A function of a style, and what follows it where that is an #id."""
WITHIN = re.compile(r"#[^\s<>\"']*")
PICTURE_WITHIN = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]*)", re.IGNORECASE)
OTHERWISE_WRITTEN = re.compile(rb"[^>]*encoding\s*=\s*['\"](?!utf-8['\"]|us-ascii['\"])", re.IGNORECASE)


def safe_xml(raw: bytes) -> tuple[Element, bool]:
    """Read XML without following an entity or asking another place.

    Args:
        raw: A whole file, in UTF-8.

    Returns:
        Its root, and whether it holds instructions to the program that reads it.

    Raises:
        etree.XMLSyntaxError: It is no XML.
        ValueError: It is not in UTF-8, or says that it is not.
    """
    raw.decode("utf-8")
    if OTHERWISE_WRITTEN.match(raw):  # every other program must read what is read here
        raise ValueError
    parser = etree.XMLParser(encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(raw, parser)
    tree = root.getroottree()
    instructs = tree.docinfo.internalDTD is not None or bool(tree.xpath("//processing-instruction()"))
    return root, instructs


def of_drawing(raw: bytes) -> Inside:
    """Find what a drawing holds besides what it draws.

    Args:
        raw: A file of SVG.

    Returns:
        What was found; its text is that of the whole file, line by line.

    Raises:
        ValueError: It cannot be read, or a picture in it cannot. So does whatever Pillow or lxml raise.
    """
    text = raw.decode("utf-8-sig")
    root, instructs = safe_xml(raw)
    if instructs:
        return Inside(text, code=(INSTRUCTIONS,))
    hidden: list[str] = []
    code: list[str] = []
    for element in root.iter(etree.Element):
        space, tag = _name(element.tag)
        if OF_EDITORS.match(space) or tag == "metadata":
            hidden.append(WHO)
            continue
        if space not in DRAWN_IN or tag not in ELEMENTS:
            kind = "set" if tag.startswith("animate") else tag.lower()
            code.append(INSTEAD_OF_DRAWING.get(kind, ODD))
        if tag == "style":
            code += _style("".join(element.itertext()))
        for name, value in element.attrib.items():
            where, name = _name(name)
            if where not in (XLINK, XML, *DRAWN_IN):
                hidden.append(WHO)
            elif found := PICTURE_WITHIN.fullmatch(value.strip()) if name == "href" else None:
                hidden += of_picture(base64.b64decode(found[1])).hidden
            else:
                code += _attribute(where, name, value)
    return Inside(text, tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(code)))


def _name(name: str | bytes | bytearray | etree.QName) -> tuple[str, str]:
    """Return the namespace and the name in it."""
    space, _, local = str(name).rpartition("}")
    return space.removeprefix("{"), local


def _attribute(where: str, name: str, value: str) -> Iterator[str]:
    if name == "href":
        if not WITHIN.fullmatch(value.strip()):
            leads = re.sub(r"[\x00-\x20]", "", value).lower()
            yield SCRIPT if leads.startswith(("javascript:", "data:", "vbscript:")) else ELSEWHERE
    elif where == XML:
        if name not in ("space", "lang", "id"):
            yield ELSEWHERE
    elif where == XLINK or WORDS.fullmatch(name):
        pass
    elif name not in ATTRIBUTES:
        yield SCRIPT if name.lower().startswith("on") else ODD
    else:
        yield from _style(value)


def _style(text: str) -> Iterator[str]:
    """Go through what a style would fetch. A sign of CSS that is written as a number hides what it says."""
    for call in CALLED.finditer(text):
        name = call[1].lower()
        if name and name not in FUNCTIONS and not (name == "url" and call[2]):
            yield ELSEWHERE
    if "\\" in text or re.search(r"@(?!media\b)", text, re.IGNORECASE):
        yield ELSEWHERE
