# Links to a customer, sent from one to another.
action-copy-link = Copy a link to the customer
link-not-here = The customer of this link cannot be seen here: perhaps it is not among those you may see, or no longer exists. Ask whoever sent it for the company's name and search.
