# Why the program does not start: where its data should lie.
refused-window = 公海
refused-network = 资料不能放在网络共享上
refused-network-now = 多台电脑同时写同一份资料会把它写坏，所以公海没有打开，也没有写入任何内容。请用本机磁盘上的文件夹；这个位置由启动参数 --profile 或系统的用户目录决定，请管理员改到本机。
refused-synced = 资料不能放在同步盘里
refused-synced-now = 同步软件会在公海打开时复制并改动资料，会把它弄坏，所以公海没有打开，也没有写入任何内容。请用同步盘以外的文件夹；这个位置由启动参数 --profile 或系统的用户目录决定，请管理员移出同步盘。
refused-unwritable = 没有权限在这里保存资料
refused-unwritable-now = 公海要在这个文件夹里保存加密的资料。请管理员允许您的账号写入，或换一个文件夹，再打开公海。
refused-folder = 文件夹
refused-close = 关闭
