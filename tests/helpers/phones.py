"""A ladder with a telephone call in it, and clients that can be called."""

from __future__ import annotations

from dataclasses import replace

from dunning_desktop.domain.client import Contact
from dunning_desktop.domain.ladders import STANDARD
from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, DunningPolicy, Tone
from dunning_desktop.usecases.office import Office
from dunning_desktop.usecases.settings import business, save_business

PHONE = "020 7946 0958"
ANN = Contact("Ann Lee", email="ann@client.example", phone=PHONE)
BOB = Contact("Bob Ray", phone="020 7946 0111")
# Written on the day after, called after a week, and written firmly a week later.
LADDER = DunningPolicy(
    "With a call",
    (
        DunningLevel(1, 1, Tone.FRIENDLY, Channel.EMAIL),
        DunningLevel(2, 8, Tone.FRIENDLY, Channel.PHONE, days_to_pay=5),
        DunningLevel(3, 15, Tone.FIRM, Channel.PHONE, charges=ChargeRule.DEMAND),
        DunningLevel(4, 22, Tone.FINAL, Channel.EMAIL, charges=ChargeRule.DEMAND),
    ),
    gap_days=5,
)
CALL_FIRST = replace(
    STANDARD,
    name="Call first",
    levels=(
        DunningLevel(1, 1, Tone.FRIENDLY, Channel.PHONE),
        DunningLevel(2, 11, Tone.FIRM, Channel.EMAIL, charges=ChargeRule.SHOW),
        DunningLevel(3, 21, Tone.FINAL, Channel.EMAIL, charges=ChargeRule.DEMAND),
    ),
    gap_days=5,
)


def chase_by(office: Office, policy: DunningPolicy = CALL_FIRST) -> int:
    """Let that ladder hold for the business; its id."""
    with office.write() as ledger:
        policy_id = ledger.parties.save_policy(policy)
    save_business(office, replace(business(office), policy_id=policy_id))
    return policy_id
