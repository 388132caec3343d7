# Whose a customer was.

verb-register = 登记
verb-import = 导入
verb-claim = 认领
verb-release = 释放
verb-assign = 分配
verb-recycle = 系统回收
verb-convert-to-pool = 转公海
verb-convert-to-ordinary = 转普通
verb-extend = 延期
verb-lock = 锁定
verb-unlock = 解锁
verb-depart = 离职交回
verb-reinstate = 恢复
verb-flow-in = 流入
by-the-system = 系统
nobody-held = 无人负责
from-to = { $before } → { $after }
stays-with = 仍归{ $name }
deadline-rule-then = 规则：{ $rule }
demand-then = { $days } 天内行为得 { $score } 分（满 { $threshold } 分流入）
was-due = 到期 { $when }
was-extended = 延 { $days } 天，由 { $before } 至 { $until }
because = 原因：{ $note }
no-history = 还没有归属记录。
