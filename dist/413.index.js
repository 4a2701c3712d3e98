export const id = 413;
export const ids = [413];
export const modules = {

/***/ 6413:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Je: () => (/* binding */ seal_boxDataKey),
  Rj: () => (/* reexport */ fingerprint),
  w_: () => (/* binding */ seal_generateKeys),
  uU: () => (/* binding */ seal_newDataKey),
  ho: () => (/* reexport */ opening_open),
  I9: () => (/* reexport */ parseKeyObject),
  ac: () => (/* reexport */ parseSecretKeys),
  UG: () => (/* reexport */ parseSigningKey),
  cB: () => (/* reexport */ recipientFault),
  od: () => (/* binding */ seal),
  TX: () => (/* reexport */ signManifest),
  Hv: () => (/* reexport */ signerFault),
  _n: () => (/* reexport */ unboxDataKey),
  Od: () => (/* reexport */ verifySignature)
});

// EXTERNAL MODULE: ./node_modules/tweetnacl/nacl-fast.js
var nacl_fast = __webpack_require__(668);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/seal/bech32.js
/** Bech32m (BIP 350): text with a prefix and a checksum that names up to four mistyped characters as a mistake. */
const characters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const bech32m = 0x2bc830a3;
const checksumLength = 6;
/** The text of `bytes` under a lower-case prefix. */
function encode(prefix, bytes) {
    const data = regroup(bytes, 8, 5, true);
    if (data === undefined)
        throw new RangeError('bytes are not octets');
    const sum = polymod([...expand(prefix), ...data, ...new Array(checksumLength).fill(0)]) ^ bech32m;
    const checksum = Array.from({ length: checksumLength }, (_, i) => (sum >>> (5 * (checksumLength - 1 - i))) & 31);
    return `${prefix}1${[...data, ...checksum].map((value) => characters[value]).join('')}`;
}
/** The bytes of a text that starts with `prefix` and "1", or why there are none. */
function decode(prefix, text) {
    if (text !== text.toLowerCase() && text !== text.toUpperCase())
        return 'mixes upper and lower case: mistyped';
    const lower = text.toLowerCase();
    if (!lower.startsWith(`${prefix}1`))
        return `does not start with ${prefix}1`;
    const values = [...lower.slice(prefix.length + 1)].map((character) => characters.indexOf(character));
    if (values.includes(-1))
        return 'has a character that no key has: mistyped';
    if (values.length < checksumLength)
        return 'is truncated';
    if (polymod([...expand(prefix), ...values]) !== bech32m)
        return 'checksum does not match: mistyped';
    const bytes = regroup(values.slice(0, -checksumLength), 5, 8, false);
    return bytes === undefined ? 'has stray bits at its end' : Uint8Array.from(bytes);
}
function polymod(values) {
    let sum = 1;
    for (const value of values) {
        const top = sum >>> 25;
        sum = ((sum & 0x1ffffff) << 5) ^ value;
        generators.forEach((generator, i) => {
            if ((top >>> i) & 1)
                sum ^= generator;
        });
    }
    return sum;
}
function expand(prefix) {
    const codes = [...prefix].map((character) => character.charCodeAt(0));
    return [...codes.map((code) => code >>> 5), 0, ...codes.map((code) => code & 31)];
}
function regroup(values, from, to, pad) {
    const groups = [];
    let held = 0;
    let bits = 0;
    for (const value of values) {
        held = ((held << from) | value) & 0xfff;
        bits += from;
        while (bits >= to) {
            bits -= to;
            groups.push((held >>> bits) & ((1 << to) - 1));
        }
    }
    const rest = held & ((1 << bits) - 1);
    if (pad)
        return bits > 0 ? [...groups, rest << (to - bits)] : groups;
    return bits >= from || rest !== 0 ? undefined : groups;
}

;// CONCATENATED MODULE: ./build/js/seal/key-text.js




const kinds = {
    rpub: 'a recipient (rpub), a public key',
    rsec: 'a secret key (rsec)',
    rsig: 'a signer (rsig), a public key',
    rsgn: 'a signing key (rsgn), a secret',
};
const keyBytes = 32;
// Prefix, "1", 256 bits in groups of 5, checksum.
const textLength = 4 + 1 + 52 + 6;
function generateKeys(random) {
    const secret = random(keyBytes);
    const seed = random(keyBytes);
    return {
        recipient: encode('rpub', nacl_fast.box.keyPair.fromSecretKey(secret).publicKey),
        secret: encode('rsec', secret),
        signer: encode('rsig', nacl_fast.sign.keyPair.fromSeed(seed).publicKey),
        signing: encode('rsgn', seed),
    };
}
/** Why a text is no recipient (rpub); undefined if it is one. Never contains the text. */
function recipientFault(text) {
    const bytes = decodeKey('rpub', text);
    if (typeof bytes === 'string')
        return bytes;
    // A point of low order: every secret shared with it is the same, so anybody could open the box.
    return nacl_fast.scalarMult(new Uint8Array(keyBytes).fill(64), bytes).every((byte) => byte === 0)
        ? 'is no usable public key: everybody could open what is sealed to it'
        : undefined;
}
/** Why a text is no signer (rsig); undefined if it is one. Never contains the text. */
function signerFault(text) {
    const bytes = decodeKey('rsig', text);
    return typeof bytes === 'string' ? bytes : undefined;
}
/** First 16 hex digits of SHA-256 of the recipient's 32 bytes. Throws `key-invalid` unless it is a recipient. */
function fingerprint(recipient) {
    return fingerprintOf(recipientBytes(recipient));
}
/** Of a recipient's 32 bytes. */
function fingerprintOf(publicKey) {
    return (0,external_node_crypto_.createHash)('sha256').update(publicKey).digest('hex').slice(0, 16);
}
/** The 32 bytes of a recipient. Throws `key-invalid`, which says why. */
function recipientBytes(text) {
    return demand('rpub', text, 'recipient', recipientFault(text));
}
/** The 32 bytes of a signer. Throws `key-invalid`, which says why. */
function signerBytes(text) {
    return demand('rsig', text, 'signer', signerFault(text));
}
/**
 * Secret keys separated by white space; lines that start with "#" are comments. Throws `key-missing` if there is none,
 * `key-invalid` naming which and why, never the key itself.
 */
function parseSecretKeys(text) {
    const words = wordsOf(text);
    if (words.length === 0) {
        throw new problem/* Problem */.AF('key-missing', 'no secret key was given', {
            hint: 'Set RESTORABLE_SECRET_KEY (or RESTORABLE_SECRET_KEY_FILE) to the rsec1... key of one of the recipients.',
        });
    }
    const keys = new Map();
    words.forEach((word, i) => {
        const bytes = demand('rsec', word, words.length === 1 ? 'secret key' : `secret key ${i + 1} of ${words.length}`);
        const to = fingerprintOf(nacl_fast.box.keyPair.fromSecretKey(bytes).publicKey);
        keys.set(to, withBytes({ fingerprint: to }, bytes));
    });
    return [...keys.values()];
}
/** One signing key. Throws `key-missing` if there is none, `key-invalid` saying why, never the key itself. */
function parseSigningKey(text) {
    const words = wordsOf(text);
    const word = words[0];
    if (word === undefined) {
        throw new problem/* Problem */.AF('key-missing', 'no signing key was given', {
            hint: 'Set RESTORABLE_SIGNING_KEY to the rsgn1... key of one of the signers.',
        });
    }
    if (words.length > 1)
        throw new problem/* Problem */.AF('key-invalid', `${words.length} signing keys were given: only one can sign`);
    const seed = demand('rsgn', word, 'signing key');
    return withBytes({ signer: encode('rsig', nacl_fast.sign.keyPair.fromSeed(seed).publicKey) }, seed);
}
function wordsOf(text) {
    const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'));
    return lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '');
}
function withBytes(named, bytes) {
    return Object.defineProperty(named, 'bytes', { value: bytes, enumerable: false });
}
function demand(kind, text, name, known) {
    const bytes = known ?? decodeKey(kind, text);
    if (typeof bytes !== 'string')
        return bytes;
    throw new problem/* Problem */.AF('key-invalid', `${name} ${bytes.startsWith('this is') ? `is of the wrong kind: ${bytes}` : bytes}`, {
        hint: `Copy the whole ${kind}1... text: ${textLength} characters, as \`restorable keys generate\` printed it.`,
    });
}
function decodeKey(kind, text) {
    if (text === '')
        return 'is empty';
    const given = text.toLowerCase().slice(0, 5);
    const other = Object.keys(kinds).find((name) => given === `${name}1`);
    if (other !== undefined && other !== kind)
        return wrongKind(kind, other);
    if (other === undefined)
        return `does not start with ${kind}1`;
    if (text.length < textLength)
        return `is truncated: ${text.length} of ${textLength} characters`;
    if (text.length > textLength)
        return `is too long: ${text.length} instead of ${textLength} characters`;
    return decode(kind, text);
}
function wrongKind(wanted, given) {
    const secretInPublic = (wanted === 'rpub' || wanted === 'rsig') && (given === 'rsec' || given === 'rsgn');
    return secretInPublic
        ? `this is ${kinds[given]}: never put it into a policy`
        : `this is ${kinds[given]}: ${kinds[wanted]} starts with ${wanted}1`;
}

;// CONCATENATED MODULE: ./build/js/seal/key-object.js




const dataKeyBytes = 32;
const mostBoxes = 256;
const mostBytes = 256 * 1024;
const base64 = (bytes) => schemas/* base64 */.K39().refine((text) => Buffer.from(text, 'base64').length === bytes, `is not ${bytes} bytes of base64`);
const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    id: schemas/* string */.YjP().min(1).max(256),
    boxes: schemas/* array */.YOg(schemas/* object */.Ikc({
        to: schemas/* string */.YjP().regex(/^[0-9a-f]{16}$/),
        from: base64(nacl_fast.box.publicKeyLength),
        nonce: base64(nacl_fast.box.nonceLength),
        box: base64(dataKeyBytes + nacl_fast.box.overheadLength),
    }))
        .min(1)
        .max(mostBoxes),
});
function newDataKey(random) {
    return random(dataKeyBytes);
}
function boxDataKey(id, key, recipients, random) {
    const publicKeys = new Map(recipients.map(recipientBytes).map((bytes) => [fingerprintOf(bytes), bytes]));
    if (publicKeys.size === 0) {
        throw new problem/* Problem */.AF('key-missing', `no recipient to seal ${id} to`, {
            hint: 'List at least one rpub1... key under encryption.recipients; "restorable keys generate" makes one.',
        });
    }
    if (publicKeys.size > mostBoxes) {
        throw new problem/* Problem */.AF('key-invalid', `${publicKeys.size} recipients are more than a key object holds (${mostBoxes})`);
    }
    const boxes = [...publicKeys].map(([to, publicKey]) => {
        const ephemeral = nacl_fast.box.keyPair.fromSecretKey(random(nacl_fast.box.secretKeyLength));
        const nonce = random(nacl_fast.box.nonceLength);
        const box = nacl_fast.box(key, nonce, publicKey, ephemeral.secretKey);
        return { to, from: key_object_encode(ephemeral.publicKey), nonce: key_object_encode(nonce), box: key_object_encode(box) };
    });
    const object = { version: 1, id, boxes };
    return Buffer.from(`${JSON.stringify(object, null, 2)}\n`);
}
/** The key object in these bytes; unknown fields are ignored. Throws `object-damaged`. */
function parseKeyObject(bytes, where = 'key object') {
    const damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `${where} is damaged: ${why}`, {
        hint: 'Without its key object a backup cannot be opened: fetch the key object from another store.',
        cause,
    });
    if (bytes.length > mostBytes)
        throw damaged(`${bytes.length} bytes are more than a key object has`);
    let json;
    try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw damaged('it is no JSON', cause);
    }
    const parsed = schema.safeParse(json);
    if (parsed.success)
        return parsed.data;
    const issue = parsed.error.issues[0];
    throw damaged(`${issue?.path.join('.') || 'the whole'}: ${issue?.message}`);
}
/**
 * The data key, opened with whichever secret fits. Throws `key-wrong` naming the fingerprints it is sealed to and those
 * that were given; `object-damaged` if a box made for one of the secrets does not open.
 */
function unboxDataKey(object, secrets) {
    let broken;
    for (const { to, from, nonce, box } of object.boxes) {
        for (const secret of secrets.filter(({ fingerprint }) => fingerprint === to)) {
            const key = nacl_fast.box.open(key_object_decode(box), key_object_decode(nonce), key_object_decode(from), secret.bytes);
            if (key !== null)
                return key;
            broken = to;
        }
    }
    if (broken !== undefined) {
        throw new problem/* Problem */.AF('object-damaged', `the key object of ${object.id} is damaged: the box to ${broken} does not open`, {
            hint: 'Fetch the key object from another store, or use the secret key of another recipient.',
        });
    }
    const sealedTo = object.boxes.map(({ to }) => to).join(', ');
    const given = secrets.map(({ fingerprint }) => fingerprint).join(', ') || 'none';
    throw new problem/* Problem */.AF('key-wrong', `${object.id} is sealed to ${sealedTo}; the secret keys given are for ${given}`, {
        hint: 'Set RESTORABLE_SECRET_KEY to the rsec1... key of one of the recipients that it is sealed to.',
    });
}
function key_object_encode(bytes) {
    return Buffer.from(bytes).toString('base64');
}
function key_object_decode(text) {
    return Buffer.from(text, 'base64');
}

;// CONCATENATED MODULE: ./build/js/seal/random.js

const systemRandom = (bytes) => (0,external_node_crypto_.randomBytes)(bytes);

;// CONCATENATED MODULE: ./build/js/seal/block.js
/**
 * The same bytes in blocks of `size`, the last one shorter. Large chunks pass by reference; small ones are gathered in
 * buffers taken from `spare` while there are any.
 */
async function* blocks(chunks, size, spare = []) {
    let gathered;
    let filled = 0;
    for await (const chunk of chunks) {
        let at = 0;
        while (at < chunk.length) {
            if (gathered === undefined && chunk.length - at >= size) {
                yield { bytes: chunk.subarray(at, at + size), ours: undefined };
                at += size;
                continue;
            }
            gathered ??= spare.pop() ?? Buffer.allocUnsafeSlow(size);
            const copied = chunk.copy(gathered, filled, at);
            at += copied;
            filled += copied;
            if (filled === size) {
                yield { bytes: gathered, ours: gathered };
                gathered = undefined;
                filled = 0;
            }
        }
    }
    if (gathered !== undefined)
        yield { bytes: gathered.subarray(0, filled), ours: gathered };
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./build/js/seal/in-order.js
/**
 * Works on up to `width` items at once and yields the results in the order of the items. The items are read ahead while
 * results are waited for.
 */
async function* inOrder(items, width, work) {
    const begun = [];
    const begin = () => {
        const next = items.next().then(async ({ done, value }) => (done ? undefined : { result: await work(value) }));
        // Whoever waits for it gets the rejection; one that nobody waits for any more comes after a failure already told.
        next.catch(() => { });
        begun.push(next);
    };
    try {
        while (begun.length < width)
            begin();
        for (;;) {
            const first = await begun.shift();
            if (first === undefined)
                return;
            begin();
            yield first.result;
        }
    }
    finally {
        // Not waited for: it comes after the pending reads, and those end only when their source is destroyed.
        items.return(undefined).catch(() => { });
    }
}

;// CONCATENATED MODULE: ./build/js/seal/rope.js
/** Bytes in a row of buffers: taken off the front in other sizes than they came in, without copying. */
class Rope {
    length = 0;
    #buffers = [];
    push(buffer) {
        if (buffer.length === 0)
            return;
        this.#buffers.push(buffer);
        this.length += buffer.length;
    }
    /** The first `bytes` bytes, as views of what was pushed. Throws RangeError if there are fewer. */
    take(bytes) {
        if (bytes > this.length)
            throw new RangeError(`${bytes} of ${this.length} bytes`);
        const taken = [];
        let wanted = bytes;
        while (wanted > 0) {
            const first = this.#buffers[0];
            if (first.length <= wanted) {
                taken.push(first);
                this.#buffers.shift();
                wanted -= first.length;
            }
            else {
                taken.push(first.subarray(0, wanted));
                this.#buffers[0] = first.subarray(wanted);
                wanted = 0;
            }
        }
        this.length -= bytes;
        return taken;
    }
    /** The same in one piece: copied only if it spans buffers. */
    takeWhole(bytes) {
        const taken = this.take(bytes);
        return taken.length === 1 ? taken[0] : Buffer.concat(taken, bytes);
    }
    /** The unsigned little-endian number of `bytes` (up to 4) bytes at `offset`, left in place; undefined: not all there. */
    peek(offset, bytes) {
        if (offset + bytes > this.length)
            return undefined;
        let value = 0;
        let start = 0;
        for (const buffer of this.#buffers) {
            for (let i = Math.max(offset - start, 0); i < buffer.length; i++) {
                const place = start + i - offset;
                if (place >= bytes)
                    return value;
                value += buffer[i] * 2 ** (8 * place);
            }
            start += buffer.length;
        }
        return value;
    }
}

;// CONCATENATED MODULE: ./build/js/seal/frame.js





// A part is a row of independent zstd frames (RFC 8878), each of at most 4 MiB of content, whose header says how much.
// Independent, so that several are in work at once; small, so that a reader needs little memory and cannot be flooded.
const mostContentBytes = 4 << 20;
// A frame of incompressible bytes: headers, 3 bytes for each block of 128 KiB and fewer, checksum.
const mostFrameBytes = mostContentBytes + (64 << 10);
// What we write: a quarter of the most costs a quarter of the memory and a hundredth in size.
const contentBytes = 1 << 20;
// The main thread hashes and encrypts meanwhile: one more than the two cores of a small machine keeps both busy.
const inWork = 3;
const outputBytes = 512 << 10;
const level = 3;
const magic = 0xfd2fb528;
const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/** One valid .zst file. Nothing at all becomes one empty frame. */
async function* compressFrames(plain) {
    const spare = [];
    let any = false;
    const frame = async ({ bytes, ours }) => {
        const compressed = await compress(bytes, {
            chunkSize: outputBytes,
            pledgedSrcSize: bytes.length,
            params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 1 },
        });
        if (ours)
            spare.push(ours);
        // The result is a view of a whole chunk: thousands of tiny ones may wait for a segment to fill.
        return compressed.length < outputBytes / 2 ? Buffer.from(compressed) : compressed;
    };
    for await (const compressed of inOrder(blocks(plain, contentBytes, spare), inWork, frame)) {
        any = true;
        yield compressed;
    }
    if (!any)
        yield await frame({ bytes: Buffer.alloc(0), ours: undefined });
}
/** The content of a row of frames, as compressFrames makes them; anything else is damage. */
async function* decompressFrames(compressed, damaged) {
    const content = async ({ bytes, content }) => {
        // Node gives a chunk back whole only while it is not full: one byte more than needed spares a copy.
        const options = { chunkSize: Math.max(content + 1, 64), maxOutputLength: Math.max(content, 1) };
        const plain = await decompress(bytes, options).catch((cause) => {
            throw damaged('a frame of it does not decompress', cause);
        });
        if (plain.length !== content)
            throw damaged('a frame of it has another length than it says');
        return plain;
    };
    for await (const plain of inOrder(frame_frames(compressed, damaged), inWork, content)) {
        if (plain.length > 0)
            yield plain;
    }
}
// Node's decoder may drop every frame after the first without a word, so it is given one whole frame at a time.
async function* frame_frames(compressed, damaged) {
    const rope = new Rope();
    let seen;
    for await (const chunk of compressed) {
        rope.push(chunk);
        for (;;) {
            seen ??= readHeader(rope, damaged);
            if (seen === undefined || !walkBlocks(rope, seen, damaged))
                break;
            yield { bytes: rope.takeWhole(seen.at), content: seen.content };
            seen = undefined;
        }
    }
    if (rope.length > 0)
        throw damaged('its compressed bytes end inside a frame');
}
function readHeader(rope, damaged) {
    const descriptor = rope.peek(4, 1);
    if (descriptor === undefined)
        return undefined;
    if (rope.peek(0, 4) !== magic)
        throw damaged('its compressed bytes are no zstd frame');
    const single = (descriptor & 0x20) !== 0;
    const sizeFlag = descriptor >>> 6;
    const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 2 ** sizeFlag;
    if ((descriptor & 0x0b) !== 0 || sizeBytes === 0 || sizeBytes === 8) {
        throw damaged('it has a zstd frame with a dictionary, of unknown or of excessive length');
    }
    const at = 5 + (single ? 0 : 1);
    const size = rope.peek(at, sizeBytes);
    if (size === undefined)
        return undefined;
    const content = size + (sizeFlag === 1 ? 256 : 0);
    if (content > mostContentBytes)
        throw damaged(`it has a zstd frame of more than ${mostContentBytes} bytes`);
    return { content, checksumBytes: (descriptor & 0x04) !== 0 ? 4 : 0, at: at + sizeBytes, last: false };
}
/** True once the whole frame is there. */
function walkBlocks(rope, seen, damaged) {
    while (!seen.last) {
        const header = rope.peek(seen.at, 3);
        if (header === undefined)
            return false;
        const type = (header >>> 1) & 3;
        if (type === 3)
            throw damaged('it has a zstd block of an unknown type');
        seen.at += 3 + (type === 1 ? 1 : header >>> 3);
        seen.last = (header & 1) !== 0;
        if (seen.last)
            seen.at += seen.checksumBytes;
        if (seen.at > mostFrameBytes)
            throw damaged(`it has a zstd frame longer than ${mostFrameBytes} bytes`);
    }
    return seen.at <= rope.length;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./build/js/seal/readable.js


/**
 * A stream of what a generator makes out of `source`. An error of the source, even before anybody reads, and the signal
 * destroy it at once; destroying it destroys the source.
 */
function readableOf(chunks, source, options) {
    const { signal, objectMode, highWaterMark, onClose } = options;
    const abort = () => stream.destroy((0,problem/* cancelled */.KW)(signal));
    const stream = new external_node_stream_.Readable({
        objectMode,
        highWaterMark,
        read() {
            chunks.next().then(({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error));
        },
        destroy(error, callback) {
            signal.removeEventListener('abort', abort);
            source.destroy();
            // Not waited for: the generator may hang in a read of the source. Its failure is the stream's already.
            chunks.return(undefined).catch(() => { });
            onClose(error);
            callback(error);
        },
    });
    // Whoever reads the stream, even later, gets its error; without a listener an early one would end the process.
    stream.on('error', () => { });
    source.on('error', (error) => stream.destroy(error));
    if (signal.aborted)
        abort();
    else
        signal.addEventListener('abort', abort, { once: true });
    return stream;
}
/** Every chunk of a stream as a Buffer, without copying. Throws `brokenOff` if it closes before its end. */
async function* chunksOf(source, brokenOff) {
    try {
        for await (const chunk of source) {
            if (!(chunk instanceof Uint8Array))
                throw new TypeError(`a stream of bytes gave a ${typeof chunk}`);
            yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
        }
    }
    catch (error) {
        const premature = error?.code === 'ERR_STREAM_PREMATURE_CLOSE';
        throw premature && !(0,external_node_stream_.isErrored)(source) ? brokenOff(error) : error;
    }
}

;// CONCATENATED MODULE: ./build/js/seal/segment.js


// Tink's streaming AEAD, key type AES256_GCM_HKDF_1MB. A sealed object is
//   header (length 1, salt 32, nonce prefix 7) and segments of 1 MiB, the first of which is shorter by the header,
// and every segment ends with its tag. Its nonce is prefix | number (4, big-endian) | 1 if it is the last, else 0.
const segmentBytes = 1 << 20;
const tagBytes = 16;
const segment_keyBytes = 32;
const saltBytes = 32;
const prefixBytes = 7;
const headerBytes = 1 + saltBytes + prefixBytes;
const mostSegments = 2 ** 32;
const cipherName = 'aes-256-gcm';
/** The sealed bytes of `plain`, piece by piece. */
async function* encryptSegments(plain, { key, associatedData }, random) {
    const salt = random(saltBytes);
    const prefix = random(prefixBytes);
    const segmentKey = deriveKey(key, salt, associatedData);
    let number = 0;
    const encrypt = function* (pieces, last) {
        const cipher = (0,external_node_crypto_.createCipheriv)(cipherName, segmentKey, nonce(prefix, number++, last));
        for (const piece of pieces)
            yield cipher.update(piece);
        cipher.final();
        yield cipher.getAuthTag();
    };
    yield Buffer.concat([Uint8Array.of(headerBytes), salt, prefix]);
    const rope = new Rope();
    let capacity = segmentBytes - headerBytes - tagBytes;
    for await (const chunk of plain) {
        rope.push(chunk);
        // Strictly more: the last segment is marked as such, so it stays here until it is known whether it is the last.
        while (rope.length > capacity) {
            yield* encrypt(rope.take(capacity), false);
            capacity = segmentBytes - tagBytes;
        }
    }
    yield* encrypt(rope.take(rope.length), true);
}
/** The plain bytes of `sealed`: of each segment only once its tag was right. Ends cleanly only after the last segment. */
async function* decryptSegments(sealed, { key, associatedData }, damaged) {
    const rope = new Rope();
    let header;
    let number = 0;
    let capacity = segmentBytes - headerBytes;
    const decrypt = (bytes, last) => {
        if (!header || bytes < tagBytes)
            throw damaged('it is cut off');
        const decipher = (0,external_node_crypto_.createDecipheriv)(cipherName, header.segmentKey, nonce(header.prefix, number, last), {
            authTagLength: tagBytes,
        });
        const pieces = rope.take(bytes - tagBytes).map((piece) => decipher.update(piece));
        decipher.setAuthTag(rope.takeWhole(tagBytes));
        try {
            decipher.final();
        }
        catch (cause) {
            const at = last ? `segment ${number}, its last,` : `segment ${number}`;
            throw damaged(`${at} does not authenticate: altered, cut off, extended, or of another part or data key`, cause);
        }
        number++;
        return pieces;
    };
    for await (const chunk of sealed) {
        rope.push(chunk);
        if (header === undefined) {
            if (rope.length < headerBytes)
                continue;
            const bytes = rope.takeWhole(headerBytes);
            if (bytes[0] !== headerBytes)
                throw damaged('it does not begin with the header of a sealed object');
            const salt = bytes.subarray(1, 1 + saltBytes);
            header = { segmentKey: deriveKey(key, salt, associatedData), prefix: bytes.subarray(1 + saltBytes) };
        }
        while (rope.length > capacity) {
            yield* decrypt(capacity, false);
            capacity = segmentBytes;
        }
    }
    yield* decrypt(rope.length, true);
}
function deriveKey(key, salt, associatedData) {
    if (key.length !== segment_keyBytes)
        throw new RangeError(`a data key has ${segment_keyBytes} bytes, not ${key.length}`);
    return Buffer.from((0,external_node_crypto_.hkdfSync)('sha256', key, salt, associatedData, segment_keyBytes));
}
function nonce(prefix, number, last) {
    if (number >= mostSegments)
        throw new RangeError('a sealed object has at most 2^32 segments (4 PiB)');
    const bytes = Buffer.alloc(prefixBytes + 5);
    bytes.set(prefix);
    bytes.writeUInt32BE(number, prefixBytes);
    bytes[prefixBytes + 4] = last ? 1 : 0;
    return bytes;
}

;// CONCATENATED MODULE: ./build/js/seal/tally.js


/** Counts and digests the bytes that pass. */
class Tally {
    bytes = 0;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    add(chunk) {
        this.bytes += chunk.length;
        this.#hash.update(chunk);
    }
    /** Lower-case hex; once. */
    sha256() {
        return this.#hash.digest('hex');
    }
}
/** Counts and checks the bytes that pass by their CRC-32 (RFC 1952): nearly free, against mistakes and not against malice. */
class Check {
    bytes = 0;
    crc32 = 0;
    add(chunk) {
        this.bytes += chunk.length;
        this.crc32 = (0,external_node_zlib_.crc32)(chunk, this.crc32);
    }
}

;// CONCATENATED MODULE: ./build/js/seal/sealing.js






const blockBytes = 1 << 20;
/** What binds a sealed object to its place: a part cannot stand in for another, nor for another backup's. */
function binding(key, id, part) {
    return { key, associatedData: `restorable/v1/${id}/${part}` };
}
function sealWith(plain, options, random) {
    const { key, id, part, compression, signal } = options;
    const done = Promise.withResolvers();
    // The body carries the same error: nobody has to wait for both.
    done.promise.catch(() => { });
    const plainTally = new Tally();
    const plainCheck = new Check();
    const tally = new Tally();
    async function* counted() {
        const cause = (error) => new problem/* Problem */.AF('dump-incomplete', `${part} of ${id} broke off: its stream closed before its end`, { cause: error });
        for await (const chunk of chunksOf(plain, cause)) {
            plainTally.add(chunk);
            plainCheck.add(chunk);
            yield chunk;
        }
    }
    async function* sealed() {
        const compressed = compression === 'zstd' ? compressFrames(counted()) : gathered(counted());
        for await (const piece of encryptSegments(compressed, binding(key, id, part), random)) {
            tally.add(piece);
            yield piece;
        }
        done.resolve({
            bytes: tally.bytes,
            sha256: tally.sha256(),
            plainBytes: plainTally.bytes,
            plainSha256: plainTally.sha256(),
            plainCrc32: plainCheck.crc32,
        });
    }
    const body = readableOf(sealed(), plain, {
        objectMode: true,
        highWaterMark: 2,
        signal,
        onClose: (error) => done.reject(error ?? new problem/* Problem */.AF('cancelled', `sealing ${part} of ${id} was given up`)),
    });
    return { body, done: done.promise };
}
/**
 * In blocks of which each is made of segments but for less than a block before the next is asked for: so the buffer of
 * the block before the last is free again.
 */
async function* gathered(chunks) {
    const spare = [];
    let last;
    for await (const { bytes, ours } of blocks(chunks, blockBytes, spare)) {
        yield bytes;
        if (last)
            spare.push(last);
        last = ours;
    }
}

;// CONCATENATED MODULE: ./build/js/seal/opening.js






/**
 * The plain bytes of a sealed part. Gives nothing that was not authenticated, and ends cleanly only after the whole
 * part; else it errors with `object-damaged`, which names where and part, with an error of `sealed`, or as cancelled.
 */
function opening_open(sealed, options) {
    const { key, id, part, compression, where, expect, signal } = options;
    const name = `${part} of ${id} in ${where}`;
    const damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `${name} is damaged: ${why}`, {
        hint: 'Use the copy in another store or an older backup; "restorable verify --level read" tells which are whole.',
        cause,
    });
    const tally = new Tally();
    const crc32 = expect && 'plainCrc32' in expect ? expect.plainCrc32 : undefined;
    const plainTally = crc32 === undefined ? new Tally() : new Check();
    async function* counted() {
        const brokenOff = (cause) => new problem/* Problem */.AF('store-failed', `${name} broke off before its end`, { cause });
        for await (const chunk of chunksOf(sealed, brokenOff)) {
            tally.add(chunk);
            if (expect && tally.bytes > expect.bytes)
                throw damaged(`it is longer than ${expect.bytes} bytes`);
            yield chunk;
        }
        if (!expect)
            return;
        if (tally.bytes !== expect.bytes)
            throw damaged(`it has ${tally.bytes} bytes, not ${expect.bytes}`);
        if (tally.sha256() !== expect.sha256)
            throw damaged('its SHA-256 is not the one in its manifest');
    }
    async function* opened() {
        const compressed = decryptSegments(counted(), binding(key, id, part), damaged);
        for await (const chunk of compression === 'zstd' ? decompressFrames(compressed, damaged) : compressed) {
            plainTally.add(chunk);
            if (expect && plainTally.bytes > expect.plainBytes) {
                throw damaged(`its content is longer than ${expect.plainBytes} bytes`);
            }
            if (chunk.length > 0)
                yield chunk;
        }
        if (!expect)
            return;
        if (plainTally.bytes !== expect.plainBytes) {
            throw damaged(`its content has ${plainTally.bytes} bytes, not ${expect.plainBytes}`);
        }
        if (plainTally instanceof Check) {
            if (plainTally.crc32 !== crc32)
                throw damaged('its content is not the one that was sealed');
        }
        else if (plainTally.sha256() !== expect.plainSha256) {
            throw damaged('the SHA-256 of its content is not the one in its manifest');
        }
    }
    return readableOf(opened(), sealed, { objectMode: false, highWaterMark: 1 << 20, signal, onClose: () => { } });
}

;// CONCATENATED MODULE: ./build/js/seal/sign.js



const base64Signature = /^[A-Za-z0-9+/]{86}==\s*$/;
// What stands before the 32 bytes of an Ed25519 public key as DER SubjectPublicKeyInfo (RFC 8410).
const publicKeyInfo = Buffer.from('302a300506032b6570032100', 'hex');
/** The text of `manifests/<id>.sig`: the Ed25519 signature (RFC 8032) of the manifest's bytes, base64, and a newline. */
function signManifest(bytes, signing) {
    const { secretKey } = nacl_fast.sign.keyPair.fromSeed(signing.bytes);
    return `${Buffer.from(nacl_fast.sign.detached(bytes, secretKey)).toString('base64')}\n`;
}
/** True if one of the signers (rsig texts) made this signature of these bytes; false for a text that is no signature. */
function verifySignature(bytes, signature, signers) {
    if (!base64Signature.test(signature))
        return false;
    const decoded = Buffer.from(signature, 'base64');
    // Not tweetnacl's: a catalog of a thousand manifests would take it seconds.
    return signers.some((signer) => {
        const key = Buffer.concat([publicKeyInfo, signerBytes(signer)]);
        return (0,external_node_crypto_.verify)(null, bytes, { key, format: 'der', type: 'spki' }, decoded);
    });
}

;// CONCATENATED MODULE: ./build/js/seal/seal.js
/** Plain bytes to object bytes and back: compression, encryption, keys, signatures (docs/format.md). */








// The functions below need randomness: from here only the system's, so that no caller can choose a nonce twice.
/** New random keys: X25519 for boxes (RFC 7748), Ed25519 for signatures (RFC 8032), as Bech32m texts (BIP 350). */
function seal_generateKeys() {
    return generateKeys(systemRandom);
}
/** A fresh random data key: one per backup, never used again. */
function seal_newDataKey() {
    return newDataKey(systemRandom);
}
/**
 * The bytes of `keys/<id>.json`: the data key in one NaCl box per recipient, each from a fresh ephemeral key, in the
 * recipients' order without repetition. Throws `key-missing` without a recipient, `key-invalid` for a wrong one.
 */
function seal_boxDataKey(id, key, recipients) {
    return boxDataKey(id, key, recipients, systemRandom);
}
/**
 * Compresses and seals one part. The body is a stream of Buffers (object mode) that is read with back-pressure; `done`
 * resolves with the digests once the last byte was made. If `plain` errors or the signal fires, the body errors with
 * the same and `done` rejects; nobody has to listen to either.
 */
function seal(plain, options) {
    return sealWith(plain, options, systemRandom);
}


/***/ })

};
