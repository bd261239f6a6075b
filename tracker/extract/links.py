from __future__ import annotations
from urllib.parse import urljoin
def mend_links(body, url):
    for a in body.iter("a"):
        href = a.get("href")
        if href and url:
            try: a.set("href", urljoin(url, href.strip()))
            except ValueError: pass
