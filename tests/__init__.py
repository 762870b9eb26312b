"""What lossbot does, stated as tests."""
