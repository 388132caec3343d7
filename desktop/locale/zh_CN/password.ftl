# One's own password.

password-open = 修改密码…
password-title = 修改密码
password-temporary = 这个密码是管理员给的，现在就改成您自己的。
password-old = 旧密码
password-new = 新密码
password-again = 再输一次新密码
password-rule = 至少 { $n } 个字符，不能和用户名一样
password-show = 显示输入的密码
password-confirm = 修改密码
password-busy = 正在修改…
password-later = 以后再说
password-changed = 密码已修改；其他设备要用新密码重新登录
password-told = 修改密码：{ $why }
password-wrong = 旧密码不对
password-locked-out = 试错次数太多，过 { $minutes } 分钟再试
password-same = 新密码和旧密码一样，换一个
password-short = 太短，至少要 { $n } 个字符
password-long = 太长，最多 { $n } 个字符
password-is-login = 不能和用户名一样，换一个
password-not-taken = 服务器不接受这个密码，换一个
password-differs = 两次输入不一样
password-offline = 连不上服务器，密码没有改；联网后再试一次
password-no-reply = 没等到服务器的答复，不知道改了没有；联网后照样再改一次就知道
password-busy-server = 服务器正忙，过 { $seconds } 秒再试一次
password-foreign = 有回应，但不是公海服务器；可能是网络登录页，先用浏览器打开看看
password-session-ended = 会话已结束，密码没有改；重新登录后再试一次
