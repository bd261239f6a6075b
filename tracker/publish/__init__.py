"""Feeds and pages: pure functions from what stands in `snapshots/` to the files of `feeds/`.

And a single comparison as one HTML file or as Markdown, for those who have two texts and no archive.
"""

from tracker.publish.comparison import comparison_page
from tracker.publish.feeds import plan_feeds
from tracker.publish.markdown import comparison_markdown
from tracker.publish.remembered import NOTHING, Remembered, remember, remembered_in
from tracker.publish.sheet import Sheet
from tracker.publish.site import plan_site

__all__ = [
    "NOTHING",
    "Remembered",
    "Sheet",
    "comparison_markdown",
    "comparison_page",
    "plan_feeds",
    "plan_site",
    "remember",
    "remembered_in",
]
