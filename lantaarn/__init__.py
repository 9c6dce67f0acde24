"""Lantaarn: an anonymous Dutch helpline chatbot on (forced) sex work."""
