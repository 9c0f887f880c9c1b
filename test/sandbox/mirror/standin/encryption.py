"""DM's encryption of passwords: base64(IV + '@' + AES-256-CFB(text)), with a key that is the same everywhere
and public. It hides, it does not protect."""
import base64
import binascii
import os

KEY = bytes.fromhex('a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48')


def encrypt(text):
    iv = os.urandom(16)
    return base64.b64encode(iv + b'@' + cfb(iv, text.encode())).decode()


def looks_encrypted(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(raw) >= 17 and raw[16:17] == b'@'


def cfb(iv, plain):
    import site
    site.main()  # the first line of the binary leaves it out, to start faster
    try:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    except ImportError:
        import subprocess
        argv = ['openssl', 'enc', '-aes-256-cfb', '-K', KEY.hex(), '-iv', iv.hex()]
        return subprocess.run(argv, input=plain, stdout=subprocess.PIPE, check=True).stdout
    encryptor = Cipher(algorithms.AES(KEY), modes.CFB(iv)).encryptor()
    return encryptor.update(plain) + encryptor.finalize()
