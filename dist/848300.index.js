export const id = 848300;
export const ids = [848300];
export const modules = {

/***/ 20455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ endOf)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);

const graceMs = 30_000;
/** The end of the work; of a run that is cancelled, it is waited for a while, so that what was made can be removed. */
async function endOf(work, signal) {
    const { promise: aborted, resolve } = Promise.withResolvers();
    const stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted)
        stop();
    try {
        const done = work.then((value) => ({ kind: 'done', value }));
        const first = await Promise.race([done, aborted]);
        if (first !== undefined && !signal.aborted)
            return first;
        const late = await Promise.race([work.catch(() => undefined), (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(graceMs, undefined, { ref: false })]);
        return { kind: 'cancelled', value: late };
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
        return { kind: 'cancelled', value: undefined };
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}


/***/ }),

/***/ 8254:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ sameKeyedServer),
/* harmony export */   r: () => (/* binding */ parseKeyedUrl)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8300);
/* harmony import */ var _server_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72328);



/** `typed`: where the URL comes from. */
function parseKeyedUrl(text, typed, place, { noun, port }) {
    const example = `https://API_KEY@host:${port}`;
    const schemes = { https: 'tls', http: 'plain' };
    const url = (0,_server_url_js__WEBPACK_IMPORTED_MODULE_2__/* .parseServerUrl */ .Ep)(text, typed, { noun, schemes, port, example, parameters: [] });
    const [address, ...others] = url.servers;
    if (others.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${typed}: the URL names several hosts`, { hint: `Write it as ${example}.` });
    const base = url.path.replace(/\/+$/, '');
    return {
        address,
        tls: url.tls,
        base: base === '' ? '' : `/${encodeURI(base)}`,
        // As a password it is taken too: some programs write it so.
        key: url.password || url.user,
        place,
        where: `${(0,_server_url_js__WEBPACK_IMPORTED_MODULE_2__/* .serversText */ .IF)(url)}${base === '' ? '' : `/${base}`}`,
    };
}
/** True where both are one server, whatever the key. */
function sameKeyedServer(one, other) {
    const named = ({ address: { host, port }, base }) => `${(0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .isLocal */ .IX)(host) ? '' : host}:${port}${base}`;
    return named(one) === named(other);
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

/***/ 15206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  meilisearch: () => (/* binding */ meilisearch)
});

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/http/keyed.js
var keyed = __webpack_require__(8254);
;// CONCATENATED MODULE: ./engine/meilisearch/connection.js

const rules = { noun: 'a Meilisearch server', port: 7700 };
const connectionOf = (source) => (0,keyed/* parseKeyedUrl */.r)(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`, rules);
const parseMeilisearchUrl = (text, place) => (0,keyed/* parseKeyedUrl */.r)(text, place, place, rules);

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./engine/json-part.js
var json_part = __webpack_require__(29379);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
;// CONCATENATED MODULE: ./engine/meilisearch/description.js



/** The part that says what the others are. It is the last that is written: without it there is no backup. */
const descriptionPart = 'indexes.json';
/** All indexes of the server, as it writes them. */
const dumpPart = 'meilisearch.dump';
const part = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    bytes: schemas/* number */.aig(),
    /** Of the part's bytes, in hex. */
    sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
});
const index = schemas/* object */.Ikc({
    uid: schemas/* string */.YjP(),
    primaryKey: schemas/* string */.YjP().nullable(),
    settings: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    /** Absent where documents were written while they were read. */
    documents: schemas/* number */.aig().optional(),
    /** Its documents, one in each line; absent: they are in the dump, or there are none. */
    part: part.optional(),
});
const description = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    server: schemas/* string */.YjP(),
    dump: part.optional(),
    indexes: schemas/* array */.YOg(index),
});
const readDescription = (backup) => (0,json_part/* readJsonPart */.Gp)(backup, descriptionPart, description);
/** The bytes of a part, which throw at its end at the latest unless they are what was written. */
async function* bytesOf(backup, { name, bytes, sha256 }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let length = 0;
    for await (const chunk of (await backup.open(name))) {
        length += chunk.length;
        hash.update(chunk);
        yield chunk;
    }
    if (length !== bytes)
        throw (0,json_part/* damagedPart */.xw)(name, `it has ${length} bytes, and ${bytes} were written`);
    if (hash.digest('hex') !== sha256)
        throw (0,json_part/* damagedPart */.xw)(name, 'it is not what was written');
}
/** All parts that hold documents. */
const partsOf = ({ dump, indexes }) => [
    ...(dump === undefined ? [] : [dump]),
    ...indexes.flatMap(({ part }) => part ?? []),
];

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ../../node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(36474);
;// CONCATENATED MODULE: ./engine/meilisearch/dump-reader.js





const mostJsonBytes = 64 * 1024 * 1024;
const metadata = schemas/* object */.Ikc({ primaryKey: schemas/* string */.YjP().nullish() });
/** Reads a dump of Meilisearch (a tar in gzip) as it passes: what each index has, counted. */
class DumpReader {
    #unpacking;
    #reading;
    #damaged;
    #documents;
    #found = new Map();
    #hasMetadata = false;
    #failure;
    /** `damaged`: what is said of one that is not whole. */
    constructor(damaged, documents = drain) {
        this.#damaged = damaged;
        this.#documents = documents;
        const gunzip = new DecompressionStream('gzip');
        this.#unpacking = gunzip.writable.getWriter();
        this.#reading = this.#read(gunzip.readable);
        this.#reading.catch((error) => {
            this.#failure = error;
            // Who writes waits for it to be read.
            this.#unpacking.abort(error).catch(() => undefined);
        });
        this.#unpacking.closed.catch(() => undefined);
    }
    async write(chunk) {
        try {
            // Its own memory: the chunk is passed on.
            await this.#unpacking.write(new Uint8Array(chunk));
        }
        catch (error) {
            throw this.#told(error);
        }
    }
    async end() {
        try {
            await this.#unpacking.close();
            await this.#reading;
        }
        catch (error) {
            throw this.#told(error);
        }
        if (!this.#hasMetadata)
            throw this.#damaged('it has no metadata.json');
        for (const [uid, { settings }] of this.#found)
            if (settings === undefined)
                throw this.#damaged(`it has no settings of index ${uid}`);
    }
    /** After the end; sorted. */
    indexes() {
        const found = [...this.#found].map(([uid, { settings = {}, ...index }]) => ({ uid, settings, ...index }));
        return found.sort((a, b) => (a.uid < b.uid ? -1 : 1));
    }
    destroy() {
        this.#unpacking.abort(new Error('it is not read any further')).catch(() => undefined);
    }
    async #read(plain) {
        const tar = (0,tar_stream.extract)();
        const pumping = (0,promises_.pipeline)(external_node_stream_.Readable.fromWeb(plain), tar);
        pumping.catch(() => undefined);
        for await (const entry of tar) {
            await this.#entry(entry.header, entry);
            entry.resume();
        }
        await pumping;
    }
    async #entry({ name, type }, content) {
        if (type !== 'file')
            return;
        const path = name.replace(/^\.\//, '');
        if (path === 'metadata.json') {
            this.#hasMetadata = true;
            return;
        }
        const [, uid, what] = /^indexes\/([^/]+)\/(metadata\.json|settings\.json|documents\.jsonl)$/.exec(path) ?? [];
        if (uid === undefined)
            return;
        const index = this.#found.get(uid) ?? { primaryKey: null, documents: 0 };
        this.#found.set(uid, index);
        if (what === 'settings.json')
            index.settings = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).parse(await this.#json(content));
        else if (what === 'metadata.json')
            index.primaryKey = metadata.parse(await this.#json(content)).primaryKey ?? null;
        else
            await this.#documents(uid, counting(content, () => index.documents++));
    }
    async #json(content) {
        const chunks = [];
        let length = 0;
        for await (const chunk of content) {
            length += chunk.length;
            if (length > mostJsonBytes)
                throw this.#damaged('it has settings of more than 64 MiB');
            chunks.push(chunk);
        }
        return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    }
    #told(error) {
        const first = this.#failure ?? error;
        if ((0,problem/* isProblem */.AN)(first))
            return first;
        return this.#damaged('it is not a dump of Meilisearch, or is cut off', first);
    }
}
async function drain(_uid, lines) {
    for await (const _ of lines) {
        // They are counted on their way.
    }
}
/** Whole lines; empty ones are left out. */
async function* counting(content, count) {
    for await (const lines of wholeLines(content)) {
        let at = 0;
        for (let end = lines.indexOf(0x0a); end >= 0; end = lines.indexOf(0x0a, at)) {
            if (end > at)
                count();
            at = end + 1;
        }
        yield lines;
    }
}
const mostLineBytes = 256 * 1024 * 1024;
/** The same bytes in pieces that end with a line. */
async function* wholeLines(content) {
    let open = [];
    let openBytes = 0;
    for await (const chunk of content) {
        const end = chunk.lastIndexOf(0x0a) + 1;
        if (end > 0) {
            yield Buffer.concat([...open, chunk.subarray(0, end)]);
            open = [];
            openBytes = 0;
        }
        if (end < chunk.length) {
            open.push(Buffer.from(chunk.subarray(end)));
            openBytes += chunk.length - end;
            if (openBytes > mostLineBytes)
                throw new Error('a document is longer than 256 MiB');
        }
    }
    if (openBytes > 0)
        yield Buffer.concat([...open, Buffer.from('\n')]);
}

;// CONCATENATED MODULE: ./engine/meilisearch/contents.js




/** Reads all parts to their ends. */
async function meilisearchContents(backup, signal, required = []) {
    const description = await readDescription(backup);
    const { indexes } = description;
    await readDocuments(backup, description, indexes, signal);
    const names = indexes.map(({ uid, documents }) => `index ${uid} (${documents ?? 'an unknown number of'} documents)`);
    const there = new Set(indexes.map(({ uid }) => uid));
    return { names, missing: required.filter((name) => !there.has(name)) };
}
/**
 * Gives the documents of these indexes, whole lines at a time, and reads every part that has some to its end.
 * @throws Problem `object-damaged` at that end at the latest, unless it is what was written.
 */
async function readDocuments(backup, { dump }, indexes, signal, take = async (_uid, lines) => {
    for await (const _ of lines)
        (0,problem/* stopIfAborted */.NI)(signal);
}) {
    for (const { uid, part } of indexes)
        if (part !== undefined)
            await take(uid, wholeLines(bytesOf(backup, part)));
    if (dump !== undefined)
        await readDump(backup, dump, indexes, signal, take);
}
async function readDump(backup, dump, indexes, signal, take) {
    const wanted = new Set(indexes.filter(({ part }) => part === undefined).map(({ uid }) => uid));
    const passed = new Map();
    const reader = new DumpReader((because) => (0,json_part/* damagedPart */.xw)(dump.name, because), async (uid, lines) => {
        if (wanted.has(uid))
            await take(uid, lines);
        for await (const _ of lines)
            (0,problem/* stopIfAborted */.NI)(signal);
    });
    try {
        for await (const chunk of bytesOf(backup, dump)) {
            (0,problem/* stopIfAborted */.NI)(signal);
            await reader.write(chunk);
        }
        await reader.end();
    }
    finally {
        reader.destroy();
    }
    for (const { uid, documents } of reader.indexes())
        passed.set(uid, documents ?? 0);
    for (const { uid, documents } of indexes)
        if (documents !== undefined && wanted.has(uid) && passed.get(uid) !== documents)
            throw (0,json_part/* damagedPart */.xw)(dump.name, `it has ${passed.get(uid) ?? 0} documents of ${uid}, and ${documents} were counted`);
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/http/answer.js
var http_answer = __webpack_require__(83172);
// EXTERNAL MODULE: ./engine/http/client.js + 2 modules
var client = __webpack_require__(47263);
// EXTERNAL MODULE: ./engine/http/segment.js
var segment = __webpack_require__(86073);
;// CONCATENATED MODULE: ./engine/meilisearch/indexes.js
const tries = 5;
const mostListed = 100_000;
/** All indexes by name. A page is of the moment when it is asked for: where one does not hold all, two listings have to agree. */
async function allIndexes(page, problem) {
    let before;
    for (let tried = 0; tried < tries; tried++) {
        const listing = await listed(page);
        const indexes = [...(listing?.indexes ?? [])].sort((a, b) => (a.uid < b.uid ? -1 : 1));
        if (listing?.pages === 1)
            return indexes;
        const names = listing && JSON.stringify(indexes.map(({ uid }) => uid));
        if (names !== undefined && names === before)
            return indexes;
        before = names;
    }
    throw problem(`its list of indexes is not the same twice, or is not as long as it says, in ${tries} readings`, 'Run it again when nobody creates or deletes indexes; if it fails again, look at the log of the server.');
}
/** undefined: it changed meanwhile, or is not what it says. */
async function listed(page) {
    const found = new Map();
    let total;
    for (let pages = 1; found.size <= mostListed; pages++) {
        const next = await page(found.size);
        if (total !== undefined && next.total !== total)
            return undefined;
        total = next.total;
        for (const index of next.results) {
            if (found.has(index.uid))
                return undefined;
            found.set(index.uid, index);
        }
        if (found.size >= total)
            return { indexes: [...found.values()], pages };
        if (next.results.length === 0)
            return undefined;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./engine/meilisearch/page.js

const rest = schemas/* object */.Ikc({ results: schemas/* array */.YOg(schemas/* never */.ZmZ()), total: schemas/* number */.aig() });
const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const opening = new Set([0x7b, 0x5b]);
const closing = new Set([0x7d, 0x5d]);
/** undefined: it is no page. */
function parsePage(bytes) {
    const found = resultsIn(bytes);
    if (found === undefined)
        return undefined;
    const { documents, from, to } = found;
    try {
        // What is left of it is small, and parsed as any JSON.
        const text = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]).toString('utf8');
        const parsed = rest.safeParse(JSON.parse(text));
        return parsed.success ? { documents, total: parsed.data.total } : undefined;
    }
    catch {
        return undefined;
    }
}
/** What the list `results` of the outermost object holds, and where. */
function resultsIn(bytes) {
    const list = /^\s*\{(?:\s*"(?!results")\w+"\s*:\s*[\w.-]+\s*,)*\s*"results"\s*:\s*\[/.exec(bytes.toString('latin1', 0, 1000));
    if (list === null)
        return undefined;
    const from = list[0].length;
    const documents = [];
    let depth = 0;
    let start = from;
    const take = (end) => {
        const document = oneLine(bytes.subarray(start, end));
        if (document.length > 0)
            documents.push(document);
        start = end + 1;
    };
    for (let at = from; at < bytes.length; at++) {
        const byte = bytes[at];
        if (byte === quote)
            at = endOfText(bytes, at);
        else if (opening.has(byte))
            depth++;
        else if (closing.has(byte) && --depth < 0) {
            take(at);
            return { documents, from, to: at };
        }
        else if (byte === comma && depth === 0)
            take(at);
    }
    return undefined;
}
function endOfText(bytes, start) {
    for (let at = start + 1; at < bytes.length; at++) {
        if (bytes[at] === backslash)
            at++;
        else if (bytes[at] === quote)
            return at;
    }
    return bytes.length;
}
/** Inside of texts JSON has no line's end: those between them say nothing. */
function oneLine(document) {
    const isSpace = (byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    let [from, to] = [0, document.length];
    while (from < to && isSpace(document[from]))
        from++;
    while (to > from && isSpace(document[to - 1]))
        to--;
    const trimmed = document.subarray(from, to);
    if (!trimmed.includes(0x0a) && !trimmed.includes(0x0d))
        return trimmed;
    return trimmed.map((byte) => (byte === 0x0a || byte === 0x0d ? 0x20 : byte));
}

;// CONCATENATED MODULE: ./engine/meilisearch/version.js

/** The first that shows the vectors of documents without an experimental feature. */
const oldest = { major: 1, minor: 13 };
/** undefined: it is none. */
function parseVersion(text) {
    const [, major, minor] = /^(\d{1,4})\.(\d{1,4})\.\d{1,5}(?:[-+].*)?$/.exec(text) ?? [];
    return major === undefined || minor === undefined ? undefined : { text, major: Number(major), minor: Number(minor) };
}
const isBefore = (one, other) => one.major < other.major || (one.major === other.major && one.minor < other.minor);
function mustBeKnown(version, where) {
    if (!isBefore(version, oldest))
        return;
    throw new problem/* Problem */.AF('tool-version', `Meilisearch at ${where} is ${version.text}; ${oldest.major}.${oldest.minor} is the oldest known`, { hint: 'Upgrade the server: its documentation says how.' });
}
/** An older server does not know all settings of a newer one. */
function mustTake(server, where, backup) {
    if (!isBefore(server, backup))
        return;
    throw new problem/* Problem */.AF('tool-version', `the backup is of Meilisearch ${backup.text}, and ${where} is the older ${server.text}`, {
        hint: `Restore into Meilisearch ${backup.major}.${backup.minor} or newer.`,
    });
}

;// CONCATENATED MODULE: ./engine/meilisearch/server.js









const server_index = schemas/* object */.Ikc({
    uid: schemas/* string */.YjP(),
    primaryKey: schemas/* string */.YjP().nullable(),
    /** Goes with the documents where indexes are swapped. */
    createdAt: schemas/* string */.YjP(),
    updatedAt: schemas/* string */.YjP(),
});
const stats = schemas/* object */.Ikc({
    numberOfDocuments: schemas/* number */.aig(),
    rawDocumentDbSize: schemas/* number */.aig().default(0),
    avgDocumentSize: schemas/* number */.aig().default(0),
});
/** Every version has these; what a proxy says instead has not. */
const settings = schemas/* looseObject */._H3({
    rankingRules: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    searchableAttributes: schemas/* array */.YOg(schemas/* unknown */.L5J()),
    filterableAttributes: schemas/* array */.YOg(schemas/* unknown */.L5J()),
});
const task = schemas/* object */.Ikc({
    uid: schemas/* number */.aig(),
    status: schemas/* enum */.k5n(['enqueued', 'processing', 'succeeded', 'failed', 'canceled']),
    error: schemas/* object */.Ikc({ message: schemas/* string */.YjP(), code: schemas/* string */.YjP().nullish() }).nullish(),
    details: schemas/* object */.Ikc({ dumpUid: schemas/* string */.YjP().nullish() }).nullish(),
});
/** What the keys of Meilisearch call what they allow. */
const rights = 'Check the key in the URL (its password). A backup needs a key with the actions version, indexes.get, stats.get, settings.get and documents.get for all indexes (with dump-dir: version, indexes.get, stats.get, dumps.create and tasks.get); a restore version, indexes.get, stats.get, settings.get, indexes.create, indexes.delete, settings.update, documents.add and tasks.get.';
const mostPageBytes = 256 * 1024 * 1024;
const mostInList = 10_000;
const longSilenceMs = 30 * 60_000;
/** How long a task may stay as it is: others may come before it, and a dump of much takes hours. */
const standardTaskMs = 6 * 60 * 60_000;
/** Meilisearch's API over HTTP. */
class Meilisearch {
    where;
    #http;
    #signal;
    #taskMs;
    constructor({ address, tls, base, key, place, where }, services, signal, taskMs = standardTaskMs) {
        this.#taskMs = taskMs;
        const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
        this.where = where;
        this.#signal = signal;
        this.#http = new client/* HttpClient */.Q({ address, tls, base, services, place, headers, rights }, signal);
    }
    problem(message, hint, cause) {
        return this.#http.problem(message, hint, cause);
    }
    async version() {
        const { pkgVersion } = await this.#get('/version', schemas/* object */.Ikc({ pkgVersion: schemas/* string */.YjP() }));
        const version = parseVersion(pkgVersion);
        if (version === undefined)
            throw this.#strange('GET /version');
        return version;
    }
    /** Sorted by name. */
    async indexes() {
        const list = schemas/* object */.Ikc({ results: schemas/* array */.YOg(server_index), total: schemas/* number */.aig() });
        return await allIndexes((offset) => this.#get(`/indexes?limit=${mostInList}&offset=${offset}`, list), (message, hint) => this.problem(message, hint));
    }
    index(uid) {
        return this.#get(pathOf(uid), server_index);
    }
    stats(uid) {
        return this.#get(`${pathOf(uid)}/stats`, stats);
    }
    settings(uid) {
        return this.#get(`${pathOf(uid)}/settings`, settings);
    }
    /** In the order of the server's own numbers. */
    async documents(uid, offset, limit) {
        const path = `${pathOf(uid)}/documents/fetch`;
        const body = JSON.stringify({ offset, limit, retrieveVectors: true });
        const headers = { 'content-type': 'application/json' };
        const answer = await this.#http.ask({ method: 'POST', path, body, headers, silenceMs: longSilenceMs });
        const bytes = await (0,http_answer/* wholeBody */.g3)(answer.body, mostPageBytes);
        if (bytes === undefined)
            throw this.problem(`${limit} documents of ${uid} are more than ${mostPageBytes} bytes`, 'Use dump-dir, which reads no pages.');
        return parsePage(bytes) ?? Promise.reject(this.#strange(`POST ${path}`));
    }
    create(uid, primaryKey) {
        return this.#done('POST', '/indexes', { json: { uid, primaryKey } }, `creating index ${uid}`);
    }
    update(uid, settings) {
        return this.#done('PATCH', `${pathOf(uid)}/settings`, { json: settings }, `the settings of ${uid}`);
    }
    /** Lines of JSON. */
    add(uid, lines) {
        const headers = { 'content-type': 'application/x-ndjson' };
        return this.#done('POST', `${pathOf(uid)}/documents`, { body: lines, headers }, `documents of ${uid}`);
    }
    /** No failure where there is none. */
    async remove(uid) {
        const what = `deleting index ${uid}`;
        const task = await this.#task('DELETE', pathOf(uid), {}, what);
        if (task.status !== 'succeeded' && task.error?.code !== 'index_not_found')
            throw this.#failed(task, what);
    }
    /** The name of its file, without its ending. */
    async dump() {
        const { details } = await this.#done('POST', '/dumps', {}, 'the dump');
        if (!details?.dumpUid)
            throw this.#strange('GET /tasks');
        return details.dumpUid;
    }
    async [Symbol.asyncDispose]() {
        await this.#http[Symbol.asyncDispose]();
    }
    async #done(method, path, content, what) {
        const task = await this.#task(method, path, content, what);
        if (task.status === 'succeeded')
            return task;
        throw this.#failed(task, what);
    }
    /** What is accepted is not done yet, and may fail: only its task tells. */
    async #task(method, path, content, what) {
        const { json } = await this.#http.json({ method, path, ...content, silenceMs: longSilenceMs });
        const accepted = schemas/* object */.Ikc({ taskUid: schemas/* number */.aig() }).safeParse(json);
        if (!accepted.success)
            throw this.#strange(`${method} ${path}`);
        let [status, stayedMs] = ['', 0];
        for (let waitMs = 10;; waitMs = Math.min(waitMs * 1.5, 1000)) {
            const found = await this.#get(`/tasks/${accepted.data.taskUid}`, task);
            if (!['enqueued', 'processing'].includes(found.status))
                return found;
            if (found.status !== status)
                [status, stayedMs] = [found.status, 0];
            if (stayedMs > this.#taskMs)
                throw this.#stuck(found, what);
            stayedMs += waitMs;
            // Whoever is cancelled hears of it at the next request.
            await (0,external_node_timers_promises_.setTimeout)(waitMs, undefined, { signal: this.#signal }).catch(() => undefined);
        }
    }
    #stuck({ uid, status }, what) {
        return this.problem(`${what} does not end: task ${uid} is ${status} for ${(0,words/* formatDuration */.a3)(this.#taskMs)}`, `Look at the log and the load of the server, and at GET /tasks/${uid}.`);
    }
    #failed({ uid, status, error }, what) {
        return this.problem(`${what} failed (task ${uid}): ${(0,words/* oneLine */.TN)(error?.message ?? `it was ${status}`, 300)}`, 'Look at the log of the server.');
    }
    async #get(path, result) {
        const { json } = await this.#http.json({ method: 'GET', path });
        const parsed = result.safeParse(json);
        if (parsed.success)
            return parsed.data;
        throw this.#strange(`GET ${path.split('?')[0]}`);
    }
    #strange(request) {
        return this.problem(`its answer to ${request} is not Meilisearch's`, 'Check host and port of the URL: Meilisearch answers HTTP at port 7700.');
    }
}
const pathOf = (uid) => `/indexes/${(0,segment/* segment */.m)(uid)}`;

;// CONCATENATED MODULE: ./engine/meilisearch/sandbox.js
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




const port = 7700;
/** The server of a proof: of the dumped one's version, without a key, because nobody but this machine reaches it. */
const meilisearchSandbox = ({ server }, image) => ({
    image: image ?? imageOf(server?.version),
    env: { MEILI_NO_ANALYTICS: 'true', MEILI_ENV: 'development' },
    args: [],
    port,
    timeoutMs: 120_000,
    async ready(address, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, new Meilisearch(at(address), {}, signal), true);
            await client.indexes();
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
    },
});
/** The throw-away server at this host. */
const at = ({ host }) => parseMeilisearchUrl(`http://${host}:${port}`, 'the throw-away server');
function imageOf(version = '') {
    if (parseVersion(version) !== undefined)
        return `getmeili/meilisearch:v${version}`;
    throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no version of Meilisearch', { hint: problem/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./engine/grace.js
var grace = __webpack_require__(20455);
;// CONCATENATED MODULE: ./engine/meilisearch/dump-file.js
var dump_file_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var dump_file_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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







async function takeDump(opening, folder) {
    // Before the server makes what nobody could delete.
    await mustBeFolder(opening.source, folder);
    const file = (0,external_node_path_.join)(folder, `${await make(opening, folder)}.dump`);
    const damaged = (because, cause) => opening.server.problem(`${file} is not whole: ${because}`, 'Look at the disk and the log of the server.', cause);
    const reader = new DumpReader(damaged);
    const handle = await opened(opening, file);
    // What cannot be deleted now is tried again at the end, which tells.
    let isGone = await (0,external_node_fs_promises_.rm)(file).then(() => true, () => false);
    return {
        bytes: dump_file_bytesOf(handle, reader),
        indexes: () => reader.indexes(),
        async remove(failure) {
            await handle.close();
            try {
                if (!isGone)
                    await (0,external_node_fs_promises_.rm)(file);
                isGone = true;
                return undefined;
            }
            catch (error) {
                if (failure !== undefined)
                    return void (0,problem/* noteAlso */.Gv)(failure, error);
                return {
                    level: 'warning',
                    blame: 'source',
                    message: `the dump ${file} stays on the disk: ${(0,problem/* messageOf */.bD)(error)}`,
                    hint: 'Delete it, and let this user delete in that folder.',
                };
            }
        },
    };
}
/** A dump is read there, and removed. */
async function mustBeFolder({ name }, folder) {
    try {
        await (0,external_node_fs_promises_.access)(folder, external_node_fs_promises_.constants.R_OK | external_node_fs_promises_.constants.W_OK | external_node_fs_promises_.constants.X_OK);
    }
    catch (cause) {
        throw new problem/* Problem */.AF('source-failed', `source ${name}: dump-dir ${folder} cannot be used: ${(0,words/* reasonOf */.A3)(cause)}`, {
            hint: 'Mount the folder of the server (its --dump-dir) on this machine, and let this user read it and delete in it.',
            cause,
        });
    }
}
/** Its name is known when it is made, and not before: so whoever cancels waits for that a while. */
async function make({ connection, services, signal }, folder) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        (0,problem/* stopIfAborted */.NI)(signal);
        const ending = new AbortController();
        const _ = dump_file_addDisposableResource(env_1, { [Symbol.dispose]: () => ending.abort() }, false);
        const server = dump_file_addDisposableResource(env_1, new Meilisearch(connection, services, ending.signal), true);
        const { kind, value } = await (0,grace/* endOf */.p)(server.dump(), signal);
        if (kind === 'done')
            return value;
        const error = (0,problem/* cancelled */.KW)(signal);
        if (value === undefined)
            throw new problem/* Problem */.AF('cancelled', `${error.message}; a dump that the server still makes stays in ${folder}`, {
                hint: 'Look at the newest tasks of the server (GET /tasks), and delete that file.',
                cause: error,
            });
        await (0,external_node_fs_promises_.rm)((0,external_node_path_.join)(folder, `${value}.dump`), { force: true }).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = dump_file_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function opened({ server, source }, file) {
    try {
        return await (0,external_node_fs_promises_.open)(file);
    }
    catch (cause) {
        throw server.problem(`the server made a dump, which stays on its disk, because ${file} cannot be read: ${(0,words/* reasonOf */.A3)(cause)}`, `Set dump-dir of source ${source.name} to where this machine has mounted the server's folder of dumps (its --dump-dir), and delete that file there.`, cause);
    }
}
async function* dump_file_bytesOf(handle, reader) {
    try {
        const stream = handle.createReadStream({ highWaterMark: 256 * 1024, autoClose: false });
        for await (const chunk of stream) {
            await reader.write(chunk);
            yield chunk;
        }
        await reader.end();
    }
    finally {
        reader.destroy();
    }
}

;// CONCATENATED MODULE: ./engine/meilisearch/facts.js

const serverFacts = ({ text, major }) => ({ version: text, major, settings: {} });
function factsOf(version, sizeBytes, indexes) {
    const counted = indexes.flatMap(({ uid, documents }) => (documents === undefined ? [] : [[uid, documents]]));
    return {
        version: 1,
        engine: 'meilisearch',
        server: serverFacts(version),
        sizeBytes,
        rows: Object.fromEntries(counted),
        objects: {
            // Also of a server that agreed to be empty.
            server: ['Meilisearch'],
            index: indexes.map(({ uid }) => uid).sort(),
            'primary key': indexes.flatMap(({ uid, primaryKey }) => (primaryKey ? [`${uid} ${primaryKey}`] : [])).sort(),
            setting: indexes.flatMap(({ uid, settings }) => settingLines(settings).map((line) => `${uid} ${line}`)).sort(),
        },
    };
}
/** The facts of a server, of the indexes that others are of. `left`: embedders that were left out on purpose, by index. */
async function liveFacts(server, like, left, counted = () => { }) {
    const wanted = new Set(like.objects['index']);
    const found = [];
    for (const { uid, primaryKey } of await server.indexes()) {
        if (!wanted.has(uid))
            continue;
        const live = await server.settings(uid);
        const settings = { ...live, embedders: { ...(live['embedders'] ?? {}), ...left.get(uid) } };
        if (!Object.hasOwn(like.rows, uid)) {
            found.push({ uid, primaryKey, settings });
            continue;
        }
        const { numberOfDocuments: documents } = await server.stats(uid);
        counted(documents);
        found.push({ uid, primaryKey, settings, documents });
    }
    return factsOf(await server.version(), like.sizeBytes, found);
}
/**
 * What of the settings is compared, as lines: so a newer server's additions are no difference. Of embedders their names alone,
 * because a server hides their keys, and a proof has them not ask anybody.
 */
function settingLines({ embedders, ...settings }) {
    return [...lines(settings, []), ...Object.keys((embedders ?? {})).map((name) => `embedders.${name}`)];
}
function lines(value, path) {
    if (value === null || value === undefined)
        return [];
    if (typeof value !== 'object' || Array.isArray(value))
        return [`${path.join('.')}=${facts_short(JSON.stringify(value))}`];
    return Object.entries(value).flatMap(([key, inside]) => lines(inside, [...path, key]));
}
const facts_short = (text) => text.length <= 200 ? text : `${text.slice(0, 60)}... (SHA-256 ${(0,external_node_crypto_.createHash)('sha256').update(text).digest('hex')})`;

// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
;// CONCATENATED MODULE: ./engine/meilisearch/listing.js

/** What the policy takes of what is there now. */
async function indexesOf(source, server) {
    const all = await server.indexes();
    const uids = all.map(({ uid }) => uid);
    const unmatched = (0,selection/* notThere */._)(`source ${source.name}`, 'indexes', 'index');
    const names = new Set((0,selection/* selected */.wH)(uids, source.indexes, 'index', unmatched));
    if (names.size === 0 && !source.allowEmpty)
        throw server.problem('there are no indexes to back up', 'Check that the URL names the right server, that its key may see indexes, and what indexes includes; allow-empty: true agrees to a backup of nothing.');
    if (names.size > mostIndexes)
        throw server.problem(`${names.size} indexes are more than the ${mostIndexes} that one backup takes`, 'Make several sources, each with its own indexes: { include: [...] }, or set dump-dir.');
    return all.filter(({ uid }) => names.has(uid));
}
/** A manifest names every part. */
const mostIndexes = 800;

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./engine/http/refusal.js
var refusal = __webpack_require__(6644);
;// CONCATENATED MODULE: ./engine/meilisearch/pages.js





const smallBytes = 8 * 1024 * 1024;
const pages_tries = 3;
/**
 * A page is of the moment when it is asked for, and what is written in between may move documents over its edge. A small index
 * is held, and read again where it was written to; a large one streams.
 */
async function readIndex(opening, uid) {
    for (let tried = 1;; tried++) {
        const before = await stateOf(opening.server, uid);
        const pages = pagesOf(opening, uid, before.counted);
        const held = [];
        let bytes = 0;
        let next = await pages.next();
        for (; next.done !== true && bytes < smallBytes; next = await pages.next()) {
            held.push(next.value);
            bytes += next.value.length;
        }
        if (next.done !== true)
            return streamed(opening, uid, before, held, next.value, pages);
        const read = await settled(opening, uid, before, next.value, tried < pages_tries);
        if (read === 'miscounted' || (read.documents === undefined && tried < pages_tries))
            continue;
        return { isEmpty: held.length === 0, lines: each(held), end: async () => read };
    }
}
function streamed(opening, uid, before, held, next, pages) {
    let read;
    async function* lines() {
        yield* held;
        yield next;
        const count = yield* pages;
        read = (await settled(opening, uid, before, count, false));
    }
    return {
        isEmpty: false,
        lines: lines(),
        async end() {
            if (read === undefined)
                throw new Error('an index is read to its end first');
            return read;
        },
    };
}
async function* each(held) {
    yield* held;
}
/**
 * The end of a reading. Of an index that was written to, the state after it is kept: its documents may have a key only since.
 * @throws Problem where the server's own count is another, although nobody wrote; `again`: that is told instead.
 */
async function settled({ server }, uid, before, documents, again) {
    for (let asked = 1;; asked++) {
        const after = await stateOf(server, uid);
        const { primaryKey, settings, createdAt, counted } = after;
        const read = { primaryKey, settings, createdAt, createdBefore: before.createdAt };
        if (!(0,external_node_util_.isDeepStrictEqual)(after, before))
            return { ...read, documents: undefined };
        if (documents === counted)
            return { ...read, documents };
        if (!again && asked > 1)
            throw server.problem(`index ${uid} gives ${documents} documents, and the server counts ${counted} in it`, 'Look at the log of the server; then run it again.');
        // Its count may be a moment late.
        await (0,external_node_timers_promises_.setTimeout)(lateMs);
        if (again)
            return 'miscounted';
    }
}
const lateMs = 500;
async function stateOf(server, uid) {
    return await ofIndex(server, uid, async () => {
        const { primaryKey, createdAt, updatedAt } = await server.index(uid);
        const settings = await server.settings(uid);
        const { numberOfDocuments: counted } = await server.stats(uid);
        return { primaryKey, createdAt, updatedAt, settings, counted };
    });
}
/** What is asked of an index that was in the list. */
async function ofIndex(server, uid, ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (!(error instanceof refusal/* HttpRefusal */.P_) || error.status !== 404)
            throw error;
        throw gone(server, uid, error);
    }
}
const gone = (server, uid, cause) => server.problem(`index ${uid} is gone since it was listed: ${cause.reason}`, `Run the backup again; if ${uid} is often made anew, leave it out: indexes: { exclude: [${uid}] }.`, cause);
const pageBytes = 2 * 1024 * 1024;
const mostDocuments = 1000;
/**
 * Gives at its end how many documents came.
 * @throws Problem for a server that gives no more although it has more, the same again, or more than it has.
 */
async function* pagesOf({ server, signal }, uid, counted) {
    const { avgDocumentSize } = await ofIndex(server, uid, () => server.stats(uid));
    const fitting = Math.floor(pageBytes / Math.max(1, avgDocumentSize));
    const limit = Math.max(1, Math.min(mostDocuments, fitting));
    const seen = new Set();
    let most = counted;
    for (let offset = 0;;) {
        (0,problem/* stopIfAborted */.NI)(signal);
        const { documents, total } = await ofIndex(server, uid, () => server.documents(uid, offset, limit));
        const wrong = (because) => server.problem(`index ${uid} ${because}, and says that it has ${total}`, 'Look at the log of the server; then run it again.');
        if (documents.length === 0 && offset < total)
            throw wrong(`gives no document after the first ${offset}`);
        offset += documents.length;
        if (documents.length > 0) {
            const page = Buffer.concat(documents.flatMap((document) => [document, newline]));
            const digest = (0,external_node_crypto_.createHash)('sha256').update(page).digest('base64');
            if (seen.has(digest))
                throw wrong(`gives the same documents again before the first ${offset}`);
            seen.add(digest);
            yield page;
        }
        if (offset >= total)
            return offset;
        if (offset <= most)
            continue;
        // Somebody may be writing.
        most = (await ofIndex(server, uid, () => server.stats(uid))).numberOfDocuments;
        if (offset > most)
            throw wrong(`gives ${offset} documents and more, although the server counts ${most}`);
    }
}
const newline = Buffer.from('\n');

;// CONCATENATED MODULE: ./engine/meilisearch/dump.js











/** The documents, by pages or in a dump of the server's own, and at last what says what is where. */
function dumpMeilisearch(opening) {
    const { source, version } = opening;
    let result;
    async function* parts() {
        const findings = [];
        const isDump = source.dumpDir !== undefined;
        const kept = yield* isDump ? dumped(opening, source.dumpDir, findings) : paged(opening, findings);
        const description = { version: 1, server: version.text, ...kept };
        const body = (0,json_part/* jsonBody */.J9)(description);
        yield { name: descriptionPart, compression: 'zstd', body };
        if (!body.readableEnded)
            return;
        const sizeBytes = partsOf(description).reduce((sum, { bytes }) => sum + bytes, 0);
        result = {
            facts: factsOf(version, sizeBytes, kept.indexes),
            findings,
            versions: { meilisearch: version.text },
            consistency: isDump ? 'snapshot' : 'none',
        };
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (result === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return result;
        },
    };
}
async function* paged(opening, findings) {
    const { source, server, signal } = opening;
    const indexes = [];
    const listed = await indexesOf(source, server);
    for (const [place, index] of listed.entries()) {
        const { uid } = index;
        const reading = await readIndex(opening, uid);
        const part = reading.isEmpty ? {} : yield* written(`index-${place + 1}.ndjson`, reading, signal);
        const { primaryKey, settings: read, documents, createdBefore, createdAt } = await reading.end();
        for (const created of [createdBefore, createdAt])
            mustBeItself(opening, listed, index, created);
        const { settings, hidden } = withoutHidden(read);
        const counted = documents === undefined ? {} : { documents };
        indexes.push({ uid, primaryKey, settings, ...counted, ...part });
        if (hidden.length > 0)
            findings.push(unseen(uid, hidden));
    }
    findings.push(...uncounted(indexes));
    return { indexes };
}
/**
 * Indexes that are swapped while they are read one by one would give the documents of one twice, and of the other not at all: what moves
 * with the documents is when they were created.
 */
function mustBeItself({ server }, listed, { uid, createdAt }, now) {
    if (now === createdAt)
        return;
    const other = listed.find((one) => one.uid !== uid && one.createdAt === now);
    if (other === undefined)
        return;
    throw server.problem(`index ${uid} was swapped with ${other.uid} while they were read, so documents would be missing`, 'Run the backup again when nobody swaps indexes, or set dump-dir.');
}
/** An empty part would be no part of a backup. */
async function* written(name, { lines }, signal) {
    const passing = new Passing(lines, signal);
    yield* passing.part(name, 'zstd');
    return { part: passing.kept(name) };
}
async function* dumped(opening, folder, findings) {
    const wanted = new Set((await indexesOf(opening.source, opening.server)).map(({ uid }) => uid));
    const taken = await takeDump(opening, folder);
    let failure;
    try {
        const passing = new Passing(taken.bytes, opening.signal);
        // Compressed already.
        yield* passing.part(dumpPart, 'none');
        const indexes = taken.indexes().filter(({ uid }) => wanted.has(uid));
        return { dump: passing.kept(dumpPart), indexes: [...indexes] };
    }
    catch (error) {
        failure = error;
        throw error;
    }
    finally {
        const left = await taken.remove(failure);
        if (left !== undefined)
            findings.push(left);
    }
}
/** A part as it passes. */
class Passing {
    #body;
    #hash = (0,external_node_crypto_.createHash)('sha256');
    #signal;
    #bytes = 0;
    constructor(chunks, signal) {
        this.#signal = signal;
        this.#body = external_node_stream_.Readable.from(this.#seen(chunks), { objectMode: false });
    }
    async *part(name, compression) {
        // Nobody may be reading when the signal fires.
        const stop = () => this.#body.destroy((0,problem/* cancelled */.KW)(this.#signal));
        this.#signal.addEventListener('abort', stop);
        try {
            yield { name, compression, body: this.#body };
            await (0,promises_.finished)(this.#body, { writable: false });
        }
        finally {
            this.#signal.removeEventListener('abort', stop);
            this.#body.destroy();
        }
    }
    kept(name) {
        return { name, bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') };
    }
    async *#seen(chunks) {
        for await (const chunk of chunks) {
            this.#bytes += chunk.length;
            this.#hash.update(chunk);
            yield chunk;
        }
    }
}
/** A server shows of an embedder's key only that there is one: put back, that would be a wrong key. */
function withoutHidden(settings) {
    const embedders = Object.entries((settings['embedders'] ?? {}));
    const hidden = embedders.filter(([, { apiKey }]) => typeof apiKey === 'string').map(([name]) => name);
    if (hidden.length === 0)
        return { settings, hidden };
    const shown = embedders.map(([name, { apiKey: _, ...embedder }]) => [name, embedder]);
    return { settings: { ...settings, embedders: Object.fromEntries(shown) }, hidden };
}
function unseen(uid, names) {
    return {
        level: 'note',
        blame: 'source',
        message: `the keys of the embedders of ${uid} are not in the backup, because Meilisearch does not show them: ${(0,words/* namesSome */.Tc)(names)}`,
        hint: 'Keep them elsewhere, and set them again after a restore; a dump (dump-dir) has them.',
    };
}
function uncounted(indexes) {
    const names = indexes.filter(({ documents }) => documents === undefined).map(({ uid }) => uid);
    if (names.length === 0)
        return [];
    return [
        {
            level: 'warning',
            blame: 'source',
            message: `written to while they were read page by page, so documents may be missing or outdated, and are not compared: ${(0,words/* namesSome */.Tc)(names)}`,
            hint: 'Set dump-dir, or back up when nobody writes.',
        },
    ];
}

;// CONCATENATED MODULE: ./engine/meilisearch/source.js
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









async function openMeilisearch(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = connectionOf(source);
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const server = opened.use(new Meilisearch(connection, services, signal));
        const version = await server.version();
        mustBeKnown(version, connection.where);
        const indexes = await indexesOf(source, server);
        let sizeBytes = 0;
        for (const { uid } of indexes)
            sizeBytes += (await ofIndex(server, uid, () => server.stats(uid))).rawDocumentDbSize;
        const opening = { source, connection, services, signal, server, version };
        return new OpenMeilisearch(opening, indexes, sizeBytes, opened.move());
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
class OpenMeilisearch {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    #opening;
    #indexes;
    #opened;
    #dumped = false;
    constructor(opening, indexes, sizeBytes, opened) {
        this.server = serverFacts(opening.version);
        this.sizeBytes = sizeBytes;
        this.#opening = opening;
        this.#indexes = indexes;
        this.#opened = opened;
    }
    /** All that is read is asked for once; only a dump itself tells whether the key may make one. */
    async rehearse() {
        const { server, source } = this.#opening;
        if (source.dumpDir !== undefined)
            return await mustBeFolder(source, source.dumpDir);
        for (const { uid } of this.#indexes) {
            await ofIndex(server, uid, () => server.settings(uid));
            await ofIndex(server, uid, () => server.documents(uid, 0, 1));
        }
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpMeilisearch(this.#opening);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/meilisearch/check.js

/** `count-of: INDEX`, `required: [INDEX]`. */
async function checkMeilisearch(assertion, server) {
    const names = new Set((await server.indexes()).map(({ uid }) => uid));
    if (assertion.kind === 'required')
        return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'index');
    if (assertion.kind !== 'count-of')
        throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    const { ask } = assertion;
    if (!names.has(ask))
        return (0,engine_assertion/* failed */.gz)(assertion, `there is no index ${ask}`);
    return (0,engine_assertion/* judged */.g$)(assertion, String((await server.stats(ask)).numberOfDocuments));
}

;// CONCATENATED MODULE: ./engine/meilisearch/restore.js
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
async function restoreMeilisearch(backup, request, place) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { only } = request;
        const { connection, services, signal } = place;
        const server = restore_addDisposableResource(env_1, new Meilisearch(connection, services, signal), true);
        const { description, kept, dumped, old } = await admitMeilisearch(backup, request, server, connection.where);
        // The old goes before the new can come: not before the new has been read to its end.
        if (old.length > 0)
            await readDocuments(backup, description, kept, signal);
        const restoring = new Restoring(server, place, old);
        await restoring.all(backup, description, kept);
        const restoredBytes = partsOf(description).reduce((sum, { bytes }) => sum + bytes, 0);
        return {
            findings: restoring.findings,
            left: restoring.left,
            expected: only.length === 0 ? backup.facts : factsOf(dumped, restoredBytes, kept),
            ...(only.length === 0 ? { restoredBytes } : {}),
        };
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
async function admitMeilisearch(backup, { overwrite, only }, server, where) {
    const description = await readDescription(backup);
    const kept = chosen(description, only);
    const dumped = parseVersion(description.server);
    if (dumped === undefined)
        throw (0,json_part/* damagedPart */.xw)(descriptionPart, 'it names no version of Meilisearch');
    mustTake(await server.version(), where, dumped);
    const names = new Set(kept.map(({ uid }) => uid));
    const old = (await server.indexes()).map(({ uid }) => uid).filter((uid) => names.has(uid));
    if (old.length === 0 || overwrite)
        return { description, kept, dumped, old };
    throw new problem/* Problem */.AF('target-refused', `${where} has indexes of the backup's names: ${(0,words/* namesSome */.Tc)(old)}`, {
        hint: `Restore into another server, or give --overwrite ${where}, which deletes those indexes first.`,
    });
}
function chosen({ indexes }, only) {
    const unmatched = (pattern, hint) => new problem/* Problem */.AF('usage', `--only ${pattern}: the backup has no such index`, { hint });
    const uids = indexes.map(({ uid }) => uid);
    const taken = new Set((0,selection/* selected */.wH)(uids, { include: only, exclude: [] }, 'index', unmatched));
    return indexes.filter(({ uid }) => taken.has(uid));
}
class Restoring {
    findings = [];
    left = new Map();
    #server;
    #place;
    /** Indexes of the target that are to be replaced. */
    #old;
    #gone = [];
    #begun = [];
    constructor(server, place, old) {
        this.#server = server;
        this.#place = place;
        this.#old = old;
    }
    async all(backup, description, kept) {
        const { signal } = this.#place;
        try {
            // Settings first: documents are indexed once.
            for (const index of kept)
                await this.#make(index);
            const batch = (uid, lines) => this.#fill(uid, lines);
            await readDocuments(backup, description, kept, signal, batch);
        }
        catch (error) {
            const failure = signal.aborted ? (0,problem/* cancelled */.KW)(signal) : error;
            throw this.#told(failure, await this.#abandon());
        }
    }
    async #make({ uid, primaryKey, settings }) {
        if (this.#old.includes(uid)) {
            await this.#server.remove(uid);
            this.#gone.push(uid);
        }
        this.#begun.push(uid);
        await this.#server.create(uid, primaryKey);
        const { taken, left } = this.#place.remove === undefined ? { taken: settings, left: {} } : offline(settings);
        if (Object.keys(taken).length > 0)
            await this.#server.update(uid, taken);
        const names = Object.keys(left);
        if (names.length === 0)
            return;
        this.left.set(uid, left);
        this.findings.push({
            level: 'note',
            blame: 'env',
            message: `a throw-away server asks nobody for vectors, so embedders of ${uid} were left out: ${(0,words/* namesSome */.Tc)(names)}`,
        });
    }
    /** Each batch is awaited: what is accepted may fail. */
    async #fill(uid, lines) {
        let held = [];
        let bytes = 0;
        const send = async () => {
            if (bytes > 0)
                await this.#server.add(uid, Buffer.concat(held));
            held = [];
            bytes = 0;
        };
        for await (const piece of lines) {
            (0,problem/* stopIfAborted */.NI)(this.#place.signal);
            if (bytes > 0 && bytes + piece.length > batchBytes)
                await send();
            held.push(piece);
            bytes += piece.length;
        }
        await send();
    }
    /** What could not be removed. Its own client, because the other may be what failed. The server first does what it has accepted. */
    async #abandon() {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services, signal, graceMs = cancelledMs } = this.#place;
            const patience = restore_addDisposableResource(env_2, new Patience(signal, graceMs), false);
            const server = restore_addDisposableResource(env_2, new Meilisearch(connection, services, patience.signal), true);
            const left = [...this.#begun];
            try {
                for (const uid of this.#begun) {
                    await server.remove(uid);
                    left.shift();
                }
                return undefined;
            }
            catch (error) {
                const late = patience.signal.aborted ? 'the server has not deleted them in time, and may do so later' : undefined;
                return { indexes: left, because: late ?? (0,problem/* messageOf */.bD)(error) };
            }
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            const result_2 = restore_disposeResources(env_2);
            if (result_2)
                await result_2;
        }
    }
    #told(error, remains) {
        if (!(0,problem/* isProblem */.AN)(error))
            return error;
        const { where } = this.#place.connection;
        const gone = this.#gone.length > 0 && error.code !== 'cancelled';
        const after = [
            gone ? `${(0,words/* namesSome */.Tc)(this.#gone)} of the target had been deleted to be replaced` : '',
            gone && remains === undefined ? 'what was made in place of that is deleted again' : '',
            remains ? `half restored indexes stay in ${where}: ${(0,words/* namesSome */.Tc)(remains.indexes)}: ${remains.because}` : '',
        ].filter((text) => text !== '');
        if (after.length === 0)
            return error;
        const hint = remains ? `${error.hint ?? ''} Delete them: DELETE /indexes/NAME.`.trim() : error.hint;
        return new problem/* Problem */.AF(error.code, [(0,problem/* messageOf */.bD)(error), ...after].join('; '), { hint, cause: error });
    }
}
/** For what is cleaned up: long, but short once the run is cancelled. */
class Patience {
    #ending = new AbortController();
    #of;
    #hurry;
    #timer;
    constructor(of, graceMs) {
        const end = () => this.#ending.abort();
        this.#of = of;
        this.#timer = setTimeout(end, failedMs);
        this.#hurry = () => {
            clearTimeout(this.#timer);
            this.#timer = setTimeout(end, graceMs);
        };
        if (of.aborted)
            this.#hurry();
        else
            of.addEventListener('abort', this.#hurry, { once: true });
    }
    get signal() {
        return this.#ending.signal;
    }
    [Symbol.dispose]() {
        clearTimeout(this.#timer);
        this.#of.removeEventListener('abort', this.#hurry);
    }
}
const failedMs = 10 * 60_000;
const cancelledMs = 30_000;
// A server takes 100 MB, by default.
const batchBytes = 8 * 1024 * 1024;
/** An embedder that would ask a service, or load a model from one, has no business on a server that reaches nobody. */
function offline({ embedders, ...settings }) {
    const all = Object.entries((embedders ?? {}));
    const [taken = [], left = []] = [true, false].map((own) => all.filter(([, { source }]) => (source === 'userProvided') === own));
    const kept = taken.length === 0 ? {} : { embedders: Object.fromEntries(taken) };
    return { taken: { ...settings, ...kept }, left: Object.fromEntries(left) };
}

;// CONCATENATED MODULE: ./engine/meilisearch/target.js
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







class MeilisearchTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
    #left = new Map();
    constructor(place) {
        this.where = place.connection.where;
        this.name = place.connection.where;
        this.throwAway = place.remove !== undefined;
        this.servers = [place.connection.address];
        this.#place = place;
    }
    overlap(source) {
        return (0,keyed/* sameKeyedServer */.G)(connectionOf(source), this.#place.connection) ? 'same' : 'none';
    }
    async admit(backup, request) {
        await this.#with((server) => admitMeilisearch(backup, request, server, this.where));
    }
    async restore(backup, request) {
        const { left, ...result } = await (0,blame/* asTarget */.Q)(restoreMeilisearch(backup, request, this.#place), this);
        this.#left = left;
        return result;
    }
    async facts(like, counted) {
        return await this.#with((server) => liveFacts(server, like, this.#left, counted));
    }
    async check(assertion) {
        return await this.#with((server) => checkMeilisearch(assertion, server));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    async #with(use) {
        const { connection, services, signal } = this.#place;
        const used = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const server = target_addDisposableResource(env_1, new Meilisearch(connection, services, signal), true);
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

;// CONCATENATED MODULE: ./engine/meilisearch/meilisearch.js






/** Meilisearch's indexes, page by page or by a dump of the server itself. */
const meilisearch = {
    name: 'meilisearch',
    can: { selects: 'index', restores: [] },
    open: (source, bench, signal) => openMeilisearch(source, bench, signal),
    servers: (source) => [connectionOf(source).address],
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => meilisearchContents(backup, signal, required),
    target: async (text, _by, { services }, signal) => new MeilisearchTarget({ connection: parseMeilisearchUrl(text, '--into'), services, signal }),
    async sandbox(dumped, image, { baseEnv, label }, signal) {
        const sandbox = await (0,runtime/* startReachableSandbox */.tU)(meilisearchSandbox(dumped, image), { baseEnv, label, signal });
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new MeilisearchTarget({ connection: at(sandbox.address), services: {}, signal, remove });
    },
};


/***/ })

};
