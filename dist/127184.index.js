export const id = 127184;
export const ids = [127184];
export const modules = {

/***/ 58397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DX: () => (/* binding */ ownProgram),
/* harmony export */   RV: () => (/* binding */ reachedFromHere),
/* harmony export */   Vb: () => (/* binding */ nameOf),
/* harmony export */   iq: () => (/* binding */ unreached),
/* harmony export */   w: () => (/* binding */ encrypt),
/* harmony export */   zy: () => (/* binding */ dial)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41692);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8300);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(36364);





/** Where the programs of an engine run that needs none: what messages call it. */
const ownProgram = 'this program';
/** Where this process finds a server that a policy names: a job on the machine itself reaches a service by its mapped port. */
function reachedFromHere(server, services) {
    const forwarded = (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .forwardOf */ .pl)(server, services);
    if (forwarded !== undefined)
        return forwarded;
    if ((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .isLocal */ .IX)(server.host) || !Object.hasOwn(services, server.host))
        return server;
    const ports = services[server.host]?.ports ?? {};
    const mapped = Number(ports[`${server.port}`] ?? ports[`${server.port}/tcp`]);
    return Number.isInteger(mapped) && mapped > 0 ? { host: '127.0.0.1', port: mapped } : server;
}
const limitMs = 30_000;
/**
 * A connection to a server. `place`: whose it is, for messages.
 * @throws Problem `source-failed` with the reason, and a hint that tells an address from a certificate.
 */
async function dial(server, tls, place, signal) {
    (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
    const { host, port } = server;
    const open = tls ? () => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.connect)({ host, port, ...nameOf(server), ...tls }) : () => (0,node_net__WEBPACK_IMPORTED_MODULE_0__.connect)({ host, port });
    return await opened(open, tls === undefined ? 'connect' : 'secureConnect', server, place, signal);
}
/** The same for a connection that begins in the clear, where a server asks for TLS. */
async function encrypt(plain, server, tls, place, signal) {
    (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
    // Of an address, whose name is checked as well.
    const open = () => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.connect)({ host: server.host, ...nameOf(server), ...tls, socket: plain });
    return await opened(open, 'secureConnect', server, place, signal);
}
/** The certificate is that of the server itself, whatever port leads to it. */
function nameOf({ host, of }) {
    const name = of?.host ?? host;
    if ((0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIP)(name) === 0)
        return { servername: name };
    return of === undefined ? {} : { checkServerIdentity: (_, certificate) => (0,node_tls__WEBPACK_IMPORTED_MODULE_1__.checkServerIdentity)(name, certificate) };
}
async function opened(open, ready, server, place, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const socket = open();
    const late = setTimeout(() => socket.destroy(new Error(`it does not answer within ${limitMs / 1000} s`)), limitMs);
    const stop = () => socket.destroy(signal.reason instanceof Error ? signal.reason : undefined);
    signal.addEventListener('abort', stop);
    socket.once(ready, () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it closed the connection')));
    try {
        await promise;
        socket.setNoDelay(true);
        return socket;
    }
    catch (cause) {
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .stopIfAborted */ .NI)(signal);
        throw unreached(cause, server.of ?? server, place, ready === 'secureConnect');
    }
    finally {
        clearTimeout(late);
        signal.removeEventListener('abort', stop);
    }
}
const certificate = /certificate|self.signed|altname|CERT_|ERR_TLS|SSL/i;
/** What OpenSSL says of bytes that are no TLS. */
const notEncrypted = /wrong version number|packet length too long|unexpected message|record layer failure|http request/i;
/** Tells an address that is wrong from a certificate that is. */
function unreached(cause, { host, port }, place, encrypted) {
    const code = cause.code ?? '';
    if (encrypted && notEncrypted.test(cause.message))
        return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('source-failed', `${place}: ${host}:${port} does not answer in TLS`, {
            hint: 'If the server has no TLS, use the scheme without it in the URL (http:// for https://, redis:// for rediss://); else check the port.',
            cause,
        });
    const wrong = encrypted && (certificate.test(code) || certificate.test(cause.message));
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('source-failed', wrong
        ? `${place}: the connection to ${host}:${port} cannot be encrypted: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`
        : `${place}: ${host}:${port} cannot be reached: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_4__/* .reasonOf */ .A3)(cause)}`, {
        hint: wrong
            ? 'Set tls-ca in the URL to the file of the authority that signed the certificate, or tls-name to the name in it.'
            : 'Check host and port of the URL, and that the server runs and accepts connections from here.',
        cause,
    });
}


/***/ }),

/***/ 14438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  R: () => (/* binding */ keyValueEngine)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
;// CONCATENATED MODULE: ./engine/valkey/rdb/damage.js

/** What the RDB of a backup is in: the name of the part, and of the file that a server would load. */
const partName = 'dump.rdb';
const damaged = (why) => new problem/* Problem */.AF('object-damaged', `the part ${partName} ${why}`, { hint: problem/* remedy */.zL.damaged });

;// CONCATENATED MODULE: ./engine/valkey/rdb/lzf.js

/** Expands what LZF has compressed: runs of literal bytes, and copies of what came before. */
function expandLzf(packed, length) {
    const out = Buffer.alloc(length);
    let at = 0;
    let to = 0;
    const next = () => {
        const byte = packed[at++];
        if (byte === undefined)
            throw damaged('has a compressed string that ends too early');
        return byte;
    };
    while (at < packed.length) {
        const control = next();
        if (control < 32) {
            const run = control + 1;
            if (at + run > packed.length || to + run > length)
                throw damaged('has a compressed string that is not whole');
            out.set(packed.subarray(at, at + run), to);
            at += run;
            to += run;
            continue;
        }
        const long = control >> 5 === 7 ? next() : 0;
        const count = (control >> 5) + long + 2;
        let from = to - (((control & 31) << 8) | next()) - 1;
        if (from < 0 || to + count > length)
            throw damaged('has a compressed string that is not whole');
        for (let left = count; left > 0; left--)
            out[to++] = out[from++];
    }
    if (to !== length)
        throw damaged('has a compressed string that is not whole');
    return out;
}

;// CONCATENATED MODULE: ./engine/valkey/rdb/text.js


/** The length at the beginning of these bytes; `encoded` names how a string after it is written. */
function lengthIn(bytes) {
    const first = bytes[0];
    if (first === undefined)
        throw damaged('has a value that ends too early');
    try {
        if (first < 0x40)
            return { value: first, encoded: false, size: 1 };
        if (first < 0x80)
            return { value: bytes.readUInt16BE(0) & 0x3fff, encoded: false, size: 2 };
        if (first === 0x80)
            return { value: bytes.readUInt32BE(1), encoded: false, size: 5 };
        if (first === 0x81)
            return { value: Number(bytes.readBigUInt64BE(1)), encoded: false, size: 9 };
    }
    catch {
        throw damaged('has a value that ends too early');
    }
    return { value: first & 63, encoded: true, size: 1 };
}
/** Reads a count, or another length that is not a string's. */
function readCount(bytes) {
    const { value, encoded, size } = lengthIn(bytes);
    if (encoded)
        throw damaged('has an encoded string where a length belongs');
    return { value, rest: bytes.subarray(size) };
}
function readString(bytes) {
    const { value, encoded, size } = lengthIn(bytes);
    if (!encoded)
        return cut(bytes, size, value);
    if (value === 3) {
        const packed = readCount(bytes.subarray(1));
        const whole = readCount(packed.rest);
        const { text, rest } = cut(whole.rest, 0, packed.value);
        if (whole.value > mostExpanded)
            throw damaged('has a compressed string of an impossible length');
        return { text: expandLzf(text, whole.value), rest };
    }
    const { text, rest } = cut(bytes, 1, 1 << value);
    if (value > 2)
        throw damaged('has a string in an unknown encoding');
    return { text: Buffer.from(String(text.readIntLE(0, 1 << value))), rest };
}
/** A string of a server is at most as long as its largest bulk, which nobody sets higher. */
const mostExpanded = 4 * 2 ** 30;
function cut(bytes, from, length) {
    if (from + length > bytes.length)
        throw damaged('has a value that ends too early');
    return { text: bytes.subarray(from, from + length), rest: bytes.subarray(from + length) };
}

;// CONCATENATED MODULE: ./engine/valkey/rdb/type.js
/** What a server calls the type of a key. */
const typeNames = ['string', 'list', 'set', 'zset', 'hash', 'stream', 'module'];
const layouts = {
    0: { type: 'string', form: 'one' },
    1: { type: 'list', form: 'strings', each: 1 },
    2: { type: 'set', form: 'strings', each: 1 },
    3: { type: 'zset', form: 'strings', each: 1, score: 'text' },
    4: { type: 'hash', form: 'strings', each: 2 },
    5: { type: 'zset', form: 'strings', each: 1, score: 'binary' },
    7: { type: 'module', form: 'module' },
    9: { type: 'hash', form: 'one' },
    10: { type: 'list', form: 'one' },
    11: { type: 'set', form: 'one' },
    12: { type: 'zset', form: 'one' },
    13: { type: 'hash', form: 'one' },
    14: { type: 'list', form: 'strings', each: 1 },
    15: { type: 'stream', form: 'stream', version: 1 },
    16: { type: 'hash', form: 'one' },
    17: { type: 'zset', form: 'one' },
    18: { type: 'list', form: 'quicklist' },
    19: { type: 'stream', form: 'stream', version: 2 },
    20: { type: 'set', form: 'one' },
    21: { type: 'stream', form: 'stream', version: 3 },
    24: { type: 'hash', form: 'expiring-fields', expiry: 'relative' },
    25: { type: 'hash', form: 'one', before: 8 },
};
/** Valkey's own numbers of the format begin here; below, the two products number alike. */
const valkeyVersions = 80;
const valkeyHash = { type: 'hash', form: 'expiring-fields', expiry: 'after' };
/** undefined: no type of a value that is known. */
function layoutOf(type, version) {
    if (type === 22)
        return version >= valkeyVersions ? valkeyHash : undefined;
    return type > 22 && version >= valkeyVersions ? undefined : layouts[type];
}
const opcode = {
    slotImport: 243,
    slotInfo: 244,
    library: 245,
    moduleAux: 247,
    idle: 248,
    frequency: 249,
    aux: 250,
    resize: 251,
    expiryMs: 252,
    expiry: 253,
    select: 254,
    end: 255,
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/valkey/rdb/decode.js


/** What a value holds, whatever its encoding, in an order that does not depend on it. undefined: it is not looked into. */
function elementsOf(typeByte, value) {
    const blob = () => readString(value).text;
    switch (typeByte) {
        case 0:
            return [blob()];
        case 1:
            return stringsIn(value, 1);
        case 2:
            return sorted(stringsIn(value, 1), 1);
        case 4:
            return sorted(stringsIn(value, 2), 2);
        case 5:
            return sorted(scored(value), 2);
        case 11:
            return sorted(integersIn(blob()), 1);
        case 16:
            return sorted(listpack(blob()), 2);
        case 17:
            return sorted(withScores(listpack(blob())), 2);
        case 18:
            return quicklist(value);
        case 20:
            return sorted(listpack(blob()), 1);
        case 15:
        case 19:
        case 21:
            return streamHead(value);
        default:
            return undefined;
    }
}
/** Groups of so many, by their first. */
function sorted(flat, each) {
    const groups = Array.from({ length: Math.floor(flat.length / each) }, (_, at) => flat.slice(at * each, (at + 1) * each));
    return groups.sort(([a], [b]) => Buffer.compare(a, b)).flat();
}
/** A score in the one way that a number is written here. */
const scoreText = (score) => Buffer.from(String(Object.is(score, -0) ? 0 : score));
function stringsIn(value, each) {
    const found = [];
    let { value: left, rest } = readCount(value);
    for (left *= each; left > 0; left--) {
        const read = readString(rest);
        found.push(read.text);
        rest = read.rest;
    }
    return found;
}
function scored(value) {
    const found = [];
    let { value: left, rest } = readCount(value);
    for (; left > 0; left--) {
        const read = readString(rest);
        if (read.rest.length < 8)
            throw damaged('has a value that ends too early');
        found.push(read.text, scoreText(read.rest.readDoubleLE(0)));
        rest = read.rest.subarray(8);
    }
    return found;
}
const withScores = (flat) => flat.map((item, at) => (at % 2 === 0 ? item : scoreText(numberOf(item.toString('latin1')))));
/** As servers write a score. */
function numberOf(text) {
    if (/^[+-]?inf/i.test(text))
        return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    return Number(text);
}
function quicklist(value) {
    const found = [];
    let { value: left, rest } = readCount(value);
    for (; left > 0; left--) {
        const container = readCount(rest);
        const node = readString(container.rest);
        if (container.value === 1)
            found.push(node.text);
        else
            for (const item of listpack(node.text))
                found.push(item);
        rest = node.rest;
    }
    return found;
}
function integersIn(blob) {
    if (blob.length < 8)
        throw damaged('has a set that is not whole');
    const width = blob.readUInt32LE(0);
    const count = blob.readUInt32LE(4);
    if (![2, 4, 8].includes(width) || blob.length !== 8 + width * count)
        throw damaged('has a set that is not whole');
    return Array.from({ length: count }, (_, at) => {
        const from = 8 + at * width;
        return Buffer.from(String(width === 8 ? blob.readBigInt64LE(from) : blob.readIntLE(from, width)));
    });
}
/** How long an element and its length are, by which a listpack is read backwards. */
const backwards = (length) => length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : length < 268_435_456 ? 4 : 5;
function listpack(blob) {
    if (blob.length < 7 || blob.readUInt32LE(0) !== blob.length)
        throw damaged('has a packed value that is not whole');
    const found = [];
    let at = 6;
    try {
        while (blob[at] !== 0xff) {
            const { item, size } = packed(blob, at);
            if (at + size >= blob.length)
                throw new RangeError('beyond its end');
            found.push(item);
            at += size + backwards(size);
        }
    }
    catch (error) {
        if (error instanceof RangeError)
            throw damaged('has a packed value that is not whole');
        throw error;
    }
    if (at !== blob.length - 1)
        throw damaged('has a packed value that is not whole');
    return found;
}
function packed(blob, at) {
    const first = blob.readUInt8(at);
    const number = (value, size) => ({ item: Buffer.from(String(value)), size });
    const text = (head, length) => ({
        item: blob.subarray(at + head, at + head + length),
        size: head + length,
    });
    if (first < 0x80)
        return number(first, 1);
    if (first < 0xc0)
        return text(1, first & 63);
    if (first < 0xe0) {
        const value = ((first & 31) << 8) | blob.readUInt8(at + 1);
        return number(value >= 4096 ? value - 8192 : value, 2);
    }
    if (first < 0xf0)
        return text(2, ((first & 15) << 8) | blob.readUInt8(at + 1));
    if (first === 0xf0)
        return text(5, blob.readUInt32LE(at + 1));
    if (first === 0xf1)
        return number(blob.readInt16LE(at + 1), 3);
    if (first === 0xf2)
        return number(blob.readIntLE(at + 1, 3), 4);
    if (first === 0xf3)
        return number(blob.readInt32LE(at + 1), 5);
    if (first === 0xf4)
        return number(blob.readBigInt64LE(at + 1), 9);
    throw damaged('has a packed value of an unknown kind');
}
/** How many entries, and the last ID: what a server says of a stream without giving it. */
function streamHead(value) {
    let { value: nodes, rest } = readCount(value);
    for (; nodes > 0; nodes--)
        rest = readString(readString(rest).rest).rest;
    const length = readCount(rest);
    const ms = readCount(length.rest);
    const sequence = readCount(ms.rest);
    return [Buffer.from(String(length.value)), Buffer.from(`${ms.value}-${sequence.value}`)];
}
/** The fields of a hash with their times to live, in milliseconds since 1970, where each has one: the last of them. */
function lastFieldExpiry(value) {
    const items = listpack(readString(value.subarray(8)).text);
    const times = items.filter((_, at) => at % 3 === 2).map((item) => Number(item.toString('latin1')));
    return times.length > 0 && times.every((time) => time > 0) ? Math.max(...times) : undefined;
}

;// CONCATENATED MODULE: ./engine/valkey/sample.js


const mostKeys = 100;
const mostBytes = 64 * 1024;
/**
 * The same keys of the same data, in whatever order they come: those whose names hash lowest. Larger values, and those of modules,
 * are left out.
 */
class Sample {
    /** Ascending by rank. */
    #placed = [];
    #bar = 0x1_0000_0000;
    /** How many bytes of the value are looked into. */
    wanted(key, database) {
        return rankOf(key, database) < this.#bar ? mostBytes : 0;
    }
    take({ key, database, type, typeByte, expiry, value, bytes }) {
        if (value === undefined || bytes > mostBytes)
            return;
        const rank = rankOf(key, database);
        if (rank >= this.#bar)
            return;
        const elements = elementsOf(typeByte, value);
        if (elements === undefined)
            return;
        const digest = valueDigest({ database, key, type, expiry }, elements);
        const at = this.#placed.findIndex((other) => other.rank > rank);
        const placed = { rank, database, key: Buffer.from(key), type, expiry, digest };
        this.#placed.splice(at === -1 ? this.#placed.length : at, 0, placed);
        if (this.#placed.length > mostKeys)
            this.#placed.pop();
        if (this.#placed.length === mostKeys)
            this.#bar = this.#placed.at(-1)?.rank ?? this.#bar;
    }
    keys() {
        return this.#placed;
    }
}
/** Of what a key holds, however the server keeps it. */
function valueDigest({ database, key, type, expiry }, elements) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const add = (text) => hash.update(`${text.length}:`).update(text);
    add(Buffer.from(`${database} ${type} ${expiry ?? ''} ${elements.length}`));
    for (const text of [key, ...elements])
        add(text);
    return hash.digest();
}
/**
 * As facts have it: under the checksum of the whole RDB, which is in the sealed part alone. Whoever sees facts, as `show` prints
 * them, can try no values, nor tell that two backups have the same.
 */
function sealedDigest(digest, checksum) {
    return (0,external_node_crypto_.createHmac)('sha256', checksum).update(digest).digest('hex').slice(0, 32);
}
function rankOf(key, database) {
    let hash = 0x811c9dc5 ^ database;
    for (let at = 0; at < key.length; at++)
        hash = Math.imul(hash ^ key[at], 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
}

;// CONCATENATED MODULE: ./engine/valkey/facts.js




/** Keys by database and type, and how many of a database have a time to live. */
class Counts {
    #databases = [];
    add(database, type, expires, count = 1) {
        this.#databases[database] ??= { types: typeNames.map(() => 0), expiring: 0 };
        const of = this.#databases[database];
        const at = typeNames.indexOf(type);
        of.types[at] = (of.types[at] ?? 0) + count;
        if (expires)
            of.expiring += count;
    }
    /** "db0 string": 12, "db0 (expiring keys)": 3. */
    rows() {
        const rows = [];
        this.#databases.forEach(({ types, expiring }, database) => {
            typeNames.forEach((name, at) => {
                if (types[at])
                    rows.push([rowName(database, name), types[at]]);
            });
            if (expiring > 0)
                rows.push([expiringName(database), expiring]);
        });
        // What was agreed to be empty is compared all the same.
        return rows.length === 0 ? { [rowName(0, 'string')]: 0 } : Object.fromEntries(rows);
    }
    /** One more than the greatest number of a database. */
    get databases() {
        return this.#databases.length;
    }
}
const rowName = (database, type) => `db${database} ${type}`;
const expiringName = (database) => `db${database} (expiring keys)`;
/** What is found out about an RDB while it streams by. */
class Tally {
    counts = new Counts();
    sample = new Sample();
    libraries = [];
    /** Of the longest value. */
    longest = 0;
    version = 0;
    keys = 0;
    checksum;
    checked = true;
    #selected;
    constructor(selected = () => true) {
        this.#selected = selected;
    }
    take(event) {
        if (event.kind === 'key')
            this.#key(event);
        else if (event.kind === 'version')
            this.version = event.version;
        else if (event.kind === 'library')
            this.libraries.push(libraryName(event.code));
        else {
            this.checksum = event.checksum;
            this.checked = event.checked;
        }
    }
    #key(event) {
        if (!this.#selected(event.key, event.database))
            return;
        this.keys++;
        if (event.bytes > this.longest)
            this.longest = event.bytes;
        this.counts.add(event.database, event.type, event.expiry !== undefined);
        this.sample.take(event);
    }
    /** Throws `object-damaged` before the end was read. */
    facts(product, server, sizeBytes) {
        const { checksum } = this;
        if (checksum === undefined)
            throw damaged('is cut off');
        const sampled = this.sample.keys().map(({ digest }) => sealedDigest(digest, checksum));
        return {
            version: 1,
            engine: product,
            server: server && {
                ...server,
                settings: { ...server.settings, rdb: String(this.version), databases: String(this.counts.databases) },
            },
            sizeBytes,
            rows: this.counts.rows(),
            objects: objectsOf(this.libraries, sampled),
        };
    }
}
function objectsOf(libraries, sampled) {
    return {
        ...(libraries.length === 0 ? {} : { 'function library': [...libraries].sort() }),
        ...(sampled.length === 0 ? {} : { sample: [...sampled].sort() }),
    };
}
/** From its first line: "#!lua name=cart". */
function libraryName(code) {
    const text = readString(code.subarray(1)).text;
    const end = text.indexOf('\n');
    const first = text.toString('utf8', 0, end === -1 ? text.length : end);
    return /\bname=(\S+)/.exec(first)?.[1] ?? 'without a name';
}

;// CONCATENATED MODULE: ./engine/valkey/pattern.js
/** A pattern as KEYS and SCAN take it: `*`, `?`, `[abc]`, `[^a-c]`, and `\` before what stands for itself. */
function keyPattern(text) {
    const [, number, rest] = /^db(\d{1,9})\/(.+)$/s.exec(text) ?? [];
    const database = number === undefined ? undefined : Number(number);
    const glob = rest ?? text;
    const expression = expressionOf(glob);
    return {
        text,
        database,
        glob,
        matches: (key, of) => (database === undefined || database === of) && expression.test(key.toString('latin1')),
    };
}
const isPattern = (text) => /[*?[\\]/.test(text);
/** Over bytes: a key is no text, and a `?` is one byte of it. */
function expressionOf(glob) {
    const bytes = Buffer.from(glob).toString('latin1');
    const token = /\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]?|\*+|\?|[^\\*?[]+|\\/gs;
    const source = bytes.replace(token, (all, escaped, not, members) => {
        if (escaped !== undefined)
            return literal(escaped);
        if (members !== undefined)
            return setOf(not === '^', members);
        if (all.startsWith('*'))
            return '.*';
        return all === '?' ? '.' : literal(all);
    });
    return new RegExp(`^${source}$`, 's');
}
function setOf(not, members) {
    const found = [...members.matchAll(/(?:\\(.)|(.))(?:-(?:\\(.)|(.)))?/gs)].map(([, a, b, c, d]) => {
        const [from = '', to] = [a ?? b, c ?? d];
        if (to === undefined)
            return code(from);
        return from <= to ? `${code(from)}-${code(to)}` : `${code(to)}-${code(from)}`;
    });
    if (found.length === 0)
        return not ? '.' : '(?!)';
    return `[${not ? '^' : ''}${found.join('')}]`;
}
const code = (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
const literal = (text) => [...text].map((char) => (/[A-Za-z0-9]/.test(char) ? char : code(char))).join('');

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/valkey/expiry.js
/** What a restore knows of keys that will go by themselves: how many of a row go in which second. */
class Expiries {
    #rows = new Map();
    #horizon;
    /** `now`: milliseconds, by the target's clock. */
    constructor(now) {
        // Nobody compares later than that; what lasts longer is told apart no more.
        this.#horizon = secondOf(now) + 7 * 86_400;
    }
    add(row, expiry) {
        const second = secondOf(expiry);
        if (second > this.#horizon)
            return;
        let seconds = this.#rows.get(row);
        if (seconds === undefined) {
            seconds = new Map();
            this.#rows.set(row, seconds);
        }
        seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    /** How many of the row are gone, or may be, after this second. */
    until(row, second) {
        let sum = 0;
        for (const [at, count] of this.#rows.get(row) ?? [])
            if (at <= second)
                sum += count;
        return sum;
    }
    rows() {
        return [...this.#rows.keys()];
    }
}
const secondOf = (ms) => Math.floor(ms / 1000);

;// CONCATENATED MODULE: ./engine/valkey/protocol/refusal.js


/** What may be typed so that a user may do all that a backup does. */
const backupRights = '+sync +replconf +ping +info';
const scanRights = '+ping +info +select +scan +dump +pexpiretime +function|dump ~*';
const restoreRights = '+@all ~*';
/** A command that the server refused, as a failure; what it says never has the password in it. */
function refused(place, command, { text, code }) {
    return new problem/* Problem */.AF('source-failed', `${place} refuses ${command}: ${text}`, { hint: hintOf(text, code) });
}
function hintOf(text, code) {
    if (code === 'WRONGPASS' || /invalid (username-password|password)|without any password/i.test(text))
        return 'Check user and password in the URL: redis://user:password@host:6379, with special characters URL-encoded.';
    if (code === 'NOAUTH')
        return 'Add user and password to the URL: the server asks for a password.';
    if (code === 'NOPERM')
        return `Give the user of the URL what a backup needs, ACL SETUSER NAME ${backupRights}; where SYNC is not allowed, ${scanRights}; for a restore ${restoreRights}.`;
    if (code === 'LOADING')
        return 'Wait until the server has loaded its data, and run it again.';
    if (code === 'NOMASTERLINK')
        return 'It is a replica that has lost its primary: name the primary in the URL.';
    if (code === 'READONLY')
        return 'It is a replica: name the primary in the URL.';
    if (code === 'OOM')
        return 'Its maxmemory is reached: restore into a server with more memory.';
    if (code === 'DENIED')
        return 'Its protected mode takes connections from its own machine only: set a password there.';
    return 'Its message says why; `backproof doctor` tries the address and the rights.';
}
function lost(place, cause) {
    const why = cause === undefined ? 'the server closed the connection' : `the connection failed: ${(0,words/* reasonOf */.A3)(cause)}`;
    return new problem/* Problem */.AF('source-failed', `${place}: ${why}`, {
        hint: 'Run it again; the log of the server says whether it ended, or a limit of its clients was reached.',
        ...(cause === undefined ? {} : { cause: (0,problem/* messageOf */.bD)(cause) }),
    });
}
/** What came is no answer. */
const foreign = (place, cause) => new problem/* Problem */.AF('source-failed', `${place}: ${(0,words/* reasonOf */.A3)(cause)}`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
    cause,
});
const silent = (place, command, ms) => new problem/* Problem */.AF('source-failed', `${place} has said nothing for ${Math.round(ms / 1000)} s, asked for ${command}`, {
    hint: 'Check that the server runs, is neither paused nor busy (redis-cli -h HOST ping, then SLOWLOG GET), and that the URL names it and no other program.',
});

;// CONCATENATED MODULE: ./engine/valkey/protocol/limit.js
const shortMs = 30_000;
/** What a server does in one go takes as long as there is data: all of it goes, or one value of a gigabyte comes. */
const longMs = 30 * 60_000;
/** Of the value that a command gives: no more fits into a buffer anyway. */
const anyBytes = 2 ** 32;
const anyItems = 2 ** 32 - 1;
/** Said of the server, and not of its data. */
const limit_short = { silentMs: shortMs, mostBytes: 16 * 1024 * 1024, mostItems: 1024 };
const data = { silentMs: shortMs, mostBytes: anyBytes, mostItems: anyItems };
const slow = { ...data, silentMs: longMs };
const limits = {
    ...Object.fromEntries(['AUTH', 'PING', 'INFO', 'SELECT', 'TIME', 'REPLCONF'].map((command) => [command, limit_short])),
    ...Object.fromEntries(['DUMP', 'RESTORE', 'FLUSHALL', 'FUNCTION'].map((command) => [command, slow])),
};
/** By the first word of a command. */
const limitOf = (command) => limits[command] ?? data;
/** Until the server has forked it sends a line feed every ten seconds; a replica of its own waits 60 s (repl-timeout). */
const syncSilentMs = 120_000;

;// CONCATENATED MODULE: ./engine/valkey/protocol/reply.js


const shownCharacters = 300;
/** "NOPERM this user has no permissions ...": the first word is the code. What a server says is shown: it is one line, and no longer. */
class Refusal {
    text;
    constructor(text) {
        this.text = (0,words/* oneLine */.TN)(text, shownCharacters);
    }
    get code() {
        return /^[A-Z]+/.exec(this.text)?.[0] ?? '';
    }
}
/** Of the protocol itself: values have their length in front of them. */
const longestLine = 64 * 1024;
const deepest = 32;
/** Cuts a stream into answers. Throws for what is none, before it is held. */
class ReplyReader {
    /** Of the answer that comes next. */
    #limit;
    #held = Buffer.alloc(0);
    #at = 0;
    /** Chunks of a value that is known not to be whole with them; and how much is still missing. */
    #more = [];
    #missing = 0;
    constructor(limit = () => limitOf('')) {
        this.#limit = limit;
    }
    /** What has come beyond the last answer, which is no answer itself. */
    rest() {
        const rest = this.#held.subarray(this.#at);
        this.#at = this.#held.length;
        return rest;
    }
    /** Answers that have come whole. What is left waits for the next chunk. */
    *push(chunk) {
        this.#missing -= chunk.length;
        this.#more.push(chunk);
        if (this.#missing > 0)
            return;
        const left = this.#held.subarray(this.#at);
        this.#held = left.length === 0 && this.#more.length === 1 ? chunk : Buffer.concat([left, ...this.#more]);
        this.#more = [];
        this.#missing = 0;
        this.#at = 0;
        for (;;) {
            const before = this.#at;
            const reply = this.#one(this.#limit(), 0);
            if (reply === undefined) {
                this.#at = before;
                return;
            }
            yield reply;
        }
    }
    #one(limit, depth) {
        const line = this.#line();
        if (line === undefined)
            return undefined;
        const kind = line[0];
        const text = line.slice(1);
        if (kind === '+')
            return text;
        if (kind === '-')
            return new Refusal(text);
        if (kind === ':')
            return numberIn(text);
        if (kind === '$')
            return this.#bulk(atMost(numberIn(text), limit.mostBytes));
        if (kind === '*' && depth < deepest)
            return this.#list(atMost(numberIn(text), limit.mostItems), limit, depth + 1);
        throw reply_foreign();
    }
    #line() {
        const end = this.#held.indexOf('\r\n', this.#at);
        if ((end === -1 ? this.#held.length : end) - this.#at > longestLine)
            throw reply_foreign();
        if (end === -1)
            return undefined;
        const line = this.#held.toString('latin1', this.#at, end);
        this.#at = end + 2;
        return line;
    }
    #bulk(length) {
        if (length < 0)
            return null;
        const missing = this.#at + length + 2 - this.#held.length;
        if (missing > 0) {
            this.#missing = missing;
            return undefined;
        }
        const bulk = this.#held.subarray(this.#at, this.#at + length);
        this.#at += length + 2;
        return bulk;
    }
    #list(length, limit, depth) {
        if (length < 0)
            return null;
        const list = [];
        for (let left = length; left > 0; left--) {
            const one = this.#one(limit, depth);
            if (one === undefined)
                return undefined;
            list.push(one);
        }
        return list;
    }
}
function numberIn(text) {
    if (/^[+-]?\d{1,19}$/.test(text))
        return Number(text);
    throw reply_foreign();
}
function atMost(length, most) {
    if (length <= most)
        return length;
    throw reply_foreign();
}
const reply_foreign = () => new Error('the server does not speak the protocol of Valkey and Redis');
/** A command as a server takes it: one buffer, because there may be millions. */
function commandBytes(words) {
    let command = `*${words.length}\r\n`;
    for (const word of words) {
        const bytes = (Buffer.isBuffer(word) ? word : Buffer.from(String(word))).toString('latin1');
        command += `$${bytes.length}\r\n${bytes}\r\n`;
    }
    return Buffer.from(command, 'latin1');
}
const lineEnd = Buffer.from('\r\n');

;// CONCATENATED MODULE: ./engine/valkey/protocol/pipe.js



const stageBytes = 256 * 1024;
/** A value of this size is sent from where it lies. */
const largeBytes = 64 * 1024;
const mostWaiting = 10_000;
/** What the server has not taken is held here: no more than this. */
const mostUnsent = 1024 * 1024;
/** Commands without a pause between them, a bounded number under way; each must be answered with OK. */
class Pipe {
    #client;
    #command;
    #stage = Buffer.allocUnsafe(stageBytes);
    #at = 0;
    #staged = 0;
    #waiting = 0;
    /** Bytes since all that was sent had left this process. */
    #unsent = 0;
    #failure;
    #wake;
    constructor(client, command) {
        this.#client = client;
        this.#command = command;
    }
    /** One command; `words` are copied, or have been sent when this resolves. undefined: there is nothing to wait for. */
    add(words) {
        this.#text(`*${words.length}\r\n`);
        let large = false;
        for (const word of words) {
            const pieces = typeof word === 'string' ? [Buffer.from(word)] : Buffer.isBuffer(word) ? [word] : word;
            this.#text(`$${pieces.reduce((sum, piece) => sum + piece.length, 0)}\r\n`);
            for (const piece of pieces)
                if (piece.length < largeBytes)
                    this.#bytes(piece);
                else {
                    this.#flush();
                    this.#unsent += piece.length;
                    this.#client.send(this.#command, [piece], 0, () => undefined, this.#fail);
                    large = true;
                }
            this.#bytes(lineEnd);
        }
        this.#staged++;
        const full = large || this.#unsent > mostUnsent;
        if (!full && this.#waiting + this.#staged < mostWaiting && this.#failure === undefined)
            return undefined;
        return this.#settle(full);
    }
    /** Until all that was sent is answered. Throws the first refusal. */
    async end() {
        this.#flush();
        await this.#until(0);
    }
    async #settle(full) {
        this.#flush();
        if (full) {
            await this.#client.flushed();
            this.#unsent = 0;
        }
        await this.#until(mostWaiting / 2);
    }
    async #until(most) {
        while (this.#failure === undefined && this.#waiting > most) {
            const { promise, resolve } = Promise.withResolvers();
            this.#wake = resolve;
            await promise;
        }
        if (this.#failure !== undefined)
            throw this.#failure;
    }
    #text(text) {
        this.#bytes(Buffer.from(text, 'latin1'));
    }
    #bytes(bytes) {
        if (this.#at + bytes.length > stageBytes)
            this.#flush();
        bytes.copy(this.#stage, this.#at);
        this.#at += bytes.length;
    }
    /** Commands that are whole by now are answered, whatever has begun after them. */
    #flush() {
        const replies = this.#staged;
        if (this.#at === 0 && replies === 0)
            return;
        this.#waiting += replies;
        this.#staged = 0;
        this.#unsent += this.#at;
        this.#client.send(this.#command, [this.#stage.subarray(0, this.#at)], replies, this.#heard, this.#fail);
        this.#stage = Buffer.allocUnsafe(stageBytes);
        this.#at = 0;
    }
    #heard = (reply) => {
        this.#waiting--;
        if (reply instanceof Refusal)
            this.#failure ??= refused(this.#client.place, this.#command, reply);
        else if (reply !== 'OK')
            this.#failure ??= new problem/* Problem */.AF('restore-failed', `${this.#client.place} answers ${this.#command} oddly`, {
                hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
            });
        this.#rouse();
    };
    #fail = (error) => {
        this.#failure ??= error;
        this.#rouse();
    };
    #rouse() {
        this.#wake?.();
        this.#wake = undefined;
    }
}

;// CONCATENATED MODULE: ./engine/valkey/protocol/version.js


/** The version of the format that a server writes: at the end of what FUNCTION DUMP gives, before a checksum of 8 bytes. */
async function formatOf(client) {
    const dumped = await client.ask('FUNCTION', 'DUMP');
    if (!Buffer.isBuffer(dumped) || dumped.length < 10)
        throw new problem/* Problem */.AF('source-failed', `${client.place} does not say which format it writes`, {
            hint: 'Check that it is a server of Valkey or Redis, and no service that only speaks the protocol.',
        });
    const end = dumped.length - 10;
    return { version: dumped.readUInt16LE(end), libraries: Buffer.from(dumped.subarray(0, end)) };
}
/**
 * True where a server that writes `own` loads `written`. The two products number alike up to 11; what Redis writes from 12 on,
 * Valkey refuses, and Valkey's own numbers begin at 80.
 */
function loads(own, written) {
    if (written > own)
        return false;
    return own < valkeyVersions || written <= 11 || written >= valkeyVersions;
}

// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes = __webpack_require__(37470);
;// CONCATENATED MODULE: ./engine/valkey/rdb/crc64.js

/** The checksum of RDB files and of DUMP's values. */
class Crc64 extends bytes/* Crc64 */.Vl {
    constructor() {
        super(bytes/* crc64Redis */.A);
    }
}

;// CONCATENATED MODULE: ./engine/valkey/rdb/skip.js

/** What a reading yields that cannot go on before more bytes come. */
const need = Symbol('need');
function* takeBytes(window, count) {
    for (;;) {
        const bytes = window.take(count);
        if (bytes !== undefined)
            return bytes;
        yield need;
    }
}
function* byteOf(window) {
    for (;;) {
        const byte = window.byte();
        if (byte >= 0)
            return byte;
        yield need;
    }
}
function* lengthOf(window) {
    while (!window.length())
        yield need;
    if (window.encoded)
        throw damaged('has an encoded string where a length belongs');
    return window.value;
}
function* skipBytes(window, count) {
    for (let left = count;;) {
        left -= window.skipSome(left);
        if (left === 0)
            return;
        yield need;
    }
}
function* skipString(window) {
    if (window.string())
        return;
    while (!window.head())
        yield need;
    yield* skipBytes(window, window.value);
}
function* skipStrings(window, each, score) {
    for (let left = (yield* lengthOf(window)) * each; left > 0; left--) {
        if (!window.string())
            yield* skipString(window);
        if (score === 'binary')
            yield* skipBytes(window, 8);
        else if (score === 'text') {
            const length = yield* byteOf(window);
            // Not a number, and the two infinities, have no digits.
            if (length < 253)
                yield* skipBytes(window, length);
        }
    }
}
function* skipQuicklist(window) {
    for (let left = yield* lengthOf(window); left > 0; left--) {
        const container = yield* lengthOf(window);
        if (container !== 1 && container !== 2)
            throw damaged('has a list with a node of an unknown kind');
        yield* skipString(window);
    }
}
/** Gives when the last field goes, if each of them has a time to live. */
function* skipExpiringFields(window, expiry) {
    const first = expiry === 'relative' ? Number((yield* takeBytes(window, 8)).readBigInt64LE()) : 0;
    let last = Number.NEGATIVE_INFINITY;
    for (let left = yield* lengthOf(window); left > 0; left--) {
        let at;
        if (expiry === 'relative') {
            const after = yield* lengthOf(window);
            at = after === 0 ? undefined : first + after - 1;
        }
        yield* skipString(window);
        yield* skipString(window);
        if (expiry === 'after') {
            const written = Number((yield* takeBytes(window, 8)).readBigInt64LE());
            at = written < 0 ? undefined : written;
        }
        last = last === undefined || at === undefined ? undefined : Math.max(last, at);
    }
    return last === undefined || !Number.isFinite(last) ? undefined : last;
}
function* skipLengths(window, count) {
    for (let left = count; left > 0; left--)
        yield* lengthOf(window);
}
const idBytes = 16;
const timeBytes = 8;
function* skipStream(window, version) {
    for (let nodes = yield* lengthOf(window); nodes > 0; nodes--) {
        yield* skipString(window);
        yield* skipString(window);
    }
    // Length and last ID; since the second version the first ID, the greatest deleted one, and how many were ever added.
    yield* skipLengths(window, version === 1 ? 3 : 8);
    for (let groups = yield* lengthOf(window); groups > 0; groups--) {
        yield* skipString(window);
        yield* skipLengths(window, version === 1 ? 2 : 3);
        for (let pending = yield* lengthOf(window); pending > 0; pending--) {
            yield* skipBytes(window, idBytes + timeBytes);
            yield* lengthOf(window);
        }
        for (let consumers = yield* lengthOf(window); consumers > 0; consumers--) {
            yield* skipString(window);
            yield* skipBytes(window, version === 3 ? 2 * timeBytes : timeBytes);
            yield* skipBytes(window, (yield* lengthOf(window)) * idBytes);
        }
    }
}
/** The module's number, then values that each say what they are. */
function* skipModule(window) {
    yield* lengthOf(window);
    for (;;) {
        const kind = yield* lengthOf(window);
        if (kind === 0)
            return;
        if (kind === 1 || kind === 2)
            yield* lengthOf(window);
        else if (kind === 3)
            yield* skipBytes(window, 4);
        else if (kind === 4)
            yield* skipBytes(window, 8);
        else if (kind === 5)
            yield* skipString(window);
        else
            throw damaged('has a value of a module in an unknown form');
    }
}
/** Gives when the last field of a hash goes, if each of them has a time to live. */
function* skipValue(window, layout) {
    switch (layout.form) {
        case 'strings':
            yield* skipStrings(window, layout.each, layout.score);
            return undefined;
        case 'one':
            if (layout.before !== undefined)
                yield* skipBytes(window, layout.before);
            yield* skipString(window);
            return undefined;
        case 'quicklist':
            yield* skipQuicklist(window);
            return undefined;
        case 'expiring-fields':
            return yield* skipExpiringFields(window, layout.expiry);
        case 'stream':
            yield* skipStream(window, layout.version);
            return undefined;
        case 'module':
            yield* skipModule(window);
            return undefined;
    }
}

;// CONCATENATED MODULE: ./engine/valkey/rdb/window.js

/** What cannot be the length of anything: a length that is read wrong would else be waited for. */
const window_mostBytes = 2 ** 40;
/**
 * The bytes of a stream that are not read yet, and those that are kept. Each reading takes all that it asks for, or nothing
 * where that has not come yet.
 */
class Window {
    #data = Buffer.allocUnsafe(256 * 1024);
    /** Place in the stream of the first byte of the buffer. */
    #base = 0;
    #at = 0;
    #end = 0;
    /** Place in the stream of the first byte that is kept though it is read. */
    #kept;
    /** Of the last `length`. */
    value = 0;
    /** The last `length` was none: it names how the string after it is encoded. */
    encoded = false;
    /** Place in the stream of the next byte. */
    get place() {
        return this.#base + this.#at;
    }
    get left() {
        return this.#end - this.#at;
    }
    /** Holds on to everything from this place on. */
    keep(place) {
        this.#kept = place;
    }
    push(chunk) {
        if (this.#end + chunk.length > this.#data.length)
            this.#makeRoom(chunk.length);
        chunk.copy(this.#data, this.#end);
        this.#end += chunk.length;
    }
    #makeRoom(more) {
        const from = this.#kept === undefined ? this.#at : Math.min(this.#at, this.#kept - this.#base);
        const held = this.#end - from;
        const size = held + more;
        // A buffer of what is long gone is given up.
        const roomy = Math.max(256 * 1024, size * 2);
        const data = size > this.#data.length || this.#data.length > roomy * 4 ? Buffer.allocUnsafe(roomy) : this.#data;
        this.#data.copy(data, 0, from, this.#end);
        this.#data = data;
        this.#base += from;
        this.#at -= from;
        this.#end = held;
    }
    /** Valid until the next push. */
    bytes(from, to) {
        return this.#data.subarray(from - this.#base, to - this.#base);
    }
    /** undefined: it has not come yet. */
    take(count) {
        if (this.left < count)
            return undefined;
        const from = this.#at;
        this.#at += count;
        return this.#data.subarray(from, this.#at);
    }
    /** -1: it has not come yet. */
    byte() {
        return this.#at < this.#end ? this.#data[this.#at++] : -1;
    }
    skip(count) {
        if (this.left < count)
            return false;
        this.#at += count;
        return true;
    }
    /** Skips what of that is there, and says how much. */
    skipSome(count) {
        const some = Math.min(count, this.left);
        this.#at += some;
        return some;
    }
    /** A length into `value` and `encoded`. */
    length() {
        const at = this.#at;
        if (at >= this.#end)
            return false;
        const data = this.#data;
        const first = data[at];
        this.encoded = false;
        if (first < 0x40)
            this.value = first;
        else if (first < 0x80) {
            if (at + 2 > this.#end)
                return false;
            this.value = ((first & 63) << 8) | data[at + 1];
            this.#at = at + 2;
            return true;
        }
        else if (first === 0x80) {
            if (at + 5 > this.#end)
                return false;
            this.value = data.readUInt32BE(at + 1);
            this.#at = at + 5;
            return true;
        }
        else if (first === 0x81) {
            if (at + 9 > this.#end)
                return false;
            // Identities and times are that long, too: of no use here beyond their size.
            this.value = data.readUInt32BE(at + 1) * 2 ** 32 + data.readUInt32BE(at + 5);
            this.#at = at + 9;
            return true;
        }
        else if (first >= 0xc0) {
            this.value = first & 63;
            this.encoded = true;
        }
        else
            throw damaged('has a length that no server writes');
        this.#at = at + 1;
        return true;
    }
    /** The head of a string; into `value` how many bytes of it follow. */
    head() {
        const at = this.#at;
        if (!this.length())
            return false;
        if (!this.encoded) {
            if (this.value > window_mostBytes)
                throw damaged('has a string of an impossible length');
            return true;
        }
        if (this.value <= 2) {
            this.value = 1 << this.value;
            return true;
        }
        if (this.value !== 3)
            throw damaged('has a string in an unknown encoding');
        if (this.length()) {
            const compressed = this.value;
            if (this.encoded || compressed > window_mostBytes)
                throw damaged('has a compressed string of an impossible length');
            if (this.length()) {
                this.value = compressed;
                return true;
            }
        }
        this.#at = at;
        return false;
    }
    /** A whole string. */
    string() {
        const at = this.#at;
        if (!this.head())
            return false;
        if (this.left < this.value) {
            this.#at = at;
            return false;
        }
        this.#at += this.value;
        return true;
    }
    /** A whole string that is not encoded; undefined: it is, or has not come yet, and nothing is taken. */
    plain() {
        const at = this.#at;
        if (this.length() && !this.encoded && this.value <= this.left) {
            const from = this.#at;
            this.#at += this.value;
            return this.#data.subarray(from, this.#at);
        }
        this.#at = at;
        return undefined;
    }
}

;// CONCATENATED MODULE: ./engine/valkey/rdb/read.js







/**
 * Reads an RDB as it streams, to the last byte of its checksum: its memory is a chunk, and the value that was asked for.
 * Every length, opcode and encoding is one that a server writes, or it throws `object-damaged`.
 */
class RdbReader {
    #window = new Window();
    #crc = new Crc64();
    #wanted;
    #steps;
    /** Up to where the checksum has come. */
    #summed = 0;
    #version = 0;
    #ended = false;
    constructor(wanted) {
        this.#wanted = wanted;
        this.#steps = this.#read();
    }
    /** All events that end in this chunk. They are taken before the next chunk comes. */
    *push(chunk) {
        if (this.#ended)
            throw damaged('has bytes after its end');
        this.#window.push(chunk);
        for (;;) {
            const { value, done } = this.#steps.next();
            if (done)
                return;
            if (value === need)
                break;
            yield value;
        }
        this.#sum();
    }
    get ended() {
        return this.#ended;
    }
    #sum() {
        const { place } = this.#window;
        this.#crc.update(this.#window.bytes(this.#summed, place));
        this.#summed = place;
    }
    *#read() {
        const window = this.#window;
        this.#version = versionOf((yield* takeBytes(window, 9)).toString('latin1'));
        yield { kind: 'version', version: this.#version };
        const none = { expiry: undefined, idleSeconds: undefined, frequency: undefined };
        let meta = { database: 0, ...none };
        for (;;) {
            const start = window.place;
            const code = yield* byteOf(window);
            if (code === opcode.select)
                meta = { ...meta, database: yield* lengthOf(window) };
            else if (code === opcode.expiryMs)
                meta = { ...meta, expiry: Number((yield* takeBytes(window, 8)).readBigInt64LE()) };
            else if (code === opcode.expiry)
                meta = { ...meta, expiry: (yield* takeBytes(window, 4)).readInt32LE() * 1000 };
            else if (code === opcode.idle)
                meta = { ...meta, idleSeconds: yield* lengthOf(window) };
            else if (code === opcode.frequency)
                meta = { ...meta, frequency: yield* byteOf(window) };
            else if (code === opcode.library) {
                window.keep(start);
                yield* skipString(window);
                yield { kind: 'library', code: window.bytes(start, window.place) };
                window.keep(undefined);
            }
            else if (code === opcode.end)
                return yield* this.#end();
            else if (code >= opcode.slotImport)
                yield* skipOther(window, code);
            else {
                yield* this.#key(code, meta);
                if (meta.expiry !== undefined || meta.idleSeconds !== undefined || meta.frequency !== undefined)
                    meta = { database: meta.database, ...none };
            }
        }
    }
    *#end() {
        this.#sum();
        const checksum = this.#crc.digest();
        const stored = yield* takeBytes(this.#window, 8);
        // A server that is told to compute none writes zeros.
        const checked = stored.some((byte) => byte !== 0);
        if (checked && !stored.equals(checksum))
            throw damaged('does not match its own checksum');
        this.#ended = true;
        yield { kind: 'end', checksum, checked, after: this.#window.left };
    }
    *#key(code, meta) {
        const window = this.#window;
        const layout = layoutOf(code, this.#version);
        if (layout === undefined)
            throw unknownType(code, this.#version);
        const keyAt = window.place;
        window.keep(keyAt);
        let key = window.plain();
        if (key === undefined) {
            yield* skipString(window);
            // A key is encoded like other strings; commands take it plain.
            key = readString(window.bytes(keyAt, window.place)).text;
        }
        const valueAt = window.place;
        const most = this.#wanted(key, meta.database);
        let isHeld = most > 0;
        window.keep(isHeld ? valueAt : undefined);
        let fieldsExpiry;
        if (layout.form !== 'one' || layout.before !== undefined || !window.string()) {
            const reading = skipValue(window, layout);
            let step = reading.next();
            // The bytes of the key go with the chunk that they came in.
            if (!step.done)
                key = Buffer.from(key);
            for (; !step.done; step = reading.next()) {
                if (isHeld && window.place - valueAt > most) {
                    isHeld = false;
                    window.keep(undefined);
                }
                yield need;
            }
            fieldsExpiry = step.value;
        }
        const bytes = window.place - valueAt;
        const value = isHeld && bytes <= most ? window.bytes(valueAt, window.place) : undefined;
        yield { kind: 'key', ...meta, key, type: layout.type, typeByte: code, value, bytes, fieldsExpiry };
        window.keep(undefined);
    }
}
/** What says nothing of a key. */
function* skipOther(window, code) {
    switch (code) {
        case opcode.aux:
            yield* skipString(window);
            yield* skipString(window);
            return;
        case opcode.resize:
            for (let count = 0; count < 2; count++)
                yield* lengthOf(window);
            return;
        case opcode.slotInfo:
            for (let count = 0; count < 3; count++)
                yield* lengthOf(window);
            return;
        case opcode.slotImport:
            yield* skipString(window);
            for (let left = 2 * (yield* lengthOf(window)); left > 0; left--)
                yield* lengthOf(window);
            return;
        case opcode.moduleAux:
            // The module's number and values, of which the first says when they were written.
            yield* skipModule(window);
            return;
        default:
            throw damaged(`has the unknown opcode ${code}`);
    }
}
/** "REDIS0011", "VALKEY080" */
function versionOf(head) {
    const [, product, digits] = /^(?:(REDIS)(\d{4})|(?:VALKEY)(\d{3}))$/.exec(head) ?? [];
    const version = Number(digits ?? head.slice(6));
    const isRedis = product !== undefined;
    if (!/^(REDIS\d{4}|VALKEY\d{3})$/.test(head) || isRedis === version >= valkeyVersions)
        throw damaged('does not begin as an RDB does');
    if (version >= 9)
        return version;
    throw damaged(`is an RDB of version ${version}, older than any that is supported`);
}
const unknownType = (type, version) => new problem/* Problem */.AF('object-damaged', `an RDB of version ${version} has a key of the unknown type ${type}`, {
    hint: 'It is damaged, or a later version of backproof is needed: this one knows what Redis 8.2 and Valkey 9 write.',
});

;// CONCATENATED MODULE: ./engine/valkey/restore.js
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











/** Events of all of the part. Throws `object-damaged` where it is not whole. */
async function readWhole(backup, tally, mostBytes, heard = () => undefined) {
    const reader = new RdbReader(mostBytes);
    let length = 0;
    for await (const chunk of (await backup.open(partName))) {
        length += chunk.length;
        for (const event of reader.push(chunk)) {
            tally.take(event);
            if (event.kind === 'end' && event.after > 0)
                throw damaged('has bytes after its end');
            const wait = event.kind === 'key' ? heard(event) : event.kind === 'library' ? heard(event.code) : undefined;
            if (wait !== undefined)
                await wait;
        }
    }
    if (!reader.ended)
        throw damaged('is cut off');
    return length;
}
/** Throws `object-damaged` unless the tally of all of the part is what its facts say. */
function mustMatch(backup, tally) {
    const { rows, objects } = tally.facts(backup.facts.engine, undefined, 0);
    if (JSON.stringify([rows, objects]) !== JSON.stringify([backup.facts.rows, backup.facts.objects]))
        throw damaged('does not match its facts');
}
async function restoreKeys(backup, { overwrite, only }, into) {
    const { client } = into;
    const patterns = only.map(keyPattern);
    const held = await admitKeys(backup, { overwrite }, into);
    // All of it has proven whole before anything of the target goes.
    if (held !== undefined)
        await mustBeWhole(backup, patterns);
    if (held !== undefined && only.length === 0)
        await empty(client);
    try {
        return await write(backup, patterns, into, held !== undefined);
    }
    catch (error) {
        // What keys of the target were replaced by name cannot be brought back.
        if (held === undefined || only.length === 0)
            await undo(into, error);
        throw error;
    }
}
/** Refuses what cannot be restored, and changes nothing. Gives what there is, in words; undefined: nothing. */
async function admitKeys(backup, { overwrite }, into) {
    const { client, info } = into;
    await mustLoad(backup.facts, client);
    if (info.standing.kind === 'replica')
        throw new problem/* Problem */.AF('target-refused', `${client.place} is a replica, which has what its primary has`, {
            hint: 'Restore into its primary, or run REPLICAOF NO ONE there first.',
        });
    const held = await contentOf(into);
    if (held === undefined || overwrite)
        return held;
    throw new problem/* Problem */.AF('target-refused', `${client.place} is not empty: it has ${held}`, {
        hint: 'Restore into an empty server, or add --overwrite with the address of this one to replace all that it has.',
    });
}
/** Throws before anything is written, where the server does not read what the dumped one wrote. */
async function mustLoad({ server }, client) {
    const written = Number(server?.settings['rdb']);
    if (!Number.isInteger(written))
        throw damaged('has facts without the version of its format');
    const { version } = await formatOf(client);
    if (loads(version, written))
        return;
    const from = `${server?.settings['product'] ?? ''} ${server?.version ?? ''}`.trim();
    throw new problem/* Problem */.AF('target-refused', `${client.place} reads RDB version ${version}, but the backup of ${from} has version ${written}`, { hint: `Restore into a server of the same product and version, or a newer one of it: ${from}.` });
}
/** What there is, in words; undefined: nothing. */
async function contentOf({ client, info }) {
    const keys = [...info.keyspace]
        .filter(([, { keys }]) => keys > 0)
        .map(([database, { keys }]) => `${keys} keys in db${database}`);
    if (keys.length > 0)
        return (0,words/* namesSome */.Tc)(keys, 3);
    const { libraries } = await formatOf(client);
    return libraries.length > 0 ? 'functions' : undefined;
}
async function mustBeWhole(backup, patterns) {
    const left = new Set(patterns);
    const all = new Tally();
    await readWhole(backup, all, (key, database) => all.sample.wanted(key, database), (event) => {
        if (!Buffer.isBuffer(event))
            for (const one of left)
                if (one.matches(event.key, event.database))
                    left.delete(one);
        return undefined;
    });
    mustMatch(backup, all);
    mustSelect(left);
}
function mustSelect(left) {
    if (left.size === 0)
        return;
    throw new problem/* Problem */.AF('usage', `no key of the backup matches ${[...left].map(({ text }) => text).join(', ')}`, {
        hint: 'Patterns are those of SCAN: session:*, or db1/session:* for one database.',
    });
}
/** As much as a server takes in one command when it is told to. */
const mostValue = 2 ** 31;
async function write(backup, patterns, { client, now }, replace) {
    const left = new Set(patterns);
    const isWanted = (key, database) => {
        let wanted = patterns.length === 0;
        for (const one of patterns)
            if (one.matches(key, database)) {
                wanted = true;
                left.delete(one);
            }
        return wanted;
    };
    const all = new Tally();
    const chosen = patterns.length === 0 ? all : new Tally(isWanted);
    const expiries = new Expiries(now);
    const pipe = new Pipe(client, 'RESTORE');
    let database = -1;
    let bytes = 0;
    const key = (event) => {
        if (!isWanted(event.key, event.database))
            return undefined;
        const { value } = event;
        if (value === undefined)
            throw tooLarge(event);
        note(event, value, expiries);
        // By the server's clock it is gone already. What goes meanwhile, the server drops itself.
        if (event.expiry !== undefined && event.expiry <= now)
            return undefined;
        bytes += event.bytes;
        const command = restoreCommand(event, value, all.version, replace);
        if (event.database === database)
            return pipe.add(command);
        database = event.database;
        const both = [pipe.add(['SELECT', String(database)]), pipe.add(command)];
        return Promise.all(both).then(() => undefined);
    };
    await readWhole(backup, all, (name, of) => patterns.length === 0 || patterns.some((one) => one.matches(name, of)) ? mostValue : all.sample.wanted(name, of), (event) => {
        if (chosen !== all && !Buffer.isBuffer(event))
            chosen.take(event);
        if (!Buffer.isBuffer(event))
            return key(event);
        return patterns.length === 0
            ? pipe.add(['FUNCTION', 'RESTORE', payload([event], all.version), 'APPEND'])
            : undefined;
    });
    mustMatch(backup, all);
    mustSelect(left);
    await pipe.end();
    chosen.version = all.version;
    chosen.checksum = all.checksum;
    return { tally: chosen, expiries, bytes };
}
function note({ database, type, typeByte, expiry, fieldsExpiry }, value, expiries) {
    if (expiry !== undefined) {
        expiries.add(rowName(database, type), expiry);
        expiries.add(expiringName(database), expiry);
        return;
    }
    const last = typeByte === 25 ? lastFieldExpiry(value) : fieldsExpiry;
    if (last !== undefined)
        expiries.add(fieldsName(database), last);
}
/** Hashes that go with their last field. */
const fieldsName = (database) => `db${database} hashes of expiring fields`;
function restoreCommand(event, value, version, replace) {
    const { key, typeByte, expiry, idleSeconds, frequency } = event;
    return [
        'RESTORE',
        key,
        String(expiry ?? 0),
        payload([Buffer.from([typeByte]), value], version),
        ...(expiry === undefined ? [] : ['ABSTTL']),
        ...(replace ? ['REPLACE'] : []),
        ...(idleSeconds === undefined ? [] : ['IDLETIME', String(idleSeconds)]),
        ...(frequency === undefined ? [] : ['FREQ', String(frequency)]),
    ];
}
/** As DUMP gives it: with the version of its format, and a checksum of both. */
function payload(pieces, version) {
    const end = Buffer.alloc(2);
    end.writeUInt16LE(version);
    const crc = new Crc64();
    for (const piece of [...pieces, end])
        crc.update(piece);
    return [...pieces, end, crc.digest()];
}
async function empty(client) {
    await client.ask('FLUSHALL', 'SYNC');
    await client.ask('FUNCTION', 'FLUSH', 'SYNC');
}
/** The target was empty, or is to be replaced: half of a restore is not left in it. */
async function undo({ anew, client }, error) {
    await client[Symbol.asyncDispose]();
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const other = __addDisposableResource(env_1, await anew(), true);
            await empty(other);
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
    catch (also) {
        (0,problem/* noteAlso */.Gv)(error, also);
        if ((0,problem/* isProblem */.AN)(error, 'cancelled'))
            return;
        throw new problem/* Problem */.AF('restore-failed', `${client.place} is left half restored: ${(0,words/* reasonOf */.A3)(error)}`, {
            hint: 'Empty it before you use it: FLUSHALL, then FUNCTION FLUSH.',
            cause: error,
        });
    }
}
const tooLarge = ({ bytes }) => new problem/* Problem */.AF('restore-failed', `a value has ${bytes} bytes, more than this program holds at once`, {
    hint: 'Open the backup as docs/recovery.md says, and start a server with its dump.rdb.',
});

;// CONCATENATED MODULE: ./engine/valkey/contents.js



/** Reads all of the part, by its own structure and checksum, and counts it again. */
async function contentsOf(backup, required = []) {
    const left = new Set(required.map(keyPattern));
    const tally = new Tally();
    await readWhole(backup, tally, (key, database) => tally.sample.wanted(key, database), (event) => {
        if (left.size === 0 || Buffer.isBuffer(event))
            return undefined;
        for (const one of left)
            if (one.matches(event.key, event.database))
                left.delete(one);
        return undefined;
    });
    mustMatch(backup, tally);
    const rows = Object.entries(tally.counts.rows()).map(([name, count]) => `${name}: ${count.toLocaleString('en')}`);
    return {
        names: [...rows, ...tally.libraries.map((name) => `function library ${name}`)],
        missing: [...left].map(({ text }) => text),
    };
}

// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/valkey/protocol/client.js





const lookMs = 1000;
/** One connection to a server. Whoever has it ends it, which takes nothing from the server's clients. */
class Client {
    /** For messages: "source cache: cache.example:6379". */
    place;
    #socket;
    // Of what nobody has asked for, nothing is to come.
    #replies = new ReplyReader(() => this.#waiting[0]?.limit ?? limitOf('PING'));
    #waiting = [];
    #signal;
    #stop;
    #timer;
    /** How long something has been awaited without a byte that went or came. By ticks: a process that was stopped itself has seen none. */
    #quietMs = 0;
    /** How many wait for what is to leave this process. */
    #flushing = 0;
    /** The last command, while a piece of its answer is awaited. */
    #streaming;
    #broken;
    #database = 0;
    constructor(socket, place, signal) {
        this.#socket = socket;
        this.place = place;
        this.#signal = signal;
        this.#stop = () => this.#break((0,problem/* cancelled */.KW)(signal));
        this.#timer = setInterval(() => this.#look(), lookMs);
        signal.addEventListener('abort', this.#stop);
        socket.on('data', this.#hear);
        socket.on('error', (error) => this.#break(lost(this.place, error)));
        socket.on('close', () => this.#break(lost(this.place, undefined)));
    }
    /** `place`: whose server it is, "source cache". The password is given as the URL has it, and is in no message. */
    static async open({ user, password, tls }, server, place, signal) {
        const socket = await (0,dial/* dial */.zy)(server, tls, place, signal);
        const client = new Client(socket, `${place}: ${server.host}:${server.port}`, signal);
        try {
            if (password !== undefined)
                await client.ask('AUTH', ...(user === undefined ? [] : [user]), password);
            await client.ask('PING');
            return client;
        }
        catch (error) {
            await client[Symbol.asyncDispose]();
            throw error;
        }
    }
    /** Throws what the server refuses. */
    async ask(...words) {
        const reply = await this.try(...words);
        if (reply instanceof Refusal)
            throw refused(this.place, String(words[0]), reply);
        return reply;
    }
    /** The same where a refusal is an answer. */
    async try(...words) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.send(String(words[0]), [commandBytes(words)], 1, resolve, reject);
        return await promise;
    }
    /** Further commands are about this database. */
    async select(database) {
        if (database === this.#database)
            return;
        await this.ask('SELECT', database);
        this.#database = database;
    }
    /** Commands as bytes, with the number of answers that come to them. `command`: the slowest of them. */
    send(command, pieces, replies, heard, failed) {
        if (this.#broken !== undefined) {
            failed(this.#broken);
            return;
        }
        if (this.#waiting.length === 0)
            this.#alive();
        if (replies > 0)
            this.#waiting.push({ left: replies, command, limit: limitOf(command), heard, failed });
        for (const piece of pieces)
            this.#socket.write(piece, this.#alive);
    }
    /** Resolves when everything that was sent has left this process: its bytes may then be written over. */
    async flushed() {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#flushing++;
        this.#socket.write('', (error) => (error ? reject(this.#broken ?? lost(this.place, error)) : resolve()));
        try {
            await promise;
        }
        finally {
            this.#flushing--;
        }
    }
    /** Sends a last command; from then on the connection is its answer, as it comes. */
    async *stream(...words) {
        if (this.#broken !== undefined)
            throw this.#broken;
        this.#socket.off('data', this.#hear);
        this.#socket.pause();
        this.#socket.write(commandBytes(words));
        const first = this.#replies.rest();
        if (first.length > 0)
            yield first;
        const chunks = this.#socket[Symbol.asyncIterator]();
        try {
            for (;;) {
                // Only while it is awaited: whoever reads may be slow.
                this.#quietMs = 0;
                this.#streaming = String(words[0]);
                const { value } = await chunks.next();
                this.#streaming = undefined;
                if (value === undefined)
                    break;
                yield value;
            }
        }
        catch (error) {
            throw this.#signal.aborted ? (0,problem/* cancelled */.KW)(this.#signal) : (this.#broken ?? lost(this.place, error));
        }
        finally {
            await chunks.return?.();
        }
        if (this.#signal.aborted)
            throw (0,problem/* cancelled */.KW)(this.#signal);
    }
    async [Symbol.asyncDispose]() {
        this.#signal.removeEventListener('abort', this.#stop);
        this.#socket.destroy();
        this.#break(lost(this.place, undefined));
    }
    #alive = () => {
        this.#quietMs = 0;
    };
    #look() {
        const awaited = this.#awaited();
        if (awaited === undefined)
            return;
        this.#quietMs += lookMs;
        if (this.#quietMs >= awaited.silentMs)
            this.#break(silent(this.place, awaited.command, awaited.silentMs));
    }
    #awaited() {
        const [first] = this.#waiting;
        if (first !== undefined)
            return { command: first.command, silentMs: first.limit.silentMs };
        if (this.#streaming !== undefined)
            return { command: this.#streaming, silentMs: syncSilentMs };
        return this.#flushing > 0 ? { command: 'RESTORE', silentMs: limitOf('RESTORE').silentMs } : undefined;
    }
    #hear = (chunk) => {
        this.#alive();
        try {
            for (const reply of this.#replies.push(chunk)) {
                const waiting = this.#waiting[0];
                if (waiting === undefined)
                    throw new Error('the server answers what nobody has asked');
                if (--waiting.left === 0)
                    this.#waiting.shift();
                waiting.heard(reply);
            }
        }
        catch (error) {
            this.#break(error instanceof Error ? foreign(this.place, error) : error);
        }
    };
    #break(error) {
        if (this.#broken !== undefined)
            return;
        this.#broken = error;
        clearInterval(this.#timer);
        this.#socket.destroy(this.#signal.aborted && error instanceof Error ? error : undefined);
        for (const { failed } of this.#waiting.splice(0))
            failed(error);
    }
}

;// CONCATENATED MODULE: ./engine/valkey/protocol/standing.js
/** What INFO says of a server's place among its replicas. The id of a history of writes is also that of its replicas. */
function standingOf(fields) {
    const role = fields.get('role');
    const id = fields.get('master_replid');
    if (id === undefined || (role !== 'master' && role !== 'slave'))
        return { kind: 'refused', because: 'INFO does not say whether it is a primary or a replica', hint };
    const before = fields.get('master_replid2') ?? '';
    // Of one that was promoted: what it followed until then.
    const ids = [id, ...(/^0*$/.test(before) ? [] : [before])];
    const history = `replication id ${id.slice(0, 12)}`;
    if (role === 'master')
        return { kind: 'primary', ids, history, ...at(fields.get('master_repl_offset')) };
    const standing = { kind: 'replica', ids, follows: history, ...at(fields.get('slave_repl_offset')) };
    if (fields.get('master_link_status') !== 'up') {
        const since = fields.get('master_link_down_since_seconds');
        const told = since === undefined || since === '-1' ? '' : ` (for ${since} s)`;
        return { ...standing, broken: `its link to the primary is down${told}` };
    }
    // Its primary sends something every 10 s (repl-ping-replica-period), and it applies all that it gets at once.
    const heard = Number(fields.get('master_last_io_seconds_ago') ?? -1);
    return heard >= 0
        ? { ...standing, behindSeconds: heard }
        : { ...standing, unknown: 'it does not say when it last heard' };
}
const hint = 'Name the servers themselves, and not a proxy before them.';
const at = (offset) => (/^\d+$/.test(offset ?? '') ? { at: BigInt(offset ?? 0) } : {});

;// CONCATENATED MODULE: ./engine/valkey/protocol/product.js


const redisSchemes = { redis: 'plain', rediss: 'tls' };
const url = (noun, schemes, scheme) => ({
    noun,
    schemes,
    port: 6379,
    example: `${scheme}://user:password@host:6379`,
    parameters: [],
});
const products = {
    valkey: {
        noun: 'Valkey',
        image: 'valkey/valkey',
        oldest: [7, 2],
        // Clients of Redis reach it as they always did.
        url: url('a Valkey server', { valkey: 'plain', valkeys: 'tls', ...redisSchemes }, 'valkey'),
    },
    redis: { noun: 'Redis', image: 'redis', oldest: [7, 0], url: url('a Redis server', redisSchemes, 'redis') },
};
/** What INFO says. @throws Problem `policy-invalid` for another product, `tool-version` for one that is too old. */
function readInfo(text, product, place) {
    const fields = new Map(text.split(/\r?\n/).flatMap((line) => {
        const at = line.indexOf(':');
        return at === -1 || line.startsWith('#') ? [] : [[line.slice(0, at), line.slice(at + 1)]];
    }));
    const found = fields.has('valkey_version') || fields.get('server_name') === 'valkey' ? 'valkey' : 'redis';
    const version = fields.get(`${found}_version`) ?? fields.get('redis_version') ?? '';
    const { noun, oldest } = products[found];
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (!/^\d+\.\d+[\w.+-]{0,60}$/.test(version))
        throw new problem/* Problem */.AF('source-failed', `${place} says no version of itself`, {
            hint: `Check that the URL names a ${products[product].noun} server; services that only speak its protocol are not supported.`,
        });
    if (found !== product)
        throw otherProduct(place, found, version, product);
    const [oldMajor, oldMinor] = oldest;
    if (major < oldMajor || (major === oldMajor && minor < oldMinor))
        throw new problem/* Problem */.AF('tool-version', `${place} is ${noun} ${version}, older than ${oldest.join('.')}`, {
            hint: `Upgrade the server to ${noun} ${oldest.join('.')} or later.`,
        });
    return {
        server: { version, major, settings: { product: found, minor: String(minor) } },
        cluster: fields.get('cluster_enabled') === '1',
        keyspace: keyspaceOf(fields),
        standing: standingOf(fields),
        usedBytes: Number(fields.get('used_memory_dataset') ?? fields.get('used_memory') ?? 0) || 0,
    };
}
function otherProduct(place, found, version, asked) {
    return new problem/* Problem */.AF('policy-invalid', `${place} is ${products[found].noun} ${version}, not ${products[asked].noun}`, {
        hint: `Set engine: ${found}.`,
    });
}
function keyspaceOf(fields) {
    const databases = [...fields].flatMap(([name, text]) => {
        const database = /^db(\d+)$/.exec(name)?.[1];
        const [, keys, expires] = /^keys=(\d+),expires=(\d+)/.exec(text) ?? [];
        return database === undefined || keys === undefined
            ? []
            : [[Number(database), { keys: Number(keys), expires: Number(expires) }]];
    });
    return new Map(databases);
}

;// CONCATENATED MODULE: ./engine/valkey/protocol/connection.js





/** Throws `policy-invalid` for what is no URL of such a server. */
function connectionOf(url, product, place) {
    const rules = products[product].url;
    const parsed = (0,server_url/* parseServerUrl */.Ep)(url, place, rules);
    // Each backup and each restore is of all databases of a server.
    if (parsed.path !== '' && parsed.path !== '0')
        throw new problem/* Problem */.AF('policy-invalid', `${place}: the URL names one database, but a backup has all of the server's`, {
            hint: `Write it as ${rules.example}, without a database.`,
        });
    const { servers, user, password, tls } = parsed;
    return { servers, user, password, tls, product, place };
}
/** The first of its servers that answers, and what it says of itself. The caller ends the client. */
async function connect(connection, services, signal) {
    const { servers, product, place } = connection;
    let failure;
    for (const server of servers) {
        let client;
        try {
            client = await Client.open(connection, (0,dial/* reachedFromHere */.RV)(server, services), place, signal);
            return { client, info: await infoOf(client, product) };
        }
        catch (error) {
            await client?.[Symbol.asyncDispose]();
            signal.throwIfAborted();
            failure ??= error;
        }
    }
    throw failure;
}
/** Throws `source-failed` for a node of a cluster, which has a part of the keys. */
async function infoOf(client, product) {
    // Asked for by name: a user may be allowed to hear of all of it, or of these alone.
    const text = await client.ask('INFO');
    const info = readInfo(String(text), product, client.place);
    if (!info.cluster)
        return info;
    throw new problem/* Problem */.AF('source-failed', `${client.place} is a node of a cluster, which has only its slots' keys`, {
        hint: 'Clusters are not supported: name a server without cluster-enabled.',
    });
}
const local = new Set(['localhost', '127.0.0.1', '::1']);
const same = (a, b) => a.port === b.port && (a.host.toLowerCase() === b.host.toLowerCase() || (local.has(a.host) && local.has(b.host)));
/** True where they share a server, as far as addresses tell. */
function sameServer(a, b, services) {
    const reached = (of) => of.servers.map((server) => (0,dial/* reachedFromHere */.RV)(server, services));
    return reached(a).some((one) => reached(b).some((other) => same(one, other)));
}

;// CONCATENATED MODULE: ./engine/valkey/sandbox.js
var sandbox_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var sandbox_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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



const port = 6379;
/** A server of the dump's product and version, which keeps nothing on a disk and has as many databases. */
function sandboxSpec({ server }, product, image) {
    if (server === undefined)
        throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no server', { hint: problem/* remedy */.zL.damaged });
    const databases = Math.max(16, Number(server.settings['databases']) || 0);
    return {
        image: image ?? `${products[product].image}:${server.major}.${server.settings['minor'] ?? 0}`,
        env: {},
        args: ['--save', '', '--appendonly', 'no', '--databases', String(databases)],
        timeoutMs: 120_000,
        port,
        ready: async (at, signal) => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const client = sandbox_addDisposableResource(env_1, await Client.open(withoutUser, at, 'the throw-away server', signal), true);
                await client.ask('INFO', 'server');
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = sandbox_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
    };
}
// Nobody but this machine reaches it.
const withoutUser = { user: undefined, password: undefined, tls: undefined };
const sandboxConnection = (product, address) => ({
    ...withoutUser,
    servers: [address],
    product,
    place: 'the throw-away server',
});

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/valkey/rdb/write.js


/** A length as an RDB has it. */
function lengthBytes(value) {
    if (value < 0x40)
        return Buffer.from([value]);
    if (value < 0x4000)
        return Buffer.from([0x40 | (value >> 8), value & 255]);
    const bytes = Buffer.alloc(9);
    if (value <= 0xffff_ffff) {
        bytes[0] = 0x80;
        bytes.writeUInt32BE(value, 1);
        return bytes.subarray(0, 5);
    }
    bytes[0] = 0x81;
    bytes.writeBigUInt64BE(BigInt(value), 1);
    return bytes;
}
const stringBytes = (text) => [lengthBytes(text.length), text];
/** Pieces of an RDB, in their order; each is in the checksum at the end. */
class RdbWriter {
    #crc = new Crc64();
    #database;
    head(version) {
        const text = version >= valkeyVersions
            ? `VALKEY${String(version).padStart(3, '0')}`
            : `REDIS${String(version).padStart(4, '0')}`;
        return this.#written([Buffer.from(text, 'latin1')]);
    }
    /** Opcodes and codes, as FUNCTION DUMP gives them. */
    libraries(dumped) {
        return this.#written([dumped]);
    }
    /** `dumped`: type byte and value. */
    key(database, key, expiry, dumped) {
        const pieces = [];
        if (database !== this.#database)
            pieces.push(Buffer.from([opcode.select]), lengthBytes(database));
        this.#database = database;
        if (expiry !== undefined) {
            const bytes = Buffer.alloc(9);
            bytes[0] = opcode.expiryMs;
            bytes.writeBigInt64LE(BigInt(expiry), 1);
            pieces.push(bytes);
        }
        pieces.push(dumped.subarray(0, 1), ...stringBytes(key), dumped.subarray(1));
        return this.#written(pieces);
    }
    end() {
        const end = this.#written([Buffer.from([opcode.end])]);
        return Buffer.concat([end, this.#crc.digest()]);
    }
    #written(pieces) {
        const bytes = Buffer.concat(pieces);
        this.#crc.update(bytes);
        return bytes;
    }
}

;// CONCATENATED MODULE: ./engine/valkey/scan.js







/**
 * The same RDB, written here of what SCAN and DUMP give: for servers that let nobody be a replica. Each key is of its own moment;
 * one that comes and goes meanwhile may be in it or not.
 */
async function* scannedRdb(client, { version, libraries }, product, tally) {
    const writer = new RdbWriter();
    const reader = new RdbReader((key, database) => tally.sample.wanted(key, database));
    const written = (bytes) => {
        for (const event of reader.push(bytes))
            tally.take(event);
        return bytes;
    };
    yield written(writer.head(version));
    if (libraries.length > 0)
        yield written(writer.libraries(libraries));
    const { keyspace } = await infoOf(client, product);
    for (const database of [...keyspace.keys()].sort((a, b) => a - b)) {
        await client.select(database);
        for await (const { key, expiry, dumped } of dumpedKeys(client, version))
            yield written(writer.key(database, key, expiry, dumped));
    }
    yield written(writer.end());
}
/** At once, of values: more than that may come in answer to one batch, if they are larger than those before. */
const batchBytes = 8 * 1024 * 1024;
const mostBatch = 256;
async function* dumpedKeys(client, version) {
    // A table that grows or shrinks meanwhile gives some keys twice.
    const seen = new Set();
    let most = 16;
    for await (const keys of scannedKeys(client)) {
        const fresh = keys.filter((key) => {
            const name = key.toString('latin1');
            return !seen.has(name) && seen.add(name);
        });
        for (let at = 0; at < fresh.length;) {
            const batch = fresh.slice(at, at + most);
            at += batch.length;
            const replies = await together(client, 'DUMP', batch.flatMap((key) => [commandBytes(['DUMP', key]), commandBytes(['PEXPIRETIME', key])]));
            let largest = 1;
            for (const [index, key] of batch.entries()) {
                const [payload, expiry] = [replies[index * 2], replies[index * 2 + 1]];
                // Gone since it was listed.
                if (payload === null || expiry === -2)
                    continue;
                if (!Buffer.isBuffer(payload) || typeof expiry !== 'number')
                    throw unreadable(client.place);
                largest = Math.max(largest, payload.length);
                yield { key, expiry: expiry < 0 ? undefined : expiry, dumped: opened(payload, version, client.place) };
            }
            most = Math.max(1, Math.min(mostBatch, Math.floor(batchBytes / largest)));
        }
    }
}
/** The keys of the selected database, some more than once. */
async function* scannedKeys(client, match) {
    let cursor = '0';
    do {
        const more = match === undefined ? [] : ['MATCH', match];
        const reply = await client.ask('SCAN', cursor, ...more, 'COUNT', 1000);
        const [next, keys] = Array.isArray(reply) ? reply : [];
        if (next === undefined || !Array.isArray(keys))
            throw unreadable(client.place);
        yield keys;
        cursor = String(next);
    } while (cursor !== '0');
}
/** Commands that go out as one. `slowest`: the name of the one that is waited for longest. Throws the first refusal among their answers. */
async function together(client, slowest, commands) {
    if (commands.length === 0)
        return [];
    const { promise, resolve, reject } = Promise.withResolvers();
    const replies = [];
    const heard = (reply) => {
        replies.push(reply);
        if (replies.length === commands.length)
            resolve(replies);
    };
    client.send(slowest, [Buffer.concat(commands)], commands.length, heard, reject);
    await promise;
    const refusal = replies.find((reply) => reply instanceof Refusal);
    if (refusal instanceof Refusal)
        throw refused(client.place, slowest, refusal);
    return replies;
}
/** What DUMP gives ends in the version of its format and a checksum. */
function opened(payload, version, place) {
    const end = payload.length - 10;
    if (end < 2 || payload.readUInt16LE(end) > version)
        throw unreadable(place);
    if (!new Crc64()
        .update(payload, 0, end + 2)
        .digest()
        .equals(payload.subarray(end + 2)))
        throw unreadable(place);
    return payload.subarray(0, end);
}
const unreadable = (place) => new problem/* Problem */.AF('source-failed', `${place} answers SCAN, DUMP or PEXPIRETIME with what cannot be read`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and no service that only speaks the protocol.',
});

;// CONCATENATED MODULE: ./engine/valkey/sync.js




/** The server does not let this user, or anybody, be a replica. */
class SyncForbidden extends Error {
}
/**
 * Asks for the RDB that a new replica gets, and waits until the server begins to send it.
 * @throws SyncForbidden where this user, or anybody, may be no replica.
 */
async function beginSync(client, version) {
    for (const option of options(version)) {
        const reply = await client.try('REPLCONF', ...option);
        if (!(reply instanceof Refusal))
            continue;
        if (isForbidden(reply))
            throw new SyncForbidden(reply.text);
        // Only Valkey from 8.0 on asks what a replica reads; others send all that they have.
        if (option[0] !== 'version' || !/unrecognized/i.test(reply.text))
            throw refused(client.place, 'REPLCONF', reply);
    }
    const chunks = client.stream('SYNC');
    let head = Buffer.alloc(0);
    for (;;) {
        const { value, done } = await chunks.next();
        if (done)
            throw ended(client.place);
        head = withoutFeeds(Buffer.concat([head, value]));
        const found = frameIn(head, client.place);
        if (found !== undefined)
            return { frame: found.frame, chunks, first: head.subarray(found.from) };
    }
}
/**
 * - `capa eof`: it may be sent as it is made, without a file on the server's disk.
 * - `rdb-only`: what is written meanwhile is not kept for us.
 * - `version`: a Valkey 9 that does not hear of a replica as new as itself leaves out the times to live of fields.
 */
const options = (version) => [
    ['capa', 'eof'],
    ['rdb-only', '1'],
    ['version', version],
];
/**
 * The RDB, of one moment: that of the server's fork. The tally reads along; the stream ends cleanly only after the RDB has come
 * whole, by its own structure and checksum, and by how the server frames it. Its end closes the connection: no replica is left.
 */
async function* syncedRdb({ frame, chunks, first }, place, tally) {
    const reader = new RdbReader((key, database) => tally.sample.wanted(key, database));
    let length = 0;
    let chunk = first;
    try {
        while (chunk !== undefined) {
            let own = reader.ended ? 0 : chunk.length;
            if (!reader.ended)
                for (const event of reader.push(chunk)) {
                    tally.take(event);
                    if (event.kind === 'end')
                        own -= event.after;
                }
            length += own;
            if (own > 0)
                yield chunk.subarray(0, own);
            if (reader.ended) {
                frame.tail(chunk.subarray(own));
                if (frame.isWhole(length))
                    return;
            }
            const next = await chunks.next();
            chunk = next.done ? undefined : next.value;
        }
    }
    finally {
        await chunks.return();
    }
    throw ended(place);
}
function isForbidden({ code, text }) {
    return code === 'NOPERM' || /unknown command|not allowed|not permitted|disabled/i.test(text);
}
const mostHead = 64 * 1024;
const markBytes = 40;
/** They keep the connection alive until the server is ready. */
function withoutFeeds(head) {
    const at = head.findIndex((byte) => byte !== 10);
    return head.subarray(at === -1 ? head.length : at);
}
/** "$EOF:" and a mark that follows the RDB, or its length. */
function frameIn(head, place) {
    const end = head.indexOf('\r\n');
    if (end === -1) {
        if (head.length > mostHead)
            throw unknown(place);
        return undefined;
    }
    const line = head.toString('latin1', 0, end);
    if (line.startsWith('-')) {
        const refusal = new Refusal(line.slice(1));
        if (isForbidden(refusal))
            throw new SyncForbidden(refusal.text);
        throw refused(place, 'SYNC', refusal);
    }
    const [, mark, length] = /^\$(?:EOF:([\x21-\x7e]{40})|(\d{1,15}))$/.exec(line) ?? [];
    if (mark !== undefined)
        return { frame: marked(mark, place), from: end + 2 };
    if (length !== undefined)
        return { frame: counted(Number(length), place), from: end + 2 };
    throw unknown(place);
}
function marked(mark, place) {
    let tail = '';
    return {
        tail: (bytes) => {
            tail += bytes.toString('latin1', 0, markBytes - tail.length);
        },
        isWhole: () => {
            if (!mark.startsWith(tail))
                throw otherEnd(place);
            return tail.length === markBytes;
        },
    };
}
function counted(told, place) {
    return {
        tail: () => undefined,
        isWhole: (length) => {
            if (length !== told)
                throw otherEnd(place);
            return true;
        },
    };
}
const ended = (place) => new problem/* Problem */.AF('dump-incomplete', `${place} closed the connection before the end of the dump`, {
    hint: `${problem/* remedy */.zL.dump} The log of the server says why it ended: a child process that failed, or repl-timeout.`,
});
const otherEnd = (place) => new problem/* Problem */.AF('dump-incomplete', `${place} sent an RDB that does not end where the server says`, { hint: problem/* remedy */.zL.dump });
const unknown = (place) => new problem/* Problem */.AF('source-failed', `${place} answers SYNC with what is no RDB`, {
    hint: 'Check that the URL names a server of Valkey or Redis, and not a proxy or a sentinel.',
});

;// CONCATENATED MODULE: ./engine/valkey/dump.js
var dump_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var dump_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/**
 * The dump of a server: one RDB. `again`: another connection to the same server, because a refused SYNC ends the first.
 */
function dumpKeys(source, client, info, again) {
    let result;
    async function* parts() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const tally = new Tally();
            const used = dump_addDisposableResource(env_1, new AsyncDisposableStack(), true);
            used.use(client);
            const { way, chunks } = await begin(source, client, info, tally, async () => used.use(await again()));
            let sizeBytes = 0;
            const body = external_node_stream_.Readable.from((async function* () {
                for await (const chunk of readable(chunks, client.place)) {
                    sizeBytes += chunk.length;
                    yield chunk;
                }
                mustHoldSomething(source, tally, client.place);
            })(), { objectMode: false });
            try {
                yield { name: partName, compression: 'zstd', body };
                await (0,promises_.finished)(body);
            }
            finally {
                body.destroy();
            }
            const facts = tally.facts(source.engine, info.server, sizeBytes);
            const versions = { [source.engine]: info.server.version, rdb: String(tally.version) };
            const consistency = way === 'sync' ? 'snapshot' : 'none';
            result = { facts, findings: findingsOf(tally, way, client.place), versions, consistency };
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = dump_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (result !== undefined)
                return result;
            throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
        },
    };
}
async function begin(source, client, info, tally, again) {
    try {
        const synced = await beginSync(client, info.server.version);
        return { way: 'sync', chunks: syncedRdb(synced, client.place, tally) };
    }
    catch (error) {
        if (!(error instanceof SyncForbidden))
            throw error;
        try {
            const other = await again();
            const format = await formatOf(other);
            return { way: 'scan', chunks: scannedRdb(other, format, source.engine, tally) };
        }
        catch (also) {
            throw (0,problem/* isProblem */.AN)(also, 'cancelled') ? also : mayNothing(client.place, error, also);
        }
    }
}
/** For a user who may neither act as a replica nor read all keys. */
function mayNothing(place, sync, scan) {
    return new problem/* Problem */.AF('source-failed', `${place} refuses SYNC: ${sync.message}; and SCAN with DUMP: ${(0,problem/* messageOf */.bD)(scan)}`, {
        hint: `Give the user of the URL what a backup needs: ACL SETUSER NAME ${backupRights}; where SYNC is not allowed at all, ${scanRights}.`,
        cause: scan,
    });
}
/** What is damaged here, has the server sent so. */
async function* readable(chunks, place) {
    try {
        yield* chunks;
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'object-damaged'))
            throw error;
        throw new problem/* Problem */.AF('dump-incomplete', `${place} sent an RDB that cannot be read: ${error.message}`, {
            hint: problem/* remedy */.zL.dump,
            cause: error,
        });
    }
}
function mustHoldSomething(source, { keys, libraries }, place) {
    if (keys > 0 || libraries.length > 0 || source.allowEmpty)
        return;
    throw new problem/* Problem */.AF('source-failed', `${place} has no key and no function`, {
        hint: 'Check that url names the right server, or set allow-empty: true for one that may be empty.',
    });
}
/** As much as a server takes at once, unless its proto-max-bulk-len says otherwise. */
const restorableBytes = 512 * 1024 * 1024;
function findingsOf({ longest, checked }, way, place) {
    const findings = [];
    const say = (level, message, hint) => findings.push({ level, blame: 'source', message: `${place}: ${message}`, hint });
    if (way === 'scan')
        say('warning', 'the user may not use SYNC, so the keys were read one by one: the backup is of no one moment', `Give the user of the URL ${backupRights}, where the server allows that.`);
    if (!checked)
        say('note', 'the server writes no checksum into its RDB, so damage on the way would be found by its structure alone', 'Set rdbchecksum yes in the configuration of the server.');
    if (longest > restorableBytes)
        say('warning', `a value has ${longest} bytes, more than a server takes in one command`, 'Set proto-max-bulk-len above that on the server that it is restored into.');
    return findings;
}

// EXTERNAL MODULE: ./engine/hosts/hosts.js + 1 modules
var hosts = __webpack_require__(5701);
;// CONCATENATED MODULE: ./engine/valkey/replica.js



/** Connects to the server that is dumped: of several, to the one that is chosen. */
async function openOneOf(source, connection, services, prefer, signal) {
    const { servers, product, place } = connection;
    if (!(0,hosts/* isClustered */.Ad)(source, servers))
        return { ...(await connect(connection, services, signal)), connection };
    const cluster = {
        servers,
        open: async (server, signal) => {
            const { client, info } = await connect({ ...connection, servers: [server] }, services, signal);
            return { client, info, [Symbol.asyncDispose]: () => client[Symbol.asyncDispose]() };
        },
        ask: async ({ client }) => (await infoOf(client, product)).standing,
        explain: (error, server) => explain(error, (0,dial/* reachedFromHere */.RV)(server, services), place),
    };
    const { opened, server, host } = await (0,hosts/* openHost */.Zb)(source, cluster, (0,hosts/* wishOf */.H_)(source, prefer), signal);
    return { client: opened.client, info: opened.info, connection: { ...connection, servers: [server] }, host };
}
function explain(error, { host, port }, place) {
    const said = error.message.replace(`${place}: `, '').replace(`${host}:${port}`, 'it').replace(/^it: /, '');
    return / refuses [A-Z]+: (?!LOADING)/.test(error.message)
        ? { kind: 'refused', because: said, hint: error.hint }
        : { kind: 'dead', because: said, hint: hosts/* unreached */.iq };
}

;// CONCATENATED MODULE: ./engine/valkey/source.js








function sourceConnection(source) {
    const place = `source ${source.name}`;
    const connection = connectionOf(source.url.reveal(), source.engine, place);
    return { ...connection, servers: (0,server_url/* serversOf */.U2)(source, connection.servers, place) };
}
async function openSource(source, bench, signal, prefer) {
    const { services } = bench;
    const { client, info, connection, host } = await openOneOf(source, sourceConnection(source), services, prefer, signal);
    const again = async () => (await connect(connection, services, signal)).client;
    return new OpenServer(source, client, info, again, host);
}
class OpenServer {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    host;
    #source;
    #client;
    #info;
    #again;
    #dumped = false;
    constructor(source, client, info, again, host) {
        if (host !== undefined)
            this.host = host;
        this.server = info.server;
        this.sizeBytes = info.usedBytes;
        this.#source = source;
        this.#client = client;
        this.#info = info;
        this.#again = again;
    }
    async rehearse() {
        const { place } = this.#client;
        const none = [...this.#info.keyspace.values()].every(({ keys }) => keys === 0);
        // Functions alone are something, too; whoever may not list them hears of it when it is dumped.
        if (none && !this.#source.allowEmpty) {
            const listed = await this.#client.try('FUNCTION', 'LIST');
            if (Array.isArray(listed) && listed.length === 0)
                throw new problem/* Problem */.AF('source-failed', `${place} has no key and no function`, {
                    hint: 'Check that url names the right server, or set allow-empty: true for one that may be empty.',
                });
        }
        const sync = await this.#client.try('REPLCONF', 'capa', 'eof');
        if (!(sync instanceof Refusal))
            return;
        const scan = await this.#client.try('FUNCTION', 'DUMP');
        if (!(scan instanceof Refusal))
            return;
        throw new problem/* Problem */.AF('source-failed', `${place} refuses both ways to read it: ${sync.text}; ${scan.text}`, {
            hint: `Give the user of the URL what a backup needs: ACL SETUSER NAME ${backupRights}; where SYNC is not allowed at all, ${scanRights}.`,
        });
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpKeys(this.#source, this.#client, this.#info, this.#again);
    }
    async [Symbol.asyncDispose]() {
        await this.#client[Symbol.asyncDispose]();
    }
}

// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/valkey/check.js




/** Judges one assertion by commands that only read. undefined: it holds. */
async function checkKeys(assertion, client, info) {
    const databases = [...info.keyspace.keys()].sort((a, b) => a - b);
    switch (assertion.kind) {
        case 'key': {
            const { database = 0, glob } = keyPattern(assertion.ask);
            await client.select(database);
            const value = await heldBy(client, glob);
            if (value === undefined)
                return (0,engine_assertion/* failed */.gz)(assertion, `there is no key ${glob} in db${database}`);
            return value instanceof Refusal ? (0,engine_assertion/* mistaken */.R3)(assertion, value.text) : (0,engine_assertion/* judged */.g$)(assertion, value);
        }
        case 'count-of': {
            const whole = /^db(\d{1,9})$/.exec(assertion.ask)?.[1];
            if (whole !== undefined)
                return (0,engine_assertion/* judged */.g$)(assertion, String(info.keyspace.get(Number(whole))?.keys ?? 0));
            return (0,engine_assertion/* judged */.g$)(assertion, String(await countOf(client, keyPattern(assertion.ask), databases)));
        }
        case 'required': {
            const there = new Set();
            for (const name of assertion.names)
                if (await isThere(client, name, databases))
                    there.add(name);
            return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => there.has(name), 'key');
        }
        default:
            throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    }
}
const lengths = {
    list: 'LLEN',
    set: 'SCARD',
    zset: 'ZCARD',
    hash: 'HLEN',
    stream: 'XLEN',
};
/** A string's text, and of anything else how many elements it has. undefined: there is no such key. */
async function heldBy(client, key) {
    const type = String(await client.ask('TYPE', key));
    if (type === 'none')
        return undefined;
    const command = type === 'string' ? 'GET' : lengths[type];
    if (command === undefined)
        return new Refusal(`a key of type ${type} has no value that can be asked for`);
    const reply = await client.try(command, key);
    if (reply instanceof Refusal)
        return reply;
    return reply === null ? undefined : String(reply);
}
async function countOf(client, { glob, database }, all) {
    let count = 0;
    for (const one of database === undefined ? all : [database]) {
        await client.select(one);
        const seen = new Set();
        for await (const keys of scannedKeys(client, glob))
            for (const key of keys)
                seen.add(key.toString('latin1'));
        count += seen.size;
    }
    return count;
}
async function isThere(client, name, all) {
    const { glob, database } = keyPattern(name);
    for (const one of database === undefined ? all : [database]) {
        await client.select(one);
        if (!isPattern(glob)) {
            if ((await client.ask('EXISTS', glob)) === 1)
                return true;
        }
        else
            for await (const keys of scannedKeys(client, glob))
                if (keys.length > 0)
                    return true;
    }
    return false;
}

;// CONCATENATED MODULE: ./engine/valkey/protocol/clock.js

/** Milliseconds since 1970, as the server has them: by that clock its keys go. */
async function clockOf(client) {
    const reply = await client.ask('TIME');
    const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : [];
    if (seconds !== undefined && micros !== undefined)
        return seconds * 1000 + Math.floor(micros / 1000);
    throw new problem/* Problem */.AF('source-failed', `${client.place} does not say what time it is`, {
        hint: 'Check that the URL names a server of Valkey or Redis, and no proxy.',
    });
}

;// CONCATENATED MODULE: ./engine/valkey/value.js



/** The digest of what the key holds now in the selected database, by the server's own commands. */
async function digestAt(client, { database, key, type }) {
    const elements = await elementsAt(client, key, type);
    const expiry = Number(await client.ask('PEXPIRETIME', key));
    return valueDigest({ database, key, type, expiry: expiry < 0 ? undefined : expiry }, elements);
}
async function elementsAt(client, key, type) {
    const ask = async (...words) => {
        const [command = '', ...more] = words;
        const reply = await client.try(command, key, ...more);
        // Gone, or of another type: then it holds nothing of what it did.
        if (reply === null || reply instanceof Refusal)
            return [];
        return flat(reply);
    };
    switch (type) {
        case 'string':
            return await ask('GET');
        case 'list':
            return await ask('LRANGE', '0', '-1');
        case 'set':
            return sorted(await ask('SMEMBERS'), 1);
        case 'hash':
            return sorted(await ask('HGETALL'), 2);
        case 'zset': {
            const flatScores = await ask('ZRANGE', '0', '-1', 'WITHSCORES');
            const exact = flatScores.map((item, at) => (at % 2 === 0 ? item : scoreText(numberOf(item.toString('latin1')))));
            return sorted(exact, 2);
        }
        case 'stream':
            return await streamAt(client, key);
        case 'module':
            return [];
    }
}
/** How many entries, and the last ID. */
async function streamAt(client, key) {
    const reply = await client.try('XINFO', 'STREAM', key);
    if (!Array.isArray(reply))
        return [];
    const words = reply.map((word) => (Array.isArray(word) ? '' : String(word)));
    return ['length', 'last-generated-id'].map((name) => Buffer.from(words[words.indexOf(name) + 1] ?? ''));
}
const flat = (reply) => Array.isArray(reply)
    ? reply.flatMap(flat)
    : [Buffer.isBuffer(reply) ? Buffer.from(reply) : Buffer.from(String(reply))];

;// CONCATENATED MODULE: ./engine/valkey/compare.js










/**
 * The facts of a server into which something was restored, in terms of the dump's. Keys that have expired since count as they
 * were: this restore knows how many it wrote, or found expired, and when each goes.
 */
async function factsOfTarget({ client, info, product }, like, restored, counted = () => undefined) {
    const found = await countKeys(client, product, counted);
    // Whoever waits has heard of what is there; the others are not to be waited for.
    const far = Object.entries(like.rows).reduce((sum, [name, count]) => sum + (name.endsWith(')') ? 0 : count), 0);
    if (found.keys < far)
        counted(far - found.keys);
    const sampled = restored === undefined ? (like.objects['sample'] ?? []) : await sampleAt(client, restored);
    return {
        version: 1,
        engine: product,
        server: info.server,
        sizeBytes: info.usedBytes,
        rows: rowsOf(found, like, restored?.expiries),
        objects: objectsOf(libraryNames(await client.ask('FUNCTION', 'LIST')), sampled),
    };
}
const mostWalks = 5;
async function countKeys(client, product, counted) {
    const { keyspace } = await infoOf(client, product);
    const walk = new Walk(counted);
    for (const [database, { keys, expires }] of keyspace) {
        await client.select(database);
        // A table that grows or shrinks meanwhile gives some keys twice, which only another walk tells.
        for (let tries = 1;; tries++) {
            const lasting = await walk.through(client, database, expires > 0);
            if (lasting === keys - expires || tries === mostWalks)
                break;
        }
    }
    return walk.found(secondOf(await clockOf(client)) + 1);
}
class Walk {
    #lasting = new Map();
    #expiring = new Map();
    #counted;
    #keys = 0;
    constructor(counted) {
        this.#counted = counted;
    }
    /** Counts all keys of the selected database, anew, and says how many of them have no time to live. */
    async through(client, database, someExpire) {
        for (const type of typeNames) {
            this.#lasting.delete(rowName(database, type));
            this.#expiring.delete(rowName(database, type));
        }
        let lasting = 0;
        let heard = 0;
        for await (const keys of scannedKeys(client)) {
            const asked = keys.flatMap((key) => [
                commandBytes(['TYPE', key]),
                ...(someExpire ? [commandBytes(['PEXPIRETIME', key])] : []),
            ]);
            const replies = await together(client, 'TYPE', asked);
            const each = someExpire ? 2 : 1;
            for (let at = 0; at < keys.length; at++) {
                const name = String(replies[at * each]);
                // Expired since it was listed.
                if (name === 'none')
                    continue;
                const row = rowName(database, typeNames.includes(name) ? name : 'module');
                const expiry = someExpire ? Number(replies[at * each + 1]) : -1;
                if (expiry === -2)
                    continue;
                heard++;
                if (expiry === -1) {
                    lasting++;
                    this.#lasting.set(row, (this.#lasting.get(row) ?? 0) + 1);
                }
                else
                    this.#ends(row, secondOf(expiry));
            }
            const more = heard;
            heard = 0;
            this.#keys += more;
            this.#counted(more);
        }
        return lasting;
    }
    #ends(row, second) {
        const seconds = this.#expiring.get(row) ?? new Map();
        this.#expiring.set(row, seconds);
        seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    found(second) {
        return { lasting: this.#lasting, expiring: this.#expiring, keys: this.#keys, second };
    }
}
function rowsOf(found, like, expiries) {
    const rows = {};
    const { second } = found;
    const databases = new Set();
    for (const row of new Set([...found.lasting.keys(), ...found.expiring.keys(), ...(expiries?.rows() ?? [])])) {
        const database = /^db(\d+) (?:string|list|set|zset|hash|stream|module)$/.exec(row)?.[1];
        if (database === undefined)
            continue;
        databases.add(database);
        // What ends later was there throughout; of what ends before, this restore knows how many there were.
        const seen = [...(found.expiring.get(row) ?? [])].filter(([at]) => expiries === undefined || at > second);
        const expiring = seen.reduce((sum, [, count]) => sum + count, 0) + (expiries?.until(row, second) ?? 0);
        const count = (found.lasting.get(row) ?? 0) + expiring;
        if (count > 0)
            rows[row] = count;
        if (expiring > 0) {
            const name = expiringName(Number(database));
            rows[name] = (rows[name] ?? 0) + expiring;
        }
    }
    for (const database of databases)
        fillHashes(rows, like, Number(database), expiries?.until(fieldsName(Number(database)), second) ?? 0);
    return Object.keys(rows).length === 0 ? { [rowName(0, 'string')]: 0 } : sortedLike(rows, like);
}
/** A hash goes with its last field: so many of them may have gone. */
function fillHashes(rows, like, database, gone) {
    const row = rowName(database, 'hash');
    const missing = (like.rows[row] ?? 0) - (rows[row] ?? 0);
    if (missing > 0 && missing <= gone)
        rows[row] = like.rows[row] ?? 0;
}
function sortedLike(rows, like) {
    const order = [...Object.keys(like.rows), ...Object.keys(rows).sort()];
    return Object.fromEntries(order.flatMap((name) => (rows[name] === undefined ? [] : [[name, rows[name]]])));
}
/** The digests of the sampled values as the server gives them now; of what has expired since, as it was. */
async function sampleAt(client, { tally }) {
    const { checksum } = tally;
    if (checksum === undefined)
        return [];
    const digests = [];
    for (const sampled of tally.sample.keys()) {
        await client.select(sampled.database);
        const digest = await digestAt(client, sampled);
        const gone = sampled.expiry !== undefined && sampled.expiry <= (await clockOf(client));
        digests.push(sealedDigest(gone ? sampled.digest : digest, checksum));
    }
    return digests;
}
function libraryNames(listed) {
    if (!Array.isArray(listed))
        return [];
    return listed.map((library) => {
        const at = library.findIndex((word) => String(word) === 'library_name');
        return String(library[at + 1]);
    });
}

;// CONCATENATED MODULE: ./engine/valkey/target.js
var target_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var target_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







const undoMs = 30_000;
/** A server, as a whole: all of its databases, and its functions. */
class KeyValueTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #restored;
    constructor(place) {
        this.where = (0,server_url/* serversText */.IF)(place.connection);
        this.name = this.where;
        this.throwAway = place.remove !== undefined;
        this.servers = place.connection.servers;
        this.#place = place;
    }
    overlap(source) {
        return sameServer(sourceConnection(source), this.#place.connection, this.#place.services) ? 'same' : 'none';
    }
    async admit(backup, request) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services, signal } = this.#place;
            const { client, info } = await connect(connection, services, signal);
            const _ = target_addDisposableResource(env_1, client, true);
            await admitKeys(backup, request, { client, info });
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = target_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    async restore(backup, request) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services, signal } = this.#place;
            const { client, info } = await connect(connection, services, signal);
            const _ = target_addDisposableResource(env_2, client, true);
            const anew = async () => (await connect(connection, services, AbortSignal.timeout(undoMs))).client;
            const restored = await restoreKeys(backup, request, { client, info, now: await clockOf(client), anew });
            this.#restored = restored;
            const { tally, bytes } = restored;
            const part = request.only.length > 0;
            const expected = part ? tally.facts(connection.product, backup.facts.server, bytes) : backup.facts;
            return { findings: [], expected, ...(part ? { restoredBytes: bytes } : {}) };
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = target_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    async facts(like, counted) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services, signal } = this.#place;
            const { client, info } = await connect(connection, services, signal);
            const _ = target_addDisposableResource(env_3, client, true);
            return await factsOfTarget({ client, info, product: connection.product }, like, this.#restored, counted);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = target_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
    async check(assertion) {
        const env_4 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services, signal } = this.#place;
            const { client, info } = await connect(connection, services, signal);
            const _ = target_addDisposableResource(env_4, client, true);
            return await checkKeys(assertion, client, info);
        }
        catch (e_4) {
            env_4.error = e_4;
            env_4.hasError = true;
        }
        finally {
            const result_4 = target_disposeResources(env_4);
            if (result_4)
                await result_4;
        }
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
}

;// CONCATENATED MODULE: ./engine/valkey/engine.js







/** The engine of one of the two products: they differ in their names, images and versions alone. */
function keyValueEngine(product) {
    return {
        name: product,
        can: { selects: 'key', restores: [] },
        open: (source, bench, signal, prefer = 'primary') => openSource(source, bench, signal, prefer),
        servers: (source) => sourceConnection(source).servers,
        takes: () => false,
        contents: (backup, _by, _bench, _signal, required) => contentsOf(backup, required),
        target: async (text, _by, { services }, signal) => new KeyValueTarget({ connection: targetConnection(text, product), services, signal }),
        sandbox: async (dumped, image, { baseEnv, label }, signal) => {
            const sandbox = await (0,runtime/* startReachableSandbox */.tU)(sandboxSpec(dumped, product, image), { baseEnv, label, signal });
            return new KeyValueTarget({
                connection: sandboxConnection(product, sandbox.address),
                services: {},
                signal,
                remove: async () => sandbox[Symbol.asyncDispose](),
            });
        },
    };
}
function targetConnection(text, product) {
    try {
        return connectionOf(text, product, '--into');
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'policy-invalid'))
            throw error;
        throw new problem/* Problem */.AF('usage', error.message, { hint: error.hint, cause: error });
    }
}


/***/ })

};
