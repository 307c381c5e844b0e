"""The law's earlier versions, which travel with the package: each is replayed as it was, in a process of its own."""
