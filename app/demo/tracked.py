"""What the demo's tracker holds: what came of a year of reviews, audits and families' words, in every state."""

from dataclasses import dataclass

from tracker.finishing import CANNOT_SAY
from tracker.states import EFFECTIVE, NOT_EFFECTIVE

HEAD, OTHER_HEAD, MANAGER, LEAD = "Helen Marsh", "David Mensah", "Grace Adeyemi", "Leah Stone"
AMINA, TOM = "Amina Yusuf", "Tom Farrow"


@dataclass(frozen=True)
class Update:
    """A line of progress."""

    days_ago: int
    by: str
    words: str


@dataclass(frozen=True)
class Done:
    """That it is said to be done."""

    days_ago: int
    by: str
    words: str


@dataclass(frozen=True)
class Found:
    """What somebody else found of its effect; with what is done instead where it did not work."""

    days_ago: int
    by: str
    effect: str
    impact: str
    evidence: str
    instead: str = ""


@dataclass(frozen=True)
class Later:
    """A later day that was asked for; `given` by whom, or empty where nobody has answered yet."""

    days_ago: int
    by: str
    due_in: int
    reason: str
    given: str = ""


@dataclass(frozen=True)
class Moved:
    """That it went on into a plan."""

    days_ago: int
    by: str
    plan: str
    owner: str
    due_in: int


@dataclass(frozen=True)
class Dropped:
    """That it is said to be no longer needed; `approved` by whom, or empty."""

    days_ago: int
    by: str
    reason: str
    approved: str = ""


Step = Update | Done | Found | Later | Moved | Dropped


@dataclass(frozen=True)
class DemoItem:
    """One item: when it came, from where, what it says, the children whose words it answers, what became of it."""

    days_ago: int
    due_in: int  # days from today; below 0 it is past
    child: str  # empty for the service
    owner: str
    source: str
    theme: str
    action: str
    impact: str
    shown_by: str
    section: str = ""
    team: str = ""
    answers: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    training: bool = False


IN_TIME = "Reports in time"
FAITH = "Faith and identity"
VOICE = "Voice in meetings"
INTERPRETERS = "Interpreters"
ITEMS: tuple[DemoItem, ...] = (
    DemoItem(
        31,
        -6,
        "D0003",
        MANAGER,
        "triage",
        IN_TIME,
        "Share the conference report with Ellie’s parents three working days before",
        "Her mother can read it in peace and come prepared.",
        "The date on which it was shared, and what her mother says.",
        "5",
        "Children in need",
        ("D0003",),
        (
            Update(27, MANAGER, "Agreed with the conference team: the report goes out with the invitation."),
            Done(13, MANAGER, "The report for the review conference was shared four working days before."),
            Found(
                6,
                HEAD,
                EFFECTIVE,
                "Her mother came with three questions written down, and two of them changed the plan.",
                "The dates on both reports, the minutes, and her call after the conference.",
            ),
        ),
    ),
    DemoItem(
        29,
        20,
        "",
        MANAGER,
        "triage",
        IN_TIME,
        "Share every conference report three working days before",
        "Families read it before they are asked about it.",
        "Nine of ten reports in December went out in time, and families say so.",
        "5",
        "Children in need",
        ("D0003",),
        (
            Update(25, MANAGER, "The date of sharing stands in the team diary from now on."),
            Update(3, MANAGER, "Seven of the last nine went out in time. Two waited for the school’s part."),
        ),
    ),
    DemoItem(
        18,
        12,
        "D0010",
        AMINA,
        "triage",
        INTERPRETERS,
        "Say at each core group when the plan is looked at again, and write it in Arabic",
        "His mother knows what has to change and by when.",
        "She can say the date without being helped.",
        "3",
        "",
        ("D0010",),
        (Update(8, AMINA, "Said at the core group with the interpreter. The written part is with the translator."),),
    ),
    DemoItem(
        15,
        -2,
        "D0004",
        AMINA,
        "concern",
        FAITH,
        "Ask the placement what was said about his prayers, and say what will be different",
        "He can pray in his room without remarks.",
        "He says so, seen alone, in two visits one after the other.",
        "4",
        "",
        ("D0004",),
        (
            Update(11, AMINA, "Spoke with the placement and their manager. They apologised to him."),
            Later(1, AMINA, 16, "He asked to be seen after his mock exams.", ""),
        ),
    ),
    DemoItem(
        45,
        -10,
        "D0005",
        TOM,
        "review",
        "Changes of worker",
        "A goodbye visit before each change of worker, with the new one",
        "No child is told by letter that their worker has gone.",
        "The visit is on the record before the last day.",
        "3",
        "",
        ("D0005",),
        (
            Update(38, TOM, "Agreed with both workers. The visit is on 12 of this month."),
            Done(16, TOM, "She met her new worker with me. She showed her the rabbit."),
        ),
    ),
    DemoItem(
        44,
        25,
        "",
        MANAGER,
        "panel",
        "Changes of worker",
        "Tell children of a change of worker two weeks before, by the worker who leaves",
        "Children hear it from the person they trust.",
        "Ten transfers looked at in January.",
        "3",
        "Both teams",
        ("D0005",),
        (Update(30, MANAGER, "The checklist for transfers has a line for it."),),
    ),
    DemoItem(
        70,
        -40,
        "",
        LEAD,
        "moderation",
        FAITH,
        "Supervision notes ask about the worker’s own GRACES",
        "Workers notice what they bring to a visit.",
        "Six of eight supervision notes do.",
        "4",
        "Both teams",
        (),
        (
            Update(60, LEAD, "A line is in the template of supervision."),
            Moved(35, HEAD, "workforce_development", LEAD, 60),
            Update(5, LEAD, "Four of eight notes in October. A short session with managers is on 9 December."),
        ),
        training=True,
    ),
    DemoItem(
        95,
        -50,
        "",
        OTHER_HEAD,
        "multi_agency_audit",
        "Domestic abuse",
        "Ask each family on its own how it is safe to reach them, each quarter",
        "No message puts anybody in danger.",
        "Safe contact was confirmed in the last 90 days for nine of ten contacts.",
        "2",
        "Both teams",
        (),
        (
            Update(80, OTHER_HEAD, "Workers ask at the first visit of the quarter."),
            Done(52, OTHER_HEAD, "It is asked, and stands on each contact with its day."),
            Found(
                20,
                HEAD,
                CANNOT_SAY,
                "Seven of ten are confirmed. Whether families feel safer nobody has asked them yet.",
                "Twenty contacts looked at.",
            ),
        ),
    ),
    DemoItem(
        100,
        -60,
        "",
        MANAGER,
        "police_scrutiny",
        "Feedback to referrers",
        "Tell the police within three working days what became of their contact",
        "Officers know who sees the child next.",
        "All of a month’s contacts were answered in time.",
        "5",
        "Front door",
        (),
        (
            Done(75, MANAGER, "A standard answer goes out on the day of the decision."),
            Found(
                48,
                OTHER_HEAD,
                NOT_EFFECTIVE,
                "Half of the answers went to an address that nobody reads.",
                "Twelve contacts of September, and two sergeants asked.",
                "Agree one address with the police and test it each month",
            ),
        ),
    ),
    DemoItem(
        88,
        -30,
        "",
        OTHER_HEAD,
        "commissioned_visit",
        "Placements",
        "Each placement that we use says in writing how a young person complains to us directly",
        "Young people can reach us without asking the staff there.",
        "A card in every room that was visited.",
        "5",
        "Commissioning",
        (),
        (
            Update(60, OTHER_HEAD, "Five of six placements have it up."),
            Done(33, OTHER_HEAD, "All six have it up; the last one since Monday."),
        ),
    ),
    DemoItem(
        28,
        35,
        "D0024",
        TOM,
        "triage",
        "Leaving care",
        "Offer him a last meal with his adviser, and a number that is answered after closing",
        "He knows whom to ring when it gets hard.",
        "He has rung or said that he would.",
        "3",
        "",
        ("D0024",),
        (Update(14, TOM, "The meal was last Friday. He chose the place."),),
    ),
    DemoItem(
        24,
        4,
        "D0002",
        TOM,
        "triage",
        VOICE,
        "Ask him about his room, and change what he wants changed",
        "It is his room.",
        "He shows it to his worker by himself.",
        "1",
        "",
        ("D0002",),
        (),
    ),
    DemoItem(
        5,
        24,
        "D0029",
        AMINA,
        "triage",
        VOICE,
        "Ask her first who comes to her review, each time, three weeks before",
        "It is her review.",
        "Her list is on the record before the invitations go.",
        "3",
        "",
        ("D0029",),
        (),
    ),
    DemoItem(
        52,
        -20,
        "D0006",
        AMINA,
        "review",
        "Contact with family",
        "Find out with him what he wants to know of his father’s family in Kumasi",
        "He has his own story.",
        "Life story work begun, in his words.",
        "4",
        "",
        (),
        (
            Later(25, AMINA, 18, "His aunt visits in December; he wants to ask her first.", MANAGER),
            Update(24, AMINA, "He has written down five questions for her."),
        ),
    ),
    DemoItem(
        60,
        -15,
        "D0008",
        AMINA,
        "peer_audit",
        "Health",
        "Arrange the speech and language assessment that the plan asks for",
        "She is understood at nursery.",
        "The assessment is on file, and its advice in the plan.",
        "2",
        "",
        (),
        (Dropped(3, AMINA, "She has moved with her family; the new authority has the plan and has confirmed it."),),
    ),
    DemoItem(
        80,
        -45,
        "D0022",
        TOM,
        "review",
        FAITH,
        "Use the name and the pronouns that Jordan chose, in all papers and at school",
        "Jordan is met as Jordan.",
        "Ten papers of the last month; Jordan says so.",
        "4",
        "",
        (),
        (
            Done(50, TOM, "Changed on the record, and agreed with the school."),
            Found(
                30,
                MANAGER,
                EFFECTIVE,
                "Jordan reads their own reports now and has asked to chair the next review.",
                "Ten papers, and what Jordan said to the independent caller.",
            ),
        ),
    ),
    DemoItem(
        85,
        -55,
        "D0011",
        AMINA,
        "review",
        VOICE,
        "Ask him in play what he would change, before each review",
        "What he wants stands in the plan in his words.",
        "Two plans one after the other have it.",
        "1",
        "",
        (),
        (
            Done(58, AMINA, "Three sessions with the small figures; the notes are on file."),
            Found(
                40,
                MANAGER,
                EFFECTIVE,
                "The plan has his sentence: stay at my school. He stayed.",
                "Both plans, and his teacher.",
            ),
        ),
    ),
    DemoItem(
        66,
        -35,
        "D0016",
        TOM,
        "review",
        "Education",
        "Find a college place that starts before January",
        "He does not lose another year.",
        "He attends.",
        "5",
        "",
        (),
        (Dropped(38, TOM, "He found a place by himself and began on Monday.", MANAGER),),
    ),
    DemoItem(
        40,
        45,
        "",
        OTHER_HEAD,
        "survey",
        INTERPRETERS,
        "The same interpreter for each visit, where the family wishes it",
        "Families need not begin again each time.",
        "Families name their interpreter.",
        "4",
        "Both teams",
        ("D0010",),
        (Update(32, OTHER_HEAD, "The agency can promise it for Arabic, Tigrinya and Dari."),),
    ),
    DemoItem(
        35,
        10,
        "",
        LEAD,
        "panel",
        FAITH,
        "A short session on prayer, food and holidays in placements, in team meetings",
        "Workers ask, and placements know that we ask.",
        "Both teams had it, and three placements were asked about it.",
        "4",
        "Both teams",
        ("D0004",),
        (Update(21, LEAD, "One team has had it; the other is on 7 December."),),
        training=True,
    ),
)
