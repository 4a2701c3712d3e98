"""Seals or opens standard input with Tink's own AES256_GCM_HKDF_1MB: streaming.py seal|open KEY_HEX ASSOCIATED_DATA"""

import base64
import io
import json
import sys

import tink
from tink import secret_key_access, streaming_aead
from tink.proto import aes_gcm_hkdf_streaming_pb2, common_pb2, tink_pb2

what, key_hex, associated_data = sys.argv[1:]
streaming_aead.register()
template = tink_pb2.KeyTemplate.FromString(
    streaming_aead.streaming_aead_key_templates.AES256_GCM_HKDF_1MB.SerializeToString()
)
form = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKeyFormat.FromString(template.value)
key = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKey(params=form.params, key_value=bytes.fromhex(key_hex))
assert form.params.hkdf_hash_type == common_pb2.SHA256
keyset = {
    "primaryKeyId": 1,
    "key": [
        {
            "keyId": 1,
            "status": "ENABLED",
            "outputPrefixType": "RAW",
            "keyData": {
                "typeUrl": template.type_url,
                "keyMaterialType": "SYMMETRIC",
                "value": base64.b64encode(key.SerializeToString()).decode(),
            },
        }
    ],
}
handle = tink.json_proto_keyset_format.parse(json.dumps(keyset), secret_key_access.TOKEN)
primitive = handle.primitive(streaming_aead.StreamingAead)
given = io.BytesIO(sys.stdin.buffer.read())
if what == "open":
    with primitive.new_decrypting_stream(given, associated_data.encode()) as opened:
        sys.stdout.buffer.write(opened.read())
else:

    class Kept(io.BytesIO):
        def close(self):
            pass

    sealed = Kept()
    with primitive.new_encrypting_stream(sealed, associated_data.encode()) as sealing:
        sealing.write(given.read())
    sys.stdout.buffer.write(sealed.getvalue())
