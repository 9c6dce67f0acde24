"""All forms of personal data, in the order in which they are looked for: sure before unsure."""

from __future__ import annotations

from lantaarn.privacy.account_patterns import ACCOUNT_PATTERNS
from lantaarn.privacy.address_patterns import ADDRESS_PATTERNS
from lantaarn.privacy.date_patterns import DATE_PATTERNS
from lantaarn.privacy.link_patterns import LINK_PATTERNS
from lantaarn.privacy.nickname_patterns import NICKNAME_PATTERNS
from lantaarn.privacy.plate_patterns import PLATE_PATTERNS
from lantaarn.privacy.postcode_patterns import POSTCODE_PATTERNS
from lantaarn.privacy.venue_patterns import VENUE_PATTERNS

# Links hold names and digits of their own, and dates digits: ``redaction.py`` looks for those before phone numbers.
AFTER_NUMBERS = (
    *ADDRESS_PATTERNS, *POSTCODE_PATTERNS, *VENUE_PATTERNS, *ACCOUNT_PATTERNS, *NICKNAME_PATTERNS, *PLATE_PATTERNS,
)  # fmt: skip
PATTERNS = (*LINK_PATTERNS, *DATE_PATTERNS, *AFTER_NUMBERS)
