# What was asked about tags, in the sync centre.

act-save-tag-group = 保存标签组
act-save-tag = 保存标签
act-retire-tag = 停用标签
act-revive-tag = 恢复标签
act-request-tag = 申请标签
act-grant-tag = 通过标签申请
act-decline-tag = 谢绝标签申请
act-batch-save-tag-group = 批量保存标签组
act-batch-save-tag = 批量保存标签
act-batch-retire-tag = 批量停用标签
act-batch-revive-tag = 批量恢复标签
act-batch-request-tag = 批量申请标签
act-batch-grant-tag = 批量通过标签申请
act-batch-decline-tag = 批量谢绝标签申请
company-save-tag = 在标签组「{ $group }」
company-grant-tag = 用标签「{ $tag }」答复
step-show-tags = 看标签

# The page of the tags.

page-tags = 标签
title-tags = 客户标签
