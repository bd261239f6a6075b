from __future__ import annotations

import re
from functools import cache
from tracker.extract.tree import Weight, drop, elements, weigh, HEADINGS

SILENT = frozenset("script style noscript template svg iframe object embed canvas audio video select option input textarea map area link meta datalist progress meter applet frameset title base".split())
_LANDMARKS = frozenset(("nav", "footer", "dialog", "menu", "search"))
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar toolbar tablist alert tooltip".split())
MOST = 0.35
_TOKENS = frozenset("""cookie-banner cookiebanner cookie-consent cookieconsent cookie-notice cookie-bar consent-banner gdpr onetrust-consent-sdk cookie-law-info-bar
navbar nav menu sidebar side-nav sidenav breadcrumb breadcrumbs site-header site-footer footer pagination share social-share sharing skip-link screen-reader-text sr-only visually-hidden
modal popup newsletter newsletter-signup related related-posts related-articles comments language-switcher lang-switcher language-selector""".split())

def clear(body):
    for el in list(elements(body)):
        if el.tag in SILENT:
            drop(el)
    weights = weigh(body)
    total = weights[body].prose or 1
    for el in list(elements(body)):
        if el is body: continue
        if el.tag == "button":
            par = el.getparent()
            inside = any(a.tag in HEADINGS for a in el.iterancestors()) or any(c.tag in HEADINGS for c in el.iter())
            if not inside: drop(el)
            continue
        if el.tag in _LANDMARKS or el.get("role") in _ROLES or (el.tag=="header" and outer(el)) or tokens(el) & _TOKENS:
            w = weights[el]
            if w.prose <= MOST*total:
                drop(el)

def outer(el):
    return not any(a.tag in ("article","main") for a in el.iterancestors())

def tokens(el):
    return set(((el.get("class") or "")+" "+(el.get("id") or "")).lower().split())
