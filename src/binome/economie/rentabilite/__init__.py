"""What an assistant is worth over the contract: the net of each option, break-even, cash, what matters most."""
