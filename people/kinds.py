"""The kinds of document that this room keeps."""

from people.access_reviews.kept import ACCESS_LINES, ACCESS_REVIEWS
from people.audit import AUDIT
from people.backups import BACKUPS, RESTORES
from people.calendar_addresses import CALENDAR_ADDRESSES
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.deputies import LEAVES
from people.drafts import DRAFTS
from people.former_casework import FORMER_CASEWORK
from people.half_sessions import HALF_SESSIONS
from people.head_copies import HEAD_COPIES
from people.imports.chosen import CHOSEN_FILES, CHOSEN_PIECES
from people.imports.differences import RECORD_DIFFERENCES
from people.imports.gone_waiting import RECORD_GONE
from people.imports.imports import RECORD_IMPORTS
from people.imports.mappings import RECORD_MAPPINGS
from people.imports.rosters import RECORD_ROSTERS
from people.need_to_know import NEED_TO_KNOW
from people.passkeys import PASSKEYS
from people.records.casework import CASEWORK_SPELLS
from people.records.events import TOUCHPOINT_EVENTS
from people.records.history import RECORD_CHANGES
from people.retention.again import ERASE_AGAIN
from people.retention.erasures import ERASURES
from people.retention.holds import HOLDS
from people.retention.listed import LISTED
from people.retention.nights import NIGHTS
from people.retention.rules import RULES
from people.second_factors import SECOND_FACTORS
from people.sessions import SESSIONS
from people.sign_on import SIGN_ON_IDENTITIES
from people.staff import STAFF
from people.teams import TEAMS
from people.throttling import TRIES

KINDS = (
    ACCESS_LINES,
    ACCESS_REVIEWS,
    AUDIT,
    BACKUPS,
    CALENDAR_ADDRESSES,
    CASEWORK_SPELLS,
    CHILDREN,
    CHOSEN_FILES,
    CHOSEN_PIECES,
    CONTACTS,
    DRAFTS,
    ERASE_AGAIN,
    ERASURES,
    FORMER_CASEWORK,
    HALF_SESSIONS,
    HEAD_COPIES,
    HOLDS,
    LEAVES,
    LISTED,
    NEED_TO_KNOW,
    NIGHTS,
    PASSKEYS,
    RECORD_CHANGES,
    RECORD_DIFFERENCES,
    RECORD_GONE,
    RECORD_IMPORTS,
    RECORD_MAPPINGS,
    RECORD_ROSTERS,
    RESTORES,
    RULES,
    SECOND_FACTORS,
    SESSIONS,
    SIGN_ON_IDENTITIES,
    STAFF,
    TEAMS,
    TOUCHPOINT_EVENTS,
    TRIES,
)
