# The numbers of a pool's rules, by their words.

setting-zone = Company time zone
setting-daily-claim-limit = Daily claim limit
setting-holding-cap = Holding cap
setting-cool-down-hours = Cool-down
setting-deal-days = Deal period
setting-no-first-follow-up-days = No first follow-up
setting-no-deal-days = No deal
setting-follow-up-gap-days = Follow-up gap
setting-is-lapse-recycled = Recycle when lapsed
setting-protection-days = Return period
setting-is-goal-exempt = Keep where goal is reached
setting-warning-days = About to flow out
setting-lock-limit = Locks per person
setting-extension-days = One extension
setting-extension-times = Number of extensions
setting-intent-hours = Claim intents stay fresh
setting-batch-limit = Batch size
