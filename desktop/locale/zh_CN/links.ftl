# Links to a customer, sent from one to another.
action-copy-link = 复制客户链接
link-not-here = 链接里的客户在这里看不到：可能不在您能看的范围，或已不存在。可以向发链接的人问公司名，再搜索。
