# What was asked about a customer besides who holds it, and what was written there.

act-edit-follow-up = Edit follow-up
act-save-contact = Save contact
act-remove-contact = Remove contact
act-write-note = Write note
act-put-tag = Add tag
act-take-tag = Remove tag
act-submit-certification = Submit certification
act-approve-certification = Approve certification
act-reject-certification = Reject certification
act-revoke-certification = Revoke certification
act-register = New customer
act-batch-edit-follow-up = Batch edit of follow-ups
act-batch-save-contact = Batch of contacts
act-batch-remove-contact = Batch removal of contacts
act-batch-write-note = Batch of notes
act-batch-put-tag = Batch tagging
act-batch-take-tag = Batch removal of tags
act-batch-submit-certification = Batch of certifications
act-batch-approve-certification = Batch approval
act-batch-reject-certification = Batch rejection
act-batch-revoke-certification = Batch revocation
act-batch-register = Batch of new customers
act-retag = Change tags
act-batch-retag = Batch change of tags
mark-register-waiting = Entry pending
explain-register = The server decides once you are online; not yours yet
step-take-up = Enter again
written-field = { $name }: { $text }
written-company = Company name
written-uscc = Credit code
written-region = Region
written-city = City
written-industry = Industry
written-source = Source
written-contact = Contact
written-position = Position
written-phone = Phone
written-email = E-mail
written-wechat = WeChat
written-address = Address
written-note = Note
written-capital = Registered capital
written-founded-on = Founded on
registered-one = { $name } has been entered and is your customer
registered-many = { $n ->
    [one] 1 new customer has been entered
   *[other] { $n } new customers have been entered
}
