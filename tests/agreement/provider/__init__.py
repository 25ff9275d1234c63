"""What the real providers 3.39.0 and 5.100.0 refuse at ``validate``, and what tfgen says to the same resources.

``python -m tests.agreement.provider make`` chooses arguments at random among those about which the provider says
anything, gives them values that the asker did not learn from, takes one of what is refused and one of what is taken,
and has real Terraform judge all with the real provider. ``report`` compares tfgen with the stored verdicts.
"""
