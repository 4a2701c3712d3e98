export const id = 8491;
export const ids = [8491];
export const modules = {

/***/ 20248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Vl: () => (/* reexport */ Crc64),
  np: () => (/* reexport */ Digest),
  ay: () => (/* reexport */ Spare),
  A: () => (/* reexport */ crc64Redis),
  fX: () => (/* reexport */ crc64Xz),
  ol: () => (/* reexport */ digestOf),
  Vh: () => (/* reexport */ readJson),
  _r: () => (/* reexport */ release),
  bW: () => (/* reexport */ releaseChunk),
  As: () => (/* reexport */ utf8)
});

// UNUSED EXPORTS: leafBytes

;// CONCATENATED MODULE: ./build/js/bytes/crc64.js
/**
 * A checksum of 64 bits, in two halves of 32 and eight bytes at a time: as BigInt it would take longer than the network does.
 */
class Crc64 {
    #variant;
    #low;
    #high;
    constructor(variant) {
        this.#variant = variant;
        this.#low = variant.mask;
        this.#high = variant.mask;
    }
    update(bytes, from = 0, to = bytes.length) {
        const { lows, highs } = this.#variant;
        let low = this.#low;
        let high = this.#high;
        let at = from;
        const at8 = (index) => bytes[index];
        for (const last = to - 8; at <= last; at += 8) {
            const a = low ^ (at8(at) | (at8(at + 1) << 8) | (at8(at + 2) << 16) | (at8(at + 3) << 24));
            const b = high ^ (at8(at + 4) | (at8(at + 5) << 8) | (at8(at + 6) << 16) | (at8(at + 7) << 24));
            const i0 = 0x700 | (a & 255);
            const i1 = 0x600 | ((a >>> 8) & 255);
            const i2 = 0x500 | ((a >>> 16) & 255);
            const i3 = 0x400 | (a >>> 24);
            const i4 = 0x300 | (b & 255);
            const i5 = 0x200 | ((b >>> 8) & 255);
            const i6 = 0x100 | ((b >>> 16) & 255);
            const i7 = b >>> 24;
            low = xor(lows, i0, i1, i2, i3) ^ xor(lows, i4, i5, i6, i7);
            high = xor(highs, i0, i1, i2, i3) ^ xor(highs, i4, i5, i6, i7);
        }
        for (; at < to; at++) {
            const index = (low ^ at8(at)) & 255;
            low = ((low >>> 8) | (high << 24)) ^ lows[index];
            high = (high >>> 8) ^ highs[index];
        }
        this.#low = low;
        this.#high = high;
        return this;
    }
    /** Of all bytes so far; little-endian, as it stands in files. */
    digest() {
        const digest = Buffer.alloc(8);
        digest.writeInt32LE(this.#low ^ this.#variant.mask, 0);
        digest.writeInt32LE(this.#high ^ this.#variant.mask, 4);
        return digest;
    }
}
function xor(table, a, b, c, d) {
    return table[a] ^ table[b] ^ table[c] ^ table[d];
}
function variantOf(polynomial, mask) {
    const lows = new Int32Array(8 * 256);
    const highs = new Int32Array(8 * 256);
    for (let byte = 0; byte < 256; byte++) {
        let low = byte;
        let high = 0;
        for (let bit = 0; bit < 8; bit++) {
            const odd = low & 1;
            low = (low >>> 1) | (high << 31);
            high >>>= 1;
            if (odd === 1) {
                low ^= polynomial.low;
                high ^= polynomial.high;
            }
        }
        lows[byte] = low;
        highs[byte] = high;
    }
    // What a byte is worth that has so many bytes after it.
    for (let row = 1; row < 8; row++)
        for (let byte = 0; byte < 256; byte++) {
            const low = lows[(row - 1) * 256 + byte];
            const high = highs[(row - 1) * 256 + byte];
            lows[row * 256 + byte] = ((low >>> 8) | (high << 24)) ^ lows[low & 255];
            highs[row * 256 + byte] = (high >>> 8) ^ highs[low & 255];
        }
    return { lows, highs, mask };
}
/** CRC-64/REDIS: of RDB files, and of DUMP's values. */
const crc64Redis = variantOf({ high: 0x95ac9329, low: 0xac4bc9b5 }, 0);
/** CRC-64/XZ, which Go calls ECMA: of mongodump's archives. */
const crc64Xz = variantOf({ high: 0xc96c5795, low: 0xd7870f42 }, -1);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/js/bytes/digest.js


/** The parts of most uploads have this size: so their digests are those that the whole needs anyway. */
const leafBytes = 8 << 20;
/**
 * The digest of an object: of up to 8 MiB their SHA-256; of more, the SHA-256 of the SHA-256s of every 8 MiB, the last of
 * which may be shorter. Made as the bytes pass, which may change once they were added.
 */
class Digest {
    bytes = 0;
    #remembers;
    #root = (0,external_node_crypto_.createHash)('sha256');
    #leaves = 0;
    #last = Buffer.alloc(0);
    #leaf = (0,external_node_crypto_.createHash)('sha256');
    #leafBytes = 0;
    /** What the leaf is made of, for as long as that is whole chunks. */
    #chunks;
    /** `uploaded`: the chunks stay as they are until they are sent, so their digests serve the upload as well. */
    constructor({ uploaded }) {
        this.#remembers = uploaded;
        this.#chunks = uploaded ? [] : undefined;
    }
    add(chunk) {
        this.bytes += chunk.length;
        for (let at = 0; at < chunk.length;) {
            const piece = chunk.subarray(at, at + leafBytes - this.#leafBytes);
            if (piece.length === chunk.length)
                this.#chunks?.push(chunk);
            else
                this.#chunks = undefined;
            this.#leaf.update(piece);
            this.#leafBytes += piece.length;
            at += piece.length;
            if (this.#leafBytes === leafBytes)
                this.#endLeaf();
        }
    }
    /** Lower-case hex; once. */
    hex() {
        if (this.#leafBytes > 0 || this.#leaves === 0)
            this.#endLeaf();
        return this.#leaves === 1 ? this.#last.toString('hex') : this.#root.digest('hex');
    }
    #endLeaf() {
        this.#last = this.#leaf.digest();
        this.#root.update(this.#last);
        this.#leaves += 1;
        if (this.#chunks)
            remember(this.#chunks, 0, this.#leafBytes, Promise.resolve(this.#last));
        this.#chunks = this.#remembers ? [] : undefined;
        this.#leaf = (0,external_node_crypto_.createHash)('sha256');
        this.#leafBytes = 0;
    }
}
// Several stores take the same buffers at once and cut them at the same places, and whoever made them may have digested
// them: one digest is enough for all. By the buffers themselves: bytes that are used again come in a new one.
const known = new WeakMap();
function remember(chunks, offset, bytes, sha256) {
    if (chunks[0])
        known.set(chunks[0], { chunks, offset, bytes, sha256 });
}
/** SHA-256 of `bytes` bytes of these chunks from `offset` in the first. Chunks must not change while they are in use. */
function digestOf(chunks, offset, bytes) {
    const [first] = chunks;
    if (!first)
        return compute([], 0, 0);
    const before = known.get(first);
    if (before?.offset === offset &&
        before.bytes === bytes &&
        before.chunks.length === chunks.length &&
        before.chunks.every((chunk, i) => chunk === chunks[i]))
        return before.sha256;
    const sha256 = compute(chunks, offset, bytes);
    remember(chunks, offset, bytes, sha256);
    return sha256;
}
async function compute(chunks, offset, bytes) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let start = offset;
    let left = bytes;
    let since = 0;
    for (const chunk of chunks) {
        const piece = chunk.subarray(start, start + left);
        hash.update(piece);
        start = 0;
        left -= piece.length;
        since += piece.length;
        if (since >= 1 << 20 && left > 0) {
            since = 0;
            await (0,promises_.setImmediate)();
        }
    }
    return hash.digest();
}

;// CONCATENATED MODULE: ./build/js/bytes/json.js
/** The value in these bytes: their size, then UTF-8, JSON and schema, and what is wrong first. */
function readJson(bytes, schema, { maxBytes = Number.POSITIVE_INFINITY, parse = parseText } = {}) {
    if (bytes.length > maxBytes)
        return { misread: { wrong: 'size', because: `is larger than ${maxBytes} bytes` } };
    let json;
    try {
        json = parse(bytes);
    }
    catch (cause) {
        return { misread: { wrong: 'json', because: 'is not JSON', cause } };
    }
    const parsed = schema.safeParse(json);
    if (parsed.success)
        return { value: parsed.data };
    const field = parsed.error.issues[0]?.path.join('.') ?? '';
    const what = field === '' ? 'the whole' : `the field ${field}`;
    return { misread: { wrong: 'shape', because: `${what} is missing or invalid`, field } };
}
const parseText = (bytes) => JSON.parse(utf8(bytes));
/** The text of these bytes, including a byte order mark; throws a TypeError if they are not UTF-8. */
function utf8(bytes) {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

;// CONCATENATED MODULE: ./build/js/bytes/release.js
/**
 * Gives the memory of a large buffer back at once: the next garbage collection may be a hundred megabytes away. Only for
 * a buffer that the caller made and nobody else has a view of; it is empty afterwards.
 */
function release({ buffer }) {
    // A small one may be a slice of Node's own pool.
    if (buffer.byteLength > Buffer.poolSize)
        empty(buffer);
}
/**
 * The same for a separate buffer of any size, as a stream or a cipher returns it. It is left alone if it is part of a
 * larger piece of memory, whose rest others may use.
 */
function releaseChunk({ buffer, length }) {
    if (length === buffer.byteLength)
        empty(buffer);
}
function empty(buffer) {
    if (buffer instanceof ArrayBuffer)
        buffer.transfer(0);
}

;// CONCATENATED MODULE: ./build/js/bytes/spare.js

/** Buffers of one size that are filled time and again. */
class Spare {
    #size;
    #free = [];
    /** By what was given out of it. */
    #taken = new WeakMap();
    constructor(size) {
        this.#size = size;
    }
    /** One whose bytes are anything. */
    take() {
        return this.#free?.pop() ?? Buffer.allocUnsafeSlow(this.#size);
    }
    /** Its first bytes, as a buffer that nobody has seen yet: `giveBack` knows it. */
    view(buffer, bytes) {
        const view = buffer.subarray(0, bytes);
        this.#taken.set(view, buffer);
        return view;
    }
    /** Nobody looks at this view any more, so that its buffer may be filled again; once. False: it is not ours, and is left alone. */
    giveBack(view) {
        const buffer = this.#taken.get(view);
        if (!buffer)
            return false;
        this.#taken.delete(view);
        if (this.#free)
            this.#free.push(buffer);
        else
            release(buffer);
        return true;
    }
    /** No more refills: frees the memory of all buffers, now or as they are returned. */
    close() {
        for (const buffer of this.#free ?? [])
            release(buffer);
        this.#free = undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/bytes/bytes.js
/**
 * Bytes: large buffers, digested once, then reused or freed as soon as they are no longer needed; small ones that are
 * JSON.
 */







/***/ }),

/***/ 53331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZZ: () => (/* reexport */ acquireLease),
  eW: () => (/* reexport */ acquireLeases),
  GA: () => (/* reexport */ answers),
  cF: () => (/* reexport */ basesOf),
  DQ: () => (/* reexport */ batchLength),
  Zm: () => (/* reexport */ brokenChain),
  $A: () => (/* reexport */ changedSince),
  xL: () => (/* reexport */ clockFault),
  cd: () => (/* reexport */ commit),
  NE: () => (/* reexport */ commitPrepared),
  Et: () => (/* reexport */ condemns),
  v7: () => (/* reexport */ condemnsCopy),
  Ab: () => (/* reexport */ damage),
  Af: () => (/* reexport */ damageOfCopy),
  yk: () => (/* reexport */ dependentsOf),
  GU: () => (/* reexport */ eachAtOnce),
  Gb: () => (/* reexport */ encodeManifest),
  Ym: () => (/* reexport */ encodeRecord),
  M$: () => (/* reexport */ encodeRun),
  iV: () => (/* reexport */ encodeTime),
  Ni: () => (/* reexport */ forgetExpired),
  py: () => (/* reexport */ goesNow),
  nw: () => (/* reexport */ illegibleIn),
  Y0: () => (/* reexport */ isAhead),
  eQ: () => (/* reexport */ isId),
  JD: () => (/* reexport */ isLost),
  Ng: () => (/* reexport */ isUsable),
  To: () => (/* reexport */ leftovers),
  yr: () => (/* reexport */ levels),
  Gi: () => (/* reexport */ lookBeside),
  M4: () => (/* reexport */ makeId),
  $3: () => (/* reexport */ mapAtOnce),
  YH: () => (/* reexport */ markAside),
  MH: () => (/* reexport */ maxTags),
  o6: () => (/* reexport */ mayBeMended),
  En: () => (/* reexport */ mostDatabases),
  j4: () => (/* reexport */ newestProof),
  Hd: () => (/* reexport */ objectName),
  bp: () => (/* reexport */ openCache),
  eE: () => (/* reexport */ parseManifest),
  ye: () => (/* reexport */ parseObjectName),
  vj: () => (/* reexport */ prepareCommit),
  OU: () => (/* reexport */ purge),
  s$: () => (/* reexport */ purgeAside),
  lS: () => (/* reexport */ purgeAt),
  D3: () => (/* reexport */ putAll),
  iC: () => (/* reexport */ putDatabases),
  mc: () => (/* reexport */ putProof),
  j8: () => (/* reexport */ putRecord),
  tc: () => (/* reexport */ putRecordEverywhere),
  CS: () => (/* reexport */ putUndoing),
  uM: () => (/* reexport */ readCatalog),
  Tj: () => (/* reexport */ readDatabases),
  A2: () => (/* reexport */ readDurations),
  uw: () => (/* reexport */ readHold),
  Ag: () => (/* reexport */ readObject),
  ug: () => (/* reexport */ readProofDetail),
  x0: () => (/* reexport */ readTrash),
  RW: () => (/* reexport */ readTrashReason),
  yJ: () => (/* reexport */ readUndoings),
  $8: () => (/* reexport */ rememberedManifests),
  LJ: () => (/* reexport */ removeForGood),
  o0: () => (/* reexport */ samePlace),
  Fi: () => (/* reexport */ setAside),
  vz: () => (/* reexport */ sourceOf),
  ly: () => (/* reexport */ sourceOfFolder),
  eO: () => (/* reexport */ staleRuns),
  JA: () => (/* reexport */ standing),
  bO: () => (/* reexport */ tagPattern),
  Fg: () => (/* reexport */ tagsOf),
  pK: () => (/* reexport */ timeTags),
  GO: () => (/* reexport */ trashMark),
  Jo: () => (/* reexport */ witnessExpired)
});

// UNUSED EXPORTS: clockMs, inKey, manifestMaxBytes, parseTime, withChains

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/js/catalog/object-name.js
/** Names of the objects in a store (docs/format.md), built and read in this one place. Pure. */
/** Levels of proof, weakest first. */
const levels = ['check', 'read', 'restore'];
const time = String.raw `\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z`;
/** A source's own name, and where it is one database of a server that of the database, as src/policy/value/name.ts writes it. */
const source = '[a-z0-9][a-z0-9._-]{0,62}(?:/[a-z0-9._=-]{1,100})?';
const sourcePattern = new RegExp(`^${source}$`);
const idPattern = new RegExp(`^(${source})-(${time})$`);
/** "2026-02-14T09-15-30.123456Z": a time that may stand in an object's name. `micros` fills the last three digits. */
function encodeTime(at, micros = 0) {
    const text = at.toISOString().replaceAll(':', '-');
    return `${text.slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`;
}
/** The time of a name, to the millisecond; undefined if it is not one. */
function parseTime(text) {
    const found = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3})\d{3}Z$/.exec(text);
    if (!found)
        return undefined;
    const at = new Date(`${found[1]}T${found[2]}:${found[3]}:${found[4]}Z`);
    return Number.isNaN(at.getTime()) ? undefined : at;
}
/** A backup's id. The microseconds tell two starts in one millisecond apart; order never comes from them. */
function makeId(source, at, micros) {
    return `${source}-${encodeTime(at, micros)}`;
}
/** True for a text that `makeId` could have made. */
function isId(text) {
    return idPattern.test(text);
}
/** The source of an id; undefined if it is not an id. */
function sourceOf(id) {
    return idPattern.exec(id)?.[1];
}
/**
 * A source, or an id, as it stands in a key: one segment, "orders~tenant_7" for orders/tenant_7. So what lies below orders/ is
 * of orders alone, whatever its databases are called. No name has a "~".
 */
const inKey = (name) => name.replace('/', '~');
const fromKey = (segment) => segment.replace('~', '/');
/** The source whose folder this is, on top of a store; undefined: no source has it. */
function sourceOfFolder(folder) {
    const name = fromKey(folder);
    return !folder.includes('/') && sourcePattern.test(name) ? name : undefined;
}
/** Names below the folder of a source: the one place where that begins a key. */
const below = (source, rest) => `${inKey(source)}/${rest}`;
const objectName = {
    /** Everything of the source, or of one kind of it: "manifests", or of one backup: `data/${id}`. */
    folder: (source, ...path) => [inKey(source), ...path.map(inKey), ''].join('/'),
    data: (source, id, part) => below(source, `data/${inKey(id)}/${part}`),
    key: (source, id) => below(source, `keys/${inKey(id)}.json`),
    signature: (source, id) => below(source, `manifests/${inKey(id)}.sig`),
    manifest: (source, id) => below(source, `manifests/${inKey(id)}.json`),
    /** `store`: name in the policy of the store whose copy was read. */
    proof: (source, id, at, level, store, outcome) => below(source, `proofs/${inKey(id)}/${encodeTime(at)}.${level}.${store}.${outcome}.json`),
    run: (source, at, id, outcome) => below(source, `runs/${encodeTime(at)}.${inKey(id)}.${outcome}.json`),
    hold: (source, id) => below(source, `holds/${inKey(id)}`),
    /** Presence = this tag was given to the backup, or taken from it, at this time. The name says everything. */
    tag: (source, id, { at, verb, tag }) => below(source, `tags/${inKey(id)}/${encodeTime(at)}.${verb}.${tag}`),
    /** Presence = a hold was lifted, or a deletion undone, at this time: for people, nothing is decided by it. */
    undoing: (source, id, { at, verb }) => below(source, `tags/${inKey(id)}/${encodeTime(at)}.${verb}`),
    trash: (source, id) => below(source, `trash/${inKey(id)}.json`),
    /** `part` is a part's name, or that of another object of a copy, perhaps with a number: `files.tar`, `manifest.json.2`. */
    aside: (source, id, part) => below(source, `aside/${inKey(id)}/${part}`),
    /** Until when what was set aside of a backup is kept. */
    asideMark: (source, id) => below(source, `aside/${inKey(id)}.json`),
    /** Marks that a run has found past their grace period; `expired` is no id. */
    expired: (source) => below(source, 'trash/expired.json'),
    lease: (source) => below(source, 'lease.json'),
    /**
     * Presence = the source has left the policy, and its marked objects may be purged. No source has a name that begins
     * with a dot.
     */
    retired: (source) => `.retired/${inKey(source)}.json`,
    retiredFolder: '.retired',
    /** Which databases the server of a source had when they were last listed. */
    databases: (source) => below(source, 'databases.json'),
};
const patterns = [
    [/^data\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,99})$/, ([id = '', part = '']) => ({ kind: 'data', id, part })],
    [/^keys\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'key', id })],
    [/^manifests\/([^/]+)\.sig$/, ([id = '']) => ({ kind: 'signature', id })],
    [/^manifests\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'manifest', id })],
    [/^holds\/([^/]+)$/, ([id = '']) => ({ kind: 'hold', id })],
    [
        /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(add|remove)\.([A-Za-z0-9:_.-]{1,24})$/,
        ([id = '', when = '', verb, tag = '']) => {
            const at = parseTime(when);
            return at && { kind: 'tag', id, at, verb: verb, tag };
        },
    ],
    [
        /^tags\/([^/]+)\/([^/.]+\.\d{6}Z)\.(unhold|undelete)$/,
        ([id = '', when = '', verb]) => {
            const at = parseTime(when);
            return at && { kind: 'undoing', id, at, verb: verb };
        },
    ],
    [/^trash\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'trash', id })],
    [/^aside\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,103})$/, ([id = '', part = '']) => ({ kind: 'aside', id, part })],
    [/^aside\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'aside-mark', id })],
    [
        /^proofs\/([^/]+)\/([^/.]+\.\d{6}Z)\.(check|read|restore)\.([a-z0-9][a-z0-9._-]{0,62})\.(passed|failed)\.json$/,
        ([id = '', when = '', level, store = '', outcome]) => {
            const at = parseTime(when);
            return at && { kind: 'proof', id, at, level: level, store, passed: outcome === 'passed' };
        },
    ],
    [
        /^runs\/([^/.]+\.\d{6}Z)\.([^/]+)\.(succeeded|failed)\.json$/,
        ([when = '', id = '', outcome]) => {
            const at = parseTime(when);
            return at && { kind: 'run', id, at, succeeded: outcome === 'succeeded' };
        },
    ],
    [/^lease\.json$/, () => ({ kind: 'lease' })],
];
/** The inverse of `objectName`, of a key as the store lists it. */
function parseObjectName(source, key) {
    if (!key.startsWith(objectName.folder(source)))
        return undefined;
    const rest = key.slice(source.length + 1);
    for (const [pattern, take] of patterns) {
        const found = pattern.exec(rest);
        if (!found)
            continue;
        const read = take(found.slice(1));
        if (!read || !('id' in read))
            return read;
        const name = { ...read, id: fromKey(read.id) };
        return sourceOf(name.id) === source ? name : undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/catalog/cache.js




const maxLines = 200_000;
/**
 * One file per store, a JSON array [key, etag, base64, digest of these] per line: reading 10,000 lines beats 10,000 files.
 * What does not match its digest is not known. The file stays as it is read, in one piece, and a line is parsed when it is used.
 */
async function openCache(directory, store) {
    const path = pathOf(directory, store);
    const bytes = await readBytes(path);
    const known = linesOf(bytes);
    const used = new Set();
    const own = new Map();
    let changed = false;
    const knownLine = (name) => {
        const at = known.get(name);
        return at && bytes.toString('utf8', at.from, at.to);
    };
    return {
        get(key, etag, of) {
            const name = nameOf(key, etag);
            const line = own.get(name) ?? (of === 'this-run' ? undefined : knownLine(name));
            const value = line && readLine(line, name);
            if (value === undefined)
                return undefined;
            used.add(name);
            return Buffer.from(value, 'base64');
        },
        set(key, etag, bytes) {
            const name = nameOf(key, etag);
            const value = Buffer.from(bytes).toString('base64');
            const line = JSON.stringify([key, etag, value, digestOf(name, value)]);
            changed ||= knownLine(name) !== line;
            own.set(name, line);
            used.add(name);
        },
        async save(source) {
            if (!changed)
                return;
            changed = false;
            const folder = source === undefined ? undefined : objectName.folder(source);
            for (const name of folder === undefined ? [] : known.keys())
                if (folder !== undefined && name.startsWith(folder) && !used.has(name))
                    known.delete(name);
            const all = new Set([...known.keys(), ...used]);
            const lines = [...(all.size > maxLines ? used : all)].flatMap((name) => {
                const line = own.get(name);
                const at = known.get(name);
                if (line !== undefined)
                    return [Buffer.from(`${line}\n`)];
                return at ? [bytes.subarray(at.from, at.to), newline] : [];
            });
            await replace(path, lines);
        },
    };
}
const newline = Buffer.from('\n');
const nameOf = (key, etag) => `${key}\n${etag}`;
/** How many manifests of a store are known from before: evidence, where the store itself has nothing to show. */
async function rememberedManifests(directory, store) {
    const names = linesOf(await readBytes(pathOf(directory, store))).keys();
    const keys = new Set([...names].map((name) => name.split('\n')[0]));
    return [...keys].filter((key) => /^[^/]+\/manifests\/[^/]+\.json$/.test(key ?? '')).length;
}
function pathOf(directory, store) {
    return (0,external_node_path_.join)(directory, `${(0,external_node_crypto_.createHash)('sha256').update(store.where).digest('hex').slice(0, 32)}.jsonl`);
}
function digestOf(name, value) {
    return (0,external_node_crypto_.createHash)('sha256').update(name).update('\n').update(value).digest('base64').slice(0, 22);
}
/** Where each line is, by "key\netag"; of two of one name the last. One cut off by a killed run is told by its digest. */
function linesOf(bytes) {
    const known = new Map();
    for (let from = 0; from < bytes.length;) {
        const end = bytes.indexOf(10, from);
        const to = end === -1 ? bytes.length : end;
        const name = lineName(bytes, from, to);
        if (name !== undefined)
            known.set(name, { from, to });
        from = to + 1;
    }
    return known;
}
/** The first two of a line's four texts, which have nothing that JSON would write otherwise. */
function lineName(bytes, from, to) {
    const found = /^\["([^"\\]+)","([^"\\]*)"/.exec(bytes.toString('utf8', from, Math.min(to, from + longestName)));
    if (found)
        return nameOf(found[1] ?? '', found[2] ?? '');
    const line = parseLine(bytes.toString('utf8', from, to));
    return line && nameOf(line[0], line[1]);
}
const longestName = 1200;
/** Several sources may save at once: each writes a file of its own, and the last to rename stays. */
async function replace(path, pieces) {
    const temporary = `${path}.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        await (0,promises_.writeFile)(temporary, Buffer.concat(pieces));
        await (0,promises_.rename)(temporary, path);
    }
    catch {
        // A full or read-only disk, or another user's home, must not stop a restore: without a cache the store is read again.
        await (0,promises_.rm)(temporary, { force: true }).catch(() => { });
    }
}
async function readBytes(path) {
    try {
        return await (0,promises_.readFile)(path);
    }
    catch {
        return Buffer.alloc(0); // no cache, or none that can be read: the store has everything
    }
}
/** The value of a line; undefined where it is not of this name, or does not match its digest. */
function readLine(text, name) {
    const [key = '', etag = '', value = '', digest] = parseLine(text) ?? [];
    return nameOf(key, etag) === name && digest === digestOf(name, value) ? value : undefined;
}
function parseLine(text) {
    try {
        const value = JSON.parse(text);
        if (!Array.isArray(value) || value.length !== 4 || !value.every((v) => typeof v === 'string'))
            return undefined;
        return value;
    }
    catch {
        return undefined; // a line cut off by a killed run
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/entry.js

/** The tags that count: those that it was made with, but for what was given and taken since. */
function tagsOf({ manifest, retagged }) {
    return retagged?.tags ?? manifest.tags;
}
/** Manifests that cannot be parsed, of backups of which no store has another: they are in no list and in no decision. */
function illegibleIn({ entries, damaged, }) {
    const known = new Set(entries.map(({ id }) => id));
    return damaged.filter(({ id }) => !known.has(id));
}
/** The one answer to "which backups count". Pure. */
function standing(entry, now) {
    if (entry.foreign !== undefined)
        return 'foreign';
    if (entry.trashed)
        return 'deleted';
    if (entry.startedAt > now)
        return 'future';
    if (entry.copies.every((store) => entry.marked.includes(store)))
        return 'leaving';
    return entry.broken?.standing ?? (damage(entry) ? 'damaged' : 'good');
}
/** What is wrong with what it builds on, where that is why it does not count. */
function brokenChain(entry, now) {
    return entry.broken && standing(entry, now) === entry.broken.standing ? entry.broken : undefined;
}
/** Can be restored, or at least be tried and proven: good, or damaged as far as is known. */
function isUsable(entry, now) {
    const is = standing(entry, now);
    return is === 'good' || is === 'damaged';
}
/**
 * A failed proof that speaks against the backup itself, whichever copy is read: not against this copy alone, the environment
 * or the source.
 */
function condemns({ outcome, findings }) {
    if (outcome === 'passed')
        return false;
    const failures = findings.filter((finding) => finding.level === 'failure');
    return failures.length === 0 || failures.some((finding) => finding.blame === 'data');
}
/** A failed proof that speaks against the bytes of the copy that it read. */
function condemnsCopy({ outcome, findings }) {
    return outcome === 'failed' && findings.some(({ level, blame }) => level === 'failure' && blame === 'copy');
}
/**
 * The copy in one store as its own proofs show it; undefined = not as damaged. The newest answer decides, whatever its level:
 * each compares every byte with the manifest, also one that then finds the backup itself wanting.
 */
function damageOfCopy(store, proofs) {
    const answered = proofs.filter((proof) => proof.store === store && (proof.outcome === 'passed' || condemns(proof) || condemnsCopy(proof)));
    const last = newestProof(answered);
    const broken = answered.find((proof) => condemnsCopy(proof) && proof.startedAt.getTime() === last?.startedAt.getTime());
    const why = broken?.findings.find(({ level, blame }) => level === 'failure' && blame === 'copy');
    if (!broken)
        return undefined;
    const objects = objectsOf(broken);
    const because = why?.message ?? `its ${broken.level} failed`;
    return { store, because, proof: broken, ...(objects ? { objects } : {}) };
}
/** A check goes on to the end of a copy; whatever else fails stops at the first object. */
function objectsOf({ level, findings }) {
    const against = findings.filter((finding) => finding.level === 'failure' && finding.blame === 'copy');
    const named = against.flatMap(({ object }) => (object === undefined ? [] : [object]));
    return level === 'check' && named.length === against.length ? named : undefined;
}
/** No copy is whole, according to every store: the remains do not make a backup unless they are put together. */
function isLost({ copies, damaged = [], unread = [] }) {
    return unread.length === 0 && copies.length > 0 && copies.every((name) => damaged.some(({ store }) => store === name));
}
/** No copy is whole, but no part is known to be wrong in all of them: put together they may make whole ones. */
function mayBeMended({ manifest, copies, damaged = [], }) {
    const small = new Set(['keys.json', 'manifest.json']);
    const broken = copies.map((name) => damaged.find(({ store }) => store === name));
    // A part is only taken from a copy with the very key object and manifest.
    const donors = broken.flatMap((copy) => (copy && !copy.objects?.some((name) => small.has(name)) ? [copy] : []));
    if (broken.includes(undefined) || donors.length < 2)
        return false;
    return manifest.parts.every(({ name }) => donors.some(({ objects }) => !objects?.includes(name)));
}
/** The newest proof that shows the backup as damaged: it passed none as strong since, or no copy is whole. */
function damage({ proofs, copies, damaged = [], }) {
    if (damaged.length === 0 && !proofs.some(condemns))
        return undefined;
    const open = proofs.filter((proof) => condemns(proof) && !proofs.some((other) => answers(other, proof)));
    const lost = copies.map((store) => {
        const copy = damaged.find((one) => one.store === store);
        return copy?.proof && (strongest(store, proofs) ?? copy.proof);
    });
    const none = lost.length > 0 && lost.every((proof) => proof !== undefined);
    return newestProof([...open, ...(none ? lost : [])]);
}
/** Of the failures of a copy since it last passed the one that asks the most of what is to answer it. */
function strongest(store, proofs) {
    const own = proofs.filter((proof) => proof.store === store);
    const passed = newestProof(own.filter(({ outcome }) => outcome === 'passed'));
    const open = own.filter((proof) => condemnsCopy(proof) && !(passed && proof.startedAt < passed.startedAt));
    const level = levels.findLast((one) => open.some((proof) => proof.level === one));
    return newestProof(open.filter((proof) => proof.level === level));
}
/** True where the first passed later than the second failed, and says at least as much: each level says all that those before it say. */
function answers(passed, failed) {
    const reaches = levels.indexOf(passed.level) >= levels.indexOf(failed.level);
    return passed.outcome === 'passed' && passed.startedAt > failed.startedAt && reaches;
}
/** By its start; undefined = there is none. */
function newestProof(proofs) {
    return proofs.reduce((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined);
}

;// CONCATENATED MODULE: ./build/js/catalog/chain.js

/** A restore reads every backup of a chain: a longer one is not restored, so it does not count. */
const maxChain = 1000;
/**
 * The same entries, each increment with what is wrong with the backups that it builds on. Looks at each once, oldest first:
 * manifests may claim whatever they like, loops and endless chains as well. `unread`: a store could not be read, and may have
 * what is missing. Pure.
 */
function withChains(entries, unread) {
    if (entries.every(({ manifest }) => manifest.base === undefined))
        return entries;
    const there = new Set(entries.map(({ id }) => id));
    const links = new Map();
    for (const plain of entries.toSorted((a, b) => a.startedAt.getTime() - b.startedAt.getTime())) {
        const { base } = plain.manifest;
        if (base === undefined) {
            links.set(plain.id, { entry: plain, length: 1 });
            continue;
        }
        const before = links.get(base);
        const length = (before?.length ?? 0) + 1;
        const broken = before ? faultOf(before.entry, plain, length) : absent(base, there.has(base), unread);
        links.set(plain.id, { entry: broken ? { ...plain, broken } : plain, length });
    }
    return entries.map((entry) => links.get(entry.id)?.entry ?? entry);
}
/** What a backup builds on, as far as it is there, the oldest first. Pure. */
function basesOf({ id, manifest }, entries) {
    if (manifest.base === undefined)
        return [];
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    const seen = new Set([id]);
    const bases = [];
    for (let next = byId.get(manifest.base); next && !seen.has(next.id); next = byId.get(next.manifest.base ?? '')) {
        seen.add(next.id);
        bases.push(next);
    }
    return bases.reverse();
}
/** What builds on a backup, directly or through others. Pure. */
function dependentsOf(id, entries) {
    const byBase = Map.groupBy(entries, ({ manifest }) => manifest.base);
    const found = new Map();
    const open = [id];
    for (const base of open)
        for (const entry of byBase.get(base) ?? []) {
            if (found.has(entry.id) || entry.id === id)
                continue;
            found.set(entry.id, entry);
            open.push(entry.id);
        }
    return [...found.values()];
}
function absent(base, there, unread) {
    const orphaned = { standing: 'orphaned', because: `it builds on ${base}` };
    if (there)
        return {
            ...orphaned,
            because: `${orphaned.because}, which is not older than it`,
            hint: 'No version makes such a backup: find out who wrote its manifest.',
        };
    if (unread)
        return {
            ...orphaned,
            because: `${orphaned.because}, which no store that could be read has`,
            hint: 'Make every store reachable, then run the command again.',
        };
    return { ...orphaned, because: `${orphaned.because}, which is deleted or missing`, hint: takeAnother };
}
const takeAnother = 'Take a new backup now; nothing brings that one back.';
/** What is wrong with the base, or with what that builds on; undefined: nothing. */
function faultOf(base, { manifest }, length) {
    if (base.broken)
        return base.broken;
    const on = `it builds on ${base.id}, which`;
    const orphaned = (because, hint) => ({ standing: 'orphaned', because: `${on} ${because}`, hint });
    if (base.manifest.engine !== manifest.engine)
        return orphaned(`is of ${base.manifest.engine}`, 'No version makes such a backup: find out who wrote its manifest.');
    // Its own time, so that no clock matters: what builds on a backup of the future is one itself.
    switch (standing(base, base.startedAt)) {
        case 'foreign':
            return orphaned(`does not count: ${base.foreign}`, `Run \`backproof show ${base.id}\`.`);
        case 'deleted':
        case 'leaving':
            return orphaned('is deleted', `\`backproof undelete ${base.id}\` brings it back.`);
        case 'damaged': {
            if (isLost(base) && !mayBeMended(base))
                return orphaned('has no intact copy left', takeAnother);
            const because = `${on} is damaged: its ${damage(base)?.level} failed`;
            return {
                standing: 'damaged',
                because,
                hint: `Run \`backproof verify --id ${base.id}\`, and take a new backup now.`,
            };
        }
        default:
            if (length > maxChain)
                return orphaned(`ends a chain of ${maxChain} backups, the most that a restore reads`, takeAnother);
            return undefined;
    }
}

// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time_time = __webpack_require__(54368);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(64377);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(20248);
;// CONCATENATED MODULE: ./build/js/catalog/each.js
const usual = 16;
/**
 * Sixteen at a time: enough to hide a store's latency, few enough for one connection pool. After the first failure none
 * begins, and it is thrown once those under way have ended: nothing goes on behind it.
 */
async function eachAtOnce(values, body, most = usual) {
    let next = 0;
    const failures = [];
    const worker = async () => {
        while (failures.length === 0 && next < values.length) {
            const at = next++;
            try {
                await body(values[at], at);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(most, values.length) }, worker));
    if (failures.length > 0)
        throw failures[0];
}
/** The same; what comes of each, in the order of the values. */
async function mapAtOnce(values, body, most = usual) {
    const results = new Array(values.length);
    await eachAtOnce(values, async (value, at) => {
        results[at] = await body(value);
    }, most);
    return results;
}

;// CONCATENATED MODULE: ./build/js/catalog/manifest.js






const triggers = ['schedule', 'manual', 'gate'];
/** A manifest larger than this is not one of ours. */
const manifestMaxBytes = 256 * 1024;
const digest = schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/);
const size = schemas/* number */.aig().int().nonnegative();
const manifest_time = iso/* datetime */.w$();
const words = schemas/* record */.g1P(schemas/* string */.YjP().max(100), schemas/* string */.YjP().max(1000));
const partName = schemas/* string */.YjP().regex(/^[a-z0-9][a-z0-9._-]{0,99}$/);
const tagPattern = /^[A-Za-z0-9:_.-]{1,24}$/;
const maxTags = 100;
const part = schemas/* object */.Ikc({
    name: partName,
    /** Of the sealed object. */
    bytes: size,
    sha256: digest,
    /** Of what the dumping program wrote, before compression and sealing. */
    plainBytes: size,
    compression: schemas/* enum */.k5n(['zstd', 'none']),
})
    .readonly();
/** One of several servers of a cluster: its name where the policy file says it itself, else "host 2 of 3". */
const host = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1).max(300),
    role: schemas/* enum */.k5n(['primary', 'replica']),
    /** Of a replica: it lagged at most so much when it was chosen. */
    lagSeconds: schemas/* number */.aig().nonnegative().optional(),
})
    .readonly();
/** Opaque but to the engine: an LSN and its timeline, a binlog file and its offset, with which server's. */
const position = schemas/* object */.Ikc({ at: schemas/* string */.YjP().min(1).max(1000), history: schemas/* string */.YjP().min(1).max(1000) }).readonly();
const schema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz('backproof/v1'),
    id: schemas/* string */.YjP().max(200).refine(isId, 'is not an id'),
    source: schemas/* string */.YjP(),
    engine: schemas/* enum */.k5n(policy/* engineNames */.Ry),
    /** `increment`: what has changed since `base`, and of no use without it. */
    kind: schemas/* enum */.k5n(['full', 'increment']),
    trigger: schemas/* enum */.k5n(triggers),
    tags: schemas/* array */.YOg(schemas/* string */.YjP().regex(tagPattern)).max(maxTags).readonly(),
    /** Kept until it is deleted by id. */
    retain: schemas/* boolean */.zMY(),
    /** ISO 8601, UTC. Order and retention use startedAt, never names or modification times. */
    startedAt: manifest_time,
    finishedAt: manifest_time,
    parts: schemas/* array */.YOg(part).min(1).max(1000).readonly(),
    /** { backproof: "0.1.0", server: "17.5", pg_dump: "17.5" } */
    versions: words,
    /** Where it was made: repository, run, commit, actor, host. */
    origin: words,
    /** Id of the backup that an increment builds on. */
    base: schemas/* string */.YjP().refine(isId).optional(),
    /** What was promised of a dump while others write. */
    consistency: schemas/* enum */.k5n(['snapshot', 'per-object', 'none']),
    /** Where its moment lies in the source's log; absent where there is none. */
    position: position.optional(),
    /** Which of several servers was dumped; absent where there was nothing to choose. */
    host: host.optional(),
})
    .refine(({ kind, base }) => (kind === 'increment') === (base !== undefined), { path: ['base'] })
    .readonly();
/** Its bytes, as they are stored and signed. Throws for what `parseManifest` would refuse. */
function encodeManifest(manifest) {
    return sealText(`${JSON.stringify(schema.parse(manifest), null, 2)}\n`);
}
/** The text of an object with its own digest as the last field: so bytes that rot are not taken for another manifest. */
function sealText(text) {
    const before = text.replace(/\n}\n$/, ',\n');
    return new TextEncoder().encode(`${before}  "sha256": "${sha256(before)}"\n}\n`);
}
const sha256 = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
/** Why the text does not match its own digest; undefined = it does. */
function rotten(text) {
    const found = /^([\s\S]*\n) {2}"sha256": "([0-9a-f]{64})"\n}\n$/.exec(text);
    if (!found)
        return 'does not end with its own SHA-256';
    const [, before = '', said] = found;
    return sha256(before) === said ? undefined : 'does not match its own SHA-256';
}
/** Throws `manifest-damaged` naming `where` unless the bytes are a manifest of this id. Unknown fields are ignored. */
function parseManifest(bytes, id, where) {
    const damaged = (why, cause) => new js_problem/* Problem */.AF('manifest-damaged', `the manifest ${where} ${why}`, {
        hint: 'Restore this backup from another store, or look at the object with the store’s own tools.',
        cause,
    });
    const read = (0,bytes_bytes/* readJson */.Vh)(bytes, schema, { maxBytes: manifestMaxBytes });
    if ('misread' in read) {
        const { wrong, because, field = '', cause } = read.misread;
        if (wrong !== 'shape')
            throw damaged(because, cause);
        const newer = ['format', 'engine', 'kind'].includes(field) ? '; a newer version may have made it' : '';
        throw damaged(`is not in a format that this version can read${newer}: ${because}`);
    }
    const manifest = read.value;
    if (manifest.base === manifest.id)
        throw damaged('says that it depends on itself');
    if (manifest.base !== undefined && sourceOf(manifest.base) !== manifest.source)
        throw damaged(`says that it depends on ${manifest.base}, which belongs to another source`);
    if (manifest.id !== id || manifest.source !== sourceOf(id))
        throw damaged(`says that it belongs to ${manifest.id}`);
    // Order, age and retention go by the time; the id is also the object's name, which no cache and no answer can alter.
    if (parseTime(id.slice(manifest.source.length + 1))?.getTime() !== Date.parse(manifest.startedAt))
        throw damaged(`says that it started at ${manifest.startedAt}, which is not the time in its id`);
    // So no chain of bases is a loop.
    const baseAt = manifest.base === undefined ? undefined : parseTime(manifest.base.slice(manifest.source.length + 1));
    if (baseAt && baseAt.getTime() >= Date.parse(manifest.startedAt))
        throw damaged(`says that it depends on ${manifest.base}, which is not older`);
    if (new Set(manifest.parts.map((p) => p.name)).size !== manifest.parts.length)
        throw damaged('names a part twice');
    // Last: what can be told from its fields says more.
    const rot = rotten((0,bytes_bytes/* utf8 */.As)(bytes));
    if (rot !== undefined)
        throw damaged(rot);
    return manifest;
}

;// CONCATENATED MODULE: ./build/js/catalog/record.js




/** A small object, whole. Throws `object-missing`, and `object-damaged` for one larger than `maxBytes`. */
async function readObject(store, key, signal, maxBytes = manifestMaxBytes) {
    if (store.read) {
        const there = await store.read(key, maxBytes, signal);
        if (there)
            return there.bytes;
        throw new js_problem/* Problem */.AF('object-missing', `get ${key}: there is no such object in ${store.where}`, {
            hint: 'Run it again: another run may have removed it meanwhile. `backproof list` shows what is there.',
        });
    }
    const chunks = [];
    let bytes = 0;
    for await (const chunk of await store.get(key, { signal })) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new js_problem/* Problem */.AF('object-damaged', `${key} in ${store.where} is larger than ${maxBytes} bytes`, {
                hint: 'Backproof never writes one that large: find out who wrote it, then remove it.',
            });
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** A small object with what is known of these very bytes; undefined = there is none. */
async function readStored(store, key, signal, maxBytes = manifestMaxBytes) {
    if (store.read)
        return store.read(key, maxBytes, signal);
    const stored = await store.head(key, signal);
    return stored && { stored, bytes: await readObject(store, key, signal, maxBytes) };
}
/** The bytes of a small object that is JSON. */
function encodeRecord(value) {
    return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
/** What these bytes say; undefined where they are not of this form: anybody may have written them. */
function parseRecord(schema, bytes) {
    const read = (0,bytes_bytes/* readJson */.Vh)(bytes, schema);
    return 'value' in read ? read.value : undefined;
}
/** Writes one JSON object under the same key to every place; gives the places that refused it, and why. */
async function putRecord(places, key, value, signal) {
    const bytes = encodeRecord(value);
    // Marks of deletion are what makes room again; a store that is nearly full must take them.
    const options = { signal, fromReserve: 'half' };
    const outcomes = await Promise.allSettled(places.map(({ store }) => store.put(key, bytes, options)));
    return outcomes.flatMap((outcome, i) => {
        const place = places[i];
        return outcome.status === 'rejected' && place ? [{ place, problem: outcome.reason }] : [];
    });
}
/** The same, but tries all of them and then throws the first failure: whatever can be written is written. */
async function putRecordEverywhere(places, key, value, signal) {
    for (const { problem } of await putRecord(places, key, value, signal))
        throw problem;
}
/** So many at once: enough for one sync of a folder to be one of many, few enough that a look before them is of a moment ago. */
const batchLength = 128;
/** Small objects of one store, each durable once this resolves; the first failure is thrown. */
async function putAll(store, objects, signal) {
    // Marks of deletion are what makes room again; a store that is nearly full must take them.
    const options = { signal, fromReserve: 'half' };
    const encoded = objects.map(({ key, value }) => ({ key, bytes: encodeRecord(value) }));
    if (store.putAll)
        return store.putAll(encoded, options);
    await eachAtOnce(encoded, async ({ key, bytes }) => void (await store.put(key, bytes, options)));
}
/** The JSON of a run record. */
function encodeRun(run, origin) {
    const { id, source, command, trigger, startedAt, finishedAt, outcome, because, problem } = run;
    return { version: 1, id, source, command, trigger, startedAt, finishedAt, outcome, because, problem, origin };
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/trash.js






const distantFuture = new Date(8.64e15);
const trash_schema = schemas/* object */.Ikc({
    trashedAt: iso/* datetime */.w$(),
    purgeAfter: iso/* datetime */.w$(),
    scope: schemas/* enum */.k5n(['backup', 'copy']).optional(),
});
/**
 * An unreadable marker still means "deleted", but it never causes a purge. `writtenAt` is the store's own time: with a
 * slow clock or a forged time, a mark would be past its grace period at once.
 */
function parseTrash(bytes, writtenAt) {
    const mark = parseRecord(trash_schema, bytes);
    if (!mark)
        return { at: distantFuture, purgeAfter: distantFuture, scope: 'backup' };
    const said = new Date(mark.trashedAt);
    const at = writtenAt && writtenAt.getTime() - said.getTime() > clockMs ? writtenAt : said;
    return { at, purgeAfter: new Date(mark.purgeAfter), scope: mark.scope ?? 'backup' };
}
/** Clocks that differ by less agree. */
const clockMs = 3_600_000;
/**
 * When what was marked so may be removed: after the longer of the grace period that it was marked with and the one of the
 * policy that removes it, which is a day at least where the backup itself goes.
 */
function purgeAt({ at, purgeAfter, scope }, grace) {
    const floorMs = scope === 'copy' ? 0 : policy/* leastGraceMs */.UA;
    const least = at.getTime() + Math.max((0,time_time/* durationMs */.pc)(grace), floorMs);
    return new Date(Math.min(Math.max(purgeAfter.getTime(), least), distantFuture.getTime()));
}
/** The JSON of a marker; with the scope `copy`, of one store's copy alone; `by` is the person, where one marks. */
function trashMark(at, grace, because, more = {}) {
    const purgeAfter = new Date(at.getTime() + (0,time_time/* durationMs */.pc)(grace));
    return { trashedAt: at, purgeAfter, because, ...more };
}
/**
 * Whether the marked backup, or copy, is to be removed now. Checked again right before the removal: marks need no
 * lease, and it may have been brought back, deleted again, or held.
 */
async function goesNow(store, source, id, { scope, grace, now }, signal) {
    const mark = await readTrash(store, source, id, signal);
    if (mark?.scope !== scope || purgeAt(mark, grace) > now)
        return false;
    return !(await store.head(objectName.hold(source, id), signal));
}
/** The marker as the store has it now, past every cache; undefined = there is none. */
async function readTrash(store, source, id, signal) {
    const key = objectName.trash(source, id);
    try {
        const there = await readStored(store, key, signal);
        return there && parseTrash(there.bytes, there.stored.writtenAt);
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'object-missing'))
            return undefined;
        if ((0,js_problem/* isProblem */.AN)(error, 'object-damaged'))
            return parseTrash(new Uint8Array());
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/clock.js



/**
 * Why the time here is not to be relied on: it is more than an hour from a store's own, or what others have written is more
 * than an hour ahead of it. undefined: nothing speaks against it. Pure.
 */
function clockFault(evidence, entries, { now, timezone }) {
    const text = (at) => (0,time_time/* zonedText */.IQ)(at, timezone);
    for (const { store, oursAt, theirsAt, previousAt } of evidence) {
        const offMs = theirsAt ? oursAt.getTime() - theirsAt.getTime() : 0;
        if (theirsAt && Math.abs(offMs) > clockMs)
            return `the clock here says ${text(oursAt)}, but the clock of ${store} says ${text(theirsAt)}`;
        if (previousAt && isAhead(previousAt, now))
            return `a run wrote to ${store} at ${text(previousAt)} by its clock, but here it is ${text(now)}`;
    }
    const ahead = entries.find((entry) => standing(entry, now) === 'future' && isAhead(entry.startedAt, now));
    return ahead && `${ahead.id} is dated in the future: here it is ${text(now)}`;
}
/** Later than a clock that is right could have said. */
const isAhead = (at, now) => at.getTime() - now.getTime() > clockMs;

;// CONCATENATED MODULE: ./build/js/catalog/commit.js




/**
 * Commits a backup to one store whose data objects are complete: keys and signature, then the manifest. If killed
 * before the manifest, the backup is invisible. Returns the manifest as stored, unless it was there already. Throws
 * `store-exists` if another backup has this id.
 */
async function commit(store, commitment, signal) {
    return commitPrepared(store, commitment, await prepareCommit(store, commitment, signal), signal);
}
/** Puts what the manifest needs to be of use, and looks whether there is one: all at once, as none of it counts. */
async function prepareCommit(store, { manifest, keys, signature }, signal) {
    const { source, id } = manifest;
    const puts = [
        store.put(objectName.key(source, id), keys, { signal }),
        ...(signature ? [store.put(objectName.signature(source, id), signature, { signal })] : []),
    ];
    const [there] = await Promise.all([store.head(objectName.manifest(source, id), signal), ...puts]);
    return { isNew: there === undefined };
}
/** The last step: from here on the backup counts. */
async function commitPrepared(store, { manifest, bytes = encodeManifest(manifest) }, { isNew }, signal) {
    const name = objectName.manifest(manifest.source, manifest.id);
    try {
        return await store.put(name, bytes, { ifAbsent: true, looked: isNew, signal });
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'store-exists'))
            throw error;
        const known = await readObject(store, name, signal);
        if (!Buffer.from(known).equals(Buffer.from(bytes)))
            throw error;
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/databases.js




/** Each is a source: anybody who writes to the store could name so many that no command ever ends. */
const mostDatabases = 20_000;
// So many of the longest names that a server gives, with white space.
const maxBytes = 8 * 1024 * 1024;
const databases_schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    at: iso/* datetime */.w$(),
    patterns: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).max(1000),
    databases: schemas/* array */.YOg(schemas/* string */.YjP().min(1)).max(mostDatabases),
});
/** undefined: none was written. Throws what the store throws, and `object-damaged` for one that cannot be parsed. */
async function readDatabases({ store }, source, signal) {
    const key = objectName.databases(source);
    const there = await readStored(store, key, signal, maxBytes);
    if (there === undefined)
        return undefined;
    const list = parseRecord(databases_schema, there.bytes);
    if (list)
        return { ...list, at: new Date(list.at) };
    throw new js_problem/* Problem */.AF('object-damaged', `${key} in ${store.where} cannot be parsed`, {
        hint: `Run \`backproof run --source ${source}\` where the server can be reached: it makes the list anew.`,
    });
}
/** Replaces it in every place; gives the places that refused it, and why. */
async function putDatabases(places, source, { at, patterns, databases }, signal) {
    return putRecord(places, objectName.databases(source), { version: 1, at, patterns, databases }, signal);
}

;// CONCATENATED MODULE: ./build/js/catalog/lease/object.js



const object_schema = schemas/* object */.Ikc({
    holder: schemas/* string */.YjP().max(500),
    acquiredAt: iso/* datetime */.w$(),
    /** Absent: by an earlier version, which renewed it more rarely. */
    renewedAt: iso/* datetime */.w$().optional(),
    expiresAt: iso/* datetime */.w$(),
});
/** In one call where the store has one for it; undefined: there is no such object. */
async function lookAtLease(store, key, signal) {
    try {
        const there = await readStored(store, key, signal);
        return there && { stored: there.stored, lease: parseRecord(object_schema, there.bytes) };
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'object-damaged', 'object-archived'))
            throw error;
        const stored = await store.head(key, signal);
        return stored && { stored, lease: undefined };
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/lease/end.js


/**
 * Releases a lease by a conditional write, not by a removal: a removal could take away a successor's lease. It does so
 * even while space is short, because an unreleased lease keeps the next run away. If the store fails, or was given up,
 * it tries once more anyway. Never throws an error of the store: a lease that is not released expires. `looked`:
 * whether the lease was seen to be ours a moment ago.
 */
async function giveBack(own, etag, looked = false) {
    const { store, key, free } = own;
    try {
        await store.put(key, free(), { ifMatch: etag, looked, signal: AbortSignal.timeout(30_000), fromReserve: true });
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error))
            throw error;
        // Changed by a renewal of ours, perhaps, whose answer was lost.
        if ((0,js_problem/* isProblem */.AN)(error, 'store-unavailable', 'store-changed', 'cancelled'))
            await giveBackLate(own);
    }
}
const lateMs = 3_000;
const cancelledMs = 1_000;
/** One try within a few seconds, whatever this run makes of the store, of what is there and ours: what hangs is left behind. */
async function giveBackLate({ store, key, holder, signal, free }) {
    const limitMs = signal.aborted ? cancelledMs : lateMs;
    const last = store.parting ?? store;
    const late = AbortSignal.timeout(limitMs);
    const tried = async () => {
        const there = await lookAtLease(last, key, late);
        if (there?.lease?.holder !== holder)
            return;
        await last.put(key, free(), { ifMatch: there.stored.etag, signal: late, fromReserve: true });
    };
    const trying = tried().catch((error) => {
        if (!(0,js_problem/* isProblem */.AN)(error))
            throw error;
    });
    let timer;
    const over = new Promise((resolve) => {
        timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([trying, over]);
    clearTimeout(timer);
    trying.catch(() => { }); // left behind: whatever it ends with, nobody waits for it any more
}

;// CONCATENATED MODULE: ./build/js/catalog/lease/lease.js





const renewMs = 60_000;
/** So long a look at the lease holds: about as long as it takes to write it after that, over a slow line. */
const lookMs = 2_000;
/**
 * Takes the lease by a conditional write. Throws `lease-held` while another run has it, `lease-abandoned` if that run
 * stopped renewing it but it has not expired yet, `run-failed` if a run has had it for more than a day, `store-failed`
 * for a lease dated by a wrong clock. On a store that ignores conditions, the read-back afterwards still shows which of
 * two runs won.
 */
async function acquireLease(store, source, options) {
    const { holder, now, signal, timezone = 'UTC', ttlMs = 15 * 60_000, fromReserve = false } = options;
    const at = (time) => (0,time_time/* zonedText */.IQ)(new Date(time), timezone);
    const key = objectName.lease(source);
    const acquiredAt = now();
    const body = (expiresAt) => {
        const text = JSON.stringify({ holder, acquiredAt, renewedAt: now(), expiresAt }, null, 2);
        return new TextEncoder().encode(`${text}\n`);
    };
    const expiry = () => new Date(now().getTime() + ttlMs);
    const found = await lookAtLease(store, key, signal);
    const [there, known] = [found?.stored, found?.lease];
    // Released, even if the clock of the machine that released it is ahead of ours.
    const free = !known || Date.parse(known.expiresAt) === Date.parse(known.acquiredAt);
    const leftMs = free ? 0 : Date.parse(known.expiresAt) - now().getTime();
    if (known && leftMs > longestMs)
        throw heldByClock(store, key, known, at);
    if (known && leftMs > 0 && now().getTime() - Date.parse(known.acquiredAt) > longestMs)
        throw stuck(store, source, known, at);
    if (there && known && leftMs > 0) {
        const silentSince = await silence(store, there, known, now, signal);
        if (silentSince)
            throw abandoned(store, source, known, at(silentSince), at(known.expiresAt));
        throw held(store, source, known.holder, at(known.expiresAt), hasAllItWants(known));
    }
    const condition = there ? { ifMatch: there.etag } : { ifAbsent: true };
    const own = { store, key, holder, signal, free: () => body(acquiredAt) };
    let mine;
    let until = expiry();
    try {
        mine = await store.put(key, body(until), { ...condition, looked: true, signal, fromReserve });
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'store-exists', 'store-changed'))
            throw held(store, source, 'another run', undefined);
        // It may have been written, and the answer lost.
        if ((0,js_problem/* isProblem */.AN)(error, 'store-unavailable', 'cancelled'))
            await giveBackLate(own);
        throw error;
    }
    const oursAt = now();
    let seen;
    try {
        seen = await lookAtLease(store, key, signal);
    }
    catch (error) {
        await giveBack(own, mine.etag);
        throw error;
    }
    const winner = seen?.lease;
    if (winner?.holder !== holder)
        throw held(store, source, winner?.holder ?? 'another run', winner && at(winner.expiresAt));
    const theirsAt = mine.writtenAt ?? seen?.stored.writtenAt;
    const lost = new AbortController();
    let renewing = Promise.resolve();
    /** A renewal that was asked for and has not begun. */
    let next;
    let failure;
    let seenOurs;
    const hasLooked = () => {
        const ageMs = seenOurs ? now().getTime() - seenOurs.at.getTime() : -1;
        return seenOurs?.etag === mine.etag && ageMs >= 0 && ageMs <= lookMs;
    };
    const renew = async () => {
        if (lost.signal.aborted)
            return;
        try {
            const next = expiry();
            mine = await store.put(key, body(next), { ifMatch: mine.etag, looked: hasLooked(), signal, fromReserve: true });
            until = next;
            failure = undefined;
        }
        catch (error) {
            failure = error;
            // A store that does not answer takes nothing away: as long as the object is ours, so is the lease, however old.
            if ((0,js_problem/* isProblem */.AN)(error, 'store-changed', 'object-missing'))
                lost.abort(new js_problem/* Problem */.AF('run-failed', `the lease on ${source} in ${store.where} was lost`, {
                    hint: 'Another run took it: wait for that run to end, then run this again.',
                    cause: error,
                }));
        }
    };
    const timer = setInterval(() => {
        renewing = renewing.then(renew);
    }, Math.min(renewMs, ttlMs / 3));
    return {
        signal: lost.signal,
        async confirm() {
            // Whoever asks before it begins has the same answer.
            next ??= renewing.then(() => {
                next = undefined;
                return renew();
            });
            renewing = next;
            await next;
            if (lost.signal.aborted)
                throw lost.signal.reason;
            if (failure !== undefined && now() >= until)
                throw failure;
        },
        async look() {
            const at = now();
            try {
                const there = await store.head(key, signal);
                seenOurs = there && { etag: there.etag, at };
            }
            catch (error) {
                if (!(0,js_problem/* isFailure */.N6)(error))
                    throw error;
            }
        },
        expired: free || known.holder === '' ? undefined : known.holder,
        clock: {
            oursAt,
            ...(theirsAt ? { theirsAt } : {}),
            ...(known ? { previousAt: new Date(known.acquiredAt) } : {}),
        },
        async [Symbol.asyncDispose]() {
            clearInterval(timer);
            await renewing;
            if (lost.signal.aborted)
                return;
            await giveBack(own, mine.etag, hasLooked());
        },
    };
}
/**
 * When it was renewed last, if two renewals are due since: its holder has ended, or is suspended. By the store's own clock;
 * where it does not tell, by those of the machines.
 */
async function silence(store, { writtenAt }, { renewedAt }, now, signal) {
    if (renewedAt === undefined)
        return undefined;
    const here = now();
    const at = writtenAt ?? new Date(renewedAt);
    const time = (writtenAt && (await store.time?.(signal))) ?? here;
    return time.getTime() - at.getTime() > 2 * renewMs ? at : undefined;
}
/** Not `lease-held`: no run is doing the work meanwhile. It is not taken over: a suspended machine may wake. */
function abandoned(store, source, { holder }, silentSince, freeAt) {
    const message = `${source} in ${store.where} was left locked by ${holder}, which has not renewed its lease since ${silentSince}: that run has ended; the lease is free at ${freeAt}`;
    return new js_problem/* Problem */.AF('lease-abandoned', message, {
        hint: `Nothing was written there. Run this again after ${freeAt}, or let the next tick do it.`,
    });
}
/** No lease is taken for so long: one that has longer to go was dated by a clock that is wrong. */
const longestMs = 24 * 3_600_000;
/** Not `lease-held`, which leaves the work to the run that has it: this lease may never be released. */
function heldByClock(store, key, { holder, expiresAt }, at) {
    const message = `${key} in ${store.where} says that ${holder} is writing until ${at(expiresAt)}: its clock or this one is wrong`;
    return new js_problem/* Problem */.AF('store-failed', message, {
        hint: `Set the clock; if that run has ended, remove ${key} from the store with the store's own tools.`,
    });
}
/** A run that hangs may renew its lease forever, and every other would leave the source to it. */
function stuck(store, source, { holder, acquiredAt }, at) {
    const message = `${source} in ${store.where} has been locked by ${holder} since ${at(acquiredAt)}, for more than a day`;
    return new js_problem/* Problem */.AF('run-failed', message, {
        hint: 'Look at that run: if it hangs, stop it, and its lease will expire on its own.',
    });
}
/** All leases are taken within moments: two runs that start at once must not share the stores out between them. */
function hasAllItWants({ acquiredAt, renewedAt }) {
    return renewedAt !== undefined && Date.parse(renewedAt) - Date.parse(acquiredAt) >= renewMs / 2;
}
function held(store, source, holder, until, settled = false) {
    const message = `${source} in ${store.where} is being written by ${holder}${until ? `, until ${until}` : ''}`;
    return new js_problem/* Problem */.AF('lease-held', message, {
        hint: 'Wait for that run to end; the lease of a run that was killed expires on its own.',
        cause: { settled },
    });
}

;// CONCATENATED MODULE: ./build/js/catalog/lease/leases.js
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



/** Whether the run that holds the lease in the way takes none of those that are free. */
function isSettled(error) {
    return error.code === 'lease-abandoned' || error.cause?.settled === true;
}
/**
 * Takes the lease in every place, always in the order of their names, so that one of two runs gets them all. Throws
 * `lease-held` if another run has any of them, `lease-abandoned` if that run stopped renewing it, `run-failed` if a run
 * has had it for too long. With `goesOn`, throws only if none can be had, or if the other run may be about to take the
 * rest.
 */
async function acquireLeases(places, source, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stack = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const failed = [];
        const held = [];
        let inTheWay;
        for (const place of [...places].sort((a, b) => (a.name < b.name ? -1 : 1))) {
            try {
                held.push({ place, lease: stack.use(await acquireLease(place.store, source, options)) });
            }
            catch (error) {
                if (!(0,js_problem/* isFailure */.N6)(error) || (error.code === 'run-failed' && !options.goesOn))
                    throw error;
                const isTaken = (0,js_problem/* isProblem */.AN)(error, 'lease-held', 'lease-abandoned');
                const problem = isTaken ? await secondName(place, held, source, options.signal) : error;
                if (!problem && !(options.goesOn && isSettled(error)))
                    throw error;
                if (!problem || error.code === 'run-failed')
                    inTheWay ??= error;
                failed.push({ store: place.name, problem: problem ?? error });
            }
        }
        if (inTheWay && held.length === 0)
            throw inTheWay;
        const kept = stack.move();
        const wanted = new Map(held.map(({ place, lease }) => [place.name, lease]));
        const lost = new AbortController();
        for (const [name, lease] of wanted)
            lease.signal.addEventListener('abort', () => wanted.has(name) && lost.abort(lease.signal.reason));
        return {
            signal: lost.signal,
            places: places.filter(({ name }) => wanted.has(name)),
            failed,
            clocks: held.map(({ place, lease }) => ({ store: place.name, ...lease.clock })),
            expired: held.flatMap(({ place, lease }) => (lease.expired ? [`${place.name}: ${lease.expired}`] : [])),
            confirm: async (stores = [...wanted.keys()]) => {
                await Promise.all(stores.map((name) => wanted.get(name)?.confirm()));
            },
            look: async () => {
                await Promise.all([...wanted.values()].map((lease) => lease.look()));
            },
            expiredIn: async (stores) => {
                const outcomes = await Promise.allSettled(stores.map((name) => wanted.get(name)?.confirm()));
                return outcomes.flatMap((outcome, i) => {
                    if (outcome.status === 'fulfilled')
                        return [];
                    const { reason: problem } = outcome;
                    if (!(0,js_problem/* isFailure */.N6)(problem) || problem.code === 'run-failed')
                        throw problem;
                    return [{ store: stores[i] ?? '', problem }];
                });
            },
            forget: (store) => void wanted.delete(store),
            [Symbol.asyncDispose]: () => kept.disposeAsync(),
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Where the lease that is in the way is one that this very run has just taken, by another name for the same place. */
async function secondName({ name, store }, taken, source, signal) {
    const key = objectName.lease(source);
    const there = await store.head(key, signal);
    for (const { place } of taken)
        if (there && (await place.store.head(key, signal))?.etag === there.etag)
            return samePlace(name, place.name);
    return undefined;
}
/** Two names for one place would count each backup in it twice, as if there were two copies. */
function samePlace(name, other) {
    return new js_problem/* Problem */.AF('store-failed', `${name} is the same place as ${other}: two copies in one place are one copy`, {
        hint: `Give ${name} another bucket, prefix or path in the policy, or remove it.`,
    });
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/aside.js






const aside_schema = schemas/* object */.Ikc({ asideAt: iso/* datetime */.w$(), purgeAfter: iso/* datetime */.w$() });
/**
 * Says until when what is set aside of a backup is kept; written before anything is, so that nothing stays forever. What
 * was set aside before stays as long.
 */
async function markAside(store, source, id, mark, signal) {
    await store.put(objectName.asideMark(source, id), encodeRecord({ version: 1, ...mark }), {
        signal,
        fromReserve: 'half',
    });
}
/**
 * Keeps what an object holds under `aside/`, before it is replaced; the object itself stays as it is. Killed and done again,
 * it is kept once. False: it cannot be read at all, so there is nothing to keep.
 */
async function setAside(store, source, id, { name, stored }, signal) {
    for (let number = 1;; number++) {
        const target = objectName.aside(source, id, number === 1 ? name : `${name}.${number}`);
        const there = await store.head(target, signal);
        if (there && (there.bytes !== stored.bytes || !(await areEqual(store, target, stored.key, signal))))
            continue;
        if (there)
            return true;
        try {
            const body = await store.get(stored.key, { signal });
            await store.put(target, body, { signal, ifAbsent: true, expectedBytes: stored.bytes });
            return true;
        }
        catch (error) {
            if ((0,js_problem/* isProblem */.AN)(error, 'object-archived'))
                return false;
            throw error;
        }
    }
}
async function areEqual(store, one, other, signal) {
    const [left, right] = await Promise.all([one, other].map((key) => aside_digestOf(store, key, signal)));
    return left === right;
}
async function aside_digestOf(store, key, signal) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of await store.get(key, { signal }))
        hash.update(chunk);
    return hash.digest('hex');
}
/** By a clock that was behind, the grace period would be over as soon as it begins: then the store's own time counts. */
function keptUntil({ asideAt, purgeAfter }, writtenAt) {
    const behindMs = writtenAt ? writtenAt.getTime() - Date.parse(asideAt) : 0;
    return new Date(Date.parse(purgeAfter) + (behindMs > clockMs ? behindMs : 0));
}
/** Permanently removes set-aside objects whose grace period is over; returns the ids of their backups. */
async function purgeAside(store, source, now, signal) {
    const marks = [];
    const objects = new Map();
    for await (const stored of store.list(objectName.folder(source, 'aside'), signal)) {
        const { key } = stored;
        const name = parseObjectName(source, key);
        if (name?.kind === 'aside-mark')
            marks.push(stored);
        if (name?.kind === 'aside')
            objects.set(name.id, [...(objects.get(name.id) ?? []), key]);
    }
    const purged = [];
    for (const { key, writtenAt } of marks) {
        const name = parseObjectName(source, key);
        const mark = parseRecord(aside_schema, await readObject(store, key, signal));
        // Nothing is removed because of one that cannot be parsed.
        if (!mark || name?.kind !== 'aside-mark' || keptUntil(mark, writtenAt) > now)
            continue;
        const { id } = name;
        await store.remove(objects.get(id) ?? [], signal);
        await store.remove([key], signal);
        purged.push(id);
    }
    return purged;
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/detail.js




const detail_text = schemas/* string */.YjP().max(10_000);
const hold = schemas/* object */.Ikc({ heldAt: iso/* datetime */.w$().optional(), by: detail_text.optional(), because: detail_text.optional() });
const trash = schemas/* object */.Ikc({
    trashedAt: iso/* datetime */.w$().optional(),
    because: schemas/* array */.YOg(detail_text).max(100).optional(),
    by: detail_text.optional(),
});
const proof = schemas/* object */.Ikc({ store: schemas/* string */.YjP().max(100), durations: schemas/* record */.g1P(schemas/* string */.YjP().max(100), schemas/* number */.aig()).optional() });
/** Who holds it and why, if the record says so; undefined = not held in this store. Throws the store's errors. */
async function readHold({ store }, source, id, signal) {
    const bytes = await readThere({ store }, objectName.hold(source, id), signal);
    // Its presence counts, whatever it says.
    return bytes && (parseRecord(hold, bytes) ?? {});
}
/**
 * When, why and by whom it was deleted, if the marker says so; undefined = this store has no marker. Throws the store's
 * errors.
 */
async function readTrashReason(place, source, id, signal) {
    const bytes = await readThere(place, objectName.trash(source, id), signal);
    return bytes && (parseRecord(trash, bytes) ?? {});
}
/** The store whose copy was proven, and the duration; undefined if the record does not say. */
async function readProofDetail(place, source, { id, startedAt, level, store, outcome }, signal) {
    const bytes = await readThere(place, objectName.proof(source, id, startedAt, level, store, outcome), signal);
    const found = bytes && parseRecord(proof, bytes);
    return found && { store: found.store, durations: found.durations ?? {} };
}
/** A record that a person reads: undefined = there is none; one that cannot be read says nothing. */
async function readThere({ store }, key, signal) {
    try {
        return await readObject(store, key, signal);
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'object-missing'))
            return undefined;
        // Larger than any of ours, or in an archive: there, and it says nothing.
        if ((0,js_problem/* isProblem */.AN)(error, 'object-damaged', 'object-archived'))
            return new Uint8Array();
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/retag.js
/**
 * The tags of a backup after all that was given and taken since it was made, whichever store knows of it: of each tag the
 * newest event counts, and at one time a tag that is given stays. Pure.
 */
function retagged(made, events) {
    if (events.length === 0)
        return {};
    const order = { remove: 0, add: 1 };
    const sorted = events.toSorted((a, b) => a.at.getTime() - b.at.getTime() || order[a.verb] - order[b.verb]);
    const tags = new Set(made);
    for (const { verb, tag } of sorted)
        verb === 'add' ? tags.add(tag) : tags.delete(tag);
    return { retagged: { tags: [...tags], at: sorted.at(-1)?.at ?? new Date(0), events: sorted } };
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/undoing.js




/** The newest of each backup that a store keeps: no number of them makes a listing longer than that. */
const mostUndoings = 20;
const undoing_text = schemas/* string */.YjP().max(10_000).optional();
const undoing_schema = schemas/* object */.Ikc({
    by: undoing_text,
    because: undoing_text,
    was: schemas/* object */.Ikc({ at: iso/* datetime */.w$().optional(), by: undoing_text, because: undoing_text }).optional(),
});
/** Writes it down beside the backup. For people alone: nothing is decided by it. Throws what the stores throw. */
async function putUndoing(places, source, id, { at, verb, by, because, was }, signal) {
    await putRecordEverywhere(places, objectName.undoing(source, id, { at, verb }), { by, because, was }, signal);
    for (const { store } of places) {
        const known = await undoingsIn(store, source, id, signal);
        const keys = known.slice(mostUndoings).map(({ key }) => key);
        if (keys.length > 0)
            await store.remove(keys, signal);
    }
}
/** All that this store knows, newest first. Throws what the stores throw. */
async function readUndoings({ store }, source, id, signal) {
    const known = (await undoingsIn(store, source, id, signal)).slice(0, mostUndoings);
    return Promise.all(known.map(async ({ key, at, verb }) => {
        const bytes = await readThere({ store }, key, signal);
        return { at, verb, ...(bytes && parseRecord(undoing_schema, bytes)) };
    }));
}
async function undoingsIn(store, source, id, signal) {
    const found = [];
    for await (const { key } of store.list(objectName.folder(source, 'tags', id), signal)) {
        const name = parseObjectName(source, key);
        if (name?.kind === 'undoing')
            found.push({ key, at: name.at, verb: name.verb });
    }
    return found.sort((one, other) => other.at.getTime() - one.at.getTime());
}

;// CONCATENATED MODULE: ./build/js/catalog/mark/tag.js

/**
 * The time tags of an automatic backup: `daily`; `weekly` for the first of a week (from Monday, UTC); `monthly` for the
 * first of a month, of those that count. Pure.
 */
function timeTags(before, at) {
    const automatic = before.filter((entry) => entry.manifest.trigger === 'schedule' && standing(entry, at) === 'good');
    const first = (since) => !automatic.some((entry) => entry.startedAt >= since);
    const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
    const monday = new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 24 * 3600_000);
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    return ['daily', ...(first(monday) ? ['weekly'] : []), ...(first(month) ? ['monthly'] : [])];
}



;// CONCATENATED MODULE: ./build/js/catalog/proof.js



/** Stores a proof next to the backup; throws unless every place took it: a gate must never miss a failed proof. */
async function putProof(places, source, proof, versions, signal) {
    const { id, level, outcome, startedAt, finishedAt, store, durations } = proof;
    const findings = bounded(proof.findings);
    const value = { version: 1, id, level, outcome, startedAt, finishedAt, store, durations, findings, versions };
    await putRecordEverywhere(places, objectName.proof(source, id, startedAt, level, store, outcome), value, signal);
}
/** A reader takes no object larger than 256 KiB, and no longer texts; a restore of ten thousand tables has more to say. */
const findingsMaxBytes = 120_000;
const textMaxChars = 8_000;
/** As many as a reader takes, those that speak against the data first, and how many more there were. */
function bounded(findings) {
    const cut = (text) => text.slice(0, textMaxChars);
    const against = (one) => one.level === 'failure' && (one.blame === 'data' || one.blame === 'copy');
    const kept = [];
    let bytes = 0;
    for (const one of [...findings.filter(against), ...findings.filter((finding) => !against(finding))]) {
        const finding = { ...one, message: cut(one.message), ...(one.hint === undefined ? {} : { hint: cut(one.hint) }) };
        bytes += Buffer.byteLength(JSON.stringify(finding));
        if (bytes > findingsMaxBytes)
            break;
        kept.push(finding);
    }
    const left = findings.length - kept.length;
    return left === 0 ? kept : [...kept, { level: 'note', blame: 'source', message: `and ${left} more findings` }];
}
const proof_schema = schemas/* object */.Ikc({ durations: schemas/* record */.g1P(schemas/* string */.YjP().max(100), schemas/* number */.aig().nonnegative()) });
/**
 * The milliseconds by step of a proof, which the catalog does not read of those that passed; none where the object does
 * not read. Throws what the store throws.
 */
async function readDurations(place, source, { id, startedAt, level, store, outcome }, signal) {
    const key = objectName.proof(source, id, startedAt, level, store, outcome);
    const bytes = await readObject(place.store, key, signal);
    // Written by another, it counts by its name alone.
    return parseRecord(proof_schema, bytes)?.durations ?? {};
}

// EXTERNAL MODULE: ./build/js/seal/seal.js + 15 modules
var seal = __webpack_require__(50053);
// EXTERNAL MODULE: ./build/js/store/store.js + 20 modules
var store_store = __webpack_require__(90475);
;// CONCATENATED MODULE: ./build/js/catalog/sweep.js






const dayMs = 24 * 3600_000;
/**
 * What may be swept from a store: all objects of an id that has no manifest and can no longer become a backup. If the
 * manifest was lost, these objects are all that is left of a backup. So everything held stays, everything with a key
 * object and a proof or a tag stays (lostManifests names it), and an upload that only lacks its manifest stays for the
 * grace period. Whatever is marked as deleted stays as long as its mark says. Anything else is swept once its id is
 * more than a day away, in the past or the future: a wrong clock must not keep it for years. Call it under the source's
 * lease, because a backup in progress looks the same. Throws `store-failed` if the listing was incomplete: an id might
 * then have a manifest after all.
 */
async function leftovers(store, source, { now, grace }, signal) {
    const committed = new Set();
    const found = new Map();
    for await (const { key, bytes } of store.list(objectName.folder(source), signal)) {
        const name = parseObjectName(source, key);
        if (!name || name.kind === 'lease' || name.kind === 'run')
            continue;
        // What was set aside has a grace period of its own.
        if (name.kind === 'aside' || name.kind === 'aside-mark')
            continue;
        if (name.kind === 'manifest')
            committed.add(name.id);
        else {
            const group = found.get(name.id) ?? { keys: [], bytes: 0, kinds: new Set() };
            group.keys.push(key);
            group.bytes += bytes;
            group.kinds.add(name.kind);
            found.set(name.id, group);
        }
    }
    const left = [];
    for (const [id, { kinds, ...group }] of found) {
        const startedAt = parseTime(id.slice(source.length + 1));
        if (!startedAt || committed.has(id))
            continue;
        const away = Math.abs(now.getTime() - startedAt.getTime());
        const stays = kinds.has('key') ? Math.max(dayMs, (0,time_time/* durationMs */.pc)(grace)) : dayMs;
        if (away <= stays || kinds.has('hold'))
            continue;
        const mark = kinds.has('trash') ? await readTrash(store, source, id, signal) : undefined;
        if (mark ? purgeAt(mark, grace) > now : hasCounted(kinds))
            continue;
        left.push({ id, ...group });
    }
    for (const { id } of left) {
        const key = objectName.manifest(source, id);
        if (await store.head(key, signal))
            throw new js_problem/* Problem */.AF('store-failed', `list ${objectName.folder(source)}*: it omitted ${key}, which exists, in ${store.where}`, {
                hint: 'Nothing is swept: the listing of this store cannot be trusted.',
            });
    }
    return left;
}
/**
 * Whether the objects of an id without a manifest were a backup that counted: a killed upload leaves no such traces.
 */
function hasCounted(kinds) {
    return kinds.has('key') && ['hold', 'proof', 'tag'].some((kind) => kinds.has(kind));
}
/**
 * Ids whose manifest is gone from a store, although its key object is there, and a hold, a proof or a tag shows that
 * the backup counted. Ids marked as deleted are left out: a killed purge removes the manifest first. `listed`: all
 * objects of the source in the store. Each one is looked up again, because a listing does not show a single moment.
 */
async function lostManifests(store, source, listed, signal) {
    const kinds = new Map();
    for (const name of listed)
        if (name.kind !== 'lease' && name.kind !== 'run')
            kinds.set(name.id, (kinds.get(name.id) ?? new Set()).add(name.kind));
    const lost = [];
    await eachAtOnce([...kinds], async ([id, of]) => {
        if (of.has('manifest') || of.has('trash') || !hasCounted(of))
            return;
        const manifest = objectName.manifest(source, id);
        if (await store.head(manifest, signal))
            return;
        if (await store.head(objectName.trash(source, id), signal))
            return;
        if (!(await store.head(objectName.key(source, id), signal)))
            return;
        const trace = of.has('hold') ? 'is held' : of.has('proof') ? 'was proven' : 'was tagged';
        lost.push({
            id,
            message: `${manifest} is gone from ${store.where}, but the backup ${trace}, and its key is still there`,
        });
    });
    return lost.sort((a, b) => (a.id < b.id ? -1 : 1));
}
/** Days for which run records are kept: every reading of the catalog lists them all. */
const runDays = 90;
/** Names of the run records of a source that are older than 90 days. */
async function staleRuns(store, source, now, signal) {
    const stale = [];
    for await (const { key } of store.list(objectName.folder(source, 'runs'), signal)) {
        const name = parseObjectName(source, key);
        if (name?.kind === 'run' && now.getTime() - name.at.getTime() > runDays * dayMs)
            stale.push(key);
    }
    return stale;
}
/**
 * Removes one backup from one store for good: the manifest first, so that it never looks whole without being so; data
 * next to last; the trash marker last, so that a killed purge is resumed. `goes` is called again when the manifest is
 * gone: marks need no lease, and whoever removes one, or holds the backup, looks for the manifest afterwards. Returns
 * false if the backup stays, unchanged. If a removal is refused before any data is gone, the removed objects are put
 * back and the refusal is thrown; after that, the rest stays marked for the next run. Throws `store-failed` for objects
 * that still exist although the store accepted their removal.
 */
async function purge(store, source, id, goes, signal) {
    const small = [objectName.manifest(source, id), objectName.signature(source, id), objectName.key(source, id)];
    const kept = new Map();
    for (const key of small)
        if (await store.head(key, signal))
            kept.set(key, await readObject(store, key, signal));
    const putBack = async () => {
        const late = AbortSignal.timeout(30_000);
        // As a commit does: the manifest last.
        for (const key of small.toReversed()) {
            const bytes = kept.get(key);
            if (bytes)
                await store.put(key, bytes, { fromReserve: true, signal: late });
        }
    };
    const [manifest = '', ...others] = small;
    let gone = false;
    try {
        await store.remove([manifest], signal);
        gone = await goes();
        if (gone)
            for (const key of others)
                await store.remove([key], signal);
        // Refused at the first: nothing of the data has gone.
        if (gone)
            await removeFirst(store, objectName.folder(source, 'data', id), signal);
    }
    catch (error) {
        // Refused, and so without effect; of a removal that failed nobody knows whether it was carried out.
        if (!gone || (0,js_problem/* isProblem */.AN)(error, 'store-denied'))
            await putBack();
        throw error;
    }
    if (!gone) {
        await putBack();
        return false;
    }
    for (const folder of ['data', 'proofs', 'tags'])
        await removeAll(store, objectName.folder(source, folder, id), signal);
    await store.remove([objectName.hold(source, id), objectName.trash(source, id)], signal);
    return true;
}
async function removeFirst(store, prefix, signal) {
    for await (const { key } of store.list(prefix, signal))
        return store.remove([key], signal);
}
async function removeAll(store, prefix, signal) {
    const keys = [];
    for await (const { key } of store.list(prefix, signal))
        keys.push(key);
    await removeForGood(store, keys, signal);
}
/** Removes, and looks: throws `store-failed` for what is still there although the store has taken its removal. */
async function removeForGood(store, keys, signal) {
    if (keys.length === 0)
        return;
    await store.remove(keys, signal);
    await eachAtOnce(keys, async (key) => {
        if (!(await store.head(key, signal)))
            return;
        throw new js_problem/* Problem */.AF('store-failed', `remove ${key}: it is still there, in ${store.where}`, {
            hint: 'Check the permissions of this role, and the object locks and rules of the bucket; the next prune tries again.',
        });
    });
}

;// CONCATENATED MODULE: ./build/js/catalog/shelf.js











const folders = ['manifests', 'keys', 'holds', 'tags', 'trash', 'proofs', 'runs'];
/**
 * Reads everything that one store has about a source; throws if any page or object of it cannot be read. For `doubted`
 * backups, everything is read again, whatever was read before.
 */
async function readShelf(source, place, options, doubted = new Set()) {
    for (let attempt = 1;; attempt++) {
        try {
            return await readOnce(source, place, options, doubted, attempt === 3);
        }
        catch (error) {
            // Purged, or brought back, since it was listed: the next listing says so.
            if (!(0,js_problem/* isProblem */.AN)(error, 'object-missing') || attempt === 3)
                throw error;
        }
    }
}
/** `last`: what is listed time and again and never there costs itself, and not the whole store. */
async function readOnce(source, place, options, doubted, last) {
    const { signal } = options;
    const { store } = place;
    const listed = await (0,store_store/* listFolders */.uT)(store, inKey(source), folders, isBare(source), signal);
    const named = listed.flatMap((found) => {
        const name = parseObjectName(source, found.key);
        return name ? [{ found, name }] : [];
    });
    const cache = await options.cache(store);
    const ask = async (key) => {
        try {
            return await readObject(store, key, signal);
        }
        catch (cause) {
            if (!last || !(0,js_problem/* isProblem */.AN)(cause, 'object-missing'))
                throw cause;
            throw new js_problem/* Problem */.AF('object-damaged', `${key} is listed in ${store.where}, but is not there`, {
                hint: js_problem/* remedy */.zL.damaged,
                cause,
            });
        }
    };
    const evidence = evidenceOf(source, named, options, doubted);
    const read = async ({ key, etag }, parse) => {
        const known = cache.get(key, etag);
        const from = evidence(key);
        const enough = from === 'cache' ? known : from === 'run' ? cache.get(key, etag, 'this-run') : undefined;
        const before = enough && attempt(() => parse(enough));
        if (before)
            return before.value;
        let bytes = await ask(key);
        // Two answers that differ, or one that does not parse, may be of something in between: the next one decides.
        if (known && !isSame(known, bytes)) {
            const third = await ask(key);
            if (!isSame(third, known) && !isSame(third, bytes))
                throw new js_problem/* Problem */.AF('object-damaged', `${key} in ${store.where} is different each time it is read`, {
                    hint: 'Run the command again; if that does not help, look for a proxy or a cache that answers for the store.',
                });
            bytes = third;
        }
        if (!attempt(() => parse(bytes)))
            bytes = await ask(key);
        const parsed = parse(bytes);
        cache.set(key, etag, bytes);
        return parsed;
    };
    /**
     * Skips objects that are larger than any of ours, in an archive, or not JSON: one of them must not hide all the
     * others.
     */
    const readSmall = async (stored) => {
        try {
            return await read(stored, mustBeJson);
        }
        catch (error) {
            if (!(0,js_problem/* isProblem */.AN)(error, 'object-damaged', 'object-archived'))
                throw error;
            return nothing;
        }
    };
    const of = (kind) => named.filter((n) => n.name.kind === kind);
    const foreignness = async (manifest, signature) => {
        if (options.signers.length === 0)
            return undefined;
        if (!signature)
            return 'its manifest is not signed, and the policy names signers';
        try {
            await read(signature, (bytes) => mustBeSigned(manifest, bytes, options.signers));
            return undefined;
        }
        catch (error) {
            if (!(0,js_problem/* isProblem */.AN)(error, 'manifest-foreign', 'object-damaged', 'object-archived'))
                throw error;
            return 'its manifest is not signed by a signer of the policy';
        }
    };
    const signatures = new Map(of('signature').map(({ found, name }) => [name.id, storedOf(found)]));
    const manifests = new Map();
    const damaged = [];
    const readingManifests = eachAtOnce(of('manifest'), async ({ found, name: { id } }) => {
        try {
            const stored = storedOf(found);
            const where = `${stored.key} in ${store.where}`;
            const { bytes, manifest } = await read(stored, (bytes) => ({ bytes, manifest: parseManifest(bytes, id, where) }));
            const foreign = await foreignness(bytes, signatures.get(id));
            manifests.set(id, { manifest, sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex'), foreign });
        }
        catch (error) {
            if (!(0,js_problem/* isProblem */.AN)(error, 'manifest-damaged', 'object-damaged', 'object-archived'))
                throw error;
            damaged.push({ store: place.name, id, message: error.message });
        }
    });
    const names = named.map(({ name }) => name);
    const findingLost = lostManifests(store, source, names, signal);
    const trash = new Map();
    const readingTrash = eachAtOnce(of('trash'), async ({ found, name }) => {
        const stored = storedOf(found);
        // One that is not there marks nothing; one that cannot be parsed does.
        if (last && !(await store.head(stored.key, signal)))
            return;
        trash.set(name.id, parseTrash(await readSmall(stored), stored.writtenAt));
    });
    const proofs = [];
    const readingProofs = eachAtOnce(of('proof'), async ({ found, name: { id, at, level, store: read, passed } }) => {
        // A passed proof says all that decisions need in its name; only a failed one has findings worth a read.
        const outcome = passed ? 'passed' : 'failed';
        const bare = {
            id,
            level,
            outcome,
            startedAt: at,
            finishedAt: at,
            store: read,
            findings: [],
            durations: {},
        };
        if (passed)
            return void proofs.push(bare);
        const findings = parseFindings(await readSmall(storedOf(found)));
        proofs.push(findings ? { ...bare, findings } : { ...bare, findings: unparsed, unparsed: true });
    });
    const runs = [];
    const records = of('run').sort((a, b) => b.name.at.getTime() - a.name.at.getTime());
    // More of the failed ones: a decision made at every tick must not push a failed backup out of sight.
    const told = new Set([...records.slice(0, 20), ...records.filter(({ name }) => !name.succeeded).slice(0, 20)]);
    const readingRuns = eachAtOnce(records, async (record) => {
        const { found, name } = record;
        const { id, at, succeeded } = name;
        const bare = { id, source, command: 'run', trigger: '', startedAt: at, finishedAt: at, because: [] };
        const outcome = succeeded ? 'succeeded' : 'failed';
        runs.push({ ...bare, outcome, ...(told.has(record) ? parseRun(await readSmall(storedOf(found))) : {}) });
    });
    const [lost] = await shelf_all([findingLost, readingManifests, readingTrash, readingProofs, readingRuns]);
    await cache.save(source);
    const ids = (kind) => new Set(of(kind).map(({ name }) => name.id));
    const tags = Map.groupBy(of('tag').map(({ name }) => name), ({ id }) => id);
    return { place, manifests, keys: ids('key'), holds: ids('hold'), tags, trash, proofs, runs, damaged, lost };
}
/**
 * For keys, holds, tags and passed proofs the name says everything: in a directory, the files themselves are not
 * checked.
 */
function isBare(source) {
    const named = ['keys', 'holds', 'tags'].map((folder) => objectName.folder(source, folder));
    const proofs = objectName.folder(source, 'proofs');
    return (key) => named.some((folder) => key.startsWith(folder)) || (key.startsWith(proofs) && key.endsWith('.passed.json'));
}
function storedOf({ key, stored }) {
    if (stored)
        return stored;
    throw new Error(`${key} was listed without a look at it, and is read`);
}
/** Nothing is left running behind a failure. */
async function shelf_all(works) {
    await Promise.allSettled(works);
    return (await Promise.all(works));
}
const isSame = (one, other) => Buffer.compare(one, other) === 0;
/** undefined: it threw, so what it was given is asked for again, and then may throw. */
function attempt(body) {
    try {
        return { value: body() };
    }
    catch {
        return undefined;
    }
}
/** Newest backups whose manifests are asked of the store itself where anything is decided. */
const newestAsked = 3;
/**
 * Where an object may come from: a cache, which others may have written; this run's own readings and writes; or a new
 * reading of the store.
 */
function evidenceOf(source, named, { fresh, now }, doubted) {
    const timeOf = (id) => parseTime(id.slice(source.length + 1))?.getTime() ?? 0;
    // Those of a time to come must not take the place of the newest that count.
    const ids = named.flatMap(({ name }) => name.kind === 'manifest' && timeOf(name.id) <= now.getTime() ? [name.id] : []);
    const newest = new Set(ids.sort().slice(-newestAsked));
    const young = (id) => newest.has(id) || (typeof fresh === 'object' && timeOf(id) >= fresh.since.getTime());
    return (key) => {
        const name = parseObjectName(source, key);
        if (!name || name.kind === 'lease' || name.kind === 'run')
            return 'cache';
        if (doubted.has(name.id) || fresh === 'all')
            return 'store';
        if (fresh === undefined)
            return 'cache';
        return ['trash', 'proof'].includes(name.kind) || young(name.id) ? 'run' : 'cache';
    };
}
const nothing = new Uint8Array();
function mustBeJson(bytes) {
    try {
        JSON.parse(new TextDecoder().decode(bytes));
        return bytes;
    }
    catch (cause) {
        throw new js_problem/* Problem */.AF('object-damaged', 'it is not JSON', { hint: js_problem/* remedy */.zL.damaged, cause });
    }
}
function mustBeSigned(manifest, signature, signers) {
    if ((0,seal/* verifySignature */.Od)(manifest, new TextDecoder().decode(signature).trim(), signers))
        return true;
    throw new js_problem/* Problem */.AF('manifest-foreign', 'it is not signed by a signer of the policy', {
        hint: 'If it is yours, add its signer to encryption.signers; otherwise treat it as planted.',
    });
}
const findingSchema = schemas/* object */.Ikc({
    level: schemas/* enum */.k5n(['note', 'warning', 'failure']),
    blame: schemas/* enum */.k5n(['data', 'copy', 'env', 'source', 'policy']),
    message: schemas/* string */.YjP().max(10_000),
    hint: schemas/* string */.YjP().max(10_000).optional(),
    object: schemas/* string */.YjP().max(100).optional(),
});
const proofSchema = schemas/* object */.Ikc({ findings: schemas/* array */.YOg(findingSchema).max(10_000) });
const runSchema = schemas/* object */.Ikc({
    command: schemas/* string */.YjP().max(100),
    trigger: schemas/* string */.YjP().max(100),
    finishedAt: iso/* datetime */.w$(),
    because: schemas/* array */.YOg(schemas/* string */.YjP().max(10_000)).max(100),
    problem: schemas/* object */.Ikc({ code: schemas/* string */.YjP().max(100), message: schemas/* string */.YjP().max(100_000) }).optional(),
});
/** A failed proof that cannot be parsed is still a failed one, and the data's fault until another store says otherwise. */
const unparsed = [{ level: 'failure', blame: 'data', message: 'the proof object cannot be parsed' }];
function parseFindings(bytes) {
    const proof = parseRecord(proofSchema, bytes);
    return proof?.findings.map(({ hint, object, ...rest }) => ({
        ...rest,
        ...(hint === undefined ? {} : { hint }),
        ...(object === undefined ? {} : { object }),
    }));
}
function parseRun(bytes) {
    const run = parseRecord(runSchema, bytes);
    if (!run)
        return {};
    const { problem, finishedAt, ...rest } = run;
    return { ...rest, finishedAt: new Date(finishedAt), ...(problem ? { problem } : {}) };
}

;// CONCATENATED MODULE: ./build/js/catalog/read.js






/** Reads and merges what every place says of a source. A place that cannot be read is named in `unread`. */
async function readCatalog(source, places, options) {
    const first = await readShelves(source, places, options);
    // A difference between stores may be one wrong answer: they are read again before it is reported.
    const doubted = differing(first.shelves);
    const { shelves, unread } = doubted.size > 0 ? await readShelves(source, places, options, doubted) : first;
    return merge(source, shelves, unread, options);
}
async function readShelves(source, places, options, doubted) {
    const unread = [];
    const shelves = await Promise.all(places.map(async (place) => {
        try {
            return await readShelf(source, place, options, doubted);
        }
        catch (error) {
            if (!(0,js_problem/* isFailure */.N6)(error))
                throw error;
            const { message, hint } = error;
            unread.push({ store: place.name, message, ...(hint ? { hint } : {}) });
            return undefined;
        }
    }));
    return { shelves: shelves.filter((shelf) => shelf !== undefined), unread: [...unread, ...(options.unopened ?? [])] };
}
/** Ids whose manifests are not the same in all stores that have one that counts. */
function differing(shelves) {
    const digests = new Map();
    const found = new Set();
    for (const { manifests } of shelves)
        for (const [id, { sha256, foreign }] of manifests) {
            if (foreign !== undefined)
                continue;
            if ((digests.get(id) ?? sha256) !== sha256)
                found.add(id);
            digests.set(id, sha256);
        }
    return found;
}
/** Pure: what the stores say together. */
function merge(source, shelves, unread, { expected, now }) {
    const ids = new Set(shelves.flatMap((shelf) => [...shelf.manifests.keys()]));
    const proofs = unique(
    // If two say the same, the last one stays: one that could be parsed. A failed one is believed in any case.
    shelves
        .flatMap((s) => [...s.proofs])
        .sort((a, b) => Number(b.unparsed ?? false) - Number(a.unparsed ?? false))
        .map(({ unparsed: _, ...proof }) => proof)
        .filter(({ outcome, startedAt }) => outcome === 'failed' || startedAt <= now), (p) => `${p.id} ${p.startedAt.getTime()} ${p.level} ${p.store} ${p.outcome}`);
    const byId = Map.groupBy(proofs, (proof) => proof.id);
    const unseen = unread.map(({ store }) => store);
    const entries = [...ids].flatMap((id) => entryOf(id, shelves, byId.get(id) ?? [], expected, unseen) ?? []);
    const runs = unique(shelves.flatMap((s) => s.runs), (run) => `${run.id} ${run.startedAt.getTime()} ${run.outcome}`);
    return {
        source,
        entries: withChains(entries.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1)), unread.length > 0),
        runs: runs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
        unread,
        // Where another store has the manifest, this one lacks a copy, and gets it again.
        damaged: shelves
            .flatMap(({ place, damaged, lost }) => [
            ...damaged,
            ...lost.filter(({ id }) => !ids.has(id)).map((one) => ({ store: place.name, ...one })),
        ])
            .concat(keyless(source, shelves)),
    };
}
/** Backups that count but can no longer be opened: no store has the key object, though none is being deleted. */
function keyless(source, shelves) {
    return shelves.flatMap(({ place, manifests }) => [...manifests].flatMap(([id, { foreign }]) => {
        if (foreign !== undefined || shelves.some(({ keys, trash }) => keys.has(id) || trash.has(id)))
            return [];
        const message = `${objectName.key(source, id)} is gone from ${place.store.where}: ${id} cannot be opened`;
        return [{ store: place.name, id, message }];
    }));
}
/** One backup, by what the stores that have its manifest say of it. */
function entryOf(id, shelves, proofs, expected, unseen) {
    const holding = shelves.flatMap((shelf) => {
        const candidate = shelf.manifests.get(id);
        return candidate ? [{ shelf, candidate }] : [];
    });
    const good = holding.filter(({ candidate }) => candidate.foreign === undefined);
    const first = good[0] ?? holding[0];
    if (!first)
        return undefined;
    const { manifest, sha256 } = first.candidate;
    const agree = good.every(({ candidate }) => candidate.sha256 === sha256);
    const whole = agree ? good.filter(({ shelf }) => shelf.keys.has(id)) : [];
    const unreadable = shelves.flatMap(({ place, damaged }) => {
        const found = damaged.find((one) => one.id === id);
        return found ? [{ store: place.name, because: found.message }] : [];
    });
    // Where another store has the manifest with a signature that counts, it is the copy that is wrong, and not the backup.
    const unsigned = holding
        .filter(({ candidate }) => good.length > 0 && candidate.foreign !== undefined)
        .map(({ shelf, candidate }) => ({ store: shelf.place.name, because: candidate.foreign ?? '' }));
    const keyless = good.filter(({ shelf }) => agree && !shelf.keys.has(id)).map(({ shelf }) => shelf.place.name);
    // A copy whose manifest cannot be parsed is marked, and goes, as the others do.
    const marks = shelves
        .filter(({ place, manifests }) => manifests.has(id) || unreadable.some(({ store }) => store === place.name))
        .flatMap(({ place, trash }) => {
        const mark = trash.get(id);
        return mark ? [{ store: place.name, ...mark }] : [];
    });
    const deleted = marks.filter(({ scope }) => scope === 'backup');
    const marked = deleted.map(({ store }) => store);
    const released = marks.filter(({ scope }) => scope === 'copy').map(({ store }) => store);
    const there = whole.map(({ shelf }) => shelf.place.name);
    const damaged = [
        ...unreadable,
        ...unsigned,
        ...keyless.map((store) => ({ store, because: `its key object in ${store} is missing` })),
        ...there.flatMap((store) => damageOfCopy(store, proofs) ?? []),
    ];
    const sound = there.filter((store) => !damaged.some((copy) => copy.store === store));
    // Where none is whole, each is worth a try.
    const tried = sound.length > 0 ? sound : there;
    const stays = tried.filter((store) => !released.includes(store));
    // A copy that is given up counts again where it turns out to be the last.
    const copies = stays.some((store) => !marked.includes(store)) ? stays : tried;
    const missing = expected.filter((name) => !there.includes(name) && !unseen.includes(name) && !damaged.some(({ store }) => store === name));
    // What is being deleted goes from one store after the other.
    const lost = marks.length > 0 ? [] : missing.flatMap((store) => lostFrom(store, id, shelves, proofs) ?? []);
    const foreign = first.candidate.foreign ?? (agree ? undefined : 'its manifests differ between stores');
    return {
        id,
        manifest,
        startedAt: new Date(manifest.startedAt),
        bytes: manifest.parts.reduce((sum, part) => sum + part.bytes, 0),
        copies,
        missing,
        ...(lost.length > 0 ? { lost } : {}),
        ...(unseen.length > 0 ? { unread: unseen } : {}),
        ...(damaged.length > 0 ? { damaged } : {}),
        ...retagged(manifest.tags, shelves.flatMap((shelf) => shelf.tags.get(id) ?? [])),
        held: shelves.some((shelf) => shelf.holds.has(id)),
        trashed: deleted.length > 0 && deleted.length === holding.length + unreadable.length ? latest(deleted) : undefined,
        marked,
        ...(released.length > 0 ? { released } : {}),
        proofs: proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
        foreign: foreign ?? (copies.length === 0 ? 'its key object is missing: it cannot be opened' : undefined),
    };
}
/**
 * Whether this store once had the backup although it has no manifest now: leftover objects, or a proof of its copy,
 * show it.
 */
function lostFrom(store, id, shelves, proofs) {
    const left = shelves.find(({ place }) => place.name === store)?.lost.find((one) => one.id === id);
    if (left)
        return { store, because: left.message };
    const proof = newestProof(proofs.filter((one) => one.store === store));
    return proof && { store, because: `a ${proof.level} of it ${proof.outcome} there` };
}
function latest(marks) {
    const max = (dates) => new Date(Math.max(...dates.map((date) => date.getTime())));
    return { at: max(marks.map((m) => m.at)), purgeAfter: max(marks.map((m) => m.purgeAfter)) };
}
function unique(values, name) {
    return [...new Map(values.map((value) => [name(value), value])).values()];
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/js/catalog/unchanged.js





/** What stands beside these at this moment, by one look at each folder; undefined: the store is asked for each of them. */
async function lookBeside({ store }, source, ids, signal) {
    if (!store.survey || ids.length === 0)
        return undefined;
    const of = (folder) => ids.map((id) => objectName.folder(source, folder, id));
    const found = [];
    for await (const piece of store.survey([objectName.folder(source, 'holds'), ...of('tags'), ...of('proofs')], () => true, signal))
        found.push(...piece.flatMap(({ key }) => parseObjectName(source, key) ?? []));
    return Map.groupBy(found, (name) => (name.kind === 'lease' ? '' : name.id));
}
async function lookBesideOne({ store }, source, id, signal) {
    const found = [];
    if (await store.head(objectName.hold(source, id), signal))
        found.push({ kind: 'hold', id });
    for (const folder of ['tags', 'proofs'])
        for await (const { key } of store.list(objectName.folder(source, folder, id), signal))
            found.push(...[parseObjectName(source, key) ?? []].flat());
    return found;
}
/**
 * Why a backup is not in this store what was decided on: its manifest, its hold, its tags and its proofs are read from the
 * store itself. undefined: nothing has changed. Called right before a copy is marked, and again before it is removed.
 * `beside`: what was seen beside it a moment ago.
 */
async function changedSince(place, { id, manifest, proofs, held, retagged }, now, signal, beside) {
    const { name, store } = place;
    const { source } = manifest;
    const key = objectName.manifest(source, id);
    try {
        const there = parseManifest(await readObject(store, key, signal), id, `${key} in ${store.where}`);
        if (!(0,external_node_util_.isDeepStrictEqual)(there, manifest))
            return `its manifest in ${name} is not the one that the decision was based on`;
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'object-missing'))
            return `its manifest is no longer in ${name}`;
        if ((0,js_problem/* isProblem */.AN)(error, 'manifest-damaged', 'object-damaged', 'object-archived'))
            return error.message;
        throw error;
    }
    const names = beside ? (beside.get(id) ?? []) : await lookBesideOne(place, source, id, signal);
    if (!held && names.some(({ kind }) => kind === 'hold'))
        return `it was just held, in ${name}`;
    const tags = new Set((retagged?.events ?? []).map(eventOf));
    for (const event of names) {
        if (event.kind !== 'tag' || tags.has(eventOf(event)))
            continue;
        return `the tag ${event.tag} was just ${event.verb === 'add' ? 'added to it' : 'removed from it'}, in ${name}`;
    }
    const known = new Set(proofs.map(unchanged_nameOf));
    for (const proof of names) {
        if (proof.kind !== 'proof')
            continue;
        const outcome = proof.passed ? 'passed' : 'failed';
        // What passes at a time to come was left out where the catalog was read.
        if (proof.passed && proof.at > now)
            continue;
        const { level, at } = proof;
        if (!known.has(unchanged_nameOf({ level, outcome, startedAt: at })))
            return `a ${level} of it just ${outcome}, in ${name}`;
    }
    return undefined;
}
const eventOf = ({ at, verb, tag }) => `${at.getTime()} ${verb} ${tag}`;
const unchanged_nameOf = ({ level, outcome, startedAt }) => `${level} ${outcome} ${startedAt.getTime()}`;

;// CONCATENATED MODULE: ./build/js/catalog/witness.js







const witness_schema = schemas/* object */.Ikc({
    marks: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ trashedAt: iso/* datetime */.w$(), foundAt: iso/* datetime */.w$(), run: schemas/* string */.YjP() })),
});
/**
 * Finds the marks whose grace period is over, and records them in the store (docs/format.md) for later runs. Returns
 * the ids that an earlier run also found: a single run, whose clock may be wrong, purges nothing. Call it under the
 * source's lease. If killed before or after its one write, it has purged nothing, and the next run continues from what
 * it finds.
 */
async function witnessExpired(store, source, { graceOf, now, runId, signal }) {
    const key = objectName.expired(source);
    const earlier = await readFound(store, key, signal);
    const found = {};
    const before = new Set();
    const listed = await (0,store_store/* listFolders */.uT)(store, inKey(source), ['trash'], () => true, signal);
    const ids = listed.flatMap(({ key }) => {
        const name = parseObjectName(source, key);
        return name?.kind === 'trash' ? [name.id] : [];
    });
    const marks = await mapAtOnce(ids, async (id) => ({ id, mark: await readTrash(store, source, id, signal) }));
    for (const { id, mark } of marks) {
        if (!mark || purgeAt(mark, graceOf(mark.scope)) > now)
            continue;
        const known = earlier[id];
        // Brought back and deleted anew, it is another mark.
        const same = known?.trashedAt === mark.at.toISOString() ? known : undefined;
        if (same && same.run !== runId)
            before.add(id);
        found[id] = same ?? { trashedAt: mark.at.toISOString(), foundAt: now.toISOString(), run: runId };
    }
    if (JSON.stringify(found) === JSON.stringify(earlier))
        return before;
    if (Object.keys(found).length === 0)
        await store.remove([key], signal);
    else
        await store.put(key, encodeRecord({ version: 1, marks: found }), { signal, fromReserve: true });
    return before;
}
/** Takes away what runs have found, once no mark is left: called when marks were removed. */
async function forgetExpired(store, source, signal) {
    const key = objectName.expired(source);
    let known = false;
    for await (const stored of store.list(objectName.folder(source, 'trash'), signal)) {
        if (stored.key !== key)
            return;
        known = true;
    }
    if (known)
        await store.remove([key], signal);
}
/** Nothing where it is not there, or does not read: then no run has found anything. */
async function readFound(store, key, signal) {
    try {
        return parseRecord(witness_schema, await readObject(store, key, signal))?.marks ?? {};
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'object-missing', 'object-damaged', 'object-archived'))
            throw error;
        return {};
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/catalog.js
/** What the stores know about a source's backups: which exist, which of them count, who is writing, what is marked. */























/***/ }),

/***/ 41939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ admit),
/* harmony export */   y: () => (/* binding */ perform)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5403);
/* harmony import */ var _project_given_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22300);
/* harmony import */ var _project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36869);
/* harmony import */ var _demand_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15039);





/**
 * Judges once, before any command, who has set the policy and what this run may do by it. Gives the world with that
 * footing; every command starts from it.
 * @throws Problem `untrusted` where the command may not run here.
 */
async function admit(world, command, options) {
    const demand = (0,_demand_js__WEBPACK_IMPORTED_MODULE_4__/* .demandOf */ .M)(command, options, world.env);
    if (demand === 'nothing')
        return world;
    if (world.env['GITHUB_ACTIONS'] !== 'true')
        return { ...world, footing: { judgement: { kind: 'trusted' } } };
    const { evidence, file } = await gather(world, options);
    const judgement = (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .judge */ .S4)(evidence);
    const refused = (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .refusal */ .x5)(command, demand, judgement);
    // A file that is not there explains more than what follows from it.
    if (refused && file instanceof Error && judgement.kind !== 'foreign')
        throw file;
    if (refused)
        throw refused;
    if (judgement.kind === 'trusted' && evidence.policy.kind === 'shown' && !(file instanceof Error)) {
        return { ...world, footing: { judgement, policy: { path: file.path, text: evidence.policy.text } } };
    }
    if (judgement.kind === 'unmerged' && demand === 'read') {
        // Only here: what speaks to GitHub would make every command start slowly.
        const { readMerged } = await Promise.all(/* import() */[__webpack_require__.e(2830), __webpack_require__.e(1691), __webpack_require__.e(1388)]).then(__webpack_require__.bind(__webpack_require__, 71388));
        return { ...world, footing: { judgement, policy: await readMerged(world, judgement, options.policy) } };
    }
    return { ...world, footing: { judgement } };
}
/** Admits and runs a command, as the edges do. */
async function perform(world, command, options) {
    return (0,_project_given_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .runWithKeys */ .I)(await admit(world, command, options), command, options);
}
async function gather(world, options) {
    const { env, cwd } = world;
    const payload = (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePayload */ .ex)(await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .readEvent */ .j_)(env['GITHUB_EVENT_PATH']));
    const file = await (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .readPolicy */ .T4)(world, options.policy).catch((error) => {
        if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error))
            return error;
        throw error;
    });
    const commit = env['GITHUB_SHA'] ?? '';
    const policy = file instanceof Error
        ? { kind: 'unshown', why: file.message }
        : await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_1__/* .showCommitted */ .i3)(env['GITHUB_WORKSPACE'] ?? '', (0,_project_policy_file_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(cwd, file.path), commit);
    const of = { runner: true, event: env['GITHUB_EVENT_NAME'] ?? '', ref: env['GITHUB_REF'] ?? '', commit };
    return { evidence: { ...of, ...payload, policy }, file };
}


/***/ }),

/***/ 15039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ demandOf),
/* harmony export */   t: () => (/* binding */ compares)
/* harmony export */ });
/** What each command would do, as far as trust goes: one row each, so that a new command cannot be forgotten. */
const demands = {
    run: () => 'act',
    backup: () => 'act',
    // A proof is written into the stores, whatever its level.
    verify: () => 'act',
    restore: () => 'act',
    prune: ({ apply, plan }) => (apply || plan !== undefined ? 'act' : 'read'),
    list: () => 'read',
    show: () => 'read',
    plan: (options, env) => (options.against !== undefined ? 'compare' : compares(env, options) ? 'review' : 'read'),
    gate: ({ otherwise, override, 'override-until': until }) => otherwise === undefined && override === undefined && until === undefined ? 'read' : 'act',
    report: () => 'read',
    tag: () => 'act',
    untag: () => 'act',
    retire: () => 'act',
    // Harmless to what it holds, but it writes, with credentials, to where a policy says, and a hold never expires by
    // itself.
    hold: () => 'act',
    unhold: () => 'act',
    delete: () => 'act',
    undelete: () => 'act',
    keys: () => 'nothing',
    doctor: ({ workflow }) => (workflow?.length ? 'nothing' : 'act'),
    schema: () => 'nothing',
    init: () => 'nothing',
};
/** True where a plan compares two policies: it was asked to, or it runs for a pull request and was asked for nothing else. */
function compares(env, { against, save, shards }) {
    const pullRequest = ['pull_request', 'pull_request_target', 'merge_group'].includes(env['GITHUB_EVENT_NAME'] ?? '');
    return against !== undefined || (pullRequest && save === undefined && shards === undefined);
}
function demandOf(command, options, env) {
    return demands[command](options, env);
}


/***/ }),

/***/ 56183:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ commands),
/* harmony export */   y: () => (/* binding */ isCommand)
/* harmony export */ });
/** Every command; each is loaded only when it runs, so that `list` does not pay for `backup`. */
const commands = {
    init: {
        summary: 'Write a policy and workflows that fit each other, and print what is left for you to do',
        examples: [
            'backproof init',
            'backproof init --source app=./data/app.sqlite --store ./backups',
            'backproof init --source orders=postgres --store s3://shop-backups/prod --region eu-north-1',
        ],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(7380)]).then(__webpack_require__.bind(__webpack_require__, 97380))).init,
    },
    run: {
        summary: 'Do what the policy asks for now: backups and proofs that are due, retention',
        examples: ['backproof run', 'backproof run --source orders --apply'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7426), __webpack_require__.e(1188), __webpack_require__.e(2731), __webpack_require__.e(6291), __webpack_require__.e(6154)]).then(__webpack_require__.bind(__webpack_require__, 6154))).run,
    },
    backup: {
        summary: 'Back up now',
        examples: ['backproof backup --source orders --tag release-42 --retain'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7426)]).then(__webpack_require__.bind(__webpack_require__, 87426))).backup,
    },
    verify: {
        summary: 'Prove a backup: its objects, its contents, or a test restore',
        examples: ['backproof verify --level restore --source orders', 'backproof verify ID --level check'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(2731), __webpack_require__.e(5500)]).then(__webpack_require__.bind(__webpack_require__, 45500))).verify,
    },
    restore: {
        summary: 'Restore a backup into a new database or folder',
        examples: [
            "backproof restore ID --into '${RESTORE_URL}'",
            'backproof restore --source uploads --at 2026-02-14T12:00:00Z --into ./restored --only "invoices/**"',
        ],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(6774)]).then(__webpack_require__.bind(__webpack_require__, 36774))).restore,
    },
    prune: {
        summary: 'Show what retention would delete and why; delete with --apply',
        examples: ['backproof prune', 'backproof prune --apply --source orders', 'backproof prune --plan plan.json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(2731), __webpack_require__.e(6291), __webpack_require__.e(9201)]).then(__webpack_require__.bind(__webpack_require__, 56291))).prune,
    },
    list: {
        summary: 'List backups, newest first',
        examples: ['backproof list', 'backproof list --all --tag release-42 --since 2026-02-01 --limit 20'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(6406)]).then(__webpack_require__.bind(__webpack_require__, 66406))).list,
    },
    plan: {
        summary: 'Show what applies to each source, and why it is or is not due',
        examples: ['backproof plan', 'backproof plan --against old-policy.yml', 'backproof plan --save plan.json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7426), __webpack_require__.e(1188), __webpack_require__.e(2731), __webpack_require__.e(6291), __webpack_require__.e(6154), __webpack_require__.e(7897)]).then(__webpack_require__.bind(__webpack_require__, 77897))).plan,
    },
    gate: {
        summary: 'Fail unless a backup is recent enough, proven and in enough stores',
        examples: [
            'backproof gate --max-age 1h --verified-within 8d --copies 2',
            'backproof gate --source orders --tag release-42 --otherwise backup',
        ],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7426), __webpack_require__.e(1188), __webpack_require__.e(4967)]).then(__webpack_require__.bind(__webpack_require__, 7348))).gate,
    },
    report: {
        summary: 'Show the health of every source',
        examples: ['backproof report', 'backproof report --html health.html'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(1188), __webpack_require__.e(8284)]).then(__webpack_require__.bind(__webpack_require__, 38284))).report,
    },
    show: {
        summary: 'Show everything about one backup: parts, contents, copies, proofs, marks',
        examples: ['backproof show ID', 'backproof show ID --json'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(6955)]).then(__webpack_require__.bind(__webpack_require__, 56955))).show,
    },
    tag: {
        summary: 'Add tags to backups',
        examples: ['backproof tag ID --tag release-42 --because "shipped"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7827)]).then(__webpack_require__.bind(__webpack_require__, 87827))).tag,
    },
    untag: {
        summary: 'Remove tags from backups',
        examples: ['backproof untag ID --tag release-42'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(7827)]).then(__webpack_require__.bind(__webpack_require__, 87827))).untag,
    },
    hold: {
        summary: 'Keep backups regardless of retention',
        examples: ['backproof hold ID --because "audit 2026"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(1555)]).then(__webpack_require__.bind(__webpack_require__, 41555))).hold,
    },
    unhold: {
        summary: 'Return held backups to retention',
        examples: ['backproof unhold ID'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(1555)]).then(__webpack_require__.bind(__webpack_require__, 41555))).unhold,
    },
    delete: {
        summary: 'Delete backups by id; undelete brings them back within the grace period',
        examples: ['backproof delete ID --because "holds a customer’s data"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(1555)]).then(__webpack_require__.bind(__webpack_require__, 41555))).remove,
    },
    undelete: {
        summary: 'Bring deleted backups back',
        examples: ['backproof undelete ID'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(1555)]).then(__webpack_require__.bind(__webpack_require__, 41555))).undelete,
    },
    retire: {
        summary: 'Let go of the backups of a source that has left the policy',
        examples: ['backproof retire orders --because "moved to the new shop"'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(2826), __webpack_require__.e(4069)]).then(__webpack_require__.bind(__webpack_require__, 54069))).retire,
    },
    keys: {
        summary: 'Make keys: `keys generate`',
        examples: ['backproof keys generate', 'backproof keys generate --json'],
        load: async () => (await __webpack_require__.e(/* import() */ 3994).then(__webpack_require__.bind(__webpack_require__, 3994))).keys,
    },
    doctor: {
        summary: 'Check policy, keys, programs, sources, stores and permissions',
        examples: ['backproof doctor', 'backproof doctor --workflow .github/workflows/backup.yml'],
        load: async () => (await Promise.all(/* import() */[__webpack_require__.e(8628), __webpack_require__.e(5884), __webpack_require__.e(9452), __webpack_require__.e(8120)]).then(__webpack_require__.bind(__webpack_require__, 58120))).doctor,
    },
    schema: {
        summary: 'Print the JSON Schema of the policy file',
        examples: ['backproof schema > policy.schema.json'],
        load: async () => (await __webpack_require__.e(/* import() */ 9949).then(__webpack_require__.bind(__webpack_require__, 59949))).schema,
    },
};
function isCommand(name) {
    return Object.hasOwn(commands, name);
}


/***/ }),

/***/ 90311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Rw: () => (/* binding */ detailOf),
/* harmony export */   cz: () => (/* binding */ optionsOf),
/* harmony export */   fF: () => (/* binding */ options)
/* harmony export */ });
/** The one list of options: the command line's help and parser, the action's inputs and their test are made of it. */
const options = [
    {
        name: 'policy',
        kind: 'one',
        value: 'FILE',
        description: 'The policy file; default .github/backup-policy.yml, then backup-policy.yml',
    },
    {
        name: 'source',
        kind: 'many',
        value: 'NAME',
        description: 'Only this source; repeatable. For init: NAME=postgres (mysql, valkey ...), or app.sqlite, env:A,B_*, ./folder',
        commands: [
            'run',
            'backup',
            'verify',
            'restore',
            'prune',
            'list',
            'plan',
            'gate',
            'report',
            'doctor',
            'init',
            'retire',
        ],
    },
    {
        name: 'tag',
        kind: 'many',
        value: 'TAG',
        description: 'A tag to give, remove, list or ask for: up to 24 letters, digits and : - _ .',
        commands: ['backup', 'gate', 'list', 'tag', 'untag'],
    },
    {
        name: 'retain',
        kind: 'flag',
        description: 'Keep the new backup until it is deleted by id',
        commands: ['backup'],
    },
    {
        name: 'level',
        kind: 'one',
        value: 'LEVEL',
        description: 'check (no key), read (secret key) or restore (secret key, and Docker for PostgreSQL); default read',
        commands: ['verify'],
    },
    {
        name: 'id',
        kind: 'many',
        value: 'ID',
        description: 'This backup, by its id from `backproof list`; the id may also be given alone, without --id',
        commands: ['verify', 'restore', 'show', 'tag', 'untag', 'hold', 'unhold', 'delete', 'undelete'],
    },
    {
        name: 'timeout',
        kind: 'one',
        value: 'DURATION',
        description: 'Stop if it takes longer: 2h; default verify.timeout, else four times objectives.rto, else 6h',
        commands: ['restore'],
    },
    {
        name: 'due',
        kind: 'flag',
        description: 'Only the proofs that are due by the schedules in the policy, each at its own level',
        commands: ['verify'],
    },
    {
        name: 'at',
        kind: 'one',
        value: 'TIME',
        description: "The newest backup made by this time (ISO 8601; in the policy's time zone if it has no offset)",
        commands: ['restore'],
    },
    {
        name: 'store',
        kind: 'one',
        value: 'NAME',
        description: 'Read the copy in this store. For init: s3://BUCKET/PREFIX, or a folder',
        commands: ['verify', 'restore', 'init'],
    },
    {
        name: 'into',
        kind: 'one',
        value: 'TARGET',
        description: 'Where to restore: a database URL, or a folder or file; ${NAME} reads it from the environment',
        commands: ['restore'],
    },
    {
        name: 'raw',
        kind: 'one',
        value: 'DIR',
        description: 'Write the decrypted parts as they are into this folder, new or empty, instead of restoring them',
        commands: ['restore'],
    },
    {
        name: 'only',
        kind: 'many',
        value: 'PATTERN',
        description: 'Restore only these tables, collections, indexes, files, keys or streams',
        commands: ['restore'],
    },
    {
        name: 'overwrite',
        kind: 'one',
        value: 'TARGET',
        description: 'Replace what the target holds; repeat its database name or path to confirm',
        commands: ['restore'],
    },
    {
        name: 'create',
        kind: 'flag',
        description: 'Create the target database first if it does not exist',
        commands: ['restore'],
    },
    {
        name: 'globals',
        kind: 'one',
        value: 'WHAT',
        description: 'Roles of a database server: apply creates those that the target lacks, print only shows them as SQL',
        commands: ['restore'],
    },
    {
        name: 'keep-going',
        kind: 'flag',
        description: 'Restore what can be restored, and list what cannot (exit code 1)',
        commands: ['restore'],
    },
    {
        name: 'apply',
        kind: 'flag',
        description: 'Carry out the deletions instead of only showing them',
        commands: ['run', 'prune'],
    },
    {
        name: 'because',
        kind: 'one',
        value: 'TEXT',
        description: 'The reason; kept with the hold, the deletion, the undelete or the run record',
        commands: ['hold', 'unhold', 'delete', 'undelete', 'tag', 'untag', 'retire', 'run', 'prune'],
    },
    {
        name: 'confirm',
        kind: 'many',
        value: 'NAME',
        description: 'Repeat the id of the last backup, or the source to retire, as a terminal would ask',
        commands: ['delete', 'retire'],
    },
    {
        name: 'all',
        kind: 'flag',
        description: 'Also backups of sources that are not in the policy: renamed, removed, or their policy is lost',
        commands: ['list'],
    },
    {
        name: 'since',
        kind: 'one',
        value: 'TIME',
        description: 'Only backups made at or after this time',
        commands: ['list'],
    },
    { name: 'until', kind: 'one', value: 'TIME', description: 'Only backups made before this time', commands: ['list'] },
    { name: 'limit', kind: 'one', value: 'N', description: 'Only the newest N', commands: ['list'] },
    {
        name: 'thaw',
        kind: 'flag',
        description: 'Delete this time although a failed proof or a damaged manifest freezes deletion; give the reason with --because',
        commands: ['run', 'prune'],
    },
    {
        name: 'despite-gap',
        kind: 'flag',
        description: 'Delete although a source was silent for a long time, because the clock is right; give the reason with --because',
        commands: ['run', 'prune'],
    },
    {
        name: 'against',
        kind: 'one',
        value: 'FILE',
        description: 'Compare with this earlier policy: what the change newly deletes and keeps, and a year ahead',
        commands: ['plan'],
    },
    {
        name: 'save',
        kind: 'one',
        value: 'FILE',
        description: 'Save what retention would delete now to this file, for prune --plan',
        commands: ['plan'],
    },
    {
        name: 'plan',
        kind: 'one',
        value: 'FILE',
        description: 'Carry out exactly this saved plan; refused if the policy or a backup has changed since',
        commands: ['prune'],
    },
    {
        name: 'shards',
        kind: 'one',
        value: 'N',
        description: 'Print the matrix of a workflow that splits the sources among N jobs, at most 256',
        commands: ['plan'],
    },
    {
        name: 'shard',
        kind: 'one',
        value: 'I/N',
        description: 'Only the sources of the I-th of N jobs: 3/16',
        commands: ['run', 'verify'],
    },
    {
        name: 'max-age',
        kind: 'one',
        value: 'DURATION',
        description: 'How old the backup may be: 1h; default objectives.rpo of the source',
        commands: ['gate'],
    },
    {
        name: 'verified-within',
        kind: 'one',
        value: 'DURATION',
        description: 'How recent the last passed restore must be: 8d; default objectives.verified-within, else not required',
        commands: ['gate'],
    },
    {
        name: 'copies',
        kind: 'one',
        value: 'N',
        description: 'How many stores must have the backup; default objectives.copies, else 1',
        commands: ['gate'],
    },
    {
        name: 'otherwise',
        kind: 'one',
        value: 'backup',
        description: 'backup: if a new backup would help, make one (tagged gate, plus any --tag), then judge again',
        commands: ['gate'],
    },
    {
        name: 'override',
        kind: 'one',
        value: 'REASON',
        description: 'Pass although the gate is not met; the reason is recorded in the stores',
        commands: ['gate'],
    },
    {
        name: 'override-until',
        kind: 'one',
        value: 'TIME',
        description: 'When the override ends (ISO 8601), at most 7 days ahead',
        commands: ['gate'],
    },
    { name: 'markdown', kind: 'flag', description: 'Print the result as Markdown', commands: ['report'] },
    {
        name: 'html',
        kind: 'one',
        value: 'FILE',
        description: 'Also write the result as one HTML page',
        commands: ['report'],
    },
    {
        name: 'workflow',
        kind: 'many',
        value: 'FILE',
        description: 'Check this GitHub workflow instead: whether it leaks secrets or lets backups collide',
        commands: ['doctor'],
    },
    {
        name: 'project',
        kind: 'one',
        value: 'NAME',
        description: 'Name of the project; default: the name of the folder',
        commands: ['init'],
    },
    {
        name: 'recipient',
        kind: 'one',
        value: 'KEY',
        description: 'Public key (rpub1...) that opens the backups; without it, a pair is made and its secret key shown',
        commands: ['init'],
    },
    {
        name: 'region',
        kind: 'one',
        value: 'REGION',
        description: 'Region of the bucket that --store names',
        commands: ['init'],
    },
    {
        name: 'timezone',
        kind: 'one',
        value: 'ZONE',
        description: 'Time zone of the schedules: Europe/Stockholm; default: the one of this machine',
        commands: ['init'],
    },
    { name: 'replace', kind: 'flag', description: 'Overwrite existing files', commands: ['init'] },
    {
        name: 'quiet',
        kind: 'flag',
        description: 'Print only what needs attention',
        commands: ['run', 'backup', 'verify', 'restore', 'prune'],
    },
    {
        name: 'verbose',
        kind: 'flag',
        description: 'Print every source in full, even if nothing was due',
        commands: ['run', 'backup', 'verify', 'prune', 'report'],
    },
    { name: 'json', kind: 'flag', description: 'Print the result as one JSON document' },
];
/** How much the text of a result tells. */
function detailOf({ quiet, verbose }) {
    return quiet ? 'quiet' : verbose ? 'verbose' : 'usual';
}
/** The options that a command takes. */
function optionsOf(command) {
    const all = options;
    return all.filter((option) => !option.commands || option.commands.includes(command));
}


/***/ }),

/***/ 22300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ runWithKeys)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69581);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50053);
/* harmony import */ var _admit_demand_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(15039);
/* harmony import */ var _all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(56183);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27575);
/* harmony import */ var _secret_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(70964);







/** These say themselves, at once, what is wrong with a key that they need. */
const tellThemselves = ['doctor', 'restore', 'verify'];
/**
 * Runs a command of an admitted world. A key that is given and cannot be used is told before anything is done, and by the
 * exit code, whether or not anything of this run needs it: else the first proof that is due would find out, in weeks. What
 * needs no key is done all the same, for a backup that is not made is worse.
 */
async function runWithKeys(world, command, options) {
    const run = await _all_js__WEBPACK_IMPORTED_MODULE_4__/* .commands */ .P[command].load();
    if ((0,_admit_demand_js__WEBPACK_IMPORTED_MODULE_3__/* .demandOf */ .M)(command, options, world.env) === 'nothing')
        return run(world, options);
    const { problems, keyed } = await readGivenKeys(world);
    const aloud = problems.length > 0 && !tellThemselves.includes(command);
    if (aloud)
        for (const { message, hint } of problems)
            world.log.error(hint ? `${message}. ${hint}` : message);
    return withProblems(await run(keyed, options), problems, aloud);
}
/** What is wrong with the keys given; and the world with the file of keys read: a pipe gives its text only once. */
async function readGivenKeys(world) {
    const problems = [];
    const trying = async (body) => {
        try {
            return await body();
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
                throw error;
            problems.push(error);
            return undefined;
        }
    };
    const text = await trying(() => (0,_secret_js__WEBPACK_IMPORTED_MODULE_6__/* .readKeyText */ .ju)(world));
    const read = { BACKPROOF_SECRET_KEY: text, BACKPROOF_SECRET_KEY_FILE: undefined };
    const keyed = text === undefined ? world : { ...world, env: { ...world.env, ...read } };
    if (text !== undefined && (0,_secret_js__WEBPACK_IMPORTED_MODULE_6__/* .hasSecretKey */ .iH)(world))
        await trying(() => (0,_secret_js__WEBPACK_IMPORTED_MODULE_6__/* .readSecretKeys */ .fL)(keyed));
    const signing = world.env['BACKPROOF_SIGNING_KEY'];
    if (signing)
        await trying(() => (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_2__/* .parseSigningKey */ .UG)(signing));
    return { problems, keyed };
}
/** `aloud`: they are in the log already. */
function withProblems(result, found, aloud) {
    const known = result.problems.map(_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD);
    const fresh = found.filter(({ message }) => !known.includes(message));
    if (fresh.length === 0)
        return result;
    const { report, told = [] } = result;
    const problems = [...result.problems, ...fresh];
    if (!report || report !== result.json)
        return { ...result, problems, told: aloud ? [...told, ...fresh] : told };
    const failed = { ...report, status: 'failed', problems: [...report.problems, ...fresh.map(_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok)] };
    const text = (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_1__/* .renderText */ .S5)(failed, style);
    return { ...result, json: failed, report: failed, text, problems, told: [...told, ...fresh] };
}


/***/ }),

/***/ 36869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iw: () => (/* binding */ pathFrom),
/* harmony export */   KJ: () => (/* binding */ defaultPaths),
/* harmony export */   T4: () => (/* binding */ readPolicy),
/* harmony export */   _K: () => (/* binding */ isOutside),
/* harmony export */   z4: () => (/* binding */ mergedPaths)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _trust_trust_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5403);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(19410);





/** Where to look for a policy, in this order. */
const defaultPaths = ['.github/backup-policy.yml', 'backup-policy.yml'];
/**
 * The policy's file: the one that was named by the option, or the first of the usual places. Throws `usage` where there is
 * none, or none that may be read.
 */
async function readPolicy(world, said, option = 'policy') {
    const paths = said ? [said] : defaultPaths;
    for (const path of paths) {
        try {
            const file = pathFrom(world.cwd, path);
            await refuseLeadingOut(world, file, path);
            return { path, text: await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(file, 'utf8') };
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error))
                throw error;
            if (error.code === 'ENOENT')
                continue;
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the policy ${path} cannot be read: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(error)}`, {
                hint: 'Let this user read the file, or name another with --policy FILE.',
                cause: error,
            });
        }
    }
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `there is no policy at ${paths.join(' or ')} in ${world.cwd}`, {
        hint: option === 'against'
            ? 'Name the earlier policy with --against FILE; git show main:.github/backup-policy.yml > old.yml gives you one.'
            : 'Name it with --policy FILE (in a workflow, check the repository out first), or write one as docs/policy.md shows.',
    });
}
/**
 * What cannot be read as a policy is shown in part: on a runner, a link in a commit must not show another file of
 * the machine.
 */
async function refuseLeadingOut({ cwd, env }, file, path) {
    if (env['GITHUB_ACTIONS'] !== 'true' || isOutside(cwd, file))
        return;
    if (!isOutside(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(cwd), await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)(file)))
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the policy ${path} is a link to a place outside ${cwd}`, {
        hint: 'Put the file itself there.',
    });
}
/** True unless the path is the folder itself or below it; both absolute, links not followed. */
function isOutside(folder, file) {
    const way = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(folder, file);
    return way === '..' || way.startsWith(`..${node_path__WEBPACK_IMPORTED_MODULE_1__.sep}`) || (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(way);
}
/** A path of the policy or of an option, from the directory that the program was started in. */
function pathFrom(cwd, path) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(path) ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(cwd, path);
}
/** Where the merged branch has the policy, from the top of the repository and in the order in which it would be looked for. */
async function mergedPaths(world, policy) {
    const folder = policy === undefined ? world.cwd : (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(pathFrom(world.cwd, policy));
    const root = (await (0,_trust_trust_js__WEBPACK_IMPORTED_MODULE_3__/* .rootOf */ .I5)(folder)) ?? world.cwd;
    const files = (policy === undefined ? defaultPaths : [policy]).map((path) => pathFrom(world.cwd, path));
    if (!files.some((file) => isOutside(root, file)))
        return { root, paths: files.map((file) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.relative)(root, file)) };
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('usage', `the policy ${policy} is not in the repository, so no part of it is merged`, {
        hint: 'Name a file in the repository with --policy, or the earlier policy with --against.',
    });
}


/***/ }),

/***/ 70964:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  iH: () => (/* binding */ hasSecretKey),
  QU: () => (/* binding */ maskSecrets),
  ju: () => (/* binding */ readKeyText),
  fL: () => (/* binding */ readSecretKeys),
  jy: () => (/* binding */ readSigningKey),
  ht: () => (/* binding */ variablesOf)
});

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 15 modules
var seal = __webpack_require__(50053);
// EXTERNAL MODULE: ./build/js/world.js
var js_world = __webpack_require__(51430);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/command/project/key-file.js
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



/** Enough for a thousand keys with comments; a longer file is not a key file. */
const mostBytes = 65_536;
/**
 * The text of the file of secret keys, which may be a pipe, such as a shell's <(command). Calls `warn` for a file that
 * other users may read. Throws `key-missing` if it cannot be read, `key-invalid` if it is not a key file.
 */
async function readKeyFile(path, warn) {
    try {
        // Before it is opened: a terminal would wait, a device may do anything.
        const found = await (0,promises_.stat)(path);
        if (!found.isFile() && !found.isFIFO())
            throw refused(`${path} is neither a file nor a pipe`);
        const bytes = await readAtMost(path, mostBytes + 1);
        if (bytes.length > mostBytes)
            throw refused(`${path} is longer than 64 KiB`);
        if (found.isFile() && isMine(found.uid) && (found.mode & 0o077) !== 0)
            warn(lax(path, found.mode));
        return bytes.toString('utf8');
    }
    catch (cause) {
        if (cause instanceof problem/* Problem */.AF)
            throw cause;
        throw new problem/* Problem */.AF('key-missing', `BACKPROOF_SECRET_KEY_FILE cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Set it to a file that contains the rsec1... keys and that the user of this job may read.',
            cause,
        });
    }
}
const refused = (because) => new problem/* Problem */.AF('key-invalid', `BACKPROOF_SECRET_KEY_FILE is not a file of keys: ${because}`, {
    hint: 'Set it to the file that contains the rsec1... keys, as `backproof keys generate` printed them.',
});
async function readAtMost(path, most) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = __addDisposableResource(env_1, await (0,promises_.open)(path, 'r'), true);
        const buffer = Buffer.alloc(most);
        let length = 0;
        while (length < most) {
            const { bytesRead } = await file.read(buffer, length, most - length, null);
            if (bytesRead === 0)
                break;
            length += bytesRead;
        }
        return buffer.subarray(0, length);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** A file of another user is theirs to set, as a mounted secret is; on Windows there are no modes. */
const isMine = (uid) => process.platform !== 'win32' && uid === process.getuid?.();
function lax(path, mode) {
    const who = (mode & 0o007) !== 0 ? 'other users of this machine' : 'other users of its group';
    const may = (mode & 0o022) !== 0 && (mode & 0o044) === 0 ? 'replace' : 'read';
    const shown = (mode & 0o777).toString(8);
    return `${who} may ${may} the secret key in ${path} (its mode is ${shown}): run \`chmod 600 ${path}\``;
}

// EXTERNAL MODULE: ./build/js/command/project/policy-file.js
var policy_file = __webpack_require__(36869);
;// CONCATENATED MODULE: ./build/js/command/project/secret.js






/** Variables that the policy uses as secrets; a bucket's name or a path is none, and to mask it would garble ids. */
function variablesOf(value) {
    if (typeof value !== 'object' || value === null)
        return [];
    if ('template' in value && typeof value.template === 'string')
        return (0,policy/* secretNames */.XG)(value.template);
    return Object.values(value).flatMap(variablesOf);
}
/** Masks the values of these variables, and of those that are secrets whether a policy names them or not. */
function maskSecrets(world, names) {
    for (const name of [...names, ...js_world/* secretVariables */.c8]) {
        const value = world.env[name];
        if (!value)
            continue;
        const found = keyVariables.has(name) ? keyWords(value) : [];
        if (found.length > 0) {
            for (const key of found)
                world.mask(key);
            continue;
        }
        world.mask(value);
        for (const password of passwordsIn(value))
            world.mask(password);
        for (const word of secretWords(value))
            if (word.length >= 8)
                world.mask(word);
    }
}
/** Of a URL, also of one with several hosts, which is none by the book. */
function passwordsIn(text) {
    // What is pasted with it leaves its password a password.
    const value = text.replace(/^[\s"'`]+|[\s"'`]+$/g, '');
    if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(value))
        return [];
    const user = /^[^:]*:\/\/[^/?#@]*?:([^/?#@]*)@/s.exec(value)?.[1] ?? '';
    const parameters = new URLSearchParams(/\?(.*)$/s.exec(value)?.[1] ?? '');
    const strict = URL.canParse(value) ? new URL(value).password : '';
    const found = [user, strict, ...['password', 'sslpassword'].map((name) => parameters.get(name) ?? '')];
    return found.filter((one) => one !== '');
}
/** Without those of comments, which would garble every output. */
function secretWords(text) {
    const lines = text.split(/\r?\n/).filter((line) => !line.trimStart().startsWith('#'));
    return lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '');
}
/** True where this job can open backups. */
function hasSecretKey({ env }) {
    return Boolean(env['BACKPROOF_SECRET_KEY'] || env['BACKPROOF_SECRET_KEY_FILE']);
}
/** Throws `key-missing` where none is given, `key-invalid` for one that is none. */
async function readSecretKeys(world) {
    const given = await readKeyText(world);
    const found = keyWords(given);
    // What has no key in it is a mistyped one, or nothing that should show either.
    for (const word of found.length > 0 ? found : secretWords(given))
        world.mask(word);
    return (0,seal/* parseSecretKeys */.ac)(withoutLabels(given));
}
/** As it is given: by a variable, or by the file that another names; empty where none is. */
async function readKeyText({ env, cwd, log }) {
    const [text, file] = [env['BACKPROOF_SECRET_KEY'], env['BACKPROOF_SECRET_KEY_FILE']];
    return text || (file ? readKeyFile((0,policy_file/* pathFrom */.Iw)(cwd, file), log.warning) : '');
}
const keyVariables = new Set(['BACKPROOF_SECRET_KEY', 'BACKPROOF_SIGNING_KEY']);
/** Secret and signing keys in a text, those in comments and mistyped ones as well: the only words of it that are secret. */
function keyWords(text) {
    return text.match(/\b(rs(ec|gn)1\w+|(?!rpub1|rsig1)\w{30,})/gi) ?? [];
}
/** The secret keys of what `keys generate` printed, as a text or as JSON; any other text as it is. */
function withoutLabels(text) {
    const labelled = [...text.matchAll(/^\s*secret\s+(\S+)\s*$/gm)].map((found) => found[1]);
    if (labelled.length > 0)
        return labelled.join('\n');
    try {
        const json = JSON.parse(text);
        if (typeof json === 'object' && json !== null && 'secret' in json && typeof json.secret === 'string')
            return json.secret;
    }
    catch {
        // Not JSON: keys, or nothing that will pass for one.
    }
    return text;
}
/** undefined: none is given, and none is needed. Throws `key-missing` or `key-invalid` where its backups would not count. */
function readSigningKey({ env }, { encryption: { signers } }) {
    const given = env['BACKPROOF_SIGNING_KEY'];
    if (!given) {
        if (signers.length === 0)
            return undefined;
        throw new problem/* Problem */.AF('key-missing', 'the policy names signers, but BACKPROOF_SIGNING_KEY is not set', {
            hint: 'Set it in the jobs that back up; without it, their backups would not count.',
        });
    }
    const key = (0,seal/* parseSigningKey */.UG)(given);
    if (signers.length === 0 || signers.some((signer) => signer.toLowerCase() === key.signer))
        return key;
    throw new problem/* Problem */.AF('key-invalid', `the given signing key belongs to ${key.signer}, which the policy does not name`, {
        hint: 'Its backups would not count: set BACKPROOF_SIGNING_KEY to the key of a signer in the policy, or add this signer.',
    });
}


/***/ }),

/***/ 27575:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PM: () => (/* binding */ failureJson),
/* harmony export */   ok: () => (/* binding */ problemJson),
/* harmony export */   r_: () => (/* binding */ untold)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);

/** The problems that are still to be printed; a bug always is, for its stack. */
function untold({ problems, told = [] }) {
    return problems.filter((problem) => !(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(problem) || !told.includes(problem));
}
/** A failure as the JSON of reports has it. */
function problemJson(error) {
    if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error))
        return { code: error.code, message: error.message, ...(error.hint ? { hint: error.hint } : {}) };
    return { code: 'bug', message: (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
}
/** What stands for a result where a command failed before it had one. */
function failureJson(error) {
    return { version: 1, status: 'failed', problems: [problemJson(error)] };
}


/***/ }),

/***/ 57977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  TW: () => (/* reexport */ clusterDefaults),
  lS: () => (/* reexport */ codeFrame),
  ry: () => (/* reexport */ countIn),
  j6: () => (/* reexport */ databaseIn),
  oU: () => (/* reexport */ defaultGrace),
  Ry: () => (/* reexport */ engineNames),
  YT: () => (/* reexport */ everything),
  EV: () => (/* reexport */ hasScheme),
  cu: () => (/* reexport */ identityOf),
  jG: () => (/* reexport */ inDatabase),
  I: () => (/* reexport */ kindOf),
  UA: () => (/* reexport */ leastGraceMs),
  eg: () => (/* reexport */ memberName),
  CL: () => (/* reexport */ namesHosts),
  ON: () => (/* reexport */ parsePolicy),
  D4: () => (/* reexport */ patternsOf),
  r7: () => (/* reexport */ plainHttpFault),
  Js: () => (/* reexport */ policyFindings),
  wh: () => (/* reexport */ policySchema),
  Qe: () => (/* reexport */ preferredRole),
  TL: () => (/* reexport */ quoted),
  hd: () => (/* reexport */ readMember),
  Ce: () => (/* reexport */ requireSet),
  XG: () => (/* reexport */ secretNames),
  FN: () => (/* reexport */ serverOf),
  dr: () => (/* reexport */ shownLogin),
  IG: () => (/* reexport */ shownProgram),
  zZ: () => (/* reexport */ shownTools),
  CB: () => (/* reexport */ takesDatabase),
  rs: () => (/* reexport */ urlOf)
});

// UNUSED EXPORTS: describeDatabases, questionNames

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/policy/text/show.js
/** A key's place as people write it: `sources.orders.paths[0]`; an odd key is quoted. */
function showPath(path) {
    return path
        .map((part, index) => {
        if (typeof part === 'number')
            return `[${part}]`;
        const key = /^[A-Za-z0-9_-]{1,80}$/.test(part) ? part : showText(part);
        return index === 0 ? key : `.${key}`;
    })
        .join('');
}
/** A value for a message: short, on one line, and harmless on a terminal. */
function showValue(value) {
    if (value === undefined || value === null)
        return 'nothing';
    if (Array.isArray(value))
        return value.length === 0 ? 'an empty list' : 'a list';
    if (typeof value === 'object')
        return 'a map';
    return typeof value === 'string' ? showText(value) : `the ${typeof value} ${String(value)}`;
}
/** Quoted, cut after 60 characters. */
function showText(text) {
    return harmless(JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text));
}
/** The text without what a terminal or a log would obey: control characters and changes of writing direction. */
function harmless(text) {
    return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\u{fffd}');
}

;// CONCATENATED MODULE: ./build/js/policy/text/position.js

/** Line and columns of a range, cut at the end of its first line. */
function position(text, lines, range) {
    const start = lines.linePos(range.from);
    const line = Math.max(start.line, 1);
    const column = Math.max(start.col, 1);
    const lineEnd = text.slice(range.from, range.to).search(/\r?\n/);
    const length = lineEnd === -1 ? range.to - range.from : lineEnd;
    return { line, column, ...(length > 0 ? { endColumn: column + length } : {}) };
}
/** The tree at a path; undefined where nothing stands there. */
function treeAt(root, path) {
    let tree = root;
    for (const part of path)
        tree = tree?.children.get(String(part));
    return tree;
}
/**
 * Where to point at for a path: its value; its key where the key is wrong or the value is empty or large;
 * the nearest parent's key where nothing stands there.
 */
function rangeAt(root, path, on) {
    const tree = treeAt(root, path);
    if (!tree)
        return path.length === 0 ? root.range : rangeAt(root, path.slice(0, -1), 'key');
    const large = tree.value === null || (typeof tree.value === 'object' && tree.key !== undefined);
    return (on === 'key' || large ? tree.key : undefined) ?? tree.range;
}
/** A message may repeat what stands in the file: bounded, and harmless on a terminal and in a log. */
function oneLine(message) {
    return harmless(message.length > 1000 ? `${message.slice(0, 1000)}...` : message).replace(/\s+/g, ' ');
}
/** Nobody reads more; a file of nothing but mistakes must not take minutes. */
const most = 200;
/** Collects findings, one for each place: the first is the most telling, others at the same place would only repeat it. */
class Findings {
    all = [];
    #places = new Set();
    #text;
    #lines;
    constructor(text, lines) {
        this.#text = text;
        this.#lines = lines;
    }
    add(found) {
        const path = showPath(found.path);
        const where = position(this.#text, this.#lines, found.range);
        const place = path === '' ? `${where.line}:${where.column}` : path;
        if (this.#places.has(place) || this.all.length === most)
            return;
        this.#places.add(place);
        this.all.push({ message: oneLine(found.message), ...(found.hint ? { hint: found.hint } : {}), ...where, path });
    }
    /** Line (1-based) of a range. */
    line(range) {
        return this.position(range).line;
    }
    /** Line and columns (1-based) of a range. */
    position(range) {
        return position(this.#text, this.#lines, range);
    }
}

;// CONCATENATED MODULE: ./build/js/policy/plan/build.js



/** The parts of a policy that plans are judged by, where they are said. */
function buildPlan(input) {
    const { plan, prices } = input;
    const rules = {
        ...(plan?.['max-deletions'] === undefined ? {} : { maxDeletions: plan['max-deletions'] }),
        ...(plan?.label === undefined ? {} : { label: plan.label }),
    };
    return {
        ...(plan ? { plan: rules } : {}),
        ...(prices ? { prices: { currency: prices.currency, perGibMonth: prices['per-gib-month'] } } : {}),
    };
}
/** A price is of a store that is there. */
function checkPrices(prices, stores, root, findings) {
    for (const name of Object.keys(prices['per-gib-month'])) {
        if (stores.includes(name))
            continue;
        const path = ['prices', 'per-gib-month', name];
        findings.add({
            message: `${showPath(path)} is not a store of this policy${(0,words/* didYouMean */.au)(name, stores)}`,
            hint: stores.length > 0 ? `The stores are ${(0,words/* namesSome */.Tc)(stores, 20)}.` : undefined,
            range: rangeAt(root, path, 'key'),
            path,
        });
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time = __webpack_require__(54368);
;// CONCATENATED MODULE: ./build/js/policy/value/template.js
/** The text taken apart. A `${` that does not begin a well-formed `${NAME}` is malformed. */
function pieces(template) {
    const found = [];
    let end = 0;
    for (const match of template.matchAll(/\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{[^}]*\}?/g)) {
        if (match.index > end)
            found.push({ text: template.slice(end, match.index) });
        if (match[0] === '$${')
            found.push({ text: '${' });
        else
            found.push(match[1] === undefined ? { malformed: match[0] } : { variable: match[1] });
        end = match.index + match[0].length;
    }
    if (end < template.length)
        found.push({ text: template.slice(end) });
    return found;
}
/** Names of the variables in a text, in order, each once. */
function variables(template) {
    return [...new Set(pieces(template).flatMap((piece) => ('variable' in piece ? [piece.variable] : [])))];
}
/**
 * The text with every variable replaced, or the names of those that have no value. An empty value is none: GitHub gives
 * an empty text for a secret that does not exist.
 */
function expand(template, env) {
    const missing = variables(template).filter((name) => !envValue(env, name));
    if (missing.length > 0)
        return { missing };
    const text = pieces(template).map((piece) => {
        if ('variable' in piece)
            return envValue(env, piece.variable) ?? '';
        return 'text' in piece ? piece.text : piece.malformed;
    });
    return { text: text.join('') };
}
/** Where no variable may stand: `$${` is still a plain `${`. */
function unescaped(text) {
    return text.replaceAll('$${', '${');
}
function envValue(env, name) {
    // A secret pasted with the end of its line would break every address it stands in.
    return Object.hasOwn(env, name) ? env[name]?.replace(/\r?\n$/, '') : undefined;
}
/** A secret of the runner or of this program, which no policy may have sent or taken anywhere. */
function isReserved(name) {
    return /^(ACTIONS_\w*(TOKEN|URL)|GITHUB_TOKEN|INPUT_[\s\S]*|BACKPROOF_(SECRET_KEY|SECRET_KEY_FILE|SIGNING_KEY|GITHUB_TOKEN))$/i.test(name);
}

;// CONCATENATED MODULE: ./build/js/policy/value/address.js

/** True where `${NAME}` may stand: secrets and addresses. */
function mayHoldVariables(path) {
    const [top, , ...rest] = path.map(String);
    const at = rest.join('.');
    if (top === 'stores')
        return storeAddresses.has(at);
    if (top === 'defaults')
        return path.length === 3 && isLoginKey(path.slice(1).join('.'));
    return top === 'sources' && (isLoginKey(at) || at === 'url' || at === 'path' || /^paths\.\d+$/.test(at));
}
const isLoginKey = (at) => at === 'tools.key' || at === 'via.key';
const storeAddresses = new Set([
    's3.bucket',
    's3.endpoint',
    's3.access-key-id',
    's3.secret-access-key',
    's3.session-token',
    'directory.path',
]);
/** A server's address: the scheme where it is literal, and no password in the file. */
function serverUrlFault(template, { schemes, example }) {
    const [first] = schemes;
    const after = /^(\w+)@(.*)$/.exec(example);
    const secret = `${first}://${after?.[1] ?? 'user'}:\${PASSWORD}@${after?.[2] ?? example}`;
    if (hasLiteralPassword(template)) {
        return {
            message: 'has a password written into the file',
            hint: `Write url: \${NAME}, or ${secret}, keep the value in a secret, and change the password: it is in the history of the file.`,
        };
    }
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(template)?.[1];
    if (template.startsWith('${') || (scheme !== undefined && schemes.includes(scheme)))
        return undefined;
    return {
        message: `must begin with ${first}://${scheme ? `, not with ${scheme}://` : ''}`,
        hint: `Write url: \${NAME} for an address in an environment variable, or ${first}://${example}.`,
    };
}
/** A store's endpoint: http or https, a host, and neither credentials nor a query. */
function endpointFault(template) {
    if (hasLiteralPassword(template)) {
        return {
            message: 'has a password written into the file',
            hint: 'Write access-key-id: ${NAME} and secret-access-key: ${NAME} instead.',
        };
    }
    if (template.startsWith('${'))
        return undefined;
    const plain = pieces(template).map((piece) => ('text' in piece ? piece.text : 'x'));
    const url = URL.parse(plain.join(''));
    if (url && /^https?:$/.test(url.protocol) && !url.username && !url.search && !url.hash)
        return undefined;
    const bare = /^[\w.-]+(:\d+)?(\/|$)/.test(template);
    return {
        message: 'must be an address such as https://s3.example.com',
        ...(bare ? { hint: 'Write https:// in front of the host.' } : {}),
    };
}
/** Why a store must not be spoken to at this address: what is sent there would be read on the way. undefined: it may be. */
function plainHttpFault(endpoint, insecure) {
    const url = URL.parse(endpoint);
    if (url?.protocol !== 'http:' || insecure || isLoopback(url.hostname))
        return undefined;
    return {
        message: 'would send credentials over plain http',
        hint: 'Write https://, or insecure: true where no one else can listen on the way.',
    };
}
function isLoopback(host) {
    return /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(host);
}
/** True where a URL has a password that is not a single `${NAME}`. */
function hasLiteralPassword(template) {
    const rest = template.replace(/^[^:/?#]*:\/\//, '');
    // Else to the last @: a password may hold signs that should have been encoded.
    const hostFirst = /^(?:[\w.-]|\$\{\w+\})*(?::(?:\d+|\$\{\w+\}))?(?:[/?,#]|$)/.test(rest);
    const user = hostFirst ? '' : rest.slice(0, Math.max(0, rest.lastIndexOf('@')));
    const inUser = user.includes(':') ? user.slice(user.indexOf(':') + 1) : '';
    const inQuery = [...template.matchAll(/[?&](?:ssl)?password=([^&\s]*)/gi)].map((match) => match[1] ?? '');
    return [inUser, ...inQuery].some((password) => password !== '' && !isVariable(password));
}
/** True for a text that is one variable and nothing else. */
function isVariable(template) {
    return /^\$\{[A-Za-z_]\w*\}$/.test(template);
}
/** True for `postgres://...` and every other address with a scheme: as a path, it would make a folder named after its password. */
function hasScheme(path) {
    return /^[a-z][a-z0-9+.-]*:\/\//i.test(path);
}

;// CONCATENATED MODULE: ./build/js/policy/value/leaf.js





// Every schema's error message is what is expected, as a noun phrase ("a size such as 5GiB"): issue.ts makes the sentence.
// A custom issue says `{ expected }`, or a whole predicate in its message.
const expected = (what) => ({ error: () => what });
/** A check on a leaf: undefined where the text is right. */
function judged(schema, judge) {
    return schema.superRefine((value, context) => {
        const fault = judge(value);
        if (!fault)
            return;
        const at = fault.index ?? fault.key;
        const path = at === undefined ? {} : { path: [at] };
        context.addIssue({
            code: 'custom',
            message: fault.message,
            params: { hint: fault.hint, kind: fault.kind },
            ...path,
        });
    });
}
/** `pattern` is for editors, in the JSON Schema: it may let pass what is found here, and never the other way round. */
function parsed(what, read, pattern) {
    return schemas/* string */.YjP(expected(what))
        .transform((text, context) => {
        const result = read(text);
        if (typeof result !== 'object' || result === null || !('wrong' in result))
            return result;
        context.addIssue({ code: 'custom', message: result.wrong, params: { kind: 'expected' } });
        return core/* NEVER */.tm;
    })
        .meta({ pattern: pattern.source });
}
/** One line of text. */
const line = (what) => schemas/* string */.YjP(expected(what))
    .regex(/^[^\u0000-\u001f\u007f]{1,1000}$/, expected(`${what} of one line`))
    .transform(unescaped);
const texts = (what, item) => schemas/* array */.YOg(line(item), expected(what)).min(1, expected(what)).max(1000, expected('at most 1000 entries'));
const count = (what, max) => schemas/* int */.Whr(expected(what))
    .min(1, expected(what))
    .max(max, expected(what.endsWith(` to ${max}`) ? what : `${what}, at most ${max}`));
const size = parsed('a size such as 500MB or 5GiB', (text) => (0,words/* parseSize */.DB)(text) ?? { wrong: 'a size such as 500MB or 5GiB' }, /^\d+(\.\d+)? ?(B|[kK]B|[MGTP]B|[KMGTP]iB)$/);
const percent = schemas/* string */.YjP(expected('a percentage such as 50%'))
    .regex(/^\d{1,6}(\.\d{1,3})?%$/, expected('a percentage such as 50%'))
    .transform((text) => Number.parseFloat(text) / 100);
/** Numbers with units, the longest first. */
const units = (minutes) => new RegExp(`^(?=\\d)(\\d+y)?(\\d+mo)?(\\d+w)?(\\d+d)?(\\d+h)?(\\d+(${minutes}))?(\\d+s)?$`);
const durationText = 'a duration such as 4h, 7d, 2w, 6mo or 1y';
/** In retention, where 6m could be taken for six months, minutes are spelt out. */
const retentionDuration = parsed(durationText, (text) => (0,time/* parseDuration */.E9)(text, { minutes: 'spelt-out' }), units('min'));
const duration = parsed('a duration such as 15m, 1h or 1d', (text) => (0,time/* parseDuration */.E9)(text), units('m|min'));
const dateText = 'a date such as 2026-01-31, or a time such as 2026-01-31T09:30Z';
const date = parsed(dateText, (text) => (0,time/* parseDate */._U)(text) ?? { wrong: dateText }, /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?$/);
/** One tag, or several by `*`. */
const tagPattern = schemas/* string */.YjP(expected('a tag or a pattern such as release-*'))
    .regex(/^[A-Za-z0-9:._*-]{1,64}$/, expected('a tag of letters, digits and : - _ . with * for any run of characters'));
const imageName = schemas/* string */.YjP(expected('an image such as postgres:17'))
    .regex(/^[a-z0-9][A-Za-z0-9._/:@-]{0,254}$/, expected('an image such as postgres:17'));
/** A map whose unknown keys are mistakes; the noun names it in messages: "a postgres source". */
function map(noun, shape) {
    keysOf.set(noun, Object.keys(shape));
    return schemas/* strictObject */.rej(shape, expected(noun));
}
/** Keys of each kind of map, by noun: what an unknown key is compared with. */
const keysOf = new Map();
/** Exactly one of the keys stands in the map. */
function oneOf(schema, keys, noun) {
    return judged(schema, (value) => keys.filter((key) => value[key] !== undefined).length === 1
        ? undefined
        : { message: `must have exactly one of ${keys.join(', ')}: it is ${noun}` });
}
/** In the patterns of the JSON Schema. */
const variable = '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}';
/** A text whose variables stay in it until it is used: what comes out is the template. */
const template = (what) => schemas/* string */.YjP(expected(what)).min(1, expected(what)).max(4096, expected('at most 4096 characters'));
/** The address of a server, which may hold variables; never a password that is written out. */
const serverUrl = (form) => judged(template('the address of a server'), (text) => serverUrlFault(text, form)).meta({
    pattern: `^(?![a-z]+://[^/?#@]*:(?!${variable}@)[^/?#@]*@)(?!.*[?&]password=(?!${variable}))((${form.schemes.map((scheme) => scheme.replace('+', '\\+')).join('|')})://|\\$\\{)`,
});
const endpoint = judged(template('an address such as https://s3.example.com'), endpointFault).meta({
    pattern: '^(https?://(?![^/]*@)|\\$\\{)',
});
const keyId = template('${AWS_ACCESS_KEY_ID} or another variable');
/** A secret that must come from the environment as a whole. */
const secretText = (example) => judged(template(`\${${example}}`), (text) => isVariable(text)
    ? undefined
    : {
        message: 'is a secret written into the file',
        hint: `Write \${${example}}, keep the value in a secret of the repository, and replace the key: it is in the history of the file.`,
    }).meta({ pattern: `^${variable}$` });
/** A path of this machine. */
function place(env) {
    return judged(address('a path', env, /^[^\u0000-\u001f\u007f]+$/), (path) => {
        if (hasScheme(path))
            return { message: 'is the address of a server, not a path', hint: 'Write the path of a folder or a file.' };
        return /^~[^/]*(\/|$)/.test(path)
            ? {
                message: 'begins with ~, which only a shell replaces',
                hint: 'Write ${HOME} instead, or ./~ for a file of that name.',
            }
            : undefined;
    }).meta({ pattern: '^(?![A-Za-z][A-Za-z0-9+.-]*://)[^~]' });
}
/** An address that is no secret: its variables are replaced when the policy is read; where one is not set, the template stays. */
function address(what, env, pattern) {
    return schemas/* string */.YjP(expected(what))
        .min(1, expected(what))
        .transform((text, context) => {
        const fail = (message, params) => {
            context.addIssue({ code: 'custom', message, params });
            return core/* NEVER */.tm;
        };
        if (pieces(text).some((piece) => 'malformed' in piece))
            return fail('has a ${ without a name and a }', {});
        const result = expand(text, env);
        // Only what goes there needs it (see Unset): a restore must not fail for want of what is gone.
        if ('missing' in result)
            return text;
        if (pattern.test(result.text))
            return result.text;
        return text === result.text
            ? fail(what, { kind: 'expected' })
            : fail(`must be ${what}, which the value of ${(0,words/* namesSome */.Tc)(variables(text))} does not make it`, {});
    });
}

;// CONCATENATED MODULE: ./build/js/policy/plan/schema.js


const deletions = 'a whole number from 0';
const price = 'a price from 0, such as 0.023';
const planShape = map('plan', {
    'max-deletions': schemas/* int */.Whr(expected(deletions))
        .min(0, expected(deletions))
        .max(1_000_000_000, expected(`${deletions}, at most 1000000000`))
        .optional()
        .describe('The check of a pull request fails where the change would delete more backups than this. Default: no limit.'),
    label: judged(line('the name of a label'), (text) => text.length <= 50 ? undefined : { message: 'the name of a label of at most 50 characters', kind: 'expected' })
        .optional()
        .describe('Label of a pull request that lets a failing change through.')
        .meta({ default: 'backup-plan-approved' }),
});
const prices = (storeName) => map('prices', {
    currency: schemas/* string */.YjP(expected('three capital letters such as USD'))
        .regex(/^[A-Z]{3}$/, expected('three capital letters such as USD'))
        .describe('Currency of the prices, by its three letters (ISO 4217).')
        .meta({ examples: ['USD', 'EUR'] }),
    'per-gib-month': schemas/* record */.g1P(storeName, schemas/* number */.aig(expected(price))
        .min(0, expected(price))
        .max(1_000_000, expected(`${price}, at most 1000000`)), expected('a map of prices by the name of the store'))
        .describe('By store: the price of keeping one GiB for a month.'),
});

;// CONCATENATED MODULE: ./build/js/policy/value/ssh.js



const placeText = 'user@host, or user@host:2222 for another port than 22';
// Nothing that a shell or the options of a program could take for something else.
const ssh_form = /^(?:ssh:\/\/)?([A-Za-z_][A-Za-z0-9_.-]{0,31})@([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?$/;
const sshPlace = schemas/* string */.YjP(expected(placeText))
    .transform((text, context) => {
    const [, user = '', host = '', port] = ssh_form.exec(text) ?? [];
    const number = Number(port ?? 22);
    if (user !== '' && number > 0 && number < 65_536)
        return { user, host: host.replace(/^\[|\]$/g, ''), port: number };
    context.addIssue({ code: 'custom', message: placeText, params: { kind: 'expected' } });
    return core/* NEVER */.tm;
})
    .meta({ pattern: ssh_form.source });
const keyTypes = [
    'ssh-ed25519',
    'ecdsa-sha2-nistp256',
    'ecdsa-sha2-nistp384',
    'ecdsa-sha2-nistp521',
    'ssh-rsa',
    'sk-ssh-ed25519@openssh.com',
    'sk-ecdsa-sha2-nistp256@openssh.com',
];
const hostKeyText = 'a host key such as "ssh-ed25519 AAAAC3Nz..."';
const hostKey = judged(schemas/* string */.YjP(expected(hostKeyText)), hostKeyFault)
    .transform((text) => text
    .trim()
    .split(/[ \t]+/)
    .slice(0, 2)
    .join(' '))
    .meta({ pattern: `^\\s*(${keyTypes.map((type) => type.replaceAll('.', '\\.')).join('|')})\\s+AAAA` });
function hostKeyFault(text) {
    const words = text.trim().split(/[ \t]+/);
    const [type = '', body = ''] = words;
    const wrong = (message, hint) => ({ message, hint });
    const how = 'Write the line of /etc/ssh/ssh_host_ed25519_key.pub of that machine: ssh-ed25519 AAAA...';
    if (/^(SHA256|MD5):/.test(type))
        return wrong('is the fingerprint of a key, not the key', how);
    if (words.slice(1).some((word) => keyTypes.includes(word)) && !keyTypes.includes(type))
        return wrong('has the name of a host before the key', 'Leave it out: begin with ssh-ed25519, or what the key is of.');
    if (/[\r\n]/.test(text.trim()))
        return wrong('has several lines', 'Write a list: [KEY, KEY].');
    const bytes = Buffer.from(body, 'base64');
    const length = bytes.length > 4 ? bytes.readUInt32BE(0) : 0;
    const named = bytes.toString('latin1', 4, 4 + length);
    const whole = bytes.toString('base64').replace(/=+$/, '') === body.replace(/=+$/, '');
    if (keyTypes.includes(type) && named === type && bytes.length > 4 + length + 4 && whole)
        return undefined;
    return wrong('is not a public host key', how);
}
const key = judged(schemas/* string */.YjP(expected('${BACKUP_SSH_KEY}')), (text) => {
    if (isVariable(text))
        return undefined;
    if (/^[A-Za-z_]\w{0,80}$/.test(text))
        return {
            message: 'must be a variable, such as ${BACKUP_SSH_KEY}',
            hint: `Write key: \${NAME}, with the name of the variable that has the private key.`,
        };
    return {
        message: 'is a secret written into the file',
        hint: 'Write ${BACKUP_SSH_KEY}, keep the value in a secret of the repository, and replace the key: it is in the history of the file.',
    };
}).meta({ pattern: '^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$' });
/** The keys of a map that says how to log in somewhere. */
const sshKeys = {
    ssh: sshPlace,
    'host-key': schemas/* union */.KCZ([
        hostKey.transform((one) => [one]),
        schemas/* array */.YOg(hostKey, expected('a list of host keys'))
            .min(1, expected('a list of at least one host key'))
            .max(16, expected('at most 16 keys')),
    ], expected(hostKeyText))
        .describe('Public keys of that machine, one or a list: it must prove to have one of them. Compare them with its own before.'),
    key: key
        .optional()
        .describe('${NAME} of the variable that has the private key. Default: what an agent has (SSH_AUTH_SOCK).'),
};
/** A machine in between. */
const via = map('a map of via', {
    ssh: sshKeys.ssh.describe('user@host or user@host:port of a machine that reaches the server.'),
    'host-key': sshKeys['host-key'],
    key: sshKeys.key,
});
/** What is missing beside, or too much. */
function sshFault(input) {
    const { ssh, key, 'host-key': hostKeys } = input;
    if (ssh !== undefined && hostKeys === undefined)
        return {
            message: 'has ssh without host-key: without it, anyone on the way could answer',
            hint: 'Add host-key: "ssh-ed25519 AAAA...", the line of /etc/ssh/ssh_host_ed25519_key.pub of that machine.',
        };
    if (ssh !== undefined || (hostKeys === undefined && key === undefined))
        return undefined;
    return {
        message: `has ${hostKeys === undefined ? 'key' : 'host-key'} without ssh`,
        hint: 'Add ssh: user@host, or take it out.',
    };
}
function buildLogin(input, secret) {
    const { ssh, key, 'host-key': hostKeys } = input;
    return { ...ssh, hostKeys, ...(key === undefined ? {} : { key: secret(key) }) };
}
/** "backup@db.example:2222": for messages. */
function shownLogin({ user, host, port }) {
    return `${user}@${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`;
}

;// CONCATENATED MODULE: ./build/js/policy/value/tools.js



const serviceName = schemas/* string */.YjP(expected('the name of a service container'))
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, expected('the name of a service container'));
const podText = 'namespace/name, such as shop/orders-db-0';
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const podName = schemas/* string */.YjP(expected(podText)).regex(new RegExp(`^${label}/${label}(?:\\.${label})*$`), expected(podText));
const containerName = schemas/* string */.YjP(expected('the name of a container'))
    .regex(new RegExp(`^${label}$`), expected('the name of a container'));
const places = ['service', 'image', 'ssh', 'pod'];
const tools = schemas/* union */.KCZ([
    schemas/* enum */.k5n(['host', 'auto']),
    judged(oneOf(map('a map of tools', {
        service: serviceName.optional().describe('Name of a service container of the job.'),
        image: imageName.optional().describe('Image that a throw-away container runs.'),
        ssh: sshKeys.ssh.optional().describe('user@host or user@host:port of a machine that has the programs.'),
        'host-key': sshKeys['host-key'].optional(),
        key: sshKeys.key,
        pod: podName.optional().describe('namespace/name of a pod of Kubernetes that has the programs.'),
        container: containerName.optional().describe("Which container of the pod. Default: the pod's own default."),
    }), places, 'where client programs run'), placeFault).meta({
        oneOf: [
            { required: ['service'], maxProperties: 1 },
            { required: ['image'], maxProperties: 1 },
            { required: ['ssh', 'host-key'] },
            { required: ['pod'] },
        ],
    }),
], expected('host, auto, { service: postgres }, { image: postgres:17 }, { ssh: user@host, host-key: ... } or { pod: namespace/name }'))
    .transform((value) => {
    if (typeof value === 'string')
        return { kind: value };
    if (value.service !== undefined)
        return { kind: 'service', service: value.service };
    if (value.pod !== undefined) {
        const [namespace = '', pod = ''] = value.pod.split('/');
        return { kind: 'pod', namespace, pod, ...(value.container === undefined ? {} : { container: value.container }) };
    }
    const { ssh, key, 'host-key': hostKeys } = value;
    if (ssh !== undefined && hostKeys !== undefined)
        return { kind: 'ssh', ssh, 'host-key': hostKeys, key };
    return { kind: 'image', image: value.image ?? '' };
});
function placeFault(input) {
    // Said already.
    if (places.filter((name) => input[name] !== undefined).length !== 1)
        return undefined;
    if (input.container !== undefined && input.pod === undefined)
        return { message: 'has container without pod', hint: 'Add pod: namespace/name, or take it out.' };
    return sshFault(input);
}
function buildTools(input, secret) {
    return input.kind === 'ssh' ? { kind: 'ssh', login: buildLogin(input, secret) } : input;
}
/** Where programs run that are told apart by that: a new key of the same machine changes nothing. */
function shownTools(tools) {
    switch (tools.kind) {
        case 'service':
            return `service ${tools.service}`;
        case 'image':
            return `image ${tools.image}`;
        case 'ssh':
            return `ssh ${shownLogin(tools.login)}`;
        case 'pod':
            return `pod ${tools.namespace}/${tools.pod}${tools.container === undefined ? '' : ` (${tools.container})`}`;
        default:
            return tools.kind;
    }
}

;// CONCATENATED MODULE: ./build/js/policy/retention/preset.js

/** What each preset is short for, exactly as it would be written out. */
const rulesOf = {
    frequent: {
        keep: {},
        tiers: [
            { until: preset_length('4h'), every: 'all' },
            { until: preset_length('24h'), every: preset_length('1h') },
            { until: preset_length('7d'), every: preset_length('1d') },
            { until: preset_length('4w'), every: preset_length('1w') },
            { until: preset_length('6mo'), every: preset_length('1mo') },
        ],
        max: {},
    },
    classic: { keep: { hourly: 24, daily: 7, weekly: 4, monthly: 12 }, tiers: [], max: {} },
    light: { keep: { daily: 7, weekly: 4, monthly: 3 }, tiers: [], max: { count: 50 } },
};
/** The rules with a preset written out: what is said besides wins, in keep and max key by key. */
function expandPreset(said) {
    if (said.preset === undefined)
        return said;
    const rules = rulesOf[said.preset];
    return {
        ...said,
        keep: { ...rules.keep, ...present(said.keep ?? {}) },
        tiers: said.tiers ?? rules.tiers,
        max: { ...rules.max, ...present(said.max ?? {}) },
    };
}
/** True where nothing is left of a default's preset, because the source says itself what the preset is made of. */
function presetReplaced(preset, own) {
    return rulesOf[preset].tiers.length > 0 ? own.tiers !== undefined : own.keep !== undefined;
}
/** The map without the keys that are undefined. */
function present(map) {
    return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined));
}
function preset_length(text) {
    const duration = (0,time/* parseDuration */.E9)(text);
    if ('wrong' in duration)
        throw new TypeError(`${text} is no duration`);
    return duration;
}

;// CONCATENATED MODULE: ./build/js/policy/retention/schema.js



const keepCount = (what) => schemas/* union */.KCZ([count(`${what}, or all`, 1_000_000), schemas/* literal */.euz('all')], expected(`${what}, or all`))
    .transform((value) => (value === 'all' ? everything : value))
    .optional();
/** "all" as a count: more than there can be, and still a number that arithmetic and JSON can carry. */
const everything = Number.MAX_SAFE_INTEGER;
/** No policy makes the grace period shorter: within a day a person sees what should not have been deleted. */
const leastGraceMs = 24 * 3_600_000;
const slots = 'a whole number from 1';
const within = (what) => retentionDuration.optional().describe(`Keep ${what} of this long before the newest backup.`);
const keep = map('keep', {
    last: keepCount(slots).describe('Keep the newest N backups, or all.'),
    hourly: keepCount(slots).describe('Keep the newest backup of each of the last N hours that have one.'),
    daily: keepCount(slots).describe('Keep the newest backup of each of the last N days that have one.'),
    weekly: keepCount(slots).describe('Keep the newest backup of each of the last N weeks (ISO, from Monday) that have one.'),
    monthly: keepCount(slots).describe('Keep the newest backup of each of the last N months that have one.'),
    yearly: keepCount(slots).describe('Keep the newest backup of each of the last N years that have one.'),
    within: within('every backup'),
    'within-hourly': within('the newest backup of each hour'),
    'within-daily': within('the newest backup of each day'),
    'within-weekly': within('the newest backup of each week'),
    'within-monthly': within('the newest backup of each month'),
    'within-yearly': within('the newest backup of each year'),
    tags: schemas/* array */.YOg(schemas/* union */.KCZ([
        tagPattern.transform((tag) => [tag]),
        schemas/* array */.YOg(tagPattern, expected('a list of tags')).min(1, expected('a list of at least one tag')),
    ], expected('a tag, or a list of tags that must all be there')), expected('a list of tags'))
        .optional()
        .describe('Keep every backup with one of these tags (* is any run of characters); a list inside asks for all of its tags.'),
});
const tier = map('a tier', {
    until: retentionDuration.describe('Age, counted from the newest backup, up to which this tier holds.'),
    every: schemas/* union */.KCZ([schemas/* literal */.euz('all'), retentionDuration], expected('all, or a duration such as 1h or 1d'))
        .describe('Keep the newest backup of each such period; all keeps every backup.'),
});
const tiers = judged(schemas/* array */.YOg(tier, expected('a list of { until, every }')).max(50, expected('at most 50 tiers')), (list) => {
    const later = list.findIndex((tier, index) => {
        const before = list[index - 1];
        return before !== undefined && (0,time/* durationMs */.pc)(tier.until) <= (0,time/* durationMs */.pc)(before.until);
    });
    return later === -1
        ? undefined
        : { message: `must be in order of age: until of tier ${later + 1} is not later than the one before it` };
});
const rules = {
    keep: keep.optional().describe('Rules that keep a backup; one backup may fill several.'),
    tiers: tiers
        .optional()
        .describe('Thinning by age: until each age, keep one backup per period; past the last tier none.'),
    max: map('max', {
        count: count('a whole number from 1', 1_000_000_000).optional().describe('Backups at most.'),
        size: size.optional().describe('Bytes of all backups of the source in one store at most.'),
    })
        .optional()
        .describe('Limits: the oldest go first, but never what is protected, and never below min-keep.'),
};
const typeLimits = (what) => judged(map("a type's limits", {
    min: count('a whole number from 1', 1_000_000).optional().describe('Never fewer backups of this type.'),
    max: count('a whole number from 1', 1_000_000_000)
        .optional()
        .describe('Backups of this type at most; the oldest go first.'),
}), ({ min, max }) => {
    if (min === undefined && max === undefined)
        return { message: 'must have min or max or both' };
    return min !== undefined && max !== undefined && min > max ? { message: 'has a min above its max' } : undefined;
})
    .optional()
    .describe(what)
    .meta({ minProperties: 1 });
const presetNames = ['frequent', 'classic', 'light'];
const retention = map('retention', {
    preset: schemas/* enum */.k5n(presetNames, expected('frequent, classic or light'))
        .optional()
        .describe('Rules by name, for keep, tiers and max; what is set beside it wins. frequent: all of 4 hours, hourly to 24 hours, daily to 7 days, weekly to 4 weeks, monthly to 6 months. classic: 24 hourly, 7 daily, 4 weekly, 12 monthly. light: 7 daily, 4 weekly, 3 monthly, at most 50.'),
    ...rules,
    'min-keep': count('a whole number from 1', 1_000_000)
        .optional()
        .describe('Never fewer backups than this, regardless of the other rules.')
        .meta({ default: 3 }),
    before: date
        .optional()
        .describe("Backups from before this date (its first moment in the policy's time zone) or time are deleted, unless something protects them.")
        .meta({ examples: ['2026-01-31', '2026-01-31T09:30Z'] }),
    manual: schemas/* enum */.k5n(['keep', 'rules'], expected('keep or rules'))
        .optional()
        .describe('Manual backups: kept until they are deleted by id, or by the same rules as all.')
        .meta({ default: 'keep' }),
    types: map('types', {
        automatic: typeLimits('Backups taken by schedule.'),
        manual: typeLimits('Backups taken on demand.'),
        daily: typeLimits('Backups with the tag daily.'),
        weekly: typeLimits('Backups with the tag weekly.'),
        monthly: typeLimits('Backups with the tag monthly.'),
    })
        .optional()
        .describe('Minimums and maximums of one type of backup.'),
    protect: schemas/* array */.YOg(tagPattern, expected('a list of tags such as ["release-*"]'))
        .optional()
        .describe('Backups with one of these tags are never deleted (* is any run of characters).'),
    grace: judged(retentionDuration, (grace) => (0,time/* durationMs */.pc)(grace) < leastGraceMs
        ? { message: 'must be a day (24h) or longer, in which a mistake can be seen' }
        : undefined)
        .optional()
        .describe('How long a deleted backup can still be had back with undelete; a day at least.')
        .meta({ default: '7d' }),
});
/** Of the copies in one store. */
const storeRetention = map("a store's retention", {
    ...rules,
    grace: retentionDuration
        .optional()
        .describe('How long a copy that these rules give up stays in the store. Default: the grace period of the source. A shorter one frees its space earlier: the backup itself is still in other stores.')
        .meta({ examples: ['1d'] }),
}).meta({ anyOf: [{ required: ['keep'] }, { required: ['tiers'] }] });

;// CONCATENATED MODULE: ./build/js/policy/retention/build.js



/**
 * Each key of retention (keep, tiers, max ...) is the source's where it has one, else the default's, as a whole; presets are
 * written out before. undefined: nothing said.
 */
function mergeRetention(defaults, own) {
    if (defaults === undefined && own === undefined)
        return undefined;
    const { preset, ...below } = expandPreset(defaults ?? {});
    const above = expandPreset(own ?? {});
    const inherited = preset !== undefined && !presetReplaced(preset, above) ? { preset } : {};
    return { ...present(below), ...inherited, ...present(above) };
}
/** True where no rule would keep any backup. */
function keepsNothing(retention) {
    const keep = present(retention.keep ?? {});
    const rules = Object.keys(keep).filter((rule) => rule !== 'tags' || (keep.tags?.length ?? 0) > 0);
    return rules.length === 0 && (retention.tiers?.length ?? 0) === 0;
}
const defaultMinKeep = 3;
/** How long a deleted backup can be brought back where nothing else is said, as once its source has left the policy. */
const defaultGrace = { years: 0, months: 0, days: 7, ms: 0, text: '7d' };
/** From merged rules; a date without an offset is in the time zone. */
function buildRetention(input, timezone) {
    // Nothing said: nothing is deleted. Deleting is asked for, never assumed.
    const { preset, before, manual, types, ...rest } = input ?? { keep: { last: everything } };
    const limits = Object.entries(present(types ?? {})).map(([type, limit]) => [type, present(limit)]);
    return {
        ...(preset === undefined ? {} : { preset }),
        ...(before === undefined ? {} : { before: (0,time/* instantOf */.B9)(before, timezone) }),
        ...(manual === undefined ? {} : { manual }),
        ...(types === undefined ? {} : { types: Object.fromEntries(limits) }),
        ...buildRules(rest),
        minKeep: rest['min-keep'] ?? defaultMinKeep,
        protect: rest.protect ?? [],
        grace: rest.grace ?? defaultGrace,
    };
}
/** What keeps copies and what limits them. */
function buildRules({ keep = {}, tiers = [], max = {} }) {
    const { last, within, tags = [], hourly, daily, weekly, monthly, yearly } = keep;
    const withinPeriods = present({
        hourly: keep['within-hourly'],
        daily: keep['within-daily'],
        weekly: keep['within-weekly'],
        monthly: keep['within-monthly'],
        yearly: keep['within-yearly'],
    });
    return {
        keep: {
            ...(last === undefined ? {} : { last }),
            counts: present({ hourly, daily, weekly, monthly, yearly }),
            ...(within === undefined ? {} : { within }),
            withinPeriods,
            tags,
        },
        tiers,
        max: {
            ...(max.count === undefined ? {} : { count: max.count }),
            ...(max.size === undefined ? {} : { bytes: max.size }),
        },
    };
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/assertion.js



/** Ways to ask a restored backup for one value; which of them an engine knows is in its file of this folder. */
const questions = {
    sql: 'A query of one row and one column, run on the restored database.',
    query: 'A query in the language of the server.',
    command: 'A program and its arguments, run on what was restored: what it prints is the value.',
    http: 'A path of the restored server, read by GET: its body is the value.',
    key: 'A key of the restored server: what it holds is the value.',
    'count-of': 'A table, collection, topic, index or pattern of files: how many there are in it is the value.',
};
const questionNames = Object.keys(questions);
const asked = (what) => schemas/* string */.YjP(expected(what))
    .min(1, expected(what))
    .max(20_000, expected('at most 20,000 characters'))
    // psql takes it for a command of its own, such as a shell.
    .regex(/^\s*[^\s\\]/, expected(`${what}, which begins with no backslash`));
const assertion = judged(map('an assertion', {
    name: line('a name').optional().describe('What the assertion says, for reports.'),
    sql: asked('an SQL query').optional().describe(questions.sql),
    query: asked('a query').optional().describe(questions.query),
    command: asked('a command').optional().describe(questions.command),
    http: asked('a path').optional().describe(questions.http),
    key: asked('a key').optional().describe(questions.key),
    'count-of': asked('a name').optional().describe(questions['count-of']),
    equals: judged(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()], expected('a text or a number')), (value) => typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)
        ? { message: 'is a number of more digits than are kept exactly', hint: 'Write it between quotation marks.' }
        : undefined)
        .optional()
        .describe('What the value must be.'),
    matches: judged(schemas/* string */.YjP(expected('a regular expression'))
        .min(1, expected('a regular expression'))
        .max(1000, expected('at most 1000 characters')), notRegular)
        .optional()
        .describe('A regular expression that the value must match.'),
    min: schemas/* number */.aig(expected('a number')).optional().describe('The least that the value may be.'),
    max: schemas/* number */.aig(expected('a number')).optional().describe('The most that the value may be.'),
    required: judged(texts('a list of at least one name', 'the name of a table, a file or the like'), (names) => {
        const index = names.findIndex((one, at) => names.indexOf(one) !== at);
        return index === -1 ? undefined : { message: `is ${names[index]} for the second time`, index };
    })
        .optional()
        .describe('What must be there: tables, collections, topics, indexes, or patterns of files.'),
}), assertionFault).meta({ oneOf: [...questionNames, 'required'].map((name) => ({ required: [name] })) });
function notRegular(text) {
    try {
        new RegExp(text, 'u');
        return undefined;
    }
    catch (error) {
        return { message: `is not a regular expression: ${error.message.replace(/^.*\/u?: /s, '')}` };
    }
}
/** The one thing that it asks. */
const questionOf = (input) => questionNames.find((name) => input[name] !== undefined);
function assertionFault(input) {
    const kinds = [...questionNames, 'required'].filter((name) => input[name] !== undefined);
    if (kinds.length !== 1)
        return { message: `must have exactly one of ${[...questionNames, 'required'].join(', ')}` };
    const { equals, matches, min, max } = input;
    const bounds = min !== undefined || max !== undefined;
    const ways = [equals !== undefined, matches !== undefined, bounds].filter((one) => one).length;
    if (input.required)
        return ways > 0 ? { message: 'has equals, matches, min or max, which required does not take' } : undefined;
    if (ways !== 1)
        return { message: 'must have either equals, or matches, or min or max or both' };
    return (min ?? Number.NEGATIVE_INFINITY) > (max ?? Number.POSITIVE_INFINITY)
        ? { message: 'has a min above its max' }
        : undefined;
}
function buildAssertion(input) {
    const short = (text) => (text.length > 80 ? `${text.slice(0, 77)}...` : text);
    const kind = questionOf(input);
    if (kind === undefined) {
        const names = input.required ?? [];
        return { kind: 'required', name: input.name ?? short(`required ${names.join(', ')}`), names };
    }
    const ask = input[kind] ?? '';
    const { equals, matches, min, max } = input;
    const shown = ask.trim().replace(/\s+/g, ' ');
    const name = input.name ?? short(kind === 'sql' ? shown : `${kind} ${shown}`);
    return { kind, name, ask, expect: present({ equals, matches, min, max }) };
}

;// CONCATENATED MODULE: ./build/js/policy/source/source.js






/** What every source has, with the defaults of the policy and of this program filled in. */
function buildCommon(input, around) {
    const { defaults } = around;
    const schedule = scheduleOf(input.schedule ?? defaults.schedule);
    const readFrom = input['read-from'] ?? defaults['read-from'];
    const jitter = input.jitter ?? defaults.jitter;
    const via = input.via ?? (around.forwards && connectsHere(input.tools ?? defaults.tools) ? defaults.via : undefined);
    const objectives = { ...defaults.objectives, ...present(input.objectives ?? {}) };
    const verifiedWithin = objectives['verified-within'];
    return {
        name: around.name,
        line: around.line,
        stores: input.stores ?? defaults.stores ?? around.stores,
        ...(readFrom === undefined ? {} : { readFrom }),
        ...(schedule === undefined ? {} : { schedule }),
        ...(input.paused ? { paused: true } : {}),
        ...(jitter === undefined ? {} : { jitterMs: (0,time/* durationMs */.pc)(jitter) }),
        objectives: {
            ...(objectives.rpo ? { rpoMs: (0,time/* durationMs */.pc)(objectives.rpo) } : {}),
            ...(objectives.rto ? { rtoMs: (0,time/* durationMs */.pc)(objectives.rto) } : {}),
            ...(verifiedWithin ? { verifiedWithinMs: (0,time/* durationMs */.pc)(verifiedWithin) } : {}),
            ...(objectives.copies === undefined ? {} : { copies: objectives.copies }),
        },
        retention: buildRetention(mergeRetention(defaults.retention, input.retention), around.timezone),
        verify: buildVerify(input, defaults, around.assertionAt),
        ...(via === undefined ? {} : { via: buildLogin(via, (key) => around.secretOf(key, 'via', 'key')) }),
        tools: buildTools(input.tools ?? defaults.tools ?? { kind: 'auto' }, (key) => around.secretOf(key, 'tools', 'key')),
    };
}
/** Whether programs are where a port that is forwarded to this machine can be reached. */
const connectsHere = (tools) => tools === undefined || tools.kind === 'auto' || tools.kind === 'host' || tools.kind === 'image';
function buildVerify(input, defaults, at) {
    const own = input.verify ?? {};
    const check = scheduleOf(own.check ?? defaults.verify?.check);
    const copies = own.copies ?? defaults.verify?.copies;
    const read = scheduleOf(own.read ?? defaults.verify?.read);
    const restore = scheduleOf(own.restore ?? defaults.verify?.restore);
    const { image } = own;
    const timeout = own.timeout ?? defaults.verify?.timeout;
    return {
        ...(timeout === undefined ? {} : { timeoutMs: (0,time/* durationMs */.pc)(timeout) }),
        ...(check === undefined ? {} : { check }),
        ...(copies === undefined ? {} : { copies }),
        ...(read === undefined ? {} : { read }),
        ...(restore === undefined ? {} : { restore }),
        ...(image === undefined ? {} : { image }),
        size: present({ ...defaults.verify?.size, ...present(own.size ?? {}) }),
        assertions: (own.assert ?? []).map((assertion, index) => ({ ...buildAssertion(assertion), at: at(index) })),
    };
}
function scheduleOf(line) {
    return line === 'never' ? undefined : line;
}

;// CONCATENATED MODULE: ./build/js/policy/source/command.js






const command_text = (what, pattern) => schemas/* string */.YjP(expected(what))
    .max(20_000, expected('at most 20,000 characters'))
    .regex(pattern, expected(what))
    .transform(unescaped);
const program = schemas/* union */.KCZ([
    command_text('a program and its arguments, or a script', /^\s*[^\s\0][^\0]*$/),
    schemas/* array */.YOg(command_text('an argument', /^[^\0]*$/))
        .min(1, expected('a program and its arguments'))
        .max(1000, expected('at most 1000 arguments')),
], expected('a program and its arguments, [pg_dump, shop], or a script for bash'))
    .transform((value) => {
    if (typeof value === 'string')
        return ['bash', '--noprofile', '--norc', '-euo', 'pipefail', '-c', value];
    const [name = '', ...args] = value;
    return [name, ...args];
})
    .refine(([name]) => name !== '', expected('a program and its arguments'));
const command_variable = judged(schemas/* string */.YjP(expected('the name of a variable'))
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/, expected('the name of a variable')), (name) => isReserved(name)
    ? {
        message: 'is a secret of the runner or of this program, which no other program is given',
        hint: 'Give the program a secret of its own.',
    }
    : undefined);
const shape = (common) => judged(map('a command source', {
    engine: schemas/* literal */.euz('command').describe('Whatever programs of your own dump and restore.'),
    dump: program.describe('Writes the dump to stdout. A list is a program and its arguments, a text a script for bash.'),
    'ends-with': line('a text')
        .optional()
        .describe('What the end of a whole dump has: its very last bytes, or the beginning of one of its last lines.'),
    'min-size': size.optional().describe('A dump of fewer bytes is no backup.'),
    restore: program.optional().describe('Reads the dump from stdin, and restores it into BACKPROOF_TARGET.'),
    check: program.optional().describe('Exits 0 where what was restored into BACKPROOF_TARGET is right.'),
    facts: program.optional().describe('Prints JSON: { "rows": { NAME: NUMBER }, "objects": { KIND: [NAMES] } }.'),
    env: schemas/* array */.YOg(command_variable, expected('a list of names of variables'))
        .max(1000, expected('at most 1000 names'))
        .optional()
        .describe('Names of the variables that its programs get beside PATH, HOME and LANG.'),
    'program-timeout': duration
        .optional()
        .describe('Each of its programs is ended after this.')
        .meta({ default: '6h' }),
    consistency: schemas/* enum */.k5n(['snapshot', 'per-object', 'none'], expected('snapshot, per-object or none'))
        .optional()
        .describe('What the dump promises of its moment; nobody else can know.')
        .meta({ default: 'none' }),
    sandbox: map('a sandbox', {
        image: imageName.describe('Image of the throw-away container that proofs restore into.'),
        ready: program.describe('Exits 0 in it once a restore may begin.'),
    })
        .optional()
        .describe('A throw-away container without a network, in which restore, facts and check of a proof run.'),
    ...common.own,
    verify: common.verify('command'),
}), sourceFault);
function sourceFault(input) {
    if (input['ends-with'] === undefined && input['min-size'] === undefined)
        return {
            message: 'must have ends-with or min-size: an exit code alone does not tell a whole dump from a cut one',
            hint: 'Set ends-with to what the last line of every dump begins with, or min-size to what the smallest has.',
        };
    if (typeof input.verify?.restore !== 'string')
        return undefined;
    if (input.restore !== undefined && (input.facts !== undefined || input.check !== undefined))
        return undefined;
    return {
        message: 'has verify.restore, which needs restore, and facts or check to prove anything',
        hint: 'Add them, or take verify.restore out.',
    };
}
const defaultTimeoutMs = 6 * 3_600_000;
const command = {
    reads: 'server',
    programs: true,
    into: "'${RESTORE_TARGET}'",
    asserts: ['command', 'count-of', 'required'],
    counts: { noun: 'rows', rule: 'exact', given: 'dump (bytes)' },
    shape,
    build(input, around) {
        const { restore, check, facts, sandbox, 'ends-with': endsWith, 'min-size': minBytes } = input;
        return {
            ...buildCommon(input, around),
            engine: 'command',
            dump: input.dump,
            ...(restore === undefined ? {} : { restore }),
            ...(check === undefined ? {} : { check }),
            ...(facts === undefined ? {} : { facts }),
            ...(sandbox === undefined ? {} : { sandbox }),
            ...(endsWith === undefined ? {} : { endsWith }),
            ...(minBytes === undefined ? {} : { minBytes }),
            variables: variablesOf(input.env ?? [], around.env),
            timeoutMs: input['program-timeout'] === undefined ? defaultTimeoutMs : (0,time/* durationMs */.pc)(input['program-timeout']),
            consistency: input.consistency ?? 'none',
        };
    },
    // The same programs with other variables, or elsewhere, dump something else.
    identity({ dump, variables, tools }) {
        const whole = JSON.stringify([dump, variables.map(({ name }) => name), shownTools(tools)]);
        return { whole, content: [whole] };
    },
    describe: ({ dump }) => shownProgram(dump),
    draft: {
        example: 'command:./dump.sh (a program of your own)',
        draft(_name, text) {
            const script = /^command:(.+)$/s.exec(text)?.[1];
            if (script === undefined)
                return undefined;
            return { lines: [`dump: ${JSON.stringify(script)}`, 'min-size: 1kB'], variables: [] };
        },
        vague: {
            words: /^command$/i,
            hint: (name) => `Name the program that dumps it: --source ${name}=command:./dump.sh.`,
        },
    },
};
/** As a person wrote it. */
function shownProgram(argv) {
    const script = argv[0] === 'bash' && argv[1] === '--noprofile' ? argv.at(-1) : undefined;
    const shown = (script ?? argv.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : JSON.stringify(word))).join(' '))
        .trim()
        .replace(/\s+/g, ' ');
    return shown.length > 200 ? `${shown.slice(0, 197)}...` : shown;
}
function variablesOf(names, env) {
    return [...new Set(names)].map((name) => ({
        name,
        template: `\${${name}}`,
        reveal: () => (Object.hasOwn(env, name) ? env[name] : undefined),
    }));
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/draft.js
/** Plain where YAML reads the same back. */
const quoted = (text) => /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/.test(text) && !/^[\d.]+$/.test(text) ? text : JSON.stringify(text);
/** The beginning of a variable's name: "orders" is ORDERS. */
const variableName = (name) => name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_');

;// CONCATENATED MODULE: ./build/js/policy/source/environment.js





const environment_name = judged(schemas/* string */.YjP(expected('the name of a variable'))
    .regex(/^[A-Za-z_][A-Za-z0-9_]{0,254}\*?$/, expected('the name of a variable, or how it begins and a *: SHOP_*')), (text) => isReserved(text)
    ? {
        message: 'is a secret of the runner or of this program, which a backup would hand to everybody who can open it',
        hint: 'Keep a copy of it elsewhere, and name the variables of the application alone.',
    }
    : undefined);
const environment_shape = (common) => oneOf(map('an environment source', {
    engine: schemas/* literal */.euz('environment').describe('Variables of the environment, or a file of secrets.'),
    variables: judged(schemas/* array */.YOg(environment_name, expected('a list of names of variables'))
        .min(1, expected('a list of at least one name of a variable'))
        .max(1000, expected('at most 1000 names')), (names) => {
        const index = names.findIndex((one, at) => names.indexOf(one) !== at);
        return index === -1 ? undefined : { message: `is ${names[index]} for the second time`, index };
    })
        .optional()
        .describe('Names of variables, which must have a value; SHOP_* takes all that begin so. Never their values.')
        .meta({ uniqueItems: true, examples: [['API_KEY', 'SHOP_*']] }),
    path: place(common.env).optional().describe('A file of secrets. May contain ${NAME}.'),
    ...common.own,
    verify: common.verify('environment'),
}), ['variables', 'path'], 'what is backed up');
const environment = {
    reads: 'machine',
    into: './restored.env',
    asserts: [],
    counts: { noun: 'secrets', rule: 'exact' },
    shape: environment_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'environment',
        allowed: input.variables ?? [],
        variables: environment_variablesOf(input.variables ?? [], around.env),
        ...(input.path === undefined ? {} : { path: input.path }),
    }),
    identity: ({ allowed, path = '' }) => ({
        whole: JSON.stringify([allowed, path]),
        content: [...allowed, ...(path === '' ? [] : [`file ${path}`])],
    }),
    describe: ({ allowed, path }) => (path === undefined ? `variables ${allowed.join(', ')}` : `the file ${path}`),
    draft: {
        example: 'env:API_KEY,SHOP_* (variables)',
        draft(_name, text) {
            const names = /^env:(.+)$/.exec(text)?.[1]?.split(',');
            if (!names)
                return undefined;
            const exact = names.filter((one) => !one.endsWith('*'));
            return {
                lines: [`variables: [${names.map(quoted).join(', ')}]`],
                variables: exact.map((one) => ({ name: one, example: 'VALUE' })),
            };
        },
        vague: { words: /^env(ironment)?$/i, hint: (name) => `Name its variables: --source ${name}=env:API_KEY,SHOP_*.` },
    },
};
/** Sorted by name. What belongs to the runner or to this program is never taken by a pattern. */
function environment_variablesOf(allowed, env) {
    const there = Object.keys(env).filter((one) => env[one] !== undefined && !isReserved(one));
    const taken = new Map();
    for (const one of allowed) {
        const begins = one.endsWith('*') ? one.slice(0, -1) : undefined;
        if (begins === undefined)
            taken.set(one, true);
        else
            for (const found of there)
                if (found.startsWith(begins) && !taken.has(found))
                    taken.set(found, false);
    }
    return [...taken]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, required]) => ({
        name,
        template: `\${${name}}`,
        required,
        reveal: () => (Object.hasOwn(env, name) ? env[name] : undefined),
    }));
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/selection.js

const selection = (what, program) => map(`a selection of ${what}`, {
    include: texts('a list of at least one pattern', 'a pattern')
        .optional()
        .describe(`Patterns of the ${what} to dump, as ${program} takes them; default: all.`),
    exclude: texts('a list of at least one pattern', 'a pattern')
        .optional()
        .describe(`Patterns of ${what} to leave out.`),
});
function buildSelection({ include = [], exclude = [] } = {}) {
    return { include, exclude };
}
/** "(only tables a, b)", "(without tables c)": nothing where everything is taken. */
function describeSelection(what, { include, exclude }) {
    return [
        ...(include.length > 0 ? [`(only ${what} ${include.join(', ')})`] : []),
        ...(exclude.length > 0 ? [`(without ${what} ${exclude.join(', ')})`] : []),
    ];
}

;// CONCATENATED MODULE: ./build/js/policy/source/files.js





const patterns = judged(texts('a list of at least one pattern', 'a pattern'), (list) => {
    const negated = list.find((pattern) => pattern.startsWith('!'));
    return negated === undefined
        ? undefined
        : {
            message: 'has a pattern that begins with !, which means nothing here',
            hint: 'Set what to take with include and what to leave out with exclude.',
        };
});
const files_shape = (common) => map('a files source', {
    engine: schemas/* literal */.euz('files').describe('Directories and files, as one tar.'),
    paths: schemas/* array */.YOg(place(common.env), expected('a list of at least one path'))
        .min(1, expected('a list of at least one path'))
        .max(1000, expected('at most 1000 paths'))
        .describe('Directories and files. May contain ${NAME}.'),
    preset: schemas/* enum */.k5n(['certificates', 'configuration'], expected('certificates or configuration'))
        .optional()
        .describe('What the files are, which tells what to look for: private keys that others may read, links out of the paths, certificates and when they expire. certificates: there must be at least one.'),
    include: patterns.optional().describe('Only what matches one of these patterns.'),
    exclude: patterns.optional().describe('Nothing that matches one of these patterns.'),
    ...common.own,
    verify: common.verify('files'),
});
const files = {
    reads: 'machine',
    into: './restored',
    asserts: ['count-of', 'required'],
    counts: { noun: 'files', rule: 'within' },
    shape: files_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'files',
        paths: input.paths,
        ...(input.preset === undefined ? {} : { preset: input.preset }),
        ...buildSelection(input),
    }),
    identity: ({ paths, include, exclude }) => ({ whole: JSON.stringify([paths, include, exclude]), content: paths }),
    describe: (source) => [source.paths.join(', '), ...describeSelection('files', source)].join(' '),
    draft: {
        example: './uploads (a folder)',
        // Any name can be one of a file or a folder.
        draft: (_name, text) => ({
            lines: [`paths: [${quoted(text)}]`],
            variables: [],
            path: { path: text, kind: 'file or folder' },
        }),
        vague: { words: /^(files?|folder|directory)$/i, hint: (name) => `Name the folder: --source ${name}=./${name}.` },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/git.js




const git_shape = (common) => oneOf(map('a git source', {
    engine: schemas/* literal */.euz('git').describe('A git repository: every ref, and all that they reach.'),
    url: serverUrl({ schemes: ['https', 'ssh', 'file'], example: 'user@host/owner/repository.git' })
        .optional()
        .describe('https://user:${TOKEN}@host/repository.git, ssh://git@host/repository.git, or file:///repository.git.'),
    path: place(common.env)
        .optional()
        .describe('A repository of this machine, in place of url. May contain ${NAME}.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a repository without a single ref is backed up, and is no failure.')
        .meta({ default: false }),
    ...common.own,
    verify: common.verify('git'),
}), ['url', 'path'], 'what is backed up');
const git = {
    reads: 'machine',
    into: './restored.git',
    asserts: ['count-of', 'required'],
    counts: { noun: 'commits', rule: 'exact' },
    shape: git_shape,
    build(input, around) {
        const agent = around.env['SSH_AUTH_SOCK'];
        return {
            ...buildCommon(input, around),
            engine: 'git',
            ...(input.url === undefined ? {} : { url: around.secret(input.url, 'url') }),
            ...(input.path === undefined ? {} : { path: input.path }),
            allowEmpty: input['allow-empty'] ?? false,
            ...(agent === undefined ? {} : { agent }),
        };
    },
    identity(source) {
        const where = describeGit(source);
        return { whole: where, content: [where] };
    },
    describe: describeGit,
    draft: {
        example: 'git:. (a repository), git:https://host/repository.git',
        draft(name, text) {
            const where = /^git:(.+)$/.exec(text)?.[1];
            if (where === undefined)
                return undefined;
            if (!/^[a-z+]+:\/\//i.test(where))
                return { lines: [`path: ${quoted(where)}`], variables: [] };
            const variable = `${variableName(name)}_REPOSITORY_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: where.replace(/\/\/[^@/]*@/, '//USER:TOKEN@') }],
            };
        },
        vague: {
            words: /^git$/i,
            hint: (name) => `Name the repository: --source ${name}=git:./${name}, or git:https://host/${name}.git.`,
        },
    },
};
function describeGit({ url, path }) {
    return url?.template ?? `the repository ${path ?? ''}`;
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
;// CONCATENATED MODULE: ./build/js/policy/source/kafka.js






const kafka_shape = (common) => map('a kafka source', {
    engine: schemas/* literal */.euz('kafka')
        .describe('Topics of a Kafka cluster, with their configurations and the offsets of groups.'),
    url: serverUrl({ schemes: ['kafka'], example: 'user@host:9092?tls=on&sasl=SCRAM-SHA-512' }).describe('kafka://user:${PASSWORD}@host:9092,host2:9092?tls=on&sasl=SCRAM-SHA-512, or one ${NAME} for all of it.'),
    ...common.own,
    topics: selection('topics', 'a name with * and ?')
        .optional()
        .describe('Which topics. Default: all but those of Kafka itself.'),
    groups: selection('groups', 'a name with * and ?')
        .optional()
        .describe('The offsets of which groups. Default: all.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a cluster without topics is no failure.')
        .meta({ default: false }),
    verify: common.verifyOnServer('kafka'),
});
const kafka = {
    reads: 'server',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['count-of', 'required'],
    counts: { noun: 'records', of: 'partitions', rule: 'exact' },
    shape: kafka_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'kafka',
        url: around.secret(input.url, 'url'),
        topics: buildSelection(input.topics),
        groups: buildSelection(input.groups),
        allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of topics of the same cluster is not another source.
    identity: ({ url: { template }, topics, groups }) => ({
        whole: JSON.stringify([template, topics, groups]),
        content: [template],
    }),
    server({ url }) {
        try {
            return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1];
        }
        catch (error) {
            // Whoever connects says so.
            if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
                throw error;
            return undefined;
        }
    },
    describe: ({ url, topics, groups }) => [url.template, ...describeSelection('topics', topics), ...describeSelection('groups', groups)].join(' '),
    draft: {
        example: 'kafka',
        draft(name, text) {
            if (text !== 'kafka')
                return undefined;
            const variable = `${variableName(name)}_KAFKA_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'kafka://USER:PASSWORD@HOST:9092?tls=on&sasl=SCRAM-SHA-512' }],
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/kind/cluster.js




const clusterDefaults = { prefer: 'auto', maxLagMs: 60_000 };
const hostPattern = /^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]{0,252}[A-Za-z0-9_.])?)(:\d{1,5})?$/;
/** The keys of a source whose URL may name several hosts. */
const clusterKeys = {
    hosts: judged(schemas/* array */.YOg(schemas/* string */.YjP(expected('a host such as db-1.example:5432'))
        .regex(hostPattern, expected('a host such as db-1.example:5432')), expected('a list of hosts such as [db-1.example, db-2.example:5433]'))
        .min(1, expected('a list of at least one host'))
        .max(32, expected('at most 32 hosts')), (list) => {
        const twice = list.find((host, index) => list.indexOf(host) !== index);
        return twice === undefined ? undefined : { message: `has ${twice} twice` };
    })
        .optional()
        .describe('The servers of one cluster, primary and replicas, in place of the host of url; each with its port where that is not the one of url.')
        .meta({ uniqueItems: true, examples: [['db-1.example', 'db-2.example:5433']] }),
    prefer: schemas/* enum */.k5n(['auto', 'replica', 'primary'], expected('auto, replica or primary'))
        .optional()
        .describe('Which of several hosts is dumped: auto takes a replica for backups by schedule, and the primary for all others.')
        .meta({ default: 'auto' }),
    'max-lag': duration
        .optional()
        .describe('A replica that lags more than this, or by an unknown time, is not dumped. Default: 60s.')
        .meta({ examples: ['60s'] }),
};
function buildCluster(input) {
    const { hosts, prefer, 'max-lag': lag } = input;
    if (hosts === undefined && prefer === undefined && lag === undefined)
        return {};
    return {
        cluster: {
            ...(hosts === undefined ? {} : { hosts }),
            prefer: prefer ?? clusterDefaults.prefer,
            maxLagMs: lag === undefined ? clusterDefaults.maxLagMs : (0,time/* durationMs */.pc)(lag),
        },
    };
}
/** The address of a cluster as the policy writes it: with other hosts, the same URL is that of another cluster. */
const clusterAddress = ({ url: { template }, cluster }) => cluster?.hosts === undefined ? template : `${template} at ${[...cluster.hosts].sort().join(',')}`;
const describeCluster = ({ cluster }) => cluster?.hosts === undefined ? [] : [`(hosts ${cluster.hosts.join(', ')})`];
const authority = /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/;
/** What dumps of it take turns at; undefined where a variable of the URL has no value. */
function clusterServer({ url, cluster }) {
    if (cluster?.hosts !== undefined)
        return cluster.hosts.join(',');
    try {
        return authority.exec(url.reveal())?.[1];
    }
    catch (error) {
        // Whoever connects says so.
        if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
            throw error;
        return undefined;
    }
}
/** Whether the policy file itself says the names of the hosts: else they came with a secret. */
function namesHosts({ url, cluster }) {
    if (cluster?.hosts !== undefined)
        return true;
    const hosts = authority.exec(url.template)?.[1];
    return hosts !== undefined && !hosts.includes('${');
}
/** The role that a backup asks for; what has none is asked for the primary. */
function preferredRole({ cluster }, trigger) {
    const { prefer } = cluster ?? clusterDefaults;
    if (prefer !== 'auto')
        return prefer;
    return trigger === 'schedule' ? 'replica' : 'primary';
}

;// CONCATENATED MODULE: ./build/js/policy/value/member-name.js

const longest = 100;
/**
 * The name of a source that is one database of a server: "orders/tenant_7". What may not stand in a key is written byte by byte,
 * `Tenant "7"` as "=54enant=20=227=22": in lower case, for file systems that take A for a. A longer one than keys can hold ends
 * in its digest. Two databases never have one name. Pure.
 */
function memberName(group, database) {
    return `${group}/${encoded(database)}`;
}
function encoded(database) {
    const bytes = [...Buffer.from(database)].map((byte, at, all) => {
        const char = String.fromCharCode(byte);
        // Two dots lead upwards to some, and a last one is lost to others.
        const isPlain = /[a-z0-9_-]/.test(char) || (char === '.' && at > 0 && at < all.length - 1 && all[at - 1] !== byte);
        return isPlain ? char : `=${byte.toString(16).padStart(2, '0')}`;
    });
    const text = bytes.join('');
    if (text !== '' && text.length <= longest)
        return text;
    let begin = '';
    for (const one of bytes) {
        if (begin.length + one.length > longest - 34)
            break;
        begin += one;
    }
    return `${begin}=x${(0,external_node_crypto_.createHash)('sha256').update(database).digest('hex').slice(0, 32)}`;
}
/** The group of such a name, and its database; without one where the name has only its digest. undefined: it is no such name. */
function readMember(name) {
    const [, group, text] = /^([^/]+)\/([a-z0-9._=-]{1,100})$/.exec(name) ?? [];
    if (group === undefined || text === undefined)
        return undefined;
    const bytes = [...text.matchAll(/=([0-9a-f]{2})|([^=])/g)].map(([, hex, char = '']) => hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16));
    const database = Buffer.from(bytes).toString();
    return { group, database: encoded(database) === text ? database : undefined };
}

;// CONCATENATED MODULE: ./build/js/policy/value/server-path.js
// What stands before the path may hold variables, and the password of one may hold anything but these.
const server_path_form = /^(\s*[a-z][a-z0-9+.-]*:\/\/[^/?#]*)(?:\/([^?#\s]*))?((?:\?[^#]*)?)$/is;
/** The database that the URL of a server names after its host; empty where it names none, or is a variable as a whole. */
function databaseIn(url) {
    return server_path_form.exec(url.trim())?.[2] ?? '';
}
/** The same URL with this database in it; what is no URL comes back unchanged, for whoever parses it to say so. */
function inDatabase(url, database) {
    const [, before, , query = ''] = server_path_form.exec(url.trim()) ?? [];
    return before === undefined ? url : `${before}/${encodeURIComponent(database)}${query}`;
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/databases.js




const databases = schemas/* union */.KCZ([
    schemas/* literal */.euz('all'),
    judged(texts('all or a list of at least one pattern', 'a pattern such as tenant_*'), (patterns) => {
        if (patterns.length === 1 && patterns[0] === 'all')
            return {
                message: 'takes only a database that is called all',
                hint: 'Write databases: all, without brackets.',
                index: 0,
            };
        const index = patterns.findIndex((one) => one === '!' || /^!!/.test(one));
        return index === -1 ? undefined : { message: 'must have a pattern after its !', index };
    }),
], expected('all, or a list of patterns such as ["tenant_*", "!tenant_test*"]'))
    .optional()
    .describe('Every database of the server that matches is a source of its own: all, or patterns with * and ?; those that begin with ! are left out.');
function buildDatabases(input) {
    if (input === undefined)
        return {};
    const patterns = input === 'all' ? [] : input;
    const exclude = patterns.filter((one) => one.startsWith('!')).map((one) => one.slice(1));
    return { databases: { include: patterns.filter((one) => !one.startsWith('!')), exclude } };
}
/** As the policy has them; none: all. */
const patternsOf = ({ include, exclude }) => [
    ...include,
    ...exclude.map((one) => `!${one}`),
];
/** Which of the server it names, in words; for the policy's text and for people. */
function describeDatabases(databases) {
    const names = patternsOf(databases);
    return names.length === 0 ? '(all databases)' : `(databases ${names.join(', ')})`;
}
function takesDatabase({ include, exclude }, database) {
    const matches = (pattern) => expressionOf(pattern).test(database);
    return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}
function expressionOf(pattern) {
    const source = pattern.replaceAll(/[*?]|[^*?]+/g, (text) => text === '*' ? '.*' : text === '?' ? '.' : RegExp.escape(text));
    return new RegExp(`^${source}$`, 'su');
}
/** What is wrong with a URL beside `databases`, as far as the policy's text shows it. */
function databasesFault(input) {
    if (input.databases === undefined)
        return undefined;
    const named = databaseIn(input.url);
    if (named === '')
        return undefined;
    return {
        message: `names the database ${named}, and databases names them as well`,
        hint: `Take /${named} out of url, or take databases out.`,
        key: 'url',
    };
}
/** One database of the server, as a source of its own. */
function memberOf({ databases: _, ...source }, member) {
    const { url } = source;
    return { ...source, name: memberName(member.group, member.database), member, url: urlOf(url, member.database) };
}
/** The address of one database of the server. */
function urlOf(url, database) {
    const within = inDatabase(url.template, database);
    // One variable for all of it has no place for the name.
    const template = within === url.template ? `${within}/${encodeURIComponent(database)}` : within;
    return {
        template,
        reveal: () => inDatabase(url.reveal(), database),
        origin: () => url.origin(),
        toJSON: () => template,
    };
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/mysql-family.js







const flag = (what) => schemas/* boolean */.zMY(expected('true or false')).optional().describe(what).meta({ default: false });
function mysqlFamily(member) {
    const { name, noun, program, schemes } = member;
    const [scheme] = schemes;
    const shape = (common) => judged(map(`a ${name} source`, {
        engine: schemas/* literal */.euz(name).describe(`A ${noun} database, by ${program}.`),
        url: serverUrl({ schemes, example: 'user@host:3306/database' }).describe(`${scheme}://user:\${PASSWORD}@host:3306/database, or one \${NAME} for all of it.`),
        ...clusterKeys,
        databases: databases,
        ...common.own,
        tables: selection('tables', 'names with * and ?').optional().describe('Which tables.'),
        users: flag("The server's users go along, with their rights and the digests of their passwords."),
        'allow-empty': flag('A database without anything in it is a backup, too.'),
        'rounded-floats': flag('No warning of FLOAT columns, which are backed up rounded to six digits.'),
        verify: common.verifyOnServer(name),
    }), databasesFault);
    return {
        reads: 'server',
        forwards: true,
        programs: true,
        into: "'${RESTORE_URL}'",
        asserts: ['sql', 'count-of', 'required'],
        counts: { noun: 'rows', of: 'tables', rule: 'exact' },
        shape,
        build: (input, around) => ({
            ...buildCommon(input, around),
            engine: name,
            url: around.secret(input.url, 'url'),
            ...buildCluster(input),
            ...buildDatabases(input.databases),
            tables: buildSelection(input.tables),
            users: input.users ?? false,
            allowEmpty: input['allow-empty'] ?? false,
            roundedFloats: input['rounded-floats'] ?? false,
        }),
        // Another choice of tables of the same database is not another source.
        identity: (source) => ({
            whole: JSON.stringify([
                clusterAddress(source),
                source.tables,
                source.users,
                ...(source.databases ? [source.databases] : []),
            ]),
            content: [clusterAddress(source)],
        }),
        server: clusterServer,
        describe: (source) => [
            source.url.template,
            ...describeCluster(source),
            ...(source.databases ? [describeDatabases(source.databases)] : []),
            ...describeSelection('tables', source.tables),
            ...(source.users ? ['(with users)'] : []),
        ].join(' '),
        // Users are the server's.
        member: (source, member) => ({
            ...memberOf(source, member),
            users: source.users && member.carries,
        }),
        draft: {
            example: name,
            draft(source, text) {
                if (text !== name)
                    return undefined;
                const variable = `${variableName(source)}_DATABASE_URL`;
                return {
                    lines: [`url: \${${variable}}`],
                    variables: [{ name: variable, example: `${scheme}://USER:PASSWORD@HOST/DATABASE` }],
                    service: {
                        name,
                        because: `${program} of the same version as the database. The server in it is not used.`,
                        image: member.image,
                        env: { [member.passwordVariable]: '${{ github.run_id }}' },
                        options: `--health-cmd "${member.admin} ping" --health-interval 5s --health-timeout 5s --health-retries 20`,
                    },
                };
            },
        },
    };
}

;// CONCATENATED MODULE: ./build/js/policy/source/mariadb.js

const mariadb = mysqlFamily({
    name: 'mariadb',
    noun: 'MariaDB',
    program: 'mariadb-dump',
    schemes: ['mariadb', 'mysql'],
    image: 'mariadb:11.8',
    passwordVariable: 'MARIADB_ROOT_PASSWORD',
    admin: 'mariadb-admin',
});

;// CONCATENATED MODULE: ./build/js/policy/source/kind/keyed-url.js


/** The address of a server that is asked by HTTP with an API key: that stands where other addresses have a user. */
const keyedUrl = (variable, host) => judged(serverUrl({ schemes: ['https', 'http'], example: host }), (text) => /^[a-z]+:\/\/[^@/?#:$]+@/.test(text)
    ? {
        message: 'has an API key written into the file',
        hint: `Write url: https://\${${variable}}@${host}, keep the value in a secret, and replace the key: it is in the history of the file.`,
    }
    : undefined);
/** "search.example:7700"; undefined: it is not known here. */
function hostOf(url) {
    try {
        return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1];
    }
    catch (error) {
        // Whoever connects says so.
        if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
            throw error;
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/policy/source/meilisearch.js






const meilisearch_shape = (common) => map('a meilisearch source', {
    engine: schemas/* literal */.euz('meilisearch').describe('The indexes of a Meilisearch server: documents and settings.'),
    url: keyedUrl('MEILISEARCH_API_KEY', 'host:7700').describe('https://${MEILISEARCH_API_KEY}@host:7700, http://host:7700 without a key, or one ${NAME} for all of it.'),
    ...common.own,
    indexes: selection('indexes', 'a name with * and ?').optional().describe('Which indexes. Default: all.'),
    'dump-dir': place(common.env)
        .optional()
        .describe("The folder of the server's dumps (its --dump-dir), where this machine has it mounted: then a dump as of one moment is taken. May contain ${NAME}. Default: pages are read by HTTP, each when it is asked for."),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a server without indexes is no failure.')
        .meta({ default: false }),
    verify: common.verifyOnServer('meilisearch'),
});
const meilisearch = {
    reads: 'server',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['count-of', 'required'],
    counts: { noun: 'documents', of: 'indexes', rule: 'exact' },
    shape: meilisearch_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'meilisearch',
        url: around.secret(input.url, 'url'),
        indexes: buildSelection(input.indexes),
        ...(input['dump-dir'] === undefined ? {} : { dumpDir: input['dump-dir'] }),
        allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of indexes of the same server is not another source.
    identity: ({ url: { template }, indexes }) => ({
        whole: JSON.stringify([template, indexes]),
        content: [template],
    }),
    server: ({ url }) => hostOf(url),
    describe: ({ url, indexes }) => [url.template, ...describeSelection('indexes', indexes)].join(' '),
    draft: {
        example: 'meilisearch',
        draft(name, text) {
            if (text !== 'meilisearch')
                return undefined;
            const variable = `${variableName(name)}_MEILISEARCH_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'https://API_KEY@HOST:7700' }],
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/mongodb.js







const mongodb_flag = (what, standard) => schemas/* boolean */.zMY(expected('true or false')).optional().describe(what).meta({ default: standard });
const mongodb_shape = (common) => judged(map('a mongodb source', {
    engine: schemas/* literal */.euz('mongodb').describe('A database of MongoDB, in the format of mongodump --archive.'),
    url: serverUrl({ schemes: ['mongodb', 'mongodb+srv'], example: 'user@host:27017/database' }).describe('mongodb://user:${PASSWORD}@host:27017/database?authSource=admin, mongodb+srv://..., or one ${NAME} for all of it.'),
    databases: databases,
    ...common.own,
    collections: selection('collections', 'a name with * and ?')
        .optional()
        .describe('Which collections and views. Default: all.'),
    snapshot: mongodb_flag('False: each collection as of its own moment, also where the server (a replica set, 5.0 or later) has snapshots.', true),
    users: mongodb_flag('Users and roles that were made in this database go along, with the digests of their passwords.', false),
    'allow-empty': mongodb_flag('True: a database without collections is no failure.', false),
    verify: common.verifyOnServer('mongodb'),
}), databasesFault);
const mongodb = {
    reads: 'server',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['query', 'count-of', 'required'],
    counts: { noun: 'documents', of: 'collections', rule: 'exact' },
    shape: mongodb_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'mongodb',
        url: around.secret(input.url, 'url'),
        ...buildDatabases(input.databases),
        collections: buildSelection(input.collections),
        snapshot: input.snapshot ?? true,
        users: input.users ?? false,
        allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of collections of the same database is not another source.
    identity: ({ url: { template }, collections, users, databases: some }) => ({
        whole: JSON.stringify([template, collections, users, ...(some ? [some] : [])]),
        content: [template],
    }),
    server({ url }) {
        try {
            return /^[a-z+]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1];
        }
        catch (error) {
            // Whoever connects says so.
            if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
                throw error;
            return undefined;
        }
    },
    describe: ({ url, collections, users, databases: some }) => [
        url.template,
        ...(some ? [describeDatabases(some)] : []),
        ...describeSelection('collections', collections),
        ...(users ? ['(with users)'] : []),
    ].join(' '),
    // Users that go along were made in the database.
    member: memberOf,
    draft: {
        example: 'mongodb',
        draft(name, text) {
            if (text !== 'mongodb')
                return undefined;
            const variable = `${variableName(name)}_DATABASE_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'mongodb://USER:PASSWORD@HOST/DATABASE?authSource=admin' }],
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/mysql.js

const mysql = mysqlFamily({
    name: 'mysql',
    noun: 'MySQL',
    program: 'mysqldump',
    schemes: ['mysql'],
    image: 'mysql:9.7',
    passwordVariable: 'MYSQL_ROOT_PASSWORD',
    admin: 'mysqladmin',
});

;// CONCATENATED MODULE: ./build/js/policy/source/nats.js






const url = judged(serverUrl({ schemes: ['nats', 'tls'], example: 'user@host:4222' }), (text) => 
// A user without a password is a token.
/^[a-z]+:\/\/[^@/?#:$]+@/.test(text) && !/[?&](?:creds|nkey)=/.test(text)
    ? {
        message: 'has a token written into the file',
        hint: 'Write url: nats://${TOKEN}@host:4222, keep the value in a secret, and change the token: it is in the history of the file.',
    }
    : undefined);
const nats_shape = (common) => map('a nats source', {
    engine: schemas/* literal */.euz('nats')
        .describe('The streams of an account of NATS JetStream, with KV buckets, object stores and consumers.'),
    url: url.describe('nats://user:${PASSWORD}@host:4222, nats://${TOKEN}@host:4222, or one ${NAME} for all of it.'),
    ...common.own,
    streams: selection('streams', 'a name with * and ?').optional().describe('Which streams. Default: all.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: an account without streams is no failure.')
        .meta({ default: false }),
    verify: common.verifyOnServer('nats'),
});
const nats = {
    reads: 'server',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['key', 'count-of', 'required'],
    counts: { noun: 'messages', of: 'streams', rule: 'exact' },
    shape: nats_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'nats',
        url: around.secret(input.url, 'url'),
        streams: buildSelection(input.streams),
        allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of streams of the same account is not another source.
    identity: ({ url: { template }, streams }) => ({
        whole: JSON.stringify([template, streams]),
        content: [template],
    }),
    server({ url }) {
        try {
            return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1];
        }
        catch (error) {
            // Whoever connects says so.
            if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
                throw error;
            return undefined;
        }
    },
    describe: ({ url, streams }) => [url.template, ...describeSelection('streams', streams)].join(' '),
    draft: {
        example: 'nats',
        draft(name, text) {
            if (text !== 'nats')
                return undefined;
            const variable = `${variableName(name)}_NATS_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'nats://USER:PASSWORD@HOST' }],
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/opensearch.js






const nouns = { opensearch: 'OpenSearch', elasticsearch: 'Elasticsearch' };
const opensearch_url = judged(serverUrl({ schemes: ['https', 'http'], example: 'user@host:9200' }), (text) => 
// A user without a password is a key of the API.
/^[a-z]+:\/\/[^@/?#:$]+@/.test(text)
    ? {
        message: 'has an API key written into the file',
        hint: 'Write url: https://${API_KEY}@host:9200, keep the value in a secret, and change the key: it is in the history of the file.',
    }
    : undefined);
const opensearch_shape = (product) => (common) => map(`an ${product} source`, {
    engine: schemas/* literal */.euz(product)
        .describe(`The indexes of ${nouns[product]}, with mappings, settings, aliases, templates and ingest pipelines.`),
    url: opensearch_url.describe('https://user:${PASSWORD}@host:9200, https://${API_KEY}@host:9200, or one ${NAME} for all of it.'),
    ...common.own,
    indexes: selection('indexes', 'a name with * and ?')
        .optional()
        .describe('Which indexes. Default: all whose names begin with no dot.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a server without indexes is no failure.')
        .meta({ default: false }),
    verify: common.verifyOnServer(product),
});
/** Both products' sources are written alike. */
function searchKind(product) {
    return {
        reads: 'server',
        forwards: true,
        into: "'${RESTORE_URL}'",
        asserts: ['query', 'http', 'count-of', 'required'],
        counts: { noun: 'documents', of: 'indexes', rule: 'exact' },
        shape: opensearch_shape(product),
        build: (input, around) => ({
            ...buildCommon(input, around),
            engine: product,
            url: around.secret(input.url, 'url'),
            indexes: buildSelection(input.indexes),
            allowEmpty: input['allow-empty'] ?? false,
        }),
        // Another choice of indexes of the same server is not another source.
        identity: ({ url: { template }, indexes }) => ({
            whole: JSON.stringify([template, indexes]),
            content: [template],
        }),
        server({ url }) {
            try {
                return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1];
            }
            catch (error) {
                // Whoever connects says so.
                if (!(0,problem/* isProblem */.AN)(error, 'secret-missing'))
                    throw error;
                return undefined;
            }
        },
        describe: ({ url, indexes }) => [url.template, ...describeSelection('indexes', indexes)].join(' '),
        draft: {
            example: product,
            draft(name, text) {
                if (text !== product)
                    return undefined;
                const variable = `${variableName(name)}_URL`;
                return {
                    lines: [`url: \${${variable}}`],
                    variables: [{ name: variable, example: 'https://USER:PASSWORD@HOST:9200' }],
                };
            },
        },
    };
}
const opensearch = searchKind('opensearch');
const elasticsearch = searchKind('elasticsearch');

;// CONCATENATED MODULE: ./build/js/policy/source/postgres.js







const postgres_shape = (common) => judged(map('a postgres source', {
    engine: schemas/* literal */.euz('postgres').describe('A PostgreSQL database, by pg_dump.'),
    url: serverUrl({ schemes: ['postgres', 'postgresql'], example: 'user@host:5432/database' }).describe('postgres://user:${PASSWORD}@host:5432/database, or one ${NAME} for all of it.'),
    ...clusterKeys,
    databases: databases,
    ...common.own,
    jobs: count('a whole number from 1', 64)
        .optional()
        .describe("pg_dump's processes; above 1 in the directory format.")
        .meta({ default: 1 }),
    globals: schemas/* enum */.k5n(['without-passwords', 'with-passwords', 'none'], expected('without-passwords, with-passwords or none'))
        .optional()
        .describe('Roles and tablespaces: dumped without the passwords of roles, with them, or not at all.')
        .meta({ default: 'without-passwords' }),
    tables: selection('tables', 'pg_dump').optional().describe('Which tables.'),
    schemas: selection('schemas', 'pg_dump').optional().describe('Which schemas.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a database without anything in it is backed up, too.')
        .meta({ default: false }),
    verify: common.verifyOnServer('postgres'),
}), databasesFault);
const postgres = {
    reads: 'server',
    forwards: true,
    programs: true,
    into: "'${RESTORE_URL}'",
    asserts: ['sql', 'count-of', 'required'],
    counts: { noun: 'rows', of: 'tables', rule: 'exact' },
    shape: postgres_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'postgres',
        url: around.secret(input.url, 'url'),
        ...buildCluster(input),
        ...buildDatabases(input.databases),
        jobs: input.jobs ?? 1,
        globals: input.globals ?? 'without-passwords',
        tables: buildSelection(input.tables),
        schemas: buildSelection(input.schemas),
        ...(input['allow-empty'] ? { allowEmpty: true } : {}),
    }),
    // Another choice of tables of the same database is not another source.
    identity: (source) => ({
        whole: JSON.stringify([
            clusterAddress(source),
            source.schemas,
            source.tables,
            ...(source.databases ? [source.databases] : []),
        ]),
        content: [clusterAddress(source)],
    }),
    server: clusterServer,
    describe: (source) => [
        source.url.template,
        ...describeCluster(source),
        ...(source.databases ? [describeDatabases(source.databases)] : []),
        ...describeSelection('schemas', source.schemas),
        ...describeSelection('tables', source.tables),
    ].join(' '),
    // Roles are the server's.
    member: (source, member) => ({ ...memberOf(source, member), ...(member.carries ? {} : { globals: 'none' }) }),
    draft: {
        example: 'postgres',
        draft(name, text) {
            if (!/^postgres(ql)?$/.test(text))
                return undefined;
            const variable = `${variableName(name)}_DATABASE_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'postgres://USER:PASSWORD@HOST/DATABASE' }],
                service: {
                    name: 'postgres',
                    because: 'pg_dump of the same version as the database. The server in it is not used.',
                    image: 'postgres:17',
                    env: { POSTGRES_PASSWORD: '${{ github.run_id }}' },
                    options: '--health-cmd pg_isready --health-interval 5s --health-timeout 5s --health-retries 10',
                },
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/qdrant.js






const qdrant_shape = (common) => map('a qdrant source', {
    engine: schemas/* literal */.euz('qdrant').describe('The collections of a Qdrant server, with their aliases.'),
    url: keyedUrl('QDRANT_API_KEY', 'host:6333').describe('https://${QDRANT_API_KEY}@host:6333, http://host:6333 without a key, or one ${NAME} for all of it.'),
    ...common.own,
    collections: selection('collections', 'a name with * and ?')
        .optional()
        .describe('Which collections. Default: all.'),
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a server without collections is no failure.')
        .meta({ default: false }),
    verify: common.verifyOnServer('qdrant'),
});
const qdrant = {
    reads: 'server',
    forwards: true,
    into: "'${RESTORE_URL}'",
    asserts: ['count-of', 'required'],
    counts: { noun: 'points', of: 'collections', rule: 'exact' },
    shape: qdrant_shape,
    build: (input, around) => ({
        ...buildCommon(input, around),
        engine: 'qdrant',
        url: around.secret(input.url, 'url'),
        collections: buildSelection(input.collections),
        allowEmpty: input['allow-empty'] ?? false,
    }),
    // Another choice of collections of the same server is not another source.
    identity: ({ url: { template }, collections }) => ({
        whole: JSON.stringify([template, collections]),
        content: [template],
    }),
    server: ({ url }) => hostOf(url),
    describe: ({ url, collections }) => [url.template, ...describeSelection('collections', collections)].join(' '),
    draft: {
        example: 'qdrant',
        draft(name, text) {
            if (text !== 'qdrant')
                return undefined;
            const variable = `${variableName(name)}_QDRANT_URL`;
            return {
                lines: [`url: \${${variable}}`],
                variables: [{ name: variable, example: 'https://API_KEY@HOST:6333' }],
            };
        },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/valkey.js





const products = {
    valkey: { noun: 'Valkey', schemes: ['valkey', 'valkeys', 'redis', 'rediss'], image: 'valkey/valkey:9.1' },
    redis: { noun: 'Redis', schemes: ['redis', 'rediss'], image: 'redis:8.0' },
};
const valkey_shape = (product) => (common) => map(`a ${product} source`, {
    engine: schemas/* literal */.euz(product).describe(`All databases of a ${products[product].noun} server.`),
    url: serverUrl({ schemes: [...products[product].schemes], example: 'user@host:6379' }).describe(`${product}://user:\${PASSWORD}@host:6379, or one \${NAME} for all of it.`),
    ...clusterKeys,
    ...common.own,
    'allow-empty': schemas/* boolean */.zMY(expected('true or false'))
        .optional()
        .describe('True: a server without a key and a function is backed up, too.')
        .meta({ default: false }),
    verify: common.verifyOnServer(product),
});
/** Both products' sources are written alike. */
function keyValueKind(product) {
    return {
        reads: 'server',
        forwards: true,
        into: "'${RESTORE_URL}'",
        asserts: ['key', 'count-of', 'required'],
        counts: { noun: 'keys', rule: 'within' },
        shape: valkey_shape(product),
        build: (input, around) => ({
            ...buildCommon(input, around),
            engine: product,
            url: around.secret(input.url, 'url'),
            ...buildCluster(input),
            allowEmpty: input['allow-empty'] ?? false,
        }),
        identity: (source) => ({ whole: clusterAddress(source), content: [clusterAddress(source)] }),
        server: clusterServer,
        describe: (source) => [source.url.template, ...describeCluster(source)].join(' '),
        draft: {
            example: product,
            draft(name, text) {
                if (text !== product)
                    return undefined;
                const variable = `${variableName(name)}_URL`;
                return {
                    lines: [`url: \${${variable}}`],
                    variables: [{ name: variable, example: `${product}://USER:PASSWORD@HOST:6379` }],
                };
            },
        },
    };
}
const valkey = keyValueKind('valkey');

;// CONCATENATED MODULE: ./build/js/policy/source/redis.js

const redis = keyValueKind('redis');

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/js/policy/source/sqlite.js





const sqlite_shape = (common) => map('a sqlite source', {
    engine: schemas/* literal */.euz('sqlite').describe('An SQLite database file, copied consistently while in use.'),
    path: place(common.env).describe('The database file. May contain ${NAME}.'),
    ...common.own,
    verify: common.verify('sqlite'),
});
const sqlite = {
    reads: 'machine',
    into: './restored.sqlite',
    asserts: ['sql', 'count-of', 'required'],
    counts: { noun: 'rows', of: 'tables', rule: 'exact' },
    shape: sqlite_shape,
    build: (input, around) => ({ ...buildCommon(input, around), engine: 'sqlite', path: input.path }),
    identity: ({ path }) => ({ whole: path, content: [path] }),
    describe: ({ path }) => path,
    draft: {
        example: 'app.sqlite (a database file)',
        draft(_name, text) {
            if (!['.sqlite', '.sqlite3', '.db'].includes((0,external_node_path_.extname)(text).toLowerCase()))
                return undefined;
            const folder = `a folder, not a database of SQLite. Write engine: files and paths: [${text}].`;
            return { lines: [`path: ${quoted(text)}`], variables: [], path: { path: text, kind: 'file', folder } };
        },
        vague: { words: /^sqlite3?$/i, hint: (name) => `Name the database's file: --source ${name}=./${name}.sqlite.` },
    },
};

;// CONCATENATED MODULE: ./build/js/policy/source/all.js


















/** Every engine: names, keys, schema, manifests and `init` follow from this table. `init` asks in this order. */
const kinds = {
    postgres: postgres,
    mysql: mysql,
    mariadb: mariadb,
    sqlite: sqlite,
    mongodb: mongodb,
    valkey: valkey,
    redis: redis,
    nats: nats,
    kafka: kafka,
    qdrant: qdrant,
    meilisearch: meilisearch,
    opensearch: opensearch,
    elasticsearch: elasticsearch,
    environment: environment,
    git: git,
    command: command,
    files: files,
};
const engineNames = Object.keys(kinds);
function isEngine(name) {
    return typeof name === 'string' && Object.hasOwn(kinds, name);
}
/** What is known of an engine without loading it. */
function kindOf(engine) {
    return kinds[engine];
}
/** The schema of a source of each engine. */
function sourceShapes(common) {
    const shapes = engineNames.map((name) => [name, kinds[name].shape(common)]);
    return Object.fromEntries(shapes);
}
/** The server that a dump of the source is taken from: one at a time is enough for it. undefined: none, or it is not known. */
function serverOf(source) {
    const server = kindOf(source.engine).server?.(source);
    // The same address may be another server from there.
    const { tools, via } = source;
    const place = tools.kind === 'ssh' || tools.kind === 'pod' ? shownTools(tools) : via && shownLogin(via);
    const from = place === undefined ? '' : ` from ${place}`;
    return server === undefined ? undefined : `${source.engine} ${server}${from}`;
}
/** What the source backs up, as the policy writes it: the same under another name is the same source. */
function identityOf(source) {
    const { whole, content } = kindOf(source.engine).identity(source);
    const ofEngine = (text) => JSON.stringify([source.engine, text]);
    return { whole: ofEngine(whole), content: content.map(ofEngine) };
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/shape.js








const sizeChange = map('size', {
    shrink: judged(percent, (part) => (part <= 1 ? undefined : { message: 'must be at most 100%' }))
        .optional()
        .describe('A backup may be this much smaller (sealed) than the median of the last seven before it.')
        .meta({ pattern: '^(\\d{1,2}(\\.\\d{1,3})?|100(\\.0{1,3})?)%$' }),
    grow: percent
        .optional()
        .describe('A backup may be this much larger (sealed) than the median of the last seven before it.'),
}).describe('How far the size may be from what is usual before a backup is reported.');
/** The keys that every source has, and those of `verify` and `defaults`: an engine's file adds its own. */
function commonShape(context) {
    const cron = (what) => judged(schemas/* string */.YjP(expected('a cron line such as "0 2 * * *"')), (text) => {
        if (text === 'never')
            return undefined;
        if (text.length > 200)
            return { message: 'is too long for a cron line' };
        const wrong = context.checks.cron(text, context.timezone);
        return wrong === undefined
            ? undefined
            : {
                message: `is not a cron line: ${wrong}`,
                hint: 'Write five fields: minute hour day-of-month month day-of-week.',
            };
    })
        .optional()
        .describe(what)
        .meta({ pattern: '^(never|\\s*\\S+(\\s+\\S+){4}\\s*)$', examples: ['0 2 * * *'] });
    const storeName = judged(schemas/* string */.YjP(expected('the name of a store')), (name) => {
        if (!context.stores || context.stores.includes(name))
            return undefined;
        return {
            message: `is not a store of this policy${(0,words/* didYouMean */.au)(name, context.stores)}`,
            ...(context.stores.length > 0 ? { hint: `The stores are ${(0,words/* namesSome */.Tc)(context.stores, 20)}.` } : {}),
        };
    });
    const names = (empty) => judged(schemas/* array */.YOg(storeName, expected('a list of names of stores')).min(1, expected(empty)), (list) => {
        const twice = list.find((name, index) => list.indexOf(name) !== index);
        return twice === undefined ? undefined : { message: `has ${twice} twice` };
    })
        .meta({ uniqueItems: true })
        .optional();
    const verify = {
        check: cron('When the copies of a backup are compared with its manifest, byte by byte and without a key, in every store: those of the newest backup, and of the one that was checked longest ago; never, or nothing: only after each backup.'),
        read: cron('When backups are downloaded, opened and read through; never, or nothing: only on demand.'),
        restore: cron('When the newest backup is restored into a throw-away place; never, or nothing: only on demand.'),
        copies: schemas/* enum */.k5n(['one', 'all'], expected('one or all'))
            .optional()
            .describe('What a read by schedule reads: one copy, each store in turn, or all copies each time.')
            .meta({ default: 'one' }),
        timeout: duration
            .optional()
            .describe('A proof or a restore that takes longer is ended. Default: four times objectives.rto, else 6h.')
            .meta({ examples: ['2h'] }),
        size: sizeChange.optional(),
    };
    const asserted = {
        ...verify,
        assert: schemas/* array */.YOg(assertion, expected('a list of assertions'))
            .max(200, expected('at most 200 assertions'))
            .optional()
            .describe('What must hold in a restored backup.'),
    };
    const common = {
        stores: names('a list of at least one store').describe('Names of the stores that every backup goes to. Default: all stores.'),
        'read-from': names('a list of at least one store').describe('Stores that a restore and a proof read first, in this order; the others follow, the nearest first: directories, then S3.'),
        schedule: cron("Five-field cron line in the policy's time zone; never, or nothing: only on demand."),
        jitter: judged(duration, (length) => (0,time/* durationMs */.pc)(length) < 86_400_000 ? undefined : { message: 'must be shorter than 24h' })
            .optional()
            .describe('Each tick is delayed by up to this, so that sources do not all start at once.')
            .meta({ examples: ['10m'] }),
        objectives: map('objectives', {
            rpo: duration.optional().describe('Recovery point: the newest backup is never older than this.'),
            rto: duration.optional().describe('Recovery time: a test restore takes at most this long.'),
            'verified-within': duration.optional().describe('The newest proof by a restore is never older than this.'),
            copies: count('a whole number from 1', 1000).optional().describe('Stores that must hold the newest backup.'),
        })
            .optional()
            .describe('What reports measure against, and what a gate asks for.'),
        retention: retention
            .optional()
            .describe('What is kept and for how long. If not set, here or in defaults, everything is kept.'),
        via: via
            .optional()
            .describe("A machine that forwards a port to the source's server, by ssh, as long as the source is open."),
        tools: tools.optional().describe('Where client programs run. Default: auto.').meta({ default: 'auto' }),
    };
    const own = {
        ...common,
        paused: schemas/* boolean */.zMY(expected('true or false'))
            .optional()
            .describe('True: no backups by schedule, until this is taken out.')
            .meta({ default: false }),
    };
    const proven = 'How backups are proven.';
    return {
        env: context.env,
        own,
        defaults: map('defaults', { ...common, verify: map('verify of defaults', verify).optional().describe(proven) }),
        /** Of the sources of one engine, named by it. */
        verify: (engine) => map(`${(0,words/* withArticle */.vJ)(engine)} source's verify`, asserted)
            .optional()
            .describe(proven),
        /** The same where a proof starts a throw-away server. */
        verifyOnServer: (engine) => map(`${(0,words/* withArticle */.vJ)(engine)} source's verify`, {
            ...asserted,
            image: imageName
                .optional()
                .describe("Image of the throw-away server. Default: matches the dumped server's version."),
        })
            .optional()
            .describe(proven),
    };
}

;// CONCATENATED MODULE: ./build/js/policy/store/schema.js




/** What a variable makes of an address is known where the store is opened. */
const literalHttpFault = (endpoint, insecure) => endpoint === undefined || endpoint.includes('${') ? undefined : plainHttpFault(endpoint, insecure);
/** A store: exactly one of its kinds. */
function storeShape(env) {
    const s3 = judged(map('an s3 store', {
        bucket: address('a bucket name such as shop-backups', env, /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
            .describe('Name of the bucket. May be or contain ${NAME}.')
            .meta({ pattern: '^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|.*\\$\\{.*)$' }),
        region: schemas/* string */.YjP(expected('a region such as eu-north-1, or auto'))
            .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, expected('a region such as eu-north-1, or auto'))
            .describe('Region of the bucket; auto for stores without regions.')
            .meta({ examples: ['eu-north-1', 'auto'] }),
        prefix: judged(schemas/* string */.YjP(expected('a folder such as prod or shop/prod')), (text) => {
            const right = text === '' ||
                /^\/?(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9!_.*'()-]+(?:\/[A-Za-z0-9!_.*'()-]+)*\/?$/.test(text);
            return right && text.length <= 300
                ? undefined
                : { message: 'a folder such as prod or shop/prod', kind: 'expected' };
        })
            .optional()
            .describe('Folder in the bucket that holds the backups.')
            .meta({ default: '', pattern: '^(?!(.*/)?\\.{1,2}(/|$))[^\\\\]*$' }),
        endpoint: endpoint
            .optional()
            .describe("Address of a store that is not Amazon's. May be or contain ${NAME}.")
            .meta({ examples: ['https://example.r2.cloudflarestorage.com'] }),
        'path-style': schemas/* boolean */.zMY(expected('true or false'))
            .optional()
            .describe("Bucket in the path instead of in the host name. Default: true where the endpoint is not Amazon's."),
        insecure: schemas/* boolean */.zMY(expected('true or false'))
            .optional()
            .describe('true: allow plain http to another machine than this one. Credentials are then sent in the clear.')
            .meta({ default: false }),
        'access-key-id': keyId
            .optional()
            .describe("Access key, as ${NAME}. Default: the environment's (AWS_ACCESS_KEY_ID, OpenID Connect, a role)."),
        'secret-access-key': secretText('AWS_SECRET_ACCESS_KEY')
            .optional()
            .describe('Its secret, as ${NAME}; never literal.'),
        'session-token': secretText('AWS_SESSION_TOKEN')
            .optional()
            .describe('Session token of temporary keys, as ${NAME}.'),
        'storage-class': schemas/* string */.YjP(expected('a storage class such as STANDARD_IA'))
            .regex(/^[A-Z][A-Z0-9_]{0,63}$/, expected('a storage class such as STANDARD_IA'))
            .optional()
            .describe("Storage class of the data; never of keys, manifests, proofs and the lease. Default: the bucket's.")
            .meta({ examples: ['STANDARD_IA', 'GLACIER_IR'] }),
        encryption: judged(map("a store's encryption", {
            type: schemas/* enum */.k5n(['AES256', 'aws:kms'], expected('AES256 or aws:kms')).describe('Whose key the store uses.'),
            'key-id': line('the id of a KMS key').optional().describe('Key of aws:kms; default: the one of the account.'),
        }), (value) => value.type === 'AES256' && value['key-id'] !== undefined
            ? { message: 'has a key-id, which only type aws:kms takes' }
            : undefined)
            .optional()
            .describe('Encryption by the store itself, on top of the sealing that is always done.'),
        'max-parts': count('a whole number from 1', 10_000)
            .optional()
            .describe('Parts of one upload at most; some stores take 1000.')
            .meta({ default: 10_000 }),
        checksums: schemas/* enum */.k5n(['auto', 'always', 'never'], expected('auto, always or never'))
            .optional()
            .describe('Checksums of the S3 protocol: auto sends them to Amazon only, for others refuse them. Ours are always there.')
            .meta({ default: 'auto' }),
    }), (value) => (value['access-key-id'] === undefined) === (value['secret-access-key'] === undefined) &&
        (value['session-token'] === undefined || value['access-key-id'] !== undefined)
        ? literalHttpFault(value.endpoint, value.insecure ?? false)
        : { message: 'must have access-key-id and secret-access-key together' }).meta({
        dependencies: {
            'access-key-id': ['secret-access-key'],
            'secret-access-key': ['access-key-id'],
            'session-token': ['access-key-id'],
        },
    });
    const directory = map('a directory store', {
        path: place(env).describe('Directory, relative to where the program runs. May be or contain ${NAME}.'),
        'min-free': size
            .optional()
            .describe('Space that must stay free on its file system; a backup does not start below it.')
            .meta({ default: '0B', examples: ['5GiB'] }),
    });
    return oneOf(map('a store', {
        s3: s3.optional().describe('A bucket of Amazon S3 or of a store that speaks its protocol.'),
        directory: directory.optional().describe('A directory of a disk or a mounted share.'),
        retention: storeRetention
            .optional()
            .describe('How long copies stay in this store. Default: as long as the backup is kept.'),
        timeout: judged(duration, ({ years, months, days, ms }) => years + months + days === 0 && ms >= 1_000 && ms <= 12 * 3_600_000
            ? undefined
            : { message: 'a duration from 1s to 12h', kind: 'expected' })
            .optional()
            .describe('How long one run waits for this store without progress; then it is given up for that run.')
            .meta({ default: '2m', examples: ['2m'] }),
    }), ['s3', 'directory'], 'one place').meta({ oneOf: [{ required: ['s3'] }, { required: ['directory'] }] });
}

;// CONCATENATED MODULE: ./build/js/policy/value/name.js
/** Names of projects, stores and sources: parts of object names, so nothing that a path or a URL would read differently. */
const namePattern = /^(?!.*\.\.)[a-z0-9][a-z0-9._-]{0,62}$/;
const nameRule = 'a name of at most 63 lower-case letters, digits, and . _ - inside (no ..)';
/** A right name near a wrong one: `My Shop` gives `my-shop`. */
function asName(text) {
    const name = text
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/\.{2,}/g, '.')
        .replace(/^[^a-z0-9]+|-+$/g, '')
        .slice(0, 63);
    return namePattern.test(name) && name !== text ? name : undefined;
}

;// CONCATENATED MODULE: ./build/js/policy/value/timezone.js

/** Why a text is not an IANA time zone; undefined where it is one. */
function timezoneWrong(text) {
    // Intl takes offsets such as +01:00 too: those know no daylight saving, and cron lines would drift.
    if (/^[A-Za-z]/.test(text) && isZone(text))
        return undefined;
    const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')];
    const city = zones.find((zone) => zone.split('/').at(-1)?.toLowerCase() === text.toLowerCase().replaceAll(' ', '_'));
    return `is not an IANA time zone such as Europe/Stockholm or UTC${city ? `; did you mean ${city}?` : (0,words/* didYouMean */.au)(text, zones)}`;
}
function isZone(text) {
    try {
        new Intl.DateTimeFormat('en', { timeZone: text });
        return true;
    }
    catch (error) {
        if (error instanceof RangeError)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/policy/schema.js








/** The whole file, and its parts: they are read one by one, so that a mistake in one hides none in another. */
function policyShapes(context) {
    const common = commonShape(context);
    const source = sourceShapes(common);
    const store = storeShape(context.env);
    const name = schemas/* string */.YjP().regex(namePattern);
    const key = (kind, prefix) => judged(schemas/* string */.YjP(expected(`a public key that begins with ${prefix}1`)), (text) => {
        const wrong = context.checks[kind](text);
        if (wrong === undefined)
            return undefined;
        const because = /^(is|has|does|mixes) /.test(wrong) ? `it ${wrong}` : wrong;
        return { message: `is not a ${kind}'s public key: ${because}`, hint: keyHint(prefix) };
    }).meta({ pattern: `^(${prefix}1|${prefix.toUpperCase()}1)` });
    const top = {
        version: schemas/* literal */.euz(1, expected('the number 1, the only version of this format'))
            .describe('Version of this format.'),
        project: schemas/* string */.YjP(expected(nameRule))
            .regex(namePattern, expected(nameRule))
            .describe('Name of what is backed up, for reports.'),
        timezone: judged(schemas/* string */.YjP(expected('an IANA time zone such as Europe/Stockholm')), (text) => {
            const wrong = timezoneWrong(text);
            return wrong === undefined ? undefined : { message: wrong };
        })
            .optional()
            .describe('IANA time zone of schedules and of the days, weeks and months of retention.')
            .meta({ pattern: '^[A-Za-z]', default: 'UTC', examples: ['Europe/Stockholm'] }),
        encryption: map('encryption', {
            recipients: judged(schemas/* array */.YOg(key('recipient', 'rpub'), expected('a list of public keys'))
                .min(1, expected('a list of at least one public key: without one, no one could open a backup'))
                .max(64, expected('at most 64 keys')), repeatedKey)
                .describe('Public keys (rpub1...) that backups are sealed to. The secret key of any one of them opens a backup.')
                .meta({ uniqueItems: true }),
            signers: schemas/* array */.YOg(key('signer', 'rsig'), expected('a list of public keys'))
                .min(1, expected('a list of at least one public key: without one, every backup counts'))
                .max(64, expected('at most 64 keys'))
                .optional()
                .describe('Public keys (rsig1...): where given, only backups signed by one of them count.'),
        }).describe('Who can open the backups, and whose backups count.'),
        concurrency: count('a whole number from 1 to 64', 64)
            .optional()
            .describe('How many sources are worked on at once; 1: one after the other. Default: 16 small ones, and one large one.'),
        plan: planShape.optional().describe('What a change of the policy may do without an approval.'),
    };
    const stores = expected('a map of stores by name, at least one');
    const sources = expected('a map of sources by name, at least one');
    return {
        source,
        defaults: common.defaults,
        store,
        header: map('a policy', {
            ...top,
            stores: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), stores),
            defaults: schemas/* unknown */.L5J().optional(),
            sources: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J(), sources),
            prices: prices(schemas/* string */.YjP()).optional(),
        }),
        policy: map('a policy', {
            version: top.version,
            project: top.project,
            timezone: top.timezone,
            stores: schemas/* record */.g1P(name, store, stores).describe('Where backups go, by name.').meta({ minProperties: 1 }),
            encryption: top.encryption,
            concurrency: top.concurrency,
            defaults: common.defaults.optional().describe('What applies to every source that does not set it itself.'),
            sources: schemas/* record */.g1P(name, union(engineNames.map((name) => source[name])), sources)
                .describe('What is backed up, by name.')
                .meta({ minProperties: 1 }),
            plan: top.plan,
            prices: prices(name).optional().describe('What keeping backups costs, for the simulation of plan.'),
        }),
    };
}
/** Typed by the least that every engine's schema has: the table's own types say more than anyone reads here. */
function union(shapes) {
    return schemas/* discriminatedUnion */.gMt('engine', shapes);
}
/** Who gives two keys means two people, or a spare: the same one twice is neither. */
function repeatedKey(keys) {
    const index = keys.findIndex((text, at) => keys.indexOf(text) !== at);
    if (index === -1)
        return undefined;
    const message = `is the same key as encryption.recipients[${keys.indexOf(keys[index] ?? '')}]`;
    return { message, hint: 'Take one of the two out, or write the key that you meant.', index };
}
const keyHint = (prefix) => `Copy the ${prefix}1... text again, from where the pair was made.`;
/** The JSON Schema (draft 7, which editors know best) of a policy file. */
function policySchema() {
    const right = () => undefined;
    const shapes = policyShapes({ env: {}, checks: { recipient: right, signer: right, cron: right }, timezone: 'UTC' });
    return {
        ...json_schema_processors/* toJSONSchema */.bl(shapes.policy, { io: 'input', target: 'draft-7' }),
        title: 'Backup policy of Backproof',
    };
}

;// CONCATENATED MODULE: ./build/js/policy/source/kind/check.js







/** Reports what is wrong with a source as a whole, its defaults included. */
function checkSource(engine, input, around, path, root, findings) {
    const { defaults } = around;
    const add = (at, message, hint) => findings.add({ message: `${showPath(at)} ${message}`, hint, range: rangeAt(root, at, 'key'), path: at });
    const retention = mergeRetention(defaults.retention, input.retention);
    // The mistake of a default is shown there, once for all sources.
    const holder = treeAt(root, [...path, 'retention']) ? path : ['defaults'];
    const at = [...holder, 'retention'];
    if (retention && keepsNothing(retention)) {
        add(at, 'has no rule that keeps a backup: it would delete all but min-keep', retention.max?.count !== undefined
            ? `Write keep: { last: ${retention.max.count} } for the newest ${retention.max.count}.`
            : 'Add keep, such as keep: { daily: 7, weekly: 4 }, or keep: { last: all } to delete nothing.');
    }
    const minKeep = retention?.['min-keep'] ?? defaultMinKeep;
    if (retention?.max?.count !== undefined && retention.max.count < minKeep) {
        add([...at, 'max'], `allows ${retention.max.count}, fewer than min-keep ${minKeep}`, `Raise max to at least ${minKeep}, or write min-keep: ${retention.max.count}.`);
    }
    if (retention?.manual === 'keep' && retention.types?.manual?.max !== undefined) {
        add([...at, 'types', 'manual', 'max'], 'limits what manual: keep keeps', 'Write manual: rules, or take the max out.');
    }
    const copies = input.objectives?.copies ?? defaults.objectives?.copies;
    const { length } = input.stores ?? defaults.stores ?? around.stores;
    if (copies !== undefined && copies > length) {
        const holder = input.objectives?.copies === undefined ? ['defaults'] : path;
        const stores = `${length} ${length === 1 ? 'store' : 'stores'}`;
        add([...holder, 'objectives', 'copies'], `asks for ${copies}, but ${showPath(path)} has ${stores}`, `Write copies: ${length}, or add a store.`);
    }
    const stores = input.stores ?? defaults.stores ?? around.stores;
    // A default may name stores that only other sources have.
    const stranger = input['read-from']?.find((name) => !stores.includes(name));
    if (stranger !== undefined) {
        const message = `names ${stranger}, which ${showPath(path)} does not back up to`;
        add([...path, 'read-from'], message, `Its stores are ${stores.join(', ')}.`);
    }
    const tools = input.tools ?? defaults.tools;
    const { reads, asserts, programs, forwards } = kindOf(engine);
    if (input.via && !forwards)
        add([...path, 'via'], `forwards no port for ${(0,words/* withArticle */.vJ)(engine)} source`, 'Take it out.');
    else if (input.via && !connectsHere(tools))
        add([...path, 'via'], `forwards a port to this machine, but programs run elsewhere by tools: { ${tools?.kind}: ... }`, 'Write tools: auto or { image: ... }, or take via out.');
    if ((tools?.kind === 'ssh' || tools?.kind === 'pod') && !programs) {
        const where = input.tools ? [...path, 'tools'] : path;
        const [because, hint] = reads === 'machine'
            ? [
                `cannot use another machine: ${(0,words/* withArticle */.vJ)(engine)} source is read on this one`,
                'Write tools: host, and run backproof there.',
            ]
            : [
                `cannot use another machine: ${(0,words/* withArticle */.vJ)(engine)} source runs no programs there`,
                forwards ? 'Use via, which forwards a port to its server.' : 'Write tools: auto.',
            ];
        add(where, because, hint);
    }
    if (tools?.kind === 'image' && reads === 'machine') {
        const where = input.tools ? [...path, 'tools'] : path;
        add(where, `cannot use a container of an image: that does not see this machine's files`, 'Write tools: host.');
    }
    for (const [index, assertion] of (input.verify?.assert ?? []).entries()) {
        const where = [...path, 'verify', 'assert', index];
        const asked = questionOf(assertion) ?? 'required';
        if (asserts.includes(asked))
            continue;
        const hint = asserts.length > 0 ? `Use ${asserts.join(' or ')}.` : 'Take it out.';
        add(where, `has ${asked}, which ${(0,words/* withArticle */.vJ)(engine)} source does not answer`, hint);
    }
}

;// CONCATENATED MODULE: ./build/js/policy/store/build.js



/** A store with its defaults filled in. */
function buildStore(input, makeSecret) {
    const { grace } = input.retention ?? {};
    const retention = input.retention
        ? { retention: { ...buildRules(input.retention), ...(grace === undefined ? {} : { grace }) } }
        : {};
    const common = { timeoutMs: input.timeout?.ms ?? 120_000, ...retention };
    if (input.s3)
        return { ...buildS3(input.s3, makeSecret), ...common };
    const { path = '', 'min-free': minFreeBytes = 0 } = input.directory ?? {};
    return { kind: 'directory', path, minFreeBytes, ...common };
}
/** Rules that keep no copy would empty the store. */
function checkStoreRetention(input, path, root, findings) {
    if (!input.retention || !keepsNothing(input.retention))
        return;
    const at = [...path, 'retention'];
    findings.add({
        message: `${showPath(at)} has no rule that keeps a backup: it would delete every copy in the store`,
        hint: `Add keep, such as keep: { last: ${input.retention.max?.count ?? 2} }, or take retention out: copies stay as long as the backup.`,
        range: rangeAt(root, at, 'key'),
        path: at,
    });
}
function buildS3(s3, makeSecret) {
    const secretOf = (name, key) => {
        const template = s3[key];
        return typeof template === 'string' ? { [name]: makeSecret(template, 's3', key) } : {};
    };
    return {
        kind: 's3',
        bucket: s3.bucket,
        region: s3.region,
        prefix: (s3.prefix ?? '').replace(/^\/|\/$/g, ''),
        ...secretOf('endpoint', 'endpoint'),
        ...(s3.insecure ? { insecure: true } : {}),
        ...secretOf('accessKeyId', 'access-key-id'),
        ...secretOf('secretAccessKey', 'secret-access-key'),
        ...secretOf('sessionToken', 'session-token'),
        ...(s3['path-style'] === undefined ? {} : { pathStyle: s3['path-style'] }),
        ...(s3['storage-class'] === undefined ? {} : { storageClass: s3['storage-class'] }),
        ...(s3.encryption ? { encryption: encryptionOf(s3.encryption) } : {}),
        maxParts: s3['max-parts'] ?? 10_000,
        checksums: s3.checksums ?? 'auto',
    };
}
function encryptionOf(input) {
    if (input.type === 'AES256')
        return { type: 'AES256' };
    return input['key-id'] === undefined ? { type: 'aws:kms' } : { type: 'aws:kms', keyId: input['key-id'] };
}
/** Two names for one place would count its backups twice, as if there were two copies. */
function checkStoresDiffer(stores, root, findings) {
    const seen = new Map();
    for (const [name, store] of stores) {
        const place = store.kind === 's3'
            ? `s3 ${(store.endpoint?.template ?? '').replace(/\/$/, '')} ${store.bucket}/${store.prefix}`
            : `directory ${normal(store.path)}`;
        const other = seen.get(place);
        const path = ['stores', name];
        if (other !== undefined) {
            findings.add({
                message: `stores.${name} is the same place as stores.${other}: two copies in one place are one copy`,
                hint: store.kind === 's3' ? 'Give one of them another bucket or prefix.' : 'Give one of them another path.',
                range: rangeAt(root, path, 'key'),
                path,
            });
        }
        seen.set(place, name);
    }
}
/** A path without `.`, doubled and trailing slashes, and with `a/..` taken out. */
function normal(path) {
    const parts = [];
    for (const part of path.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part === '..' && parts.length > 0 && parts.at(-1) !== '..')
            parts.pop();
        else
            parts.push(part);
    }
    return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

;// CONCATENATED MODULE: ./build/js/policy/text/finding.js

/** The Problem of a policy with mistakes: "3 errors in backup-policy.yml". Its findings come back from {@link policyFindings}. */
function policyInvalid(file, findings) {
    const sorted = [...findings].sort((a, b) => a.line - b.line || a.column - b.column);
    const first = sorted[0];
    return new problem/* Problem */.AF('policy-invalid', `${countIn(file, sorted)}${first ? `: line ${first.line}: ${first.message}` : ''}`, {
        hint: first?.hint ?? 'Correct the policy file; docs/policy.md describes every key.',
        cause: sorted,
    });
}
/** "3 errors in backup-policy.yml": all that is left to say where each is shown at its place already. */
function countIn(file, findings) {
    return `${findings.length === 1 ? '1 error' : `${findings.length} errors`} in ${file}`;
}
/** Every mistake of a policy-invalid Problem, in the order of the file; empty for any other error. */
function policyFindings(error) {
    return (0,problem/* isProblem */.AN)(error, 'policy-invalid') && Array.isArray(error.cause) ? error.cause : [];
}

;// CONCATENATED MODULE: ./build/js/policy/text/issue.js





/** The value of a part of the policy, or undefined with every mistake in it reported as a sentence at its place. */
function readPart(schema, root, path, findings) {
    const result = schema.safeParse(treeAt(root, path)?.value);
    if (result.success)
        return result.data;
    for (const issue of withoutEchoes(result.error.issues))
        report(issue, root, path, findings);
    return undefined;
}
/** Without what a misspelt key alone explains: the key that is missing, and what is wrong with its map as a whole. */
function withoutEchoes(issues) {
    const misspelt = new Set();
    for (const issue of issues) {
        if (issue.code !== 'unrecognized_keys')
            continue;
        misspelt.add(showPath(pathOf(issue)));
        for (const key of issue.keys) {
            const meant = (0,words/* nearest */.pA)(key, keysOf.get(issue.message) ?? []);
            if (meant)
                misspelt.add(showPath([...pathOf(issue), meant]));
        }
    }
    return issues.filter((issue) => {
        const explained = misspelt.has(showPath(pathOf(issue)));
        return !explained || (issue.code !== 'custom' && issue.code !== 'invalid_type' && issue.code !== 'invalid_union');
    });
}
function pathOf(issue) {
    return issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
}
function report(issue, root, base, findings) {
    const path = [...base, ...pathOf(issue)];
    if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys)
            unknownKey(key, issue.message, root, path, findings);
        return;
    }
    if (issue.code === 'invalid_union') {
        const branch = likeliest(issue);
        if (branch) {
            for (const inner of branch)
                report(inner, root, path, findings);
            return;
        }
    }
    const tree = treeAt(root, path);
    if (!tree) {
        const message = `${showPath(path)} is missing`;
        const keys = keysOf.get(issue.message);
        const hint = keys
            ? `Add ${path.at(-1)}, a map with the keys ${keys.join(', ')}.`
            : `Add ${path.at(-1)}: ${issue.message}.`;
        findings.add({ message, hint, range: rangeAt(root, path, 'key'), path });
        return;
    }
    const range = rangeAt(root, path, 'value');
    const where = path.length === 0 ? 'the file' : showPath(path);
    if (issue.code === 'custom' && issue.params?.['kind'] !== 'expected') {
        findings.add({ message: `${where} ${issue.message}`, hint: issue.params?.['hint'], range, path });
        return;
    }
    // What stands where a secret belongs is never repeated.
    const hidden = mayHoldVariables(path) && typeof tree.value === 'string';
    const given = hidden ? '' : `, not ${showValue(tree.value)}`;
    const choices = choicesOf(issue);
    const meant = typeof tree.value === 'string' && !hidden ? (0,words/* didYouMean */.au)(tree.value, choices) : '';
    // The noun of a map says nothing where it is the key itself: "encryption must be encryption".
    const keys = path.length > 0 && issue.code === 'invalid_type' ? keysOf.get(issue.message) : undefined;
    findings.add({
        message: `${where} must be ${keys ? 'a map' : issue.message}${given}${meant}`,
        hint: keys ? `Its keys are ${keys.join(', ')}.` : hintOf(path, tree.value, issue.message),
        range,
        path,
    });
}
/** The words that could stand there. */
function choicesOf(issue) {
    if (issue.code === 'invalid_union')
        return issue.errors.flat().flatMap(choicesOf);
    return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
}
/** The alternative whose own type fits, so that only something inside it is wrong. */
function likeliest(issue) {
    return issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0 ||
        (inner.code !== 'invalid_type' && inner.code !== 'invalid_value' && inner.code !== 'invalid_union')));
}
function unknownKey(key, noun, root, parent, findings) {
    const path = [...parent, key];
    const known = keysOf.get(noun) ?? [];
    const elsewhere = (0,words/* nearest */.pA)(key, known) === undefined ? home(key, noun) : undefined;
    const message = `${showPath(path)} is not a key of ${noun}${(0,words/* didYouMean */.au)(key, known)}`;
    const renamed = noun === 'an assertion' && (key === 'tables' || key === 'files');
    const hint = renamed
        ? `Write required: [...] for ${key} that must be there.`
        : elsewhere
            ? `${key} is a key of ${elsewhere}.`
            : `Its keys are ${known.join(', ')}.`;
    findings.add({ message, hint, range: rangeAt(root, path, 'key'), path });
}
/** The kind of map that has the key, where it stands at the wrong place. */
function home(key, noun) {
    for (const [other, keys] of keysOf) {
        if (other !== noun && other !== 'an assertion' && keys.includes(key))
            return other;
    }
    return undefined;
}
/** What to type in its place. */
function hintOf(path, value, expected) {
    if (path.length === 0)
        return 'Type `backproof init`, which writes a policy; docs/policy.md describes every key.';
    if (path.at(-1) === 'databases')
        return `Write ${expected}.`;
    return typeof value === 'boolean' ? 'Put it in quotes to make it a text.' : `Write ${expected}.`;
}

;// CONCATENATED MODULE: ./build/js/policy/store/key.js

/** The secret keys of a store, each of which is sent in another way: what belongs to one stands in no other. */
const keys = ['access-key-id', 'secret-access-key', 'session-token'];
/** Variables that stand as a secret somewhere in the file. An id is no secret, and may well be part of an address. */
function keyHomes(root) {
    const homes = new Map();
    for (const store of root.children.get('stores')?.children.values() ?? []) {
        for (const key of ['session-token', 'secret-access-key']) {
            const value = store.children.get('s3')?.children.get(key)?.value;
            if (typeof value === 'string')
                for (const name of variables(value))
                    homes.set(name, key);
        }
    }
    return homes;
}
/** The key that the variable belongs to, by its name or its use; undefined: it may stand at this path. */
function homeOf(name, homes, path) {
    const byName = keys.find((key) => name.toLowerCase().endsWith(key.replaceAll('-', '_')));
    const home = homes.get(name) ?? byName;
    const [top, , kind, key] = path.map(String);
    return top === 'stores' && kind === 's3' && key === home ? undefined : home;
}

;// CONCATENATED MODULE: ./build/js/policy/text/scan.js




/** Reports what is wrong in the texts of the file, wherever they stand. */
function scanFile(tree, findings) {
    const homes = keyHomes(tree);
    scan(tree, findings, homes, []);
}
/** Reports, in every text of the file: expressions of a workflow, variables where none may stand, and secret keys. */
function scan(tree, findings, homes, path) {
    for (const [name, child] of tree.children) {
        const inner = [...path, Array.isArray(tree.value) ? Number(name) : name];
        if (child.key)
            scanText(name, child.key, inner, findings, homes, 'key');
        if (typeof child.value === 'string')
            scanText(child.value, child.range, inner, findings, homes, 'value');
        scan(child, findings, homes, inner);
    }
}
function scanText(text, range, path, findings, homes, role) {
    const where = showPath(path);
    const add = (message, hint) => findings.add({ message: `${where} ${message}`, hint, range, path });
    if (/^\s*(rsec|rsgn)1[a-z0-9]{20}/i.test(text)) {
        add('is a secret key written into the file', 'Take it out, generate a new pair with `backproof keys generate`, and write only the public key here.');
        return;
    }
    if (text.includes('${{')) {
        const name = /\$\{\{\s*(?:secrets|vars|env)\.([A-Za-z_]\w*)/.exec(text)?.[1]?.toUpperCase() ?? 'NAME';
        const hint = mayHoldVariables(path)
            ? `Write \${${name}} here, and \`env: { ${name}: \${{ secrets.${name} }} }\` in the workflow step.`
            : 'Only addresses and secrets can come from the environment, as ${NAME}.';
        add('is an expression of a workflow: the policy file is read as it is', hint);
        return;
    }
    if (!text.includes('${'))
        return;
    const found = pieces(text);
    const malformed = found.find((piece) => 'malformed' in piece);
    const names = found.flatMap((piece) => ('variable' in piece ? [piece.variable] : []));
    const allowed = role === 'value' && mayHoldVariables(path);
    const taken = names.find((name) => isReserved(name));
    if (allowed && taken) {
        add(`uses \${${taken}}, which is a secret of the runner or of this program`, 'Only the secrets of sources and stores belong here, each in a variable of its own.');
    }
    const strayed = allowed && !taken ? names.find((name) => homeOf(name, homes, path)) : undefined;
    if (strayed) {
        const home = homeOf(strayed, homes, path);
        add(`uses ${'$'}{${strayed}}, which is the ${home} of a store and may stand nowhere else`, `Whoever is at that address would be sent it: write ${'$'}{${strayed}} as the value of ${home} alone, and give this one a variable of its own.`);
    }
    if (allowed && malformed) {
        add('has a ${ that is not a variable such as ${NAME}', 'Write $${ for a plain ${; the name of a variable has letters, digits and _ alone.');
    }
    if (!allowed && names.length > 0) {
        add(`uses \${${names[0]}} where no variable may stand`, 'Variables may stand in addresses and secrets: url, path, paths, bucket, endpoint, and the keys of a store. Write $${ for a plain ${.');
    }
}

;// CONCATENATED MODULE: ./build/js/policy/text/tree.js


const maxNodes = 20_000;
const maxDepth = 50;
const tooDeep = 'the file is nested too deeply';
/** The YAML text as a tree; what is not plain YAML is reported. undefined where the syntax itself is broken. */
function readTree(text, lines, report) {
    let document;
    try {
        document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
    }
    catch (error) {
        if (!(error instanceof RangeError))
            throw error;
        report({ message: tooDeep, range: { from: 0, to: 0 }, path: [] });
        return undefined;
    }
    const complaints = [...document.errors, ...document.warnings];
    const lineOf = ({ pos }) => lines.linePos(pos[0]).line;
    const own = complaints.length > 1 ? new Set(causes(text).map(lineOf)) : new Set();
    const told = new Set();
    for (const complaint of complaints) {
        // What follows the first complaint of a line is its echo.
        const line = lineOf(complaint);
        if (told.size >= 10 || told.has(line))
            continue;
        // What a parser says after its first complaint mostly follows from that.
        if (told.size > 0 && !own.has(line))
            continue;
        report(syntaxFinding(complaint, text));
        told.add(line);
    }
    return complaints.length > 0 ? undefined : new Walk(report).whole(document.contents);
}
/** The first complaint of each part of the file, from one key at its left edge to the next, where that part stands alone. */
function causes(text) {
    const starts = [...text.matchAll(/^(?=[^\s#])/gm)].map(({ index }) => index);
    return starts.flatMap((from, i) => {
        const part = text.slice(from, starts[i + 1]);
        const [first] = (0,dist/* parseDocument */.Tp)(part, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' }).errors;
        return first ? [{ pos: [first.pos[0] + from, first.pos[1] + from] }] : [];
    });
}
function syntaxFinding(error, text) {
    const [from, to] = error.pos;
    const lineStart = text.lastIndexOf('\n', from - 1) + 1;
    const line = text.slice(lineStart, text.indexOf('\n', from) === -1 ? undefined : text.indexOf('\n', from));
    if (error.message.includes('call stack'))
        return { message: tooDeep, range: { from, to }, path: [] };
    const message = harmless(error.message.replace(/; please use .*/, ''));
    let hint;
    if (/(^|[^"'$])\$\{\w+\}/.test(line) && /[{[]/.test(line.replace(/\$\{\w+\}/g, ''))) {
        hint = 'Put ${NAME} between double quotes where it stands inside { } or [ ].';
    }
    else if (/:\s*\*/.test(line))
        hint = 'Put a cron line or a pattern that begins with * between double quotes.';
    else if (/:\s*[@`%&!|>]/.test(line))
        hint = 'Put a text that begins with a special character between double quotes.';
    else if (line.includes('\t'))
        hint = 'Indent with spaces, not with tabs.';
    else if (/same column|compact mappings|implicit keys|all mapping items/i.test(error.message)) {
        hint =
            'Keys of one map begin at the same column: look at the spaces before this line, the one above and the one below.';
    }
    return {
        message: `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
        range: { from, to },
        path: [],
        ...(hint ? { hint } : {}),
    };
}
/** One walk over a document: anchors seen so far, and how much has been read (an alias may stand for a lot). */
class Walk {
    #anchors = new Map();
    #report;
    #nodes = 0;
    #full = false;
    constructor(report) {
        this.#report = report;
    }
    /** undefined where it is too large, or lacks too much, to go on. */
    whole(node) {
        const tree = this.#tree(node, []);
        return this.#full ? undefined : tree;
    }
    #tree(node, path, key) {
        const range = { from: node?.range[0] ?? key?.from ?? 0, to: node?.range[1] ?? key?.to ?? 0 };
        const at = { range, path };
        const leaf = (value) => ({ value, range, children: new Map(), ...(key ? { key } : {}) });
        this.#nodes += 1;
        if (this.#nodes > maxNodes) {
            if (!this.#full)
                this.#report({ ...at, message: `more than ${maxNodes} values in one policy` });
            this.#full = true;
            return leaf(null);
        }
        if (path.length > maxDepth) {
            this.#report({ ...at, message: tooDeep });
            return leaf(null);
        }
        if ((0,dist/* isAlias */.Vj)(node)) {
            const source = this.#anchors.get(node.source);
            if (source && source !== 'open') {
                this.#nodes += tree_size(source, maxNodes);
                return { value: source.value, range, children: source.children, ...(key ? { key } : {}) };
            }
            this.#report({
                ...at,
                message: `*${harmless(node.source)} refers to itself or to an anchor that is not above it`,
            });
            return leaf(null);
        }
        const anchor = node && 'anchor' in node ? node.anchor : undefined;
        if (anchor)
            this.#anchors.set(anchor, 'open');
        const tree = (0,dist/* isCollection */.P3)(node)
            ? { ...leaf(null), ...this.#collection(node, path) }
            : leaf((0,dist/* isScalar */.jn)(node) ? node.value : null);
        if (anchor)
            this.#anchors.set(anchor, tree);
        return tree;
    }
    #collection(node, path) {
        if ((0,dist/* isMap */.jh)(node))
            return this.#map(node, path);
        const items = (0,dist/* isSeq */.oP)(node) ? node.items : [];
        const children = items.map((item, index) => this.#tree(item, [...path, index]));
        return {
            value: children.map((child) => child.value),
            children: new Map(children.map((child, index) => [String(index), child])),
        };
    }
    #map(map, path) {
        const children = new Map();
        for (const pair of map.items) {
            const range = { from: pair.key.range[0], to: pair.key.range[1] };
            const name = (0,dist/* isScalar */.jn)(pair.key) ? String(pair.key.value) : undefined;
            if (name === undefined || name === '__proto__') {
                this.#report({ message: 'a key must be a plain text', range, path: [...path, name ?? '?'] });
                continue;
            }
            if (name === '<<') {
                const hint = 'Write its keys out, or put what sources have in common under defaults.';
                this.#report({ message: '<< does not merge maps here', hint, range, path: [...path, name] });
                // What it should have brought would be missed everywhere.
                this.#full = true;
                continue;
            }
            if (children.has(name)) {
                const message = `${showPath([...path, name])} is given twice`;
                this.#report({ message, hint: `Remove one of the two ${showText(name)}.`, range, path: [...path, name] });
                continue;
            }
            children.set(name, this.#tree(pair.value, [...path, name], range));
        }
        return { value: Object.fromEntries([...children].map(([name, child]) => [name, child.value])), children };
    }
}
/** Number of values in a tree, counted no further than the limit. */
function tree_size(tree, limit) {
    let count = 1;
    for (const child of tree.children.values()) {
        if (count >= limit)
            return count;
        count += tree_size(child, limit - count);
    }
    return count;
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/js/policy/value/secret.js





/** undefined: every variable of the text is set. */
function unsetIn(template, env, place) {
    const result = expand(template, env);
    if ('text' in result)
        return undefined;
    return { ...place, names: result.missing, states: statesOf(result.missing, env) };
}
/** @throws Problem secret-missing where an address of it is not known here, naming the variables and the place in the policy. */
function requireSet({ unset }) {
    if (unset)
        throw secretMissing(unset.names, unset.states, unset);
}
function secret(template, env, place) {
    const made = {
        template,
        reveal() {
            const result = expand(template, env);
            if ('text' in result)
                return result.text;
            throw secretMissing(result.missing, statesOf(result.missing, env), place);
        },
        origin() {
            const at = `${place.path}, ${place.file}:${place.line}:${place.column}`;
            const names = variables(template);
            return names.length === 0 ? at : `${(0,words/* namesSome */.Tc)(names)} (${at})`;
        },
        toJSON: () => template,
        toString: () => template,
    };
    // Not enumerable, so that two policies of the same text stay equal by value.
    Object.defineProperty(made, external_node_util_.inspect.custom, { value: () => template });
    return made;
}
function statesOf(names, env) {
    return names.map((name) => `${name} is ${env[name] === undefined ? 'not set' : 'empty'}`).join(', ');
}
function secretMissing(names, states, place) {
    return new problem/* Problem */.AF('secret-missing', `${states}, needed by ${place.path} (${place.file}:${place.line}:${place.column})`, {
        hint: missingHint(names),
    });
}
/** What to type so that the variables have values. */
function missingHint(names) {
    const lines = names.map((name) => `${name}: \${{ secrets.${name} }}`);
    return `Add \`env: { ${lines.join(', ')} }\` to the workflow step and define the secret in the repository's settings, or export ${names.join(', ')} in the shell.`;
}
/** Every variable that a policy uses, sorted: their values are masked before anything is printed. Never throws. */
function secretNames(policyText) {
    const names = new Set(namesIn(policyText));
    // A double-quoted text can spell a dollar sign as an escape: the parsed texts count too.
    if (policyText.length <= 1_048_576 && policyText.includes('\\')) {
        for (const text of scalars(policyText))
            for (const name of namesIn(text))
                names.add(name);
    }
    return [...names].sort();
}
/** Not by pieces: in a whole file, a `${` without an end (in a comment, say) would swallow the variables after it. */
function namesIn(text) {
    return [...text.matchAll(/(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map((match) => match[1] ?? '');
}
function scalars(policyText) {
    const texts = [];
    try {
        (0,dist/* visit */.YR)((0,dist/* parseDocument */.Tp)(policyText, { logLevel: 'silent', uniqueKeys: false }), (_key, node) => {
            if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string')
                texts.push(node.value);
        });
    }
    catch (error) {
        // A text nested deeper than the stack is refused by parsePolicy, so nothing in it is ever revealed.
        if (!(error instanceof RangeError))
            throw error;
    }
    return texts;
}

;// CONCATENATED MODULE: ./build/js/policy/parse.js

















const longestFile = 1_048_576;
/**
 * The policy in a text, with every default filled in.
 * @throws Problem policy-invalid with every mistake found (see policyFindings), and nothing else, whatever the text.
 */
function parsePolicy(text, options) {
    const lines = new dist/* LineCounter */.HN();
    const findings = new Findings(text, lines);
    const policy = isText(text, findings) ? read(text, lines, findings, options) : undefined;
    if (policy === undefined || findings.all.length > 0)
        throw policyInvalid(options.path, findings.all);
    return policy;
}
function isText(text, findings) {
    const add = (message, hint) => findings.add({ message, hint, range: { from: 0, to: 0 }, path: [] });
    if (text.length > longestFile)
        add('the file is longer than 1 MiB');
    // Read as UTF-8: its mark is no character, and every other one of its bytes is NUL.
    else if (/^(\ufffd\ufffd|.?\0)/s.test(text))
        add('the file is UTF-16', 'Save it as UTF-8.');
    return findings.all.length === 0;
}
function read(text, lines, findings, options) {
    const root = readTree(text, lines, (found) => findings.add(found));
    if (root === undefined)
        return undefined;
    // What a decoder writes for bytes that are no UTF-8: a path or a tag would be another.
    const from = text.indexOf('\ufffd');
    if (from !== -1) {
        const message = 'the file is not UTF-8: it has bytes here that are not a character';
        findings.add({ message, hint: 'Save it as UTF-8.', range: { from, to: from }, path: [] });
        return undefined;
    }
    const version = treeAt(root, ['version']);
    if (version !== undefined && version.value !== 1) {
        // Another version has other keys: everything else would be noise.
        const message = `version must be 1, not ${showValue(version.value)}: this program reads version 1`;
        findings.add({
            message,
            hint: 'Write version: 1, or use the newer program.',
            range: rangeAt(root, ['version'], 'value'),
            path: ['version'],
        });
        return undefined;
    }
    scanFile(root, findings);
    return new Reading(root, findings, options, text).policy();
}
/** One reading of a syntactically right file, part by part. */
class Reading {
    #root;
    #findings;
    #options;
    #text;
    #context;
    #shapes;
    constructor(root, findings, options, text) {
        this.#root = root;
        this.#findings = findings;
        this.#options = options;
        this.#text = text;
        const timezone = treeAt(root, ['timezone'])?.value;
        this.#context = {
            env: options.env,
            checks: options.checks,
            timezone: typeof timezone === 'string' && !timezoneWrong(timezone) ? timezone : 'UTC',
            stores: this.#names(['stores']),
        };
        this.#shapes = policyShapes(this.#context);
    }
    policy() {
        const header = readPart(this.#shapes.header, this.#root, [], this.#findings);
        const stores = this.#stores();
        const sources = this.#sources(byName(stores));
        if (header?.prices)
            checkPrices(header.prices, this.#names(['stores']), this.#root, this.#findings);
        if (!header)
            return undefined;
        return {
            version: 1,
            project: header.project,
            timezone: header.timezone ?? 'UTC',
            path: this.#options.path,
            digest: (0,external_node_crypto_.createHash)('sha256').update(this.#text).digest('hex'),
            stores: byName(stores),
            encryption: { recipients: header.encryption.recipients, signers: header.encryption.signers ?? [] },
            sources: byName(sources.map((source) => [source.name, source])),
            ...(header.concurrency === undefined ? {} : { concurrency: header.concurrency }),
            ...buildPlan(header),
        };
    }
    #stores() {
        const stores = new Map();
        for (const name of this.#checkedNames(['stores'], 'store')) {
            const input = readPart(this.#shapes.store, this.#root, ['stores', name], this.#findings);
            if (input) {
                checkStoreRetention(input, ['stores', name], this.#root, this.#findings);
                const at = ['stores', name];
                const built = buildStore(input, (template, ...path) => this.#secret(template, [...at, ...path]));
                const unset = this.#unset([
                    [...at, 's3', 'bucket'],
                    [...at, 'directory', 'path'],
                ]);
                stores.set(name, { ...built, ...unset });
            }
        }
        checkStoresDiffer(stores, this.#root, this.#findings);
        return stores;
    }
    #sources(stores) {
        const given = treeAt(this.#root, ['defaults']) !== undefined;
        const defaults = (given && readPart(this.#shapes.defaults, this.#root, ['defaults'], this.#findings)) || {};
        const names = this.#names(['stores']);
        const { timezone } = this.#context;
        const sources = [];
        for (const name of this.#checkedNames(['sources'], 'source')) {
            const path = ['sources', name];
            const engine = this.#engine(path);
            const input = engine && readPart(this.#shapes.source[engine], this.#root, path, this.#findings);
            if (!input)
                continue;
            checkSource(engine, input, { defaults, stores: names }, path, this.#root, this.#findings);
            const source = kindOf(engine).build(input, {
                ...{ name, stores: Object.keys(stores), timezone, defaults, env: this.#context.env },
                forwards: kindOf(engine).forwards === true,
                line: this.#findings.line(rangeAt(this.#root, path, 'key')),
                secret: (template, key) => this.#secret(template, [...path, key]),
                secretOf: (template, ...key) => {
                    const own = [...path, ...key];
                    return this.#secret(template, treeAt(this.#root, own) ? own : ['defaults', ...key]);
                },
                assertionAt: (index) => {
                    const range = rangeAt(this.#root, [...path, 'verify', 'assert', index], 'value');
                    const { line, column } = this.#findings.position(range);
                    return { line, column };
                },
            });
            const paths = [...(treeAt(this.#root, [...path, 'paths'])?.children.keys() ?? [])];
            const addresses = [[...path, 'path'], ...paths.map((_, index) => [...path, 'paths', index])];
            sources.push({ ...source, ...this.#unset(addresses) });
        }
        return sources;
    }
    /** Which keys a source has depends on its engine. */
    #engine(path) {
        const source = treeAt(this.#root, path);
        const engine = source?.children.get('engine');
        const names = engineNames;
        if (isEngine(engine?.value))
            return engine.value;
        const where = showPath(path);
        const hint = `The engines are ${names.join(', ')}.`;
        if (engine) {
            const meant = typeof engine.value === 'string' ? (0,words/* didYouMean */.au)(engine.value, names) : '';
            const given = typeof engine.value === 'string' ? showText(engine.value) : 'this';
            const at = [...path, 'engine'];
            const message = `${where}.engine: ${given} is not an engine${meant}`;
            this.#findings.add({ message, hint, range: rangeAt(this.#root, at, 'value'), path: at });
        }
        else {
            const isMap = source && !Array.isArray(source.value) && typeof source.value === 'object' && source.value !== null;
            const misspelt = [...(source?.children.keys() ?? [])].find((key) => (0,words/* nearest */.pA)(key, ['engine']));
            const message = !isMap
                ? `${where} must be a map with an engine`
                : misspelt === undefined
                    ? `${where}.engine is missing`
                    : `${showPath([...path, misspelt])} is not a key of a source; did you mean engine?`;
            const at = isMap && misspelt !== undefined ? [...path, misspelt] : path;
            this.#findings.add({
                message,
                hint,
                range: rangeAt(this.#root, at, 'key'),
                path: isMap && misspelt === undefined ? [...path, 'engine'] : at,
            });
        }
        return undefined;
    }
    #names(path) {
        const tree = treeAt(this.#root, path);
        return tree && !Array.isArray(tree.value) ? [...tree.children.keys()] : [];
    }
    #checkedNames(path, noun) {
        const names = this.#names(path);
        const tree = treeAt(this.#root, path);
        const isMap = typeof tree?.value === 'object' && tree.value !== null && !Array.isArray(tree.value);
        if (isMap && names.length === 0) {
            const message = `${showPath(path)} is empty: at least one ${noun} is needed`;
            this.#findings.add({ message, range: rangeAt(this.#root, path, 'key'), path });
        }
        for (const name of names.filter((each) => !namePattern.test(each))) {
            const meant = asName(name);
            this.#findings.add({
                message: `${showText(name)} is not a valid ${noun} name${meant ? `; did you mean ${meant}?` : ''}`,
                hint: `Write ${nameRule}.`,
                range: rangeAt(this.#root, [...path, name], 'key'),
                path: [...path, name],
            });
        }
        return names;
    }
    #secret(template, path) {
        return secret(template, this.#options.env, this.#place(path));
    }
    #place(path) {
        const { line, column } = this.#findings.position(rangeAt(this.#root, path, 'value'));
        return { path: showPath(path), file: this.#options.path, line, column };
    }
    /** The first of these addresses that has a variable without a value, as a part of what it belongs to. */
    #unset(paths) {
        for (const path of paths) {
            const text = treeAt(this.#root, path)?.value;
            const found = typeof text === 'string' ? unsetIn(text, this.#options.env, this.#place(path)) : undefined;
            if (found)
                return { unset: found };
        }
        return {};
    }
}
/** Without a prototype: a name such as "constructor" that is not in it finds nothing. */
function byName(entries) {
    return Object.assign(Object.create(null), Object.fromEntries(entries));
}

;// CONCATENATED MODULE: ./build/js/policy/text/code-frame.js

const around = 2;
const widest = 140;
const code_frame_longest = 10_000;
/**
 * The lines around a finding with line numbers and a caret, for a terminal; without the message.
 * Passwords and secret keys that stand in the text are starred out.
 */
function codeFrame(text, finding, options) {
    const paint = (code, what) => (options.colour ? `\u001b[${code}m${what}\u001b[0m` : what);
    const lines = text.split(/\r?\n/);
    const last = Math.min(lines.length, finding.line + around);
    const digits = String(last).length;
    const shift = Math.max(0, finding.column - widest + 20);
    const frame = [];
    for (let number = Math.max(1, finding.line - around); number <= last; number++) {
        const whole = lines[number - 1] ?? '';
        const line = whole.length > code_frame_longest ? '' : harmless(starred(whole)).slice(shift, shift + widest);
        const here = number === finding.line;
        const gutter = `${here ? '>' : ' '} ${String(number).padStart(digits)} |`;
        frame.push(`${here ? paint(31, gutter) : paint(90, gutter)} ${line}`.trimEnd());
        if (!here)
            continue;
        const before = line.slice(0, finding.column - 1 - shift).replace(/[^\t]/g, ' ');
        const length = Math.max(1, Math.min((finding.endColumn ?? finding.column + 1) - finding.column, widest - before.length));
        frame.push(`${paint(90, `  ${' '.repeat(digits)} |`)} ${before}${paint(31, '^'.repeat(length))}`);
    }
    return frame.join('\n');
}
/** The line with what must not be printed replaced by stars of the same length, so that columns still fit. */
function starred(line) {
    const stars = (before, hidden) => /^["']?\$\{\w+\}["']?$/.test(hidden) ? before + hidden : before + '*'.repeat(hidden.length);
    return line
        .replace(/(:\/\/[^\s:@/]*:)(\S*)(?=@)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/([?&](?:ssl)?password=)([^&\s"']+)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/((?:secret-access-key|session-token|password)["']?\s*:\s*)([^\s,}]+)/g, (_all, before, hidden) => stars(before, hidden))
        .replace(/(rsec1|rsgn1)([a-z0-9]+)/gi, (_all, before, hidden) => stars(before, hidden));
}

;// CONCATENATED MODULE: ./build/js/policy/policy.js




















/***/ }),

/***/ 17177:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AF: () => (/* binding */ Problem),
/* harmony export */   AN: () => (/* binding */ isProblem),
/* harmony export */   Gv: () => (/* binding */ noteAlso),
/* harmony export */   KW: () => (/* binding */ cancelled),
/* harmony export */   N6: () => (/* binding */ isFailure),
/* harmony export */   NI: () => (/* binding */ stopIfAborted),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   zL: () => (/* binding */ remedy)
/* harmony export */ });
/**
 * An expected failure. The message is lower case, without a full stop, and names the place; the hint says what to do.
 * Anything else that escapes is a bug of this program.
 */
class Problem extends Error {
    code;
    hint;
    ofMachine;
    constructor(code, message, options = {}) {
        super(message, options.cause === undefined ? undefined : { cause: options.cause });
        this.name = 'Problem';
        this.code = code;
        this.hint = options.hint;
        this.ofMachine = options.ofMachine ?? false;
    }
}
/** The hints of what many places notice alike. */
const remedy = {
    /** Bytes that are not what was backed up. */
    damaged: 'Take another copy with --store NAME, or an earlier backup with --id ID: `backproof list` shows both. The next `run` heals a copy from one that is whole.',
    /** A dump that did not come to its end. */
    dump: 'Run `backproof backup` again. If it ends so again, `backproof doctor` tries all that it needs.',
    /** A program that failed, of which nothing better is known. */
    program: 'Its message says why; `backproof doctor` tries the programs, the addresses and the rights.',
    /** A folder or file that cannot be restored into. */
    target: 'Give --into a place that this user may write to, on a disk with room.',
};
/** True for a Problem, of one of the codes where some are given. */
function isProblem(error, ...codes) {
    return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}
/**
 * True for an expected failure of one thing, without which the others go on. A bug is none, and nor is being cancelled:
 * those end everything.
 */
function isFailure(error) {
    return isProblem(error) && error.code !== 'cancelled';
}
/** What any error says. */
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/**
 * Notes what else went wrong on the way out of a failure, at the end of its causes: what was thrown first stays what is
 * thrown.
 */
function noteAlso(error, also) {
    let last = error;
    while (last instanceof Error && last.cause instanceof Error)
        last = last.cause;
    if (last instanceof Error && last.cause === undefined)
        last.cause = also;
}
/** Throws `cancelled` if the signal has fired: called between steps, so that a cancelled run ends as cancelled. */
function stopIfAborted(signal) {
    if (signal.aborted)
        throw cancelled(signal);
}
/** The Problem of a fired signal: its reason if that is one already. */
function cancelled(signal) {
    return isProblem(signal.reason) ? signal.reason : new Problem('cancelled', 'cancelled', { cause: signal.reason });
}


/***/ }),

/***/ 31783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fO: () => (/* binding */ heartbeatMs),
/* harmony export */   iW: () => (/* binding */ during),
/* harmony export */   ke: () => (/* binding */ Progress)
/* harmony export */ });
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
const rateMs = 10_000;
/** Where lines stay (a workflow log, the mail of cron), one of them this often. */
const heartbeatMs = 30_000;
/**
 * Shows the newest of the steps under way at a steady pace, so that a person sees that it goes on, and how far it is.
 * Nothing is shown of a step that ends within one pace.
 */
class Progress {
    #running = [];
    #show;
    #hide;
    #everyMs;
    #nowMs;
    #timer;
    /** `hide`: nothing is under way any more. */
    constructor(show, everyMs, hide = () => { }, nowMs = () => performance.now()) {
        this.#show = show;
        this.#hide = hide;
        this.#everyMs = everyMs;
        this.#nowMs = nowMs;
    }
    /** The step is over when what this gives is disposed of. */
    begin(step) {
        const running = { step, startedMs: this.#nowMs(), samples: [] };
        this.#running.push(running);
        this.#timer ??= setInterval(() => this.tick(), this.#everyMs).unref();
        return {
            [Symbol.dispose]: () => {
                const at = this.#running.indexOf(running);
                if (at >= 0)
                    this.#running.splice(at, 1);
                if (this.#running.length > 0)
                    return;
                clearInterval(this.#timer);
                this.#timer = undefined;
                this.#hide();
            },
        };
    }
    /** Shows the newest step, now. */
    tick() {
        const newest = this.#running.at(-1);
        if (newest)
            this.#show(this.#look(newest));
    }
    #look({ step, startedMs, samples }) {
        const atMs = this.#nowMs();
        const elapsedMs = atMs - startedMs;
        const sources = this.#running.flatMap(({ step: { source } }) => source ?? []);
        const names = [...new Set(sources)].filter((source) => source !== step.source);
        const others = names.length > 0 ? { others: names } : {};
        if (!step.done)
            return { step, ...others, elapsedMs };
        const done = step.done();
        samples.push({ atMs, done });
        while (samples.length > 2 && atMs - (samples[1]?.atMs ?? atMs) >= rateMs)
            samples.shift();
        const [first = { atMs: startedMs, done: 0 }] = samples.length > 1 ? samples : [];
        const passedMs = atMs - first.atMs;
        return {
            step,
            ...others,
            elapsedMs,
            done,
            ...(passedMs > 0 ? { perSecond: ((done - first.done) / passedMs) * 1000 } : {}),
        };
    }
}
/** What is done meanwhile is one step. */
async function during({ progress }, step, body) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const _ = __addDisposableResource(env_1, progress(step), false);
        return await body();
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}


/***/ }),

/***/ 69581:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hk: () => (/* reexport */ annotations),
  Ql: () => (/* reexport */ commentMarker),
  uN: () => (/* reexport */ describeRetention),
  NH: () => (/* reexport */ describeRules),
  wT: () => (/* reexport */ gateJson),
  _O: () => (/* reexport */ gateStatus),
  bp: () => (/* reexport */ gateText),
  VK: () => (/* reexport */ healthJson),
  _e: () => (/* reexport */ healthPage),
  gB: () => (/* reexport */ healthText),
  EN: () => (/* reexport */ hostText),
  Rc: () => (/* reexport */ level),
  oz: () => (/* reexport */ progressLine),
  wQ: () => (/* reexport */ renderComment),
  eh: () => (/* reexport */ renderGate),
  Bh: () => (/* reexport */ renderHealth),
  ld: () => (/* reexport */ renderPlain),
  Br: () => (/* reexport */ renderSummary),
  S5: () => (/* reexport */ renderText),
  S7: () => (/* reexport */ renderUnread),
  hY: () => (/* reexport */ unlikeSnapshot),
  zM: () => (/* reexport */ verdictOutput)
});

// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words_words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/report/repeat.js
const keyOf = ({ code, message, hint }) => JSON.stringify([code, message, hint]);
/** Every problem once, in the order in which they came up. Pure. */
function problemsOnce(report) {
    const all = [
        ...report.problems.map((problem) => ({ problem, sources: problem.source ? [problem.source] : [] })),
        ...report.sources.flatMap(({ source, problems }) => problems.map((problem) => ({ problem, sources: [problem.source ?? source] }))),
    ];
    const found = new Map();
    for (const { problem, sources } of all) {
        const known = found.get(keyOf(problem));
        const names = [...new Set([...(known?.sources ?? []), ...sources])];
        found.set(keyOf(problem), { ...(known ?? problem), sources: names });
    }
    return [...found.values()];
}
/** The same sources, and the problems of none, without the problems that several have; and those problems. */
function setApart(report) {
    const shared = problemsOnce(report).filter(({ sources }) => sources.length > 1);
    const keys = new Set(shared.map(keyOf));
    const sources = report.sources.map((source) => ({
        ...source,
        problems: source.problems.filter((problem) => !keys.has(keyOf(problem))),
    }));
    return { sources, problems: report.problems.filter((problem) => !keys.has(keyOf(problem))), shared };
}
/** Those that no problem of the source tells already: the problem of a failed proof is its first failure, with the same hint. */
function newIn(findings, report, name) {
    const own = report.sources.flatMap(({ source, problems }) => (source === name ? problems : []));
    const problems = [...own, ...report.problems];
    return findings.filter(({ level, message }) => level !== 'failure' || !problems.some((problem) => problem.message.includes(message)));
}

;// CONCATENATED MODULE: ./build/js/report/phrase.js


/** What both the summary and the terminal say, as plain text. */
const failedProof = ({ outcome }) => outcome !== 'passed';
/** True if the source needs attention. */
function isFailed({ problems, proofs }) {
    return problems.length > 0 || proofs.some(failedProof);
}
/** "nothing due until 2026-02-15 02:00 CET; 12 kept": of a source for which nothing was to be done; else undefined. */
function idleLine(source, timezone) {
    const { tasks, backup, proofs, retention, warnings = [], problems } = source;
    const pruned = retention && (retention.deleted.length > 0 || retention.purged.length > 0);
    const told = retention && (retention.findings.length > 0 || (retention.copies ?? []).some(({ keep }) => !keep));
    const busy = tasks.some(({ kind, due }) => due && kind !== 'prune');
    if (tasks.length === 0 || backup || proofs.length > 0 || pruned || told || busy)
        return undefined;
    if (warnings.length > 0 || problems.length > 0 || source.healed?.length)
        return undefined;
    const times = tasks.flatMap(({ kind, next }) => (next === undefined || kind === 'prune' ? [] : [next])).toSorted();
    const until = times[0] === undefined ? '' : ` until ${(0,words_words/* formatTime */.fU)(times[0], timezone)}`;
    const scheduled = tasks.some(({ kind, next }) => kind === 'backup' && next !== undefined);
    const paused = tasks.some((task) => task.kind === 'backup' && task.paused);
    if (!scheduled && source.history.length === 0 && !retention?.kept)
        return `${paused ? 'paused' : 'no schedule'}, no backup yet${until}`;
    return `nothing due${until}${retention ? `; ${(0,words_words/* formatCount */.B4)(retention.kept)} kept` : ''}`;
}
/** "shop: run failed, 2 problems" */
function headline(report) {
    const count = problemsOnce(report).length;
    return `${report.project}: ${report.command} ${report.status}${count > 0 ? `, ${(0,words_words/* plural */.LS)(count, 'problem')}` : ''}`;
}
/** "12.3 MiB sealed, of 40.0 MiB plain (+3 %)": what each store holds, of how much, and the change since the backup before. */
function size({ history }, backup) {
    const before = history.findLast(({ at }) => at < backup.startedAt);
    const change = before && before.bytes > 0 ? Math.round((backup.sealedBytes / before.bytes - 1) * 100) : 0;
    const said = change === 0 ? '' : ` (${change > 0 ? '+' : '−'}${(0,words_words/* formatCount */.B4)(Math.abs(change))} %)`;
    return `${(0,words_words/* sealedSize */.QH)(backup.sealedBytes)}, of ${(0,words_words/* plainSize */.id)(backup.plainBytes)}${said}`;
}
/** "12 tables, 123,456 rows, from replica db-2:5432": what was not taken at one moment says so, too. Empty: nothing to say. */
function counted({ counts, consistency, host }) {
    return [
        ...(counts.length === 0 ? [] : [(0,words_words/* formatCounts */.gM)(counts)]),
        ...(consistency === 'snapshot' ? [] : [unlikeSnapshot[consistency]]),
        ...(host === undefined ? [] : [`from ${hostText(host)}`]),
    ].join(', ');
}
/** "the replica db-2:5432 (at most 1.5 s behind)" */
function hostText({ name, role, lagSeconds }) {
    return `the ${role} ${name}${lagSeconds === undefined ? '' : ` (at most ${(0,words_words/* formatDuration */.a3)(lagSeconds * 1000)} behind)`}`;
}
/** What a backup is that others wrote to meanwhile, where it is not of one moment. */
const unlikeSnapshot = {
    'per-object': 'each object as it was when it was read',
    none: 'not consistent if it was written to meanwhile',
};
/** "the copy of ID in b, from a: files.tar was replaced, because ..." */
function healing({ id, store, from, because, objects, asideUntil }, timezone) {
    if (from === undefined)
        return `the copy of ${id} in ${store} is whole after all, although it was reported that ${because}`;
    const kept = asideUntil === undefined ? '' : `; what was there is kept in aside/ until ${(0,words_words/* formatTime */.fU)(asideUntil, timezone)}`;
    return `the copy of ${id} in ${store}, from ${from} (${objects.join(', ')}): ${because}${kept}`;
}
/** "2 m 30 s, from primary, restored in 2 m 3 s, within the RTO of 15 m": the RTO is measured by restores alone. */
function took({ level, durationMs, durations, rtoMs, store }) {
    const time = `${(0,words_words/* formatDuration */.a3)(durationMs)}, from ${store}`;
    if (rtoMs === undefined || level !== 'restore')
        return time;
    const restoredMs = (durations['start'] ?? 0) + (durations['restore'] ?? 0);
    const met = restoredMs <= rtoMs ? 'within' : 'beyond';
    return `${time}, restored in ${(0,words_words/* formatDuration */.a3)(restoredMs)}, ${met} the RTO of ${(0,words_words/* formatDuration */.a3)(rtoMs)}`;
}
/** "12 kept, 3 deleted (40.0 MiB sealed), 1 purged" */
function retained({ applied, kept, deleted, purged, copies = [] }) {
    const going = copies.filter(({ keep }) => !keep);
    const stores = [...new Set(going.map(({ store }) => store))].join(' and ');
    const freed = deleted.reduce((sum, { bytes }) => sum + bytes, 0);
    const verb = applied ? 'deleted' : 'would be deleted';
    return [
        `${(0,words_words/* formatCount */.B4)(kept)} kept`,
        `${(0,words_words/* formatCount */.B4)(deleted.length)} ${verb}${deleted.length > 0 ? ` (${(0,words_words/* sealedSize */.QH)(freed)})` : ''}`,
        ...(going.length > 0 ? [`copies out of ${stores}: ${(0,words_words/* formatCount */.B4)(going.length)}`] : []),
        ...(purged.length > 0 ? [`${(0,words_words/* formatCount */.B4)(purged.length)} purged`] : []),
    ].join(', ');
}
/** "dump 1.2 s, seal 400 ms" */
function steps(durations) {
    return Object.entries(durations)
        .map(([step, ms]) => `${step} ${(0,words_words/* formatDuration */.a3)(ms)}`)
        .join(', ');
}
const blamed = {
    data: 'the backup',
    copy: 'this copy',
    env: 'the environment',
    source: 'the source',
    policy: 'the policy',
};
/** "failure of the environment"; of lesser things the level alone. */
function level({ level, blame }) {
    return level === 'failure' ? `failure of ${blamed[blame]}` : level;
}
/** Message and hint as sentences. */
function advice({ message, hint }) {
    return hint ? `${message}. ${hint}` : message;
}
/** Copies that failed and that no problem speaks of. */
function silentFailures({ backup, problems }) {
    const copies = backup?.copies ?? [];
    return copies.filter(({ store, outcome }) => outcome === 'failed' && !problems.some(({ message }) => message.includes(store)));
}

;// CONCATENATED MODULE: ./build/js/report/markdown/annotation.js



const levels = { failure: 'error', warning: 'warning', note: 'notice' };
const order = ['error', 'warning', 'notice'];
/** What is worth a note, the worst first; each once. Where GitHub shows only some, it shows the first. */
function annotations(report) {
    const all = [
        ...report.problems.map((problem) => ofProblem(report, problem)),
        ...report.sources.flatMap((source) => ofSource(report, source)),
    ];
    const seen = new Set();
    return all
        .filter(({ title, message }) => {
        const text = `${title}\n${message}`;
        return !seen.has(text) && seen.add(text);
    })
        .sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}
function ofProblem(report, { code, message, hint, source, line }) {
    const place = line === undefined ? {} : { file: report.policy, line };
    return {
        level: 'error',
        ...place,
        title: source ? `${source}: ${code}` : code,
        message: (0,words_words/* oneLine */.TN)(advice({ message, hint })),
    };
}
function ofSource(report, made) {
    const { source, backup, proofs, retention, problems, warnings = [] } = made;
    const ofFinding = (what, { level, message, hint }) => ({
        level: levels[level],
        title: `${source}: ${what}`,
        message: (0,words_words/* oneLine */.TN)(advice({ message, hint })),
    });
    const problemOf = (problem) => ofProblem(report, { ...problem, source: problem.source ?? source });
    const proven = proofs.flatMap((proof) => {
        const found = newIn(proof.findings, report, source).map((finding) => ofFinding(`${proof.level} of ${proof.id}`, finding));
        if (!failedProof(proof) || proof.findings.some(({ level }) => level === 'failure'))
            return found;
        return [
            { level: 'error', title: `${source}: ${proof.level} failed`, message: `${proof.level} of ${proof.id} failed` },
            ...found,
        ];
    });
    return [
        ...problems.map(problemOf),
        ...proven,
        ...warnings.map((message) => ofFinding('schedule', { level: 'warning', blame: 'env', message })),
        ...newIn(backup?.findings ?? [], report, source).map((finding) => ofFinding('backup', finding)),
        ...(retention?.findings ?? []).map((message) => ofFinding('retention', { level: 'warning', blame: 'data', message })),
    ];
}

;// CONCATENATED MODULE: ./build/js/report/markdown/escape.js

/**
 * Text from anywhere as text of GitHub-flavoured Markdown, in a paragraph, a table's cell or an HTML element: every character
 * that could begin markup, a mention, a link or a formula is a character reference, which never has structure (CommonMark 6.2).
 */
function markdown(text, most = 2000) {
    // GitHub looks for mentions and references once references to characters are characters again (cmark-gfm#181): only what
    // parts the sign from the name keeps a person from being notified.
    return escaped(text, most).replace(/&#(64|35);|\bgh-(?=\d)/gi, '$&<!-- -->');
}
/** The same in a typewriter face. HTML, because a code span in Markdown reads no character references. */
function code(text, most = 2000) {
    return `<code>${escaped(text, most)}</code>`;
}
function escaped(text, most) {
    return (0,words_words/* oneLine */.TN)(text, most)
        .replace(/[&<>"'`*_[\]\\|~#@$]|:(?=\/\/)|(?<=^|\W)www(?=\.)/gi, (found) => [...found].map((character) => `&#${character.codePointAt(0)};`).join(''))
        .replace(/^([-+=]|\d+(?=[.)](\s|$)))/, (found) => [...found].map((one) => `&#${one.codePointAt(0)};`).join(''));
}

;// CONCATENATED MODULE: ./build/js/report/markdown/outlook-view.js


const width = 8;
/** A year ahead as Markdown: both policies side by side, and a plot made of text, narrow enough for a phone. */
function renderOutlook({ before, after }, open) {
    const last = after.months.at(-1);
    if (!last)
        return after.assumptions.map((line) => `- a year ahead: ${markdown(line)}`).join('\n');
    return [
        `<details${open ? ' open' : ''}><summary>📈 a year ahead: ${(0,words_words/* plural */.LS)(last.held, 'backup')}, ${(0,words_words/* storedSize */.dh)(last.bytes)}</summary>`,
        compared(before, after),
        plot(after),
        after.assumptions.map((line) => `- ${markdown(line)}`).join('\n'),
        '</details>',
    ].join('\n\n');
}
function compared(before, after) {
    const both = [...(before ? [before] : []), after];
    const row = (name, show) => `| ${name} | ${both.map(show).join(' | ')} |`;
    const last = (outlook) => outlook.months.at(-1);
    return [
        row('in a year', (outlook) => (outlook === after ? 'with this change' : 'without')),
        `|---|${both.map(() => '--:|').join('')}`,
        row('backups', (outlook) => (0,words_words/* formatCount */.B4)(last(outlook)?.held ?? 0)),
        row('oldest', (outlook) => age(last(outlook)?.oldestMs ?? 0)),
        row('sealed in all stores', (outlook) => (0,words_words/* formatBytes */.z3)(last(outlook)?.bytes ?? 0)),
        ...(both.some(({ price }) => price) ? [row('price a month', ({ price }) => money(price))] : []),
    ].join('\n');
}
const money = (price) => price
    ? `${(0,words_words/* formatCount */.B4)(Math.floor(price.perMonth))}${price.perMonth.toFixed(2).slice(-3)} ${markdown(price.currency)}`
    : '?';
/** One line and one bar for each month: storage at its end. */
function plot({ months }) {
    const most = Math.max(1, ...months.map(({ bytes }) => bytes));
    const rows = months.map(({ month, held, bytes, oldestMs }) => {
        const bar = '█'.repeat(Math.max(1, Math.round((bytes / most) * width))).padEnd(width);
        return `${month} ${bar} ${(0,words_words/* formatBytes */.z3)(bytes).padStart(9)} ${String(held).padStart(5)} ${age(oldestMs).padStart(5)}`;
    });
    const head = `month   ${'sealed in all stores'.padEnd(width + 10)} ${'held'.padStart(5)} ${'back'.padStart(5)}`;
    return `\`\`\`text\n${[head, ...rows].join('\n')}\n\`\`\``;
}
const hourMs = 3_600_000;
const age = (ms) => (ms >= 48 * hourMs ? `${Math.round(ms / (24 * hourMs))} d` : `${Math.round(ms / hourMs)} h`);

;// CONCATENATED MODULE: ./build/js/report/markdown/comment-source.js



/**
 * One source of a comparison as Markdown; of each list at most so many are shown, and of one that is alone more unfolded.
 * `compared`: false where the earlier policy could not be read, so that nobody knows whether the source is new.
 */
function renderSource(source, most, { alone = false, compared = true } = {}) {
    const { status, renamedFrom, advice, unread, outlook } = source;
    const words = {
        added: compared ? ' (new)' : '',
        removed: ' (removed)',
        renamed: ` (was ${markdown(renamedFrom ?? '')})`,
        kept: '',
    };
    const facts = [...rules(source), ...cadence(source), ...stores(source)];
    return [
        `### ${markdown(source.source)}${words[status]}${source.databases === undefined ? '' : `: ${(0,words_words/* plural */.LS)(source.databases, 'database')}`}`,
        ...(unread.length > 0 ? [`> Nothing is known about its backups: ${names(unread)} could not be read.`] : []),
        ...advice.map((line) => `> ${markdown(line)}`),
        ...(facts.length > 0 ? [facts.join('\n')] : []),
        ...groups.flatMap((group) => renderChanges(source, group, most)),
        ...(outlook ? [renderOutlook(outlook, alone)] : []),
    ].join('\n\n');
}
const names = (list) => list.map((name) => code(name)).join(', ');
function rules({ rules: changed, cadence: ticks }) {
    if (!changed)
        return [];
    const [before, after] = [changed.before?.join(', '), changed.after.join(', ')];
    if (before === undefined)
        return [`- keeps: ${markdown(after)}`];
    const moved = ticks?.before !== undefined && ticks.before.timezone !== ticks.after.timezone;
    return before === after
        ? [`- keeps by ${moved ? 'the same rules, which count in another time zone' : 'rules that read the same'}`]
        : [`- kept until now: ${markdown(before)}`, `- keeps from now on: ${markdown(after)}`];
}
function cadence({ cadence: changed }) {
    if (!changed)
        return [];
    const { before, after } = changed;
    const said = ({ schedule, timezone, paused }) => schedule === undefined ? 'only on demand' : `${code(schedule)} (${markdown(timezone)})${paused ? ', paused' : ''}`;
    const next = after.next.map((run) => (0,words_words/* formatTime */.fU)(run, after.timezone)).join('<br>');
    const gap = after.widestMs === undefined ? 'unbounded' : (0,words_words/* formatDuration */.a3)(after.widestMs);
    const met = after.rpoMs !== undefined && after.widestMs !== undefined && after.widestMs <= after.rpoMs;
    const rpo = after.rpoMs === undefined ? '' : `, the RPO of ${(0,words_words/* formatDuration */.a3)(after.rpoMs)} is ${met ? 'met' : '**not met**'}`;
    return [
        `- schedule: ${before && said(before) !== said(after) ? `${said(before)}<br>→ ` : ''}${said(after)}`,
        `- longest time between backups: ${gap}${rpo}`,
        ...(next ? [`- next runs:<br>${next}`] : []),
    ];
}
function stores({ storesAdded, storesDropped, storesMoved }) {
    return [
        ...(storesAdded.length > 0 ? [`- also into ${names(storesAdded)}: what is kept is copied there`] : []),
        ...(storesDropped.length > 0
            ? [`- no longer into ${names(storesDropped)}: what is there stays, and nothing looks after it`]
            : []),
        ...(storesMoved.length > 0
            ? [`- ${names(storesMoved)} is another place now: what is in the old one stays there, and nothing looks after it`]
            : []),
    ];
}
const groups = [
    { change: 'newly-deleted', copies: false, title: '🗑️ newly deleted' },
    { change: 'left-behind', copies: false, title: '🧭 left behind' },
    { change: 'newly-deleted', copies: true, title: '🗑️ copies newly deleted' },
    { change: 'newly-kept', copies: false, title: '📦 newly kept' },
    { change: 'newly-kept', copies: true, title: '📦 copies newly kept' },
    { change: 'still-deleted', copies: false, title: 'deleted as before' },
    { change: 'still-deleted', copies: true, title: 'copies deleted as before' },
];
function renderChanges({ changes }, { change, copies, title }, most) {
    const all = changes.filter((one) => one.change === change && (one.copyIn !== undefined) === copies);
    if (all.length === 0)
        return [];
    // What costs a proof is never among those that are only counted.
    const first = [...all.filter(({ lastProven }) => lastProven), ...all.filter(({ lastProven }) => !lastProven)];
    const shown = all.length <= most ? all : first.slice(0, most);
    const common = commonReason(shown);
    const every = shown.every((one) => reasonOf(one) === common) ? '' : 'Unless noted otherwise: ';
    const head = common === undefined ? [] : [`${every}${markdown(common)}\n`];
    const more = all.length > shown.length ? [`- and ${(0,words_words/* formatCount */.B4)(all.length - shown.length)} more`] : [];
    const open = change === 'newly-deleted' && all.length <= 10 ? ' open' : '';
    const summary = `${title}: ${(0,words_words/* plural */.LS)(all.length, 'backup')}, ${(copies ? words_words/* sealedSize */.QH : words_words/* storedSize */.dh)(storedBytes(all))}`;
    return [
        `<details${open}><summary>${summary}</summary>\n\n${[...head, ...shown.map((one) => renderChange(one, common)), ...more].join('\n')}\n\n</details>`,
    ];
}
/** What the copies that are spoken of have together. */
function storedBytes(changes) {
    return changes.reduce((sum, one) => sum + one.bytes * (one.copyIn === undefined ? one.stores.length : 1), 0);
}
const reasonOf = ({ because }) => because.join('; ');
/** The reason that most have, where that is several: said once, it leaves a list that can be read. */
function commonReason(changes) {
    const counts = Map.groupBy(changes, reasonOf);
    const most = [...counts].reduce((best, [reason, those]) => (those.length > best[1] ? [reason, those.length] : best), ['', 2]);
    return most[1] > 2 ? most[0] : undefined;
}
function renderChange(change, common) {
    const { id, copyIn, ageMs, bytes, lastProven, stores } = change;
    const reason = reasonOf(change);
    const proof = lastProven ? '<br>**the last proven backup**' : '';
    const where = copyIn ?? stores.join(', ');
    const age = ageMs < 0 ? `dated ${days(-ageMs)} ahead of now` : `${days(ageMs)} old`;
    const facts = `${age}, ${(0,words_words/* sealedSize */.QH)(bytes)}${where ? `, in ${markdown(where)}` : ''}`;
    return `- ${code(id)}${proof}<br>${facts}${reason === common ? '' : `<br>${markdown(reason)}`}`;
}
const dayMs = 24 * 3_600_000;
function days(ms) {
    if (ms >= 2 * dayMs)
        return `${Math.floor(ms / dayMs)} d`;
    const unit = ms < 60_000 ? 1000 : 60_000;
    return (0,words_words/* formatDuration */.a3)(Math.round(ms / unit) * unit);
}

;// CONCATENATED MODULE: ./build/js/report/markdown/comment.js



/** By this first line a later run finds its comment again. */
function commentMarker(project) {
    return `<!-- backproof plan of ${project.replaceAll(/[^a-z0-9._-]/g, '')} -->`;
}
const cut = 'The rest does not fit into a comment: see the job summary and the report.';
/**
 * The comparison as GitHub-flavoured Markdown, readable on a phone; at most `limit` characters: long lists are shortened
 * first, then whole sections are left out. Pure.
 */
function renderComment(comparison, limit = 65_000) {
    for (const most of [200, 50, 10, 3, 0]) {
        const text = sections(comparison, most).join('\n\n');
        if (text.length <= limit)
            return text;
    }
    const shown = [];
    let left = limit - cut.length;
    for (const section of sections(comparison, 0)) {
        left -= section.length + 2;
        if (left < 0)
            break;
        shown.push(section);
    }
    return [...shown, cut].join('\n\n').slice(0, limit);
}
/** The comment of a pull request whose policy cannot be parsed. */
function renderUnread(project, why) {
    return `## 🔴 Backup plan of ${markdown(project)}\n\n**This check fails**, because the policy cannot be parsed: ${markdown(why)}`;
}
function sections(comparison, most) {
    const { project, policy, at, timezone, basis, earlier, failing, override, notes, sources, recipients } = comparison;
    const light = failing.length === 0 ? '🟢' : override ? '🟠' : '🔴';
    const changed = sources.filter(isChanged);
    const same = sources.length - changed.length;
    return [
        `## ${light} Backup plan of ${markdown(project)}`,
        comment_headline(comparison),
        ...(failing.length > 0 ? [verdict(comparison, most)] : []),
        ...some(notes, most).map((note) => `> ${markdown(note)}`),
        ...keys(recipients),
        ...changed.map((source) => renderSource(source, most, { alone: changed.length === 1, compared: earlier === undefined })),
        ...(same > 0 ? [`${(0,words_words/* plural */.LS)(same, 'source')} unchanged.`] : []),
        `<sub>${code(policy)}, ${basis === 'live' ? 'on the backups of' : 'without the backups, at'} ${(0,words_words/* formatTime */.fU)(at, timezone)}</sub>`,
    ];
}
/** Reasons and notes are few, unless a policy has hundreds of sources. */
function some(lines, most) {
    const shown = Math.max(most, 10);
    return lines.length <= shown ? lines : [...lines.slice(0, shown), `and ${(0,words_words/* formatCount */.B4)(lines.length - shown)} more`];
}
function isChanged({ status, unread, changes, cadence, rules, outlook, contentMoved, ...stores }) {
    const { storesAdded, storesDropped, storesMoved } = stores;
    const moved = storesAdded.length + storesDropped.length + storesMoved.length;
    const told = [cadence, rules, outlook, contentMoved].some((one) => one !== undefined);
    return status !== 'kept' || told || moved + changes.length + unread.length > 0;
}
function comment_headline({ sources, basis, earlier }) {
    if (earlier === 'unread')
        return 'The earlier policy could not be read: **what this change deletes or keeps is not known**.';
    if (basis === 'offline')
        return 'No store was read: what follows comes from the policy alone.';
    const all = sources.flatMap(({ changes }) => changes);
    const of = (change, copies = false) => all.filter((one) => one.change === change && (one.copyIn !== undefined) === copies);
    const newly = of('newly-deleted');
    const bytes = storedBytes(newly);
    const copies = of('newly-deleted', true).length;
    const behind = of('left-behind').length;
    const unknown = sources.filter(({ unread }) => unread.length > 0).length;
    const [kept, before] = [of('newly-kept').length, of('still-deleted').length];
    const claims = [
        newly.length === 0
            ? 'This change newly deletes **nothing**'
            : `This change newly deletes **${(0,words_words/* plural */.LS)(newly.length, 'backup')}** (${(0,words_words/* storedSize */.dh)(bytes)})`,
        ...(copies > 0 ? [`**${copies === 1 ? '1 copy' : `${(0,words_words/* formatCount */.B4)(copies)} copies`}** of kept ones`] : []),
        ...(behind > 0 ? [`leaves **${(0,words_words/* formatCount */.B4)(behind)}** behind`] : []),
        ...(kept > 0 ? [`newly keeps **${(0,words_words/* formatCount */.B4)(kept)}**`] : []),
        ...(before > 0 ? [`deletes ${(0,words_words/* formatCount */.B4)(before)} as before`] : []),
    ].join(', ');
    const unsure = `Of **${(0,words_words/* plural */.LS)(unknown, 'source')}** it is not known what becomes of the backups.`;
    if (unknown === 0)
        return `${claims}.`;
    return unknown === sources.length ? unsure : `${claims}. ${unsure}`;
}
function verdict({ failing, override, timezone }, most) {
    const list = some(failing, most).map((reason) => `- ${markdown(reason)}`);
    const head = override
        ? `**Approved by the label ${code(override.label)}**, which ${markdown(override.by)} put on at ${(0,words_words/* formatTime */.fU)(override.at, timezone)} on ${code(override.commit.slice(0, 12))}, although:`
        : '**This check fails**, because:';
    return [head, ...list].join('\n');
}
function keys({ added, removed, unopenable }) {
    if (added.length + removed.length + unopenable.length === 0)
        return [];
    const list = (words) => words.map((word) => code(word)).join(', ');
    const locked = `${(0,words_words/* plural */.LS)(unopenable.length, 'backup')} can be opened by none of the changed policy's keys, the newest is`;
    return [
        [
            '### Keys',
            ...(added.length > 0
                ? [`- new backups are also sealed to ${list(added)}; what there is stays closed to it`]
                : []),
            ...(removed.length > 0 ? [`- new backups are no longer sealed to ${list(removed)}`] : []),
            ...(unopenable.length > 0
                ? [`- ${locked} ${code(unopenable[0] ?? '')}: keep the old secret key until they are gone`]
                : []),
        ].join('\n'),
    ];
}

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 26 modules
var catalog = __webpack_require__(53331);
;// CONCATENATED MODULE: ./build/js/report/markdown/gate-view.js



/** Of all sources together. */
function gateStatus({ verdicts, override }) {
    if (verdicts.every(({ met }) => met))
        return 'met';
    return override ? 'overridden' : 'unmet';
}
/** One source as an output of the action: no free text, which may be of whoever writes to a store. */
function verdictOutput(verdict) {
    const { notes: _, unmet, ...facts } = verdictJson(verdict);
    return { ...facts, unmet: unmet.map(({ kind }) => kind) };
}
/** One source in the JSON. */
function verdictJson({ source, met, backup, proof, unmet, notes, restore }) {
    return {
        source,
        met,
        ...(backup
            ? {
                id: backup.entry.id,
                startedAt: backup.entry.startedAt.toISOString(),
                ageSeconds: Math.round(backup.ageMs / 1000),
                stores: backup.stores,
                tags: (0,catalog/* tagsOf */.Fg)(backup.entry),
            }
            : {}),
        ...(proof ? { proof: { id: proof.id, level: proof.level, at: proof.startedAt.toISOString() } } : {}),
        ...(restore ? { restore } : {}),
        unmet,
        notes,
    };
}
function gateJson(gate) {
    const { project, judgedAt, verdicts, override, made, warnings } = gate;
    return {
        version: 1,
        command: 'gate',
        project,
        status: gateStatus(gate),
        judgedAt: judgedAt.toISOString(),
        ...(override ? { override: { ...override, until: override.until.toISOString() } } : {}),
        made,
        sources: verdicts.map((verdict) => ({
            ...verdictJson(verdict),
            conditions: asked(verdict.conditions),
            warnings: warnings[verdict.source] ?? [],
        })),
    };
}
function asked({ maxAgeMs, verifiedWithinMs, copies, tags }) {
    const within = verifiedWithinMs === undefined ? {} : { verifiedWithinSeconds: verifiedWithinMs / 1000 };
    return { maxAgeSeconds: maxAgeMs / 1000, ...within, copies, tags };
}
const headings = { met: 'gate met', unmet: 'gate not met', overridden: 'gate not met, and overridden' };
/** The gate for a terminal; ends without a newline. */
function gateText(gate) {
    const { project, verdicts, override, made, warnings } = gate;
    const blocks = verdicts.map((verdict) => {
        const { source, met, unmet, notes, restore } = verdict;
        const lines = [
            `${met ? '✓' : '✗'} ${source}: ${facts(verdict, gate.judgedAt)}`,
            ...unmet.flatMap(({ kind, message, hint }) => [`  ${kind}: ${message}`, ...(hint ? [`    → ${hint}`] : [])]),
            ...notes.map((note) => `  note: ${note}`),
            ...(warnings[source] ?? []).map((warning) => `  warning: ${warning}`),
            ...(restore ? [`  restore it: ${restore}`] : []),
        ];
        return lines.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${(0,words_words/* oneLine */.TN)(line)}`).join('\n');
    });
    const made_ = made.length > 0 ? [`made first: ${made.join(', ')}`] : [];
    return [
        (0,words_words/* oneLine */.TN)(`${project}: ${headings[gateStatus(gate)]}`),
        ...(override ? [overrideLine(override, gate.timezone)] : []),
        ...made_,
        ...blocks,
    ].join('\n');
}
/** "orders-... is 12 m old, in primary and offsite; a restore passed 2 d 3 h ago, of an earlier backup" */
function facts({ backup, proof }, now) {
    const of = proof && proof.id !== backup?.entry.id ? `, of ${proof.id}` : '';
    const proven = proof
        ? `a restore passed ${(0,words_words/* formatDuration */.a3)(now.getTime() - proof.startedAt.getTime())} ago${of}`
        : 'no restore that counts has passed';
    if (!backup)
        return `no backup that counts; ${proven}`;
    return `${backup.entry.id} is ${(0,words_words/* formatDuration */.a3)(backup.ageMs)} old, in ${backup.stores.join(' and ')}; ${proven}`;
}
const overrideLine = ({ because, until, by }, timezone) => (0,words_words/* oneLine */.TN)(`overridden by ${by} until ${(0,words_words/* formatTime */.fU)(until, timezone)}: ${because}`, 1000);
/** A job summary is bounded. */
const mostLines = 200;
/** The gate as GitHub-flavoured Markdown for a job summary. */
function renderGate(gate) {
    const status = gateStatus(gate);
    const mark = { met: '✅', unmet: '❌', overridden: '⚠️' }[status];
    const rows = gate.verdicts.map((verdict) => row(verdict, gate.judgedAt));
    const lines = gate.verdicts.flatMap(({ source, unmet, notes }) => [
        ...unmet.map(({ kind, message, hint }) => `- ❌ **${markdown(source)}**: **${kind}**: ${markdown(message)}${hint ? `<br>👉 ${markdown(hint)}` : ''}`),
        ...notes.map((note) => `- **${markdown(source)}**: ${markdown(note)}`),
        ...(gate.warnings[source] ?? []).map((warning) => `- ⚠️ **${markdown(source)}**: ${markdown(warning)}`),
    ]);
    const restores = gate.verdicts.flatMap(({ restore }) => (restore ? [restore] : []));
    return [
        `## ${mark} ${markdown(gate.project)}: ${headings[status]}`,
        (0,words_words/* formatTime */.fU)(gate.judgedAt, gate.timezone),
        ...(gate.override ? [`> ${markdown(overrideLine(gate.override, gate.timezone))}`] : []),
        ...(gate.made.length > 0 ? [`Made first: ${gate.made.map((id) => code(id)).join(', ')}`] : []),
        ['| | backup | age | stores | restore proven |', '|---|---|---|---|---|', ...rows].join('\n'),
        ...(lines.length > 0 ? [lines.slice(0, mostLines).join('\n')] : []),
        ...(restores.length > 0
            ? [`To restore:\n\n\`\`\`sh\n${restores.map((line) => (0,words_words/* oneLine */.TN)(line)).join('\n')}\n\`\`\``]
            : []),
        '',
    ].join('\n\n');
}
function row({ source, met, backup, proof, conditions }, now) {
    const { maxAgeMs, verifiedWithinMs, copies } = conditions;
    const within = verifiedWithinMs === undefined ? '' : ` of ${(0,words_words/* formatDuration */.a3)(verifiedWithinMs)}`;
    const proven = proof ? `${(0,words_words/* formatDuration */.a3)(now.getTime() - proof.startedAt.getTime())} ago` : 'never';
    const cells = [
        `${met ? '✅' : '❌'} **${markdown(source)}**`,
        backup ? code(backup.entry.id) : '–',
        backup ? `${(0,words_words/* formatDuration */.a3)(backup.ageMs)} of ${(0,words_words/* formatDuration */.a3)(maxAgeMs)}` : '–',
        backup ? `${backup.stores.length} of ${copies}: ${markdown(backup.stores.join(', '))}` : '–',
        `${proven}${within}`,
    ];
    return `| ${cells.join(' | ')} |`;
}

;// CONCATENATED MODULE: ./build/js/report/markdown/health-view.js



const marks = { good: '✅', warning: '⚠️', bad: '❌' };
const signs = { good: '✓', warning: '!', bad: '✗' };
const levelMarks = { failure: '❌', warning: '⚠️', note: 'ℹ️' };
/** The worst state of any source. */
function overall({ sources, warnings = [] }) {
    const states = sources.map(({ state }) => state);
    return states.includes('bad') ? 'bad' : states.includes('warning') || warnings.length > 0 ? 'warning' : 'good';
}
/** "shop: 3 sources, 1 needs attention" */
function healthLine(health) {
    const { project, sources, warnings = [] } = health;
    const bad = sources.filter(({ state }) => state === 'bad').length;
    const warned = sources.filter(({ state }) => state === 'warning').length;
    const empty = sources.filter(({ state, backups }) => state === 'good' && backups.count === 0).length;
    const parts = [
        ...(bad > 0 ? [`${bad} ${bad === 1 ? 'needs' : 'need'} attention`] : []),
        ...(warned > 0 ? [`${warned} with warnings`] : []),
        ...(empty > 0 ? [`${empty} without a backup yet`] : []),
        ...(warnings.length > 0 ? [`${(0,words_words/* plural */.LS)(warnings.length, 'warning')} of no source`] : []),
    ];
    return `${project}: ${(0,words_words/* plural */.LS)(sources.length, 'source')}, ${parts.join(', ') || 'all well'}`;
}
/** Cells of one source, as plain text, by their heads. */
function cellsOf(health, { at: now, timezone }) {
    const { newest, copies = [], rpoMs, proofs, restoreMs, rtoMs, backups, schedule, next } = health;
    const of = (ms, mostMs) => {
        if (ms === undefined)
            return '–';
        return mostMs === undefined ? (0,words_words/* formatDuration */.a3)(ms) : `${(0,words_words/* formatDuration */.a3)(ms)} of ${(0,words_words/* formatDuration */.a3)(mostMs)}`;
    };
    const missing = newest && newest.missing.length > 0 ? `, not ${newest.missing.join(', ')}` : '';
    return {
        age: newest ? of(newest.ageMs, rpoMs) : 'no backup',
        stores: newest ? `${newest.stores.join(', ')}${missing}` : '–',
        ...(copies.length > 1 ? { copies: copies.map((copy) => ofCopy(copy, now)).join('; ') } : {}),
        proofs: proofs
            .map(({ level, outcome, at }) => `${level} ${outcome} ${(0,words_words/* formatDuration */.a3)(now.getTime() - at.getTime())} ago`)
            .join(', ') || 'none',
        restore: of(restoreMs, rtoMs),
        kept: `${(0,words_words/* plural */.LS)(backups.count, 'backup')}, ${(0,words_words/* sealedSize */.QH)(backups.bytes)}`,
        next: schedule === 'paused' ? 'paused' : next ? (0,words_words/* formatTime */.fU)(next, timezone) : 'on demand',
    };
}
/** "primary whole, read passed 2 h ago" */
function ofCopy({ store, state, proof }, now) {
    if (!proof)
        return `${store} ${state}, never proven`;
    return `${store} ${state}, ${proof.level} ${proof.outcome} ${(0,words_words/* formatDuration */.a3)(now.getTime() - proof.at.getTime())} ago`;
}
/** The health for a terminal; ends without a newline. */
function healthText(health, detail = 'usual') {
    const order = ['bad', 'warning', 'good'];
    const sorted = health.sources.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
    const blocks = sorted.map((source) => {
        if (detail !== 'verbose' && source.state === 'good' && source.findings.length === 0)
            return wellLine(source, health);
        const { history } = source;
        const bars = history.length > 1 ? [['sizes', (0,words_words/* sparkline */.KM)(history)]] : [];
        const rows = [
            ...(source.newest ? [['newest', source.newest.id]] : []),
            ...Object.entries(cellsOf(source, health)),
            ...bars,
        ];
        return [
            `${signs[source.state]} ${source.source} (${source.engine})`,
            (0,words_words/* table */.tp)(rows.map(([name = '', text = '']) => [`  ${name}`, (0,words_words/* oneLine */.TN)(text)])),
            ...source.findings.map((finding) => `  ${finding.level}: ${(0,words_words/* oneLine */.TN)(advice(finding))}`),
        ].join('\n');
    });
    const head = [(0,words_words/* oneLine */.TN)(healthLine(health)), ...(health.warnings ?? []).map((one) => `warning: ${(0,words_words/* oneLine */.TN)(one, 700)}`)];
    return [head.join('\n'), ...spaced(blocks)].join('\n');
}
/** A line between blocks; none between sources of one line. */
function spaced(blocks) {
    return blocks.map((block, i) => i > 0 && !block.includes('\n') && !blocks[i - 1]?.includes('\n') ? block : `\n${block}`);
}
/** "✓ orders (postgres) age 2 h of 1 d; restore passed 3 h ago; 12 backups, 40.0 MiB sealed" */
function wellLine(source, health) {
    const { age, proofs, kept } = cellsOf(source, health);
    const proven = source.proofs.length > 0 ? proofs : 'not proven yet';
    return (0,words_words/* oneLine */.TN)(`${signs.good} ${source.source} (${source.engine}) age ${age}; ${proven}; ${kept}`);
}
/** Rows and lines at most, so that a job summary takes it. */
const mostRows = 300;
/** The health as GitHub-flavoured Markdown. */
function renderHealth(health) {
    const rows = health.sources.slice(0, mostRows).map((source) => {
        const { age, stores = '', proofs = '', restore, kept, next } = cellsOf(source, health);
        const bars = source.history.length > 1 ? `<br>${code((0,words_words/* sparkline */.KM)(source.history))}` : '';
        const cells = [
            `${marks[source.state]} **${markdown(source.source)}**<br>${markdown(source.engine)}`,
            `${age}`,
            markdown(stores),
            markdown(proofs),
            `${restore}`,
            `${kept}${bars}`,
            `${next}`,
        ];
        return `| ${cells.join(' | ')} |`;
    });
    const found = health.sources.flatMap(({ source, findings }) => findings.map((one) => `- ${levelMarks[one.level]} **${markdown(source)}**: ${markdown(advice(one), 700)}`));
    const head = '| source | newest, of RPO | in | last proofs | restore, of RTO | kept | next |\n|---|---|---|---|---|---|---|';
    return [
        `## ${marks[overall(health)]} ${markdown(healthLine(health))}`,
        (0,words_words/* formatTime */.fU)(health.at, health.timezone),
        ...(health.warnings?.length ? [health.warnings.map((one) => `- ⚠️ ${markdown(one, 700)}`).join('\n')] : []),
        [head, ...rows].join('\n'),
        ...(health.sources.length > mostRows ? [`… and ${health.sources.length - mostRows} more`] : []),
        ...(found.length > 0 ? [found.slice(0, mostRows).join('\n')] : []),
        '',
    ].join('\n\n');
}
/** The health as JSON; times are ISO 8601, UTC. */
function healthJson(health) {
    const { project, at, sources, warnings = [] } = health;
    const more = warnings.length > 0 ? { warnings } : {};
    return { version: 1, command: 'report', project, at: at.toISOString(), state: overall(health), sources, ...more };
}

;// CONCATENATED MODULE: ./build/js/report/markdown/summary.js




/** A job summary of GitHub is at most 1 MiB per step. */
const mostBytes = 1_048_576;
const cutNote = '\n_The rest did not fit here: the JSON report has everything._\n';
/** Lines of one part: even of the longest texts, the problems at the top then fit. */
const summary_mostRows = 100;
/** The report as GitHub-flavoured Markdown for a job summary; at most 1 MiB, whatever is in it. */
function renderSummary(report) {
    return bounded(blocks(report, problemsOnce(report)));
}
function* blocks(report, problems) {
    yield heading(report);
    yield todo(problems);
    yield warned(report);
    yield overview(report);
    for (const source of report.sources)
        yield notes(report, source);
    for (const source of report.sources) {
        yield why(source, report.timezone);
        yield retention(source);
    }
}
/** Whole blocks, so that no table and no folded part is cut in its middle; none is made that does not fit. */
function bounded(blocks) {
    const room = mostBytes - Buffer.byteLength(cutNote);
    let bytes = 0;
    const kept = [];
    for (const block of blocks) {
        if (block === '')
            continue;
        bytes += Buffer.byteLength(block) + 1;
        if (bytes > room)
            return [...kept, cutNote].join('\n');
        kept.push(block);
    }
    return kept.join('\n');
}
function heading(report) {
    const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
    return `## ${report.status === 'succeeded' ? '✅' : '❌'} ${markdown(headline(report))}

${(0,words_words/* formatTime */.fU)(report.startedAt, report.timezone)} · ${(0,words_words/* formatDuration */.a3)(time)} · policy ${code(report.policy)}
`;
}
/** Each problem with what to do about it; empty where there is none. */
function todo(problems) {
    if (problems.length === 0)
        return '';
    const shown = problems.slice(0, summary_mostRows).map(({ code: name, message, hint, source, sources, line }) => {
        const whose = sources ?? (source ? [source] : []);
        const where = [...(whose.length > 0 ? [`**${markdown((0,words_words/* namesSome */.Tc)(whose))}**`] : []), code(name)].join(' ');
        const at = line === undefined || whose.length > 1 ? '' : ` (policy line ${line})`;
        return `- ${where}: ${markdown(message, 700)}${at}${hint ? `<br>👉 ${markdown(hint, 300)}` : ''}`;
    });
    return `### What to do\n\n${shown.join('\n')}\n${more(problems.length)}`;
}
const warned = ({ warnings = [] }) => warnings
    .slice(0, summary_mostRows)
    .map((warning) => `- ⚠️ ${markdown(warning, 700)}\n`)
    .join('');
const more = (count) => (count > summary_mostRows ? `\n… and ${(0,words_words/* formatCount */.B4)(count - summary_mostRows)} more\n` : '');
/** A table; the cells are Markdown without `|` and newlines. A name that ends in a space aligns its column to the right. */
function grid(head, all, cells) {
    const line = (row) => `| ${row.join(' | ')} |`;
    const align = head.map((name) => (name.endsWith(' ') ? '--:' : '---'));
    const rows = all.slice(0, summary_mostRows).map((one) => line(cells(one)));
    return `${[line(head.map((name) => name.trim())), line(align), ...rows].join('\n')}\n${more(all.length)}`;
}
function overview({ sources, timezone }) {
    if (sources.length === 0)
        return '';
    const columns = ['source', 'backup', 'size', 'sizes so far', 'proof', 'retention'];
    const rows = failuresFirst(sources).map((source) => {
        const { backup, history } = source;
        const name = `${isFailed(source) ? '❌' : '✅'} **${markdown(source.source)}**<br>${markdown(source.engine)}`;
        const bars = history.length > 1 ? code((0,words_words/* sparkline */.KM)(history.map(({ bytes }) => bytes))) : '';
        const sized = backup ? markdown(size(source, backup)) : '';
        return [name, made(source), sized, bars, proofs(source, timezone), outcome(source)];
    });
    // What nothing was done about takes no room.
    const used = columns.map((_, i) => i === 0 || rows.some((row) => row[i] !== '' && row[i] !== '–'));
    const kept = (cells) => cells.filter((_, i) => used[i]);
    return grid(kept(columns), rows, kept);
}
function failuresFirst(sources) {
    return [...sources.filter(isFailed), ...sources.filter((source) => !isFailed(source))];
}
function made({ backup, tasks }) {
    if (!backup) {
        const task = tasks.find(({ kind }) => kind === 'backup');
        return task && !task.due ? markdown(task.because.join('; '), 300) : '–';
    }
    const copies = backup.copies.map(({ store, outcome }) => `${markdown(store)}${outcome === 'failed' ? ' ❌' : ''}`);
    const facts = [(0,words_words/* formatDuration */.a3)(backup.durationMs), ...(counted(backup) ? [counted(backup)] : [])];
    return `${code(backup.id)}<br>${facts.join(' · ')}<br>in ${copies.join(', ')}`;
}
/** Those of this run; where there are none, the last that is known. */
function proofs({ proofs, lastProof }, timezone) {
    if (proofs.length === 0) {
        if (!lastProof)
            return '–';
        const { level, outcome, at } = lastProof;
        return `${outcome === 'passed' ? '✅' : '❌'} last: ${markdown(level)} ${markdown(outcome)}, ${(0,words_words/* formatTime */.fU)(at, timezone)}`;
    }
    return proofs
        .map((proof) => {
        const compared = proof.compared ? `: ${markdown(proof.compared, 300)}` : '';
        return `${failedProof(proof) ? '❌' : '✅'} ${markdown(proof.level)}, ${markdown(took(proof))}${compared}`;
    })
        .join('<br>');
}
function outcome({ retention }) {
    return retention ? retained(retention).replaceAll(', ', '<br>') : '–';
}
const summary_marks = { failure: '❌', warning: '⚠️', note: 'ℹ️' };
/** Findings of backup, proofs and retention, and copies that failed: nobody should have to unfold them. */
function notes(report, made) {
    const { source, backup, proofs, retention, healed = [], warnings = [] } = made;
    const found = (findings) => newIn(findings, report, source);
    const line = (what, finding) => {
        const whose = finding.level === 'failure' ? `${what}, ${level(finding)}` : what;
        return `- ${summary_marks[finding.level]} ${markdown(whose)}: ${markdown(advice(finding))}`;
    };
    const warning = (message) => ({ level: 'warning', blame: 'env', message });
    const lines = [
        ...warnings.map((message) => line('schedule', warning(message))),
        ...found(backup?.findings ?? []).map((finding) => line('backup', finding)),
        ...silentFailures(made).map(({ where, message }) => line('copy', warning(`not in ${where}${message ? `: ${message}` : ''}`))),
        ...healed.map((one) => line('healed', warning(healing(one, report.timezone)))),
        ...proofs.flatMap((proof) => found(proof.findings).map((finding) => line(proof.level, finding))),
        ...(retention?.findings ?? []).map((message) => line('retention', warning(message))),
    ];
    if (lines.length === 0)
        return '';
    return `**${markdown(source)}**\n\n${lines.slice(0, summary_mostRows).join('\n')}\n${more(lines.length)}`;
}
function folded(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n</details>\n`;
}
function why({ source, tasks, backup, proofs }, timezone) {
    const due = tasks.map(({ kind, due, because, did, next }) => {
        const then = next === undefined ? '' : `; next ${(0,words_words/* formatTime */.fU)(next, timezone)}`;
        const done = did === undefined ? '' : `; done: ${markdown(did)}`;
        return `- ${due ? '▶️' : '⏸️'} ${markdown(kind)}: ${markdown(because.join('; '))}${done}${then}`;
    });
    const parts = (backup?.parts ?? []).map(({ name, bytes, plainBytes }) => `- ${code(name)}: ${(0,words_words/* sealedSize */.QH)(bytes)}, of ${(0,words_words/* plainSize */.id)(plainBytes)}`);
    const times = proofs
        .filter(({ durations }) => Object.keys(durations).length > 0)
        .map(({ level, durations }) => `- ${markdown(level)}: ${markdown(steps(durations))}`);
    const lines = [...due, ...parts, ...times];
    if (lines.length === 0)
        return '';
    return folded(`${markdown(source)}: what ran, and why`, `${lines.slice(0, summary_mostRows).join('\n')}\n${more(lines.length)}`);
}
function retention({ source, retention }) {
    if (!retention || retention.decisions.length === 0)
        return '';
    const all = deletedFirst(retention);
    const copies = (retention.copies ?? []).filter(({ keep }) => !keep);
    const title = `${markdown(source)}: why ${(0,words_words/* plural */.LS)(all.length, 'backup')} ${all.length === 1 ? 'stays or goes' : 'stay or go'}`;
    const cells = ({ id, keep, because, bytes, store }) => [
        keep ? 'keep' : store === undefined ? '**delete**' : `**leave ${markdown(store)}**`,
        code(id),
        (0,words_words/* formatBytes */.z3)(bytes),
        because.map((reason) => markdown(reason, 500)).join('<br>'),
    ];
    return folded(title, grid(['', 'backup', 'sealed ', 'because'], [...copies, ...all], cells));
}
/** The deletions are what people look for, and the table may be cut. */
function deletedFirst({ decisions }) {
    return [...decisions.filter(({ keep }) => !keep), ...decisions.filter(({ keep }) => keep)];
}

;// CONCATENATED MODULE: ./build/js/report/markdown/plain.js

/** It as GitHub-flavoured Markdown, at most 1 MiB, whatever is in it: what to do about its problems stands below the title. */
function renderPlain({ command, status, text, markdown, problems }) {
    if (markdown !== undefined) {
        const [title = '', ...blocks] = markdown.split('\n\n').map((block) => `${block}\n`);
        return bounded([title, todo(problems), ...blocks]);
    }
    const mark = status === 'failed' ? '❌ ' : '';
    const head = `### ${mark}backproof ${/^[a-z]+$/.test(command) ? command : ''}\n`;
    return bounded([head, todo(problems), fenced(text())]);
}
/** Room for the head, the problems and the fence. */
const mostText = mostBytes - (256 << 10);
function fenced(text) {
    const { shown, rest } = fitting(text);
    // Only a fence longer than any in the text cannot be closed by it.
    const ticks = '`'.repeat(Math.max(3, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length + 1)));
    const more = rest > 0 ? `\n_${rest} more lines did not fit here: the JSON report has everything._\n` : '';
    return `${ticks}\n${shown}\n${ticks}\n${more}`;
}
/** The first lines that fit, and how many do not. */
function fitting(text) {
    if (Buffer.byteLength(text) <= mostText)
        return { shown: text, rest: 0 };
    const lines = text.split('\n');
    let bytes = 0;
    const count = lines.findIndex((line) => {
        bytes += Buffer.byteLength(line) + 1;
        return bytes > mostText;
    });
    return { shown: lines.slice(0, count).join('\n'), rest: lines.length - count };
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 54 modules
var policy = __webpack_require__(57977);
;// CONCATENATED MODULE: ./build/js/report/markdown/rules.js


const number = (count) => (count >= policy/* everything */.YT ? 'all' : String(count));
const span = (length) => (length === 'all' ? 'all' : length.text);
/** What keeps copies and what limits them, in the words of the policy: "last 3", "daily 7", "at most 50". */
function describeRules({ keep, tiers, max }) {
    return [
        ...(keep.last === undefined ? [] : [keep.last >= policy/* everything */.YT ? 'everything' : `last ${keep.last}`]),
        ...Object.entries(keep.counts).map(([period, count]) => `${period} ${number(count)}`),
        ...(keep.within ? [`all within ${keep.within.text}`] : []),
        ...Object.entries(keep.withinPeriods).map(([period, length]) => `${period} within ${length.text}`),
        ...keep.tags.map((tags) => `tagged ${tags.join(' and ')}`),
        ...tiers.map(({ until, every }) => `${every === 'all' ? 'all' : `one per ${span(every)}`} until ${until.text}`),
        ...(max.count === undefined ? [] : [`at most ${max.count}`]),
        ...(max.bytes === undefined ? [] : [`at most ${(0,words_words/* sealedSize */.QH)(max.bytes)}`]),
    ];
}
/** The same of a source, with its preset, its types and what protects. */
function describeRetention(retention, timezone) {
    const { preset, before, manual, types = {}, protect } = retention;
    const limits = Object.entries(types).flatMap(([type, { min, max }]) => [
        ...(min === undefined ? [] : [`at least ${min} ${type}`]),
        ...(max === undefined ? [] : [`at most ${max} ${type}`]),
    ]);
    return [
        ...(preset === undefined ? [] : [`preset ${preset}`]),
        ...describeRules(retention),
        ...limits,
        ...(before === undefined ? [] : [`none from before ${(0,words_words/* formatTime */.fU)(before, timezone)}`]),
        ...(manual === 'rules' ? ['manual backups by the same rules'] : []),
        ...(protect.length > 0 ? [`protected ${protect.join(' ')}`] : []),
    ];
}

;// CONCATENATED MODULE: ./build/js/report/markdown/markdown.js








;// CONCATENATED MODULE: ./build/js/report/html/page.js



/** Text from anywhere as text of HTML, in an element or a quoted attribute. */
function html(text, most = 2000) {
    return (0,words_words/* oneLine */.TN)(text, most).replace(/[&<>"']/g, (one) => `&#${one.codePointAt(0)};`);
}
const style = `
:root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d); --dim: light-dark(#59636e, #9198a1); }
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.4rem; }
h2 { font-size: 1.1rem; margin: 0; }
section { border: 1px solid var(--line); border-left-width: .4rem; border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
.good { border-left-color: #1a7f37; }
.warning { border-left-color: #bf8700; }
.bad { border-left-color: #cf222e; }
small, dt { color: var(--dim); }
dl { display: grid; grid-template-columns: minmax(5rem, max-content) 1fr; gap: .2rem 1rem; margin: .7rem 0 0; }
dd { margin: 0; overflow-wrap: anywhere; }
ul { margin: .7rem 0 0; padding-left: 1.2rem; }
`;
/** The health as one page that needs nothing else: no script, no address, readable on a phone. */
function healthPage(health) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(healthLine(health))}</title>
<style>${style}</style>
</head>
<body>
<h1>${marks[overall(health)]} ${html(healthLine(health))}</h1>
<small>${(0,words_words/* formatTime */.fU)(health.at, health.timezone)}</small>
${(health.warnings ?? []).map((one) => `<p><b>warning</b>: ${html(one)}</p>\n`).join('')}${health.sources.map((source) => section(source, health)).join('\n')}
</body>
</html>
`;
}
const labels = {
    age: 'age, of RPO',
    stores: 'in',
    proofs: 'last proofs',
    restore: 'restore, of RTO',
    kept: 'kept',
    next: 'next',
};
function section(source, health) {
    const { newest, history } = source;
    const rows = [
        ...(newest ? [['newest', newest.id]] : []),
        ...Object.entries(cellsOf(source, health)).map(([name, text]) => [labels[name] ?? name, text]),
        ...(history.length > 1 ? [['sizes', (0,words_words/* sparkline */.KM)(history)]] : []),
    ];
    const list = rows.map(([name = '', text = '']) => `<dt>${html(name)}</dt><dd>${html(text)}</dd>`).join('\n');
    const found = source.findings.map(finding).join('\n');
    return `<section class="${source.state}">
<h2>${marks[source.state]} ${html(source.source)} <small>${html(source.engine)}</small></h2>
${found === '' ? '' : `<ul>\n${found}\n</ul>\n`}<dl>
${list}
</dl>
</section>`;
}
const finding = (one) => `<li><b>${one.level}</b>: ${html(advice(one))}</li>`;

;// CONCATENATED MODULE: ./build/js/report/html/html.js


;// CONCATENATED MODULE: ./build/js/report/terminal/progress.js

/**
 * "orders: dump.pgc  1.2 GiB of 4.0 GiB plain, 30 %, 120 MiB/s, 24 s left": one line, for people. `width`: of the terminal; where
 * not all fits, the name of the step is shortened, and never what changes.
 */
function progressLine(look, width = Number.POSITIVE_INFINITY) {
    const amounts = amountsOf(look);
    const others = look.others ? `; also ${(0,words_words/* namesSome */.Tc)(look.others, 3)}` : '';
    const room = width - amounts.length - 2;
    // Where there is room for both: what is shown in full is the newest step.
    const also = look.step.what.length + others.length <= room ? others : '';
    return `${shorten(look.step.what, room)}  ${amounts}${also}`;
}
function amountsOf({ step, elapsedMs, done, perSecond }) {
    const { of = 0, unit = 'plain' } = step;
    const inBytes = unit === 'plain' || unit === 'sealed';
    const time = (0,words_words/* formatDuration */.a3)(Math.round(elapsedMs / 1000) * 1000);
    if (done === undefined)
        return time;
    const amount = (count) => (inBytes ? (0,words_words/* formatBytes */.z3)(count) : (0,words_words/* formatCount */.B4)(Math.round(count)));
    const rate = perSecond !== undefined && perSecond > 0 ? [`${amount(perSecond)}${inBytes ? '' : ` ${unit}`}/s`] : [];
    // An estimate that was too low says nothing any more.
    if (of <= 0 || done > of)
        return [`${amount(done)} ${unit}`, ...rate, time].join(', ');
    const left = perSecond !== undefined && perSecond > 0 ? [`${remaining(((of - done) / perSecond) * 1000)} left`] : [];
    const percent = `${Math.floor((done / of) * 100)} %`;
    return [`${amount(done)} of ${amount(of)} ${unit}`, percent, ...rate, ...left].join(', ');
}
/** Whole seconds: their tenths are not known. */
const remaining = (ms) => (0,words_words/* formatDuration */.a3)(Math.max(1000, Math.round(ms / 1000) * 1000)).replace('.0 s', ' s');
/** A name that is too long keeps its end ("…: restoring"): the activity matters more than the time of the backup. */
function shorten(what, room) {
    if (what.length <= room)
        return what;
    const id = /-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{6}Z/.exec(what);
    // "orders-2026-02-14T09-15-30.123456Z" as "orders-…23456Z": those digits tell one backup of a day from the next.
    const brief = id === null ? what : `${what.slice(0, id.index)}-…${id[0].slice(-6)}${what.slice(id.index + id[0].length)}`;
    if (brief.length <= room)
        return brief;
    return room < 2 ? '' : `…${brief.slice(brief.length - room + 1)}`;
}

;// CONCATENATED MODULE: ./build/js/report/terminal/text.js



const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
/** The report for a terminal; ends without a newline. */
function renderText(report, { colour, width, detail = 'usual' }) {
    const paint = (name, text) => (colour ? `\u001b[${codes[name]}m${text}\u001b[0m` : text);
    if (detail === 'quiet' && report.status === 'succeeded')
        return '';
    const failed = new Set(report.sources.filter(isFailed).map(({ source }) => source));
    const { sources, problems, shared } = setApart(report);
    const shown = text_failuresFirst(sources, failed).filter(({ source }) => detail !== 'quiet' || failed.has(source));
    const one = (source) => text_renderSource(report, source, failed.has(source.source), detail === 'verbose', paint, width);
    const time = Date.parse(report.finishedAt) - Date.parse(report.startedAt);
    const good = report.status === 'succeeded';
    const title = `${paint(good ? 'green' : 'red', good ? '✓' : '✗')} ${paint('bold', (0,words_words/* oneLine */.TN)(headline(report)))}`;
    return [
        `${title} ${paint('dim', `(${(0,words_words/* formatDuration */.a3)(time)})`)}`,
        ...[...problems, ...shared].map((problem) => `\n${wrap(text_ofProblem(problem), '', paint, width)}`),
        ...text_spaced(shown.map(one)),
    ].join('\n');
}
/** A block begins with an empty line; so does the first of the lines that follow one. */
function text_spaced(blocks) {
    return blocks.map((block, i) => block.startsWith('\n') || blocks[i - 1]?.startsWith('\n') === false ? block : `\n${block}`);
}
const text_failuresFirst = (sources, failed) => [
    ...sources.filter(({ source }) => failed.has(source)),
    ...sources.filter(({ source }) => !failed.has(source)),
];
/** A block of its own, with a line between it and the others; one line where nothing was to be done. */
function text_renderSource(report, source, failed, verbose, paint, width) {
    const mark = paint(failed ? 'red' : 'green', failed ? '✗' : '✓');
    const found = (all) => findings(newIn(all, report, source.source));
    const lines = [
        ...backup(source, found),
        ...(source.healed ?? []).map((one) => {
            return { label: 'healed', text: healing(one, report.timezone), colour: 'yellow' };
        }),
        ...text_proofs(source, found),
        ...tasks(source, report.timezone),
        ...(source.warnings ?? []).map((text) => ({ label: 'schedule', text: `warning: ${text}`, colour: 'yellow' })),
        ...(source.retention ? text_retention(source.retention, report.command === 'prune') : []),
        ...source.problems.flatMap((problem) => text_ofProblem({ ...problem, message: (0,words_words/* withoutSource */.iV)(problem.message, source.source) })),
    ];
    const head = `${mark} ${paint('bold', (0,words_words/* oneLine */.TN)(source.source))} ${paint('dim', (0,words_words/* oneLine */.TN)(source.engine))}`;
    const idle = verbose ? undefined : idleLine(source, report.timezone);
    if (idle !== undefined)
        return `${head}  ${paint('dim', (0,words_words/* oneLine */.TN)(idle, Math.max(width, 60)))}`;
    return ['', head, ...(lines.length > 0 ? [wrap(lines, '  ', paint, width)] : [])].join('\n');
}
function backup(source, found) {
    const { backup, history } = source;
    if (!backup)
        return [];
    const bars = history.length > 1 ? `; sizes so far ${(0,words_words/* sparkline */.KM)(history.map(({ bytes }) => bytes))}` : '';
    const facts = [
        `${size(source, backup)} in ${(0,words_words/* formatDuration */.a3)(backup.durationMs)}`,
        ...(counted(backup) ? [counted(backup)] : []),
    ];
    return [
        { label: 'backup', text: backup.id },
        { label: '', text: `${facts.join(', ')}${bars}` },
        ...backup.copies.map(({ where, outcome, message }) => {
            const said = `${outcome} in ${where}`;
            if (outcome === 'failed')
                return { label: '', text: `not ${said.replace('failed ', '')}${message ? `: ${message}` : ''}`, colour: 'red' };
            return { label: '', text: said, colour: 'dim' };
        }),
        ...found(backup.findings),
    ];
}
function text_proofs({ proofs, backup }, found) {
    return proofs.flatMap((proof) => {
        const failed = failedProof(proof);
        const of = proof.id === backup?.id ? '' : `, of ${proof.id}`;
        const worst = proof.findings.find(({ level }) => level === 'failure');
        const whose = worst ? `: ${level(worst)}` : '';
        const said = `${failed ? '✗ failed' : '✓ passed'} in ${took(proof)}${proof.compared ? `: ${proof.compared}` : ''}${of}${whose}`;
        return [{ label: proof.level, text: said, colour: failed ? 'red' : 'green' }, ...found(proof.findings)];
    });
}
const findingColours = { failure: 'red', warning: 'yellow', note: 'dim' };
function findings(found) {
    return found.flatMap((finding) => [
        { label: '', text: `${level(finding)}: ${finding.message}`, colour: findingColours[finding.level] },
        ...(finding.hint ? [{ label: '', text: `→ ${finding.hint}` }] : []),
    ]);
}
/** What was not due; what was is seen by what it did. */
function tasks({ tasks, backup, proofs, retention }, timezone) {
    const done = new Set([
        ...(backup ? ['backup'] : []),
        ...proofs.map(({ level }) => level),
        ...(retention ? ['prune'] : []),
    ]);
    return tasks
        .filter(({ kind }) => !done.has(kind))
        .map(({ kind, due, because, did, next }) => {
        if (did !== undefined)
            return { label: kind, text: `done: ${did}`, colour: 'dim' };
        const then = due && next ? `; next ${(0,words_words/* formatTime */.fU)(next, timezone)}` : '';
        return { label: kind, text: `${due ? 'due: ' : ''}${because.join('; ')}${then}`, colour: due ? 'yellow' : 'dim' };
    });
}
/** Deletions with their reasons; where retention is all that was asked for, everything with its reasons. */
function text_retention(made, all) {
    const shown = made.decisions.filter(({ keep }) => all || !keep);
    return [
        { label: 'retention', text: retained(made) },
        ...shown.map(({ id, keep, because, bytes }) => {
            const verb = keep ? 'keep' : made.applied ? 'deleted' : 'delete';
            return {
                label: '',
                text: `${verb} ${id} (${(0,words_words/* sealedSize */.QH)(bytes)}): ${because.join('; ')}`,
                colour: keep ? 'dim' : 'yellow',
            };
        }),
        ...copies(made, all),
        ...made.findings.map((message) => ({ label: '', text: message, colour: 'yellow' })),
    ];
}
/** For stores with their own rules. */
function copies({ copies = [], applied }, all) {
    return copies
        .filter(({ keep }) => all || !keep)
        .map(({ id, store, keep, because, bytes, purged }) => {
        const verb = keep ? 'keep in' : purged ? 'gone from' : applied ? 'leaves' : 'would leave';
        return {
            label: '',
            text: `${verb} ${store}: ${id} (${(0,words_words/* sealedSize */.QH)(bytes)}): ${because.join('; ')}`,
            colour: keep ? 'dim' : 'yellow',
        };
    });
}
function text_ofProblem(problem) {
    const { code, message, hint } = problem;
    return [
        { label: 'problem', text: `${message} (${code})`, colour: 'red' },
        ...('sources' in problem ? [{ label: '', text: `of ${(0,words_words/* namesSome */.Tc)(problem.sources)}` }] : []),
        ...(hint ? [{ label: '', text: `→ ${hint}`, colour: 'bold' }] : []),
    ];
}
const labelWidth = 11;
/** Words that do not fit go on below the text; a word longer than a line stays whole, so that it can be copied. */
function wrap(lines, indent, paint, width) {
    const room = Math.max(width - indent.length - labelWidth, 30);
    return lines
        .flatMap(({ label, text, colour }) => {
        const rows = split((0,words_words/* oneLine */.TN)(text), room);
        return rows.map((row, i) => {
            const head = paint('dim', (i === 0 ? (0,words_words/* oneLine */.TN)(label, labelWidth - 1) : '').padEnd(labelWidth));
            return `${indent}${head}${colour ? paint(colour, row) : row}`;
        });
    })
        .join('\n');
}
function split(text, room) {
    const rows = [];
    let row = '';
    for (const word of text.split(' ')) {
        if (row !== '' && row.length + 1 + word.length > room) {
            rows.push(row);
            row = `  ${word}`;
        }
        else
            row = row === '' && rows.length === 0 ? word : `${row} ${word}`;
    }
    return [...rows, row];
}

;// CONCATENATED MODULE: ./build/js/report/terminal/terminal.js



;// CONCATENATED MODULE: ./build/js/report/report.js






/***/ }),

/***/ 38495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ containerPort),
  SW: () => (/* reexport */ dockerExec),
  AY: () => (/* reexport */ dockerRun),
  g5: () => (/* reexport */ failureOf),
  hm: () => (/* reexport */ feed),
  pl: () => (/* reexport */ forwardOf),
  pp: () => (/* reexport */ hasDocker),
  Vo: () => (/* reexport */ hostRuntime),
  IX: () => (/* reexport */ isLocal),
  x7: () => (/* reexport */ isLong),
  zv: () => (/* reexport */ isOfMachine),
  w$: () => (/* reexport */ lastLines),
  z3: () => (/* reexport */ longestFirst),
  X: () => (/* reexport */ openTunnel),
  qG: () => (/* reexport */ podRuntime),
  E$: () => (/* reexport */ redact),
  Bf: () => (/* reexport */ runningContainer),
  L: () => (/* reexport */ sshRuntime),
  tU: () => (/* reexport */ startReachableSandbox),
  OT: () => (/* reexport */ startSandbox),
  V5: () => (/* reexport */ sweepContainers),
  Qq: () => (/* reexport */ text_text),
  Mk: () => (/* reexport */ withoutForms)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
;// CONCATENATED MODULE: ./build/js/runtime/redact.js
/** Shorter secrets are words, numbers and pieces of words: taken out everywhere, they would leave no text to read. */
const shortest = 8;
/** The text with every secret replaced, also where a program shows it decoded or URL-encoded. */
function redact(text, secrets) {
    return withoutForms(text, longestFirst(secrets.flatMap(spellings)));
}
/**
 * The text without these, the longest first. One of fewer than eight characters is taken out only where a text says that it is
 * a password: after "password=", or in a URL before the host.
 */
function withoutForms(text, forms) {
    return forms.reduce((rest, form) => (isLong(form) ? rest.replaceAll(form, '***') : withoutShort(rest, form)), text);
}
/** True of what is taken out wherever it stands. */
const isLong = (form) => form.length >= shortest;
/** A secret that contains another must not be left half shown. */
function longestFirst(forms) {
    return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}
/** The same of what a program wrote to stderr: how it begins its lines is read, and is never a secret. */
function redactOutput(stderr, secrets) {
    const forms = longestFirst(secrets.flatMap(spellings));
    if (forms.length === 0)
        return stderr;
    const lines = stderr.split('\n').map((line) => {
        const [start = ''] = /^(?:[\w-]+: (?:\[[^\]]*\] )?)?(?:(?:warning|error|detail|hint|WARNING|ERROR|DETAIL|HINT): +)?/.exec(line) ?? [];
        return [start, line.slice(start.length)];
    });
    // A secret may go over several lines.
    const whole = withoutForms(stderr, forms.filter((form) => form.includes('\n')));
    if (whole !== stderr)
        return withoutForms(whole, forms);
    return lines.map(([start, rest]) => start + withoutForms(rest, forms)).join('\n');
}
function withoutShort(text, form) {
    const literal = form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    const named = new RegExp(`(pass(?:word|wd)?["']?\\s*[=:]\\s*["']?|:\\/\\/[^\\s/@:]*:)${literal}(?=$|[\\s"'&,;@)])`, 'gi');
    return text.replace(named, '$1***');
}
function spellings(secret) {
    return [secret, encodeURIComponent(secret), encodeURI(secret), decoded(secret)];
}
function decoded(secret) {
    try {
        return decodeURIComponent(secret);
    }
    catch {
        return secret;
    }
}

;// CONCATENATED MODULE: ./build/js/runtime/failure.js


/** What is known of the program behind a Problem; undefined where no program ended badly. */
function failureOf(error) {
    if (!(0,problem/* isProblem */.AN)(error))
        return undefined;
    const cause = error.cause;
    return cause?.kind === 'failure' ? cause : undefined;
}
/** Names the program, the place, how it ended and its last lines. */
function toolFailed(failure, where) {
    const how = failure.killedBy === undefined ? `exit ${failure.exitCode ?? 'unknown'}` : `killed by ${failure.killedBy}`;
    const said = lastLines(failure.stderr);
    const message = `${failure.program} failed in ${where} (${how})${said === '' ? ', without output' : `: ${said}`}`;
    return new problem/* Problem */.AF('tool-failed', message, { hint: problem/* remedy */.zL.program, cause: failure });
}
const shownLines = 5;
const shownCharacters = 1000;
/** The last lines as one line, for a message. */
function lastLines(stderr) {
    const lines = stderr.split(/[\r\n]+/).map((line) => line.trim());
    // MariaDB's client puts the statement that failed, with the rows in it, between two rules before the error.
    const said = lines.slice(lines.lastIndexOf('-'.repeat(14)) + 1).filter((line) => line !== '');
    // What went wrong comes first, and may have a long context behind it.
    const at = said.findLastIndex((line) => /\b(?:ERROR|FATAL|PANIC|error):/.test(line));
    const last = at < 0 ? said.slice(-shownLines) : said.slice(Math.min(at, Math.max(0, said.length - shownLines)));
    const text = last.join(' / ').replace(/\.$/, '');
    if (text.length <= shownCharacters)
        return text;
    if (at < 0)
        return `...${text.slice(-shownCharacters)}`;
    return `${said.slice(at).join(' / ').slice(0, shownCharacters)}...`;
}
const tailBytes = 64 * 1024;
/** Keeps the end of stderr in bounded memory. */
function tail(command) {
    let kept = [];
    let size = 0;
    let cut = false;
    return {
        add(chunk) {
            kept.push(chunk);
            size += chunk.length;
            if (size <= 2 * tailBytes)
                return;
            kept = [Buffer.concat(kept).subarray(-tailBytes)];
            size = tailBytes;
            cut = true;
        },
        text() {
            const whole = Buffer.concat(kept).toString('utf8');
            // A secret may have been cut in two: the first line of a cut text is not shown.
            return redactOutput(cut ? whole.slice(whole.indexOf('\n') + 1) : whole, command.secrets ?? []);
        },
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/js/runtime/child.js





/** Milliseconds between asking a process to end and killing it. */
const graceMs = 3000;
const stdoutBuffer = 1024 * 1024;
/** Starts a program: the only place that does. See Child for what its streams promise. */
function launch(command, how, signal) {
    if (signal.aborted)
        return stillborn((0,problem/* cancelled */.KW)(signal));
    let local;
    try {
        local = (0,external_node_child_process_.spawn)(how.file, how.args, {
            env: { ...how.env },
            // Its own process group: stopping it takes every process that it started along.
            detached: true,
            stdio: [
                ...[command.stdin === 'open' || how.header !== undefined ? 'pipe' : 'ignore', 'pipe', 'pipe'],
                ...(how.lifeline ? ['pipe'] : []),
            ],
        });
    }
    catch (error) {
        return stillborn(new problem/* Problem */.AF('tool-failed', `${nameOf(command)} cannot be started in ${how.where}: ${(0,problem/* messageOf */.bD)(error)}`, {
            hint: problem/* remedy */.zL.program,
        }));
    }
    return follow(local, command, how, signal);
}
function follow(local, command, how, signal) {
    const errors = tail(command);
    let stopped;
    let settled = false;
    const stop = (because) => {
        if (settled || stopped !== undefined)
            return;
        const done = end(local, how);
        done.catch(() => undefined);
        stopped = { because, done };
    };
    const stdout = new external_node_stream_.Readable({
        highWaterMark: stdoutBuffer,
        read: () => void local.stdout?.resume(),
        destroy: (error, callback) => {
            const because = 'its output was not read to the end';
            if (!settled)
                stop((0,problem/* isProblem */.AN)(error) ? error : stoppedBecause(because, command, how, error));
            callback(error);
        },
    });
    // A reader gets the error through its own listener; one who has gone must not crash the process.
    stdout.on('error', () => undefined);
    local.stdout?.on('data', (chunk) => {
        const own = how.sieve ? how.sieve.stdout(chunk) : chunk;
        if (own.length > 0 && !stdout.push(own))
            local.stdout?.pause();
    });
    local.stderr?.on('data', (chunk) => errors.add(how.sieve ? how.sieve.stderr(chunk) : chunk));
    local.stdout?.on('error', () => undefined);
    local.stderr?.on('error', () => undefined);
    const stdin = inputOf(local, command, how);
    // A program that ends early breaks the pipe: `ended` tells why, better than EPIPE.
    stdin.on('error', () => undefined);
    const [, , , lifeline] = local.stdio;
    // It closes only when it is read; there is nothing to read.
    lifeline?.on('error', () => undefined);
    if (lifeline instanceof external_node_stream_.Readable)
        lifeline.resume();
    // What a failed program started may hold its output open forever.
    local.once('exit', (code) => void (code === 0 || kill(local, 'SIGKILL')));
    const onAbort = () => stop((0,problem/* cancelled */.KW)(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    const outcome = async () => {
        const { error, exitCode, killedBy } = await child_closed(local);
        if (error !== undefined)
            throw isMissing(error)
                ? how.missing
                : new problem/* Problem */.AF('tool-failed', `${nameOf(command)} cannot be started in ${how.where}: ${(0,problem/* messageOf */.bD)(error)}`, {
                    hint: problem/* remedy */.zL.program,
                    cause: error,
                });
        if (stopped !== undefined) {
            await stopped.done;
            await how.halt?.(() => false);
            await untilGone(local);
            throw stopped.because;
        }
        kill(local, 'SIGKILL');
        if (how.sieve)
            errors.add(how.sieve.rest());
        const stderr = errors.text();
        const lie = exitCode === 0 ? how.doubt?.() : undefined;
        if (lie !== undefined)
            throw lie;
        if (exitCode === 0)
            return stderr;
        const failure = { kind: 'failure', program: nameOf(command), exitCode, killedBy, stderr };
        throw how.explain(failure) ?? toolFailed(failure, how.where);
    };
    const settle = () => {
        settled = true;
        signal.removeEventListener('abort', onAbort);
    };
    const ended = outcome().then((stderr) => {
        settle();
        stdout.push(null);
        return stderr;
    }, (error) => {
        settle();
        stdout.destroy(error);
        throw error;
    });
    // Whoever only reads stdout hears of the failure there.
    ended.catch(() => undefined);
    return { stdin, stdout, ended };
}
async function end(local, how) {
    // Output that nobody reads any more must not keep anything from ending: docker reports no exit of a container's
    // processes while one of them waits for its reader.
    local.stdout?.removeAllListeners('data');
    local.stdout?.resume();
    try {
        // First inside: a program in a container would take the closing of its input for the end of the data.
        await how.halt?.(() => isAlive(local));
    }
    finally {
        kill(local, 'SIGTERM');
        const force = setTimeout(() => kill(local, 'SIGKILL'), graceMs);
        const gone = () => {
            clearTimeout(force);
            kill(local, 'SIGKILL');
            local.stdout?.destroy();
            local.stderr?.destroy();
        };
        if (isAlive(local))
            local.once('exit', gone);
        else
            gone();
    }
}
function inputOf(local, command, how) {
    if (local.stdin === null)
        return closedInput();
    if (how.header !== undefined)
        local.stdin.write(how.header);
    if (command.stdin === 'open')
        return how.beforeEnd ? endedAfter(how.beforeEnd, local.stdin) : local.stdin;
    local.stdin.on('error', () => undefined);
    if (how.header !== undefined)
        local.stdin.end();
    return closedInput();
}
function endedAfter(before, to) {
    const input = new external_node_stream_.Writable({
        highWaterMark: to.writableHighWaterMark,
        write: (chunk, _encoding, callback) => void to.write(chunk, callback),
        final: (callback) => {
            before().then(() => {
                to.end();
                callback();
            }, callback);
        },
    });
    to.on('error', () => undefined);
    to.on('close', () => input.destroy());
    return input;
}
function isAlive(local) {
    return local.pid !== undefined && local.exitCode === null && local.signalCode === null;
}
/** Signals the whole process group. A group that is gone already is what was wanted. */
function kill(local, name) {
    if (local.pid === undefined)
        return;
    try {
        process.kill(-local.pid, name);
    }
    catch (error) {
        if (error.code !== 'ESRCH')
            throw error;
    }
}
/**
 * A process that is killed ends when the system gets round to it. One that has ended and that nobody collects stays in
 * its group forever, and does nothing any more: that is not waited for.
 */
async function untilGone(local) {
    for (let looks = 0; looks < 200 && hasGroup(local); looks += 1)
        await (0,promises_.setTimeout)(5);
}
function hasGroup({ pid }) {
    if (pid === undefined)
        return false;
    try {
        return process.kill(-pid, 0);
    }
    catch {
        return false;
    }
}
/** After exit, and after the last process that holds the output has closed it. */
function child_closed(local) {
    return new Promise((resolve) => {
        local.once('error', (error) => {
            if (local.pid === undefined)
                resolve({ error });
        });
        local.once('close', (code, name) => {
            resolve({ ...(code === null ? {} : { exitCode: code }), ...(name === null ? {} : { killedBy: name }) });
        });
    });
}
function stoppedBecause(because, command, how, cause) {
    return new problem/* Problem */.AF('tool-failed', `${nameOf(command)} was stopped in ${how.where}: ${because}`, {
        hint: problem/* remedy */.zL.program,
        cause,
    });
}
const nameOf = ({ name, program }) => name ?? program;
function isMissing(error) {
    return error.code === 'ENOENT';
}
function closedInput() {
    return new external_node_stream_.Writable({ write: (_chunk, _encoding, callback) => callback(new Error('stdin was not asked to be open')) });
}
function stillborn(because) {
    const ended = Promise.reject(because);
    ended.catch(() => undefined);
    const stdout = new external_node_stream_.Readable({ read: () => undefined });
    stdout.on('error', () => undefined);
    stdout.destroy(because);
    const stdin = closedInput();
    stdin.on('error', () => undefined);
    return { stdin, stdout, ended };
}

;// CONCATENATED MODULE: ./build/js/runtime/forward.js
/** Where `via` has forwarded a server to; undefined: it has not. */
function forwardOf(server, services) {
    const service = Object.hasOwn(services, server.host) ? services[server.host] : undefined;
    const port = service?.forwarded ? Number(service.ports?.[server.port]) : Number.NaN;
    return Number.isInteger(port) ? { host: '127.0.0.1', port, of: server } : undefined;
}
/** The hosts whose ports are forwarded. */
const forwardedHosts = (services) => Object.entries(services).flatMap(([host, { forwarded }]) => (forwarded ? [host] : []));

;// CONCATENATED MODULE: ./build/js/runtime/host.js



/** Runs programs on this machine, each in a process group of its own. */
function hostRuntime(options) {
    return {
        where: 'host',
        spawn: (command, signal) => launch(command, {
            where: 'host',
            file: command.program,
            args: command.args,
            env: { ...options.env, ...command.env },
            explain: () => undefined,
            missing: new problem/* Problem */.AF('tool-missing', `${command.program} is not installed on the host`, {
                hint: packageHint(command.program),
            }),
        }, signal),
        reach: (server) => forwardOf(server, options.services ?? {}) ?? server,
    };
}
function packageHint(program) {
    if (/^(pg_|psql)/.test(program)) {
        return "Install postgresql-client of the server's major version, or set tools: { image: postgres:<major> }.";
    }
    if (program === 'docker')
        return 'Install Docker, or set tools: host.';
    return `Install ${program}, or add the directory that holds it to PATH.`;
}

;// CONCATENATED MODULE: ./build/js/runtime/text.js

const limitBytes = 64 * 1024 * 1024;
/**
 * Runs a command and gives what it wrote to stdout, as UTF-8.
 * @throws Problem `tool-failed` as of Child, or if it writes more than 64 MiB.
 */
async function text_text(runtime, command, signal) {
    const child = runtime.spawn(command, signal);
    const chunks = [];
    let size = 0;
    for await (const chunk of child.stdout) {
        size += chunk.length;
        if (size > limitBytes) {
            child.stdout.destroy();
            await child.ended.catch(() => undefined);
            const message = `${command.program} in ${runtime.where} wrote more than ${limitBytes / 1024 / 1024} MiB`;
            throw new problem/* Problem */.AF('tool-failed', message, { hint: problem/* remedy */.zL.program });
        }
        chunks.push(chunk);
    }
    await child.ended;
    return Buffer.concat(chunks).toString('utf8');
}
/**
 * Runs a command with the body as its stdin and gives the end of its stderr. What it writes to stdout goes to `hear`; without
 * that it is discarded.
 * The program is killed before its input is closed if the body errors: it must never take half an input for a whole one.
 * @throws the body's error, or `tool-failed` as of Child.
 */
async function feed(runtime, command, body, signal, hear = () => undefined) {
    const mine = new AbortController();
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    const heard = (async () => {
        for await (const chunk of child.stdout)
            hear(chunk);
    })();
    // What stops it is told by `ended`.
    heard.catch(() => undefined);
    const input = pour(body, child.stdin).then(() => true, (error) => {
        mine.abort((0,problem/* isProblem */.AN)(error)
            ? error
            : new problem/* Problem */.AF('tool-failed', `the input of ${command.program} broke off`, {
                hint: 'Run the command again; `backproof doctor` tries what it reads from.',
                cause: error,
            }));
        return false;
    });
    try {
        const stderr = await child.ended;
        await heard;
        return stderr;
    }
    finally {
        body.destroy();
        await input;
    }
}
async function pour(body, stdin) {
    for await (const chunk of body) {
        // The program has ended: its exit code says whether that was right.
        if (stdin.destroyed === true)
            return;
        if (!stdin.write(chunk))
            await drained(stdin);
    }
    stdin.end();
}
function drained(stdin) {
    return new Promise((resolve) => {
        const done = () => {
            stdin.removeListener('drain', done);
            stdin.removeListener('close', done);
            resolve();
        };
        stdin.once('drain', done);
        stdin.once('close', done);
    });
}

;// CONCATENATED MODULE: ./build/js/runtime/docker.js




/** Runs the docker client and gives its stdout. */
function docker(args, env, signal, more = {}) {
    return text_text(hostRuntime({ env }), { program: 'docker', args, env: more, secrets: secretsIn(more) }, signal);
}
/** `-e NAME` for each: the value goes from the client's environment, so that no argument list shows it. */
function environmentFlags(env) {
    return Object.keys(env).flatMap((name) => ['-e', name]);
}
/** The values that a message must not show. */
function secretsIn(env) {
    return Object.entries(env).flatMap(([name, value]) => (/pass|secret|key|token/i.test(name) ? [value] : []));
}
/** A signal for cleaning up, which must happen although the run's own signal has fired. */
function cleanupSignal() {
    return AbortSignal.timeout(60_000);
}
/** Removes a container with its anonymous volumes. False if there was none, which is what was wanted. */
async function removeContainer(name, env) {
    const signal = cleanupSignal();
    for (;;) {
        try {
            // It says the name of what it removed, and nothing of what does not exist.
            return (await docker(['rm', '-f', '-v', name], env, signal)).trim() !== '';
        }
        catch (error) {
            if (isGone(error))
                return false;
            // Docker is removing it by itself (--rm): wait until it has.
            if (!/already in progress/.test(failureOf(error)?.stderr ?? ''))
                throw error;
            await pause(100);
        }
    }
}
/**
 * Tries to end what a docker client has asked for, until something was there to end or the client has gone. A client
 * that is stopped while the daemon starts its container would leave it behind: it is given some seconds.
 */
async function whileStarting(attempt, isAlive) {
    for (let tries = 0; tries < 30; tries++) {
        if (await attempt())
            return;
        if (!isAlive())
            break;
        await pause(100);
    }
    // The daemon may yet do what a client asked for that has gone.
    await pause(300);
    await attempt();
}
function isGone(error) {
    return /no such container|is not running/i.test(failureOf(error)?.stderr ?? '');
}
/** False for a container that has ended or does not exist. */
async function isRunning(name, env, signal) {
    try {
        return (await docker(['inspect', '-f', '{{.State.Running}}', name], env, signal)).trim() === 'true';
    }
    catch (error) {
        if (/no such (object|container)/i.test(failureOf(error)?.stderr ?? ''))
            return false;
        throw error;
    }
}
function pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
const dockerMissing = new problem/* Problem */.AF('tool-missing', 'docker is not installed on the host', {
    hint: 'Install Docker, or set tools: host.',
});
// In docker's own lines only: a program may say the like of something else, and what it restores may have it in a text.
const unanswered = /^(?:docker: )?(?:Cannot connect to the Docker daemon|error during connect|failed to connect to the docker API)/im;
const goneForExec = /^Error(?: response from daemon)?: (?:No such container|[Cc]ontainer \S+ is not running)/m;
/** What docker's own failures mean, for a command that ran in a container. */
function explainDocker(where, name) {
    return (failure) => {
        const { stderr, program } = failure;
        if (unanswered.test(stderr)) {
            return new problem/* Problem */.AF('tool-missing', `docker does not answer, for ${where}`, {
                hint: 'Start Docker, or set tools: host.',
                cause: failure,
            });
        }
        if (goneForExec.test(stderr) && failure.exitCode === 1) {
            return new problem/* Problem */.AF('tool-missing', `there is no running container ${name}`, {
                hint: 'Name a service container of the job, or set tools: { image: ... }.',
                cause: failure,
            });
        }
        if (failure.exitCode === 125 &&
            /unable to find image|pull access denied|manifest unknown|not found/i.test(stderr)) {
            return new problem/* Problem */.AF('tool-missing', `image ${name} cannot be pulled: ${lastLine(stderr)}`, {
                hint: 'Check the name of the image, or log in to its registry first.',
                cause: failure,
            });
        }
        if ((failure.exitCode === 126 || failure.exitCode === 127) && /no such file|not found/i.test(stderr)) {
            const [, missing = program] = /([\w./-]+): (?:command )?not found\s*$/.exec(stderr) ?? [];
            return new problem/* Problem */.AF('tool-missing', `${missing} does not exist in ${where}`, {
                hint: `Use an image that has ${missing}${/^(pg_|psql)/.test(missing) ? ', such as postgres:<major>' : ''}.`,
                cause: failure,
            });
        }
        return undefined;
    };
}
function lastLine(stderr) {
    const lines = stderr
        .split('\n')
        .filter((line) => line.trim() !== '' && !/^See 'docker/.test(line) && !/--help/.test(line));
    return lines.at(-1)?.trim() ?? 'no reason given';
}
/** True if this machine has docker and its daemon answers. */
async function hasDocker(env, signal) {
    try {
        await docker(['version', '--format', '{{.Server.Version}}'], env, signal);
        return true;
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-failed'))
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/js/runtime/docker-exec.js




/**
 * Runs programs in a running container. Their environment carries a mark by which they, and all that they started, are
 * found again: ending the docker client does not end what it started.
 */
function dockerExec(options) {
    const { name, service, baseEnv, user } = options;
    const asUser = user === undefined ? [] : ['--user', user];
    const where = `docker exec ${name}`;
    return {
        where,
        spawn: (command, signal) => {
            const mark = (0,external_node_crypto_.randomUUID)();
            const env = { ...command.env, BACKPROOF_MARK: mark };
            const input = command.stdin === 'open' ? ['-i'] : [];
            return launch(command, {
                where,
                file: 'docker',
                // By a shell, because docker itself writes to stdout that it cannot find a program.
                args: [
                    'exec',
                    ...input,
                    ...asUser,
                    ...environmentFlags(env),
                    service.id,
                    ...viaShell,
                    command.program,
                    ...command.args,
                ],
                env: { ...baseEnv, ...env },
                halt: (isAlive) => whileStarting(() => halt([...asUser, service.id], mark, where, baseEnv), isAlive),
                explain: explainDocker(where, name),
                missing: dockerMissing,
            }, signal);
        },
        reach: (server) => reachFromInside(server, name, service),
    };
}
const viaShell = ['sh', '-c', 'exec "$@"', 'sh'];
/** This machine's own address. Inside a container it is the container's. */
function isLocal(host) {
    return ['localhost', '::1', '[::1]', '0.0.0.0'].includes(host.toLowerCase()) || /^127(\.\d+){3}$/.test(host);
}
function reachFromInside(server, name, service) {
    if (server.host === name)
        return { host: '127.0.0.1', port: server.port };
    if (!isLocal(server.host))
        return server;
    const mapped = containerPort(service, server.port);
    return mapped === undefined ? server : { host: '127.0.0.1', port: mapped };
}
/** The container's own port behind a port of the host; undefined where none is mapped to it. */
function containerPort(service, hostPort) {
    const entry = Object.entries(service.ports ?? {}).find(([, port]) => Number(port) === hostPort);
    return entry === undefined ? undefined : Number.parseInt(entry[0], 10);
}
/*
 * Prints how many processes with the mark there are, and which of them it has signalled now; those of "$3" were before. Without
 * ps, which official images do not have. A process whose children live is left for later: they would be handed to the container's
 * first process. Where that is PostgreSQL's, it takes a child of its that a signal ends for a crash of one of its own, and ends
 * every session: so what it was handed anyway is only waited for.
 */
const signalMarked = `read -r first </proc/1/comm
found= parents=' '
for file in $(grep -ls -e "BACKPROOF_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${file#/proc/} pid=\${pid%/environ} parent=
  while read -r key value; do
    if [ "$key" = PPid: ]; then parent=$value; break; fi
  done 2>/dev/null </proc/$pid/status
  [ -n "$parent" ] || continue
  found="$found $pid:$parent" parents="$parents$parent "
done
n=0 told=
for one in $found; do
  pid=\${one%:*}
  n=$((n+1))
  case "$parents" in *" $pid "*) [ "$first" != postgres ] && [ "$2" = KILL ] || continue ;; esac
  [ "\${one#*:}:$first" != 1:postgres ] || continue
  case "$2 $3 " in 'TERM '*" $pid "*) continue ;; esac
  if kill -s "$2" "$pid" 2>/dev/null; then told="$told $pid"; else n=$((n-1)); fi
done
echo "$n$told"`;
const docker_exec_graceMs = 3000;
const limitMs = 30_000;
/** Ends every process with the mark. False if there was none. */
async function halt(at, mark, where, env) {
    const signal = cleanupSignal();
    const told = new Set();
    for (let waited = 0; waited < limitMs; waited += 100) {
        const name = waited < docker_exec_graceMs ? 'TERM' : 'KILL';
        try {
            const args = [...at, 'sh', '-c', signalMarked, 'sh', mark, name, ` ${[...told].join(' ')}`];
            const [left, ...now] = (await docker(['exec', ...args], env, signal)).trim().split(' ');
            if (Number(left) === 0)
                return waited > 0;
            for (const pid of now)
                told.add(pid);
        }
        catch (error) {
            // A container that ends takes its processes along, and this one too.
            if (isGone(error) || !(await isRunning(at.at(-1) ?? '', env, signal)))
                return true;
            throw error;
        }
        await pause(100);
    }
    throw new problem/* Problem */.AF('tool-failed', `a program in ${where} is still running, although it was killed`, {
        hint: 'Restart that container: nothing else ends the program.',
    });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./build/js/runtime/owner.js

/** Of a container: which process started it. */
const ownerLabel = 'backproof-owner';
/**
 * This process by names that no other has: the start of the kernel, the namespace of process numbers, number and start
 * of the process. undefined where the system does not tell (other than Linux).
 */
function owner() {
    return identify(process.pid);
}
/** True if the owner was a process of this very system, and is no more. False where that cannot be known. */
async function isOrphan(label) {
    const here = await owner();
    const [system, pid] = parts(label);
    if (here === undefined || system !== parts(here)[0] || !/^\d+$/.test(pid))
        return false;
    return (await identify(Number(pid))) !== label;
}
function parts(label) {
    const [boot = '', namespace = '', pid = ''] = label.split('/');
    return [`${boot}/${namespace}`, pid];
}
async function identify(pid) {
    try {
        const boot = (await (0,external_node_fs_promises_.readFile)('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
        const namespace = (await (0,external_node_fs_promises_.readlink)('/proc/self/ns/pid')).replace(/\D/g, '');
        const stat = await (0,external_node_fs_promises_.readFile)(`/proc/${pid}/stat`, 'utf8');
        // The name before it, in parentheses, may hold anything; "starttime" is the 22nd field (proc(5)).
        const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
        return `${boot}/${namespace}/${pid}/${started}`;
    }
    catch (error) {
        if (['ENOENT', 'ESRCH', 'EACCES'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/runtime/network.js






/** A network from which nothing leads out, for one throw-away server and whoever talks to it. */
async function createNetwork(name, labels, env, signal) {
    try {
        await docker(['network', 'create', '--internal', ...labels, name], env, signal);
    }
    catch (error) {
        const failure = failureOf(error);
        if (failure === undefined)
            throw error;
        throw new problem/* Problem */.AF('sandbox-failed', `no network can be made for a throw-away server: ${lastLines(failure.stderr)}`, {
            hint: 'Remove networks that nothing uses: docker network prune.',
            cause: error,
        });
    }
}
/** The container's address on its network, which this process can reach. */
async function addressIn(name, env, signal) {
    await join(name, env, signal);
    const format = `{{(index .NetworkSettings.Networks "${name}").IPAddress}}`;
    return (await docker(['inspect', '--format', format, name], env, signal)).trim();
}
/** Where this process runs in a container of the same Docker, that one gets onto the network too. */
async function join(name, env, signal) {
    const self = ownContainer();
    if (self === undefined)
        return;
    try {
        await docker(['network', 'connect', name, self], env, signal);
    }
    catch (error) {
        // One of another Docker than the one that is asked.
        if (!isGone(error))
            throw error;
    }
}
/** Docker names a container's host by its id, where nobody gave it another name. */
function ownContainer() {
    return (0,external_node_fs_.existsSync)('/.dockerenv') && /^[0-9a-f]{12}$/.test((0,external_node_os_.hostname)()) ? (0,external_node_os_.hostname)() : undefined;
}
async function removeNetwork(name, env) {
    const self = ownContainer();
    if (self !== undefined)
        await unlessGone(docker(['network', 'disconnect', '--force', name, self], env, cleanupSignal()));
    await unlessGone(docker(['network', 'rm', name], env, cleanupSignal()));
}
async function unlessGone(done) {
    try {
        await done;
    }
    catch (error) {
        if (!/network \S+ not found|is not connected|no such container/i.test(failureOf(error)?.stderr ?? ''))
            throw error;
    }
}
/** Removes the networks of processes that were killed. */
async function sweepNetworks(env, signal) {
    const format = `{{.Name}} {{.Label "${ownerLabel}"}}`;
    for (const line of await listed(ownerLabel, format, env, signal)) {
        const [name = '', label = ''] = line.split(' ');
        if (await isOrphan(label))
            await removeNetwork(name, env);
    }
}
/** Removes the networks of runs with this label. */
async function removeNetworks(label, env, signal) {
    for (const name of await listed(`backproof=${label}`, '{{.Name}}', env, signal))
        await removeNetwork(name, env);
}
async function listed(label, format, env, signal) {
    const lines = await docker(['network', 'ls', '--filter', `label=${label}`, '--format', format], env, signal);
    return lines.split('\n').filter((line) => line !== '');
}

;// CONCATENATED MODULE: ./build/js/runtime/docker-run.js







/** No capability, no way to gain one, and no more processes than a server with its connections has. */
const noPrivileges = ['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--pids-limit', '2048'];
// A user by number, whom no image has to know.
const nobody = '65534:65534';
/**
 * Runs each program in a new container, which is removed when it ends. Environment variables, and so a password, are
 * visible to whoever may use the docker daemon while it runs (`docker inspect`), never in an argument list.
 */
function dockerRun(options) {
    const { image, services = {}, label, baseEnv } = options;
    const forwarded = forwardedHosts(services);
    const self = forwarded.length === 0 ? undefined : ownContainer();
    // Where the ports of this process are.
    const network = options.network ?? (self === undefined ? 'host' : `container:${self}`);
    // A certificate has the server's own name, which some programs look for in what they are to connect to.
    const named = network === 'host' ? forwarded.filter((host) => (0,external_node_net_.isIP)(host) === 0 && !isLocal(host)) : [];
    const where = `docker run ${image}`;
    return {
        where,
        spawn: (command, signal) => {
            const name = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
            const env = command.env ?? {};
            const input = command.stdin === 'open' ? ['-i'] : [];
            const flags = [
                '--rm',
                '--name',
                name,
                '--label',
                `backproof=${label}`,
                '--network',
                network,
                ...named.flatMap((host) => ['--add-host', `${host}:127.0.0.1`]),
                '--log-driver',
                'none',
                ...noPrivileges,
                '--user',
                nobody,
            ];
            const what = ['--entrypoint', command.program, image, ...command.args];
            return launch(command, {
                where,
                file: 'docker',
                args: ['run', ...input, ...flags, ...environmentFlags(env), ...what],
                env: { ...baseEnv, ...env },
                halt: (isAlive) => whileStarting(() => removeContainer(name, baseEnv), isAlive),
                explain: explainDocker(where, image),
                missing: dockerMissing,
            }, signal);
        },
        reach: (server) => {
            const forward = forwardOf(server, services);
            if (forward !== undefined)
                return named.includes(server.host) ? { host: server.host, port: forward.port } : forward;
            return network === 'host' ? server : reachOnNetwork(server, network, services);
        },
    };
}
function reachOnNetwork(server, network, services) {
    if (server.host !== 'localhost' && server.host !== '127.0.0.1')
        return server;
    for (const [name, service] of Object.entries(services)) {
        const port = service.network === network ? containerPort(service, server.port) : undefined;
        if (port !== undefined)
            return { host: name, port };
    }
    return server;
}

;// CONCATENATED MODULE: ./build/js/runtime/machine.js
/**
 * What programs and servers say when the machine under them has no room, no memory, or takes nothing: errno(3) in the words of
 * the C library, and of what wraps them. No contents of a backup bring that about.
 */
const words = /No space left on device|Disk quota exceeded|Read-only file system|Cannot allocate memory|Too many open files|Input\/output error|\b(?:errno|Errcode|OS error code|system error):? ?(?:28|122)\b/i;
/** True for the last words of a program that the machine failed. */
const isOfMachine = (said) => words.test(said);

;// CONCATENATED MODULE: ./build/js/runtime/remote/guard.js
// Of a client program, in a directory of its own or none ($1): it ends, and the directory goes, when this process does,
// whose end closes descriptor 3.
const script = `d=$1
shift
[ -z "$d" ] || cd "$d" || exit
exec 4<&0
"$@" <&4 4<&- 3<&- &
p=$!
exec 4<&- </dev/null
(read -r l <&3; kill "$p"; [ -z "$d" ] || rm -rf -- "$d") >/dev/null 2>&1 &
w=$!
exec 3<&-
wait "$p"
c=$?
kill -s KILL "$w" 2>/dev/null
[ -z "$d" ] || rm -rf -- "$d"
exit "$c"`;
/** Arguments of `sh` that run the program so; to be launched with a lifeline. */
const guarded = (directory, program, args) => [
    '-c',
    script,
    'sh',
    directory,
    program,
    ...args,
];

;// CONCATENATED MODULE: ./build/js/runtime/remote/marks.js
const longestLine = 64 * 1024;
const none = Buffer.alloc(0);
/** Takes what the shell says out of what the program writes, and what was written before that. */
class Marks {
    #mark;
    /** undefined: the program's own output has begun. */
    #before = none;
    #line = none;
    /** The first of what came on stderr before the program did. */
    noise = '';
    progress = { kind: 'silent' };
    constructor(mark) {
        this.#mark = mark;
    }
    stdout(chunk) {
        if (this.#before === undefined)
            return chunk;
        const all = Buffer.concat([this.#before, chunk]);
        const sign = `${this.#mark}\n`;
        const at = all.indexOf(sign);
        if (at === -1) {
            this.#before = all.subarray(-sign.length);
            return none;
        }
        this.#before = undefined;
        return all.subarray(at + sign.length);
    }
    stderr(chunk) {
        let rest = Buffer.concat([this.#line, chunk]);
        const own = [];
        for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
            own.push(this.#read(rest.subarray(0, end + 1)));
            rest = rest.subarray(end + 1);
        }
        if (rest.length <= longestLine)
            this.#line = rest;
        else {
            own.push(this.#read(rest));
            this.#line = none;
        }
        return Buffer.concat(own);
    }
    /** The last line of stderr, which has no end. */
    rest() {
        const last = this.#line;
        this.#line = none;
        return this.#read(last);
    }
    #read(line) {
        const at = line.indexOf(this.#mark);
        if (at === -1)
            return this.#ofProgram(line);
        const before = this.#ofProgram(line.subarray(0, at));
        const [, word, code] = /^ (start|missing|exit)(?: (\d{1,3}))?\s*$/.exec(line.toString('latin1', at + this.#mark.length)) ?? [];
        if (word === 'start') {
            this.progress = { kind: 'started' };
            return none;
        }
        if (word === 'missing')
            this.progress = { kind: 'missing' };
        else if (word === 'exit' && this.progress.kind === 'started')
            this.progress = { kind: 'ended', exitCode: Number(code) };
        return before;
    }
    #ofProgram(bytes) {
        if (this.progress.kind !== 'silent')
            return bytes;
        if (this.noise.length < longestLine)
            this.noise += bytes.toString('utf8');
        return none;
    }
}

;// CONCATENATED MODULE: ./build/js/runtime/remote/shell.js
/*
 * What runs on another machine is started by a shell there that is told everything over its input: no argument list of either
 * machine shows a variable, and no login shell has to understand more than `exec sh -c '...' NAME`.
 */
/** For the login shell there, whichever it is: nothing in it means something else to another one. */
function shellWords(mark) {
    return `exec sh -c '${firstWords}' ${mark}`;
}
/** The same as arguments, where no shell stands between. */
const shellArguments = (mark) => ['sh', '-c', firstWords, mark];
const firstWords = 'IFS= read -r s && eval "$s"';
// One line. What is cut off is never run.
const gather = `bp_t= bp_d=; bp_n=$(printf '\\nx'); bp_n=\${bp_n%x}; while IFS= read -r bp_l; do if [ "$bp_l" = "$0 ends" ]; then bp_d=1; break; fi; bp_t=$bp_t$bp_l$bp_n; done; [ -n "$bp_d" ] && eval "$bp_t"`;
/** What is written to the shell before the program's own input. */
function shellInput(command, mark, lifeline) {
    const env = Object.entries({ ...command.env, BACKPROOF_MARK: mark });
    const script = [
        `set -- ${[command.program, ...command.args].map(quoted).join(' ')}`,
        'bp_env() {',
        ...env.map(([name, value]) => `export ${name}=${quoted(value)}`),
        '}',
        `bp_mark=${mark} bp_input=${command.stdin ?? 'none'} bp_life=${lifeline}`,
        body,
    ];
    return `${gather}\n${script.join('\n')}\n${mark} ends\n`;
}
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
/*
 * The mark on a line of its own says on both outputs that what came before is none of the program's: a shell greets as it
 * is set up to. On stderr it says how the program ended, too.
 *
 * A connection that is lost closes the program's input: that must not look like the end of the data. So it is read by a
 * `cat`, and passed on as ended only while we are still there; otherwise the program is killed first.
 *
 * The leader of the session was started by sshd. When that has ended, it is somebody else's child.
 */
const body = String.raw `
bp_stat() {
  read -r bp_s <"/proc/$1/stat" 2>/dev/null || return
  bp_s=${'$'}{bp_s##*") "}
}
bp_above() {
  set -- "$1" "$PPID" 0 0
  if bp_stat "$1"; then
    set -- "$1" $bp_s
    bp_up=$3
    if [ "$5" != 0 ] && [ "$5" != "$1" ] && bp_stat "$5"; then
      set -- "$5" $bp_s
      bp_up=$5/$3
    fi
  else
    kill -0 "$PPID" 2>/dev/null && bp_up=$PPID || bp_up=none
  fi
}
bp_shell=$$
bp_above "$bp_shell"
bp_first=$bp_up
bp_alive() {
  kill -0 "$bp_shell" 2>/dev/null || return
  bp_above "$bp_shell"
  [ "$bp_up" = "$bp_first" ]
}
bp_kill() {
  for bp_f in $(grep -ls -e "BACKPROOF_MARK=$bp_mark" /proc/[0-9]*/environ 2>/dev/null); do
    bp_f=${'$'}{bp_f#/proc/}
    kill -s "$1" "${'$'}{bp_f%/environ}" 2>/dev/null
  done
}
bp_halt() {
  trap '' TERM HUP INT
  bp_kill TERM
  kill -s TERM -- "-$bp_shell" 2>/dev/null
  sleep 3
  bp_kill KILL
  kill -s KILL -- "-$bp_shell" 2>/dev/null
}
bp_watch() {
  while sleep 1; do bp_alive || bp_halt; done
}
bp_feed() {
  bp_flag=
  if [ "$bp_life" = companion ]; then
    BACKPROOF_FLAG=$bp_mark sleep 2147483 </dev/null >/dev/null 2>&1 &
    bp_flag=$!
  fi
  BACKPROOF_FEED=$bp_mark sh -c 'echo "$$"; exec cat' 2>/dev/null || {
    [ -z "$bp_flag" ] || kill "$bp_flag" 2>/dev/null
    return
  }
  if [ -n "$bp_flag" ]; then
    bp_s=
    bp_stat "$bp_flag"
    case $bp_s in Z* | '') ;; *) BACKPROOF_FLAG=$bp_mark sleep 2147483 >/dev/null 2>&1 ;; esac
    return
  fi
  sleep 0.2 2>/dev/null || sleep 1
  bp_alive || bp_halt >/dev/null 2>&1
}
bp_run() {
  bp_cat=
  [ "$bp_input" = none ] || read -r bp_cat || exit
  printf '%s\n' "$bp_mark"
  printf '%s\n' "$bp_mark start" >&2
  exec 4<&0
  (
    bp_env
    command -v "$1" >/dev/null 2>&1 || {
      echo "$bp_mark missing" >&2
      exit 127
    }
    exec "$@"
  ) <&4 4<&- &
  bp_program=$!
  exec 4<&- </dev/null
  bp_watching=
  if [ "$bp_life" = parent ]; then
    bp_watch </dev/null >/dev/null 2>&1 &
    bp_watching=$!
  fi
  wait "$bp_program" 2>/dev/null
  bp_code=$?
  printf '%s\n' "$bp_mark exit $bp_code" >&2
  exec 2>/dev/null
  [ -z "$bp_watching" ] || kill -s KILL "$bp_watching"
  [ "$bp_code" = 0 ] || bp_kill KILL
  if [ -n "$bp_cat" ]; then
    if [ -r /proc/self/environ ]; then
      ! grep -qs -e "BACKPROOF_FEED=$bp_mark" "/proc/$bp_cat/environ" || kill "$bp_cat"
    else
      kill "$bp_cat"
    fi
  fi
  exit "$bp_code"
}
if [ "$bp_input" = none ]; then
  exec </dev/null
  bp_run "$@"
else
  bp_feed | bp_run "$@"
fi
exit`;
/**
 * The companion: for the word "ends" it takes the flag of the mark down; at the end of its input it ends every process that has
 * the mark, by the script that does it in a container.
 */
const companion = (signalMarked) => `mark=$1
marked() {
${signalMarked}
}
flags() {
  for f in $(grep -ls -e "BACKPROOF_FLAG=$mark" /proc/[0-9]*/environ 2>/dev/null); do
    f=\${f#/proc/}
    kill "\${f%/environ}" 2>/dev/null
  done
}
echo up
while IFS= read -r l; do
  if [ "$l" = ends ]; then
    flags
    echo ok
  fi
done
told= i=0
while [ "$i" -lt 300 ]; do
  s=TERM
  [ "$i" -lt 30 ] || s=KILL
  set -- $(marked "$mark" "$s" " $told")
  [ "\${1:-0}" != 0 ] || break
  shift
  told="$told $*"
  sleep 0.1 2>/dev/null || sleep 1
  i=$((i+1))
done
flags
[ "$i" -lt 300 ]`;
/** Ends every process there that has the mark; exits 0 once none is left. As docker exec does in a container. */
const endMarked = `[ -r /proc/self/environ ] || exit 0
i=0
while [ "$i" -lt 100 ]; do
  s=0 n=0
  [ "$i" = 0 ] && s=TERM
  [ "$i" -lt 30 ] || s=KILL
  for f in $(grep -ls -e "BACKPROOF_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
    f=\${f#/proc/}
    kill -s "$s" "\${f%/environ}" 2>/dev/null && n=$((n+1))
  done
  [ "$n" = 0 ] && exit 0
  i=$((i+1))
  sleep 0.1 2>/dev/null || { sleep 1; i=$((i+9)); }
done
exit 1`;

;// CONCATENATED MODULE: ./build/js/runtime/remote/pod.js










/**
 * Runs programs in a container of a pod by kubectl exec. Nothing there notices that its client has gone: so each program has
 * a companion, a second kubectl exec, that ends the program when its own input ends.
 */
function podRuntime(options) {
    const where = `kubectl exec ${options.namespace}/${options.pod}`;
    return {
        where,
        spawn: (command, signal) => spawn(options, where, command, signal),
        reach: (server) => server,
    };
}
function spawn(options, where, command, signal) {
    const mark = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const marks = new Marks(mark);
    const broken = new AbortController();
    const watch = startCompanion(options, where, mark);
    let over = false;
    const child = launch(command, {
        ...client(options, where, shellArguments(mark)),
        header: shellInput(command, mark, 'companion'),
        sieve: {
            stdout: (chunk) => marks.stdout(chunk),
            stderr: (chunk) => withoutFarewell(marks.stderr(chunk), marks),
            rest: () => withoutFarewell(marks.rest(), marks),
        },
        beforeEnd: async () => {
            try {
                while (marks.progress.kind === 'silent' && !over)
                    await pause(20);
                if (over)
                    return;
                await watch.inputEnds();
            }
            catch (error) {
                broken.abort(error);
                throw error;
            }
        },
        halt: () => watch.end(),
        explain: (failure) => explain(where, marks, failure),
        doubt: () => marks.progress.kind === 'ended' && marks.progress.exitCode === 0 ? undefined : notRun(where, marks),
    }, AbortSignal.any([signal, broken.signal]));
    watch.lost.then((problem) => broken.abort(problem), () => undefined);
    const ended = child.ended.finally(() => {
        over = true;
        return watch.end();
    });
    ended.catch(() => undefined);
    return { ...child, ended };
}
function client({ namespace, pod, container, baseEnv }, where, inside) {
    const named = container === undefined ? [] : ['-c', container];
    const args = ['exec', '-i', '-n', namespace, pod, ...named, '--', ...inside];
    return {
        where,
        file: 'sh',
        args: guarded('', 'kubectl', args),
        env: baseEnv,
        lifeline: true,
        missing: kubectlMissing,
    };
}
function startCompanion(options, where, mark) {
    const inside = ['sh', '-c', companion(signalMarked), 'sh', mark];
    const command = { program: 'sh', args: [], stdin: 'open', name: 'the shell that watches it' };
    const { signal } = new AbortController();
    const child = launch(command, { ...client(options, where, inside), explain: () => undefined }, signal);
    let said = '';
    child.stdout.on('data', (chunk) => {
        said += chunk.toString('latin1');
    });
    let ending = false;
    let over = false;
    const lost = Promise.withResolvers();
    child.ended
        .catch((error) => error)
        .then((error) => {
        over = true;
        const last = lastLines(failureOf(error)?.stderr ?? '');
        if (!ending)
            lost.resolve(said.startsWith('up') ? lostProblem(where, last) : notRun(where, { noise: last }));
    });
    return {
        lost: lost.promise,
        async inputEnds() {
            child.stdin.write('ends\n');
            while (!said.includes('ok\n')) {
                if (over)
                    throw lostProblem(where, '');
                await pause(20);
            }
        },
        async end() {
            ending = true;
            child.stdin.end();
            await child.ended.catch(() => undefined);
        },
    };
}
/** What kubectl adds when a program did not exit 0. */
function withoutFarewell(own, marks) {
    if (marks.progress.kind !== 'ended')
        return own;
    return Buffer.from(own.toString('utf8').replace(/^command terminated with exit code \d+\n?/m, ''));
}
function explain(where, marks, failure) {
    const { progress, noise } = marks;
    switch (progress.kind) {
        case 'missing':
            return new problem/* Problem */.AF('tool-missing', `${failure.program} does not exist in ${where}`, {
                hint: packageHint(failure.program).replace(', or', ' there, or'),
                cause: failure,
            });
        case 'ended':
            return progress.exitCode === failure.exitCode ? undefined : lostProblem(where, lastLines(failure.stderr));
        case 'started':
            return lostProblem(where, lastLines(failure.stderr));
        case 'silent':
            return /kubectl: (?:command )?not found/.test(noise) ? kubectlMissing : notRun(where, marks);
    }
}
function lostProblem(where, said) {
    return new problem/* Problem */.AF('tool-failed', `the connection of ${where} was lost${said === '' ? '' : `: ${said}`}`, {
        hint: 'Run it again. If it is lost again, look for a proxy before the API server that ends connections.',
    });
}
function notRun(where, { noise }) {
    const said = lastLines(noise);
    return new problem/* Problem */.AF('tool-failed', `${where} did not run the program${said === '' ? '' : `: ${said}`}`, {
        hint: 'Try it by hand: kubectl exec -n NAMESPACE POD -- true. The role needs create on pods/exec and get on pods.',
    });
}
const kubectlMissing = new problem/* Problem */.AF('tool-missing', 'kubectl is not installed on the host', {
    hint: 'Install kubectl, which tools: { pod: ... } needs.',
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/js/runtime/remote/ssh-client.js






/** "backup@db.example", "backup@[::1]:2222": for messages. */
function addressOf({ user, host, port }) {
    const name = host.includes(':') ? `[${host}]` : host;
    return `${user}@${name}${port === 22 ? '' : `:${port}`}`;
}
/** What no configuration of the user or the machine changes. */
const fixed = {
    BatchMode: 'yes',
    StrictHostKeyChecking: 'yes',
    // Under this name the pinned keys are in a file of our own, whatever the address.
    HostKeyAlias: 'backproof',
    UserKnownHostsFile: 'known_hosts',
    GlobalKnownHostsFile: '/dev/null',
    UpdateHostKeys: 'no',
    VerifyHostKeyDNS: 'no',
    PreferredAuthentications: 'publickey',
    ConnectTimeout: '30',
    ServerAliveInterval: '15',
    ServerAliveCountMax: '4',
    ControlMaster: 'no',
    ControlPath: 'none',
    ForwardAgent: 'no',
    ForwardX11: 'no',
    RequestTTY: 'no',
    EscapeChar: 'none',
    LogLevel: 'ERROR',
};
/** @throws Problem where there is no key to log in with. */
function sshClient({ server, baseEnv }, options, more, command) {
    const { user, host, port, hostKeys, key } = server;
    const agent = baseEnv['SSH_AUTH_SOCK'];
    if (key === undefined && !agent)
        throw new problem/* Problem */.AF('secret-missing', `ssh ${addressOf(server)}: no key is named, and no agent runs`, {
            hint: 'Set key: ${NAME} beside it, with the private key in that variable, or start ssh-agent.',
        });
    // The key is in there only as long as the client runs.
    const directory = keep(hostKeys, key === undefined ? undefined : keyText(key, server));
    const login = key === undefined ? { IdentityFile: 'none' } : { IdentityFile: 'key', IdentitiesOnly: 'yes', IdentityAgent: 'none' };
    const all = Object.entries({ ...fixed, ...login, ...options }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
    const args = ['-F', 'none', '-T', ...all, ...more, '-p', String(port), '-l', user, '--', host, ...command];
    return {
        file: 'sh',
        args: guarded(directory, 'ssh', args),
        // What it runs here by itself is run by a shell that we know.
        env: { ...baseEnv, SHELL: '/bin/sh' },
        remove: () => (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true }),
    };
}
function keyText(key, server) {
    const text = `${key.replaceAll('\r\n', '\n').trim()}\n`;
    if (/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n[\s\S]*\n-----END [A-Z ]*PRIVATE KEY-----\n$/.test(text))
        return text;
    throw new problem/* Problem */.AF('key-invalid', `ssh ${addressOf(server)}: the value of key is not a private key`, {
        hint: 'Put all of the file that ssh-keygen made into it, with its line breaks, not that with .pub.',
    });
}
/** A private directory: known_hosts, and the key. */
function keep(hostKeys, key) {
    try {
        const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'backproof-ssh-'));
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'known_hosts'), hostKeys.map((one) => `backproof ${one}\n`).join(''), { mode: 0o600 });
        if (key !== undefined)
            (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(directory, 'key'), key, { mode: 0o600 });
        return directory;
    }
    catch (cause) {
        throw new problem/* Problem */.AF('tool-failed', `nothing can be written to the temporary directory: ${(0,problem/* messageOf */.bD)(cause)}`, {
            hint: 'Set TMPDIR to a writable directory with free space.',
            cause,
        });
    }
}
const sshMissing = new problem/* Problem */.AF('tool-missing', 'ssh is not installed on the host', {
    hint: "Install OpenSSH's client (openssh-client), which tools: { ssh: ... } and via need.",
});
/** Of every start of the client. */
const ofClient = (client) => ({
    file: client.file,
    args: client.args,
    env: client.env,
    lifeline: true,
    missing: sshMissing,
});
const reasons = [
    [/^(?:sh: )?(?:\S+: )*ssh: (?:command )?not found/m, () => ['', '']],
    [
        /host key verification failed|no \S+ host key is known|no matching host key type|identification has changed/i,
        ({ host, port }) => [
            'its host key is not the one that the policy pins',
            `Compare \`ssh-keyscan -p ${port} ${host}\` with the key on that machine itself (/etc/ssh/ssh_host_*_key.pub); only if they are the same, write it as host-key.`,
        ],
    ],
    [
        /passphrase|error in libcrypto|invalid format|load key/i,
        (_, said) => [
            `its private key cannot be read: ${said}`,
            'Put an unencrypted private key, as ssh-keygen -N "" makes it, into the variable of key.',
        ],
    ],
    [
        /not allowed at this time/i,
        (_, said) => [
            `it takes no connections from here for a while: ${said}`,
            'Wait some minutes: sshd there punishes failed logins from one address (PerSourcePenalties). PerSourcePenaltyExemptList in its sshd_config exempts this machine.',
        ],
    ],
    [
        /permission denied|too many authentication failures|no more authentication methods/i,
        (server, said) => [
            server.key === undefined ? `no key of the agent is accepted: ${said}` : `the key is not accepted: ${said}`,
            server.key === undefined
                ? `Check that \`ssh-add -l\` lists the key (SSH_AUTH_SOCK may name an agent that has ended), and that its public key is in ~/.ssh/authorized_keys of ${server.user} on ${server.host}; or set key beside ssh.`
                : `Add its public key, which ssh-keygen -y -f FILE prints, to ~/.ssh/authorized_keys of ${server.user} on ${server.host}.`,
        ],
    ],
    [
        /could not resolve|connection refused|timed out|no route|unreachable|closed by|reset by|kex_exchange|connection closed|banner/i,
        (_, said) => [
            `it cannot be reached: ${said}`,
            'Check host and port, and that the machine takes SSH connections from here. If it is gone, take it out of the policy.',
        ],
    ],
];
/** Why there is no connection, by what the client said. */
function connectionProblem(server, noise, otherwise) {
    const said = lastLines(noise);
    const found = reasons.find(([words]) => words.test(noise));
    if (found === reasons[0])
        return sshMissing;
    const [because, hint] = found?.[1](server, said) ?? otherwise;
    return new problem/* Problem */.AF('tool-failed', `ssh ${addressOf(server)}: ${because}`, { hint });
}

;// CONCATENATED MODULE: ./build/js/runtime/remote/ssh.js










/**
 * Runs programs on another machine by OpenSSH's client: one connection each. What ends the connection ends the program,
 * within seconds, also where this process is killed.
 */
function sshRuntime(options) {
    const where = `ssh ${addressOf(options.server)}`;
    const link = { state: 'sound' };
    return {
        where,
        spawn: (command, signal) => ssh_spawn(options, where, link, command, signal),
        // An address means there what it means there.
        reach: (server) => server,
    };
}
function ssh_spawn(options, where, link, command, signal) {
    const mark = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const marks = new Marks(mark);
    const client = sshClient(options, {
        ...{ ClearAllForwardings: 'yes', PermitLocalCommand: 'no' },
        ...(options.connectSeconds === undefined ? {} : { ConnectTimeout: String(options.connectSeconds) }),
    }, ['-a', '-x'], [shellWords(mark)]);
    let gone = false;
    const child = launch(command, {
        ...ofClient(client),
        where,
        header: shellInput(command, mark, 'parent'),
        sieve: {
            stdout: (chunk) => marks.stdout(chunk),
            stderr: (chunk) => {
                const own = marks.stderr(chunk);
                // It is logged in.
                if (marks.progress.kind !== 'silent')
                    client.remove();
                return own;
            },
            rest: () => marks.rest(),
        },
        halt: async () => {
            // What has not begun never does: half of what the shell is told is not run.
            if (gone || link.state === 'silent' || marks.progress.kind !== 'started')
                return;
            gone = await endThere(options, mark, link);
            if (!gone)
                link.state = 'silent';
        },
        explain: (failure) => {
            if (marks.progress.kind === 'started')
                link.state = 'lost';
            return ssh_explain(options, where, marks, failure);
        },
        doubt: () => marks.progress.kind === 'ended' && marks.progress.exitCode === 0 ? undefined : ssh_notRun(options, marks),
    }, signal);
    child.ended.then(client.remove, client.remove);
    return child;
}
/**
 * By another connection. False where there is none: then the program's own shell has noticed. A server with many logins at once
 * drops some (MaxStartups of sshd_config(5)): that is tried again, silence is not.
 */
async function endThere(options, mark, { state }) {
    const connectSeconds = state === 'sound' ? options.connectSeconds : 5;
    const began = performance.now();
    for (let left = 3; left > 0; left--) {
        try {
            await text_text(sshRuntime({ ...options, ...(connectSeconds ? { connectSeconds } : {}) }), { program: 'sh', args: ['-c', endMarked, 'sh', mark] }, cleanupSignal());
            return true;
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'tool-failed'))
                throw error;
            if (state !== 'sound' || performance.now() - began > quickMs)
                return false;
            await pause(500);
        }
    }
    return false;
}
const quickMs = 5000;
function ssh_explain({ server }, where, marks, failure) {
    const { progress, noise } = marks;
    switch (progress.kind) {
        case 'missing':
            return new problem/* Problem */.AF('tool-missing', `${failure.program} does not exist in ${where}`, {
                hint: packageHint(failure.program).replace(', or', ' there, or'),
                cause: failure,
            });
        case 'ended':
            return progress.exitCode === failure.exitCode ? undefined : lost(where, failure);
        case 'started':
            return lost(where, failure);
        case 'silent':
            return failure.exitCode === 255 || failure.exitCode === 127
                ? connectionProblem(server, noise, unclear(noise))
                : ssh_notRun({ server }, marks);
    }
}
function lost(where, failure) {
    const said = lastLines(failure.stderr);
    return new problem/* Problem */.AF('tool-failed', `the connection of ${where} was lost while ${failure.program} ran there${said === '' ? '' : `: ${said}`}`, { hint: 'Run it again. If it is lost again, look into the log of sshd there (journalctl -u ssh).', cause: failure });
}
const unclear = (noise) => {
    const said = lastLines(noise);
    return [
        `it does not let a program run${said === '' ? '' : `: ${said}`}`,
        'Try it by hand: ssh USER@HOST true. The log of sshd there says more.',
    ];
};
function ssh_notRun({ server }, { noise }) {
    const said = lastLines(noise);
    return new problem/* Problem */.AF('tool-failed', `ssh ${addressOf(server)}: what answers there did not run the program${said === '' ? '' : `: ${said}`}`, {
        hint: 'Give that user a shell there (chsh -s /bin/sh); a forced command in authorized_keys must run what it is asked for, in SSH_ORIGINAL_COMMAND.',
    });
}

;// CONCATENATED MODULE: ./build/js/runtime/remote/tunnel.js






const tries = 5;
const longestNoise = 64 * 1024;
/** @throws Problem that names the machine in between. */
async function openTunnel(options, servers, signal) {
    for (let left = tries;; left--) {
        try {
            return await tryTunnel(options, servers, signal);
        }
        catch (error) {
            // Somebody else was given the port meanwhile.
            if (left === 1 || !/address already in use|cannot listen/i.test(failureOf(error)?.stderr ?? ''))
                throw error;
        }
    }
}
async function tryTunnel(options, servers, signal) {
    const where = addressOf(options.server);
    const forwards = await Promise.all(servers.map(async (server) => ({ server, at: { host: '127.0.0.1', port: await freePort() } })));
    const flags = forwards.flatMap(({ server, at }) => [
        '-L',
        `${at.host}:${at.port}:${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}`,
    ]);
    // Said once the ports are open: a port that merely answers could be another program's.
    const mark = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const fixed = {
        ExitOnForwardFailure: 'yes',
        GatewayPorts: 'no',
        PermitLocalCommand: 'yes',
        LocalCommand: `echo ${mark}`,
        // It tells there which connections were refused.
        LogLevel: 'INFO',
    };
    const client = sshClient(options, fixed, ['-N', '-a', '-x', ...flags], []);
    const closing = new AbortController();
    let noise = '';
    const child = launch({ program: 'ssh', args: [], name: `ssh ${where}` }, {
        ...ofClient(client),
        where: 'host',
        sieve: {
            stdout: (chunk) => chunk,
            stderr: (chunk) => {
                noise = (noise + chunk.toString('utf8')).slice(-longestNoise);
                return chunk;
            },
            rest: () => Buffer.alloc(0),
        },
        explain: (failure) => explained(options, failure),
    }, AbortSignal.any([signal, closing.signal]));
    child.ended.then(client.remove, client.remove);
    await said(child.stdout, mark, child.ended);
    // It is logged in.
    client.remove();
    child.stdout.resume();
    const lost = new AbortController();
    const over = () => {
        if (!closing.signal.aborted)
            lost.abort(brokenOff(where, noise));
    };
    child.ended.then(over, over);
    return {
        forwards,
        ended: lost.signal,
        refused: () => refusal(where, options, noise),
        [Symbol.asyncDispose]: async () => {
            closing.abort(new problem/* Problem */.AF('cancelled', 'the tunnel is closed'));
            await child.ended.catch(() => undefined);
        },
    };
}
function said(stdout, mark, ended) {
    return new Promise((resolve, reject) => {
        let text = '';
        const hear = (chunk) => {
            text = (text + chunk.toString('latin1')).slice(-4096);
            if (!text.includes(mark))
                return;
            stdout.removeListener('data', hear);
            resolve();
        };
        stdout.on('data', hear);
        ended.then(() => reject(new problem/* Problem */.AF('tool-failed', 'ssh ended before its ports were open', { hint: problem/* remedy */.zL.program })), reject);
    });
}
function explained({ server }, failure) {
    const found = connectionProblem(server, failure.stderr, [
        `no port can be forwarded through it${failure.stderr === '' ? '' : `: ${lastLines(failure.stderr)}`}`,
        'Try it by hand: ssh -N -L 5555:HOST:PORT USER@BASTION.',
    ]);
    return new problem/* Problem */.AF(found.code, found.message, { hint: found.hint, cause: failure });
}
function brokenOff(where, noise) {
    const last = lastLines(noise);
    return new problem/* Problem */.AF('source-failed', `the connection through ssh ${where} was lost${last === '' ? '' : `: ${last}`}`, {
        hint: 'Run it again. If it is lost again, look into the log of sshd there (journalctl -u ssh).',
    });
}
function refusal(where, { server }, noise) {
    const because = /open failed: (.*)/.exec(noise)?.[1]?.trim();
    if (because === undefined)
        return undefined;
    const forbidden = /administratively prohibited/.test(because);
    return new problem/* Problem */.AF('source-failed', `ssh ${where} does not connect to the server: ${because.slice(0, 300)}`, {
        hint: forbidden
            ? `Allow it there: permitopen="HOST:PORT" before the key in authorized_keys of ${server.user}, and AllowTcpForwarding local in sshd_config.`
            : 'Check host and port in the url: with via they are what that machine calls the server.',
    });
}
async function freePort() {
    const server = (0,external_node_net_.createServer)();
    await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === 'string')
        throw new Error('a listening server has a port');
    return address.port;
}

;// CONCATENATED MODULE: ./build/js/runtime/sandbox.js












/**
 * Starts a throw-away server and waits until it takes connections. It has no network: a restored database must not
 * reach the world by a subscription, a foreign server or a scheduled job. The server and the programs, which run in it by docker
 * exec, have no capabilities, cannot gain any, and are not root; processes and memory are limited.
 * @throws Problem `sandbox-failed` (the environment is to blame), with the last lines of the container's log.
 */
async function startSandbox(spec, options) {
    const { baseEnv } = options;
    return await started(spec, options, [], async (name, signal) => {
        const runtime = dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv });
        await untilReady(spec, name, baseEnv, signal, async (both) => void (await text_text(runtime, spec.ready, both)));
        const user = await userOf(runtime, signal);
        return { runtime: dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv, user }) };
    });
}
/**
 * The same for a server that is talked to from here. Its network leads to this machine and no further, and nobody else is
 * on it.
 * @throws as `startSandbox`.
 */
async function startReachableSandbox(spec, options) {
    const { baseEnv } = options;
    return await started(spec, options, ['network'], async (name, signal) => {
        const address = { host: await addressIn(name, baseEnv, signal), port: spec.port };
        await untilReady(spec, name, baseEnv, signal, (both) => spec.ready(address, both));
        return { address };
    });
}
async function started(spec, { label, baseEnv, signal }, [network], settle) {
    (0,problem/* stopIfAborted */.NI)(signal);
    const name = `backproof-sandbox-${(0,external_node_crypto_.randomUUID)()}`;
    const remove = async () => {
        await removeContainer(name, baseEnv);
        if (network)
            await removeNetwork(name, baseEnv);
    };
    try {
        await sweepOrphans(baseEnv, signal);
        const labels = await labelsOf(label);
        if (network)
            await createNetwork(name, labels, baseEnv, signal);
        await start(spec, name, [...labels, '--network', network ? name : 'none'], baseEnv, signal);
        return { ...(await settle(name, signal)), [Symbol.asyncDispose]: remove };
    }
    catch (error) {
        let tries = 0;
        await whileStarting(() => removeContainer(name, baseEnv), () => signal.aborted && tries++ < 8).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        if (network)
            await removeNetwork(name, baseEnv).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        throw error;
    }
}
/** By which what a killed run left is found. */
async function labelsOf(label) {
    const me = await owner();
    return ['--label', `backproof=${label}`, ...(me === undefined ? [] : ['--label', `${ownerLabel}=${me}`])];
}
// What the start of an official image does as root, before it gives that up: it hands the data's folder to the server's user.
const needed = ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'SETUID', 'SETGID'];
const confined = [...noPrivileges, ...needed.flatMap((name) => ['--cap-add', name])];
// A restore that goes wild ends, and not the machine: what other programs need is left.
const memoryShare = 0.8;
const limits = () => ['--memory', `${Math.floor(((0,external_node_os_.totalmem)() * memoryShare) / 1024 / 1024)}m`];
/** Whose the server is, by number: programs beside it need no more rights than it has. */
async function userOf(runtime, signal) {
    return (await text_text(runtime, { program: 'stat', args: ['-c', '%u:%g', '/proc/1'] }, signal)).trim();
}
async function start(spec, name, more, env, signal) {
    const flags = ['--name', name, ...more, '--shm-size', '256m', ...confined, ...limits()];
    try {
        await docker(['run', '-d', ...flags, ...environmentFlags(spec.env), spec.image, ...spec.args], env, signal, spec.env);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'tool-failed', 'tool-missing'))
            throw error;
        const pulled = /unable to find image|pull access denied|manifest unknown/i.test(failureOf(error)?.stderr ?? '');
        const what = pulled ? `image ${spec.image} cannot be pulled` : `a container of ${spec.image} cannot be started`;
        throw new problem/* Problem */.AF('sandbox-failed', `${what}: ${lastLines(failureOf(error)?.stderr ?? error.message)}`, {
            hint: error.code === 'tool-missing'
                ? 'Install Docker on the machine that proves: a throw-away server is a container.'
                : 'Check the name of the image (verify: { image: ... }), or log in to its registry first.',
            cause: error,
        });
    }
}
async function untilReady(spec, name, env, signal, ready) {
    const late = AbortSignal.timeout(spec.timeoutMs);
    for (;;) {
        try {
            await ready(AbortSignal.any([signal, late]));
            return;
        }
        catch (error) {
            (0,problem/* stopIfAborted */.NI)(signal);
            const ended = isGone(error) || !(await isRunning(name, env, signal));
            if (!ended && !late.aborted) {
                await pause(150);
                continue;
            }
            const what = ended ? 'stopped by itself' : `was not ready after ${Math.round(spec.timeoutMs / 1000)} s`;
            const log = redact(await lastLog(name, env, signal), secretsIn(spec.env));
            throw new problem/* Problem */.AF('sandbox-failed', `the throw-away ${spec.image} ${what}: ${lastLines(log) || 'its log is empty'}`, {
                hint: ended
                    ? 'The image must start as the official ones do, and have enough memory: set verify.image.'
                    : 'Run it again when the machine is less busy, or set a smaller verify.image.',
                cause: error,
            });
        }
    }
}
async function lastLog(name, env, signal) {
    // A server writes its log to stderr: only a shell joins the two in their order.
    const both = { program: 'sh', args: ['-c', 'exec docker logs --tail 20 "$1" 2>&1', 'sh', name] };
    return text_text(hostRuntime({ env }), both, signal);
}
/** Removes the throw-away servers of processes that were killed: each holds data in the clear. */
async function sweepOrphans(env, signal) {
    const format = `{{.ID}} {{.Label "${ownerLabel}"}}`;
    let listed;
    try {
        listed = await docker(['ps', '-a', '--no-trunc', '--filter', `label=${ownerLabel}`, '--format', format], env, signal);
    }
    catch (error) {
        // Starting one says it better.
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-failed'))
            return;
        throw error;
    }
    for (const line of listed.split('\n').filter((line) => line !== '')) {
        const [id = '', label = ''] = line.split(' ');
        if (await isOrphan(label))
            await removeContainer(id, env);
    }
    await sweepNetworks(env, signal);
}
/**
 * Removes every container that a run with this label left, with its volumes, and gives their ids. A machine without
 * docker has none. `settleMs`: how long no other must have come; the docker clients of a run that was killed may live on,
 * and what they had asked for comes late.
 */
async function sweepContainers(label, baseEnv, signal, settleMs = 0) {
    const removed = new Set();
    for (let quietMs = 0;; quietMs += stepMs) {
        // One that is just being created is listed before it can be removed: only a listing without any tells.
        const found = await labelled(label, baseEnv, signal);
        for (const id of found)
            if (await removeContainer(id, baseEnv))
                removed.add(id);
        if (found.length > 0)
            quietMs = -stepMs;
        else if (quietMs >= settleMs) {
            await removeNetworks(label, baseEnv, signal);
            return [...removed];
        }
        await pause(stepMs);
    }
}
const stepMs = 250;
async function labelled(label, env, signal) {
    try {
        const listed = await docker(['ps', '-aq', '--no-trunc', '--filter', `label=backproof=${label}`], env, signal);
        return listed.split('\n').filter((id) => id !== '');
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing'))
            return [];
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/runtime/service.js


/** A running container of this machine, by its exact name or id, seen as a service; undefined where there is none. */
async function runningContainer(name, env, signal) {
    if (!/^[a-zA-Z0-9][\w.-]*$/.test(name))
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(name)} is not the name of a container`, {
            hint: 'Write the name that `docker ps` shows: tools: { service: postgres }.',
        });
    let output;
    try {
        output = await docker(['container', 'inspect', '--format', '{{json .}}', name], env, signal);
    }
    catch (error) {
        if (isGone(error))
            return undefined;
        throw error;
    }
    const { Id: id, State: state, NetworkSettings: settings } = JSON.parse(output);
    if (!state.Running)
        return undefined;
    const network = Object.keys(settings.Networks)[0];
    const ports = Object.entries(settings.Ports).flatMap(([port, on]) => {
        const [first] = on ?? [];
        return first === undefined ? [] : [[port, first.HostPort]];
    });
    return {
        id,
        ...(network === undefined ? {} : { network }),
        ports: Object.fromEntries(ports),
    };
}

;// CONCATENATED MODULE: ./build/js/runtime/runtime.js
















/***/ }),

/***/ 50053:
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/tweetnacl/nacl-fast.js
var nacl_fast = __webpack_require__(80668);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/js/bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(20248);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./node_modules/@scure/base/index.js
var base = __webpack_require__(64929);
;// CONCATENATED MODULE: ./build/js/seal/bech32.js

/** Bech32m (BIP 350): text with a prefix and a checksum that names up to four mistyped characters as a mistake. */
const characters = /^[qpzry9x8gf2tvdw0s3jn54khce6mua7l]*$/;
const checksumLength = 6;
/** The text of `bytes` under a lower-case prefix. */
function encode(prefix, bytes) {
    return base/* bech32m */.p2.encode(prefix, base/* bech32m */.p2.toWords(bytes), false);
}
/** The bytes of a text that starts with `prefix` and "1", or why there are none. The text may be a secret: no reason has any of it. */
function decode(prefix, text) {
    if (text !== text.toLowerCase() && text !== text.toUpperCase())
        return 'mixes upper and lower case: mistyped';
    const lower = text.toLowerCase();
    if (!lower.startsWith(`${prefix}1`))
        return `does not start with ${prefix}1`;
    const rest = lower.slice(prefix.length + 1);
    if (!characters.test(rest))
        return 'has a character that no key has: mistyped';
    if (rest.length < checksumLength)
        return 'is truncated';
    // The library's own errors quote the text.
    const decoded = base/* bech32m */.p2.decodeUnsafe(lower, false);
    if (decoded === undefined || decoded.prefix !== prefix)
        return 'checksum does not match: mistyped';
    return base/* bech32m */.p2.fromWordsUnsafe(decoded.words) || 'has stray bits at its end';
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
        ? 'is not a usable public key: anyone could open what is sealed to it'
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
            hint: 'Set BACKPROOF_SECRET_KEY (or BACKPROOF_SECRET_KEY_FILE) to the rsec1... key of one of the recipients.',
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
            hint: 'Set BACKPROOF_SIGNING_KEY to the rsgn1... key of one of the signers.',
        });
    }
    if (words.length > 1)
        throw new problem/* Problem */.AF('key-invalid', `${words.length} signing keys were given: only one can sign`, {
            hint: 'Leave one rsgn1... key in BACKPROOF_SIGNING_KEY.',
        });
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
        hint: `Copy the whole ${kind}1... text: ${textLength} characters, as \`backproof keys generate\` printed it.`,
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
    sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
});
function newDataKey(random) {
    return random(dataKeyBytes);
}
function boxDataKey(id, key, recipients, random) {
    const publicKeys = new Map(recipients.map(recipientBytes).map((bytes) => [fingerprintOf(bytes), bytes]));
    if (publicKeys.size === 0) {
        throw new problem/* Problem */.AF('key-missing', `no recipient to seal ${id} to`, {
            hint: 'List at least one rpub1... key under encryption.recipients; "backproof keys generate" makes one.',
        });
    }
    if (publicKeys.size > mostBoxes) {
        throw new problem/* Problem */.AF('key-invalid', `${publicKeys.size} recipients are more than a key object holds (${mostBoxes})`, {
            hint: `Leave at most ${mostBoxes} keys under encryption.recipients.`,
        });
    }
    const boxes = [...publicKeys].map(([to, publicKey]) => {
        const ephemeral = nacl_fast.box.keyPair.fromSecretKey(random(nacl_fast.box.secretKeyLength));
        const nonce = random(nacl_fast.box.nonceLength);
        const box = nacl_fast.box(key, nonce, publicKey, ephemeral.secretKey);
        return { to, from: key_object_encode(ephemeral.publicKey), nonce: key_object_encode(nonce), box: key_object_encode(box) };
    });
    return sealedKeyObject({ id, boxes });
}
/** The bytes of the object, with its digest. */
function sealedKeyObject({ id, boxes }) {
    const object = { version: 1, id, boxes, sha256: digestOf({ id, boxes }) };
    return Buffer.from(`${JSON.stringify(object, null, 2)}\n`);
}
/** The key object in these bytes; unknown fields are ignored. Throws `object-damaged`. */
function parseKeyObject(bytes, where = 'key object') {
    const damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `${where} is damaged: ${why}`, {
        hint: 'Without its key object a backup cannot be opened: fetch the key object from another store.',
        cause,
    });
    const read = (0,bytes_bytes/* readJson */.Vh)(bytes, schema, { maxBytes: mostBytes });
    if ('misread' in read) {
        const { wrong, because, cause } = read.misread;
        throw damaged(wrong === 'shape' ? because : `it ${because}`, cause);
    }
    const { sha256, ...object } = read.value;
    if (sha256 !== digestOf(object))
        throw damaged('it does not match its own SHA-256');
    return { ...object, sha256 };
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
        hint: 'Set BACKPROOF_SECRET_KEY to the rsec1... key of one of the recipients that it is sealed to.',
    });
}
/** A line for the id and one for each box, its four fields parted by a space. */
function digestOf({ id, boxes }) {
    const lines = [id, ...boxes.map(({ to, from, nonce, box }) => `${to} ${from} ${nonce} ${box}`)];
    return (0,external_node_crypto_.createHash)('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex');
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
 * The same bytes in blocks of up to `size`: a block is shorter only before a large chunk, which passes by reference, and
 * at the end. Small chunks are gathered in buffers of `spare`, to which a block may be given back. `spent` hears of a chunk
 * that was gathered whole; one of exactly `size` is a block itself.
 */
async function* blocks(chunks, size, spare, spent = () => { }) {
    let gathered;
    let filled = 0;
    for await (const chunk of chunks) {
        let at = 0;
        let isWhole = true;
        while (at < chunk.length) {
            if (chunk.length - at >= size) {
                // A copy costs more than a short block.
                if (gathered)
                    yield spare.view(gathered, filled);
                gathered = undefined;
                filled = 0;
                yield chunk.length === size ? chunk : chunk.subarray(at, at + size);
                isWhole = false;
                at += size;
                continue;
            }
            gathered ??= spare.take();
            const copied = chunk.copy(gathered, filled, at);
            at += copied;
            filled += copied;
            if (filled === size) {
                yield spare.view(gathered, filled);
                gathered = undefined;
                filled = 0;
            }
        }
        if (isWhole)
            spent(chunk);
    }
    if (gathered !== undefined)
        yield spare.view(gathered, filled);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/js/seal/compressor.js



const outputBytes = 1 << 20;
const level = 3;
const params = { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 1 };
// There the option `flush` does not end a frame.
const inDeno = 'Deno' in globalThis;
const compress = (0,external_node_util_.promisify)(external_node_zlib_.zstdCompress);
const compressed = (content) => compress(content, { params, pledgedSrcSize: content.length });
/**
 * Compresses one frame after the other. A compressor for each frame would cost the memory of several in each thread of
 * the pool, because memory goes back to where it was taken.
 */
class Compressor {
    // The output is a separate frame, whose length is known because all of the input is there.
    #stream = (0,external_node_zlib_.createZstdCompress)({ chunkSize: outputBytes, flush: external_node_zlib_.constants.ZSTD_e_end, params });
    #pieces = [];
    /** What the stream fills now. */
    #output;
    #fail = (_) => { };
    constructor() {
        this.#stream.on('data', (piece) => this.#pieces.push(piece));
        this.#stream.on('error', (error) => this.#fail(error));
        this.#stream.on('close', () => this.#fail(new Error('the compressor was closed')));
    }
    /** The frame, in a buffer that is the caller's. */
    async frame(content) {
        if (inDeno)
            return compressed(content);
        await new Promise((resolve, reject) => {
            this.#fail = reject;
            this.#stream.write(content, (error) => (error ? reject(error) : resolve()));
        });
        const frame = Buffer.allocUnsafeSlow(this.#pieces.reduce((sum, { length }) => sum + length, 0));
        let at = 0;
        for (const piece of this.#pieces) {
            at += piece.copy(frame, at);
            if (this.#output && this.#output.buffer !== piece.buffer)
                (0,bytes_bytes/* release */._r)(this.#output);
            this.#output = piece;
        }
        this.#pieces = [];
        return frame;
    }
    close() {
        this.#stream.destroy();
    }
}

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
    /** The same as a copy. The memory of buffers that nothing is left of is given back, so they must be nobody else's. */
    move(bytes) {
        const rest = this.#buffers.length;
        const taken = this.take(bytes);
        const copy = Buffer.allocUnsafeSlow(bytes);
        let at = 0;
        for (const piece of taken)
            at += piece.copy(copy, at);
        for (const piece of taken.slice(0, rest - this.#buffers.length))
            (0,bytes_bytes/* release */._r)(piece);
        return copy;
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
// What we write: half of the most costs half of the memory, and no time; a quarter would cost a tenth in time.
const contentBytes = 2 << 20;
// The main thread encrypts and sends meanwhile: one more than there are cores keeps all busy. More than six it cannot feed,
// and each holds up to 7 MiB.
const inWork = Math.min(Math.max((0,external_node_os_.availableParallelism)(), 2) + 1, 6);
const magic = 0xfd2fb528;
const checksumBytes = 4;
const decompress = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/** One valid .zst file, in chunks that are the reader's own. Nothing at all becomes one empty frame. */
async function* compressFrames(plain, spent = () => { }) {
    const spare = new bytes_bytes/* Spare */.ay(contentBytes);
    const idle = [];
    const all = new Set();
    const frame = async (bytes) => {
        const compressor = idle.pop() ?? new Compressor();
        all.add(compressor);
        const compressed = await compressor.frame(bytes);
        idle.push(compressor);
        if (!spare.giveBack(bytes))
            spent(bytes);
        return compressed;
    };
    let any = false;
    try {
        for await (const compressed of inOrder(blocks(plain, contentBytes, spare, spent), inWork, frame)) {
            any = true;
            yield compressed;
        }
        if (!any)
            yield await frame(Buffer.alloc(0));
    }
    finally {
        for (const compressor of all)
            compressor.close();
        spare.close();
    }
}
/**
 * The content of a row of frames, as compressFrames makes them; anything else is damage. The memory of the chunks is given
 * back as they are used up.
 */
async function* decompressFrames(compressed, damaged) {
    const content = async ({ bytes, content }) => {
        // Node gives a chunk back whole only while it is not full: one byte more than needed spares a copy.
        const options = { chunkSize: Math.max(content + 1, 64), maxOutputLength: Math.max(content, 1) };
        const plain = await decompress(bytes, options).catch((cause) => {
            throw damaged('a frame of it does not decompress', cause);
        });
        (0,bytes_bytes/* release */._r)(bytes);
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
            yield { bytes: rope.move(seen.at), content: seen.content };
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
        throw damaged('its compressed bytes are not a zstd frame');
    const single = (descriptor & 0x20) !== 0;
    const sizeFlag = descriptor >>> 6;
    const sizeBytes = sizeFlag === 0 ? (single ? 1 : 0) : 2 ** sizeFlag;
    if ((descriptor & 0x0b) !== 0 || sizeBytes === 0 || sizeBytes === 8) {
        throw damaged('it has a zstd frame with a dictionary, of unknown or of excessive length');
    }
    if ((descriptor & 0x04) === 0)
        throw damaged('it has a zstd frame without a checksum');
    const at = 5 + (single ? 0 : 1);
    const size = rope.peek(at, sizeBytes);
    if (size === undefined)
        return undefined;
    const content = size + (sizeFlag === 1 ? 256 : 0);
    if (content > mostContentBytes)
        throw damaged(`it has a zstd frame of more than ${mostContentBytes} bytes`);
    return { content, at: at + sizeBytes, last: false };
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
            seen.at += checksumBytes;
        if (seen.at > mostFrameBytes)
            throw damaged(`it has a zstd frame longer than ${mostFrameBytes} bytes`);
    }
    return seen.at <= rope.length;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
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
        // Left before its end because of what was read, it must not error by being left: that would be told first, and as our bug.
        for await (const chunk of source.iterator({ destroyOnReturn: false })) {
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
const encryptBytes = 64 << 10;
const tagBytes = 16;
const segment_keyBytes = 32;
const saltBytes = 32;
const prefixBytes = 7;
const headerBytes = 1 + saltBytes + prefixBytes;
const mostSegments = 2 ** 32;
const cipherName = 'aes-256-gcm';
/** For the sealed segments of one part. */
const segmentSpare = () => new bytes_bytes/* Spare */.ay(segmentBytes);
/** The sealed bytes of `plain`, one segment at a time, the first with the header. */
async function* encryptSegments(plain, { key, associatedData }, { random, into, spent }) {
    const header = Buffer.concat([Uint8Array.of(headerBytes), random(saltBytes), random(prefixBytes)]);
    const prefix = header.subarray(1 + saltBytes);
    const segmentKey = deriveKey(key, header.subarray(1, 1 + saltBytes), associatedData);
    const rope = new Rope();
    let number = 0;
    const encrypt = (bytes, last) => {
        const segment = into.take();
        let at = number === 0 ? header.copy(segment) : 0;
        const cipher = (0,external_node_crypto_.createCipheriv)(cipherName, segmentKey, nonce(prefix, number++, last));
        for (const piece of rope.take(bytes)) {
            // A buffer of one size, given back at once, is the same memory each time, and still in the processor's cache.
            for (let from = 0; from < piece.length; from += encryptBytes) {
                const sealed = cipher.update(piece.subarray(from, from + encryptBytes));
                at += sealed.copy(segment, at);
                (0,bytes_bytes/* releaseChunk */.bW)(sealed);
            }
        }
        cipher.final();
        at += cipher.getAuthTag().copy(segment, at);
        return into.view(segment, at);
    };
    let capacity = segmentBytes - headerBytes - tagBytes;
    // The end of these is what the rope has.
    const held = [];
    let heldBytes = 0;
    for await (const chunk of plain) {
        rope.push(chunk);
        held.push(chunk);
        heldBytes += chunk.length;
        // Strictly more: the last segment is marked as such, so it stays here until it is known whether it is the last.
        while (rope.length > capacity) {
            yield encrypt(capacity, false);
            capacity = segmentBytes - tagBytes;
        }
        for (let first = held[0]; first && heldBytes - first.length >= rope.length; first = held[0]) {
            heldBytes -= first.length;
            held.shift();
            spent(first);
        }
    }
    yield encrypt(rope.length, true);
    for (const chunk of held)
        spent(chunk);
}
/**
 * The plain bytes of `sealed`, each segment in a buffer of its own and only once its tag was right. Ends cleanly only
 * after the last segment.
 */
async function* decryptSegments(sealed, { key, associatedData }, damaged) {
    let header;
    let number = 0;
    // Filled time and again: what comes from a network in small chunks is gone as soon as it was copied.
    const segment = Buffer.allocUnsafeSlow(segmentBytes);
    let filled = 0;
    const decrypt = (last) => {
        const start = number === 0 ? headerBytes : 0;
        if (number === 0 && filled >= headerBytes) {
            if (segment[0] !== headerBytes)
                throw damaged('it does not begin with the header of a sealed object');
            const [salt, prefix] = [segment.subarray(1, 1 + saltBytes), segment.subarray(1 + saltBytes, headerBytes)];
            header = { segmentKey: deriveKey(key, salt, associatedData), prefix: Buffer.from(prefix) };
        }
        const end = filled - tagBytes;
        if (!header || end < start)
            throw damaged('it is cut off');
        const decipher = (0,external_node_crypto_.createDecipheriv)(cipherName, header.segmentKey, nonce(header.prefix, number, last), {
            authTagLength: tagBytes,
        });
        const plain = decipher.update(segment.subarray(start, end));
        decipher.setAuthTag(segment.subarray(end, filled));
        filled = 0;
        try {
            decipher.final();
        }
        catch (cause) {
            const at = last ? `segment ${number}, its last,` : `segment ${number}`;
            throw damaged(`${at} does not authenticate: altered, cut off, extended, or of another part or data key`, cause);
        }
        number++;
        return plain;
    };
    for await (const chunk of sealed) {
        for (let at = 0; at < chunk.length;) {
            // Only now: the last segment is marked as such, and a full one may be the last.
            if (filled === segmentBytes)
                yield decrypt(false);
            const copied = chunk.copy(segment, filled, at);
            filled += copied;
            at += copied;
        }
    }
    yield decrypt(true);
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
    return { key, associatedData: `backproof/v1/${id}/${part}` };
}
function sealWith(source, options, random) {
    const { key, id, part, compression, signal } = options;
    const done = Promise.withResolvers();
    // The body carries the same error: nobody has to wait for both.
    done.promise.catch(() => { });
    const plain = new Check();
    const digest = new bytes_bytes/* Digest */.np({ uploaded: true });
    const segments = segmentSpare();
    async function* counted() {
        const cause = (error) => new problem/* Problem */.AF('dump-incomplete', `${part} of ${id} broke off: its stream closed before its end`, {
            hint: problem/* remedy */.zL.dump,
            cause: error,
        });
        for await (const chunk of chunksOf(source, cause)) {
            plain.add(chunk);
            yield chunk;
        }
    }
    async function* sealed() {
        const [content, spent] = compression === 'zstd' ? [compressFrames(counted(), options.spent), bytes_bytes/* release */._r] : gathered(counted(), options.spent);
        const encrypting = { random, into: segments, spent };
        for await (const piece of encryptSegments(content, binding(key, id, part), encrypting)) {
            digest.add(piece);
            yield piece;
        }
        done.resolve({
            bytes: digest.bytes,
            sha256: digest.hex(),
            plainBytes: plain.bytes,
            plainCrc32: plain.crc32,
        });
    }
    const body = readableOf(sealed(), source, {
        objectMode: true,
        highWaterMark: 2,
        signal,
        onClose: (error) => {
            segments.close();
            done.reject(error ?? new problem/* Problem */.AF('cancelled', `sealing ${part} of ${id} was given up`));
        },
    });
    return { body, done: done.promise, plainBytes: () => plain.bytes, spent: (chunk) => segments.giveBack(chunk) };
}
/** In blocks, whose buffers are filled again once they are spent. */
function gathered(chunks, spent = () => { }) {
    const spare = new bytes_bytes/* Spare */.ay(blockBytes);
    const done = (block) => {
        if (!spare.giveBack(block))
            spent(block);
    };
    return [blocks(chunks, blockBytes, spare, spent), done];
}

;// CONCATENATED MODULE: ./build/js/seal/opening.js







/**
 * The plain bytes of a sealed part. Gives nothing that was not authenticated, and ends cleanly only after the whole
 * part; else it errors with `object-damaged`, which names where and part, with an error of `sealed`, or as cancelled.
 */
function opening_open(sealed, options) {
    const { key, id, part, compression, where, expect, onBytes, spent, signal } = options;
    const name = `${part} of ${id} in ${where}`;
    const damaged = (why, cause) => new problem/* Problem */.AF('object-damaged', `${name} is damaged: ${why}`, {
        hint: 'Use the copy in another store or an older backup; "backproof verify --level read" tells which are whole.',
        cause,
    });
    const digest = new bytes_bytes/* Digest */.np({ uploaded: false });
    const crc32 = expect && 'plainCrc32' in expect ? expect.plainCrc32 : undefined;
    let plainBytes = 0;
    let plainCrc32 = 0;
    async function* counted() {
        const brokenOff = (cause) => new problem/* Problem */.AF('store-failed', `${name} broke off before its end`, {
            hint: 'Run the command again; --store NAME reads the copy in another store.',
            cause,
        });
        for await (const chunk of chunksOf(sealed, brokenOff)) {
            digest.add(chunk);
            onBytes?.(chunk.length);
            if (expect && digest.bytes > expect.bytes)
                throw damaged(`it is longer than ${expect.bytes} bytes`);
            yield chunk;
            spent?.(chunk);
        }
        if (!expect)
            return;
        if (digest.bytes !== expect.bytes)
            throw damaged(`it has ${digest.bytes} bytes, not ${expect.bytes}`);
        if (digest.hex() !== expect.sha256)
            throw damaged('its SHA-256 is not the one in its manifest');
    }
    async function* opened() {
        const compressed = decryptSegments(counted(), binding(key, id, part), damaged);
        for await (const chunk of compression === 'zstd' ? decompressFrames(compressed, damaged) : compressed) {
            plainBytes += chunk.length;
            if (crc32 !== undefined)
                plainCrc32 = (0,external_node_zlib_.crc32)(chunk, plainCrc32);
            if (expect && plainBytes > expect.plainBytes) {
                throw damaged(`its content is longer than ${expect.plainBytes} bytes`);
            }
            if (chunk.length > 0)
                yield chunk;
        }
        if (!expect)
            return;
        if (plainBytes !== expect.plainBytes) {
            throw damaged(`its content has ${plainBytes} bytes, not ${expect.plainBytes}`);
        }
        if (crc32 !== undefined && plainCrc32 !== crc32)
            throw damaged('its content is not the one that was sealed');
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


/***/ }),

/***/ 4870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ss: () => (/* binding */ resolveRange),
/* harmony export */   U_: () => (/* binding */ chunksOf),
/* harmony export */   bS: () => (/* binding */ asBuffer),
/* harmony export */   mA: () => (/* binding */ streamOf)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17177);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(45675);



/**
 * The body's buffers, by reference. When the signal fires the body is destroyed and this throws `cancelled`; when the
 * body errors, that error is thrown.
 */
async function* chunksOf(body, signal, pace) {
    if (body instanceof Uint8Array) {
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        if (body.byteLength > 0)
            yield asBuffer(body);
        return;
    }
    if (signal.aborted) {
        body.on('error', () => { }).destroy();
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
    }
    let interrupt = (_) => { };
    const stop = () => interrupt((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal));
    signal.addEventListener('abort', stop, { once: true });
    // Its error comes by the iterator; after that nobody may be listening for it any more.
    body.on('error', () => { });
    const chunks = body[Symbol.asyncIterator]();
    try {
        for (;;) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
            // A body that hangs may not even close when it is destroyed. Promise.race with a promise that lives as long as the
            // body would keep every chunk in memory.
            pace?.rest();
            const { done, value } = await new Promise((resolve, reject) => {
                interrupt = reject;
                chunks.next().then(resolve, reject);
            });
            pace?.work();
            if (done)
                break;
            if (!(value instanceof Uint8Array))
                throw new TypeError('the body of a put must be a stream of Buffers');
            if (value.byteLength > 0)
                yield asBuffer(value);
        }
        if (signal.aborted)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal);
        // A stream that is destroyed without an error ends the loop as if it were whole.
        if (!body.readableEnded)
            throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .storeProblem */ .H)('store-failed', 'the body of a put was closed before its end');
    }
    finally {
        pace?.work();
        signal.removeEventListener('abort', stop);
        if (!body.readableEnded)
            body.destroy(signal.aborted ? (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .cancelled */ .KW)(signal) : undefined);
    }
}
/** The same bytes, not copied. */
function asBuffer(bytes) {
    return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
/**
 * A byte stream over a generator, which errors when the generator throws. Readable.from would wait for the generator
 * before it closes; here `onClose` lets go of what the generator may be waiting for.
 */
function streamOf(chunks, onClose = () => { }) {
    return new node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable({
        // Chunks that wait for a reader stay apart: a stream of bytes would copy them into one.
        objectMode: true,
        highWaterMark: 2,
        read() {
            chunks.next().then(({ done, value }) => this.push(done ? null : value), (error) => this.destroy(error));
        },
        destroy(error, done) {
            onClose();
            done(error);
        },
    });
}
/** The bytes that a range means in an object of this size; a range that starts outside is `store-failed`. */
function resolveRange(range, bytes, place) {
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? bytes, bytes);
    const whole = start === 0 && bytes === 0;
    if (!Number.isSafeInteger(start) || start < 0 || end < start || (start >= bytes && !whole))
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .storeProblem */ .H)('store-failed', `get ${place}: the range from ${start} lies outside of its ${bytes} bytes`);
    return { start, end };
}


/***/ }),

/***/ 80371:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ reserved),
/* harmony export */   YD: () => (/* binding */ compareKeys),
/* harmony export */   yR: () => (/* binding */ checkKey)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45675);

const longest = 900; // S3 takes 1,024 bytes, prefix included
/** Throws `store-failed` for a key that could leave the store, or that some store could not keep. */
function checkKey(key, where) {
    const segments = key.split('/');
    const fault = key === ''
        ? 'is empty'
        : Buffer.byteLength(key) > longest
            ? `is longer than ${longest} bytes`
            : /[\x00-\x1f\x7f\\]/.test(key)
                ? 'has a control character or a backslash'
                : segments.some((segment) => segment === '' || segment === '.' || segment === '..')
                    ? 'has an empty, "." or ".." segment'
                    : segments.some((segment) => Buffer.byteLength(segment) > 250)
                        ? 'has a segment longer than 250 bytes'
                        : segments[0] === reserved
                            ? `starts with ${reserved}/, which is reserved`
                            : undefined;
    if (fault)
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .storeProblem */ .H)('store-failed', `the key ${JSON.stringify(key.slice(0, 200))} ${fault}, in ${where}`);
}
/** The first segment that no key may have: a directory store keeps temporary files and its lock there. */
const reserved = '.backproof';
const plain = /^[\x20-\x7e]*$/;
/** Order by UTF-8 bytes, as S3 lists. */
function compareKeys(a, b) {
    if (a === b)
        return 0;
    if (plain.test(a) && plain.test(b))
        return a < b ? -1 : 1;
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}


/***/ }),

/***/ 45675:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ storeProblem)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17177);

/** What to do where nothing more precise is known. */
const hints = {
    'store-missing': 'Create it, or correct this store in the policy.',
    'store-denied': 'Let the user or the credentials of this run do that there.',
    'store-exists': 'Another run may have written it: look at it, then run this again.',
    'store-changed': 'Another run writes there at the same time: let it end, then run this again.',
    'store-full': 'Make room there, or let retention delete more.',
    'store-unavailable': 'See whether the store and the way to it answer; the next run tries again.',
    'store-failed': 'Run `backproof doctor`; where the store answers what it should not, ask those who run it.',
    'object-missing': 'Run `backproof list`: another run, a lifecycle rule or a person may have removed it.',
    'object-archived': 'Restore the object from its archive class first, then try again.',
    'object-damaged': 'Read the copy in another store with --store NAME, and look at the disk or the service of this one.',
};
/** A failure of a store: it always says what to do. */
function storeProblem(code, message, options = {}) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, message, { ...options, hint: options.hint ?? hints[code] });
}


/***/ }),

/***/ 394:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L5: () => (/* binding */ retry),
/* harmony export */   P7: () => (/* binding */ defaultLimitMs),
/* harmony export */   _L: () => (/* binding */ patience),
/* harmony export */   k6: () => (/* binding */ retryStore),
/* harmony export */   vk: () => (/* binding */ askedMs)
/* harmony export */ });
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38321);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17177);
/* harmony import */ var _body_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4870);
/* harmony import */ var _key_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80371);





/** Between 5 and 10 seconds in all, where each attempt fails at once. */
const patience = { attempts: 6, firstMs: 300, longestMs: 20_000 };
const defaultLimitMs = 120_000;
/**
 * Repeats the operation while it fails with `store-unavailable`; a pause that the server asked for (Retry-After) is kept,
 * or, where it is longer than the limit, not waited for at all. The last failure says how often it was tried. Stops at
 * once when the signal fires.
 */
async function retry(signal, p, operation) {
    const spent = budget(p);
    for (let attempt = 1;; attempt++) {
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
        try {
            return await operation();
        }
        catch (error) {
            if (signal.aborted)
                throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                throw error;
            await pause(signal, spent(error, attempt));
        }
    }
}
/** Gives the pause before the next attempt, or throws: there is none. */
function budget(p) {
    const limitMs = p.limitMs ?? defaultLimitMs;
    let idleMs = 0;
    return (problem, attempt) => {
        const asked = askedMs(problem);
        const pauseMs = Math.max(backOff(p, attempt), asked);
        idleMs += stalledMs(problem) + pauseMs;
        if (attempt < p.attempts && idleMs < limitMs)
            return pauseMs;
        throw asked > limitMs ? askedTooLong(problem, asked) : tried(problem, attempt);
    };
}
function backOff(p, attempt) {
    return Math.min(p.firstMs * 2 ** (attempt - 1), p.longestMs) * (0.5 + Math.random() / 2);
}
/** The pause that the server asked for, which its Problem carries in its cause. */
function askedMs(problem) {
    return fromCause(problem, 'retryAfterMs');
}
/** For how long the attempt stood still before it was ended. */
function stalledMs(problem) {
    return fromCause(problem, 'stalledMs');
}
function fromCause({ cause }, name) {
    const value = cause?.[name];
    return typeof value === 'number' && value > 0 ? value : 0;
}
function askedTooLong({ code, message, hint, cause }, asked) {
    const said = `${message}, and asks to come back in ${Math.ceil(asked / 1000)} s`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(code, said, { hint: hint ?? 'Let the next run try again.', cause });
}
async function pause(signal, ms) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(ms, undefined, { signal }).catch(() => {
        throw (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .cancelled */ .KW)(signal);
    });
}
function tried(problem, attempts) {
    if (attempts === 1)
        return problem;
    const { hint, cause } = problem;
    const message = `${problem.message} (tried ${attempts} times)`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(problem.code, message, { hint, cause });
}
/**
 * The store, retrying what can be repeated: bytes put, opening for reading, head, list (which goes on after the last
 * object it gave) and remove. A stream cannot be given twice: its store retries what it keeps.
 */
function retryStore(store, p = patience) {
    const again = {
        where: store.where,
        put: (key, body, o) => (body instanceof Uint8Array ? putBytes(key, body, o) : store.put(key, body, o)),
        get: (key, o) => retry(o.signal, p, () => store.get(key, o)),
        head: (key, signal) => retry(signal, p, () => store.head(key, signal)),
        remove: (keys, signal) => retry(signal, p, () => store.remove(keys, signal)),
        list,
        ...(store.page === undefined ? {} : { page: store.page }),
        ...(store.lockless ? { lockless: store.lockless } : {}),
        ...(store.survey ? { survey } : {}),
        ...(store.putAll ? { putAll: (objects, o) => retry(o.signal, p, async () => store.putAll?.(objects, o)) } : {}),
        ...(store.read
            ? {
                read: (key, maxBytes, signal) => retry(signal, p, async () => store.read?.(key, maxBytes, signal)),
            }
            : {}),
        ...(store.time ? { time: (signal) => retry(signal, p, async () => store.time?.(signal)) } : {}),
        ...(store.blank ? { blank: (signal) => store.blank?.(signal) ?? Promise.resolve(false) } : {}),
        ...(store.folders
            ? { folders: (signal) => retry(signal, p, async () => (await store.folders?.(signal)) ?? []) }
            : {}),
    };
    async function putBytes(key, body, o) {
        let unsure = false;
        return retry(o.signal, p, async () => {
            try {
                return await store.put(key, body, o);
            }
            catch (error) {
                // An attempt whose answer was lost may have succeeded: the existing object may be ours.
                const ours = unsure && (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-exists', 'store-changed') && (await same(key, body, o.signal));
                if (ours)
                    return ours;
                unsure ||= (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable');
                throw error;
            }
        });
    }
    async function same(key, body, signal) {
        const there = await again.head(key, signal);
        if (there?.bytes !== body.byteLength)
            return undefined;
        return retry(signal, p, async () => {
            const bytes = await (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_0__.buffer)(await store.get(key, { signal }));
            const after = await store.head(key, signal);
            return after?.etag === there.etag && bytes.equals((0,_body_js__WEBPACK_IMPORTED_MODULE_3__/* .asBuffer */ .bS)(body)) ? there : undefined;
        });
    }
    async function* list(prefix, signal) {
        let last;
        let failures = 0;
        let spent = budget(p);
        for (;;) {
            try {
                for await (const stored of store.list(prefix, signal)) {
                    if (last !== undefined && (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .compareKeys */ .YD)(stored.key, last) <= 0)
                        continue;
                    last = stored.key;
                    failures = 0;
                    spent = budget(p);
                    yield stored;
                }
                return;
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                    throw error;
                await pause(signal, spent(error, ++failures));
            }
        }
    }
    async function* survey(folders, bare, signal) {
        let last;
        let failures = 0;
        let spent = budget(p);
        const folderOf = (key) => folders.findIndex((folder) => key.startsWith(folder));
        for (;;) {
            const from = last;
            const isNew = ({ key }) => from === undefined ||
                folderOf(key) > folderOf(from) ||
                (folderOf(key) === folderOf(from) && (0,_key_js__WEBPACK_IMPORTED_MODULE_4__/* .compareKeys */ .YD)(key, from) > 0);
            try {
                for await (const piece of store.survey?.(folders, bare, signal) ?? []) {
                    const found = from === undefined ? piece : piece.filter(isNew);
                    last = found.at(-1)?.key ?? last;
                    failures = 0;
                    spent = budget(p);
                    yield found;
                }
                return;
            }
            catch (error) {
                if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error, 'store-unavailable'))
                    throw error;
                await pause(signal, spent(error, ++failures));
            }
        }
    }
    return again;
}


/***/ }),

/***/ 90475:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  N8: () => (/* reexport */ limitStore),
  uT: () => (/* reexport */ listFolders),
  Ch: () => (/* reexport */ openStore),
  kX: () => (/* reexport */ putEverywhere)
});

// UNUSED EXPORTS: memoryStore, retryStore

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
// EXTERNAL MODULE: ./build/js/store/body.js
var store_body = __webpack_require__(4870);
// EXTERNAL MODULE: ./build/js/store/key.js
var store_key = __webpack_require__(80371);
// EXTERNAL MODULE: ./build/js/store/problem.js
var store_problem = __webpack_require__(45675);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/store/directory/problem.js



/** Turns an error of the file system into a Problem that names the call, the key and the place. */
function directoryProblem(error, call, key, where, signal) {
    if (error instanceof problem/* Problem */.AF)
        return error;
    if (signal?.aborted)
        return (0,problem/* cancelled */.KW)(signal);
    const code = error?.code;
    if (typeof code !== 'string' || !error.syscall)
        return error;
    const place = `${call} ${key}: ${(0,words/* reasonOf */.A3)(error)}, in ${where}`;
    switch (code) {
        case 'ENOSPC':
        case 'EDQUOT':
        case 'EFBIG':
            return (0,store_problem/* storeProblem */.H)('store-full', place, {
                hint: 'Make room on this file system, or let retention delete more.',
                cause: error,
            });
        case 'EACCES':
        case 'EPERM':
            return (0,store_problem/* storeProblem */.H)('store-denied', place, {
                hint: 'Let the user who runs this own the directory and write to it.',
                cause: error,
            });
        case 'EROFS':
            return (0,store_problem/* storeProblem */.H)('store-denied', place, {
                hint: 'This file system is mounted read-only: mount it for writing. If it became so by itself, look at the disk (dmesg).',
                cause: error,
            });
        case 'ENOENT':
        case 'ENOTDIR':
            if (call === 'put')
                return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                    hint: 'Correct the path of the store in the policy, or move away what is in its place.',
                    cause: error,
                });
            return (0,store_problem/* storeProblem */.H)('object-missing', `${call} ${key}: there is no such object in ${where}`, { cause: error });
        case 'ELOOP':
            return symbolic(call, key, where);
        case 'EAGAIN':
        case 'EBUSY':
        case 'EMFILE':
        case 'ENFILE':
        case 'ESTALE':
        case 'ETIMEDOUT':
            return (0,store_problem/* storeProblem */.H)('store-unavailable', place, {
                hint: 'See whether the disk or the network file system answers; the next run tries again.',
                cause: error,
            });
        case 'EIO':
        case 'ENXIO':
        case 'EUCLEAN':
        case 'EBADMSG':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: "Look at the disk (dmesg, smartctl) and check its file system; the other stores' copies are not touched.",
                cause: error,
            });
        case 'ENAMETOOLONG':
        case 'EINVAL':
        case 'EILSEQ':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: 'This file system does not take such names: give the store a directory on another one.',
                cause: error,
            });
        case 'EEXIST':
        case 'EISDIR':
        case 'ENOTEMPTY':
            return (0,store_problem/* storeProblem */.H)('store-failed', place, {
                hint: 'Something that is not of this store is in the way: move it away.',
                cause: error,
            });
        default:
            return (0,store_problem/* storeProblem */.H)('store-failed', place, { cause: error });
    }
}
/** Of a symbolic link where an object or a directory of the store should be. */
function symbolic(call, key, where) {
    return (0,store_problem/* storeProblem */.H)('store-failed', `${call} ${key}: a symbolic link is in the way, in ${where}`, {
        hint: 'Only the path of the store itself may be a symbolic link; move what it points to into the store.',
    });
}
/** Of an error that says that nothing is there, nothing; any other is thrown. */
function unlessGone(error) {
    const code = error.code;
    if (code !== 'ENOENT' && code !== 'ENOTDIR')
        throw error;
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/store/directory/link.js



/** Throws if a directory between the root and the object, or the object itself, is a symbolic link. */
async function checkLinks(root, key, where, call) {
    let at = root;
    for (const segment of key.split('/')) {
        at = (0,external_node_path_.join)(at, segment);
        const entry = await (0,promises_.lstat)(at).catch(unlessGone);
        if (!entry)
            return;
        if (entry.isSymbolicLink())
            throw symbolic(call, key, where);
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory/batch.js






/** Threads that one batch asks at once. */
const atOnce = 4;
/**
 * Writes all under temporary names, syncs all of them, and then renames each into place: the disk commits many at once, and each
 * directory is synced once. A reader sees all of an object or nothing; killed at any moment, some are there, whole.
 */
async function putBatch(batch, objects, { signal, pace }) {
    const { root, where, temporary } = batch;
    const files = objects.map(({ key }) => ({ key, name: (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`), file: undefined }));
    const opened = new Set();
    try {
        await few(objects, async ({ bytes }, at) => {
            (0,problem/* stopIfAborted */.NI)(signal);
            const one = files[at];
            if (!one)
                return;
            one.file = await (0,promises_.open)(one.name, 'wx', 0o600);
            opened.add(one.name);
            await one.file.writeFile(bytes);
            pace?.beat();
        });
        await few(files, async (one) => {
            await one.file?.sync();
            await one.file?.close();
            one.file = undefined;
            pace?.beat();
        });
        const made = new Map();
        for (const key of new Set(files.map(({ key }) => (0,external_node_path_.dirname)(key)))) {
            await checkLinks(root, key, where, 'put');
            made.set(key, await batch.makeParent((0,external_node_path_.join)(root, key)));
        }
        await few(files, async ({ key, name }) => {
            // One that hung for so long that it was given up must not appear after all.
            (0,problem/* stopIfAborted */.NI)(signal);
            if ((await (0,promises_.lstat)((0,external_node_path_.join)(root, key)).catch(unlessGone))?.isSymbolicLink())
                throw symbolic('put', key, where);
            await (0,promises_.rename)(name, (0,external_node_path_.join)(root, key));
            opened.delete(name);
            pace?.beat();
        });
        for (const [parent, first] of made)
            await batch.syncUp((0,external_node_path_.join)(root, parent), first);
    }
    catch (error) {
        for (const { file } of files)
            await file?.close().catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        for (const name of opened)
            await (0,promises_.unlink)(name).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
}
/** None begins after the first failure, which is thrown once those under way have ended. */
async function few(values, body) {
    let next = 0;
    const failures = [];
    const worker = async () => {
        for (let at = next++; at < values.length && failures.length === 0; at = next++) {
            try {
                await body(values[at], at);
            }
            catch (error) {
                failures.push(error);
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    if (failures.length > 0)
        throw failures[0];
}

;// CONCATENATED MODULE: ./build/js/store/directory/make.js


/**
 * Makes a directory and those above it, one by one; gives the highest that it made. Not by the recursive call of Node, which
 * tries again without an end where the system says that what is below a directory that is there is not there, as /proc does.
 */
async function makeFolders(path, mode) {
    try {
        await (0,promises_.mkdir)(path, { mode });
        return path;
    }
    catch (error) {
        const { code } = error;
        if (code === 'ENOENT' && (0,external_node_path_.dirname)(path) !== path) {
            const first = await makeFolders((0,external_node_path_.dirname)(path), mode);
            // Below one that was there already: what the system says now is the answer.
            const made = await (0,promises_.mkdir)(path, { mode }).then(() => path, (again) => unlessDirectory(path, again));
            return first ?? made;
        }
        return unlessDirectory(path, error);
    }
}
/** Another process may have made it; a read-only file system says so first of all. */
async function unlessDirectory(path, error) {
    const there = await (0,promises_.stat)(path).catch(() => undefined);
    if (!there?.isDirectory())
        throw error;
}
// Of statfs(2): /proc and /sys, in which nobody can make anything.
const ofTheKernel = [0x9fa0, 0x62656572];
/** False for what is not there, in a place where it can never be. */
async function couldBeMade(path) {
    for (let at = (0,external_node_path_.dirname)(path);; at = (0,external_node_path_.dirname)(at)) {
        const there = await (0,promises_.statfs)(at).catch(() => undefined);
        if (there)
            return !ofTheKernel.includes(there.type);
        if (at === (0,external_node_path_.dirname)(at))
            return true;
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory/folder.js





/** Removes a directory that is empty, and those above it that are then. */
async function removeEmpty(root, directory) {
    for (let at = directory; at.length > root.length; at = (0,external_node_path_.dirname)(at)) {
        try {
            await (0,promises_.rmdir)(at);
        }
        catch (error) {
            const code = error.code;
            if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EBUSY')
                return;
            unlessGone(error);
        }
    }
}
async function syncDirectory(path) {
    const directory = await (0,promises_.open)(path, 'r');
    try {
        await directory.sync();
    }
    catch (error) {
        // Shared folders of virtual machines and some network file systems know no such thing.
        if (!['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(error.code ?? ''))
            throw error;
    }
    finally {
        await directory.close();
    }
}
/** A store that is not there yet is empty; a file in its place is a mistake that must not look like "no backups". */
async function mustNotBeFile(root, where) {
    const there = await (0,promises_.stat)(root).catch(unlessGone);
    if (there?.isDirectory())
        return;
    if (!there) {
        if (await couldBeMade(root))
            return;
        throw (0,store_problem/* storeProblem */.H)('store-failed', `list: nothing can ever be at ${root}, which is of the system, ${where}`, {
            hint: 'Correct the path of the store in the policy.',
        });
    }
    throw (0,store_problem/* storeProblem */.H)('store-failed', `list: there is a file where the directory should be, ${where}`, {
        hint: 'Correct the path of the store in the policy.',
    });
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/js/store/directory/lock.js





/**
 * Runs `body` while no other process that uses this lock file does. The lock is SQLite's exclusive lock on an empty
 * database file: the kernel lets go of it when its holder dies, so none can be left behind.
 */
async function withLock(file, where, signal, body) {
    const { DatabaseSync } = await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 80099, 19));
    const patience = performance.now() + 30_000;
    const unlockable = (cause) => (0,store_problem/* storeProblem */.H)('store-failed', `${file} cannot be locked: ${(0,words/* reasonOf */.A3)(cause)}, in ${where}`, { cause });
    const attempt = (step) => {
        try {
            return step();
        }
        catch (cause) {
            throw unlockable(cause);
        }
    };
    // In a thread: the lock itself is taken in this one, which must not hang with the file system.
    try {
        await (await (0,promises_.open)(file, 'a', 0o600)).close();
    }
    catch (cause) {
        const { code } = cause;
        // More specific errors than a failed lock, such as a full or read-only disk, are reported by the caller.
        throw code === 'EISDIR' ? unlockable(cause) : cause;
    }
    for (;;) {
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        const lock = attempt(() => new DatabaseSync(file, { timeout: 0 }));
        try {
            if (attempt(() => acquire(lock)))
                return await body();
        }
        finally {
            lock.close();
        }
        if (performance.now() > patience)
            throw (0,store_problem/* storeProblem */.H)('store-unavailable', `another process has kept ${file} locked for 30 s, in ${where}`);
        await (0,external_node_timers_promises_.setTimeout)(5 + Math.random() * 20);
    }
}
function acquire(lock) {
    try {
        // In memory: where the disk is full, there is no room for a journal, and nothing is ever written.
        lock.exec('PRAGMA journal_mode = MEMORY');
        lock.exec('BEGIN EXCLUSIVE');
        return true;
    }
    catch (error) {
        const busy = 5; // SQLITE_BUSY
        if (error.errcode === busy)
            return false;
        throw error;
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./build/js/store/directory/read.js




const blockBytes = 1 << 20;
/** The bytes from `start` to `end` (exclusive) of a file, which is closed with the stream; a file that got shorter errors. */
function fileStream(file, start, end, place, signal) {
    let at = start;
    const stream = new external_node_stream_.Readable({
        highWaterMark: blockBytes,
        read() {
            if (at >= end) {
                this.push(null);
                return;
            }
            const block = Buffer.allocUnsafeSlow(Math.min(blockBytes, end - at));
            file.read(block, 0, block.length, at).then(({ bytesRead }) => {
                if (bytesRead === 0) {
                    this.destroy((0,store_problem/* storeProblem */.H)('object-damaged', `get ${place}: it ends at byte ${at} instead of ${end}`));
                    return;
                }
                at += bytesRead;
                this.push(block.subarray(0, bytesRead));
            }, (error) => this.destroy((0,store_problem/* storeProblem */.H)('store-failed', `get ${place}: ${(0,words/* reasonOf */.A3)(error)}`, { cause: error })));
        },
        destroy(error, done) {
            signal.removeEventListener('abort', stop);
            file.close().then(() => done(error), (closing) => done(error ?? closing));
        },
    });
    const stop = () => stream.destroy((0,problem/* cancelled */.KW)(signal));
    if (signal.aborted)
        stop();
    else
        signal.addEventListener('abort', stop, { once: true });
    return stream;
}

;// CONCATENATED MODULE: ./build/js/store/directory/reserve.js
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





/** Room for a lease, what a purge writes, and the marks of some thirty deletions, in file systems with blocks of 4 KiB. */
const reserveBytes = 256 * 1024;
const halfReserveBytes = reserveBytes / 2;
const stepBytes = reserveBytes / 8;
const fileOf = (temporary) => (0,external_node_path_.join)(temporary, 'reserve');
/**
 * Keeps some room in a file, where there is room: without a free byte not even the lease of a prune could be written, and
 * nothing could be deleted any more. What is left of one stays until the new one is whole. False: there is too little room.
 */
async function keepReserve(temporary, minFreeBytes) {
    const size = await sizeOf(temporary);
    if (size === reserveBytes)
        return true;
    const { bavail, bsize } = await (0,promises_.statfs)(temporary);
    // One that was spent comes before what a purge has made room for.
    if (bavail * bsize < minFreeBytes + (size > 0 ? 2 : 4) * reserveBytes)
        return false;
    const name = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const reserve = __addDisposableResource(env_1, await (0,promises_.open)(name, 'wx', 0o600), true);
            for (let at = 0; at < reserveBytes; at += stepBytes) {
                // Nothing that a file system could compress away, or leave out, and each step where it can be given back alone.
                await reserve.writeFile((0,external_node_crypto_.randomBytes)(stepBytes));
                await reserve.sync();
            }
            await (0,promises_.rename)(name, fileOf(temporary));
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await (0,promises_.unlink)(name).catch(unlessGone);
        // Others took the room meanwhile, or a quota counts otherwise.
        if (!isFull(error))
            throw error;
    }
    return true;
}
/** Gives a step of the room back to the file system; false: no more than this is left of it. */
async function spendReserve(temporary, leastBytes) {
    const size = await sizeOf(temporary);
    if (size <= leastBytes)
        return false;
    const left = Math.max(leastBytes, size - stepBytes);
    await (left === 0 ? (0,promises_.unlink)(fileOf(temporary)) : (0,promises_.truncate)(fileOf(temporary), left)).catch(unlessGone);
    return true;
}
const sizeOf = async (temporary) => (await (0,promises_.lstat)(fileOf(temporary)).catch(unlessGone))?.size ?? 0;
/** For an object that takes no block more than before: not atomic, so only for what may be found broken, such as a lease. */
async function overwrite(path, bytes) {
    const file = await (0,promises_.open)(path, 'r+');
    try {
        for (let at = 0; at < bytes.length;)
            at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
        await (0,promises_.truncate)(path, bytes.length);
        await file.sync();
    }
    finally {
        await file.close();
    }
}
/** The directory for temporary files, where an empty file may be that a person was told to make. Gives the highest that it made. */
async function makeTemporary(temporary) {
    const make = () => makeFolders(temporary, 0o700);
    try {
        return await make();
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw error;
        const there = await (0,promises_.lstat)(temporary);
        if (!there.isFile() || there.size > 0)
            throw error;
        await (0,promises_.unlink)(temporary);
        return make();
    }
}
/** Of an error that says that the file system is full. */
function isFull(error) {
    return ['ENOSPC', 'EDQUOT'].includes(error?.code ?? '');
}

;// CONCATENATED MODULE: ./build/js/store/directory/room.js



/** While a stream is written, the room is looked at again after this many bytes. */
const recheckBytes = 64 * 2 ** 20;
/** Throws `store-full` unless `neededBytes` fit and `minFreeBytes` stay free after them. */
async function checkRoom(root, where, key, neededBytes, minFreeBytes) {
    if (minFreeBytes === 0 && neededBytes === 0)
        return;
    const { bavail, bsize } = await (0,promises_.statfs)(root);
    const freeBytes = bavail * bsize;
    if (freeBytes >= neededBytes + minFreeBytes)
        return;
    throw (0,store_problem/* storeProblem */.H)('store-full', `put ${key}: ${(0,words/* formatBytes */.z3)(freeBytes)} are free, ${(0,words/* formatBytes */.z3)(neededBytes)} are needed and min-free keeps ${(0,words/* formatBytes */.z3)(minFreeBytes)}, in ${where}`, { hint: 'Make room on this file system, let retention delete more, or lower min-free in the policy.' });
}

;// CONCATENATED MODULE: ./build/js/store/directory/walk.js





/** Every file below `from` ("" or "a/b/"), sorted by key. What vanishes meanwhile is left out. */
async function* walk(root, from, where) {
    const entries = (await entriesOf((0,external_node_path_.join)(root, from)))
        .filter(({ name }) => from !== '' || (name !== store_key/* reserved */.$t && name !== 'lost+found'))
        // A directory's keys go on with "/", which is what they sort by.
        .map((entry) => ({ entry, key: from + entry.name + (entry.isDirectory() ? '/' : '') }))
        .sort((a, b) => (0,store_key/* compareKeys */.YD)(a.key, b.key));
    for (const { entry, key } of entries) {
        if (entry.isDirectory())
            yield* walk(root, key, where);
        else if (entry.isSymbolicLink())
            throw symbolic('list', key, where);
        else if (!entry.isFile())
            throw (0,store_problem/* storeProblem */.H)('store-failed', `list ${key}: it is not a regular file, in ${where}`);
        else {
            const there = await statOf((0,external_node_path_.join)(root, key));
            if (there)
                yield storedOf(key, there);
        }
    }
}
/** Names of the folders right below the root, sorted; none where it is not there. */
async function foldersOf(root) {
    return (await entriesOf(root))
        .filter((entry) => entry.isDirectory() && entry.name !== store_key/* reserved */.$t && entry.name !== 'lost+found')
        .map(({ name }) => name)
        .sort(store_key/* compareKeys */.YD);
}
async function entriesOf(directory) {
    return (await (0,promises_.readdir)(directory, { withFileTypes: true }).catch(unlessGone)) ?? [];
}
/** undefined: there is no file there. */
async function statOf(path) {
    const there = await (0,promises_.lstat)(path, { bigint: true }).catch(unlessGone);
    return there?.isFile() ? there : undefined;
}
/** The clock is that of whoever keeps the files: of a network file system, not this machine's. */
function storedOf(key, there) {
    const writtenAt = new Date(Number(there.mtimeNs / 1000000n));
    return { key, bytes: Number(there.size), etag: etagOf(there), writtenAt };
}
/** Every put makes a new file, so its inode, time and size together change with the bytes. */
function etagOf(there) {
    return [there.ino, there.mtimeNs, there.size].map((number) => number.toString(36)).join('-');
}

;// CONCATENATED MODULE: ./build/js/store/directory/survey.js






/** Threads that one survey asks at once: a file system that hangs keeps each of them. */
const survey_atOnce = 4;
/** As many entries as are looked at before they are given on: each piece counts as progress. */
const pieceLength = 64;
/** Every file below these folders ("a/b/"), folder by folder, each sorted by key; of one that is `bare` only the key. */
async function* survey(root, where, folders, bare) {
    const known = new Map();
    for (const folder of folders) {
        const path = folder.slice(0, -1);
        const parent = (0,external_node_path_.dirname)(path);
        const children = known.get(parent) ?? (await childrenOf(root, where, parent));
        known.set(parent, children);
        const entry = children.get((0,external_node_path_.basename)(path));
        if (entry?.isSymbolicLink())
            throw symbolic('list', path, where);
        if (entry?.isDirectory())
            yield* below(root, where, folder, bare);
    }
}
async function childrenOf(root, where, parent) {
    if (parent !== '.')
        await checkLinks(root, parent, where, 'list');
    return new Map((await entriesOf((0,external_node_path_.join)(root, parent))).map((entry) => [entry.name, entry]));
}
async function* below(root, where, folder, bare) {
    const entries = await sortedEntries(root, folder);
    for (let at = 0; at < entries.length; at += pieceLength) {
        const piece = entries.slice(at, at + pieceLength);
        const found = new Array(piece.length);
        let next = 0;
        const look = async () => {
            for (let i = next++; i < piece.length; i = next++) {
                const one = piece[i];
                if (one)
                    found[i] = await lookAt(root, where, one, bare);
            }
        };
        await Promise.all(Array.from({ length: survey_atOnce }, look));
        yield found.flat();
    }
}
/** What vanishes meanwhile is left out. */
async function lookAt(root, where, { key, entry }, bare) {
    if (entry.isDirectory()) {
        const found = [];
        for (const one of await sortedEntries(root, key))
            found.push(...(await lookAt(root, where, one, bare)));
        return found;
    }
    mustBeFile(entry, key, where);
    if (bare(key))
        return [{ key }];
    const there = await statOf((0,external_node_path_.join)(root, key));
    return there ? [{ key, stored: storedOf(key, there) }] : [];
}
/** Throws for what no put makes. */
function mustBeFile(entry, key, where) {
    if (entry.isSymbolicLink())
        throw symbolic('list', key, where);
    if (!entry.isFile())
        throw (0,store_problem/* storeProblem */.H)('store-failed', `list ${key}: it is not a regular file, in ${where}`);
}
/** A directory's keys go on with "/", which is what they sort by. */
async function sortedEntries(root, folder) {
    return (await entriesOf((0,external_node_path_.join)(root, folder)))
        .map((entry) => ({ entry, key: folder + entry.name + (entry.isDirectory() ? '/' : '') }))
        .sort((a, b) => (0,store_key/* compareKeys */.YD)(a.key, b.key));
}

;// CONCATENATED MODULE: ./build/js/store/directory/sweep.js


const staleMs = 24 * 3_600_000;
/** Removes temporary files that nobody has written to for a day, by the file system's own clock. */
async function sweepTemporary(directory, fresh) {
    for (const name of await (0,promises_.readdir)(directory)) {
        if (!name.endsWith('.tmp'))
            continue;
        const file = (0,external_node_path_.join)(directory, name);
        try {
            if (fresh.mtimeMs - (await (0,promises_.lstat)(file)).mtimeMs > staleMs)
                await (0,promises_.unlink)(file);
        }
        catch (error) {
            // Another process finished with it, or swept it.
            if (error.code !== 'ENOENT')
                throw error;
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory/whole.js






/** A small object and what is known of these very bytes; undefined: there is none. */
async function readWhole(root, key, where, maxBytes) {
    // A link in place of the object itself is not opened.
    const parent = (0,external_node_path_.dirname)(key);
    if (parent !== '.')
        await checkLinks(root, parent, where, 'get');
    const flags = promises_.constants.O_RDONLY | promises_.constants.O_NOFOLLOW | promises_.constants.O_NONBLOCK;
    const file = await (0,promises_.open)((0,external_node_path_.join)(root, key), flags).catch(unlessGone);
    if (!file)
        return undefined;
    try {
        const there = await file.stat({ bigint: true });
        if (!there.isFile())
            return undefined;
        const stored = storedOf(key, there);
        if (stored.bytes > maxBytes)
            throw (0,store_problem/* storeProblem */.H)('object-damaged', `${key} in ${where} is larger than ${maxBytes} bytes`, {
                hint: 'No object of ours is: look at who wrote it, and remove it.',
            });
        const bytes = Buffer.alloc(stored.bytes);
        for (let at = 0; at < bytes.length;) {
            const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
            if (bytesRead === 0)
                throw (0,store_problem/* storeProblem */.H)('object-damaged', `get ${key} in ${where}: it ends at byte ${at} instead of ${bytes.length}`);
            at += bytesRead;
        }
        return { stored, bytes };
    }
    finally {
        await file.close();
    }
}

;// CONCATENATED MODULE: ./build/js/store/directory/directory.js




















/**
 * Objects as files (mode 0600). A put writes a temporary file under `.backproof/`, syncs it, and renames or links it
 * into place, so that a reader sees all of it or nothing, also after a crash. `ifAbsent` is atomic among processes by
 * link(2); `ifMatch` by a lock among conditional puts. A key cannot be both an object and the beginning of another.
 */
function directoryStore(options) {
    const root = (0,external_node_path_.resolve)(options.path);
    const where = `directory ${root}`;
    const minFreeBytes = options.minFreeBytes ?? 0;
    const temporary = (0,external_node_path_.join)(root, store_key/* reserved */.$t);
    let swept = false;
    /** The room for what makes room is there, or could not be had. */
    let reserved = false;
    /** Directories whose entries are known to be on the disk, and the highest that this store made an entry in. */
    const synced = new Set();
    let highest = root;
    const missing = (key) => (0,store_problem/* storeProblem */.H)('object-missing', `get ${key}: there is no such object in ${where}`);
    const changed = (key) => (0,store_problem/* storeProblem */.H)('store-changed', `put ${key}: it was changed by another, in ${where}`);
    const fail = (error, call, key, signal) => {
        throw directoryProblem(error, call, key, where, signal);
    };
    const write = async (file, key, body, { signal, pace, spent }) => {
        let bytes = 0;
        let checkAt = recheckBytes;
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, signal, pace)) {
            for (let at = 0; at < chunk.length; pace?.beat())
                at += (await file.write(chunk, at)).bytesWritten;
            bytes += chunk.length;
            spent?.(chunk);
            if (bytes < checkAt)
                continue;
            checkAt = bytes + recheckBytes;
            await checkRoom(root, where, key, 0, minFreeBytes);
        }
        (0,problem/* stopIfAborted */.NI)(signal);
        await file.sync();
        return bytes;
    };
    const place = async (from, key, o) => {
        const to = (0,external_node_path_.join)(root, key);
        const locked = (body) => withLock((0,external_node_path_.join)(temporary, 'lock'), where, o.signal, body);
        if (o.ifMatch !== undefined) {
            return locked(async () => {
                const there = await statOf(to);
                if (!there || etagOf(there) !== o.ifMatch)
                    throw changed(key);
                await (0,promises_.rename)(from, to);
            });
        }
        if (!o.ifAbsent)
            return (0,promises_.rename)(from, to);
        const exists = () => (0,store_problem/* storeProblem */.H)('store-exists', `put ${key}: it is there already, in ${where}`);
        try {
            await (0,promises_.link)(from, to);
        }
        catch (error) {
            const code = error.code;
            if (code === 'EEXIST')
                throw exists();
            if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS')
                throw error;
            // A file system without hard links.
            return locked(async () => {
                if (await statOf(to))
                    throw exists();
                await (0,promises_.rename)(from, to);
            });
        }
        await (0,promises_.unlink)(from);
    };
    const commit = async (from, key, o) => {
        const parent = (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key));
        for (let attempt = 1;; attempt++) {
            await checkLinks(root, key, where, 'put');
            // One that hung for so long that it was given up must not appear after all.
            (0,problem/* stopIfAborted */.NI)(o.signal);
            let first;
            try {
                first = await makeFolders(parent, 0o700);
                await place(from, key, o);
            }
            catch (error) {
                // Another process removed the last object of this directory, and the directory, in between.
                if (error.code === 'ENOENT' && attempt < 100)
                    continue;
                throw error;
            }
            return syncUp(parent, first);
        }
    };
    /** The object's entry, and those of the directories above it: whoever made them may not have come to it. */
    const syncUp = async (parent, made) => {
        for (let at = parent;; at = (0,external_node_path_.dirname)(at)) {
            const fresh = made !== undefined && at.length >= (0,external_node_path_.dirname)(made).length;
            if (at === parent || fresh || !synced.has(at))
                await syncDirectory(at).catch(unlessGone);
            synced.add(at);
            if (at === highest || at === (0,external_node_path_.dirname)(at))
                return;
        }
    };
    const prepare = async (fromReserve = false) => {
        const made = await makeTemporary(temporary);
        if (made !== undefined && (0,external_node_path_.dirname)(made).length < highest.length)
            highest = (0,external_node_path_.dirname)(made);
        // What makes room looks each time: a prune that has made it, and writes nothing else, makes the reserve anew.
        if (!reserved)
            reserved = (await keepReserve(temporary, minFreeBytes)) || !fromReserve;
    };
    const needRoom = (key, bytes, fromReserve = false) => checkRoom(root, where, key, fromReserve ? 0 : bytes, fromReserve ? 0 : minFreeBytes);
    const attempt = async (key, body, o) => {
        await needRoom(key, body instanceof Uint8Array ? body.byteLength : 0, o.fromReserve);
        const name = (0,external_node_path_.join)(temporary, `${(0,external_node_crypto_.randomUUID)()}.tmp`);
        const file = await (0,promises_.open)(name, 'wx', 0o600);
        try {
            let stored;
            try {
                if (!swept)
                    await sweepTemporary(temporary, await file.stat());
                swept = true;
                const bytes = await write(file, key, body, o);
                stored = { ...storedOf(key, await file.stat({ bigint: true })), bytes };
            }
            finally {
                await file.close();
            }
            await commit(name, key, o);
            return stored;
        }
        catch (error) {
            // A disk that fails may not even let go of it: it is swept after a day, and what failed first is what is told.
            await (0,promises_.unlink)(name).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw error;
        }
    };
    /** Gives the room back step by step, down to so many bytes of it, until the object fits; undefined: it does not. */
    const spending = async (leastBytes, key, body, o) => {
        while (await spendReserve(temporary, leastBytes)) {
            reserved = false;
            try {
                return await attempt(key, body, o);
            }
            catch (error) {
                if (!isFull(error))
                    throw error;
            }
        }
        return undefined;
    };
    /** Takes no room at all. undefined: the file system has none for that either. */
    const overwriting = async (key, body, ifMatch, o) => {
        const path = (0,external_node_path_.join)(root, key);
        await checkLinks(root, key, where, 'put');
        return withLock((0,external_node_path_.join)(temporary, 'lock'), where, o.signal, async () => {
            const there = await statOf(path);
            if (!there || etagOf(there) !== ifMatch)
                throw changed(key);
            await overwrite(path, body);
            const now = await statOf(path);
            if (!now)
                throw changed(key);
            return { ...storedOf(key, now), bytes: body.byteLength };
        });
    };
    /**
     * On a disk without a free byte: by the room that was kept for this. A lease can be written over, so that it leaves the
     * second half, too, to what has no other way.
     */
    const fromReserve = async (key, body, o, full) => {
        const half = await spending(halfReserveBytes, key, body, o);
        if (half)
            return half;
        if (o.ifMatch !== undefined)
            return overwriting(key, body, o.ifMatch, o);
        const rest = o.fromReserve === 'half' ? undefined : await spending(0, key, body, o);
        if (rest)
            return rest;
        throw full;
    };
    return {
        where,
        async put(key, body, o) {
            (0,store_key/* checkKey */.yR)(key, where);
            try {
                (0,problem/* stopIfAborted */.NI)(o.signal);
                await prepare(o.fromReserve);
                const spends = Boolean(o.fromReserve) && body instanceof Uint8Array;
                return await attempt(key, body, o).catch((error) => {
                    if (spends && isFull(error))
                        return fromReserve(key, body, o, error);
                    throw error;
                });
            }
            catch (error) {
                if (body instanceof Uint8Array)
                    return fail(error, 'put', key, o.signal);
                if (body.errored && body.errored === error)
                    throw error;
                body.destroy();
                return fail(error, 'put', key, o.signal);
            }
        },
        async putAll(objects, o) {
            for (const { key } of objects)
                (0,store_key/* checkKey */.yR)(key, where);
            const [first] = objects;
            if (!first)
                return;
            try {
                (0,problem/* stopIfAborted */.NI)(o.signal);
                await prepare(o.fromReserve);
                const bytes = objects.reduce((sum, one) => sum + one.bytes.byteLength, 0);
                await needRoom(first.key, bytes, o.fromReserve);
                const makeParent = (parent) => makeFolders(parent, 0o700);
                await putBatch({ root, where, temporary, makeParent, syncUp }, objects, o);
            }
            catch (error) {
                // No room for all at once, or another process has removed a directory that was empty: one by one it may go.
                if (!isFull(error) && error.code !== 'ENOENT')
                    fail(error, 'put', first.key, o.signal);
                for (const { key, bytes } of objects)
                    await this.put(key, bytes, o);
            }
        },
        async get(key, { range, signal }) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'get');
                const file = await (0,promises_.open)((0,external_node_path_.join)(root, key), promises_.constants.O_RDONLY | promises_.constants.O_NOFOLLOW | promises_.constants.O_NONBLOCK);
                try {
                    const there = await file.stat();
                    if (!there.isFile())
                        throw missing(key);
                    const { start, end } = (0,store_body/* resolveRange */.Ss)(range, there.size, `${key} in ${where}`);
                    return fileStream(file, start, end, `${key} in ${where}`, signal);
                }
                catch (error) {
                    await file.close();
                    throw error;
                }
            }
            catch (error) {
                return fail(error, 'get', key, signal);
            }
        },
        async read(key, maxBytes, signal) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                return await readWhole(root, key, where, maxBytes);
            }
            catch (error) {
                return fail(error, 'get', key, signal);
            }
        },
        async head(key, signal) {
            (0,store_key/* checkKey */.yR)(key, where);
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await checkLinks(root, key, where, 'head');
                const there = await statOf((0,external_node_path_.join)(root, key));
                return there && storedOf(key, there);
            }
            catch (error) {
                return fail(error, 'head', key, signal);
            }
        },
        async *list(prefix, signal) {
            try {
                if (prefix !== '')
                    (0,store_key/* checkKey */.yR)(`${prefix}-`, where);
                const from = prefix.slice(0, prefix.lastIndexOf('/') + 1);
                await mustNotBeFile(root, where);
                if (from !== '')
                    await checkLinks(root, `${from}-`, where, 'list');
                for await (const stored of walk(root, from, where)) {
                    if (signal.aborted)
                        throw (0,problem/* cancelled */.KW)(signal);
                    if (stored.key.startsWith(prefix))
                        yield stored;
                }
            }
            catch (error) {
                fail(error, 'list', `${prefix}*`, signal);
            }
        },
        async *survey(folders, bare, signal) {
            try {
                for (const folder of folders)
                    (0,store_key/* checkKey */.yR)(`${folder}-`, where);
                await mustNotBeFile(root, where);
                for await (const piece of survey(root, where, folders, bare)) {
                    if (signal.aborted)
                        throw (0,problem/* cancelled */.KW)(signal);
                    yield piece;
                }
            }
            catch (error) {
                fail(error, 'list', `${folders[0] ?? ''}*`, signal);
            }
        },
        lockless: true,
        async blank(signal) {
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                return (await (0,promises_.readdir)(root)).every((name) => name === 'lost+found');
            }
            catch (error) {
                const code = error.code;
                // A file in its place: the first listing says so.
                return code === 'ENOENT' || (code !== 'ENOTDIR' && fail(error, 'list', '*', signal));
            }
        },
        async folders(signal) {
            (0,problem/* stopIfAborted */.NI)(signal);
            try {
                await mustNotBeFile(root, where);
                return await foldersOf(root);
            }
            catch (error) {
                return fail(error, 'list', '*', signal);
            }
        },
        async remove(keys, signal) {
            for (const key of keys) {
                (0,store_key/* checkKey */.yR)(key, where);
                (0,problem/* stopIfAborted */.NI)(signal);
                try {
                    await checkLinks(root, key, where, 'remove');
                    if (await statOf((0,external_node_path_.join)(root, key)))
                        await (0,promises_.unlink)((0,external_node_path_.join)(root, key)).catch(unlessGone);
                    await removeEmpty(root, (0,external_node_path_.dirname)((0,external_node_path_.join)(root, key)));
                }
                catch (error) {
                    fail(error, 'remove', key, signal);
                }
            }
        },
    };
}

// EXTERNAL MODULE: ./build/js/store/retry.js
var retry = __webpack_require__(394);
;// CONCATENATED MODULE: ./build/js/store/all.js


/** An answer that does not begin within a minute is asked for again. */
const longestIdleMs = 60_000;
/**
 * A store that retries what may succeed a moment later, within `limitMs` without progress. Opening reaches for nothing: the
 * first call does.
 */
async function openStore(options, limitMs = retry/* defaultLimitMs */.P7) {
    const limited = { ...retry/* patience */._L, limitMs };
    switch (options.kind) {
        case 'directory':
            return (0,retry/* retryStore */.k6)(directoryStore(options), limited);
        case 's3': {
            // Loaded here and nowhere else: it takes longer to load than everything else together.
            const { s3Store } = await Promise.all(/* import() */[__webpack_require__.e(3711), __webpack_require__.e(8178)]).then(__webpack_require__.bind(__webpack_require__, 98178));
            return (0,retry/* retryStore */.k6)(s3Store(options, { patience: limited, idleMs: Math.min(longestIdleMs, limitMs) }), limited);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/fan-out.js




/**
 * Puts one body to every store at once; the slowest sets the pace, and the buffers are shared, so memory does not grow
 * with the number of stores. A store that fails is an outcome (in the order given) and does not stop the others; when all
 * have failed, the body is destroyed. If the body errors or the signal fires this rejects with that error, and nothing is
 * visible in any store; where a store was done and does not let go of it again, the error's last cause says so.
 */
async function putEverywhere(stores, key, body, options) {
    const users = new Users(options.spent);
    const branches = stores.map((store) => startBranch(store, key, { ...options, spent: users.left }));
    let bytes = 0;
    try {
        for await (const chunk of (0,store_body/* chunksOf */.U_)(body, options.signal)) {
            bytes += chunk.length;
            users.came(chunk, branches.filter((branch) => !branch.ended()).length);
            await Promise.all(branches.map((branch) => branch.write(chunk)));
            if (branches.every((branch) => branch.ended()))
                break;
        }
        for (const branch of branches)
            branch.end();
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        if (options.signal.aborted)
            throw (0,problem/* cancelled */.KW)(options.signal);
        return outcomes.map((outcome) => whole(outcome, key, bytes));
    }
    catch (error) {
        for (const branch of branches)
            branch.destroy(error);
        const outcomes = await Promise.all(branches.map((branch) => branch.outcome));
        await takeBack(outcomes, key, error);
        throw error;
    }
}
/** How many stores still look at a buffer. What one of them does not let go of, because it failed or hangs, is used by nobody again. */
class Users {
    #of = new WeakMap();
    #spent;
    constructor(spent) {
        this.#spent = spent;
    }
    came(chunk, stores) {
        this.#of.set(chunk, stores);
    }
    left = (chunk) => {
        const others = (this.#of.get(chunk) ?? 0) - 1;
        this.#of.set(chunk, others);
        if (others === 0)
            this.#spent?.(chunk);
    };
}
function startBranch(store, key, options) {
    let ready = Promise.withResolvers();
    let ended = false;
    const stream = new external_node_stream_.Readable({
        objectMode: true,
        highWaterMark: 1,
        read: () => ready.resolve(),
        destroy: (error, done) => {
            ready.resolve();
            done(error);
        },
    });
    stream.on('error', () => { });
    const outcome = store
        .put(key, stream, options)
        .then((stored) => ({ kind: 'stored', store, stored }), (problem) => ({ kind: 'failed', store, problem }))
        .finally(() => {
        ended = true;
        ready.resolve();
    });
    return {
        outcome,
        ended: () => ended,
        async write(chunk) {
            if (ended || stream.destroyed)
                return;
            ready = Promise.withResolvers();
            if (!stream.push(chunk))
                await ready.promise;
        },
        end: () => void (stream.destroyed || stream.push(null)),
        destroy: (error) => void stream.destroy(error),
    };
}
function whole(outcome, key, bytes) {
    if (outcome.kind === 'failed' || outcome.stored.bytes === bytes)
        return outcome;
    const { store, stored } = outcome;
    const message = `put ${key}: ${stored.bytes} of ${bytes} bytes were stored, in ${store.where}`;
    return { kind: 'failed', store, problem: (0,store_problem/* storeProblem */.H)('store-failed', message) };
}
/** A store that was done before the others were stopped. */
async function takeBack(outcomes, key, because) {
    const signal = AbortSignal.timeout(30_000);
    for (const outcome of outcomes) {
        if (outcome.kind === 'failed')
            continue;
        try {
            await outcome.store.remove([key], signal);
        }
        catch (error) {
            const message = `put ${key}: stopped, and it could not be removed again from ${outcome.store.where}`;
            (0,problem/* noteAlso */.Gv)(because, (0,store_problem/* storeProblem */.H)('store-failed', message, { cause: error }));
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/watch.js

/** One call of a store, which is left behind when it stands still: nothing can stop a file system that hangs. */
class Watch {
    /** Fires when the caller cancels, and when the call is left behind. */
    signal;
    #caller;
    #patient;
    #stop = new AbortController();
    #timer;
    #movedMs;
    #resting = true;
    #interrupt = (_) => { };
    constructor(caller, patient) {
        this.#caller = caller;
        this.#patient = patient;
        this.signal = AbortSignal.any([caller, this.#stop.signal]);
        this.#movedMs = patient.monotonicMs();
        caller.addEventListener('abort', this.#hurry, { once: true });
    }
    rest() {
        this.#resting = true;
    }
    work() {
        this.#resting = false;
        this.beat();
        if (this.#timer === undefined)
            this.#arm(this.#patient.idleMs());
    }
    beat() {
        this.#movedMs = this.#patient.monotonicMs();
    }
    /** Waits for one step of the call; rejects when it is left behind. */
    async guard(step) {
        this.work();
        try {
            return await new Promise((resolve, reject) => {
                this.#interrupt = reject;
                step().then(resolve, reject);
            });
        }
        finally {
            this.rest();
        }
    }
    /** Leaves the call behind: what waits for it gets this error. */
    leave(error) {
        this.#stop.abort(error);
        this.#interrupt(error);
    }
    end() {
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.#resting = true;
        this.#caller.removeEventListener('abort', this.#hurry);
    }
    #hurry = () => {
        if (this.#timer === undefined)
            return;
        clearTimeout(this.#timer);
        this.beat();
        this.#arm(this.#patient.idleMs());
    };
    #arm(ms) {
        this.#timer = setTimeout(() => this.#look(), ms);
    }
    #look() {
        this.#timer = undefined;
        if (this.#resting)
            return;
        const leftMs = this.#patient.idleMs() - (this.#patient.monotonicMs() - this.#movedMs);
        // Timers fire up to a millisecond early.
        if (leftMs > 1) {
            this.#arm(leftMs);
        }
        else if (this.#caller.aborted) {
            this.#patient.left();
            this.leave((0,problem/* cancelled */.KW)(this.#caller));
        }
        else {
            this.leave(this.#patient.stalled());
        }
    }
}

;// CONCATENATED MODULE: ./build/js/store/limit.js





const cancelledIdleMs = 2_000;
/**
 * The store, which is given up for the rest of the run once a call of it stands still for too long, or none has succeeded
 * for so long: every later call fails at once, with the same problem, but for those to its `parting`. What hangs is left behind.
 */
function limitStore(store, limit) {
    return new LimitedStore(store, limit).seam();
}
class LimitedStore {
    #store;
    #limit;
    #watches = new Set();
    #queue = [];
    #waiting = 0;
    #failingSinceMs;
    #givenUp;
    constructor(store, limit) {
        this.#store = store;
        this.#limit = limit;
    }
    seam() {
        const store = this.#store;
        const { blank, folders, lockless, page, putAll, read, survey, time } = store;
        return {
            where: store.where,
            parting: store,
            put: (key, body, o) => this.#put(key, body, o),
            get: (key, o) => this.#get(key, o),
            head: (key, signal) => this.#call(`head ${key}`, signal, (signal) => store.head(key, signal)),
            list: (prefix, signal) => this.#list(`list ${prefix}*`, signal, (signal) => store.list(prefix, signal)),
            remove: (keys, signal) => this.#remove(keys, signal),
            ...(page === undefined ? {} : { page }),
            ...(lockless ? { lockless } : {}),
            ...(survey
                ? {
                    survey: (folders, bare, signal) => this.#list(`list ${folders[0] ?? ''}*`, signal, (signal) => survey.call(store, folders, bare, signal)),
                }
                : {}),
            ...(putAll
                ? {
                    putAll: (objects, o) => this.#call(`put ${objects[0]?.key ?? ''}`, o.signal, (signal, pace) => putAll.call(store, objects, { ...o, signal, pace })),
                }
                : {}),
            ...(read
                ? {
                    read: (key, maxBytes, signal) => this.#call(`get ${key}`, signal, (signal) => read.call(store, key, maxBytes, signal)),
                }
                : {}),
            ...(time ? { time: (signal) => this.#call('head *', signal, (signal) => time.call(store, signal)) } : {}),
            ...(blank ? { blank: (signal) => this.#call('list *', signal, (signal) => blank.call(store, signal)) } : {}),
            ...(folders
                ? { folders: (signal) => this.#call('list *', signal, (signal) => folders.call(store, signal)) }
                : {}),
        };
    }
    async #put(key, body, o) {
        const put = (signal, pace) => this.#store.put(key, body, { ...o, signal, pace });
        if (body instanceof Uint8Array)
            return this.#call(`put ${key}`, o.signal, put);
        try {
            const watch = this.#open(`put ${key}`, o.signal);
            try {
                // Out of turn: a stream waits for others, maybe for hours.
                return await this.#ask(watch, () => put(watch.signal, watch));
            }
            finally {
                this.#close(watch);
            }
        }
        catch (error) {
            // A put that was left behind, or never begun, has not done so.
            if (!body.closed)
                body.on('error', () => { }).destroy();
            throw error;
        }
    }
    async #get(key, o) {
        const watch = this.#open(`get ${key}`, o.signal);
        let inner;
        try {
            inner = await this.#step(watch, () => this.#store.get(key, { ...o, signal: watch.signal }));
        }
        catch (error) {
            this.#close(watch);
            throw error;
        }
        inner.on('error', () => { });
        const chunks = inner[Symbol.asyncIterator]();
        const next = () => this.#step(watch, () => chunks.next());
        async function* pass() {
            for (let step = await next(); !step.done; step = await next())
                yield step.value;
        }
        const stop = () => stream.destroy((0,problem/* cancelled */.KW)(o.signal));
        const stream = (0,store_body/* streamOf */.mA)(pass(), () => {
            o.signal.removeEventListener('abort', stop);
            this.#close(watch);
            inner.destroy();
        });
        if (o.signal.aborted)
            stop();
        else
            o.signal.addEventListener('abort', stop, { once: true });
        return stream;
    }
    async *#list(what, signal, list) {
        const watch = this.#open(what, signal);
        const entries = list(watch.signal)[Symbol.asyncIterator]();
        const next = () => this.#step(watch, () => entries.next());
        let ended = false;
        try {
            for (let step = await next(); !step.done; step = await next())
                yield step.value;
            ended = true;
        }
        finally {
            this.#close(watch);
            // Not waited for: a generator that hangs never comes to it.
            if (!ended)
                void entries.return?.()?.then(undefined, () => { });
        }
    }
    /** A thousand at a time, so that each answer counts as progress. */
    async #remove(keys, signal) {
        for (let at = 0; at < keys.length || at === 0; at += 1000) {
            const some = keys.slice(at, at + 1000);
            await this.#call(`remove ${some[0] ?? ''}`, signal, (signal) => this.#store.remove(some, signal));
        }
    }
    async #call(what, signal, call) {
        const watch = this.#open(what, signal);
        try {
            return await this.#step(watch, () => call(watch.signal, watch));
        }
        finally {
            this.#close(watch);
        }
    }
    #open(what, signal) {
        (0,problem/* stopIfAborted */.NI)(signal);
        if (this.#givenUp)
            throw sameAgain(this.#givenUp);
        const watch = new Watch(signal, {
            monotonicMs: this.#limit.monotonicMs,
            idleMs: () => this.#idleMs(),
            stalled: () => this.#giveUp(standingStill(what, this.#store.where, this.#idleMs())),
            left: () => {
                this.#givenUp ??= standingStill(what, this.#store.where, this.#idleMs());
            },
        });
        this.#watches.add(watch);
        return watch;
    }
    #close(watch) {
        watch.end();
        this.#watches.delete(watch);
    }
    #idleMs() {
        const { idleMs, cancel } = this.#limit;
        return cancel.aborted ? Math.min(idleMs, cancelledIdleMs) : idleMs;
    }
    /** One thing that only the store can do, in its turn. */
    async #step(watch, step) {
        const { atOnce = Number.POSITIVE_INFINITY } = this.#limit;
        while (this.#waiting >= atOnce && !this.#givenUp)
            await new Promise((turn) => this.#queue.push(turn));
        this.#waiting += 1;
        try {
            return await this.#ask(watch, step);
        }
        finally {
            this.#waiting -= 1;
            this.#queue.shift()?.();
        }
    }
    /** Its outcome tells how the store is. */
    async #ask(watch, step) {
        if (this.#givenUp)
            throw sameAgain(this.#givenUp);
        const startMs = this.#limit.monotonicMs();
        try {
            const value = await watch.guard(step);
            this.#failingSinceMs = undefined;
            return value;
        }
        catch (error) {
            throw this.#judge(error, startMs);
        }
    }
    /** What answers with anything else than that it cannot be reached is there. */
    #judge(error, startMs) {
        if (!(0,problem/* isProblem */.AN)(error, 'store-unavailable')) {
            if (!(0,problem/* isProblem */.AN)(error, 'cancelled'))
                this.#failingSinceMs = undefined;
            return error;
        }
        if (this.#givenUp)
            return error;
        this.#failingSinceMs ??= startMs;
        const failingMs = this.#limit.monotonicMs() - this.#failingSinceMs;
        if (failingMs < this.#limit.idleMs && (0,retry/* askedMs */.vk)(error) <= this.#limit.idleMs)
            return error;
        return this.#giveUp((0,store_problem/* storeProblem */.H)('store-unavailable', `${error.message}: the store is given up for this run`, {
            hint: error.hint ?? hint,
            cause: error.cause,
        }));
    }
    #giveUp(problem) {
        this.#givenUp ??= problem;
        for (const watch of [...this.#watches])
            watch.leave(sameAgain(problem));
        for (const next of this.#queue.splice(0))
            next();
        return problem;
    }
}
const hint = 'See whether the store and the way to it answer. The next run asks it again; timeout of this store in the policy says how long one run waits.';
function standingStill(what, where, idleMs) {
    const seconds = Math.round(idleMs / 100) / 10;
    const message = `${what}: no progress for ${seconds} s, in ${where}: the store is given up for this run`;
    return (0,store_problem/* storeProblem */.H)('store-unavailable', message, { hint });
}
/** Thrown once more, to another: errors gather causes on their way. */
function sameAgain({ code, message, hint, cause }) {
    return new problem/* Problem */.AF(code, message, { hint, cause });
}

;// CONCATENATED MODULE: ./build/js/store/list.js
/**
 * What a store has below these folders of one folder. Where each answer is a round trip, all is asked for at once, which is one
 * answer for most sources; of one that has more than an answer can hold, folder by folder, without its data. Of what is `bare`
 * the key is enough.
 */
async function listFolders(store, parent, folders, bare, signal) {
    const prefixes = folders.map((folder) => `${parent}/${folder}/`);
    if (store.survey) {
        const found = [];
        for await (const piece of store.survey(prefixes, bare, signal))
            found.push(...piece);
        return found;
    }
    const all = store.page === undefined ? undefined : await firstPage(store, `${parent}/`, store.page, signal);
    if (all)
        return all.filter(({ key }) => prefixes.some((prefix) => key.startsWith(prefix)));
    return (await Promise.all(prefixes.map((prefix) => listed(store, prefix, signal)))).flat();
}
async function listed(store, prefix, signal) {
    const found = [];
    for await (const stored of store.list(prefix, signal))
        found.push({ key: stored.key, stored });
    return found;
}
/** undefined: there is more than that. */
async function firstPage(store, prefix, page, signal) {
    const found = [];
    for await (const stored of store.list(prefix, signal)) {
        if (found.length === page)
            return undefined;
        found.push({ key: stored.key, stored });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/js/store/memory.js





/** A store that keeps everything in memory, with the same promises as every other; without a clock it tells no times. */
function memoryStore(name = 'memory', clock) {
    const objects = new Map();
    const written = new Map();
    const where = `memory ${name}`;
    const stored = (key, bytes) => ({
        key,
        bytes: bytes.length,
        etag: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
        ...(written.has(key) ? { writtenAt: written.get(key) } : {}),
    });
    return {
        where,
        objects,
        async put(key, body, { signal, ifAbsent, ifMatch, pace }) {
            checkKey(key, where);
            const chunks = [];
            for await (const chunk of chunksOf(body, signal, pace))
                chunks.push(chunk);
            const there = objects.get(key);
            if (ifAbsent && there)
                throw storeProblem('store-exists', `put ${key}: it is there already, in ${where}`);
            if (ifMatch !== undefined && (!there || stored(key, there).etag !== ifMatch))
                throw storeProblem('store-changed', `put ${key}: it was changed by another, in ${where}`);
            const bytes = Buffer.concat(chunks);
            objects.set(key, bytes);
            if (clock)
                written.set(key, clock());
            return stored(key, bytes);
        },
        async get(key, { range, signal }) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            if (!bytes)
                throw storeProblem('object-missing', `get ${key}: there is no such object in ${where}`);
            const { start, end } = resolveRange(range, bytes.length, `${key} in ${where}`);
            return streamOf(pieces(bytes.subarray(start, end), signal));
        },
        async head(key, signal) {
            checkKey(key, where);
            stopIfAborted(signal);
            const bytes = objects.get(key);
            return bytes && stored(key, bytes);
        },
        async *list(prefix, signal) {
            for (const key of [...objects.keys()].filter((key) => key.startsWith(prefix)).sort(compareKeys)) {
                stopIfAborted(signal);
                const bytes = objects.get(key);
                if (bytes)
                    yield stored(key, bytes);
            }
        },
        async folders(signal) {
            stopIfAborted(signal);
            const below = [...objects.keys()].filter((key) => key.includes('/')).map((key) => key.slice(0, key.indexOf('/')));
            return [...new Set(below)].sort(compareKeys);
        },
        async remove(keys, signal) {
            stopIfAborted(signal);
            for (const key of keys) {
                checkKey(key, where);
                objects.delete(key);
            }
        },
    };
}
async function* pieces(bytes, signal) {
    for (let at = 0; at < bytes.length; at += 65_536) {
        stopIfAborted(signal);
        yield Buffer.from(bytes.subarray(at, at + 65_536));
    }
}

;// CONCATENATED MODULE: ./build/js/store/store.js








/***/ }),

/***/ 54368:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pc: () => (/* reexport */ durationMs),
  B9: () => (/* reexport */ instantOf),
  GR: () => (/* reexport */ instantsOf),
  _U: () => (/* reexport */ parseDate),
  E9: () => (/* reexport */ parseDuration),
  P3: () => (/* reexport */ wallMs),
  O7: () => (/* reexport */ wallText),
  IQ: () => (/* reexport */ zonedText)
});

;// CONCATENATED MODULE: ./build/js/time/wall-clock.js
const formats = new Map();
function format(zone) {
    const known = formats.get(zone);
    if (known)
        return known;
    const made = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
    });
    formats.set(zone, made);
    return made;
}
/** The last instant that a Date can hold. */
const endMs = 8.64e15;
const stretchMs = 6 * 3_600_000;
const mostStretches = 20_000;
/** By zone, for stretches of six hours: what the zone's clocks are ahead of UTC; undefined where they are changed within. */
const offsets = new Map();
/** What a clock on the wall of the IANA zone shows, as the milliseconds of the instant at which a clock in UTC shows it. */
function wallMs(at, zone) {
    const ms = at.getTime();
    if (zone === 'UTC')
        return ms;
    const known = offsets.get(zone) ?? new Map();
    offsets.set(zone, known);
    const stretch = Math.floor(ms / stretchMs);
    if (!known.has(stretch)) {
        if (known.size >= mostStretches)
            known.clear();
        const [first, last] = [Math.max(stretch * stretchMs, -endMs), Math.min((stretch + 1) * stretchMs - 1, endMs)];
        const offset = askWall(new Date(first), zone) - first;
        // Clocks that show the same at both ends were not changed in between: no zone changes twice in six hours.
        known.set(stretch, askWall(new Date(last), zone) - last === offset ? offset : undefined);
    }
    const offset = known.get(stretch);
    return offset === undefined ? askWall(at, zone) : ms + offset;
}
function askWall(at, zone) {
    const ms = at.getTime();
    const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format(zone).formatToParts(at))
        if (type in part)
            part[type] = Number(value);
    const whole = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
    return whole + (((ms % 1000) + 1000) % 1000);
}
/**
 * The instants at which the wall clock shows this, earliest first: two where clocks were put back over it, and where they
 * were put forward over it the instant at which that was done.
 */
function instantsOf(wall, zone) {
    if (zone === 'UTC')
        return [wall];
    const wallOf = (ms) => wallMs(new Date(ms), zone);
    // Offsets are within 14 hours, and changes are weeks apart: these two instants lie before and after the wall's time.
    const offsets = [wall - 26 * hourMs, wall + 26 * hourMs].map((ms) => wallOf(ms) - ms);
    const [first = wall, second = wall] = offsets.map((offset) => wall - offset);
    const shown = [...new Set([first, second])].filter((ms) => wallOf(ms) === wall).sort((a, b) => a - b);
    const [earliest, ...later] = shown;
    if (earliest !== undefined)
        return [earliest, ...later];
    let [low, high] = [Math.min(first, second), Math.max(first, second)];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (wallOf(middle) < wall)
            low = middle;
        else
            high = middle;
    }
    return [high];
}
/** "2026-02-14 09:15" on the zone's wall clock. */
function wallText(at, zone) {
    return new Date(wallMs(at, zone)).toISOString().slice(0, 16).replace('T', ' ');
}
/** "2026-02-14 09:15 CET": for people; of a zone without letters of its own "GMT+9". */
function zonedText(at, zone) {
    return `${wallText(at, zone)} ${zoneLetters(at, zone)}`;
}
/** Regions of English: each knows the letters of some zones only (CLDR). */
const regions = ['en-US', 'en-GB', 'en-AU', 'en-IN', 'en-ZA'];
const lettersOf = new Map();
/** "CET", "EST", "UTC", "GMT+9": what the zone is called at this time. */
function zoneLetters(at, zone) {
    if (zone === 'UTC')
        return zone;
    // A simulation asks the same few times over and over. What a zone is called changes with what its clocks show.
    const ms = at.getTime();
    const key = `${zone} ${Math.floor(ms / stretchMs)} ${wallMs(at, zone) - ms}`;
    const letters = lettersAt.get(key) ?? lettersFor(at, zone);
    if (lettersAt.size >= mostStretches)
        lettersAt.clear();
    lettersAt.set(key, letters);
    return letters;
}
const lettersAt = new Map();
function lettersFor(at, zone) {
    const made = lettersOf.get(zone) ?? regions.map((region) => lettersIn(region, zone));
    lettersOf.set(zone, made);
    const names = made.map((letters) => letters.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '');
    return names.find((name) => !/^GMT./.test(name)) ?? names[0] ?? zone;
}
const lettersIn = (region, timeZone) => new Intl.DateTimeFormat(region, { timeZone, timeZoneName: 'short' });
const hourMs = 3_600_000;

;// CONCATENATED MODULE: ./build/js/time/date.js

/** A date (its first moment) or a date and time of ISO 8601, with or without an offset; undefined for anything else. */
function parseDate(text) {
    const match = pattern.exec(text);
    if (!match)
        return undefined;
    const [, date = '', time = '00:00', seconds = ':00', offset] = match;
    // Of 30 February, Date.parse makes a day in March.
    const wallMs = Date.parse(`${date}T${time}${seconds}Z`);
    if (Number.isNaN(wallMs) || !new Date(wallMs).toISOString().startsWith(`${date}T${time}`))
        return undefined;
    if (offset === undefined)
        return { wallMs };
    const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)$/.exec(offset) ?? [];
    const offsetMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return { atMs: sign === '-' ? wallMs + offsetMs : wallMs - offsetMs };
}
/** Where the wall's clock shows it twice, the earlier instant. */
function instantOf(written, timezone) {
    return new Date('atMs' in written ? written.atMs : instantsOf(written.wallMs, timezone)[0]);
}
const pattern = /^((?:19[7-9]\d|2\d{3})-\d\d-\d\d)(?:[T ]([01]\d:[0-5]\d|2[0-3]:[0-5]\d)(:[0-5]\d(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

;// CONCATENATED MODULE: ./build/js/time/duration.js
/**
 * A duration as written: whole numbers, each with a unit, the longest first: "30m", "7d", "1y6mo".
 * Units: s, m or min (minutes), h, d, w, mo (months), y.
 * Where a month would be as sensible as a minute (`minutes: 'spelt-out'`), a bare `m` is refused: other tools read it as months.
 */
function parseDuration(text, options = {}) {
    const match = duration_pattern.exec(text);
    if (!match || text === '')
        return { wrong: 'a duration such as 30min, 4h, 7d, 2w, 6mo or 1y' };
    const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
        .slice(1)
        .map((part) => Number.parseInt(part ?? '0', 10));
    if (options.minutes === 'spelt-out' && /\dm(?!o|i)/.test(text)) {
        return {
            wrong: `a duration in which m is spelt out: ${text.replace(/m(?!o|i)/, 'min')} or ${text.replace(/m(?!o|i)/, 'mo')}`,
        };
    }
    const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    const duration = { years, months, days: weeks * 7 + days, ms, text };
    return durationMs(duration) === 0 || durationMs(duration) > longestMs
        ? { wrong: 'a duration above zero and up to 1000 years' }
        : duration;
}
/** Its length in milliseconds, with months of 30 days and years of 365: exact up to weeks, for comparing beyond. */
function durationMs(duration) {
    return (duration.years * 365 + duration.months * 30 + duration.days) * 86_400_000 + duration.ms;
}
const duration_pattern = /^(?:(\d{1,9})y)?(?:(\d{1,9})mo)?(?:(\d{1,9})w)?(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})(?:m|min))?(?:(\d{1,9})s)?$/;
const longestMs = 1000 * 365 * 86_400_000;

;// CONCATENATED MODULE: ./build/js/time/time.js





/***/ }),

/***/ 5403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hb: () => (/* reexport */ blobAt),
  S4: () => (/* reexport */ judge),
  ex: () => (/* reexport */ parsePayload),
  j_: () => (/* reexport */ readEvent),
  x5: () => (/* reexport */ refusal),
  I5: () => (/* reexport */ rootOf),
  i3: () => (/* reexport */ showCommitted),
  bC: () => (/* binding */ unjudged)
});

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(17177);
;// CONCATENATED MODULE: ./build/js/trust/allow.js

/** The whole table: why a demand is refused to a judgement; undefined: it is allowed. */
function refusal(command, demand, judgement) {
    if (demand === 'nothing' || demand === 'compare' || judgement.kind === 'trusted')
        return undefined;
    if (judgement.kind === 'unmerged') {
        if (demand !== 'act')
            return undefined;
        return refused(`${command} follows only the policy that is merged: ${judgement.because}`, 'Let the job run on the default branch, by schedule, push or workflow_dispatch, with the commit of the run checked out by actions/checkout without ref:, where git is installed.');
    }
    if (demand === 'review' && judgement.from === 'fork')
        return undefined;
    const { because, from } = judgement;
    if (demand === 'review') {
        return refused(from === 'target'
            ? 'a plan does not run in a pull_request_target workflow: it would show a fork the secrets'
            : because, 'Use on: pull_request; a fork then gets the half of the plan that needs no secret.');
    }
    return refused(`${command} is refused: ${because}`, from === 'fork'
        ? 'Only `backproof plan` runs for a fork, without any store. Leave this step out where github.event.pull_request.head.repo.full_name is not github.repository.'
        : 'Let the job run on the default branch, by schedule, push or workflow_dispatch, and check nothing else out.');
}
const refused = (message, hint) => new problem/* Problem */.AF('untrusted', message, { hint });

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/js/trust/git-kind.js
/** A policy is far smaller; a tree of a hundred thousand names is not larger. */
const longestObject = 64 * 1024 * 1024;

;// CONCATENATED MODULE: ./build/js/trust/git-pack.js




/** gitformat-pack(5). */
const types = { 1: 'commit', 2: 'tree', 3: 'blob', 4: 'tag' };
const [offsetDelta, nameDelta] = [6, 7];
/** git's own packs stay below 50; a longer chain is an attack. */
const longestChain = 4096;
/** Looks through the packs of the folder `.git`; undefined: none has it. `base` finds an object that lies elsewhere. */
async function findPacked(git, id, base) {
    const folder = (0,external_node_path_.join)(git, 'objects', 'pack');
    for (const name of await indexesIn(folder)) {
        const offset = await withFile((0,external_node_path_.join)(folder, name), (file) => offsetOf(file, id));
        if (offset === undefined)
            continue;
        return withFile((0,external_node_path_.join)(folder, name.replace(/\.idx$/, '.pack')), (file) => readPacked(file, offset, base));
    }
    return undefined;
}
async function indexesIn(folder) {
    try {
        return (await (0,promises_.readdir)(folder)).filter((name) => name.endsWith('.idx')).sort();
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
async function withFile(path, body) {
    const file = await (0,promises_.open)(path);
    try {
        return await body(file);
    }
    finally {
        await file.close();
    }
}
async function bytesAt(file, from, length) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
    return buffer.subarray(0, bytesRead);
}
/** By the index, version 2: a table of how many names begin with which byte, then the names in order. */
async function offsetOf(file, id) {
    const head = await bytesAt(file, 0, 8 + 256 * 4);
    if (head.length < 8 + 256 * 4 || head.readUInt32BE(0) !== 0xff744f63 || head.readUInt32BE(4) !== 2)
        throw new Error('the index of a pack is of a version that is not known');
    const first = Number.parseInt(id.slice(0, 2), 16);
    const upTo = (byte) => (byte < 0 ? 0 : head.readUInt32BE(8 + byte * 4));
    const [from, to, count] = [upTo(first - 1), upTo(first), upTo(255)];
    const names = await bytesAt(file, head.length + from * 20, Math.max(0, to - from) * 20);
    const wanted = Buffer.from(id, 'hex');
    for (let at = 0; at + 20 <= names.length; at += 20) {
        if (wanted.compare(names, at, at + 20) !== 0)
            continue;
        const index = from + at / 20;
        const offsets = head.length + count * 24;
        const short = (await bytesAt(file, offsets + index * 4, 4)).readUInt32BE(0);
        if (short < 0x80000000)
            return short;
        return Number((await bytesAt(file, offsets + count * 4 + (short - 0x80000000) * 8, 8)).readBigUInt64BE(0));
    }
    return undefined;
}
async function readPacked(file, from, base) {
    const deltas = [];
    for (let offset = from; deltas.length <= longestChain;) {
        const { type, size, bytes, at } = await headAt(file, offset);
        const inflate = async (begin) => {
            // What cannot be made smaller grows by a few bytes in each block.
            const packed = await bytesAt(file, begin, size + Math.ceil(size / 100) + 1024);
            return (0,external_node_zlib_.inflateSync)(packed, { maxOutputLength: Math.max(size, 1) });
        };
        const name = types[type];
        if (name)
            return { type: name, content: unfold(await inflate(offset + at), deltas) };
        if (type === nameDelta) {
            const id = bytes.toString('hex', at, at + 20);
            deltas.push(await inflate(offset + at + 20));
            const found = await base(id);
            if (!found)
                throw new Error(`the object ${id} that another builds on is not there`);
            return { type: found.type, content: unfold(found.content, deltas) };
        }
        if (type !== offsetDelta)
            throw new Error('a pack holds something that is no object');
        let next = at;
        let back = (bytes[next] ?? 0) & 0x7f;
        while ((bytes[next++] ?? 0) & 0x80)
            back = (back + 1) * 128 + ((bytes[next] ?? 0) & 0x7f);
        deltas.push(await inflate(offset + next));
        if (back <= 0 || back > offset)
            throw new Error('an object of a pack builds on nothing');
        offset -= back;
    }
    throw new Error('an object of a pack builds on too many others');
}
/** Type and size of what lies at the offset, and where in `bytes` that ends. */
async function headAt(file, offset) {
    const bytes = await bytesAt(file, offset, 64);
    let at = 0;
    let byte = bytes[at++] ?? 0;
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    for (let unit = 16; byte & 0x80; unit *= 128) {
        byte = bytes[at++] ?? 0;
        size += (byte & 0x7f) * unit;
    }
    if (size > longestObject)
        throw new Error('an object of a pack is too long');
    return { type, size, bytes, at };
}
/** Applies the differences, the last that was found first. */
function unfold(content, deltas) {
    return deltas.reduceRight((base, delta) => apply(base, delta), content);
}
/** Copies of parts of the base, and what is new. */
function apply(base, delta) {
    let at = 0;
    const length = () => {
        let value = 0;
        for (let unit = 1;; unit *= 128) {
            const byte = delta[at++] ?? 0;
            value += (byte & 0x7f) * unit;
            if (!(byte & 0x80))
                return value;
        }
    };
    const number = (command, bits) => bits.reduce((sum, bit, i) => (command & bit ? sum + (delta[at++] ?? 0) * 256 ** i : sum), 0);
    if (length() !== base.length)
        throw new Error('a difference of a pack is of something else');
    const size = length();
    if (size > longestObject)
        throw new Error('an object of a pack is too long');
    const pieces = [];
    while (at < delta.length) {
        const command = delta[at++] ?? 0;
        if (command & 0x80) {
            const begin = number(command, [1, 2, 4, 8]);
            const count = number(command, [16, 32, 64]) || 0x10000;
            pieces.push(base.subarray(begin, begin + count));
        }
        else {
            pieces.push(delta.subarray(at, at + command));
            at += command;
        }
    }
    const made = Buffer.concat(pieces);
    if (made.length !== size)
        throw new Error('a difference of a pack makes something else');
    return made;
}

;// CONCATENATED MODULE: ./build/js/trust/git-object.js






/** Objects of other packs that one builds on: git makes few, and a circle only in an attack. */
const deepest = 64;
const isCommitId = (text) => /^[0-9a-f]{40}$/.test(text);
/**
 * Reads an object from the folder `.git`, loose or packed. Its name is the digest of its content, and this is checked.
 * So it does not matter who wrote into that folder, and no program that the folder names is started.
 * @returns undefined if it does not exist. Throws if it cannot be read, or does not match its name.
 */
async function readGitObject(git, id, depth = 0) {
    if (!isCommitId(id))
        throw new Error(`${id.slice(0, 64)} is not the name of an object`);
    if (depth > deepest)
        throw new Error(`object ${id} builds on too many others`);
    const found = (await readLoose(git, id)) ?? (await findPacked(git, id, (base) => readGitObject(git, base, depth + 1)));
    if (!found)
        return undefined;
    const digest = (0,external_node_crypto_.createHash)('sha1').update(`${found.type} ${found.content.length}\0`).update(found.content);
    if (digest.digest('hex') !== id)
        throw new Error(`object ${id} is not what its name says`);
    return found;
}
async function readLoose(git, id) {
    let packed;
    try {
        packed = await (0,promises_.readFile)((0,external_node_path_.join)(git, 'objects', id.slice(0, 2), id.slice(2)));
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
    const bytes = (0,external_node_zlib_.inflateSync)(packed, { maxOutputLength: longestObject });
    const end = bytes.indexOf(0);
    const head = /^(commit|tree|blob|tag) \d+$/.exec(bytes.toString('latin1', 0, Math.max(end, 0)));
    if (!head?.[1])
        throw new Error(`object ${id} has no head`);
    return { type: head[1], content: bytes.subarray(end + 1) };
}

;// CONCATENATED MODULE: ./build/js/trust/git-blob.js



/** The file at the path (with slashes, from the top) in the tree of the commit, by objects alone: no name of git's counts. */
async function blobAt(root, commit, path) {
    try {
        return await lookUp((0,external_node_path_.join)(root, '.git'), commit, path);
    }
    catch (error) {
        return unshown(`the git objects of ${commit.slice(0, 12)} cannot be read: ${(0,problem/* messageOf */.bD)(error)}`);
    }
}
const unshown = (why) => ({ kind: 'unshown', why });
async function lookUp(git, commit, path) {
    if (!isCommitId(commit))
        return unshown('the commit of this run, GITHUB_SHA, is not known');
    const short = commit.slice(0, 12);
    const object = await readGitObject(git, commit);
    if (!object)
        return unshown(`commit ${short}, for which this job runs, is not in this checkout`);
    let id = object.type === 'commit' ? /^tree ([0-9a-f]{40})\n/.exec(object.content.toString('latin1'))?.[1] : undefined;
    const names = path.split('/');
    for (const [i, name] of names.entries()) {
        const tree = id === undefined ? undefined : await readGitObject(git, id);
        if (tree?.type !== 'tree')
            return unshown(`commit ${short} is not whole in this checkout`);
        const entry = entryOf(tree.content, name);
        const last = i === names.length - 1;
        if (!entry)
            return unshown(`commit ${short} has no ${path}`);
        if (entry.mode === '120000')
            return unshown(`${path} is a link in commit ${short}`);
        if (last ? !entry.mode.startsWith('100') : entry.mode !== '40000')
            return unshown(`commit ${short} has no file ${path}`);
        id = entry.id;
    }
    const blob = id === undefined ? undefined : await readGitObject(git, id);
    return blob?.type === 'blob'
        ? { kind: 'blob', bytes: blob.content }
        : unshown(`${path} of commit ${short} is not in this checkout`);
}
/** A tree is a row of "mode name", NUL, and 20 bytes of the object's name. */
function entryOf(tree, name) {
    for (let at = 0; at < tree.length;) {
        const end = tree.indexOf(0, at);
        if (end < 0 || end + 21 > tree.length)
            throw new Error('a tree is cut off');
        const head = tree.toString('utf8', at, end);
        const space = head.indexOf(' ');
        if (head.slice(space + 1) === name)
            return { mode: head.slice(0, space), id: tree.toString('hex', end + 1, end + 21) };
        at = end + 21;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/trust/checkout.js




const checkout_unshown = (why) => ({ kind: 'unshown', why });
/** Shows by git objects that this file of the workspace is the commit's. Only what can be shown counts. */
async function showCommitted(workspace, file, commit) {
    try {
        const place = await placeOf(workspace, file);
        if ('why' in place)
            return place;
        const blob = await blobAt(place.root, commit, place.path);
        if (blob.kind === 'unshown')
            return blob;
        const text = blob.bytes.toString('utf8');
        // Git may write line ends in the way of the machine.
        if (plain(await (0,promises_.readFile)(file, 'utf8')) === plain(text))
            return { kind: 'shown', text };
        return checkout_unshown(`${place.path} is not that of commit ${commit.slice(0, 12)}, for which this job runs`);
    }
    catch (error) {
        return checkout_unshown((0,problem/* messageOf */.bD)(error));
    }
}
const plain = (text) => text.replaceAll('\r\n', '\n');
/** The file's place in a checkout of the workspace; without a link on the way, which may lead into another one. */
async function placeOf(workspace, file) {
    if (workspace === '')
        return checkout_unshown('the workspace of this job, GITHUB_WORKSPACE, is not known');
    const real = await (0,promises_.realpath)(workspace);
    const way = [(0,external_node_path_.resolve)(workspace), real].map((from) => (0,external_node_path_.relative)(from, file)).find((to) => !leadsOut(to));
    if (way === undefined)
        return checkout_unshown(`${file} is not in the workspace of this job, ${workspace}`);
    let [root, from, at] = [undefined, 0, real];
    const names = way.split(external_node_path_.sep);
    for (const [i, name] of names.entries()) {
        const git = await statOf((0,external_node_path_.join)(at, '.git'));
        if (git)
            [root, from] = [git.isDirectory() ? at : undefined, i];
        if (git && !git.isDirectory())
            return checkout_unshown(`${at} is a worktree, a submodule or a link to another repository`);
        at = (0,external_node_path_.join)(at, name);
        if ((await statOf(at))?.isSymbolicLink())
            return checkout_unshown(`${(0,external_node_path_.relative)(real, at)} is a link`);
    }
    if (root === undefined)
        return checkout_unshown(`${(0,external_node_path_.dirname)(file)} is in no checkout: there is no .git`);
    return { root, path: names.slice(from).join('/') };
}
async function statOf(path) {
    try {
        return await (0,promises_.lstat)(path);
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(error.code ?? ''))
            return undefined;
        throw error;
    }
}
const leadsOut = (way) => way === '' || way === '..' || way.startsWith(`..${external_node_path_.sep}`) || (0,external_node_path_.isAbsolute)(way);
/** The top folder of the checkout that a folder is in, by the nearest `.git`; undefined: it is in none. Shows nothing. */
async function rootOf(folder) {
    for (let root = (0,external_node_path_.resolve)(folder);; root = (0,external_node_path_.dirname)(root)) {
        if (await statOf((0,external_node_path_.join)(root, '.git')))
            return root;
        if ((0,external_node_path_.dirname)(root) === root)
            return undefined;
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/js/words/words.js + 6 modules
var words = __webpack_require__(19410);
;// CONCATENATED MODULE: ./build/js/trust/event.js




const own = [
    'schedule',
    'workflow_dispatch',
    'repository_dispatch',
    'push',
    'create',
    'release',
    'deployment',
    'merge_group',
];
const pull = ['pull_request', 'pull_request_review', 'pull_request_review_comment'];
function starterOf(event) {
    return own.includes(event) ? 'own' : pull.includes(event) ? 'pull' : 'anybody';
}
const repository = schemas/* object */.Ikc({ repository: schemas/* object */.Ikc({ default_branch: schemas/* string */.YjP().min(1) }) });
const pullRequest = schemas/* object */.Ikc({
    repository: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }),
    pull_request: schemas/* object */.Ikc({
        base: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), ref: schemas/* string */.YjP().optional() }),
        head: schemas/* object */.Ikc({ repo: schemas/* object */.Ikc({ full_name: schemas/* string */.YjP() }).nullish() }),
    }),
});
function parsePayload(payload) {
    const defaultBranch = repository.safeParse(payload).data?.repository.default_branch;
    const { data } = pullRequest.safeParse(payload);
    return {
        ...(defaultBranch === undefined ? {} : { defaultBranch }),
        ...(data
            ? {
                pull: {
                    base: data.pull_request.base.sha,
                    baseBranch: data.pull_request.base.ref,
                    // A deleted fork has no repository any more.
                    fork: data.pull_request.head.repo?.full_name !== data.repository.full_name,
                },
            }
            : {}),
    };
}
/** The event's payload; undefined where there is none. Throws `usage` for one that is not JSON. */
async function readEvent(path) {
    if (!path)
        return undefined;
    try {
        return JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
    }
    catch (cause) {
        // What is in it may be anybody's words, and of any length.
        const wrong = cause instanceof SyntaxError ? 'is not JSON' : `cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`;
        throw new problem/* Problem */.AF('usage', `the event of this workflow, the file GITHUB_EVENT_PATH (${path}), ${wrong}`, {
            hint: 'The runner sets GITHUB_EVENT_PATH and writes the file: take out of the workflow what sets the one or changes the other.',
            cause,
        });
    }
}

;// CONCATENATED MODULE: ./build/js/trust/judge.js

function judge(evidence) {
    const { runner, event, ref, commit, defaultBranch: branch, policy, pull } = evidence;
    if (!runner)
        return { kind: 'trusted' };
    const tip = branch === undefined ? { kind: 'unknown' } : { kind: 'tip', branch };
    const starter = starterOf(event);
    if (event === 'pull_request_target') {
        return foreign('a pull_request_target workflow has the secrets, and a stranger starts it', 'target');
    }
    if (starter === 'pull') {
        if (!pull)
            return foreign(`the event of this ${event} workflow does not tell of a pull request`, 'event');
        if (pull.fork)
            return foreign('the pull request comes from a fork', 'fork');
        const merged = branch !== undefined && pull.baseBranch === branch ? { kind: 'commit', commit: pull.base } : tip;
        return { kind: 'unmerged', because: 'the pull request is not merged', merged };
    }
    const onDefault = branch !== undefined && branchOf(ref) === branch;
    if (starter === 'anybody') {
        const started = `anybody may start a workflow by ${event || 'an event without a name'}`;
        if (!onDefault)
            return foreign(`${started}, and ${nameOf(ref)} is not the default branch`, 'event');
        if (policy.kind === 'unshown')
            return foreign(`${started}, and ${policy.why}`, 'event');
        return { kind: 'unmerged', because: started, merged: { kind: 'here' } };
    }
    if (!onDefault) {
        const is = branch === undefined ? 'the default branch is not known' : `it is not the default branch, ${branch}`;
        return { kind: 'unmerged', because: `the policy is that of ${nameOf(ref)}: ${is}`, merged: tip };
    }
    if (policy.kind === 'shown')
        return { kind: 'trusted' };
    return { kind: 'unmerged', because: policy.why, merged: { kind: 'commit', commit } };
}
const foreign = (because, from) => ({
    kind: 'foreign',
    because,
    from,
});
/** Of a tag of the same name, undefined. */
const branchOf = (ref) => /^refs\/heads\/(.+)$/.exec(ref)?.[1];
function nameOf(ref) {
    const [, kind, name] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? [];
    if (name === undefined)
        return ref || 'an unknown branch';
    return kind === 'tags' ? `the tag ${name}` : name;
}

;// CONCATENATED MODULE: ./build/js/trust/trust.js
/** Only what is merged acts: who set the policy that a run follows, and what the run may do. */





/** Before anything was judged: nothing is allowed. */
const unjudged = {
    judgement: { kind: 'foreign', because: 'nothing has been judged yet', from: 'event' },
};


/***/ }),

/***/ 19410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  au: () => (/* reexport */ didYouMean),
  z3: () => (/* reexport */ formatBytes),
  B4: () => (/* reexport */ formatCount),
  gM: () => (/* reexport */ formatCounts),
  a3: () => (/* reexport */ formatDuration),
  fU: () => (/* reexport */ formatTime),
  Tc: () => (/* reexport */ namesSome),
  pA: () => (/* reexport */ nearest),
  TN: () => (/* reexport */ oneLine),
  DB: () => (/* reexport */ parseSize),
  id: () => (/* reexport */ plainSize),
  LS: () => (/* reexport */ plural),
  A3: () => (/* reexport */ reasonOf),
  sy: () => (/* reexport */ restoredSize),
  QH: () => (/* reexport */ sealedSize),
  vP: () => (/* reexport */ sourceSize),
  KM: () => (/* reexport */ sparkline),
  dh: () => (/* reexport */ storedSize),
  ZA: () => (/* reexport */ suggest),
  tp: () => (/* reexport */ table),
  vJ: () => (/* reexport */ withArticle),
  iV: () => (/* reexport */ withoutSource)
});

// UNUSED EXPORTS: editDistance

;// CONCATENATED MODULE: ./build/js/words/bytes.js
/** A number of bytes as written ("500MB" = 500,000,000, "5GiB" = 5 x 2^30); undefined for anything else. */
function parseSize(text) {
    const match = /^(\d+(?:\.\d+)?) ?(B|kB|KB|MB|GB|TB|PB|KiB|MiB|GiB|TiB|PiB)$/.exec(text);
    if (!match)
        return undefined;
    const bytes = Math.round(Number(match[1]) * (unitBytes[match[2] ?? ''] ?? Number.NaN));
    return Number.isSafeInteger(bytes) ? bytes : undefined;
}
const unitBytes = {
    B: 1,
    kB: 1e3,
    KB: 1e3,
    MB: 1e6,
    GB: 1e9,
    TB: 1e12,
    PB: 1e15,
    KiB: 2 ** 10,
    MiB: 2 ** 20,
    GiB: 2 ** 30,
    TiB: 2 ** 40,
    PiB: 2 ** 50,
};

// EXTERNAL MODULE: ./build/js/time/time.js + 3 modules
var time = __webpack_require__(54368);
;// CONCATENATED MODULE: ./build/js/words/format.js

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
/** "512 B", "12.3 MiB": powers of 1024, three digits. */
function formatBytes(bytes) {
    let unit = 0;
    let value = Math.abs(bytes);
    // 1023.5, and 1023.95, would round to 1024.0 of the smaller unit.
    while (value >= (unit === 0 ? 1023.5 : 1023.95) && unit < units.length - 1) {
        value /= 1024;
        unit += 1;
    }
    return `${bytes < 0 ? '-' : ''}${unit === 0 ? Math.round(value) : value.toFixed(value < 99.95 ? 1 : 0)} ${units[unit]}`;
}
// The five sizes of a backup, each by its own name wherever a person reads it (docs/operations.md#sizes).
/** As one store holds it: compressed and encrypted. */
const sealedSize = (bytes) => `${formatBytes(bytes)} sealed`;
/** The same over every copy there is. */
const storedSize = (bytes) => `${formatBytes(bytes)} sealed in all stores`;
/** What the dump has, before compression and encryption. */
const plainSize = (bytes) => `${formatBytes(bytes)} plain`;
/** What a restore wrote: of what was selected alone, less than the dump has. */
const restoredSize = (bytes) => `${formatBytes(bytes)} restored`;
/** What the source itself says that it has: of a database with its indexes. */
const sourceSize = (bytes) => `${formatBytes(bytes)} in the source`;
/** "850 ms", "12.3 s", "1 m 12 s", "2 h 5 m", "3 d 4 h". */
function formatDuration(ms) {
    if (ms < 1000)
        return `${Math.round(ms)} ms`;
    if (ms < 59_950)
        return `${(ms / 1000).toFixed(1)} s`;
    const seconds = Math.round(ms / 1000);
    if (seconds < 3600)
        return pair(Math.floor(seconds / 60), 'm', seconds % 60, 's');
    // Each from the milliseconds: what is rounded twice goes up a step too early.
    const minutes = Math.round(ms / 60_000);
    if (minutes < 1440)
        return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'm');
    const hours = Math.round(ms / 3_600_000);
    return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}
const pair = (large, unit, small, rest) => `${large} ${unit}${small === 0 ? '' : ` ${small} ${rest}`}`;
/** "2026-02-14 09:15 CET", of a Date or an ISO 8601 time with an offset, in the policy's time zone. */
function formatTime(at, timezone) {
    return (0,time/* zonedText */.IQ)(new Date(at), timezone);
}
/** "123,456" */
function formatCount(count) {
    return count.toLocaleString('en-US');
}
/** "1 backup", "12 backups" */
function plural(count, one) {
    return `${formatCount(count)} ${one}${count === 1 ? '' : 's'}`;
}
/** A message below the name of its source, which it need not begin with as well. */
function withoutSource(message, source) {
    const own = `source ${source}: `;
    return message.startsWith(own) ? message.slice(own.length) : message;
}
/** "12 tables, 1 row" */
function formatCounts(counts) {
    const one = (noun) => noun.replace(/ies$|(?<=x)es$|s$/, (end) => (end === 'ies' ? 'y' : ''));
    return counts.map(({ noun, count }) => `${formatCount(count)} ${count === 1 ? one(noun) : noun}`).join(', ');
}
const bars = '▁▂▃▄▅▆▇█';
/**
 * Sizes as bars between the smallest and the largest, so that a change shows; what differs by less than a fifth of the
 * largest keeps its proportion, so that noise stays small. At most the last 30.
 */
function sparkline(values) {
    const shown = values.slice(-30);
    const most = Math.max(...shown, 1);
    const least = Math.min(...shown, most * 0.8);
    const height = (value) => Math.ceil(((value - least) / (most - least)) * bars.length) - 1;
    return shown.map((value) => bars[Math.max(height(value), 0)]).join('');
}
/** Text from anywhere on one line: no control characters, no terminal sequences, no characters that turn the direction. */
function oneLine(text, most = 2000) {
    // Cut twice: what follows should not be slow on what is not shown.
    const line = text
        .slice(0, most * 4)
        .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
        .replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
        .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '\ufffd')
        .trim();
    return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
}

;// CONCATENATED MODULE: ./build/js/words/names.js
/** "orders, app and 3 more": names in a sentence, so many of them that a person still reads it. */
function namesSome(names, most = 5) {
    const rest = names.length - most;
    if (rest > 0)
        return `${names.slice(0, most).join(', ')} and ${rest.toLocaleString('en-US')} more`;
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
/** "a file", "an image": by its first letter, as most words go. */
function withArticle(noun) {
    return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

;// CONCATENATED MODULE: ./build/js/words/reason.js
/** errno(3), as a person would say it; what there is no better word for is its code alone. */
const errnoWords = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENOENT: 'no such file or directory',
    ENOTDIR: 'a part of its path is a file, not a folder',
    EISDIR: 'it is a folder, not a file',
    EEXIST: 'something is there already',
    ENOTEMPTY: 'the folder is not empty',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space left on the disk',
    EDQUOT: 'the quota of this user is used up',
    EFBIG: 'the file would be larger than may be written here',
    ENAMETOOLONG: 'the name is too long for this file system',
    EINVAL: 'the file system does not take this',
    EILSEQ: 'the file system does not take such a name',
    ELOOP: 'its symbolic links lead round in a circle, or may not be followed',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open on this machine',
    ENOMEM: 'no memory left',
    EIO: 'the disk failed',
    ENXIO: 'the device is gone',
    EBUSY: 'it is in use',
    EAGAIN: 'it is in use just now',
    ESTALE: 'the network file system has lost it',
    ETIMEDOUT: 'no answer in time',
    ECONNREFUSED: 'nothing listens there',
    ECONNRESET: 'the other side broke the connection off',
    ENOTFOUND: 'there is no such host',
    EPIPE: 'the reader has gone',
    ETXTBSY: 'it is a program that runs',
    EXDEV: 'it is on another file system',
};
/** "permission denied (EACCES)": why a call of the system failed, without its own words, which name calls and paths. */
function reasonOf(error) {
    // JSON.parse gives a position in a text that the reader never sees.
    if (error instanceof SyntaxError)
        return 'it is not JSON';
    const { code, message, syscall } = error;
    if (code === undefined || (syscall === undefined && errnoWords[code] === undefined))
        return message;
    // Our own, in the place of one of the system's.
    const words = syscall === undefined && code === 'EFBIG' ? message : errnoWords[code];
    return words === undefined ? code : `${words} (${code})`;
}

;// CONCATENATED MODULE: ./build/js/words/suggestion.js

/** The known name that was most likely meant, undefined where none is near. */
function nearest(name, known) {
    if (name.length > 80)
        return undefined;
    let best;
    let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
    const wanted = comparable(name);
    for (const candidate of known) {
        const distance = editDistance(wanted, comparable(candidate), bestDistance);
        if (distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}
/** `; did you mean orders?`, or nothing. */
function didYouMean(name, known) {
    const meant = nearest(name, known);
    return meant === undefined || meant === name ? '' : `; did you mean ${meant}?`;
}
/** Case and the sign between words are slips, not differences. */
function comparable(name) {
    return name.toLowerCase().replace(/[_ ]/g, '-');
}
/**
 * Insertions, deletions, replacements and swaps of neighbours between two texts (optimal string alignment); at least
 * `limit` once beyond it.
 */
function editDistance(a, b, limit = Number.POSITIVE_INFINITY) {
    if (Math.abs(a.length - b.length) >= limit)
        return limit;
    let before = [];
    let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const row = [i];
        for (let j = 1; j <= b.length; j++) {
            const same = a[i - 1] === b[j - 1];
            let cost = Math.min(at(previous, j) + 1, at(row, j - 1) + 1, at(previous, j - 1) + (same ? 0 : 1));
            if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
                cost = Math.min(cost, at(before, j - 2) + 1);
            row.push(cost);
        }
        before = previous;
        previous = row;
    }
    return at(previous, b.length);
}
function at(row, index) {
    return row[index] ?? Number.POSITIVE_INFINITY;
}
/** "Did you mean orders?", or what there is. */
function suggest(name, known) {
    const near = nearest(name, known);
    return near ? `Did you mean ${near}?` : `There is ${namesSome(known, 10) || 'nothing'}.`;
}

// EXTERNAL MODULE: ./node_modules/string-width/index.js + 6 modules
var string_width = __webpack_require__(94668);
;// CONCATENATED MODULE: ./build/js/words/table.js

/** Nearly all that is shown: one column each. */
const plain = /^[\u0020-\u007e\u2013]*$/;
const widthOf = (cell) => (plain.test(cell) ? cell.length : (0,string_width/* default */.A)(cell));
/** Rows as aligned columns, by the width that a terminal gives each character; the last column is not padded. Pure. */
function table(rows) {
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0);
    const widths = Array.from({ length: columns }, (_, i) => rows.reduce((width, row) => Math.max(width, widthOf(row[i] ?? '')), 0));
    const pad = (cell, width = 0) => cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
    const line = (row) => row.map((cell, i) => pad(cell, widths[i])).join('  ');
    return rows.map((row) => line(row).trimEnd()).join('\n');
}

;// CONCATENATED MODULE: ./build/js/words/words.js








/***/ }),

/***/ 51430:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ redactAll),
/* harmony export */   En: () => (/* binding */ parseServices),
/* harmony export */   X8: () => (/* binding */ whoIs),
/* harmony export */   YP: () => (/* binding */ becomeExit),
/* harmony export */   a8: () => (/* binding */ endByItself),
/* harmony export */   c8: () => (/* binding */ secretVariables),
/* harmony export */   fN: () => (/* binding */ makeRunId),
/* harmony export */   lb: () => (/* binding */ makeMask),
/* harmony export */   rE: () => (/* binding */ version),
/* harmony export */   tJ: () => (/* binding */ inert),
/* harmony export */   wl: () => (/* binding */ tuneProcess),
/* harmony export */   yv: () => (/* binding */ originOf),
/* harmony export */   zS: () => (/* binding */ ShownFaults),
/* harmony export */   zk: () => (/* binding */ baseEnv)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78877);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(26921);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57977);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(38495);






/** Of this program; the same as in package.json. */
const version = '0.1.0';
/** Variables that client programs need; never a secret of this program. */
function baseEnv({ env }) {
    const names = [
        'PATH',
        'HOME',
        'LANG',
        'LC_ALL',
        'TMPDIR',
        'SSH_AUTH_SOCK',
        'KUBECONFIG',
        'KUBERNETES_SERVICE_HOST',
        'KUBERNETES_SERVICE_PORT',
        'DOCKER_HOST',
        'DOCKER_CONFIG',
        'DOCKER_CONTEXT',
        'DOCKER_CERT_PATH',
        'DOCKER_TLS_VERIFY',
    ];
    return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
/** What was shown at its place of a file, so that the failure that all of it makes does not show it a second time. */
class ShownFaults {
    #files = new WeakMap();
    add({ file, finding }) {
        this.#files.set(finding, file);
    }
    /** "3 errors in backup-policy.yml" for the failure of a policy that was shown mistake by mistake; else undefined. */
    countOf(error) {
        const findings = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .policyFindings */ .Js)(error);
        const [file, ...others] = new Set(findings.map((finding) => this.#files.get(finding)));
        return file === undefined || others.length > 0 ? undefined : (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .countIn */ .ry)(file, findings);
    }
}
/** Variables of the environment that are secrets, whether the policy names them or not. */
const secretVariables = [
    'BACKPROOF_SECRET_KEY',
    'BACKPROOF_SIGNING_KEY',
    'BACKPROOF_GITHUB_TOKEN',
    'GITHUB_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SESSION_TOKEN',
];
/**
 * Remembers secrets, and takes them out of texts: raw, decoded and URL-encoded. `tell` hears each form once, but for short ones:
 * whoever is told takes them out of every word.
 */
function makeMask(tell) {
    const forms = new Set();
    let longest = [];
    const add = (form) => {
        if (form === '' || forms.has(form))
            return;
        forms.add(form);
        longest = (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_4__/* .longestFirst */ .z3)(forms);
        if ((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_4__/* .isLong */ .x7)(form))
            tell(form);
    };
    return {
        mask(secret) {
            for (const line of linesOf(secret).flatMap((line) => [line, ...linesOf(decode(line))])) {
                for (const form of [line, line.trim(), encodeURIComponent(line), encodeURI(line)])
                    add(form);
            }
        },
        redact: (text) => (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_4__/* .withoutForms */ .Mk)(text, longest),
    };
}
/** The text itself, and its lines. */
const linesOf = (text) => [text, ...text.split(/[\r\n]+/)];
/**
 * Text from anywhere (a server's answer, the name of a file, what was written into a bucket) as a terminal shows it and
 * a runner logs it, and neither obeys it: of all control characters only line ends, tabs and our own colours are left.
 */
function inert(text, onRunner) {
    const shown = text.replaceAll('\r\n', '\n').replace(obeyed, (_, colour) => colour ?? '\ufffd');
    if (!onRunner)
        return shown;
    // A command begins a line; the older form begins anywhere. A runner passes over white space and what has no width.
    return shown.replace(command, '$1: ').replace(/(#\p{Cf}*#\p{Cf}*)\[/gu, '$1 [');
}
const obeyed = /(\u001b\[(?:[0-2]|3[1-39]|90)m)|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
const command = /^((?:\u001b\[\d+m|[^\p{L}\p{N}\p{P}\p{S}\n])*):(?=[^\p{L}\p{N}\p{P}\p{S}\n]*:)/gmu;
/** JSON data with every text in it redacted: once it is written as JSON or Markdown, a secret may not look like itself. */
function redactAll(value, redact) {
    const hide = (_, part) => (typeof part === 'string' ? redact(part) : part);
    return JSON.parse(JSON.stringify(value, hide));
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text; // not URL-encoded
    }
}
const service = zod__WEBPACK_IMPORTED_MODULE_5__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]*$/),
    network: zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP().optional(),
    ports: zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()).optional(),
});
/** Reads `${{ toJSON(job.services) }}`; empty or `null` (a job without services) is none. Throws `usage`. */
function parseServices(text) {
    if (!text?.trim() || text.trim() === 'null')
        return {};
    const hint = 'Write services: $' + '{{ toJSON(job.services) }} in the workflow.';
    let value;
    try {
        value = JSON.parse(text);
    }
    catch (cause) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', 'services is not JSON', { hint, cause });
    }
    const parsed = zod__WEBPACK_IMPORTED_MODULE_5__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP(), service).safeParse(value);
    if (!parsed.success)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('usage', 'services is not a map of service containers', { hint });
    return parsed.data;
}
/** Where a run comes from, if the environment says so. Public: manifests contain it. */
function originOf(env, host, user) {
    const named = {
        repository: env['GITHUB_REPOSITORY'],
        workflow: env['GITHUB_WORKFLOW'],
        run: env['GITHUB_RUN_ID'],
        attempt: env['GITHUB_RUN_ATTEMPT'],
        commit: env['GITHUB_SHA'],
        // Whoever runs it again has asked for it, whoever began it.
        actor: env['GITHUB_TRIGGERING_ACTOR'] || env['GITHUB_ACTOR'] || user || env['USER'],
        event: env['GITHUB_EVENT_NAME'],
        host,
    };
    return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value ? [[name, value.slice(0, 500)]] : [])));
}
/** Who does it, for what is kept with a hold, a deletion or an override: the actor on a runner, else the user. */
function whoIs(origin) {
    return origin['actor'] ?? `a user on ${origin['host'] ?? 'an unknown host'}`;
}
/** A name for this run that no other has. */
function makeRunId() {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(6).toString('hex');
}
/**
 * Tunes this process to what it does most: streaming. The heap stays small and what is thrown away are large buffers;
 * marking the heap in many small steps beside the work took a sixth of a backup's time, in one go it takes none to speak of.
 */
function tuneProcess(env) {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_1__.setFlagsFromString)('--no-incremental-marking');
    // Read when the first thread starts. Four is all of them, and a network file system that hangs keeps each that asks it.
    env['UV_THREADPOOL_SIZE'] ??= '16';
}
/**
 * Lets the process end by itself, as soon as nothing is left to do. Told to exit, Node waits for the threads that compile,
 * and one of those may wait for a garbage collection that never comes: the process would hang with all its work done.
 * `exit` is for a connection that is still open, or a program that does not die: two seconds later they are not waited for.
 */
function endByItself(signals, exit) {
    for (const name of signals)
        process.removeAllListeners(name);
    const end = () => {
        becomeExit();
        exit();
    };
    setTimeout(end, 2000).unref();
}
/**
 * Where a call to a file system hangs, or a thread is in the middle of a statement of SQLite, Node's exit waits for that
 * thread, forever. Becoming another program does not: one that ends at once, with `process.exitCode`.
 */
function becomeExit() {
    if (process.platform !== 'linux' || typeof process.execve !== 'function')
        return;
    if (!process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'MessagePort'))
        return;
    process.execve('/bin/sh', ['sh', '-c', `exit ${Number(process.exitCode ?? 0)}`], {});
}


/***/ })

};
