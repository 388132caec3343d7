# The numbers of a pool's rules, by their words.

setting-zone = 公司时区
setting-daily-claim-limit = 单日认领上限
setting-holding-cap = 客户上限
setting-cool-down-hours = 不可认领期
setting-deal-days = 成交有效期
setting-no-first-follow-up-days = 认领后未首次跟进
setting-no-deal-days = 认领后未成交
setting-follow-up-gap-days = 距上次跟进
setting-is-lapse-recycled = 断约即回收
setting-protection-days = 回归期限
setting-is-goal-exempt = 达成公海目标不回收
setting-warning-days = 即将流出提前
setting-lock-limit = 每人锁定上限
setting-extension-days = 每次延期最多
setting-extension-times = 延期次数上限
setting-intent-hours = 认领意向有效期
setting-batch-limit = 批量上限
