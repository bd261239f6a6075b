"""Promises in many wordings: numbers in words and figures, other channels, orders and negations, lists.

Each was written down with what a careful person reads in it before the program read it.
"""

from __future__ import annotations

import pytest

from tests.notice.reading import document
from tracker.model import Lead
from tracker.notice import read_rule

# The text; by trigger the channels with their strengths and the lead; what counts as consent and what readers can do.
PROMISES = [
    (
        "Should we amend this notice, every customer hears from us by e-mail no fewer than twenty-one (21) days beforehand.",
        {"any": ({"email": "will"}, "21 day")},
        None,
    ),
    (
        "Amendments to this policy are sent to you by post a fortnight before they come into force.",
        {"any": ({"personal_other": "will"}, "2 week")},
        None,
    ),
    (
        "We give three months' notice by e-mail of any amendment to these terms.",
        {"any": ({"email": "will"}, "3 month")},
        None,
    ),
    (
        "No change to this policy takes effect earlier than 30 days after we have e-mailed you about it.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "A revised version of this policy applies once ten working days have passed since we notified you of it in the app.",
        {"any": ({"in_product": "will"}, "10 business_day")},
        None,
    ),
    (
        "You will learn of changes to these terms by text message at least 72 hours ahead.",
        {"any": ({"personal_other": "will"}, "72 hour")},
        None,
    ),
    (
        "If this policy changes, an e-mail will reach you not later than one calendar month before the change applies.",
        {"any": ({"email": "will"}, "1 month")},
        None,
    ),
    (
        "We shall announce amendments to these conditions on our website not less than six weeks in advance.",
        {"any": ({"website_notice": "will"}, "6 week")},
        None,
    ),
    (
        "Our updated terms enter into force on the thirtieth day after we post them here.",
        {"any": ({"post_page": "will"}, "30 day")},
        None,
    ),
    (
        "We will let you know by e-mail well before changes to this policy take effect.",
        {"any": ({"email": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "Before we change this policy we will show you a message when you sign in.",
        {"any": ({"in_product": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "You'll get reasonable notice by e-mail of changes to this agreement.",
        {"any": ({"email": "will"}, "reasonable")},
        None,
    ),
    (
        "We will inform you by e-mail on or before the day on which changes to these terms apply.",
        {"any": ({"email": "will"}, "on_or_before_effective")},
        None,
    ),
    (
        "Changes to this policy are effective the moment we upload them to this page.",
        {"any": ({"post_page": "will"}, "immediate")},
        None,
    ),
    ("This policy may change without warning.", {"any": ({"none_disclaimed": "will"}, "disclaimed")}, None),
    (
        "We tell users by e-mail soon after changing these terms.",
        {"any": ({"email": "will"}, "after_or_promptly")},
        None,
    ),
    (
        "We can alter these terms at any moment and are under no obligation to inform you.",
        {"any": ({"none_disclaimed": "will"}, "disclaimed")},
        None,
    ),
    (
        "Where these terms change, you have been told by e-mail at least 2 (two) months earlier.",
        {"any": ({"email": "will"}, "2 month")},
        None,
    ),
    (
        "An updated version of this policy will be put on this page eight weeks before it starts to apply.",
        {"any": ({"post_page": "will"}, "8 week")},
        None,
    ),
    (
        "Notice of any change to these terms will be e-mailed to account holders sixty days prior to its effective date.",
        {"any": ({"email": "will"}, "60 day")},
        None,
    ),
    (
        "We will e-mail you about changes to this policy with a lead time of 45 days.",
        {"any": ({"email": "will"}, "45 day")},
        None,
    ),
    (
        "We undertake to notify you in writing one week before any modification of these terms becomes binding.",
        {"any": ({"personal_other": "will"}, "1 week")},
        None,
    ),
    (
        "Changes to this policy are announced thirty days ahead of time by e-mail.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "A minimum of 30 days’ e-mail notice precedes every revision of this statement.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "We notify you of updates to these terms by e-mail, giving you at least a month to read them before they take effect.",
        {"any": ({"email": "will"}, "1 month")},
        None,
    ),
    (
        "We may revise this policy; the revised policy will not apply to you until 15 days after you have received our e-mail.",
        {"any": ({"email": "will"}, "15 day")},
        None,
    ),
    (
        "Thirty days before the changes to these Terms take effect, we will send you an e-mail.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "We’ll post the amended policy on this page at least 7 days before the effective date stated there.",
        {"any": ({"post_page": "will"}, "7 day")},
        None,
    ),
    (
        "Any update of this policy is notified to you by e-mail with 1 year's notice.",
        {"any": ({"email": "will"}, "1 year")},
        None,
    ),
    (
        "We will give you advance warning by e-mail of changes to this policy.",
        {"any": ({"email": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "In case of changes to these terms, notification will be provided through your dashboard with at least twenty-eight days’ notice.",
        {"any": ({"in_product": "will"}, "28 day")},
        None,
    ),
    (
        "If you do not close your account within 30 days, you accept the changes to these terms, of which we inform you by e-mail.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "We keep earlier versions of this policy for 90 days and tell you of changes by e-mail.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "We will write to the e-mail address you gave us whenever this policy changes.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Changes to this policy are displayed in a banner across our website.",
        {"any": ({"website_notice": "will"}, "none_stated")},
        None,
    ),
    (
        "You will see a pop-up window the next time you open the app after these terms have changed.",
        {"any": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    ("We may, but need not, e-mail you when this policy changes.", {"any": ({"email": "may"}, "none_stated")}, None),
    (
        "We will do our best to tell you by e-mail when these terms change.",
        {"any": ({"email": "efforts"}, "none_stated")},
        None,
    ),
    (
        "Where the law so requires, we will notify you of changes to this policy by e-mail.",
        {"any": ({"email": "conditional"}, "none_stated")},
        None,
    ),
    (
        "Updates to these terms are announced on our blog and in our newsletter.",
        {"any": ({"other": "will"}, "none_stated")},
        None,
    ),
    (
        "We will notify you of changes to this policy either by e-mail or by a letter.",
        {"any": ({"email": "will", "personal_other": "will"}, "none_stated")},
        None,
    ),
    (
        "Changes to this policy will be brought to your attention by phone.",
        {"any": ({"personal_other": "will"}, "none_stated")},
        None,
    ),
    (
        "We will post changes to these terms on our trust center.",
        {"any": ({"updates_page": "will"}, "none_stated")},
        None,
    ),
    (
        "Each revision of this policy is listed in the change log below.",
        {"any": ({"updates_page": "will"}, "none_stated")},
        None,
    ),
    (
        "The new version of this policy will be made available on this page and the date above will be changed.",
        {"any": ({"post_page": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "When we revise this policy we change the date at the top.",
        {"any": ({"date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We endeavour to inform our members of changes to these rules through a push notification.",
        {"any": ({"in_product": "efforts"}, "none_stated")},
        None,
    ),
    (
        "Changes to this policy are communicated to users through the message centre of the app.",
        {"any": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    ("If we change this policy, we will inform you.", {"any": ({"unspecified": "will"}, "none_stated")}, None),
    (
        "If appropriate, changes to this policy will be announced by e-mail.",
        {"any": ({"email": "conditional"}, "none_stated")},
        None,
    ),
    (
        "We intend to give notice of changes to these terms on our home page.",
        {"any": ({"website_notice": "efforts"}, "none_stated")},
        None,
    ),
    ("You might receive an e-mail from us when these terms change.", {"any": ({"email": "may"}, "none_stated")}, None),
    (
        "When changes to this policy are made:\n\n- we e-mail all registered users;\n- we put a notice on our website;\n- we update the date of this page.",
        {"any": ({"email": "will", "website_notice": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We will tell you about changes to these terms in one of these ways:\n\n* by e-mail\n* by a notice in your account\n* by SMS",
        {"any": ({"email": "will", "in_product": "will", "personal_other": "will"}, "none_stated")},
        None,
    ),
    (
        "An e-mail is sent to all subscribers before changes to this policy take effect.",
        {"any": ({"email": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "All customers shall be informed of amendments to this agreement in text form.",
        {"any": ({"personal_other": "will"}, "none_stated")},
        None,
    ),
    (
        "We never change these terms without telling you by e-mail first.",
        {"any": ({"email": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "Changes to this notice, which we will always flag by e-mail, are rare.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Any changes to this policy will be published in the documentation and announced on social media.",
        {"any": ({"other": "will"}, "none_stated")},
        None,
    ),
    (
        "Users will be prompted at login to read the changed terms.",
        {"any": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "We will try, where possible, to send you an e-mail about changes to this policy.",
        {"any": ({"email": "conditional"}, "none_stated")},
        None,
    ),
    (
        "It is our practice to place a prominent notice on the site if this policy changes.",
        {"any": ({"website_notice": "will"}, "none_stated")},
        None,
    ),
    (
        "If you have given us an e-mail address, we will use it to tell you about changes to this policy.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Notice of changes to these terms is given in your account.",
        {"any": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "Notices, including those about changes to these terms, are sent to your e-mail address.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "We will e-mail you 30 days before a significant change to this policy; other changes are posted here.",
        {"any": ({"post_page": "will"}, "none_stated"), "material": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "Minor corrections of this policy are made without notice. For everything else we e-mail you two weeks ahead.",
        {"any": ({"email": "will"}, "2 week"), "non_material": ({"none_disclaimed": "will"}, "disclaimed")},
        None,
    ),
    (
        "If a change to these terms works to your disadvantage, we will send you a letter six weeks before.",
        {"any": ({}, "none_stated"), "adverse": ({"personal_other": "will"}, "6 week")},
        None,
    ),
    (
        "Changes to these terms that are required by law may take effect at once; all others are e-mailed to you 30 days before.",
        {"any": ({"email": "will"}, "30 day"), "legal_or_urgent": ({}, "immediate")},
        None,
    ),
    (
        "If we make important changes to our privacy practices, we will show a notice in the product.",
        {"any": ({}, "none_stated"), "material": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "These terms can only be changed by a written agreement signed by both of us.",
        {"any": ({}, "none_stated"), "mutual_only": ({}, "none_stated")},
        None,
    ),
    (
        "When a revision, in our sole discretion, is material, we will notify you by e-mail at least 30 days prior to the new terms taking effect. We may revise these terms at any time.",
        {"any": ({}, "none_stated"), "material": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "We post all changes to this policy on this page. Substantial changes will also be e-mailed to you.",
        {"any": ({"post_page": "will"}, "none_stated"), "material": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Changes to this policy in your favour, and new features, take effect immediately. Other changes take effect 14 days after we e-mail you.",
        {"any": ({"email": "will"}, "14 day"), "new_or_favourable": ({}, "immediate")},
        None,
    ),
    (
        "We will not make material changes to this policy without giving you at least 14 days' notice by e-mail.",
        {"any": ({}, "none_stated"), "material": ({"email": "will"}, "14 day")},
        None,
    ),
    (
        "If the changes to this policy are not material, we post them here and nothing more.",
        {"any": ({}, "none_stated"), "non_material": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We may change this policy or the way we handle your data; in both cases you will get an e-mail a week before.",
        {"any": ({"email": "will"}, "1 week"), "practice_change": ({"email": "will"}, "1 week")},
        None,
    ),
    (
        "We reserve the right to change these terms. Changes that reduce your rights will be notified to you by e-mail 30 days in advance.",
        {"any": ({}, "none_stated"), "adverse": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "We'll notify you about major updates of these terms via e-mail and in the app.",
        {"any": ({}, "none_stated"), "material": ({"email": "will", "in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "Except in urgent cases, such as security threats, we announce changes to these terms by e-mail ten days ahead.",
        {"any": ({"email": "will"}, "10 day")},
        None,
    ),
    (
        "We e-mail you about changes to these terms. If you go on using the service after that, you agree to them.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We e-mail you about changes to these terms. Not objecting within six weeks counts as agreement.",
        {"any": ({"email": "will"}, "none_stated")},
        ["deemed_by_silence", "right_to_object"],
    ),
    (
        "We e-mail you about changes to these terms. If you disagree, you may close your account before they take effect.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. They apply only once you have clicked 'I agree'.",
        {"any": ({"email": "will"}, "none_stated")},
        ["explicit_consent"],
    ),
    (
        "We e-mail you about changes to these terms. Whoever does not accept them must stop using the service.",
        {"any": ({"email": "will"}, "none_stated")},
        ["must_stop_using"],
    ),
    (
        "We e-mail you about changes to these terms. You have the right to object to them within 30 days of our e-mail.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_object"],
    ),
    (
        "We e-mail you about changes to these terms. Your silence is taken as consent.",
        {"any": ({"email": "will"}, "none_stated")},
        ["deemed_by_silence"],
    ),
    (
        "We e-mail you about changes to these terms. By using the site after a change you are bound by the new version.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We e-mail you about changes to these terms. You can cancel your subscription free of charge until the change takes effect.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. If you don't agree, please stop using our products and delete your account.",
        {"any": ({"email": "will"}, "none_stated")},
        ["must_stop_using", "right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. You may opt out of any new use of your data.",
        {"any": ({"email": "will"}, "none_stated"), "new_purpose_or_use": ({}, "none_stated")},
        ["opt_out"],
    ),
    (
        "We e-mail you about changes to these terms. The amended terms are deemed accepted unless you reject them in writing within 14 days.",
        {"any": ({"email": "will"}, "none_stated")},
        ["deemed_by_silence", "right_to_object"],
    ),
    (
        "We e-mail you about changes to these terms. Your consent will be sought before they apply to you.",
        {"any": ({"email": "will"}, "none_stated")},
        ["explicit_consent"],
    ),
    (
        "We e-mail you about changes to these terms. Continued access constitutes acceptance; otherwise your only remedy is to leave.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use", "must_stop_using"],
    ),
    (
        "We e-mail you about changes to these terms. Should you not agree, you are entitled to terminate the contract with immediate effect.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. Continued use does not mean that you accept them; we will ask you.",
        {"any": ({"email": "will"}, "none_stated")},
        [],
    ),
    (
        "We e-mail you about changes to these terms. We may terminate your account if you breach them.",
        {"any": ({"email": "will"}, "none_stated")},
        [],
    ),
    (
        "We e-mail you about changes to these terms. Keeping your account open means you accept the changes.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We e-mail you about changes to these terms. You may refuse them by telling us so before they take effect.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_object"],
    ),
    (
        "We let our guests know about changes to this policy by sending them an e-mail no later than ten days before these changes begin to apply.",
        {"any": ({"email": "will"}, "10 day")},
        None,
    ),
    (
        "Revisions of these terms are e-mailed to members a full month before they bind anybody.",
        {"any": ({"email": "will"}, "1 month")},
        None,
    ),
    (
        "We must tell you four weeks in advance, by letter, if we amend this agreement.",
        {"any": ({"personal_other": "will"}, "4 week")},
        None,
    ),
    (
        "This policy is reviewed yearly. If anything changes, a note appears on our home page for 30 days.",
        {"any": ({"website_notice": "will"}, "none_stated")},
        None,
    ),
    (
        "From time to time we may have to change these terms; if so, expect an e-mail from us at least 20 days earlier.",
        {"any": ({"email": "will"}, "20 day")},
        None,
    ),
    (
        "You will be given no less than seven (7) calendar days' notice of changes to these terms through the platform.",
        {"any": ({"in_product": "will"}, "7 calendar_day")},
        None,
    ),
    (
        "Changes to this notice: we will inform you by e-mail or through your account at least 14 days before they take effect.",
        {"any": ({"email": "will", "in_product": "will"}, "14 day")},
        None,
    ),
    (
        "We do not intend to notify you of each change to this policy.",
        {"any": ({"none_disclaimed": "will"}, "none_stated")},
        None,
    ),
    (
        "We are not required to give notice of changes to these terms.",
        {"any": ({"none_disclaimed": "will"}, "disclaimed")},
        None,
    ),
    (
        "Changes to these terms apply from the day they are published on this website.",
        {"any": ({"post_page": "will"}, "immediate")},
        None,
    ),
    (
        "We could change this policy in future. Whenever that happens, we shall send a message to the e-mail address linked to your account.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Any change of this policy is shown in the app for two weeks before it takes effect.",
        {"any": ({"in_product": "will"}, "2 week")},
        None,
    ),
    (
        "The current version of this policy can always be found at heron.example/privacy.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "If you have an account with us, you will receive an e-mail when this policy changes; otherwise please look at this page.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "We will notify the administrators of your organisation by e-mail thirty days before we amend these terms.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "Amendments take effect 30 days after notice of them has been e-mailed to you. We may amend these terms for good reason.",
        {"any": ({"email": "will"}, "30 day")},
        None,
    ),
    (
        "We may update this privacy policy by posting a new version here. You should check this page now and then.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "If we make changes that we consider important, we will also notify you by e-mail. All changes to this policy are posted on this page.",
        {"any": ({"post_page": "will"}, "none_stated"), "material": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "In the case of material modifications of this agreement we will provide at least 45 days’ notice via e-mail or in-app notification. Non-material modifications are effective upon posting.",
        {
            "any": ({}, "none_stated"),
            "material": ({"email": "will", "in_product": "will"}, "45 day"),
            "non_material": ({"post_page": "will"}, "immediate"),
        },
        None,
    ),
    (
        "Should the changes be to your detriment, you will be informed by e-mail 60 days beforehand. We may change these terms.",
        {"any": ({}, "none_stated"), "adverse": ({"email": "will"}, "60 day")},
        None,
    ),
    (
        "We reserve the right to amend these terms without prior notice, but will publish the amended terms on our website.",
        {"any": ({"post_page": "will"}, "disclaimed")},
        None,
    ),
    (
        "We may notify you of changes to this policy by e-mail, SMS or push notification.",
        {"any": ({"email": "may", "personal_other": "may", "in_product": "may"}, "none_stated")},
        None,
    ),
    (
        "Where practicable, we will give you two weeks' notice by e-mail of changes to these terms.",
        {"any": ({"email": "conditional"}, "2 week")},
        None,
    ),
    (
        "We will use reasonable endeavours to give you 30 days' notice by e-mail of changes to these terms.",
        {"any": ({"email": "efforts"}, "30 day")},
        None,
    ),
    (
        "Every time we update this policy, the date at the top changes and registered users get an e-mail.",
        {"any": ({"email": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "Updates to this policy are flagged inside the product the next time you log in.",
        {"any": ({"in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "Material changes to this policy are notified by e-mail and a banner on our website at least fifteen days before they take effect.",
        {"any": ({}, "none_stated"), "material": ({"email": "will", "website_notice": "will"}, "15 day")},
        None,
    ),
    (
        "We will post the new terms on our website and tell you by e-mail. They apply two months after that.",
        {"any": ({"email": "will", "post_page": "will"}, "2 month")},
        None,
    ),
    (
        "You will find a notice about changes to this policy on our website at least ten days before they come into effect.",
        {"any": ({"website_notice": "will"}, "10 day")},
        None,
    ),
    (
        "We e-mail you about changes to these terms. Unless you tell us within 30 days that you object, the new terms apply.",
        {"any": ({"email": "will"}, "none_stated")},
        ["deemed_by_silence", "right_to_object"],
    ),
    (
        "We e-mail you about changes to these terms. You are free to leave at any time before they apply.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. Using our service afterwards counts as your agreement.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We e-mail you about changes to these terms. If they are not acceptable to you, do not use the service any longer.",
        {"any": ({"email": "will"}, "none_stated")},
        ["must_stop_using"],
    ),
    (
        "We e-mail you about changes to these terms. If you do not respond, we assume that you agree.",
        {"any": ({"email": "will"}, "none_stated")},
        ["deemed_by_silence"],
    ),
    (
        "We e-mail you about changes to these terms. You may terminate your contract without notice period up to the effective date.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We e-mail you about changes to these terms. If you object, the old terms continue to apply to you.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_object"],
    ),
    (
        "We e-mail you about changes to these terms. By placing another order you accept the changed terms.",
        {"any": ({"email": "will"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We e-mail you about changes to these terms. Where the law requires it, we ask for your consent.",
        {"any": ({"email": "will"}, "none_stated")},
        ["explicit_consent"],
    ),
    (
        "We may update this Privacy Policy to reflect changes to our information practices. If we make any material changes, we will notify you by email (sent to the email address specified in your account) or by means of a notice on the Services prior to the change becoming effective.",
        {"any": ({}, "none_stated"), "material": ({"email": "will", "in_product": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "The Company may modify these Terms on thirty (30) days written notice to the Customer.",
        {"any": ({"personal_other": "will"}, "30 day")},
        None,
    ),
    (
        "Any modifications will be communicated to Users via the Platform and will become effective ten (10) days after such communication. These Terms may be modified by the Company.",
        {"any": ({"in_product": "will"}, "10 day")},
        None,
    ),
    (
        "If we decide to change this privacy policy, we will post those changes on this page and update the modification date below.",
        {"any": ({"post_page": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We will provide at least 30 days' advance notice of material changes to these Terms by posting a notice on our website and emailing the primary contact on your account.",
        {"any": ({}, "none_stated"), "material": ({"email": "will", "website_notice": "will"}, "30 day")},
        None,
    ),
    (
        "This policy may be updated from time to time. We encourage you to review it periodically. Your continued use of our site after any change means you accept it.",
        {"any": ({"post_page": "implied"}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We can change these Terms at any time. If a change is material, we'll let you know before it takes effect. By using the service on or after that effective date, you agree to the new Terms. If you don't agree to them, you should delete your account before they take effect.",
        {"any": ({}, "none_stated"), "material": ({"unspecified": "will"}, "prior_unspecified")},
        ["continued_use", "right_to_terminate"],
    ),
    (
        "Customers will be notified at least 15 business days prior to any change to this Agreement by e-mail to their billing contact.",
        {"any": ({"email": "will"}, "15 business_day")},
        None,
    ),
    (
        "We keep this notice under regular review and place any updates on this web page. This notice was last updated on 2 May 2026.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "From time to time, we may revise these Terms of Service. We will use reasonable efforts to notify you of material revisions, for example via an email or a pop-up on the service.",
        {"any": ({}, "none_stated"), "material": ({"email": "efforts", "in_product": "efforts"}, "none_stated")},
        None,
    ),
    (
        "We will notify you of any changes to our privacy policy by posting the new privacy policy on our website. You are advised to consult this page regularly.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "The provider is entitled to amend these terms with effect for the future. The provider will inform the customer of the amendments in text form at least six weeks before they take effect. The amendments are deemed accepted if the customer does not object within four weeks of receipt of the notification.",
        {"any": ({"personal_other": "will"}, "6 week")},
        ["deemed_by_silence", "right_to_object"],
    ),
    (
        "We may amend this Agreement from time to time by giving you not less than 2 months' notice by email. You will be taken to have accepted the change unless you tell us before it takes effect that you do not accept it, in which case you may close your account without charge.",
        {"any": ({"email": "will"}, "2 month")},
        ["deemed_by_silence", "right_to_object", "right_to_terminate"],
    ),
    (
        "Changes to these Terms will not apply retroactively and will become effective no sooner than fourteen days after they are posted. However, changes made for legal reasons will be effective immediately.",
        {"any": ({"post_page": "implied"}, "14 day"), "legal_or_urgent": ({}, "immediate")},
        None,
    ),
    (
        "We may change our Privacy Notice. We will place updates on our website and, where appropriate, will give reasonable notice of any changes.",
        {"any": ({"post_page": "will", "unspecified": "conditional"}, "reasonable")},
        None,
    ),
    (
        "No amendment of this Agreement shall be effective unless made in writing and signed by both parties.",
        {"any": ({}, "none_stated"), "mutual_only": ({}, "none_stated")},
        None,
    ),
    (
        "We'll notify you of material changes at least one month in advance and post the previous version in our archive. We may change these Terms.",
        {"any": ({}, "none_stated"), "material": ({"unspecified": "will"}, "1 month")},
        None,
    ),
    (
        "Please note that this Statement may change. We will not reduce your rights under this Statement without your explicit consent. We will post any Statement changes on this page and, if the changes are significant, we will provide a more prominent notice (including, for certain services, email notification).",
        {
            "any": ({"post_page": "will"}, "none_stated"),
            "material": ({"email": "will", "website_notice": "will"}, "none_stated"),
        },
        None,
    ),
    (
        "If we change these terms, we'll give you at least 7 days' notice in the App or by email, unless the change is in your favour or is required by law, when we may tell you on the day.",
        {"any": ({"email": "will", "in_product": "will"}, "7 day")},
        None,
    ),
    (
        "Revised Terms take effect on the date shown at the top of this page. We recommend that you print a copy. We may revise these Terms by amending this page.",
        {"any": ({"post_page": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "All changes will be announced on our Twitter account and in our Discord server before they go live. We may change these rules at our own discretion.",
        {"any": ({"other": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "We shall notify all Members of any amendment to these Rules by letter or e-mail sent to their last known address at least 28 days before the date on which the amendment takes effect.",
        {"any": ({"email": "will", "personal_other": "will"}, "28 day")},
        None,
    ),
    (
        "When we make material changes to this policy we will post it with a new date and, where practicable, tell active customers by e-mail.",
        {
            "any": ({}, "none_stated"),
            "material": ({"post_page": "will", "date_stamp": "will", "email": "conditional"}, "none_stated"),
        },
        None,
    ),
    (
        "We may vary these terms by publishing them here. You accept that this gives you sufficient notice of the variation.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We may change this policy at any time without prior notice. The current version is posted here.",
        {"any": ({"post_page": "will"}, "disclaimed")},
        None,
    ),
    (
        "We have no other obligation to notify you of changes to these terms.",
        {"any": ({"none_disclaimed": "will"}, "disclaimed")},
        None,
    ),
    (
        "If we make changes to this agreement, we will notify you by re-uploading it at this address.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We may update these terms upon 10 days' notice. We will provide notice by changing the date at the top of this page.",
        {"any": ({"date_stamp": "will"}, "10 day")},
        None,
    ),
    (
        "We will show updates of this policy by changing its date and, in some cases, we may send you an e-mail.",
        {"any": ({"date_stamp": "will", "email": "may"}, "none_stated")},
        None,
    ),
    (
        "We notify subscribers by e-mail 30 days in advance of changes to these terms that are disadvantageous to them; if they do not accept the changes, they can cancel their subscription.",
        {"any": ({}, "none_stated"), "adverse": ({"email": "will"}, "30 day")},
        ["right_to_terminate"],
    ),
    (
        "If the changes to this policy are significant, the mill shall spare no efforts to apprise its customers by e-mail.",
        {"any": ({}, "none_stated"), "material": ({"email": "efforts"}, "none_stated")},
        None,
    ),
    (
        "We may amend these terms. If you do not wish to accept the changes, you can close your account before they take effect.",
        {"any": ({}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We may amend these terms. The mill may also close any account at its discretion.",
        {"any": ({}, "none_stated")},
        [],
    ),
    (
        "We reserve the right to amend these terms and to suspend, restrict or end the service or your account. If you object, you may cancel your membership.",
        {"any": ({}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We may amend these terms and conditions. Your use of the mill after any change of these terms and conditions will be deemed your acceptance.",
        {"any": ({}, "none_stated")},
        ["continued_use"],
    ),
    (
        "You agree to all changes of these terms by your continuing use of the mill.",
        {"any": ({}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We may amend these terms. If you do not refuse an amendment within 14 days, you are deemed to have approved it.",
        {"any": ({}, "none_stated")},
        ["deemed_by_silence", "right_to_object"],
    ),
    (
        "We may amend this policy. Where your data are to be used for a new purpose, we will give you the opportunity to choose whether they are.",
        {"any": ({}, "none_stated"), "new_purpose_or_use": ({}, "none_stated")},
        ["opt_out"],
    ),
    (
        "Changes of this policy will be announced over our official public channels.",
        {"any": ({"other": "will"}, "none_stated")},
        None,
    ),
    (
        "When this policy changes, I will say so on this page in advance and, where I have your address, tell you.",
        {"any": ({"website_notice": "will"}, "prior_unspecified")},
        None,
    ),
    (
        "We may update this notice. Where material changes are made, we will update the effective date on our website.",
        {"any": ({}, "none_stated"), "material": ({"date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We post changes of this policy here. You may object by e-mailing the mill within 30 days.",
        {"any": ({"post_page": "will"}, "none_stated")},
        ["right_to_object"],
    ),
    (
        "All notices are considered delivered when sent by e-mail. We may change these terms.",
        {"any": ({}, "none_stated")},
        None,
    ),
    (
        "We may amend these terms. You may reject the amendment by closing your account.",
        {"any": ({}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We may amend these terms of the app. If you disagree with the changes, you should discontinue its use or delete the app.",
        {"any": ({}, "none_stated")},
        ["must_stop_using", "right_to_terminate"],
    ),
    (
        "We may amend these terms. Such changes shall be notified to customers by posting on the mill's web site.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We may choose to notify you of changes to this agreement by e-mail, which is received immediately after being sent.",
        {"any": ({"email": "may"}, "none_stated")},
        None,
    ),
    (
        "We may amend this policy. You can tell when this policy was last revised by looking at its first line.",
        {"any": ({"date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We will give you written notice of changes to these terms that are not detrimental to you.",
        {"any": ({"personal_other": "will"}, "none_stated")},
        None,
    ),
    (
        "Revised terms will be posted in the app or on our site. Should the member use the mill after that, the member accepts them.",
        {"any": ({"post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We may amend these terms. If the customer uses the mill after the change, the customer is deemed to agree.",
        {"any": ({}, "none_stated")},
        ["continued_use"],
    ),
    (
        "We may amend these terms, and members may be required to accept the amended terms before they go on.",
        {"any": ({}, "none_stated")},
        ["explicit_consent"],
    ),
    (
        "We will e-mail you at least 14 days before changes to these terms (or such longer period as required by law).",
        {"any": ({"email": "will"}, "14 day")},
        None,
    ),
    (
        "When we change these terms, we update this page and its effective date and surface the change in the app.",
        {"any": ({"post_page": "will", "date_stamp": "will", "in_product": "will"}, "none_stated")},
        None,
    ),
    (
        "We will endeavour to give notice of material changes to these terms 21 days ahead. Notice may be given by e-mail or in the app.",
        {"any": ({}, "none_stated"), "material": ({"email": "efforts", "in_product": "efforts"}, "21 day")},
        None,
    ),
    (
        "We shall notify you of amendments to these terms. We may send such notices by e-mail.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "The mill may amend these terms by e-mail. If the member does not agree, it may terminate the agreement by written notice.",
        {"any": ({"email": "will"}, "none_stated")},
        ["right_to_terminate"],
    ),
    (
        "We may amend these terms. If you do not accept them, we may close your account and terminate your access to the service.",
        {"any": ({}, "none_stated")},
        [],
    ),
    (
        "We may amend these terms. If we wish to use grain for new purposes, you have the opportunity to opt in or out.",
        {"any": ({}, "none_stated"), "new_purpose_or_use": ({}, "none_stated")},
        ["opt_out"],
    ),
    (
        "When the mill amends these terms, it announces the new terms in the app a week in advance. For amendments adverse to "
        "members the announcement will be made 60 days in advance.",
        {"any": ({"in_product": "will"}, "1 week"), "adverse": ({"unspecified": "will"}, "60 day")},
        None,
    ),
    (
        "These terms may change. The date below shows the latest amendment. We shall take reasonable steps to notify members of changes "
        "to these terms.",
        {"any": ({"date_stamp": "will", "unspecified": "efforts"}, "none_stated")},
        None,
    ),
    (
        "We may revise these terms; the latest version will always appear on this page. Changes apply from the date they are posted.",
        {"any": ({"post_page": "will"}, "immediate")},
        None,
    ),
    (
        'We may update this notice. The "Effective Date" will be changed accordingly, and we update this notice on our website.',
        {"any": ({"date_stamp": "will", "post_page": "will"}, "none_stated")},
        None,
    ),
    (
        "We will e-mail you about changes to these terms. Changes take effect on the date stated in the notice.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "The mill may amend these terms without the need to give notice.",
        {"any": ({"none_disclaimed": "will"}, "disclaimed")},
        None,
    ),
    (
        "We give notice of changes to these terms by e-mail. We are not obliged to give notice by any other means.",
        {"any": ({"email": "will"}, "none_stated")},
        None,
    ),
    (
        "Changes to this notice are announced by an on-site banner or a system mail, and we publish the new effective date.",
        {"any": ({"website_notice": "will", "in_product": "will", "date_stamp": "will"}, "none_stated")},
        None,
    ),
    (
        "We may revise these terms without notice, although we will try to highlight any changes.",
        {"any": ({"none_disclaimed": "will", "unspecified": "efforts"}, "disclaimed")},
        None,
    ),
    (
        "The mill may change this notice by informing its members on this page. Members are asked to accept the new notice.",
        {"any": ({"post_page": "will"}, "none_stated")},
        ["explicit_consent"],
    ),
    (
        "We may change this notice. Where the law asks for it we will get your permission, or let you opt out, for new uses of your data.",
        {"any": ({}, "none_stated"), "new_purpose_or_use": ({}, "none_stated")},
        ["explicit_consent", "opt_out"],
    ),
    (
        "We tell members of important changes to these terms. If a change is beneficial to the members it takes effect immediately.",
        {
            "any": ({}, "none_stated"),
            "material": ({"unspecified": "will"}, "none_stated"),
            "new_or_favourable": ({}, "immediate"),
        },
        None,
    ),
    (
        "We may update this notice; updates are posted here. If we use your data for a purpose that is other than the one stated here, "
        "we will e-mail you about the change of this notice.",
        {"any": ({"post_page": "will"}, "none_stated"), "new_purpose_or_use": ({"email": "will"}, "none_stated")},
        None,
    ),
]


def in_short(lead: Lead) -> str:
    """`30 day` or the kind."""
    return f"{lead.value} {lead.unit}" if lead.kind == "fixed" else lead.kind


@pytest.mark.parametrize(("said", "promised", "acceptance"), PROMISES)
def test_what_is_promised(said, promised, acceptance):
    rule = read_rule(document(said))
    assert {tier.trigger: (dict(tier.channels), in_short(tier.lead)) for tier in rule.tiers} == promised
    if acceptance is not None:
        assert {way for tier in rule.tiers for way in tier.acceptance} == set(acceptance)
