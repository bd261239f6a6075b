"""What stands around a document and says so only by its words, its place or a builder's habits."""

from __future__ import annotations

import pytest

from tracker import extract

PARAGRAPH = (
    "We keep the orders of our customers for ten years, because the law on bookkeeping asks every shop for that. "
)
POLICY = "".join(f"<h2>{number}. Part</h2><p>{PARAGRAPH * 5}</p>" for number in range(1, 7))
COOKIES = "We and our partners use cookies to measure what visitors read and to show advertisements that suit them."
PLAIN = f"<main><h1>Privacy policy</h1>{POLICY}</main>"


def markdown(body: str) -> str:
    page = f'<html lang="en"><head><title>Privacy</title></head><body>{body}</body></html>'
    return extract(page.encode("utf8"), media_type="text/html; charset=utf-8").markdown


@pytest.mark.parametrize(
    "furniture",
    [
        '<div class="c-promo-banner c-promo-banner--wide"><p>Spring is here: save a fifth on every yearly plan this week.</p></div>',
        '<div class="o-newsletter__form"><p>Get our letter once a month, with news from the workshop.</p></div>',
        '<aside class="blog-latest-posts"><h2>From the blog</h2><p>How our joiners pick the oak for a table, told by one.</p></aside>',
        '<section class="ad-slot"><p>Advertisement</p><p>Boats for hire on the lake, from one hour to a week.</p></section>',
        '<div class="app-badges"><p>Get the app</p></div>',
        f"<cookie-banner><p>{COOKIES}</p></cookie-banner>",
        f'<div class="x1f"><p>{COOKIES}</p><div><button>Accept all</button><button>Settings</button></div></div>',
        f'<div class="x1f"><p>{COOKIES}</p><div><button>Alle akzeptieren</button></div></div>',
        '<div class="e-7"><p>To see this film you must accept cookies of another company, which then knows it.</p>'
        "<button>Accept cookies</button></div>",
    ],
)
@pytest.mark.parametrize("place", ["before", "in front", "behind", "after"])
def test_furniture_is_left_out_wherever_it_stands(furniture: str, place: str) -> None:
    pages = {
        "before": f"{furniture}{PLAIN}",
        "in front": f"<main>{furniture}<h1>Privacy policy</h1>{POLICY}</main>",
        "behind": f"<main><h1>Privacy policy</h1>{POLICY}{furniture}</main>",
        "after": f"{PLAIN}{furniture}",
    }
    assert markdown(pages[place]) == markdown(PLAIN)


def test_what_stands_before_the_title_is_the_sites() -> None:
    sale = (
        '<div class="q8"><p>Our winter sale has begun: every table costs a fifth less until Sunday evening.</p></div>'
    )
    assert markdown(f"{sale}{PLAIN}") == markdown(PLAIN)


@pytest.mark.parametrize(
    "announcement",
    [
        "Our policy is changing: the text below applies until 14 March 2031, the new one after that day.",
        "Diese Bedingungen werden am 14. März 2031 durch neue ersetzt; bis dahin gilt die Fassung, die hier steht.",
        "Notre politique change : le texte ci-dessous est en vigueur jusqu'au 14 mars 2031, le nouveau ensuite.",
    ],
)
def test_an_announcement_before_the_title_stays(announcement: str) -> None:
    assert announcement in " ".join(markdown(f'<div class="q8"><p>{announcement}</p></div>{PLAIN}').split())


def test_a_title_of_something_after_the_text_makes_nothing_the_sites() -> None:
    opening = "This policy says what our shop knows of you, why it does, and for how long it will."
    text = markdown(f'<div><p>{opening}</p></div><div class="body">{POLICY}</div><div><h1>Visit us</h1></div>')
    assert opening in text


def test_an_introduction_after_the_title_stays() -> None:
    opening = "This policy says what our shop knows of you, why it does, and for how long it will."
    text = markdown(f'<div><h1>Privacy policy</h1><p>{opening}</p></div><div class="body">{POLICY}</div>')
    assert opening in text


def test_an_introduction_of_a_page_without_title_stays() -> None:
    opening = "This policy says what our shop knows of you, why it does, and for how long it will."
    assert opening in markdown(f'<div><p>{opening}</p></div><div class="body">{POLICY}</div>')


def test_cards_of_other_pages_at_the_end_go_and_a_title_among_links_stays() -> None:
    teaser = "How our joiners pick the oak for a table, told by one who has done it for thirty years."
    cards = "".join(f'<div><a href="/blog/{n}"><h3>Story {n}</h3><p>{teaser}</p></a></div>' for n in range(4))
    crumbs = '<a href="/">Home page of the shop</a> <a href="/legal">All legal documents</a> <a href="/p">Policies</a>'
    page = f'<main><div class="q1">{crumbs}<h1>Privacy policy</h1></div>{POLICY}<div class="q2">{cards}</div></main>'
    text = markdown(page)
    assert "# Privacy policy" in text
    assert "Story" not in text
    assert teaser not in text


def test_a_button_that_agrees_takes_no_section_of_a_policy_along() -> None:
    choice = f"<section><h2>7. Your choice</h2><p>{'You can change your choice about cookies at any time. ' * 40}</p>"
    text = markdown(f"<main><h1>Cookie policy</h1>{POLICY}{choice}<button>Accept all</button></section></main>")
    assert "You can change your choice about cookies at any time." in text


def test_a_sentence_in_a_closed_panel_stays_and_a_label_goes() -> None:
    closed = '<div aria-hidden="true"><p>We never sell what we know of you to anybody else.</p></div>'
    label = '<span aria-hidden="true">Copy link</span>'
    text = markdown(f"<main><h1>Privacy policy</h1>{POLICY}{closed}<h2>Next{label}</h2><p>{PARAGRAPH}</p></main>")
    assert "We never sell what we know of you to anybody else." in text
    assert "Copy link" not in text


SALE = "We sell what cookies tell us of you to companies that place advertisements."


@pytest.mark.parametrize(
    "section",
    [
        f'<section class="ccpa-notice"><h2>California</h2><p>{SALE}</p></section>',
        f'<section class="cookie-notice"><h2>Cookies</h2><p>{SALE}</p></section>',
        f"<section><h2>Consent</h2><p>{SALE}</p><button>Accept all</button></section>",
        f'<div class="social-media-consent"><p>{SALE}</p></div>',
    ],
)
def test_a_section_of_the_document_stays_whatever_it_is_called_or_asks(section: str) -> None:
    assert SALE in markdown(f"<main><h1>Privacy policy</h1>{POLICY}{section}<h2>7. End</h2><p>{PARAGRAPH}</p></main>")


def test_a_warning_before_the_title_stays() -> None:
    warning = "PLEASE READ: SECTION 20 CONTAINS A BINDING ARBITRATION CLAUSE AND A WAIVER OF CLASS ACTIONS."
    assert warning in markdown(f'<div class="q8"><p>{warning}</p></div>{PLAIN}')


def test_a_wall_without_a_name_takes_no_long_text_along() -> None:
    long = f"<div><p>{COOKIES}</p><p>{PARAGRAPH * 20}</p><button>Accept all</button></div>"
    assert PARAGRAPH.strip() in markdown(f"<div><h1>Cookie policy</h1>{long}<p>{PARAGRAPH * 3}</p></div>")


NOTICE = (
    "Our tables are made of oak, ash and cherry wood; what they cost depends on the wood and the length you ask for. "
)
SHORT = "<h1>Privacy policy</h1><p>We keep nothing of you but the order that you placed, and that for ten years.</p>"


@pytest.mark.parametrize("landmark", ["footer", "nav", 'div role="contentinfo"'])
def test_a_long_footer_outside_the_main_part_outweighs_no_short_policy(landmark: str) -> None:
    footer = f"<{landmark}><p>{NOTICE * 2}</p></{landmark.split(maxsplit=1)[0]}>"
    assert markdown(f"<main>{SHORT}</main>{footer}") == markdown(f"<main>{SHORT}</main>")


@pytest.mark.parametrize(
    "page",
    [
        "<main><h2>Welcome</h2></main><footer>{long}</footer>",  # nothing but the footer holds text
        "<footer><main>{long}</main></footer>",
        "<main>{short}<footer>{long}</footer></main>",
        "<main>{short}</main><main>{short}</main><footer>{long}</footer>",
        "<main></main>{short}<footer>{long}</footer>",
    ],
)
def test_a_footer_that_may_be_the_document_stays(page: str) -> None:
    long = f"<p>{PARAGRAPH * 6}</p>"
    assert PARAGRAPH.strip() in markdown(page.format(short=SHORT, long=long))


def test_who_wrote_a_page_is_no_part_of_it() -> None:
    signed = '<div><span class="byline">by <a href="/people/ada">Ada Joiner</a></span><h1>Privacy policy</h1></div>'
    assert "Ada" not in markdown(f"<main>{signed}{POLICY}</main>")


SHORTER = f"<h1>Privacy policy</h1><p>{PARAGRAPH * 4}</p>"


@pytest.mark.parametrize(
    "small",
    [
        '<div class="embed-placeholder"><p>Our film about the oak stands elsewhere, with a company that makes its own use of it.</p></div>',
        f'<div class="x1f"><p>{COOKIES}</p><button>Accept</button></div>',
        '<div role="banner"><p>Spring is here, and with it every table costs a fifth less until the end of this month.</p></div>',
    ],
)
def test_a_line_or_two_of_furniture_goes_from_a_short_page(small: str) -> None:
    assert markdown(f"<main>{SHORTER}{small}<p>{PARAGRAPH}</p></main>") == markdown(
        f"<main>{SHORTER}<p>{PARAGRAPH}</p></main>"
    )


def test_a_hidden_window_is_no_introduction() -> None:
    window = '<div style="display:none"><p>By going on, you agree to what our terms say about members.</p></div>'
    assert markdown(f"<div>{window}<div>{POLICY}</div></div>") == markdown(f"<div><div>{POLICY}</div></div>")
    title = '<div style="display:none"><h1>Privacy policy</h1></div>'
    assert markdown(f"<div>{title}<div>{POLICY}</div></div>").startswith("# Privacy policy")


def test_chinese_text_weighs_as_much_as_it_says() -> None:
    text = "<p>我们会收集您的姓名、电话和送货地址，并将其保存十年。</p>" * 30
    company = "<div><p>青杉木业专注于橡木家具的制作，欢迎各界朋友前来参观。</p></div>"
    read = markdown(f'<div class="page"><h1>隐私政策</h1><div class="text">{text}</div>{company}</div>')
    assert read.startswith("# 隐私政策")
    assert read.count("我们会收集您的姓名") == 30
    assert "欢迎各界朋友前来参观" not in read


def test_a_line_with_a_date_below_the_title_stays() -> None:
    boxed = f'<div><h1>Privacy policy</h1>%s<div class="text">{POLICY}</div></div>'
    dated = markdown(boxed % "<p>Effective date: March 2031</p>")
    assert dated.startswith("# Privacy policy\n\nEffective date: March 2031\n\n## 1. Part")
    assert markdown(boxed % "<p>5 min read</p>") == markdown(boxed % "")
    menu = '<p><a href="/2030">Terms of 2030</a> <a href="/2031">Terms of 2031</a></p>'
    assert markdown(boxed % menu) == markdown(boxed % "")


def test_a_window_to_chat_in_goes() -> None:
    chat = '<div class="q-chat-window"><div>Ada</div><p>Good day! Ask me about tables, chairs, wood or the price of all.</p></div>'
    assert markdown(f"{PLAIN}{chat}") == markdown(PLAIN)
