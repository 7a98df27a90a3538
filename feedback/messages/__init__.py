"""Messages that go out and come in: outbox, providers, delivery."""
