"""What sites do to their pages without touching their policy, and what companies do to their policies."""
