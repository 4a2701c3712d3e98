export const id = 666552;
export const ids = [666552];
export const modules = {

/***/ 7395:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PI: () => (/* binding */ unknownKind),
/* harmony export */   R3: () => (/* binding */ mistaken),
/* harmony export */   g$: () => (/* binding */ judged),
/* harmony export */   gz: () => (/* binding */ failed),
/* harmony export */   lk: () => (/* binding */ judgeRequired)
/* harmony export */ });
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(30714);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** For a kind that the engine does not judge: its file in policy/source/ refuses it before. */
function unknownKind({ name, kind }) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `assertion "${name}" has ${kind}, which this engine does not answer`, {
        hint: 'Take it out; docs/policy.md lists what each engine answers.',
    });
}
/** Why the value that an assertion's question gave is not what it expects; undefined where it is. */
function unmet(value, { equals, min, max }) {
    const number = value !== undefined && decimal.test(value) ? Number(value) : Number.NaN;
    const gave = `it returned ${shown(value)}`;
    const same = typeof equals === 'number' ? number === equals && isExact(value) : value === equals;
    if (equals !== undefined && !same)
        return `${gave}, not ${equals}`;
    if ((min !== undefined || max !== undefined) && Number.isNaN(number))
        return `${gave}, not a number`;
    if (min !== undefined && number < min)
        return `${gave}, below ${min}`;
    if (max !== undefined && number > max)
        return `${gave}, above ${max}`;
    return undefined;
}
/** The finding of an assertion that cannot be judged: what is written in the policy is wrong, whatever the backup holds. */
function mistaken({ name, at }, because) {
    const where = at === undefined ? '' : `line ${at.line}, column ${at.column} of the policy: `;
    return {
        level: 'failure',
        blame: 'policy',
        message: `${where}assertion "${name}" cannot be judged: ${because}`,
        hint: 'Correct the assertion in the policy: a single reading statement that returns one row with one column.',
    };
}
const decimal = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i;
/** A whole number beyond what a double holds is another number when it is read. */
const isExact = (value = '') => !/^\s*[-+]?\d+\s*$/.test(value) || Number.isSafeInteger(Number(value));
const matchedCharacters = 10_000;
const matchingMs = 1000;
/** undefined: that is not known after a second. An expression may take for ever over a short text. */
function isMatch(pattern, value) {
    try {
        const given = { pattern, value: value.slice(0, matchedCharacters) };
        return (0,node_vm__WEBPACK_IMPORTED_MODULE_0__.runInNewContext)('new RegExp(pattern, "u").test(value)', given, { timeout: matchingMs });
    }
    catch (error) {
        if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
            return undefined;
        throw error;
    }
}
const shownCharacters = 500;
/** A proof is kept for years, and shown: no place for all of a document that a query selects. */
function shown(value = '') {
    if (value === '')
        return 'nothing';
    return value.length > shownCharacters ? `${value.slice(0, shownCharacters)}...` : value;
}
/** The finding of an assertion that does not hold. */
function failed({ name, at }, because) {
    const where = at === undefined ? 'in the policy' : `at line ${at.line} of the policy`;
    return {
        level: 'failure',
        blame: 'data',
        message: `assertion "${name}" does not hold: ${because}`,
        hint: `Check the data in this backup; if it is right, correct the assertion ${where}.`,
    };
}
/** The judgement on a value, undefined where there is none (NULL). undefined: it holds. */
function judged(assertion, value) {
    const { matches } = assertion.expect;
    if (matches !== undefined) {
        if (value === undefined)
            return failed(assertion, `it returned nothing, which ${matches} cannot match`);
        const match = isMatch(matches, value);
        if (match === undefined)
            return mistaken(assertion, `${matches} takes more than a second over the value`);
        return match ? undefined : failed(assertion, `it returned ${shown(value)}, which ${matches} does not match`);
    }
    const because = unmet(value, assertion.expect);
    return because === undefined ? undefined : failed(assertion, because);
}
/** The judgement on names that must be there; `noun`: what they are names of. */
function judgeRequired(assertion, has, noun) {
    const missing = assertion.names.filter((name) => !has(name));
    return missing.length === 0 ? undefined : failed(assertion, `there is no ${noun} ${missing.join(', ')}`);
}


/***/ }),

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

/***/ 29379:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gp: () => (/* binding */ readJsonPart),
/* harmony export */   J9: () => (/* binding */ jsonBody),
/* harmony export */   xw: () => (/* binding */ damagedPart)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


const mostBytes = 64 * 1024 * 1024;
/** The body of a small part that says what the others are. */
const jsonBody = (of) => node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(`${JSON.stringify(of, undefined, 1)}\n`)], { objectMode: false });
/** @throws Problem `object-damaged` for one that is not whole, or is something else. */
async function readJsonPart(backup, part, schema) {
    const chunks = [];
    let length = 0;
    for await (const chunk of (await backup.open(part))) {
        length += chunk.length;
        if (length > mostBytes)
            throw damagedPart(part, 'it is longer than any that backproof writes');
        chunks.push(chunk);
    }
    let json;
    try {
        json = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    }
    catch {
        throw damagedPart(part, 'it is not whole');
    }
    const parsed = schema.safeParse(json);
    if (!parsed.success)
        throw damagedPart(part, 'it does not say what the other parts are');
    return parsed.data;
}
const damagedPart = (part, because) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-damaged', `the part ${part} is damaged: ${because}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.damaged });


/***/ }),

/***/ 66519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nats: () => (/* binding */ nats)
});

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/json-part.js
var json_part = __webpack_require__(29379);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/nats/archive/block.js
const headBytes = 22;
/** Of the length: the message has headers. */
const lengthMask = 0x7fffffff;
/** Of the upper half of the sequence: erased; the note that another is deleted. */
const [erased, deletion] = [0x80000000, 0x40000000];
/**
 * The blocks of messages of a server before 2.15. They are read while others write: what was stored after the beginning is
 * in them as far as they were not read yet, and a restore brings it back.
 */
class BlockReader {
    #beginning;
    #appended = 0;
    #deleted = 0;
    #moved = false;
    constructor(beginning) {
        this.#beginning = beginning;
    }
    /** A block, whole. Throws for what is none. */
    read(block) {
        for (let at = 0; at < block.length;) {
            if (at + headBytes > block.length)
                throw new Error('a block of messages is cut off');
            const length = block.readUInt32LE(at) & lengthMask;
            if (length < headBytes || at + length > block.length)
                throw new Error('a block of messages is cut off');
            const upper = block.readUInt32LE(at + 8);
            const sequence = (upper & 0x3fffffff) * 2 ** 32 + block.readUInt32LE(at + 4);
            if ((upper & deletion) !== 0) {
                // Notes of what was deleted before stand before what is new.
                if (this.#appended > 0 && sequence > 0)
                    this.#deleted++;
            }
            else if ((upper & erased) === 0 && sequence > this.#beginning.last) {
                this.#appended++;
            }
            at += length;
        }
    }
    /** The server's own summary, which it writes last. */
    index(content) {
        if ((varints(content, 2, 5)[4] ?? 0) > this.#beginning.last)
            this.#moved = true;
    }
    /** Whether a restore goes by the blocks or by the summary, and so where it begins and goes on, depends on the server. */
    range() {
        const { messages, first, last, most, bySubject } = this.#beginning;
        if (this.#appended === 0 && !this.#moved)
            return { messages, first, last };
        if (bySubject)
            return {};
        const there = Math.max(0, messages + this.#appended - this.#deleted);
        return { messages: most > 0 ? Math.min(there, most) : there };
    }
}
/** So many numbers of 7 bits a byte from there; fewer where there are no more. */
function varints(content, from, count) {
    const found = [];
    let at = from;
    while (found.length < count) {
        let value = 0;
        for (let weight = 1;; weight *= 128) {
            const byte = content[at++];
            if (byte === undefined)
                return found;
            value += (byte & 0x7f) * weight;
            if (byte < 0x80)
                break;
        }
        found.push(value);
    }
    return found;
}

;// CONCATENATED MODULE: ./engine/nats/archive/crc32c.js
/** Castagnoli's polynomial, reflected. Four tables, so that four bytes are taken in one step. */
const tables = Array.from({ length: 4 }, () => new Uint32Array(256));
const [one, two, three, four] = tables;
for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++)
        value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0x82f63b78;
    one[byte] = value;
}
for (const [index, table] of tables.entries()) {
    const before = tables[index - 1];
    if (before === undefined)
        continue;
    for (let byte = 0; byte < 256; byte++) {
        const value = before[byte] ?? 0;
        table[byte] = (value >>> 8) ^ (one[value & 0xff] ?? 0);
    }
}
/** CRC-32C (RFC 3720, B.4). */
function crc32c(bytes) {
    let crc = 0xffffffff;
    let at = 0;
    const whole = bytes.length - (bytes.length % 4);
    for (; at < whole; at += 4) {
        crc ^=
            bytes[at] |
                (bytes[at + 1] << 8) |
                (bytes[at + 2] << 16) |
                (bytes[at + 3] << 24);
        crc =
            four[crc & 0xff] ^
                three[(crc >>> 8) & 0xff] ^
                two[(crc >>> 16) & 0xff] ^
                one[crc >>> 24];
    }
    for (; at < bytes.length; at++)
        crc = (crc >>> 8) ^ one[(crc ^ bytes[at]) & 0xff];
    return (crc ^ 0xffffffff) >>> 0;
}

;// CONCATENATED MODULE: ./engine/nats/archive/s2.js

const [compressed, uncompressed, padding, identifier] = [0x00, 0x01, 0xfe, 0xff];
const magic = 'S2sTwO';
/** Blocks of S2 hold at most 4 MiB. */
const mostBytes = 4 * 1024 * 1024;
/**
 * S2's framing format, an extension of Snappy's: https://github.com/google/snappy/blob/main/framing_format.txt. Every block
 * is decoded and its CRC-32C compared. Blocks that are given are overwritten by the next.
 */
class S2Reader {
    #pieces = [];
    #have = 0;
    #need = 4;
    #block = Buffer.alloc(64 * 1024);
    #begun = false;
    /** Throws unless it ended between two blocks. */
    end() {
        if (!this.#begun || this.#have > 0)
            throw new Error('it is cut off');
    }
    /** The blocks that are whole with this piece. Throws for what is none. */
    *read(piece) {
        this.#pieces.push(piece);
        this.#have += piece.length;
        if (this.#have < this.#need)
            return;
        const bytes = this.#pieces.length === 1 ? piece : Buffer.concat(this.#pieces);
        let at = 0;
        this.#need = 4;
        while (bytes.length - at >= 4) {
            const type = bytes[at] ?? 0;
            const length = bytes.readUIntLE(at + 1, 3);
            this.#need = 4 + length;
            if (bytes.length - at < this.#need)
                break;
            const body = bytes.subarray(at + 4, at + 4 + length);
            at += 4 + length;
            this.#need = 4;
            if (type === identifier) {
                if (body.toString('latin1') !== magic && body.toString('latin1') !== 'sNaPpY')
                    throw new Error('it is no S2 stream');
                this.#begun = true;
            }
            else if (!this.#begun)
                throw new Error('it is no S2 stream');
            else if (type === compressed || type === uncompressed)
                yield this.#decoded(type, body);
            else if (type !== padding && type < 0x80)
                throw new Error('it has a block of an unknown kind');
        }
        const rest = bytes.subarray(at);
        this.#pieces = rest.length === 0 ? [] : [rest];
        this.#have = rest.length;
    }
    #decoded(type, body) {
        if (body.length < 4)
            throw new Error('a block is cut off');
        const content = body.subarray(4);
        const block = type === uncompressed ? content : this.#inflate(content);
        const crc = crc32c(block);
        if (((((crc >>> 15) | (crc << 17)) >>> 0) + 0xa282ead8) >>> 0 !== body.readUInt32LE(0))
            throw new Error('the checksum of a block is wrong');
        return block;
    }
    #inflate(source) {
        let [length, shift, at] = [0, 0, 0];
        for (;;) {
            const byte = source[at++];
            if (byte === undefined || shift > 28)
                throw new Error('a block has no length');
            length += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80)
                break;
            shift += 7;
        }
        if (length > mostBytes)
            throw new Error('a block is too long');
        if (this.#block.length < length)
            this.#block = Buffer.alloc(length);
        inflate(source, at, this.#block, length);
        return this.#block.subarray(0, length);
    }
}
const corrupt = () => new Error('a block does not decode');
/** Snappy's format with S2's repeated offsets: a copy with offset 0 takes the offset of the one before, and may be long. */
function inflate(source, from, target, length) {
    const end = source.length;
    const at = (index) => source[index] ?? 0;
    let [s, d, offset] = [from, 0, 0];
    while (s < end) {
        const tag = at(s);
        let count;
        if ((tag & 3) === 0) {
            const short = tag >> 2;
            const extra = short < 60 ? 0 : short - 59;
            count = (extra === 0 ? short : s + 1 + extra > end ? length : source.readUIntLE(s + 1, extra)) + 1;
            s += 1 + extra;
            if (s + count > end || d + count > length)
                throw corrupt();
            source.copy(target, d, s, s + count);
            s += count;
            d += count;
            continue;
        }
        if ((tag & 3) === 1) {
            const near = ((tag & 0xe0) << 3) | at(s + 1);
            count = (tag >> 2) & 7;
            s += 2;
            if (near !== 0)
                offset = near;
            else if (count > 4) {
                const extra = count - 4;
                if (s + extra > end)
                    throw corrupt();
                count = source.readUIntLE(s, extra) + (extra === 1 ? 4 : extra === 2 ? 256 : 65_536);
                s += extra;
            }
            count += 4;
        }
        else {
            const extra = (tag & 3) === 2 ? 2 : 4;
            if (s + 1 + extra > end)
                throw corrupt();
            offset = source.readUIntLE(s + 1, extra);
            count = 1 + (tag >> 2);
            s += 1 + extra;
        }
        if (offset === 0 || offset > d || d + count > length)
            throw corrupt();
        if (offset >= count)
            target.copyWithin(d, d - offset, d - offset + count);
        else
            for (let i = 0; i < count; i++)
                target[d + i] = target[d - offset + i] ?? 0;
        d += count;
    }
    if (d !== length)
        throw corrupt();
}

;// CONCATENATED MODULE: ./engine/nats/archive/archive.js



const archive_magic = 'NATSARC1';
/** Reads a snapshot as it passes, to its own end: a server may end one that is not whole as if it were. */
class Inspector {
    #s2 = new S2Reader();
    #reader;
    #first = Buffer.alloc(0);
    #beginning;
    constructor(beginning) {
        this.#beginning = beginning;
    }
    /** Throws for what is no snapshot. */
    write(piece) {
        for (const block of this.#s2.read(piece)) {
            if (this.#reader !== undefined)
                this.#reader.write(block);
            else {
                this.#first = Buffer.concat([this.#first, block]);
                if (this.#first.length < archive_magic.length)
                    continue;
                this.#reader =
                    this.#first.toString('latin1', 0, archive_magic.length) === archive_magic
                        ? new ArchiveReader()
                        : new TarReader(this.#beginning);
                this.#reader.write(this.#first);
            }
        }
    }
    /** Throws where the snapshot is not whole. */
    end() {
        this.#s2.end();
        if (this.#reader === undefined)
            throw new Error('it is empty');
        return this.#reader.end();
    }
}
/** Entries of a kept length, one after the other: the rest of a block waits for the next. */
class EntryReader {
    #rest = Buffer.alloc(0);
    #skip = 0;
    found = [];
    write(block) {
        const skipped = Math.min(this.#skip, block.length);
        this.#skip -= skipped;
        if (skipped === block.length)
            return;
        const fresh = block.subarray(skipped);
        const bytes = this.#rest.length === 0 ? fresh : Buffer.concat([this.#rest, fresh]);
        let at = 0;
        while (at < bytes.length) {
            const entry = this.entry(bytes, at);
            if (entry === undefined)
                break;
            const next = at + entry.head + entry.length;
            const body = bytes.subarray(at + entry.head, next);
            if (entry.take !== undefined) {
                if (entry.length > mostTaken)
                    throw new Error('an entry is too long');
                if (next > bytes.length)
                    break;
                entry.take(body);
            }
            this.#skip = Math.max(0, next - bytes.length);
            at = Math.min(next, bytes.length);
        }
        // The block is filled again.
        this.#rest = Buffer.from(bytes.subarray(at));
    }
    get isBetween() {
        return this.#skip === 0 && this.#rest.length === 0;
    }
}
const mostTaken = 256 * 1024 * 1024;
const sequences = schemas/* looseObject */._H3({ stream_seq: schemas/* number */.aig() });
const consumer = schemas/* looseObject */._H3({
    config: schemas/* looseObject */._H3({ name: schemas/* string */.YjP().optional(), durable_name: schemas/* string */.YjP().optional() }),
    state: schemas/* looseObject */._H3({ ack_floor: sequences.optional() }),
});
/** Server 2.15 and later: the magic; entries of varints, a name and a content; one of nothing at the end. */
class ArchiveReader extends EntryReader {
    #begun = false;
    #ended = false;
    #messages = 0;
    #firstSequence = 0;
    #lastSequence = 0;
    entry(bytes, from) {
        if (this.#ended)
            throw new Error('something follows its end');
        let at = from;
        if (!this.#begun)
            at += archive_magic.length;
        const field = () => {
            let value = 0;
            for (let weight = 1;; weight *= 128) {
                const byte = bytes[at++];
                if (byte === undefined)
                    return undefined;
                if (weight > 2 ** 63)
                    throw new Error('a number is too long');
                value += (byte & 0x7f) * weight;
                if (byte < 0x80)
                    return value;
            }
        };
        const [nameLength, timestamp, sequence, headers, payload] = [field(), field(), field(), field(), field()];
        if (nameLength === undefined || timestamp === undefined || sequence === undefined)
            return undefined;
        if (headers === undefined || payload === undefined)
            return undefined;
        if (nameLength > 1 << 20)
            throw new Error('a name is too long');
        if (bytes.length < at + nameLength)
            return undefined;
        this.#begun = true;
        const head = at - from + nameLength;
        const length = headers + payload;
        if (sequence > 0) {
            if (this.#messages++ === 0)
                this.#firstSequence = sequence;
            this.#lastSequence = sequence;
            return { head, length };
        }
        const name = bytes.toString('utf8', at, at + nameLength);
        if (name === '' && timestamp === 0 && length === 0) {
            this.#ended = true;
            return { head, length };
        }
        return name.startsWith('consumers/')
            ? { head, length, take: (body) => this.#consumer(name.slice(10), body) }
            : { head, length };
    }
    #consumer(name, body) {
        const { config, state } = consumer.parse(JSON.parse(body.toString('utf8')));
        const durable = (config.durable_name ?? '') !== '';
        this.found.push({ name, durable, ackFloor: state.ack_floor?.stream_seq ?? 0 });
    }
    end() {
        if (!this.#ended || !this.isBetween)
            throw new Error('it is cut off');
        const range = { messages: this.#messages, first: this.#firstSequence, last: this.#lastSequence };
        return { format: 'NATSARC1', range, consumers: this.found };
    }
}
const tarBlock = 512;
const consumerMeta = schemas/* looseObject */._H3({ durable_name: schemas/* string */.YjP().optional() });
/** Servers before 2.15. One that cannot read a block writes a file that says so, and ends as if all were well. */
class TarReader extends EntryReader {
    #zeros = 0;
    #path;
    #durable = new Map();
    #floors = new Map();
    #blocks;
    constructor(beginning) {
        super();
        this.#blocks = beginning && new BlockReader(beginning);
    }
    entry(bytes, at) {
        if (bytes.length < at + tarBlock)
            return undefined;
        const header = bytes.subarray(at, at + tarBlock);
        if (header[0] === 0) {
            this.#zeros++;
            return { head: tarBlock, length: 0 };
        }
        if (this.#zeros > 0)
            throw new Error('something follows its end');
        const text = (from, length) => header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
        if (text(257, 5) !== 'ustar')
            throw new Error('it is no archive of NATS');
        const size = Number.parseInt(text(124, 12).trim() || '0', 8);
        if (!Number.isSafeInteger(size) || size < 0)
            throw new Error('an entry has no length');
        const length = Math.ceil(size / tarBlock) * tarBlock;
        const head = tarBlock;
        if (text(156, 1) === 'x') {
            const take = (body) => {
                this.#path = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(body.toString('utf8', 0, size))?.[1];
            };
            return { head, length, take };
        }
        const prefix = text(345, 155);
        const name = this.#path ?? `${prefix === '' ? '' : `${prefix}/`}${text(0, 100)}`;
        const take = this.#taker(name, size);
        // Asked again with more bytes, it still needs the path.
        if (take === undefined)
            this.#path = undefined;
        return take === undefined ? { head, length } : { head, length, take };
    }
    #taker(name, size) {
        if (/(?:^|\/)errors\.txt$/.test(name))
            return (body) => {
                throw new Error(`the server says in it: ${body.toString('utf8', 0, Math.min(size, 300))}`);
            };
        const blocks = this.#blocks;
        if (blocks !== undefined && /^msgs\/\d+\.blk$/.test(name))
            return (body) => {
                this.#path = undefined;
                blocks.read(body.subarray(0, size));
            };
        if (blocks !== undefined && name === 'msgs/index.db')
            return (body) => {
                this.#path = undefined;
                blocks.index(body.subarray(0, size));
            };
        const [, consumer = '', file] = /^obs\/([^/]+)\/(meta\.inf|o\.dat)$/.exec(name) ?? [];
        if (file === undefined)
            return undefined;
        return (body) => {
            this.#path = undefined;
            const content = body.subarray(0, size);
            if (file === 'o.dat')
                this.#floors.set(consumer, floorIn(content));
            else {
                const { durable_name = '' } = consumerMeta.parse(JSON.parse(content.toString('utf8')));
                this.#durable.set(consumer, durable_name !== '');
            }
        };
    }
    end() {
        if (this.#zeros < 2 || !this.isBetween)
            throw new Error('it is cut off');
        const consumers = [...this.#durable].map(([name, durable]) => ({
            name,
            durable,
            ackFloor: this.#floors.get(name) ?? 0,
        }));
        return { format: 'tar', range: this.#blocks?.range(), consumers };
    }
}
/** Two bytes of magic and version, then varints: the floor by the consumer's sequence, and by the stream's. */
const floorIn = (content) => varints(content, 2, 2)[1] ?? 0;

;// CONCATENATED MODULE: ./engine/nats/protocol/jetstream.js

/** A stream's configuration, as the server gives and takes it: what this program does not know of it is kept. */
const configuration = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    subjects: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    storage: schemas/* string */.YjP().optional(),
    num_replicas: schemas/* number */.aig().optional(),
    max_msgs: schemas/* number */.aig().optional(),
    max_msgs_per_subject: schemas/* number */.aig().optional(),
    max_age: schemas/* number */.aig().optional(),
    allow_msg_ttl: schemas/* boolean */.zMY().optional(),
    mirror: schemas/* unknown */.L5J().optional(),
    sources: schemas/* unknown */.L5J().optional(),
});
const state = schemas/* looseObject */._H3({
    messages: schemas/* number */.aig(),
    bytes: schemas/* number */.aig(),
    first_seq: schemas/* number */.aig(),
    last_seq: schemas/* number */.aig(),
});
const error = schemas/* object */.Ikc({ code: schemas/* number */.aig(), err_code: schemas/* number */.aig().optional(), description: schemas/* string */.YjP().optional() });
const streamInfo = schemas/* looseObject */._H3({ config: configuration, state });
const consumerInfo = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    config: schemas/* looseObject */._H3({ durable_name: schemas/* string */.YjP().optional() }),
    ack_floor: schemas/* looseObject */._H3({ stream_seq: schemas/* number */.aig() }).optional(),
});
const page = { total: schemas/* number */.aig(), missing: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() };
const streams = schemas/* looseObject */._H3({ ...page, streams: schemas/* array */.YOg(streamInfo).nullish() });
const consumers = schemas/* looseObject */._H3({ ...page, consumers: schemas/* array */.YOg(consumerInfo).nullish() });
const snapshotAnswer = schemas/* looseObject */._H3({ config: configuration, state });
const restoreAnswer = schemas/* looseObject */._H3({ deliver_subject: schemas/* string */.YjP() });
const message = schemas/* looseObject */._H3({ message: schemas/* looseObject */._H3({ data: schemas/* string */.YjP().optional(), hdrs: schemas/* string */.YjP().optional() }) });
/** What the server refused, in its own words and numbers. */
class Refused extends Error {
    code;
    number;
    constructor({ code, err_code = 0, description = 'it does not say why' }) {
        super(`${description.replace(/\.$/, '')} (${err_code === 0 ? code : err_code})`);
        this.code = code;
        this.number = err_code;
    }
    /** There is no such stream, or message. */
    get isMissing() {
        return this.code === 404;
    }
}
/** True for a name that can be a part of a subject, as names of streams and consumers are. */
const isName = (text) => /^[^\s.*>/\\\u0000-\u001f\u007f]{1,255}$/.test(text);
/** The JetStream API of the client's account. */
class JetStream {
    client;
    constructor(client) {
        this.client = client;
    }
    /** All streams, KV buckets and object stores too, by name. */
    async streams() {
        const found = [];
        for (;;) {
            const ask = JSON.stringify({ offset: found.length });
            const answer = await this.#ask('$JS.API.STREAM.LIST', ask, 'the list of streams', streams);
            this.#mustHaveAll('streams', answer.missing);
            found.push(...(answer.streams ?? []));
            if (found.length >= answer.total || (answer.streams ?? []).length === 0)
                break;
        }
        return found.sort((a, b) => (a.config.name < b.config.name ? -1 : 1));
    }
    async consumers(stream) {
        const found = [];
        for (;;) {
            const ask = JSON.stringify({ offset: found.length });
            const answer = await this.#ask(`$JS.API.CONSUMER.LIST.${stream}`, ask, `the list of ${stream}'s consumers`, consumers);
            this.#mustHaveAll(`consumers of ${stream}`, answer.missing);
            found.push(...(answer.consumers ?? []));
            if (found.length >= answer.total || (answer.consumers ?? []).length === 0)
                return found;
        }
    }
    /** undefined: there is none of this name. */
    async stream(name) {
        if (!isName(name))
            return undefined;
        return await unlessMissing(this.#ask(`$JS.API.STREAM.INFO.${name}`, '', `the stream ${name}`, streamInfo));
    }
    /** The newest message of a subject; undefined: there is none. */
    async newest(stream, subject) {
        const ask = JSON.stringify({ last_by_subj: subject });
        const what = `the newest message of ${subject}`;
        const found = await unlessMissing(this.#ask(`$JS.API.STREAM.MSG.GET.${stream}`, ask, what, message));
        return found?.message;
    }
    async remove(stream) {
        const deleted = this.#ask(`$JS.API.STREAM.DELETE.${stream}`, '', `the removal of ${stream}`, schemas/* looseObject */._H3({}), 60_000);
        await unlessMissing(deleted);
    }
    /** Starts a snapshot. Before it answers, the server may read the whole stream. */
    async snapshot(stream, deliver, bytes) {
        const ask = JSON.stringify({ deliver_subject: deliver, no_consumers: false, jsck: true, chunk_size: chunkBytes });
        const ms = 60_000 + bytes / slowestBytesPerMs;
        return await this.#ask(`$JS.API.STREAM.SNAPSHOT.${stream}`, ask, `the snapshot of ${stream}`, snapshotAnswer, ms);
    }
    /** Where the pieces of a snapshot go that becomes this stream. */
    async restore(config, of) {
        const ask = JSON.stringify({ config, state: of });
        const subject = `$JS.API.STREAM.RESTORE.${config.name}`;
        return (await this.#ask(subject, ask, `the restore of ${config.name}`, restoreAnswer)).deliver_subject;
    }
    async #ask(subject, body, what, schema, timeoutMs) {
        const { body: text } = await this.client.request(subject, body, what, timeoutMs);
        return this.#parsed(text, what, schema);
    }
    #parsed(text, what, schema) {
        const unknown = () => this.client.problem(`the answer to ${what} is none that JetStream gives`, {
            hint: 'Use a NATS server from 2.10.',
        });
        let answer;
        try {
            answer = JSON.parse(text.toString('utf8'));
        }
        catch {
            throw unknown();
        }
        refuse(answer);
        const parsed = schema.safeParse(answer);
        if (!parsed.success)
            throw unknown();
        return parsed.data;
    }
    /** A cluster lists only what answers it. */
    #mustHaveAll(what, missing) {
        if (!missing || missing.length === 0)
            return;
        throw this.client.problem(`some ${what} do not answer: ${missing.slice(0, 5).join(', ')}`, {
            hint: 'Wait until each has a leader: nats server report jetstream.',
        });
    }
}
/** Throws what an answer says that went wrong. */
function refuse(answer) {
    const failed = schemas/* looseObject */._H3({ error }).safeParse(answer);
    if (failed.success)
        throw new Refused(failed.data.error);
}
async function unlessMissing(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof Refused && error.isMissing)
            return undefined;
        throw error;
    }
}
/** Small, because a snapshot whose reader stalls is kept alive by taking a few more. */
const chunkBytes = 32 * 1024;
/** What a disk that is busy reads, 5 MiB/s. */
const slowestBytesPerMs = 5000;

;// CONCATENATED MODULE: ./engine/nats/description.js



/** The part that says what the others are. It is the last that is written: without it there is no backup. */
const descriptionPart = 'streams.json';
const stream = schemas/* object */.Ikc({
    part: schemas/* string */.YjP(),
    /** Length of the part, so that a truncated one never looks whole. */
    bytes: schemas/* number */.aig(),
    format: schemas/* enum */.k5n(['tar', 'NATSARC1']),
    config: configuration,
    /** As the server told it before. */
    state: state,
    /** Of the messages that are in the part. */
    range: schemas/* object */.Ikc({ messages: schemas/* number */.aig().optional(), first: schemas/* number */.aig().optional(), last: schemas/* number */.aig().optional() }),
    consumers: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), durable: schemas/* boolean */.zMY(), ackFloor: schemas/* number */.aig() })),
});
const description = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    server: schemas/* string */.YjP(),
    streams: schemas/* array */.YOg(stream),
});
/** @throws Problem `object-damaged` for one that is not whole. */
const readDescription = (backup) => (0,json_part/* readJsonPart */.Gp)(backup, descriptionPart, description);

;// CONCATENATED MODULE: ./engine/nats/contents.js





/** Reads all parts to their ends. */
async function natsContents(backup, signal, required = []) {
    const description = await readDescription(backup);
    for (const stream of description.streams)
        await readStream(backup, stream, signal);
    const names = namesOf(description);
    const streams = new Set(description.streams.map(({ config }) => config.name));
    return { names, missing: required.filter((name) => !streams.has(name)) };
}
function namesOf({ streams }) {
    return streams.flatMap(({ config, range, state, consumers }) => [
        `stream ${config.name} (${range.messages ?? `about ${state.messages}`} messages)`,
        ...consumers.map(({ name }) => `consumer ${config.name}/${name}`),
    ]);
}
/** @throws Problem `object-damaged` for a part that is not whole, or another. */
async function readStream(backup, stream, signal) {
    for await (const _ of piecesOf(backup, stream))
        (0,problem_0/* stopIfAborted */.NI)(signal);
}
/** The pieces of a part, which throw at its end at the latest unless it is what was written. */
async function* piecesOf(backup, stream) {
    const inspector = new Inspector();
    let bytes = 0;
    const body = (await backup.open(stream.part));
    for await (const piece of body) {
        bytes += piece.length;
        checked(stream, () => inspector.write(piece));
        yield piece;
    }
    if (bytes !== stream.bytes)
        throw (0,json_part/* damagedPart */.xw)(stream.part, `it has ${bytes} bytes, and ${stream.bytes} were written`);
    const { range, format } = checked(stream, () => inspector.end());
    if (format !== stream.format || (range !== undefined && range.messages !== stream.range.messages))
        throw (0,json_part/* damagedPart */.xw)(stream.part, `it is not the snapshot of ${stream.config.name} that was taken`);
}
function checked({ part }, read) {
    try {
        return read();
    }
    catch (error) {
        throw (0,problem_0/* isProblem */.AN)(error) ? error : (0,json_part/* damagedPart */.xw)(part, (0,words/* reasonOf */.A3)(error));
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/nats/protocol/nkey.js

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function fromBase32(text) {
    const bytes = [];
    let [bits, value] = [0, 0];
    for (const letter of text) {
        const index = alphabet.indexOf(letter);
        if (index === -1)
            throw new Error('it is no nkey');
        value = ((value << 5) | index) & 0xffff;
        bits += 5;
        if (bits < 8)
            continue;
        bits -= 8;
        bytes.push((value >> bits) & 0xff);
    }
    return Buffer.from(bytes);
}
function toBase32(bytes) {
    let [bits, value, text] = [0, 0, ''];
    for (const byte of bytes) {
        value = ((value << 8) | byte) & 0xffff;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += alphabet[(value >> bits) & 31];
        }
    }
    return bits === 0 ? text : text + alphabet[(value << (5 - bits)) & 31];
}
/** CRC-16/XMODEM, the checksum of nkeys. */
function crc16(bytes) {
    let crc = 0;
    for (const byte of bytes) {
        crc ^= byte << 8;
        for (let bit = 0; bit < 8; bit++)
            crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
    }
    return crc;
}
/** The key of a user, from its seed: "SU..." in base 32. Throws for what is none, without showing it. */
function readSeed(text) {
    const raw = fromBase32(text.trim());
    const [first = 0, second = 0] = raw;
    // Five bits say that it is a seed, the next eight whose: a user's.
    if (raw.length !== 36 || (first & 0xf8) !== 18 << 3 || (((first & 7) << 5) | (second >> 3)) !== 20 << 3)
        throw new Error('it is not the seed of a user');
    if (raw.readUInt16LE(34) !== crc16(raw.subarray(0, 34)))
        throw new Error('its checksum is wrong');
    // RFC 8410: an Ed25519 key as PKCS #8.
    const head = Buffer.from('302e020100300506032b657004220420', 'hex');
    const der = Buffer.concat([head, raw.subarray(2, 34)]);
    const key = (0,external_node_crypto_.createPrivateKey)({ key: der, format: 'der', type: 'pkcs8' });
    const { x = '' } = key.export({ format: 'jwk' });
    const body = Buffer.concat([Buffer.of(20 << 3), Buffer.from(x, 'base64url')]);
    const checksum = Buffer.alloc(2);
    checksum.writeUInt16LE(crc16(body));
    return {
        name: toBase32(Buffer.concat([body, checksum])),
        sign: (nonce) => (0,external_node_crypto_.sign)(null, Buffer.from(nonce), key).toString('base64url'),
    };
}
/** A file of credentials as `nsc` writes it: the user's token, and the seed that proves it. */
function readCredentials(text) {
    const blocks = [...text.matchAll(/-{3,}BEGIN [^\n]*-{3,}\s*([\w.=-]+?)\s*-{3,}END/g)].map(([, block = '']) => block);
    const [jwt, seed] = blocks;
    if (jwt === undefined || seed === undefined)
        throw new Error('it is not a file of credentials');
    return { jwt, key: readSeed(seed) };
}

;// CONCATENATED MODULE: ./engine/nats/protocol/connection.js







const urlRules = {
    noun: 'a NATS server',
    schemes: { nats: 'plain', tls: 'tls' },
    port: 4222,
    example: 'nats://user:password@host:4222',
    parameters: ['creds', 'nkey', 'inbox'],
};
function connectionOf(source) {
    return parseNatsUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`);
}
/** `typed`: where the URL comes from. */
function parseNatsUrl(text, typed, place) {
    const url = (0,server_url/* parseServerUrl */.Ep)(text, typed, urlRules);
    const { creds, nkey, inbox = '_INBOX' } = url.parameters;
    const bad = (because, hint) => new problem_0/* Problem */.AF('policy-invalid', `${typed}: ${because}`, { hint });
    if (url.path !== '')
        throw bad('the URL has a path after the host, and NATS has no databases', `Write it as ${urlRules.example}; streams names the streams.`);
    if (!/^[^\s.*>]+(\.[^\s.*>]+)*$/.test(inbox))
        throw bad('inbox is not the beginning of a subject', 'Write inbox=_INBOX_backup, without wildcards.');
    const read = (name, path, parse) => {
        try {
            return parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
        }
        catch (cause) {
            throw bad(`${name} cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, `Set ${name} to the path of a file of this machine, as nsc writes it.`);
        }
    };
    const { user, password } = url;
    const login = () => {
        if (creds !== undefined)
            return { kind: 'key', ...read('creds', creds, readCredentials) };
        if (nkey !== undefined)
            return { kind: 'key', jwt: undefined, key: read('nkey', nkey, readSeed) };
        if (user === undefined)
            return { kind: 'none' };
        // As NATS's own clients take it: a user without a password is a token.
        return password === undefined ? { kind: 'token', token: user } : { kind: 'password', user, password };
    };
    return { servers: url.servers, tls: url.tls, login: login(), inbox, place, where: (0,server_url/* serversText */.IF)(url) };
}
/** True where both log in to one server as the same. */
function sameAccount(one, other) {
    const named = ({ host, port }) => `${(0,runtime/* isLocal */.IX)(host) ? '' : host}:${port}`;
    const shared = one.servers.some((a) => other.servers.some((b) => named(a) === named(b)));
    return shared && nameOf(one.login) === nameOf(other.login);
}
function nameOf(login) {
    if (login.kind === 'password')
        return login.user;
    return login.kind === 'token' ? login.token : login.kind === 'key' ? login.key.name : '';
}
const fromHere = (connection, services) => {
    const [first, ...others] = connection.servers;
    const reached = (server) => (0,dial/* reachedFromHere */.RV)(server, services);
    return { ...connection, servers: [reached(first), ...others.map(reached)] };
};

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
;// CONCATENATED MODULE: ./engine/nats/protocol/reader.js

/** What JetStream answers by itself, as the list of consumers, may be longer than what its clients may send. */
const leastPayload = 16 << 20;
/** The most that any server lets its clients send. */
const mostPayload = 64 << 20;
/** What a server says of itself when somebody connects. */
const greeting = schemas/* object */.Ikc({
    version: schemas/* string */.YjP(),
    /** No number above 0: it sets no limit. */
    max_payload: schemas/* int */.Whr().transform((most) => (most > 0 ? most : mostPayload)),
    headers: schemas/* boolean */.zMY().optional(),
    jetstream: schemas/* boolean */.zMY().optional(),
    tls_required: schemas/* boolean */.zMY().optional(),
    tls_available: schemas/* boolean */.zMY().optional(),
    /** What a key signs to prove itself. */
    nonce: schemas/* string */.YjP().optional(),
    /** Name of the cluster; absent on a single server. */
    cluster: schemas/* string */.YjP().optional(),
});
/** Beyond it, what comes is not NATS. */
const longestLine = 1 << 20;
/** The server's side of NATS's client protocol, piece by piece. Throws for what is none. */
class ProtocolReader {
    #chunks = [];
    #held = 0;
    /** As many bytes as the next operation has, as far as that is known. */
    #need = 0;
    #mostBytes = leastPayload;
    /** What came beyond the last operation: where TLS begins, there must be nothing. */
    get pending() {
        return this.#held;
    }
    *read(chunk) {
        if (chunk.length > 0)
            this.#chunks.push(chunk);
        this.#held += chunk.length;
        // A long message is put together once, and not with each of its chunks.
        if (this.#held < this.#need)
            return;
        for (;;) {
            const bytes = this.#whole();
            const end = bytes.indexOf('\r\n');
            if (end === -1 || end > longestLine) {
                if (bytes.length > longestLine)
                    throw new Error('what answers there is not a NATS server');
                return;
            }
            const line = bytes.toString('utf8', 0, end);
            const [word = '', ...fields] = line.trim().split(/[ \t]+/);
            const operation = word.toUpperCase();
            if (operation !== 'MSG' && operation !== 'HMSG') {
                this.#keep(bytes.subarray(end + 2));
                yield this.#plain(operation, line);
                continue;
            }
            const length = this.#lengthIn(fields);
            const from = end + 2;
            this.#need = from + length + 2;
            if (bytes.length < this.#need)
                return;
            if (bytes.toString('latin1', from + length, this.#need) !== '\r\n')
                throw new Error('the server sent a message that is not as long as it says');
            this.#keep(bytes.subarray(this.#need));
            yield { kind: 'message', message: messageOf(operation, fields, bytes.subarray(from, from + length)) };
        }
    }
    #whole() {
        const [first = Buffer.alloc(0)] = this.#chunks;
        if (this.#chunks.length < 2)
            return first;
        const bytes = Buffer.concat(this.#chunks);
        this.#chunks = [bytes];
        return bytes;
    }
    #keep(rest) {
        this.#chunks = rest.length === 0 ? [] : [rest];
        this.#held = rest.length;
        this.#need = 0;
    }
    /** Never more than its server's greeting allows: a line of a few bytes must not take all memory. */
    #lengthIn(fields) {
        const length = Number(fields.at(-1));
        if (!Number.isSafeInteger(length) || length < 0)
            throw new Error('the server sent a message of no length');
        if (length > this.#mostBytes)
            throw new Error(`the server sends a message of ${length} bytes, and ${this.#mostBytes} are the most`);
        return length;
    }
    #plain(word, line) {
        const operation = plain(word, line);
        if (operation.kind === 'info')
            this.#mostBytes = Math.min(mostPayload, Math.max(leastPayload, operation.info.max_payload));
        return operation;
    }
}
function plain(word, line) {
    if (word === 'INFO')
        return { kind: 'info', info: infoIn(line.slice(5)) };
    if (word === 'PING')
        return { kind: 'ping' };
    if (word === 'PONG')
        return { kind: 'pong' };
    if (word === '+OK')
        return { kind: 'ok' };
    if (word === '-ERR')
        return { kind: 'error', text: line.slice(5).replace(/^'|'$/g, '') };
    throw new Error('what answers there is not a NATS server');
}
function infoIn(text) {
    let info;
    try {
        info = JSON.parse(text);
    }
    catch {
        throw new Error('what answers there is not a NATS server');
    }
    const parsed = greeting.safeParse(info);
    if (parsed.success)
        return parsed.data;
    throw new Error('what answers there is not a NATS server');
}
/** MSG subject sid [reply] length; HMSG subject sid [reply] length-of-headers length. */
function messageOf(word, fields, whole) {
    const withHeaders = word === 'HMSG';
    const reply = fields.length === (withHeaders ? 5 : 4) ? fields[2] : undefined;
    const headers = withHeaders ? Number(fields.at(-2)) : 0;
    const [, code, text = ''] = /^NATS\/1\.0 (\d{3}) ?([^\r\n]*)/.exec(whole.toString('latin1', 0, headers)) ?? [];
    return {
        sid: Number(fields[1]),
        reply,
        status: code === undefined ? undefined : { code: Number(code), text },
        body: whole.subarray(headers),
    };
}

;// CONCATENATED MODULE: ./engine/nats/protocol/client.js
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







/** After so long without a sign of life a server is taken for gone. */
const silenceMs = 15_000;
const pingMs = 5000;
/**
 * One connection to a NATS server, without reconnecting: if it breaks, work in progress is lost, and reported as lost.
 * It has only what backups need: subscriptions, messages and their replies.
 */
class NatsClient {
    info;
    where;
    #connection;
    #socket;
    #reader;
    #handlers = new Map();
    #inbox;
    #closed = Promise.withResolvers();
    #lastSid = 0;
    #lastHeard = performance.now();
    #ended = false;
    /** Who hears that a subject is not allowed: the request that is under way. */
    #refusals = new Set();
    #pongs = [];
    #timer;
    #signal;
    #stop = () => this.#fail((0,problem_0/* cancelled */.KW)(this.#signal));
    constructor(connection, opened, signal) {
        this.info = opened.info;
        this.where = opened.where;
        this.#connection = connection;
        this.#socket = opened.socket;
        this.#reader = opened.reader;
        this.#signal = signal;
        this.#inbox = `${connection.inbox}.backproof${(0,external_node_crypto_.randomBytes)(12).toString('hex')}`;
        this.#closed.promise.catch(() => undefined);
        this.#timer = setInterval(() => this.#look(), pingMs);
        signal.addEventListener('abort', this.#stop);
        opened.socket.on('data', (chunk) => this.#take(chunk));
        opened.socket.on('error', (error) => this.#fail(this.#broken((0,words/* reasonOf */.A3)(error))));
        opened.socket.on('close', () => this.#fail(this.#broken('the server closed it')));
        opened.socket.resume();
        // A server that takes nobody says so right after its greeting.
        this.#take(Buffer.alloc(0));
    }
    /** The first of the servers that answers. @throws Problem naming each that does not, or what is wrong with the login. */
    static async connect(connection, signal) {
        const failures = [];
        for (const server of connection.servers) {
            try {
                const opened = await client_open(connection, server, signal);
                const client = new NatsClient(connection, opened, signal);
                try {
                    await client.#login(connection.login);
                    return client;
                }
                catch (error) {
                    await client[Symbol.asyncDispose]();
                    throw error;
                }
            }
            catch (error) {
                if (!(0,problem_0/* isProblem */.AN)(error, 'source-failed'))
                    throw error;
                failures.push(error);
            }
        }
        const [first] = failures;
        if (first !== undefined && failures.length === 1)
            throw first;
        throw new problem_0/* Problem */.AF('source-failed', failures.map(({ message }) => message).join('; '), { hint: first?.hint });
    }
    /** Rejects when the connection breaks, and never resolves. */
    get closed() {
        return this.#closed.promise;
    }
    publish(subject, body = '', reply = '') {
        if (this.#ended)
            return;
        const length = Buffer.byteLength(body);
        this.#socket.cork();
        this.#socket.write(`PUB ${subject} ${reply === '' ? '' : `${reply} `}${length}\r\n`);
        if (length > 0)
            this.#socket.write(body);
        this.#socket.write('\r\n');
        this.#socket.uncork();
    }
    /** Resolves when the socket takes more. */
    async drained() {
        if (this.#socket.writableNeedDrain)
            await Promise.race([(0,external_node_events_.once)(this.#socket, 'drain'), this.closed]);
    }
    /** A subject that only this client hears, until it is disposed. */
    listen(handler) {
        const sid = ++this.#lastSid;
        const subject = `${this.#inbox}.${sid}`;
        this.#handlers.set(sid, handler);
        this.#send(`SUB ${subject} ${sid}\r\n`);
        return {
            subject,
            [Symbol.dispose]: () => {
                if (this.#handlers.delete(sid))
                    this.#send(`UNSUB ${sid}\r\n`);
            },
        };
    }
    /** One answer. `what`: "the list of streams", for messages. */
    async request(subject, body, what, timeoutMs = silenceMs) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const answer = Promise.withResolvers();
            const inbox = __addDisposableResource(env_1, this.listen(answer.resolve), false);
            const late = setTimeout(() => {
                answer.reject(this.problem(`${what} was not answered within ${Math.round(timeoutMs / 1000)} s`, {
                    hint: 'Check that JetStream works there: nats server report jetstream, or nats stream ls.',
                }));
            }, timeoutMs);
            this.#refusals.add(answer.reject);
            try {
                this.publish(subject, body, inbox.subject);
                const message = await Promise.race([answer.promise, this.closed]);
                if (message.status?.code !== 503)
                    return message;
                throw this.problem(`nobody answers ${what}: ${subject}`, {
                    hint: 'Turn JetStream on (nats-server -js), for the account of this user too, and check that the URL names the right server.',
                });
            }
            finally {
                clearTimeout(late);
                this.#refusals.delete(answer.reject);
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    /** Everything that was published before has been looked at; throws where a subject was not allowed. */
    async flush() {
        const pong = Promise.withResolvers();
        this.#refusals.add(pong.reject);
        this.#pongs.push(pong.resolve);
        this.#send('PING\r\n');
        try {
            await Promise.race([pong.promise, this.closed]);
        }
        finally {
            this.#refusals.delete(pong.reject);
        }
    }
    /** Until it is disposed, hears of subjects that are not allowed. */
    onRefusal(refused) {
        this.#refusals.add(refused);
        return { [Symbol.dispose]: () => void this.#refusals.delete(refused) };
    }
    problem(message, { hint, cause }) {
        return new problem_0/* Problem */.AF('source-failed', `${this.#connection.place}: NATS at ${this.where}: ${message}`, { hint, cause });
    }
    async [Symbol.asyncDispose]() {
        this.#fail(this.#broken('it was closed here'));
        this.#socket.destroy();
    }
    #send(text) {
        if (!this.#ended)
            this.#socket.write(text);
    }
    async #login(login) {
        const { nonce = '' } = this.info;
        const proof = login.kind === 'password'
            ? { user: login.user, pass: login.password }
            : login.kind === 'token'
                ? { auth_token: login.token }
                : login.kind === 'key'
                    ? {
                        sig: login.key.sign(nonce),
                        ...(login.jwt === undefined ? { nkey: login.key.name } : { jwt: login.jwt }),
                    }
                    : {};
        const common = { verbose: false, pedantic: false, headers: true, no_responders: true, protocol: 1 };
        const self = { name: 'backproof', lang: 'node', version: process.versions.node };
        this.#send(`CONNECT ${JSON.stringify({ ...common, ...self, ...proof })}\r\n`);
        await this.flush();
        (0,problem_0/* stopIfAborted */.NI)(this.#signal);
    }
    #take(chunk) {
        this.#lastHeard = performance.now();
        try {
            for (const operation of this.#reader.read(chunk)) {
                if (this.#ended)
                    return;
                if (operation.kind === 'message')
                    this.#handlers.get(operation.message.sid)?.(operation.message);
                else if (operation.kind === 'ping')
                    this.#send('PONG\r\n');
                else if (operation.kind === 'pong')
                    this.#pongs.shift()?.();
                else if (operation.kind === 'error')
                    this.#heard(operation.text);
            }
        }
        catch (error) {
            this.#fail(this.#broken((0,words/* reasonOf */.A3)(error)));
        }
    }
    /** What is not allowed ends what is under way; everything else ends the connection. */
    #heard(text) {
        const refused = /^Permissions Violation for (Publish|Subscription) to "([^"]*)"/i.exec(text);
        if (refused === null) {
            this.#fail(this.#rejected(text));
            return;
        }
        const [, verb = '', subject = ''] = refused;
        const right = verb.toLowerCase() === 'publish' ? 'publish' : 'subscribe';
        const shown = subject.startsWith(this.#inbox) ? `${this.#connection.inbox}.>` : subject;
        const problem = this.problem(`the user may not ${right} to ${shown}`, {
            hint: `Add it to the user's permissions: ${right}: { allow: [...] }. docs/engines.md lists all that a backup needs.`,
        });
        for (const refuse of this.#refusals)
            refuse(problem);
    }
    #rejected(text) {
        return rejected(text, (message, hint) => this.problem(message, { hint }));
    }
    #broken(because) {
        return this.problem(`the connection broke: ${because}`, { hint: 'Check the server and its log, and try again.' });
    }
    #look() {
        const quietMs = performance.now() - this.#lastHeard;
        if (quietMs > silenceMs)
            this.#fail(this.#broken(`the server was silent for ${silenceMs / 1000} s`));
        else if (quietMs > pingMs)
            this.#send('PING\r\n');
    }
    #fail(problem) {
        if (this.#ended)
            return;
        this.#ended = true;
        clearInterval(this.#timer);
        this.#signal.removeEventListener('abort', this.#stop);
        this.#closed.reject(problem);
        this.#socket.destroy();
    }
}
/** What a server says before it ends the connection. */
function rejected(text, problem) {
    if (/authorization|authentication/i.test(text))
        return problem('the server refuses the user or the password (or the token, or the key)', 'Check user and password in the URL, with special characters URL-encoded; creds=FILE and nkey=FILE name the files of a key.');
    if (/secure|tls/i.test(text))
        return problem('the server takes encrypted connections only', 'Begin the URL with tls://.');
    return problem(`the server ended the connection: ${(0,words/* oneLine */.TN)(text, 300)}`, 'Its log says more about the reason.');
}
/** NATS greets in the clear; TLS begins after that. */
async function client_open(connection, server, signal) {
    const { place, tls } = connection;
    const where = (0,server_url/* serversText */.IF)({ servers: [server] });
    const problem = (message, hint) => new problem_0/* Problem */.AF('source-failed', `${place}: NATS at ${where}: ${message}`, { hint });
    let socket = await (0,dial/* dial */.zy)(server, undefined, place, signal);
    try {
        const reader = new ProtocolReader();
        const info = await client_greeting(socket, reader, signal).catch((error) => {
            (0,problem_0/* stopIfAborted */.NI)(signal);
            throw problem(error.message, 'Check host and port of the URL: NATS listens for its clients on 4222. If its tls has handshake_first: true, set it to auto: this program waits for a greeting first.');
        });
        if (tls === undefined && info.tls_required === true)
            throw problem('the server takes encrypted connections only', 'Begin the URL with tls://.');
        if (tls !== undefined) {
            if (info.tls_required !== true && info.tls_available !== true)
                throw problem('the server has no TLS', 'Begin the URL with nats://, or set tls in the configuration of the server.');
            // Nothing else of what came in the clear is believed.
            if (reader.pending > 0)
                throw refusalIn(reader, problem);
            socket = await (0,dial/* encrypt */.w)(socket, server, tls, place, signal);
        }
        return { socket, reader, info, where };
    }
    catch (error) {
        socket.destroy();
        throw error;
    }
}
function refusalIn(reader, problem) {
    try {
        for (const operation of reader.read(Buffer.alloc(0)))
            if (operation.kind === 'error')
                return rejected(operation.text, problem);
    }
    catch {
        // It is no operation of NATS.
    }
    return problem('what came in the clear is not a greeting', 'Check who answers there.');
}
async function client_greeting(socket, reader, signal) {
    const told = Promise.withResolvers();
    const data = (chunk) => {
        try {
            for (const operation of reader.read(chunk)) {
                if (operation.kind !== 'info')
                    throw new Error('what answers there is not a NATS server');
                socket.pause();
                return told.resolve(operation.info);
            }
        }
        catch {
            told.reject(new Error('what answers there is not a NATS server'));
        }
    };
    const late = AbortSignal.any([signal, AbortSignal.timeout(silenceMs)]);
    const stop = () => told.reject(new Error('nothing that answers there greets as a NATS server does'));
    const closed = () => told.reject(new Error('it closed the connection'));
    socket.on('data', data).on('close', closed);
    late.addEventListener('abort', stop);
    try {
        return await told.promise;
    }
    finally {
        socket.off('data', data).off('close', closed);
        late.removeEventListener('abort', stop);
    }
}

;// CONCATENATED MODULE: ./engine/nats/sandbox.js
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




const port = 4222;
/** The server of a proof: of the dumped one's version, with an empty JetStream that goes with its container. */
function natsSandbox({ server }, image) {
    return {
        image: image ?? imageOf(server?.version),
        env: {},
        args: ['-js', '-sd', '/tmp/jetstream'],
        port,
        timeoutMs: 60_000,
        async ready(address, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const client = sandbox_addDisposableResource(env_1, await NatsClient.connect(at(address.host), signal), true);
                await new JetStream(client).streams();
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
/** The throw-away server at this host. */
const at = (host) => parseNatsUrl(`nats://${host}:${port}`, 'the throw-away server', 'the throw-away server');
function imageOf(version) {
    const [, line] = /^(\d{1,3}\.\d{1,3})\.\d/.exec(version ?? '') ?? [];
    if (line !== undefined)
        return `nats:${line}`;
    throw new problem_0/* Problem */.AF('object-damaged', 'the facts of the dump name no version of NATS', { hint: problem_0/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/nats/protocol/version.js
function versionOf(text) {
    const [major = 0, minor = 0] = text.split('.').map((part) => Number.parseInt(part, 10) || 0);
    return { major, minor };
}
const isBefore = (one, other) => one.major < other.major || (one.major === other.major && one.minor < other.minor);
/** Older servers have no paging that reports missing entries, nor `$JS.API` as it is used here. */
const oldest = { major: 2, minor: 10 };
/** From it on, what is in memory has snapshots, and snapshots have a format that those before do not read. */
const newFormat = { major: 2, minor: 15 };

;// CONCATENATED MODULE: ./engine/nats/facts.js


const serverFacts = (version) => ({
    version,
    major: versionOf(version).major,
    settings: {},
});
/** Kinds of objects. An account that agreed to be empty has the first alone. */
const kinds = [
    'account',
    'stream',
    'configuration',
    'first sequence',
    'last sequence',
    'consumer',
    'ack floor',
];
const keptFacts = (version, streams) => factsOf(version, streams, () => true);
function factsOf(version, streams, hasFloor) {
    const objects = {
        account: ['JetStream'],
        stream: [],
        configuration: [],
        'first sequence': [],
        'last sequence': [],
        consumer: [],
        'ack floor': [],
    };
    // Without a prototype: a name may be __proto__.
    const rows = Object.create(null);
    for (const { config, range } of streams) {
        const { name } = config;
        objects.stream.push(name);
        objects.configuration.push(`${name} ${digestOf(config)}`);
        if (range.last !== undefined)
            objects['last sequence'].push(`${name} ${range.last}`);
        if (expiresOneByOne(config))
            continue;
        if (range.messages !== undefined)
            rows[name] = range.messages;
        // Where nothing is, versions tell its beginning differently.
        if (range.messages !== 0 && range.first !== undefined)
            objects['first sequence'].push(`${name} ${range.first}`);
    }
    for (const { config, consumers } of streams) {
        for (const { name, durable, ackFloor } of consumers) {
            // Others go by themselves, within seconds where nobody asks for them.
            if (!durable)
                continue;
            const named = `${config.name}/${name}`;
            objects.consumer.push(named);
            // One that has acknowledged nothing may be given the place where it would begin.
            if (ackFloor > 0 && hasFloor(named))
                objects['ack floor'].push(`${named} ${ackFloor}`);
        }
    }
    for (const kind of kinds)
        objects[kind].sort();
    const sizeBytes = streams.reduce((sum, { state }) => sum + state.bytes, 0);
    return { version: 1, engine: 'nats', server: serverFacts(version), sizeBytes, rows, objects };
}
/** Messages that have a time to live of their own are left out by a restore after it: how many come back nobody knows. */
const expiresOneByOne = ({ allow_msg_ttl }) => allow_msg_ttl === true;
/** The facts of a server, of the streams that others are of. `original`: a configuration that was changed on purpose. */
async function liveFacts(jetstream, like, original, counted) {
    const wanted = new Set(like.objects['stream']);
    const floors = new Set((like.objects['ack floor'] ?? []).map((text) => text.slice(0, text.lastIndexOf(' '))));
    const streams = [];
    for (const { config, state } of await jetstream.streams()) {
        if (!wanted.has(config.name))
            continue;
        const consumers = (await jetstream.consumers(config.name)).map((consumer) => ({
            name: consumer.name,
            durable: (consumer.config.durable_name ?? '') !== '',
            ackFloor: consumer.ack_floor?.stream_seq ?? 0,
        }));
        const range = { messages: state.messages, first: state.first_seq, last: state.last_seq };
        streams.push({ config: original(config), state, range, consumers });
        if (!expiresOneByOne(config))
            counted?.(state.messages);
    }
    return without(factsOf(jetstream.client.info.version, streams, (name) => floors.has(name)), like);
}
/** Streams whose numbers are not compared get none. */
function without(facts, like) {
    const isCompared = (name) => Object.hasOwn(like.rows, name);
    return {
        ...facts,
        rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => isCompared(name))),
        objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, names]) => [
            kind,
            /sequence$/.test(kind) ? names.filter((text) => sequenced(like, kind).has(nameIn(text))) : names,
        ])),
    };
}
const nameIn = (text) => text.slice(0, text.lastIndexOf(' '));
const sequenced = (like, kind) => new Set((like.objects[kind] ?? []).map(nameIn));
/** Facts of the streams that `keep` takes; of those that `moving` names neither numbers nor sequences. */
function someFacts(facts, keep, moving = () => false) {
    const streamOf = (kind, text) => kind === 'stream' ? text : kind === 'consumer' ? (text.split('/')[0] ?? '') : (nameIn(text).split('/')[0] ?? '');
    const counted = (stream) => keep(stream) && !moving(stream);
    return {
        ...facts,
        rows: Object.fromEntries(Object.entries(facts.rows).filter(([stream]) => counted(stream))),
        objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, names]) => {
            const kept = /sequence$/.test(kind) ? counted : keep;
            return [kind, kind === 'account' ? names : names.filter((text) => kept(streamOf(kind, text)))];
        })),
    };
}
/** Covers only settings that a user made: those that a newer server adds, or reports about itself, are left out. */
function digestOf(config) {
    return (0,external_node_crypto_.createHash)('sha256')
        .update(JSON.stringify(facts_plain(config)))
        .digest('hex')
        .slice(0, 16);
}
function facts_plain(value) {
    if (Array.isArray(value))
        return value.map(facts_plain);
    if (typeof value !== 'object' || value === null)
        return value;
    const fields = Object.entries(value)
        .filter(([key]) => !key.startsWith('_nats.') && !placed.has(key))
        .map(([key, field]) => [key, facts_plain(field)])
        .filter(([, field]) => !isDefault(field))
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(fields);
}
/** Where a stream lies belongs to the cluster. */
const placed = new Set(['num_replicas', 'placement']);
function isDefault(value) {
    if (value === undefined || value === null || value === false || value === 0 || value === -1 || value === '')
        return true;
    return typeof value === 'object' && Object.keys(value).length === 0;
}

// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
;// CONCATENATED MODULE: ./engine/nats/listing.js




/** @throws Problem `tool-version` for a server that is too old. */
function mustBeKnown({ info, where }) {
    if (!isBefore(versionOf(info.version), oldest))
        return;
    throw new problem_0/* Problem */.AF('tool-version', `NATS at ${where} is ${info.version}; ${oldest.major}.${oldest.minor} is the oldest known`, {
        hint: 'Use a newer server, or nats stream backup by engine: files.',
    });
}
/** What the policy takes of what is there now. */
async function streamsOf(source, jetstream) {
    const place = `source ${source.name}`;
    const all = await asked(jetstream, jetstream.streams());
    const names = new Set((0,selection/* selected */.wH)(all.map(({ config }) => config.name), source.streams, 'stream', (0,selection/* notThere */._)(place, 'streams', 'stream')));
    const streams = all.filter(({ config }) => names.has(config.name));
    if (streams.length === 0 && !source.allowEmpty)
        throw jetstream.client.problem('there are no streams to back up', {
            hint: 'Check that the URL names the right server and user, and what streams includes; allow-empty: true agrees to a backup of nothing.',
        });
    if (streams.length > mostStreams)
        throw jetstream.client.problem(`${streams.length} streams are more than the ${mostStreams} that one backup takes`, {
            hint: 'Make several sources, each with its own streams: { include: [...] }.',
        });
    return streams;
}
/** A manifest names every part. */
const mostStreams = 800;
/** What the server refuses becomes a sentence. */
async function asked({ client }, asking) {
    try {
        return await asking;
    }
    catch (error) {
        if (!(error instanceof Refused))
            throw error;
        throw client.problem(`JetStream refuses: ${error.message}`, {
            hint: 'Turn JetStream on for the account of this user: jetstream: enabled.',
            cause: error,
        });
    }
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./engine/nats/snapshot.js





/** What waits for its reader before the server is held back. */
const aheadBytes = 4 * 1024 * 1024;
/**
 * A server gives up (2 s, 5 s) where nothing is answered: a reader that stalls takes a little more nevertheless. One of 2.10
 * hears an answer only where less than its window is left without one.
 */
const aliveMs = 750;
const aliveBytes = 2 * chunkBytes;
const windowBytes = 8 * 1024 * 1024;
const snapshot_silenceMs = 15_000;
/** One stream with its consumers, as of the moment of the answer. */
async function takeSnapshot(jetstream, { config, state }) {
    const { name } = config;
    const taking = new Taking(jetstream, name);
    try {
        const answer = await afterAnother(() => jetstream.snapshot(name, taking.subject, state.bytes));
        taking.begin(answer);
        return { answer, body: taking.body, result: () => taking.result() };
    }
    catch (error) {
        taking.body.destroy();
        throw error instanceof Refused ? refusedSnapshot(jetstream, name, config.storage, error) : error;
    }
}
/** A server gives up a snapshot that nobody answers any more after 2 to 5 s, as one that a killed run left. */
const anotherMs = 10_000;
async function afterAnother(take) {
    for (const startedMs = performance.now();; await (0,external_node_timers_promises_.setTimeout)(500)) {
        try {
            return await take();
        }
        catch (error) {
            const isBusy = error instanceof Refused && /snapshot in progress/i.test(error.message);
            if (!isBusy || performance.now() - startedMs > anotherMs)
                throw error;
        }
    }
}
class Taking {
    body;
    subject;
    #jetstream;
    #name;
    #inspector;
    /** What comes before the answer: it is judged by that. */
    #early = [];
    #inbox;
    #refusals;
    #unanswered = [];
    #timer;
    #lastPiece = performance.now();
    #lastAnswer = performance.now();
    #bytes = 0;
    #whole;
    constructor(jetstream, name) {
        this.#jetstream = jetstream;
        this.#name = name;
        const { client } = jetstream;
        const inbox = client.listen((message) => this.#take(message));
        this.#inbox = inbox;
        this.subject = inbox.subject;
        this.body = new external_node_stream_.Readable({
            highWaterMark: aheadBytes,
            read: () => {
                while (this.#unanswered.length > 0 && this.body.readableLength < aheadBytes)
                    this.#answerOne();
            },
            destroy: (error, done) => {
                clearInterval(this.#timer);
                this.#inbox[Symbol.dispose]();
                this.#refusals[Symbol.dispose]();
                done(error);
            },
        });
        this.#refusals = client.onRefusal((problem) => this.body.destroy(problem));
        client.closed.catch((error) => this.body.destroy(error));
        // Whoever reads the body hears of it there; before that, whoever waits for the answer does.
        this.body.on('error', () => undefined);
    }
    begin({ state, config }) {
        this.#inspector = new Inspector({
            messages: state.messages,
            first: state.first_seq,
            last: state.last_seq,
            most: config.max_msgs ?? -1,
            bySubject: (config.max_msgs_per_subject ?? -1) > 0,
        });
        for (const message of this.#early)
            this.#take(message);
        this.#early = [];
        this.#lastPiece = performance.now();
        this.#timer = setInterval(() => this.#look(), aliveMs / 3);
    }
    result() {
        if (this.#whole === undefined)
            throw new Error(`the snapshot of ${this.#name} is not complete`);
        return { ...this.#whole, bytes: this.#bytes };
    }
    #take(message) {
        if (this.#inspector === undefined) {
            this.#early.push(message);
            return;
        }
        const { status, body, reply } = message;
        this.#lastPiece = performance.now();
        try {
            if (status !== undefined && status.code >= 400)
                throw new Error(`the server broke it off: ${status.text || status.code}`);
            if (body.length === 0) {
                // For a small stream the end has no status at all: only the data shows whether it is whole.
                this.#whole = this.#inspector.end();
                this.body.push(null);
                return;
            }
            this.#inspector.write(body);
        }
        catch (error) {
            this.#fail((0,words/* reasonOf */.A3)(error));
            return;
        }
        this.#bytes += body.length;
        this.body.push(body);
        if (reply === undefined)
            return;
        this.#unanswered.push({ reply, bytes: body.length });
        if (this.body.readableLength < aheadBytes)
            this.#answerOne();
    }
    /** Gives the bytes of the piece. */
    #answerOne() {
        const piece = this.#unanswered.shift();
        if (piece === undefined)
            return 0;
        this.#lastAnswer = performance.now();
        this.#jetstream.client.publish(piece.reply);
        return piece.bytes;
    }
    #look() {
        const now = performance.now();
        if (this.#unanswered.length > 0) {
            if (now - this.#lastAnswer < aliveMs)
                return;
            let left = this.#unanswered.reduce((sum, { bytes }) => sum + bytes, 0);
            const enough = Math.min(left, windowBytes) - aliveBytes;
            while (this.#unanswered.length > 0 && left > enough)
                left -= this.#answerOne();
        }
        else if (this.#whole === undefined && now - this.#lastPiece > snapshot_silenceMs)
            this.#fail(`nothing more came for ${snapshot_silenceMs / 1000} s`);
    }
    #fail(because) {
        this.body.destroy(this.#jetstream.client.problem(`the snapshot of stream ${this.#name} failed: ${because}`, {
            hint: "Run it again. If it fails so again, look at the server's log, and try nats stream backup.",
        }));
    }
}
/** 10064 stands for every failure of a snapshot: what is in memory can be told apart. */
function refusedSnapshot({ client }, name, storage, error) {
    if (error.isMissing)
        return client.problem(`stream ${name} was deleted while the backup ran`, { hint: 'Run it again.', cause: error });
    if (storage === 'memory')
        return client.problem(`stream ${name} is kept in memory, and NATS ${client.info.version} has no snapshot of such`, {
            hint: `Use NATS 2.15, or leave the stream out: streams: { exclude: [${name}] }.`,
            cause: error,
        });
    return client.problem(`there is no snapshot of stream ${name}: ${error.message}`, {
        hint: 'Another backup of it may be under way: run it again. The log of the server says more.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./engine/nats/dump.js








/** What was stored or deleted while the snapshot was under way is in it or not: counted is what came. */
function rangeOf({ messages, first_seq, last_seq }, counted) {
    if (counted === undefined)
        return { messages, first: first_seq, last: last_seq };
    return counted.last === undefined ? counted : { ...counted, last: Math.max(last_seq, counted.last) };
}
/** What is written to meanwhile, and keeps a few messages of each subject, is whole in its blocks; the server drops the rest. */
function uncounted(streams, version) {
    const names = streams.filter(({ range }) => range.messages === undefined).map(({ config }) => config.name);
    if (names.length === 0)
        return [];
    const message = `written to while NATS ${version} took the snapshot, so what a restore has of them is not compared: ${(0,words/* namesSome */.Tc)(names)}`;
    return [{ level: 'note', blame: 'source', message }];
}
/** A part for each stream, as the server gives it, and at last what says which they are. */
function dumpNats(source, jetstream) {
    const { version } = jetstream.client.info;
    let facts;
    let findings = [];
    async function* parts() {
        const kept = [];
        for (const [index, stream] of (await streamsOf(source, jetstream)).entries()) {
            const part = `stream-${index + 1}.s2`;
            const { answer, body, result } = await takeSnapshot(jetstream, stream);
            try {
                // S2 is quick, and what it leaves is hardly worth another pass.
                yield { name: part, compression: 'none', body };
                await (0,promises_.finished)(body, { writable: false });
            }
            finally {
                body.destroy();
            }
            const { bytes, format, range, consumers } = result();
            const { config, state } = answer;
            kept.push({ part, bytes, format, config, state, range: rangeOf(state, range), consumers: [...consumers] });
        }
        const description = { version: 1, server: version, streams: kept };
        const body = (0,json_part/* jsonBody */.J9)(description);
        yield { name: descriptionPart, compression: 'zstd', body };
        if (!body.readableEnded)
            return;
        facts = keptFacts(version, kept);
        findings = uncounted(kept, version);
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (facts === undefined)
                throw new problem_0/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem_0/* remedy */.zL.dump });
            return { facts, findings, versions: { 'nats-server': version }, consistency: 'per-object' };
        },
    };
}

;// CONCATENATED MODULE: ./engine/nats/source.js
var source_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var source_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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








async function openNats(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const client = opened.use(await NatsClient.connect(fromHere(connectionOf(source), services), signal));
        mustBeKnown(client);
        const jetstream = new JetStream(client);
        const streams = await streamsOf(source, jetstream);
        return new OpenNats(source, jetstream, streams, opened.move());
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = source_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
class OpenNats {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    #source;
    #jetstream;
    #streams;
    #opened;
    #dumped = false;
    constructor(source, jetstream, streams, opened) {
        this.server = serverFacts(jetstream.client.info.version);
        this.sizeBytes = streams.reduce((sum, { state }) => sum + state.bytes, 0);
        this.#source = source;
        this.#jetstream = jetstream;
        this.#streams = streams;
        this.#opened = opened;
    }
    /** A snapshot that asks for nothing is refused by the server, and by the user's rights before that. */
    async rehearse() {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { client } = this.#jetstream;
            const refusal = source_addDisposableResource(env_2, new Refusal(client), false);
            for (const { config } of this.#streams) {
                if (config.storage === 'memory' && isBefore(versionOf(client.info.version), newFormat))
                    throw client.problem(`stream ${config.name} is kept in memory, and NATS ${client.info.version} has no snapshot of such`, {
                        hint: `Use NATS 2.15, or leave the stream out: streams: { exclude: [${config.name}] }.`,
                    });
                await client.request(`$JS.API.STREAM.SNAPSHOT.${config.name}`, '', `the snapshot of ${config.name}`);
                client.publish(`$JS.SNAPSHOT.ACK.${config.name}.rehearsal`);
            }
            await client.flush();
            refusal.check();
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            source_disposeResources(env_2);
        }
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpNats(this.#source, this.#jetstream);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}
/** What was not allowed meanwhile. */
class Refusal {
    #listening;
    #problem;
    constructor(client) {
        this.#listening = client.onRefusal((problem) => {
            this.#problem ??= problem;
        });
    }
    check() {
        if (this.#problem !== undefined)
            throw this.#problem;
    }
    [Symbol.dispose]() {
        this.#listening[Symbol.dispose]();
    }
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
;// CONCATENATED MODULE: ./engine/nats/adapt.js

/** A stream's configuration as a place takes it. */
function adapted(config, { singleServer, throwAway }) {
    const { placement: _, ...anywhere } = config;
    const placed = singleServer ? { ...anywhere, num_replicas: 1 } : config;
    if (!throwAway)
        return placed;
    // A copy of another stream would go on copying what is restored beside it.
    const { mirror: _mirror, sources: _sources, mirror_direct: _direct, ...own } = placed;
    // Messages that are older than the backup's stream keeps them would be gone at once.
    const still = { ...own, max_age: 0 };
    if ((config.subjects ?? []).length > 0)
        return still;
    // What a server would fill in for a stream that is no copy.
    return { ...still, subjects: [`backproof.copy.${config.name}`], duplicate_window: 120_000_000_000 };
}
/** The configuration that a stream of this place has for what was changed above. */
function original(live, kept, place) {
    const ours = adapted(kept, place);
    const result = { ...live };
    for (const key of new Set([...Object.keys(kept), ...Object.keys(ours)])) {
        const isOurs = JSON.stringify(ours[key]) === JSON.stringify(kept[key]);
        if (isOurs || !same(live[key], ours[key]))
            continue;
        result[key] = kept[key];
    }
    return result;
}
/** What is not set, and what is nothing, are alike: servers leave either out. */
const same = (one, other) => JSON.stringify(one || null) === JSON.stringify(other || null);
/** True where the server itself adds or removes messages as soon as the stream is there. */
const moves = ({ config }) => (config.max_age ?? 0) > 0 || Boolean(config.mirror) || Boolean(config.sources);
function notes(streams, place) {
    const note = (of, message, level = 'note') => of.length === 0
        ? []
        : [{ level, blame: 'env', message: message((0,words/* namesSome */.Tc)(of.map(({ config }) => config.name))) }];
    const replicated = streams.filter(({ config }) => (config.num_replicas ?? 1) > 1);
    return [
        ...(place.singleServer
            ? note(replicated, (names) => `restored with one replica, because the target is a single server: ${names}`, place.throwAway ? 'note' : 'warning')
            : []),
        ...(place.throwAway
            ? []
            : note(streams.filter(moves), (names) => `the server itself removes what is too old, or copies from other streams, so messages are not compared: ${names}`)),
    ];
}

// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/nats/check.js


/** `count-of: STREAM`, `key: BUCKET/KEY` of a KV bucket, `required: [STREAM]`. */
async function checkNats(assertion, jetstream) {
    if (assertion.kind === 'required') {
        const names = new Set((await jetstream.streams()).map(({ config }) => config.name));
        return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'stream');
    }
    if (assertion.kind === 'count-of') {
        const stream = await jetstream.stream(assertion.ask);
        if (stream === undefined)
            return (0,engine_assertion/* failed */.gz)(assertion, `there is no stream ${assertion.ask}`);
        return (0,engine_assertion/* judged */.g$)(assertion, String(stream.state.messages));
    }
    if (assertion.kind !== 'key')
        throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    const [, bucket, key] = /^([^/]+)\/(.+)$/.exec(assertion.ask) ?? [];
    if (bucket === undefined || key === undefined)
        return (0,engine_assertion/* mistaken */.R3)(assertion, 'its key is not BUCKET/KEY');
    const missing = (0,engine_assertion/* failed */.gz)(assertion, `there is no key ${key} in the bucket ${bucket}`);
    if (!isName(bucket) || !/^[^\s*>]+$/.test(key))
        return missing;
    const found = await jetstream.newest(`KV_${bucket}`, `$KV.${bucket}.${key}`);
    // What was deleted leaves a message that says so.
    const headers = Buffer.from(found?.hdrs ?? '', 'base64').toString('latin1');
    if (found === undefined || /^KV-Operation: *(DEL|PURGE)\r?$/im.test(headers))
        return missing;
    return (0,engine_assertion/* judged */.g$)(assertion, Buffer.from(found.data ?? '', 'base64').toString('utf8'));
}

;// CONCATENATED MODULE: ./engine/nats/send.js

/** How many pieces may be under way. */
const mostUnanswered = 16;
const answerMs = 60_000;
/** What a disk that is busy writes, 5 MiB/s. */
const send_slowestBytesPerMs = 5000;
const largestPiece = 128 * 1024;
/** A server gives a restore up when nothing comes for 5 s. */
const send_aliveMs = 2000;
/** The pieces of one snapshot on their way into a server, each answered. */
class Sending {
    #jetstream;
    #name;
    #inbox;
    #refusals;
    #unanswered = 0;
    #failure;
    #done = false;
    #wake = Promise.withResolvers();
    #bytes = 0;
    constructor(jetstream, name) {
        this.#jetstream = jetstream;
        this.#name = name;
        this.#inbox = jetstream.client.listen((message) => this.#heard(message));
        this.#refusals = jetstream.client.onRefusal((problem) => this.#fail(problem));
    }
    /** Sends all, and waits until the server has made a stream of it. Throws what the server refuses. */
    async send(deliver, pieces) {
        for await (const piece of pieces) {
            while (this.#unanswered >= mostUnanswered)
                await this.#answer(answerMs);
            this.#throwFailure();
            this.#unanswered++;
            this.#bytes += piece.length;
            this.#jetstream.client.publish(deliver, piece, this.#inbox.subject);
            await this.#jetstream.client.drained();
        }
        while (this.#unanswered > 0)
            await this.#answer(answerMs);
        await this.end(deliver, answerMs + this.#bytes / send_slowestBytesPerMs);
    }
    /** End of the data: the server now makes the stream, or says why not. */
    async end(deliver, ms) {
        this.#throwFailure();
        this.#jetstream.client.publish(deliver, '', this.#inbox.subject);
        while (!this.#done)
            await this.#answer(ms);
    }
    [Symbol.dispose]() {
        this.#inbox[Symbol.dispose]();
        this.#refusals[Symbol.dispose]();
    }
    #heard({ status, body }) {
        try {
            if (status?.code === 503)
                throw new Error('the server does not take the restore any more');
            if (body.length === 0)
                this.#unanswered--;
            else {
                refuse(JSON.parse(body.toString('utf8')));
                this.#done = true;
            }
        }
        catch (error) {
            this.#fail(error);
        }
        this.#awake();
    }
    #fail(error) {
        this.#failure ??= error;
        this.#awake();
    }
    #awake() {
        this.#wake.resolve();
        this.#wake = Promise.withResolvers();
    }
    #throwFailure() {
        if (this.#failure !== undefined)
            throw this.#failure;
    }
    async #answer(ms) {
        const { client } = this.#jetstream;
        this.#throwFailure();
        const late = Promise.withResolvers();
        const timer = setTimeout(() => {
            const hint = 'Look at the log of the server, and try again.';
            late.reject(client.problem(`the restore of ${this.#name} was not answered within ${Math.round(ms / 1000)} s`, { hint }));
        }, ms);
        try {
            await Promise.race([this.#wake.promise, client.closed, late.promise]);
        }
        finally {
            clearTimeout(timer);
        }
        this.#throwFailure();
    }
}
/** Pieces of a size that a server takes; where none comes for a while, bytes of one that was held back. */
async function* steady(pieces, most) {
    const size = Math.min(largestPiece, most);
    let held = Buffer.alloc(0);
    const source = pieces[Symbol.asyncIterator]();
    try {
        for (;;) {
            const next = source.next();
            let come = await within(next, send_aliveMs);
            for (; come === 'late'; come = await within(next, send_aliveMs)) {
                if (held.length < 2)
                    continue;
                yield held.subarray(0, 1);
                held = held.subarray(1);
            }
            yield* slices(held, size);
            held = Buffer.alloc(0);
            if (come.done === true)
                return;
            held = come.value;
        }
    }
    finally {
        await source.return?.();
    }
}
function* slices(bytes, size) {
    for (let at = 0; at < bytes.length; at += size)
        yield bytes.subarray(at, at + size);
}
async function within(promise, ms) {
    const late = Promise.withResolvers();
    const timer = setTimeout(() => late.resolve('late'), ms);
    try {
        return await Promise.race([promise, late.promise]);
    }
    finally {
        clearTimeout(timer);
    }
}

;// CONCATENATED MODULE: ./engine/nats/subject.js
/** True where some subject matches both: `*` is any one token, `>` at the end any number from one. */
function collide(one, other) {
    const [a, b] = [one.split('.'), other.split('.')];
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
        const [x, y] = [a[index], b[index]];
        if (x === undefined || y === undefined)
            return false;
        if (x === '>' || y === '>')
            return true;
        if (x !== y && x !== '*' && y !== '*')
            return false;
    }
    return true;
}
const collideAny = (ones = [], others = []) => ones.some((one) => others.some((other) => collide(one, other)));

;// CONCATENATED MODULE: ./engine/nats/restore.js
var restore_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var restore_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/** Everything that can be refused is, before anything is written. */
async function restoreNats(backup, request, { connection, throwAway, signal, onPlan }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const client = restore_addDisposableResource(env_1, await NatsClient.connect(connection, signal), true);
        const { streams, replaced } = await admitNats(backup, request, client);
        const place = { singleServer: client.info.cluster === undefined, throwAway };
        const jetstream = new JetStream(client);
        const names = new Set(streams.map(({ config }) => config.name));
        onPlan(streams, place);
        // The old goes before the new can come: not before the new has been read to its end.
        if (replaced.length > 0)
            for (const stream of streams)
                await readStream(backup, stream, signal);
        await new Restoring(backup, jetstream, connection, place, replaced).all(streams);
        const findings = notes(streams, place);
        const moving = new Set(throwAway ? [] : streams.filter(moves).map(({ config }) => config.name));
        const expected = someFacts(backup.facts, (name) => names.has(name), (name) => moving.has(name));
        return { findings, expected, restoredBytes: streams.reduce((sum, { bytes }) => sum + bytes, 0) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = restore_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Refuses what cannot be restored, and changes nothing. */
async function admitNats(backup, { overwrite, only }, client) {
    const description = await readDescription(backup);
    const streams = chosen(description, only);
    mustBeKnown(client);
    mustTake(client, description);
    const jetstream = new JetStream(client);
    const there = await asked(jetstream, jetstream.streams());
    const names = new Set(streams.map(({ config }) => config.name));
    const replaced = there.filter(({ config }) => names.has(config.name));
    mustBeFree(client, replaced, overwrite);
    mustNotOverlap(client, streams, there.filter(({ config }) => !names.has(config.name)));
    return { streams, replaced };
}
class Restoring {
    #backup;
    #jetstream;
    #connection;
    #place;
    /** Streams of the target that are still there, and are to go. */
    #old;
    #gone = [];
    #made = [];
    constructor(backup, jetstream, connection, place, replaced) {
        this.#backup = backup;
        this.#jetstream = jetstream;
        this.#connection = connection;
        this.#place = place;
        this.#old = replaced;
    }
    async all(streams) {
        for (const stream of streams) {
            const { name } = stream.config;
            try {
                await this.#makeRoom(stream);
                await this.#restore(stream);
                this.#made.push(name);
            }
            catch (error) {
                throw this.#told(error, stream);
            }
        }
    }
    /** One by one, so that as little as possible is gone should the next one fail. */
    async #makeRoom({ config }) {
        const inTheWay = (old) => old.config.name === config.name || collideAny(old.config.subjects, config.subjects);
        for (const old of this.#old.filter(inTheWay)) {
            await this.#jetstream.remove(old.config.name);
            this.#gone.push(old.config.name);
        }
        this.#old = this.#old.filter((old) => !inTheWay(old));
    }
    async #restore(stream) {
        const { client } = this.#jetstream;
        const { name } = stream.config;
        const pieces = steady(piecesOf(this.#backup, stream), client.info.max_payload);
        let deliver;
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                // The server waits 5 s for the first: it has to be here.
                const first = await pieces.next();
                deliver = await this.#jetstream.restore(adapted(stream.config, this.#place), stream.state);
                const sending = restore_addDisposableResource(env_2, new Sending(this.#jetstream, name), false);
                await sending.send(deliver, joined(first, pieces));
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                restore_disposeResources(env_2);
            }
        }
        catch (error) {
            await pieces.return(undefined);
            // What was whole before goes too, unless it has taken the place of something.
            const whole = this.#gone.length > 0 ? [] : this.#made;
            if (deliver !== undefined || whole.length > 0)
                await abandon(this.#connection, deliver, [...whole, ...(deliver === undefined ? [] : [name])]).catch((also) => (0,problem_0/* noteAlso */.Gv)(error, also));
            throw error;
        }
    }
    #told(error, { config }) {
        const lost = this.#gone.filter((name) => !this.#made.includes(name));
        const after = this.#gone.length === 0
            ? ''
            : `; of the target's streams, ${(0,words/* namesSome */.Tc)(this.#gone)} had been removed to be replaced, and ${lost.length === 0 ? 'all of them were' : `${(0,words/* namesSome */.Tc)(lost)} ${lost.length === 1 ? 'was' : 'were'} not yet`}`;
        if (error instanceof Refused)
            return refused(this.#jetstream.client, config.name, error, after);
        if (!(0,problem_0/* isProblem */.AN)(error) || after === '' || error.code === 'cancelled')
            return error;
        return new problem_0/* Problem */.AF(error.code, `${(0,problem_0/* messageOf */.bD)(error)}${after}`, { hint: error.hint, cause: error });
    }
}
async function* joined(first, rest) {
    if (first.done !== true)
        yield first.value;
    yield* rest;
}
const cleanupMs = 30_000;
/** Uses its own connection, because the other may be what failed. The server first drops what it has begun. */
async function abandon(connection, deliver, names) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const client = restore_addDisposableResource(env_3, await NatsClient.connect(connection, AbortSignal.timeout(cleanupMs)), true);
        const jetstream = new JetStream(client);
        if (deliver !== undefined) {
            const env_4 = { stack: [], error: void 0, hasError: false };
            try {
                const sending = restore_addDisposableResource(env_4, new Sending(jetstream, names.join(', '))
                // What it says to a snapshot that is cut off is no news.
                , false);
                // What it says to a snapshot that is cut off is no news.
                await sending.end(deliver, 10_000).catch(() => undefined);
            }
            catch (e_3) {
                env_4.error = e_3;
                env_4.hasError = true;
            }
            finally {
                restore_disposeResources(env_4);
            }
        }
        for (const name of names)
            await jetstream.remove(name);
    }
    catch (e_4) {
        env_3.error = e_4;
        env_3.hasError = true;
    }
    finally {
        const result_2 = restore_disposeResources(env_3);
        if (result_2)
            await result_2;
    }
}
function chosen({ streams }, only) {
    const names = streams.map(({ config }) => config.name);
    const unmatched = (pattern, hint) => new problem_0/* Problem */.AF('usage', `--only ${pattern}: the backup has no such stream`, { hint });
    const taken = new Set((0,selection/* selected */.wH)(names, { include: only, exclude: [] }, 'stream', unmatched));
    return streams.filter(({ config }) => taken.has(config.name));
}
/** An older server may take what it does not know, and lose it. */
function mustTake({ info, where }, { server }) {
    if (!isBefore(versionOf(info.version), versionOf(server)))
        return;
    const { major, minor } = versionOf(server);
    throw new problem_0/* Problem */.AF('tool-version', `the backup is of NATS ${server}, and ${where} is the older ${info.version}`, {
        hint: `Restore into NATS ${major}.${minor} or newer.`,
    });
}
function mustBeFree({ where }, replaced, overwrite) {
    if (replaced.length === 0 || overwrite)
        return;
    const names = (0,words/* namesSome */.Tc)(replaced.map(({ config }) => config.name));
    throw new problem_0/* Problem */.AF('target-refused', `${where} has streams of the backup's names: ${names}`, {
        hint: `Restore into another account or server, or give --overwrite ${where}, which deletes those streams first.`,
    });
}
function mustNotOverlap({ where }, streams, others) {
    for (const { config } of streams) {
        const other = others.find((other) => collideAny(other.config.subjects, config.subjects));
        if (other === undefined)
            continue;
        throw new problem_0/* Problem */.AF('target-refused', `stream ${config.name} has subjects that overlap with those of ${other.config.name} in ${where}: ${(0,words/* namesSome */.Tc)(config.subjects ?? [])} and ${(0,words/* namesSome */.Tc)(other.config.subjects ?? [])}`, { hint: `Restore into another account or server, or delete ${other.config.name} there first.` });
    }
}
function refused({ where }, name, error, after) {
    return new problem_0/* Problem */.AF('restore-failed', `${where} does not take stream ${name}: ${error.message}${after}`, {
        hint: 'Compare the limits of JetStream there (nats account info) with the stream, and look at the log of the server.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./engine/nats/target.js
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









/** An account of a server: that of the user. */
class NatsTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #restored;
    constructor(place) {
        this.where = place.named.where;
        this.name = place.named.where;
        this.throwAway = place.remove !== undefined;
        this.servers = place.named.servers;
        this.#place = place;
    }
    overlap(source) {
        return sameAccount(connectionOf(source), this.#place.named) ? 'same' : 'none';
    }
    async admit(backup, request) {
        const { connection, signal } = this.#place;
        const admitted = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const client = target_addDisposableResource(env_1, await NatsClient.connect(connection, signal), true);
                await admitNats(backup, request, client);
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
        };
        await (0,blame/* asTarget */.Q)(admitted(), this);
    }
    async restore(backup, request) {
        const { connection, signal } = this.#place;
        const onPlan = (streams, place) => {
            this.#restored = { streams: new Map(streams.map(({ config }) => [config.name, config])), place };
        };
        return await (0,blame/* asTarget */.Q)(restoreNats(backup, request, { connection, throwAway: this.throwAway, signal, onPlan }), this);
    }
    async facts(like, counted) {
        return await this.#with((jetstream) => liveFacts(jetstream, like, (live) => this.#original(live), counted));
    }
    async check(assertion) {
        return await this.#with((jetstream) => checkNats(assertion, jetstream));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    #original(live) {
        const kept = this.#restored?.streams.get(live.name);
        return kept === undefined || this.#restored === undefined ? live : original(live, kept, this.#restored.place);
    }
    async #with(use) {
        const { connection, signal } = this.#place;
        const used = async () => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const client = target_addDisposableResource(env_2, await NatsClient.connect(connection, signal), true);
                const jetstream = new JetStream(client);
                return await asked(jetstream, use(jetstream));
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
        };
        return await (0,blame/* asTarget */.Q)(used(), this);
    }
}

;// CONCATENATED MODULE: ./engine/nats/nats.js






/** JetStream's streams, with KV buckets and object stores, by the snapshots of the server itself. */
const nats = {
    name: 'nats',
    can: { selects: 'stream', restores: [] },
    open: (source, bench, signal) => openNats(source, bench, signal),
    servers: (source) => connectionOf(source).servers,
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => natsContents(backup, signal, required),
    async target(text, _by, { services }, signal) {
        const named = parseNatsUrl(text, '--into', '--into');
        return new NatsTarget({ named, connection: fromHere(named, services), signal });
    },
    async sandbox(dumped, image, { baseEnv, label }, signal) {
        const sandbox = await (0,runtime/* startReachableSandbox */.tU)(natsSandbox(dumped, image), { baseEnv, label, signal });
        const connection = at(sandbox.address.host);
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new NatsTarget({ named: connection, connection, signal, remove });
    },
};


/***/ }),

/***/ 66505:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ notThere),
/* harmony export */   jN: () => (/* binding */ matcher),
/* harmony export */   wH: () => (/* binding */ selected)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** `*` is any run of characters, `?` one of them. */
function matcher(pattern) {
    const source = pattern
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('*', '.*')
        .replaceAll('?', '.');
    const expression = new RegExp(`^${source}$`, 'su');
    return (name) => expression.test(name);
}
/** The names that the patterns take. @throws Problem for a pattern that nothing matches, saying what there is. */
function selected(names, { include, exclude }, noun, unmatched) {
    for (const pattern of include) {
        if (names.some(matcher(pattern)))
            continue;
        const nouns = noun.endsWith('x') ? `${noun}es` : `${noun}s`;
        const there = names.length === 0 ? `There are no ${nouns}.` : `The ${nouns} are ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(names, 20)}.`;
        throw unmatched(`${pattern}${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(pattern, names)}`, there);
    }
    const takes = include.map(matcher);
    const leaves = exclude.map(matcher);
    return names.filter((name) => (takes.length === 0 || takes.some((takes) => takes(name))) && !leaves.some((leaves) => leaves(name)));
}
/** For a pattern of the policy's `key` that no such thing matches. */
const notThere = (place, key, noun) => (pattern, hint) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${place}: ${key} includes ${pattern}, but there is no such ${noun}`, { hint });


/***/ }),

/***/ 72328:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ parseServerUrl),
/* harmony export */   IF: () => (/* binding */ serversText),
/* harmony export */   U2: () => (/* binding */ serversOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);



const form = /^([a-z][a-z0-9+.-]*):\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^@/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i;
const files = { 'tls-ca': 'ca', 'tls-cert': 'cert', 'tls-key': 'key' };
/**
 * A URL as an engine's server has it. Certificates: `tls-ca`, `tls-cert` and `tls-key` are files of this machine,
 * `tls-name` is the name that the server's certificate must have, if it is not the host.
 * `place`: whose it is, "source cache, by CACHE_URL".
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseServerUrl(text, place, rules) {
    const bad = (because, hint = `Write it as ${rules.example}, with special characters URL-encoded.`) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: ${because}`, { hint });
    const url = text.trim();
    const match = /\s/.test(url) ? null : form.exec(url);
    const scheme = match?.[1]?.toLowerCase() ?? '';
    if (match === null || !Object.hasOwn(rules.schemes, scheme))
        throw bad(otherUrl(url, rules));
    const decode = (part) => {
        if (/%00/.test(part))
            throw bad('a part of the URL has a NUL byte in it');
        try {
            return decodeURIComponent(part);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, , user, password, hosts = '', path = '', query = ''] = match;
    const given = new Map(pairsOf(query).map(([name, value]) => [decode(name), decode(value)]));
    const { encryptedBy } = rules;
    const own = encryptedBy === undefined ? rules.parameters : [encryptedBy, ...rules.parameters];
    const known = [...own, ...Object.keys(files), 'tls-name'];
    for (const name of given.keys()) {
        if (known.includes(name))
            continue;
        // What follows a "?" in a password that is not URL-encoded looks like parameters: then none is named.
        const shown = /^[a-z][a-zA-Z-]{0,39}$/.test(name) && !query.includes('@') ? ` ${name}` : '';
        throw bad(`the URL has an unknown parameter${shown}`, `The parameters are ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .namesSome */ .Tc)(known, 20)}.`);
    }
    const [first, ...others] = hosts.split(',').map((host) => addressOf(decode(host), rules.port));
    if (first === undefined || [first, ...others].includes(undefined))
        throw bad('the URL names no host, or no port from 1 to 65535');
    const { 'tls-name': name, ...rest } = Object.fromEntries(given);
    const wish = encryptedBy === undefined ? undefined : given.get(encryptedBy);
    if (wish !== undefined && wish !== 'on' && wish !== 'off')
        throw bad(`${encryptedBy} in the URL is neither on nor off`, `Write ${encryptedBy}=on, or leave it out.`);
    const encrypted = rules.schemes[scheme] === 'tls' || wish === 'on';
    const ofTls = [...given.keys()].find((key) => key.startsWith('tls-'));
    if (ofTls !== undefined && !encrypted)
        throw encryptedBy === undefined
            ? bad(`the URL has ${ofTls}, but ${scheme}:// is not encrypted`)
            : bad(`the URL has ${ofTls}, but not ${encryptedBy}=on`, `Write ${encryptedBy}=on beside it.`);
    return {
        servers: [first, ...others.flatMap((other) => other ?? [])],
        user: user === undefined || user === '' ? undefined : decode(user),
        password: password === undefined ? undefined : decode(password),
        path: decode(path),
        parameters: Object.fromEntries(Object.entries(rest).filter(([key]) => rules.parameters.includes(key))),
        tls: encrypted ? { ...certificates(rest, place), ...(name === undefined ? {} : { servername: name }) } : undefined,
    };
}
function pairsOf(query) {
    const parts = query.split('&').filter((part) => part !== '');
    return parts.map((part) => {
        const [name = '', value = ''] = part.split(/=(.*)/s, 2);
        return [name, value];
    });
}
/** The servers of a source: those of its `hosts`, where it names some, with the port of the URL where they have none. */
function serversOf({ cluster, url }, [first, ...others], place) {
    if (cluster?.hosts === undefined)
        return [first, ...others];
    if (others.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: the URL names several hosts, and hosts does as well`, {
            hint: `Name them in one place: leave one host in the URL (${url.origin()}), or take hosts out of the policy.`,
        });
    const [named, ...more] = cluster.hosts.flatMap((host) => addressOf(host, first.port) ?? []);
    if (named === undefined || more.length + 1 !== cluster.hosts.length)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: a port of hosts is not one from 1 to 65535`, {
            hint: 'Write each as HOST:PORT.',
        });
    return [named, ...more];
}
function addressOf(text, standard) {
    const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d+))?$/.exec(text) ?? [];
    const host = bracketed ?? plain;
    const number = Number(port ?? standard);
    return host !== undefined && number > 0 && number < 65_536 ? { host, port: number } : undefined;
}
/** What is wrong with a malformed text, judging by its beginning; never shows more of it. */
function otherUrl(url, { noun, schemes }) {
    const not = `the URL is not one of ${noun}`;
    if (url === '')
        return `${not}: it is empty or only white space`;
    if (/^["'`\u2018\u2019\u201c\u201d]/.test(url))
        return `${not}: it begins with a quotation mark`;
    if (/\s/.test(url))
        return `${not}: it contains white space`;
    const known = /^(?:jdbc:)?(?:mysql|mariadb|mongodb(?:\+srv)?|sqlserver|rediss?|valkeys?|https?|postgres(?:ql)?|nats|tls|kafka):/i;
    const scheme = known.exec(url)?.[0];
    if (scheme && !Object.hasOwn(schemes, scheme.slice(0, -1)))
        return `${not}: it begins with ${scheme}`;
    return scheme ? not : `${not}: it does not begin with ${Object.keys(schemes)[0]}://`;
}
function certificates(given, place) {
    const read = Object.entries(files).flatMap(([parameter, option]) => {
        const path = given[parameter];
        if (path === undefined)
            return [];
        try {
            return [[option, (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path)]];
        }
        catch (cause) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${place}: ${parameter} cannot be read: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(cause)}`, {
                hint: `Set ${parameter} to the path of a PEM file of this machine.`,
                cause,
            });
        }
    });
    return Object.fromEntries(read);
}
/** "cache.example:6379": for messages. */
function serversText({ servers }) {
    return servers.map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`).join(' or ');
}


/***/ }),

/***/ 69706:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ asTarget)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);

/** What a source's failure would be is the target's here: whoever speaks to a server does not know which of them it is. */
async function asTarget(work, { throwAway }) {
    try {
        return await work;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'source-failed'))
            throw error;
        const code = throwAway ? 'sandbox-failed' : 'restore-failed';
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF(code, error.message, { hint: error.hint, cause: error.cause, ofMachine: error.ofMachine });
    }
}


/***/ })

};
