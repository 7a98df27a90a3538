"""The kinds of document that this room keeps."""

from people.audit import AUDIT
from people.backups import BACKUPS, RESTORES
from people.calendar_addresses import CALENDAR_ADDRESSES
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.drafts import DRAFTS
from people.former_casework import FORMER_CASEWORK
from people.half_sessions import HALF_SESSIONS
from people.need_to_know import NEED_TO_KNOW
from people.retention.erasures import ERASURES
from people.retention.holds import HOLDS
from people.retention.listed import LISTED
from people.retention.nights import NIGHTS
from people.retention.rules import RULES
from people.second_factors import SECOND_FACTORS
from people.sessions import SESSIONS
from people.staff import STAFF
from people.throttling import TRIES

KINDS = (
    AUDIT,
    BACKUPS,
    CALENDAR_ADDRESSES,
    CHILDREN,
    CONTACTS,
    DRAFTS,
    ERASURES,
    FORMER_CASEWORK,
    HALF_SESSIONS,
    HOLDS,
    LISTED,
    NEED_TO_KNOW,
    NIGHTS,
    RESTORES,
    RULES,
    SECOND_FACTORS,
    SESSIONS,
    STAFF,
    TRIES,
)
