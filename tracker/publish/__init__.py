"""Feeds and pages: pure functions from what stands in `snapshots/` to the files of `feeds/`."""

from tracker.publish.feeds import publish_feeds
from tracker.publish.site import publish_site

__all__ = ["publish_feeds", "publish_site"]
