"""From declarations to bytes: the only stage that reads the network.

Gentle (one request at a time to a host, with a pause between), careful (every address is checked at the moment of
connecting, every size and time has a limit) and honest (a User-Agent that says who asks). It does not judge what it
brings home, keeps nothing between runs and never raises for a page's sake: what went wrong is a `Failure`.

Modules, from the outside in: `hosts` (threads, the last try), `policy` (all pages of one), `page` (redirects, repeated
tries), `answer`, `robots`, `network` (turns and pauses: the one door), `wire` (one exchange), `body`, `address`,
`headers`, `local` (files of the repository) and `trouble`; for pages that need a browser, `shell`, `browser`,
`chromium`, `errands` and `settle`.
"""

from tracker.fetch.hosts import fetch

__all__ = ["fetch"]
