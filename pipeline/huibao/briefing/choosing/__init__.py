"""Points that a draft can make, and which of them it makes."""
