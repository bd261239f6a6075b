"""PDF to Markdown: what stands where on each page (`glyphs`), what belongs together, and what it means.

The way: words with their places (`glyphs`, the only part that calls PDFium) · running heads and page numbers out
(`running`) · tables by their rules (`tables`) · columns and lines (`lines`) · paragraphs (`paragraphs`) · headings,
lists and Markdown (`write`). `read` puts them together; `tracker.extract.confined` runs it in a process of its own.
"""
