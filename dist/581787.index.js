export const id = 581787;
export const ids = [581787];
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

/***/ 72774:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qdrant: () => (/* binding */ qdrant)
});

// EXTERNAL MODULE: ./runtime/runtime.js + 27 modules
var runtime = __webpack_require__(8300);
// EXTERNAL MODULE: ./engine/http/keyed.js
var keyed = __webpack_require__(8254);
;// CONCATENATED MODULE: ./engine/qdrant/connection.js

const rules = { noun: 'a Qdrant server', port: 6333 };
const connectionOf = (source) => (0,keyed/* parseKeyedUrl */.r)(source.url.reveal(), `source ${source.name}, by ${source.url.origin()}`, `source ${source.name}`, rules);
const parseQdrantUrl = (text, place) => (0,keyed/* parseKeyedUrl */.r)(text, place, place, rules);

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./engine/json-part.js
var json_part = __webpack_require__(29379);
;// CONCATENATED MODULE: ./engine/qdrant/description.js



/** The part that says what the others are. It is the last that is written: without it there is no backup. */
const descriptionPart = 'collections.json';
const collection = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    part: schemas/* string */.YjP(),
    bytes: schemas/* number */.aig(),
    /** Of the part's bytes, in hex. */
    sha256: schemas/* string */.YjP().regex(/^[0-9a-f]{64}$/),
    /** Absent where points were written or deleted while the snapshot was taken. */
    points: schemas/* number */.aig().optional(),
    configuration: schemas/* array */.YOg(schemas/* string */.YjP()),
});
const description = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    server: schemas/* string */.YjP(),
    collections: schemas/* array */.YOg(collection),
    /** No snapshot holds them. */
    aliases: schemas/* array */.YOg(schemas/* object */.Ikc({ alias_name: schemas/* string */.YjP(), collection_name: schemas/* string */.YjP() })),
});
const readDescription = (backup) => (0,json_part/* readJsonPart */.Gp)(backup, descriptionPart, description);
/** The bytes of a part, which throw at its end at the latest unless they are what was written. */
async function* bytesOf(backup, { part, bytes, sha256 }) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let length = 0;
    for await (const chunk of (await backup.open(part))) {
        length += chunk.length;
        hash.update(chunk);
        yield chunk;
    }
    if (length !== bytes)
        throw (0,json_part/* damagedPart */.xw)(part, `it has ${length} bytes, and ${bytes} were written`);
    if (hash.digest('hex') !== sha256)
        throw (0,json_part/* damagedPart */.xw)(part, 'it is not what was written');
}

;// CONCATENATED MODULE: ./engine/qdrant/contents.js


/** Reads all parts to their ends. */
async function qdrantContents(backup, signal, required = []) {
    const { collections, aliases } = await readDescription(backup);
    for (const collection of collections)
        for await (const _ of bytesOf(backup, collection))
            (0,problem/* stopIfAborted */.NI)(signal);
    const names = [
        ...collections.map(({ name, points }) => `collection ${name} (${points ?? 'an unknown number of'} points)`),
        ...aliases.map(({ alias_name, collection_name }) => `alias ${alias_name} of ${collection_name}`),
    ];
    const there = new Set([...collections.map(({ name }) => name), ...aliases.map(({ alias_name: name }) => name)]);
    return { names, missing: required.filter((name) => !there.has(name)) };
}

// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./engine/http/client.js + 2 modules
var client = __webpack_require__(47263);
// EXTERNAL MODULE: ./engine/http/refusal.js
var refusal = __webpack_require__(6644);
// EXTERNAL MODULE: ./engine/http/segment.js
var segment = __webpack_require__(86073);
;// CONCATENATED MODULE: ./engine/qdrant/version.js

/** The first whose snapshots have checksums. */
const oldest = { major: 1, minor: 8 };
/** undefined: it is none. */
function parseVersion(text) {
    const [, major, minor] = /^(\d{1,4})\.(\d{1,4})\.\d{1,5}(?:[-+].*)?$/.exec(text) ?? [];
    return major === undefined || minor === undefined ? undefined : { text, major: Number(major), minor: Number(minor) };
}
function mustBeKnown({ text, major, minor }, where) {
    if (major > oldest.major || (major === oldest.major && minor >= oldest.minor))
        return;
    throw new problem/* Problem */.AF('tool-version', `Qdrant at ${where} is ${text}; ${oldest.major}.${oldest.minor} is the oldest known`, { hint: 'Upgrade the server, one minor version after the other.' });
}
/** A snapshot is taken by a server of its own minor version and of the next: another may lose what it does not know. */
function mustTake(server, where, backup) {
    const steps = server.major === backup.major ? server.minor - backup.minor : server.major > backup.major ? 2 : -1;
    if (steps === 0 || steps === 1)
        return;
    const { major, minor } = backup;
    const which = steps < 0 ? `the older ${server.text}` : `${server.text}, more than one minor version later`;
    throw new problem/* Problem */.AF('tool-version', `the backup is of Qdrant ${backup.text}, and ${where} is ${which}`, {
        hint: `Restore into Qdrant ${major}.${minor} or ${major}.${minor + 1}${steps < 0 ? '' : ', and upgrade that server one minor version after the other'}.`,
    });
}

;// CONCATENATED MODULE: ./engine/qdrant/server.js






const snapshot = schemas/* object */.Ikc({
    name: schemas/* string */.YjP().min(1),
    size: schemas/* number */.aig(),
    /** SHA-256, in hex. */
    checksum: schemas/* string */.YjP().nullish(),
});
const alias = schemas/* object */.Ikc({ alias_name: schemas/* string */.YjP(), collection_name: schemas/* string */.YjP() });
const server_collection = schemas/* object */.Ikc({
    status: schemas/* string */.YjP(),
    points_count: schemas/* number */.aig().nullish(),
    config: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()),
    payload_schema: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J())).default({}),
});
const shards = schemas/* array */.YOg(schemas/* object */.Ikc({ shard_id: schemas/* number */.aig() })).default([]);
const spread = schemas/* object */.Ikc({ local_shards: shards, remote_shards: shards });
// What makes or takes in a snapshot says nothing until it is done.
const longSilenceMs = 6 * 60 * 60_000;
const rights = 'Use a key that may write to the collections: the api_key of the server, or a token with "access": "m" (a restore needs that), or "rw" for each collection.';
/** Qdrant's API over HTTP. */
class Qdrant {
    where;
    #http;
    constructor({ address, tls, base, key, place, where }, services, signal) {
        const headers = key === undefined ? {} : { 'api-key': key };
        this.where = where;
        this.#http = new client/* HttpClient */.Q({ address, tls, base, services, place, headers, rights }, signal);
    }
    problem(message, hint, cause) {
        return this.#http.problem(message, hint, cause);
    }
    /** What went wrong, without where. */
    bare(error) {
        return this.#http.bare(error);
    }
    async version() {
        const { json } = await this.#http.json({ method: 'GET', path: '/' });
        const parsed = schemas/* object */.Ikc({ title: schemas/* string */.YjP(), version: schemas/* string */.YjP() }).safeParse(json);
        const version = parsed.success && /qdrant/i.test(parsed.data.title) ? parseVersion(parsed.data.version) : undefined;
        if (version === undefined)
            throw this.problem('it is not Qdrant', 'Check host and port of the URL: Qdrant answers HTTP at port 6333.');
        return version;
    }
    /** Sorted. */
    async collections() {
        const named = schemas/* object */.Ikc({ collections: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) });
        return (await this.#get('/collections', named)).collections.map(({ name }) => name).sort();
    }
    async aliases() {
        return (await this.#get('/aliases', schemas/* object */.Ikc({ aliases: schemas/* array */.YOg(alias) }))).aliases;
    }
    collection(name) {
        return this.#get(pathOf(name), server_collection);
    }
    /** Of its points, now: the number that Qdrant tells besides is an estimate. */
    async count(name) {
        const path = `${pathOf(name)}/points/count`;
        return (await this.#ask({ method: 'POST', path, json: { exact: true } }, schemas/* object */.Ikc({ count: schemas/* number */.aig() }))).count;
    }
    /** Shards that only other nodes of the cluster have: no snapshot by this one holds them. */
    async shardsElsewhere(name) {
        const { local_shards: local, remote_shards: remote } = await this.#get(`${pathOf(name)}/cluster`, spread);
        const here = new Set(local.map(({ shard_id: id }) => id));
        return [...new Set(remote.map(({ shard_id: id }) => id))].filter((id) => !here.has(id)).sort((a, b) => a - b);
    }
    snapshots(name) {
        return this.#get(`${pathOf(name)}/snapshots`, schemas/* array */.YOg(snapshot));
    }
    createSnapshot(name) {
        const path = `${pathOf(name)}/snapshots?wait=true`;
        return this.#ask({ method: 'POST', path, silenceMs: longSilenceMs }, snapshot);
    }
    async download(name, { name: file }) {
        return (await this.#http.ask({ method: 'GET', path: `${pathOf(name)}/snapshots/${(0,segment/* segment */.m)(file)}` })).body;
    }
    /** No failure where it is gone already. */
    async deleteSnapshot(name, file) {
        const path = `${pathOf(name)}/snapshots/${(0,segment/* segment */.m)(file)}?wait=true`;
        await this.#http.json({ method: 'DELETE', path, also: [404] });
    }
    /** Makes the collection out of a snapshot. `sha256`: the server compares it before it begins. */
    async recover(name, sha256, body, headers) {
        // Without the priority another replica, which may be empty, would win over the snapshot.
        const path = `${pathOf(name)}/snapshots/upload?wait=true&priority=snapshot&checksum=${sha256}`;
        const done = await this.#ask({ method: 'POST', path, body, headers, silenceMs: longSilenceMs }, schemas/* unknown */.L5J());
        if (done !== true)
            throw this.problem(`it did not take the snapshot of ${name}`, 'Look at the log of the server.');
    }
    /** No failure where there is none. */
    async deleteCollection(name) {
        await this.#http.json({ method: 'DELETE', path: pathOf(name), also: [404], silenceMs: longSilenceMs });
    }
    /** All of them or none. */
    async changeAliases(actions) {
        if (actions.length === 0)
            return;
        await this.#ask({ method: 'POST', path: '/collections/aliases', json: { actions } }, schemas/* literal */.euz(true));
    }
    async [Symbol.asyncDispose]() {
        await this.#http[Symbol.asyncDispose]();
    }
    #get(path, result) {
        return this.#ask({ method: 'GET', path }, result);
    }
    async #ask(request, result) {
        const { json } = await this.#http.json(request);
        const [path] = request.path.split('?');
        const refused = schemas/* object */.Ikc({ status: schemas/* object */.Ikc({ error: schemas/* string */.YjP() }) }).safeParse(json);
        if (refused.success) {
            const reason = (0,words/* oneLine */.TN)(refused.data.status.error, 300);
            const { message } = this.problem(`${request.method} ${path} failed: ${reason}`, '');
            throw new refusal/* HttpRefusal */.P_(200, reason, message, 'Look at the log of the server.');
        }
        // "accepted" is of what is not done yet.
        const { success, data } = schemas/* object */.Ikc({ status: schemas/* literal */.euz('ok'), result: schemas/* unknown */.L5J() }).safeParse(json);
        const parsed = result.safeParse(data?.result);
        if (success && parsed.success)
            return parsed.data;
        throw this.problem(`its answer to ${request.method} ${path} is not Qdrant's`, 'Check the version of the server.');
    }
}
const pathOf = (name) => `/collections/${(0,segment/* segment */.m)(name)}`;

;// CONCATENATED MODULE: ./engine/qdrant/sandbox.js
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




const port = 6333;
/** The server of a proof: of the dumped one's version, without a key, because nobody but this machine reaches it. */
const qdrantSandbox = ({ server }, image) => ({
    image: image ?? imageOf(server?.version),
    env: { QDRANT__TELEMETRY_DISABLED: 'true' },
    args: [],
    port,
    timeoutMs: 120_000,
    async ready(address, signal) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const client = __addDisposableResource(env_1, new Qdrant(at(address), {}, signal), true);
            await client.collections();
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
const at = ({ host }) => parseQdrantUrl(`http://${host}:${port}`, 'the throw-away server');
function imageOf(version = '') {
    if (parseVersion(version) !== undefined)
        return `qdrant/qdrant:v${version}`;
    throw new problem/* Problem */.AF('object-damaged', 'the facts of the dump name no version of Qdrant', { hint: problem/* remedy */.zL.damaged });
}

// EXTERNAL MODULE: ./engine/dial.js
var dial = __webpack_require__(58397);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./engine/qdrant/aliases.js

/** No snapshot holds an alias: which are kept is decided once all collections are, from what was there before and is there now. */
function settleAliases(before, now, kept, takes) {
    const aliases = now.aliases.filter(({ collection_name: of }) => kept.has(of));
    const made = now.collections.filter((name) => !before.collections.includes(name) && !kept.has(name) && takes(name));
    const known = new Set(before.aliases.map(({ alias_name: name }) => name));
    const ofMade = now.aliases.filter(({ collection_name: of }) => made.includes(of));
    const lost = ofMade.filter(({ alias_name: name }) => known.has(name));
    const still = new Set([...aliases, ...lost].map(({ alias_name: name }) => name));
    const gone = before.aliases.filter(({ alias_name: name, collection_name: of }) => kept.has(of) && !still.has(name));
    const findings = [];
    if (gone.length > 0)
        findings.push({
            level: 'warning',
            blame: 'source',
            message: `aliases that were deleted, or moved to what is not backed up, while the backup ran are not in it: ${(0,words/* namesSome */.Tc)(gone.map(({ alias_name, collection_name }) => `${alias_name} (of ${collection_name})`))}`,
            hint: 'If that was not meant, run the backup again.',
        });
    const others = ofMade.filter((alias) => !lost.includes(alias));
    const fresh = [...made, ...others.map(({ alias_name: name }) => `${name} (an alias)`)];
    if (fresh.length > 0)
        findings.push({
            level: 'note',
            blame: 'source',
            message: `made while the backup ran, so not in it: ${(0,words/* namesSome */.Tc)(fresh)}`,
        });
    return { aliases, findings, lost };
}

;// CONCATENATED MODULE: ./engine/qdrant/facts.js
const serverFacts = ({ text, major }) => ({ version: text, major, settings: {} });
function factsOf(version, sizeBytes, collections, aliases) {
    const counted = collections.flatMap(({ name, points }) => (points === undefined ? [] : [[name, points]]));
    return {
        version: 1,
        engine: 'qdrant',
        server: serverFacts(version),
        sizeBytes,
        rows: Object.fromEntries(counted),
        objects: {
            // Also of a server that agreed to be empty.
            server: ['Qdrant'],
            collection: collections.map(({ name }) => name).sort(),
            configuration: collections
                .flatMap(({ name, configuration }) => configuration.map((line) => `${name} ${line}`))
                .sort(),
            alias: aliases.map(({ alias_name, collection_name }) => `${alias_name} -> ${collection_name}`).sort(),
        },
    };
}
/** The facts of a server, of the collections that others are of. */
async function liveFacts(server, like, counted = () => { }) {
    const wanted = new Set(like.objects['collection']);
    const found = [];
    for (const name of await server.collections()) {
        if (!wanted.has(name))
            continue;
        const configuration = configurationOf(await server.collection(name));
        if (!Object.hasOwn(like.rows, name)) {
            found.push({ name, configuration });
            continue;
        }
        const points = await server.count(name);
        counted(points);
        found.push({ name, configuration, points });
    }
    const aliases = (await server.aliases()).filter(({ collection_name: name }) => wanted.has(name));
    return factsOf(await server.version(), like.sizeBytes, found, aliases);
}
/**
 * What somebody set, or the server chose when the collection was made, as lines: so a newer server's additions are no
 * difference, and one is shown by its name.
 */
function configurationOf({ config, payload_schema }) {
    const fields = Object.entries(payload_schema).map(([field, { points: _, ...index }]) => [field, index]);
    return [...lines(config, []), ...lines(Object.fromEntries(fields), ['payload'])];
}
function lines(value, path) {
    if (value === null || value === undefined)
        return [];
    if (typeof value !== 'object')
        return [`${path.join('.')}=${String(value)}`];
    return Object.entries(value).flatMap(([key, inside]) => lines(inside, [...path, key]));
}

// EXTERNAL MODULE: ./engine/selection.js
var selection = __webpack_require__(66505);
;// CONCATENATED MODULE: ./engine/qdrant/listing.js


/** What the policy takes of what is there now. */
async function collectionsOf(source, server) {
    return takenOf(await server.collections(), source, server);
}
function takenOf(all, source, server) {
    const unmatched = (0,selection/* notThere */._)(`source ${source.name}`, 'collections', 'collection');
    const names = (0,selection/* selected */.wH)(all, source.collections, 'collection', unmatched);
    if (names.length === 0 && !source.allowEmpty)
        throw server.problem('there are no collections to back up', 'Check that the URL names the right server, and what collections includes; allow-empty: true agrees to a backup of nothing.');
    if (names.length > mostCollections)
        throw server.problem(`${names.length} collections are more than the ${mostCollections} that one backup takes`, 'Make several sources, each with its own collections: { include: [...] }.');
    return names;
}
/** What the policy says of a name, whatever else is there. */
function takes({ collections: { include, exclude } }, name) {
    const matches = (pattern) => (0,selection/* matcher */.jN)(pattern)(name);
    return (include.length === 0 || include.some(matches)) && !exclude.some(matches);
}
/** A manifest names every part. */
const mostCollections = 800;
/** Throws for a collection of which other nodes of a cluster have a part. */
async function mustBeWhole(server, name) {
    const elsewhere = await server.shardsElsewhere(name);
    if (elsewhere.length === 0)
        return;
    const shards = `${elsewhere.length === 1 ? 'shard' : 'shards'} ${(0,words/* namesSome */.Tc)(elsewhere.map(String))}`;
    throw server.problem(`collection ${name} has ${shards} on other nodes of the cluster only, and a snapshot by this node would lack them`, 'Name a node that has a replica of every shard in the URL, or leave the collection out: collections: { exclude: [...] }.');
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./engine/grace.js
var grace = __webpack_require__(20455);
;// CONCATENATED MODULE: ./engine/qdrant/snapshot.js
var snapshot_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var snapshot_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






const cleanupMs = 60_000;
/** Another client, because the first ends with the run. */
const beside = ({ connection, services }, signal) => new Qdrant(connection, services, signal);
async function takeSnapshot(opening, collection) {
    const snapshot = await make(opening, collection);
    let isGone = false;
    const remove = async () => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            if (isGone)
                return;
            const server = snapshot_addDisposableResource(env_1, beside(opening, AbortSignal.timeout(cleanupMs)), true);
            await server.deleteSnapshot(collection, snapshot.name);
            isGone = true;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = snapshot_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    };
    try {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        const body = external_node_stream_.Readable.from(checked(opening.server, collection, snapshot, hash, remove), { objectMode: false });
        // Nobody may be reading when the signal fires.
        const stop = () => body.destroy((0,problem/* cancelled */.KW)(opening.signal));
        opening.signal.addEventListener('abort', stop);
        body.once('close', () => opening.signal.removeEventListener('abort', stop));
        let digest;
        return { snapshot, body, sha256: () => (digest ??= hash.digest('hex')), remove };
    }
    catch (error) {
        await remove().catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
}
/** Its name is known when it is made, and not before: so whoever cancels waits for that a while. */
async function make(opening, collection) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { signal } = opening;
        (0,problem/* stopIfAborted */.NI)(signal);
        const server = snapshot_addDisposableResource(env_2, beside(opening, new AbortController().signal), true);
        const making = server.createSnapshot(collection).catch((error) => {
            // Where that was refused, none was made.
            throw error instanceof refusal/* HttpRefusal */.P_ && error.status >= 400 && error.status < 500
                ? error
                : unknownSnapshot(server, collection, error);
        });
        const { kind, value } = await (0,grace/* endOf */.p)(making, signal);
        if (kind === 'done')
            return value;
        const error = (0,problem/* cancelled */.KW)(signal);
        const removed = value === undefined ? making.then(() => undefined) : server.deleteSnapshot(collection, value.name);
        await removed.catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        throw error;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = snapshot_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Whether it was made nobody told, and others may be making some: none is removed on a guess. */
function unknownSnapshot(server, collection, cause) {
    const path = `/collections/${collection}/snapshots`;
    return server.problem(`the snapshot of ${collection} failed: ${server.bare(cause)}`, `Look at the log of the server, and whether GET ${path} lists a snapshot of this minute: it stays on the server's disk until DELETE ${path}/NAME.`, cause);
}
async function* checked(server, collection, snapshot, hash, remove) {
    const wrong = (because) => server.problem(`the snapshot of ${collection} did not arrive as it was made: ${because}`, 'Look at the disk of the server and at proxies in between; then run it again.');
    let bytes = 0;
    for await (const chunk of (await server.download(collection, snapshot))) {
        // Whoever reads the body tells if it stays.
        if (bytes === 0)
            await remove().catch(() => undefined);
        bytes += chunk.length;
        if (bytes > snapshot.size)
            throw wrong(`more than its ${snapshot.size} bytes came`);
        hash.update(chunk);
        yield chunk;
    }
    if (bytes !== snapshot.size)
        throw wrong(`${bytes} bytes came of ${snapshot.size}`);
    const { checksum } = snapshot;
    if (checksum && hash.copy().digest('hex') !== checksum.toLowerCase())
        throw wrong('its checksum is another');
}

;// CONCATENATED MODULE: ./engine/qdrant/dump.js









/** A part for each collection, as the server gives it, and at last what says which they are. */
function dumpQdrant(opening) {
    const { source, server, version } = opening;
    let facts;
    const findings = [];
    async function* parts() {
        const collections = [];
        const before = await seenOf(server);
        for (const [index, name] of takenOf(before.collections, source, server).entries()) {
            await mustBeWhole(server, name);
            const part = `collection-${index + 1}.snapshot`;
            const { taken, points } = await settled(opening, name);
            let failure;
            try {
                yield { name: part, compression: 'zstd', body: taken.body };
                await (0,promises_.finished)(taken.body, { writable: false });
            }
            catch (error) {
                failure = error;
                throw error;
            }
            finally {
                taken.body.destroy();
                await taken.remove().catch((also) => {
                    if (failure === undefined)
                        findings.push(leftover(name, taken, also));
                    else
                        (0,problem/* noteAlso */.Gv)(failure, also);
                });
            }
            const configuration = [...configurationOf(await server.collection(name))];
            const { size: bytes } = taken.snapshot;
            const counted = points === undefined ? {} : { points };
            collections.push({ name, part, bytes, sha256: taken.sha256(), ...counted, configuration });
        }
        const names = new Set(collections.map(({ name }) => name));
        const settling = settleAliases(before, await seenOf(server), names, (name) => takes(source, name));
        const { aliases, lost } = settling;
        if (lost.length > 0)
            throw moved(opening, lost);
        findings.push(...settling.findings);
        const description = { version: 1, server: version.text, collections, aliases: [...aliases] };
        const body = (0,json_part/* jsonBody */.J9)(description);
        yield { name: descriptionPart, compression: 'zstd', body };
        if (!body.readableEnded)
            return;
        const sizeBytes = collections.reduce((sum, { bytes }) => sum + bytes, 0);
        facts = factsOf(version, sizeBytes, collections, aliases);
        findings.push(...uncounted(collections));
    }
    return {
        parts: { [Symbol.asyncIterator]: parts },
        result() {
            if (facts === undefined)
                throw new problem/* Problem */.AF('dump-incomplete', `the dump of ${source.name} is not complete`, { hint: problem/* remedy */.zL.dump });
            return { facts, findings, versions: { qdrant: version.text }, consistency: 'per-object' };
        },
    };
}
/** Collections first: an alias of one that was made in between is of none that is known, and so is noticed. */
async function seenOf(server) {
    return { collections: await server.collections(), aliases: await server.aliases() };
}
/** What an alias stands for is what its users read: a backup without that is none. */
function moved({ server }, lost) {
    const names = lost.map(({ alias_name, collection_name }) => `${alias_name} to ${collection_name}`);
    return server.problem(`aliases were moved while the backup ran, to collections that are not in it: ${(0,words/* namesSome */.Tc)(names)}`, 'Run the backup again.');
}
const smallBytes = 64 * 1024 * 1024;
const tries = 3;
/**
 * A snapshot, and how many points are in it: known where as many were there before and after. Where a collection is written to,
 * a small one is tried again; the file of one that is not used goes.
 */
async function settled(opening, name) {
    const { server } = opening;
    for (let tried = 1;; tried++) {
        const before = await server.count(name);
        const taken = await takeSnapshot(opening, name);
        let after;
        try {
            after = await server.count(name);
        }
        catch (error) {
            taken.body.destroy();
            await taken.remove().catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw error;
        }
        if (before === after)
            return { taken, points: after };
        if (tried === tries || taken.snapshot.size > smallBytes)
            return { taken, points: undefined };
        taken.body.destroy();
        await taken.remove();
    }
}
function uncounted(collections) {
    const names = collections.filter(({ points }) => points === undefined).map(({ name }) => name);
    if (names.length === 0)
        return [];
    const message = `written to while Qdrant took the snapshot, so the points that a restore has of them are not compared: ${(0,words/* namesSome */.Tc)(names)}`;
    return [{ level: 'note', blame: 'source', message }];
}
function leftover(collection, { snapshot }, error) {
    return {
        level: 'warning',
        blame: 'source',
        message: `the snapshot ${snapshot.name} of ${collection} stays on the server's disk: ${(0,problem/* messageOf */.bD)(error)}`,
        hint: `Delete it: DELETE /collections/${collection}/snapshots/${snapshot.name}.`,
    };
}

;// CONCATENATED MODULE: ./engine/qdrant/source.js
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







async function openQdrant(source, { services }, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = connectionOf(source);
        const opened = source_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const server = opened.use(new Qdrant(connection, services, signal));
        const version = await server.version();
        mustBeKnown(version, connection.where);
        const names = await collectionsOf(source, server);
        let sizeBytes = 0;
        for (const name of names)
            sizeBytes += estimate(await server.collection(name));
        return new OpenQdrant({ source, connection, services, signal, server, version }, names, sizeBytes, opened.move());
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
class OpenQdrant {
    where = dial/* ownProgram */.DX;
    server;
    sizeBytes;
    #opening;
    #names;
    #opened;
    #dumped = false;
    constructor(opening, names, sizeBytes, opened) {
        this.server = serverFacts(opening.version);
        this.sizeBytes = sizeBytes;
        this.#opening = opening;
        this.#names = names;
        this.#opened = opened;
    }
    /** To remove a snapshot that is not there is refused by the rights of the key, before the server looks for it. */
    async rehearse() {
        const { server } = this.#opening;
        for (const name of this.#names) {
            await mustBeWhole(server, name);
            await server.deleteSnapshot(name, 'backproof-rehearsal');
        }
        await server.aliases();
    }
    dump() {
        if (this.#dumped)
            throw new Error('one opening of a source is dumped once');
        this.#dumped = true;
        return dumpQdrant(this.#opening);
    }
    async [Symbol.asyncDispose]() {
        await this.#opened.disposeAsync();
    }
}
/** Of the vectors: Qdrant does not tell how much room anything takes. */
function estimate({ points_count, config }) {
    const params = (config['params'] ?? {});
    const vectors = params.vectors ?? {};
    const sizes = [vectors, ...Object.values(vectors)].map((one) => Number(one?.size) || 0);
    return (points_count ?? 0) * (sizes.reduce((sum, size) => sum + size, 0) * 4 + 100);
}

// EXTERNAL MODULE: ./engine/target/blame.js
var blame = __webpack_require__(69706);
// EXTERNAL MODULE: ./engine/assertion.js
var engine_assertion = __webpack_require__(7395);
;// CONCATENATED MODULE: ./engine/qdrant/check.js

/** `count-of: COLLECTION` (or an alias), `required: [COLLECTION, ALIAS]`. */
async function checkQdrant(assertion, server) {
    const aliases = (await server.aliases()).map(({ alias_name: name }) => name);
    const names = new Set([...(await server.collections()), ...aliases]);
    if (assertion.kind === 'required')
        return (0,engine_assertion/* judgeRequired */.lk)(assertion, (name) => names.has(name), 'collection or alias');
    if (assertion.kind !== 'count-of')
        throw (0,engine_assertion/* unknownKind */.PI)(assertion);
    const { ask } = assertion;
    if (!names.has(ask))
        return (0,engine_assertion/* failed */.gz)(assertion, `there is no collection or alias ${ask}`);
    return (0,engine_assertion/* judged */.g$)(assertion, String(await server.count(ask)));
}

;// CONCATENATED MODULE: ./engine/qdrant/restore.js
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
async function restoreQdrant(backup, request, place) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { only } = request;
        const { connection, services, signal } = place;
        const server = restore_addDisposableResource(env_1, new Qdrant(connection, services, signal), true);
        const { kept, aliases, dumped, inTheWay } = await admitQdrant(backup, request, server, connection.where);
        if (inTheWay.collections.length + inTheWay.aliases.length > 0) {
            // The old goes before the new can come: not before the new has been read to its end.
            for (const one of kept)
                for await (const _ of bytesOf(backup, one))
                    (0,problem/* stopIfAborted */.NI)(signal);
        }
        const restoring = new Restoring(backup, server, place, inTheWay.collections);
        await restoring.all(kept, inTheWay.aliases, aliases);
        const restoredBytes = kept.reduce((sum, { bytes }) => sum + bytes, 0);
        return {
            findings: restoring.findings,
            expected: only.length === 0 ? backup.facts : factsOf(dumped, restoredBytes, kept, aliases),
            restoredBytes,
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
async function admitQdrant(backup, { overwrite, only }, server, where) {
    const description = await readDescription(backup);
    const kept = chosen(description, only);
    const names = new Set(kept.map(({ name }) => name));
    const aliases = description.aliases.filter(({ collection_name: name }) => names.has(name));
    const dumped = parseVersion(description.server);
    if (dumped === undefined)
        throw (0,json_part/* damagedPart */.xw)(descriptionPart, 'it names no version of Qdrant');
    mustTake(await server.version(), where, dumped);
    return { kept, aliases, dumped, inTheWay: mustBeFree(await whatIsThere(server), names, aliases, overwrite, where) };
}
const whatIsThere = async (server) => ({
    collections: await server.collections(),
    aliases: await server.aliases(),
});
function chosen({ collections }, only) {
    const unmatched = (pattern, hint) => new problem/* Problem */.AF('usage', `--only ${pattern}: the backup has no such collection`, { hint });
    const names = collections.map(({ name }) => name);
    const taken = new Set((0,selection/* selected */.wH)(names, { include: only, exclude: [] }, 'collection', unmatched));
    return collections.filter(({ name }) => taken.has(name));
}
/** What has to go first. @throws Problem `target-refused` where that was not agreed to. */
function mustBeFree(there, names, aliases, overwrite, where) {
    const ours = new Set(aliases.map(({ alias_name: name }) => name));
    const blocked = there.collections.filter((name) => ours.has(name) && !names.has(name));
    if (blocked.length > 0)
        throw new problem/* Problem */.AF('target-refused', `${where} has collections with the names of aliases: ${(0,words/* namesSome */.Tc)(blocked)}`, {
            hint: 'Restore into another server, or rename those collections first.',
        });
    const collections = there.collections.filter((name) => names.has(name));
    const named = there.aliases.filter(({ alias_name: name }) => ours.has(name) || names.has(name));
    const taken = [...collections, ...named.map(({ alias_name: name }) => `${name} (an alias)`)];
    if (taken.length > 0 && !overwrite)
        throw new problem/* Problem */.AF('target-refused', `${where} has collections or aliases of the backup's names: ${(0,words/* namesSome */.Tc)(taken)}`, {
            hint: `Restore into another server, or give --overwrite ${where}, which deletes those first.`,
        });
    return { collections, aliases: named };
}
class Restoring {
    findings = [];
    #backup;
    #server;
    #place;
    /** Collections of the target that are to be replaced. */
    #old;
    #gone = [];
    #made = [];
    constructor(backup, server, place, old) {
        this.#backup = backup;
        this.#server = server;
        this.#place = place;
        this.#old = old;
    }
    async all(kept, old, aliases) {
        let begun;
        try {
            await this.#server.changeAliases(old.map(({ alias_name }) => ({ delete_alias: { alias_name } })));
            for (const collection of kept) {
                const { name } = collection;
                if (this.#old.includes(name)) {
                    await this.#server.deleteCollection(name);
                    this.#gone.push(name);
                }
                begun = name;
                await this.#recover(collection);
                this.#made.push(name);
                begun = undefined;
            }
            await this.#server.changeAliases(aliases.map((alias) => ({ create_alias: alias })));
        }
        catch (error) {
            // What is whole stays only where it has taken the place of something.
            const whole = this.#gone.length > 0 ? [] : this.#made;
            await this.#abandon([...whole, ...(begun === undefined ? [] : [begun])]).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
            throw this.#told(error);
        }
    }
    async #recover(collection) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { name, sha256 } = collection;
            const { connection, services, signal } = this.#place;
            const file = `backproof-${(0,external_node_crypto_.randomUUID)()}.snapshot`;
            const { body, headers } = formOf(file, collection, bytesOf(this.#backup, collection), signal);
            // What has arrived the server takes in, whoever waits: a cancelled run must not leave it behind.
            const steady = restore_addDisposableResource(env_2, new Qdrant(connection, services, new AbortController().signal), true);
            const { kind } = await (0,grace/* endOf */.p)(steady.recover(name, sha256, body, headers), signal);
            if (kind === 'cancelled')
                throw (0,problem/* cancelled */.KW)(signal);
            const { status } = await this.#server.collection(name);
            if (status === 'red')
                throw this.#server.problem(`collection ${name} is broken (red) once restored`, 'Look at the log of the server.');
            await this.#removeUploaded(name, file);
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
    /** Servers keep the file that was uploaded beside the collection. */
    async #removeUploaded(name, file) {
        try {
            const left = (await this.#server.snapshots(name)).filter((one) => one.name === file);
            for (const { name: found } of left)
                await this.#server.deleteSnapshot(name, found);
        }
        catch (error) {
            if ((0,problem/* isProblem */.AN)(error, 'cancelled'))
                throw error;
            this.findings.push({
                level: 'warning',
                blame: 'env',
                message: `the uploaded snapshot ${file} of ${name} may stay on the server's disk: ${(0,problem/* messageOf */.bD)(error)}`,
                hint: `Delete it: DELETE /collections/${name}/snapshots/${file}.`,
            });
        }
    }
    /** Its own client, because the other may be what failed. */
    async #abandon(names) {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const { connection, services } = this.#place;
            const server = restore_addDisposableResource(env_3, new Qdrant(connection, services, AbortSignal.timeout(restore_cleanupMs)), true);
            for (const name of names)
                await server.deleteCollection(name);
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            const result_3 = restore_disposeResources(env_3);
            if (result_3)
                await result_3;
        }
    }
    #told(error) {
        const lost = this.#gone.filter((name) => !this.#made.includes(name));
        if (lost.length === 0 || !(0,problem/* isProblem */.AN)(error) || error.code === 'cancelled')
            return error;
        const after = `; ${(0,words/* namesSome */.Tc)(lost)} of the target had been deleted to be replaced, and ${lost.length === 1 ? 'was' : 'were'} not yet`;
        return new problem/* Problem */.AF(error.code, `${(0,problem/* messageOf */.bD)(error)}${after}`, { hint: error.hint, cause: error });
    }
}
const restore_cleanupMs = 60_000;
/** A form with one file (RFC 7578), as long as it says. */
function formOf(file, { bytes }, content, signal) {
    const boundary = `backproof-${(0,external_node_crypto_.randomUUID)()}`;
    const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="snapshot"; filename="${file}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
    const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
    async function* body() {
        yield head;
        for await (const chunk of content) {
            (0,problem/* stopIfAborted */.NI)(signal);
            yield chunk;
        }
        (0,problem/* stopIfAborted */.NI)(signal);
        yield tail;
    }
    return {
        body: body(),
        headers: {
            'content-type': `multipart/form-data; boundary=${boundary}`,
            'content-length': String(head.length + bytes + tail.length),
        },
    };
}

;// CONCATENATED MODULE: ./engine/qdrant/target.js
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







class QdrantTarget {
    where;
    name;
    path = undefined;
    throwAway;
    servers;
    #place;
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
        await this.#with((server) => admitQdrant(backup, request, server, this.where));
    }
    async restore(backup, request) {
        return await (0,blame/* asTarget */.Q)(restoreQdrant(backup, request, this.#place), this);
    }
    async facts(like, counted) {
        return await this.#with((server) => liveFacts(server, like, counted));
    }
    async check(assertion) {
        return await this.#with((server) => checkQdrant(assertion, server));
    }
    async [Symbol.asyncDispose]() {
        await this.#place.remove?.();
    }
    async #with(use) {
        const { connection, services, signal } = this.#place;
        const used = async () => {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const server = target_addDisposableResource(env_1, new Qdrant(connection, services, signal), true);
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

;// CONCATENATED MODULE: ./engine/qdrant/qdrant.js






/** Qdrant's collections, by the snapshots of the server itself, and their aliases. */
const qdrant = {
    name: 'qdrant',
    can: { selects: 'collection', restores: [] },
    open: (source, bench, signal) => openQdrant(source, bench, signal),
    servers: (source) => [connectionOf(source).address],
    takes: () => false,
    contents: (backup, _by, _bench, signal, required) => qdrantContents(backup, signal, required),
    target: async (text, _by, { services }, signal) => new QdrantTarget({ connection: parseQdrantUrl(text, '--into'), services, signal }),
    async sandbox(dumped, image, { baseEnv, label }, signal) {
        const sandbox = await (0,runtime/* startReachableSandbox */.tU)(qdrantSandbox(dumped, image), { baseEnv, label, signal });
        const remove = async () => sandbox[Symbol.asyncDispose]();
        return new QdrantTarget({ connection: at(sandbox.address), services: {}, signal, remove });
    },
};


/***/ })

};
