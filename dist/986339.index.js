export const id = 986339;
export const ids = [986339];
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

/***/ 66794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W8: () => (/* binding */ mustJoin),
/* harmony export */   be: () => (/* binding */ mustReach),
/* harmony export */   sl: () => (/* binding */ unplayable)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);

/** Throws `object-damaged` unless the pieces of a log follow each other, and the first holds where the backup lies. */
function mustJoin({ position, log }, compare) {
    const first = log[0];
    if (first !== undefined && (compare(first.from, position) ?? 1) > 0)
        throw unplayable(`its first piece begins at ${first.from.at}, and the backup lies at ${position.at}`);
    for (const [index, { from }] of log.entries()) {
        const before = log[index - 1]?.to;
        if (before !== undefined && compare(before, from) !== 0)
            throw unplayable(`a piece begins at ${from.at}, and the one before it ends at ${before.at}`);
    }
}
/** Throws `restore-failed` where the pieces end before that moment. `timeOf`: until when one holds everything. */
function mustReach(log, stop, timeOf) {
    if (stop === undefined)
        return;
    const last = log.at(-1);
    const until = last && timeOf(last);
    if (until !== undefined && stop <= until)
        return;
    const where = until === undefined ? 'there is no log after the backup' : `the log is collected until ${until.toISOString()}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${stop.toISOString()} cannot be reached: ${where}`, {
        hint: 'Restore to an earlier time, or to the end of the log with --at latest.',
    });
}
const unplayable = (because) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('object-damaged', `the log cannot be played back: ${because}`, { hint: _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .remedy */ .zL.damaged });


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

/***/ 93655:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  mongodb: () => (/* binding */ mongodb)
});

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: ./engine/server-url.js
var server_url = __webpack_require__(72328);
;// CONCATENATED MODULE: ./engine/mongodb/connection.js





// What the driver knows, by its own names, and needs no library for that is not here.
const parameters = [
    ...['authSource', 'authMechanism', 'authMechanismProperties', 'replicaSet', 'directConnection', 'loadBalanced'],
    ...['tls', 'ssl', 'tlsCAFile', 'tlsCertificateKeyFile', 'tlsCertificateKeyFilePassword'],
    ...['tlsAllowInvalidCertificates', 'tlsAllowInvalidHostnames', 'tlsInsecure'],
    ...['readPreference', 'readPreferenceTags', 'maxStalenessSeconds', 'readConcernLevel', 'w', 'wtimeoutMS', 'journal'],
    ...['connectTimeoutMS', 'socketTimeoutMS', 'serverSelectionTimeoutMS', 'heartbeatFrequencyMS', 'localThresholdMS'],
    ...['maxPoolSize', 'minPoolSize', 'retryReads', 'retryWrites', 'srvServiceName', 'srvMaxHosts', 'appName'],
];
const urlRules = {
    noun: 'a MongoDB server',
    schemes: { mongodb: 'plain', 'mongodb+srv': 'plain' },
    port: 27_017,
    example: 'mongodb://user:password@host:27017/database?authSource=admin',
    parameters,
};
const ownDatabases = ['admin', 'config', 'local'];
function connectionOf(source) {
    const url = source.url.reveal();
    return parseMongodbUrl(source.member === undefined ? url : loggingIn(url), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`);
}
/** Without a name in it a URL logs in to admin, and would log in to whichever database is written into it. */
function loggingIn(url) {
    const says = /[?&](?:authSource|authMechanism)=/i.test(url);
    // Of a service record the name server says it.
    if (says || !/^\s*mongodb:\/\/[^@/?#]+@/i.test(url))
        return url;
    return `${url.trim()}${url.includes('?') ? '&' : '?'}authSource=admin`;
}
/** Where a server's databases are listed: the one of its own that every user may ask. */
function listingConnection({ name, url }) {
    const typed = `source ${name}, by ${url.origin()}`;
    if ((0,policy/* databaseIn */.j6)(url.reveal()) !== '')
        throw new problem_0/* Problem */.AF('policy-invalid', `${typed}: the URL names a database, and databases names them as well`, {
            hint: 'Write the URL as mongodb://user:password@host:27017, or take databases out of the policy.',
        });
    return parsed(loggingIn((0,policy/* inDatabase */.jG)(url.reveal(), 'admin')), typed, `source ${name}`);
}
/** `typed`: where the URL comes from. */
function parseMongodbUrl(text, typed, place) {
    const connection = parsed(text, typed, place);
    const { database } = connection;
    if (!ownDatabases.includes(database))
        return connection;
    throw new problem_0/* Problem */.AF('policy-invalid', `${typed}: ${database} is the server's own database`, {
        hint: 'Name a database of yours after the host; the one that users log in to is authSource=admin.',
    });
}
function parsed(text, typed, place) {
    const url = text.trim();
    const bad = (because, hint) => new problem_0/* Problem */.AF('policy-invalid', `${typed}: ${because}`, { hint });
    const [, foreign] = /[?&](tls-(?:ca|cert|key|name))=[^@]*$/.exec(url) ?? [];
    if (foreign !== undefined)
        throw bad(`the URL has ${foreign}, which MongoDB's URLs do not`, 'Write tls=true&tlsCAFile=FILE, or tlsCertificateKeyFile=FILE with certificate and key: MongoDB has names of its own.');
    const parsed = (0,server_url/* parseServerUrl */.Ep)(url, typed, urlRules);
    const { path: database, user, password } = parsed;
    if (database === '')
        throw bad('the URL names no database', `Write it as ${urlRules.example}: a source is one database.`);
    if (/[/\\. "$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
        throw bad('the path of the URL is not the name of a database', `Write it as ${urlRules.example}, with the database alone after the host.`);
    const phrase = parsed.parameters['tlsCertificateKeyFilePassword'];
    return {
        ...{ url, database, user, place, servers: parsed.servers },
        secrets: [password ?? '', phrase ?? ''].filter((secret) => secret !== ''),
        where: `${hostsText(parsed, url)}/${database}`,
    };
}
/** Of a service record the hosts are not known here. */
const hostsText = (parsed, url) => /^mongodb\+srv:/i.test(url) ? parsed.servers.map(({ host }) => host).join(' or ') : (0,server_url/* serversText */.IF)(parsed);
/**
 * The same as it is reached from here. A service container's own name for itself may mean nothing here: then it alone is
 * talked to.
 */
function fromHere(connection, services) {
    const servers = connection.servers.map((server) => (0,dial/* reachedFromHere */.RV)(server, services));
    if (servers.every((server, index) => same(server, connection.servers[index])))
        return connection;
    const { url, after } = withHosts(connection.url, servers);
    const direct = servers.length > 1 || /[?&]directConnection=/.test(after) ? '' : `${separator(after)}directConnection=true`;
    return { ...connection, url: `${url}${direct}`, servers };
}
/** One of its servers, by the port of this machine that leads to it. */
function directly(connection, server) {
    const { of = server } = server;
    const { url, after } = withHosts(connection.url.replaceAll(/(?<=[?&])directConnection=[^&]*&?/gi, ''), [server]);
    // A balancer says so itself, and has no members.
    const direct = /[?&]loadBalanced=true/i.test(after) ? '' : `${separator(after)}directConnection=true`;
    const where = `${(0,server_url/* serversText */.IF)({ servers: [of] })}/${connection.database}`;
    return { ...connection, url: `${url}${direct}`, servers: [server], where, of };
}
function withHosts(url, servers) {
    const hosts = servers.map(({ host, port }) => `${host}:${port}`).join(',');
    const [, before = '', after = ''] = /^([a-z+]+:\/\/(?:[^@/?#]*@)?)[^/?#]*(.*)$/is.exec(url) ?? [];
    return { url: `${before}${hosts}${after}`, after };
}
const separator = (after) => (/[?&]$/.test(after) ? '' : after.includes('?') ? '&' : '?');
const same = (a, b) => a.host === b.host && a.port === b.port;
/** True where both are one database of one server. */
function sameDatabase(a, b, services) {
    const reached = ({ servers }) => servers
        .map((server) => (0,dial/* reachedFromHere */.RV)(server, services))
        .map(({ host, port }) => `${(0,runtime/* isLocal */.IX)(host) ? '' : host.toLowerCase()}:${port}`);
    const others = reached(b);
    return a.database === b.database && reached(a).some((server) => others.includes(server));
}

;// CONCATENATED MODULE: ./engine/mongodb/archive/layout.js

/*
 * mongodump's archive, version 0.1: the magic number; a document about the archive; one for each namespace, and a terminator.
 * Then blocks: a document that names a namespace, documents of it, a terminator. The last of a namespace's blocks has no
 * documents, and a CRC-64 of all that came before. Blocks of several namespaces may alternate.
 */
const partName = 'dump.archive';
const magic = Buffer.from([0x6d, 0xe2, 0x99, 0x81]);
const terminator = Buffer.from([0xff, 0xff, 0xff, 0xff]);
const formatVersion = '0.1';
/** The most that a server takes is 16 MiB; its tools leave some room for what it adds itself. */
const mostDocumentBytes = 16 * 1024 * 1024 + 16 * 1024;
const damaged = (because, part = partName) => new problem_0/* Problem */.AF('object-damaged', `the part ${part} is damaged: ${because}`, { hint: problem_0/* remedy */.zL.damaged });

// EXTERNAL MODULE: ../../node_modules/mongodb/lib/index.js
var lib = __webpack_require__(85226);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(37470);
;// CONCATENATED MODULE: ./engine/mongodb/archive/read.js



const mostNamespaces = 100_000;
const mostMetadataBytes = 256 * 1024 * 1024;
/** Reads an archive piece by piece, and believes none of it: every length is bounded, every checksum compared. */
class ArchiveReader {
    #state = 'magic';
    #held = [];
    #heldBytes = 0;
    /** So many bytes are needed to go on. */
    #needed = magic.length;
    #header;
    #all = new Map();
    #metadataBytes = 0;
    #open = new Map();
    #done = new Set();
    #current;
    #damaged;
    /** `part`: whose damage it is. */
    constructor(part) {
        this.#damaged = (because) => damaged(because, part);
    }
    /** @throws Problem `object-damaged`. */
    *push(chunk) {
        this.#held.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        this.#heldBytes += chunk.byteLength;
        if (this.#heldBytes < this.#needed)
            return;
        const bytes = this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held);
        let at = 0;
        for (;;) {
            const length = this.#lengthAt(bytes, at);
            if (length === undefined || bytes.length - at < length) {
                this.#needed = length ?? 4;
                break;
            }
            const event = this.#take(bytes.subarray(at, at + length));
            at += length;
            if (event !== undefined)
                yield event;
        }
        this.#held = at === bytes.length ? [] : [bytes.subarray(at)];
        this.#heldBytes = bytes.length - at;
    }
    /** @throws Problem `object-damaged` unless everything that was announced has come. */
    end() {
        if (this.#heldBytes > 0 || this.#state !== 'between')
            throw this.#damaged('it is cut off');
        const missing = [...this.#all.keys()].find((name) => !this.#done.has(name));
        if (missing !== undefined)
            throw this.#damaged(`it is cut off: the end of ${this.#all.get(missing)?.collection} is missing`);
    }
    /** Of the next document or mark. undefined: that cannot be told yet. */
    #lengthAt(bytes, at) {
        if (bytes.length - at < 4)
            return undefined;
        if (this.#state === 'magic')
            return magic.length;
        const length = bytes.readInt32LE(at);
        if (length === -1)
            return 4;
        if (length < 5 || length > mostDocumentBytes)
            throw this.#damaged(`it has a document of ${length} bytes`);
        return length;
    }
    #take(bytes) {
        const isMark = bytes.length === 4;
        if (!isMark && bytes[bytes.length - 1] !== 0)
            throw this.#damaged('it has a document without an end');
        switch (this.#state) {
            case 'magic':
                if (!bytes.equals(magic))
                    throw this.#damaged('it is not an archive of mongodump');
                this.#state = 'header';
                return undefined;
            case 'header':
                this.#header = headerIn(isMark ? undefined : bytes, this.#damaged);
                this.#state = 'namespaces';
                return undefined;
            case 'namespaces':
                return isMark ? this.#started() : this.#announce(bytes);
            case 'between':
                return this.#begin(isMark ? undefined : bytes);
            case 'documents':
                return isMark ? this.#pause() : this.#document(bytes);
            case 'closing':
                if (!isMark)
                    throw this.#damaged('it has a document after the end of its collection');
                this.#state = 'between';
                return undefined;
        }
    }
    #announce(bytes) {
        this.#metadataBytes += bytes.length;
        if (this.#all.size >= mostNamespaces || this.#metadataBytes > mostMetadataBytes)
            throw this.#damaged('it announces more collections than a database can have');
        const one = archivedIn(bytes, this.#damaged);
        const name = nameOf(one);
        if (this.#all.has(name))
            throw this.#damaged(`it announces ${one.collection} twice`);
        this.#all.set(name, one);
    }
    #started() {
        this.#state = 'between';
        return { kind: 'start', header: this.#header, all: [...this.#all.values()] };
    }
    #begin(bytes) {
        const { db, collection, EOF: isEnd, CRC: crc } = read_document(bytes, 'the beginning of a block', this.#damaged);
        if (typeof db !== 'string' ||
            typeof collection !== 'string' ||
            typeof isEnd !== 'boolean' ||
            typeof crc !== 'bigint')
            throw this.#damaged('it has a block that names no collection');
        const name = nameOf({ db, collection });
        const of = this.#all.get(name);
        if (of === undefined || this.#done.has(name))
            throw this.#damaged('it has documents of a collection that it does not announce');
        const open = this.#open.get(name) ?? { of, crc: new bytes_bytes/* Crc64 */.Vl(bytes_bytes/* crc64Xz */.fX), documents: 0 };
        this.#open.set(name, open);
        if (!isEnd) {
            this.#current = open;
            this.#state = 'documents';
            return undefined;
        }
        if (open.crc.digest().readBigInt64LE() !== crc)
            throw this.#damaged(`the checksum of ${collection} is another`);
        this.#open.delete(name);
        this.#done.add(name);
        this.#state = 'closing';
        return { kind: 'end', of, documents: open.documents };
    }
    #document(bytes) {
        const open = this.#current;
        open.crc.update(bytes);
        open.documents++;
        return { kind: 'document', of: open.of, bytes };
    }
    #pause() {
        this.#current = undefined;
        this.#state = 'between';
    }
}
const nameOf = ({ db, collection }) => `${db}\0${collection}`;
function read_document(bytes, what, damaged) {
    try {
        if (bytes !== undefined)
            return lib.BSON.deserialize(bytes, { useBigInt64: true, promoteBuffers: true });
    }
    catch {
        // Said below.
    }
    throw damaged(`${what} is not a document`);
}
function headerIn(bytes, damaged) {
    const { version, server_version: serverVersion, tool_version: toolVersion } = read_document(bytes, 'its header', damaged);
    if (version !== formatVersion)
        throw damaged('it is not of the version that this program reads');
    if (typeof serverVersion !== 'string' || typeof toolVersion !== 'string')
        throw damaged('it does not say which server it is of');
    return { serverVersion, toolVersion };
}
function archivedIn(bytes, damaged) {
    const { db, collection, type, metadata, exact } = read_document(bytes, 'the announcement of a collection', damaged);
    if (typeof db !== 'string' || typeof collection !== 'string' || collection === '' || typeof metadata !== 'string')
        throw damaged('it announces a collection without a name');
    return {
        ...{ db, collection, metadata },
        // Older tools do not say it.
        type: typeof type === 'string' && type !== '' ? type : 'collection',
        exact: exact instanceof Uint8Array ? exact : undefined,
    };
}

;// CONCATENATED MODULE: ./engine/mongodb/collection.js


/** Values stay what they are: an int64 is no double, and a text that looks like an expression is a text. */
const exactly = {
    promoteValues: false,
    promoteBuffers: false,
    bsonRegExp: true,
    validation: { utf8: false },
};
function archivedOf(db, { name, type, options, indexes, uuid }) {
    const described = { options, indexes, ...(uuid === undefined ? {} : { uuid }), collectionName: name, type };
    return {
        db,
        collection: name,
        type,
        metadata: lib.BSON.EJSON.stringify(described, { relaxed: false }),
        exact: lib.BSON.serialize({ options, indexes }),
    };
}
/** @throws Problem `object-damaged` for what describes no collection. */
function collectionOf({ collection, type, metadata, exact }) {
    if (type !== 'collection' && type !== 'view')
        throw damaged(`${collection} is of type ${type}`);
    const { options = {}, indexes = [] } = described(collection, metadata, exact);
    if (!isDocument(options) || !Array.isArray(indexes) || !indexes.every(isIndex))
        throw damaged(`the description of ${collection} is not one of a collection`);
    return { name: collection, type, options, indexes, uuid: uuidIn(metadata) };
}
/** What the log calls it by. */
function uuidIn(metadata) {
    const [, uuid] = /"uuid"\s*:\s*"([0-9a-f]{32})"/.exec(metadata) ?? [];
    return uuid;
}
function described(collection, metadata, exact) {
    try {
        if (exact !== undefined)
            return lib.BSON.deserialize(exact, exactly);
        if (metadata === '')
            return {};
        const parsed = lib.BSON.EJSON.parse(metadata, { relaxed: false });
        if (isDocument(parsed))
            return parsed;
    }
    catch {
        // Said below.
    }
    throw damaged(`the description of ${collection} cannot be read`);
}
const isDocument = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value);
const isIndex = (value) => isDocument(value) && typeof value['name'] === 'string' && isDocument(value['key']);
/** Without the one that comes with every collection. */
const ownIndexes = ({ indexes }) => indexes.filter(({ name, clustered }) => name !== '_id_' && !isTrue(clustered));
const isTrue = (value) => value !== undefined && value !== null && value.valueOf() !== false;
/** True where the server itself removes what is too old. */
const expires = ({ indexes, options }) => options['expireAfterSeconds'] !== undefined ||
    indexes.some(({ expireAfterSeconds }) => expireAfterSeconds !== undefined);

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
;// CONCATENATED MODULE: ./engine/mongodb/listing.js




async function listingOf(server) {
    const raw = await server.ask('list the collections', () => server.db.listCollections({}, { raw: true }).toArray());
    const reordered = [];
    const decode = (bytes, name) => {
        const document = lib.BSON.deserialize(bytes, exactly);
        if (!Buffer.from(lib.BSON.serialize(document)).equals(bytes))
            reordered.push(name ?? String(document['name']));
        return document;
    };
    const all = [];
    for (const entry of raw.map((bytes) => decode(bytes))) {
        const { name, type = 'collection', options = {}, info = {} } = entry;
        if (isOfServer(name))
            continue;
        const indexes = type !== 'collection' ? [] : (await indexesOf(server, name)).map((bytes) => decode(bytes, name));
        all.push({
            name,
            type,
            options,
            indexes,
            uuid: listing_uuidIn(info),
        });
    }
    all.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { all, reordered: [...new Set(reordered)].sort() };
}
/** There by its name now, and the same one. */
async function isStill(server, { name, type, uuid }) {
    const listed = await server.ask('list the collections', () => server.db.listCollections({ name }, { raw: true }).toArray());
    return listed
        .map((bytes) => lib.BSON.deserialize(bytes, exactly))
        .some((now) => now['name'] === name && (now['type'] ?? 'collection') === type && listing_uuidIn(now['info'] ?? {}) === uuid);
}
const listing_uuidIn = (info) => info['uuid'] instanceof lib.BSON.Binary ? Buffer.from(info['uuid'].value()).toString('hex') : undefined;
async function indexesOf(server, name) {
    const listed = await server.ask(`list the indexes of ${name}`, () => server.db.collection(name).listIndexes({ raw: true }).toArray());
    return listed;
}
/** Of those that begin with system. only stored functions are a person's; views are listed by their own names. */
const isOfServer = (name) => name.startsWith('system.') && name !== 'system.js';
const undumped = ({ place }, name) => new problem_0/* Problem */.AF('source-failed', `${place}: ${name} is a time series, which this program does not dump`, {
    hint: `Leave it out with collections: { exclude: [${name}] }, and dump it with mongodump by engine: command.`,
});
/** What the policy takes of what is there now. @throws Problem for a name that is not there, and where there is nothing. */
function taken({ all }, source, { connection }) {
    const names = new Set((0,selection/* selected */.wH)(all.map(({ name }) => name), source.collections, 'collection', (0,selection/* notThere */._)(`source ${source.name}`, 'collections', 'collection')));
    if (names.size === 0 && !source.allowEmpty)
        throw new problem_0/* Problem */.AF('source-failed', `${connection.place}: ${connection.where} has no collections to back up`, {
            hint: 'Check that the URL names the right database, and what collections includes; allow-empty: true agrees to a backup of nothing.',
        });
    const chosen = all.filter(({ name }) => names.has(name));
    for (const { name, type } of chosen)
        if (type === 'timeseries')
            throw undumped(connection, name);
    return chosen;
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
;// CONCATENATED MODULE: ./engine/mongodb/failure.js





const certificate = /certificate|self.signed|altname|CERT_|ERR_TLS|ERR_OSSL|SSL|unable to verify/i;
/** What the server, or the way to it, did not do, as a sentence. `doing`: "to list the collections". */
function problemOf(error, connection, doing, needs) {
    if ((0,problem_0/* isProblem */.AN)(error))
        return error;
    const { place, where, user } = connection;
    const problem = (message, hint, code = 'source-failed', ofMachine = false) => new problem_0/* Problem */.AF(code, `${place}: ${message}`, { hint, cause: plain(error, connection), ofMachine });
    if (/maximum wire version/.test((0,problem_0/* messageOf */.bD)(error)))
        return problem(`the server at ${where} is too old: ${said(error, connection)}`, 'MongoDB 4.4 is the oldest that this program talks to; use mongodump by engine: command.', 'tool-version');
    if (error instanceof lib.MongoParseError || failure_nameOf(error) === 'MongoMissingDependencyError')
        return problem(`the URL cannot be used: ${said(error, connection)}`, `Write it as ${urlRules.example}.`, 'policy-invalid');
    if (error instanceof lib.MongoServerError)
        return ofServer(error, problem, connection, doing, needs);
    // The driver, and not the server, gives up what it waits for: nothing is known of rights.
    if (/PoolCleared/.test(failure_nameOf(error)))
        return problem(`${where} answers no more${doing === undefined ? '' : `, asked to ${doing}`}: ${said(error, connection)}`, 'Look at whether the server runs, at its load and its log, and at what lies in between; then run it again.');
    if (error instanceof lib.MongoServerSelectionError || /^MongoNetwork/.test(failure_nameOf(error)) || isOfNames(error)) {
        const because = said(innermost(error), connection);
        if (certificate.test(because))
            return problem(`the connection to ${where} cannot be encrypted: ${because}`, 'Set tlsCAFile in the URL to the file of the authority that signed the certificate, or tls=true where the server wants it.');
        return problem(`${where} cannot be reached: ${because}`, 'Check host and port of the URL, and that the server runs and accepts connections from here; a replica set must be reachable by the names that its members have for each other, or set directConnection=true.');
    }
    return problem(`${doing === undefined ? '' : `${doing} failed: `}${said(error, connection)}`, `Check that ${user ?? 'everybody'} may do it at ${where}, and look at the log of the server.`);
}
/** A duplicate, and a document that a validator refuses: their words are those of a document. */
const ofContents = [11_000, 11_001, 12_582, 121];
/** OutOfDiskSpace. */
const diskFull = 14_031;
/** True where the machine under the server failed it. No contents of a backup bring that about. */
const isOfItsMachine = ({ code, errmsg = '' }) => code === diskFull || (!ofContents.includes(code) && (0,runtime/* isOfMachine */.zv)(errmsg));
const roomThere = 'The disk of the server is full, or its machine has failed it: make room there. A throw-away server uses the disk of Docker.';
function ofServer(error, problem, connection, doing, needs) {
    const { where, user, database } = connection;
    if (isOfItsMachine(error))
        return problem(`${where} refuses${doing === undefined ? '' : ` to ${doing}`}: ${said(error, connection)}`, roomThere, 'source-failed', true);
    const who = user ?? 'a connection without a user';
    switch (error.code) {
        case 18:
        case 8000:
            return problem(`${where} refuses the login of ${who}`, 'Check user and password in the URL, and authSource: the database that the user was made in, mostly admin.');
        case 13:
            return problem(`${who} may not ${doing ?? 'do this'} at ${where}`, grantFor(user ?? 'USER', database, needs));
        case 239:
        case 246:
            return problem(`the server no longer has the moment of the snapshot: ${said(error, connection)}`, 'Raise minSnapshotHistoryWindowInSeconds on the server (300 s by default) above what the dump takes, or set snapshot: false to take each collection by itself.');
        default:
            return problem(`${where} refuses${doing === undefined ? '' : ` to ${doing}`}: ${said(error, connection)}`, 'Its message says why; look at the log of the server.');
    }
}
function grantFor(user, database, needs) {
    const grant = (role, db) => `Run db.getSiblingDB("admin").grantRolesToUser("${user}", [{ role: "${role}", db: "${db}" }])`;
    if (needs !== undefined)
        return `${grant(needs.role, 'admin')}, or take ${needs.or} out of the policy.`;
    return database === 'admin'
        ? `${grant('readAnyDatabase', 'admin')}: one that is not seen could not be told from one that is gone.`
        : `${grant('read', database)} to back up, with the role readWrite and dbAdmin to restore.`;
}
/** Of a service record, which mongodb+srv:// asks for. */
const isOfNames = (error) => /^query/.test(error.syscall ?? '');
const failure_nameOf = (error) => (error instanceof Error ? error.name : '');
function innermost(error) {
    let at = error;
    for (let depth = 0; depth < 10 && at instanceof Error && at.cause instanceof Error; depth++)
        at = at.cause;
    return at;
}
/** Without what is secret, and without what a document holds: an error that names a duplicate shows its values. */
function said(error, { secrets }) {
    let text = error instanceof Error && !(error instanceof lib.MongoServerError) ? (0,words/* reasonOf */.A3)(error) : (0,problem_0/* messageOf */.bD)(error);
    for (const secret of secrets)
        for (const form of [secret, encodeURIComponent(secret)])
            text = text.replaceAll(form, '***');
    return text.replace(/\s*dup key:.*$/s, '').trim();
}
/** A cause that holds neither a connection's options nor what the server answered. */
function plain(error, connection) {
    const cause = new Error(said(error, connection));
    cause.name = failure_nameOf(error);
    return cause;
}

;// CONCATENATED MODULE: ./engine/mongodb/server.js




const selectionMs = 15_000;
/** A database that is connected to. What fails becomes a Problem; nothing of it is left on the server when it is closed. */
class Server {
    connection;
    client;
    db;
    info;
    #signal;
    #stop;
    constructor(connection, client, info, signal) {
        this.connection = connection;
        this.client = client;
        this.db = client.db(connection.database);
        this.info = info;
        this.#signal = signal;
        // Ends what waits for an answer, and takes its cursors and sessions along.
        this.#stop = () => void client.close().catch(() => undefined);
        signal.addEventListener('abort', this.#stop);
    }
    /** @throws Problem: it cannot be reached, refuses the login, is too old. */
    static async connect(connection, signal) {
        (0,problem_0/* stopIfAborted */.NI)(signal);
        const client = clientOf(connection);
        const stop = () => void client.close().catch(() => undefined);
        signal.addEventListener('abort', stop);
        try {
            await client.connect();
            const info = await infoOf(client);
            return new Server(connection, client, info, signal);
        }
        catch (error) {
            await client.close().catch(() => undefined);
            if (signal.aborted)
                throw (0,problem_0/* cancelled */.KW)(signal);
            throw problemOf(error, connection);
        }
        finally {
            signal.removeEventListener('abort', stop);
        }
    }
    /** `doing`: "list the collections". `needs`: what allows it, where it is none of the roles of a backup. */
    async ask(doing, work, needs) {
        (0,problem_0/* stopIfAborted */.NI)(this.#signal);
        try {
            return await work();
        }
        catch (error) {
            throw this.problem(error, doing, needs);
        }
    }
    problem(error, doing, needs) {
        if (this.#signal.aborted && !(0,problem_0/* isProblem */.AN)(error, 'cancelled'))
            return (0,problem_0/* cancelled */.KW)(this.#signal);
        return problemOf(error, this.connection, doing, needs);
    }
    async command(doing, command) {
        return await this.ask(doing, () => this.db.command(command));
    }
    stopIfAborted() {
        (0,problem_0/* stopIfAborted */.NI)(this.#signal);
    }
    async [Symbol.asyncDispose]() {
        this.#signal.removeEventListener('abort', this.#stop);
        await this.client.close().catch(() => undefined);
    }
}
function clientOf(connection) {
    const given = /[?&](\w+)=/g;
    const names = new Set([...connection.url.matchAll(given)].map((match) => match[1]));
    try {
        return new lib.MongoClient(connection.url, {
            ...(names.has('appName') ? {} : { appName: 'backproof' }),
            ...(names.has('serverSelectionTimeoutMS') ? {} : { serverSelectionTimeoutMS: selectionMs }),
            ...(names.has('maxPoolSize') ? {} : { maxPoolSize: 4 }),
            ...(connection.of === undefined ? {} : nameIn(connection.of, names)),
            // What is cut off half-way is begun anew, as a whole.
            retryWrites: false,
        });
    }
    catch (error) {
        throw problemOf(error, connection);
    }
}
/** The certificate is that of the server itself, whatever port leads to it. */
function nameIn(of, given) {
    const unchecked = given.has('tlsAllowInvalidHostnames') || given.has('tlsInsecure');
    const { servername, checkServerIdentity } = (0,dial/* nameOf */.Vb)({ ...of, of });
    return {
        ...(servername === undefined ? {} : { servername }),
        ...(checkServerIdentity === undefined || unchecked ? {} : { checkServerIdentity }),
    };
}
async function infoOf(client) {
    const admin = client.db('admin');
    const hello = await admin.command({ hello: 1 });
    const { version, ferretdb, ferretdbVersion } = await admin.command({ buildInfo: 1 });
    return {
        version: String(version),
        product: (ferretdb ?? ferretdbVersion) === undefined ? 'MongoDB' : 'FerretDB',
        role: hello['isWritablePrimary'] === true ? 'primary' : hello['secondary'] === true ? 'secondary' : 'neither',
        replicaSet: typeof hello['setName'] === 'string' ? hello['setName'] : undefined,
        isRouter: hello['msg'] === 'isdbgrid',
    };
}
function versionOf(text) {
    const [, major = '0', minor = '0'] = /^v?(\d{1,4})\.(\d{1,4})/.exec(text) ?? [];
    return { major: Number(major), minor: Number(minor) };
}
const isBefore = (a, b) => a.major < b.major || (a.major === b.major && a.minor < b.minor);

;// CONCATENATED MODULE: ./engine/mongodb/facts.js





function serverFacts({ version, product }) {
    const { major, minor } = versionOf(version);
    return { version, major, settings: { product, minor: String(minor) } };
}
/** `rows`: documents by collection. */
function factsOf(server, all, rows, sizeBytes) {
    const named = (type) => all.filter((one) => one.type === type).map(({ name }) => name);
    const objects = {
        collection: named('collection').sort(),
        view: named('view').sort(),
        index: all
            .flatMap((one) => ownIndexes(one).map((index) => `${one.name}.${index['name']} ${digestOf(indexText(index))}`))
            .sort(),
        option: all
            .flatMap(({ name, options }) => Object.entries(made(options)).map(([option, value]) => `${name}.${option} ${digestOf(facts_plain({ value }))}`))
            .sort(),
    };
    const empty = all.length === 0 ? { empty: 'allowed' } : {};
    const facts = { version: 1, engine: 'mongodb', sizeBytes, rows, objects };
    return { ...facts, server: { ...server, settings: { ...server.settings, ...empty } } };
}
/** What a person set: the rest is the server's own. */
function made(options) {
    const { autoIndexId: _auto, temp: _temp, uuid: _uuid, flags: _flags, ...rest } = options;
    return rest;
}
/** An index as a server is asked to make it. */
function specOf(index) {
    // The namespace is that of another database; how it was once built is no property of it.
    const { ns: _ns, background: _background, storageEngine, ...spec } = index;
    // FerretDB tells how it keeps an index by an option of MongoDB's that takes names of engines alone.
    const isFerret = storageEngine?.enableOrderedIndex !== undefined;
    return storageEngine === undefined || isFerret ? spec : { ...spec, storageEngine };
}
/** Servers differ in the order of an index's properties, and in its version; the order of its keys is what it is. */
function indexText(index) {
    const { v: _version, ...spec } = specOf(index);
    return facts_plain(Object.fromEntries(Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1))));
}
/** 1, 1.0 and an int64 of 1 are one. */
const facts_plain = (document) => lib.BSON.EJSON.stringify(document, { relaxed: true });
const digestOf = (text) => (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 16);
/** What there is now of the collections that others are of, counted exactly. */
async function liveFacts(server, like, counted = () => undefined) {
    const { all } = await listingOf(server);
    const wanted = new Set([...(like.objects['collection'] ?? []), ...(like.objects['view'] ?? [])]);
    const there = all.filter(({ name }) => wanted.has(name));
    const rows = new Map();
    for (const { name, type } of there) {
        if (type === 'view')
            continue;
        const count = await countOf(server, name);
        if (!Object.hasOwn(like.rows, name))
            continue;
        rows.set(name, count);
        counted(count);
    }
    return factsOf(serverFacts(server.info), there, Object.fromEntries(rows), await sizeOf(server));
}
/** By looking at all of them: what a server keeps as their number may be wrong after a crash. */
async function countOf(server, name, filter = {}, reads = {}) {
    return await server.ask(`count the documents of ${name}`, () => server.db.collection(name).countDocuments(filter, reads));
}
async function sizeOf(server) {
    const { dataSize } = await server.command('measure the database', { dbStats: 1 });
    return Number(dataSize);
}
/** Facts of the collections that `keep` takes; of those that `moving` names the documents are not compared. */
function someFacts(facts, keep, moving = () => false) {
    // A name may have dots, and what follows its last has none but for an index's: the longest that fits is meant.
    const names = [...(facts.objects['collection'] ?? []), ...(facts.objects['view'] ?? [])].filter(keep);
    const isKept = (kind, text) => kind === 'index' || kind === 'option' ? names.some((name) => text.startsWith(`${name}.`)) : keep(text);
    return {
        ...facts,
        rows: Object.fromEntries(Object.entries(facts.rows).filter(([name]) => keep(name) && !moving(name))),
        objects: Object.fromEntries(Object.entries(facts.objects).map(([kind, texts]) => [kind, texts.filter((text) => isKept(kind, text))])),
    };
}

;// CONCATENATED MODULE: ./engine/mongodb/archive/write.js



/** What an archive begins with: all that it will hold. */
function* archiveStart({ serverVersion, toolVersion }, all) {
    yield magic;
    yield bson({
        concurrent_collections: new lib.BSON.Int32(1),
        version: formatVersion,
        server_version: serverVersion,
        tool_version: toolVersion,
    });
    for (const { db, collection, type, metadata, exact } of all)
        yield bson({
            ...{ db, collection, metadata, size: new lib.BSON.Int32(0), type },
            ...(exact === undefined ? {} : { exact: new lib.BSON.Binary(exact) }),
        });
    yield terminator;
}
/** The documents of one namespace: a block, and one that says that it was the last. */
class Block {
    #name;
    #crc = new bytes_bytes/* Crc64 */.Vl(bytes_bytes/* crc64Xz */.fX);
    constructor({ db, collection }) {
        this.#name = { db, collection };
    }
    start() {
        return this.#header(false, lib.BSON.Long.ZERO);
    }
    /** Whole documents, one after the other. */
    add(documents) {
        this.#crc.update(documents);
        return documents;
    }
    end() {
        const crc = lib.BSON.Long.fromBigInt(this.#crc.digest().readBigInt64LE());
        return Buffer.concat([terminator, this.#header(true, crc), terminator]);
    }
    #header(isEnd, crc) {
        return bson({ ...this.#name, EOF: isEnd, CRC: crc });
    }
}
const bson = (document) => Buffer.from(lib.BSON.serialize(document));

;// CONCATENATED MODULE: ./engine/mongodb/users.js




/** An archive of its own, which mongorestore takes with --restoreDbUsersAndRoles; this program does not restore it. */
const usersPart = 'users.archive';
/** Before anything is read: at the end of a long dump it would be late to hear of it. */
async function mustShowUsers(server, { name, line }) {
    const { connection, info } = server;
    if (info.product !== 'MongoDB')
        throw new problem_0/* Problem */.AF('policy-invalid', `source ${name}, at line ${line} of the policy: users cannot be true, because ${info.product} at ${connection.where} gives nobody the digests of its users' passwords`, { hint: 'Take users: true out of the policy, and keep the statements that make them elsewhere.' });
    for (const collection of ['system.users', 'system.roles'])
        await read(server, collection, {}, 1);
}
async function read(server, collection, filter, limit = 0) {
    const found = await server.ask(`read admin.${collection}, where its users are`, () => server.client.db('admin').collection(collection).find(filter, { raw: true, limit }).toArray(), { role: 'backup', or: 'users: true' });
    return found;
}
/** The users and roles that were made in this database, as mongodump --dumpDbUsersAndRoles names them. */
async function usersOf(server) {
    const { connection, info } = server;
    const { database: db } = connection;
    const users = await read(server, 'system.users', { db });
    const roles = await read(server, 'system.roles', { db });
    const version = await read(server, 'system.version', {});
    const all = [
        ['$admin.system.users', users],
        ['$admin.system.roles', roles],
        ['$admin.system.version', version],
    ];
    const announced = all.map(([collection]) => ({ db, collection, type: '', metadata: '', exact: undefined }));
    const blocks = all.map(([collection, documents]) => {
        const block = new Block({ db, collection });
        return Buffer.concat([block.start(), block.add(Buffer.concat(documents)), block.end()]);
    });
    const archive = [...archiveStart({ serverVersion: info.version, toolVersion: 'backproof' }, announced), ...blocks];
    const named = (documents, name) => documents.map((bytes) => String(lib.BSON.deserialize(bytes)[name])).sort();
    return { archive: Buffer.concat(archive), objects: { user: named(users, 'user'), role: named(roles, 'role') } };
}
/** Reads the part to its end, where there is one. @throws Problem `object-damaged`. */
async function mustReadUsers(backup) {
    if (!backup.parts.includes(usersPart))
        return;
    const reader = new ArchiveReader(usersPart);
    for await (const chunk of (await backup.open(usersPart)))
        for (const _ of reader.push(chunk))
            ;
    reader.end();
}
/** What a restore brings back. */
function withoutUsers(facts) {
    const { user: _user, role: _role, ...objects } = facts.objects;
    return { ...facts, objects };
}

;// CONCATENATED MODULE: ./engine/mongodb/contents.js






/** Everything that the archive has, to its end. @throws Problem `object-damaged` unless it is whole. */
async function* eventsOf(backup) {
    const reader = new ArchiveReader();
    for await (const chunk of (await backup.open(partName)))
        yield* reader.push(chunk);
    reader.end();
}
/** Reads the archive to its end, and compares it with what was counted when it was written. */
async function readWhole(backup, signal) {
    let all = [];
    const rows = new Map();
    for await (const event of eventsOf(backup)) {
        if (event.kind === 'start')
            all = event.all;
        if (event.kind !== 'end')
            continue;
        (0,problem_0/* stopIfAborted */.NI)(signal);
        rows.set(event.of.collection, event.documents);
    }
    mustMatch(backup, all, rows);
    return all;
}
/** Throws `object-damaged` unless all that was read is what the facts say. */
function mustMatch(backup, all, rows) {
    const { facts } = backup;
    if (facts.server === undefined)
        throw damaged('its facts name no server');
    const collections = all.map(collectionOf);
    const counted = collections
        .filter(({ type }) => type !== 'view')
        .map(({ name }) => [name, rows.get(name) ?? 0]);
    const read = factsOf(facts.server, collections, Object.fromEntries(counted), 0);
    const text = ({ rows, objects }) => JSON.stringify([Object.entries(rows).sort(([a], [b]) => (a < b ? -1 : 1)), objects]);
    if (text(read) !== text(withoutUsers(facts)))
        throw damaged('it does not match its facts');
}
async function mongodbContents(backup, signal, required = []) {
    const all = await readWhole(backup, signal);
    await mustReadUsers(backup);
    const names = new Set(all.map(({ collection }) => collection));
    return {
        names: all.map(({ collection, type }) => {
            const count = backup.facts.rows[collection];
            return type === 'view'
                ? `view ${collection}`
                : `collection ${collection} (${count?.toLocaleString('en')} documents)`;
        }),
        missing: required.filter((name) => !names.has(name)),
    };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/mongodb/bson/element.js
/*
 * BSON as it is (bsonspec.org): documents are taken apart and put together without their values being decoded, so that nothing of
 * them is lost on the way: the order of fields, numbers of every kind, a name that is there twice.
 */
const types = {
    ...{ double: 1, string: 2, document: 3, array: 4, binary: 5, objectId: 7, boolean: 8, date: 9, null: 10 },
    ...{ int32: 16, timestamp: 17, int64: 18 },
};
/** Bytes of the values that have always the same. */
const fixed = new Map([
    [types.double, 8],
    // undefined
    [6, 0],
    [types.objectId, 12],
    [types.boolean, 1],
    [types.date, 8],
    [types.null, 0],
    [types.int32, 4],
    [types.timestamp, 8],
    [types.int64, 8],
    // A decimal; the least and the greatest value.
    [19, 16],
    [255, 0],
    [127, 0],
]);
/** A text: its length, and as many bytes. A JavaScript code and a symbol are such, too. */
const texts = new Set([types.string, 13, 14]);
/** Their length is the first of what they have. Code with a scope is such, too. */
const nested = new Set([types.document, types.array, 15]);
/** @throws Error: there is no document at that place. */
function* walk(bytes, from) {
    if (bytes.length < from + 5)
        throw strange();
    const end = from + bytes.readInt32LE(from) - 1;
    if (end < from + 4 || bytes[end] !== 0)
        throw strange();
    for (let next = from + 4; next < end;) {
        const type = bytes.readUInt8(next);
        const name = next + 1;
        const at = afterText(bytes, name, end);
        const size = element_sizeOf(bytes, type, at, end);
        if (size < 0 || at + size > end)
            throw strange();
        yield { type, name, at, size };
        next = at + size;
    }
}
function element_sizeOf(bytes, type, at, end) {
    const size = fixed.get(type);
    if (size !== undefined)
        return size;
    // Two texts that end with a zero byte.
    if (type === 11)
        return afterText(bytes, afterText(bytes, at, end), end) - at;
    if (at + 4 > end)
        throw strange();
    const length = bytes.readInt32LE(at);
    if (nested.has(type))
        return length < 5 ? -1 : length;
    if (length < 0)
        return -1;
    if (texts.has(type))
        return 4 + length;
    if (type === types.binary)
        return 5 + length;
    // A pointer into a database: its name, and an object's id.
    if (type === 12)
        return 4 + length + 12;
    throw strange();
}
function afterText(bytes, from, end) {
    const at = bytes.indexOf(0, from) + 1;
    if (at === 0 || at > end)
        throw strange();
    return at;
}
/** @throws Error: it is no document, or not only one. */
function elementsOf(document) {
    if (document.length < 5 || document.readInt32LE(0) !== document.length)
        throw strange();
    return [...walk(document, 0)].map(({ type, name, at, size }) => ({
        type,
        name: document.toString('latin1', name, at - 1),
        value: document.subarray(at, at + size),
        whole: document.subarray(name - 1, at + size),
    }));
}
function elementOf(type, name, value) {
    const whole = Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`, 'latin1'), value]);
    return { type, name, value: whole.subarray(whole.length - value.length), whole };
}
const named = (element, name) => element.name === name ? element : elementOf(element.type, name, element.value);
const nullOf = (name) => elementOf(types.null, name, Buffer.alloc(0));
function documentOf(elements) {
    const length = Buffer.alloc(4);
    length.writeInt32LE(5 + elements.reduce((sum, { whole }) => sum + whole.length, 0));
    return Buffer.concat([length, ...elements.map(({ whole }) => whole), Buffer.from([0])]);
}
/** "text" of a value that is a text. */
const textIn = ({ type, value }) => type === types.string ? value.toString('utf8', 4, value.length - 1) : undefined;
/** Of a value that is a number without a fraction. */
function numberIn({ type, value }) {
    if (type === types.int32)
        return value.readInt32LE();
    if (type === types.int64)
        return Number(value.readBigInt64LE());
    return type === types.double ? value.readDoubleLE() : undefined;
}
const strange = () => new Error('this is not BSON');

;// CONCATENATED MODULE: ./engine/mongodb/bson/reply.js

/** @throws Error: the answer is not one to `find` or `getMore`. */
function batchOf(reply) {
    const cursor = find(reply, 0, ['cursor'], types.document);
    const batch = find(reply, cursor, ['firstBatch', 'nextBatch'], types.array);
    let count = 0;
    // What lies between them is a type and a number as text.
    const documents = Buffer.allocUnsafe(reply.readInt32LE(batch));
    let bytes = 0;
    for (const { type, at, size } of parts(reply, batch)) {
        if (type !== types.document)
            throw reply_strange();
        bytes += reply.copy(documents, bytes, at, at + size);
        count += 1;
    }
    return { count, documents: documents.subarray(0, bytes) };
}
function find(bytes, from, names, wanted) {
    for (const { type, name, at } of parts(bytes, from))
        if (type === wanted && names.includes(bytes.toString('latin1', name, at - 1)))
            return at;
    throw reply_strange();
}
function* parts(bytes, from) {
    try {
        yield* walk(bytes, from);
    }
    catch (error) {
        throw new Error(reply_strange().message, { cause: error });
    }
}
const reply_strange = () => new Error('the server gave an answer that is not a batch of documents');

// EXTERNAL MODULE: ../../node_modules/mongodb/lib/cmap/commands.js
var commands = __webpack_require__(49218);
;// CONCATENATED MODULE: ./engine/mongodb/driver.js
// @ts-expect-error The driver has types for its door alone.

const { DocumentSequence: Sequence } = commands;
/**
 * The documents of an insert, or the statements of an update or a delete, as they are: the driver's own way to send what is BSON already. By its public ways every
 * document would be decoded and encoded again, and what it does not know lost on the way.
 */
function rawDocuments(documents, field = 'documents') {
    const sequence = new Sequence(field);
    for (const bytes of documents)
        sequence.push({}, bytes);
    return sequence;
}
/**
 * The answer that a cursor holds, as BSON; the cursor asks for the next one then. By its public ways each document would be parsed,
 * and be an object of its own: many small ones take several times their size in memory.
 * @throws Error where the driver has changed: nothing must be lost without a word.
 */
function takeReply(cursor) {
    const { documents } = cursor;
    if (typeof documents?.toBytes !== 'function' || typeof documents.clear !== 'function')
        throw new Error('this version of the driver does not keep the answers of a server');
    const bytes = documents.toBytes();
    documents.clear();
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./engine/mongodb/log/entry.js


/** @throws Error: it is not an operation. */
function operationOf(bytes) {
    const elements = elementsOf(bytes);
    const text = (name) => textIn(fieldOf(elements, name) ?? missing(name)) ?? missing(name);
    const uuid = fieldOf(elements, 'ui');
    const o = fieldOf(elements, 'o');
    if (o?.type !== types.document)
        throw entry_strange('o');
    const o2 = fieldOf(elements, 'o2');
    return {
        ...{ bytes, elements, op: text('op'), ns: text('ns'), o: o.value },
        // After its length and its kind.
        uuid: uuid?.type === types.binary ? uuid.value.toString('hex', 5) : undefined,
        o2: o2?.type === types.document ? o2.value : undefined,
    };
}
/** @throws Error: it is not an entry of an oplog. */
function entryOf(bytes) {
    const operation = operationOf(bytes);
    const { elements } = operation;
    const stamp = stampIn(fieldOf(elements, 'ts')) ?? missing('ts');
    const term = fieldOf(elements, 't');
    const wall = fieldOf(elements, 'wall');
    const exact = wall?.type === types.date ? Number(wall.value.readBigInt64LE()) : undefined;
    return {
        ...operation,
        stamp,
        term: term === undefined ? undefined : numberIn(term),
        earliest: exact ?? stamp.seconds * 1000,
        latest: exact ?? stamp.seconds * 1000 + 999,
    };
}
const fieldOf = (elements, name) => elements.find((element) => element.name === name);
function stampIn(element) {
    if (element?.type !== types.timestamp)
        return undefined;
    return { seconds: element.value.readUInt32LE(4), number: element.value.readUInt32LE(0) };
}
/** Negative: `one` comes before `other`. */
const compareStamps = (one, other) => one.seconds === other.seconds ? one.number - other.number : one.seconds - other.seconds;
/** What tells an entry from any other, also from one that has its place in another history. */
const printOf = (bytes) => (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex').slice(0, 16);
/** "create" and its document, of an entry that is a command. */
function commandOf({ o }) {
    const all = elementsOf(o);
    const [first] = all;
    return { name: first?.name ?? '', target: first === undefined ? '' : (textIn(first) ?? ''), all };
}
const missing = (name) => {
    throw entry_strange(name);
};
const entry_strange = (name) => new Error(`an entry of the log has no ${name}`);

;// CONCATENATED MODULE: ./engine/mongodb/log/place.js


const place_form = /^(\d{1,10})\.(\d{1,10})((?:;\w+=[^;]+)*)$/;
/** undefined: it is no place in the log of a replica set. */
function placeIn({ at }) {
    const [, seconds, number, more = ''] = place_form.exec(at) ?? [];
    if (seconds === undefined || number === undefined)
        return undefined;
    const named = new Map([...more.matchAll(/;(\w+)=([^;]+)/g)].map(([, name = '', value = '']) => [name, value]));
    const [term, print, time] = [named.get('term'), named.get('print'), named.get('time')];
    const [, since, within] = /^(\d{1,10})\.(\d{1,10})$/.exec(named.get('complete') ?? '') ?? [];
    const [database] = /^[0-9a-f]+$/.exec(named.get('database') ?? '') ?? [];
    return {
        ...stampOf(seconds, number),
        ...(term === undefined ? {} : { term: Number(term) }),
        ...(print === undefined ? {} : { print }),
        ...(time === undefined ? {} : { time: Number(time) }),
        ...(database === undefined || since === undefined || within === undefined
            ? {}
            : { dump: { database: Buffer.from(database, 'hex').toString(), complete: stampOf(since, within) } }),
    };
}
/** Throws `log-gap` for what a log cannot be read on from. */
function mustBePlace(position) {
    const place = placeIn(position);
    if (place !== undefined)
        return place;
    throw new problem_0/* Problem */.AF('log-gap', `${position.at.slice(0, 80)} is not an entry of a replica set's log`, {
        hint: 'Make a new backup: the log is collected from there on.',
    });
}
function positionAt({ seconds, number, term, print, time, dump }, history) {
    const more = [
        ...(term === undefined ? [] : [`;term=${term}`]),
        ...(print === undefined ? [] : [`;print=${print}`]),
        ...(time === undefined ? [] : [`;time=${time}`]),
        ...(dump === undefined
            ? []
            : [`;complete=${textOf(dump.complete)}`, `;database=${Buffer.from(dump.database).toString('hex')}`]),
    ];
    return { at: `${textOf({ seconds, number })}${more.join('')}`, history };
}
/** "1700000000.3" */
const textOf = ({ seconds, number }) => `${seconds}.${number}`;
const stampOf = (seconds, number) => ({ seconds: Number(seconds), number: Number(number) });
/** As `Replay.compare`. */
function comparePlaces(one, other) {
    const [a, b] = [placeIn(one), placeIn(other)];
    if (one.history !== other.history || a === undefined || b === undefined)
        return undefined;
    const order = compareStamps(a, b);
    if (order === 0)
        return a.print === undefined || b.print === undefined || a.print === b.print ? 0 : undefined;
    // A later entry is of the same election or a later one: else one of them was rolled back.
    if (a.term !== undefined && b.term !== undefined && (order < 0 ? a.term > b.term : b.term > a.term))
        return undefined;
    return order;
}

;// CONCATENATED MODULE: ./engine/mongodb/log/gap.js


/** The server does not have what follows, or not of the history that was collected. */
const gap = (because, cause) => new problem_0/* Problem */.AF('log-gap', because, {
    hint: 'Make a new backup: the log is collected from there on. What was collected before stays restorable.',
    cause,
});
const rolledOver = (from, oldest) => gap(`the oplog has rolled over: it begins at ${clock(oldest)} (${textOf(oldest)}), and was collected until ${clock(from)} (${textOf(from)})`);
const notReached = (from) => gap(`the oplog does not go as far as ${textOf(from)}, which was collected: the server was restored, or set back`);
const rewritten = (from) => gap(`the history of the replica set differs from what was collected before ${textOf(from)}: it was made anew, set back, or has rolled back`);
const clock = ({ seconds }) => new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');

;// CONCATENATED MODULE: ./engine/mongodb/log/oplog.js






const doing = 'read local.oplog.rs, the log of its replica set';
const needed = { role: 'backup', or: 'point-in-time' };
/** Read as a majority has it: what an election could undo is not there yet, and nothing is missing in between. */
function oplogOf({ client, info }) {
    const majority = info.product === 'MongoDB' ? { readConcern: { level: 'majority' } } : {};
    return client.db('local').collection('oplog.rs', { ...majority, readPreference: 'primary' });
}
/** What such a cursor gives, as it is. */
async function* entriesOf(server, cursor) {
    try {
        while (await asked(server, () => cursor.hasNext())) {
            const { documents } = batchOf(takeReply(cursor));
            for (let at = 0; at < documents.length; at += documents.readInt32LE(at))
                yield entryOf(documents.subarray(at, at + documents.readInt32LE(at)));
        }
    }
    finally {
        await cursor.close().catch(() => undefined);
    }
}
// CappedPositionLost: the server has removed what was about to be read.
const overtaken = 136;
// What Atlas says of everything that it does not offer.
const notOffered = 8000;
async function asked(server, work) {
    return await server.ask(doing, async () => {
        try {
            return await work();
        }
        catch (error) {
            throw error instanceof lib.MongoServerError ? refusalOf(error, server) : error;
        }
    }, needed);
}
function refusalOf(error, { connection }) {
    if (error.code === overtaken)
        return gap('the oplog has rolled over while it was read');
    if (error.code !== notOffered)
        return error;
    const { place, where } = connection;
    return new problem_0/* Problem */.AF('source-failed', `${place}: the provider of ${where} lets nobody read the oplog`, {
        hint: 'Take point-in-time out of the source and back it up more often, or use a tier of the provider with servers of its own.',
    });
}

;// CONCATENATED MODULE: ./engine/mongodb/log/ask.js





// A majority has what was written in milliseconds, unless its members lag.
const patienceMs = 10_000;
const pollMs = 50;
async function askLog(server) {
    const { info } = server;
    const first = await hello(server);
    const time = first.clock;
    const history = info.replicaSet ?? '';
    if (info.product !== 'MongoDB')
        return { time, history, end: await newestOf(server), isBehind: false };
    // Told before the clock was, so it is asked once more.
    const { applied } = marksOf(await hello(server), server);
    const until = performance.now() + patienceMs;
    for (;;) {
        const marks = marksOf(await hello(server), server);
        const isBehind = compareStamps(marks.majority, applied) < 0;
        if (!isBehind)
            return { time, history, end: marks.majority, isBehind };
        // More may have been written in the same millisecond.
        if (performance.now() > until)
            return { time: Math.min(time, marks.majorityTime - 1), history, end: marks.majority, isBehind };
        await (0,external_node_timers_promises_.setTimeout)(pollMs);
        server.stopIfAborted();
    }
}
async function hello(server) {
    const reply = await server.ask('tell its state', () => server.client.db('admin').command({ hello: 1 }));
    const { localTime, lastWrite } = reply;
    if (!(localTime instanceof Date))
        throw ask_strange(server, 'does not tell its clock');
    return { clock: localTime.getTime(), lastWrite };
}
function marksOf({ lastWrite }, server) {
    const [applied, majority] = [ask_stampOf(lastWrite?.['opTime']), ask_stampOf(lastWrite?.['majorityOpTime'])];
    const wall = lastWrite?.['majorityWriteDate'];
    if (applied === undefined || majority === undefined || !(wall instanceof Date))
        throw ask_strange(server, 'does not tell what a majority of its replica set has');
    return { applied, majority, majorityTime: wall.getTime() };
}
function ask_stampOf(optime) {
    const { ts, t } = optime ?? {};
    if (!(ts instanceof lib.BSON.Timestamp))
        return undefined;
    return { seconds: ts.t, number: ts.i, ...(t === undefined ? {} : { term: Number(t) }) };
}
const timestampOf = ({ seconds, number }) => new lib.BSON.Timestamp({ t: seconds, i: number });
async function newestOf(server) {
    const entry = await oneOf(server, {}, { sort: { $natural: -1 } });
    if (entry === undefined)
        throw without(server);
    return { ...entry.stamp, ...(entry.term === undefined ? {} : { term: entry.term }) };
}
/** The first by its order that a filter takes. */
async function oneOf(server, filter, options = {}) {
    const cursor = oplogOf(server).find(filter, { ...options, raw: true, limit: 1 });
    for await (const entry of entriesOf(server, cursor))
        return entry;
    return undefined;
}
function without({ connection, info }) {
    const { place, where } = connection;
    if (info.product !== 'MongoDB')
        return new problem_0/* Problem */.AF('source-failed', `${place}: ${info.product} at ${where} keeps no oplog, which point-in-time needs`, {
            hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
        });
    return new problem_0/* Problem */.AF('source-failed', `${place}: the oplog of the server at ${where} is empty`, {
        hint: 'Run rs.status() on the server, and point-in-time once it is a member of its replica set.',
    });
}
const ask_strange = ({ connection }, because) => new problem_0/* Problem */.AF('source-failed', `${connection.place}: the server at ${connection.where} ${because}`, {
    hint: 'Name a member of a replica set of MongoDB 4.4 or later in its url.',
});

;// CONCATENATED MODULE: ./engine/mongodb/log/preflight.js




/**
 * Throws what would leave a gap in the log of a source, or make it unfit to be played back; gives what a person should know of it
 * besides.
 */
async function checkLog(server, source) {
    mustHaveLog(server, source);
    const [oldest, newest] = [await oneOf(server, {}), await oneOf(server, {}, { sort: { $natural: -1 } })];
    if (oldest === undefined || newest === undefined)
        throw without(server);
    return judgeWindow(oldest, newest, source, server);
}
/** Pure. */
function mustHaveLog({ connection, info }, source) {
    const { place, where, url } = connection;
    const refuse = (because, hint) => new problem_0/* Problem */.AF('source-failed', `${place}: ${because}`, { hint });
    if (info.isRouter)
        throw refuse(`${where} is a router of a sharded cluster, whose shards have a log each`, 'Take point-in-time out of the source: a sharded cluster is only restored to the moments of its backups.');
    if (info.replicaSet === undefined)
        throw refuse(`the server at ${where} stands alone and keeps no oplog, which point-in-time needs`, 'Start mongod with --replSet rs0 and run rs.initiate() on it: a replica set may have one member.');
    const [, preference = 'primary'] = /[?&]readPreference=([^&]*)/i.exec(url) ?? [];
    if (info.role !== 'primary' || preference !== 'primary')
        throw refuse('point-in-time reads the primary, and the url leads to a secondary', 'Name the members of the replica set in the url, without readPreference and directConnection.');
    const { include, exclude } = source.collections;
    if (include.length > 0 || exclude.length > 0)
        throw new problem_0/* Problem */.AF('policy-invalid', `source ${source.name}: point-in-time does not go with collections`, {
            hint: 'Take collections out of the source: the log is played onto a whole database.',
        });
}
/** Pure. */
function judgeWindow(oldest, newest, { pointInTime }, { connection, info }) {
    const everyMs = pointInTime?.everyMs ?? 0;
    const keptMs = newest.latest - oldest.earliest;
    // One that still has its first entry has never removed any; FerretDB has none that tells.
    if (keptMs >= 3 * everyMs || isFirst(oldest) || info.product !== 'MongoDB')
        return [];
    const message = `${connection.place}: the oplog goes back ${(0,words/* formatDuration */.a3)(keptMs)}, and it is collected every ${(0,words/* formatDuration */.a3)(everyMs)}: a few late runs leave a gap`;
    const hint = 'Run db.adminCommand({ replSetResizeOplog: 1, size: MEGABYTES }) on each member.';
    return [{ level: 'warning', blame: 'source', message, hint }];
}
function isFirst(entry) {
    const { all } = commandOf(entry);
    return entry.op === 'n' && all.some(({ name, value }) => name === 'msg' && value.includes('initiating set'));
}

;// CONCATENATED MODULE: ./engine/mongodb/log/sieve.js


/** What is left of an entry that is not of the database, where its place has to be told: nothing of what it says. */
const stays = new Set(['ts', 't', 'h', 'v', 'wall']);
/** How transactions end that were prepared first; which databases they are of was said before. */
const endings = new Set(['commitTransaction', 'abortTransaction']);
/**
 * An entry as it is stored: undefined where nothing in it is of that database. Of several operations in one those of other databases
 * are taken out: a backup of one database holds nothing of another.
 */
function sieved(entry, database) {
    if (entry.op === 'n')
        return undefined;
    if (isOf(entry, database))
        return entry.bytes;
    if (entry.op !== 'c')
        return undefined;
    const { name, all } = commandOf(entry);
    if (endings.has(name))
        return entry.bytes;
    const operations = fieldOf(all, 'applyOps');
    if (operations?.type !== types.array)
        return undefined;
    const there = elementsOf(operations.value);
    const ours = there.filter(({ value }) => isOf(operationOf(value), database));
    if (ours.length === there.length)
        return entry.bytes;
    if (ours.length === 0 && !isOfTransaction(entry))
        return undefined;
    const left = elementOf(types.array, operations.name, documentOf(ours.map(renumbered)));
    const o = documentOf(all.map((element) => (element === operations ? left : element)));
    return documentOf(entry.elements.map((element) => (element.name === 'o' ? elementOf(element.type, 'o', o) : element)));
}
const renumbered = ({ type, value }, index) => elementOf(type, String(index), value);
/** Without a part of it nobody could tell that the rest is whole. */
const isOfTransaction = ({ elements }) => fieldOf(elements, 'txnNumber') !== undefined;
/** An entry of which only its place is kept: it does nothing. */
function emptied({ elements }) {
    const text = (value) => {
        const bytes = Buffer.from(`\0\0\0\0${value}\0`);
        bytes.writeInt32LE(value.length + 1);
        return bytes;
    };
    return documentOf([
        ...elements.filter(({ name }) => stays.has(name)),
        elementOf(types.string, 'op', text('n')),
        elementOf(types.string, 'ns', text('')),
        elementOf(types.document, 'o', documentOf([])),
    ]);
}
/** "shop.orders" is of shop; a database has no dots in its name. */
const isOf = ({ ns }, database) => ns.length > database.length && ns[database.length] === '.' && ns.startsWith(database);
/** True for several operations that a server has logged as one, and that are done at once: not a transaction of a client. */
function isBatch({ elements }) {
    const kind = fieldOf(elements, 'multiOpType');
    return fieldOf(elements, 'txnNumber') === undefined || (kind !== undefined && numberIn(kind) === 1);
}

;// CONCATENATED MODULE: ./engine/mongodb/log/collect.js










/** By this name in a folder mongorestore --oplogReplay finds it. */
const logPart = 'oplog.bson';
const chunkBytes = 256 * 1024;
const batchSize = 1000;
/** Everything of a database from that entry to where the log ends now: what follows what, the server is asked for all of it. */
function collectLog(server, source, from) {
    let result;
    async function* parts() {
        const findings = await checkLog(server, source);
        const asked = await askLog(server);
        const start = mustFit(asked, from);
        await mustBeThere(server, start);
        let last = start;
        if (compareStamps(start, asked.end) < 0) {
            const reading = new Reading(server, start, asked.end);
            yield { name: logPart, compression: 'zstd', body: external_node_stream_.Readable.from(reading.bytes(), { objectMode: false }) };
            if (reading.last === undefined)
                throw incomplete(server);
            last = reading.last;
        }
        const { time, history } = asked;
        const { dump: _dump, ...place } = last;
        const since = Math.min(start.time ?? start.seconds * 1000, time);
        result = {
            from,
            to: positionAt({ ...place, time }, history),
            covers: { from: new Date(since), until: new Date(time) },
            findings: [...findings, ...behind(asked, server)],
        };
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result: () => {
            if (result === undefined)
                throw incomplete(server);
            return result;
        },
    };
}
/** The entries between two places. */
class Reading {
    #server;
    #from;
    #end;
    /** Once all of it was read. */
    last;
    constructor(server, from, end) {
        this.#server = server;
        this.#from = from;
        this.#end = end;
    }
    async *bytes() {
        const { connection } = this.#server;
        const ts = { $gte: timestampOf(this.#from), $lte: timestampOf(this.#end) };
        const cursor = oplogOf(this.#server).find({ ts }, { raw: true, batchSize });
        let held = [];
        let bytes = 0;
        let last;
        for await (const entry of entriesOf(this.#server, cursor)) {
            if (last === undefined)
                mustBeSame(entry, this.#from);
            else if (compareStamps(last.stamp, entry.stamp) >= 0)
                throw disordered(this.#server, entry);
            const isFirst = last === undefined;
            last = entry;
            if (isFirst)
                continue;
            const isEnd = compareStamps(entry.stamp, this.#end) === 0;
            const kept = sieved(entry, connection.database) ?? (isEnd ? emptied(entry) : undefined);
            if (kept === undefined)
                continue;
            held.push(kept);
            bytes += kept.length;
            if (bytes < chunkBytes)
                continue;
            yield Buffer.concat(held);
            [held, bytes] = [[], 0];
        }
        if (last === undefined)
            throw notReached(this.#from);
        if (compareStamps(last.stamp, this.#end) !== 0)
            throw brokenOff(this.#server, last);
        if (bytes > 0)
            yield Buffer.concat(held);
        this.last = { ...last.stamp, ...(last.term === undefined ? {} : { term: last.term }), print: printOf(last.bytes) };
    }
}
/** @throws Problem `log-gap` for a place that this server's log does not have. */
function mustFit(asked, from) {
    const place = mustBePlace(from);
    if (from.history !== asked.history)
        throw gap(`the log was collected from replica set ${from.history}, and this one is ${asked.history}`);
    if (compareStamps(place, asked.end) > 0)
        throw notReached(place);
    return place;
}
/** What is read from there on follows what was collected only if the entry itself is still there. */
async function mustBeThere(server, from) {
    const entry = await oneOf(server, { ts: { $gte: timestampOf(from) } });
    if (entry === undefined)
        throw notReached(from);
    mustBeSame(entry, from);
}
function mustBeSame(entry, from) {
    if (compareStamps(entry.stamp, from) > 0)
        throw rolledOver(from, entry.stamp);
    const isOther = from.print !== undefined && printOf(entry.bytes) !== from.print;
    if (entry.term !== from.term || isOther)
        throw rewritten(from);
}
function behind({ isBehind, time }, { connection, info }) {
    if (!isBehind)
        return [];
    const message = `${connection.place}: a majority of ${info.replicaSet} had not taken what was written for ${(0,words/* formatDuration */.a3)(10_000)}, so the log is collected until ${new Date(time).toISOString()} only`;
    return [{ level: 'warning', blame: 'source', message, hint: 'Run rs.status(), and look at the members that lag.' }];
}
const brokenOff = ({ connection }, { stamp }) => new problem_0/* Problem */.AF('source-failed', `${connection.place}: the oplog broke off at ${textOf(stamp)}`, {
    hint: 'Run it again: what was not stored can be collected once more.',
});
const disordered = ({ connection }, { stamp }) => new problem_0/* Problem */.AF('source-failed', `${connection.place}: the entries of the oplog are in no order at ${textOf(stamp)}`, {
    hint: 'Look at the log of the server, and run validate on local.oplog.rs.',
});
const incomplete = ({ connection }) => new problem_0/* Problem */.AF('dump-incomplete', `the piece of the log of ${connection.place} is not complete`, {
    hint: 'Run it again: what was not stored can be collected once more.',
});

;// CONCATENATED MODULE: ./engine/mongodb/log/mongodb-log.js





/** The oplog of a replica set. It stays as long as the set keeps it, whoever has collected it. */
class MongodbLog {
    #server;
    #source;
    constructor(server, source) {
        this.#server = server;
        this.#source = source;
    }
    async rehearse() {
        await checkLog(this.#server, this.#source);
    }
    async end() {
        const { end, time, history } = await askLog(this.#server);
        return positionAt({ ...end, time }, history);
    }
    collect(from) {
        return collectLog(this.#server, this.#source, from);
    }
    // The set forgets by itself, by size; but a position that no piece has ended at is a mistake here as anywhere.
    async release(until) {
        // Only what was read tells what an entry is.
        if (placeIn(until)?.print !== undefined && until.history === this.#server.info.replicaSet)
            return;
        throw new problem_0/* Problem */.AF('usage', `no piece of this log has ended at ${until.at}`, { hint: 'Store a piece first.' });
    }
    // Nothing was made on the server.
    async teardown() { }
}

;// CONCATENATED MODULE: ./engine/mongodb/log/position.js








/** Where a dump lies in the log. */
class DumpPosition {
    findings;
    #server;
    #place;
    #moment;
    constructor(server, place, findings) {
        this.#server = server;
        this.#place = place;
        this.findings = findings;
    }
    /**
     * Before anything of the database is read, so that nothing is missing between the two; what is in both is played back once more,
     * which changes nothing. A source that nobody collects the log of has none.
     */
    static async ask(server, source) {
        if (source.pointInTime === undefined)
            return new DumpPosition(server, undefined, []);
        try {
            mustHaveLog(server, source);
            return new DumpPosition(server, await placeNow(server), []);
        }
        catch (error) {
            // The dump is whole all the same, and whoever collects the log fails for it.
            if (!(0,problem_0/* isProblem */.AN)(error, 'source-failed') && !(0,problem_0/* isProblem */.AN)(error, 'policy-invalid'))
                throw error;
            const message = `the dump does not say where in the oplog it lies: ${error.message}`;
            return new DumpPosition(server, undefined, [
                { level: 'note', blame: 'source', message, ...(error.hint === undefined ? {} : { hint: error.hint }) },
            ]);
        }
    }
    /** How it is read where it is not read as of one moment: nothing that an election could undo. */
    get reads() {
        const isMajority = this.#place !== undefined && this.#server.info.product === 'MongoDB';
        return isMajority ? { readConcern: { level: 'majority' } } : {};
    }
    /** Everything is read as of a moment that has come. */
    async readsFromNow() {
        if (this.#place !== undefined)
            this.#moment ??= (await askLog(this.#server)).time;
    }
    /** Once everything is read. */
    async result() {
        if (this.#place === undefined)
            return {};
        const { end, time, history } = await askLog(this.#server);
        const dump = { database: this.#server.connection.database, complete: end };
        return { position: positionAt({ ...this.#place, dump }, history), moment: new Date(this.#moment ?? time) };
    }
}
const attempts = 20;
const pauseMs = 100;
async function placeNow(server) {
    for (let tried = 1;; tried++) {
        const { end, time } = await askLog(server);
        const open = await oldestTransaction(server);
        if (!(await isStraddled(server, end)))
            return await placeBefore(server, open, end, time);
        if (tried === attempts)
            throw noPause(server);
        await (0,external_node_timers_promises_.setTimeout)(pauseMs);
        server.stopIfAborted();
    }
}
async function placeBefore(server, open, end, time) {
    if (open === undefined || compareStamps(open, end) > 0) {
        const entry = await oneOf(server, { ts: { $gte: timestampOf(end) } });
        if (entry === undefined || compareStamps(entry.stamp, end) !== 0)
            throw rewritten(end);
        return placeOf(entry, time);
    }
    // What a transaction has logged before it ended is needed, too.
    const before = await oneOf(server, { ts: { $lt: timestampOf(open) } }, { sort: { $natural: -1 } });
    if (before === undefined)
        throw rewritten(open);
    return placeOf(before, Math.min(time, before.earliest));
}
/** True where a transaction has ended since that had logged a part of it before: the server does not name it any more. */
async function isStraddled(server, end) {
    if (server.info.product !== 'MongoDB')
        return false;
    const place = timestampOf(end);
    const { end: now } = await askLog(server);
    const part = { $gt: new lib.BSON.Timestamp({ t: 0, i: 0 }), $lte: place };
    const ended = { ts: { $gt: place, $lte: timestampOf(now) }, op: 'c', 'prevOpTime.ts': part };
    return (await oneOf(server, ended)) !== undefined;
}
const noPause = ({ connection }) => new problem_0/* Problem */.AF('source-failed', `${connection.place}: at each of ${attempts} attempts a large transaction was ending`, {
    hint: 'Run it again.',
});
const placeOf = ({ stamp, term, bytes }, time) => ({
    ...stamp,
    ...(term === undefined ? {} : { term }),
    print: printOf(bytes),
    time,
});
/** Of those that are prepared, or so large that they are logged in several entries, where the oldest begins. */
async function oldestTransaction(server) {
    if (server.info.product !== 'MongoDB')
        return undefined;
    const open = { state: { $in: ['prepared', 'inProgress'] }, 'startOpTime.ts': { $exists: true } };
    const found = await server.ask('read config.transactions', () => server.client
        .db('config')
        .collection('transactions')
        .find(open, { sort: { 'startOpTime.ts': 1 }, limit: 1, readPreference: 'primary' })
        .toArray(), { role: 'backup', or: 'point-in-time' });
    const ts = found[0]?.['startOpTime']?.ts;
    return ts === undefined ? undefined : { seconds: ts.t, number: ts.i };
}

;// CONCATENATED MODULE: ./engine/mongodb/insert.js



const mostBytes = 8 * 1024 * 1024;
const mostDocuments = 1000;
/** Documents on their way into one collection, in their order, many at once. */
class Insert {
    #server;
    #collection;
    #batch = [];
    #bytes = 0;
    constructor(server, collection) {
        this.#server = server;
        this.#collection = collection;
    }
    /** undefined: there is nothing to wait for. */
    add(document) {
        // What it came in is filled anew.
        this.#batch.push(Buffer.from(document));
        this.#bytes += document.length;
        return this.#bytes >= mostBytes || this.#batch.length >= mostDocuments ? this.end() : undefined;
    }
    /** Resolves once everything is stored. @throws Problem `restore-failed` unless each document is. */
    async end() {
        const { name, options } = this.#collection;
        const sent = this.#batch.length;
        if (sent === 0)
            return;
        const documents = rawDocuments(this.#batch);
        this.#batch = [];
        this.#bytes = 0;
        const reply = await this.#server.command(`insert into ${name}`, {
            insert: name,
            documents,
            ordered: true,
            // What was there before its validator is there nevertheless.
            ...(options['validator'] === undefined ? {} : { bypassDocumentValidation: true }),
        });
        mustHaveTaken(reply, sent, name, this.#server.connection.where);
    }
}
/** @throws Problem `restore-failed` unless the server has done all that it was sent. */
function mustHaveTaken(reply, sent, name, where) {
    const { n, writeErrors = [], writeConcernError } = reply;
    const [refusal] = writeErrors;
    const concern = writeConcernError;
    if (n === sent && refusal === undefined && concern === undefined)
        return;
    const because = refusal === undefined
        ? (concern?.errmsg ?? 'it says no more')
        : (refusal.errmsg ?? '').replace(/\s*dup key:.*$/s, '');
    const ofMachine = isOfItsMachine(refusal ?? concern ?? {});
    throw new problem_0/* Problem */.AF('restore-failed', `${where} took ${Number(n)} of ${sent} documents of ${name}: ${because || `error ${refusal?.code}`}`, {
        ofMachine,
        hint: ofMachine
            ? roomThere
            : refusal?.code === 11_000
                ? 'Something else writes into the target, or the backup holds a document twice: restore into an empty database that nobody uses.'
                : 'Its message says why; look at the log of the server.',
    });
}

;// CONCATENATED MODULE: ./engine/mongodb/restore.js
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











/** Everything that can be refused is, before anything is written. A target gets all of it, or nothing. */
async function restoreMongodb(backup, request, context) {
    const { throwAway, signal } = context;
    const { only } = request;
    const { names, replaced } = await admitMongodb(backup, request, context.server);
    // The old goes before the new can come: not before the new has been read to its end.
    if (replaced.length > 0)
        await readWhole(backup, signal);
    const restoring = new Restoring(backup, context, names);
    try {
        for (const name of replaced)
            await restoring.drop(name);
        await restoring.all();
    }
    catch (error) {
        throw await restoring.undo(error, replaced);
    }
    const moving = throwAway ? [] : restoring.collections.filter(expires).map(({ name }) => name);
    const findings = [
        ...(moving.length === 0 ? [] : [notCompared(moving)]),
        ...(backup.parts.includes(usersPart) && !throwAway ? [usersApart] : []),
    ];
    const facts = withoutUsers(backup.facts);
    const expected = someFacts(facts, (name) => names.has(name), (name) => moving.includes(name));
    return {
        findings,
        expected: only.length === 0 && moving.length === 0 ? facts : expected,
        ...(only.length === 0 ? {} : { restoredBytes: restoring.bytes }),
    };
}
/** Refuses what cannot be restored, and changes nothing. */
async function admitMongodb(backup, { overwrite, only }, server) {
    mustTake(server, backup.facts);
    if (server.info.role !== 'primary')
        throw new problem_0/* Problem */.AF('target-refused', `${server.connection.where} is ${server.info.role === 'secondary' ? 'a secondary' : 'no primary'}, which takes no writes`, {
            hint: 'Name the members of the replica set in the URL, so that its primary is found.',
        });
    const names = new Set(chosen(backup.facts, only));
    const there = await listingOf(server);
    return { names, replaced: mustBeFree(server, there, names, { overwrite, isPart: only.length > 0 }) };
}
class Restoring {
    collections = [];
    bytes = 0;
    #backup;
    #context;
    #names;
    #made = [];
    constructor(backup, context, names) {
        this.#backup = backup;
        this.#context = context;
        this.#names = names;
    }
    async drop(name) {
        await this.#context.server.command(`drop ${name}`, { drop: name });
    }
    async all() {
        const inserts = new Map();
        const rows = new Map();
        const { server } = this.#context;
        let announced = [];
        for await (const event of eventsOf(this.#backup)) {
            if (event.kind === 'start') {
                announced = event.all;
                this.collections = announced.map(collectionOf).filter(({ name }) => this.#names.has(name));
                for (const one of this.collections)
                    if (one.type === 'collection')
                        inserts.set(one.name, await this.#make(one));
                continue;
            }
            const insert = inserts.get(event.of.collection);
            if (event.kind === 'end') {
                rows.set(event.of.collection, event.documents);
                await insert?.end();
            }
            else if (insert !== undefined) {
                this.bytes += event.bytes.length;
                const wait = insert.add(event.bytes);
                if (wait !== undefined)
                    await wait;
            }
            server.stopIfAborted();
        }
        mustMatch(this.#backup, announced, rows);
        const { change } = this.#context;
        if (change !== undefined)
            this.collections = await change(this.collections);
        for (const one of this.collections)
            if (one.type === 'collection')
                await this.#index(one);
        for (const one of this.collections)
            if (one.type === 'view')
                await this.#make(one);
    }
    async #make(one) {
        const { server } = this.#context;
        await server.command(`make ${one.name}`, { create: one.name, ...made(one.options) });
        this.#made.push(one.name);
        return new Insert(server, one);
    }
    /** After its documents: that takes less, and none is missing from an index. */
    async #index(one) {
        const indexes = ownIndexes(one).map(specOf);
        if (indexes.length === 0)
            return;
        const { server } = this.#context;
        await server.command(`make the indexes of ${one.name}`, { createIndexes: one.name, indexes });
    }
    /** What was made goes; what was there before and has been dropped cannot come back, and is named. */
    async undo(error, replaced) {
        const { server, throwAway, anew } = this.#context;
        if (!throwAway && this.#made.length > 0) {
            try {
                const env_1 = { stack: [], error: void 0, hasError: false };
                try {
                    const other = __addDisposableResource(env_1, await anew(), true);
                    for (const name of this.#made)
                        await other.command(`drop ${name}`, { drop: name });
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
                (0,problem_0/* noteAlso */.Gv)(error, also);
                const { where } = server.connection;
                const hint = `Drop what is in it before you use it: ${(0,words/* namesSome */.Tc)(this.#made)}.`;
                return (0,problem_0/* isProblem */.AN)(error, 'cancelled')
                    ? new problem_0/* Problem */.AF('cancelled', `${error.message}; ${where} is left half restored`, { hint, cause: error })
                    : new problem_0/* Problem */.AF('restore-failed', `${where} is left half restored: ${(0,words/* reasonOf */.A3)(error)}`, { hint, cause: error });
            }
        }
        if (replaced.length === 0 || !(0,problem_0/* isProblem */.AN)(error) || error.code === 'cancelled')
            return error;
        const message = `${error.message}; of the target's collections, ${(0,words/* namesSome */.Tc)(replaced)} had been dropped to be replaced`;
        return new problem_0/* Problem */.AF(error.code, message, { hint: error.hint, cause: error });
    }
}
function chosen({ objects }, only) {
    const names = [...(objects['collection'] ?? []), ...(objects['view'] ?? [])];
    const unmatched = (pattern, hint) => new problem_0/* Problem */.AF('usage', `--only ${pattern}: the backup has no such collection`, { hint });
    return (0,selection/* selected */.wH)(names, { include: only, exclude: [] }, 'collection', unmatched);
}
/** An older server does not know what the newer one wrote, and may find out half-way. */
function mustTake({ info, connection }, { server }) {
    if (server === undefined)
        throw damaged('its facts name no server');
    const written = versionOf(server.version);
    if (!isBefore(versionOf(info.version), written))
        return;
    const from = `${server.settings['product'] ?? 'MongoDB'} ${server.version}`;
    throw new problem_0/* Problem */.AF('tool-version', `the backup is of ${from}, and ${connection.where} is the older ${info.version}`, {
        hint: `Restore into MongoDB ${written.major}.${written.minor} or newer.`,
    });
}
/** Gives what is to be replaced: all that is there, or, where a part is restored, what has its names. */
function mustBeFree({ connection }, { all }, names, { overwrite, isPart }) {
    const there = all.map(({ name }) => name);
    if (there.length > 0 && !overwrite)
        throw new problem_0/* Problem */.AF('target-refused', `${connection.where} is not empty: it has ${(0,words/* namesSome */.Tc)(there, 3)}`, {
            hint: `Restore into an empty database, or give --overwrite ${connection.database}, which drops ${isPart ? 'the collections that are restored' : 'all of its collections'} first.`,
        });
    return isPart ? there.filter((name) => names.has(name)) : there;
}
const usersApart = {
    level: 'note',
    blame: 'env',
    message: `users and roles are in the part ${usersPart}, and are not restored`,
    hint: 'Open the part as docs/recovery.md says, and give it to mongorestore --archive --db DATABASE --restoreDbUsersAndRoles.',
};
function notCompared(names) {
    const message = `the server itself removes what has expired, so documents are not compared: ${(0,words/* namesSome */.Tc)(names)}`;
    return { level: 'note', blame: 'env', message };
}

;// CONCATENATED MODULE: ./engine/mongodb/sandbox.js
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




const port = 27_017;
const user = 'backproof';
/** The server of a proof: of the dumped one's version, with a password that nobody has. */
function mongodbSandbox({ server }, image) {
    const password = (0,external_node_crypto_.randomBytes)(24).toString('base64url');
    const at = (host) => parseMongodbUrl(`mongodb://${user}:${password}@${host}:${port}/restored?authSource=admin&directConnection=true&serverSelectionTimeoutMS=5000`, 'the throw-away server', 'the throw-away server');
    return {
        image: image ?? imageOf(server?.version),
        env: { MONGO_INITDB_ROOT_USERNAME: user, MONGO_INITDB_ROOT_PASSWORD: password },
        // What has expired is to be compared, not removed.
        args: ['--setParameter', 'ttlMonitorEnabled=0'],
        port,
        timeoutMs: 180_000,
        at,
        async ready(address, signal) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = sandbox_addDisposableResource(env_1, await Server.connect(at(address.host), signal), true);
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
function imageOf(version = '') {
    const { major, minor } = versionOf(version);
    if (major > 0)
        return `mongo:${major}.${minor}`;
    throw new problem_0/* Problem */.AF('object-damaged', 'the facts of the dump name no version of MongoDB', { hint: problem_0/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/mongodb/check.js




/**
 * `count-of: COLLECTION`, `required: [COLLECTION]`, and `query`, which is a command of MongoDB's that only reads:
 * `{ "count": COLLECTION, "query": FILTER }`, or `{ "aggregate": COLLECTION, "pipeline": [STAGES] }` that gives one value.
 */
async function checkMongodb(assertion, server) {
    if (assertion.kind === 'query')
        return await checkQuery(assertion, server);
    if (assertion.kind !== 'count-of' && assertion.kind !== 'required')
        throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    const names = new Set((await listingOf(server)).all.map(({ name }) => name));
    if (assertion.kind === 'required')
        return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'collection');
    if (!names.has(assertion.ask))
        return (0,engine_assertion/* failed */.gz)(assertion, `there is no collection ${assertion.ask}`);
    return (0,engine_assertion/* judged */.g$)(assertion, String(await countOf(server, assertion.ask)));
}
async function checkQuery(assertion, server) {
    const asked = questionIn(assertion.ask);
    if (typeof asked === 'string')
        return (0,engine_assertion/* mistaken */.R3)(assertion, asked);
    const { collection } = asked;
    const { all } = await listingOf(server);
    if (!all.some(({ name }) => name === collection))
        return (0,engine_assertion/* failed */.gz)(assertion, `there is no collection ${collection}`);
    if (asked.kind === 'count')
        return (0,engine_assertion/* judged */.g$)(assertion, String(await countOf(server, collection, asked.filter)));
    const found = await server.ask(`aggregate ${collection}`, () => server.db
        .collection(collection)
        .aggregate([...asked.pipeline, { $limit: 2 }], { promoteLongs: false })
        .toArray());
    const [document, another] = found;
    if (another !== undefined)
        return (0,engine_assertion/* mistaken */.R3)(assertion, 'its pipeline gives more than one document');
    if (document === undefined)
        return (0,engine_assertion/* judged */.g$)(assertion, undefined);
    const fields = Object.entries(document).filter(([name]) => name !== '_id');
    const [field, ...others] = fields.length === 0 ? Object.entries(document) : fields;
    if (field === undefined || others.length > 0)
        return (0,engine_assertion/* mistaken */.R3)(assertion, 'its pipeline gives a document that does not have exactly one field besides _id');
    return (0,engine_assertion/* judged */.g$)(assertion, check_textOf(field[1]));
}
/** What is asked, or why that cannot be told. */
function questionIn(text) {
    let parsed;
    try {
        parsed = lib.BSON.EJSON.parse(text, { relaxed: true });
    }
    catch {
        return 'it is not JSON';
    }
    const { count, query = {}, aggregate, pipeline, ...rest } = check_isDocument(parsed) ? parsed : {};
    const isCount = typeof count === 'string' && check_isDocument(query) && aggregate === undefined && pipeline === undefined;
    const isAggregate = typeof aggregate === 'string' && Array.isArray(pipeline) && pipeline.every(check_isDocument);
    if (Object.keys(rest).length > 0 || !(isCount || (isAggregate && count === undefined)))
        return 'it is neither { "count": COLLECTION, "query": FILTER } nor { "aggregate": COLLECTION, "pipeline": [STAGES] }';
    if (isCount)
        return { kind: 'count', collection: count, filter: query };
    const writes = pipeline.find((stage) => '$out' in stage || '$merge' in stage);
    return writes === undefined ? { kind: 'aggregate', collection: aggregate, pipeline } : 'its pipeline writes';
}
const check_isDocument = (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && !('_bsontype' in value);
/** A number or a text as it is, a time as ISO 8601, anything else as Extended JSON. */
function check_textOf(value) {
    if (value === null || value === undefined)
        return undefined;
    if (value instanceof Date)
        return value.toISOString();
    if (['string', 'number', 'boolean'].includes(typeof value))
        return String(value);
    if (value instanceof lib.BSON.Long || value instanceof lib.BSON.Decimal128 || value instanceof lib.BSON.ObjectId)
        return value.toString();
    return lib.BSON.EJSON.stringify(value, { relaxed: true });
}

;// CONCATENATED MODULE: ./engine/mongodb/reach.js





/** Connected to by the driver, which finds the members of a replica set; through another machine one by one. */
async function reach(connection, services, signal) {
    const forwarded = connection.servers.flatMap((server) => (0,runtime/* forwardOf */.pl)(server, services) ?? []);
    if (forwarded.length === 0)
        return await Server.connect(fromHere(connection, services), signal);
    return await reach_oneOf(connection, forwarded, signal);
}
/** What `via` forwards. @throws Problem for a URL whose servers only a name server knows. */
function forwardable({ url, servers, place }) {
    if (!/^mongodb\+srv:/i.test(url))
        return servers;
    throw new problem_0/* Problem */.AF('policy-invalid', `${place}: via forwards ports to servers, and mongodb+srv:// names none`, {
        hint: 'Write the servers into the url: mongodb://USER:PASSWORD@HOST1:27017,HOST2:27017/DATABASE?tls=true&authSource=admin.',
    });
}
/** The members know each other by names that mean nothing here, so which of them it is to be is judged here. */
async function reach_oneOf(connection, servers, signal) {
    const wish = wishOf(connection.url);
    const passedOver = [];
    let failure;
    let second;
    for (const server of servers) {
        try {
            const found = await Server.connect(directly(connection, server), signal);
            const fit = fitOf(wish, found.info.role);
            if (fit === 'wished') {
                await second?.[Symbol.asyncDispose]();
                return found;
            }
            if (fit === 'second' && second === undefined)
                second = found;
            else
                await found[Symbol.asyncDispose]();
            passedOver.push(`${found.connection.where.split('/')[0]} is ${found.info.role}`);
        }
        catch (error) {
            if (!(0,problem_0/* isProblem */.AN)(error, 'source-failed')) {
                await second?.[Symbol.asyncDispose]();
                throw error;
            }
            failure ??= error;
            passedOver.push(error.message.replace(`${connection.place}: `, ''));
        }
    }
    if (second !== undefined)
        return second;
    // One that was not reached may be the one.
    if (failure !== undefined && passedOver.length === 1)
        throw failure;
    throw new problem_0/* Problem */.AF('source-failed', `${connection.place}: no ${wish} among the servers: ${(0,words/* namesSome */.Tc)(passedOver, 5)}`, {
        hint: 'With via, name every member of the replica set in the url, or write readPreference=secondaryPreferred to read from any.',
        cause: failure,
    });
}
function wishOf(url) {
    const given = (name) => new RegExp(`[?&]${name}=([^&]*)`, 'i').exec(url)?.[1];
    if (given('directConnection') === 'true')
        return 'member';
    const preference = given('readPreference') ?? 'primary';
    const known = ['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred'];
    return known.find((one) => one === preference) ?? 'member';
}
/** `second`: where nothing better answers. */
function fitOf(wish, role) {
    if (role === 'neither')
        return 'unfit';
    if (wish === 'member' || wish.startsWith(role))
        return 'wished';
    return wish.endsWith('Preferred') ? 'second' : 'unfit';
}

;// CONCATENATED MODULE: ./engine/mongodb/target.js
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






const undoMs = 60_000;
/** A database of a server. */
class MongodbTarget {
    where;
    name;
    path = undefined;
    throwAway;
    #place;
    constructor(place) {
        this.where = place.connection.where;
        this.name = place.connection.database;
        this.throwAway = place.remove !== undefined;
        this.#place = place;
    }
    get servers() {
        return forwardable(this.#place.connection);
    }
    overlap(source) {
        const { connection, services } = this.#place;
        return sameDatabase(connectionOf(source), connection, services) ? 'same' : 'none';
    }
    async admit(backup, request) {
        await this.#with((server) => admitMongodb(backup, request, server));
    }
    async restore(backup, request) {
        const { throwAway } = this;
        const { signal } = this.#place;
        const anew = () => this.#connect(AbortSignal.timeout(undoMs));
        return await this.#with((server) => restoreMongodb(backup, request, { server, throwAway, signal, anew }));
    }
    async facts(like, counted) {
        return await this.#with((server) => liveFacts(server, like, counted));
    }
    async check(assertion) {
        return await this.#with((server) => checkMongodb(assertion, server));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    #connect(signal) {
        return reach(this.#place.connection, this.#place.services, signal);
    }
    async #with(use) {
        const used = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const server = target_addDisposableResource(env_1, await this.#connect(this.#place.signal), true);
                return await use(server);
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
        return await (0,blame/* asTarget */.Q)(used(), this);
    }
}

// EXTERNAL MODULE: ./engine/chain.js
var engine_chain = __webpack_require__(66794);
;// CONCATENATED MODULE: ./engine/mongodb/log/play.js





/**
 * The pieces of a chain from where its backup lies to a moment, as one log.
 * @throws Problem `restore-failed` where they end before that moment, `object-damaged` where they do not join.
 */
function playedLog(chain, until, hear = () => undefined) {
    const stop = until === 'end' ? undefined : until.time;
    (0,engine_chain/* mustJoin */.W8)(chain, comparePlaces);
    (0,engine_chain/* mustReach */.be)(chain.log, stop, ({ to }) => {
        const { time } = placed(to);
        return time === undefined ? undefined : new Date(time);
    });
    const from = placed(chain.position);
    return {
        from,
        async *entries() {
            for (const piece of chain.log)
                for await (const entry of entriesIn(piece, hear)) {
                    // What follows may say an earlier time, and was logged later all the same.
                    if (stop !== undefined && entry.latest > stop.getTime())
                        return;
                    if (compareStamps(entry.stamp, from) > 0)
                        yield entry;
                }
        },
    };
}
/** @throws Problem `object-damaged` unless they begin after where the piece does, and end where it does. */
async function* entriesIn(piece, hear) {
    const [from, to] = [placed(piece.from), placed(piece.to)];
    let last = from;
    const damaged = (because) => (0,engine_chain/* unplayable */.sl)(`the piece up to ${textOf(to)} ${because}`);
    for (const part of piece.parts)
        for await (const document of documentsOf(await piece.open(part), damaged)) {
            const entry = readable(document, damaged);
            if (compareStamps(entry.stamp, last) <= 0)
                throw damaged(`has an entry of ${textOf(entry.stamp)} after ${textOf(last)}`);
            last = entry.stamp;
            yield entry;
            hear(document.length);
        }
    if (compareStamps(last, to) !== 0)
        throw damaged(`is cut off at ${textOf(last)}`);
}
function readable(document, damaged) {
    try {
        return entryOf(document);
    }
    catch (error) {
        throw damaged(`cannot be read: ${(0,problem_0/* messageOf */.bD)(error)}`);
    }
}
/** Documents one after the other, whatever the pieces are in which they come. */
async function* documentsOf(body, damaged) {
    let held = [];
    let bytes = 0;
    let needed = 4;
    for await (const chunk of body) {
        held.push(chunk);
        bytes += chunk.length;
        if (bytes < needed)
            continue;
        const all = held.length === 1 ? held[0] : Buffer.concat(held);
        let at = 0;
        for (needed = 4; all.length - at >= needed;) {
            needed = all.readInt32LE(at);
            if (needed < 5 || needed > mostDocumentBytes)
                throw damaged(`has an entry of ${needed} bytes`);
            if (all.length - at < needed)
                break;
            // What it came in is filled anew.
            yield Buffer.from(all.subarray(at, at + needed));
            at += needed;
            needed = 4;
        }
        held = at === all.length ? [] : [Buffer.from(all.subarray(at))];
        bytes = all.length - at;
    }
    if (bytes > 0)
        throw damaged('is cut off');
}
function placed(position) {
    const place = placeIn(position);
    if (place !== undefined)
        return place;
    throw new problem_0/* Problem */.AF('object-damaged', `${position.at.slice(0, 80)} is not an entry of a replica set's log`, {
        hint: problem_0/* remedy */.zL.damaged,
    });
}

;// CONCATENATED MODULE: ./engine/mongodb/log/document/diff.js

/*
 * What an update has changed, as servers log it since 5.0 ({ $v: 2, diff }): fields that are gone (d), that have another value (u), that
 * are new (i), and fields that are documents or arrays with a difference of their own (s and their name). An array (a: true) has a
 * length (l), and for a place a value (u and its number) or a difference (s and its number).
 */
/**
 * The document with that difference. One that has the difference already stays as it is; of a later state it becomes what the
 * differences that follow mend: that is what a server does, too.
 * @throws Error for a difference that is of another kind.
 */
function withDiff(document, diff) {
    const { replaced, gone, added, nested } = changesOf(diff);
    const there = new Set();
    const kept = elementsOf(document).flatMap((element) => {
        const { name } = element;
        const other = replaced.get(name);
        const inside = nested.get(name);
        if (other !== undefined) {
            there.add(name);
            return [other];
        }
        if (inside !== undefined)
            return [insideOf(element, inside)];
        return gone.has(name) ? [] : [element];
    });
    return documentOf([...kept, ...[...replaced.values()].filter(({ name }) => !there.has(name)), ...added]);
}
function changesOf(diff) {
    const replaced = new Map();
    const gone = new Set();
    const nested = new Map();
    const added = [];
    for (const { name, type, value } of elementsOf(diff)) {
        if (type !== types.document)
            throw unknown(name);
        if (name === 'd')
            for (const one of elementsOf(value))
                gone.add(one.name);
        else if (name === 'u')
            for (const one of elementsOf(value))
                replaced.set(one.name, one);
        else if (name === 'i')
            added.push(...elementsOf(value));
        else if (name.startsWith('s'))
            nested.set(name.slice(1), value);
        else
            throw unknown(name);
    }
    for (const { name } of added)
        gone.add(name);
    return { replaced, gone, added, nested };
}
/** What is neither a document nor an array any more was given another value later, which will follow. */
function insideOf(element, diff) {
    const { name, type, value } = element;
    const wanted = isOfArray(diff) ? types.array : types.document;
    if (type !== wanted)
        return nullOf(name);
    const changed = wanted === types.array ? withArrayDiff(value, diff) : withDiff(value, diff);
    return elementOf(type, name, changed);
}
const isOfArray = (diff) => {
    const [first] = elementsOf(diff);
    return first?.name === 'a' && first.type === types.boolean;
};
// No array of a document has more: each place takes some bytes.
const mostPlaces = 16 * 1024 * 1024;
function withArrayDiff(array, diff) {
    const places = elementsOf(array);
    let length;
    for (const element of elementsOf(diff).slice(1)) {
        const [, kind = '', digits = ''] = /^(l|u|s)(\d*)$/.exec(element.name) ?? [];
        const place = kind === 'l' ? numberIn(element) : Number(digits);
        if (place === undefined || (kind !== 'l' && digits === '') || !(place >= 0 && place <= mostPlaces))
            throw unknown(element.name);
        if (kind === 'l') {
            length = place;
            continue;
        }
        while (places.length < place)
            places.push(nullOf(''));
        const before = places[place];
        places[place] = kind === 'u' ? element : before === undefined ? nullOf('') : insideOf(before, element.value);
    }
    if (length !== undefined) {
        places.length = Math.min(places.length, length);
        while (places.length < length)
            places.push(nullOf(''));
    }
    return documentOf(places.map((element, index) => named(element, String(index))));
}
const unknown = (name) => new Error(`an update says "${name}" of a document, which this program does not know`);

;// CONCATENATED MODULE: ./engine/mongodb/log/document/modifier.js

/*
 * What an update has changed, as servers log it before 5.0 ({ $v: 1, $set, $unset }): paths of names and of places in arrays, with
 * dots between them.
 */
/** The document after these. @throws Error for other operators, which no server logs. */
function withModifiers(document, update) {
    let elements = elementsOf(document);
    for (const { name, value } of elementsOf(update)) {
        if (name === '$v')
            continue;
        if (name !== '$set' && name !== '$unset')
            throw new Error(`an update says "${name}", which this program does not know`);
        for (const one of elementsOf(value))
            elements = changed(elements, one.name.split('.'), name === '$set' ? one : undefined, false);
    }
    return documentOf(elements);
}
/** `value`: undefined takes away what is there. */
function changed(elements, [name = '', ...rest], value, inArray) {
    const at = elements.findIndex((element) => element.name === name);
    const before = elements[at];
    if (before === undefined)
        return value === undefined ? elements : filled(elements, modifier_made(name, rest, value), inArray);
    const after = [...elements];
    if (rest.length > 0)
        after[at] = inside(before, rest, value);
    else if (value !== undefined)
        after[at] = named(value, name);
    // The places of an array keep their numbers.
    else if (inArray)
        after[at] = nullOf(name);
    else
        after.splice(at, 1);
    return after;
}
function inside(element, path, value) {
    const { type, name } = element;
    // It was given such a value later, and that will follow.
    if (type !== types.document && type !== types.array)
        return element;
    const isArray = type === types.array;
    return elementOf(type, name, documentOf(changed(elementsOf(element.value), path, value, isArray)));
}
function modifier_made(name, [next, ...rest], value) {
    if (next === undefined)
        return named(value, name);
    return elementOf(types.document, name, documentOf([modifier_made(next, rest, value)]));
}
const modifier_mostPlaces = 16 * 1024 * 1024;
function filled(elements, added, inArray) {
    const place = inArray && /^\d{1,8}$/.test(added.name) ? Number(added.name) : undefined;
    if (place === undefined || place > modifier_mostPlaces)
        return [...elements, added];
    const all = [...elements];
    while (all.length < place)
        all.push(nullOf(String(all.length)));
    return [...all, added];
}

;// CONCATENATED MODULE: ./engine/mongodb/log/document/update.js



/** @throws Error for an update that was logged by rules that this program does not know. */
function updateOf(o) {
    const elements = elementsOf(o);
    const [first] = elements;
    const version = elements.find(({ name }) => name === '$v');
    // A whole document may have fields that look like this, but begins with its _id.
    if (first === undefined || !first.name.startsWith('$'))
        return { kind: 'whole', document: o };
    const diff = elements.find(({ name }) => name === 'diff');
    if (version !== undefined && numberIn(version) === 2 && diff?.type === types.document)
        return { kind: 'change', apply: (document) => withDiff(document, diff.value) };
    if (version === undefined || numberIn(version) === 1)
        return { kind: 'change', apply: (document) => withModifiers(document, o) };
    throw new Error(`an update is of version ${numberIn(version)}, which this program does not know`);
}

;// CONCATENATED MODULE: ./engine/mongodb/log/document/change.js




/** Of an entry that inserts, updates or deletes. */
function touchedBy(entry) {
    const { op, o, o2, ns } = entry;
    const id = fieldOf(elementsOf(op === 'u' && o2 !== undefined ? o2 : o), '_id');
    if (id === undefined)
        throw (0,engine_chain/* unplayable */.sl)(`an entry of ${ns} names no document`);
    if (op === 'd')
        return { id, change: { kind: 'gone' } };
    if (op === 'i')
        return { id, change: { kind: 'whole', document: o } };
    return { id, change: updateOf(o) };
}
/** The same for the same id only. */
const keyOf = ({ type, value }) => `${type} ${value.toString('latin1')}`;
/**
 * The document after these; undefined: it is not there. `missed` hears of a change of one that is not there: before the backup was
 * complete that is one which was deleted later.
 */
function after(document, changes, missed) {
    let now = document;
    for (const change of changes) {
        if (change.kind === 'gone')
            now = undefined;
        else if (change.kind === 'whole')
            now = change.document;
        else if (now === undefined)
            missed();
        else
            now = change.apply(now);
    }
    return now;
}

;// CONCATENATED MODULE: ./engine/mongodb/log/document/writes.js



const writes_mostBytes = 8 * 1024 * 1024;
const mostStatements = 1000;
const always = elementOf(types.boolean, 'upsert', Buffer.from([1]));
const one = elementOf(types.int32, 'limit', Buffer.from([1, 0, 0, 0]));
/** Documents of one collection as they are to be, many at once: what is gone goes first. */
class Writes {
    #server;
    #name;
    #updates = [];
    #deletes = [];
    #bytes = 0;
    constructor(server, name) {
        this.#server = server;
        this.#name = name;
    }
    /** undefined: it is gone. */
    async put(id, document) {
        const query = elementOf(types.document, 'q', documentOf([id]));
        const statement = document === undefined
            ? documentOf([query, one])
            : documentOf([query, elementOf(types.document, 'u', document), always]);
        (document === undefined ? this.#deletes : this.#updates).push(statement);
        this.#bytes += statement.length;
        if (this.#bytes >= writes_mostBytes || this.#deletes.length + this.#updates.length >= mostStatements)
            await this.end();
    }
    /** Resolves once everything is stored. @throws Problem `restore-failed` unless all of it is. */
    async end() {
        const [updates, deletes] = [this.#updates, this.#deletes];
        [this.#updates, this.#deletes, this.#bytes] = [[], [], 0];
        const { where } = this.#server.connection;
        if (deletes.length > 0) {
            const deleted = await this.#server.command(`delete from ${this.#name}`, {
                delete: this.#name,
                deletes: rawDocuments(deletes, 'deletes'),
            });
            // One that is not there need not go.
            mustHaveTaken({ ...deleted, n: deletes.length }, deletes.length, this.#name, where);
        }
        if (updates.length === 0)
            return;
        const updated = await this.#server.command(`update ${this.#name}`, {
            update: this.#name,
            updates: rawDocuments(updates, 'updates'),
            ordered: true,
            // What was there before its validator is there nevertheless.
            bypassDocumentValidation: true,
        });
        mustHaveTaken(updated, updates.length, this.#name, where);
    }
}

;// CONCATENATED MODULE: ./engine/mongodb/log/document/documents.js







const documents_mostBytes = 8 * 1024 * 1024;
const mostChanges = 5000;
/** Documents that are changed and have to be read for it, at once. */
const mostRead = 200;
/**
 * Changes on their way into documents, many at once: each document is read at most once for all that is done to it, and written at
 * most once. Done a second time they change nothing.
 */
class Documents {
    #server;
    #pending = new Map();
    #bytes = 0;
    #count = 0;
    constructor(server) {
        this.#server = server;
    }
    /** undefined: there is nothing to wait for. */
    add(known, entry, isStrict) {
        const { id, change } = touchedBy(entry);
        const all = this.#pending.get(known) ?? new Map();
        this.#pending.set(known, all);
        const key = keyOf(id);
        const before = all.get(key);
        if (before === undefined)
            all.set(key, { id, changes: [change], isStrict });
        // What was done before makes no difference any more.
        else if (change.kind !== 'change')
            all.set(key, { id, changes: [change], isStrict });
        else {
            before.changes.push(change);
            before.isStrict ||= isStrict;
        }
        this.#bytes += entry.bytes.length;
        this.#count += 1;
        return this.#bytes >= documents_mostBytes || this.#count >= mostChanges ? this.flush() : undefined;
    }
    /** Resolves once everything is stored. */
    async flush() {
        const all = [...this.#pending];
        this.#pending.clear();
        [this.#bytes, this.#count] = [0, 0];
        for (const [known, pending] of all)
            await this.#write(known, [...pending.values()]);
    }
    async #write(known, all) {
        const writes = new Writes(this.#server, known.name);
        let unread = [];
        const readThose = async () => {
            if (unread.length > 0)
                await this.#readAndWrite(known, unread, writes);
            unread = [];
        };
        for (const one of all) {
            if (one.changes[0]?.kind === 'change')
                unread.push(one);
            else
                await writes.put(one.id, after(undefined, one.changes, () => undefined));
            if (unread.length >= mostRead)
                await readThose();
        }
        await readThose();
        await writes.end();
    }
    async #readAndWrite({ name, options }, all, writes) {
        const left = new Map(all.map((one) => [keyOf(one.id), one]));
        const ids = all.map(({ id }) => lib.BSON.deserialize(documentOf([id]), exactly)['_id']);
        const cursor = this.#server.db.collection(name).find({ _id: { $in: ids } }, { raw: true, batchSize: 100 });
        try {
            while (await this.#server.ask(`read ${name}`, () => cursor.hasNext())) {
                const document = Buffer.from((await cursor.next()));
                const key = keyOf(fieldOf(elementsOf(document), '_id'));
                const one = left.get(key);
                if (one === undefined)
                    continue;
                left.delete(key);
                await writes.put(one.id, after(document, one.changes, missedIn(name, one, options)));
            }
        }
        finally {
            await cursor.close().catch(() => undefined);
        }
        for (const one of left.values()) {
            const document = after(undefined, one.changes, missedIn(name, one, options));
            if (document !== undefined)
                await writes.put(one.id, document);
        }
    }
}
/** A capped collection forgets its oldest documents by itself, and another server not just the same ones. */
const missedIn = (name, { isStrict }, options) => () => {
    if (!isStrict || options['capped'] !== undefined)
        return;
    throw new problem_0/* Problem */.AF('object-damaged', `the log changes a document of ${name} that neither it nor the backup has`, {
        hint: problem_0/* remedy */.zL.damaged,
    });
};

;// CONCATENATED MODULE: ./engine/mongodb/log/schema/catalog.js
/** The collections of the database that is played forward. They are known by what the log calls them, whatever their names are. */
class Catalog {
    #byName = new Map();
    #byUuid = new Map();
    /** Those that come and go before the backup was complete, and those that no backup has: nothing of them is played back. */
    #left = new Set();
    constructor(all) {
        for (const { name, type, uuid, options, indexes } of all)
            if (type === 'collection')
                this.add({ name, uuid, options, indexes: new Map(indexes.map((index) => [String(index['name']), index])) });
    }
    add(known) {
        this.#byName.set(known.name, known);
        if (known.uuid !== undefined)
            this.#byUuid.set(known.uuid, known);
    }
    /** By its own id, where the log has it; else by its name. */
    find(uuid, name) {
        const known = uuid === undefined ? undefined : this.#byUuid.get(uuid);
        if (known !== undefined || uuid === undefined)
            return known ?? this.#byName.get(name);
        const other = this.#byName.get(name);
        return other?.uuid === undefined ? other : undefined;
    }
    named(name) {
        return this.#byName.get(name);
    }
    all() {
        return [...this.#byName.values()];
    }
    remove({ name, uuid }) {
        this.#byName.delete(name);
        if (uuid !== undefined)
            this.#byUuid.delete(uuid);
    }
    rename(known, to) {
        this.#byName.delete(known.name);
        known.name = to;
        this.#byName.set(to, known);
    }
    leave(uuid, name) {
        this.#left.add(uuid ?? name);
    }
    isLeft(uuid, name) {
        return this.#left.has(uuid ?? name);
    }
    collections() {
        return this.all().map(({ name, uuid, options, indexes }) => ({
            ...{ name, uuid, options, type: 'collection' },
            indexes: [...indexes.values()],
        }));
    }
}

;// CONCATENATED MODULE: ./engine/mongodb/log/schema/indexes.js

/** What the log says of indexes: they are made of it when all documents are there. */
const indexCommands = new Map([
    ['createIndexes', (known, { createIndexes: _name, ...index }) => put(known, index)],
    ['commitIndexBuild', putAll],
    ...['dropIndexes', 'dropIndex', 'deleteIndexes', 'deleteIndex'].map((name) => [name, drop]),
]);
/** What is set of it; of one that is not there nothing. */
function changeIndex({ indexes }, { name: changed, keyPattern: _keys, ...options }) {
    const before = indexes.get(String(changed));
    if (before === undefined)
        return;
    const index = { ...before, ...options };
    // One that is not hidden says nothing.
    if (options['hidden']?.valueOf() === false)
        delete index['hidden'];
    if (options['forceNonUnique']?.valueOf() === true)
        for (const name of ['unique', 'forceNonUnique'])
            delete index[name];
    indexes.set(String(changed), index);
}
function putAll(known, { indexes }) {
    if (!Array.isArray(indexes))
        throw (0,engine_chain/* unplayable */.sl)(`it ends the making of no index of ${known.name}`);
    for (const index of indexes)
        put(known, index);
}
function put(known, index) {
    if (typeof index['name'] !== 'string' || index['key'] === undefined)
        throw (0,engine_chain/* unplayable */.sl)(`it makes an index of ${known.name} that has no name or no key`);
    known.indexes.set(index['name'], index);
}
function drop({ indexes }, { index }) {
    if (index === '*')
        for (const name of indexes.keys())
            if (name !== '_id_')
                indexes.delete(name);
    indexes.delete(String(index));
}

;// CONCATENATED MODULE: ./engine/mongodb/log/schema/commands.js








/** What of a command concerns nobody but the server that has logged it. */
const nothing = new Set([
    ...['startIndexBuild', 'abortIndexBuild', 'setMultikeyMetadata', 'dbCheck'],
]);
/** Makes, renames and drops collections, as a log says. What is done already is not done again. */
class Commands {
    #server;
    #catalog;
    /** As the log calls it. */
    #database;
    constructor(server, catalog, database) {
        this.#server = server;
        this.#catalog = catalog;
        this.#database = database;
    }
    /** Throws `restore-failed` for a command that this program does not know. */
    async run(entry, isStrict) {
        const { name, target } = commandOf(entry);
        if (nothing.has(name))
            return;
        const { uuid } = entry;
        const o = lib.BSON.deserialize(entry.o, exactly);
        const own = name === 'renameCollection' ? this.#inDatabase(target) : target;
        const known = this.#catalog.find(uuid, own);
        const played = { target: own, o, uuid, known, isStrict };
        const change = indexCommands.get(name);
        if (change !== undefined)
            return this.#withKnown(played, (it) => change(it, o));
        switch (name) {
            case 'create':
                return await this.#create(played);
            case 'drop':
                if (known !== undefined)
                    await this.#drop(known);
                return;
            case 'dropDatabase':
                for (const one of this.#catalog.all())
                    await this.#drop(one);
                return;
            case 'renameCollection':
                return await this.#rename(played);
            case 'collMod':
                return await this.#change(played);
            case 'convertToCapped':
                return await this.#convert(played);
            case 'emptycapped':
                if (known !== undefined)
                    await this.#empty(known);
                return;
            default:
                throw this.#impossible(name);
        }
    }
    /** One that is there without having been made. */
    async imply(name) {
        const known = { name, uuid: undefined, options: {}, indexes: new Map() };
        await this.#make(known);
        return known;
    }
    async #create({ target, o, uuid, known, isStrict }) {
        const { create: _create, idIndex: _id, ...options } = o;
        if (known !== undefined)
            return;
        if (options['timeseries'] !== undefined || isOfServer(target))
            return this.#catalog.leave(uuid, target);
        if (this.#catalog.named(target) !== undefined) {
            // Another one that had this name before the one that the backup has.
            if (!isStrict)
                return this.#catalog.leave(uuid, target);
            throw (0,engine_chain/* unplayable */.sl)(`it makes ${target}, which is there already`);
        }
        await this.#make({ name: target, uuid, options, indexes: new Map() });
    }
    async #make(known) {
        const { name, options } = known;
        await this.#server.command(`make ${name}`, { create: name, ...made(options) });
        this.#catalog.add(known);
    }
    async #drop(known) {
        await this.#server.command(`drop ${known.name}`, { drop: known.name });
        this.#catalog.remove(known);
    }
    async #empty(known) {
        await this.#drop(known);
        await this.#make(known);
    }
    async #rename(played) {
        const { o, isStrict } = played;
        const to = this.#inDatabase(String(o['to']));
        const dropped = o['dropTarget'];
        await this.#withKnownNow(played, async (known) => {
            if (known.name === to)
                return;
            const other = this.#catalog.named(to);
            if (other !== undefined) {
                const isMeant = dropped instanceof lib.BSON.Binary && dropped.toString('hex') === other.uuid;
                // The one that has the name later.
                if (!isStrict && !isMeant)
                    return;
                if (dropped === undefined || dropped === null || dropped.valueOf() === false)
                    throw (0,engine_chain/* unplayable */.sl)(`it renames ${known.name} to ${to}, which is there already`);
                await this.#drop(other);
            }
            const { database } = this.#server.connection;
            const rename = { renameCollection: `${database}.${known.name}`, to: `${database}.${to}` };
            await this.#server.ask(`rename ${known.name}`, () => this.#server.client.db('admin').command(rename));
            this.#catalog.rename(known, to);
        });
    }
    /** Options of a collection; those of an index wait until it is made. */
    async #change(played) {
        const { collMod: _name, index, noPadding: _padding, usePowerOf2Sizes: _sizes, ...options } = played.o;
        await this.#withKnownNow(played, async (known) => {
            if (index !== undefined)
                changeIndex(known, index);
            if (Object.keys(options).length === 0)
                return;
            await this.#server.command(`change ${known.name}`, { collMod: known.name, ...options });
            Object.assign(known.options, options);
        });
    }
    async #convert(played) {
        const { size } = played.o;
        await this.#withKnownNow(played, async (known) => {
            await this.#server.command(`make ${known.name} capped`, { convertToCapped: known.name, size });
            Object.assign(known.options, { capped: true, size });
        });
    }
    #withKnown(played, use) {
        const known = this.#mustBeThere(played);
        if (known !== undefined)
            use(known);
    }
    async #withKnownNow(played, use) {
        const known = this.#mustBeThere(played);
        if (known !== undefined)
            await use(known);
    }
    #mustBeThere({ known, uuid, target, isStrict }) {
        if (known === undefined && isStrict && !this.#catalog.isLeft(uuid, target))
            throw (0,engine_chain/* unplayable */.sl)(`it changes ${target}, which neither it nor the backup has`);
        return known;
    }
    #inDatabase(ns) {
        if (ns.startsWith(`${this.#database}.`))
            return ns.slice(this.#database.length + 1);
        throw this.#impossible(`renameCollection to another database`);
    }
    #impossible(name) {
        return new problem_0/* Problem */.AF('restore-failed', `the log of ${this.#database} cannot be played back: it says ${name}`, {
            hint: 'Restore to a moment before it; this program does not know that command.',
        });
    }
}

;// CONCATENATED MODULE: ./engine/mongodb/log/schema/views.js



/** A server logs its views as documents of this collection. */
const viewsName = 'system.views';
/** The views of the database that is played forward. They are made once everything else is there. */
class Views {
    #database;
    #documents = new Map();
    /** `database`: as the log calls it. */
    constructor(all, database) {
        this.#database = database;
        for (const { name, type, options } of all)
            if (type === 'view') {
                const document = Buffer.from(lib.BSON.serialize({ _id: `${database}.${name}`, ...options }));
                const { id } = touchedBy({ ...nowhere, o: document });
                this.#documents.set(keyOf(id), document);
            }
    }
    apply(entry) {
        const { id, change } = touchedBy(entry);
        const document = after(this.#documents.get(keyOf(id)), [change], () => undefined);
        if (document === undefined)
            this.#documents.delete(keyOf(id));
        else
            this.#documents.set(keyOf(id), document);
    }
    clear() {
        this.#documents.clear();
    }
    /** Without those that are the face of a time series, which no backup has. */
    collections() {
        return [...this.#documents.values()]
            .map((document) => lib.BSON.deserialize(document, exactly))
            .filter(({ viewOn }) => !String(viewOn).startsWith('system.buckets.'))
            .map(({ _id, ...options }) => ({
            name: String(_id).slice(this.#database.length + 1),
            ...{ type: 'view', options, indexes: [], uuid: undefined },
        }));
    }
}
const nowhere = {
    ...{ bytes: Buffer.alloc(0), elements: [], op: 'i', ns: viewsName, uuid: undefined, o2: undefined },
};

;// CONCATENATED MODULE: ./engine/mongodb/log/transaction.js





/** Large transactions are logged in several entries, and prepared ones before it is decided: they are done when they end, or not at all. */
class Transactions {
    #open = new Map();
    /** What is done when this entry is. @throws Problem `object-damaged` where the beginning of its transaction is missing. */
    take(entry) {
        if (entry.op !== 'c')
            return [entry];
        const { name, all } = commandOf(entry);
        if (name === 'abortTransaction') {
            this.#open.delete(idOf(entry));
            return [];
        }
        if (name === 'commitTransaction')
            return this.#ended(entry, []);
        const operations = fieldOf(all, 'applyOps');
        if (operations === undefined)
            return [entry];
        const inner = elementsOf(operations.value).map(({ value }) => operationOf(value));
        if (isBatch(entry))
            return inner;
        if (!transaction_isTrue(all, 'partialTxn') && !transaction_isTrue(all, 'prepare'))
            return this.#ended(entry, inner);
        const id = idOf(entry);
        const open = this.#before(entry) ?? { operations: [], last: entry.stamp };
        open.operations.push(...inner);
        open.last = entry.stamp;
        this.#open.set(id, open);
        return [];
    }
    #ended(entry, inner) {
        const open = this.#before(entry);
        this.#open.delete(idOf(entry));
        return [...(open?.operations ?? []), ...inner];
    }
    /** undefined: nothing came before. */
    #before(entry) {
        const previous = fieldOf(entry.elements, 'prevOpTime');
        const stamp = previous && stampIn(fieldOf(elementsOf(previous.value), 'ts'));
        if (stamp === undefined || (stamp.seconds === 0 && stamp.number === 0))
            return undefined;
        const open = this.#open.get(idOf(entry));
        if (open !== undefined && compareStamps(open.last, stamp) === 0)
            return open;
        throw (0,engine_chain/* unplayable */.sl)(`the transaction that goes on at ${textOf(entry.stamp)} has a part at ${textOf(stamp)}, which is missing`);
    }
}
function idOf({ elements, stamp }) {
    const [session, number] = [fieldOf(elements, 'lsid'), fieldOf(elements, 'txnNumber')];
    if (session === undefined || number === undefined)
        throw (0,engine_chain/* unplayable */.sl)(`the entry at ${textOf(stamp)} is of a transaction that it does not name`);
    return `${session.value.toString('hex')} ${numberIn(number)}`;
}
const transaction_isTrue = (elements, name) => {
    const element = fieldOf(elements, name);
    return element?.type === types.boolean && element.value[0] === 1;
};

;// CONCATENATED MODULE: ./engine/mongodb/log/player.js











/** What is done to documents. What else there is, but for commands, concerns the server alone. */
const changes = new Set(['i', 'u', 'd']);
/** Plays entries of a log onto a database that was restored, and has no indexes yet. */
class Player {
    #server;
    #options;
    #catalog;
    #views;
    #commands;
    #documents;
    #transactions = new Transactions();
    /** When the last entry that was played was logged. */
    reached;
    constructor(server, all, options) {
        this.#server = server;
        this.#options = options;
        this.#catalog = new Catalog(all);
        this.#views = new Views(all, options.database);
        this.#commands = new Commands(server, this.#catalog, options.database);
        this.#documents = new Documents(server);
    }
    /** Gives what there is then: its indexes and views are still to be made. */
    async play(entries) {
        for await (const entry of entries) {
            const isStrict = compareStamps(entry.stamp, this.#options.complete) > 0;
            try {
                for (const operation of this.#transactions.take(entry))
                    await this.#do(operation, isStrict);
            }
            catch (error) {
                // What no entry should say.
                if ((0,problem_0/* isProblem */.AN)(error))
                    throw error;
                throw (0,engine_chain/* unplayable */.sl)(`its entry at ${textOf(entry.stamp)} cannot be read: ${(0,problem_0/* messageOf */.bD)(error)}`);
            }
            this.reached = new Date(entry.earliest);
            this.#server.stopIfAborted();
        }
        await this.#documents.flush();
        return [...this.#catalog.collections(), ...this.#views.collections()];
    }
    async #do(entry, isStrict) {
        const { op, ns, uuid } = entry;
        const { database } = this.#options;
        if (!isOf(entry, database))
            return;
        const name = ns.slice(database.length + 1);
        if (op === 'c') {
            await this.#documents.flush();
            return await this.#commands.run(entry, isStrict);
        }
        if (!changes.has(op))
            return;
        if (name === viewsName)
            return this.#views.apply(entry);
        const known = this.#catalog.find(uuid, name) ?? (await this.#implied(entry, name, isStrict));
        if (known === undefined)
            return;
        const wait = this.#documents.add(known, entry, isStrict);
        if (wait !== undefined)
            await wait;
    }
    /** A collection that nothing was logged of before: of a server that does not log how one is made. */
    async #implied({ op, uuid, ns }, name, isStrict) {
        if (this.#catalog.isLeft(uuid, name) || isOfServer(name))
            return undefined;
        if (uuid === undefined && op === 'i')
            return await this.#commands.imply(name);
        if (isStrict)
            throw (0,engine_chain/* unplayable */.sl)(`it changes ${ns}, which neither it nor the backup has`);
        return undefined;
    }
}

;// CONCATENATED MODULE: ./engine/mongodb/log/replay.js
var replay_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var replay_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











function mongodbReplay(dump) {
    return {
        compare: comparePlaces,
        selectable: ({ collection = [], view = [] }) => [...collection, ...view],
        means: (pattern, name) => (0,selection/* matcher */.jN)(pattern)(name),
        recover: (chain, until, by, bench, signal, hear) => recover(chain, until, { by, bench, signal, dump, hear: hear ?? (() => undefined) }),
    };
}
async function recover(chain, until, how) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { bench, signal, by, dump } = how;
        const { full, increments, position } = chain;
        if (increments.length > 0)
            throw new problem_0/* Problem */.AF('object-damaged', 'MongoDB has no increments of a dump', { hint: problem_0/* remedy */.zL.damaged });
        const at = placeIn(position)?.dump;
        if (at === undefined)
            throw new problem_0/* Problem */.AF('object-damaged', `the backup does not say where in the log it lies: ${position.at.slice(0, 80)}`, {
                hint: problem_0/* remedy */.zL.damaged,
            });
        let doneBytes = 0;
        const played = playedLog(chain, until, (bytes) => {
            doneBytes += bytes;
            how.hear({ step: 'replay', doneBytes });
        });
        const { at: connectionAt, ...spec } = mongodbSandbox(full.facts, by.image);
        const started = replay_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const sandbox = started.use(await (0,runtime/* startReachableSandbox */.tU)(spec, { baseEnv: bench.baseEnv, label: bench.label, signal }));
        const connection = connectionAt(sandbox.address.host);
        const server = started.use(await Server.connect(connection, signal));
        how.hear({ step: 'base', doneBytes: 0 });
        const reached = await playOnto(server, chain, played, at, signal);
        const kept = started.move();
        const remove = async () => kept.disposeAsync();
        return {
            target: new MongodbTarget({ connection, services: {}, signal, remove }),
            reached,
            async objects() {
                const { all } = await listingOf(server);
                return { collection: all.map(({ name }) => name) };
            },
            dump: () => dump(sourceOf(connection.database, by.source), server),
            [Symbol.asyncDispose]: remove,
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = replay_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Restores the base into an empty server, and plays the log onto it before anything is indexed: nothing is in its way. */
async function playOnto(server, { full }, { entries }, at, signal) {
    let reached;
    await restoreMongodb(full, { overwrite: false, only: [] }, {
        ...{ server, throwAway: true, signal, anew: async () => server },
        async change(all) {
            const player = new Player(server, all, at);
            const there = await player.play(entries());
            reached = player.reached;
            return there;
        },
    });
    return reached;
}
/** As its source is dumped, and all of it; who may come in is not in the log of one database. */
const sourceOf = (database, source) => ({
    name: source?.name ?? database,
    line: source?.line ?? 0,
    collections: { include: [], exclude: [] },
    snapshot: true,
    users: false,
    allowEmpty: true,
});

;// CONCATENATED MODULE: ./engine/mongodb/log/log.js




;// CONCATENATED MODULE: ./engine/mongodb/dump.js
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














/** Bytes that are handed on at once. */
const dump_chunkBytes = 1024 * 1024;
/** How many documents a server gives at once, of large ones 16 MiB: of more, many small ones take much memory at once. */
const dump_batchSize = 1000;
/** The dump of a database: one archive, as mongodump writes it. */
function dumpMongodb(source, server) {
    let facts;
    let findings = [];
    let consistency = 'per-object';
    let place = {};
    async function* parts() {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if (source.users)
                await mustShowUsers(server, source);
            const position = await DumpPosition.ask(server, source);
            const listing = await listingOf(server);
            const all = taken(listing, source, server);
            const dumping = dump_addDisposableResource(env_1, new Dumping(server, all, source.snapshot, position), true);
            const body = external_node_stream_.Readable.from(dumping.chunks(), { objectMode: false, highWaterMark: 2 * dump_chunkBytes });
            try {
                yield { name: partName, compression: 'zstd', body };
                await (0,promises_.finished)(body);
            }
            finally {
                body.destroy();
            }
            const added = await mustStillBe(server, all, source);
            const users = source.users ? await usersOf(server) : undefined;
            if (users !== undefined) {
                const archive = external_node_stream_.Readable.from([users.archive], { objectMode: false });
                yield { name: usersPart, compression: 'zstd', body: archive };
                if (!archive.readableEnded)
                    return;
            }
            const counted = factsOf(serverFacts(server.info), all, Object.fromEntries(dumping.rows), dumping.bytes);
            place = await position.result();
            facts = { ...counted, objects: { ...counted.objects, ...users?.objects } };
            consistency = dumping.consistency;
            findings = [...added, ...position.findings, ...dumping.findings, ...ofOrder(listing.reordered, all)];
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
            if (facts === undefined)
                throw new problem_0/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem_0/* remedy */.zL.dump });
            const { product, version } = server.info;
            return { facts, findings, versions: { [product]: version }, consistency, ...place };
        },
    };
}
class Dumping {
    /** No object: a collection may be called `__proto__`. */
    rows = new Map();
    bytes = 0;
    consistency;
    findings;
    #server;
    #all;
    #position;
    #session;
    /** What no snapshot has. */
    #apart;
    #open;
    constructor(server, all, wanted, position) {
        const { info, client } = server;
        const version = versionOf(info.version);
        // FerretDB takes the option, and does not do it.
        const can = info.product === 'MongoDB' &&
            (info.replicaSet !== undefined || info.isRouter) &&
            !isBefore(version, { major: 5, minor: 0 });
        this.#server = server;
        this.#all = all;
        this.#position = position;
        this.#session = can && wanted ? client.startSession({ snapshot: true }) : undefined;
        const capped = all.filter(({ options }) => options['capped'] !== undefined).map(({ name }) => name);
        const apart = this.#session !== undefined && isBefore(version, { major: 8, minor: 0 }) ? capped : [];
        this.#apart = new Set(apart);
        this.consistency = this.#session !== undefined && apart.length === 0 ? 'snapshot' : 'per-object';
        this.findings = apart.length === 0 ? [] : [notInSnapshot(apart, info.version)];
    }
    async *chunks() {
        const { connection, info } = this.#server;
        const header = { serverVersion: info.version, toolVersion: 'backproof' };
        const announced = this.#all.map((one) => archivedOf(connection.database, one));
        yield* archiveStart(header, announced);
        for (const one of this.#all) {
            const block = new Block({ db: connection.database, collection: one.name });
            yield block.start();
            if (one.type === 'collection')
                for await (const documents of this.#documents(one))
                    yield block.add(documents);
            yield block.end();
        }
        this.#server.stopIfAborted();
    }
    /** As the server has them, many at once. */
    async *#documents(one) {
        const { name } = one;
        let count = 0;
        const session = this.#apart.has(name) ? undefined : this.#session;
        const { reads } = this.#position;
        const before = session === undefined ? await countOf(this.#server, name, {}, reads) : undefined;
        const cursor = this.#server.db
            .collection(name)
            .find({}, { raw: true, batchSize: dump_batchSize, ...(session === undefined ? reads : { session }) });
        this.#open = { name, cursor };
        const doing = `read ${name}`;
        let isRead = false;
        try {
            while (!isRead && (await this.#server.ask(doing, () => cursor.hasNext()))) {
                if (this.consistency === 'snapshot')
                    await this.#position.readsFromNow();
                const batch = batchOf(takeReply(cursor));
                count += batch.count;
                this.bytes += batch.documents.length;
                isRead = cursor.id?.isZero() === true;
                // Before the last is handed on: what is put in meanwhile is none that was missed.
                if (isRead && before !== undefined)
                    await this.#mustBeWhole(one, before, count);
                for (let from = 0; from < batch.documents.length; from += dump_chunkBytes)
                    yield batch.documents.subarray(from, from + dump_chunkBytes);
            }
            if (!isRead && before !== undefined)
                await this.#mustBeWhole(one, before, count);
        }
        finally {
            await this.#close();
        }
        this.rows.set(name, count);
    }
    /** A cursor on what is renamed ends without a word, and by its old name everything is as it was once that is undone. */
    async #mustBeWhole(one, before, read) {
        const { name } = one;
        if (!(await isStill(this.#server, one)))
            throw goneMeanwhile(this.#server, [name]);
        if (read >= before)
            return;
        const after = await countOf(this.#server, name, {}, this.#position.reads);
        if (read >= after)
            return;
        const { place } = this.#server.connection;
        throw new problem_0/* Problem */.AF('source-failed', `${place}: ${read} documents of ${name} came, and it had ${before} before and ${after} after`, { hint: 'Run it again, when nothing renames collections; a replica set is read in one snapshot instead.' });
    }
    /** Where it was not read to its end. Neither way is sure: it may be the server that is gone. */
    async #close() {
        if (this.#open === undefined)
            return;
        const { name, cursor } = this.#open;
        this.#open = undefined;
        const { id } = cursor;
        // Of a snapshot's session the driver asks for the end of a cursor as of that moment, too: servers refuse that.
        if (id !== undefined && !id.isZero() && this.#session !== undefined)
            await this.#server.db.command({ killCursors: name, cursors: [id] }).catch(() => undefined);
        await cursor.close().catch(() => undefined);
    }
    async [Symbol.asyncDispose]() {
        await this.#close();
        await this.#session?.endSession().catch(() => undefined);
    }
}
/** A cursor on what was dropped meanwhile finds nothing, and says nothing. */
async function mustStillBe(server, before, { collections }) {
    const { all } = await listingOf(server);
    const now = new Map(all.map((one) => [one.name, one]));
    const gone = before.filter(({ name, uuid, type }) => {
        const there = now.get(name);
        return there?.type !== type || there.uuid !== uuid;
    });
    if (gone.length > 0)
        throw goneMeanwhile(server, gone.map(({ name }) => name));
    const known = new Set(before.map(({ name }) => name));
    const isAll = collections.include.length === 0 && collections.exclude.length === 0;
    const added = isAll ? all.filter(({ name }) => !known.has(name)).map(({ name }) => name) : [];
    if (added.length === 0)
        return [];
    const message = `made while the backup ran, and not in it: ${(0,words/* namesSome */.Tc)(added)}`;
    return [{ level: 'note', blame: 'source', message }];
}
function goneMeanwhile({ connection }, names) {
    return new problem_0/* Problem */.AF('source-failed', `${connection.place}: dropped, or made anew, while the backup ran: ${(0,words/* namesSome */.Tc)(names)}`, { hint: 'Run it again, when nothing renames or drops collections.' });
}
function notInSnapshot(names, version) {
    const message = `MongoDB ${version} has no snapshots of capped collections, so these are of another moment: ${(0,words/* namesSome */.Tc)(names)}`;
    return { level: 'note', blame: 'source', message };
}
function ofOrder(names, all) {
    const ours = names.filter((name) => all.some((one) => one.name === name));
    if (ours.length === 0)
        return [];
    return [
        {
            level: 'warning',
            blame: 'source',
            message: `an index or an option names fields by digits alone, which a restore puts first: ${(0,words/* namesSome */.Tc)(ours)}`,
            hint: 'mongorestore keeps their order: docs/recovery.md says how a part is opened.',
        },
    ];
}

;// CONCATENATED MODULE: ./engine/mongodb/source.js
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








const listing = 'list the databases';
async function openMongodb(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const server = opened.use(await reach(connectionOf(source), services, signal));
        const all = taken(await listingOf(server), source, server);
        return new OpenMongodb(source, server, all, await sizeOf(server), opened.move());
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
class OpenMongodb {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    log;
    #source;
    #server;
    #all;
    #opened;
    #dumped = false;
    constructor(source, server, all, sizeBytes, opened) {
        this.server = serverFacts(server.info);
        this.sizeBytes = sizeBytes;
        this.log = new MongodbLog(server, source);
        this.#source = source;
        this.#server = server;
        this.#all = all;
        this.#opened = opened;
    }
    /** One document of each: whoever may list a collection may not read it for that. */
    async rehearse() {
        if (this.#source.users)
            await mustShowUsers(this.#server, this.#source);
        for (const { name, type } of this.#all)
            if (type === 'collection')
                await this.#server.ask(`read ${name}`, () => this.#server.db.collection(name).findOne({}, { raw: true }));
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpMongodb(this.#source, this.#server);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}
/** The names of all but the server's own. The server is asked for all: it refuses a user who sees only some. */
async function listMongodb(source, { services }, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const server = source_addDisposableResource(env_2, await reach(listingConnection(source), services, signal)
        // FerretDB lets every user see all, and knows no such wish.
        , true);
        // FerretDB lets every user see all, and knows no such wish.
        const all = server.info.product === 'FerretDB' ? {} : { authorizedDatabases: false };
        const { databases } = await server.command(listing, { listDatabases: 1, nameOnly: true, ...all });
        if (!Array.isArray(databases))
            throw server.problem(new Error('the answer has no databases'), listing);
        return databases.map(({ name }) => String(name)).filter((name) => !ownDatabases.includes(name));
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = source_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

;// CONCATENATED MODULE: ./engine/mongodb/mongodb.js









/** A database of MongoDB, read by its own driver and written as mongodump writes it. */
const mongodb = {
    name: 'mongodb',
    can: { selects: 'collection', restores: [] },
    open: (source, bench, signal) => openMongodb(source, bench, signal),
    list: (source, bench, signal) => listMongodb(source, bench, signal),
    servers: (source) => forwardable(source.databases ? listingConnection(source) : connectionOf(source)),
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => mongodbContents(backup, signal, required),
    async target(text, _by, { services }, signal) {
        return new MongodbTarget({ connection: parseMongodbUrl(text, '--into', '--into'), services, signal });
    },
    async sandbox(dumped, image, { baseEnv, label }, signal) {
        const { at, ...spec } = mongodbSandbox(dumped, image);
        const sandbox = await (0,runtime/* startReachableSandbox */.tU)(spec, { baseEnv, label, signal });
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new MongodbTarget({ connection: at(sandbox.address.host), services: {}, signal, remove });
    },
    replay: mongodbReplay(dumpMongodb),
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
