# The orders page, and one order in full.

page-orders = Orders
title-orders = Orders
table-orders = List of orders
orders-search = Number, customer, title
orders-search-tip = Find by order number, customer, pinyin or product (/)
orders-tab-all = All
orders-tab-mine = My orders
orders-tab-my-customers = My customers' orders
orders-tab-pcb = PCB orders
orders-lead = { $n ->
    [one] { $n } order
   *[other] { $n } orders
}
orders-changed = { $n ->
    [one] { $n } order came or went
   *[other] { $n } orders came or went
}
column-order-number = Order
column-order-customer = Customer
column-order-title = Title
column-category = Category
column-amount = Amount
column-ordered = Ordered
column-order-status = Status
column-order-rep = Order owner
column-customer-owner = Customer owner
column-stage = Production
column-invoiced = Invoice
column-shipped = Shipping

order-filter-group = To do
order-filter-not-invoiced = Not invoiced
order-filter-not-shipped = Not shipped
order-filter-in-production = In production

order-state-unpaid = Unpaid
order-state-reviewing = Review
order-state-paid = Paid
order-state-engineering = Engineering
order-state-in-production = Production
order-state-inspecting = Inspection
order-state-packing = Packing
order-state-shipped = Shipped
order-state-signed = Signed for
order-state-completed = Completed
order-state-cancelled = Cancelled
order-category-pcb = PCB
order-category-smt = SMT
order-category-stencil = Stencil
order-category-components = Parts
order-sub = Sub-order
order-sub-material-makeup = Make-up
order-sub-price-difference = Difference

order-nobody = None
order-rep-tip = Order owner: { $name } (the rep at the time of ordering; never changes)
order-owner-tip = Customer owner: { $name }
order-owner-differs = ≠ { $name }
order-owner-pool = Pool
order-owner-unseen = Not visible
order-owner-unseen-tip = This customer is not among those you can see now
order-differs = not the order's
order-differs-tip = The order's owner is the rep at the time of ordering, and stays so whoever holds the customer later
order-unknown-tip = The shop has not said
order-line = { $title } · { $when }
order-parent-away = No parent
order-parent-away-text = The parent order is not here: it has not been synced yet, or is not among those you can see.
order-not-begun = Not begun
order-how-far = { $reached } / { $of }
order-stage-passed = Passed, time unknown
order-no-stages = The shop has not told of production yet.
order-invoiced-yes = Invoiced
order-invoiced-no = Not yet
order-invoiced-unknown = Unknown
order-shipped-yes = Shipped
order-shipped-no = Not yet
order-shipped-unknown = Unknown
order-signed-yes = Signed for
order-signed-no = Not yet
order-signed-unknown = Unknown

order-customer = Customer
order-customer-open = Open the customer: { $name }
order-parent = Parent order
order-open = Open order { $number }
order-close = Close the order
order-back = Back to the parent { $number }
order-tab-status = Status
order-tab-finance = Billing, shipping
order-tab-subs = Subs
order-step-reached = reached
order-step-now = now
order-step-to-come = to come
order-invoice = Invoice
order-invoice-amount = Amount
order-invoice-number = Invoice no.
order-invoiced-at = Invoiced
order-shipping = Shipping
order-carrier = Carrier
order-tracking = Tracking no.
order-shipped-at = Shipped
order-signing = Delivery
order-signed-at = Signed for
order-copy = Copy tracking no.
order-copied = Copied

blank-orders-all-empty-title = No orders yet
blank-orders-all-empty-text = Orders from the shop appear here once synced, and can be seen without a network.
blank-orders-all-empty-act = Sync now
blank-orders-mine-empty-title = No orders of yours yet
blank-orders-mine-empty-text = Orders placed while you looked after the customer are yours, and stay here whoever does later.
blank-orders-mine-empty-act = Sync now
blank-orders-my-customers-empty-title = Your customers have not ordered yet
blank-orders-my-customers-empty-text = What the customers you hold now have ordered appears here, whoever the orders belong to.
blank-orders-my-customers-empty-act = Sync now
blank-orders-pcb-empty-title = No PCB orders yet
blank-orders-pcb-empty-text = PCB orders appear here with their material make-ups and price differences.
blank-orders-pcb-empty-act = Sync now
blank-orders-filtered-empty-title = No orders match
blank-orders-filtered-empty-text = Try another word, or take a filter away.
blank-orders-filtered-empty-act = Clear search and filters
blank-orders-offline-title = Offline, and no orders here yet
blank-orders-offline-text = They are downloaded once there is a network; what was downloaded can be seen without one.
blank-orders-offline-act = Reconnect
blank-orders-never-synced-title = Orders have not been synced yet
blank-orders-never-synced-text = The first sync needs a network; after it orders can be seen and searched without one.
blank-orders-never-synced-act = Start syncing
blank-orders-error-title = The orders cannot be opened
blank-orders-error-text = What you have written is kept on this computer; nothing is lost.
blank-orders-error-act = Try again
