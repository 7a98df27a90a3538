"""How far an item has come: done and effective are two things, said by two people (BR-52, BR-53)."""

from collections.abc import Mapping

OPEN, DONE, MOVED = "open", "done", "moved"
EFFECTIVE, NOT_EFFECTIVE, NOT_NEEDED = "effective", "not_effective", "not_needed"
WITHDRAWN = "withdrawn"  # what an import brought and somebody took back; it is kept and shown nowhere else

STATES: Mapping[str, str] = {
    OPEN: "To do",
    DONE: "Done, effect not known",
    MOVED: "Moved to a plan",
    EFFECTIVE: "Effective",
    NOT_EFFECTIVE: "Not effective",
    NOT_NEEDED: "No longer needed",
    WITHDRAWN: "Import taken back",
}
IN_SIGHT = frozenset({OPEN, DONE, MOVED})  # until its impact is known
CLOSED = frozenset({EFFECTIVE, NOT_EFFECTIVE, NOT_NEEDED})
TO_JUDGE = frozenset({DONE, MOVED})  # of these it can be asked what came of them
ANSWERABLE = frozenset({EFFECTIVE, NOT_EFFECTIVE, NOT_NEEDED})  # something true can be told to a family

CHILD, SERVICE = "child", "service"
LEVELS: Mapping[str, str] = {CHILD: "Child", SERVICE: "Service"}

PLANS: Mapping[str, str] = {  # where an item of the service may move to (BR-53)
    "service_development": "Service Development Plan",
    "workforce_development": "Workforce Development Plan",
}
SOURCES: Mapping[str, str] = {  # the QA processes that feed it (BR-50)
    "review": "Practice and Impact Review",
    "moderation": "Moderation",
    "panel": "Moderation Panel",
    "multi_agency_audit": "Multi-agency audit",
    "police_scrutiny": "Police scrutiny",
    "commissioned_visit": "Commissioned visit",
    "peer_audit": "Peer audit",
    "survey": "Survey",
    "triage": "What a family said",
    "concern": "Concern",
    "earlier": "Earlier tracker",  # of a workbook that does not say
}
