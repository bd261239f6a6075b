"""How a publisher reads the gate's answer: as text, in a pull request, as annotations, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from tracker.cli.terminal import escaped, safe, safe_json
from tracker.model import Finding, SectionChange
from tracker.model.wording import one_line, rule_sentences
from tracker.pipeline import Readiness

_READY = "Ready: nothing stands in the way."
_QUOTED = 300  # characters of a quotation


class Format(StrEnum):
    """The forms of the gate's answer."""

    text = "text"
    markdown = "markdown"
    github = "github"
    json = "json"


def as_text(found: Readiness, path: Path) -> str:
    """For people at a terminal."""
    lines = [f"{path}: {_verdict(found)}. {_summary(found)}"]
    for finding in filter(_weighty, found.untold):
        where = f"“{one_line(finding.section)}”" if finding.section else "the text"
        lines += [f"- {_weight(finding)}, in {where}: {one_line(finding.why)}"]
        lines += [f"    {side}: “{one_line(words, _QUOTED)}”" for side, words in _sides(finding) if words]
    lines += ["The text in force promises:", *(f"- {line}" for line in rule_sentences(found.rule))]
    if found.earliest:
        lines.append(f"Announced on {found.today}, it may take effect on {found.earliest} at the earliest.")
    lines += [f"PROBLEM: {problem}" for problem in found.problems]
    lines += [f"WARNING: {warning}" for warning in found.warnings]
    if found.ready:
        lines.append("Ready, once a person has looked at the warning." if found.warnings else _READY)
    return safe("\n".join(lines))


def as_markdown(found: Readiness, path: Path) -> str:
    """For a comment on a pull request; text from the policies is quoted as code, so that it cannot act as markup."""
    lines = [f"### {'Ready' if found.ready else 'Not ready'}: {_verdict(found)} of `{path.name}`", ""]
    lines += [_code(_summary(found)), ""]
    if found.earliest:
        lines += [f"Announced on {found.today}, it may take effect on **{found.earliest}** at the earliest.", ""]
    lines += [f"- **{_code(problem)}**" for problem in found.problems]
    lines += [f"- Warning: {_code(warning)}" for warning in found.warnings]
    lines += [_finding(finding) for finding in filter(_weighty, found.untold)]
    return "\n".join(lines) + "\n"


def _verdict(found: Readiness) -> str:
    """`material change`; a change in words that were not read bears no verdict."""
    return "unread change" if found.change.unweighed else f"{found.change.verdict} change"


def _summary(found: Readiness) -> str:
    """The summary; of a change that was not read it would count findings by weights that nobody gave."""
    return "Words changed in a language that the rules do not read." if found.change.unweighed else found.change.summary


def _weight(finding: Finding) -> str:
    return "not read" if finding.unweighed else finding.weight


def _weighty(finding: Finding) -> bool:
    return finding.weight in {"material", "minor"}


def _sides(finding: Finding) -> tuple[tuple[str, str], ...]:
    return ("was", finding.before), ("now", finding.after)


def _finding(finding: Finding) -> str:
    return f"- {_weight(finding)}, {finding.category}: {_code(finding.why)} (in {_code(finding.section or 'the text')})"


def _code(text: str) -> str:
    return "`" + " ".join(safe(text).replace("`", "'").split()) + "`"


def as_github(found: Readiness, path: Path) -> str:
    """Workflow commands that annotate the lines of the new text."""
    lines = [f"::error file={_property(str(path))}::{escaped(problem)}" for problem in found.problems]
    lines += [f"::warning file={_property(str(path))}::{escaped(warning)}" for warning in found.warnings]
    weighty = [section for section in found.change.sections if section.verdict in {"material", "minor"}]
    lines += [_annotation(section, path, found) for section in weighty if section.after]
    lines.append(f"::notice file={_property(str(path))}::{escaped(_summary(found))}")
    return "\n".join(lines)


def _annotation(section: SectionChange, path: Path, found: Readiness) -> str:
    ref = section.after[0]
    unread = section.verdict == "minor" and any(
        finding.unweighed and finding.section == ref.heading for finding in found.change.findings
    )
    verdict = "unread change" if unread else f"{section.verdict} change"
    what = f"{verdict}: {section.kind} ({', '.join(section.categories)})"
    place = f"file={_property(str(path))},line={ref.start_line},endLine={ref.end_line}"
    return f"::warning {place}::{escaped(what)}"


def _property(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_json(found: Readiness, path: Path) -> str:
    """For programs."""
    data = {**found.to_dict(), "ready": found.ready, "file": str(path)}
    return safe_json(json.dumps(data, ensure_ascii=False, indent=2))


RENDER: Mapping[Format, Callable[[Readiness, Path], str]] = {
    Format.text: as_text,
    Format.markdown: as_markdown,
    Format.github: as_github,
    Format.json: as_json,
}
