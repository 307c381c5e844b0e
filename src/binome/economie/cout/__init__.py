"""What employing costs: the month of pay, the tax on salaries of the whole practice, the year line by line."""
