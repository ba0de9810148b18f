"""What decides whether a visitor may act: limits, proof of work, arrival, address."""
