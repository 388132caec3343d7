# Which registrations go where, and which activity is demand enough.

pools-part-pools = 公海
pools-part-flow-in = 流入规则
flow-in-first = 初始规则
flow-in-version = 第 { $n } 版
flow-in-typed = 有改动还没有保存
flow-in-overtaken = 规则刚被改过；您的改动还没有保存，保存后以您的为准
flow-in-broken = 这版规则由更新的服务器保存，这里读不懂。升级客户端后再改。
flow-in-lead = 电子发烧友、DFM 的注册客户先休眠，不在任何列表里；行为得分够了，才流入公海。保存后马上生效，已经休眠的也按新规则算。
flow-in-meaning = 这些规则的意思
flow-in-means-unsaid = 还有字段要改，改好后这里说明它们的意思
flow-in-scores = 行为得分
flow-in-scores-hint = 没有列出的行为不计分
flow-in-scores-none = 没有行为计分，休眠客户不会自己流入
flow-in-points = 分
flow-in-add-kind = 添加行为
flow-in-other-kind = 其他行为…
flow-in-enough = 够多少分流入
flow-in-threshold = 门槛
flow-in-window = 统计最近
flow-in-pool-field = 流入公海
flow-in-pool-hint = 来源没有另选公海时
flow-in-sources = 各来源的客户去哪里
flow-in-add-source = 添加来源…
flow-in-oldest = 最早开启的公海
flow-in-as-others = 同上面的公海
flow-in-pick-pool = 选择公海
flow-in-pool-closed = { $pool }（已关闭）
flow-in-turn = { $n ->
    [0] 轮流给…
   *[other] 轮流给 { $n } 人…
}
flow-in-note-sleeps = 先休眠，够分后流入
flow-in-remove = 移除{ $name }
flow-in-save = 保存
flow-in-present = 放弃改动
flow-in-choose-pool = 先选择公海
flow-in-turn-title = { $source }的客户轮流给谁？
flow-in-turn-text = 按列出的顺序一人一位；名额满的跳过，都满时留在公海。不选人就直接进入公海。
flow-in-turn-confirm = { $n ->
    [0] 不轮流
   *[other] 轮流给 { $n } 人
}
flow-in-word-kind-title = 添加行为
flow-in-word-kind-text = 填商城上报这种行为时用的词，例如 webinar。
flow-in-word-kind-label = 行为
flow-in-word-source-title = 添加来源
flow-in-word-source-text = 填商城上报这种来源时用的词，例如 exhibition。
flow-in-word-source-label = 来源
flow-in-word-confirm = 添加
flow-in-word-length = 要有 { $least } 至 { $most } 个字
flow-in-word-there = 已经在列表里
flow-in-kind-login = 登录
flow-in-kind-browse = 浏览
flow-in-kind-upload = 上传 Gerber
flow-in-kind-quote = 询价
flow-in-kind-cart = 加入购物车
flow-in-kind-consult = 咨询
flow-in-kind-order = 下单
source-self-registered = 自主注册
source-offline-legacy = 线下老客户
source-enthusiast = 电子发烧友
source-dfm = DFM
source-imported = 导入
source-entered = 销售录入
flow-in-others = 其他来源

flow-in-joint = ；
flow-in-or = 或
flow-in-and = 和
flow-in-once = { $kind } 1 次（{ $points } 分）
flow-in-often = { $kind } { $n } 次（每次 { $points } 分）
flow-in-means = { $days } 天内：{ $enough }，即流入{ $into }
flow-in-means-both = { $days } 天内：{ $either }，或者{ $both }，即流入{ $into }
flow-in-means-never = 按这些得分，休眠客户不会自己流入
flow-in-goes = { $source }：直接进入{ $pool }
flow-in-turns = { $source }：轮流给{ $people }，没有空位时进入{ $pool }
flow-in-sleeps = { $source }：先休眠，够分后流入{ $pool }
flow-in-pool = 「{ $pool }」
flow-in-oldest-pool = 最早开启的公海
flow-in-their-pools = 各自来源的公海

act-save-flow-in = 保存流入规则
act-batch-save-flow-in = 批量保存流入规则
subject-flow-in = 流入规则
step-show-flow-in = 看流入规则
asked-flow-in-saved = 流入规则
setting-threshold = 门槛
setting-window-days = 统计天数
setting-score = { $kind }的得分
