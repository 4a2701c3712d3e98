export const id = 939;
export const ids = [939];
export const modules = {

/***/ 8318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZZ: () => (/* reexport */ acquireLease),
  eW: () => (/* reexport */ acquireLeases),
  cd: () => (/* reexport */ commit),
  Et: () => (/* reexport */ condemns),
  GU: () => (/* reexport */ eachAtOnce),
  Gb: () => (/* reexport */ encodeManifest),
  Ym: () => (/* reexport */ encodeRecord),
  M$: () => (/* reexport */ encodeRun),
  iV: () => (/* reexport */ encodeTime),
  py: () => (/* reexport */ goesNow),
  eQ: () => (/* reexport */ isId),
  To: () => (/* reexport */ leftovers),
  yr: () => (/* reexport */ levels),
  M4: () => (/* reexport */ makeId),
  Hd: () => (/* reexport */ objectName),
  bp: () => (/* reexport */ openCache),
  Ng: () => (/* reexport */ parseManifest),
  OU: () => (/* reexport */ purge),
  mc: () => (/* reexport */ putProof),
  j8: () => (/* reexport */ putRecord),
  tc: () => (/* reexport */ putRecordEverywhere),
  uM: () => (/* reexport */ readCatalog),
  A2: () => (/* reexport */ readDurations),
  Ag: () => (/* reexport */ readObject),
  x0: () => (/* reexport */ readTrash),
  $8: () => (/* reexport */ rememberedManifests),
  o0: () => (/* reexport */ samePlace),
  vz: () => (/* reexport */ sourceOf),
  eO: () => (/* reexport */ staleRuns),
  bO: () => (/* reexport */ tagPattern),
  pK: () => (/* reexport */ timeTags),
  GO: () => (/* reexport */ trashMark)
});

// UNUSED EXPORTS: manifestMaxBytes, parseObjectName, parseTime, triggers

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/js/catalog/cache.js



const maxLines = 200_000;
/**
 * One file per store, a JSON array [key, etag, base64, digest of these] per line: reading 10,000 lines beats 10,000 files.
 * What does not match its digest is not known.
 */
async function openCache(directory, store) {
    const path = pathOf(directory, store);
    const known = await readLines(path);
    const used = new Map();
    let changed = false;
    return {
        get(key, etag) {
            const name = `${key}\n${etag}`;
            const [value, digest] = known.get(name)?.split('\n') ?? [];
            if (value === undefined || digest !== digestOf(name, value))
                return undefined;
            used.set(name, `${value}\n${digest}`);
            return Buffer.from(value, 'base64');
        },
        set(key, etag, bytes) {
            const name = `${key}\n${etag}`;
            const value = Buffer.from(bytes).toString('base64');
            used.set(name, `${value}\n${digestOf(name, value)}`);
            changed = true;
        },
        async save(source) {
            if (!changed)
                return;
            changed = false;
            for (const name of source === undefined ? [] : known.keys())
                if (name.startsWith(`${source}/`) && !used.has(name))
                    known.delete(name);
            const merged = known.size + used.size > maxLines ? used : new Map([...known, ...used]);
            const lines = [...merged].map(([name, value]) => JSON.stringify([...name.split('\n'), ...value.split('\n')]));
            await replace(path, `${lines.join('\n')}\n`);
        },
    };
}
/** How many manifests of a store are known from before: evidence, where the store itself has nothing to show. */
async function rememberedManifests(directory, store) {
    const keys = new Set([...(await readLines(pathOf(directory, store))).keys()].map((name) => name.split('\n')[0]));
    return [...keys].filter((key) => /^[^/]+\/manifests\/[^/]+\.json$/.test(key ?? '')).length;
}
function pathOf(directory, store) {
    return (0,external_node_path_.join)(directory, `${(0,external_node_crypto_.createHash)('sha256').update(store.where).digest('hex').slice(0, 32)}.jsonl`);
}
function digestOf(name, value) {
    return (0,external_node_crypto_.createHash)('sha256').update(name).update('\n').update(value).digest('base64').slice(0, 22);
}
/** By "key\netag", "base64\ndigest". */
async function readLines(path) {
    const known = new Map();
    for (const line of (await readText(path)).split('\n')) {
        const entry = readLine(line);
        if (entry)
            known.set(entry[0], entry[1]);
    }
    return known;
}
/** Several sources may save at once: each writes a file of its own, and the last to rename stays. */
async function replace(path, text) {
    const temporary = `${path}.${(0,external_node_crypto_.randomUUID)()}.tmp`;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
        await (0,promises_.writeFile)(temporary, text);
        await (0,promises_.rename)(temporary, path);
    }
    catch {
        // A full or read-only disk, or somebody else's home, must not stop a restore: without a cache the store is read again.
        await (0,promises_.rm)(temporary, { force: true }).catch(() => { });
    }
}
async function readText(path) {
    try {
        return await (0,promises_.readFile)(path, 'utf8');
    }
    catch {
        return ''; // no cache, or none that can be read: the store has everything
    }
}
function readLine(line) {
    if (line === '')
        return undefined;
    try {
        const value = JSON.parse(line);
        if (!Array.isArray(value) || value.length !== 4 || !value.every((v) => typeof v === 'string'))
            return undefined;
        return [`${value[0]}\n${value[1]}`, `${value[2]}\n${value[3]}`];
    }
    catch {
        return undefined; // a line cut off by a killed run
    }
}

// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/iso.js
var iso = __webpack_require__(4377);
;// CONCATENATED MODULE: ./build/js/catalog/object-name.js
/** Names of the objects in a store (docs/format.md), built and read in this one place. Pure. */
/** Of proof, the weakest first. */
const levels = ['check', 'read', 'restore'];
const time = String.raw `\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z`;
const source = '[a-z0-9][a-z0-9._-]{0,62}';
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
const objectName = {
    data: (source, id, part) => `${source}/data/${id}/${part}`,
    key: (source, id) => `${source}/keys/${id}.json`,
    signature: (source, id) => `${source}/manifests/${id}.sig`,
    manifest: (source, id) => `${source}/manifests/${id}.json`,
    proof: (source, id, at, level, outcome) => `${source}/proofs/${id}/${encodeTime(at)}.${level}.${outcome}.json`,
    run: (source, at, id, outcome) => `${source}/runs/${encodeTime(at)}.${id}.${outcome}.json`,
    hold: (source, id) => `${source}/holds/${id}`,
    trash: (source, id) => `${source}/trash/${id}.json`,
    lease: (source) => `${source}/lease.json`,
};
const patterns = [
    [/^data\/([^/]+)\/([a-z0-9][a-z0-9._-]{0,99})$/, ([id = '', part = '']) => ({ kind: 'data', id, part })],
    [/^keys\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'key', id })],
    [/^manifests\/([^/]+)\.sig$/, ([id = '']) => ({ kind: 'signature', id })],
    [/^manifests\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'manifest', id })],
    [/^holds\/([^/]+)$/, ([id = '']) => ({ kind: 'hold', id })],
    [/^trash\/([^/]+)\.json$/, ([id = '']) => ({ kind: 'trash', id })],
    [
        /^proofs\/([^/]+)\/([^/.]+\.\d{6}Z)\.(check|read|restore)\.(passed|failed)\.json$/,
        ([id = '', when = '', level, outcome]) => {
            const at = parseTime(when);
            return at && { kind: 'proof', id, at, level: level, passed: outcome === 'passed' };
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
    if (!key.startsWith(`${source}/`))
        return undefined;
    const rest = key.slice(source.length + 1);
    for (const [pattern, read] of patterns) {
        const found = pattern.exec(rest);
        if (!found)
            continue;
        const name = read(found.slice(1));
        if (!name || name.kind === 'lease')
            return name;
        return sourceOf(name.id) === source ? name : undefined;
    }
    return undefined;
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
const part = schemas/* object */.Ikc({
    name: partName,
    /** Of the sealed object. */
    bytes: size,
    sha256: digest,
    /** Of what the dumping program wrote, before compression and sealing. */
    plainBytes: size,
    plainSha256: digest,
    compression: schemas/* enum */.k5n(['zstd', 'none']),
})
    .readonly();
const schema = schemas/* object */.Ikc({
    format: schemas/* literal */.euz('restorable/v1'),
    id: schemas/* string */.YjP().max(120).refine(isId, 'is not an id'),
    source: schemas/* string */.YjP(),
    engine: schemas/* enum */.k5n(['postgres', 'sqlite', 'files']),
    kind: schemas/* literal */.euz('full'),
    trigger: schemas/* enum */.k5n(triggers),
    tags: schemas/* array */.YOg(schemas/* string */.YjP().regex(tagPattern)).max(100).readonly(),
    /** Kept until somebody deletes it by hand. */
    retain: schemas/* boolean */.zMY(),
    /** ISO 8601, UTC. Order and retention use startedAt, never names or modification times. */
    startedAt: manifest_time,
    finishedAt: manifest_time,
    parts: schemas/* array */.YOg(part).min(1).max(1000).readonly(),
    /** { restorable: "0.1.0", server: "17.5", pg_dump: "17.5" } */
    versions: words,
    /** Where it was made: repository, run, commit, actor, host. */
    origin: words,
    /** Id of the backup that this one depends on. */
    base: schemas/* string */.YjP().refine(isId).optional(),
})
    .readonly();
/** Its bytes, as they are stored and signed. Throws for what `parseManifest` would refuse. */
function encodeManifest(manifest) {
    return new TextEncoder().encode(`${JSON.stringify(schema.parse(manifest), null, 2)}\n`);
}
/** Throws `manifest-damaged` naming `where` unless the bytes are a manifest of this id. Unknown fields are ignored. */
function parseManifest(bytes, id, where) {
    const damaged = (why, cause) => new js_problem/* Problem */.AF('manifest-damaged', `the manifest ${where} ${why}`, {
        hint: 'Restore this backup from another store, or look at the object with the store’s own tools.',
        cause,
    });
    if (bytes.length > manifestMaxBytes)
        throw damaged(`is larger than ${manifestMaxBytes} bytes`);
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (cause) {
        throw damaged('is not JSON', cause);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
        const issue = parsed.error.issues[0];
        const where = issue?.path.join('.') ?? '';
        const newer = ['format', 'engine', 'kind'].includes(where) ? ', a newer one may have made it' : '';
        throw damaged(`is not in a format that this version reads${newer}: ${where}: ${issue?.message}`);
    }
    const manifest = parsed.data;
    if (manifest.id !== id || manifest.source !== sourceOf(id))
        throw damaged(`says that it is of ${manifest.id}`);
    if (new Set(manifest.parts.map((p) => p.name)).size !== manifest.parts.length)
        throw damaged('names a part twice');
    return manifest;
}

;// CONCATENATED MODULE: ./build/js/catalog/record.js


/** A small object, whole. Throws `object-missing`, and `object-damaged` for one larger than `maxBytes`. */
async function readObject(store, key, signal, maxBytes = manifestMaxBytes) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of await store.get(key, { signal })) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw new js_problem/* Problem */.AF('object-damaged', `${key} in ${store.where} is larger than ${maxBytes} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
/** The bytes of a small object that is JSON. */
function encodeRecord(value) {
    return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
/** What these bytes say; undefined where they are not of this form: anybody may have written them. */
function parseRecord(schema, bytes) {
    try {
        return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
    }
    catch {
        return undefined; // no JSON
    }
}
/** Writes one JSON object under the same key to every place; gives the places that refused it, and why. */
async function putRecord(places, key, value, signal) {
    const bytes = encodeRecord(value);
    // Marks of deletion are what makes room again; a store that is nearly full must take them.
    const options = { signal, fromReserve: true };
    const outcomes = await Promise.allSettled(places.map(({ store }) => store.put(key, bytes, options)));
    return outcomes.flatMap((outcome, i) => {
        const place = places[i];
        return outcome.status === 'rejected' && place ? [{ place, problem: outcome.reason }] : [];
    });
}
/** The same; throws what the first of them said against it, once all were asked: what can be written is. */
async function putRecordEverywhere(places, key, value, signal) {
    for (const { problem } of await putRecord(places, key, value, signal))
        throw problem;
}
/** The JSON of a run record. */
function encodeRun(run, origin) {
    const { id, source, command, trigger, startedAt, finishedAt, outcome, because, problem } = run;
    return { version: 1, id, source, command, trigger, startedAt, finishedAt, outcome, because, problem, origin };
}

;// CONCATENATED MODULE: ./build/js/catalog/commit.js




/**
 * Commits a backup to one store whose data objects are complete: keys, signature, then the manifest. Killed between any
 * two of these, the backup is invisible. Gives the manifest as it is stored, unless it was there already. Throws
 * `store-exists` if another backup has this id.
 */
async function commit(store, commitment, signal) {
    const { manifest, keys, signature } = commitment;
    const { source, id } = manifest;
    const bytes = commitment.bytes ?? encodeManifest(manifest);
    await store.put(objectName.key(source, id), keys, { signal });
    if (signature)
        await store.put(objectName.signature(source, id), signature, { signal });
    try {
        return await store.put(objectName.manifest(source, id), bytes, { ifAbsent: true, signal });
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'store-exists'))
            throw error;
        const there = await readObject(store, objectName.manifest(source, id), signal);
        if (!Buffer.from(there).equals(Buffer.from(bytes)))
            throw error;
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/each.js
/** Sixteen at a time: enough to hide a store's latency, few enough for one connection pool. */
async function eachAtOnce(values, body) {
    let next = 0;
    const worker = async () => {
        for (let i = next++; i < values.length; i = next++)
            await body(values[i]);
    };
    await Promise.all(Array.from({ length: Math.min(16, values.length) }, worker));
}

;// CONCATENATED MODULE: ./build/js/catalog/lease.js
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




const lease_schema = schemas/* object */.Ikc({ holder: schemas/* string */.YjP().max(500), acquiredAt: iso/* datetime */.w$(), expiresAt: iso/* datetime */.w$() });
/**
 * Takes the lease by a conditional write; throws `lease-held` while another run has it, `run-failed` if that has had it
 * for more than a day, `store-failed` for one that was dated by a wrong clock. On a store that ignores conditions the
 * read-back afterwards still tells which of two won.
 */
async function acquireLease(store, source, options) {
    const { holder, now, signal, ttlMs = 15 * 60_000, fromReserve = false } = options;
    const key = objectName.lease(source);
    const acquiredAt = now();
    const body = (expiresAt) => new TextEncoder().encode(`${JSON.stringify({ holder, acquiredAt, expiresAt })}\n`);
    const expiry = () => new Date(now().getTime() + ttlMs);
    const there = await store.head(key, signal);
    const known = there && (await readLease(store, key, signal));
    // Given back: also where the clock of the machine that did so is ahead of ours.
    const free = !known || Date.parse(known.expiresAt) === Date.parse(known.acquiredAt);
    const leftMs = free ? 0 : Date.parse(known.expiresAt) - now().getTime();
    if (known && leftMs > longestMs)
        throw heldByClock(store, key, known);
    if (known && leftMs > 0 && now().getTime() - Date.parse(known.acquiredAt) > longestMs)
        throw stuck(store, source, known);
    if (known && leftMs > 0)
        throw held(store, source, known.holder, known.expiresAt);
    const condition = there ? { ifMatch: there.etag } : { ifAbsent: true };
    let mine;
    let until = expiry();
    try {
        mine = await store.put(key, body(until), { ...condition, signal, fromReserve });
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'store-exists', 'store-changed'))
            throw held(store, source, 'another run', undefined);
        throw error;
    }
    const seen = await readLease(store, key, signal);
    if (seen?.holder !== holder)
        throw held(store, source, seen?.holder ?? 'another run', seen?.expiresAt);
    const lost = new AbortController();
    let renewing = Promise.resolve();
    let failure;
    const renew = async () => {
        if (lost.signal.aborted)
            return;
        try {
            const next = expiry();
            mine = await store.put(key, body(next), { ifMatch: mine.etag, signal, fromReserve });
            until = next;
            failure = undefined;
        }
        catch (error) {
            failure = error;
            // A store that does not answer takes nothing away: as long as the object is ours, so is the lease, however old.
            if ((0,js_problem/* isProblem */.AN)(error, 'store-changed', 'object-missing'))
                lost.abort(new js_problem/* Problem */.AF('run-failed', `the lease on ${source} in ${store.where} was lost`, { cause: error }));
        }
    };
    const timer = setInterval(() => {
        renewing = renewing.then(renew);
    }, ttlMs / 3);
    return {
        signal: lost.signal,
        async confirm() {
            renewing = renewing.then(renew);
            await renewing;
            if (lost.signal.aborted)
                throw lost.signal.reason;
            if (failure !== undefined && now() >= until)
                throw failure;
        },
        expired: free || known.holder === '' ? undefined : known.holder,
        async [Symbol.asyncDispose]() {
            clearInterval(timer);
            await renewing;
            if (lost.signal.aborted)
                return;
            // Given back by a conditional write, not by a removal: a removal could take away a successor's lease.
            const release = store.put(key, body(acquiredAt), { ifMatch: mine.etag, signal: AbortSignal.timeout(30_000) });
            await release.catch((error) => {
                if (!(0,js_problem/* isProblem */.AN)(error))
                    throw error; // a store that fails now: the lease expires by itself
            });
        },
    };
}
/** undefined: it does not read, so nobody can renew it, and it covers nothing. */
async function readLease(store, key, signal) {
    try {
        return parseRecord(lease_schema, await readObject(store, key, signal));
    }
    catch (error) {
        if (!(0,js_problem/* isProblem */.AN)(error, 'object-damaged'))
            throw error;
        return undefined;
    }
}
/** No lease is taken for so long: one that has longer to go was dated by a clock that is wrong. */
const longestMs = 24 * 3_600_000;
/** Not `lease-held`, which is left to the run that has it: nobody may ever give this one back. */
function heldByClock(store, key, { holder, expiresAt }) {
    const message = `${key} in ${store.where} says that ${holder} writes until ${expiresAt}: its clock or this one is wrong`;
    return new js_problem/* Problem */.AF('store-failed', message, {
        hint: `Set the clock; if that run has ended, remove ${key} from the store with the store's own tools.`,
    });
}
/** A run that hangs may renew its lease for ever, and every other would leave the source to it. */
function stuck(store, source, { holder, acquiredAt }) {
    const message = `${source} in ${store.where} is being written by ${holder} since ${acquiredAt}, for more than a day`;
    return new js_problem/* Problem */.AF('run-failed', message, {
        hint: 'Look at that run: if it hangs, end it, and its lease expires by itself.',
    });
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
        hint: `Give ${name} another bucket, prefix or path in the policy, or take it out.`,
    });
}
function held(store, source, holder, until) {
    const message = `${source} in ${store.where} is being written by ${holder}${until ? `, until ${until}` : ''}`;
    return new js_problem/* Problem */.AF('lease-held', message, {
        hint: 'Wait for that run to end; the lease of a run that was killed expires by itself.',
    });
}
/**
 * Takes the lease in every place, always in the order of their names, so that of two runs one gets all. Throws
 * `lease-held` if another run has any of them, `run-failed` if one has had it for too long.
 */
async function acquireLeases(places, source, options) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const stack = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const failed = [];
        const held = [];
        for (const place of [...places].sort((a, b) => (a.name < b.name ? -1 : 1))) {
            try {
                held.push({ place, lease: stack.use(await acquireLease(place.store, source, options)) });
            }
            catch (error) {
                if (!(0,js_problem/* isFailure */.N6)(error) || error.code === 'run-failed')
                    throw error;
                const problem = (0,js_problem/* isProblem */.AN)(error, 'lease-held') ? await secondName(place, held, source, options.signal) : error;
                if (!problem)
                    throw error;
                failed.push({ store: place.name, problem });
            }
        }
        const kept = stack.move();
        const wanted = new Map(held.map(({ place, lease }) => [place.name, lease]));
        const lost = new AbortController();
        for (const [name, lease] of wanted)
            lease.signal.addEventListener('abort', () => wanted.has(name) && lost.abort(lease.signal.reason));
        return {
            signal: lost.signal,
            places: places.filter(({ name }) => wanted.has(name)),
            failed,
            expired: held.flatMap(({ place, lease }) => (lease.expired ? [`${place.name}: ${lease.expired}`] : [])),
            confirm: async (stores = [...wanted.keys()]) => {
                await Promise.all(stores.map((name) => wanted.get(name)?.confirm()));
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

;// CONCATENATED MODULE: ./build/js/catalog/proof.js



/** Stores a proof next to the backup; throws unless every place took it: a gate must never miss a failed proof. */
async function putProof(places, source, proof, versions, signal) {
    const { id, level, outcome, startedAt, finishedAt, store, durations } = proof;
    const findings = bounded(proof.findings);
    const value = { version: 1, id, level, outcome, startedAt, finishedAt, store, durations, findings, versions };
    await putRecordEverywhere(places, objectName.proof(source, id, startedAt, level, outcome), value, signal);
}
/** A reader takes no object larger than 256 KiB, and no longer texts; a restore of ten thousand tables has more to say. */
const findingsMaxBytes = 120_000;
const textMaxChars = 8_000;
/** As many as a reader takes, those that speak against the data first, and how many more there were. */
function bounded(findings) {
    const cut = (text) => text.slice(0, textMaxChars);
    const against = (one) => one.level === 'failure' && one.blame === 'data';
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
    return left === 0 ? kept : [...kept, { level: 'note', blame: 'source', message: `and ${left} findings more` }];
}
/** A failed proof that speaks against the backup itself, not against the environment or the source. */
function condemns({ outcome, findings }) {
    if (outcome === 'passed')
        return false;
    const failures = findings.filter((finding) => finding.level === 'failure');
    return failures.length === 0 || failures.some((finding) => finding.blame === 'data');
}
const proof_schema = schemas/* object */.Ikc({ durations: schemas/* record */.g1P(schemas/* string */.YjP().max(100), schemas/* number */.aig().nonnegative()) });
/**
 * The milliseconds by step of a proof, which the catalog does not read of those that passed; none where the object does
 * not read. Throws what the store throws.
 */
async function readDurations({ store }, source, { id, startedAt, level, outcome }, signal) {
    const bytes = await readObject(store, objectName.proof(source, id, startedAt, level, outcome), signal);
    // Written by somebody else, it counts by its name alone.
    return parseRecord(proof_schema, bytes)?.durations ?? {};
}

// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy = __webpack_require__(9773);
;// CONCATENATED MODULE: ./build/js/catalog/trash.js





const distantFuture = new Date(8.64e15);
const trash_schema = schemas/* object */.Ikc({
    trashedAt: iso/* datetime */.w$(),
    purgeAfter: iso/* datetime */.w$(),
    scope: schemas/* enum */.k5n(['backup', 'copy']).optional(),
});
/** An unreadable marker still means "deleted", but nothing is purged because of it. */
function parseTrash(bytes) {
    const mark = parseRecord(trash_schema, bytes);
    if (!mark)
        return { at: distantFuture, purgeAfter: distantFuture, scope: 'backup' };
    return { at: new Date(mark.trashedAt), purgeAfter: new Date(mark.purgeAfter), scope: mark.scope ?? 'backup' };
}
/** The JSON of a marker; with `copy`, of one store's copy alone. */
function trashMark(at, grace, because, scope) {
    const purgeAfter = new Date(at.getTime() + (0,policy/* durationMs */.pc)(grace));
    return { trashedAt: at, purgeAfter, because, ...(scope ? { scope } : {}) };
}
/**
 * Whether what was marked so, the backup or one copy of it, goes at this moment. Asked again right before it does: marks
 * need no lease, and it may have been brought back, deleted anew, or held.
 */
async function goesNow(store, source, id, scope, now, signal) {
    const mark = await readTrash(store, source, id, signal);
    if (mark?.scope !== scope || mark.purgeAfter > now)
        return false;
    return !(await store.head(objectName.hold(source, id), signal));
}
/** The marker as the store has it now, past every cache; undefined = there is none. */
async function readTrash(store, source, id, signal) {
    try {
        return parseTrash(await readObject(store, objectName.trash(source, id), signal));
    }
    catch (error) {
        if ((0,js_problem/* isProblem */.AN)(error, 'object-missing'))
            return undefined;
        if ((0,js_problem/* isProblem */.AN)(error, 'object-damaged'))
            return parseTrash(new Uint8Array());
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/js/catalog/shelf.js









const folders = ['manifests', 'keys', 'holds', 'trash', 'proofs', 'runs'];
/** Reads what one store says of a source; throws if any page or object of it cannot be read. */
async function readShelf(source, place, options) {
    for (let attempt = 1;; attempt++) {
        try {
            return await readOnce(source, place, options, attempt === 3);
        }
        catch (error) {
            // Purged, or brought back, since it was listed: the next listing says so.
            if (!(0,js_problem/* isProblem */.AN)(error, 'object-missing') || attempt === 3)
                throw error;
        }
    }
}
/** `last`: what is listed time and again and never there costs itself, and not the whole store. */
async function readOnce(source, place, options, last) {
    const { signal } = options;
    const { store } = place;
    const listed = (await Promise.all(folders.map((folder) => Array.fromAsync(store.list(`${source}/${folder}/`, signal))))).flat();
    const named = listed.flatMap((stored) => {
        const name = parseObjectName(source, stored.key);
        return name ? [{ stored, name }] : [];
    });
    const cache = await options.cache(store);
    const ask = async (key) => {
        try {
            return await readObject(store, key, signal);
        }
        catch (cause) {
            if (!last || !(0,js_problem/* isProblem */.AN)(cause, 'object-missing'))
                throw cause;
            throw new js_problem/* Problem */.AF('object-damaged', `${key} is listed in ${store.where}, and is not there`, { cause });
        }
    };
    /** What `parse` throws at may be an answer of something in between: it is not remembered, and asked for again. */
    const read = async ({ key, etag }, parse) => {
        const known = cache.get(key, etag);
        if (known) {
            try {
                return parse(known);
            }
            catch {
                // asked for again, and then said
            }
        }
        const bytes = await ask(key);
        const parsed = parse(bytes);
        cache.set(key, etag, bytes);
        return parsed;
    };
    /** Nothing of what is larger than any of ours, in an archive, or no JSON: it must not hide all the others. */
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
    const signatures = new Map(of('signature').map(({ stored, name }) => [name.id, stored]));
    const manifests = new Map();
    const damaged = [];
    await eachAtOnce(of('manifest'), async ({ stored, name: { id } }) => {
        try {
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
    const trash = new Map();
    await eachAtOnce(of('trash'), async ({ stored, name }) => {
        // One that is not there marks nothing; one that does not read does.
        if (last && !(await store.head(stored.key, signal)))
            return;
        trash.set(name.id, parseTrash(await readSmall(stored)));
    });
    const proofs = [];
    await eachAtOnce(of('proof'), async ({ stored, name: { id, at, level, passed } }) => {
        // A passed proof says all that decisions need in its name; only a failed one has findings worth a read.
        const outcome = passed ? 'passed' : 'failed';
        const bare = {
            id,
            level,
            outcome,
            startedAt: at,
            finishedAt: at,
            store: place.name,
            findings: [],
            durations: {},
        };
        proofs.push(passed ? bare : { ...bare, findings: parseFindings(await readSmall(stored)) });
    });
    const runs = [];
    const records = of('run').sort((a, b) => b.name.at.getTime() - a.name.at.getTime());
    // Of those that failed more: what is decided at every tick must not push a failed backup out of sight.
    const told = new Set([...records.slice(0, 20), ...records.filter(({ name }) => !name.succeeded).slice(0, 20)]);
    await eachAtOnce(records, async (record) => {
        const { stored, name } = record;
        const { id, at, succeeded } = name;
        const bare = { id, source, command: 'run', trigger: '', startedAt: at, finishedAt: at, because: [] };
        const outcome = succeeded ? 'succeeded' : 'failed';
        runs.push({ ...bare, outcome, ...(told.has(record) ? parseRun(await readSmall(stored)) : {}) });
    });
    await cache.save(source);
    const ids = (kind) => new Set(of(kind).map(({ name }) => name.id));
    return { place, manifests, keys: ids('key'), holds: ids('hold'), trash, proofs, runs, damaged };
}
const nothing = new Uint8Array();
function mustBeJson(bytes) {
    try {
        JSON.parse(new TextDecoder().decode(bytes));
        return bytes;
    }
    catch (cause) {
        throw new js_problem/* Problem */.AF('object-damaged', 'it is no JSON', { cause });
    }
}
function mustBeSigned(manifest, signature, signers) {
    if ((0,seal/* verifySignature */.Od)(manifest, new TextDecoder().decode(signature).trim(), signers))
        return true;
    throw new js_problem/* Problem */.AF('manifest-foreign', 'it is not signed by a signer of the policy');
}
const findingSchema = schemas/* object */.Ikc({
    level: schemas/* enum */.k5n(['note', 'warning', 'failure']),
    blame: schemas/* enum */.k5n(['data', 'env', 'source']),
    message: schemas/* string */.YjP().max(10_000),
    hint: schemas/* string */.YjP().max(10_000).optional(),
});
const proofSchema = schemas/* object */.Ikc({ findings: schemas/* array */.YOg(findingSchema).max(10_000) });
const runSchema = schemas/* object */.Ikc({
    command: schemas/* string */.YjP().max(100),
    trigger: schemas/* string */.YjP().max(100),
    finishedAt: iso/* datetime */.w$(),
    because: schemas/* array */.YOg(schemas/* string */.YjP().max(10_000)).max(100),
    problem: schemas/* object */.Ikc({ code: schemas/* string */.YjP().max(100), message: schemas/* string */.YjP().max(100_000) }).optional(),
});
/** A failed proof that does not read is still a failed one, and the data's fault until somebody says otherwise. */
function parseFindings(bytes) {
    const proof = parseRecord(proofSchema, bytes);
    if (proof)
        return proof.findings.map(({ hint, ...rest }) => (hint === undefined ? rest : { ...rest, hint }));
    return [{ level: 'failure', blame: 'data', message: 'the proof object does not read' }];
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
    const unread = [];
    const shelves = await Promise.all(places.map(async (place) => {
        try {
            return await readShelf(source, place, options);
        }
        catch (error) {
            if (!(0,js_problem/* isFailure */.N6)(error))
                throw error;
            const { message, hint } = error;
            unread.push({ store: place.name, message, ...(hint ? { hint } : {}) });
            return undefined;
        }
    }));
    return merge(source, shelves.filter((shelf) => shelf !== undefined), unread, options.expected);
}
/** Pure: what the stores say together. */
function merge(source, shelves, unread, expected) {
    const ids = new Set(shelves.flatMap((shelf) => [...shelf.manifests.keys()]));
    const proofs = unique(shelves.flatMap((s) => s.proofs), (p) => `${p.id} ${p.startedAt.getTime()} ${p.level} ${p.outcome}`);
    const byId = Map.groupBy(proofs, (proof) => proof.id);
    const entries = [...ids].flatMap((id) => entryOf(id, shelves, byId.get(id) ?? [], expected) ?? []);
    const runs = unique(shelves.flatMap((s) => s.runs), (run) => `${run.id} ${run.startedAt.getTime()} ${run.outcome}`);
    return {
        source,
        entries: entries.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : -1)),
        runs: runs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
        unread,
        damaged: shelves.flatMap((shelf) => shelf.damaged),
    };
}
/** One backup, by what the stores that have its manifest say of it. */
function entryOf(id, shelves, proofs, expected) {
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
    const marks = holding.flatMap(({ shelf }) => {
        const mark = shelf.trash.get(id);
        return mark ? [{ store: shelf.place.name, ...mark }] : [];
    });
    const deleted = marks.filter(({ scope }) => scope === 'backup');
    const marked = deleted.map(({ store }) => store);
    const released = marks.filter(({ scope }) => scope === 'copy').map(({ store }) => store);
    const there = whole.map(({ shelf }) => shelf.place.name);
    const stays = there.filter((store) => !released.includes(store));
    // A copy that is given up counts again where it turns out to be the last.
    const copies = stays.some((store) => !marked.includes(store)) ? stays : there;
    const foreign = first.candidate.foreign ?? (agree ? undefined : 'its manifests differ between stores');
    return {
        id,
        manifest,
        startedAt: new Date(manifest.startedAt),
        bytes: manifest.parts.reduce((sum, part) => sum + part.bytes, 0),
        copies,
        missing: expected.filter((name) => !there.includes(name)),
        held: shelves.some((shelf) => shelf.holds.has(id)),
        trashed: deleted.length > 0 && deleted.length === holding.length ? latest(deleted) : undefined,
        marked,
        ...(released.length > 0 ? { released } : {}),
        proofs: proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime()),
        foreign: foreign ?? (copies.length === 0 ? 'its key object is missing: it cannot be opened' : undefined),
    };
}
function latest(marks) {
    const max = (dates) => new Date(Math.max(...dates.map((date) => date.getTime())));
    return { at: max(marks.map((m) => m.at)), purgeAfter: max(marks.map((m) => m.purgeAfter)) };
}
function unique(values, name) {
    return [...new Map(values.map((value) => [name(value), value])).values()];
}

;// CONCATENATED MODULE: ./build/js/catalog/sweep.js



const dayMs = 24 * 3600_000;
/**
 * What may be swept from a store: everything of an id without a manifest, once the id is more than a day away, on whichever
 * side: a clock that was wrong must not make it stay for years. Call it under the source's lease: a backup under way looks
 * the same. Throws `store-failed` if the listing was not all: then one
 * without a manifest may have one.
 */
async function leftovers(store, source, now, signal) {
    const committed = new Set();
    const found = new Map();
    for await (const { key, bytes } of store.list(`${source}/`, signal)) {
        const name = parseObjectName(source, key);
        if (!name || name.kind === 'lease' || name.kind === 'run')
            continue;
        if (name.kind === 'manifest')
            committed.add(name.id);
        else {
            const group = found.get(name.id) ?? { keys: [], bytes: 0 };
            group.keys.push(key);
            group.bytes += bytes;
            found.set(name.id, group);
        }
    }
    const left = [...found].flatMap(([id, group]) => {
        const startedAt = parseTime(id.slice(source.length + 1));
        const away = startedAt !== undefined && Math.abs(now.getTime() - startedAt.getTime()) > dayMs;
        return away && !committed.has(id) ? [{ id, ...group }] : [];
    });
    for (const { id } of left) {
        const key = objectName.manifest(source, id);
        if (await store.head(key, signal))
            throw new js_problem/* Problem */.AF('store-failed', `list ${source}/*: it left out ${key}, which is there, in ${store.where}`, {
                hint: 'Nothing is swept: what this store lists cannot be relied on.',
            });
    }
    return left;
}
/** Days for which run records are kept: every reading of the catalog lists them all. */
const runDays = 90;
/** Names of the run records of a source that are older than 90 days. */
async function staleRuns(store, source, now, signal) {
    const stale = [];
    for await (const { key } of store.list(`${source}/runs/`, signal)) {
        const name = parseObjectName(source, key);
        if (name?.kind === 'run' && now.getTime() - name.at.getTime() > runDays * dayMs)
            stale.push(key);
    }
    return stale;
}
/**
 * Removes one backup from one store for good: manifest first, so that it never looks whole without being so; data next
 * to last; the trash marker at the very end, so that a killed purge is taken up again. `goes` is asked once more when the
 * manifest is gone: marks need no lease, and whoever takes one away, or holds the backup, looks for the manifest
 * afterwards. False: it does not go, and is as it was.
 */
async function purge(store, source, id, goes, signal) {
    const manifest = objectName.manifest(source, id);
    const bytes = (await store.head(manifest, signal)) && (await readObject(store, manifest, signal));
    await store.remove([manifest], signal);
    let gone = false;
    try {
        gone = await goes();
    }
    finally {
        const late = AbortSignal.timeout(30_000);
        if (!gone && bytes)
            await store.put(manifest, bytes, { fromReserve: true, signal: late });
    }
    if (!gone)
        return false;
    await store.remove([objectName.signature(source, id)], signal);
    await store.remove([objectName.key(source, id)], signal);
    for (const prefix of [`${source}/data/${id}/`, `${source}/proofs/${id}/`]) {
        const keys = [];
        for await (const { key } of store.list(prefix, signal))
            keys.push(key);
        await store.remove(keys, signal);
    }
    await store.remove([objectName.hold(source, id), objectName.trash(source, id)], signal);
    return true;
}

;// CONCATENATED MODULE: ./build/js/catalog/tag.js
/**
 * The time tags of an automatic backup: `daily`; `weekly` for the first of a week (from Monday, UTC); `monthly` for the
 * first of a month. Pure.
 */
function timeTags(before, at) {
    const automatic = before.filter((entry) => entry.manifest.trigger === 'schedule' && entry.foreign === undefined);
    const first = (since) => !automatic.some((entry) => entry.startedAt >= since && entry.startedAt <= at);
    const day = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
    const monday = new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 24 * 3600_000);
    const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1));
    return ['daily', ...(first(monday) ? ['weekly'] : []), ...(first(month) ? ['monthly'] : [])];
}

;// CONCATENATED MODULE: ./build/js/catalog/catalog.js














/***/ }),

/***/ 7860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _u: () => (/* reexport */ chooseRuntime),
  ky: () => (/* reexport */ engineOf),
  xS: () => (/* reexport */ facts/* holdNothing */.x),
  Ye: () => (/* reexport */ place/* realPath */.Ye),
  dM: () => (/* reexport */ files_remove/* removeTree */.d)
});

;// CONCATENATED MODULE: ./build/js/engine/all.js
/** The engine of this name, loaded when it is first asked for: the only place that knows every one. */
async function engineOf(name) {
    switch (name) {
        case 'postgres':
            return (await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(109)]).then(__webpack_require__.bind(__webpack_require__, 9109))).postgres;
        case 'sqlite':
            return (await __webpack_require__.e(/* import() */ 508).then(__webpack_require__.bind(__webpack_require__, 4508))).sqlite;
        case 'files':
            return (await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(551)]).then(__webpack_require__.bind(__webpack_require__, 5932))).files;
    }
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/runtime/runtime.js + 11 modules
var runtime_runtime = __webpack_require__(669);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./build/js/engine/postgres-client.js
var postgres_client = __webpack_require__(7884);
// EXTERNAL MODULE: ./build/js/engine/postgres-facts.js
var postgres_facts = __webpack_require__(3580);
// EXTERNAL MODULE: ./build/js/engine/postgres-session.js
var postgres_session = __webpack_require__(6563);
// EXTERNAL MODULE: ./build/js/engine/postgres-url.js
var postgres_url = __webpack_require__(5618);
;// CONCATENATED MODULE: ./build/js/engine/postgres-choose.js
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







/** The service container that is the server itself has its programs; else the image of its version; else the host. */
async function choosePostgres(source, options, signal) {
    const place = (0,postgres_url/* connectionOf */.ao)(source);
    const service = serviceOf(place, options.services);
    if (service !== undefined) {
        const runtime = (0,runtime_runtime/* dockerExec */.SW)({ name: service[0], service: service[1], baseEnv: options.baseEnv });
        if ((await versionIn(runtime, signal)) !== undefined)
            return runtime;
    }
    // A container of an image has not this machine's sockets.
    if (place.host.startsWith('/'))
        return await onHost(source, options, signal);
    const major = await serverMajor(source, options, signal);
    const found = [];
    if (await (0,runtime_runtime/* hasDocker */.pp)(options.baseEnv, signal)) {
        const runtime = postgres_choose_image(`postgres:${major}`, place.host, options);
        const version = await versionIn(runtime, signal);
        if (version?.major === major)
            return runtime;
        found.push(version === undefined ? `postgres:${major} cannot be pulled` : `postgres:${major} holds ${version.text}`);
    }
    else
        found.push('docker does not answer');
    return await hostOf(major, options, found, signal);
}
/** The host's programs of the server's major. */
async function onHost(source, options, signal) {
    const host = (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    const all = await installed(options, signal);
    if (all.length === 0)
        await (0,postgres_client/* clientVersion */.Ov)('pg_dump', host, signal);
    if (all.length === 1)
        return all[0]?.runtime ?? host;
    return await hostOf(await serverMajor(source, options, signal), options, [], signal);
}
async function hostOf(major, options, found, signal) {
    const all = await installed(options, signal);
    const equal = all.find(({ version }) => version.major === major);
    if (equal !== undefined)
        return equal.runtime;
    const versions = all.map(({ version }) => version.text);
    const host = versions.length === 0 ? 'the host has no pg_dump' : `the host has pg_dump ${versions.join(' and ')}`;
    const message = `no programs for PostgreSQL ${major} were found: ${[...found, host].join('; ')}`;
    throw new problem/* Problem */.AF(versions.length === 0 ? 'tool-missing' : 'tool-version', message, {
        hint: `Say tools: { image: postgres:${major} }, or install postgresql-client-${major}.`,
    });
}
/** Every pg_dump of the host: that of PATH, and those that Debian and Ubuntu keep beside each other. */
async function installed(options, signal) {
    const path = options.baseEnv['PATH'] ?? '';
    const paths = [path, ...(await versionDirectories()).map((directory) => `${directory}:${path}`)];
    const found = [];
    for (const PATH of paths) {
        const runtime = (0,runtime_runtime/* hostRuntime */.Vo)({ env: { ...options.baseEnv, PATH } });
        const version = await versionIn(runtime, signal);
        if (version !== undefined && !found.some((other) => other.version.text === version.text))
            found.push({ runtime, version });
    }
    return found;
}
const debian = '/usr/lib/postgresql';
async function versionDirectories() {
    try {
        const majors = (await (0,promises_.readdir)(debian)).filter((name) => /^\d+$/.test(name));
        return majors.sort((a, b) => Number(b) - Number(a)).map((major) => `${debian}/${major}/bin`);
    }
    catch (error) {
        if (error.code === 'ENOENT')
            return [];
        throw error;
    }
}
async function versionIn(runtime, signal) {
    try {
        return await (0,postgres_client/* clientVersion */.Ov)('pg_dump', runtime, signal);
    }
    catch (error) {
        if ((0,problem/* isProblem */.AN)(error, 'tool-missing', 'tool-version', 'tool-failed'))
            return undefined;
        throw error;
    }
}
// Any psql can ask any server for its version: that of the host, else one of an image.
const probeImage = 'postgres:17';
async function serverMajor(source, options, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const connection = (0,postgres_url/* connectionOf */.ao)(source);
        const [host] = await installed(options, signal);
        const runtime = host?.runtime ?? postgres_choose_image(probeImage, connection.host, options);
        const session = __addDisposableResource(env_1, await (0,postgres_session/* openSession */.fA)(connection, runtime, signal), true);
        return (await (0,postgres_facts/* serverFacts */.hk)(session)).server.major;
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
const local = new Set(['localhost', '127.0.0.1', '::1']);
function serviceOf(place, services) {
    return Object.entries(services).find(([name, service]) => name === place.host || (local.has(place.host) && (0,runtime_runtime/* containerPort */.jq)(service, place.port) !== undefined));
}
/** docker run, on the network from which the server's address means what it means in the policy. */
function postgres_choose_image(name, host, { services, baseEnv, label }) {
    const network = Object.hasOwn(services, host) ? services[host]?.network : undefined;
    return (0,runtime_runtime/* dockerRun */.AY)({ image: name, services, baseEnv, label, ...(network === undefined ? {} : { network }) });
}

;// CONCATENATED MODULE: ./build/js/engine/choose.js




/**
 * Where a source's programs run: as its `tools` say; by default a service container that fits, else an image of the
 * server's version, else the host.
 * @throws Problem `tool-version` or `tool-missing`, saying what was found where.
 */
async function chooseRuntime(source, options, signal) {
    const { tools } = source;
    if (source.engine !== 'postgres') {
        if (tools.kind === 'service')
            return await service(tools.service, options, signal);
        if (tools.kind === 'image')
            throw mustSeeFiles(source);
        return (0,runtime_runtime/* hostRuntime */.Vo)({ env: options.baseEnv });
    }
    switch (tools.kind) {
        case 'service':
            return await service(tools.service, options, signal);
        case 'image':
            return postgres_choose_image(tools.image, (0,postgres_url/* connectionOf */.ao)(source).host, options);
        case 'host':
            return await onHost(source, options, signal);
        case 'auto':
            return await choosePostgres(source, options, signal);
    }
}
function mustSeeFiles(source) {
    return new problem/* Problem */.AF('tool-missing', `source ${source.name}: a container of an image does not see this machine's files`, {
        hint: 'Say tools: host.',
    });
}
async function service(name, { services, baseEnv }, signal) {
    const known = Object.keys(services);
    const found = Object.hasOwn(services, name) ? services[name] : undefined;
    // A laptop has no job: there a container is known by its own name.
    const used = found ?? (known.length === 0 ? await (0,runtime_runtime/* runningContainer */.Bf)(name, baseEnv, signal) : undefined);
    if (used !== undefined)
        return (0,runtime_runtime/* dockerExec */.SW)({ name, service: used, baseEnv });
    const message = known.length === 0 ? `there is no running container ${name}` : `the job has no service ${name}`;
    throw new problem/* Problem */.AF('tool-missing', message, {
        hint: known.length === 0
            ? 'Start the container, or in a workflow pass services: ${{ toJSON(job.services) }}.'
            : `Its services are ${known.join(', ')}.`,
    });
}

// EXTERNAL MODULE: ./build/js/engine/facts.js
var facts = __webpack_require__(1602);
// EXTERNAL MODULE: ./build/js/engine/files-remove.js
var files_remove = __webpack_require__(3879);
// EXTERNAL MODULE: ./build/js/engine/place.js
var place = __webpack_require__(6022);
;// CONCATENATED MODULE: ./build/js/engine/engine.js







/***/ }),

/***/ 1602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ holdNothing)
/* harmony export */ });
/** True where facts name nothing that a restore could be compared with. */
function holdNothing({ rows, objects }) {
    const named = Object.entries(objects).some(([kind, names]) => !bare.has(kind) && names.length > 0);
    return !named && Object.keys(rows).length === 0;
}
/** Kinds of objects that every database has, or that are nothing by themselves. */
const bare = new Set(['schema', 'extension', 'role', 'setting']);


/***/ }),

/***/ 7800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ openDirectory),
/* harmony export */   l: () => (/* binding */ holdDirectory)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var _files_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8840);



const asDirectory = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
// O_PATH of Linux, which Node has no name for: only to go on from, so that it takes no right to read.
const asPlace = 0o10000000 | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_DIRECTORY | node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW;
// Each takes a file descriptor; deeper ones are reached by their names below the last of them.
const heldLevels = 256;
/**
 * Opens a directory that lstat has seen. Between the two, somebody may have put a symbolic link in its place, so that a
 * backup by root would read what he may not: by descriptor it cannot lead elsewhere (ELOOP, ENOTDIR). Where the system
 * has no way to go by descriptor, names have to do.
 */
async function openDirectory(real, level) {
    if (level >= heldLevels || !(await canHold())) {
        return { names: await namesIn(real), base: real, [Symbol.asyncDispose]: async () => undefined };
    }
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real), asDirectory);
    try {
        const base = pathOf(handle);
        return { names: await namesIn(base), base, [Symbol.asyncDispose]: () => handle.close() };
    }
    catch (error) {
        await handle.close();
        throw error;
    }
}
/** Holds a directory open, also one that may not be read. What is no directory, a link to one among it, is ENOTDIR or ELOOP. */
async function holdDirectory(real) {
    if (await canHold()) {
        const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real), asPlace);
        return { at: pathOf(handle), byDescriptor: true, [Symbol.asyncDispose]: () => handle.close() };
    }
    if (!(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.lstat)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real))).isDirectory())
        throw Object.assign(new Error('no directory'), { code: 'ENOTDIR' });
    return { at: real, byDescriptor: false, [Symbol.asyncDispose]: async () => undefined };
}
const pathOf = ({ fd }) => `/proc/self/fd/${fd}`;
let held;
/** Whether a descriptor has a path (Linux), and its number is the system's (Node: yes; Deno: not always). */
function canHold() {
    held ??= probe().catch(() => false);
    return held;
}
async function probe() {
    const handle = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.open)('/', asDirectory);
    try {
        const [named, found] = await Promise.all([(0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)('/'), (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(pathOf(handle))]);
        return named.dev === found.dev && named.ino === found.ino;
    }
    finally {
        await handle.close();
    }
}
async function namesIn(real) {
    const names = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real));
    // Strings are cheaper; only the replacement character says that one of the names is not UTF-8.
    if (!names.some((name) => name.includes('\ufffd')))
        return names.sort();
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(real), { encoding: 'buffer' })).map(_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeName */ .e4).sort();
}


/***/ }),

/***/ 8840:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ fsPath),
/* harmony export */   SP: () => (/* binding */ shown),
/* harmony export */   aA: () => (/* binding */ encodeName),
/* harmony export */   e4: () => (/* binding */ decodeName)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);

/*
 * A file name on Linux is bytes, usually UTF-8. Here it is a string in which a name that is not UTF-8 has each byte
 * above 127 as the lone surrogate U+DC00 + byte (the idea of Python's PEP 383), so that every name survives.
 */
function decodeName(bytes) {
    // Deno gives plain arrays where Node gives Buffers.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(bytes))
        return Buffer.from(bytes).toString('utf8');
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
}
function encodeName(name) {
    if (name.isWellFormed())
        return Buffer.from(name, 'utf8');
    const pieces = Array.from(name, (character) => {
        const unit = character.charCodeAt(0);
        return unit >= 0xdc80 && unit <= 0xdcff ? Buffer.of(unit - 0xdc00) : Buffer.from(character, 'utf8');
    });
    return Buffer.concat(pieces);
}
/** What `node:fs` takes: the string wherever it can be one, because Deno's knows no other. */
function fsPath(path) {
    return path.isWellFormed() ? path : encodeName(path);
}
/** For messages: control characters and bytes that are no text are escaped. */
function shown(path) {
    return path.replace(/[\u0000-\u001f\u007f]|[\ud800-\udfff](?<![\ud800-\udbff][\udc00-\udfff])/g, (character) => {
        const unit = character.charCodeAt(0);
        if (unit < 0x80)
            return `\\x${unit.toString(16).padStart(2, '0')}`;
        return unit >= 0xdc80 && unit <= 0xdcff ? `\\x${(unit - 0xdc00).toString(16)}` : '\ufffd';
    });
}


/***/ }),

/***/ 3879:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ removeTree)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var _files_directory_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7800);
/* harmony import */ var _files_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8840);
/* harmony import */ var _place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6022);
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




// Each level takes a file descriptor; deeper ones are reached by their names below the last of them.
const mostHeld = 256;
/**
 * Removes what a restore has written, also directories that their owner may not write to (which rm leaves, and goes on
 * removing after it has failed) and what lies deeper than a path is long. A path that is not there is no error. No link
 * is followed.
 */
async function removeTree(path, level = 0) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(path)).catch(_place_js__WEBPACK_IMPORTED_MODULE_3__/* .absent */ .Ge);
    if (!entry)
        return;
    if (!entry.isDirectory())
        return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(path), { force: true });
    if (level >= mostHeld)
        await removeIn(path, level, entry.mode);
    else {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const hold = __addDisposableResource(env_1, await (0,_files_directory_js__WEBPACK_IMPORTED_MODULE_1__/* .holdDirectory */ .l)(path), true);
            await removeIn(hold.at, level, entry.mode);
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
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(path));
}
async function removeIn(at, level, mode) {
    if ((mode & 0o700) !== 0o700)
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(at), 0o700);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .fsPath */ .Jk)(at), { encoding: 'buffer' })) {
        await removeTree(`${at}/${(0,_files_name_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeName */ .e4)(name)}`, level + 1);
    }
}


/***/ }),

/***/ 6022:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ge: () => (/* binding */ absent),
/* harmony export */   Ye: () => (/* binding */ realPath),
/* harmony export */   mP: () => (/* binding */ unwritable),
/* harmony export */   sq: () => (/* binding */ requireHost),
/* harmony export */   yy: () => (/* binding */ temporaryFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7177);





/** The real path, also of what does not exist yet. */
function realPath(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.realpathSync)(path);
    }
    catch {
        return path === '/' ? path : (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(realPath((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path)), (0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)(path));
    }
}
/** A new directory for what goes when its use ends. Throws the code where there can be none. */
async function temporaryFolder(code) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdtemp)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), 'restorable-'));
    }
    catch (cause) {
        throw unwritable(code, cause);
    }
}
function unwritable(code, cause) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_4__/* .Problem */ .AF(code, `nothing can be written to the temporary directory: ${cause.message}`, {
        hint: 'Set TMPDIR to a directory that may be written to, and has room.',
        cause,
    });
}
/** What a failed look at a path comes to: nothing is there, or the failure itself. */
function absent(error) {
    if (error.code !== 'ENOENT')
        throw error;
}
/** Throws `policy-invalid` for a source that is files of this machine, and whose programs are to run in a container. */
function requireHost({ name, engine, tools }) {
    if (tools.kind === 'host' || tools.kind === 'auto')
        return;
    const what = engine === 'sqlite' ? 'an SQLite file is' : 'files are';
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_4__/* .Problem */ .AF('policy-invalid', `source ${name}: ${what} read on the host, not in a container`, {
        hint: "Write tools: host, and mount the container's volume where the job can read it.",
    });
}


/***/ }),

/***/ 7884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bh: () => (/* binding */ databaseArgument),
/* harmony export */   Ov: () => (/* binding */ clientVersion),
/* harmony export */   X3: () => (/* binding */ mustMatch),
/* harmony export */   yX: () => (/* binding */ canZstd)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(669);


/** @throws Problem `tool-missing`; `tool-version` for an answer that is not one of PostgreSQL's. */
async function clientVersion(program, runtime, signal) {
    const said = await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program, args: ['--version'] }, signal);
    const [, version = '', major, minor = '0'] = /\(PostgreSQL\) ((\d+)(?:\.(\d+))?)/.exec(said) ?? [];
    if (major === undefined)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', `${program} in ${runtime.where} says no version: ${said.trim()}`);
    return { text: version, major: Number(major), minor: Number(minor) };
}
/** Equal majors are the rule: an older client cannot read the server, a newer one writes what the server cannot read back. */
function mustMatch(program, client, serverMajor, runtime) {
    if (client.major === serverMajor)
        return;
    const message = `the server is PostgreSQL ${serverMajor}, but ${program} in ${runtime.where} is ${client.text}`;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('tool-version', message, {
        hint: `Say tools: { image: postgres:${serverMajor} }, or install that version.`,
    });
}
/** True if this pg_dump was built with zstd. */
async function canZstd(client, runtime, signal) {
    if (client.major < 16)
        return false;
    // It refuses a compression that it lacks before it connects; port 9 of this host is nobody's database.
    const env = { PGHOST: '127.0.0.1', PGPORT: '9', LC_MESSAGES: 'C' };
    const args = ['--format=custom', '--compress=zstd:3', '--file=/dev/null', '--no-password'];
    try {
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, { program: 'pg_dump', args, env }, signal);
        return true;
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'tool-failed'))
            throw error;
        return !/compression|zstd/i.test((0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .failureOf */ .g5)(error)?.stderr ?? '');
    }
}
/** A connection string of only the database, for programs that must be told it in an argument. */
function databaseArgument(database) {
    return `dbname='${database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}


/***/ }),

/***/ 3580:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $F: () => (/* binding */ likeDumped),
/* harmony export */   Cm: () => (/* binding */ tableName),
/* harmony export */   cS: () => (/* binding */ batchesOf),
/* harmony export */   hk: () => (/* binding */ serverFacts),
/* harmony export */   nS: () => (/* binding */ extensionTables),
/* harmony export */   vS: () => (/* binding */ databaseFacts)
/* harmony export */ });
/* harmony import */ var _postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5217);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6563);
/* harmony import */ var _postgres_surrounding_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6569);



/** The server and the connected database. */
async function serverFacts(session) {
    const [row] = await session.rows(`
    select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
      pg_catalog.pg_database_size(d.oid) as size,
      pg_catalog.json_build_object(
        'database', d.datname, 'owner', pg_catalog.pg_get_userbyid(d.datdba),
        'encoding', pg_catalog.pg_encoding_to_char(d.encoding), 'collate', d.datcollate, 'ctype', d.datctype,
        'provider', pg_catalog.to_jsonb(d) ->> 'datlocprovider', 'locale', coalesce(pg_catalog.to_jsonb(d) ->> 'datlocale',
          pg_catalog.to_jsonb(d) ->> 'daticulocale'), 'superuser', pg_catalog.pg_get_userbyid(10),
        'extensions', (select pg_catalog.string_agg(extname || ' ' || extversion, ', ' order by extname)
          from pg_catalog.pg_extension)) as settings
    from pg_catalog.pg_database d where d.datname = pg_catalog.current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const settings = Object.entries(row.settings).flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
    const server = {
        version: row.version.split(' ', 1)[0] ?? row.version,
        major: Math.floor(row.number / 10_000),
        settings: Object.fromEntries(settings),
    };
    return { server, sizeBytes: row.size };
}
/** Everything of a scope, in the session's transaction: exact row counts and the names of all objects. */
async function databaseFacts(session, scope, notRoles) {
    const { server, sizeBytes } = await serverFacts(session);
    const objects = await namesByKind(session, scope);
    objects['role'] = (objects['role'] ?? []).filter((role) => !notRoles.includes(role));
    const relations = await session.rows(`${common(scope)}
    select oid::bigint as oid, nsp as schema, rel as name, relkind = 'S' as sequence,
      relpersistence = 'u' and pg_catalog.pg_is_in_recovery() as unread
    from relations where relkind in ('r', 'S') order by nsp, rel`);
    const [sequences = [], all = []] = [true, false].map((kind) => relations.filter(({ sequence }) => sequence === kind));
    const unread = all.filter((table) => table.unread);
    const tables = all.filter((table) => !table.unread);
    const rows = await countRows(session, tables);
    for (const table of unread)
        rows[tableName(table)] = 0;
    if (scope.whole) {
        const [blobs = '0'] = await session.lines('select count(*) from pg_catalog.pg_largeobject_metadata');
        if (blobs !== '0')
            rows['large objects'] = Number(blobs);
    }
    const surrounding = await (0,_postgres_surrounding_js__WEBPACK_IMPORTED_MODULE_2__/* .surroundingOf */ .Gq)(session, scope);
    const scoped = {
        ...server,
        settings: {
            ...server.settings,
            ...surrounding,
            scope: scope.whole ? 'whole' : 'part',
            selected: String(scope.relations !== undefined),
        },
    };
    return {
        facts: { version: 1, engine: 'postgres', server: scoped, sizeBytes, rows, objects },
        tables,
        unread,
        sequences,
    };
}
/**
 * A restored database's facts without what every database has from its template, and, for the dump of a part of a
 * database, without what the dump never held.
 */
function likeDumped(facts, dumped) {
    const part = dumped.server?.settings['scope'] === 'part';
    const template = { schema: 'public', extension: 'plpgsql' };
    const objects = Object.entries(facts.objects).map(([kind, names]) => {
        const wanted = new Set(dumped.objects[kind] ?? []);
        return [kind, names.filter((name) => wanted.has(name) || !(part || template[kind] === name))];
    });
    const kept = objects.filter(([kind, names]) => names.length > 0 || dumped.objects[kind] !== undefined);
    return { ...facts, objects: Object.fromEntries(kept) };
}
/** Tables that came with an extension; pg_dump may take their data (its configuration), which is not counted. */
function extensionTables(session) {
    return session.rows(`select c.oid::bigint as oid, n.nspname as schema, c.relname as name from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_catalog.pg_class', 'c.oid')}`);
}
const batch = 100;
async function countRows(session, tables) {
    const rows = {};
    const batches = batchesOf(tables);
    // All of them first, as pg_dump does: whoever then wants to change one waits for the dump to end. Behind him a count
    // would wait, too.
    for (const some of batches) {
        const names = some.map((table) => `only ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(table)}`);
        await session.lines(`lock table ${names.join(', ')} in access share mode;`);
    }
    for (const some of batches) {
        // Going back gives up the locks of its indexes: the server has room for so many only, for everybody. Both in one query,
        // because each is a journey to the server.
        const statements = some.map((table) => `select count(*) from only ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .qualified */ .LX)(table)} \\; rollback to counting;`);
        const counts = await session.lines(['savepoint counting;', ...statements, 'release counting;'].join('\n'));
        some.forEach((table, index) => {
            rows[tableName(table)] = Number(counts[index]);
        });
    }
    return rows;
}
/** Some at a time, so that a query and what it answers have a bound. */
function batchesOf(tables) {
    const count = Math.ceil(tables.length / batch);
    return Array.from({ length: count }, (_, index) => tables.slice(index * batch, (index + 1) * batch));
}
/** "public.orders", `public."Order"`: quoted where SQL wants it so. */
function tableName({ schema, name }) {
    const quote = (part) => (/^[a-z_][a-z0-9_$]*$/.test(part) ? part : (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_1__/* .identifier */ .Cv)(part));
    return `${quote(schema)}.${quote(name)}`;
}
async function namesByKind(session, scope) {
    const found = await session.rows(objectsQuery(scope));
    const kinds = {};
    for (const { kind, name } of found) {
        kinds[kind] ??= [];
        kinds[kind].push(name);
    }
    for (const names of Object.values(kinds))
        names.sort();
    return kinds;
}
function common(scope) {
    const limit = (column, ids) => ids === undefined ? '' : `and ${column} = any('{${ids.join(',')}}'::oid[])`;
    return `with namespaces as (
    select n.oid, nspname as nsp from pg_catalog.pg_namespace n
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  ), schemas as (
    select * from namespaces n where not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_namespace', 'n.oid')} ${limit('n.oid', scope.schemas)}
  ), relations as (
    select c.oid, c.relkind, c.relpersistence, n.nsp, c.relname as rel, pg_catalog.format('%I.%I', n.nsp, c.relname) as name
    from pg_catalog.pg_class c join namespaces n on n.oid = c.relnamespace
    where c.relkind in ('r','p','v','m','S','f') and not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_class', 'c.oid')}
      ${limit('c.oid', scope.relations)}
  ), routines as (
    select p.oid, pg_catalog.format('%I.%I(%s)', n.nsp, p.proname, pg_catalog.pg_get_function_identity_arguments(p.oid)) as name
    from pg_catalog.pg_proc p join schemas n on n.oid = p.pronamespace where not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_proc', 'p.oid')}
      and not exists (select from pg_catalog.pg_depend i where i.classid = 'pg_proc'::regclass and i.objid = p.oid
        and i.deptype = 'i')
  ), types as (
    select t.oid, pg_catalog.format('%I.%I', n.nsp, t.typname) as name
    from pg_catalog.pg_type t join schemas n on n.oid = t.typnamespace
    left join pg_catalog.pg_class c on c.oid = t.typrelid
    where t.typtype in ('b','c','d','e','r') and t.typcategory <> 'A' and (t.typrelid = 0 or c.relkind = 'c')
      and not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_type', 't.oid')}
  )`;
}
function objectsQuery(scope) {
    const whole = scope.whole
        ? `union all select 'extension', extname::text from pg_catalog.pg_extension
       union all select 'event trigger', evtname::text from pg_catalog.pg_event_trigger t
         where not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .ofExtension */ .l_)('pg_event_trigger', 't.oid')}
       union all select 'publication', pubname::text from pg_catalog.pg_publication
       -- Of those, pg_dump shows and takes a superuser's only; of others it warns.
       union all select 'subscription', subname::text from pg_catalog.pg_subscription s
         join pg_catalog.pg_database d on d.oid = s.subdbid and d.datname = pg_catalog.current_database()
         where (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`
        : '';
    return `${common(scope)}
    select case relkind when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'S' then 'sequence' else 'foreign table' end as kind, name from relations
    union all select 'schema', pg_catalog.quote_ident(nsp) from schemas
    union all select 'routine', name from routines
    union all select 'type', name from types
    union all select 'index', pg_catalog.format('%I on %s', i.relname, r.name) from pg_catalog.pg_index x
      join relations r on r.oid = x.indrelid join pg_catalog.pg_class i on i.oid = x.indexrelid
      -- What is left of a failed "create index concurrently" is in no dump.
      where (x.indisvalid or r.relkind = 'p') and x.indisready
    union all select 'constraint', pg_catalog.format('%I on %s', k.conname, r.name) from pg_catalog.pg_constraint k
      join relations r on r.oid = k.conrelid where k.contype in ('c','f','p','u','x')
      -- Of or to a partitioned table, a foreign key has one more for each partition, which the server names as it likes.
      and (k.contype <> 'f' or k.conparentid = 0 and not ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_0__/* .isDangling */ .NC)(scope)})
    union all select 'trigger', pg_catalog.format('%I on %s', t.tgname, r.name) from pg_catalog.pg_trigger t
      join relations r on r.oid = t.tgrelid where not t.tgisinternal
    union all select 'policy', pg_catalog.format('%I on %s', p.polname, r.name) from pg_catalog.pg_policy p
      join relations r on r.oid = p.polrelid
    union all select distinct 'role', a.rolname::text from pg_catalog.pg_shdepend d
      join pg_catalog.pg_roles a on a.oid = d.refobjid
      join (select 'pg_class'::regclass as class, oid from relations union all select 'pg_proc'::regclass, oid from routines
        union all select 'pg_type'::regclass, oid from types
        union all select 'pg_namespace'::regclass, oid from schemas) o on o.class = d.classid and o.oid = d.objid
      where d.refclassid = 'pg_authid'::regclass
        and d.dbid = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    ${whole}`;
}


/***/ }),

/***/ 5217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NC: () => (/* binding */ isDangling),
/* harmony export */   Od: () => (/* binding */ scopeOf),
/* harmony export */   YT: () => (/* binding */ everything),
/* harmony export */   kN: () => (/* binding */ selectionFlags),
/* harmony export */   l_: () => (/* binding */ ofExtension)
/* harmony export */ });
/* unused harmony export regularExpressions */
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6563);

const everything = {
    relations: undefined,
    schemas: undefined,
    whole: true,
    partitions: [],
    leftOut: [],
    incomplete: [],
};
/** The flags of pg_dump. A name that matches nothing is an error, not an empty dump. */
function selectionFlags({ tables, schemas }, { partitions, leftOut }) {
    return [
        ...(tables.include.length + schemas.include.length > 0 ? ['--strict-names'] : []),
        ...tables.include.map((pattern) => `--table=${pattern}`),
        ...partitions.map((partition) => `--table=${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)(partition)}`),
        ...tables.exclude.map((pattern) => `--exclude-table=${pattern}`),
        ...leftOut.map((partition) => `--exclude-table=${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .qualified */ .LX)(partition)}`),
        ...schemas.include.map((pattern) => `--schema=${pattern}`),
        ...schemas.exclude.map((pattern) => `--exclude-schema=${pattern}`),
    ];
}
/** The objects that pg_dump takes with these patterns: for a table without a schema the role's own search_path decides. */
async function scopeOf({ tables, schemas }, session) {
    const byTable = tables.include.length > 0;
    const bySchema = schemas.include.length > 0;
    if (!byTable && !bySchema && tables.exclude.length + schemas.exclude.length === 0)
        return everything;
    const inSchema = [
        ...(bySchema ? [any(schemas.include.map(schemaMatch))] : []),
        ...schemas.exclude.map((pattern) => `not ${schemaMatch(pattern)}`),
    ];
    const inTables = [
        ...(byTable ? [any(tables.include.map(tableMatch))] : inSchema),
        ...tables.exclude.map((pattern) => `not ${tableMatch(pattern)}`),
    ];
    // Everything in this query is qualified, also what the patterns make: anybody's names are searched first.
    await session.lines('reset search_path');
    const relationsThat = async (condition) => {
        const found = await session.rows(`select c.oid::bigint from pg_catalog.pg_class c
       join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace
       where c.relkind operator(pg_catalog.=) any (array['r','p','v','m','S','f']::pg_catalog."char"[]) and ${condition}`);
        return found.map(({ oid }) => oid);
    };
    const matched = await relationsThat(all(inTables));
    const excluded = tables.exclude.length === 0 ? [] : await relationsThat(any(tables.exclude.map(tableMatch)));
    await session.lines(_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .onlySystemNames */ .Cp);
    const tree = await partitionsIn(session);
    // A foreign table has no rows here, and would need its server, which is not in a dump of some tables.
    const own = tree.filter(({ foreign }) => !foreign);
    const partitions = byTable ? partitionsOf(matched, excluded, own) : [];
    // A partition that an included name matches by itself is wanted: nobody is to miss it because of its parent.
    const leftOut = partitionsOf(excluded, byTable ? matched : [], tree);
    const outside = new Set(leftOut.map(({ oid }) => oid));
    const relations = [...matched, ...partitions.map(({ oid }) => oid)].filter((oid) => !outside.has(oid));
    const namespaces = byTable
        ? []
        : await session.rows(`select n.oid::bigint from pg_catalog.pg_namespace n where ${all(inSchema)}`);
    return {
        relations: await withSequences(relations, session),
        schemas: namespaces.map((row) => row.oid),
        whole: !byTable && !bySchema,
        partitions,
        leftOut,
        incomplete: incompleteOf(relations, tree),
    };
}
/**
 * As pg_dump takes them: a sequence that belongs to a column comes with its table; that of an identity column only with
 * it (getOwnedSeqs in its pg_dump.c).
 */
async function withSequences(relations, session) {
    const owned = await session.rows(`
    select d.objid::bigint as sequence, d.refobjid::bigint as table, d.deptype = 'i' as identity
    from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      and d.refobjsubid > 0`);
    const found = new Set(relations);
    for (const { sequence, table, identity } of owned) {
        if (found.has(table))
            found.add(sequence);
        else if (identity)
            found.delete(sequence);
    }
    return [...found];
}
/** Every partition of the database. */
function partitionsIn(session) {
    return session.rows(`
    select i.inhparent::bigint as parent, c.oid::bigint as oid, n.nspname as schema, c.relname as name,
      c.relkind = 'f' as foreign
    from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relispartition`);
}
/** The partitions of the chosen tables, and theirs, but for those that are known already: they and theirs are not. */
function partitionsOf(chosen, knownAlready, tree) {
    const children = Map.groupBy(tree, ({ parent }) => parent);
    const known = new Set([...chosen, ...knownAlready]);
    const found = [];
    const open = [...chosen];
    for (let oid = open.pop(); oid !== undefined; oid = open.pop()) {
        for (const partition of children.get(oid) ?? []) {
            if (known.has(partition.oid))
                continue;
            known.add(partition.oid);
            found.push(partition);
            open.push(partition.oid);
        }
    }
    return found;
}
/** What is above a partition that is not among these tables. */
function incompleteOf(relations, tree) {
    const there = new Set(relations);
    const parents = new Map(tree.map(({ oid, parent }) => [oid, parent]));
    const found = new Set();
    for (const { oid } of tree.filter((partition) => !there.has(partition.oid)))
        for (let above = parents.get(oid); above !== undefined; above = parents.get(above))
            found.add(above);
    return [...found];
}
/** True of what belongs to an extension: it comes with it, and may differ between its versions. */
const ofExtension = (catalog, oid) => `exists (select from pg_catalog.pg_depend e where e.deptype = 'e' and e.classid = '${catalog}'::regclass and e.objid = ${oid})`;
/** Of pg_constraint k: a foreign key to a table that the dump has not, or not all of, so that it may not hold elsewhere. */
function isDangling({ relations, incomplete, whole }) {
    if (relations === undefined)
        return 'false';
    const oids = (list) => `'{${[...list].join(',')}}'::oid[]`;
    const complete = new Set(relations).difference(new Set(incomplete));
    const outside = `k.contype = 'f' and k.conrelid = any(${oids(relations)}) and k.confrelid <> all(${oids(complete)})`;
    return whole ? `(${outside} and not ${ofExtension('pg_catalog.pg_class', 'k.confrelid')})` : `(${outside})`;
}
const all = (conditions) => (conditions.length === 0 ? 'true' : conditions.join(' and '));
const any = (conditions) => `(${conditions.join(' or ')})`;
function schemaMatch(pattern) {
    const [name = ''] = regularExpressions(pattern).slice(-1);
    return `n.nspname operator(pg_catalog.~) ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(name)} collate pg_catalog.default`;
}
function tableMatch(pattern) {
    const [table = '', schema] = regularExpressions(pattern).toReversed();
    const name = `c.relname operator(pg_catalog.~) ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(table)} collate pg_catalog.default`;
    if (schema === undefined)
        return `(${name} and pg_catalog.pg_table_is_visible(c.oid))`;
    return `(${name} and n.nspname operator(pg_catalog.~) ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .eu)(schema)} collate pg_catalog.default)`;
}
/**
 * psql's patterns as regular expressions, one for each part between dots: letters fold to lower case unless quoted, `*`
 * and `?` are wild, the rest is a regular expression (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-PATTERNS).
 */
function regularExpressions(pattern) {
    const parts = [''];
    let quoted = false;
    const add = (text) => {
        parts[parts.length - 1] += text;
    };
    for (let at = 0; at < pattern.length; at++) {
        const char = pattern.charAt(at);
        if (char === '"') {
            if (quoted && pattern.charAt(at + 1) === '"') {
                add('"');
                at++;
            }
            else
                quoted = !quoted;
        }
        else if (char === '$')
            add('\\$');
        else if (quoted)
            add(/[|*+?()[\]{}.^\\]/.test(char) ? `\\${char}` : char);
        else if (char === '*')
            add('.*');
        else if (char === '?')
            add('.');
        else if (char === '.')
            parts.push('');
        // As psql does it: other letters as they are.
        else
            add(/[A-Z]/.test(char) ? char.toLowerCase() : char);
    }
    return parts.map((part) => `^(${part})$`);
}


/***/ }),

/***/ 6563:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cp: () => (/* binding */ onlySystemNames),
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   LX: () => (/* binding */ qualified),
/* harmony export */   eu: () => (/* binding */ literal),
/* harmony export */   fA: () => (/* binding */ openSession)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _postgres_url_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5618);



/**
 * No schema but the system's is searched. A name in any other could be a function or an operator that somebody without
 * rights made to fit our own queries better than the system's, and that would then run with ours.
 */
const onlySystemNames = "select pg_catalog.set_config('search_path', '', false);";
// Whatever the defaults of server, database and role: text is UTF-8, because in another encoding a byte of a name could
// swallow the quote behind it; a table that becomes a view before it is counted fails, because a view runs its owner's
// functions; a long dump is not a runaway query; row security must fail loudly, not hide rows.
const preparation = `
${onlySystemNames}
select pg_catalog.set_config('client_encoding', 'UTF8', false);
select pg_catalog.set_config(name, 'view, foreign-table', false) from pg_catalog.pg_settings
  where name = 'restrict_nonsystem_relation_kind';
select set_config(name, '0', false) from pg_catalog.pg_settings where name in
  ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout', 'idle_session_timeout');
select set_config(name, '5s', false) from pg_catalog.pg_settings where name = 'client_connection_check_interval';
select set_config('lock_timeout', '60s', false), set_config('row_security', 'off', false),
  set_config('quote_all_identifiers', 'off', false);
`;
const closeMs = 3000;
/** Connects. @throws Problem `tool-failed` with psql's words (wrong password, unknown database ...). */
async function openSession(connection, runtime, signal) {
    const mine = new AbortController();
    const args = ['-X', '-q', '-A', '-t', '-w', '-v', 'ON_ERROR_STOP=1'];
    const command = (0,_postgres_url_js__WEBPACK_IMPORTED_MODULE_2__/* .clientCommand */ .vK)('psql', args, connection, runtime);
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    const output = linesOf(child.stdout);
    const ended = child.ended.catch(withAdvice);
    let idle = Promise.resolve();
    let pending = 0;
    let closed = false;
    const lines = async (sql) => {
        const mark = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        child.stdin.write(`${sql}\n;select '${mark}';\n`);
        const found = [];
        for (;;) {
            const next = await output.next();
            if (next.done === true) {
                await ended;
                throw lost(runtime);
            }
            if (next.value === mark)
                return found;
            found.push(next.value);
        }
    };
    // One statement at a time, in the order of the calls.
    const queued = (sql) => {
        pending++;
        const result = idle
            .then(() => lines(sql))
            .catch(withAdvice)
            .finally(() => pending--);
        idle = result.catch(() => undefined);
        return result;
    };
    const broken = ended.then(() => (closed ? new Promise(() => undefined) : Promise.reject(lost(runtime))), (error) => (closed ? new Promise(() => undefined) : Promise.reject(error)));
    broken.catch(() => undefined);
    const session = {
        lines: queued,
        rows: async (query) => (await queued(`select pg_catalog.row_to_json(q) from (${query}) q`)).map((line) => JSON.parse(line)),
        broken,
        [Symbol.asyncDispose]: async () => {
            closed = true;
            const stop = () => mine.abort(new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('cancelled', 'the session is closed'));
            if (pending > 0)
                stop();
            // At the end of its input psql ends by itself: in a container, stopping it would take a second.
            child.stdin.end();
            const late = setTimeout(stop, closeMs);
            await ended.catch(() => undefined);
            clearTimeout(late);
        },
    };
    try {
        await session.lines(preparation);
        return session;
    }
    catch (error) {
        await session[Symbol.asyncDispose]();
        throw error;
    }
}
/** What to do about the words with which libpq gives up (libpq's fe-connect.c, the server's auth.c). */
const advice = [
    [
        /Connection refused|No route to host|timeout expired|could not translate host name|No such file or directory/,
        'Check host and port of its url. A service container is reached by its label as host where the job runs in a container, and by localhost and a mapped port where it does not; tools: { service: NAME } works in both.',
    ],
    [
        /Network is unreachable|Cannot assign requested address/,
        'Its host has an address of IPv6 only, which this machine does not reach (nor do the runners of GitHub): use one with IPv4, such as the session pooler of the provider.',
    ],
    [/row-level security policy/, 'Let the role of its url see all rows: alter role NAME bypassrls.'],
    [/permission denied for/, 'Let the role of its url read everything: grant pg_read_all_data to NAME.'],
    [
        /password authentication failed|no password supplied/,
        'Check user and password in the variable that its url names.',
    ],
    [
        /no pg_hba\.conf entry/,
        'Let pg_hba.conf of the server admit this user from here, or add ?sslmode=require to its url.',
    ],
    [/database ".*" does not exist/, 'Check the name of the database, which comes last in its url.'],
    [
        /too many (clients|connections)|remaining connection slots/,
        'A backup needs two connections: raise max_connections, or run it at another time.',
    ],
];
/** Throws the same error with a hint, where the server's words call for one. */
function withAdvice(error) {
    throw advised(error);
}
function advised(error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'tool-failed') || error.hint !== undefined)
        return error;
    const hint = advice.find(([words]) => words.test(error.message))?.[1];
    return hint === undefined ? error : new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(error.code, error.message, { hint, cause: error.cause });
}
function lost(runtime) {
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('tool-failed', `psql in ${runtime.where} ended before it was asked to`);
}
async function* linesOf(stdout) {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stdout) {
        rest += decoder.decode(chunk, { stream: true });
        const whole = rest.split('\n');
        rest = whole.pop() ?? '';
        yield* whole;
    }
    return undefined;
}
/** An SQL string constant. */
function literal(text) {
    return `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
/** The name of a table or the like with its schema, always quoted. */
function qualified({ schema, name }) {
    return `${identifier(schema)}.${identifier(name)}`;
}
/** An SQL identifier, always quoted. */
function identifier(name) {
    return `"${name.replaceAll('"', '""')}"`;
}


/***/ }),

/***/ 6569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gq: () => (/* binding */ surroundingOf),
/* harmony export */   Ol: () => (/* binding */ missingTablespaces),
/* harmony export */   WL: () => (/* binding */ parseSurrounding),
/* harmony export */   Wx: () => (/* binding */ hiddenMappings),
/* harmony export */   zr: () => (/* binding */ restoreParameters)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(6921);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(669);
/* harmony import */ var _postgres_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5217);
/* harmony import */ var _postgres_session_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6563);
/* harmony import */ var _postgres_url_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5618);
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







const names = zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP());
const kinds = {
    parameters: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .object */ .Ikc({ role: zod__WEBPACK_IMPORTED_MODULE_6__/* .string */ .YjP().nullable(), set: names })),
    roles: names,
    tablespaces: names,
    dangling: zod__WEBPACK_IMPORTED_MODULE_6__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_6__/* .number */ .aig()),
};
/** As JSON in a server's settings. */
async function surroundingOf(session, scope) {
    const [row] = await session.rows(`
    select (select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig) order by a.rolname), '[]')
        from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
        where s.setdatabase = d.oid) as parameters,
      (select coalesce(json_agg(distinct a.rolname), '[]')
        from pg_catalog.pg_shdepend x join pg_catalog.pg_roles a on a.oid = x.refobjid
        where x.refclassid = 'pg_authid'::regclass and x.dbid = d.oid) as roles,
      (select coalesce(json_agg(distinct t.spcname), '[]')
        from pg_catalog.pg_class c join pg_catalog.pg_tablespace t on t.oid = c.reltablespace
        where t.spcname !~ '^pg_') as tablespaces,
      (select coalesce(json_agg(k.oid::bigint), '[]') from pg_catalog.pg_constraint k where ${(0,_postgres_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .isDangling */ .NC)(scope)}) as dangling
    from pg_catalog.pg_database d where d.datname = current_database()`);
    if (row === undefined)
        throw new Error('pg_database does not show the connected database');
    const { parameters, roles, tablespaces, dangling } = row;
    const found = { parameters: scope.whole ? parameters : [], roles, tablespaces, dangling };
    return Object.fromEntries(Object.entries(found).map(([kind, value]) => [kind, JSON.stringify(value)]));
}
/** Of a dump's facts; nothing where an older version took them. Throws `object-damaged` for what does not read. */
function parseSurrounding(facts) {
    const settings = facts.server?.settings ?? {};
    const read = (kind, schema) => {
        try {
            return schema.parse(JSON.parse(settings[kind] ?? '[]'));
        }
        catch (cause) {
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('object-damaged', `the facts of the dump do not read: ${kind}`, { cause });
        }
    };
    return {
        parameters: read('parameters', kinds.parameters),
        roles: read('roles', kinds.roles),
        tablespaces: read('tablespaces', kinds.tablespaces),
        dangling: read('dangling', kinds.dangling),
    };
}
/** What to say of user mappings (passwords of other servers) that pg_dump takes without what it may not see. */
async function hiddenMappings(session, { whole }) {
    if (!whole)
        return [];
    const [row] = await session.rows(`
    select count(*) from pg_catalog.pg_user_mappings where umoptions is null
      and not (select rolsuper from pg_catalog.pg_roles where rolname = current_user)`);
    if (row === undefined || row.count === 0)
        return [];
    return [`only a superuser sees the options of user mappings, and the backup has ${row.count} without theirs`];
}
/** Those that the target lacks. */
async function missingTablespaces(session, facts) {
    const known = await session.rows('select spcname as name from pg_catalog.pg_tablespace');
    return parseSurrounding(facts).tablespaces.filter((wanted) => !known.some(({ name }) => name === wanted));
}
// A library that the target lacks, or a role that may not log in, would lock everybody out of the database.
const leftOut = /^(?:\w+_preload_libraries|role|session_authorization)=/;
// The parameters whose value is a list of quoted names, which a single constant cannot say.
const lists = /^(?:search_path|temp_tablespaces)$/;
/** Sets a restored database's parameters as the dumped one's were; what cannot be set is a finding by name, without its value. */
async function restoreParameters(facts, connection, runtime, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const all = parseSurrounding(facts).parameters.flatMap(({ role, set }) => set.map((entry) => ({ role, entry })));
        if (all.length === 0)
            return [];
        const wanted = all.filter(({ entry }) => !leftOut.test(entry));
        const psql = (0,_postgres_url_js__WEBPACK_IMPORTED_MODULE_5__/* .clientCommand */ .vK)('psql', ['-X', '-q', '-w', '-o', '/dev/null'], connection, runtime);
        const command = { ...psql, env: { ...psql.env, PGCLIENTENCODING: 'UTF8' } };
        const script = wanted.map(({ role, entry }) => statements(role, entry, connection.database)).join('');
        // It goes on after a statement that fails; what came of them all is asked afterwards.
        await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_2__/* .feed */ .hm)(runtime, command, node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from([Buffer.from(script)]), signal);
        const session = __addDisposableResource(env_1, await (0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .openSession */ .fA)(connection, runtime, signal), true);
        const [row] = await session.rows(`
    select coalesce(json_agg(json_build_object('role', a.rolname, 'set', s.setconfig)), '[]') as found
    from pg_catalog.pg_db_role_setting s left join pg_catalog.pg_roles a on a.oid = s.setrole
    where s.setdatabase = (select oid from pg_catalog.pg_database where datname = current_database())`);
        const key = (role, entry) => JSON.stringify([role, entry]);
        const there = new Set(row?.found.flatMap(({ role, set }) => set.map((entry) => key(role, entry))));
        return all.filter(({ role, entry }) => !there.has(key(role, entry))).map(({ role, entry }) => unset(role, entry));
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
function statements(role, entry, database) {
    const { name, value } = parts(entry);
    const whose = role === null ? '' : `role ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(role)} in `;
    const parameter = name.split('.').map(_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv).join('.');
    const alter = `alter ${whose}database ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .identifier */ .Cv)(database)} set ${parameter}`;
    if (!lists.test(name))
        return `${alter} to ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .eu)(value)};\n`;
    return `begin; select pg_catalog.set_config(${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .eu)(name)}, ${(0,_postgres_session_js__WEBPACK_IMPORTED_MODULE_4__/* .literal */ .eu)(value)}, true); ${alter} from current; commit;\n`;
}
function parts(entry) {
    const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
    return { name, value };
}
function unset(role, entry) {
    const { name } = parts(entry);
    const message = `the database's parameter ${name}${role === null ? '' : ` for role ${role}`} was not restored`;
    const hint = 'Set it yourself with alter database ... set ..., as a superuser; part dump.pgc has it.';
    return { level: 'warning', blame: 'env', message, hint };
}


/***/ }),

/***/ 5618:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   Dl: () => (/* binding */ parseUrl),
/* harmony export */   KX: () => (/* binding */ sameDatabase),
/* harmony export */   ao: () => (/* binding */ connectionOf),
/* harmony export */   vK: () => (/* binding */ clientCommand)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7177);

// libpq's parameters that have an environment variable: https://www.postgresql.org/docs/current/libpq-envars.html
const variables = {
    sslmode: 'PGSSLMODE',
    sslrootcert: 'PGSSLROOTCERT',
    sslcert: 'PGSSLCERT',
    sslkey: 'PGSSLKEY',
    sslcrl: 'PGSSLCRL',
    sslsni: 'PGSSLSNI',
    sslnegotiation: 'PGSSLNEGOTIATION',
    ssl_min_protocol_version: 'PGSSLMINPROTOCOLVERSION',
    ssl_max_protocol_version: 'PGSSLMAXPROTOCOLVERSION',
    gssencmode: 'PGGSSENCMODE',
    channel_binding: 'PGCHANNELBINDING',
    connect_timeout: 'PGCONNECT_TIMEOUT',
    options: 'PGOPTIONS',
    target_session_attrs: 'PGTARGETSESSIONATTRS',
    application_name: 'PGAPPNAME',
    require_auth: 'PGREQUIREAUTH',
};
// What people write there, of libpq and of other clients. Any other name may be a piece of a password with a "?" in it.
const refused = new Set(`password user port dbname hostaddr passfile service client_encoding replication sslpassword sslcompression sslcertmode
  sslcrldir ssl_max_protocol_version requirepeer krbsrvname gsslib gssdelegation keepalives keepalives_idle
  keepalives_interval keepalives_count tcp_user_timeout fallback_application_name load_balance_hosts schema ssl pgbouncer
  pool pool_timeout connection_limit socket_timeout encoding timezone`.split(/\s+/));
/**
 * Reads a connection URI (libpq, section 32.1.1.2) strictly: one host, known parameters.
 * @throws Problem `policy-invalid`, which never shows the URL.
 */
function parseUrl(url, place) {
    const bad = (because) => new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${place}: ${because}`, {
        hint: 'Write it as postgres://user:password@host:5432/database?sslmode=require, with special characters URL-encoded.',
    });
    const match = /^postgres(?:ql)?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]+\]|[^:/?#,@]*)(?::(\d+))?(?:\/([^/?#]*))?(?:\?([^#]*))?$/.exec(url);
    if (match === null)
        throw bad('the URL is not one of a PostgreSQL database');
    const decode = (text) => {
        // No program can be given one, and what refuses it shows the whole text.
        if (/%00/.test(text))
            throw bad('a part of the URL has a NUL byte in it');
        try {
            return decodeURIComponent(text);
        }
        catch {
            throw bad('a part of the URL is not URL-encoded');
        }
    };
    const [, user = '', password, host = '', port, database = '', query = ''] = match;
    const parameters = {};
    let hostParameter;
    for (const pair of query.split('&').filter((part) => part !== '')) {
        const [name = '', value = ''] = pair.split(/=(.*)/s, 2).map(decode);
        const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
        if (name === 'host')
            hostParameter = value;
        else if (variable === undefined)
            throw bad(`the URL has an unknown parameter${refused.has(name) ? ` ${name}` : ''}`);
        else
            parameters[variable] = value;
    }
    if (user === '')
        throw bad('the URL names no user');
    if (database === '')
        throw bad('the URL names no database');
    const named = hostParameter ?? decode(host).replace(/^\[|\]$/g, '');
    return {
        host: named === '' ? 'localhost' : named,
        port: port === undefined ? 5432 : Number(port),
        database: decode(database),
        user: decode(user),
        password: password === undefined ? undefined : decode(password),
        parameters,
    };
}
/** Throws as `parseUrl`, and `secret-missing`. */
function connectionOf({ name, url }) {
    return parseUrl(url.reveal(), `source ${name}`);
}
/** "orders at db.example:5432": for messages. */
function placeOf(connection) {
    return `${connection.database} at ${connection.host}:${connection.port}`;
}
/** A client program's command: everything about the connection in its environment, the password to be redacted. */
function clientCommand(program, args, connection, runtime) {
    const socket = connection.host.startsWith('/');
    const at = socket ? connection : runtime.reach({ host: connection.host, port: connection.port });
    return {
        program,
        args,
        env: {
            PGCONNECT_TIMEOUT: '30',
            PGAPPNAME: 'restorable',
            ...connection.parameters,
            PGHOST: at.host,
            PGPORT: String(at.port),
            PGUSER: connection.user,
            PGDATABASE: connection.database,
            ...(connection.password === undefined ? {} : { PGPASSWORD: connection.password }),
            // Messages are read by this program.
            LC_MESSAGES: 'C',
        },
        secrets: connection.password === undefined ? [] : [connection.password],
    };
}
const loopback = new Set(['localhost', '127.0.0.1', '::1', '0.0.0.0']);
/** True if both are the same database, whoever connects. */
function sameDatabase(a, b) {
    const host = (name) => (loopback.has(name.toLowerCase()) ? 'localhost' : name.toLowerCase());
    return host(a.host) === host(b.host) && a.port === b.port && a.database === b.database;
}


/***/ }),

/***/ 7932:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  sg: () => (/* reexport */ busySources),
  zD: () => (/* reexport */ cadenceOf),
  OF: () => (/* reexport */ comparePolicies),
  Rz: () => (/* reexport */ cronFault),
  Yi: () => (/* reexport */ failedSince),
  Iw: () => (/* reexport */ inShard),
  lQ: () => (/* reexport */ matrixOf),
  uK: () => (/* reexport */ parseShard),
  X9: () => (/* reexport */ parseShards),
  et: () => (/* binding */ plan),
  D8: () => (/* reexport */ proofOverdue),
  Zj: () => (/* reexport */ putOffMs),
  WD: () => (/* reexport */ scheduleHealth),
  DW: () => (/* reexport */ ticksBetween),
  Je: () => (/* reexport */ usable)
});

// UNUSED EXPORTS: countDue, lastDue, nextDue

// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy = __webpack_require__(9773);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/cron-parser/dist/index.js
var dist = __webpack_require__(8628);
;// CONCATENATED MODULE: ./build/js/plan/cron-line.js

const fieldNames = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'];
const known = new Map();
/**
 * The line with lists whose items overlap (`0,30,20-40`, `MON-FRI,wed`) as plain lists, which cron-parser would refuse.
 * Throws what it throws.
 */
function plainLine(line) {
    if (!line.includes(','))
        return line;
    const found = known.get(line) ?? line.trim().split(/\s+/).map(plainField).join(' ');
    known.set(line, found);
    return found;
}
/** True where the hour begins with `*`: a time that the clock shows twice is then due at both. */
function isEveryHour(line) {
    return line.trim().split(/\s+/)[1]?.startsWith('*') ?? false;
}
function plainField(field, index) {
    const name = fieldNames[index];
    if (!name || !field.includes(','))
        return field;
    const items = field.split(',');
    const values = items.flatMap((item) => {
        const alone = fieldNames.map((_, i) => (i === index ? item : '*')).join(' ');
        return dist.CronExpressionParser.parse(alone, { tz: 'UTC' }).fields[name].values.map(Number);
    });
    if (items[0] === '*')
        return '*';
    // Sunday is 0 and 7.
    const numbers = new Set(name === 'dayOfWeek' ? values.map((day) => day % 7) : values);
    return [...numbers].sort((a, b) => a - b).join(',');
}

;// CONCATENATED MODULE: ./build/js/plan/cron.js



const hourMs = 3_600_000;
/** Long enough for 29 February over the year 2100. */
const nineYearsMs = 9 * 366 * 24 * hourMs;
const windows = [2 * hourMs, 49 * hourMs, 9 * 24 * hourMs, 63 * 24 * hourMs, 800 * 24 * hourMs, nineYearsMs];
/** A clock that is put back shows at most this much twice. */
const repeatedMs = 3 * hourMs;
const cron_fieldNames = ['minute', 'hour', 'day of the month', 'month', 'weekday'];
/**
 * What is wrong with a schedule: undefined if nothing. Five fields as in crontab(5): minute, hour, day of the month, month,
 * weekday, with lists, ranges, steps and names; day of the month and weekday both given mean either.
 */
function cronFault(line, timezone) {
    if (!isZone(timezone))
        return `${JSON.stringify(timezone)} is not a time zone, such as Europe/Stockholm or UTC`;
    const fields = line.trim().split(/\s+/);
    if (fields.length !== 5 || line.trim() === '')
        return `a schedule has five fields (minute hour day month weekday), such as "0 2 * * *"; ${JSON.stringify(line)} has ${line.trim() === '' ? 0 : fields.length}`;
    for (const [index, field] of fields.entries()) {
        if (field.split(',').some((item) => !/^[\d*/A-Za-z-]+$/.test(item)) || /[A-Za-z]/.test(index < 3 ? field : ''))
            return `the ${cron_fieldNames[index]} ${JSON.stringify(field)} is not a number, *, a list (1,15), a range (1-5) or a step (*/10)`;
        if (/[A-Za-z]/.test(field) && !names[index]?.test(field))
            return `the ${cron_fieldNames[index]} ${JSON.stringify(field)} has an unknown name`;
    }
    try {
        dist.CronExpressionParser.parse(plainLine(line), { tz: timezone });
    }
    catch (error) {
        if (/day of month/i.test(String(error)))
            return neverFires(line);
        return `the schedule ${JSON.stringify(line)} cannot be read: ${error instanceof Error ? error.message : error}`;
    }
    return nextDue(line, timezone, new Date('2020-01-01T00:00:00Z')) ? undefined : neverFires(line);
}
const months = 'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const weekdays = 'sun|mon|tue|wed|thu|fri|sat';
const list = (name) => {
    const item = String.raw `(\*|\d+|${name})(-(\d+|${name}))?(/\d+)?`;
    return new RegExp(`^${item}(,${item})*$`, 'i');
};
const names = { 3: list(months), 4: list(weekdays) };
const neverFires = (line) => `the schedule ${JSON.stringify(line)} never fires: there is no such day`;
function isZone(timezone) {
    try {
        return new Intl.DateTimeFormat('en-US', { timeZone: timezone }).resolvedOptions().timeZone !== '';
    }
    catch {
        return false;
    }
}
/** The last time at or before now at which the line was due; undefined if it was not within nine years. */
function lastDue(line, timezone, now) {
    for (const window of windows) {
        let best;
        for (const tick of ticks(line, timezone, new Date(now.getTime() - window))) {
            if (tick > now)
                break;
            best = tick;
        }
        if (best)
            return best;
    }
    return undefined;
}
/** The first time after this one at which the line is due; undefined if it is not within nine years. */
function nextDue(line, timezone, after) {
    for (const tick of ticks(line, timezone, after))
        return tick;
    return undefined;
}
/** How many times the line was due after one time and up to another, counted to a limit. */
function countDue(line, timezone, after, until, limit) {
    let count = 0;
    for (const tick of ticks(line, timezone, after)) {
        if (tick > until || count >= limit)
            break;
        count += 1;
    }
    return count;
}
/**
 * Every time after this one at which the line is due, oldest first, for nine years. A time that the clock skips is due when
 * it jumps; a time that it shows twice is due at the first, or at both where the line says every hour (the hour begins with *).
 */
function* ticks(line, timezone, after) {
    const everyHour = isEveryHour(line);
    // cron-parser is right only where no clock changes, so it reads the zone's wall clock as if it were UTC; its prev() throws
    // in some zones, and its next() is wrong from a start within an hour that the clock skips or repeats.
    const start = (0,policy/* wallMs */.P3)(after, timezone) - repeatedMs;
    const end = start + nineYearsMs;
    const times = dist.CronExpressionParser.parse(plainLine(line), {
        currentDate: new Date(start),
        endDate: new Date(end),
        tz: 'UTC',
    });
    let last = after.getTime();
    let repeats = [];
    while (times.hasNext()) {
        const [first, ...again] = (0,policy/* instantsOf */.GR)(times.next().getTime(), timezone);
        const due = [...repeats.filter((ms) => ms < first), first];
        repeats = [...repeats.filter((ms) => ms >= first), ...(everyHour ? again : [])];
        for (const ms of due) {
            if (ms <= last)
                continue;
            last = ms;
            yield new Date(ms);
        }
    }
}

;// CONCATENATED MODULE: ./build/js/plan/jitter.js


/** A number from a name, the same on every machine and in every version. */
function hashOf(name) {
    return (0,external_node_crypto_.createHash)('sha256').update(name).digest().readUIntBE(0, 6);
}
/** By how many milliseconds the source's ticks are put off: from 0 up to its jitter, and always the same. */
function putOffMs({ name, jitterMs = 0 }) {
    return jitterMs <= 0 ? 0 : hashOf(name) % (jitterMs + 1);
}
/** The ticks of a line in the zone, put off by the source's part of its jitter. */
function ticksOf(source, line, timezone) {
    const offMs = putOffMs(source);
    const earlier = (at) => new Date(at.getTime() - offMs);
    const later = (at) => at && new Date(at.getTime() + offMs);
    return {
        last: (now) => later(lastDue(line, timezone, earlier(now))),
        next: (after) => later(nextDue(line, timezone, earlier(after))),
        count: (after, until, limit) => countDue(line, timezone, earlier(after), earlier(until), limit),
    };
}

;// CONCATENATED MODULE: ./build/js/plan/backup.js


/** Ticks beyond this are not counted one by one. */
const countLimit = 1000;
/** Backups that can be relied on, newest first: those dated in the future would hide every tick until then. */
function usable({ entries }, now) {
    return entries
        .filter((entry) => !entry.foreign && !entry.trashed && entry.copies.length > 0 && entry.startedAt <= now)
        .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}
/** "02:00" on the day of the other time, "2026-02-14 02:00" on another. */
function clock(at, { timezone }, near) {
    const text = (0,policy/* wallText */.O7)(at, timezone);
    return near && (0,policy/* wallText */.O7)(near, timezone).slice(0, 10) === text.slice(0, 10) ? text.slice(11) : text;
}
/** Whether a backup is due, and why: the newest one is older than the schedule's last tick, or there is none. */
function planBackup(source, catalog, moment) {
    const { now, timezone } = moment;
    const base = { source: source.name, kind: 'backup' };
    if (source.schedule === undefined)
        return { ...base, due: false, because: ['no schedule: only on demand'] };
    if (source.paused) {
        return { ...base, due: false, because: ['paused in the policy: never due by its schedule; `backup` works'] };
    }
    const ticks = ticksOf(source, source.schedule, timezone);
    const next = ticks.next(now);
    const when = next ? { next } : {};
    const [newest] = usable(catalog, now);
    const failed = failedSince(catalog.runs, newest, now);
    const attempt = failed
        ? [
            `the last attempt failed at ${clock(failed.startedAt, moment, now)}${failed.problem ? `: ${failed.problem.message}` : ''}`,
        ]
        : [];
    if (!newest)
        return { ...base, ...when, due: true, because: [whyFirst(catalog), ...attempt] };
    const tick = ticks.last(now);
    const last = `last backup ${clock(newest.startedAt, moment)}`;
    if (!tick || newest.startedAt >= tick) {
        const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires';
        return { ...base, ...when, due: false, because: [`${until}: ${last}`] };
    }
    const offMs = putOffMs(source);
    const off = offMs >= 60_000 ? `, put off by ${hours(offMs)}` : '';
    const older = `${last} is older than the tick of ${clock(tick, moment, newest.startedAt)}${off}`;
    const missed = ticks.count(newest.startedAt, tick, countLimit + 2) - 1;
    const heals = missed > countLimit ? `missed more than ${countLimit} ticks` : `missed ${missed} tick${missed === 1 ? '' : 's'}`;
    const because = [
        older,
        ...(missed > 0 ? [`${heals}; one backup heals ${missed === 1 ? 'it' : 'them'}`] : []),
        ...attempt,
    ];
    const age = now.getTime() - newest.startedAt.getTime();
    const { rpoMs } = source.objectives;
    if (rpoMs !== undefined && age > rpoMs)
        because.push(`the newest backup is older than the RPO of ${hours(rpoMs)}`);
    return { ...base, ...when, due: true, because };
}
/** Of a store that could not be listed nobody knows whether it has one. */
function whyFirst({ unread }) {
    if (unread.length === 0)
        return 'first backup: there is none yet';
    return `no backup is known: ${unread.map(({ store }) => `store ${store} could not be listed`).join(', ')}`;
}
/**
 * The newest attempt to back up, if it failed after the newest backup. One that is dated in the future neither hides
 * others nor stands for them.
 */
function failedSince(runs, newest, now) {
    const attempts = runs.filter((run) => run.command === 'backup' && run.startedAt <= now);
    const last = attempts.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0];
    if (last?.outcome !== 'failed')
        return undefined;
    return newest === undefined || last.startedAt > newest.startedAt ? last : undefined;
}
/** "45 min", "7 h", "1 h 30 min". */
function hours(ms) {
    const minutes = Math.round(ms / 60_000);
    if (minutes < 60)
        return `${minutes} min`;
    return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog = __webpack_require__(8318);
;// CONCATENATED MODULE: ./build/js/plan/proof.js



/** Proofs that count for the level: a restore has read every byte too. */
const counting = { read: ['read', 'restore'], restore: ['restore'] };
/** `backsUp`: this run makes a backup, which it can prove. */
function planProof(kind, source, catalog, moment, backsUp) {
    const { now, timezone } = moment;
    const line = source.verify[kind];
    if (line === undefined)
        return { source: source.name, kind, due: false, because: ['no schedule: only on demand'] };
    const next = nextDue(line, timezone, now);
    const entries = usable(catalog, now);
    const [newest] = entries;
    // A backup that this run makes is the one to prove.
    const id = newest && !backsUp ? { id: newest.id } : {};
    const base = { source: source.name, kind, ...(next ? { next } : {}), ...id };
    if (!newest && !backsUp)
        return { ...base, due: false, because: ['there is no backup to prove yet'] };
    const proofs = proofsOf(entries, kind, now);
    const [last] = proofs;
    const done = proofs.find(isResult);
    const tick = lastDue(line, timezone, now);
    if (done && (!tick || done.startedAt >= tick)) {
        const until = next ? `not due until ${clock(next, moment, now)}` : 'not due: the schedule never fires';
        return { ...base, due: false, because: [`${until}: last ${say(done, moment)}`] };
    }
    const because = [
        done && tick
            ? `last ${say(done, moment)} is older than the tick of ${clock(tick, moment, done.startedAt)}`
            : `first ${kind}: no backup has one yet`,
    ];
    if (last && last !== done)
        because.push(`the last attempt failed at ${clock(last.startedAt, moment, now)}: ${failure(last)}`);
    return { ...base, due: true, because };
}
/**
 * Since when a proof by schedule is overdue: a whole period has passed without an attempt, though there were backups.
 * undefined: it is not, has no schedule, or a store that could not be listed may have it.
 */
function proofOverdue(kind, source, { entries, runs, unread }, { now, timezone }) {
    const line = source.verify[kind];
    const tick = line === undefined ? undefined : lastDue(line, timezone, now);
    const before = line && tick && lastDue(line, timezone, new Date(tick.getTime() - 1));
    if (!before || unread.length > 0)
        return undefined;
    const ours = entries.filter((entry) => entry.foreign === undefined);
    // The backups of then may be long gone: work that succeeded shows as well that there was something to prove.
    const done = runs.filter(({ command, outcome }) => outcome === 'succeeded' && command !== 'gate');
    if (ours.length === 0 || ![...ours, ...done].some(({ startedAt }) => startedAt < before))
        return undefined;
    return proofsOf(ours, kind, now).some(({ startedAt }) => startedAt >= before) ? undefined : before;
}
/** Newest first; without those that are dated in the future, which would hide every tick until then. */
function proofsOf(entries, kind, now) {
    const levels = counting[kind];
    const proofs = entries.flatMap((entry) => entry.proofs.filter(({ level, startedAt }) => levels.includes(level) && startedAt <= now));
    return proofs.sort((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
}
/** False where only the environment or the source stood in the way: that says nothing of the backup, and is tried again. */
const isResult = (proof) => proof.outcome === 'passed' || (0,catalog/* condemns */.Et)(proof);
const say = (proof, moment) => `${proof.level}${proof.outcome === 'failed' ? ' (failed)' : ''} ${clock(proof.startedAt, moment)}`;
const failure = ({ findings }) => findings.find((finding) => finding.level === 'failure')?.message ?? 'it says no reason';

;// CONCATENATED MODULE: ./build/js/plan/tick.js



const tick_hourMs = 3_600_000;
const dayMs = 24 * tick_hourMs;
/**
 * Every time after one and up to another at which the line is due, oldest first: the same times as the schedule's own, found
 * a day at a time, so that a year of a line that is due every ten minutes takes milliseconds.
 */
function ticksBetween(line, timezone, after, until) {
    const isDue = dayRule(line);
    const clock = clockTimes(line);
    const everyHour = isEveryHour(line);
    const [from, to] = [after.getTime(), until.getTime()];
    const found = [];
    // A wall clock is within 14 hours of UTC: two days more on each side miss nothing.
    for (let day = Math.floor(from / dayMs) * dayMs - 2 * dayMs; day <= to + 2 * dayMs; day += dayMs) {
        if (!isDue(new Date(day)))
            continue;
        const offset = steadyOffset(day, timezone);
        for (const time of clock) {
            const wall = day + time;
            if (offset !== undefined)
                found.push(wall - offset);
            else
                found.push(...(everyHour ? (0,policy/* instantsOf */.GR)(wall, timezone) : [(0,policy/* instantsOf */.GR)(wall, timezone)[0]]));
        }
    }
    // Times that the clock skips fall together, and those that it shows twice are out of order.
    const sorted = [...new Set(found)].sort((a, b) => a - b);
    return sorted.filter((ms) => ms > from && ms <= to).map((ms) => new Date(ms));
}
/** The zone's offset on a day of the wall clock; undefined where it changes near it. */
function steadyOffset(day, timezone) {
    const offsetAt = (ms) => (0,policy/* wallMs */.P3)(new Date(ms), timezone) - ms;
    const offset = offsetAt(day - 38 * tick_hourMs);
    return offset === offsetAt(day + 62 * tick_hourMs) ? offset : undefined;
}
const fieldsOf = (line) => dist.CronExpressionParser.parse(plainLine(line), { tz: 'UTC' }).fields;
/** Day of the month and weekday both given mean either (crontab(5)). */
function dayRule(line) {
    const { dayOfMonth, month, dayOfWeek } = fieldsOf(line);
    const months = new Set(month.values);
    const dates = new Set(dayOfMonth.values);
    const weekdays = new Set(dayOfWeek.values.map((day) => Number(day) % 7));
    const either = !dayOfMonth.isWildcard && !dayOfWeek.isWildcard;
    return (wall) => {
        if (!months.has(wall.getUTCMonth() + 1))
            return false;
        const [onDate, onWeekday] = [dates.has(wall.getUTCDate()), weekdays.has(wall.getUTCDay())];
        return either ? onDate || onWeekday : onDate && onWeekday;
    };
}
/** Milliseconds into the day, in order. */
function clockTimes(line) {
    const { hour, minute } = fieldsOf(line);
    return hour.values.flatMap((h) => minute.values.map((m) => (h * 60 + m) * 60_000));
}

;// CONCATENATED MODULE: ./build/js/plan/compare.js



/** Compares two policies at one moment; no `before`: everything is new; no `after`: everything is gone. Pure. */
function comparePolicies(before, after, now) {
    const [then, is] = [before?.sources ?? {}, after?.sources ?? {}];
    const gone = Object.values(then).filter(({ name }) => !Object.hasOwn(is, name));
    const come = Object.values(is).filter(({ name }) => !Object.hasOwn(then, name));
    const renamed = pairUp(gone, come);
    const byName = new Map(Object.entries(then));
    const sources = Object.values(is).flatMap((source) => {
        const was = byName.get(renamed.find(({ to }) => to === source.name)?.from ?? source.name);
        return was && before && after ? compareSource(was, before, source, after, now) : [];
    });
    const recipients = (policy) => policy?.encryption.recipients ?? [];
    const signers = (policy) => [...(policy?.encryption.signers ?? [])].sort().join(' ');
    return {
        added: come.map(({ name }) => name).filter((name) => !renamed.some(({ to }) => to === name)),
        removed: gone.map(({ name }) => name).filter((name) => !renamed.some(({ from }) => from === name)),
        renamed,
        recipientsAdded: minus(recipients(after), recipients(before)),
        recipientsRemoved: after ? minus(recipients(before), recipients(after)) : [],
        signersChanged: before !== undefined && after !== undefined && signers(before) !== signers(after),
        sources,
    };
}
const minus = (one, other) => one.filter((value) => !other.includes(value));
/** Each name at most once: of two that back up the same, only one has become the other. */
function pairUp(gone, come) {
    const free = [...come];
    return gone.flatMap((source) => {
        const at = free.findIndex((other) => identityOf(other) === identityOf(source));
        const [to] = at < 0 ? [] : free.splice(at, 1);
        return to ? [{ from: source.name, to: to.name }] : [];
    });
}
function compareSource(was, before, is, after, now) {
    const cadences = { before: cadenceOf(was, before.timezone, now), after: cadenceOf(is, after.timezone, now) };
    const kept = is.stores.filter((store) => was.stores.includes(store));
    const rulesOf = (source, policy) => JSON.stringify([source.retention, policy.timezone, kept.map((store) => policy.stores[store]?.retention)]);
    const change = {
        source: is.name,
        storesAdded: minus(is.stores, was.stores),
        storesDropped: minus(was.stores, is.stores),
        contentMoved: !sharesContent(was, is),
        storesMoved: kept.filter((store) => addressOf(before.stores[store]) !== addressOf(after.stores[store])),
        rules: rulesOf(was, before) !== rulesOf(is, after),
    };
    const { storesAdded, storesDropped, storesMoved, contentMoved, rules } = change;
    const sameTicks = JSON.stringify(cadences.before) === JSON.stringify(cadences.after);
    if (sameTicks && !rules && !contentMoved && storesAdded.length + storesDropped.length + storesMoved.length === 0)
        return [];
    return [sameTicks ? change : { ...change, cadence: cadences }];
}
const weeksMs = 35 * 24 * 3_600_000;
const shown = 5;
/** What the source's schedule gives from now on. */
function cadenceOf(source, timezone, now) {
    const { schedule, paused = false } = source;
    const base = { schedule, timezone, paused, rpoMs: source.objectives.rpoMs };
    if (schedule === undefined || paused)
        return { ...base, next: [], widestMs: undefined };
    const off = putOffMs(source);
    const start = new Date(now.getTime() - off);
    // A week's pattern shows within some weeks; a yearly line has at least its next few runs.
    const runs = [...ticksBetween(schedule, timezone, start, new Date(start.getTime() + weeksMs))];
    while (runs.length <= shown) {
        const next = nextDue(schedule, timezone, runs.at(-1) ?? start);
        if (!next)
            break;
        runs.push(next);
    }
    const gaps = runs.slice(1).map((run, i) => run.getTime() - (runs[i]?.getTime() ?? 0));
    return {
        ...base,
        next: runs.slice(0, shown).map((run) => new Date(run.getTime() + off)),
        widestMs: gaps.length > 0 ? gaps.reduce((widest, gap) => Math.max(widest, gap)) : undefined,
    };
}
/** What is backed up, as the policy writes it: the same under another name is the same source. */
function identityOf(source) {
    switch (source.engine) {
        case 'postgres':
            return JSON.stringify([source.engine, source.url.template, source.schemas, source.tables]);
        case 'sqlite':
            return JSON.stringify([source.engine, source.path]);
        case 'files':
            return JSON.stringify([source.engine, source.paths, source.include, source.exclude]);
    }
}
/** True unless all that is backed up is another: of the same database another choice of tables is no other source. */
function sharesContent(was, is) {
    if (was.engine === 'postgres' && is.engine === 'postgres')
        return was.url.template === is.url.template;
    if (was.engine === 'files' && is.engine === 'files')
        return was.paths.some((path) => is.paths.includes(path));
    return identityOf(was) === identityOf(is);
}
/** Where a store's objects are. */
function addressOf(store) {
    if (store === undefined)
        return undefined;
    if (store.kind === 'directory')
        return JSON.stringify([store.kind, store.path]);
    return JSON.stringify([store.kind, store.endpoint?.template, store.bucket, store.prefix]);
}

;// CONCATENATED MODULE: ./build/js/plan/health.js


/** GitHub starts a tick late, and drops one now and then: that much is its normal state. */
const lateMs = 3_600_000;
const silentTicks = 2;
const health_countLimit = 1000;
/**
 * A backup that is due leaves a backup or a failed run record, so silence over several due ticks means that nobody asked.
 * A tick at which nothing is due leaves no trace: a source that somebody backs up by hand more often than its schedule
 * says counts as alive.
 */
function scheduleHealth(source, catalog, { now, timezone }) {
    if (source.schedule === undefined)
        return { state: 'none' };
    if (source.paused)
        return { state: 'paused' };
    // By its end too: what takes longer than its schedule's period was not silent meanwhile.
    const signs = catalog.entries
        .filter((entry) => entry.foreign === undefined)
        .flatMap(({ startedAt, manifest }) => [startedAt, new Date(manifest.finishedAt)])
        .concat(catalog.runs.filter(bySchedule).flatMap(({ startedAt, finishedAt }) => [startedAt, finishedAt]))
        .filter((at) => at <= now);
    // Of a source that is new nothing can be missed: its first backup is due, and says so.
    if (signs.length === 0)
        return { state: 'alive' };
    const since = signs.reduce((newest, at) => (at > newest ? at : newest));
    const due = new Date(now.getTime() - lateMs);
    const missed = ticksOf(source, source.schedule, timezone).count(since, due, health_countLimit);
    if (missed < silentTicks)
        return { state: 'alive' };
    const times = missed >= health_countLimit ? `more than ${health_countLimit}` : String(missed);
    return {
        state: 'silent',
        since,
        missed,
        message: `no tick for ${hours(now.getTime() - since.getTime())}, though the schedule is "${source.schedule}" (${times} missed)`,
        hint: `GitHub disables schedules of repositories without activity for 60 days: re-enable with \`gh workflow enable ${workflowOf(catalog)}\`, then \`gh workflow run ${workflowOf(catalog)}\`.`,
    };
}
const bySchedule = ({ trigger }) => trigger === 'schedule';
/** The workflow that made the newest scheduled backup, where its name can be pasted; else that of the example. */
function workflowOf({ entries }) {
    const name = entries.find(({ manifest }) => manifest.trigger === 'schedule')?.manifest.origin['workflow'];
    if (!name || !/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/.test(name))
        return 'scheduled.yml';
    return name.includes(' ') ? `"${name}"` : name;
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/plan/shard.js


/** A matrix of GitHub has at most this many jobs. */
const mostShards = 256;
/** Throws `usage` unless the text is a number from 1 to 256. */
function parseShards(text) {
    const count = /^[1-9]\d{0,2}$/.test(text) ? Number(text) : 0;
    if (count >= 1 && count <= mostShards)
        return count;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a number of shards`, {
        hint: `It is a number from 1 to ${mostShards}, which is as many jobs as a matrix can have.`,
    });
}
/** "3/16"; throws `usage` where it is none. */
function parseShard(text) {
    const [, index = '', of = ''] = /^([1-9]\d{0,2})\/([1-9]\d{0,2})$/.exec(text) ?? [];
    const shard = { index: Number(index), of: Number(of) };
    if (index && shard.of <= mostShards && shard.index <= shard.of)
        return shard;
    throw new problem/* Problem */.AF('usage', `${JSON.stringify(text)} is not a shard`, {
        hint: `Write 3/16 for the third of sixteen; at most ${mostShards}.`,
    });
}
/** Whether the source is this shard's: of every number of shards, each source has exactly one, whatever other sources there are. */
function inShard(source, { index, of }) {
    return hashOf(source) % of === index - 1;
}
/** The shards that have something to do, with all the sources that are theirs. */
function matrixOf(sources, busy, shards) {
    const include = Array.from({ length: shards }, (_, i) => {
        const theirs = sources.filter((source) => inShard(source, { index: i + 1, of: shards }));
        return theirs.some((source) => busy.has(source)) ? [{ shard: `${i + 1}/${shards}`, sources: theirs.join(' ') }] : [];
    });
    return { include: include.flat() };
}
/**
 * Sources that are worth a job now. Deciding on retention is due at every tick, so it waits for one that something else
 * starts; proofs count only where the jobs have the secret key.
 */
function busySources(tasks, proves) {
    const worth = ({ due, kind }) => due && kind !== 'prune' && (proves || kind === 'backup' || kind === 'copy');
    return new Set(tasks.filter(worth).map(({ source }) => source));
}

;// CONCATENATED MODULE: ./build/js/plan/plan.js


/**
 * For every source, or those named: what is due now and what is not, with the reasons, in the order in which to do it.
 * A source without a catalog counts as one without backups. Times in the reasons are in the policy's zone.
 */
function plan(policy, catalog, now, only = []) {
    const moment = { now, timezone: policy.timezone };
    return Object.values(policy.sources)
        .filter(({ name }) => only.length === 0 || only.includes(name))
        .flatMap((source) => planSource(source, catalog.get(source.name) ?? empty(source.name), moment));
}
const empty = (source) => ({ source, entries: [], runs: [], unread: [], damaged: [] });
function planSource(source, catalog, moment) {
    const backup = planBackup(source, catalog, moment);
    return [
        backup,
        planCopy(source, catalog),
        planProof('read', source, catalog, moment, backup.due),
        planProof('restore', source, catalog, moment, backup.due),
        planPrune(source, catalog, moment),
    ];
}
/** Copies run at every tick until each backup is in every store that should have it. */
function planCopy(source, { entries, unread }) {
    const copies = entries
        .filter((entry) => !entry.foreign && !entry.trashed)
        .flatMap(({ id, copies, missing, marked }) => {
        const from = copies.find((store) => !marked.includes(store));
        if (from === undefined)
            return [];
        return missing.filter((store) => !unread.some((one) => one.store === store)).map((to) => ({ id, from, to }));
    });
    const base = { source: source.name, kind: 'copy', copies };
    const unknown = unread.map(({ store, message }) => `store ${store} could not be listed: ${message}`);
    if (copies.length === 0)
        return { ...base, due: false, because: ['no backup that is known lacks a copy', ...unknown] };
    const stores = [...new Set(copies.map(({ to }) => to))];
    const lacking = stores.map((store) => {
        const ids = copies.filter(({ to }) => to === store).map(({ id }) => id);
        return `store ${store} lacks ${ids.length === 1 ? ids[0] : `${ids.length} backups, the newest ${ids[0]}`}`;
    });
    return { ...base, due: true, because: [...lacking, ...unknown] };
}
function planPrune(source, { entries, unread }, { now }) {
    const base = { source: source.name, kind: 'prune' };
    if (unread.length > 0) {
        const because = unread.map(({ store, message }) => `nothing is deleted on partial knowledge: store ${store} could not be listed: ${message}`);
        return { ...base, due: false, because };
    }
    const ours = entries.filter((entry) => !entry.foreign);
    if (ours.length === 0)
        return { ...base, due: false, because: ['there is no backup to decide on'] };
    const live = ours.filter((entry) => !entry.trashed).length;
    const expired = ours.filter((entry) => entry.trashed && entry.trashed.purgeAfter <= now).length;
    const purge = expired === 0 ? [] : [`${expired} deleted backup${expired === 1 ? ' is' : 's are'} past the grace time`];
    const decide = `retention is decided at every run: ${live} backup${live === 1 ? '' : 's'}`;
    return { ...base, due: true, because: [decide, ...purge] };
}










/***/ }),

/***/ 457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j7: () => (/* reexport */ compareOutcomes),
  Ab: () => (/* reexport */ damage),
  LD: () => (/* reexport */ decide),
  ui: () => (/* reexport */ decideCopies),
  CN: () => (/* reexport */ freeze),
  nn: () => (/* reexport */ isProven),
  iJ: () => (/* reexport */ narrowMissing),
  JV: () => (/* reexport */ simulate),
  Fo: () => (/* reexport */ storeRules)
});

// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog = __webpack_require__(8318);
;// CONCATENATED MODULE: ./build/js/retain/proof.js

/** Each level says all that those before it say. */
const reaches = (proof, level) => catalog/* levels */.yr.indexOf(proof.level) >= catalog/* levels */.yr.indexOf(level);
/** One that a wrong clock has dated in the future would answer every failure until then. */
const healedBy = (passed, failed, now) => passed.outcome === 'passed' &&
    passed.startedAt > failed.startedAt &&
    passed.startedAt <= now &&
    reaches(passed, failed.level);
const newestOf = (proofs) => proofs.reduce((best, proof) => (best && best.startedAt >= proof.startedAt ? best : proof), undefined);
/** The newest proof that shows the backup as damaged, unless it passed one as strong since. */
function damage({ proofs }, now) {
    if (!proofs.some(catalog/* condemns */.Et))
        return undefined;
    return newestOf(proofs.filter((proof) => (0,catalog/* condemns */.Et)(proof) && !proofs.some((other) => healedBy(other, proof, now))));
}
/** The failed proof that freezes deletion: no backup as new as that one has passed one as strong since. */
function freeze(entries, now) {
    let found;
    for (const entry of entries) {
        if (!entry.proofs.some(catalog/* condemns */.Et))
            continue;
        const failed = entry.proofs.filter(catalog/* condemns */.Et);
        const later = entries.filter((other) => other.startedAt >= entry.startedAt).flatMap((other) => other.proofs);
        const proof = newestOf(failed.filter((proof) => !later.some((other) => healedBy(other, proof, now))));
        if (proof && !(found && found.proof.startedAt >= proof.startedAt))
            found = { entry, proof };
    }
    return found;
}
/** The newest backup that passed a restore; where none did, a read; where none did, a check. Entries newest first. */
function newestProven(entries) {
    for (const level of catalog/* levels */.yr.toReversed())
        for (const entry of entries) {
            const passed = (proof) => proof.level === level && proof.outcome === 'passed';
            const proof = entry.proofs.some(passed) ? newestOf(entry.proofs.filter(passed)) : undefined;
            if (proof)
                return { entry, proof };
        }
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/retain/compare.js

/** Compares what two policies make of one source's backups. What both keep does not show. Newest first. Pure. */
function compareOutcomes(before, after, now) {
    const [was, is] = [deletionsOf(before), deletionsOf(after)];
    const seen = new Map(live(after).map((entry) => [entry.id, entry]));
    const proven = [...seen.values()].some((entry) => !is.has(entry.id) && isProven(entry, now));
    const reasons = new Map(after.decided?.decisions.map(({ entry, because }) => [entry.id, because]));
    const change = (entry, what, because) => {
        const goes = what !== 'newly-kept';
        return { entry, change: what, because, lastProven: goes && !proven && isProven(entry, now) };
    };
    const lost = live(before).flatMap((entry) => entry.foreign !== undefined || (seen.get(entry.id)?.foreign === undefined && seen.has(entry.id))
        ? []
        : [change(entry, 'left-behind', [whyLost(entry, seen.get(entry.id))])]);
    const decided = [...seen.values()].flatMap((entry) => {
        const what = changeOf(was.has(entry.id), is.has(entry.id));
        return what ? [change(entry, what, reasons.get(entry.id) ?? ['nothing is decided'])] : [];
    });
    const all = [...lost, ...decided, ...compareCopies(before, after)];
    return all.sort((a, b) => b.entry.startedAt.getTime() - a.entry.startedAt.getTime());
}
const live = ({ entries }) => entries.filter(({ trashed }) => !trashed);
function deletionsOf({ decided }) {
    return new Set(decided?.decisions.flatMap(({ entry, keep }) => (keep ? [] : [entry.id])));
}
const whyLost = ({ copies }, now) => now?.foreign ?? `only in ${copies.join(' and ')}, where the changed policy does not look`;
function changeOf(deleted, deletes) {
    if (deletes)
        return deleted ? 'still-deleted' : 'newly-deleted';
    return deleted ? 'newly-kept' : undefined;
}
function compareCopies(before, after) {
    const name = ({ entry, store }) => `${entry.id} ${store}`;
    const was = new Set(before.copies?.filter(({ keep }) => !keep).map(name));
    const is = after.copies?.filter(({ keep }) => !keep) ?? [];
    const going = new Set(is.map(name));
    const stays = after.copies?.filter((copy) => copy.keep && was.has(name(copy)) && !going.has(name(copy))) ?? [];
    return [...is, ...stays].flatMap((copy) => {
        const change = changeOf(was.has(name(copy)), !copy.keep);
        const { entry, store: copyIn, because } = copy;
        return change ? [{ entry, change, copyIn, because, lastProven: false }] : [];
    });
}
/** Has been restored to the end, and nothing has shown damage since. */
function isProven(entry, now) {
    const restored = entry.proofs.some(({ level, outcome }) => level === 'restore' && outcome === 'passed');
    return restored && entry.foreign === undefined && damage(entry, now) === undefined;
}

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/retain/cap.js
const plural = (count, one) => `${count} ${one}${count === 1 ? '' : 's'}`;
/**
 * Removes kept backups, oldest first, until the limit holds; never a fixed one, nor one that another kept one depends on.
 * `kept` newest first.
 */
function cap(kept, limit) {
    const removed = new Map();
    const ofName = limit.name === '' ? '' : ` ${limit.name}`;
    let count = 0;
    let bytes = 0;
    const dependents = new Map();
    const depend = (entry, by) => {
        const { base } = entry.manifest;
        if (base !== undefined)
            dependents.set(base, (dependents.get(base) ?? 0) + by);
    };
    for (const entry of kept) {
        depend(entry, 1);
        if (!limit.of(entry))
            continue;
        count += 1;
        bytes += entry.bytes;
    }
    const over = () => {
        if (limit.count !== undefined && count > limit.count)
            return `over max count${ofName}: ${count} of ${limit.count}, oldest first`;
        if (limit.bytes !== undefined && bytes > limit.bytes)
            return `over max size${ofName}: ${bytes} of ${limit.bytes} bytes, oldest first`;
        return undefined;
    };
    let at = kept.length - 1;
    for (let reason = over(); reason !== undefined && at >= 0; reason = over()) {
        const next = kept[at];
        at -= 1;
        if (!next || removed.has(next.id) || !limit.of(next) || limit.fixed(next) || dependents.get(next.id))
            continue;
        removed.set(next.id, reason);
        count -= 1;
        bytes -= next.bytes;
        if (next.manifest.base === undefined)
            continue;
        depend(next, -1);
        // What it depended on is older, and may go now.
        at = kept.length - 1;
    }
    const findings = [];
    if (limit.count !== undefined && count > limit.count)
        findings.push(`max count ${limit.count}${ofName} cannot be met: ${plural(count, 'backup')} must stay`);
    if (limit.bytes !== undefined && bytes > limit.bytes)
        findings.push(`max size${ofName} of ${limit.bytes} bytes cannot be met: what must stay has ${bytes} bytes`);
    return { removed, findings };
}

// EXTERNAL MODULE: ./build/js/policy/policy.js + 30 modules
var policy = __webpack_require__(9773);
;// CONCATENATED MODULE: ./build/js/retain/tag.js
/** True if the tag is what the pattern says; `*` stands for any run of characters, everything else for itself. */
function matches(pattern, tag) {
    const [first = '', ...rest] = pattern.split('*');
    const end = rest.pop();
    if (end === undefined)
        return pattern === tag;
    if (!tag.startsWith(first))
        return false;
    let at = first.length;
    for (const piece of rest) {
        const found = tag.indexOf(piece, at);
        if (found < 0)
            return false;
        at = found + piece.length;
    }
    return tag.length - end.length >= at && tag.endsWith(end);
}
/** True if every pattern is met by one of the tags; no pattern meets nothing. */
function matchesAll(patterns, tags) {
    return patterns.length > 0 && patterns.every((pattern) => tags.some((tag) => matches(pattern, tag)));
}

;// CONCATENATED MODULE: ./build/js/retain/type.js
/** Longest first. */
const timeTypes = ['monthly', 'weekly', 'daily'];
const isManual = ({ manifest }) => manifest.trigger !== 'schedule';
/** True where the rules leave a backup alone because a person, or a gate, made it. */
const keptAsManual = (entry, { manual = 'keep' }) => manual === 'keep' && isManual(entry);
/**
 * True if the backup is of the type; one that the rules leave alone is manual and nothing else. By time it is of one type:
 * the longest that its tags name, so that a limit on daily backups leaves the monthly ones, which have that tag too.
 */
function isOfType(entry, type, rules) {
    if (type === 'manual')
        return isManual(entry);
    if (keptAsManual(entry, rules))
        return false;
    if (type === 'automatic')
        return !isManual(entry);
    const { tags } = entry.manifest;
    return timeTypes.find((one) => tags.includes(one)) === type;
}
/** The types that the rules limit, in the order of the policy's own list. */
function limitedTypes({ types = {} }) {
    return Object.entries(types).map(([type, limit]) => ({ type: type, ...limit }));
}

;// CONCATENATED MODULE: ./build/js/retain/pin.js




/** Adds one more reason for a backup. */
function addReason(because, id, reason) {
    const known = because.get(id);
    if (known)
        known.push(reason);
    else
        because.set(id, [reason]);
}
/** What no rule and no cap deletes, with the reasons. */
function pins({ ours, counting, anomalies }, rules, { now, timezone }) {
    const because = new Map();
    for (const entry of ours) {
        if (entry.held)
            addReason(because, entry.id, 'held');
        if (entry.manifest.retain)
            addReason(because, entry.id, 'retained until somebody deletes it by hand');
        const lock = entry.lockedUntil && lockedBy(entry.lockedUntil, now, timezone);
        if (lock)
            addReason(because, entry.id, lock);
        for (const pattern of rules.protect) {
            const tag = entry.manifest.tags.find((tag) => matches(pattern, tag));
            if (tag !== undefined)
                addReason(because, entry.id, `protected: tagged ${tag}`);
        }
    }
    const proven = newestProven(counting);
    if (proven) {
        const { level, finishedAt } = proven.proof;
        addReason(because, proven.entry.id, `newest backup proven by a ${level} (${(0,policy/* wallText */.O7)(finishedAt, timezone)})`);
    }
    for (const [index, entry] of counting.slice(0, rules.minKeep).entries())
        addReason(because, entry.id, `min-keep: ${index + 1} of ${rules.minKeep}`);
    const lastGood = new Map();
    for (const [entry, { level }] of anomalies) {
        const before = counting.find((other) => other.startedAt < entry.startedAt);
        if (before)
            lastGood.set(before.id, `newest good one before ${entry.id}, whose ${level} failed`);
    }
    for (const [id, reason] of lastGood)
        addReason(because, id, reason);
    for (const { type, min = 0 } of limitedTypes(rules)) {
        const newest = min > 0 ? counting.filter((entry) => isOfType(entry, type, rules)).slice(0, min) : [];
        for (const [index, entry] of newest.entries())
            addReason(because, entry.id, `${type}: ${index + 1} of at least ${min}`);
    }
    return because;
}
const year = 365 * 86_400_000;
/** Why a lock forbids removal now; undefined if it is over. A legal hold, which has no end, is a lock for thousands of years. */
function lockedBy(until, now, timezone) {
    if (until <= now)
        return undefined;
    if (until.getTime() - now.getTime() > 1000 * year)
        return 'object lock: a legal hold, which has no end';
    return `object lock until ${(0,policy/* wallText */.O7)(until, timezone)}`;
}

;// CONCATENATED MODULE: ./build/js/retain/depend.js

/**
 * Adds to `kept` everything that a kept backup depends on, directly or through others.
 * Gives findings for what is needed and is not there.
 */
function keepBases(entries, kept) {
    const findings = [];
    const open = entries.filter((entry) => entry.manifest.base !== undefined && kept.has(entry.id));
    if (open.length === 0)
        return findings;
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    for (const entry of open) {
        const base = entry.manifest.base;
        if (base === undefined)
            continue;
        const needed = byId.get(base);
        if (!needed) {
            findings.push(`backup ${entry.id} depends on ${base}, which is deleted or missing: it cannot be restored`);
            continue;
        }
        if (!kept.has(base))
            open.push(needed);
        addReason(kept, base, `backup ${entry.id} depends on it`);
    }
    return findings;
}

;// CONCATENATED MODULE: ./build/js/retain/bucket.js
/** restic's bucket: the newest backup of each period takes a slot; where slots remain, the oldest of all is kept too. */
function bucket({ name, slots, after, period }) {
    let used = 0;
    let last;
    const afterMs = after?.getTime() ?? Number.NEGATIVE_INFINITY;
    const outside = (entry) => entry.startedAt.getTime() <= afterMs;
    return {
        keep(entry, isOldest) {
            if (used >= slots || outside(entry))
                return undefined;
            const at = period(entry);
            const isNewest = at !== last?.name;
            if (!isNewest && !isOldest)
                return undefined;
            used += 1;
            last = { name: at, id: entry.id };
            const count = slots === Number.POSITIVE_INFINITY ? '' : ` (${used} of ${slots})`;
            return `${name}: ${isNewest ? `newest of ${at}` : 'oldest of all, and slots remain'}${count}`;
        },
        refused(entry) {
            if (outside(entry))
                return `older than ${name}`;
            const at = period(entry);
            if (last?.name === at)
                return `${name} keeps ${last.id} for ${at}`;
            return `${name} is full (${used} of ${slots})`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/calendar.js

const dayMs = 86_400_000;
/** 1969-12-29, a Monday: weeks of a period of n weeks are counted from it. */
const mondayMs = -3 * dayMs;
/**
 * The instant that lies this long before: years and months by the calendar of the zone (31 March less a month is 3
 * March, as in restic).
 */
function before(at, length, zone) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (months === 0)
        return new Date(at.getTime() - exact);
    const wall = new Date((0,policy/* wallMs */.P3)(at, zone));
    wall.setUTCFullYear(wall.getUTCFullYear(), wall.getUTCMonth() - months, wall.getUTCDate());
    return new Date((0,policy/* instantsOf */.GR)(wall.getTime(), zone)[0] - exact);
}
const calendar_text = (wall) => new Date(wall).toISOString();
/** ISO 8601: a week belongs to the year of its Thursday. */
function week(wall) {
    const monday = Math.floor((wall - mondayMs) / (7 * dayMs)) * 7 * dayMs + mondayMs;
    const year = new Date(monday + 3 * dayMs).getUTCFullYear();
    const number = Math.floor((monday + 3 * dayMs - Date.UTC(year, 0, 1)) / (7 * dayMs)) + 1;
    return `${year}-W${String(number).padStart(2, '0')}`;
}
/** The name of the period that an instant is in, from its wall clock; equal names are the same period. */
const periodName = {
    hourly: (wall) => `${calendar_text(wall).slice(0, 13).replace('T', ' ')}:00`,
    daily: (wall) => calendar_text(wall).slice(0, 10),
    weekly: week,
    monthly: (wall) => calendar_text(wall).slice(0, 7),
    yearly: (wall) => calendar_text(wall).slice(0, 4),
};
/** The number of the period of this length that an instant is in; whole weeks begin on Mondays, months on the first. */
function slot(wall, length) {
    const exact = length.days * dayMs + length.ms;
    const months = length.years * 12 + length.months;
    if (exact === 0) {
        const at = new Date(wall);
        return Math.floor((at.getUTCFullYear() * 12 + at.getUTCMonth()) / Math.max(months, 1));
    }
    // A month inside a mixed length has no calendar meaning: 30 days.
    return Math.floor((wall - mondayMs) / (exact + months * 30 * dayMs));
}

;// CONCATENATED MODULE: ./build/js/retain/moment.js


/**
 * By the instant of one backup, which goes through every decision of a simulation: to ask a zone's clock once makes a year of
 * decisions a matter of seconds.
 */
const known = new WeakMap();
function momentOf(at, zone) {
    const found = known.get(at);
    if (found?.zone === zone)
        return found.moment;
    const wall = (0,policy/* wallMs */.P3)(at, zone);
    const names = {};
    const moment = {
        wall,
        name(period) {
            const name = names[period] ?? periodName[period](wall);
            names[period] = name;
            return name;
        },
    };
    known.set(at, { zone, moment });
    return moment;
}

;// CONCATENATED MODULE: ./build/js/retain/keep.js






const periods = Object.keys(periodName);
/** A count as the policy gives it: absent and 0 are no rule, `everything` is no limit. */
function slotsOf(count = 0) {
    return count >= policy/* everything */.YT ? Number.POSITIVE_INFINITY : count;
}
/** True if nothing is said of what to keep, by keep or by tiers. */
function keepsNothing({ keep, tiers }) {
    const counts = [keep.last, ...periods.map((period) => keep.counts[period])];
    return (counts.every((count) => slotsOf(count) === 0) &&
        keep.within === undefined &&
        periods.every((period) => keep.withinPeriods[period] === undefined) &&
        keep.tags.length === 0 &&
        tiers.length === 0);
}
/**
 * The rules of `keep` with the meaning of restic's `forget` (restic manual, "Removing snapshots according to a policy"),
 * and those of `tiers`, for a walk from the newest entry to the oldest.
 */
function rulesOf(rules, newest, timezone) {
    const { keep } = rules;
    const made = [];
    if (slotsOf(keep.last) > 0)
        made.push(last(slotsOf(keep.last)));
    for (const period of periods) {
        const slots = slotsOf(keep.counts[period]);
        const name = (entry) => momentOf(entry.startedAt, timezone).name(period);
        if (slots > 0)
            made.push(bucket({ name: period, slots, period: name }));
    }
    if (keep.within)
        made.push(within(keep.within.text, before(newest, keep.within, timezone)));
    for (const period of periods) {
        const length = keep.withinPeriods[period];
        if (!length)
            continue;
        made.push(bucket({
            name: `within-${period} ${length.text}`,
            slots: Number.POSITIVE_INFINITY,
            after: before(newest, length, timezone),
            period: (entry) => momentOf(entry.startedAt, timezone).name(period),
        }));
    }
    for (const tags of keep.tags)
        made.push(tagged(tags));
    if (rules.tiers.length > 0)
        made.push(tiered(rules.tiers, newest, timezone));
    return made;
}
/**
 * What `keep` and `tiers` choose of these, newest first, with the reasons; why they refuse the others goes to `refusals`.
 * With a cap as the only rule, everything until the cap.
 */
function choose(entries, rules, timezone, refusals) {
    const chosen = new Map();
    const [newest] = entries;
    if (!newest)
        return chosen;
    if (keepsNothing(rules)) {
        for (const entry of entries)
            addReason(chosen, entry.id, 'kept until max: there is no other rule');
        return chosen;
    }
    const walk = rulesOf(rules, newest.startedAt, timezone);
    for (const [index, entry] of entries.entries()) {
        const isOldest = index === entries.length - 1;
        for (const rule of walk) {
            const reason = rule.keep(entry, isOldest);
            if (reason !== undefined)
                addReason(chosen, entry.id, reason);
        }
        if (!chosen.has(entry.id))
            refusals.set(entry.id, `no rule keeps it: ${walk.map((rule) => rule.refused(entry)).join(', ')}`);
    }
    return chosen;
}
function last(slots) {
    let used = 0;
    const count = () => (slots === Number.POSITIVE_INFINITY ? `${used}` : `${used} of ${slots}`);
    return {
        keep() {
            if (used >= slots)
                return undefined;
            used += 1;
            return `last: ${count()}`;
        },
        refused: () => `last is full (${count()})`,
    };
}
function within(text, after) {
    return {
        keep: (entry) => (entry.startedAt > after ? `within ${text} of the newest backup` : undefined),
        refused: () => `older than within ${text}`,
    };
}
function tagged(patterns) {
    const text = patterns.join(' and ');
    return {
        keep: (entry) => (matchesAll(patterns, entry.manifest.tags) ? `tagged ${text}` : undefined),
        refused: () => `not tagged ${text}`,
    };
}
/** Each entry belongs to the shortest tier that its age, counted from the newest backup, falls into. */
function tiered(tiers, newest, timezone) {
    const steps = tiers
        .map((tier) => ({ ...tier, afterMs: before(newest, tier.until, timezone).getTime() }))
        .sort((a, b) => b.afterMs - a.afterMs);
    const kept = new Map();
    const stepOf = (entry) => {
        const ms = entry.startedAt.getTime();
        return steps.find((step) => ms > step.afterMs);
    };
    return {
        keep(entry) {
            const step = stepOf(entry);
            if (!step)
                return undefined;
            const name = `tier until ${step.until.text}`;
            if (step.every === 'all')
                return `${name}: every backup`;
            const at = slot(momentOf(entry.startedAt, timezone).wall, step.every);
            if (kept.get(step)?.slot === at)
                return undefined;
            kept.set(step, { slot: at, id: entry.id });
            return `${name}: newest of its ${step.every.text}`;
        },
        refused(entry) {
            const step = stepOf(entry);
            if (!step)
                return `older than the last tier (${steps.at(-1)?.until.text})`;
            const every = step.every === 'all' ? 'backup' : step.every.text;
            return `tier until ${step.until.text} keeps ${kept.get(step)?.id} of that ${every}`;
        },
    };
}

;// CONCATENATED MODULE: ./build/js/retain/decide.js








const newestFirst = (a, b) => b.startedAt.getTime() - a.startedAt.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
/**
 * What retention keeps and deletes of one source's backups, each with its reasons; deletes nothing itself.
 * The order of the entries does not matter. Throws `retention-refused` where a listing failed, where the rules are empty
 * or where they would keep nothing.
 */
function decide(entries, rules, options) {
    refuseUnlisted(options);
    refuseEmpty(rules);
    const { now, timezone } = options;
    // A slip of the pen there must not take all that any other rule keeps.
    const { before, ...undated } = rules;
    const early = before && before > now;
    const sorted = entries.filter((entry) => !entry.trashed).sort(newestFirst);
    const aside = setAside(sorted, options);
    const ours = sorted.filter((entry) => entry.foreign === undefined);
    const counting = sorted.filter((entry) => !aside.because.has(entry.id));
    const refusals = new Map();
    const ruled = sortOut(counting, early ? undated : rules, timezone, refusals);
    const chosen = choose(ruled.byRules, rules, timezone, refusals);
    const pinned = pins({ ours, counting, anomalies: aside.damaged }, rules, options);
    const byRule = merge(chosen, aside.because, ruled.manual, pinned);
    if (counting.length > 0 && !counting.some((entry) => byRule.has(entry.id)))
        throw keepsNone(counting);
    const limit = {
        // What is set aside fills no slot of a limit either: damaged backups must not push out good ones.
        counts: (entry) => !aside.because.has(entry.id),
        // A cap below one backup's size must not leave a source with none.
        fixed: (entry) => entry === counting[0] || entry === ruled.byRules[0] || pinned.has(entry.id),
    };
    const capped = applyLimits(ours, byRule, limitsOf(rules, limit));
    for (const id of capped.removed.keys())
        byRule.delete(id);
    const tooEarly = early ? [`before: ${(0,policy/* wallText */.O7)(before, timezone)} is still to come, and takes nothing until then`] : [];
    const findings = [...aside.findings, ...tooEarly, ...keepBases(ours, byRule), ...capped.findings];
    const decisions = sorted.map((entry) => {
        const because = byRule.get(entry.id);
        if (because)
            return { entry, keep: true, because };
        const why = capped.removed.get(entry.id) ?? refusals.get(entry.id);
        return { entry, keep: false, because: [why ?? 'only deleted backups depend on it'] };
    });
    return frozen({ decisions, findings }, ours, options);
}
/** Adds the reasons of the others to the first. */
function merge(all, ...others) {
    for (const other of others)
        for (const [id, list] of other)
            for (const reason of list)
                addReason(all, id, reason);
    return all;
}
function refuseUnlisted({ unread = [] }) {
    const [first] = unread;
    if (first)
        throw new problem/* Problem */.AF('retention-refused', `nothing is deleted: store ${first.store} could not be listed: ${first.message}`, {
            hint: 'Make the store reachable, then run prune again: retention decides only on complete listings.',
        });
}
function refuseEmpty(rules) {
    if (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined)
        return;
    throw new problem/* Problem */.AF('retention-refused', 'the retention rules are empty: nothing says what to keep', {
        hint: 'Set keep, tiers or max under retention, for example keep: { daily: 7, weekly: 4, monthly: 12 }.',
    });
}
const keepsNone = (counting) => new problem/* Problem */.AF('retention-refused', `the retention rules would keep none of ${counting.length} backups`, {
    hint: 'Set keep, tiers or min-keep under retention so that at least one backup stays.',
});
/** What fills no slot and is kept all the same: it is not ours to judge, or not to be trusted. */
function setAside(sorted, { now, timezone }) {
    const because = new Map();
    const damaged = new Map();
    const findings = [];
    const nowMs = now.getTime();
    for (const entry of sorted) {
        const failed = damage(entry, now);
        if (entry.foreign !== undefined)
            addReason(because, entry.id, `foreign, never deleted by retention: ${entry.foreign}`);
        else if (entry.startedAt.getTime() > nowMs) {
            const text = `dated in the future (${(0,policy/* wallText */.O7)(entry.startedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot`);
            findings.push(`backup ${entry.id} is ${text}: check the clock of the machine that made it`);
        }
        else if (entry.copies.every((store) => entry.marked.includes(store)))
            addReason(because, entry.id, 'no store has a whole copy that is not being deleted: fills no slot');
        else if (failed) {
            const text = `its ${failed.level} failed (${(0,policy/* wallText */.O7)(failed.finishedAt, timezone)})`;
            addReason(because, entry.id, `${text}: fills no slot, kept until it passes or is deleted by hand`);
            findings.push(`backup ${entry.id} counts for no rule: ${text}`);
            damaged.set(entry, failed);
        }
    }
    return { because, damaged, findings };
}
/** Parts what fills the slots of keep and tiers from what is not theirs: manual backups, and those from before the date. */
function sortOut(counting, rules, timezone, refusals) {
    const manual = new Map();
    const byRules = [];
    for (const entry of counting) {
        if (keptAsManual(entry, rules))
            addReason(manual, entry.id, 'manual: kept until deleted');
        else if (rules.before && entry.startedAt < rules.before)
            refusals.set(entry.id, `started before ${(0,policy/* wallText */.O7)(rules.before, timezone)}, and the policy keeps nothing from then`);
        else
            byRules.push(entry);
    }
    return { manual, byRules };
}
/** One limit for each type that has a maximum, then the one on all. */
function limitsOf(rules, { counts, fixed }) {
    const types = limitedTypes(rules).flatMap(({ type, max }) => {
        if (max === undefined)
            return [];
        return [{ name: `of ${type}`, count: max, of: (entry) => counts(entry) && isOfType(entry, type, rules), fixed }];
    });
    // Manual backups that no rule governs must not push out those that the rules keep.
    const all = { name: '', ...rules.max, of: (entry) => counts(entry) && !keptAsManual(entry, rules), fixed };
    return all.count === undefined && all.bytes === undefined ? types : [...types, all];
}
/** What the limits remove of what is kept, with what that depends on; only what a removed one depended on goes with it. */
function applyLimits(ours, byRule, limits) {
    const removed = new Map();
    const findings = [];
    if (limits.length === 0)
        return { removed, findings };
    const kept = merge(new Map(), byRule);
    keepBases(ours, kept);
    let left = ours.filter(({ id }) => kept.has(id));
    for (const limit of limits) {
        const capped = cap(left, limit);
        findings.push(...capped.findings);
        if (capped.removed.size === 0)
            continue;
        for (const [id, reason] of capped.removed)
            removed.set(id, reason);
        left = left.filter(({ id }) => !removed.has(id));
    }
    return { removed, findings };
}
/** A failed proof with nothing better since: the backups that work may be the ones that the rules would delete. */
function frozen(made, ours, { now, timezone, thawed }) {
    const failed = freeze(ours, now);
    if (!failed)
        return made;
    const { entry, proof } = failed;
    const what = `the ${proof.level} of ${entry.id} failed (${(0,policy/* wallText */.O7)(proof.finishedAt, timezone)})`;
    if (thawed)
        return { ...made, findings: [...made.findings, `deletion goes on, as somebody says, although ${what}`] };
    return {
        decisions: made.decisions.map(({ entry, keep, because }) => ({
            entry,
            keep: true,
            because: [
                `deletion is frozen: ${what}`,
                ...(keep ? because : because.map((reason) => `once a ${proof.level} passes, it goes: ${reason}`)),
            ],
        })),
        findings: [
            ...made.findings,
            `deletion is frozen until a ${proof.level} of this backup or a newer one passes, or a person says --thaw: ${what}`,
        ],
        frozen: what,
    };
}

;// CONCATENATED MODULE: ./build/js/retain/copy.js







/** The rules of the source's stores, as the policy has them. */
function storeRules({ stores }, source) {
    return Object.fromEntries(source.stores.map((name) => [name, stores[name]?.retention]));
}
/**
 * Which copies of the backups that the source keeps leave a store by that store's own rules. A copy goes only where every
 * other store that should have the backup has it, and never the last one; whoever carries this out confirms the others first.
 */
function decideCopies(decided, stores, options) {
    const kept = decided.decisions.filter((one) => one.keep).map((one) => one.entry);
    const shares = shareOut(kept, stores, options);
    if (shares.length === 0)
        return [];
    return kept.flatMap((entry) => shares.flatMap((share) => {
        const { store } = share;
        if (!entry.copies.includes(store) && !entry.released?.includes(store))
            return [];
        const stays = whyStays(entry, share, shares, stores, decided, options);
        if (stays)
            return [{ entry, store, keep: true, because: stays, needs: [] }];
        const because = [`${store}: ${share.refusals.get(entry.id) ?? 'its own rules do not keep it'}`];
        return [{ entry, store, keep: false, because, needs: wantedIn(entry, shares, stores) }];
    }));
}
/**
 * The entries with `missing` narrowed to the stores that should have the backup: one whose own rules would give the copy up
 * does not lack it. Where the source's rules refuse to decide, they delete nothing.
 */
function narrowMissing(entries, rules, stores, options) {
    const live = entries.filter((entry) => !entry.trashed);
    const shares = shareOut(keptOf(live, rules, options), stores, options);
    if (shares.length === 0)
        return entries;
    return entries.map((entry) => {
        if (entry.missing.length === 0 || entry.trashed || !counts(entry, options.now))
            return entry;
        const wanted = wantedIn(entry, shares, stores);
        return { ...entry, missing: entry.missing.filter((store) => wanted.includes(store)) };
    });
}
function keptOf(live, rules, options) {
    try {
        return decide(live, rules, options).decisions.flatMap(({ entry, keep }) => (keep ? [entry] : []));
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'retention-refused'))
            throw error;
        return live;
    }
}
function shareOut(kept, stores, { now, timezone }) {
    const ruled = Object.entries(stores).filter((pair) => isRule(pair[1]));
    if (ruled.length === 0)
        return [];
    const counting = kept.filter((entry) => counts(entry, now));
    return ruled.map(([store, rules]) => {
        const refusals = new Map();
        const wanted = choose(counting, rules, timezone, refusals);
        const fixed = (entry) => entry === counting[0] || entry.held;
        const capped = cap(counting.filter(({ id }) => wanted.has(id)), { name: '', ...rules.max, of: () => true, fixed });
        for (const [id, reason] of capped.removed) {
            wanted.delete(id);
            refusals.set(id, reason);
        }
        // A restore reads one store: what a copy depends on must be in the same.
        keepBases(counting, wanted);
        return { store, wanted, refusals };
    });
}
const isRule = (rules) => rules !== undefined && (!keepsNothing(rules) || rules.max.count !== undefined || rules.max.bytes !== undefined);
/** The others are not for a store's rules to judge: their copies stay. */
const counts = (entry, now) => entry.foreign === undefined && entry.startedAt <= now && usable(entry).length > 0 && damage(entry, now) === undefined;
/** Stores with a whole copy that is not on its way out. */
const usable = ({ copies, marked, released = [] }) => copies.filter((store) => !marked.includes(store) && !released.includes(store));
/** The stores that should have the backup, by their own rules. Where none would keep it, one does all the same. */
function wantedIn(entry, shares, stores) {
    const ruled = new Map(shares.map((share) => [share.store, share]));
    const known = [...new Set([...Object.keys(stores), ...entry.copies, ...entry.missing])];
    const wanted = known.filter((store) => ruled.get(store)?.wanted.has(entry.id) ?? true);
    if (wanted.length > 0)
        return wanted;
    const last = known.find((store) => usable(entry).includes(store)) ?? entry.copies[0];
    return last === undefined ? known : [last];
}
/** Why a copy stays; undefined: nothing but the confirmation of the other copies is between it and its end. */
function whyStays(entry, { store, wanted }, shares, stores, { frozen }, { now, timezone, lockedUntil }) {
    const chosen = wanted.get(entry.id);
    if (chosen)
        return chosen.map((reason) => `${store}: ${reason}`);
    if (!counts(entry, now))
        return [`the rules of ${store} do not judge it: it fills no slot`];
    if (entry.held)
        return ['held'];
    const until = lockedUntil?.(entry, store);
    const lock = until && lockedBy(until, now, timezone);
    if (lock)
        return [`${store}: ${lock}`];
    if (frozen)
        return [`deletion is frozen: ${frozen}`];
    const others = wantedIn(entry, shares, stores);
    if (others.includes(store))
        return [`the last copy stays: no store's own rules keep ${entry.id}`];
    const lacking = others.filter((other) => !usable(entry).includes(other));
    if (lacking.length > 0)
        return [`${lacking.join(', ')} should have it first, and has no whole copy of it`];
    return undefined;
}

;// CONCATENATED MODULE: ./build/js/retain/simulate.js






/** Above so many backups retention is decided at the first tick of each such period only: the rest would change little. */
const rarely = [
    { above: 4000, period: 'weekly' },
    { above: 1000, period: 'daily' },
    { above: 200, period: 'hourly' },
];
/**
 * What the rules will hold over time: at each tick a backup is made, and the rules decide as `run --apply` would. Failed
 * proofs of the backups that are there count; the new ones are assumed to pass their checks. Pure.
 */
function simulate(rules, options) {
    const { ticks, sizeAt, timezone, stores = { store: undefined } } = options;
    const held = new Holding(options.entries ?? [], Object.keys(stores), (0,policy/* durationMs */.pc)(rules.grace));
    const days = [];
    const due = proofsDue(options);
    let proven = 0;
    const prove = (until) => {
        for (let next = due[proven]; next && +next.at <= until && held.prove(next, until); next = due[proven])
            proven += 1;
    };
    let [made, deleted, decided] = [0, 0, 0];
    let refused;
    let day = '';
    const times = [...ticks];
    let before;
    const dayOf = (at) => at && momentOf(at, timezone).name('daily');
    for (const [index, at] of times.entries()) {
        const moment = momentOf(at, timezone);
        const today = moment.name('daily');
        if (today !== day && day !== '')
            days.push(...held.daysUntil(day, today));
        day = today;
        held.purge(at);
        prove(+at - 1);
        held.add(newEntry(held.newest, at, sizeAt(at), Object.keys(stores)));
        prove(+at);
        made += 1;
        const period = rarely.find(({ above }) => held.entries.length > above)?.period;
        const isDue = period === undefined || before?.name(period) !== moment.name(period);
        const isLast = times[index + 1] === undefined || dayOf(times[index + 1]) !== today;
        if (options.daily ? !isLast || (period === 'weekly' && days.length % 7 > 0) : !isDue)
            continue;
        before = moment;
        decided += 1;
        const result = tryDecide(held.entries, rules, { now: at, timezone });
        if (typeof result === 'string') {
            refused ??= result;
            continue;
        }
        deleted += held.remove(result, at);
        for (const { entry, store, keep } of decideCopies(result, stores, { now: at, timezone }))
            if (!keep)
                held.release(entry, store, at);
    }
    if (day !== '')
        days.push(held.describe(day));
    return { days, made, deleted, decided, ...(refused === undefined ? {} : { refused }) };
}
function tryDecide(entries, rules, options) {
    try {
        return decide(entries, rules, options);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'retention-refused'))
            throw error;
        return error.message;
    }
}
/** Oldest first. */
function proofsDue({ reads = [], restores = [] }) {
    const all = [
        ...Array.from(reads, (at) => ({ at, level: 'read' })),
        ...Array.from(restores, (at) => ({ at, level: 'restore' })),
    ];
    return all.sort((a, b) => +a.at - +b.at);
}
const passed = (id, level, at, store) => ({
    id,
    level,
    outcome: 'passed',
    startedAt: at,
    finishedAt: at,
    store,
    findings: [],
    durations: {},
});
function newEntry(newest, at, bytes, copies) {
    const startedAt = at.toISOString();
    const id = `simulated-${(0,catalog/* encodeTime */.iV)(at)}`;
    return {
        id,
        manifest: {
            format: 'restorable/v1',
            id,
            source: 'simulated',
            engine: 'files',
            kind: 'full',
            trigger: 'schedule',
            tags: (0,catalog/* timeTags */.pK)(newest ? [newest] : [], at),
            retain: false,
            startedAt,
            finishedAt: startedAt,
            parts: [],
            versions: {},
            origin: {},
        },
        startedAt: at,
        bytes,
        copies,
        missing: [],
        held: false,
        trashed: undefined,
        marked: [],
        proofs: [passed(id, 'check', at, copies[0] ?? '')],
        foreign: undefined,
    };
}
/** A copy on its way out is still there: the first decision lets it go again, or keeps it. */
function takenBack({ released = [], ...entry }) {
    return released.length === 0 ? entry : { ...entry, copies: [...new Set([...entry.copies, ...released])] };
}
/** What is held, what is in the trash, and how many bytes each store has. */
class Holding {
    /** Oldest first. */
    entries;
    /** The newest backup by schedule: it alone decides on the time tags of the next. */
    newest;
    #graceMs;
    #bytes;
    /** In the order in which it is purged, from `#purged` on. */
    #trash = [];
    #purged = 0;
    constructor(entries, stores, graceMs) {
        this.#graceMs = graceMs;
        this.#bytes = new Map(stores.map((store) => [store, 0]));
        this.entries = entries
            .filter(({ trashed }) => !trashed)
            .map(takenBack)
            .toSorted((a, b) => +a.startedAt - +b.startedAt);
        this.newest = this.entries.findLast(({ manifest, foreign }) => manifest.trigger === 'schedule' && !foreign);
        for (const { copies, bytes } of this.entries)
            this.#weigh(copies, bytes);
        for (const { trashed, copies, bytes } of entries) {
            if (!trashed)
                continue;
            this.#weigh(copies, bytes);
            this.#trash.push({ purgeAfter: +trashed.purgeAfter, stores: copies, bytes });
        }
        this.#trash.sort((a, b) => a.purgeAfter - b.purgeAfter);
    }
    #weigh(stores, bytes) {
        for (const store of stores)
            this.#bytes.set(store, (this.#bytes.get(store) ?? 0) + bytes);
    }
    add(entry) {
        this.entries.push(entry);
        this.newest = entry;
        this.#weigh(entry.copies, entry.bytes);
    }
    /** The newest backup until then passes what is due; false where there is none. */
    prove({ at, level }, until) {
        const index = this.entries.findLastIndex(({ startedAt, foreign, copies }) => +startedAt <= until && foreign === undefined && copies.length > 0);
        const entry = this.entries[index];
        if (!entry)
            return false;
        const when = entry.startedAt > at ? entry.startedAt : at;
        const proof = passed(entry.id, level, when, entry.copies[0] ?? '');
        const others = entry.proofs.filter((other) => other.outcome === 'failed' || other.level !== level);
        this.entries[index] = { ...entry, proofs: [proof, ...others] };
        return true;
    }
    /** Gives how many were deleted. */
    remove({ decisions }, at) {
        const gone = decisions.filter(({ keep }) => !keep).map(({ entry }) => entry);
        for (const { copies, bytes } of gone)
            this.#discard(copies, bytes, at);
        if (gone.length > 0)
            this.entries = decisions
                .filter(({ keep }) => keep)
                .map(({ entry }) => entry)
                .reverse();
        return gone.length;
    }
    /** One copy goes; the backup stays in the other stores. */
    release({ id }, store, at) {
        this.entries = this.entries.map((entry) => {
            if (entry.id !== id)
                return entry;
            this.#discard([store], entry.bytes, at);
            return { ...entry, copies: entry.copies.filter((copy) => copy !== store) };
        });
    }
    #discard(stores, bytes, at) {
        this.#trash.push({ purgeAfter: +at + this.#graceMs, stores, bytes });
    }
    purge(now) {
        for (;;) {
            const next = this.#trash[this.#purged];
            if (!next || next.purgeAfter > +now)
                return;
            this.#weigh(next.stores, -next.bytes);
            this.#purged += 1;
        }
    }
    describe(day) {
        const good = this.entries.filter(({ foreign, copies }) => foreign === undefined && copies.length > 0);
        const bytes = [...this.#bytes.values()].reduce((sum, one) => sum + one, 0);
        const stores = [...this.#bytes].map(([store, bytes]) => {
            const held = good.filter(({ copies }) => copies.includes(store)).length;
            return [store, { held, bytes }];
        });
        return { day, held: good.length, oldestAt: good[0]?.startedAt, bytes, stores: Object.fromEntries(stores) };
    }
    /** One for the day, and one for each that follows without a tick. */
    daysUntil(day, next) {
        const made = [this.describe(day)];
        for (let ms = Date.parse(day) + simulate_dayMs; ms < Date.parse(next); ms += simulate_dayMs)
            made.push(this.describe(new Date(ms).toISOString().slice(0, 10)));
        return made;
    }
}
const simulate_dayMs = 86_400_000;

;// CONCATENATED MODULE: ./build/js/retain/retain.js
/** Which backups, and which copies of them, are kept and deleted, each with its reasons. Pure: carried out by commands. */







/***/ }),

/***/ 669:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jq: () => (/* reexport */ containerPort),
  SW: () => (/* reexport */ dockerExec),
  AY: () => (/* reexport */ dockerRun),
  g5: () => (/* reexport */ failureOf),
  hm: () => (/* reexport */ feed),
  pp: () => (/* reexport */ hasDocker),
  Vo: () => (/* reexport */ hostRuntime),
  w$: () => (/* reexport */ lastLines),
  Bf: () => (/* reexport */ runningContainer),
  OT: () => (/* reexport */ startSandbox),
  V5: () => (/* reexport */ sweepContainers),
  Qq: () => (/* reexport */ text_text)
});

// UNUSED EXPORTS: redact

// EXTERNAL MODULE: ./build/js/problem.js
var problem = __webpack_require__(7177);
;// CONCATENATED MODULE: ./build/js/runtime/redact.js
/** The text with every secret replaced, also where a program shows it decoded or URL-encoded. */
function redact(text, secrets) {
    const forms = new Set(secrets.flatMap(spellings).filter((form) => form !== ''));
    // The longest first: a secret that contains another must not be left half shown.
    const longestFirst = [...forms].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((clean, form) => clean.replaceAll(form, '***'), text);
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
    const message = `${failure.program} failed in ${where} (${how})${said === '' ? ', saying nothing' : `: ${said}`}`;
    return new problem/* Problem */.AF('tool-failed', message, { cause: failure });
}
const shownLines = 5;
const shownCharacters = 1000;
/** The last lines as one line, for a message. */
function lastLines(stderr) {
    const lines = stderr.split(/[\r\n]+/).map((line) => line.trim());
    const last = lines.filter((line) => line !== '').slice(-shownLines);
    const text = last.join(' / ').replace(/\.$/, '');
    return text.length > shownCharacters ? `...${text.slice(-shownCharacters)}` : text;
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
            return redact(cut ? whole.slice(whole.indexOf('\n') + 1) : whole, command.secrets ?? []);
        },
    };
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/js/runtime/child.js





/** Milliseconds between asking a process to end and killing it. */
const graceMs = 5000;
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
            stdio: [command.stdin === 'open' ? 'pipe' : 'ignore', 'pipe', 'pipe'],
        });
    }
    catch (error) {
        return stillborn(new problem/* Problem */.AF('tool-failed', `${command.program} cannot be started in ${how.where}: ${(0,problem/* messageOf */.bD)(error)}`));
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
        if (!stdout.push(chunk))
            local.stdout?.pause();
    });
    local.stderr?.on('data', (chunk) => errors.add(chunk));
    local.stdout?.on('error', () => undefined);
    local.stderr?.on('error', () => undefined);
    const stdin = local.stdin ?? closedInput();
    // A program that ends early breaks the pipe: `ended` tells why, better than EPIPE.
    stdin.on('error', () => undefined);
    // What a failed program started may hold its output open for ever.
    local.once('exit', (code) => void (code === 0 || kill(local, 'SIGKILL')));
    const onAbort = () => stop((0,problem/* cancelled */.KW)(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    const outcome = async () => {
        const { error, exitCode, killedBy } = await child_closed(local);
        if (error !== undefined)
            throw isMissing(error) ? how.missing : new problem/* Problem */.AF('tool-failed', (0,problem/* messageOf */.bD)(error));
        if (stopped !== undefined) {
            await stopped.done;
            await how.halt?.(() => false);
            await untilGone(local);
            throw stopped.because;
        }
        kill(local, 'SIGKILL');
        const stderr = errors.text();
        if (exitCode === 0)
            return stderr;
        const failure = { kind: 'failure', program: command.program, exitCode, killedBy, stderr };
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
 * its group for ever, and does nothing any more: that is not waited for.
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
    return new problem/* Problem */.AF('tool-failed', `${command.program} was stopped in ${how.where}: ${because}`, { cause });
}
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
        reach: (server) => server,
    };
}
function packageHint(program) {
    if (/^(pg_|psql)/.test(program)) {
        return "Install postgresql-client of the server's major version, or say tools: { image: postgres:<major> }.";
    }
    if (program === 'docker')
        return 'Install Docker, or say tools: host.';
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
            throw new problem/* Problem */.AF('tool-failed', message);
        }
        chunks.push(chunk);
    }
    await child.ended;
    return Buffer.concat(chunks).toString('utf8');
}
/**
 * Runs a command with the body as its stdin and gives the end of its stderr. What it writes to stdout is discarded.
 * The program is killed before its input is closed if the body errors: it must never take half an input for a whole one.
 * @throws the body's error, or `tool-failed` as of Child.
 */
async function feed(runtime, command, body, signal) {
    const mine = new AbortController();
    const child = runtime.spawn({ ...command, stdin: 'open' }, AbortSignal.any([signal, mine.signal]));
    child.stdout.resume();
    const input = pour(body, child.stdin).then(() => true, (error) => {
        mine.abort((0,problem/* isProblem */.AN)(error)
            ? error
            : new problem/* Problem */.AF('tool-failed', `the input of ${command.program} broke off`, { cause: error }));
        return false;
    });
    try {
        return await child.ended;
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
    hint: 'Install Docker, or say tools: host.',
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
                hint: 'Start Docker, or say tools: host.',
                cause: failure,
            });
        }
        if (goneForExec.test(stderr) && failure.exitCode === 1) {
            return new problem/* Problem */.AF('tool-missing', `there is no running container ${name}`, {
                hint: 'Name a service container of the job, or say tools: { image: ... }.',
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
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/js/runtime/docker-exec.js




/**
 * Runs programs in a running container. Their environment carries a mark by which they, and all that they started, are
 * found again: ending the docker client does not end what it started.
 */
function dockerExec(options) {
    const { name, service, baseEnv } = options;
    const where = `docker exec ${name}`;
    return {
        where,
        spawn: (command, signal) => {
            const mark = (0,external_node_crypto_.randomUUID)();
            const env = { ...command.env, RESTORABLE_MARK: mark };
            const input = command.stdin === 'open' ? ['-i'] : [];
            return launch(command, {
                where,
                file: 'docker',
                // By a shell, because docker itself writes to stdout that it cannot find a program.
                args: ['exec', ...input, ...environmentFlags(env), service.id, ...viaShell, command.program, ...command.args],
                env: { ...baseEnv, ...env },
                halt: (isAlive) => whileStarting(() => halt(service.id, mark, where, baseEnv), isAlive),
                explain: explainDocker(where, name),
                missing: dockerMissing,
            }, signal);
        },
        reach: (server) => reachFromInside(server, name, service),
    };
}
const viaShell = ['sh', '-c', 'exec "$@"', 'sh'];
const local = new Set(['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0']);
function reachFromInside(server, name, service) {
    if (server.host === name)
        return { host: '127.0.0.1', port: server.port };
    if (!local.has(server.host))
        return server;
    const mapped = containerPort(service, server.port);
    return mapped === undefined ? server : { host: '127.0.0.1', port: mapped };
}
/** The container's own port behind a port of the host; undefined where none is mapped to it. */
function containerPort(service, hostPort) {
    const entry = Object.entries(service.ports ?? {}).find(([, port]) => Number(port) === hostPort);
    return entry === undefined ? undefined : Number.parseInt(entry[0], 10);
}
// Prints how many processes with the mark it has signalled. Without ps, which official images do not have.
const signalMarked = `n=0
for file in $(grep -ls -e "RESTORABLE_MARK=$1" /proc/[0-9]*/environ 2>/dev/null); do
  pid=\${file#/proc/}
  kill -s "$2" "\${pid%/environ}" 2>/dev/null && n=$((n+1))
done
echo "$n"`;
const docker_exec_graceMs = 5000;
const limitMs = 30_000;
/** Ends every process with the mark. False if there was none. */
async function halt(id, mark, where, env) {
    const signal = cleanupSignal();
    for (let waited = 0; waited < limitMs; waited += 100) {
        const name = waited < docker_exec_graceMs ? (waited === 0 ? 'TERM' : '0') : 'KILL';
        try {
            const left = await docker(['exec', id, 'sh', '-c', signalMarked, 'sh', mark, name], env, signal);
            if (Number(left) === 0)
                return waited > 0;
        }
        catch (error) {
            // A container that ends takes its processes along, and this one too.
            if (isGone(error) || !(await isRunning(id, env, signal)))
                return true;
            throw error;
        }
        await pause(100);
    }
    throw new problem/* Problem */.AF('tool-failed', `a program in ${where} does not end, although it was killed`);
}

;// CONCATENATED MODULE: ./build/js/runtime/docker-run.js




/**
 * Runs each program in a new container, which is removed when it ends. Environment variables, and so a password, are
 * visible to whoever may use the docker daemon while it runs (`docker inspect`), never in an argument list.
 */
function dockerRun(options) {
    const { image, network = 'host', services = {}, label, baseEnv } = options;
    const where = `docker run ${image}`;
    return {
        where,
        spawn: (command, signal) => {
            const name = `restorable-${(0,external_node_crypto_.randomUUID)()}`;
            const env = command.env ?? {};
            const input = command.stdin === 'open' ? ['-i'] : [];
            const flags = [
                '--rm',
                '--name',
                name,
                '--label',
                `restorable=${label}`,
                '--network',
                network,
                '--log-driver',
                'none',
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
        reach: (server) => (network === 'host' ? server : reachOnNetwork(server, network, services)),
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

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/js/runtime/owner.js

/** Of a container: which process started it. */
const ownerLabel = 'restorable-owner';
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

;// CONCATENATED MODULE: ./build/js/runtime/sandbox.js









/**
 * Starts a throw-away server and waits until it takes connections. It has no network: a restored database must not
 * reach the world by a subscription, a foreign server or a scheduled job. Programs run in it by docker exec.
 * @throws Problem `sandbox-failed` (the environment is to blame), with the last lines of the container's log.
 */
async function startSandbox(spec, options) {
    const { label, baseEnv, signal } = options;
    (0,problem/* stopIfAborted */.NI)(signal);
    const name = `restorable-sandbox-${(0,external_node_crypto_.randomUUID)()}`;
    const remove = async () => void (await removeContainer(name, baseEnv));
    try {
        await sweepOrphans(baseEnv, signal);
        await start(spec, name, label, baseEnv, signal);
        const runtime = dockerExec({ name: `sandbox ${spec.image}`, service: { id: name }, baseEnv });
        await untilReady(spec, name, runtime, baseEnv, signal);
        return { runtime, [Symbol.asyncDispose]: remove };
    }
    catch (error) {
        let tries = 0;
        await whileStarting(() => removeContainer(name, baseEnv), () => signal.aborted && tries++ < 8).catch((also) => (0,problem/* noteAlso */.Gv)(error, also));
        if (signal.aborted)
            throw (0,problem/* cancelled */.KW)(signal);
        throw error;
    }
}
async function start(spec, name, label, env, signal) {
    const me = await owner();
    const owned = me === undefined ? [] : ['--label', `${ownerLabel}=${me}`];
    const flags = ['--name', name, '--label', `restorable=${label}`, ...owned, '--network', 'none', '--shm-size', '256m'];
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
async function untilReady(spec, name, runtime, env, signal) {
    const late = AbortSignal.timeout(spec.timeoutMs);
    for (;;) {
        try {
            await text_text(runtime, spec.ready, AbortSignal.any([signal, late]));
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
/** Removes the throw-away servers of processes that were killed: each holds somebody's data in the clear. */
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
        else if (quietMs >= settleMs)
            return [...removed];
        await pause(stepMs);
    }
}
const stepMs = 250;
async function labelled(label, env, signal) {
    try {
        const listed = await docker(['ps', '-aq', '--no-trunc', '--filter', `label=restorable=${label}`], env, signal);
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
        throw new problem/* Problem */.AF('usage', `${JSON.stringify(name)} is not the name of a container`);
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











/***/ })

};
