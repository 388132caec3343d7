"""Why the answer is no, or a yes that changed nothing. Each reason has a sentence and a next step on screen."""

from enum import StrEnum


class Reason(StrEnum):
    """Closed on purpose: a test holds that both languages can say every one of them.

    The facts each carries stand beside it; instants, counts and ids, never sentences.
    """

    GONE = "gone"
    POOL_CLOSED = "pool_closed"  # pool_id
    NOT_A_MEMBER = "not_a_member"  # pool_id
    ALREADY_YOURS = "already_yours"
    TAKEN_BY_OTHER = "taken_by_other"  # owner_id, since
    NOT_IN_POOL = "not_in_pool"  # state
    COOLING_DOWN = "cooling_down"  # claimable_from
    DAILY_LIMIT = "daily_limit"  # limit, resets_at
    CAP_REACHED = "cap_reached"  # cap, holding
    NOT_ALLOWED = "not_allowed"

    NOT_YOURS = "not_yours"  # owner_id where somebody holds it
    LOCKED = "locked"
    OWNED_ANEW = "owned_anew"  # asked of an earlier ownership than the present one

    NOT_YOUR_TEAM = "not_your_team"  # side: customer or person; owner_id or person_id where one is known
    ALREADY_THEIRS = "already_theirs"  # person_id
    PERSON_DEPARTED = "person_departed"  # person_id
    PERSON_CANNOT_HOLD = "person_cannot_hold"  # person_id
    PERSON_NOT_A_MEMBER = "person_not_a_member"  # person_id, pool_id
    PERSON_FULL = "person_full"  # person_id, cap, holding
    NO_DEADLINE = "no_deadline"
    EXTENSION_LENGTH = "extension_length"  # limit, days
    EXTENSION_LIMIT = "extension_limit"  # limit
    LOCK_LIMIT = "lock_limit"  # limit
    NOT_HELD = "not_held"  # state
    ALREADY_IN_POOL = "already_in_pool"  # pool_id

    NO_SUCH_PERSON = "no_such_person"
    NO_SUCH_TEAM = "no_such_team"
    NO_SUCH_POOL = "no_such_pool"
    LAST_ADMIN = "last_admin"  # person_id
    TEAM_UNDER_ITSELF = "team_under_itself"  # team_id
    EMPTY_NAME = "empty_name"
    NAME_TOO_LONG = "name_too_long"  # limit, length
    NAME_TAKEN = "name_taken"  # pool_id, tag_id or group_id
    POOL_WITHOUT_RULES = "pool_without_rules"  # pool_id
    POOL_NOT_EMPTY = "pool_not_empty"  # pool_id, held
    EFFECTIVE_IN_THE_PAST = "effective_in_the_past"  # effective_from
    RULES_CONTRADICT = "rules_contradict"  # setting, least, most; of a zone the setting alone

    NO_SUCH_TAG_GROUP = "no_such_tag_group"
    TAG_ALREADY_ASKED = "tag_already_asked"  # person_id
    NO_SUCH_TAG_REQUEST = "no_such_tag_request"
    TAG_REQUEST_GRANTED = "tag_request_granted"  # tag_id
    TAG_REQUEST_DECLINED = "tag_request_declined"

    EMPTY_TEXT = "empty_text"
    TEXT_TOO_LONG = "text_too_long"  # limit, length
    IN_THE_FUTURE = "in_the_future"  # happened_at
    NO_LONGER_YOURS = "no_longer_yours"  # kept under its author, moves no deadline
    LATE_EVIDENCE = "late_evidence"  # rule, days, recycled_at; kept, and reinstatement may be asked for

    NO_SUCH_FOLLOW_UP = "no_such_follow_up"
    NOT_THE_AUTHOR = "not_the_author"  # author_id
    TOO_MANY_ATTACHMENTS = "too_many_attachments"  # limit, size
    FILE_UNREADABLE = "file_unreadable"
    FILE_EMPTY = "file_empty"
    FILE_TOO_LARGE = "file_too_large"  # limit, size in megabytes
    FILE_KIND = "file_kind"
    LICENCE_KIND = "licence_kind"
    FILE_DISGUISED = "file_disguised"
    FILE_DAMAGED = "file_damaged"
    IMAGE_UNREADABLE = "image_unreadable"
    IMAGE_TOO_LARGE = "image_too_large"  # limit in millions of pixels
    INVALID_PHONE = "invalid_phone"
    INVALID_EMAIL = "invalid_email"
    NO_SUCH_TAG = "no_such_tag"
    TAG_RETIRED = "tag_retired"  # tag_id

    INVALID_USCC = "invalid_uscc"
    INVALID_CAPITAL = "invalid_capital"
    FOUNDED_IN_THE_FUTURE = "founded_in_the_future"  # day
    CERTIFIED = "certified"  # origin
    CERTIFICATION_OPEN = "certification_open"
    NO_SUCH_CERTIFICATION = "no_such_certification"
    CERTIFICATION_ANSWERED = "certification_answered"  # state

    ALREADY_KNOWN = "already_known"  # known, by; customer_id, owner_id, pool_id, team_id where the asker may know
    PHONE_CONFLICT = "phone_conflict"  # the same

    NO_LATE_EVIDENCE = "no_late_evidence"
    ALREADY_ASKED = "already_asked"
    NO_SUCH_REQUEST = "no_such_request"
    REQUEST_GRANTED = "request_granted"
    REQUEST_DECLINED = "request_declined"

    BATCH_TOO_LARGE = "batch_too_large"  # limit, size
    INTENT_EXPIRED = "intent_expired"  # asked_at, hours

    WRONG_PERSON = "wrong_person"
    ID_REUSED = "id_reused"
    EXPIRED_UNKNOWN = "expired_unknown"
    UNKNOWN_COMMAND = "unknown_command"
    UNPROCESSABLE = "unprocessable"


type Fact = str | int
"""Instants travel as milliseconds since 1970 UTC, so that facts look the same on the wire and in a receipt."""
