# Bringing a file of customers into a pool.

column-line = 行号
import-open = 导入
import-open-tip = 从 Excel 或 CSV 导入客户到公海
import-title = 导入客户
import-lead = Excel 或 CSV，每行一家企业，要有“企业名称”一列。先检查，看过结果再导入。
import-choose-file = 选择文件…
import-choose-file-tip = 选择要导入的 Excel 或 CSV 文件
import-no-file = 还没有选择文件
import-file-kinds = 表格文件
import-file = 文件
import-into = 导入到
import-template = 下载模板
import-template-tip = 存一份空白表格，列名都已写好
import-template-name = 客户导入模板
import-result-name = 导入结果-{ $name }
import-export = 导出结果
import-export-tip = 把每一行的结果和原因存成 Excel 文件，改好后可以再导入
import-check = 检查
import-bring-in = 导入 { $n } 位
import-another = 再导入一份
import-stop = 停止
import-sending = 正在上传 { $percent }%
import-reading = 正在读取文件…
import-judging = 正在检查 { $done } / { $of } 行
import-writing = 正在导入 { $done } / { $of } 行
import-stopping = 正在停下…
import-running-on = 关闭这个窗口，导入也会继续；结束后在窗口底部告诉您。
import-count-new = 新增 { $n }
import-count-update = 补全 { $n }
import-count-duplicate = 重复 { $n }
import-count-invalid = 无效 { $n }
import-verdict-new = 新增
import-verdict-update = 补全
import-verdict-duplicate = 重复
import-verdict-invalid = 无效
import-checked = 检查完成，还没有写入任何客户。
import-checked-nothing = 检查完成，没有可以导入的行。按原因改好文件，再选一次。
import-columns-to-note = 这些列会放进备注：{ $columns }
import-done = 已导入 { $new } 位新客户到「{ $pool }」，补全 { $update } 位已有客户。
import-done-nothing = 没有新客户，也没有可以补全的。
import-see-result = 看结果
import-others = 需要留意的 { $n } 行
import-others-first = 需要留意的 { $n } 行，这里列出前 { $shown } 行；导出的结果里有全部
import-trouble-offline = 离线：导入需要连上服务器。文件还在原处，联网后再试。
import-trouble-interrupted-check = 连接中断，检查没有做完，什么也没有写入。联网后再检查一次。
import-trouble-interrupted = { $of ->
    [0] 连接中断。
   *[other] 连接中断，断开时处理到 { $done } / { $of } 行。
}已导入的会保留；再导入一次，已有的会算作重复。
import-trouble-stopped-check = 已停下，什么也没有写入。
import-trouble-stopped = { $of ->
    [0] 已停下。
   *[other] 已停下，停下时处理到 { $done } / { $of } 行。
}已导入的会保留；再导入一次，已有的会算作重复。
import-trouble-busy = 服务器正在处理另一份文件，{ $seconds } 秒后再试。
import-trouble-too-large = 文件有 { $size } MB，最多 { $limit } MB。拆成几份再导入。
import-trouble-empty = 这个文件是空的。
import-trouble-unreadable = 打不开这个文件：{ $cause }。如果在表格软件里开着，先关掉再选一次。
import-trouble-signed-out = 登录已失效，什么也没有写入。重新登录后再导入。
import-trouble-upgrade = 客户端版本太旧，服务器不再支持。升级后再导入。
import-trouble-broken-check = 服务器检查这份文件时出错，什么也没有写入。再试一次；仍不行就把文件交给管理员。
import-trouble-broken = { $of ->
    [0] 服务器出错，没有做完。
   *[other] 服务器出错，停在 { $done } / { $of } 行。
}已导入的会保留；再试一次，仍不行就联系管理员。
import-trouble-file = 这份文件不能导入：{ $why }。
import-and = ；
