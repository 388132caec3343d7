# One's own password.

password-open = Change password…
password-title = Change password
password-temporary = An administrator gave you this password. Change it now to one that only you know.
password-old = Old password
password-new = New password
password-again = New password once more
password-rule = { $n ->
    [one] At least one character, and not your user name
   *[other] At least { $n } characters, and not your user name
}
password-show = Show what is typed
password-confirm = Change password
password-busy = Changing…
password-later = Later
password-changed = Password changed; other devices must sign in again with the new one
password-told = Change of password: { $why }
password-wrong = The old password is wrong
password-locked-out = { $minutes ->
    [one] Too many wrong tries; try again in a minute
   *[other] Too many wrong tries; try again in { $minutes } minutes
}
password-same = This is the old password; choose another
password-short = { $n ->
    [one] Too short: it needs at least one character
   *[other] Too short: it needs at least { $n } characters
}
password-long = { $n ->
    [one] Too long: it may have one character at most
   *[other] Too long: it may have { $n } characters at most
}
password-is-login = It must not be your user name; choose another
password-not-taken = The server does not take this password; choose another
password-differs = The two differ
password-offline = Cannot reach the server; the password was not changed. Try again when you are online.
password-no-reply = The server did not answer, and the password may have been changed. Do the same once more when you are online, and you will know.
password-busy-server = { $seconds ->
    [one] The server is busy; try again in a second
   *[other] The server is busy; try again in { $seconds } seconds
}
password-foreign = Something answers, but not a Gonghai server. It may be a network’s sign-in page; open it in a browser first
password-session-ended = Your session has ended; the password was not changed. Sign in again, then try once more.
