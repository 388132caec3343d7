brand = Gonghai
page-customers = Customers
page-sync-centre = Sync centre
page-settings = Settings
page-today = Today
page-review = Review
page-team = Team
page-pools = Pools
title-customers = Customer register
title-sync-centre = Sync centre
title-settings = Settings
title-today = Today
title-review = Review
title-team = Teams and people
title-pools = Pool settings
rail-count = { $n ->
    [one] { $n } item
   *[other] { $n } items
}
rail-needs-you = { $n ->
    [one] { $n } item needs you
   *[other] { $n } items need you
}
search-hint = Name, credit code, pinyin initials
search-name = Search customers
search-tip = Find by name, credit code, contact phone, pinyin or pinyin initials (/)
quota-claims = Claimed today
quota-claims-tip = Pool customers you claimed yourself today; starts anew at midnight
quota-holding = Holding
quota-holding-tip = Pool customers you hold now; those with a deal take no place
quota-not-counted = { $n ->
    [one] + { $n } deal
   *[other] + { $n } deals
}
pill-name = Sync state: { $state }
pill-tip = Open the sync centre
tray-open = Open Gonghai
tray-quit = Quit
tray-tip = Gonghai · { $state }
quit-sending-title = { $n ->
    [one] Sending { $n } act…
   *[other] Sending { $n } acts…
}
quit-sending-text = Gonghai ends once the server has answered.
quit-unsent-title = { $n ->
    [one] { $n } act has not been sent
   *[other] { $n } acts have not been sent
}
quit-unsent-text = What waits stays encrypted on this computer and is sent when Gonghai is opened again. Until then neither the server nor your colleagues know of it.
quit-stay = Stay
quit-leave = Quit
quit-leave-now = Quit now
notice-undo = Undo
notice-close = Close this message
tip-with-key = { $word } ({ $key })
dialog-cancel = Cancel
dialog-close = Close
help-title = Keyboard shortcuts
help-lead = While you are typing, single letters do nothing but write.
