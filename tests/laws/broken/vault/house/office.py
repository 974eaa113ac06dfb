from cryptography.fernet import Fernet

BOX = Fernet
