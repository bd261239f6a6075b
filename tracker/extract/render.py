"""The cleaned tree to Markdown."""
from __future__ import annotations
from html_to_markdown import ConversionOptions, convert
from lxml import html
_OPTIONS = ConversionOptions(extract_metadata=False,bullets="-",autolinks=False,escape_asterisks=True,compact_tables=True,expand_abbreviations=False,highlight_style="none")
def render(root):
    root.tail = None
    for el in root.iter():
        for name in list(el.attrib):
            if name not in ("href","start","colspan","rowspan"): del el.attrib[name]
    return convert(html.tostring(root, encoding="unicode"), _OPTIONS).content
