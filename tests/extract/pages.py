"""Pages of invented companies, as site builders make them."""

from __future__ import annotations

CLAUSES = (
    "Lumora Analytics collects your name, your e-mail address and the pages you visit while you use the dashboard.",
    "We keep invoices for seven years because tax law asks for it. Everything else is deleted after 90 days.",
    "We share personal data with the processors named below and with nobody else, unless a court orders us to.",
    "You may ask for a copy of your data at any time; we answer within thirty days and charge nothing for it.",
)

ARTICLE = f"""
<h1>Privacy Policy</h1>
<p class="updated">Effective 4 May 2031</p>
<h2>What we collect</h2><p>{CLAUSES[0]}</p>
<h2>How long we keep it</h2><p>{CLAUSES[1]}</p>
<h2>Who receives it</h2><p>{CLAUSES[2]}</p>
<h2>Your rights</h2><p>{CLAUSES[3]}</p>
"""


def page(article: str = ARTICLE, *, before: str = "", after: str = "", head: str = "", lang: str = "en") -> bytes:
    """An article amid the furniture of a site."""
    return f"""<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Privacy Policy | Lumora</title>{head}
<style>p {{ color: red }}</style><script>var tracked = "never text";</script></head>
<body class="page">
<a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><div>Lumora</div><nav><ul><li><a href="/">Home</a></li><li><a href="/price">Pricing</a></li>
<li><a href="/blog">Blog</a></li></ul></nav></header>
{before}
<main id="main"><article>{article}</article></main>
{after}
<footer><p>Copyright 2031 Lumora Analytics. All rights reserved around the whole world and beyond.</p>
<ul><li><a href="/jobs">Jobs</a></li><li><a href="/press">Press</a></li><li><a href="/imprint">Imprint</a></li></ul></footer>
</body></html>""".encode()


EXPECTED = """# Privacy Policy

Effective 4 May 2031

## What we collect

Lumora Analytics collects your name, your e-mail address and the pages you visit while you use the dashboard.

## How long we keep it

We keep invoices for seven years because tax law asks for it.
Everything else is deleted after 90 days.

## Who receives it

We share personal data with the processors named below and with nobody else, unless a court orders us to.

## Your rights

You may ask for a copy of your data at any time; we answer within thirty days and charge nothing for it.
"""
