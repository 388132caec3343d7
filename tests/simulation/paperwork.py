"""What reps write on their customers: contacts, notes, tags, other words, certifications; new customers."""

from datetime import date

from domain.commands import (
    AddFollowUp,
    ApproveCertification,
    Command,
    EditFollowUp,
    FollowUpKind,
    PutTag,
    RegisterCustomer,
    RejectCertification,
    RemoveContact,
    RevokeCertification,
    SaveContact,
    SubmitCertification,
    TakeTag,
    WriteNote,
)
from domain.identifiers import (
    AttachmentId,
    CertificationId,
    ContactId,
    CustomerId,
    FollowUpId,
    PoolId,
    TagId,
)
from sync.cache.answers import CommandState
from tests.simulation.desk import Desk
from tests.simulation.papers import NO_CODE, NO_PHONE
from tests.simulation.witness import raw
from tests.simulation.world import World

CODE = "91440300708461136T"
_SENSELESS = 0.05
_AGAIN = 0.5


def save_contact(world: World, desk: Desk, customer_id: str) -> list[Command]:
    """Somebody new, or somebody known under another name."""
    chance = world.chance
    known = [*_contacts(desk, customer_id), *_on_the_way(world, desk, customer_id)]
    contact_id = chance.choice(known) if known and chance.random() < _AGAIN else world.ids.new()
    phone = NO_PHONE if chance.random() < _SENSELESS else f"138{chance.randrange(10**8):08d}"
    name = chance.choice(["王工", "李工", "采购部", "财务"])
    return [SaveContact(CustomerId(customer_id), ContactId(contact_id), name, phone=phone)]


def remove_contact(world: World, desk: Desk, customer_id: str) -> list[Command]:
    known = [*_contacts(desk, customer_id), *_on_the_way(world, desk, customer_id)]
    return [RemoveContact(CustomerId(customer_id), ContactId(each)) for each in known[:1]]


def write_note(world: World, desk: Desk, customer_id: str) -> list[Command]:
    return [WriteNote(CustomerId(customer_id), f"备注 {world.chance.randrange(100)}")]


def tag(world: World, desk: Desk, customer_id: str) -> list[Command]:
    """Some put and some taken, known or retired."""
    known = [TagId(each) for each in sorted(world.judge.reference.past.company.vocabulary.tags)]
    if not known:
        return []
    put, take = world.chance.choice(known), world.chance.choice(known)
    return [*desk.cache.bench.tag_changes([customer_id], [put], [] if take == put else [take])]


def edit_follow_up(world: World, desk: Desk, customer_id: str) -> list[Command]:
    """One's own, the last or an earlier one; also one that has not arrived yet."""
    told = raw(desk.cache._files[0], "SELECT id FROM follow_up WHERE customer_id = ? ORDER BY id", customer_id)
    asked = [
        saved.command.follow_up_id
        for saved in world.promises.of(desk).values()
        if isinstance(saved.command, AddFollowUp) and saved.command.customer_id == customer_id
    ]
    ids = sorted({*(row[0] for row in told), *asked})
    if not ids:
        return []
    text = f"改为 {world.chance.randrange(50)}"
    chosen = FollowUpId(world.chance.choice(ids))
    return [EditFollowUp(CustomerId(customer_id), chosen, world.chance.choice(list(FollowUpKind)), text)]


def certify(world: World, desk: Desk, customer_id: str) -> list[Command]:
    return [
        SubmitCertification(
            customer_id=CustomerId(customer_id),
            certification_id=CertificationId(world.ids.new()),
            company_name=f"认证公司{world.chance.randrange(10**6)}",
            uscc=NO_CODE if world.chance.random() < _SENSELESS else CODE,
            capital="3000000",
            currency="CNY",
            founded_on=date(2011, 2, 28),
            address="福田区",
            licence_id=AttachmentId(world.ids.new()),
        )
    ]


def register(world: World, desk: Desk, customer_id: str) -> list[Command]:
    """A company that nobody knows, or one that somebody has entered already."""
    pools = sorted(world.judge.reference.past.company.names)
    name = f"新公司{world.chance.randrange(40)}"
    return [RegisterCustomer(CustomerId(world.ids.new()), PoolId(world.chance.choice(pools)), name)]


PAPERWORK = {
    save_contact: 2.0,
    remove_contact: 0.8,
    write_note: 1.0,
    tag: 2.0,
    edit_follow_up: 2.0,
    certify: 1.5,
    register: 0.8,
}


def answer_certification(world: World, desk: Desk) -> list[Command]:
    """What a manager finds to decide, and now and then what is decided already."""
    found = raw(desk.cache._files[1], "SELECT DISTINCT id, customer_id FROM certification ORDER BY id")
    if not found:
        return []
    certification_id, customer_id = world.chance.choice(found)
    named = CustomerId(customer_id), CertificationId(certification_id)
    if world.chance.random() < 0.6:
        return [ApproveCertification(*named)]
    return [RejectCertification(*named, "照片不清")]


def uninvited_paper(world: World, customer_id: CustomerId) -> Command:
    """Something about any customer, or about what lies with another."""
    chance, past = world.chance, world.judge.reference.past
    contacts, wordings = sorted(past.papers.contacts), sorted(past.papers.wordings)
    certificates, tags = sorted(past.papers.certificates.items()), sorted(past.company.vocabulary.tags)
    acts: list[Command] = [
        SaveContact(customer_id, ContactId(chance.choice([*contacts, world.ids.new()])), "别人"),
        RemoveContact(customer_id, ContactId(chance.choice([*contacts, world.ids.new()]))),
        WriteNote(customer_id, "不请自来"),
        TakeTag(customer_id, TagId(chance.choice(tags))),
        PutTag(customer_id, TagId(chance.choice(tags))),
        *certify(world, world.running[0], customer_id),
    ]
    if wordings:
        follow_up_id = chance.choice(wordings)
        of = chance.choice([past.papers.wordings[follow_up_id].customer_id, customer_id])
        acts.append(EditFollowUp(CustomerId(of), FollowUpId(follow_up_id), FollowUpKind.OTHER, "改掉"))
    if certificates:
        key, asked = chance.choice(certificates)
        of_it = CustomerId(chance.choice([asked.customer_id, customer_id])), CertificationId(key)
        acts += [ApproveCertification(*of_it), RejectCertification(*of_it, "不符"), RevokeCertification(*of_it, "不符")]
    return chance.choice(acts)


def _contacts(desk: Desk, customer_id: str) -> list[str]:
    rows = raw(desk.cache._files[0], "SELECT id FROM contact WHERE customer_id = ? ORDER BY id", customer_id)
    return [row[0] for row in rows]


def _on_the_way(world: World, desk: Desk, customer_id: str) -> list[str]:
    states = dict(raw(desk.cache._files[0], "SELECT id, state FROM outbox"))
    return [
        saved.command.contact_id
        for key, saved in world.promises.of(desk).items()
        if isinstance(saved.command, SaveContact)
        and saved.command.customer_id == customer_id
        and states.get(key) == CommandState.QUEUED.value
    ]
