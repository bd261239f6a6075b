"""The tables of the declaration files as pydantic models: their keys, their defaults and what each is for.

Defaults are those of the values that the tables become (`tracker.model`), so that each is stated once.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from tracker.declare import checks
from tracker.model import (
    Acceptance,
    Category,
    Channel,
    Declaration,
    Effect,
    LeadKind,
    LeadUnit,
    NoticeRule,
    PolicyKind,
    Settings,
    Strength,
    Trigger,
)

_DEFAULT = Settings()

_Line = Annotated[str, StringConstraints(max_length=200), AfterValidator(checks.line)]
_WebAddress = Annotated[str, AfterValidator(checks.web_address)]
_Selector = Annotated[str, AfterValidator(checks.selector)]
_TimeZone = Annotated[str, AfterValidator(checks.time_zone)]
_HeaderName = Annotated[str, AfterValidator(checks.header_name)]
_Text = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class Table(BaseModel):
    """A table without unknown keys. Strict: TOML can tell 3 from "3", so nothing is converted."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class LeadTable(Table):
    kind: LeadKind = Field("none_stated", description="What is said about the time between notice and effect.")
    value: int | None = Field(None, ge=0, description='How many units, where `kind` is "fixed".')
    unit: LeadUnit | None = Field(None, description='The unit, where `kind` is "fixed".')
    measured_from: Literal["notice", "posting", "effective", "continued_use"] | None = Field(
        None, description="What starts the clock."
    )

    @model_validator(mode="after")
    def _fixed_has_both(self) -> Self:
        if (self.kind == "fixed") != (self.value is not None and self.unit is not None):
            raise ValueError('needs value and unit where kind is "fixed", and only there')
        return self


class LogicTable(Table):
    op: Literal["all", "one_of", "examples"] = Field(description="Whether each channel is owed, or any will do.")
    channels: list[Channel] = Field(description="The channels that this holds for.")


class WayOutTable(Table):
    way: Literal["object", "terminate"] = Field(description="Whether readers may object or leave.")
    counted_from: Literal["notice", "posting", "before_effective", "after_effective"] = Field(
        description="What the period is counted from."
    )
    value: int | None = Field(
        None, ge=1, description="How many units; without, any day before the change takes effect."
    )
    unit: LeadUnit | None = Field(None, description="The unit, where there is a value.")
    quote: str = Field("", description="The words that say so.")

    @model_validator(mode="after")
    def _period_or_effect(self) -> Self:
        if (self.value is None) != (self.unit is None) or (
            self.value is None and self.counted_from != "before_effective"
        ):
            raise ValueError('needs value and unit, or neither and counted_from = "before_effective"')
        return self


class TierTable(Table):
    trigger: Trigger = Field("any", description="The changes that this promise is about.")
    channels: dict[Channel, Strength] = Field(default={}, description="How people are told, and how firmly promised.")
    logic: list[LogicTable] = Field(default=[], description="How the channels combine.")
    lead: LeadTable = Field(LeadTable(), description="How long before it takes effect a change is announced.")  # type: ignore[call-arg]
    effect: Effect = Field("unstated", description="When a change takes effect.")
    acceptance: list[Acceptance] = Field(default=[], description="What counts as agreeing, and ways out.")
    condition: str | None = Field(None, description="A condition in the words of the policy.")
    ways_out: list[WayOutTable] = Field(default=[], description="Until when readers may object or leave.")
    topics: list[Category] = Field(default=[], description="The topics that it is about; all where empty.")
    source: str = Field("", description="The id of the policy that makes the promise, where it is another one.")


class SpanTable(Table):
    line: int = Field(ge=1, description="The line of policy.md, from 1.")
    start: int = Field(ge=0, description="The first character in that line, from 0.")
    end: int = Field(ge=0, description="The character after the last.")


class LinkedTable(Table):
    policy: str = Field(description="The id of the other policy.")
    name: str = Field(description="Its name.")
    state: Literal["read", "silent", "not_read", "not_fetched"] = Field(description="What came of reading it.")
    heading: str = Field("", description="The heading of its section with the promise.")
    clauses: list[str] = Field(default=[], description="Its promise, word for word.")
    spans: list[SpanTable] = Field(default=[], description="Where its clauses stand.")


class NoticeRuleTable(Table):
    """A notice rule as `rule.json` shows it; takes the place of the rule read from the text."""

    none_found: bool | None = Field(None, description="True where nothing is promised; the default follows `tiers`.")
    heading: str = Field("", description="The heading of the section with the promise.")
    clauses: list[str] = Field(default=[], description="The promise, word for word.")
    spans: list[SpanTable] = Field(default=[], description="Where the clauses stand; rarely worth declaring.")
    tiers: list[TierTable] = Field(default=[], description="One promise for each kind of change.")
    grandfathering: list[str] = Field(default=[], description="What stays as it was for earlier data or users.")
    prior_versions: Literal["none", "linked", "change_log"] = Field(
        "none", description="Whether earlier versions are shown."
    )
    user_duty_to_check: bool = Field(default=False, description="Whether users are told to look for changes.")
    flags: list[str] = Field(default=[], description="Marks for readers.")
    linked: list[LinkedTable] = Field(default=[], description="What other documents say; written by the program.")

    def value(self) -> NoticeRule:
        data = self.model_dump()
        return NoticeRule.from_dict(
            data | {"none_found": not self.tiers if self.none_found is None else self.none_found}
        )


_SOURCES = ("url", "urls", "file")
_FOR_PAGES = ("fetch", "headers", "ignore_robots")


def source_problem(given: Collection[str]) -> str | None:
    """What is wrong with the keys of an entry that say where and how it is read, or None."""
    sources = [key for key in _SOURCES if key in given]
    if len(sources) != 1:
        return f"needs exactly one of url, urls and file, not {' and '.join(sources) or 'none'}"
    odd = [key for key in _FOR_PAGES if key in given] if sources == ["file"] else []
    return f"{odd[0]}: is for pages, not for a file of the repository; leave it out" if odd else None


class PolicyTable(Table):
    """One followed policy; exactly one of `url`, `urls` and `file` says where it is read."""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": [key]} for key in _SOURCES],
            "dependentSchemas": {"file": {"not": {"anyOf": [{"required": [key]} for key in _FOR_PAGES]}}},
        }
    )

    id: Annotated[str, AfterValidator(checks.slug)] = Field(
        description="Names the policy in folders, feeds and commands: a-z, 0-9 and -, at most 80. Never change it.",
        examples=["acme-privacy"],
        json_schema_extra={"pattern": "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$"},
    )
    name: _Line = Field(description="What readers see.", examples=["Privacy policy"])
    service: _Line = Field(description="The company or product whose policy it is.", examples=["Acme"])
    kind: PolicyKind = Field(description="What sort of document it is.", examples=["privacy"])
    url: _WebAddress | None = Field(
        None, description="The page with the policy.", examples=["https://example.com/privacy"]
    )
    urls: Annotated[list[_WebAddress], AfterValidator(checks.different)] | None = Field(
        None,
        min_length=1,
        max_length=50,
        description="Several different pages that make one policy, combined in this order.",
        examples=[["https://example.com/privacy", "https://example.com/privacy/annex"]],
    )
    file: str | None = Field(
        None,
        description="A publisher's own text: a Markdown, text, HTML, PDF or Word file of this repository.",
        examples=["legal/privacy.md"],
    )
    select: list[_Selector] = Field(
        default=[], max_length=50, description="CSS of the parts to read; all of the text otherwise."
    )
    remove: list[_Selector] = Field(default=[], max_length=50, description="CSS of the parts to leave out.")
    start: _Text | None = Field(None, description="Read from the line on that begins with these words.")
    end: _Text | None = Field(None, description="Read up to the line that begins with these words.")
    fetch: Literal["http", "browser"] = Field(
        "http", description="How the page is fetched; a browser is needed where only scripts show the text."
    )
    headers: Annotated[dict[_HeaderName, str], AfterValidator(checks.headers)] = Field(
        default={}, description="Headers for the declared origin; a value `env:NAME` is read from the environment."
    )
    ignore_robots: bool = Field(
        default=False, description="Whether the page is fetched although the site's robots.txt asks programs not to."
    )
    senders: list[Annotated[str, AfterValidator(checks.domain)]] = Field(
        default=[],
        max_length=50,
        description="Domains that the company's mails come from, besides those of its pages.",
        examples=[["acme-mail.example"]],
    )
    tags: list[Annotated[str, AfterValidator(checks.tag)]] = Field(
        default=[], max_length=50, description="Words of your own, for filters of subscribers."
    )
    timezone: _TimeZone | None = Field(
        None, description="The zone of the dates that the policy states; that of [tracker] otherwise."
    )
    language: Annotated[str, AfterValidator(checks.language)] | None = Field(
        None, description="The language to ask for and to expect."
    )
    notice_rule: NoticeRuleTable | None = Field(
        None, description="What the policy promises about changes, where it is read wrongly from the text."
    )
    rules_from: list[Annotated[str, AfterValidator(checks.slug)]] = Field(
        default=[],
        max_length=20,
        description="Other policies of the service, by id, whose promises about changes hold for this one too.",
        examples=[["acme-terms"]],
    )
    announced_in: list[Annotated[str, AfterValidator(checks.slug)]] = Field(
        default=[],
        max_length=20,
        description="Followed pages, by id, on which the company announces changes of this policy.",
        examples=[["acme-updates"]],
    )
    role: Literal["watcher", "publisher"] = Field(
        "watcher", description="Whether you follow the policy or publish it yourself."
    )
    applies: list[Annotated[str, AfterValidator(checks.baseline)]] = Field(
        default=[],
        max_length=50,
        description="Legal baselines that bind the company towards those who read the policy, by id.",
        examples=[["eu-p2b"]],
    )
    country: Annotated[str, AfterValidator(checks.country)] | None = Field(
        None,
        description="The country whose weekends and holidays are no business days; weekends alone otherwise.",
        examples=["DE"],
    )

    @model_validator(mode="after")
    def _secrets_are_not_overheard(self) -> Self:
        if any(value.startswith("env:") for value in self.headers.values()):
            for address in (self.url, *(self.urls or ())):
                if address and not checks.is_confidential(address):
                    raise ValueError(f"headers: a secret is sent to https:// addresses only, not to {address}")
        return self

    def value(self, settings: Settings) -> Declaration:
        """The declaration, with what it leaves out taken from the settings."""
        own: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields if name != "url"}
        own |= {name: tuple(item) for name, item in own.items() if isinstance(item, list)}
        own["urls"] = (self.url,) if self.url else tuple(self.urls or ())
        own["notice_rule"] = self.notice_rule.value() if self.notice_rule else None
        return Declaration(**own | {"timezone": self.timezone or settings.timezone})


class TrackerTable(Table):
    """The `[tracker]` table: settings of the whole project."""

    title: _Line = Field(_DEFAULT.title, description="The title of feeds and pages.")
    base_url: Annotated[str, AfterValidator(checks.base_url)] = Field(
        _DEFAULT.base_url,
        description="Where feeds/ is published; links in feeds and mails start with it.",
        examples=["https://example.github.io/policies"],
    )
    contact: Annotated[str, AfterValidator(checks.contact)] = Field(
        _DEFAULT.contact,
        description="Your mail address or page: named to every server that is asked, and in every mail.",
        examples=["https://example.com/about-us"],
    )
    mail_from: Annotated[str, AfterValidator(checks.sender)] = Field(
        _DEFAULT.mail_from,
        description="The sender of mails: an address, or a name and an address.",
        examples=["tracker@example.com", "Acme <tracker@example.com>"],
    )
    timezone: _TimeZone = Field(_DEFAULT.timezone, description="The zone of dates that name none.")
    delay: float = Field(_DEFAULT.delay, ge=0, le=3600, description="Seconds between two pages of one host.")
    timeout: float = Field(_DEFAULT.timeout, gt=0, le=600, description="Seconds for connecting and for each read.")
    deadline: float = Field(
        _DEFAULT.deadline, gt=0, le=3600, description="Seconds for one page with its redirects and repeated tries."
    )
    max_bytes: int = Field(_DEFAULT.max_bytes, ge=1000, le=1_000_000_000, description="The largest page, unpacked.")
    retries: int = Field(_DEFAULT.retries, ge=0, le=10, description="More tries after a trouble that can pass.")
    failures_before_alert: int = Field(
        _DEFAULT.failures_before_alert, ge=1, description="Failed checks in a row before you are told."
    )
    allow_private_addresses: bool = Field(
        _DEFAULT.allow_private_addresses, description="Whether pages inside your own network may be fetched."
    )
    authentication_servers: list[_Line] = Field(
        list(_DEFAULT.authentication_servers),
        description="Mail servers whose Authentication-Results are believed.",
        examples=[["mx.example.com"]],
    )
    auto_push: bool = Field(_DEFAULT.auto_push, description="Whether a run pushes its commits to the remote.")

    def value(self) -> Settings:
        own = {name: getattr(self, name) for name in type(self).model_fields}
        return Settings(**own | {"authentication_servers": tuple(self.authentication_servers)})


class DeclarationFile(Table):
    """A declaration file of the policy tracker: `[tracker]` in one file only, `[[policies]]` in any."""

    tracker: TrackerTable | None = Field(None, description="Settings of the whole project.")
    policies: list[PolicyTable] = Field(default=[], description="The policies followed.")


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a declaration file, for editors."""
    schema = DeclarationFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
