"""After-sales: a buyer asks for the money of a whole order back, the shop answers, WeChat pays."""
