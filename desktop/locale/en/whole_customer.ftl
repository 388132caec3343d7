# The whole customer: people, files, words said otherwise, note and tags, windows.

panel-tab-contacts = Contacts
panel-tab-orders = Orders
panel-tab-describing = Tags & note
action-open-window = Open in a window of its own
action-kind-1 = Follow-up kind 1
action-kind-2 = Follow-up kind 2
action-kind-3 = Follow-up kind 3
action-kind-4 = Follow-up kind 4
action-kind-5 = Follow-up kind 5
action-whom = Contact of the follow-up
action-next-date = Date of the next follow-up
action-attach = Attach files
entry-whom = Contact: { $name }
entry-whom-nobody = Contact
talked-with = with { $name }
lost-gone = This customer is no longer within your sight; the data on this machine has been removed.
lost-not-yours = This customer is no longer yours to follow up. What you may still see is shown.
panel-above = Customer at a glance, and the follow-up entry
kept-text = What you had not saved is still here to copy:
copy-this = Copy: { $name }
copied = Copied
fact-uscc = Company code
fact-external-id = Huaqiu ID

no-contacts-mine = No contacts yet. Add the first one.
no-contacts = No contacts yet.
no-contacts-masked = Contacts are shown once you have claimed the customer.
contact-name = Name
contact-position = Position
contact-phone = Phone
contact-email = E-mail
contact-wechat = WeChat
contact-note = Note
contact-add = Add a contact
contact-keep = Save
contact-edit = Edit { $name }
contact-remove = Remove { $name }
contact-tel = Call { $value }
contact-mailto = Write to { $value }
contact-saved = Contact saved
contact-saved-offline = Contact saved on this machine; it is sent once you are online
contact-removed = Contact removed
contact-removed-offline = Contact removed; takes effect once you are online

note-title = Note
note-text = Note on the customer
note-hint = What everybody should know…
note-none = No note yet.
note-keep = Save the note
note-saved = Note saved
note-saved-offline = Note saved on this machine; it is sent once you are online
tags-put = + Tag
tags-put-none = No tags yet.
tag-take-off = Take off the tag { $name }
tag-taken = Tag taken off
tag-taken-offline = Tag taken off; takes effect once you are online

words-edit = Edit this follow-up
words-keep = Save the changes
words-edited =
    { $n ->
        [one] Edited once
       *[other] Edited { $n } times
    }
words-saved = Changes saved
words-saved-offline = Changes saved on this machine; they are sent once you are online
said-until = until { $when }
said-until-now = before the change

file-open = Open the file { $name }
file-drop = Take off the file { $name }
file-unknown = File
file-being-taken = …
entry-files = Files of the follow-up
file-sending = Sending { $n }%
file-pasted = Screenshot { $n }
files-full =
    { $n ->
        [one] A follow-up takes one file at most
       *[other] A follow-up takes { $n } files at most
    }
file-not-attached = “{ $name }” was not attached: { $why }
file-coming = Fetching the file; it opens once it is here
file-offline = The file is not on this machine; open it once you are online
file-not-here = “{ $name }” is not on this machine yet and was not saved
file-saved = Saved as “{ $name }”
file-not-saved = Not saved: { $cause }
file-save = Save as…
file-elsewhere = This kind of file cannot be shown here. Save it and open it with another program.
size-kilobytes = { $n } KB
size-megabytes = { $n } MB

customer-orders-none = No orders yet.
customer-orders-masked = Orders are shown once you have claimed the customer.
