"""What the company's shop system tells: customers, orders, certifications, activity (SPEC §9)."""
