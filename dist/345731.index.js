export const id = 345731;
export const ids = [345731];
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

/***/ 10037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kafka: () => (/* binding */ kafka)
});

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words_words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/kafka/protocol/cursor.js
/** Reads big-endian numbers and Kafka's varints one after the other; throws RangeError past the end. */
class Cursor {
    at;
    buffer;
    constructor(buffer, at = 0) {
        this.buffer = buffer;
        this.at = at;
    }
    get left() {
        return this.buffer.length - this.at;
    }
    int8() {
        return this.buffer.readInt8(this.#past(1));
    }
    int16() {
        return this.buffer.readInt16BE(this.#past(2));
    }
    int32() {
        return this.buffer.readInt32BE(this.#past(4));
    }
    uint32() {
        return this.buffer.readUInt32BE(this.#past(4));
    }
    int64() {
        return this.buffer.readBigInt64BE(this.#past(8));
    }
    /** An offset: there are none that a double does not hold. */
    offset() {
        return Number(this.int64());
    }
    /** Seven bits a byte, the lowest first. */
    unsignedVarint() {
        const { buffer } = this;
        let value = 0;
        let scale = 1;
        for (let count = 0; count < 8; count++) {
            const byte = buffer[this.at++];
            if (byte === undefined)
                throw new RangeError('a number is cut off');
            value += (byte & 0x7f) * scale;
            if (byte < 0x80)
                return value;
            scale *= 128;
        }
        throw new RangeError('a number is too long');
    }
    /** The same with the sign in the lowest bit. */
    varint() {
        const value = this.unsignedVarint();
        return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    /** Of 64 bits. A bigint only where a double would not hold it. */
    varlong() {
        let value = 0;
        let scale = 1;
        const start = this.at;
        for (let count = 0; count < 7; count++) {
            const byte = this.buffer[this.at++];
            if (byte === undefined)
                throw new RangeError('a number is cut off');
            value += (byte & 0x7f) * scale;
            if (byte < 0x80)
                return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
            scale *= 128;
        }
        this.at = start;
        return this.#longVarlong();
    }
    bytes(length) {
        if (length < 0 || length > this.left)
            throw new RangeError('it is cut off');
        return this.buffer.subarray(this.#past(length), this.at);
    }
    skip(length) {
        if (length < 0 || length > this.left)
            throw new RangeError('it is cut off');
        this.at += length;
    }
    /** Those that a newer protocol adds. `take`: which is looked at. */
    taggedFields(take) {
        const count = this.unsignedVarint();
        for (let index = 0; index < count; index++) {
            const tag = this.unsignedVarint();
            const field = this.bytes(this.unsignedVarint());
            take?.(tag, new Cursor(field));
        }
    }
    /** A list as newer versions of the protocol have it: its length is one more, 0 is none. */
    list(read) {
        const count = this.unsignedVarint() - 1;
        if (count > this.left)
            throw new RangeError('it is cut off');
        const items = [];
        for (let index = 0; index < count; index++)
            items.push(read());
        return items;
    }
    text() {
        const length = this.unsignedVarint() - 1;
        return length < 0 ? '' : this.bytes(length).toString('utf8');
    }
    #longVarlong() {
        let value = 0n;
        for (let shift = 0n; shift < 70n; shift += 7n) {
            const byte = this.int8() & 0xff;
            value |= BigInt(byte & 0x7f) << shift;
            if (byte < 0x80)
                return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
        }
        throw new RangeError('a number is too long');
    }
    #past(length) {
        const from = this.at;
        this.at += length;
        return from;
    }
}

;// CONCATENATED MODULE: ./engine/kafka/archive/record.js

/**
 * Goes over records that lie one after the other, and looks at every length in them.
 * @throws RangeError where they are not exactly `count` whole records.
 */
function eachRecord(records, count, visit) {
    const cursor = new Cursor(records);
    for (let index = 0; index < count; index++) {
        const length = cursor.varint();
        const end = cursor.at + length;
        if (length < 0 || end > records.length)
            throw new RangeError('a record is cut off');
        cursor.skip(1);
        const timeDelta = cursor.varlong();
        const offsetDelta = cursor.varint();
        const from = cursor.at;
        skipBytes(cursor);
        skipBytes(cursor);
        const headers = cursor.varint();
        for (let header = 0; header < headers; header++) {
            cursor.skip(cursor.varint());
            skipBytes(cursor);
        }
        if (cursor.at !== end || headers < 0)
            throw new RangeError('a record is not as long as it says');
        visit(offsetDelta, timeDelta, from, end);
    }
    if (cursor.left !== 0)
        throw new RangeError(`there is more than the ${count} records that it should have`);
}
/** Null has the length -1. */
function skipBytes(cursor) {
    const length = cursor.varint();
    if (length > 0)
        cursor.skip(length);
    else if (length < -1)
        throw new RangeError('a length is negative');
}
const safe = 2 ** 52;
/** The sum, exactly. */
function later(time, delta) {
    if (typeof time === 'number' && typeof delta === 'number' && Math.abs(time) < safe && Math.abs(delta) < safe)
        return time + delta;
    return narrow(BigInt.asIntN(64, BigInt(time) + BigInt(delta)));
}
function narrow(time) {
    return time > -safe && time < safe ? Number(time) : time;
}
/** Writes what follows a record's length: attributes, time and offset; gives where it ended. */
function writeVarint(into, at, value) {
    if (typeof value === 'bigint')
        return writeVarlong(into, at, value);
    let left = value < 0 ? -2 * value - 1 : 2 * value;
    let end = at;
    while (left >= 128) {
        into[end++] = (left % 128) | 0x80;
        left = Math.floor(left / 128);
    }
    into[end++] = left;
    return end;
}
function writeVarlong(into, at, value) {
    let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n));
    let end = at;
    while (left >= 128n) {
        into[end++] = Number(left & 0x7fn) | 0x80;
        left >>= 7n;
    }
    into[end++] = Number(left);
    return end;
}
function varintBytes(value) {
    let count = 1;
    if (typeof value === 'bigint') {
        for (let left = BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)); left >= 128n; left >>= 7n)
            count++;
        return count;
    }
    let left = value < 0 ? -2 * value - 1 : 2 * value;
    while (left >= 128) {
        left /= 128;
        count++;
    }
    return count;
}

;// CONCATENATED MODULE: ./engine/kafka/archive/block.js


const blockHeaderBytes = 37;
function readBlock(payload) {
    const cursor = new Cursor(payload);
    const codec = cursor.int8();
    const [firstOffset, lastOffset] = [cursor.offset(), cursor.offset()];
    const [firstTime, lastTime] = [cursor.int64(), cursor.int64()];
    const count = cursor.int32();
    if (codec < 0 || codec > 4 || count < 1)
        throw new RangeError('a block has no such header');
    return { codec, firstOffset, lastOffset, firstTime, lastTime, count, records: payload.subarray(cursor.at) };
}
/** Gathers records to blocks of about this size. */
class BlockBuilder {
    #limit;
    #room;
    #used = blockHeaderBytes;
    #count = 0;
    #codec = 0;
    #firstOffset = 0;
    #lastOffset = 0;
    #firstTime = 0;
    #lastTime = 0;
    constructor(limit) {
        this.#limit = limit;
        this.#room = Buffer.allocUnsafe(limit);
    }
    /** True where a block of this compression has no room for so many bytes more. */
    isFull(codec, bytes) {
        return this.#count > 0 && (codec !== this.#codec || this.#used + bytes + 32 > this.#limit);
    }
    add(codec, offset, time, source, from, end) {
        if (this.#count === 0) {
            this.#codec = codec;
            this.#firstOffset = offset;
            this.#firstTime = time;
            this.#lastTime = time;
        }
        const delta = later(time, -this.#firstTime);
        const length = 1 + varintBytes(delta) + varintBytes(this.#count) + end - from;
        this.#grow(length + 16);
        const room = this.#room;
        let at = writeVarint(room, this.#used, length);
        room[at++] = 0;
        at = writeVarint(room, at, delta);
        at = writeVarint(room, at, this.#count);
        source.copy(room, at, from, end);
        this.#used = at + end - from;
        this.#count++;
        this.#lastOffset = offset;
        if (time > this.#lastTime)
            this.#lastTime = time;
    }
    /** What was gathered; undefined: nothing. */
    take() {
        if (this.#count === 0)
            return undefined;
        const room = this.#room;
        room.writeInt8(this.#codec, 0);
        room.writeBigInt64BE(BigInt(this.#firstOffset), 1);
        room.writeBigInt64BE(BigInt(this.#lastOffset), 9);
        room.writeBigInt64BE(BigInt(this.#firstTime), 17);
        room.writeBigInt64BE(BigInt(this.#lastTime), 25);
        room.writeInt32BE(this.#count, 33);
        const block = room.subarray(0, this.#used);
        this.#room = Buffer.allocUnsafe(this.#limit);
        this.#used = blockHeaderBytes;
        this.#count = 0;
        return block;
    }
    #grow(bytes) {
        if (this.#used + bytes <= this.#room.length)
            return;
        const larger = Buffer.allocUnsafe(this.#used + bytes);
        this.#room.copy(larger, 0, 0, this.#used);
        this.#room = larger;
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./engine/kafka/archive/digest.js

const roomBytes = 256 * 1024;
/**
 * SHA-256 over the records of a partition in their order: of each the time, as 8 bytes, and then key, value and headers as
 * Kafka writes them. How they were batched does not matter.
 */
class ContentDigest {
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #room = Buffer.allocUnsafe(roomBytes);
    #used = 0;
    add(time, records, from, end) {
        const length = end - from;
        if (this.#used + 8 + length > roomBytes)
            this.#empty();
        const room = this.#room;
        if (typeof time === 'bigint')
            room.writeBigInt64BE(time, this.#used);
        else {
            room.writeInt32BE(Math.floor(time / 0x1_0000_0000), this.#used);
            room.writeUInt32BE(time - Math.floor(time / 0x1_0000_0000) * 0x1_0000_0000, this.#used + 4);
        }
        this.#used += 8;
        if (this.#used + length > roomBytes) {
            this.#empty();
            this.#hash.update(records.subarray(from, end));
            return;
        }
        records.copy(room, this.#used, from, end);
        this.#used += length;
    }
    end() {
        this.#empty();
        return this.#hash.digest('hex');
    }
    #empty() {
        if (this.#used > 0)
            this.#hash.update(this.#room.subarray(0, this.#used));
        this.#used = 0;
    }
}

;// CONCATENATED MODULE: ./engine/kafka/archive/frame.js
/** What the archive begins with. */
const magic = Buffer.from('BPKAFKA1');
/** What a frame holds, by its first byte. */
const frameTypes = { C: 'catalogue', B: 'block', P: 'partition', G: 'group', E: 'end' };
/** Of each type the most that is read: what is not an archive must not fill the memory. */
const most = {
    C: 64 * 1024 * 1024,
    B: 1024 * 1024 * 1024,
    P: 1024 * 1024,
    G: 16 * 1024 * 1024,
    E: 1024 * 1024,
};
/** A type, a length of four bytes, and so many bytes. @throws RangeError for one that no reader would take. */
function frame_frame(type, payload) {
    if (payload.length > most[type])
        throw new RangeError(`${payload.length} bytes are more than one record may have here`);
    const head = Buffer.allocUnsafe(5);
    head.write(type, 'latin1');
    head.writeUInt32BE(payload.length, 1);
    return [head, payload];
}
const jsonFrame = (type, value) => frame_frame(type, Buffer.from(JSON.stringify(value)));
/** The frames of an archive; ends where the bytes end after a whole one. @throws RangeError for anything else. */
async function* framesOf(body) {
    let chunks = [];
    let length = 0;
    let need = magic.length;
    let head = 'magic';
    for await (const chunk of body) {
        chunks.push(chunk);
        length += chunk.length;
        while (length >= need) {
            const all = chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
            const piece = all.subarray(0, need);
            chunks = length > need ? [all.subarray(need)] : [];
            length -= need;
            if (head === 'magic') {
                if (!piece.equals(magic))
                    throw new RangeError('it does not begin as one');
                head = 'none';
                need = 5;
            }
            else if (head === 'none') {
                head = headOf(piece);
                need = head.length;
            }
            else {
                yield { type: head.type, payload: piece };
                head = 'none';
                need = 5;
            }
        }
    }
    if (length > 0 || head !== 'none')
        throw new RangeError('it is cut off');
}
function headOf(bytes) {
    const type = bytes.toString('latin1', 0, 1);
    if (!Object.hasOwn(frameTypes, type))
        throw new RangeError('it has a frame of no known type');
    const length = bytes.readUInt32BE(1);
    if (length > most[type])
        throw new RangeError('it has a frame that is longer than any');
    return { type: type, length };
}

;// CONCATENATED MODULE: ./engine/kafka/archive/archive.js







/** The only part of a backup. */
const archivePart = 'topics.kafka';
const count = schemas/* int */.Whr().min(0);
const topic = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    partitions: schemas/* int */.Whr().min(1),
    /** As many copies as the source's cluster had of it. */
    replicas: schemas/* int */.Whr().min(1),
    /** What somebody set for this topic. */
    configuration: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    /** In effect there: the most that a batch had. */
    maxMessageBytes: schemas/* int */.Whr().min(0),
});
const catalogue = schemas/* object */.Ikc({ version: schemas/* literal */.euz(1), server: schemas/* string */.YjP(), topics: schemas/* array */.YOg(topic) });
const partition = schemas/* object */.Ikc({
    /** Index in the catalogue. */
    topic: count,
    partition: count,
    records: count,
    /** Of key, value, headers and time of each, in order. */
    digest: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
});
const group = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    offsets: schemas/* array */.YOg(schemas/* object */.Ikc({
        topic: count,
        partition: count,
        /** As it was committed there. */
        committed: count,
        /** How many of the records here lie before it: what it is after a restore. */
        records: count,
        metadata: schemas/* string */.YjP(),
    })),
});
const end = schemas/* object */.Ikc({ partitions: count, groups: count, records: count });
/**
 * What the archive holds, in its order: the catalogue; for each topic and each partition its blocks and then its end; the
 * groups; the end. Everything is looked at, and compared with the counts and digests in it.
 * @throws Problem `object-damaged` where it is not what was written, or not all of it.
 */
async function* readArchive(backup) {
    const reader = new ArchiveReader();
    const body = await backup.open(archivePart);
    try {
        for await (const { type, payload } of framesOf(body))
            yield reader.read(type, payload);
        reader.mustBeOver();
    }
    catch (error) {
        throw (0,problem/* isProblem */.AN)(error) ? error : damaged((0,words_words/* reasonOf */.A3)(error), error);
    }
    finally {
        body.destroy();
    }
}
const damaged = (because, cause) => new problem/* Problem */.AF('object-damaged', `the part ${archivePart} is damaged: ${because}`, { hint: problem/* remedy */.zL.damaged, cause });
/** Throws RangeError for what cannot stand there. */
class ArchiveReader {
    #catalogue;
    #topic = 0;
    #partition = 0;
    #records = 0;
    #digest = new ContentDigest();
    #partitions = 0;
    #groups = 0;
    #all = 0;
    #isOver = false;
    read(type, payload) {
        if (this.#isOver)
            throw new RangeError('something follows its end');
        if (this.#catalogue === undefined) {
            if (type !== 'C')
                throw new RangeError('it does not begin with its catalogue');
            this.#catalogue = parsed(catalogue, payload);
            return { kind: 'catalogue', catalogue: this.#catalogue };
        }
        if (type === 'B')
            return this.#block(payload, this.#current(this.#catalogue));
        if (type === 'P')
            return this.#end(parsed(partition, payload), this.#current(this.#catalogue));
        if (this.#catalogue.topics[this.#topic] !== undefined)
            throw new RangeError('it has not all of its partitions');
        if (type === 'G') {
            this.#groups++;
            return { kind: 'group', group: this.#known(parsed(group, payload), this.#catalogue) };
        }
        if (type !== 'E')
            throw new RangeError('it has a second catalogue');
        const said = parsed(end, payload);
        if (said.records !== this.#all || said.partitions !== this.#partitions || said.groups !== this.#groups)
            throw new RangeError('it does not hold what its end says');
        this.#isOver = true;
        return { kind: 'end', end: said };
    }
    mustBeOver() {
        if (!this.#isOver)
            throw new RangeError('it is cut off');
    }
    #current({ topics }) {
        const topic = topics[this.#topic];
        if (topic === undefined)
            throw new RangeError('it has more partitions than its catalogue names');
        return topic;
    }
    #block(payload, topic) {
        const block = readBlock(payload);
        const first = narrow(block.firstTime);
        let next = 0;
        eachRecord(block.records, block.count, (offsetDelta, timeDelta, from, end) => {
            if (offsetDelta !== next++)
                throw new RangeError('the records of a block do not count from 0');
            this.#digest.add(later(first, timeDelta), block.records, from, end);
        });
        this.#records += block.count;
        return { kind: 'block', topic, partition: this.#partition, block };
    }
    #end(said, topic) {
        if (said.topic !== this.#topic || said.partition !== this.#partition)
            throw new RangeError('its partitions are not in order');
        if (said.records !== this.#records)
            throw new RangeError('a partition does not have all of its records');
        if (said.digest !== this.#digest.end())
            throw new RangeError('the records of a partition are not those of its digest');
        this.#all += this.#records;
        this.#partitions++;
        this.#records = 0;
        this.#digest = new ContentDigest();
        this.#partition++;
        if (this.#partition === topic.partitions) {
            this.#topic++;
            this.#partition = 0;
        }
        return { kind: 'partition', topic, partition: said };
    }
    #known(group, { topics }) {
        for (const { topic, partition } of group.offsets)
            if (partition >= (topics[topic]?.partitions ?? 0))
                throw new RangeError('a group is at a partition that is not there');
        return group;
    }
}
function parsed(shape, payload) {
    let json;
    try {
        json = JSON.parse(payload.toString('utf8'));
    }
    catch {
        throw new RangeError('a description in it cannot be parsed');
    }
    const result = shape.safeParse(json);
    if (!result.success)
        throw new RangeError('a description in it is not one');
    return result.data;
}

;// CONCATENATED MODULE: ./engine/kafka/contents.js


/** Reads all of it, to its end. */
async function kafkaContents(backup, signal, required = []) {
    let topics = [];
    const records = new Map();
    const groups = [];
    for await (const entry of readArchive(backup)) {
        (0,problem/* stopIfAborted */.NI)(signal);
        if (entry.kind === 'catalogue')
            topics = entry.catalogue.topics;
        if (entry.kind === 'group')
            groups.push(entry.group.name);
        if (entry.kind === 'partition')
            records.set(entry.topic.name, (records.get(entry.topic.name) ?? 0) + entry.partition.records);
    }
    const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;
    const names = [
        ...topics.map(({ name, partitions }) => `topic ${name} (${counted(partitions, 'partition')}, ${counted(records.get(name) ?? 0, 'record')})`),
        ...groups.map((name) => `group ${name}`),
    ];
    const known = new Set(topics.map(({ name }) => name));
    return { names, missing: required.filter((name) => !known.has(name)) };
}

// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/kafka/protocol/connection.js



const urlRules = {
    noun: 'a Kafka cluster',
    schemes: { kafka: 'plain' },
    port: 9092,
    example: 'kafka://user:password@host:9092?tls=on&sasl=SCRAM-SHA-512',
    parameters: ['sasl'],
    encryptedBy: 'tls',
};
const mechanisms = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'PLAIN'];
function connectionOf(source) {
    return parseKafkaUrl(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`);
}
/** `typed`: where the URL comes from. */
function parseKafkaUrl(text, typed, place) {
    const url = (0,server_url/* parseServerUrl */.Ep)(text, typed, urlRules);
    const bad = (because, hint) => new problem/* Problem */.AF('policy-invalid', `${typed}: ${because}`, { hint });
    if (url.path !== '')
        throw bad('the URL has a path after the host, and Kafka has no databases', `Write it as ${urlRules.example}; topics names the topics.`);
    const { user, password } = url;
    const { sasl } = url.parameters;
    const mechanism = mechanisms.find((known) => known === (sasl ?? 'SCRAM-SHA-512').toUpperCase());
    if (mechanism === undefined)
        throw bad('sasl in the URL is unknown', `Its values are ${mechanisms.join(', ')}.`);
    if (user === undefined && (sasl !== undefined || password !== undefined))
        throw bad('the URL names no user', `Write it as ${urlRules.example}.`);
    if (user !== undefined && password === undefined)
        throw bad('the URL has a user, but no password', `Write it as ${urlRules.example}.`);
    const login = user === undefined || password === undefined ? undefined : { mechanism, user, password };
    return { servers: url.servers, tls: url.tls, login, place, where: (0,server_url/* serversText */.IF)(url) };
}
/** True where both name one server: it is of one cluster only. */
function sameCluster(one, other) {
    const named = ({ host, port }) => `${(0,runtime/* isLocal */.IX)(host) ? '' : host.toLowerCase()}:${port}`;
    return one.servers.some((a) => other.servers.some((b) => named(a) === named(b)));
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ../../node_modules/@platformatic/kafka/dist/index.js + 176 modules
var dist = __webpack_require__(32497);
// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
;// CONCATENATED MODULE: ./engine/kafka/protocol/wire.js




/** The library takes the number of tagged fields for their length: a broker that adds one would be misread. */
class TaggedReader extends dist/* Reader */.mP2 {
    readTaggedFields() {
        const count = this.readUnsignedVarInt();
        for (let index = 0; index < count; index++) {
            this.readUnsignedVarInt();
            this.skip(this.readUnsignedVarInt());
        }
    }
}
/** More than any answer that is asked for here: what is not Kafka is not waited for. */
const mostBytes = 1024 * 1024 * 1024;
const answerMs = 120_000;
const clientId = 'backproof';
/** The connection broke, or was no such: what was asked may be asked again on another. */
class Broken extends Error {
    name = 'Broken';
}
/**
 * A connection to one broker. The library writes the requests and reads the answers; what they travel on is ours, so that
 * every engine dials alike, and nothing is tried again unseen.
 */
class Wire {
    server;
    #socket;
    #signal;
    #waiting = new Map();
    #stop;
    #chunks = [];
    #length = 0;
    #next = 0;
    #closed;
    constructor(socket, server, signal) {
        this.server = server;
        this.#socket = socket;
        this.#signal = signal;
        this.#stop = () => socket.destroy();
        signal.addEventListener('abort', this.#stop);
        socket.on('data', (chunk) => this.#take(chunk));
        socket.on('error', (error) => this.#close(error));
        socket.on('close', () => this.#close(new Error('it closed the connection')));
    }
    /** @throws Problem `source-failed` where nothing answers; an error of the library's where the login is refused. */
    static async open(server, { tls, login, place }, signal) {
        const wire = new Wire(await (0,dial/* dial */.zy)(server, tls, place, signal), server, signal);
        try {
            if (login !== undefined)
                await wire.#authenticate(login);
            return wire;
        }
        catch (error) {
            wire[Symbol.dispose]();
            throw error;
        }
    }
    get isOpen() {
        return this.#closed === undefined;
    }
    /** By the library: encodes the request, and reads the answer. */
    async call(api, ...args) {
        return await api.async(this, ...args);
    }
    /** By our own reading: the answer's body. */
    request(apiKey, apiVersion, body) {
        const { promise, resolve, reject } = Promise.withResolvers();
        this.#send(apiKey, apiVersion, body, true, (error, answer = Buffer.alloc(0)) => {
            if (error !== null)
                return reject(error);
            const cursor = new Cursor(answer);
            try {
                // Only this one has none: whoever asks does not know the version yet.
                if (apiKey !== 18)
                    cursor.taggedFields();
                resolve(cursor);
            }
            catch (cause) {
                reject(cause);
            }
        });
        return promise;
    }
    /** What the library asks of a connection of its own. */
    send(apiKey, apiVersion, createPayload, parser, taggedRequest, taggedAnswer, callback) {
        let payload;
        try {
            payload = createPayload();
        }
        catch (error) {
            callback(error);
            return;
        }
        this.#send(apiKey, apiVersion, payload, taggedRequest, (error, body = Buffer.alloc(0)) => {
            if (error !== null)
                return callback(error);
            let parsed;
            try {
                const reader = new TaggedReader(dist/* Reader */.mP2.from(body).buffer);
                if (taggedAnswer)
                    reader.readTaggedFields();
                parsed = parser(0, apiKey, apiVersion, reader);
            }
            catch (cause) {
                callback(cause);
                return;
            }
            callback(null, parsed);
        });
    }
    [Symbol.dispose]() {
        this.#signal.removeEventListener('abort', this.#stop);
        this.#socket.destroy();
        this.#close(new Error('it is closed'));
    }
    #send(apiKey, apiVersion, body, tagged, answer) {
        if (this.#closed !== undefined) {
            answer(this.#closed);
            return;
        }
        const id = ++this.#next;
        const late = setTimeout(() => this.#socket.destroy(new Error(`it gives no answer within ${answerMs / 1000} s`)), answerMs);
        this.#waiting.set(id, (error, answered) => {
            clearTimeout(late);
            answer(error, answered);
        });
        const header = dist/* Writer */.AUw.create();
        header.appendInt16(apiKey).appendInt16(apiVersion).appendInt32(id).appendString(clientId, false);
        if (tagged)
            header.appendTaggedFields();
        const payload = Buffer.isBuffer(body) ? [body] : body.buffers;
        const length = Buffer.alloc(4);
        length.writeInt32BE(header.length + payload.reduce((sum, piece) => sum + piece.length, 0));
        this.#socket.cork();
        for (const piece of [length, header.buffer, ...payload])
            this.#socket.write(piece);
        this.#socket.uncork();
    }
    #take(chunk) {
        this.#chunks.push(chunk);
        this.#length += chunk.length;
        while (this.#length >= 8) {
            if ((this.#chunks[0]?.length ?? 0) < 8)
                this.#chunks = [Buffer.concat(this.#chunks)];
            const first = this.#chunks[0] ?? Buffer.alloc(0);
            const need = 4 + first.readUInt32BE(0);
            if (need < 8 || need > mostBytes) {
                this.#socket.destroy(new Error('it does not answer as Kafka does'));
                return;
            }
            if (this.#length < need)
                return;
            const all = this.#chunks.length === 1 ? first : Buffer.concat(this.#chunks);
            this.#chunks = all.length > need ? [all.subarray(need)] : [];
            this.#length -= need;
            const id = all.readInt32BE(4);
            const waiting = this.#waiting.get(id);
            this.#waiting.delete(id);
            waiting?.(null, all.subarray(8, need));
        }
    }
    #close(cause) {
        if (this.#closed !== undefined)
            return;
        const error = this.#signal.aborted ? (0,problem/* cancelled */.KW)(this.#signal) : new Broken(cause.message, { cause });
        this.#closed = error;
        this.#signal.removeEventListener('abort', this.#stop);
        const waiting = [...this.#waiting.values()];
        this.#waiting.clear();
        for (const answer of waiting)
            answer(error);
    }
    async #authenticate({ mechanism, user, password }) {
        await this.call(dist/* saslHandshakeV1.api */.Qmt.api, mechanism);
        const connection = this;
        if (mechanism === 'PLAIN')
            await dist/* saslPlain.authenticate */.i1o.authenticate(dist/* saslAuthenticateV2.api */.lBo.api, connection, user, password);
        else
            await dist/* saslScramSha.authenticate */.mRC.authenticate(dist/* saslAuthenticateV2.api */.lBo.api, connection, mechanism === 'SCRAM-SHA-256' ? 'SHA-256' : 'SHA-512', user, password);
    }
}

;// CONCATENATED MODULE: ./engine/kafka/protocol/refusal.js




/** Numbers of Kafka's errors that are told apart here. */
const codes = {
    offsetOutOfRange: 1,
    unknownTopic: 3,
    noCoordinator: 15,
    unknownMember: 25,
    topicDenied: 29,
    groupDenied: 30,
    clusterDenied: 31,
    unsupportedMechanism: 33,
    topicExists: 36,
    invalidReplication: 38,
    invalidConfiguration: 40,
    duplicateSequence: 46,
    loginFailed: 58,
    unknownTopicId: 100,
};
// A leader that moves, a coordinator that loads, a copy that lags: the same request succeeds a moment later.
const passing = new Set([5, 6, 7, 9, 13, 14, 15, 16, 19, 20, 56, 74, 75, 89]);
/** The errors of an answer of Kafka's, if it is one; the library wraps them. */
function refusalsIn(error) {
    if (error instanceof dist/* ProtocolError */.bd7)
        return [error];
    if (error instanceof dist/* MultipleErrors */.U8e)
        return error.errors.flatMap(refusalsIn);
    return error instanceof Error && !(0,problem/* isProblem */.AN)(error) && error.cause !== undefined ? refusalsIn(error.cause) : [];
}
const isRefusal = (error, ...wanted) => refusalsIn(error).some((refusal) => wanted.includes(codeOf(refusal)));
/** True where the same may succeed a moment later; `fresh`: also of topics that were created just now. */
function isPassing(error, fresh) {
    if (error instanceof Broken)
        return true;
    const refusals = refusalsIn(error);
    const passes = (code) => passing.has(code) || (fresh && (code === codes.unknownTopic || code === codes.unknownTopicId));
    return refusals.length > 0 && refusals.every((refusal) => passes(codeOf(refusal)));
}
const codeOf = (error) => Number(error['apiCode']);
const shownCharacters = 300;
/** "TOPIC_AUTHORIZATION_FAILED", and what the broker adds, where it adds anything: a text that is empty is given the library's. */
function said(error) {
    const [refusal] = refusalsIn(error);
    if (refusal === undefined)
        return (0,words_words/* oneLine */.TN)((0,words_words/* reasonOf */.A3)(error), shownCharacters) || 'nobody says why';
    const code = String(refusal['apiId']);
    const words = refusal['serverErrorMessage'];
    return typeof words === 'string' ? `${code}: ${(0,words_words/* oneLine */.TN)(words, shownCharacters) || refusal.message}` : code;
}
const rights = 'Give the user of the URL the ACLs that docs/engines.md lists: kafka-acls.sh --add --allow-principal User:NAME --operation ...';
const goneHint = 'Run it again; a topic that often comes and goes can be left out: topics: { exclude: [...] }.';
/** A failure of a cluster as a sentence. `what`: what was asked of it: "its topics cannot be listed". */
function told(error, { place, where }, what) {
    if ((0,problem/* isProblem */.AN)(error))
        return error;
    const at = `${place}, Kafka at ${where}`;
    if (error instanceof Broken)
        return new problem/* Problem */.AF('source-failed', `${at}: ${what}: the connection broke: ${error.message}`, {
            hint: 'Check that the URL names a listener for clients, tls=on where it is encrypted, and that the broker runs.',
            cause: error,
        });
    if (refusalsIn(error).length === 0 && !(error instanceof RangeError)) {
        const known = error instanceof Error && 'code' in error && String(error.code).startsWith('PLT_KFK');
        if (!known)
            return error;
    }
    const denied = isRefusal(error, codes.topicDenied, codes.groupDenied, codes.clusterDenied, 53);
    const isGone = isRefusal(error, codes.unknownTopic, codes.unknownTopicId);
    const because = isGone ? `a topic was deleted meanwhile (${said(error)})` : said(error);
    return new problem/* Problem */.AF('source-failed', `${at}: ${what}: ${because}`, {
        hint: denied ? rights : isGone ? goneHint : 'Look at the log of the broker, and run it again.',
        cause: error,
    });
}
/** What a broker makes of the user and the password. */
function loginTold(error, { place, where, login }) {
    if ((0,problem/* isProblem */.AN)(error))
        return error;
    const at = `${place}, Kafka at ${where}`;
    if (error instanceof Broken)
        return new problem/* Problem */.AF('source-failed', `${at} closed the connection: it is not a listener for this login`, {
            hint: 'Check host and port of the URL, that sasl names how this listener logs users in, the password, and tls=on where it is encrypted.',
            cause: error,
        });
    if (isRefusal(error, codes.unsupportedMechanism))
        return new problem/* Problem */.AF('source-failed', `${at} does not log users in by ${login?.mechanism ?? 'SASL'}`, {
            hint: 'Set sasl in the URL to what the listener has: SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN, with the user and the password.',
        });
    return new problem/* Problem */.AF('source-failed', `${at} refuses the login of ${login?.user ?? 'nobody'}: ${said(error)}`, {
        hint: 'Check user and password in the URL, special characters URL-encoded, and sasl=SCRAM-SHA-256, SCRAM-SHA-512 or PLAIN.',
    });
}

;// CONCATENATED MODULE: ./engine/kafka/protocol/version.js

/**
 * The first feature level of each version: Kafka tells no version, but how far its metadata can go (KIP-584, MetadataVersion).
 */
const levels = [
    [1, '3.0'],
    [2, '3.1'],
    [3, '3.2'],
    [4, '3.3'],
    [8, '3.4'],
    [9, '3.5'],
    [12, '3.6'],
    [15, '3.7'],
    [20, '3.8'],
    [21, '3.9'],
    [22, '4.0'],
    [26, '4.1'],
    [28, '4.2'],
    [30, '4.3'],
    [31, '4.4'],
    [34, '4.5'],
];
const oldestVersion = '3.8';
/** "4.4" of feature level 33. undefined: of before KRaft. */
function versionOf(level) {
    return levels.findLast(([from]) => level >= from)?.[1];
}
/** True for "3.9" beside "3.10". */
function isBefore(one, other) {
    const [a = 0, b = 0] = one.split('.').map(Number);
    const [c = 0, d = 0] = other.split('.').map(Number);
    return a < c || (a === c && b < d);
}
/** undefined: a broker that tells none. */
async function askVersion(wire) {
    const asked = dist/* Writer */.AUw.create().appendString('backproof').appendString('1').appendTaggedFields();
    const answer = await wire.request(18, 3, asked);
    if (answer.int16() !== 0)
        return undefined;
    answer.list(() => {
        answer.skip(6);
        answer.taggedFields();
    });
    answer.int32();
    let level = 0;
    answer.taggedFields((tag, field) => {
        if (tag !== 0)
            return;
        field.list(() => {
            const name = field.text();
            field.int16();
            const most = field.int16();
            field.taggedFields();
            if (name === 'metadata.version')
                level = most;
        });
    });
    return versionOf(level);
}
const serverFacts = (version, empty = false) => ({
    version,
    major: Number.parseInt(version, 10),
    settings: empty ? { empty: 'allowed' } : {},
});

;// CONCATENATED MODULE: ./engine/kafka/protocol/cluster.js









const patienceMs = 60_000;
const stepMs = 200;
/** The brokers of a cluster, each connected to once and again where that breaks. */
class Cluster {
    connection;
    version;
    signal;
    #services;
    #first;
    #wires = new Map();
    #brokers = new Map();
    #controller = -1;
    #topics = new Map();
    constructor(connection, services, first, version, signal) {
        this.connection = connection;
        this.version = version;
        this.signal = signal;
        this.#services = services;
        this.#first = first.server;
        this.#wires.set(keyOf(first.server), first);
    }
    /** @throws Problem `source-failed`, or `tool-version` for a cluster that is too old. */
    static async connect(connection, services, signal) {
        const failures = [];
        for (const server of connection.servers) {
            (0,problem/* stopIfAborted */.NI)(signal);
            let wire;
            try {
                wire = await Wire.open((0,dial/* reachedFromHere */.RV)(server, services), connection, signal);
                const version = mustBeKnown(await askVersion(wire), connection);
                const cluster = new Cluster(connection, services, wire, version, signal);
                await cluster.refresh();
                return cluster;
            }
            catch (error) {
                wire?.[Symbol.dispose]();
                failures.push(loginTold(error, connection));
                if ((0,problem/* isProblem */.AN)(error, 'tool-version', 'policy-invalid') ||
                    isRefusal(error, codes.loginFailed, codes.unsupportedMechanism))
                    break;
            }
        }
        throw failures.at(-1);
    }
    get topics() {
        return [...this.#topics.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    }
    get brokers() {
        return this.#brokers.size;
    }
    topic(name) {
        return this.#topics.get(name);
    }
    [Symbol.dispose]() {
        for (const wire of this.#wires.values())
            wire[Symbol.dispose]();
        this.#wires.clear();
    }
    /** Which brokers and topics there are now. Creates none: a broker that is asked for one by name might. */
    async refresh() {
        const wire = await this.#any();
        let answer;
        try {
            answer = await wire.call(dist/* metadataV12.api */.$1v.api, null, false, false);
        }
        catch (error) {
            // A partition without a leader is said with the rest; it is waited for where it is needed.
            if (!(error instanceof dist/* MultipleErrors */.U8e) || error['response'] === undefined)
                throw error;
            answer = error['response'];
        }
        const brokers = answer.brokers.map(({ nodeId, host, port }) => [nodeId, { host, port }]);
        this.#mustBeForwarded(brokers.map(([, address]) => address));
        this.#brokers = new Map(brokers);
        this.#controller = answer.controllerId;
        const topics = answer.topics.map((topic) => ({
            name: topic.name ?? '',
            id: topic.topicId,
            isInternal: topic.isInternal,
            partitions: topic.partitions
                .map(({ partitionIndex, leaderId, replicaNodes }) => ({
                index: partitionIndex,
                leader: leaderId,
                replicas: Math.max(1, replicaNodes.length),
            }))
                .sort((one, other) => one.index - other.index),
        }));
        this.#topics = new Map(topics.filter(({ partitions }) => partitions.length > 0).map((topic) => [topic.name, topic]));
    }
    /** Asks whoever leads a partition. */
    async atLeader(topic, partition, use, fresh = false) {
        return await this.again(async () => {
            const leader = this.#topics.get(topic)?.partitions[partition]?.leader ?? -1;
            if (leader === -1)
                throw new NoLeader(`${topic}/${partition} has no leader`);
            return await use(await this.node(leader));
        }, fresh);
    }
    /** Asks the broker that others obey; with KRaft any passes it on. */
    async atController(use) {
        return await this.again(async () => await use(await this.node(this.#controller)), false);
    }
    /** Asks the broker that keeps the offsets of a group. */
    async atCoordinator(group, use) {
        return await this.again(async () => {
            const wire = await this.#any();
            const { coordinators } = await wire.call(dist/* findCoordinatorV4.api */.kUs.api, 0, [group]);
            return await use(await this.node(coordinators[0]?.nodeId ?? -1));
        }, false);
    }
    /** Every broker, one after the other. */
    async atEach(use) {
        const answers = [];
        for (const id of this.#brokers.keys())
            answers.push(await this.again(async () => use(await this.node(id)), false));
        return answers;
    }
    /** Tries again what passes by itself, with what is known of the cluster anew. */
    async again(use, fresh) {
        let waited = 0;
        for (let wait = stepMs;; wait = Math.min(wait * 2, 5_000)) {
            try {
                return await use();
            }
            catch (error) {
                (0,problem/* stopIfAborted */.NI)(this.signal);
                const passes = error instanceof NoLeader || isPassing(error, fresh);
                if (!passes || waited > patienceMs) {
                    if (error instanceof NoLeader)
                        throw this.problem(error.message, noLeaderHint);
                    throw error instanceof Away ? error.problem : error;
                }
            }
            waited += wait;
            await (0,promises_.setTimeout)(wait, undefined, { signal: this.signal }).catch(() => (0,problem/* stopIfAborted */.NI)(this.signal));
            // What failed once more is tried with what was known.
            await this.refresh().catch((error) => {
                if (!isPassing(error, fresh))
                    throw error;
            });
        }
    }
    async node(id) {
        const address = this.#brokers.get(id);
        // The only one there is is where it was found, wherever it says to be: behind a mapped port it often does not know.
        if (address === undefined || this.#brokers.size === 1)
            return await this.#any();
        return await this.#open((0,dial/* reachedFromHere */.RV)(address, this.#services));
    }
    problem(because, hint, cause, code = 'source-failed') {
        const { place, where } = this.connection;
        return new problem/* Problem */.AF(code, `${place}, Kafka at ${where}: ${because}`, { hint, cause });
    }
    /** What was refused becomes a sentence. */
    async told(what, work) {
        try {
            return await work;
        }
        catch (error) {
            (0,problem/* stopIfAborted */.NI)(this.signal);
            throw told(error, this.connection, what);
        }
    }
    /** The one that was found first; where that is away, another. */
    async #any() {
        const others = [...this.#brokers.values()].map((address) => (0,dial/* reachedFromHere */.RV)(address, this.#services));
        const failures = [];
        for (const server of [this.#first, ...others]) {
            try {
                return await this.#open(server);
            }
            catch (error) {
                if (!(error instanceof Away))
                    throw error;
                failures.push(error);
            }
        }
        throw failures[0];
    }
    /** Through another machine only those are reached whose ports it was asked to forward. */
    #mustBeForwarded(brokers) {
        const forwarded = Object.values(this.#services).some((service) => service.forwarded);
        const missing = brokers.filter((broker) => (0,runtime/* forwardOf */.pl)(broker, this.#services) === undefined);
        if (!forwarded || brokers.length === 1 || missing.length === 0)
            return;
        throw this.problem(`via forwards no port of ${(0,words_words/* namesSome */.Tc)(missing.map(keyOf), 10)}, as the cluster calls ${missing.length === 1 ? 'a broker' : 'brokers'}`, `Name every broker in url, by the name that the cluster gives it: kafka://USER:PASSWORD@${brokers.map(keyOf).join(',')}.`, undefined, 'policy-invalid');
    }
    async #open(server) {
        const known = this.#wires.get(keyOf(server));
        if (known?.isOpen)
            return known;
        try {
            const wire = await Wire.open(server, this.connection, this.signal);
            this.#wires.set(keyOf(server), wire);
            return wire;
        }
        catch (error) {
            if ((0,problem/* isProblem */.AN)(error, 'source-failed'))
                throw new Away(error);
            throw refusalsIn(error).length > 0 ? loginTold(error, this.connection) : error;
        }
    }
}
/** A broker that was there before: it may come back, or another takes its place. */
class Away extends Broken {
    problem;
    constructor(problem) {
        super(problem.message, { cause: problem });
        this.problem = problem;
    }
}
/** A partition whose brokers are all away. */
class NoLeader extends Error {
    name = 'NoLeader';
}
const noLeaderHint = 'Start the brokers that have its replicas: kafka-topics.sh --describe --unavailable-partitions.';
const keyOf = ({ host, port }) => `${host}:${port}`;
function mustBeKnown(version, { place, where }) {
    if (version !== undefined && !isBefore(version, oldestVersion))
        return version;
    throw new problem/* Problem */.AF('tool-version', `${place}: Kafka at ${where} is ${version ?? 'older than KRaft'}; ${oldestVersion} is the oldest known`, { hint: 'Use a newer cluster.' });
}

;// CONCATENATED MODULE: ./engine/kafka/sandbox.js
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



const port = 9092;
/** So late that a throw-away server never comes to it. */
const neverMs = String(10 * 365 * 24 * 3_600_000);
/**
 * The server of a proof: one broker of the dumped one's version, that removes nothing by itself, so that what was restored
 * can be counted: neither what is too old nor what is compacted.
 */
const settings = {
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    // Nobody else is told: this program stays where it found the only broker.
    KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://localhost:9092',
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    KAFKA_LOG_DIRS: '/tmp/kafka-logs',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_LOG_INITIAL_TASK_DELAY_MS: neverMs,
    KAFKA_LOG_RETENTION_CHECK_INTERVAL_MS: neverMs,
    KAFKA_LOG_CLEANER_BACKOFF_MS: neverMs,
    KAFKA_HEAP_OPTS: '-Xmx512m',
};
function kafkaSandbox({ server }, image) {
    return {
        image: image ?? imageOf(server?.version),
        env: settings,
        args: [],
        port,
        timeoutMs: 180_000,
        async ready(address, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = __addDisposableResource(env_1, await Cluster.connect(at(address.host), {}, signal), false);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                __disposeResources(env_1);
            }
        },
    };
}
/** The throw-away server at this host. */
const at = (host) => parseKafkaUrl(`kafka://${host}:${port}`, 'the throw-away server', 'the throw-away server');
function imageOf(version) {
    const [line] = /^\d{1,3}\.\d{1,3}$/.exec(version ?? '') ?? [];
    if (line !== undefined)
        return `apache/kafka:${line}.0`;
    throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no version of Kafka', { hint: problem/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
;// CONCATENATED MODULE: ./engine/kafka/facts.js

function factsOf({ version, topics, groups, sizeBytes }) {
    const sorted = (names) => names.toSorted();
    const partitions = topics.flatMap(({ name, partitions }) => partitions.map((partition, index) => ({ name: `${name}/${index}`, ...partition })));
    return {
        version: 1,
        engine: 'kafka',
        server: serverFacts(version, topics.length === 0),
        sizeBytes,
        rows: Object.fromEntries(partitions.map(({ name, records }) => [name, records])),
        objects: {
            cluster: ['Kafka'],
            topic: sorted(topics.map(({ name }) => name)),
            configuration: sorted(topics.flatMap(({ name, configuration }) => Object.entries(configuration).map(([key, value]) => `${name} ${key}=${value}`))),
            content: sorted(partitions.map(({ name, digest }) => `${name} ${digest}`)),
            group: sorted(groups.map(({ name }) => name)),
            'group offset': sorted(groups.flatMap(({ name, offsets }) => offsets.map(({ topic, partition, records }) => `${topic}/${partition} ${records} ${name}`))),
        },
    };
}
/** Those of an archive. */
function keptFacts({ server, topics }, partitions, groups, sizeBytes) {
    const byTopic = Map.groupBy(partitions, ({ topic }) => topic);
    return factsOf({
        version: server,
        topics: topics.map(({ name, configuration }, index) => ({
            ...{ name, configuration },
            partitions: (byTopic.get(index) ?? []).toSorted((one, other) => one.partition - other.partition),
        })),
        groups: groups.map(({ name, offsets }) => ({
            name,
            offsets: offsets.map(({ topic, partition, records }) => ({
                ...{ topic: topics[topic]?.name ?? '', partition, records },
            })),
        })),
        sizeBytes,
    });
}
/** Facts without what was not restored, or does not stay as it was. */
function without(facts, leave) {
    const topicIn = (text) => text.split(/[/ ]/)[0] ?? '';
    const counted = (text) => !leave.topic(topicIn(text)) && !leave.records(topicIn(text));
    const offsets = (facts.objects['group offset'] ?? []).filter((text) => !leave.topic(topicIn(text)) && !leave.group(groupIn(text)));
    const groups = new Set(offsets.map(groupIn));
    const keep = {
        topic: (text) => !leave.topic(text),
        configuration: (text) => !leave.topic(topicIn(text)),
        content: counted,
        group: (text) => groups.has(text),
        'group offset': (text) => offsets.includes(text),
    };
    return {
        ...facts,
        rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => counted(name))),
        objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, names]) => [kind, names.filter(keep[kind] ?? (() => true))])),
    };
}
/** "orders/0 42 billing": a group's name may hold anything. */
const groupIn = (text) => text.replace(/^\S+ \S+ /, '');

// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
;// CONCATENATED MODULE: ./engine/kafka/protocol/offsets.js


/** Which offset is asked for. */
const asked = {
    /** Of the oldest record that is still there. */
    first: { timestamp: -2n, isolation: 0 },
    /** Up to where every transaction has ended. */
    stable: { timestamp: -1n, isolation: 1 },
    /** Of what all copies have. */
    end: { timestamp: -1n, isolation: 0 },
};
/** Offsets of the partitions of some topics, by `orders/0`. */
async function offsetsOf(cluster, topics, which) {
    const { timestamp, isolation } = asked[which];
    return await cluster.again(async () => {
        const offsets = new Map();
        for (const [leader, list] of byLeader(cluster, topics)) {
            const wire = await cluster.node(leader);
            const answer = await wire.call(dist/* listOffsetsV7.api */.G_t.api, -1, isolation, [...list].map(([name, partitions]) => ({
                name,
                partitions: partitions.map((partitionIndex) => ({ partitionIndex, currentLeaderEpoch: -1, timestamp })),
            })));
            for (const { name, partitions } of answer.topics)
                for (const { partitionIndex, offset } of partitions)
                    offsets.set(`${name}/${partitionIndex}`, Number(offset));
        }
        return offsets;
    }, true);
}
/** One after the other, so that a partition without a leader is asked for alone. */
function byLeader(cluster, topics) {
    const result = new Map();
    for (const { name } of topics) {
        for (const { index, leader } of cluster.topic(name)?.partitions ?? []) {
            const list = result.get(leader) ?? new Map();
            result.set(leader, list);
            list.set(name, [...(list.get(name) ?? []), index]);
        }
    }
    return result;
}
async function groupsOf(cluster) {
    const answers = await cluster.atEach((wire) => wire.call(dist/* listGroupsV5.api */._c1.api, [], []));
    return answers
        .flatMap(({ groups }) => groups.map(({ groupId, groupType }) => ({ name: groupId ?? '', type: groupType.toLowerCase() })))
        .sort((one, other) => (one.name < other.name ? -1 : 1));
}
async function committedOf(cluster, group) {
    const answer = await cluster.atCoordinator(group, (wire) => wire.call(dist/* offsetFetchV8.api */.iu3.api, [{ groupId: group, topics: null }], false));
    return answer.groups.flatMap(({ topics }) => topics.flatMap(({ name, partitions }) => partitions.flatMap(({ partitionIndex, committedOffset, metadata }) => committedOffset < 0n
        ? []
        : [{ topic: name, partition: partitionIndex, offset: Number(committedOffset), metadata: metadata ?? '' }])));
}
/** `busy`: the group has members, who alone may set its offsets. */
async function commit(cluster, group, offsets) {
    const topics = [...Map.groupBy(offsets, ({ topic }) => topic)].map(([name, list]) => ({
        name,
        partitions: list.map(({ partition, offset, metadata }) => ({
            ...{ partitionIndex: partition, committedOffset: BigInt(offset), committedLeaderEpoch: -1 },
            committedMetadata: metadata,
        })),
    }));
    try {
        await cluster.atCoordinator(group, (wire) => wire.call(dist/* offsetCommitV8.api */.Fgb.api, group, -1, '', null, topics));
        return 'done';
    }
    catch (error) {
        if (isRefusal(error, codes.unknownMember))
            return 'busy';
        throw error;
    }
}

;// CONCATENATED MODULE: ./engine/kafka/listing.js


/** What the policy takes of what is there now. Kafka's own topics are never taken: they are of that one cluster. */
function topicsOf(source, cluster) {
    const all = cluster.topics.filter(({ isInternal, name }) => !isInternal && !internal.has(name));
    const unmatched = (0,selection/* notThere */._)(`source ${source.name}`, 'topics', 'topic that this user may describe');
    const names = new Set((0,selection/* selected */.wH)(all.map(({ name }) => name), source.topics, 'topic', unmatched));
    const topics = all.filter(({ name }) => names.has(name));
    if (topics.length === 0 && !source.allowEmpty)
        throw cluster.problem('there are no topics to back up', 'Check that the URL names the right cluster, what topics includes, and that the user may describe them; allow-empty: true agrees to a backup of nothing.');
    return topics;
}
const internal = new Set(['__consumer_offsets', '__transaction_state', '__share_group_state', '__cluster_metadata']);
/** Offsets that groups have committed in these topics; of share groups Kafka keeps none that could be asked for. */
async function groupOffsets(source, cluster, topics) {
    const all = await cluster.told('its groups cannot be listed', groupsOf(cluster));
    const unmatched = (0,selection/* notThere */._)(`source ${source.name}`, 'groups', 'group that this user may describe');
    const names = new Set((0,selection/* selected */.wH)(all.map(({ name }) => name), source.groups, 'group', unmatched));
    const taken = new Set(topics.map(({ name }) => name));
    const groups = [];
    for (const { name, type } of all) {
        if (!names.has(name) || type === 'share')
            continue;
        const offsets = await cluster.told(`the offsets of group ${name} cannot be read`, committedOf(cluster, name));
        const committed = offsets.filter(({ topic }) => taken.has(topic));
        if (committed.length > 0)
            groups.push({ name, committed });
    }
    return { groups, shared: all.flatMap(({ name, type }) => (type === 'share' && names.has(name) ? [name] : [])) };
}

;// CONCATENATED MODULE: ./engine/kafka/marks.js
/**
 * Where groups stand among the records of a dump. A restore gives every record another offset, since nothing takes the place
 * of markers, of what was rolled back, compacted away or deleted: a group is then as far as it was if as many lie before it.
 */
class Marks {
    #groups;
    #partitions = new Map();
    constructor(groups) {
        this.#groups = groups.map((committed) => committed.map(({ topic, partition, offset }) => {
            const mark = { offset, records: 0 };
            const key = `${topic}/${partition}`;
            this.#partitions.set(key, [...(this.#partitions.get(key) ?? []), mark]);
            return mark;
        }));
        for (const marks of this.#partitions.values())
            marks.sort((one, other) => one.offset - other.offset);
    }
    /** The marks of one partition, which hear of its records in their order. */
    of(topic, partition) {
        return new PartitionMarks(this.#partitions.get(`${topic}/${partition}`) ?? []);
    }
    /** Of a group's offsets, in their order. */
    passed(group) {
        return (this.#groups[group] ?? []).map(({ records }) => records);
    }
}
class PartitionMarks {
    #left;
    #next = 0;
    #offset;
    constructor(marks) {
        this.#left = marks;
        this.#offset = marks[0]?.offset ?? Number.POSITIVE_INFINITY;
    }
    /** A record has this offset, and so many lie before it. */
    before(offset, records) {
        if (offset < this.#offset)
            return;
        for (let mark = this.#left[this.#next]; mark !== undefined && mark.offset <= offset; mark = this.#left[this.#next]) {
            mark.records = records;
            this.#next++;
        }
        this.#offset = this.#left[this.#next]?.offset ?? Number.POSITIVE_INFINITY;
    }
    /** There are no more. */
    end(records) {
        for (const mark of this.#left.slice(this.#next))
            mark.records = records;
    }
}

;// CONCATENATED MODULE: ./engine/kafka/protocol/admin.js



const timeoutMs = 60_000;
const topicResource = dist/* ConfigResourceTypes */._ER.TOPIC;
/** Where a value comes from: somebody set it for this topic. */
const setForTopic = 1;
/** So many topics in one request. */
const many = 100;
function* portions(items) {
    for (let at = 0; at < items.length; at += many)
        yield items.slice(at, at + many);
}
async function configurations(cluster, names) {
    const result = new Map();
    for (const some of portions(names)) {
        const resources = some.map((resourceName) => ({
            resourceType: topicResource,
            resourceName,
            configurationKeys: null,
        }));
        const answer = await cluster.atController((wire) => wire.call(dist/* describeConfigsV4.api */.B6T.api, resources, false, false));
        for (const { resourceName, configs } of answer.results) {
            const entries = configs.flatMap(({ name, value, configSource }) => typeof value === 'string' ? [{ name, value, configSource }] : []);
            const pairs = (list) => Object.fromEntries(list.map(({ name, value }) => [name, value]));
            result.set(resourceName, {
                set: pairs(entries.filter(({ configSource }) => configSource === setForTopic)),
                all: pairs(entries),
            });
        }
    }
    return result;
}
/** `try`: nothing is created; what would be refused is. */
async function createTopics(cluster, topics, how) {
    const created = [];
    for (const some of portions(topics)) {
        const asked = some.map(({ name, partitions, replicas, configuration }) => ({
            ...{ name, numPartitions: partitions, replicationFactor: replicas, assignments: [] },
            configs: Object.entries(configuration).map(([name, value]) => ({ name, value })),
        }));
        const answer = await cluster.atController((wire) => wire.call(dist/* createTopicsV7.api */.WPV.api, asked, timeoutMs, how === 'try'));
        for (const { name, configs } of answer.topics)
            created.push({ name, all: Object.fromEntries(configs.map(({ name, value }) => [name, value ?? ''])) });
    }
    return created;
}
/** Which topics of a request an answer refuses, and why: "/topics/3" is the fourth. */
function refusedTopics(error, names) {
    const refused = new Map();
    if (!(error instanceof dist/* MultipleErrors */.U8e))
        return refused;
    const response = error['response'];
    for (const { name, errorCode, errorMessage } of response?.topics ?? [])
        if (errorCode !== 0 && names.includes(name))
            refused.set(name, errorMessage ?? `error ${errorCode}`);
    return refused;
}
/** Resolves once none of them is there any more. One that was not there is no failure. */
async function deleteTopics(cluster, names) {
    for (const name of names) {
        try {
            await cluster.atController((wire) => wire.call(dist/* deleteTopicsV6.api */.Y4s.api, [{ name, topicId: null }], timeoutMs));
        }
        catch (error) {
            if (!isRefusal(error, codes.unknownTopic))
                throw error;
        }
    }
    for (let tries = 0; tries < 300; tries++) {
        await cluster.refresh();
        if (names.every((name) => cluster.topic(name) === undefined))
            return;
        await (0,promises_.setTimeout)(100);
    }
}
/** Resolves once every partition has a leader. */
async function untilLed(cluster, names) {
    for (const name of names) {
        for (let tries = 0; tries < 300; tries++) {
            const topic = cluster.topic(name);
            if (topic?.partitions.every(({ leader }) => leader !== -1))
                break;
            await (0,promises_.setTimeout)(100);
            await cluster.refresh();
        }
    }
}
/** `undefined` takes back what was set. */
async function alterTopic(cluster, name, changes) {
    if (changes.size === 0)
        return;
    const { SET, DELETE } = dist/* IncrementalAlterConfigOperationTypes */.jJQ;
    const configs = [...changes].map(([name, value]) => value === undefined ? { name, configOperation: DELETE } : { name, configOperation: SET, value });
    const resources = [{ resourceType: topicResource, resourceName: name, configs }];
    await cluster.atController((wire) => wire.call(dist/* incrementalAlterConfigsV1.api */.l8T.api, resources, false));
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./engine/kafka/archive/snappy.js

const { snappy } = dist/* compressionsAlgorithms */.qkM;
/** What Java puts before it: a mark, a version, and the oldest version that reads it. */
const head = Buffer.from('\x82SNAPPY\0\0\0\0\x01\0\0\0\x01', 'latin1');
const markBytes = 8;
/**
 * Snappy as Kafka's own producer writes it: blocks, each with its length before it. The library knows only a block alone, as
 * some other producers write it.
 */
function decompressSnappy(data, mustFit = () => { }) {
    let announced = 0;
    const block = (bytes) => {
        announced += announcedOf(bytes);
        mustFit(announced);
        return snappy.decompressSync(bytes);
    };
    if (!data.subarray(0, markBytes).equals(head.subarray(0, markBytes)))
        return block(data);
    const blocks = [];
    for (let at = head.length; at < data.length;) {
        const from = at + 4;
        if (from > data.length)
            throw new RangeError('a block is cut off');
        at = from + data.readUInt32BE(from - 4);
        if (at > data.length)
            throw new RangeError('a block is cut off');
        blocks.push(block(data.subarray(from, at)));
    }
    return Buffer.concat(blocks);
}
/** What a block says that it holds, before its first byte. */
function announcedOf(block) {
    let bytes = 0;
    for (let at = 0; at < 5 && at < block.length; at++) {
        const byte = block.readUInt8(at);
        bytes += (byte & 0x7f) * 2 ** (7 * at);
        if (byte < 0x80)
            break;
    }
    return bytes;
}
/** The same, as one block. */
function compressSnappy(data) {
    const block = snappy.compressSync(data);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(block.length);
    return Buffer.concat([head, length, block]);
}

;// CONCATENATED MODULE: ./engine/kafka/archive/decompress.js



/** No producer makes a batch of so much; a few bytes that give more would take all memory. */
const decompress_mostBytes = 256 * 1024 * 1024;
/** The records of a batch, by the number of its compression. @throws RangeError for more than `most` bytes of them. */
function decompress(codec, data, most = decompress_mostBytes) {
    switch (codec) {
        case 0:
            return data;
        case 1:
            return limited(external_node_zlib_.gunzipSync, data, most);
        case 2:
            return decompressSnappy(data, (bytes) => mustFit(bytes, most));
        case 3:
            return fitting(lz4(data, most), most);
        case 4:
            mustFit(announcedByZstd(data), most);
            return limited(external_node_zlib_.zstdDecompressSync, data, most);
        default:
            throw new RangeError(`compression ${codec} is not known`);
    }
}
/** What the data says of its own length may be a lie: it is cut off where it gives more. */
function limited(decompress, data, most) {
    try {
        return decompress(data, { maxOutputLength: most });
    }
    catch (error) {
        if (error.code === 'ERR_BUFFER_TOO_LARGE')
            throw tooMuch(most);
        throw error;
    }
}
/** The library gives all of a frame, or none: so its blocks say before how much that is at most. */
function lz4(data, most) {
    // One that is not the current format the library would abort on.
    if (data.length < 7 || data.readUInt32LE(0) !== 0x184d2204)
        throw new RangeError('it is no frame of LZ4');
    mustFit(mostOfLz4(data) - largestBlock, most);
    return dist/* compressionsAlgorithms */.qkM.lz4.decompressSync(data);
}
function fitting(records, most) {
    mustFit(records.length, most);
    return records;
}
function mustFit(bytes, most) {
    if (bytes > most)
        throw tooMuch(most);
}
const tooMuch = (most) => new RangeError(`its records are more than ${most} bytes`);
const largestBlock = 4 * 1024 * 1024;
/** What the head of a frame of zstd says; 0: nothing (a frame may be silent). */
function announcedByZstd(data) {
    if (data.length < 18 || data.readUInt32LE(0) !== 0xfd2fb528)
        return 0;
    const descriptor = data.readUInt8(4);
    const isSingle = (descriptor & 0b10_0000) !== 0;
    const at = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][descriptor & 0b11] ?? 0);
    switch (descriptor >> 6) {
        case 0:
            return isSingle ? data.readUInt8(at) : 0;
        case 1:
            return data.readUInt16LE(at) + 256;
        case 2:
            return data.readUInt32LE(at);
        default:
            return Number(data.readBigUInt64LE(at));
    }
}
/** How much a frame of LZ4 can hold: its blocks tell, each but the last of which is full. */
function mostOfLz4(data) {
    const flags = data.readUInt8(4);
    const size = 2 ** (8 + 2 * ((data.readUInt8(5) >> 4) & 0b111));
    const checksum = flags & 0b1_0000 ? 4 : 0;
    let total = 0;
    let at = 7 + (flags & 0b1000 ? 8 : 0) + (flags & 1 ? 4 : 0);
    while (at + 4 <= data.length) {
        const length = data.readUInt32LE(at) & 0x7fff_ffff;
        if (length === 0)
            break;
        total += Math.min(size, 255 * length);
        at += 4 + length + checksum;
    }
    return total;
}

;// CONCATENATED MODULE: ./engine/kafka/archive/batch.js





/** What of a batch comes before the length of the rest, and before its records. */
const prefix = 12;
const headerBytes = 61;
/** Length of the rest; epoch; magic; then the checksum, over all that follows it. */
const [magicAt, crcAt, attributesAt] = [16, 17, 21];
/** The batches that are whole: the last of a Fetch is often cut off, and comes again in the next. */
function* batchesOf(records) {
    for (let at = 0; records.length - at >= prefix;) {
        const length = records.readInt32BE(at + 8);
        if (length < headerBytes - prefix)
            throw new RangeError(`a batch of ${length} bytes is not one`);
        const end = at + prefix + length;
        if (end > records.length)
            return;
        yield readBatch(records.subarray(at, end));
        at = end;
    }
}
function readBatch(bytes) {
    const firstOffset = Number(bytes.readBigInt64BE(0));
    const magic = bytes.readInt8(magicAt);
    if (magic !== 2)
        throw new RangeError(`the batch at offset ${firstOffset} is of format ${magic}, and only 2 is known`);
    if ((0,dist/* crc32c */.dcL)(bytes.subarray(attributesAt)) !== bytes.readUInt32BE(crcAt))
        throw new RangeError(`the batch at offset ${firstOffset} does not have its checksum`);
    const cursor = new Cursor(bytes, attributesAt);
    const attributes = cursor.int16();
    const lastOffset = firstOffset + cursor.int32();
    const firstTime = cursor.int64();
    const lastTime = cursor.int64();
    const producerId = cursor.int64();
    cursor.skip(6);
    const count = cursor.int32();
    const codec = attributes & 0b111;
    return {
        ...{ firstOffset, lastOffset, producerId, codec, firstTime, lastTime, count },
        isAppendTime: (attributes & 0b1000) !== 0,
        isTransactional: (attributes & 0b1_0000) !== 0,
        isControl: (attributes & 0b10_0000) !== 0,
        records: () => decompressed(codec, bytes.subarray(headerBytes), firstOffset),
    };
}
function decompressed(codec, data, firstOffset) {
    // A batch whose records were all compacted away has none to decompress.
    if (codec === 0 || data.length === 0)
        return data;
    try {
        return decompress(codec, data);
    }
    catch (cause) {
        throw new RangeError(`the batch at offset ${firstOffset} cannot be decompressed: ${(0,words_words/* reasonOf */.A3)(cause)}`, { cause });
    }
}
function compressed(codec, data) {
    if (codec === 0)
        return data;
    return codec === batch_snappy ? compressSnappy(data) : algorithmOf(codec).compressSync(data);
}
const batch_snappy = 2;
function algorithmOf(codec) {
    const algorithm = dist/* compressionsAlgorithmsByBitmask */.wfb[codec];
    if (algorithm === undefined)
        throw new RangeError(`compression ${codec} is not known`);
    return algorithm;
}
/** A batch as a producer sends it; the broker gives it its offsets. */
function writeBatch(batch) {
    const records = compressed(batch.codec, batch.records);
    const bytes = Buffer.allocUnsafe(headerBytes + records.length);
    bytes.writeBigInt64BE(0n, 0);
    bytes.writeInt32BE(bytes.length - prefix, 8);
    bytes.writeInt32BE(-1, 12);
    bytes.writeInt8(2, magicAt);
    bytes.writeInt16BE(batch.codec | (batch.isTransactional ? 0b1_0000 : 0), attributesAt);
    bytes.writeInt32BE(batch.count - 1, 23);
    bytes.writeBigInt64BE(batch.firstTime, 27);
    bytes.writeBigInt64BE(batch.lastTime, 35);
    bytes.writeBigInt64BE(batch.producerId, 43);
    bytes.writeInt16BE(batch.producerEpoch, 51);
    bytes.writeInt32BE(batch.sequence, 53);
    bytes.writeInt32BE(batch.count, 57);
    records.copy(bytes, headerBytes);
    bytes.writeUInt32BE((0,dist/* crc32c */.dcL)(bytes.subarray(attributesAt)), crcAt);
    return bytes;
}

;// CONCATENATED MODULE: ./engine/kafka/archive/committed.js

/**
 * Tells what of an answer to Fetch was committed: a broker sends all of it, with a list of what was rolled back. One for
 * each answer, its batches in order. A producer may have several transactions in it, some rolled back and some not; the
 * marker of the last may lie beyond it.
 */
class CommittedFilter {
    #coming;
    #open = new Set();
    constructor(aborted) {
        this.#coming = aborted.toSorted((one, other) => one.firstOffset - other.firstOffset);
    }
    standing(batch) {
        while (this.#coming[0] !== undefined && this.#coming[0].firstOffset <= batch.lastOffset)
            this.#open.add(this.#coming.shift()?.producerId ?? -1n);
        if (batch.isControl) {
            if (isAbort(batch))
                this.#open.delete(batch.producerId);
            return 'control';
        }
        return batch.isTransactional && this.#open.has(batch.producerId) ? 'aborted' : 'committed';
    }
}
/** A marker's key is two numbers: its version, and 0 where the transaction was rolled back. */
function isAbort(batch) {
    if (batch.count === 0)
        return false;
    const cursor = new Cursor(batch.records());
    cursor.varint();
    cursor.int8();
    cursor.varlong();
    cursor.varint();
    if (cursor.varint() < 4)
        return false;
    cursor.int16();
    return cursor.int16() === 0;
}

;// CONCATENATED MODULE: ./engine/kafka/protocol/fetch.js

/** With topic ids, so that a topic of the same name that was made meanwhile is not taken for it (Kafka 3.1 and later). */
const version = 13;
const readCommitted = 1;
/**
 * Batches of one partition from an offset on, by a request that belongs to no session and to no group: nothing of it stays
 * on the broker.
 */
async function fetchRecords(wire, request) {
    const { topicId, partition, offset, maxBytes, maxWaitMs } = request;
    const asked = {
        ...{ partition, currentLeaderEpoch: -1, fetchOffset: BigInt(offset), lastFetchedEpoch: -1 },
        partitionMaxBytes: maxBytes,
    };
    const topics = [{ topicId, partitions: [asked] }];
    const body = dist/* fetchV13.createRequest */.$Yi.createRequest(maxWaitMs, 1, maxBytes, readCommitted, 0, -1, topics, [], '');
    const answer = await wire.request(1, version, body);
    answer.int32();
    mustBeRight(answer.int16());
    answer.int32();
    const [topic] = answer.list(() => {
        answer.skip(16);
        const [only] = answer.list(() => {
            answer.int32();
            mustBeRight(answer.int16());
            answer.skip(3 * 8);
            const aborted = answer.list(() => {
                const one = { producerId: answer.int64(), firstOffset: answer.offset() };
                answer.taggedFields();
                return one;
            });
            answer.int32();
            const length = answer.unsignedVarint() - 1;
            const records = length > 0 ? answer.bytes(length) : Buffer.alloc(0);
            answer.taggedFields();
            return { records, aborted };
        });
        answer.taggedFields();
        return only;
    });
    return topic ?? { records: Buffer.alloc(0), aborted: [] };
}
function mustBeRight(code) {
    if (code !== 0)
        throw new dist/* ProtocolError */.bd7(code);
}

;// CONCATENATED MODULE: ./engine/kafka/read.js






const fetchBytes = 2 * 1024 * 1024;
const waitMs = 500;
const mostIdle = 60;
/**
 * The batches of a partition from one offset up to another that were committed, in their order. Where the next begins
 * follows from the batches, never from their records: the last offsets are often those of markers, or were compacted away.
 */
async function* read_readCommitted(cluster, range, reading) {
    const { topic, partition, until } = range;
    let at = range.from;
    let coming = at < until ? ask(cluster, range, at) : undefined;
    for (let idle = 0; coming !== undefined && at < until;) {
        const fetched = await coming;
        if (fetched === 'out of range') {
            const first = await firstOffset(cluster, topic, partition);
            if (first <= at)
                throw cluster.problem(`${topic}/${partition} ends before offset ${at}, which was there before: its log was cut off`, 'A broker became the leader that had not all of it. Run the backup again.');
            reading.expired += Math.min(first, until) - at;
            at = Math.min(first, until);
            coming = at < until ? ask(cluster, range, at) : undefined;
            continue;
        }
        const batches = [...batchesOf(fetched.records)];
        const before = at;
        at = Math.max(at, (batches.at(-1)?.lastOffset ?? -1) + 1);
        idle = at === before ? idle + 1 : 0;
        if (idle > mostIdle)
            throw cluster.problem(`${topic}/${partition} gives nothing from offset ${at} on, and should up to ${until}`, 'Look at the log of the broker that leads it, and run the backup again.');
        // Asked for while this one is worked on.
        coming = at < until ? ask(cluster, range, at) : undefined;
        coming?.catch(() => undefined);
        const filter = new CommittedFilter(fetched.aborted);
        for (const batch of batches) {
            const standing = filter.standing(batch);
            if (standing === 'aborted')
                reading.aborted += batch.count;
            if (standing === 'committed' && batch.count > 0 && batch.lastOffset >= before)
                yield batch;
        }
    }
}
/** The records of a batch that lie within the range; gives how many. */
function eachOf(batch, { from, until }, visit) {
    const records = batch.records();
    const [first, last] = [narrow(batch.firstTime), narrow(batch.lastTime)];
    let count = 0;
    eachRecord(records, batch.count, (offsetDelta, timeDelta, at, end) => {
        const offset = batch.firstOffset + offsetDelta;
        if (offset < from || offset >= until)
            return;
        count++;
        visit(offset, batch.isAppendTime ? last : later(first, timeDelta), records, at, end);
    });
    return count;
}
/** What is told of a partition that a reading of fails. */
async function unread(cluster, { topic, partition }, error) {
    const what = `${topic}/${partition} cannot be read`;
    if (error instanceof RangeError)
        return cluster.problem(`${what}: ${error.message}`, `Run kafka-dump-log.sh over the segments of it, or leave it out: topics: { exclude: [${topic}] }.`, error);
    return await cluster.told(what, Promise.reject(error)).catch((told) => told);
}
async function ask(cluster, range, offset) {
    const { topic, topicId, partition } = range;
    try {
        return await cluster.atLeader(topic, partition, (wire) => fetchRecords(wire, { topicId, partition, offset, maxBytes: fetchBytes, maxWaitMs: waitMs }));
    }
    catch (error) {
        if (isRefusal(error, codes.offsetOutOfRange))
            return 'out of range';
        if (isRefusal(error, codes.unknownTopic, codes.unknownTopicId))
            throw cluster.problem(`topic ${topic} was deleted while it was read`, `Run the backup again, or leave it out: topics: { exclude: [${topic}] }.`);
        throw error;
    }
}
async function firstOffset(cluster, topic, partition) {
    const known = cluster.topic(topic);
    const offsets = await offsetsOf(cluster, known === undefined ? [] : [known], 'first');
    return offsets.get(`${topic}/${partition}`) ?? 0;
}

;// CONCATENATED MODULE: ./engine/kafka/dump.js













/** A broker takes blocks as batches: of no more than a topic takes, and of so many bytes that memory stays flat. */
const blockBytes = 512 * 1024;
/** Set by whoever moves partitions between brokers: it belongs to that cluster. */
const placed = /^(?:leader|follower)\.replication\.throttled\.replicas$/;
/** One part: every topic, up to where all of its transactions had ended when the dump began. */
function dumpKafka(source, cluster) {
    let taken;
    async function* parts() {
        const dumping = new Dumping(source, cluster);
        const bytes = dumping.archive();
        const body = external_node_stream_.Readable.from(bytes, { objectMode: false, highWaterMark: blockBytes });
        try {
            yield { name: archivePart, compression: 'zstd', body };
        }
        finally {
            body.destroy();
        }
        if (body.readableEnded)
            taken = dumping.taken;
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (taken === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { ...taken, versions: { kafka: cluster.version }, consistency: 'per-object' };
        },
    };
}
class Dumping {
    #source;
    #cluster;
    #partitions = [];
    #expired = [];
    #size = 0;
    taken;
    constructor(source, cluster) {
        this.#source = source;
        this.#cluster = cluster;
    }
    async *archive() {
        const cluster = this.#cluster;
        await cluster.told('its topics cannot be listed', cluster.refresh());
        const topics = topicsOf(this.#source, cluster);
        // Before the ends are: so that no group is further than the records are.
        const { groups, shared } = await groupOffsets(this.#source, cluster, topics);
        const asked = async (which) => await cluster.told('the offsets of its topics cannot be read', offsetsOf(cluster, topics, which));
        const [first, stable, end] = [await asked('first'), await asked('stable'), await asked('end')];
        const catalogue = { version: 1, server: cluster.version, topics: await this.#describe(topics) };
        const kept = [];
        const marks = new Marks(groups.map(({ committed }) => committed));
        yield magic;
        yield* jsonFrame('C', catalogue);
        for (const [index, topic] of topics.entries()) {
            const limit = Math.min(blockBytes, Math.max(1024, catalogue.topics[index]?.maxMessageBytes ?? blockBytes));
            for (const { index: partition } of topic.partitions) {
                const key = `${topic.name}/${partition}`;
                const [from, until] = [first.get(key) ?? 0, stable.get(key) ?? 0];
                yield* this.#partition({ topic, index, partition, from, until, limit }, marks);
            }
        }
        for (const [index, group] of groups.entries()) {
            const one = keptGroup(group, topics, marks.passed(index));
            kept.push(one);
            yield* jsonFrame('G', one);
        }
        const records = this.#partitions.reduce((sum, { records }) => sum + records, 0);
        yield* jsonFrame('E', { partitions: this.#partitions.length, groups: kept.length, records });
        const held = topics.filter(({ name, partitions }) => partitions.some(({ index }) => (end.get(`${name}/${index}`) ?? 0) > (stable.get(`${name}/${index}`) ?? 0)));
        const findings = [...(await this.#open(held, stable, end)), ...this.#notes(shared)];
        this.taken = { facts: keptFacts(catalogue, this.#partitions, kept, this.#size), findings };
    }
    async #describe(topics) {
        const names = topics.map(({ name }) => name);
        const found = await this.#cluster.told('the configurations of its topics cannot be read', configurations(this.#cluster, names));
        return topics.map(({ name, partitions }) => {
            const { set = {}, all = {} } = found.get(name) ?? {};
            return {
                name,
                partitions: partitions.length,
                replicas: partitions[0]?.replicas ?? 1,
                configuration: Object.fromEntries(Object.entries(set).filter(([key]) => !placed.test(key))),
                maxMessageBytes: Number(all['max.message.bytes'] ?? blockBytes),
            };
        });
    }
    async *#partition({ topic, index, partition, from, until, limit }, marks) {
        const cluster = this.#cluster;
        const range = { topic: topic.name, topicId: topic.id, partition, from, until };
        const reading = { expired: 0, aborted: 0 };
        const builder = new BlockBuilder(limit);
        const digest = new ContentDigest();
        const mark = marks.of(topic.name, partition);
        let records = 0;
        const full = [];
        const flush = () => {
            const block = builder.take();
            if (block === undefined)
                return;
            this.#size += block.length;
            full.push(...frame_frame('B', block));
        };
        try {
            for await (const batch of read_readCommitted(cluster, range, reading)) {
                (0,problem/* stopIfAborted */.NI)(cluster.signal);
                eachOf(batch, range, (offset, time, bytes, at, end) => {
                    if (builder.isFull(batch.codec, end - at))
                        flush();
                    mark.before(offset, records);
                    builder.add(batch.codec, offset, time, bytes, at, end);
                    digest.add(time, bytes, at, end);
                    records++;
                });
                yield* full.splice(0);
            }
        }
        catch (error) {
            throw await unread(cluster, range, error);
        }
        flush();
        yield* full;
        mark.end(records);
        if (reading.expired > 0)
            this.#expired.push(`${topic.name}/${partition} (${reading.expired})`);
        const kept = { topic: index, partition, records, digest: digest.end() };
        this.#partitions.push(kept);
        yield* jsonFrame('P', kept);
    }
    /** Transactions that had not ended: what came after their beginning is not in the dump, whoever wrote it. */
    async #open(topics, stable, end) {
        if (topics.length === 0)
            return [];
        const now = await offsetsOf(this.#cluster, topics, 'stable');
        const held = [...now].filter(([key]) => (end.get(key) ?? 0) > (stable.get(key) ?? 0));
        const say = (level, list, message, hint) => {
            if (list.length === 0)
                return [];
            const names = list.map(([key]) => `${key} (${(end.get(key) ?? 0) - (stable.get(key) ?? 0)})`);
            return [
                { level, blame: 'source', message: `${message}: ${(0,words_words/* namesSome */.Tc)(names)}`, ...(hint === undefined ? {} : { hint }) },
            ];
        };
        return [
            ...say('warning', held.filter(([key, offset]) => offset === stable.get(key)), 'a transaction stayed open while the dump was made, so the offsets after its beginning are not in the backup', 'Find it with kafka-transactions.sh find-hanging, and end it.'),
            ...say('note', held.filter(([key, offset]) => offset !== stable.get(key)), 'a transaction was open when the dump began, so the offsets after its beginning are not in the backup'),
        ];
    }
    #notes(shared) {
        const note = (names, message) => names.length === 0 ? [] : [{ level: 'note', blame: 'source', message: `${message}: ${(0,words_words/* namesSome */.Tc)(names)}` }];
        return [
            ...note(this.#expired, 'offsets expired before they were read'),
            ...note(shared, 'share groups are not in the backup, because Kafka does not tell how far they are'),
        ];
    }
}
function keptGroup({ name, committed }, topics, passed) {
    const indexes = new Map(topics.map(({ name }, index) => [name, index]));
    const offsets = committed.flatMap(({ topic, partition, offset, metadata }, at) => {
        const index = indexes.get(topic);
        if (index === undefined || partition >= (topics[index]?.partitions.length ?? 0))
            return [];
        return [{ topic: index, partition, committed: offset, records: passed[at] ?? 0, metadata }];
    });
    return { name, offsets };
}

;// CONCATENATED MODULE: ./engine/kafka/source.js
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











async function openKafka(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = source_addDisposableResource(env_1, new DisposableStack(), false);
        const cluster = opened.use(await Cluster.connect(connectionOf(source), services, signal));
        const topics = topicsOf(source, cluster);
        const sizeBytes = await cluster.told('the offsets of its topics cannot be read', sizeOf(cluster, topics));
        return new OpenKafka(source, cluster, topics, sizeBytes, opened.move());
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        source_disposeResources(env_1);
    }
}
class OpenKafka {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    #source;
    #cluster;
    #topics;
    #opened;
    #dumped = false;
    constructor(source, cluster, topics, sizeBytes, opened) {
        this.server = serverFacts(cluster.version);
        this.sizeBytes = sizeBytes;
        this.#source = source;
        this.#cluster = cluster;
        this.#topics = topics;
        this.#opened = opened;
    }
    /** Asks for all that a dump asks for; of the records, for those after the last. */
    async rehearse() {
        const cluster = this.#cluster;
        const names = this.#topics.map(({ name }) => name);
        await cluster.told('the configurations of its topics cannot be read', configurations(cluster, names));
        await groupOffsets(this.#source, cluster, this.#topics);
        const ends = await cluster.told('the offsets of its topics cannot be read', offsetsOf(cluster, this.#topics, 'stable'));
        for (const { name, id } of this.#topics) {
            const offset = ends.get(`${name}/0`) ?? 0;
            const asked = { topicId: id, partition: 0, offset, maxBytes: 1, maxWaitMs: 0 };
            await cluster.told(`topic ${name} cannot be read`, cluster.atLeader(name, 0, (wire) => fetchRecords(wire, asked)));
        }
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpKafka(this.#source, this.#cluster);
    }
    async [Symbol.asyncDispose]() {
        this.#opened.dispose();
    }
}
/** Of a record, where nothing better is known. */
const guessedBytes = 100;
/** An estimate: what the topics take on the disks, for one copy; by their offsets where the user may not see the disks. */
async function sizeOf(cluster, topics) {
    try {
        const names = new Map(topics.map(({ name, partitions }) => [name, partitions[0]?.replicas ?? 1]));
        const answers = await cluster.atEach((wire) => wire.call(dist/* describeLogDirsV4.api */.OQg.api, null));
        const sizes = answers.flatMap(({ results }) => results.flatMap(({ topics }) => topics.flatMap(({ name, partitions }) => {
            const replicas = names.get(name);
            return replicas === undefined ? [] : partitions.map(({ partitionSize }) => Number(partitionSize) / replicas);
        })));
        return Math.max(1, Math.ceil(sizes.reduce((sum, size) => sum + size, 0)));
    }
    catch (error) {
        if (!isRefusal(error, codes.clusterDenied))
            throw error;
        const [first, end] = [await offsetsOf(cluster, topics, 'first'), await offsetsOf(cluster, topics, 'stable')];
        const records = [...end].reduce((sum, [key, offset]) => sum + offset - (first.get(key) ?? 0), 0);
        return Math.max(1, records * guessedBytes);
    }
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/kafka/check.js


/** `count-of: TOPIC`, of all its partitions, and `required: [TOPIC]`. What was restored has an offset for each record. */
async function checkKafka(assertion, cluster) {
    if (assertion.kind === 'required')
        return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => cluster.topic(name) !== undefined, 'topic');
    if (assertion.kind !== 'count-of')
        throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    const topic = cluster.topic(assertion.ask);
    if (topic === undefined)
        return (0,engine_assertion/* failed */.gz)(assertion, `there is no topic ${assertion.ask}`);
    const [first, end] = [await offsetsOf(cluster, [topic], 'first'), await offsetsOf(cluster, [topic], 'stable')];
    const count = [...end].reduce((sum, [key, offset]) => sum + offset - (first.get(key) ?? 0), 0);
    return (0,engine_assertion/* judged */.g$)(assertion, String(count));
}

;// CONCATENATED MODULE: ./engine/kafka/live.js





/** The facts of a cluster, of the topics and groups that others are of: all records are read again. */
async function liveFacts(cluster, like, original, counted) {
    const topics = (like.objects['topic'] ?? []).flatMap((name) => cluster.topic(name) ?? []);
    const first = await offsetsOf(cluster, topics, 'first');
    const stable = await offsetsOf(cluster, topics, 'stable');
    const found = await configurations(cluster, topics.map(({ name }) => name));
    const compared = new Set(Object.keys(like.rows));
    const results = [];
    let sizeBytes = 0;
    for (const { name, id, partitions } of topics) {
        const list = [];
        for (const { index } of partitions) {
            const key = `${name}/${index}`;
            // Those whose records come and go are not read for nothing.
            if (!compared.has(key))
                continue;
            const range = {
                ...{ topic: name, topicId: id, partition: index },
                from: first.get(key) ?? 0,
                until: stable.get(key) ?? 0,
            };
            const digest = new ContentDigest();
            let records = 0;
            try {
                for await (const batch of read_readCommitted(cluster, range, { expired: 0, aborted: 0 })) {
                    const more = eachOf(batch, range, (_offset, time, bytes, from, end) => {
                        digest.add(time, bytes, from, end);
                        sizeBytes += end - from;
                    });
                    records += more;
                    counted?.(more);
                }
            }
            catch (error) {
                throw await unread(cluster, range, error);
            }
            list[index] = { records, digest: digest.end() };
        }
        results.push({ name, configuration: original(name, found.get(name)?.set ?? {}), partitions: list });
    }
    const groups = await groupsLike(cluster, like);
    return factsOf({ version: cluster.version, topics: results, groups, sizeBytes });
}
async function groupsLike(cluster, like) {
    const topics = new Set(like.objects['topic']);
    const groups = [];
    for (const name of like.objects['group'] ?? []) {
        const offsets = (await committedOf(cluster, name)).filter(({ topic }) => topics.has(topic));
        if (offsets.length === 0)
            continue;
        groups.push({
            name,
            offsets: offsets.map(({ topic, partition, offset }) => ({ topic, partition, records: offset })),
        });
    }
    return groups;
}

;// CONCATENATED MODULE: ./engine/kafka/plan.js

const longest = '9223372036854775807';
/** How a topic is while its records come: none may be removed, refused or given another time before all are there. */
const loading = {
    'cleanup.policy': 'delete',
    'retention.ms': '-1',
    'retention.bytes': '-1',
    'message.timestamp.type': 'CreateTime',
    'message.timestamp.before.max.ms': longest,
    'message.timestamp.after.max.ms': longest,
};
/** Not set while records come: a copy that is missing would refuse them, and storage elsewhere would move them. */
const plan_later = /^(?:min\.insync\.replicas|remote\.|local\.retention\.)/;
/** What only a cluster has that is set up for it: storage elsewhere, which a throw-away server lacks. */
const elsewhere = /^(?:remote\.|local\.retention\.)/;
/** The configuration of a topic in the end: the kept one, without what a throw-away server cannot have. */
function wantedOf({ configuration }, throwAway) {
    const entries = Object.entries(configuration).filter(([name]) => !(throwAway && elsewhere.test(name)));
    return Object.fromEntries(entries);
}
/** As many copies as it had, where there are as many brokers; else -1, as many as the target makes of a topic. */
const replicasOf = ({ replicas }, brokers) => (brokers >= replicas ? replicas : -1);
const plan_roomBytes = 1024 * 1024;
const plan_mostBytes = 2 ** 31 - 1;
function loadingOf({ maxMessageBytes }, wanted) {
    const stays = Object.entries(wanted).filter(([name]) => !plan_later.test(name));
    // The same records in other batches, compressed again, may take a little more.
    const most = String(Math.min(plan_mostBytes, 2 * maxMessageBytes + plan_roomBytes));
    return { ...Object.fromEntries(stays), ...loading, 'max.message.bytes': most };
}
/** What is changed once all records are there; undefined: taken back. */
function lastChanges(plan, keeps) {
    const changes = new Map();
    for (const name of new Set([...Object.keys(plan.loading), ...Object.keys(plan.wanted)])) {
        if (name === 'retention.ms' && keeps)
            continue;
        if (plan.loading[name] !== plan.wanted[name])
            changes.set(name, plan.wanted[name]);
    }
    return changes;
}
const marginMs = 3_600_000;
const standardRetentionMs = 7 * 24 * 3_600_000;
/** True where the target would soon remove some of what was restored, because it is as old as that. */
function wouldExpire({ effective }, oldest, now) {
    if (!deletes(effective))
        return false;
    const retention = Number(effective['retention.ms'] ?? standardRetentionMs);
    return retention >= 0 && Number(oldest) >= 0 && Number(oldest) + retention < now + marginMs;
}
const deletes = (effective) => (effective['cleanup.policy'] ?? 'delete').includes('delete');
/** True where the target itself removes records, so that what is there is not compared. */
function moves({ effective }) {
    const compacts = (effective['cleanup.policy'] ?? '').includes('compact');
    return compacts || (deletes(effective) && Number(effective['retention.bytes'] ?? -1) >= 0);
}
function notes(plans, { keeping, busy, throwAway, }) {
    const say = (names, level, message, hint) => names.length === 0
        ? []
        : [
            {
                ...{ level, blame: 'env', message: `${message}: ${(0,words_words/* namesSome */.Tc)(names)}` },
                ...(hint === undefined ? {} : { hint }),
            },
        ];
    const named = (which) => plans.filter(which).map(({ kept }) => kept.name);
    return [
        ...say(named(({ replicas }) => replicas === -1), throwAway ? 'note' : 'warning', 'restored with as many replicas as the target makes of a topic, because it has fewer brokers than there were replicas'),
        ...(throwAway
            ? say(named(({ kept, wanted }) => Object.keys(kept.configuration).some((name) => wanted[name] === undefined)), 'note', 'storage elsewhere is not set up on the throw-away server, so that part of the configuration is not tried')
            : say(named(moves), 'note', 'the target itself compacts these, or keeps them to a size, so their records are not compared')),
        ...say(keeping, 'warning', 'some records are older than the topic keeps them, so retention.ms was left at -1, where nothing expires', 'Once they are used, set it again: kafka-configs.sh --alter --entity-type topics --entity-name NAME --add-config retention.ms=...'),
        ...say(busy, 'warning', 'these groups have members in the target, who alone may set offsets, so theirs were not restored', 'Stop their members, and run kafka-consumer-groups.sh --reset-offsets, or restore again.'),
    ];
}

;// CONCATENATED MODULE: ./engine/kafka/protocol/produce.js



const produce_version = 9;
const allCopies = -1;
const produce_timeoutMs = 60_000;
/**
 * Sends batches with a number each, by which a broker takes each of them once and in their order, however often one is sent.
 * No transactions: their markers would take offsets.
 */
class Producer {
    #cluster;
    #id;
    #epoch;
    #sequences = new Map();
    constructor(cluster, id, epoch) {
        this.#cluster = cluster;
        this.#id = id;
        this.#epoch = epoch;
    }
    static async start(cluster) {
        const { producerId, producerEpoch } = await cluster.atController((wire) => wire.call(dist/* initProducerIdV4.api */.w8U.api, null, 0, -1n, -1));
        return new Producer(cluster, producerId, producerEpoch);
    }
    /** Resolves once all copies have it. */
    async send(topic, partition, block) {
        const key = `${topic}/${partition}`;
        const sequence = this.#sequences.get(key) ?? 0;
        const batch = writeBatch({
            ...{ codec: block.codec, firstTime: block.firstTime, lastTime: block.lastTime, count: block.count },
            ...{ records: block.records, producerId: this.#id, producerEpoch: this.#epoch, sequence },
        });
        try {
            await this.#cluster.atLeader(topic, partition, (wire) => produce(wire, topic, partition, batch), true);
        }
        catch (error) {
            // It had come before the connection broke.
            if (!isRefusal(error, codes.duplicateSequence))
                throw error;
        }
        // After the largest number comes 0.
        this.#sequences.set(key, (sequence + block.count) % 2 ** 31);
    }
}
/** One batch for one partition. */
async function produce(wire, topic, partition, batch, transactionalId = null) {
    const body = dist/* Writer */.AUw.create()
        .appendString(transactionalId)
        .appendInt16(allCopies)
        .appendInt32(produce_timeoutMs)
        .appendArray([topic], (w) => w.appendString(topic).appendArray([partition], (w) => {
        w.appendInt32(partition)
            .appendUnsignedVarInt(batch.length + 1)
            .append(batch);
    }))
        .appendTaggedFields();
    const answer = await wire.request(0, produce_version, body);
    answer.list(() => {
        answer.text();
        answer.list(() => {
            answer.int32();
            const code = answer.int16();
            answer.skip(3 * 8);
            const records = answer.list(() => {
                answer.int32();
                const message = answer.text();
                answer.taggedFields();
                return message;
            });
            const message = answer.text();
            if (code !== 0)
                throw new dist/* ProtocolError */.bd7(code, [message, ...records].find((text) => text !== '') ?? null);
            answer.taggedFields();
        });
        answer.taggedFields();
    });
}

;// CONCATENATED MODULE: ./engine/kafka/restore.js
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
async function restoreKafka(backup, request, context) {
    const { connection, services, throwAway, signal } = context;
    const entries = readArchive(backup);
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const catalogue = await catalogueOf(entries);
            const cluster = restore_addDisposableResource(env_1, await Cluster.connect(connection, services, signal), false);
            const { replaced, plans } = await admitted(catalogue, request, cluster, throwAway);
            // The old goes before the new can come: not before the new has been read to its end.
            if (replaced.length > 0)
                for await (const _ of readArchive(backup))
                    (0,problem/* stopIfAborted */.NI)(signal);
            const restoring = new Restoring(cluster, plans, context);
            return await restoring.all(entries, replaced, backup.facts);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            restore_disposeResources(env_1);
        }
    }
    finally {
        await entries.return(undefined);
    }
}
/** Refuses what cannot be restored, and changes nothing. */
async function admitKafka(backup, request, context) {
    const { connection, services, throwAway, signal } = context;
    const entries = readArchive(backup);
    try {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const catalogue = await catalogueOf(entries);
            const cluster = restore_addDisposableResource(env_2, await Cluster.connect(connection, services, signal), false);
            await admitted(catalogue, request, cluster, throwAway);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            restore_disposeResources(env_2);
        }
    }
    finally {
        await entries.return(undefined);
    }
}
async function admitted(catalogue, { overwrite, only }, cluster, throwAway) {
    const topics = chosen(catalogue, only);
    const replaced = topics.filter(({ name }) => cluster.topic(name) !== undefined).map(({ name }) => name);
    mustBeFree(cluster, replaced, overwrite);
    return { replaced, plans: await planned(cluster, topics, throwAway) };
}
class Restoring {
    #cluster;
    #plans;
    #context;
    /** Of each topic the time of its oldest record, and how many each partition has. */
    #oldest = new Map();
    #records = new Map();
    #bytes = 0;
    constructor(cluster, plans, context) {
        this.#cluster = cluster;
        this.#plans = new Map(plans.map((plan) => [plan.kept.name, plan]));
        this.#context = context;
    }
    async all(entries, replaced, facts) {
        const cluster = this.#cluster;
        const { throwAway, onPlan } = this.#context;
        const plans = [...this.#plans.values()];
        const names = plans.map(({ kept }) => kept.name);
        try {
            if (replaced.length > 0)
                await cluster.told('its topics cannot be deleted', deleteTopics(cluster, replaced));
            await cluster.told('topics cannot be created', this.#create(plans));
            const groups = await this.#load(entries);
            await this.#mustBeThere(plans);
            const keeping = throwAway ? [] : names.filter((name) => this.#expires(name));
            onPlan(plans, keeping);
            await cluster.told('topics cannot be configured', this.#configure(plans, keeping));
            const busy = await this.#commit(groups);
            const leave = {
                topic: (name) => !this.#plans.has(name),
                records: (name) => !throwAway && moves(this.#plans.get(name) ?? { effective: {} }),
                group: (name) => busy.includes(name),
            };
            const findings = notes(plans, { keeping, busy, throwAway });
            return { findings, expected: without(facts, leave), restoredBytes: this.#bytes };
        }
        catch (error) {
            await abandon(this.#context, names).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw lost(error, replaced);
        }
    }
    async #create(plans) {
        const topics = plans.map(({ kept, replicas, loading }) => ({
            ...{ name: kept.name, partitions: kept.partitions, replicas, configuration: loading },
        }));
        await createTopics(this.#cluster, topics, 'create');
        await this.#cluster.refresh();
        await untilLed(this.#cluster, topics.map(({ name }) => name));
    }
    /** Gives the groups: they are set when all of the archive has been read. */
    async #load(entries) {
        const cluster = this.#cluster;
        const producer = await cluster.told('no producer can be started', Producer.start(cluster));
        const topics = [];
        const groups = [];
        // One is on its way while the next is read.
        let sending = Promise.resolve();
        try {
            for await (const entry of entries) {
                (0,problem/* stopIfAborted */.NI)(cluster.signal);
                if (entry.kind === 'partition' && entry.partition.partition === 0)
                    topics.push(entry.topic.name);
                if (entry.kind === 'group')
                    groups.push(entry.group);
                if (entry.kind !== 'block' || !this.#plans.has(entry.topic.name))
                    continue;
                const { topic, partition, block } = entry;
                const key = `${topic.name}/${partition}`;
                this.#records.set(key, (this.#records.get(key) ?? 0) + block.count);
                this.#bytes += block.records.length;
                const oldest = this.#oldest.get(topic.name);
                if (oldest === undefined || block.firstTime < oldest)
                    this.#oldest.set(topic.name, block.firstTime);
                await sending;
                sending = cluster.told(`${key} does not take its records`, producer.send(topic.name, partition, block));
                sending.catch(() => undefined);
            }
        }
        finally {
            await sending;
        }
        return groups.map(({ name, offsets }) => ({
            name,
            offsets: offsets
                .map(({ topic, partition, records, metadata }) => ({
                ...{ topic: topics[topic] ?? '', partition, offset: records, metadata },
            }))
                .filter(({ topic }) => this.#plans.has(topic)),
        }));
    }
    /** The broker has as many as were sent: nobody else wrote, and none was taken twice. */
    async #mustBeThere(plans) {
        const cluster = this.#cluster;
        const topics = plans.flatMap(({ kept }) => cluster.topic(kept.name) ?? []);
        const ends = await cluster.told('the offsets of its topics cannot be read', offsetsOf(cluster, topics, 'end'));
        for (const { kept } of plans) {
            for (let partition = 0; partition < kept.partitions; partition++) {
                const key = `${kept.name}/${partition}`;
                const [sent, found] = [this.#records.get(key) ?? 0, ends.get(key)];
                if (found === sent)
                    continue;
                throw new problem/* Problem */.AF('restore-failed', `${cluster.connection.where} has ${found ?? 'no'} records in ${key}, and ${sent} were sent`, {
                    hint: 'Stop whoever writes to that topic, and restore again.',
                });
            }
        }
    }
    #expires(name) {
        const plan = this.#plans.get(name);
        const oldest = this.#oldest.get(name);
        return plan !== undefined && oldest !== undefined && wouldExpire(plan, oldest, this.#context.now().getTime());
    }
    async #configure(plans, keeping) {
        for (const plan of plans) {
            const { name } = plan.kept;
            await alterTopic(this.#cluster, name, lastChanges(plan, keeping.includes(name)));
        }
    }
    /** Gives the groups that have members. */
    async #commit(groups) {
        const busy = [];
        for (const { name, offsets } of groups) {
            if (offsets.length === 0)
                continue;
            const what = `the offsets of group ${name} cannot be set`;
            if ((await this.#cluster.told(what, commit(this.#cluster, name, offsets))) === 'busy')
                busy.push(name);
        }
        return busy;
    }
}
const cleanupMs = 60_000;
/** By a connection of its own, because the other may be what failed. */
async function abandon({ connection, services }, names) {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        const cluster = restore_addDisposableResource(env_3, await Cluster.connect(connection, services, AbortSignal.timeout(cleanupMs)), false);
        await deleteTopics(cluster, names.filter((name) => cluster.topic(name) !== undefined));
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        restore_disposeResources(env_3);
    }
}
/** A failure after the target's own topics were deleted says so. */
function lost(error, replaced) {
    if (!(0,problem/* isProblem */.AN)(error) || replaced.length === 0 || error.code === 'cancelled')
        return error;
    const after = `; of the target's topics, ${(0,words_words/* namesSome */.Tc)(replaced)} had been deleted to be replaced`;
    return new problem/* Problem */.AF(error.code, `${(0,problem/* messageOf */.bD)(error)}${after}`, { hint: error.hint, cause: error });
}
async function catalogueOf(entries) {
    const first = await entries.next();
    if (first.done !== true && first.value.kind === 'catalogue')
        return first.value.catalogue;
    throw damaged('it does not begin with its catalogue');
}
function chosen({ topics }, only) {
    const unmatched = (pattern, hint) => new problem/* Problem */.AF('usage', `--only ${pattern}: the backup has no such topic`, { hint });
    const names = topics.map(({ name }) => name);
    const taken = new Set((0,selection/* selected */.wH)(names, { include: only, exclude: [] }, 'topic', unmatched));
    return topics.filter(({ name }) => taken.has(name));
}
function mustBeFree({ connection }, replaced, overwrite) {
    if (replaced.length === 0 || overwrite)
        return;
    const { where } = connection;
    throw new problem/* Problem */.AF('target-refused', `${where} has topics of the backup's names: ${(0,words_words/* namesSome */.Tc)(replaced)}`, {
        hint: `Restore into another cluster, or give --overwrite ${where}, which deletes those topics first.`,
    });
}
/** Lets the target judge every topic as it will be in the end, without making any: an older one may lack a setting. */
async function planned(cluster, topics, throwAway) {
    const plans = topics.map((kept) => ({
        ...{ kept, replicas: replicasOf(kept, cluster.brokers), wanted: wantedOf(kept, throwAway) },
    }));
    // One that is there already would be refused for that alone.
    const tried = (name) => (cluster.topic(name) === undefined ? name : `${name.slice(0, 200)}.backproof`);
    const asked = plans.map(({ kept, replicas, wanted }) => ({
        ...{ name: tried(kept.name), partitions: kept.partitions, replicas, configuration: wanted },
    }));
    let effective;
    try {
        effective = new Map((await createTopics(cluster, asked, 'try')).map(({ name, all }) => [name, all]));
    }
    catch (error) {
        if (!isRefusal(error, codes.invalidConfiguration, codes.invalidReplication, codes.topicExists, 42, 44))
            return await cluster.told('topics cannot be created', Promise.reject(error));
        const [[name, because] = ['', '']] = refusedTopics(error, asked.map(({ name }) => name));
        throw new problem/* Problem */.AF('target-refused', `${cluster.connection.where} (Kafka ${cluster.version}) does not take topic ${name}: ${because}`, {
            hint: 'Restore into a cluster of the version that the backup is of, or set the broker up for that configuration.',
            cause: error,
        });
    }
    return plans.map((plan) => ({
        ...plan,
        effective: { ...plan.wanted, ...effective.get(tried(plan.kept.name)) },
        loading: loadingOf(plan.kept, plan.wanted),
    }));
}

;// CONCATENATED MODULE: ./engine/kafka/target.js
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






/** A cluster. */
class KafkaTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #restored = new Map();
    #keeping = new Set();
    constructor(place) {
        this.where = place.connection.where;
        this.name = place.connection.where;
        this.throwAway = place.remove !== undefined;
        this.servers = place.connection.servers;
        this.#place = place;
    }
    overlap(source) {
        return sameCluster(connectionOf(source), this.#place.connection) ? 'same' : 'none';
    }
    async admit(backup, request) {
        const context = { ...this.#place, throwAway: this.throwAway, onPlan: () => { } };
        await (0,blame/* asTarget */.Q)(admitKafka(backup, request, context), this);
    }
    async restore(backup, request) {
        const { throwAway } = this;
        const onPlan = (plans, keeping) => {
            for (const plan of plans)
                this.#restored.set(plan.kept.name, plan);
            this.#keeping = new Set(keeping);
        };
        return await (0,blame/* asTarget */.Q)(restoreKafka(backup, request, { ...this.#place, throwAway, onPlan }), this);
    }
    async facts(like, counted) {
        return await this.#with((cluster) => liveFacts(cluster, like, (topic, live) => this.#original(topic, live), counted));
    }
    async check(assertion) {
        return await this.#with((cluster) => checkKafka(assertion, cluster));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    /** What a throw-away server lacks, and what was kept from expiring, is taken as restored: a finding says so. */
    #original(topic, live) {
        const plan = this.#restored.get(topic);
        if (plan === undefined)
            return live;
        const { configuration } = plan.kept;
        const lacking = Object.entries(configuration).filter(([name]) => plan.wanted[name] === undefined);
        const { 'retention.ms': _, ...rest } = live;
        const shown = this.#keeping.has(topic) ? rest : live;
        const kept = this.#keeping.has(topic) ? configuration['retention.ms'] : undefined;
        return { ...shown, ...Object.fromEntries(lacking), ...(kept === undefined ? {} : { 'retention.ms': kept }) };
    }
    async #with(use) {
        const { connection, services, signal } = this.#place;
        const used = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const cluster = target_addDisposableResource(env_1, await Cluster.connect(connection, services, signal), false);
                return await cluster.told('it cannot be read', use(cluster));
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                target_disposeResources(env_1);
            }
        };
        return await (0,blame/* asTarget */.Q)(used(), this);
    }
}

;// CONCATENATED MODULE: ./engine/kafka/kafka.js






/** Topics with their configurations, and the offsets of groups: what was committed, read by the protocol itself. */
const kafka = {
    name: 'kafka',
    can: { selects: 'topic', restores: [] },
    open: (source, bench, signal) => openKafka(source, bench, signal),
    servers: (source) => connectionOf(source).servers,
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => kafkaContents(backup, signal, required),
    async target(text, _by, { services, now }, signal) {
        const connection = parseKafkaUrl(text, '--into', '--into');
        return new KafkaTarget({ connection, services, signal, now });
    },
    async sandbox(dumped, image, { baseEnv, label, now }, signal) {
        const sandbox = await (0,runtime/* startReachableSandbox */.tU)(kafkaSandbox(dumped, image), { baseEnv, label, signal });
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new KafkaTarget({ connection: at(sandbox.address.host), services: {}, signal, now, remove });
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
