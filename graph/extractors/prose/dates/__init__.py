"""Which days words of time stand for, and whether they are past or to come."""
