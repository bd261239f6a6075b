"""Markup that says the same: a small function each, true where it applied. They change the tree."""

from __future__ import annotations

import copy
import html
import re
from collections.abc import Callable, Mapping
from random import Random

from lxml import etree
from lxml import html as markup

from tests.noise.page import Node, box, outside, put, token, words_in


def nonces(page: Node, draw: Random) -> bool:
    for script in page.iter("script", "style"):
        script.set("nonce", token(draw))
    page.insert(0, markup.fragment_fromstring(f'<meta name="csrf-token" content="{token(draw) * 4}">'))
    return True


def hashed_classes(page: Node, draw: Random) -> bool:
    """A build tool hashes class names anew."""
    salt = token(draw)[:4]
    for node in page.iter():
        names = (node.get("class") or "").split()
        if names:
            node.set(
                "class", " ".join(f"{name}_{salt}" if re.search(r"[_-]\w{0,8}\d", name) else name for name in names)
            )
    return True


def scripts(page: Node, draw: Random) -> bool:
    for place in draw.sample([part for part in page.iter("p", "div") if not outside(part)], 2):
        script = etree.SubElement(place, draw.choice(["script", "style"]))
        script.text = f"/* we may share {token(draw)} with partners */"
    return True


def attributes(page: Node, draw: Random) -> bool:
    for node in page.iter():
        pairs = [*node.attrib.items(), ("data-track", token(draw))]
        draw.shuffle(pairs)
        node.attrib.clear()
        node.attrib.update(pairs)
    return True


def links(page: Node, draw: Random) -> bool:
    """Another scheme, a session id, a campaign."""
    hit = False
    for link in page.iter("a"):
        target = link.get("href") or ""
        if target.startswith(("http", "/")) and "#" not in target:
            target = target.replace("http:", "https:") if draw.random() < 0.5 else target
            link.set("href", f"{target}{'&' if '?' in target else '?'}utm_campaign={token(draw)}")
            hit = True
    return hit


def hidden_addresses(page: Node, draw: Random) -> bool:
    """A content network begins to hide e-mail addresses."""
    key, hit = draw.randint(1, 250), False
    for link in page.iter("a"):
        address = (link.get("href") or "").removeprefix("mailto:")
        if link.text == address and "@" in address:
            code = bytes([key, *(byte ^ key for byte in address.encode())]).hex()
            link.set("href", f"/cdn-cgi/l/email-protection#{code}")
            link.text = None
            etree.SubElement(
                link, "span", {"class": "__cf_email__", "data-cfemail": code}
            ).text = "[email\xa0protected]"
            hit = True
    return hit


def lazy_images(page: Node, _draw: Random) -> bool:
    hit = False
    for image in page.iter("img"):
        image.set("data-src", image.get("src") or "")
        image.set("src", "data:,")
        image.set("loading", "lazy")
        hit = True
    return hit


def closed_panels(page: Node, draw: Random) -> bool:
    """An accordion that was open is closed."""
    panels = [part for part in box(page) if part.tag in {"div", "section", "p", "ul"}]
    for panel in draw.sample(panels, min(3, len(panels))):
        panel.set(*draw.choice([("hidden", ""), ("style", "display: none"), ("aria-hidden", "true")]))
    return bool(panels)


def wrapped(page: Node, draw: Random) -> bool:
    holder = box(page)
    if holder.tag == "body":
        return False
    new = etree.Element(draw.choice(["div", "section"]), {"class": f"css-{token(draw)}"})
    holder.addprevious(new)
    new.tail, holder.tail = holder.tail, None
    new.append(holder)
    return True


def retagged(**tags: str) -> Callable[[Node, Random], bool]:
    """Elements of one name get another, all over the text."""

    def change(page: Node, _draw: Random) -> bool:
        found = [part for part in page.iter(*tags) if not outside(part)]
        for part in found:
            part.tag = tags[part.tag]
        return bool(found)

    return change


def list_rows(page: Node, _draw: Random) -> bool:
    """A list becomes rows that look like one."""
    found = [part for part in page.iter("ul") if not outside(part) and words_in(part) > 20]
    for listing in found:
        for item in listing:
            item.tag = "div"
            item.text = f"• {(item.text or '').lstrip()}"
        listing.tag = "div"
    return bool(found)


def table_heads(page: Node, _draw: Random) -> bool:
    tables = [
        part for part in page.iter("table") if part.find("thead") is None and next(part.iter("tr"), None) is not None
    ]
    for table in tables:
        first = next(table.iter("tr"))
        for cell in first:
            cell.tag = "th"
        head = etree.Element("thead")
        table.insert(0, head)
        head.append(first)
    return bool(tables)


def editor_spans(page: Node, draw: Random) -> bool:
    for part in page.iter("p", "li"):
        if (part.text or "").strip() and draw.random() < 0.5:
            span = etree.Element("span", {"style": "font-weight: 400"})
            span.text, part.text = part.text, None
            part.insert(0, span)
    return True


def permalinks(page: Node, draw: Random) -> bool:
    sign = draw.choice(["#", "¶", "🔗", "§"])
    for heading in [part for part in page.iter("h2", "h3") if not outside(part)]:
        name = heading.get("id") or token(draw)
        heading.set("id", name)
        etree.SubElement(heading, "a", {"href": f"#{name}", "class": "permalink"}).text = sign
    return True


def contents(page: Node, draw: Random) -> bool:
    """A table of contents, made from the headings."""
    headings = [part for part in page.iter("h2") if not outside(part)]
    if len(headings) < 3:
        return False
    entries = "".join(
        f'<li><a href="#{token(draw)}">{html.escape(" ".join("".join(part.itertext()).split()))}</a></li>'
        for part in headings
    )
    holder = draw.choice(["nav", "div", "aside"])
    title = draw.choice(["Contents", "On this page", "Jump to"])
    return put(
        page, draw.choice(["before", "first", "title"]), f"<{holder}><p>{title}</p><ul>{entries}</ul></{holder}>"
    )


def new_year(page: Node, _draw: Random) -> bool:
    hit = False
    for part in page.iter():
        if re.search(r"©|copyright", part.text or "", re.IGNORECASE):
            part.text = re.sub(r"\b20\d\d\b", "2039", part.text)
            hit = True
    return hit


def menu_entry(page: Node, draw: Random) -> bool:
    menus = [part for part in page.iter("nav", "footer") if next(part.iter("li"), None) is not None]
    for menu in menus[:1]:
        entry = draw.choice(list(menu.iter("li")))
        new = copy.deepcopy(entry)
        for link in new.iter("a"):
            link.text = draw.choice(["Gift vouchers", "For schools", "Our workshop"])
        entry.addnext(new)
    return bool(menus)


MARKUP: Mapping[str, Callable[[Node, Random], bool]] = {
    **{
        change.__name__: change
        for change in (
            nonces, hashed_classes, scripts, attributes, links, hidden_addresses, lazy_images, closed_panels, wrapped,
            list_rows, table_heads, editor_spans, permalinks, contents, new_year, menu_entry,
        )
    },
    "bold": retagged(b="strong", strong="b", i="em", em="i"),
    "paragraphs": retagged(p="div"),
    "levels": retagged(h2="h3", h3="h4"),
}  # fmt: skip
