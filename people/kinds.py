"""The kinds of document that this room keeps."""

from people.audit import AUDIT
from people.backups import BACKUPS, RESTORES
from people.calendar_addresses import CALENDAR_ADDRESSES
from people.children import CHILDREN
from people.contacts import CONTACTS
from people.deputies import LEAVES
from people.drafts import DRAFTS
from people.former_casework import FORMER_CASEWORK
from people.half_sessions import HALF_SESSIONS
from people.imports.differences import RECORD_DIFFERENCES
from people.imports.imports import RECORD_IMPORTS
from people.need_to_know import NEED_TO_KNOW
from people.records.casework import CASEWORK_SPELLS
from people.records.events import TOUCHPOINT_EVENTS
from people.records.history import RECORD_CHANGES
from people.second_factors import SECOND_FACTORS
from people.sessions import SESSIONS
from people.staff import STAFF
from people.teams import TEAMS
from people.throttling import TRIES

KINDS = (
    AUDIT,
    BACKUPS,
    CALENDAR_ADDRESSES,
    CASEWORK_SPELLS,
    CHILDREN,
    CONTACTS,
    DRAFTS,
    FORMER_CASEWORK,
    HALF_SESSIONS,
    LEAVES,
    NEED_TO_KNOW,
    RECORD_CHANGES,
    RECORD_DIFFERENCES,
    RECORD_IMPORTS,
    RESTORES,
    SECOND_FACTORS,
    SESSIONS,
    STAFF,
    TEAMS,
    TOUCHPOINT_EVENTS,
    TRIES,
)
