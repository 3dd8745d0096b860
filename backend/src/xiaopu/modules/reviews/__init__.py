"""What buyers say of goods, and what the shop answers."""
