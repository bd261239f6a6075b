"""Know when a policy changed, what the change means, and whether people were told as the policy itself promised."""
