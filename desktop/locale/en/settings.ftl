settings-look = Appearance
settings-account = Account
settings-language = Language
settings-theme = Theme
settings-density = Row height
settings-sign-out = Sign out…
language-zh_CN = 中文
language-en = English
theme-system = Follow the system
theme-light = Light
theme-dark = Dark
density-comfortable = Comfortable
density-compact = Compact
sign-out-title = { $n ->
    [one] { $n } act has not been sent
   *[other] { $n } acts have not been sent
}
sign-out-text = { $n ->
    [one] Decide what becomes of it before you sign out. Nothing is lost either way.
   *[other] Decide what becomes of these { $n } acts before you sign out. Nothing is lost either way.
}
sign-out-send-first = Send, then sign out
sign-out-send-first-tip = Send now, and sign out once the server has answered
sign-out-keep = Keep here
sign-out-keep-tip = Stay encrypted on this computer; sent when this account signs in again
sign-out-export = Export…
sign-out-export-tip = Save them to a file, then sign out
