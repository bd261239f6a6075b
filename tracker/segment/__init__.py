"""From Markdown to sections and blocks: what a reader would call the parts of a policy."""

from tracker.segment.document import segment

__all__ = ["segment"]
