"""Names of things. Each id is a text that its maker drew at random; none carries meaning."""

from datetime import datetime
from typing import NewType

CustomerId = NewType("CustomerId", str)
PersonId = NewType("PersonId", str)
PoolId = NewType("PoolId", str)
TeamId = NewType("TeamId", str)
FollowUpId = NewType("FollowUpId", str)
ContactId = NewType("ContactId", str)
CertificationId = NewType("CertificationId", str)
AttachmentId = NewType("AttachmentId", str)
TagId = NewType("TagId", str)
RulesetId = NewType("RulesetId", str)
TagGroupId = NewType("TagGroupId", str)
TagRequestId = NewType("TagRequestId", str)

type Instant = datetime
"""An aware moment in UTC, whole milliseconds: what the wire and both databases can hold."""
