# Why the answer is no, or a yes that deserves a word: what, and what now.

reason-gone = 客户已不存在，或不再对您可见
reason-gone-now = 无需再处理；有疑问可联系主管
reason-pool-closed = 公海「{ $pool }」已关闭
reason-pool-closed-now = 换一个公海，或联系管理员
reason-not-a-member = 您不是公海「{ $pool }」的成员
reason-not-a-member-now = 联系公海管理员把您加入
reason-already-yours = 本来就是您的客户，没有改变
reason-already-yours-now = 可以直接跟进
reason-taken-by-other = 已被{ $who }于 { $when } 领取
reason-taken-by-other-now = 看看同地区的相似客户
reason-not-in-pool = 客户不在公海（{ $state }）
reason-not-in-pool-now = 需要这位客户，可联系主管分配
reason-cooling-down = 不可认领期：您 { $when } 起可认领
reason-cooling-down-now = 到时再认领；其他同事现在就可以认领
reason-daily-limit = 今日认领已满 { $limit } 位，{ $when } 重新计算
reason-daily-limit-now = { $when } 以后再认领
reason-cap-reached = 您保有 { $holding } 位，上限 { $cap } 位
reason-cap-reached-now = 先释放几位再认领；成交客户不占名额
reason-not-allowed = 您的角色不能这样做
reason-not-allowed-now = 联系主管处理
reason-not-yours = 客户现由{ $who }负责，不在您名下
reason-not-yours-nobody = 客户已不在您名下
reason-not-yours-now = 需要这位客户，可从公海认领或联系主管
reason-locked = 客户已锁定
reason-locked-now = 先解锁，再做一次
reason-owned-anew = 客户的归属在这期间变过，这一项针对之前的归属，没有执行
reason-owned-anew-now = 先看客户的现状，仍然需要就再做一次
reason-not-your-team-customer = 客户不在您管辖的团队内
reason-not-your-team-person = { $person }不在您管辖的团队内
reason-not-your-team-now = 请双方共同的上级主管处理
reason-already-theirs = 本来就由{ $person }负责，没有改变
reason-already-theirs-now = 无需再处理
reason-person-departed = { $person }已离职，不能接收客户
reason-person-departed-now = 换一位同事
reason-person-cannot-hold = { $person }的角色不能负责客户
reason-person-cannot-hold-now = 换一位销售，或请系统管理员调整角色
reason-person-not-a-member = { $person }不是公海「{ $pool }」的成员
reason-person-not-a-member-now = 换一位成员，或请系统管理员把人加入公海
reason-person-full = { $person }保有 { $holding } 位，上限 { $cap } 位
reason-person-full-now = 换一位有空位的同事，或先释放几位
reason-no-deadline = 客户没有回归期限，不需要延期
reason-no-deadline-now = 无需再处理
reason-extension-length = 一次可延期 1 至 { $limit } 天，填的是 { $days } 天
reason-extension-length-now = 改一下天数
reason-extension-limit = 已延期 { $limit } 次，不能再延
reason-extension-limit-now = 请负责人跟进客户，期限会按规则顺延
reason-lock-limit = 最多锁定 { $limit } 位客户
reason-lock-limit-now = 先解锁一位，再锁定这位
reason-not-held = 没有人负责这位客户（{ $state }）
reason-not-held-now = 先分配给一位同事
reason-already-in-pool = 客户已在公海「{ $pool }」
reason-already-in-pool-now = 无需再处理
reason-no-such-person = 没有这个人
reason-no-such-person-now = 刷新后再选一次
reason-no-such-team = 没有这个团队
reason-no-such-team-now = 刷新后再选一次
reason-no-such-pool = 没有这个公海
reason-no-such-pool-now = 刷新后再选一次
reason-last-admin = { $person }是最后一位系统管理员，不能离职
reason-last-admin-now = 先请另一位同事担任系统管理员
reason-team-under-itself = 团队不能放到自己的下级里
reason-team-under-itself-now = 换一个上级团队
reason-empty-name = 还没有写名称
reason-empty-name-now = 写上名称再保存
reason-name-too-long = 名称有 { $length } 字，最多 { $limit } 字
reason-name-too-long-now = 换一个短些的名称
reason-name-taken = 已有公海叫「{ $pool }」
reason-name-taken-tag = 已有标签叫「{ $tag }」
reason-name-taken-group = 已有标签组叫「{ $group }」
reason-name-taken-now = 换一个名称
reason-pool-without-rules = 公海「{ $pool }」还没有规则，不能开启
reason-pool-without-rules-now = 先保存一版规则，再开启
reason-pool-not-empty = 公海「{ $pool }」里还有 { $held } 位客户
reason-pool-not-empty-now = 先选择这些客户的去处
reason-effective-in-the-past = 生效时间 { $when } 已经过去
reason-effective-in-the-past-now = 选择今天以后的零点
reason-rules-contradict = 「{ $setting }」不能是这个数字
reason-rules-contradict-now = 改成 { $least } 到 { $most } 之间的整数
reason-rules-contradict-zone = 没有这个时区，或与其他公海的时区不同
reason-rules-contradict-zone-now = 全公司只用一个时区，例如 Asia/Shanghai
reason-no-such-tag = 没有这个标签
reason-no-such-tag-now = 刷新后再选一次
reason-no-such-tag-group = 没有这个标签组
reason-no-such-tag-group-now = 刷新后再选一次
reason-tag-retired = 标签「{ $tag }」已停用
reason-tag-retired-now = 换一个标签，或请标签管理员恢复它
reason-tag-already-asked = { $person }已经申请过这个标签，还没有答复
reason-tag-already-asked-now = 等标签管理员答复
reason-no-such-tag-request = 没有这份标签申请
reason-no-such-tag-request-now = 刷新后再看一次
reason-tag-request-granted = 这份标签申请已经通过，标签是「{ $tag }」
reason-tag-request-granted-now = 无需再处理
reason-tag-request-declined = 这份标签申请已被谢绝
reason-tag-request-declined-now = 仍然需要，就重新申请并写明用途
reason-empty-text = 还没有写内容
reason-empty-text-now = 写上内容再保存
reason-text-too-long = 内容有 { $length } 字，最多 { $limit } 字
reason-text-too-long-now = 删减，或分成两条
reason-file-unreadable = 无法读取文件
reason-file-unreadable-now = 看看它还在不在、是否被别的程序占用
reason-file-empty = 文件是空的
reason-file-empty-now = 换一个文件
reason-file-too-large = 文件有 { $size } MB，最多 { $limit } MB
reason-file-too-large-now = 压缩一下，或只附需要的部分
reason-file-kind = 不支持这种文件
reason-file-kind-now = 可附 JPG、PNG、PDF，或 Word、Excel、PowerPoint 文档
reason-licence-kind = 营业执照只收 JPG、PNG 或 PDF
reason-licence-kind-now = 拍一张照片，或另存为 PDF
reason-file-disguised = 文件内容与它声明的类型不符
reason-file-disguised-now = 打开它，按真实类型另存后再附
reason-file-damaged = 文件送到时与发出的不一样
reason-file-damaged-now = 从这里保存出来，再附一次
reason-image-unreadable = 图片无法读取
reason-image-unreadable-now = 打开它，另存后再附
reason-image-too-large = 图片超过 { $limit } 百万像素
reason-image-too-large-now = 缩小后再附
reason-in-the-future = { $when } 还没有到
reason-in-the-future-now = 改成已发生的时间；以后的安排写在下次跟进
reason-no-longer-yours = 已按您的名义留存；客户已不在您名下，不影响回归期限
reason-no-longer-yours-now = 需要这位客户，可从公海认领或联系主管
reason-late-evidence = 已按您的名义留存，但送达时客户已于 { $when } 流出（{ $rule }）
reason-late-evidence-now = 可申请恢复，由主管把客户还给您
reason-no-such-follow-up = 没有这条跟进
reason-no-such-follow-up-now = 刷新后再看一次；写过的内容可以复制
reason-not-the-author = 这条跟进是{ $author }写的，只有本人可以修改
reason-not-the-author-now = 有补充，就另写一条跟进
reason-too-many-attachments = 附件有 { $size } 个，一条跟进最多 { $limit } 个
reason-too-many-attachments-now = 去掉几个，或分到另一条跟进
reason-invalid-phone = 电话写得不对
reason-invalid-phone-now = 写 5 至 15 位数字，例如 0755-2660 1234
reason-invalid-email = 邮箱写得不对
reason-invalid-email-now = 应像 wang@example.com 这样
reason-invalid-uscc = 统一社会信用代码写得不对
reason-invalid-uscc-now = 对照营业执照再输一次：共 18 位，末位是校验码
reason-invalid-capital = 注册资本写得不对
reason-invalid-capital-now = 按元写大于 0 的数字，例如 3,000,000，再选币种
reason-founded-in-the-future = 成立日期 { $day } 还没有到
reason-founded-in-the-future-now = 对照营业执照改日期
reason-certified = { $origin ->
    [customer] 客户已自行完成客户认证
   *[other] 客户已通过档案认证
}
reason-certified-now = { $origin ->
    [customer] 以客户认证为准，档案认证不用再做
   *[other] 资料有变，先请销售支持撤销认证，再重新提交
}
reason-certification-open = 客户已有一份认证在等主管审核
reason-certification-open-now = 等主管答复
reason-no-such-certification = 没有这份认证
reason-no-such-certification-now = 刷新后再看一次
reason-certification-answered = { $answer ->
    [submitted] 这份认证还在等主管审核，不能撤销
    [approved] 这份认证已经通过
    [rejected] 这份认证已被驳回
    [revoked] 这份认证已被撤销
    [superseded] 客户已自行完成客户认证，取代了这份认证
   *[other] 这份认证已有答复
}
reason-certification-answered-now = { $answer ->
    [submitted] 由主管通过或驳回
    [approved] 不该通过，可请销售支持撤销
    [rejected] 由提交人修改后重新提交
    [revoked] 需要认证，就重新提交
    [superseded] 无需再处理
   *[other] 看客户的认证记录
}
reason-already-known = { $known ->
    [mine] 这家公司已是您的客户（{ $same }）
    [held_by] 这家公司由{ $who }负责（{ $same }）
    [in_pool] 这家公司在公海「{ $pool }」，还没有人负责（{ $same }）
    [in_pool_elsewhere] 这家公司在您未加入的公海「{ $pool }」，还没有人负责（{ $same }）
    [pending] 这家公司在{ $team }等待分配（{ $same }）
    [registered_not_in_crm] 这家公司已注册，尚未流入公海（{ $same }）
   *[other] 系统里已有这家公司（{ $same }）
}
reason-already-known-now = { $known ->
    [mine] 不用再录入，直接跟进
    [held_by] 与负责人联系，或请主管协调
    [in_pool] 从公海认领
    [in_pool_elsewhere] 联系公海管理员把您加入，或请主管分配
    [pending] 请主管把客户分配给您
    [registered_not_in_crm] 有需求后会流入公海，届时认领
   *[other] 先查询这家公司
}
reason-phone-conflict = { $known ->
    [mine] 这个电话是您另一位客户的
    [held_by] 这个电话是{ $who }的客户的
    [in_pool] 这个电话是公海「{ $pool }」里一位客户的
    [in_pool_elsewhere] 这个电话是您未加入的公海「{ $pool }」里一位客户的
    [pending] 这个电话是{ $team }一位待分配客户的
    [registered_not_in_crm] 这个电话是一位尚未流入的注册客户的
   *[other] 这个电话是另一位客户的
}
reason-phone-conflict-now = { $known ->
    [mine] 同一家公司，就在那位客户下加联系人；不是，就换一个电话
    [held_by] 核对电话；确是同一家公司，与负责人联系
    [in_pool] 核对电话；确是同一家公司，从公海认领
    [in_pool_elsewhere] 核对电话；确是同一家公司，联系公海管理员把您加入
    [pending] 核对电话；确是同一家公司，请主管分配给您
    [registered_not_in_crm] 核对电话；确是同一家公司，等它流入公海后认领
   *[other] 换一个电话，或先不填电话
}
reason-no-late-evidence = 没有您在回收之前写下、回收之后才送达的跟进
reason-no-late-evidence-now = 从公海认领，或请主管分配
reason-already-asked = 已经申请过恢复，没有改变
reason-already-asked-now = 等主管答复
reason-no-such-request = 没有人申请恢复这位客户
reason-no-such-request-now = 仍要给某位同事，直接分配即可
reason-request-granted = 这份申请已经批准过
reason-request-granted-now = 之后发生了什么，看客户的归属记录
reason-request-declined = 这份申请已被驳回
reason-request-declined-now = 与主管沟通，或到可认领时从公海认领
reason-batch-too-large = 一次选了 { $size } 位，最多 { $limit } 位
reason-batch-too-large-now = 分几次选
reason-intent-expired = { $when } 的认领意向已等了超过 { $hours } 小时，没有发送
reason-intent-expired-now = 仍然需要，就再认领一次
reason-wrong-person = 这一项属于另一个账号，没有执行
reason-wrong-person-now = 用原来的账号登录，会自动发送
reason-id-reused = 编号与另一项重复，服务器没有执行
reason-id-reused-now = 再做一次；写过的内容可以复制
reason-expired-unknown = 等得太久，服务器已不能判断是否执行过
reason-expired-unknown-now = 先看客户的现状，再决定要不要重做
reason-unknown-command = 服务器版本较旧，不认识这一项
reason-unknown-command-now = 联系管理员升级服务器，然后再做一次
reason-unprocessable = 服务器处理这一项时出错，没有执行
reason-unprocessable-now = 内容已保留；过一会儿再做一次，仍不行就联系管理员
reason-not-known-here = 服务器没有同意，原因是本版本不认识的「{ $code }」
reason-not-known-here-now = 升级客户端后可以看到说明

somebody-else = 其他同事
someone-of-team = { $name }（{ $team }）
some-pool = 未知公海
some-tag = 未知标签
some-tag-group = 未知标签组
same-uscc = 统一社会信用代码相同
same-phone = 电话相同
same-name = 名称相同
same-something = 资料相同
some-time = 某时

pool-state-unassigned = 公海未分配
pool-state-assigned = 公海已分配
pool-state-ordinary = 普通客户
pool-state-pending = 待分配
pool-state-dormant = 未流入
deal-deal = 成交
deal-lapsed = 断约
deal-none = 未下单

rule-no-first-follow-up = { $days } 天未首跟
rule-no-deal = { $days } 天未成交
rule-follow-up-gap = { $days } 天未跟进
rule-lapsed = 断约
rule-protection = { $days } 天回归期
rule-in-full-no-first-follow-up = 归属后 { $days } 天内没有首次跟进
rule-in-full-no-deal = 归属后 { $days } 天内没有成交
rule-in-full-follow-up-gap = 距上次跟进超过 { $days } 天
rule-in-full-lapsed = 距末单超过 { $days } 天
rule-in-full-protection = { $days } 天回归期已满
exempt-ordinary = 普通客户
exempt-key-account = 大客户销售
exempt-locked = 已锁定
exempt-goal-reached = 目标达成
days-left = 剩 { $n } 天
hours-left = 剩 { $n } 小时
overdue = 等待回收
stays = 不流出

outflow-reason-release = 主动释放
outflow-reason-import = 导入
outflow-reason-register = 新注册
outflow-reason-recycle = 系统回收
outflow-reason-convert-to-pool = 转公海
outflow-reason-flow-in = 流入
outflow-reason-depart = 离职交回
outflow-reason-no-first-follow-up = 未首次跟进
outflow-reason-no-deal = 未成交
outflow-reason-follow-up-gap = 久未跟进
outflow-reason-lapsed = 断约
outflow-reason-protection = 回归期满

# What is still on its way.

mark-waiting = 待发送
mark-submitting = 提交中
mark-intent = 认领待确认
mark-checking = 核对中
mark-refused = 被拒绝
mark-done = 已完成
mark-parked = 已搁置
mark-asks-you = 等您决定

act-claim = 认领
act-claim-intent = 认领意向
act-release = 释放
act-follow-up = 跟进
act-assign = 分配
act-extend = 延期
act-lock = 锁定
act-unlock = 解锁
act-take-back = 收回
act-convert-to-pool = 转公海
act-convert-to-ordinary = 转普通
act-unknown = 其他操作
act-batch-claim = 批量认领
act-batch-release = 批量释放
act-batch-assign = 批量分配
act-batch-extend = 批量延期
act-batch-lock = 批量锁定
act-batch-unlock = 批量解锁
act-batch-take-back = 批量收回
act-batch-convert-to-pool = 批量转公海
act-batch-convert-to-ordinary = 批量转普通
act-batch-follow-up = 批量跟进
act-batch-of = { $act } · { $when }
act-of-many = { $act } { $n } 位

explain-waiting = 已保存在本机，联网后自动发送
explain-intent = 联网后由服务器裁定；尚不属于您
explain-checking = 已发出，等待服务器答复；不会重复执行
explain-submitting = 正在发送
explain-parked = 服务器的答复无法理解，已停止重试；内容保留在本机
explain-asks-you = { $when } 的认领意向，已等了很久；发送前请您决定
explain-done = { $when }

step-withdraw = 撤回
step-claim-again = 再认领
step-similar = 看相似客户
step-dismiss = 知道了
step-show = 看客户
step-send-anyway = 仍然发送

# The one sentence on the state of things.

pill-wiped = 本机数据已按要求清除
pill-departed = 账号已停用
pill-sign-in-needed = 需要重新登录
pill-upgrade-required = 需要升级客户端
pill-not-stored = 无法写入本机
pill-syncing = { $total ->
    [0] { $done ->
        [0] 同步中
       *[other] 同步中 { $done }
    }
   *[other] 同步中 { $done }/{ $total }
}
pill-not-understood = 服务器的答复无法识别
pill-never-reached = 离线 · 还没有数据
pill-never-synced = 首次同步
pill-offline = { $n ->
    [0] 离线 · 数据截至 { $time }
   *[other] 离线 · 数据截至 { $time } · { $n } 项待发送
}
pill-overdue = { $n } 项超过 { $minutes } 分钟未送达
pill-needs-you = { $n } 项等您处理
pill-checking = { $n } 项核对中
pill-waiting = { $n } 项待发送
pill-answered = { $n } 项已受理，结果在路上
pill-connecting = 数据截至 { $time } · 正在连接
pill-stale = 数据截至 { $time }
pill-synced = 已同步 { $time }
pill-tip-wiped = 管理员要求清除这台设备上的资料；需要继续使用时重新登录
pill-tip-departed = 管理员已停用您的账号；未发送的工作仍保存在本机，有疑问找您的主管
pill-tip-sign-in-needed = 会话已结束。未发送的工作都在本机，登录后继续发送
pill-tip-upgrade-required = { $needed ->
    [none] 服务器不再支持这个版本
   *[other] 服务器要求至少 { $needed } 版
}。写过的工作照常发送；升级客户端后才能看到新数据
pill-tip-not-stored = 腾出磁盘空间，几十秒内会自动再试；之前保存的工作都在
pill-tip-syncing = 正在与服务器同步，可以继续工作
pill-tip-not-understood = 您的工作都保存在本机。按 F5 再试一次；一直这样就告诉管理员
pill-tip-never-reached = 第一次同步需要联网；连上网络后会自动开始，也可以按 F5
pill-tip-never-synced = 正在等第一次同步开始；它需要联网，按 F5 立即开始
pill-tip-offline = 您的工作都已保存在本机，联网后自动发送
pill-tip-overdue = 服务器连得上，但这些工作没有送达；它们都保存在本机。按 F5 再发一次；仍不行，在同步中心导出并告诉管理员
pill-tip-needs-you = 打开同步中心看原因和下一步；没有任何内容丢失
pill-tip-checking = 已发出，等待服务器答复；不会重复执行
pill-tip-waiting = 已保存在本机，马上发送；发送前可以在同步中心撤回
pill-tip-answered = 服务器已受理，正在取回更新后的数据；不用做什么
pill-tip-connecting = 正在联系服务器；本机的数据可以照常使用
pill-tip-stale = 有一阵没有更新了，按 F5 立即同步
pill-tip-synced = 您的工作都已送达，数据是最新的
lead = { $state }。{ $step }。
window-title-state = 公海 · { $name } · { $state }
sync-nothing = 没有记录
sync-nothing-text = 认领、释放、跟进的结果会列在这里。

claim-is-asked = 已提交认领，等待服务器裁定
claimable-now = 可认领
claimable-from = { $when } 起
filter-group-deadline = 期限
filter-group-claim = 认领
filter-group-deal = 状态
filter-group-region = 地区
filter-group-tag = 标签
filter-group-level = 等级
filter-group-industry = 行业
filter-group-source = 来源
filter-group-outflow-reason = 流出原因
filter-is-claimable = 现在可认领
filter-is-flowing-out = 即将流出
filter-chip = { $group }：{ $value }

# Asking for one or many, and what became of it.

batch-count = 已选 { $n } 位
people-separator = ，
batch-all = 或选择全部符合条件的 { $n } 位
list-separator = ；
said-with-advice = { $what }。{ $now }
said-of = { $name }：{ $what }
some-customer = 这位客户
preflight-would-wait = { $n } 位超过今日上限，可记为意向，若次日送达仍可能领到
preflight-changes-nothing = { $n } 位不用改
preflight-already-yours = { $n } 位已是您的
preflight-gone = { $n } 位已不存在
preflight-pool-closed = { $n } 位的公海已关闭
preflight-not-a-member = { $n } 位在您未加入的公海
preflight-taken-by-other = { $n } 位已被他人领取
preflight-not-in-pool = { $n } 位不在公海
preflight-cooling-down = { $n } 位在不可认领期
preflight-daily-limit = { $n } 位超过今日认领上限
preflight-cap-reached = { $n } 位超过保有上限
preflight-not-allowed = { $n } 位您无权处理
preflight-not-yours = { $n } 位不在您名下
preflight-locked = { $n } 位已锁定
preflight-owned-anew = { $n } 位已重新归属
preflight-no-late-evidence = { $n } 位没有迟到的跟进
preflight-no-such-request = { $n } 位没有恢复申请
preflight-request-granted = { $n } 位已经批准
preflight-request-declined = { $n } 位已经驳回
preflight-not-your-team = { $n } 位不在您管辖的团队内
preflight-already-theirs = { $n } 位本来就是对方的
preflight-person-departed = { $n } 位的接收人已离职
preflight-person-cannot-hold = { $n } 位的接收人不能负责客户
preflight-person-not-a-member = { $n } 位的接收人不是公海成员
preflight-person-full = { $n } 位超过接收人的保有上限
preflight-no-deadline = { $n } 位没有回归期限
preflight-extension-length = { $n } 位的延期天数不对
preflight-extension-limit = { $n } 位的延期次数已满
preflight-lock-limit = { $n } 位超过锁定上限
preflight-not-held = { $n } 位没有人负责
preflight-already-in-pool = { $n } 位已在公海
preflight-no-such-tag = { $n } 位：没有这个标签
preflight-tag-retired = { $n } 位：标签已停用
preflight-other = { $n } 位现在不行
preflight-intent = 现在离线，先记为意向，联网后由服务器裁定
claimed-one = 已认领「{ $name }」
refused-many = { $n } 项被拒绝，原因都在同步中心
more-results = 看结果
undone = 已撤销 { $n } 项
undone-some = 已撤销 { $n } 项；{ $late } 项已发出，无法撤销
undone-none = 已经发出，无法撤销

# The list, the panel, the window.

data-as-of = 数据截至 { $when }
explain-batch-done = { $n } 位已完成
explain-batch-waiting = { $n } 位待答复
explain-batch-refused = { $n } 位需要您看
explain-asks-you-now = 仍然发送，或者撤回
explain-parked-now = 再发送一次，或者撤回；写过的内容可以复制
follow-up-phone = 电话
follow-up-wechat = 微信
follow-up-visit = 拜访
follow-up-email = 邮件
follow-up-other = 其他
me = 我
next-on = 下次 { $day }
external-id = 华秋ID { $id }
no-follow-ups-mine = 还没有跟进，写下第一条。
no-follow-ups-theirs = 还没有跟进。
no-follow-ups-pool = 认领后可以看到并书写跟进。
masked-because = 认领后才能看到完整的联系方式。
no-deadline = 没有回归期限
no-deadline-text = 现在没有规则会让这位客户流出。
deadline-title = { $left } · { $when } 流出
deadline-rule = 规则：{ $rule }。
deadline-moves-by-holder = 负责人现在写一条跟进，可延至 { $day }。
deadline-moves = 现在写一条跟进，可延至 { $day }。
deadline-moved-by-follow_up = 今天已跟进，之后每次跟进都会顺延。
deadline-moved-by-order = 要有新订单才会顺延。
deadline-moved-by-extension = 跟进不会改变它，可请主管或公海管理员延期。
exempt-because-ordinary = 普通客户不受公海规则约束。
exempt-because-key-account = 大客户销售的客户不会被回收。
exempt-because-locked = 已锁定，解锁前不会流出。
exempt-because-goal-reached = 归属之后已经下单，公海目标达成。
claim-card-title = 可以认领
claim-card-reason = 流出原因：{ $reason }
claim-card-since = { $day }进入公海
claim-card-not-yours = 由服务器裁定，尚不属于您。
claim-card-cooling = 您 { $when } 起可认领
claim-card-cooling-text = 这是您释放或被回收后的不可认领期；其他同事现在就可以认领。
held-by = 负责人：{ $name }。
waits-in-team = 在{ $team }等待分配。
only-to-look = 只能查看
fact-owner = 负责人
fact-contact = 联系人
fact-phone = 电话
fact-wechat = 微信
fact-email = 邮箱
fact-region = 地区
fact-address = 地址
fact-industry = 行业
fact-level = 等级
fact-source = 来源
fact-registered-capital = 注册资本
fact-founded-on = 成立日期
fact-orders = 订单数
fact-last-order = 末单
fact-note = 备注
fact-asked = 提出时间
fact-decided = 答复时间
fact-number = 编号
fact-written = 写过的内容
fact-person = 姓名
fact-roles = 角色
fact-team = 团队
fact-server = 服务器
fact-device = 这台设备
fact-separator = 、
role-rep = 销售
role-pool-admin = 公海管理员
role-manager = 主管
role-sales-support = 销售支持
role-tag-admin = 标签管理员
role-system-admin = 系统管理员
follow-up-saved = 跟进已保存
follow-up-saved-offline = 跟进已保存在本机，联网后发送
not-saved = 没有保存：{ $cause }。写的内容还在，可以再试一次
window-title = 公海 · { $name }
status-rows = { $n } 位
status-selected = 选中 { $n }
status-server-time = 服务器时间 { $time }
status-estimated-time = 估计的服务器时间 { $time }
status-last-sync = 上次成功同步 { $time }
export-name = 同步事项-{ $day }
exported = 已存为 { $path }
not-exported = 没有存成文件：{ $cause }
unexpected = 程序出了意外（{ $cause }），已记入日志；您的工作都还在本机
sign-out-not-sent = 还有没发送或没答复的工作，暂不退出

# What can be wrong with the files on this computer, and with signing in.

trouble-wrong-key = 本机数据打不开，口令或密钥不对
trouble-wrong-key-now = 再输一次口令，或用别的账号登录后重新下载
trouble-damaged = 本机数据损坏，已另存一份；没发送的工作已尽量救回
trouble-damaged-now = 继续使用即可，客户资料会重新下载；再看一眼同步中心
trouble-newer = 本机数据由更新的版本写成
trouble-newer-now = 升级客户端后再打开；数据没有动过
trouble-disk-full = 磁盘满了，刚才这一步没有保存
trouble-disk-full-now = 腾出一些空间，再做一次
trouble-unwritable = 本机数据的文件夹不能写入
trouble-unwritable-now = 检查文件夹权限，或请管理员处理
trouble-in-use = 另一个程序正在使用这份数据
trouble-in-use-now = 切换到已打开的窗口，或先把它关掉
address-empty = 还没有填服务器地址
address-empty-now = 向管理员要地址，例如 https://crm.example.com
address-malformed = 服务器地址写得不对
address-malformed-now = 应像 https://crm.example.com 这样
address-insecure = 这个地址没有加密，密码会被看见
address-insecure-now = 改用 https:// 开头的地址
address-with-password = 地址里不要写用户名和密码
address-with-password-now = 分别填在下面两栏
sign-in-connecting = 正在连接 { $server } …
sign-in-opening = 正在打开本机数据…
sign-in-unlocking = 正在解锁…
sign-in-unreachable = 连不上服务器 { $server }
sign-in-unreachable-now = 检查网络和地址，再试一次；填的内容都还在
sign-in-foreign = { $server } 有回应，但不是公海服务器
sign-in-foreign-now = 可能是网络登录页，或地址写错了；先用浏览器打开看看
sign-in-certificate = 服务器的证书不可信，没有连接
sign-in-certificate-now = 检查地址和本机时间；仍不行就请管理员处理证书
sign-in-wrong-password = 用户名或密码不对
sign-in-wrong-password-now = 再试一次；忘了密码请管理员重置
sign-in-locked-out = 试错次数太多，暂时不能登录
sign-in-locked-out-now = 过 { $minutes } 分钟再试，或请管理员重置密码
sign-in-unexpected = 程序出了意外（{ $cause }）
sign-in-unexpected-now = 已记入日志；再试一次，仍不行就联系管理员
sign-in-departed = 这个账号已停用
sign-in-departed-now = 有疑问请联系管理员
sign-in-upgrade = 服务器不再支持这个版本的客户端
sign-in-upgrade-now = 升级客户端后再登录
sign-in-busy-server = 服务器正忙
sign-in-busy-server-now = 过 { $seconds } 秒再试
sign-in-mismatch = 服务器的回答看不懂
sign-in-mismatch-now = 客户端和服务器的版本可能不配，请联系管理员
sign-in-session-ended = 会话已结束，需要重新登录
sign-in-session-ended-now = 没发送的工作都在本机，登录后继续发送
sign-in-clock = 这台电脑的时间差了 { $minutes } 分钟
sign-in-clock-now = 公海按服务器时间计算；建议把电脑时间校准
sign-in-key-store = 系统密钥库没有回应
sign-in-key-store-now = 解锁系统密钥库再试；它满了，就先删掉不用的凭据
sign-in-wiped = 管理员要求清除这台设备上的资料，已经清除
sign-in-wiped-now = 有疑问请联系管理员；重新登录后会再下载
