settings-about = 版本
version-own = 这台电脑
version-server = 服务器
version-newest = 新版本
version-newest-there = { $version }，请联系管理员安装
version-where = 安装包
update-there = 有新版本 { $version }，请联系管理员安装
update-more = 看详情
