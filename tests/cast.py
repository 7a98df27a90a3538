"""The people of the tests: named, so that a test about access reads as a sentence."""

from datetime import UTC, datetime, timedelta

from feedback.asking.handing_over import hand_over
from feedback.asking.requests import NewRequest, ask
from feedback.voices import attempts
from forms.library import Library
from people import need_to_know
from people.actor import Actor
from people.children import add_child
from people.identity import needs_recommendation, recorded
from people.roles import Role
from people.staff import add_staff, as_actor, member
from storage.store import Store

NOON = datetime(2026, 5, 12, 11, 0, tzinfo=UTC)
LIBRARY = Library.load()
CHILD, OTHER_CHILD = "D0001", "D0002"


class Clock:
    """The tests' clock: stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        self.now += timedelta(**span)


class Cast:
    """One small authority: two children, those who work with them, and those who do not."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.worker = self._person("Amina Yusuf", Role.SOCIAL_WORKER)
        self.worker_of_another_team = self._person("Tom Farrow", Role.SOCIAL_WORKER)
        self.manager = self._person("Grace Adeyemi", Role.TEAM_MANAGER)
        self.reviewer = self._person("Peter Lindqvist", Role.REVIEWER)
        self.another_reviewer = self._person("Ines Duarte", Role.REVIEWER)
        self.head = self._person("Helen Marsh", Role.HEAD_OF_SAFEGUARDING)
        self.chair = self._person("Judith Barnes", Role.BOARD_CHAIR)
        self.caller = self._person("Sam Whitlow", Role.INDEPENDENT_CALLER)
        self.administrator = self._person("Omar Haddad", Role.ADMINISTRATOR)
        self._child(CHILD, "Selam Tesfamariam", self.worker)
        self._child(OTHER_CHILD, "Yousef Al-Amiri", self.worker_of_another_team)
        self.former_worker = self._person("Dana Wells", Role.SOCIAL_WORKER)
        self.store.write_now(need_to_know.give, self.former_worker.id, CHILD, need_to_know.ALLOCATED_WORKER)
        self.store.write_now(need_to_know.take, self.former_worker.id, CHILD, need_to_know.ALLOCATED_WORKER)

    def ask(
        self, touchpoint: str = "conference", audience: str = "parent_carer", language: str = "en", child: str = CHILD
    ) -> NewRequest:
        """The worker asks; returns the request and the family's token."""
        return self.store.write_now(
            ask,
            self.worker if child == CHILD else self.worker_of_another_team,
            child=child,
            touchpoint=touchpoint,
            audience=audience,
            language=language,
            channel="link",
            form=LIBRARY.find(touchpoint, audience),
        )

    def gives(self, request: int, way: str = "") -> None:
        """The worker says that the family has what was made for this request."""
        for made in self.store.read(attempts.by_request, request):
            self.store.write_now(hand_over, self.worker, made.doc_id, way)

    def _person(self, name: str, role: Role) -> Actor:
        email = f"{name.lower().replace(' ', '.')}@heard.example"
        document = self.store.read(member, self.store.write_now(add_staff, name, email, [role]))
        assert document is not None
        return as_actor(document)

    def _child(self, ref: str, name: str, worker: Actor) -> None:
        fields = {
            "ref": ref,
            "mosaic_id": "90007",
            "name": name,
            "born": "2017-03-01",
            "gender": "Girl",
            "ethnicity": recorded("African", "Tigrinya"),
            "religion": recorded("Christian (all denominations)"),
            "additional_needs": needs_recommendation(),
            "worker": worker.id,
            "manager": self.manager.id,
        }
        self.store.write_now(add_child, fields)
