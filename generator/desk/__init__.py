"""What people do at the desk, one module a use case: bring in, generate, accept, verify, publish, preview."""
