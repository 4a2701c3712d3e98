export const id = 324842;
export const ids = [324842];
export const modules = {

/***/ 47876:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  s3Store: () => (/* binding */ s3Store)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(28299);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./store/body.js
var store_body = __webpack_require__(836);
// EXTERNAL MODULE: ./store/key.js
var store_key = __webpack_require__(62961);
// EXTERNAL MODULE: ./store/problem.js
var problem = __webpack_require__(25897);
// EXTERNAL MODULE: ./store/retry.js
var retry = __webpack_require__(67988);
;// CONCATENATED MODULE: ./store/s3/problem.js


const permissions = {
    PutObject: 's3:PutObject',
    GetObject: 's3:GetObject',
    HeadObject: 's3:GetObject (and s3:ListBucket, without which S3 denies what is not there)',
    ListObjectsV2: 's3:ListBucket',
    DeleteObject: 's3:DeleteObject',
    DeleteObjects: 's3:DeleteObject',
    CreateMultipartUpload: 's3:PutObject',
    UploadPart: 's3:PutObject',
    CompleteMultipartUpload: 's3:PutObject',
    AbortMultipartUpload: 's3:AbortMultipartUpload',
};
/** The one place where an answer of S3, or the lack of one, becomes a Problem. Holds nothing secret. */
function s3Problem(error, place) {
    if (error instanceof problem_0/* Problem */.AF)
        return error;
    const fault = faultOf(error);
    const [code, because, hint] = explain(fault, place);
    // Of a server that is not there no request matters: of all of them it is one problem.
    const asked = unreachable.includes(fault.name) ? '' : `${place.call} ${place.key}: `;
    const message = `${asked}${because}, in ${place.where}`;
    return (0,problem/* storeProblem */.H)(code, message, { hint, cause: causeOf(fault) });
}
/** The HTTP status behind a Problem made here; 0 if there was no answer. */
function statusOf(error) {
    const { status } = (error?.cause ?? {});
    return status ?? 0;
}
function explain(fault, place) {
    const { name, status, text } = fault;
    switch (name) {
        case 'NoSuchBucket':
            return [
                'store-missing',
                `there is no bucket ${place.bucket}`,
                `Create the bucket, or correct bucket in the policy.`,
            ];
        case 'NoSuchKey':
        case 'NotFound':
            return ['object-missing', 'there is no such object'];
        case 'NoSuchUpload':
            return ['object-missing', 'the multipart upload is gone', 'Let no lifecycle rule end uploads younger than a day.'];
        case 'InvalidAccessKeyId':
            return ['store-denied', 'the access key is not known', 'Correct access-key-id of this store in the policy.'];
        case 'SignatureDoesNotMatch':
            return [
                'store-denied',
                'the signature does not match',
                'Correct secret-access-key of this store; where it has an endpoint, also its region and path-style.',
            ];
        case 'ExpiredToken':
        case 'ExpiredTokenException':
        case 'TokenRefreshRequired':
        case 'InvalidToken':
            return [
                'store-denied',
                `the session token is ${name === 'InvalidToken' ? 'invalid' : 'expired'}`,
                'Get new credentials right before the run, valid for longer than it takes; or correct session-token.',
            ];
        case 'CredentialsProviderError':
            return [
                'store-denied',
                'no credentials were found',
                'Set access-key-id and secret-access-key of this store in the policy, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
            ];
        case 'RequestTimeTooSkewed':
        case 'RequestExpired':
            return [
                'store-unavailable',
                `the clock of this machine and the server's differ (${text})`,
                'Set the clock of this machine (timedatectl set-ntp true); requests are signed with the time.',
            ];
        case 'PermanentRedirect':
        case 'TemporaryRedirect':
        case 'AuthorizationHeaderMalformed':
        case 'IllegalLocationConstraintException':
            return otherRegion(fault, place);
        case 'InvalidObjectState':
            return [
                'object-archived',
                'the object is in an archive class, and cannot be read',
                'Restore it from its archive class first, then try again; let the lifecycle rules of the bucket archive nothing but data/.',
            ];
        case 'InvalidRange':
            return [
                'store-failed',
                'the range lies outside of the object',
                'Read another copy with --store NAME: this one is shorter.',
            ];
        case 'EntityTooLarge':
        case 'QuotaExceeded':
        case 'XMinioStorageFull':
        case 'InsufficientStorage':
            return ['store-full', text, 'Let retention delete more, or raise the quota of the bucket.'];
        case 'ConditionalRequestConflict':
        case 'OperationAborted':
            return [
                'store-unavailable',
                'another request for this key is going on',
                'Let one run at a time write there; the next run tries again.',
            ];
        case 'BadDigest':
        case 'XAmzContentSHA256Mismatch':
        case 'XAmzContentChecksumMismatch':
        case 'IncompleteBody':
            return [
                'store-unavailable',
                `the bytes did not arrive as they were sent (${name})`,
                'Something between this machine and the service changes what is sent: look at proxies and the network.',
            ];
        case 'InvalidPart':
        case 'InvalidPartOrder':
        case 'EntityTooSmall':
            return [
                'store-failed',
                `the parts were refused: ${text}`,
                'Report this: the service has a rule for parts of its own.',
            ];
        case 'InvalidStorageClass':
            return ['store-failed', text, 'Correct storage-class of this store in the policy.'];
    }
    if (name.startsWith('KMS.') || /\bkms:/i.test(text))
        return [
            'store-denied',
            `the key of the encryption was refused: ${text}`,
            'Allow kms:GenerateDataKey and kms:Decrypt.',
        ];
    if (/content-md5|x-amz-checksum/i.test(text))
        return [
            'store-failed',
            `the server answered ${status} ${text}`,
            'Set checksums: always (or never) of this store in the policy.',
        ];
    if (status === 301 || status === 307 || status === 308)
        return otherRegion(fault, place);
    if (status === 401 || status === 403)
        return ['store-denied', `access denied (${text})`, `Allow ${permissions[place.call]} on ${place.where}.`];
    if (status === 404)
        return ['object-missing', 'there is no such object'];
    if (status === 409 || status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 507))
        return ['store-unavailable', `the server answered ${status} ${text}`, busy(status)];
    if (status === 507)
        return ['store-full', text];
    if (status === 400)
        return ['store-failed', `the server answered ${status} ${text}`, checkEndpoint];
    if (status === 0)
        return explainNetwork(fault);
    if (/SlowDown|Throttl|RequestTimeout|InternalError|ServiceUnavailable|TooManyRequests/.test(name))
        return ['store-unavailable', `the server answered ${status} ${text}`];
    if (status >= 200 && status < 300)
        return ['store-failed', `the answer is not one of S3 (${text})`, checkEndpoint];
    return ['store-failed', `the server answered ${status} ${text}`];
}
const busy = (status) => status === 409 || status === 429 || status === 503
    ? 'The service is busy or limits requests: the next run tries again; run fewer jobs at once, or raise its limits.'
    : "Look at the service's own status and log; the next run tries again.";
const unreachable = ['ENOTFOUND', 'ECONNREFUSED'];
const checkServer = 'Does the server run, and does it listen there? If it is elsewhere, correct endpoint of this store in the policy.';
const checkEndpoint = 'Correct endpoint of this store in the policy, or its region where it has no endpoint.';
function otherRegion({ header, text, name }, place) {
    const named = header('x-amz-bucket-region') ?? /expecting '([a-z0-9-]+)'/.exec(text)?.[1];
    const other = named ? `the bucket is in region ${named}, not ${place.region}` : `the bucket is elsewhere (${name})`;
    return ['store-missing', other, `Set region${named ? `: ${named}` : ''} of this store in the policy.`];
}
function explainNetwork({ name, text }) {
    switch (name) {
        case 'ENOTFOUND':
            return ['store-unavailable', `the name of the server is not known (${text})`, checkEndpoint];
        case 'ECONNREFUSED':
            return ['store-unavailable', `the server does not answer (${text})`, checkServer];
        case 'ERR_INVALID_URL':
            return ['store-failed', `the endpoint is not an address`, checkEndpoint];
    }
    if (/^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|ERR_SSL)/.test(name))
        return ['store-failed', `no secure connection (${text})`, 'Trust the certificate by NODE_EXTRA_CA_CERTS.'];
    if (/^E[A-Z]+$|^ERR_|^Timeout|^AbortError|^UND_/.test(name) || /socket hang up|aborted/.test(text))
        return ['store-unavailable', `the connection broke (${text})`];
    return ['store-failed', text, checkEndpoint];
}
function faultOf(error) {
    const e = (error ?? {});
    // Connecting to a name with several addresses fails with one error for each.
    if (Array.isArray(e.errors) && e.errors.length > 0 && !e.message)
        return faultOf(e.errors[0]);
    const status = e.$metadata?.httpStatusCode ?? e.$response?.statusCode ?? 0;
    const named = status > 0 ? (e.name ?? '') : (e.code ?? e.name ?? '');
    const name = /^(\d+|Error|UnknownError|Unknown|SyntaxError|TypeError)?$/.test(named)
        ? (e.Code ?? e.code ?? named)
        : named;
    const said = (e.message ?? '')
        .split('\n', 1)[0]
        ?.replace(/[\x00-\x1f\x7f]/g, ' ')
        .slice(0, 300);
    const text = said && said !== 'UnknownError' && said !== name ? (status > 0 && name ? `${name}: ${said}` : said) : name;
    return { name, status, text: text || 'no reason given', header: (header) => e.$response?.headers?.[header] };
}
/** The error of the SDK carries the request, with the session token among its headers: it is not kept. */
function causeOf({ name, status, text, header }) {
    const after = header('retry-after');
    const seconds = after === undefined ? Number.NaN : Number(after);
    const cause = new Error(`${status === 0 ? '' : `${status} `}${text}`);
    const request = header('x-amz-request-id');
    return Object.assign(cause, {
        name: name || 'Error',
        status,
        ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
        ...(request ? { requestId: request } : {}),
    });
}

;// CONCATENATED MODULE: ./store/s3/condition.js



/**
 * Sends a write under the caller's condition (RFC 9110 If-None-Match, If-Match); a condition that is not met is
 * `store-exists` or `store-changed`. A service that does not know conditional writes (501) gets it without: there the
 * look before the write is all that guards it.
 */
async function conditionally({ ifAbsent, ifMatch }, key, where, send) {
    if (!ifAbsent && ifMatch === undefined)
        return send({});
    try {
        return await send({
            ...(ifAbsent ? { IfNoneMatch: '*' } : {}),
            ...(ifMatch === undefined ? {} : { IfMatch: `"${ifMatch}"` }),
        });
    }
    catch (error) {
        const status = statusOf(error);
        if (status === 501)
            return send({});
        const cause = error.cause;
        if (status === 412 && ifAbsent)
            throw (0,problem/* storeProblem */.H)('store-exists', `PutObject ${key}: it is there already, in ${where}`, { cause });
        if (status === 412 || (ifMatch !== undefined && (0,problem_0/* isProblem */.AN)(error, 'object-missing')))
            throw (0,problem/* storeProblem */.H)('store-changed', `PutObject ${key}: it was changed by another, in ${where}`, { cause });
        throw error;
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./store/s3/session.js





function openSession(options, tuning = {}) {
    const { bucket, endpoint, storageClass, encryption } = options;
    const aws = endpoint === undefined || isAws(endpoint);
    const prefix = options.prefix ? `${options.prefix.replace(/^\/+|\/+$/g, '')}/` : '';
    const where = `s3://${bucket}${prefix === '' ? '' : `/${prefix.slice(0, -1)}`}`;
    const idleMs = tuning.idleMs ?? 60_000;
    const place = { where, bucket, region: options.region };
    const session = {
        client: clientOf(options, aws, where),
        where,
        bucket,
        prefix,
        patience: tuning.patience ?? retry/* patience */._L,
        idleMs,
        checksums: options.checksums === 'always' || (options.checksums !== 'never' && aws),
        aws,
        parts: {
            maxParts: options.maxParts ?? 10_000,
            uniform: tuning.uniformParts ?? /\.r2\.cloudflarestorage\.com/.test(endpoint ?? ''),
        },
        // A lease or a manifest in an archive class could not be read again, and would stop every run after it.
        settingsOf: ({ data = false }) => ({
            ...(storageClass !== undefined && data ? { StorageClass: storageClass } : {}),
            ...(encryption === undefined ? {} : { ServerSideEncryption: encryption.type }),
            ...(encryption?.type === 'aws:kms' && encryption.keyId ? { SSEKMSKeyId: encryption.keyId } : {}),
        }),
        async run(at, send) {
            const patientMs = at.idleMs ?? idleMs;
            const stalled = new AbortController();
            const timer = setTimeout(() => stalled.abort(), patientMs);
            try {
                return await send({ abortSignal: AbortSignal.any([at.signal, stalled.signal]) }, () => timer.refresh());
            }
            catch (error) {
                if (at.signal.aborted)
                    throw (0,problem_0/* cancelled */.KW)(at.signal);
                if (!stalled.signal.aborted)
                    throw s3Problem(error, { ...place, call: at.call, key: at.key });
                const message = `${at.call} ${at.key}: no progress for ${patientMs / 1000} s, in ${where}`;
                throw (0,problem/* storeProblem */.H)('store-unavailable', message, {
                    hint: 'See whether the service and the way to it are slow or down; the next run tries again.',
                    cause: Object.assign(new Error('stalled'), { stalledMs: patientMs }),
                });
            }
            finally {
                clearTimeout(timer);
            }
        },
    };
    return session;
}
function clientOf(options, aws, where) {
    const { endpoint, accessKeyId, secretAccessKey, sessionToken } = options;
    if (endpoint !== undefined && !URL.canParse(endpoint))
        throw (0,problem/* storeProblem */.H)('store-failed', `the endpoint of ${where} is not an address`, {
            hint: 'Write it as https://host, in endpoint of this store in the policy.',
        });
    if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
        throw new problem_0/* Problem */.AF('secret-missing', `only one half of the access key is given, for ${where}`, {
            hint: 'Set both access-key-id and secret-access-key of this store in the policy, or neither.',
        });
    return new dist_cjs/* S3Client */.YxF({
        region: options.region,
        ...(endpoint === undefined ? {} : { endpoint }),
        forcePathStyle: options.pathStyle ?? !aws,
        ...(accessKeyId !== undefined && secretAccessKey !== undefined
            ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
            : {}),
        maxAttempts: 1, // we retry ourselves: retry.ts
        // Our own SHA-256 covers every body, and the newer defaults break stores that are not AWS.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // The SDK opens a new connection for every request that waits for "100 Continue".
        expectContinueHeader: false,
        requestHandler: { connectionTimeout: 10_000, requestTimeout: 0, httpAgent: agent, httpsAgent: agent },
        logger: silent,
    });
}
const agent = { keepAlive: true, maxSockets: 64 };
const silent = { trace: () => { }, debug: () => { }, info: () => { }, warn: () => { }, error: () => { } };
function isAws(endpoint) {
    return /^https?:\/\/[^/]*\.amazonaws\.com(\.cn)?(:\d+)?(\/|$)/.test(endpoint);
}
/** The command with these headers, set before it is signed. */
function withHeaders(command, headers) {
    const middleware = (next) => (args) => {
        Object.assign(args.request.headers, headers);
        return next(args);
    };
    command.middlewareStack.add(middleware, { step: 'build', priority: 'low', name: 'ownHeaders' });
    return command;
}
/** The command, which tells the date that its answer says it was made at. */
function dated(command, tell) {
    const middleware = (next) => async (args) => {
        const result = await next(args);
        const text = result.response?.headers?.['date'];
        if (text !== undefined)
            tell(text);
        return result;
    };
    command.middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'answeredAt' });
    return command;
}

;// CONCATENATED MODULE: ./store/s3/look.js




/** Metadata that says which put made an object. */
const markName = 'backproof-put';
/** The last instant that a Date can hold: a legal hold has no end. */
const noEnd = new Date(8.64e15);
function lockOf({ ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus: hold }) {
    if (hold === 'ON')
        return noEnd;
    return until && !Number.isNaN(until.getTime()) ? until : undefined;
}
/** By the service's clock, to the second; some services answer with a text that is no date. */
function writtenAt({ LastModified: at, }) {
    // A listing may be finer than HEAD is.
    return at && !Number.isNaN(at.getTime()) ? { writtenAt: new Date(Math.floor(at.getTime() / 1000) * 1000) } : {};
}
/** What an answer says of the object that it is about. */
function storedOf({ where }, call, key, answer) {
    const { ContentLength, ETag } = answer;
    if (ContentLength === undefined || ETag === undefined)
        throw (0,problem/* storeProblem */.H)('store-failed', `${call} ${key}: the answer has no length or no etag, in ${where}`);
    const lock = lockOf(answer);
    return {
        key,
        bytes: ContentLength,
        etag: etagOf(ETag),
        ...writtenAt(answer),
        ...(lock ? { lockedUntil: lock } : {}),
    };
}
/** One attempt; undefined: there is no such object, in a bucket that is there. */
async function look(session, key, signal) {
    (0,problem_0/* stopIfAborted */.NI)(signal);
    const input = { Bucket: session.bucket, Key: session.prefix + key };
    const found = (o) => ({ stored: storedOf(session, 'HeadObject', key, o), mark: o.Metadata?.[markName] });
    try {
        return found(await session.run({ call: 'HeadObject', key, signal }, (o) => session.client.send(new dist_cjs/* HeadObjectCommand */.l81(input), o)));
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error, 'store-unavailable', 'cancelled'))
            throw error;
        if ((0,problem_0/* isProblem */.AN)(error, 'object-missing') && knownBuckets.has(session))
            return undefined;
    }
    // An answer to HEAD has no body that could say why: GET has, and tells a missing bucket from a missing object.
    try {
        return await session.run({ call: 'HeadObject', key, signal }, async (o) => {
            const got = await session.client.send(new dist_cjs/* GetObjectCommand */.jLs(input), o);
            got.Body?.destroy();
            return found(got);
        });
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'object-missing'))
            throw error;
        knownBuckets.add(session);
        return undefined;
    }
}
/** The service's clock, to the second, by the date of an answer of its own; undefined: it has none. */
async function timeOf(session, signal) {
    (0,problem_0/* stopIfAborted */.NI)(signal);
    let at;
    const command = new dist_cjs/* ListObjectsV2Command */.u6x({ Bucket: session.bucket, Prefix: session.prefix, MaxKeys: 1 });
    await session.run({ call: 'ListObjectsV2', key: '*', signal }, (o) => session.client.send(dated(command, (text) => {
        at = new Date(text);
    }), o));
    return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
/** Buckets that are known to be there: an object that is not there tells no more. */
const knownBuckets = new WeakSet();
/** Without the quotes that some services add. */
function etagOf(text) {
    return (text ?? '').replace(/^(W\/)?"|"$/g, '');
}

;// CONCATENATED MODULE: ./store/s3/download.js








/** The bytes of an object; a connection that breaks goes on, from where it broke, in the same version of the object. */
async function download(session, key, { range, signal }) {
    (0,problem_0/* stopIfAborted */.NI)(signal);
    const start = range?.start ?? 0;
    const outside = (bytes) => (0,problem/* storeProblem */.H)('store-failed', `GetObject ${key}: the range from ${start} lies outside of its ${bytes} bytes, in ${session.where}`);
    if (!Number.isSafeInteger(start) || start < 0 || (range?.end ?? start) < start)
        throw outside(0);
    if (range && (start === range.end || start === 0)) {
        // S3 has no range of no bytes, and no range at all in an empty object.
        const found = await look(session, key, signal);
        if (!found)
            throw (0,problem/* storeProblem */.H)('object-missing', `GetObject ${key}: there is no such object, in ${session.where}`);
        const { bytes } = found.stored;
        if (start >= bytes && !(start === 0 && bytes === 0))
            throw outside(bytes);
        if (bytes === 0 || start === range.end)
            return external_node_stream_.Readable.from([]);
    }
    const first = await download_open(session, key, start, range?.end, undefined, signal);
    const current = { opened: first, left: false };
    const stream = (0,store_body/* streamOf */.mA)(follow(session, key, current, signal), () => {
        signal.removeEventListener('abort', stop);
        current.left = true;
        current.opened.body.destroy();
    });
    const stop = () => stream.destroy((0,problem_0/* cancelled */.KW)(signal));
    signal.addEventListener('abort', stop, { once: true });
    return stream;
}
async function* follow(session, key, current, signal) {
    const { patience, where } = session;
    const { start, end, etag } = current.opened;
    let at = start;
    let failures = 0;
    for (;;) {
        try {
            for await (const chunk of watched(session, key, current.opened.body)) {
                at += chunk.length;
                if (at > end)
                    throw (0,problem/* storeProblem */.H)('object-damaged', `GetObject ${key}: more bytes came than promised, in ${where}`);
                failures = 0;
                yield chunk;
            }
            if (at === end)
                return;
            throw (0,problem/* storeProblem */.H)('store-unavailable', `GetObject ${key}: it ended at byte ${at} instead of ${end}, in ${where}`);
        }
        catch (error) {
            if (signal.aborted)
                throw (0,problem_0/* cancelled */.KW)(signal);
            if (current.left)
                return;
            const problem = s3Problem(error, { call: 'GetObject', key, where, bucket: session.bucket, region: '' });
            if (!(0,problem_0/* isProblem */.AN)(problem, 'store-unavailable') || ++failures >= patience.attempts)
                throw problem;
        }
        finally {
            current.opened.body.destroy();
        }
        current.opened = await (0,retry/* retry */.L5)(signal, patience, () => download_open(session, key, at, end, etag, signal));
        if (current.left)
            current.opened.body.destroy();
    }
}
/** The chunks of an answer; fails when none comes for too long while one is wanted. */
async function* watched(session, key, body) {
    const stall = () => body.destroy((0,problem/* storeProblem */.H)('store-unavailable', `GetObject ${key}: no bytes for ${session.idleMs / 1000} s, in ${session.where}`));
    let timer = setTimeout(stall, session.idleMs);
    try {
        for await (const chunk of body) {
            clearTimeout(timer);
            yield chunk;
            timer = setTimeout(stall, session.idleMs);
        }
    }
    finally {
        clearTimeout(timer);
    }
}
async function download_open(session, key, start, end, etag, signal) {
    const ranged = start > 0 || end !== undefined;
    const input = {
        Bucket: session.bucket,
        Key: session.prefix + key,
        ...(ranged ? { Range: `bytes=${start}-${end === undefined ? '' : end - 1}` } : {}),
        ...(etag === undefined ? {} : { IfMatch: `"${etag}"` }),
    };
    const got = await session
        .run({ call: 'GetObject', key, signal }, (o) => session.client.send(new dist_cjs/* GetObjectCommand */.jLs(input), o))
        .catch((error) => {
        if (etag === undefined || statusOf(error) !== 412)
            throw error;
        throw (0,problem/* storeProblem */.H)('store-changed', `GetObject ${key}: it was replaced while it was read, in ${session.where}`);
    });
    const body = got.Body;
    try {
        return { body, ...promised(got, start, ranged, `GetObject ${key}`, session.where), etag: etagOf(got.ETag) };
    }
    catch (error) {
        body.destroy();
        throw error;
    }
}
function promised(got, start, ranged, call, where) {
    const length = got.ContentLength;
    if (length === undefined || !got.ETag)
        throw (0,problem/* storeProblem */.H)('store-failed', `${call}: the answer has no length or no etag, in ${where}`);
    if (!ranged)
        return { start: 0, end: length };
    const [, from, to] = /^bytes (\d+)-(\d+)\//.exec(got.ContentRange ?? '') ?? [];
    if (Number(from) !== start || Number(to) + 1 - start !== length)
        throw (0,problem/* storeProblem */.H)('store-failed', `${call}: asked for bytes from ${start}, the answer has others, in ${where}`);
    return { start, end: start + length };
}

;// CONCATENATED MODULE: ./store/s3/list.js





/** Every page; one that is no page, or contradicts itself, the page before it, or the order of keys is `store-failed`. */
async function* listObjects(session, prefix, signal) {
    const wrong = (because) => (0,problem/* storeProblem */.H)('store-failed', `ListObjectsV2 ${prefix}*: ${because}, in ${session.where}`);
    const tokens = new Set();
    let token;
    let last;
    do {
        (0,problem_0/* stopIfAborted */.NI)(signal);
        const input = {
            Bucket: session.bucket,
            Prefix: session.prefix + prefix,
            ...(token === undefined ? {} : { ContinuationToken: token }),
        };
        const page = await session.run({ call: 'ListObjectsV2', key: `${prefix}*`, signal }, (o) => session.client.send(new dist_cjs/* ListObjectsV2Command */.u6x(input), o));
        // Whatever else answers 200, an empty body or a page for people, would pass for a bucket without objects.
        if (page.IsTruncated === undefined)
            throw wrong('the answer does not say whether it is all');
        knownBuckets.add(session);
        const contents = page.Contents ?? [];
        if (page.KeyCount !== undefined && page.KeyCount !== contents.length)
            throw wrong(`a page says ${page.KeyCount} keys and has ${contents.length}`);
        for (const { Key, Size, ETag, LastModified } of contents) {
            if (Key === undefined || Size === undefined || ETag === undefined)
                throw wrong('an entry has no key, size or etag');
            if (!Key.startsWith(session.prefix + prefix))
                throw wrong(`it has a key outside: ${JSON.stringify(Key)}`);
            const key = Key.slice(session.prefix.length);
            if (last !== undefined && (0,store_key/* compareKeys */.YD)(key, last) <= 0)
                throw wrong(`the keys are not in order at ${key}`);
            last = key;
            // The marker that consoles make for a folder.
            if (key !== '')
                yield { key, bytes: Size, etag: etagOf(ETag), ...writtenAt({ LastModified }) };
        }
        token = page.NextContinuationToken;
        if (page.IsTruncated && !token)
            throw wrong('a page says that there are more, and not where');
        if (!page.IsTruncated)
            return;
        if (token !== undefined && tokens.has(token))
            throw wrong('the pages go round in a circle');
        if (token !== undefined)
            tokens.add(token);
    } while (token !== undefined);
}
/** Names right below the prefix: one request for a thousand of them, however many objects are below each. */
async function listFolders(session, signal) {
    const names = new Set();
    const tokens = new Set();
    let token;
    do {
        (0,problem_0/* stopIfAborted */.NI)(signal);
        const input = {
            Bucket: session.bucket,
            Prefix: session.prefix,
            Delimiter: '/',
            ...(token === undefined ? {} : { ContinuationToken: token }),
        };
        const page = await session.run({ call: 'ListObjectsV2', key: '*', signal }, (o) => session.client.send(new dist_cjs/* ListObjectsV2Command */.u6x(input), o));
        const wrong = (because) => (0,problem/* storeProblem */.H)('store-failed', `ListObjectsV2 *: ${because}, in ${session.where}`);
        if (page.IsTruncated === undefined)
            throw wrong('the answer does not say whether it is all');
        for (const { Prefix } of page.CommonPrefixes ?? []) {
            if (Prefix === undefined || !Prefix.startsWith(session.prefix))
                throw wrong('it has a folder outside');
            names.add(Prefix.slice(session.prefix.length, -1));
        }
        token = page.NextContinuationToken;
        if (page.IsTruncated && !token)
            throw wrong('a page says that there are more, and not where');
        if (!page.IsTruncated)
            break;
        if (token !== undefined && tokens.has(token))
            throw wrong('the pages go round in a circle');
        if (token !== undefined)
            tokens.add(token);
    } while (token !== undefined);
    return [...names].sort(store_key/* compareKeys */.YD);
}

// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(37470);
;// CONCATENATED MODULE: ./store/s3/part.js



/** Cuts a body into parts of exactly these sizes; the last is shorter, and not given if it is empty and not the first. */
async function* cutParts(body, sizeOf) {
    let number = 1;
    let size = sizeOf(number);
    let chunks = [];
    let buffers = [];
    let own = [];
    let offset = 0;
    let bytes = 0;
    const cut = async () => {
        const part = { number, buffers, bytes, sha256: await (0,bytes_bytes/* digestOf */.ol)(chunks, offset, bytes), full: bytes === size, own };
        size = sizeOf(++number);
        chunks = [];
        buffers = [];
        own = [];
        bytes = 0;
        return part;
    };
    for await (const chunk of body) {
        for (let at = 0; at < chunk.length;) {
            if (bytes === 0)
                offset = at;
            const piece = chunk.subarray(at, at + size - bytes);
            at += piece.length;
            chunks.push(chunk);
            buffers.push(piece);
            if (piece.length === chunk.length)
                own.push(chunk);
            bytes += piece.length;
            if (bytes === size)
                yield await cut();
        }
    }
    if (bytes > 0 || number === 1)
        yield await cut();
}
/** All of a body that is in memory. */
function wholePart(body) {
    const sha256 = (0,external_node_crypto_.createHash)('sha256').update(body).digest();
    return { number: 1, buffers: [body], bytes: body.length, sha256, full: false, own: [] };
}
const sliceBytes = 256 * 1024;
/** A fresh stream over a part's buffers, for one attempt; `onProgress` and `pace` are told as the socket takes them. */
function partStream(part, onProgress, pace) {
    const slices = (function* () {
        for (const buffer of part.buffers)
            for (let at = 0; at < buffer.length; at += sliceBytes)
                yield buffer.subarray(at, at + sliceBytes);
    })();
    return new external_node_stream_.Readable({
        highWaterMark: sliceBytes,
        read() {
            onProgress();
            pace?.beat();
            const { done, value } = slices.next();
            this.push(done ? null : value);
        },
    });
}

;// CONCATENATED MODULE: ./store/s3/part-size.js
const mebi = 2 ** 20;
const smallestPartBytes = 8 * mebi;
/** S3's limit for one part. */
const largestPartBytes = 5 * 1024 * mebi;
const largestObjectBytes = 5 * mebi * mebi;
/**
 * The size of part `number` (from 1) of an upload of unknown length. Sizes stay small as long as the guess lasts
 * (memory holds whole parts), then grow by a fixed ratio, so that `maxParts` of them hold `capacity`.
 */
function partSizer(plan) {
    const { maxParts } = plan;
    const expected = Math.max(0, plan.expectedBytes ?? 0) * 1.25;
    if (plan.uniform) {
        const bytes = clamp(roundUp(Math.max(expected / maxParts, 2 * smallestPartBytes)));
        return () => bytes;
    }
    const flat = Math.floor(expected > 0 ? maxParts / 2 : maxParts / 4);
    const first = clamp(roundUp(expected / Math.max(flat, 1)));
    const size = (ratio) => (number) => number <= flat ? first : clamp(roundUp(first * ratio ** (number - flat)));
    const enough = (ratio) => total(size(ratio), maxParts) >= capacity(maxParts);
    let low = 1;
    let high = 1.0001;
    while (!enough(high) && high < 1e4)
        high = 1 + (high - 1) * 2;
    for (let i = 0; i < 20; i++) {
        const middle = (low + high) / 2;
        if (enough(middle))
            high = middle;
        else
            low = middle;
    }
    return size(high);
}
/** What an upload of unknown length can hold: 5 TiB with 4,096 parts or more, 1.25 GiB for each part with fewer. */
function capacity(maxParts) {
    return Math.min(largestObjectBytes, maxParts * 1.25 * 1024 * mebi);
}
/** What an upload by this plan can hold. */
function capacityOf(plan) {
    return plan.uniform ? Math.min(largestObjectBytes, plan.maxParts * partSizer(plan)(1)) : capacity(plan.maxParts);
}
function total(size, parts) {
    let bytes = 0;
    for (let number = 1; number <= parts; number++)
        bytes += size(number);
    return bytes;
}
function roundUp(bytes) {
    return Math.ceil(bytes / mebi) * mebi;
}
function clamp(bytes) {
    return Math.min(Math.max(bytes, smallestPartBytes), largestPartBytes);
}

;// CONCATENATED MODULE: ./store/s3/multipart.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/** Parts in flight hold no more than this together, unless one alone is larger. */
const inFlightBytes = 4 * smallestPartBytes;
/**
 * Uploads parts as they come, several at a time, each retried by itself, and completes the upload; then the object is
 * there. On any failure the upload is aborted, so that no parts are left behind, and `broken` is fired with it.
 */
async function putParts(session, key, first, rest, mark, o, broken) {
    const { client, bucket, checksums } = session;
    const name = { Bucket: bucket, Key: session.prefix + key };
    const signal = AbortSignal.any([o.signal, broken.signal]);
    (0,problem_0/* stopIfAborted */.NI)(o.signal);
    const UploadId = await begin(session, key, mark, o);
    const flying = new Map();
    const done = [];
    let bytes = 0;
    const upload = async (part) => {
        const ChecksumSHA256 = part.sha256.toString('base64');
        const { ETag } = await (0,retry/* retry */.L5)(signal, session.patience, () => session.run({ call: 'UploadPart', key, signal }, (options, onProgress) => {
            const command = new dist_cjs/* UploadPartCommand */.iVK({
                ...name,
                UploadId,
                PartNumber: part.number,
                Body: partStream(part, onProgress, o.pace),
                ContentLength: part.bytes,
                ...(checksums ? { ChecksumSHA256 } : {}),
            });
            return client.send(withHeaders(command, { 'x-amz-content-sha256': part.sha256.toString('hex') }), options);
        }));
        if (!ETag)
            throw (0,problem/* storeProblem */.H)('store-failed', `UploadPart ${key}: the answer has no etag, in ${session.where}`);
        for (const chunk of part.own)
            o.spent?.(chunk);
        done.push({ PartNumber: part.number, ETag, ...(checksums ? { ChecksumSHA256 } : {}) });
    };
    const start = async (part) => {
        if (part.number > session.parts.maxParts)
            throw tooLarge(session, key, o);
        const held = () => [...flying.values()].reduce((sum, held) => sum + held, 0);
        while (flying.size > 0 && held() + part.bytes > inFlightBytes)
            await Promise.race(flying.keys());
        bytes += part.bytes;
        const flight = upload(part).finally(() => flying.delete(flight));
        // The first failure stops the body and the other parts; it is thrown where they are awaited.
        flight.catch((error) => broken.abort(error));
        flying.set(flight, part.bytes);
    };
    try {
        await start(first);
        for await (const part of rest)
            await start(part);
        await Promise.all(flying.keys());
        done.sort((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
        o.pace?.rest();
        const etag = await complete(session, key, UploadId, done, mark, o);
        o.pace?.work();
        return { bytes, etag };
    }
    catch (error) {
        o.pace?.work();
        const because = broken.signal.aborted ? broken.signal.reason : error;
        broken.abort(error);
        await Promise.allSettled(flying.keys());
        await abandon(session, key, UploadId, because);
        throw because;
    }
}
async function begin(session, key, mark, o) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        // Cancelled between the question and the answer, the upload would be left without anybody knowing its id.
        const patient = __addDisposableResource(env_1, afterwards(o.signal, 5_000), false);
        const { signal } = patient;
        const input = {
            Bucket: session.bucket,
            Key: session.prefix + key,
            Metadata: { [markName]: mark },
            ...session.settingsOf(o),
            ...(session.checksums ? { ChecksumAlgorithm: 'SHA256' } : {}),
        };
        const { UploadId } = await (0,retry/* retry */.L5)(signal, session.patience, () => session.run({ call: 'CreateMultipartUpload', key, signal }, (options) => session.client.send(new dist_cjs/* CreateMultipartUploadCommand */.nG4(input), options)));
        if (!UploadId)
            throw (0,problem/* storeProblem */.H)('store-failed', `CreateMultipartUpload ${key}: the answer has no id, in ${session.where}`);
        return UploadId;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function complete(session, key, UploadId, parts, mark, o) {
    const { signal } = o;
    const input = {
        Bucket: session.bucket,
        Key: session.prefix + key,
        UploadId,
        MultipartUpload: { Parts: parts },
    };
    // S3 may take minutes to put a large object together, and says nothing meanwhile.
    const at = { call: 'CompleteMultipartUpload', key, signal, idleMs: session.idleMs * 5 };
    let unsure = false;
    return (0,retry/* retry */.L5)(signal, session.patience, async () => {
        try {
            const completed = await conditionally(o, key, session.where, (condition) => session.run(at, (options) => session.client.send(new dist_cjs/* CompleteMultipartUploadCommand */.Gym({ ...input, ...condition }), options)));
            return etagOf(completed.ETag);
        }
        catch (error) {
            // An attempt whose answer was lost may have been carried out: then the upload is gone and the object is there.
            unsure ||= (0,problem_0/* isProblem */.AN)(error, 'store-unavailable');
            const there = unsure ? await look(session, key, signal) : undefined;
            if (there?.mark === mark)
                return there.stored.etag;
            throw error;
        }
    });
}
async function abandon(session, key, UploadId, because) {
    // A signal of its own: a cancelled run must not leave parts that cost money.
    const signal = AbortSignal.timeout(60_000);
    const input = { Bucket: session.bucket, Key: session.prefix + key, UploadId };
    try {
        await (0,retry/* retry */.L5)(signal, session.patience, () => session.run({ call: 'AbortMultipartUpload', key, signal }, (options) => session.client.send(new dist_cjs/* AbortMultipartUploadCommand */.tfP(input), options)));
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error, 'object-missing'))
            return;
        const left = (0,problem/* storeProblem */.H)('store-failed', `AbortMultipartUpload ${key}: unfinished parts are left, in ${session.where}`, {
            hint: 'Let a lifecycle rule of the bucket end unfinished multipart uploads.',
            cause: error,
        });
        (0,problem_0/* noteAlso */.Gv)(because, left);
    }
}
/** A signal that fires some time after another has. */
function afterwards(signal, ms) {
    const late = new AbortController();
    let timer;
    const start = () => {
        timer = setTimeout(() => late.abort(signal.reason), ms);
    };
    signal.addEventListener('abort', start, { once: true });
    return {
        signal: late.signal,
        [Symbol.dispose]() {
            clearTimeout(timer);
            signal.removeEventListener('abort', start);
        },
    };
}
function tooLarge({ parts, where }, key, { expectedBytes }) {
    const { maxParts } = parts;
    const gibi = (capacityOf({ ...parts, ...(expectedBytes === undefined ? {} : { expectedBytes }) }) / 2 ** 30).toFixed(2);
    return (0,problem/* storeProblem */.H)('store-failed', `UploadPart ${key}: more than ${maxParts} parts are needed, in ${where}`, {
        hint: `${maxParts} parts${parts.uniform ? ' of one size' : ''} hold up to ${gibi} GiB where the size is not known before: raise max-parts if the service takes more.`,
    });
}

;// CONCATENATED MODULE: ./store/s3/read.js




/** One attempt; returns a small object and its metadata from one answer. undefined: no such object. */
async function readWhole(session, key, maxBytes, signal) {
    (0,problem_0/* stopIfAborted */.NI)(signal);
    const { where } = session;
    const input = { Bucket: session.bucket, Key: session.prefix + key };
    try {
        return await session.run({ call: 'GetObject', key, signal }, async (o, onProgress) => {
            const got = await session.client.send(new dist_cjs/* GetObjectCommand */.jLs(input), o);
            const body = got.Body;
            try {
                const stored = storedOf(session, 'GetObject', key, got);
                if (stored.bytes > maxBytes)
                    throw (0,problem/* storeProblem */.H)('object-damaged', `${key} in ${where} is larger than ${maxBytes} bytes`, {
                        hint: 'Backproof never writes one that large: find out who wrote it, then remove it.',
                    });
                const chunks = [];
                for await (const chunk of body) {
                    onProgress();
                    chunks.push(chunk);
                }
                const bytes = Buffer.concat(chunks);
                if (bytes.length === stored.bytes)
                    return { stored, bytes };
                const message = `GetObject ${key}: it ended at byte ${bytes.length} instead of ${stored.bytes}, in ${where}`;
                throw (0,problem/* storeProblem */.H)(bytes.length < stored.bytes ? 'store-unavailable' : 'object-damaged', message);
            }
            finally {
                body.destroy();
            }
        });
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'object-missing'))
            throw error;
        return undefined;
    }
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./store/s3/remove.js





const mostPerCall = 1000;
/** Removes a thousand at a time, or one at a time where the service does not take more. */
async function removeObjects(session, keys, signal) {
    let single = false;
    for (let at = 0; at < keys.length || at === 0; at += mostPerCall) {
        (0,problem_0/* stopIfAborted */.NI)(signal);
        const some = keys.slice(at, at + mostPerCall);
        if (some.length > 1 && !single)
            single = !(await removeMany(session, some, signal));
        if (some.length === 1 || single)
            for (const key of some)
                await removeOne(session, key, signal);
    }
}
/**
 * False: the service does not know this call, wants it in another way, or judges it, or any object in it, by another right
 * than a removal of one: the refusal of that one is then the answer.
 */
async function removeMany(session, keys, signal) {
    const key = (0,words/* namesSome */.Tc)(keys, 1);
    const input = {
        Bucket: session.bucket,
        Delete: { Quiet: true, Objects: keys.map((key) => ({ Key: session.prefix + key })) },
    };
    try {
        const { Errors = [] } = await session.run({ call: 'DeleteObjects', key, signal }, (o) => {
            const command = new dist_cjs/* DeleteObjectsCommand */.xvx(input);
            return session.client.send(session.aws ? command : withMd5(command), o);
        });
        const failed = Errors.filter(({ Code }) => Code !== 'NoSuchKey');
        const first = failed.find(({ Code }) => Code !== 'AccessDenied');
        if (!first)
            return failed.length === 0;
        const error = Object.assign(new Error(first.Message ?? ''), {
            name: first.Code ?? '',
            $metadata: { httpStatusCode: first.Code === 'InternalError' ? 500 : 400 },
        });
        const refused = [first, ...failed.filter((one) => one !== first)];
        const named = refused.map(({ Key = '' }) => Key.slice(session.prefix.length));
        const { where, bucket } = session;
        throw s3Problem(error, { call: 'DeleteObjects', key: (0,words/* namesSome */.Tc)(named, 1), where, bucket, region: '' });
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error, 'store-failed') && [400, 405, 411, 501].includes(statusOf(error)))
            return false;
        if ((0,problem_0/* isProblem */.AN)(error, 'store-denied'))
            return false;
        throw error;
    }
}
async function removeOne(session, key, signal) {
    const input = { Bucket: session.bucket, Key: session.prefix + key };
    try {
        await session.run({ call: 'DeleteObject', key, signal }, (o) => session.client.send(new dist_cjs/* DeleteObjectCommand */.k4j(input), o));
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error, 'object-missing'))
            throw error;
    }
}
/** The checksum that this call had before all others, and which every service takes. */
function withMd5(command) {
    command.middlewareStack.add((next) => (args) => {
        const request = args.request;
        const kept = Object.entries(request.headers).filter(([name]) => !/^x-amz-(checksum|sdk-checksum)/i.test(name));
        const md5 = (0,external_node_crypto_.createHash)('md5').update(request.body).digest('base64');
        request.headers = { ...Object.fromEntries(kept), 'content-md5': md5 };
        return next(args);
    }, { step: 'build', priority: 'low', name: 'contentMd5' });
    return command;
}

;// CONCATENATED MODULE: ./store/s3/s3.js

















/**
 * Objects in a bucket of S3, or of a service that speaks it. Every upload carries the SHA-256 of its bytes under the
 * signature, and is looked up again. Streams are retried part by part, downloads go on where they broke; bytes put, head,
 * list and remove are attempted once: see `retryStore`.
 */
function s3Store(options, tuning = {}) {
    const session = openSession(options, tuning);
    const { where } = session;
    return {
        where,
        async put(key, body, o) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem_0/* stopIfAborted */.NI)(o.signal);
            const mark = (0,external_node_crypto_.randomUUID)();
            if (body instanceof Uint8Array) {
                await checkCondition(session, key, o);
                return putWhole(session, key, wholePart((0,store_body/* asBuffer */.bS)(body)), mark, o);
            }
            await (0,retry/* retry */.L5)(o.signal, session.patience, () => checkCondition(session, key, o));
            return putStream(session, key, body, mark, o);
        },
        get: async (key, o) => {
            (0,store_key/* checkKey */.yR)(key, where);
            return download(session, key, o);
        },
        page: 1000,
        read: async (key, maxBytes, signal) => {
            (0,store_key/* checkKey */.yR)(key, where);
            return readWhole(session, key, maxBytes, signal);
        },
        head: async (key, signal) => {
            (0,store_key/* checkKey */.yR)(key, where);
            return (await look(session, key, signal))?.stored;
        },
        time: (signal) => timeOf(session, signal),
        list: (prefix, signal) => listObjects(session, prefix, signal),
        folders: (signal) => listFolders(session, signal),
        remove: async (keys, signal) => {
            for (const key of keys)
                (0,store_key/* checkKey */.yR)(key, where);
            await removeObjects(session, keys, signal);
        },
    };
}
async function putStream(session, key, body, mark, o) {
    const broken = new AbortController();
    const signal = AbortSignal.any([o.signal, broken.signal]);
    const { expectedBytes } = o;
    const sizeOf = partSizer({ ...session.parts, ...(expectedBytes === undefined ? {} : { expectedBytes }) });
    const parts = cutParts((0,store_body/* chunksOf */.U_)(body, signal, o.pace), sizeOf);
    try {
        const first = await parts.next();
        if (first.done)
            throw new Error('a body has at least one part');
        if (!first.value.full)
            return await putKept(session, key, first.value, mark, o);
        const uploaded = await putParts(session, key, first.value, parts, mark, o, broken);
        return await (0,retry/* retry */.L5)(o.signal, session.patience, () => s3_confirm(session, key, uploaded, mark, o.signal));
    }
    finally {
        if (!body.readableEnded)
            body.destroy();
    }
}
/** A stream that turned out to be short: it is in memory, so it can be sent again. */
async function putKept(session, key, part, mark, o) {
    let unsure = false;
    return (0,retry/* retry */.L5)(o.signal, session.patience, async () => {
        try {
            return await putWhole(session, key, part, mark, o);
        }
        catch (error) {
            if (unsure && (0,problem_0/* isProblem */.AN)(error, 'store-exists', 'store-changed')) {
                const there = await look(session, key, o.signal);
                if (there?.mark === mark)
                    return there.stored;
            }
            unsure ||= (0,problem_0/* isProblem */.AN)(error, 'store-unavailable');
            throw error;
        }
    });
}
async function putWhole(session, key, part, mark, o) {
    const { signal } = o;
    const { ETag } = await conditionally(o, key, session.where, (condition) => session.run({ call: 'PutObject', key, signal }, (options, onProgress) => {
        const command = new dist_cjs/* PutObjectCommand */.wKZ({
            Bucket: session.bucket,
            Key: session.prefix + key,
            Body: part.bytes === 0 ? '' : partStream(part, onProgress, o.pace),
            ContentLength: part.bytes,
            Metadata: { [markName]: mark },
            ...session.settingsOf(o),
            ...(o.contentType === undefined ? {} : { ContentType: o.contentType, CacheControl: 'no-cache' }),
            ...condition,
            ...(session.checksums ? { ChecksumSHA256: part.sha256.toString('base64') } : {}),
        });
        return session.client.send(withHeaders(command, { 'x-amz-content-sha256': part.sha256.toString('hex') }), options);
    }));
    const etag = etagOf(ETag);
    if (part.bytes <= smallBytes && etag === md5Of(part))
        return { key, bytes: part.bytes, etag };
    return s3_confirm(session, key, { bytes: part.bytes, etag }, mark, signal);
}
/** What is larger costs more to digest once more than to ask for. */
const smallBytes = 1 << 20;
/**
 * The etag of an object that was put whole, at AWS and many others: an answer that has it says that the service has these
 * very bytes, which is more than a look at their number. undefined: this machine may not use MD5.
 */
function md5Of({ buffers }) {
    if ((0,external_node_crypto_.getFips)() === 1)
        return undefined;
    const hash = (0,external_node_crypto_.createHash)('md5');
    for (const buffer of buffers)
        hash.update(buffer);
    return hash.digest('hex');
}
/** Fails early, before anything is sent, and also at a service that does not know conditional writes. */
async function checkCondition(session, key, { ifAbsent, ifMatch, looked, signal }) {
    if ((!ifAbsent && ifMatch === undefined) || looked)
        return;
    const there = (await look(session, key, signal))?.stored;
    if (ifAbsent && there)
        throw (0,problem/* storeProblem */.H)('store-exists', `PutObject ${key}: it is there already, in ${session.where}`);
    if (ifMatch !== undefined && there?.etag !== ifMatch)
        throw (0,problem/* storeProblem */.H)('store-changed', `PutObject ${key}: it was changed by another, in ${session.where}`);
}
/** Says what was stored only after the store itself has said it. */
async function s3_confirm(session, key, put, mark, signal) {
    const there = await look(session, key, signal);
    if (!there)
        throw (0,problem/* storeProblem */.H)('store-unavailable', `HeadObject ${key}: it was put and is not there, in ${session.where}`);
    const { stored } = there;
    // Our mark decides where the service keeps it: some change the etag of an upload in parts once it is complete.
    if (there.mark !== undefined ? there.mark !== mark : stored.etag !== put.etag) {
        const etags = there.mark === undefined ? `, or the service changed its etag from ${put.etag} to ${stored.etag}` : '';
        throw (0,problem/* storeProblem */.H)('store-changed', `PutObject ${key}: another put it at the same time${etags}, in ${session.where}`, {
            hint: 'Let one run at a time write there; a service that keeps no metadata must keep the etag.',
        });
    }
    if (stored.bytes === put.bytes)
        return stored;
    await removeObjects(session, [key], signal);
    const message = `PutObject ${key}: ${put.bytes} bytes were sent and ${stored.bytes} were kept, in ${session.where}`;
    throw (0,problem/* storeProblem */.H)('store-failed', message, {
        hint: 'Run it again; if it happens again, something between this machine and the store changes what is sent.',
    });
}


/***/ })

};
