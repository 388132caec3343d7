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
