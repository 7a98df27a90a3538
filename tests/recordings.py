"""Recordings as their first bytes show them; nobody's voice is in them."""

OGG = b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01\x01" + bytes(200)
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01webm" + bytes(40) + b"\x86\x86A_OPUS" + bytes(200)
VIDEO = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01webm" + bytes(40) + b"\x86\x85V_VP8\x86\x86A_OPUS" + bytes(200)
MP3 = b"ID3\x03\x00" + bytes(200)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(200)
