"""The rules of an invented garden club, to be put together and edited."""

PARTS = {
    "Seeds": "We write down which seeds members bring in spring. We keep that list for two years and show it to nobody "
    "outside the club, except to the county when it asks for it under the plant health act.",
    "Tools": "Every member may borrow one spade and one rake from the shed at a time. Whoever breaks a tool tells the "
    "warden on the same day and pays half of what a new one costs.",
    "Fees": "Membership costs two coins a month. The treasurer collects them on the first Sunday. Those who pay late "
    "owe a letter of apology, read aloud at the summer party.",
    "Water": "Rain barrels stand behind the greenhouse for everybody. In dry weeks each plot gets three cans an evening, "
    "measured by the blue line; filling paddling pools, ponds or fountains is not allowed until autumn comes.",
}


def document(*sections):
    return "# Club rules\n\n" + "\n\n".join(f"## {title}\n\n{body}" for title, body in sections) + "\n"


def of(names):
    return document(*((name, PARTS[name]) for name in names))
