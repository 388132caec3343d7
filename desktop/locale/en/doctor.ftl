doctor-title = Diagnosis
doctor-lead = This computer and the way to the server, checked step by step. No password is sent, and nothing you do is disturbed.
doctor-at-work = Checking…
doctor-all-good = Everything is fine
doctor-some-to-do = { $n ->
    [one] { $n } thing needs attention
   *[other] { $n } things need attention
}
doctor-again = Check again
doctor-copy = Copy
doctor-copied = Copied
doctor-export = Export a bundle…
doctor-export-tip = For your administrator: the results, and logs without names, phones or accounts. No customer data.
doctor-exported = Exported to { $path }
doctor-not-exported = Not exported: { $path } cannot be written. Try another folder.
doctor-open = Diagnosis…
doctor-link = Check network and computer
doctor-outcome-good = Fine
doctor-outcome-to-do = To do
doctor-outcome-not-checked = Not checked
doctor-mark-good = [ ok ]
doctor-mark-to-do = [ !! ]
doctor-mark-not-checked = [ -- ]
doctor-now = Now: { $text }
doctor-of = Gonghai { $version } · { $system } · { $time }
doctor-bundled = Bundle: { $path }
doctor-not-bundled = The bundle cannot be written to { $path }
doctor-no-folder = The folder of this computer's data cannot be read: { $path }
doctor-after = Checked once what stands above is mended
doctor-broke = The check itself failed ({ $cause })
doctor-whose = { $name } · { $who }
doctor-source-machine-policy = machine policy
doctor-source-person-policy = user policy
doctor-source-chosen = own choice
doctor-source-installed = set at installation
doctor-source-built-in = built in
doctor-name-settings = Managed settings
doctor-settings-none = Nothing settled by an administrator
doctor-settings-told = { $names }
doctor-settings-spoiled = { $n ->
    [one] { $n } setting makes no sense: { $names }
   *[other] { $n } settings make no sense: { $names }
}
doctor-settings-spoiled-now = Ask your administrator to mend the policy or the installer's properties
doctor-name-address = Server address
doctor-address-known = { $server }
doctor-address-missing = No server is known
doctor-address-missing-now = Enter it in the sign-in window, or have it set at installation by SERVER_URL
doctor-address-unusable = This address cannot be used: { $text }
doctor-address-unusable-now = It should look like https://crm.example.com, beginning with https://
doctor-address-settled-unusable = The address your administrator set cannot be used: { $text }
doctor-address-settled-unusable-now = Ask your administrator to mend ServerUrl in the policy
doctor-address-another-settled = Your administrator allows only { $settled }, not { $server }
doctor-address-another-settled-now = Use that server, or ask your administrator to change the policy
doctor-name-trust-file = Certificate file
doctor-trust-file-none = None named; the system's certificates are trusted
doctor-trust-file-fit = { $path }: { $n ->
    [one] { $n } certificate
   *[other] { $n } certificates
}, the first expires on { $until }
doctor-trust-file-unreadable = The certificate file { $path } cannot be read
doctor-trust-file-unreadable-now = Ask your administrator whether the file named by CaFile exists and can be read
doctor-trust-file-nonsense = There are no certificates in { $path }
doctor-trust-file-nonsense-now = Ask your administrator for a CA certificate in PEM format
doctor-trust-file-expired = The certificates in { $path } expired on { $until }
doctor-trust-file-expired-now = Ask your administrator for a new CA file
doctor-name-proxy = Proxy
doctor-proxy-none = None
doctor-proxy-through = Through { $proxy }
doctor-name-name = Name lookup
doctor-name-known = { $host } → { $addresses }
doctor-name-unknown = { $host } is not found
doctor-name-unknown-now = Check that you are online; internal names need the company's network or VPN
doctor-name-connection = Connection
doctor-connection-open = { $place } can be reached
doctor-connection-refused = { $place } refuses the connection
doctor-connection-refused-now = The server may be down, or the port wrong; ask your administrator
doctor-connection-silent = { $place } does not answer
doctor-connection-silent-now = Check network and VPN; if other sites work, a firewall may be in the way: ask your administrator
doctor-connection-proxy = The proxy { $proxy } does not let us through (HTTP { $status })
doctor-connection-proxy-now = Ask your administrator to let the server through; 407 means the proxy wants a sign-in
doctor-name-certificate = Certificate
doctor-certificate-plain = This computer's own address; none needed
doctor-certificate-by-system = Issued by { $issuer }, expires { $until }; trusted by the system
doctor-certificate-by-file = Issued by { $issuer }, expires { $until }; trusted by the certificate file
doctor-certificate-soon = Issued by { $issuer }, expires { $until }: { $days ->
    [one] { $days } day left
   *[other] { $days } days left
}
doctor-certificate-soon-now = It still works. Ask the server's administrator to renew it soon
doctor-certificate-expired = Expired on { $until } (issued by { $issuer })
doctor-certificate-expired-now = Check this computer's date; if it is right, the server's administrator must renew it
doctor-certificate-not-yet = Valid only from { $since } (issued by { $issuer })
doctor-certificate-not-yet-now = Most likely this computer's date is behind: set it right and try again
doctor-certificate-wrong-name = Not made out to { $host } (issued by { $issuer })
doctor-certificate-wrong-name-now = Check the address; if it is right, the server's administrator must renew the certificate
doctor-certificate-unknown-issuer = Its issuer { $issuer } is not trusted
doctor-certificate-unknown-issuer-now = A company's own certificate: have its CA named by CaFile, or installed in the system
doctor-certificate-file-unusable = The system does not trust it, and the certificate file cannot be used
doctor-certificate-file-unusable-now = Mend “Certificate file” above first
doctor-certificate-no-tls = What answers at { $place } speaks no encryption
doctor-certificate-no-tls-now = Check the port; the server must speak https: ask your administrator
doctor-certificate-broken-off = { $place } hung up during the handshake
doctor-certificate-broken-off-now = Try again later; if it stays so, a firewall or proxy may be in the way
doctor-name-server = Gonghai server
doctor-server-ready = Running, version { $version }
doctor-server-not-ready = Running, but its database does not answer
doctor-server-not-ready-now = Ask the server's administrator to look at the database; your work is kept here
doctor-server-foreign = What answers is not a Gonghai server
doctor-server-foreign-now = A Wi-Fi may want you to sign in on a web page first, or the address or proxy is wrong
doctor-server-busy = The server is busy
doctor-server-busy-now = Try again in a few minutes
doctor-server-silent = Connected, but no answer
doctor-server-silent-now = Try again later; if it stays so, ask the server's administrator
doctor-server-says-nothing = A Gonghai server that tells neither version nor time
doctor-name-clock = Clock
doctor-clock-right = { $seconds ->
    [one] { $seconds } second off the server's
   *[other] { $seconds } seconds off the server's
}
doctor-clock-fast = { $minutes ->
    [one] { $minutes } minute ahead of the server
   *[other] { $minutes } minutes ahead of the server
}
doctor-clock-fast-now = Let the system set its time automatically
doctor-clock-slow = { $minutes ->
    [one] { $minutes } minute behind the server
   *[other] { $minutes } minutes behind the server
}
doctor-clock-slow-now = Let the system set its time automatically
doctor-name-version = Version
doctor-version-current = This program { $own }, the server { $server }
doctor-version-newer = This program { $own }; there is { $newest }{ $where ->
    [none] {""}
   *[other] , at { $where }
}
doctor-version-too-old = { $own } is too old: the server asks for { $oldest } or later
doctor-version-too-old-now = { $where ->
    [none] Ask your administrator to upgrade this program
   *[other] Ask your administrator to upgrade this program: { $where }
}. What you wrote is still delivered
doctor-name-folder = Data folder
doctor-folder-fit = { $path }
doctor-folder-not-yet = { $path } (made at the first sign-in)
doctor-folder-network = { $path } is on a network drive
doctor-folder-network-now = Keep the data on a local disk: ask your administrator to change the roaming or redirected folder
doctor-folder-synced = { $path } is in a synced folder (OneDrive and the like)
doctor-folder-synced-now = Choose a folder that is not synced: syncing damages data that is open
doctor-folder-unwritable = { $path } cannot be written
doctor-folder-unwritable-now = Check the folder's permissions, or ask your administrator
doctor-name-disk = Disk space
doctor-disk-enough = { $gigabytes } GB free
doctor-disk-low = Only { $megabytes } MB free
doctor-disk-low-now = Free at least 500 MB for syncing and attachments
doctor-disk-full = Nearly full: { $megabytes } MB free
doctor-disk-full-now = Free some space now, or what you write cannot be saved
doctor-name-key-store = Key store
doctor-key-store-keeps = Keeps what it is given
doctor-key-store-missing = The system has no usable key store
doctor-key-store-missing-now = Protect the data by a passphrase when signing in; or have Windows Credential Manager looked at
doctor-name-profile = Local data
doctor-profile-nobody = Nobody has signed in on this computer yet
doctor-profile-whole = Sound
doctor-profile-in-use = Gonghai is open; it was not disturbed
doctor-profile-passphrase = Under a passphrase; it can be checked once open
doctor-profile-no-store = Without a key store it cannot be opened
doctor-profile-no-key = The key store has no key for it
doctor-profile-no-key-now = Sign in again: the old data is set aside, customers are downloaded anew; unsent work cannot be recovered
doctor-profile-unwritable = Cannot be opened: the folder cannot be read or written
doctor-profile-unwritable-now = Check the folder's permissions, or ask your administrator
doctor-profile-wrong-key = The key does not fit, or the file is no database any more
doctor-profile-wrong-key-now = Sign in again: the old files are set aside, not deleted, customers are downloaded anew
doctor-profile-damaged = Damaged
doctor-profile-damaged-now = Just open Gonghai: the file is set aside, unsent work is saved as far as possible, customers come anew
doctor-profile-newer = Written by a newer version
doctor-profile-newer-now = Upgrade this program, then open it; nothing was touched
doctor-profile-disk-full = The disk is full; it could not be checked
doctor-profile-disk-full-now = Free some space first
doctor-profile-pool-damaged = What can be downloaded again is damaged; your own work is sound
doctor-profile-pool-damaged-now = Just open Gonghai; customers are downloaded anew
doctor-name-pending = Unsent work
doctor-pending-none = None
doctor-pending-waiting = { $waiting } waiting; sent once online
doctor-pending-for-you = { $n } for you to decide, { $waiting } waiting
doctor-pending-for-you-now = Open the sync centre and go through them
doctor-pending-uncounted = Data of an older version; it can be counted once opened
