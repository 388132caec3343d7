# What was asked about tags, in the sync centre.

act-save-tag-group = Save tag group
act-save-tag = Save tag
act-retire-tag = Retire tag
act-revive-tag = Bring tag back
act-request-tag = Ask for tag
act-grant-tag = Grant tag request
act-decline-tag = Decline tag request
act-batch-save-tag-group = Batch save tag groups
act-batch-save-tag = Batch save tags
act-batch-retire-tag = Batch retire tags
act-batch-revive-tag = Batch bring tags back
act-batch-request-tag = Batch tag requests
act-batch-grant-tag = Batch grant tag requests
act-batch-decline-tag = Batch decline tag requests
company-save-tag = In the group “{ $group }”
company-grant-tag = Answered with the tag “{ $tag }”
step-show-tags = Show tags

# The page of the tags.

page-tags = Tags
title-tags = Customer tags
tags-tab-tags = Tags
tags-tab-requests = Requests
tag-groups-none = No tag groups yet
tag-groups-none-text = Make a group first, such as “Process”, then make tags in it.
tag-groups = Tag groups
tag-group = Tag group
tag-group-figures = { $n }
tag-group-note = { $n } in use, { $retired } retired. A new name shows on every customer that carries the tag; retired tags stay where they are and are put on no more customers.
tag-group-empty = This group has no tags yet.
tag-group-new = New group
tag-group-new-text = Put tags of one kind together: reps look for them by group.
tag-group-new-confirm = Make
tag-group-rename = Rename group
tag-name = Name
tag-name-hint = At most 40 characters
tag-new = New tag
tag-new-text = A name stands once in the whole company, whatever its case.
tag-new-confirm = Make
tag-save = Save
tag-edit = Edit
tag-edit-title = Edit the tag “{ $tag }”
tag-edit-text = Give it another name, or move it into another group; it changes on all customers.
tag-retire = Retire
tag-revive = Bring back
tag-retired = Retired
tag-figures = { $n ->
    [one] { $n } customer
   *[other] { $n } customers
 }
tag-in-group = { $group } · { $tag }
tag-requests-none = Nobody has asked for a tag.
tag-asked-by = { $who } · asked { $when }
tag-request-open = Open
tag-request-granted = Granted
tag-request-declined = Declined
tag-answer-granted = Granted by { $who }, { $when }: tag “{ $tag }”
tag-answer-declined = Declined by { $who }, { $when }
tag-answer-declined-because = Declined by { $who }, { $when }: { $note }
tag-grant = Grant
tag-grant-title = Grant the request for “{ $tag }”
tag-grant-text = Make a new tag, or point to one that is there.
tag-grant-new = Make a new tag
tag-grant-existing = Use an existing tag
tag-pick-group = Choose a group
tag-pick-tag = Choose a tag
tag-decline = Decline
tag-decline-title = Decline the request for “{ $tag }”
tag-decline-text = Say why in a few words; whoever asked will read it.
tag-decline-reason-have-one = There is one like it
tag-decline-reason-too-narrow = Too seldom used
tag-decline-reason-not-a-tag = Better written in the note
tag-ask-title = Ask for a new tag
tag-ask-text = Tags are made by the tag admins. Say what for, and it will be answered sooner.
tag-ask-why = What for
tag-ask-why-hint = For example: to find customers who build power modules
tag-ask-confirm = Ask
asked-tag-group-made = New tag group “{ $group }”
asked-tag-group-renamed = Tag group now called “{ $group }”
asked-tag-made = New tag “{ $tag }”
asked-tag-changed = Changed tag “{ $tag }”
asked-tag-retired = Retired tag “{ $tag }”
asked-tag-revived = Tag “{ $tag }” back in use
asked-tag-granted = Request granted with the tag “{ $tag }”
asked-tag-declined = Request for a tag declined
asked-tag-wanted = Asked for the tag “{ $tag }”

# The picker of tags.

tag-pick-title-one = Tags of { $name }
tag-pick-title-many = { $n ->
    [one] Tags of { $n } customer
   *[other] Tags of { $n } customers
 }
tag-pick-search = Find a tag
tag-pick-list = Tags
tag-pick-none-found = No tag has “{ $text }” in its name
tag-pick-none = No tags yet
tag-pick-others = Not in the tag list
tag-pick-apply = Apply
tag-pick-changes = { $put } to add, { $take } to remove
tag-pick-ask = Missing a tag? Ask for a new one
tag-pick-hint = ↑↓ move, Space ticks, Enter applies
tag-pick-some = Some carry it
tag-pick-asked-open = “{ $tag }”, which you asked for, awaits an answer
tag-pick-asked-granted = “{ $asked }”, which you asked for, was granted: { $tag }
tag-pick-asked-declined = “{ $tag }”, which you asked for, was declined
tag-pick-asked-declined-because = “{ $tag }”, which you asked for, was declined: { $note }
tagged-online = { $n ->
    [one] { $n } change of tags submitted
   *[other] { $n } changes of tags submitted
 }
tagged-offline = { $n ->
    [one] { $n } tag changed, in effect once online
   *[other] { $n } tags changed, in effect once online
 }
tagged-but = { $done }; { $n } not changed: { $why }
