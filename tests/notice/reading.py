"""What the tests of this folder share: a text as a document."""

from tracker.model import Document
from tracker.segment import segment


def document(*paragraphs: str, heading: str = "Changes to this policy") -> Document:
    """A policy whose last section is made of these paragraphs."""
    about = "# Lantern & Loom privacy policy\n\nLantern & Loom sells lamps and keeps the addresses of its customers."
    return segment("\n\n".join([about, f"## {heading}", *paragraphs]))
