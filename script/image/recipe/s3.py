"""An S3 server for tests and the demo: moto, with signatures and policies enforced from the first request on.

S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY   the keys of a user who may do everything
S3_BUCKETS                               names of buckets to make, separated by spaces
S3_USERS                                 more users: [{"accessKeyId": ..., "secretAccessKey": ..., "policy": {...}}]
"""

import json
import os

os.environ["S3_IGNORE_SUBDOMAIN_BUCKETNAME"] = "1"

from moto import settings
from moto.core import DEFAULT_ACCOUNT_ID
from moto.iam.models import iam_backends
from moto.s3.models import s3_backends
from moto.server import main

REGION = "us-east-1"
EVERYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}

iam = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]
s3 = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]


def add_user(name, access_key_id, secret_access_key, policy):
    iam.create_user(REGION, name)
    iam.put_user_policy(name, "policy", json.dumps(policy))
    key = iam.create_access_key(name)
    # moto makes up its own keys: whoever starts the server wants to choose them.
    del iam.access_keys[key.access_key_id]
    key.access_key_id, key.secret_access_key = access_key_id, secret_access_key
    iam.access_keys[access_key_id] = key


add_user("owner", os.environ["S3_ACCESS_KEY_ID"], os.environ["S3_SECRET_ACCESS_KEY"], EVERYTHING)
for number, user in enumerate(json.loads(os.environ.get("S3_USERS") or "[]")):
    add_user(f"user-{number}", user["accessKeyId"], user["secretAccessKey"], user["policy"])
for bucket in os.environ.get("S3_BUCKETS", "").split():
    s3.create_bucket(bucket, REGION)

settings.INITIAL_NO_AUTH_ACTION_COUNT = 0
main(["--host", "0.0.0.0", "--port", "9000"])
