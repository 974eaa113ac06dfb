from cryptography.hazmat.primitives.asymmetric import ed25519

KEY = ed25519
