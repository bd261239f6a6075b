"""The rules that judge a clause, in the order in which their findings are told where weights are equal.

Each is a function of a clause whose docstring is its reason; its name is the `rule` of the finding. Of those that
answer, the weightiest for each category are told. SLIGHT rules are asked where no other answers.
"""

from __future__ import annotations

import functools

from tracker.classify.clause import Clause
from tracker.classify.reason import Rule
from tracker.classify.rules import contract, figures, people, practice, scope, slight, statement, wording

_FIGURE, _ROW = "a figure", "a row"
# Each rule with what must be there before it can answer: one of these concepts, in the clause or above it.
_NEEDS: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (figures.period_changed, (_FIGURE,)),
    (figures.bound_changed, (_FIGURE,)),
    (figures.anchor_changed, (_FIGURE,)),
    (figures.date_changed, ("deadline",)),
    (figures.frequency_changed, ("frequency",)),
    (figures.period_stated, (_FIGURE,)),
    (figures.age_changed, (_FIGURE,)),
    (figures.amount_changed, (_FIGURE,)),
    (practice.table_row, (_ROW,)),
    (practice.sale, ("sell",)),
    (people.training, ("ai",)),
    (people.opt_in_to_opt_out, ("consent",)),
    (practice.recipient_named, ("share", "recipient")),
    (practice.others_beside, ("recipient",)),
    (practice.recipient_listed, ("share", "recipient")),
    (practice.sharing, ("share",)),
    (practice.collection, ("collect", "use", "datatype")),
    (practice.purpose, ("use", "purpose")),
    (practice.retention, ("keep", "hold", "erase")),
    (practice.transfer, ("transfer", "place")),
    (practice.security, ("security",)),
    (practice.legal_basis, ("basis",)),
    (people.right, ("right",)),
    (people.choice, ("choice",)),
    (people.consent, ("consent",)),
    (people.children, ("children",)),
    (people.signal, ("signal",)),
    (people.tracking, ("tracking",)),
    (contract.notice_clause, ("notice",)),
    (contract.dispute, ("dispute",)),
    (contract.venue, ("dispute",)),
    (contract.liability, ("liability",)),
    (contract.fee, ("fee",)),
    (contract.renewal, ("renewal",)),
    (contract.ending, ("ending",)),
    (contract.licence, ("licence",)),
    (contract.duty, ("duty",)),
    (contract.power, ("power",)),
    (contract.party, ("party",)),
    (contract.speaker, ("us", "company")),
    (wording.negation_changed, ("negation",)),
    (wording.modal_changed, ("firm", "soft")),
    (scope.scope_changed, scope.CONCERNED),
    (scope.opposite_said, scope.CONCERNED),
    (wording.limb_changed, wording.LIMBS),
    (wording.alternative_changed, ()),
    (wording.roles_turned, ("us", "you", "negation")),
    (wording.promise_kept_out, ("negation",)),
    (statement.topic_stated, ()),
    (figures.number_changed, (_FIGURE,)),
    (statement.field_changed, statement.FIELDS),
    (statement.entry_listed, statement.LISTED),
    (statement.sentence_stated, ()),
)
RULES: tuple[Rule, ...] = tuple(rule for rule, _ in _NEEDS)
SLIGHT: tuple[Rule, ...] = (
    slight.heading,
    slight.explanation,
    slight.announcement,
    slight.pointer,
    slight.assurance,
    slight.contact,
    slight.document,
    slight.label,
    slight.unrecognised,
)


def rules(clause: Clause) -> tuple[Rule, ...]:
    """The rules that can answer, in order: a sentence names few of the things that rules are about."""
    bits, asked = _bits(), _always()
    for concept in clause.spoken:
        asked |= bits.get(concept, 0)
    for concept in clause.context:
        asked |= bits.get(concept, 0)
    if clause.old.quantities or clause.new.quantities:
        asked |= bits[_FIGURE]
    if clause.edit.kind == "row":
        asked |= bits[_ROW]
    return _chosen(asked)


@functools.cache
def _bits() -> dict[str, int]:
    """For each concept the rules that need it, one bit each."""
    found: dict[str, int] = {}
    for place, (_, needs) in enumerate(_NEEDS):
        for concept in needs:
            found[concept] = found.get(concept, 0) | 1 << place
    return found


@functools.cache
def _always() -> int:
    return sum(1 << place for place, (_, needs) in enumerate(_NEEDS) if not needs)


@functools.lru_cache(maxsize=8192)
def _chosen(asked: int) -> tuple[Rule, ...]:
    return tuple(rule for place, rule in enumerate(RULES) if asked >> place & 1)
