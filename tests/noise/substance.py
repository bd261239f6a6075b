"""Changes of substance inside the text of a page, each with the words that a finding has to show."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random

from lxml import etree

from tests.noise.page import HEADINGS, Node, box, outside
from tracker.model import Finding, visible_words


@dataclass(frozen=True, slots=True)
class Made:
    """What a change took from the text and brought into it."""

    gone: str = ""
    come: str = ""


Maker = Callable[[Node, Random], Made | None]


def running_text(page: Node) -> Iterator[tuple[Node, str, str]]:
    """(node, `text` or `tail`, the words) of whatever reads as a sentence."""
    for node in box(page).iter():
        for where in ("text", "tail"):
            words = getattr(node, where) or ""
            host = node if where == "text" else node.getparent()
            if len(words.split()) >= 7 and host.tag not in HEADINGS and not outside(host):
                yield node, where, words


def replaced(pattern: str, by: Callable[[re.Match[str]], str], near: str = "") -> Maker:
    """Change one place where the pattern fits; `near` must stand in the same text."""

    def make(page: Node, draw: Random) -> Made | None:
        found = [
            (node, where, words, match)
            for node, where, words in running_text(page)
            if re.search(near, words, re.IGNORECASE)
            for match in re.finditer(pattern, words)
        ]
        if not found:
            return None
        node, where, words, match = draw.choice(found)
        start, end = match.span()
        new = by(match)
        setattr(node, where, words[:start] + new + words[end:])
        left = " ".join(words[:start].rpartition(". ")[2].split(" ")[-3:])  # "may" alone would be any "may"
        right = " ".join(words[end:].partition(". ")[0].split(" ")[:3])
        return Made(left + match[0] + right, left + new + right)

    return make


def appended(near: str, *sentences: str) -> Maker:
    """Add a sentence to a paragraph that speaks of its matter."""

    def make(page: Node, draw: Random) -> Made | None:
        found = [
            place
            for place in running_text(page)
            if re.search(near, place[2], re.IGNORECASE) and place[2].rstrip()[-1] == "."
        ]
        if not found:
            return None
        node, where, words = draw.choice(found)
        sentence = draw.choice(sentences)
        setattr(node, where, f"{words.rstrip()} {sentence}")
        return Made(come=sentence)

    return make


def deleted(near: str) -> Maker:
    """Take a whole sentence out, and not the only one of its paragraph."""

    def make(page: Node, draw: Random) -> Made | None:
        found = [
            (node, where, words, match)
            for node, where, words in running_text(page)
            for match in re.finditer(r"(?:^|(?<=[.] ))[A-Z][^.!?]{40,300}\.(?= |$)", words)
            if re.search(near, match[0], re.IGNORECASE) and words.strip() != match[0]
        ]
        if not found:
            return None
        node, where, words, match = draw.choice(found)
        setattr(node, where, f"{words[: match.start()]}{words[match.end() :].lstrip()}")
        return Made(gone=match[0])

    return make


def listed(near: str, *items: str) -> Maker:
    """Add an item to a list that a sentence about its matter introduces."""

    def make(page: Node, draw: Random) -> Made | None:
        found = []
        for listing in box(page).iter("ul"):
            lead = listing.getprevious()
            if lead is not None and len(listing) > 1 and re.search(near, "".join(lead.itertext()), re.IGNORECASE):
                found.append(listing)
        if not found:
            return None
        item = draw.choice(items)
        place = draw.choice(list(draw.choice(found)))
        new = etree.Element(place.tag, dict(place.attrib))
        new.text = item
        place.addnext(new)
        return Made(come=item)

    return make


def row_added(page: Node, draw: Random) -> Made | None:
    rows = [row for table in box(page).iter("table") for row in list(table.iter("tr"))[1:] if len(row) > 1]
    if not rows:
        return None
    row = draw.choice(rows)
    new = copy.deepcopy(row)
    for cell, text in zip(
        new, ("Quillfeather Ltd", "profiles of visitors for advertising", "Iceland", "9 years") * 3, strict=False
    ):
        for child in list(cell):
            cell.remove(child)
        cell.text = text
    row.addnext(new)
    return Made(come="Quillfeather Ltd")


def section_added(page: Node, draw: Random) -> Made | None:
    headings = [part for part in box(page).iter("h2") if not outside(part)]
    if not headings:
        return None
    place = draw.choice(headings)
    for tag, text in (
        ("h2", "Voice prints"),
        ("p", "We record your voice when you call us and keep a print of it for eleven years."),
    ):
        new = etree.Element(tag)
        new.text = text
        place.addprevious(new)
    return Made(come="We record your voice when you call us and keep a print of it for eleven years.")


_OPPOSITE = {
    "do not": "may",
    "does not": "may",
    "will not": "will",
    "may not": "may",
    "cannot": "can",
    "never": "sometimes",
}
_ACTS = r"\b(?:share|disclose|collect|retain|delete|refund|cancel|sell|terminate|liable|consent|transfer)"

SUBSTANCE: Mapping[str, Maker] = {
    "negation removed": replaced(rf"\b(?:{'|'.join(_OPPOSITE)})\b", lambda match: _OPPOSITE[match[0]], r"\b(?:we|you)\b"),
    "period changed": replaced(r"\b\d{1,3}(?= (?:days|months|years)\b)", lambda match: str(int(match[0]) * 3 + 1)),
    "recipient in a sentence": replaced(r"(?<=[a-z])(?=\.(?:\s|$))", lambda _: " and with data brokers", r"\b(?:share|disclose)\b.{1,200}\bwith\b"),
    "purpose in a sentence": replaced(r"(?<=[a-z])(?=\.(?:\s|$))", lambda _: " and to show you targeted advertising", r"\b(?:use|process)\b.{1,200}\bto\b"),
    "recipient in a list": listed(r"share|disclose|recipient|third part", "Data brokers and insurers, for their own purposes"),
    "kind of data in a list": listed(r"collect|information|data", "Your exact location, also while the app is closed"),
    "row added": row_added,
    "right removed": deleted(r"\bright to\b|\byou (?:can|may) (?:ask|request|object|withdraw|opt)\b"),
    "sentence deleted": deleted(_ACTS),
    "age changed": replaced(r"(?<=under )1\d|(?<=at least )1\d(?= years)", lambda match: str(int(match[0]) - 2)),
    "arbitration added": appended(r"dispute|law|court|right", "Any dispute will be settled by binding arbitration, and you give up class actions."),
    "liability capped": appended(r"liab|loss|damage|secur", "In no event shall our liability to you exceed forty euros."),
    "training added": appended(r"\buse\b|\bcollect\b", "We also use what you upload to train our machine learning models."),
    "renewal added": appended(r"\bpay|\bfee|price|account", "Your plan renews automatically, and fees that were paid are not refunded."),
    "closing added": appended(r"account|terminate", "We may close your account at any time and without notice."),
    "fee changed": replaced(r"(?<=[$€£])\d{1,4}", lambda match: str(int(match[0]) * 2 + 1)),
    "may becomes will": replaced(r"(?<=\b[Ww]e )may(?= (?:share|disclose|use|charge|transfer|suspend))", lambda _: "will"),
    "law changed": replaced(r"(?<=laws of )[A-Z][a-z]+", lambda _: "Cyprus"),
    "lead shortened": replaced(r"\b\d{1,2}(?= days\b)", lambda match: "3" if match[0] != "3" else "1", r"\bnotice\b|\bbefore\b|\bin advance\b"),
    "section added": section_added,
}  # fmt: skip


def quotes(made: Made, finding: Finding) -> bool:
    """Whether a finding shows what was changed: the words that went before, or those that came after."""
    return _shown(made.gone, finding.before, finding.after) or _shown(made.come, finding.after, finding.before)


def _shown(words: str, here: str, there: str) -> bool:
    wanted = set(visible_words(words))
    missing = wanted - set(visible_words(here))
    return bool(wanted) and len(missing) <= 0.25 * len(wanted) and visible_words(here) != visible_words(there)
