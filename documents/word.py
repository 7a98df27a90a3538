"""Fills a Word template with words, and says of a template what in it cannot be filled. Code in it never runs."""

import io
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from documents.word_direction import set_directions
from documents.word_package import NOT_WORD, NotUsable, check_package

Words = Mapping[str, Any]

_FILTERS = frozenset({"upper", "lower", "title", "capitalize", "trim", "length"})
_SAFE = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Const),
    *(nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)
_HAS_CODE = "It has code in it. A template may name fields, repeat rows (for) and choose (if), and nothing else."
_MOST_TEXT = 400_000  # characters of mark-up; the built-in templates have 30,000
_MOST_FIELDS = 2_000
_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOP = {"index": 1, "first": True, "last": True}
_ABSENT = object()


def fill(template: bytes, words: Words) -> bytes:
    """The document with every field filled; a line break in a text stays one. `NotUsable` where it cannot be filled.

    Takes up to half a second, so not inside a transaction and not on the event loop.
    """
    made = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(_clean(words), jinja_env=_sandbox())
        set_directions(document.docx.element.body)
        document.save(made)
    except TemplateError as error:
        raise NotUsable([f"A field of the template cannot be filled: {error.message}."]) from error
    except Exception as error:  # whatever a file of somebody else breaks, the person is told and nothing else happens
        raise NotUsable([NOT_WORD]) from error
    return made.getvalue()


def check(template: bytes, sample: Words, required: Collection[str]) -> None:
    """`NotUsable` with everything that keeps this file from being a template for these words."""
    check_package(template)
    try:
        parsed = [_sandbox().parse(source) for source in _sources(template)]
    except NotUsable:
        raise
    except TemplateSyntaxError as error:
        raise NotUsable([f"A field is not written as it has to be: {error.message}."]) from error
    except Exception as error:  # as above
        raise NotUsable([NOT_WORD]) from error
    faults = [*_code(parsed), *_unknown_fields(parsed, sample), *_lacking(parsed, required)]
    if faults:
        raise NotUsable(faults)
    fill(template, sample)


def _sandbox() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _clean(words: Any) -> Any:
    """The words without the signs that no XML can hold: some phones send them, nobody sees them."""
    if isinstance(words, str):
        return _NOT_IN_XML.sub("", words.replace("\r\n", "\n"))
    if isinstance(words, Mapping):
        return {name: _clean(each) for name, each in words.items()}
    return [_clean(each) for each in words] if isinstance(words, list | tuple) else words


def _sources(template: bytes) -> list[str]:
    """Everything of a document that is read for fields: its text, headers, footers, footnotes and properties."""
    document = DocxTemplate(io.BytesIO(template))
    document.render_init()
    marked_up = [document.get_xml()]
    for kind in (document.HEADER_URI, document.FOOTER_URI):
        marked_up += [document.get_part_xml(part) for _, part in document.get_headers_footers(kind)]
    parts = document.docx.part.package.iter_parts()
    marked_up += [part.blob.decode() for part in parts if part.content_type.endswith("footnotes+xml")]
    _check_length(marked_up)
    properties = document.docx.core_properties
    named = ("author", "comments", "identifier", "language", "subject", "title")
    return [*map(document.patch_xml, marked_up), *(str(getattr(properties, name)) for name in named)]


def _check_length(texts: Collection[str]) -> None:
    """docxtpl's patterns take ever longer the more there is to look at, and longest where a field is left open."""
    opened, closed = (sum(text.count(sign) for text in texts) for sign in "{}")
    if sum(map(len, texts)) > _MOST_TEXT or opened > 2 * _MOST_FIELDS:
        raise NotUsable(["It has far more text or fields than a template needs."])
    if opened != closed:
        raise NotUsable(["A field is not written as it has to be: a brace is opened or closed too often."])


def _code(parsed: Collection[nodes.Template]) -> list[str]:
    found = any(_is_code(node) for tree in parsed for node in _all(tree))
    found = found or any(_depth(tree) > 1 for tree in parsed)  # no field needs rows within rows
    return [
        "It has code in it. A template may name fields, repeat rows (for) and choose (if), and nothing else."
    ] * found


def _is_code(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name not in _FILTERS or bool(node.args or node.kwargs)
    if isinstance(node, nodes.For):
        return not isinstance(node.target, nodes.Name) or node.recursive
    if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
        return True
    return not isinstance(node, _SAFE)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _depth(node: nodes.Node) -> int:
    return isinstance(node, nodes.For) + max(map(_depth, node.iter_child_nodes()), default=0)


def _unknown_fields(parsed: Collection[nodes.Template], sample: Words) -> list[str]:
    unknown = dict.fromkeys(name for tree in parsed for name in _unknown(tree, sample))
    return [f"It names fields that there are not: {', '.join(unknown)}."] if unknown else []


def _lacking(parsed: Collection[nodes.Template], required: Collection[str]) -> Iterator[str]:
    named = {node.name for tree in parsed for node in tree.find_all(nodes.Name)}
    for name in required:
        if name not in named:
            yield f"It lacks the field {name}: write {{{{ {name} }}}} where it shall stand."


def _unknown(node: nodes.Node, known: Words) -> Iterator[str]:
    """The fields that a part of a template names and these words do not have, whether or not it would be reached."""
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        yield from _unknown(node.iter, known)
        rows = _value(node.iter, known)
        row = rows[0] if isinstance(rows, list) and rows else _ABSENT
        inside = {**known, node.target.name: row, "loop": _LOOP}
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            yield from _unknown(child, inside)
    elif isinstance(node, nodes.Name | nodes.Getattr):
        if _value(node, known) is _ABSENT:
            yield _dotted(node)
    else:
        for child in node.iter_child_nodes():
            yield from _unknown(child, known)


def _value(node: nodes.Node, known: Words) -> Any:
    if isinstance(node, nodes.Name):
        return known.get(node.name, _ABSENT)
    if isinstance(node, nodes.Getattr):
        holder = _value(node.node, known)
        return holder.get(node.attr, _ABSENT) if isinstance(holder, Mapping) else _ABSENT
    return _ABSENT


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
