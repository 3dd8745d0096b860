"""The pure rules of payments: trades and refunds, proofs of an account, findings, applyments."""
