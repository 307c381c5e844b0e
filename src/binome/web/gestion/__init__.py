"""The pages of contract management: who enters, what each role sees and does. Views call services, never the tables."""
