"""The rules that judge a clause, in the order in which their findings are told where weights are equal.

Each is a function of a clause whose docstring is its reason; its name is the `rule` of the finding. Every rule is
asked; of those that answer, the weightiest for each category are told. SLIGHT rules are asked where no other answers.
"""

from tracker.classify.reason import Rule
from tracker.classify.rules import contract, figures, people, practice, slight, statement, wording

RULES: tuple[Rule, ...] = (
    figures.period_changed,
    figures.date_changed,
    figures.frequency_changed,
    figures.period_stated,
    figures.age_changed,
    figures.amount_changed,
    practice.table_row,
    practice.sale,
    people.training,
    people.opt_in_to_opt_out,
    practice.recipient_named,
    practice.recipient_listed,
    practice.sharing,
    practice.collection,
    practice.purpose,
    practice.retention,
    practice.transfer,
    practice.security,
    practice.legal_basis,
    people.right,
    people.choice,
    people.consent,
    people.children,
    people.signal,
    people.tracking,
    contract.notice_clause,
    contract.dispute,
    contract.venue,
    contract.liability,
    contract.fee,
    contract.renewal,
    contract.ending,
    contract.licence,
    contract.duty,
    contract.power,
    contract.party,
    wording.negation_changed,
    wording.modal_changed,
    wording.promise_kept_out,
    statement.topic_stated,
    figures.number_changed,
    statement.sentence_stated,
)
SLIGHT: tuple[Rule, ...] = (
    slight.heading,
    slight.explanation,
    slight.announcement,
    slight.contact,
    slight.document,
    slight.label,
    slight.unrecognised,
)
