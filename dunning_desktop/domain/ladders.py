"""The ladders that come with the program, from the most patient to the strictest."""

from __future__ import annotations

from dunning_desktop.domain.policy import Channel, ChargeRule, DunningLevel, DunningPolicy, Tone

GENTLE = DunningPolicy(
    name="gentle",
    levels=(
        DunningLevel(1, 7, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=14),
        DunningLevel(2, 28, Tone.FIRM, Channel.EMAIL, days_to_pay=14),
        DunningLevel(
            3, 56, Tone.FINAL, Channel.EMAIL_AND_LETTER, days_to_pay=14, charges=ChargeRule.SHOW
        ),
    ),
    gap_days=10,
    working_days=True,
)
STANDARD = DunningPolicy(
    name="standard",
    levels=(
        DunningLevel(1, -3, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
        DunningLevel(2, 3, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=7),
        DunningLevel(3, 14, Tone.FIRM, Channel.EMAIL, days_to_pay=7, charges=ChargeRule.SHOW),
        DunningLevel(
            4, 28, Tone.FINAL, Channel.EMAIL_AND_LETTER, days_to_pay=7, charges=ChargeRule.DEMAND
        ),
    ),
)
STRICT = DunningPolicy(
    name="strict",
    levels=(
        DunningLevel(1, -3, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
        DunningLevel(2, 1, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=7),
        DunningLevel(3, 8, Tone.FIRM, Channel.EMAIL, days_to_pay=7, charges=ChargeRule.DEMAND),
        DunningLevel(
            4, 15, Tone.FINAL, Channel.EMAIL_AND_LETTER, days_to_pay=7, charges=ChargeRule.DEMAND
        ),
    ),
    gap_days=3,
    repeat_every=14,
    repeat_most=2,
)
CONSUMER = DunningPolicy(
    name="consumer",
    levels=(
        DunningLevel(1, -3, Tone.COURTESY, Channel.EMAIL, days_to_pay=0),
        DunningLevel(2, 5, Tone.FRIENDLY, Channel.EMAIL, days_to_pay=14),
        DunningLevel(3, 21, Tone.FIRM, Channel.EMAIL, days_to_pay=14),
        DunningLevel(4, 42, Tone.FINAL, Channel.EMAIL_AND_LETTER, days_to_pay=14),
    ),
    gap_days=7,
    working_days=True,
)

LADDERS = (STANDARD, GENTLE, STRICT, CONSUMER)
"""The standard one first: it holds until the owner chooses another."""
