export const id = 268964;
export const ids = [268964];
export const modules = {

/***/ 67541:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CM: () => (/* binding */ noLog),
/* harmony export */   X8: () => (/* binding */ replayOf),
/* harmony export */   j: () => (/* binding */ isLogged)
/* harmony export */ });
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7647);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


const isLogged = (source) => source.pointInTime !== undefined;
/** What a server says that has none, or none as it is set up. */
const noLog = ({ name }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('source-failed', `${name} has no log that can be collected`, {
    hint: 'Take point-in-time out of the source, and back it up as often as its loss may be.',
});
/** How the log of a source is compared and played back. Throws `policy-invalid` for an engine that has none. */
async function replayOf(source) {
    const { replay } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .engineOf */ .ky)(source.engine);
    if (replay)
        return replay;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('policy-invalid', `${source.engine} has no log that can be collected`, {
        hint: 'Take point-in-time out of the source.',
    });
}


/***/ }),

/***/ 49767:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ PieceCopies),
/* harmony export */   w: () => (/* binding */ PiecesRead)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57075);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _copy_failover_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(21666);
/* harmony import */ var _copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(15779);






/** What reading pieces has shown of them. */
class PiecesRead {
    /** Of which no copy is whole. */
    broken = new Set();
    /** Copies that are damaged, by piece, and of the base. */
    passedOver = new Map();
    #failures = new WeakSet();
    /** True for a failure of a piece: another copy of the base has the same. */
    has(error) {
        return (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error) && this.#failures.has(error);
    }
    /** A copy that has shown itself as damaged. */
    pass(entry, store) {
        const stores = this.passedOver.get(entry) ?? new Set();
        this.passedOver.set(entry, stores.add(store));
    }
    /** The same failure with the piece and the moment before it. */
    failed({ entry, covers }, source, error) {
        const isBroken = (0,_copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__/* .speaksAgainstCopy */ .Y)(error);
        if (isBroken)
            this.broken.add(entry);
        const still = `Moments until ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatSecond */ .sK)(covers.from)} can still be restored: \`${(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreAt */ .YZ)(source, covers.from)}\`.`;
        const failure = new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `the piece of log ${entry.id} cannot be read: ${error.message}`, {
            ...(isBroken ? { hint: still } : error.hint === undefined ? {} : { hint: error.hint }),
            cause: error,
        });
        this.#failures.add(failure);
        return failure;
    }
}
/** A piece whose copies are read, the nearest first. */
class PieceCopies {
    #project;
    #source;
    #slice;
    #near;
    #read;
    /** Copies that may still be tried. */
    #copies;
    constructor(project, source, slice, near, read) {
        this.#project = project;
        this.#source = source;
        this.#slice = slice;
        this.#near = near.name;
        this.#read = read;
        this.#copies = slice.entry.copies;
    }
    /** From the first copy that can be used. */
    async first(body) {
        const entry = { ...this.#slice.entry, copies: this.#copies };
        try {
            return await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .fromCopies */ .o)(this.#project, entry, undefined, async (place) => {
                try {
                    return await body(place);
                }
                catch (error) {
                    if ((0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error))
                        this.#passOver(place.name, error);
                    throw error;
                }
            }, this.#near);
        }
        catch (error) {
            throw this.#told(error);
        }
    }
    /** A part, from the next copy on where one turns out to be damaged in the middle: the bytes are the same in each. */
    part(open) {
        return node_stream__WEBPACK_IMPORTED_MODULE_0__.Readable.from(this.#bytes(open), { objectMode: false });
    }
    async *#bytes(open) {
        let given = 0;
        for (;;) {
            const { value: stream, place } = await this.first(open);
            let seen = 0;
            try {
                const chunks = stream[Symbol.asyncIterator]();
                for (;;) {
                    const next = await this.#next(chunks, place);
                    if (next === 'failed')
                        break;
                    if (next === undefined)
                        return;
                    const fresh = next.subarray(Math.max(0, Math.min(next.length, given - seen)));
                    seen += next.length;
                    if (fresh.length === 0)
                        continue;
                    given += fresh.length;
                    yield fresh;
                }
            }
            finally {
                stream.destroy();
            }
        }
    }
    /** undefined: that was all; `failed`: another copy is to be read. */
    async #next(chunks, { name }) {
        try {
            const { done, value } = await chunks.next();
            return done ? undefined : value;
        }
        catch (error) {
            if (!(0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error))
                throw error;
            this.#passOver(name, error);
            const [next] = this.#copies;
            if (next === undefined)
                throw this.#told(error);
            this.#project.world.log.warning(`${this.#slice.entry.id}: the copy in ${name} cannot be used: ${error.message}; trying the copy in ${next}`);
            return 'failed';
        }
    }
    #passOver(name, error) {
        this.#copies = this.#copies.filter((store) => store !== name);
        if ((0,_copy_record_damage_js__WEBPACK_IMPORTED_MODULE_5__/* .speaksAgainstCopy */ .Y)(error))
            this.#read.pass(this.#slice.entry, name);
    }
    #told(error) {
        const isNew = (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_4__/* .isOfOneStore */ .X)(error) && error.code !== 'key-wrong' && !this.#read.has(error);
        return isNew ? this.#read.failed(this.#slice, this.#source, error) : error;
    }
}


/***/ }),

/***/ 61068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Il: () => (/* binding */ logAt),
/* harmony export */   k0: () => (/* binding */ basesOfLog),
/* harmony export */   rj: () => (/* binding */ outline),
/* harmony export */   uI: () => (/* binding */ currentLog),
/* harmony export */   x6: () => (/* binding */ readLog),
/* harmony export */   yr: () => (/* binding */ basesNamed)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _project_folders_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85893);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67541);





/** From its first piece to its last: for what is shown, and for what is kept. */
const outline = { listed: Number.POSITIVE_INFINITY };
async function readLog(project, source, depth) {
    const found = await volumesOf(project, source);
    const { names } = found;
    const read = (name) => project.catalog({ name, stores: source.stores });
    const newest = depth === 'all' ? await all(names, read) : await newestOf(found, read);
    const before = names.slice(0, newest[0] ? names.indexOf(newest[0].name) : 0);
    const { volumes, listed, older } = typeof depth === 'object'
        ? await outlined(project, source, { newest, before, depth, read })
        : { volumes: newest, listed: [], older: before.length };
    const entries = volumes.flatMap(({ catalog }) => catalog.entries);
    const unread = new Map([...found.unread, ...volumes.flatMap(({ catalog }) => catalog.unread)].map((one) => [one.store, one]));
    return {
        volumes,
        listed,
        older,
        entries,
        stretches: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .stretchesOf */ .TM)(entries, project.world.now(), listed),
        tip: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(ledTo(volumes, found).flatMap(({ catalog }) => catalog.entries)) ?? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tipOf */ .nM)(entries),
        unread: [...unread.values()],
    };
}
async function all(names, read) {
    return await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(names, async (name) => ({ name, catalog: await read(name) }));
}
/** A folder without a piece that counts hides none: anybody who may write to a store can make one with a higher number. */
async function newestOf(found, read) {
    const volumes = [];
    for (const name of found.names.toReversed()) {
        if (ledTo(volumes, found).length === 2)
            break;
        volumes.unshift({ name, catalog: await read(name) });
    }
    return volumes;
}
/**
 * Those with a piece that counts, where others lead to it: no volume is left out where a log is collected, and one that follows none was
 * put there by somebody who would have the numbers run out. Nothing is concluded from what is missing while a store is not read. Pure.
 */
function ledTo(volumes, { names, unread }) {
    const numbers = new Set(names.map(numberOf));
    return volumes.filter(({ name, catalog }) => {
        const isReached = unread.length > 0 || name === names[0] || numbers.has(numberOf(name) - 1);
        return isReached && catalog.entries.some(({ foreign, trashed }) => foreign === undefined && !trashed);
    });
}
/** Of the volumes before, the newest: as one each where they are as the next says, else as they are read. */
async function outlined(project, source, { newest, before, depth: { listed: most, whole = new Set() }, read, }) {
    const { world, policy } = project;
    const asked = before.slice(-Math.min(most, before.length));
    const { places, failed } = await project.places(source);
    const options = { signers: policy.encryption.signers, signal: world.signal };
    const look = async (name) => failed.length > 0 || whole.has(name) ? undefined : await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .listVolume */ .tf)(name, places, options);
    const looks = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(asked, look);
    const volumes = [...newest];
    const listed = [];
    let after = newest[0] ? (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(newest[0].catalog.entries, world.now()) : [];
    for (const [at, name] of [...asked.entries()].reverse()) {
        const shown = looks[at];
        const one = shown && after.flatMap((slice) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .asOne */ .Zd)(shown, slice) ?? [])[0];
        if (one) {
            listed.unshift(one);
            after = [one];
        }
        else {
            const catalog = await read(name);
            volumes.unshift({ name, catalog });
            after = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .goodSlices */ .T2)(catalog.entries, world.now());
        }
    }
    volumes.sort((a, b) => numberOf(a.name) - numberOf(b.name));
    return { volumes, listed, older: before.length - asked.length };
}
/** Names of the volumes that any store has, the oldest first. */
async function volumesOf(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const unread = failed.map(({ store, problem }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(store, problem));
    const names = new Set();
    for (const { name, store } of places) {
        try {
            for (const folder of await (0,_project_folders_js__WEBPACK_IMPORTED_MODULE_4__/* .foldersOf */ .p)(store, world.signal)) {
                const named = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .sourceOfFolder */ .ly)(folder);
                const log = named === undefined ? undefined : (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(named);
                if (named !== undefined && log?.source === source.name && log.folder.kind === 'volume')
                    names.add(named);
            }
        }
        catch (error) {
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isFailure */ .N6)(error))
                throw error;
            unread.push((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .unreadOf */ .Ds)(name, error));
        }
    }
    return { names: [...names].toSorted((a, b) => numberOf(a) - numberOf(b)), unread };
}
function numberOf(name) {
    const folder = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readLogName */ .wu)(name)?.folder;
    return folder?.kind === 'volume' ? folder.number : 0;
}
/** Backups that a log can be played onto: physical ones that have a place of their own, or the dumps of the source. */
async function basesOfLog(project, source, dumps) {
    if (source.pointInTime?.base === undefined)
        return dumps ?? (await project.catalog(source));
    return await project.catalog(basesNamed(source));
}
const basesNamed = ({ name, stores }) => ({
    name: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .logName */ .Is)(name, { kind: 'bases' }),
    stores,
});
/**
 * The newest part of a source's log. What it is played onto may lie before it: then more is looked at, as far back as that takes.
 */
async function currentLog(project, source, bases) {
    let current = await logAt(project, source, bases, 'newest');
    for (const listed of [4, 32, Number.POSITIVE_INFINITY]) {
        const { log, state } = current;
        if (log.older === 0 || !state.stretch?.[0].previous || state.bases.length > 0)
            break;
        current = await logAt(project, source, bases, { listed });
    }
    return current;
}
/** The same of as much of it as is asked for. */
async function logAt(project, source, bases, depth) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_3__/* .replayOf */ .X8)(source);
    const log = await readLog(project, source, depth);
    return { log, state: logState(log, bases.entries, compare, project.world.now()) };
}
function logState(log, bases, compare, now) {
    const { tip } = log;
    const newestFirst = (some) => some.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    const usable = bases.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now));
    // A log begins at the newest that names its place.
    if (!tip) {
        const placed = usable.filter(({ manifest: { position } }) => position && compare(position, position) !== undefined);
        return { tip, stretch: undefined, kept: bases, bases: newestFirst(placed) };
    }
    const stretch = log.stretches.find((one) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(one).entry.id === tip.entry.id);
    if (!stretch) {
        const flaw = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(tip.entry, now);
        return { tip, stretch, bases: [], kept: bases, ...(flaw === undefined ? {} : { flaw }) };
    }
    const within = usable.filter((entry) => (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .liesIn */ .z$)(entry, stretch, compare));
    return { tip, stretch, kept: bases, bases: newestFirst(within) };
}


/***/ }),

/***/ 34355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  l: () => (/* binding */ recover)
});

// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/copy/record-damage.js
var record_damage = __webpack_require__(15779);
// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/piece-copy.js
var piece_copy = __webpack_require__(49767);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(37470);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
;// CONCATENATED MODULE: ./command/log/pieces.js







const mostBytes = 256 * 1024;
const position = schemas/* object */.Ikc({ at: schemas/* string */.YjP(), history: schemas/* string */.YjP() });
const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    number: schemas/* number */.aig(),
    previous: schemas/* object */.Ikc({ id: schemas/* string */.YjP(), sha256: schemas/* string */.YjP() }).optional(),
    from: position,
    to: position,
    covers: schemas/* object */.Ikc({ from: schemas/* string */.YjP(), until: schemas/* string */.YjP() }),
    parts: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), sha256: schemas/* string */.YjP() })),
});
/**
 * Opens pieces of log: the sealed record of each is read first, all of them before any is played back, and must say what the
 * manifest says: what was altered, swapped or put in the place of another is named before it does anything. `near`: the store to
 * read first; `read` hears what is wrong with which copy. Throws `object-damaged`.
 */
async function openPieces(project, source, slices, near, signal, read) {
    const secrets = await project.secretKeys();
    return await (0,catalog/* mapAtOnce */.$3)(slices, async (slice) => {
        const { entry, from, to } = slice;
        const { manifest } = entry;
        const copies = new piece_copy/* PieceCopies */.s(project, source, slice, near, read);
        const { value: key } = await copies.first(async (place) => {
            const key = await (0,verify/* takeKey */.nN)(place, manifest, secrets, signal);
            await checkRecord(slice, await (0,verify/* partOpener */.Fp)(place, manifest, key, signal)(catalog/* recordPart */.pY));
            return key;
        });
        const parts = manifest.parts.map(({ name }) => name).filter((name) => name !== catalog/* recordPart */.pY);
        return {
            from,
            to,
            parts,
            open: async (part) => copies.part((place) => (0,verify/* partOpener */.Fp)(place, manifest, key, signal)(part)),
        };
    });
}
async function checkRecord({ entry, number, previous, from, to, covers }, body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > mostBytes)
            throw damaged(entry.id, 'its record is too large');
        chunks.push(Buffer.from(chunk));
    }
    const read = (0,bytes_bytes/* readJson */.Vh)(Buffer.concat(chunks), schema);
    if ('misread' in read)
        throw damaged(entry.id, `its record ${read.misread.because}`);
    const promised = {
        version: 1,
        number,
        ...(previous ? { previous } : {}),
        from,
        to,
        covers: { from: covers.from.toISOString(), until: covers.until.toISOString() },
        parts: entry.manifest.parts.filter(({ name }) => name !== catalog/* recordPart */.pY).map(({ name, sha256 }) => ({ name, sha256 })),
    };
    if (!(0,external_node_util_.isDeepStrictEqual)(read.value, promised))
        throw damaged(entry.id, 'its record does not say what its manifest says');
}
const damaged = (id, because) => new problem/* Problem */.AF('object-damaged', `the piece of log ${id} is not what was stored: ${because}`, {
    hint: 'Moments before it can still be restored. Look at who can write to the store, and take a new backup.',
});

;// CONCATENATED MODULE: ./command/log/recover.js
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







/**
 * A throw-away server at the moment of a route. Where the base lacks what the log only ends, an older base and more log lead to the
 * same moment. `another`: the route that does without these bases.
 */
async function recover(project, source, first, another, { store, signal, read }) {
    const without = [];
    let route = first;
    for (;;) {
        try {
            const recovered = await recoverFrom(project, source, route, store, signal, read);
            if (route.base.manifest.consistency === 'per-object')
                project.world.log.warning(`${source.name}: ${notOfOne(route)}`);
            return { ...recovered, route };
        }
        catch (error) {
            if (!(0,problem/* isProblem */.AN)(error, 'log-gap'))
                throw error;
            without.push(route.base.id);
            const older = await another(without);
            if (!older)
                throw error;
            project.world.log.warning(`${source.name}: ${(0,problem/* messageOf */.bD)(error)}; trying the older base ${older.base.id}`);
            route = older;
        }
    }
}
const notOfOne = ({ base }) => `${base.id} is not of one moment: what was written to tables without transactions while it was taken may be there twice`;
/** From the nearest store, or where a copy fails, from the next. */
async function recoverFrom(project, source, route, store, signal, read = new piece_copy/* PiecesRead */.w()) {
    const { bench } = project;
    const replay = await (0,logged/* replayOf */.X8)(source);
    const by = { tools: source.tools, image: source.verify.image, source };
    const { base: entry, chain: entries } = route;
    let fault;
    const body = async (place) => {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const told = __addDisposableResource(env_1, new Told(project, source.name), false);
            fault = undefined;
            try {
                const levels = await (0,whole/* openChain */.yP)(project, { entry, entries, place, signal }, (base) => {
                    fault ??= base;
                });
                const [full, ...increments] = levels;
                const log = await openPieces(project, source, route.log, place, signal, read);
                const chain = { full, increments, position: route.position, log };
                const until = route.until === 'end' ? 'end' : { time: route.until };
                return await replay.recover(chain, until, by, bench, signal, (progress) => told.hear(progress));
            }
            catch (error) {
                if (!fault && (0,record_damage/* speaksAgainstCopy */.Y)(error) && !read.has(error))
                    read.pass(entry, place.name);
                throw error;
            }
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    };
    // Of each piece, all copies were tried by then.
    const isOfBase = (error) => (0,failover/* isOfOneStore */.X)(error) && !read.has(error);
    try {
        return await (0,failover/* fromCopies */.o)(project, entry, store, body, undefined, isOfBase);
    }
    catch (error) {
        // By no store can what the base builds on be read, or the base itself: it is that one which is damaged, and not the newest piece.
        if (fault)
            read.broken.add(fault);
        else if (read.passedOver.get(entry)?.size === entry.copies.length)
            read.broken.add(entry);
        throw error;
    }
}
const steps = {
    base: 'unpacking the base',
    log: 'bringing its log',
    replay: 'playing back its log',
};
/** Shows how far a recovery is, step by step. */
class Told {
    #project;
    #source;
    #at;
    #shown;
    constructor(project, source) {
        this.#project = project;
        this.#source = source;
        this.#shown = project.world.log.progress({ what: `${source}: reading the pieces of its log` });
    }
    hear(progress) {
        const before = this.#at;
        this.#at = progress;
        if (before?.step === progress.step)
            return;
        this.#shown[Symbol.dispose]();
        const { step, ofBytes } = progress;
        this.#shown = this.#project.world.log.progress({
            what: `${this.#source}: ${steps[step]}`,
            done: () => (this.#at?.step === step ? this.#at.doneBytes : 0),
            ...(ofBytes === undefined ? {} : { of: ofBytes }),
        });
    }
    [Symbol.dispose]() {
        this.#shown[Symbol.dispose]();
    }
}


/***/ }),

/***/ 218:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ findRoute),
/* harmony export */   Rs: () => (/* binding */ findAnother),
/* harmony export */   fx: () => (/* binding */ describeRoute),
/* harmony export */   lv: () => (/* binding */ lookAtLog)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _judge_judge_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80825);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _logged_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67541);
/* harmony import */ var _read_log_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(61068);






/** Reads a source's log, as much of it as is asked for, and what it can be played onto. */
async function lookAtLog(project, source, depth = 'all', dumps) {
    const { compare } = await (0,_logged_js__WEBPACK_IMPORTED_MODULE_4__/* .replayOf */ .X8)(source);
    const log = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .readLog */ .x6)(project, source, depth);
    const bases = await (0,_read_log_js__WEBPACK_IMPORTED_MODULE_5__/* .basesOfLog */ .k0)(project, source, dumps);
    const now = project.world.now();
    const found = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .windowsOf */ .R5)(log.stretches, bases.entries, compare, now, log.tip && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .flawOf */ .e3)(log.tip.entry, now));
    // What no piece leads to is not the end of the log, whatever its number.
    const isBeyond = ({ stretch }) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .lastOf */ .g1)(stretch).number > (log.tip?.number ?? 0);
    const windows = [...found.filter((one) => !isBeyond(one)), ...found.filter(isBeyond)];
    const unread = [...log.unread, ...bases.unread.filter(({ store }) => !log.unread.some((one) => one.store === store))];
    return { windows, log: { ...log, unread }, bases, compare };
}
/** The way to a moment, told to the person who waits for it. Throws `unknown-id` where there is none, naming the nearest moments. */
async function findRoute(project, source, at) {
    const { world } = project;
    const { windows, log, compare } = await lookAtLog(project, source);
    for (const { store, message } of log.unread)
        world.log.warning(`${source.name}: ${store} could not be read, and may have more: ${message}`);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: world.now() });
    if (!(0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('unknown-id', route.message, { hint: route.hint });
    for (const line of describeRoute(route))
        world.log.info(`${source.name}: ${line}`);
    return route;
}
/** A way that does without some bases; undefined: there is none. */
async function findAnother(project, source, at, without) {
    const { windows, compare } = await lookAtLog(project, source);
    const route = (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .routeTo */ .Bv)(source.name, windows, at, { compare, now: project.world.now(), without });
    return (0,_judge_judge_js__WEBPACK_IMPORTED_MODULE_1__/* .isRoute */ .Cn)(route) ? route : undefined;
}
/** What will be done, and the moment that it reaches. Pure. */
function describeRoute({ base, chain, log, reaches, bytes, until }) {
    const end = until === 'end' ? ', the end of its log' : '';
    return [
        `restoring to ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMoment */ .K9)(reaches)}${end}`,
        `from ${base.id}${buildsOn(chain)} and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(log.length, 'piece')} of log, ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .formatBytes */ .z3)(bytes)} to download`,
    ];
}
const buildsOn = ([full, ...between]) => {
    if (!full)
        return '';
    const more = between.length > 0 ? ` and ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(between.length, 'increment')}` : '';
    return `, which builds on ${full.id}${more},`;
};


/***/ }),

/***/ 48264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B$: () => (/* binding */ unlisted),
/* harmony export */   Fn: () => (/* binding */ databasesReport),
/* harmony export */   Pi: () => (/* binding */ doubtsOf),
/* harmony export */   T$: () => (/* binding */ requireListed),
/* harmony export */   a9: () => (/* binding */ sayDatabases),
/* harmony export */   bs: () => (/* binding */ saidDoubts)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36364);


/** What has changed on the servers since they were last listed, in words: said once, by the run that finds it. */
function sayDatabases({ expansions, world }) {
    const said = expansions.flatMap(({ group, fresh, vanished, members }) => [
        ...(fresh.length > 0 && fresh.length === members.length
            ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'database')}, each a source of its own: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
            : fresh.length > 0
                ? [`${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(fresh.length, 'new database')}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(fresh)}`]
                : []),
        ...(vanished.length > 0
            ? [
                `${group.name}: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(vanished.length, 'database')} ${vanished.length === 1 ? 'is' : 'are'} not on the server any more: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_1__/* .namesSome */ .Tc)(vanished)}; the backups stay until \`backproof retire SOURCE\` lets them go`,
            ]
            : []),
    ]);
    return said.map(world.redact);
}
/** Of which sources it is not known which databases they have, why, and what to do; no names: of all. */
function doubtsOf({ expansions, world }, names = []) {
    return expansions.flatMap(({ group, doubt }) => {
        if (doubt === undefined || (names.length > 0 && !names.includes(group.name)))
            return [];
        const message = `which databases there are is not known: ${world.redact(doubt)}`;
        return [{ group, message, hint: `Run \`backproof run --source ${group.name}\`, which makes the list anew.` }];
    });
}
/** The same as sentences. */
const saidDoubts = (project, names) => doubtsOf(project, names).map(({ group, message, hint }) => `${group.name}: ${message}. ${hint}`);
/** The same for programs. */
function databasesReport({ expansions }) {
    if (expansions.length === 0)
        return {};
    const databases = expansions.map(({ group, members, gone, fresh, vanished }) => ({
        source: group.name,
        count: members.length,
        ...{ new: fresh, vanished, gone: gone.map(({ name }) => name) },
    }));
    return { databases };
}
/** Servers that did not say which databases they have: nothing is concluded from that, and it is told. */
function unlisted({ expansions }) {
    return expansions.flatMap(({ group, failure }) => failure === undefined ? [] : [{ source: group.name, error: failure }]);
}
/** Throws why there is no telling whether the source's database is there. */
function requireListed({ expansions }, { name, member, databases }) {
    const group = expansions.find((one) => one.group.name === (member?.group ?? name));
    if (group?.failure !== undefined)
        throw group.failure;
    if (databases === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('source-failed', `which databases ${name} has is not known: its server was not asked`, {
        hint: `Run \`backproof backup --source ${name}\` where the server can be reached.`,
    });
}


/***/ }),

/***/ 20172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B6: () => (/* binding */ past),
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Ih: () => (/* binding */ keepTrial),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   Ve: () => (/* binding */ describeTask),
/* harmony export */   WE: () => (/* binding */ beginWithDatabases),
/* harmony export */   eZ: () => (/* binding */ namesOf),
/* harmony export */   te: () => (/* binding */ isOfStore)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57027);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(79148);
/* harmony import */ var _result_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(43133);
/* harmony import */ var _databases_said_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(48264);







/** `sources`: those that the command was asked to see to; of the others nothing is reported. */
function newSession(project, command, sources = project.sources) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
        drills: [],
    };
}
/** What the servers' answers have changed is said, and those that did not answer are problems: gives what to say at the end. */
function beginWithDatabases({ project, problems }) {
    const { log, redact } = project.world;
    for (const { source, error } of (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .unlisted */ .B$)(project)) {
        problems.push({ source, error });
        log.error(`${source}: ${redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
    }
    const changed = (0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .sayDatabases */ .a9)(project);
    for (const line of changed)
        log.warning(line);
    return changed;
}
/** Of a source that has left the policy, what its backups are of is theirs alone to say. */
function emptyReport(source) {
    return { source: source.name, engine: source.engine ?? 'retired', tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws. Gives whether it was done, and whole.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    let done = false;
    // What only decides is not worth a heading: of 25 sources with nothing to do, 25 would be all that is seen.
    const within = recorded ? world.log.group : (_, body) => body();
    await within(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            done = skipped === undefined && failures.length === 0;
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok);
        const record = {
            id: (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .makeId */ .M4)(source.name, startedAt, 0),
            source: source.name,
            command: work,
            trigger,
            startedAt,
            finishedAt: world.now(),
            outcome: failures.length === 0 ? 'succeeded' : 'failed',
            because,
            ...(first === undefined ? {} : { problem: { code: first.code, message: world.redact(first.message) } }),
        };
        const isRecorded = recorded === 'failures' ? failures.length > 0 : recorded;
        const { places } = isRecorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome, work);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            // That it takes no record either only follows from a failure that is told.
            if (!session.failing.has(place.name) && !failures.some((known) => isOfStore(known, place.store.where)))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            if (isTold(session, source, error) || isToldOfStore(session, source, error))
                continue;
            const told = session.problems.some((known) => (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(known.error) === (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error));
            session.problems.push({ source: source.name, error });
            if (!told)
                world.log.error(`${source.name}: ${world.redact((0,_words_words_js__WEBPACK_IMPORTED_MODULE_3__/* .withoutSource */ .iV)((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error), source.name))}`);
        }
    });
    return done;
}
/** Whether a failure tells of the store of this place already. */
function isOfStore(error, where) {
    return (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) && /^(?:store-|retention-refused)/.test(error.code) && error.message.includes(where);
}
/** A key that fits neither of two proofs is one problem of the source. */
function isTold({ problems }, { name }, error) {
    return problems.some(({ source, error: known }) => source === name && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) && (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, known.code) && known.message === error.message);
}
/** What a store refuses its catalog, it refuses the backup for the same reason: that is one problem of the source. */
function isToldOfStore({ problems }, { name }, error) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error) || !error.code.startsWith('store-'))
        return false;
    // "orders-... is not in b: nothing at all is in ..." after "b could not be listed: nothing at all is in ..."
    const why = error.message.split(': ').slice(1).join(': ');
    return problems.some(({ source, error: known }) => source === name &&
        (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(known) &&
        known.code.startsWith('store-') &&
        known.hint === error.hint &&
        why !== '' &&
        known.message.endsWith(`could not be listed: ${why}`));
}
/** Said in the log and at the task; no run record, because nothing was tried. */
function skip(session, source, work, because) {
    session.project.world.log.warning(`${source.name}: ${because}`);
    const known = session.reports.get(source.name) ?? emptyReport(source);
    const tasks = known.tasks.map((task) => task.kind === work ? { ...task, because: [...task.because, `left alone: ${because}`] } : task);
    session.reports.set(source.name, { ...known, tasks });
}
function merge(session, source, found) {
    const known = session.reports.get(source.name) ?? emptyReport(source);
    session.reports.set(source.name, {
        ...known,
        ...found,
        tasks: [...known.tasks, ...(found.tasks ?? [])],
        proofs: [...known.proofs, ...(found.proofs ?? [])],
        history: found.history ?? known.history,
    });
}
/** A task as it stands in the report. */
function describeTask(task) {
    const { kind, due, because, next } = task;
    const paused = task.kind === 'backup' && task.paused ? { paused: true } : {};
    return { kind, due, because, ...paused, ...(next ? { next: next.toISOString() } : {}) };
}
/** Stores a proof beside its backup; gives the failure where not every place took it. */
async function keepProof({ versions, signal }, places, source, proof) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putProof */ .mc)(places, source, proof, versions, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** The same of a trial. */
async function keepTrial({ signal }, places, source, trial) {
    try {
        await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putTrial */ .g0)(places, source, trial, signal);
        return [];
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
            throw error;
        return [error];
    }
}
/** What the catalog knows from before: sizes for the sparkline, and the newest proof. */
function past(catalog, now, newest) {
    const proofs = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).flatMap((entry) => entry.proofs);
    const [last] = proofs.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime());
    return {
        history: history(catalog, now, newest),
        ...(last
            ? { lastProof: { id: last.id, level: last.level, outcome: last.outcome, at: last.startedAt.toISOString() } }
            : {}),
    };
}
/** The sizes of the backups so far, oldest first. */
function history(catalog, now, newest) {
    const entries = catalog.entries.filter((entry) => (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(entry, now)).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session, warnings = []) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_4__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        timezone: policy.timezone,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: problems.filter(({ source }) => !session.reports.has(source)).map((p) => problemReport(project, p)),
        ...(0,_databases_said_js__WEBPACK_IMPORTED_MODULE_6__/* .databasesReport */ .Fn)(project),
        ...(session.drills.length > 0 ? { drills: session.drills } : {}),
        ...(warnings.length > 0 ? { warnings } : {}),
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        told: problems.map(({ error }) => error),
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_result_js__WEBPACK_IMPORTED_MODULE_5__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; reports earlier holders that never released theirs. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false, goesOn = false, ttlMs } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, {
        ...{ holder: holderOf(project), timezone: project.policy.timezone },
        ...{ now, signal, fromReserve, goesOn, ...(ttlMs === undefined ? {} : { ttlMs }) },
    });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without releasing its lease, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ }),

/***/ 28917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ mixtureOf),
/* harmony export */   W: () => (/* binding */ withoutOthers)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/**
 * Detects another project that backs up under the same name into the same place. Each takes the other's backups for its
 * own, so one is never due, and one's rules delete the other's backups. A renamed project is not another one, once it
 * has made a backup. Backups that do not name their project are ignored here.
 */
function mixtureOf({ policy, world }, catalog) {
    const now = world.now();
    const live = catalog.entries.filter((entry) => !['foreign', 'deleted'].includes((0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .standing */ .JA)(entry, now)));
    const said = live.filter((entry) => projectOf(entry) !== undefined);
    const other = said.find((entry) => projectOf(entry) !== policy.project);
    const first = said.findLast((entry) => projectOf(entry) === policy.project);
    if (!other || (first && first.startedAt > other.startedAt))
        return undefined;
    const message = `${other.id} belongs to project ${projectOf(other)}, not ${policy.project}: two projects share one place`;
    const name = catalog.source;
    const renamed = first
        ? `If this project was called ${projectOf(other)} for a while, \`backproof delete --id ${other.id}\` deletes what was made then.`
        : `If ${policy.project} was called ${projectOf(other)} before, run \`backproof backup --source ${name}\` once.`;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('retention-refused', message, {
        hint: `Give each its own prefix or path, or a name other than ${name}. ${renamed}`,
    });
}
/** The catalog without the backups that say that they are another project's. */
function withoutOthers({ policy }, catalog) {
    const ours = (entry) => [undefined, policy.project].includes(projectOf(entry));
    return { ...catalog, entries: catalog.entries.filter(ours) };
}
function projectOf({ manifest }) {
    return manifest.origin['project'];
}


/***/ }),

/***/ 75399:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ openCopy),
/* harmony export */   Lv: () => (/* binding */ printRoles),
/* harmony export */   Vh: () => (/* binding */ withGlobals),
/* harmony export */   XK: () => (/* binding */ requireKey),
/* harmony export */   Yj: () => (/* binding */ sharedGlobals),
/* harmony export */   jQ: () => (/* binding */ quiet)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35472);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(84032);
/* harmony import */ var _copy_failover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21666);




async function openCopy(project, { manifest }, place, signal = project.world.signal) {
    return (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .openBackup */ .Tw)(place, manifest, await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, manifest, await project.secretKeys(), signal), signal);
}
/** What of a copy is wrong is said when it is used. */
const quiet = (project) => ({
    ...project,
    world: { ...project.world, log: { ...project.world.log, warning: () => { } } },
});
/** Throws where no copy can be opened with the secret keys that were given. */
async function requireKey(project, entry, store, signal) {
    await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(quiet(project), entry, store, async (place) => (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_2__/* .takeKey */ .nN)(place, entry.manifest, await project.secretKeys(), signal));
}
/**
 * What a server has once, such as its roles, is in the backup of one of its databases: the backup that has it and was made nearest
 * in time. undefined: this one has it itself, or there is none.
 */
async function sharedGlobals(project, engine, entry) {
    const { globalsPart: part } = engine;
    const group = (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_1__/* .readMember */ .hd)(entry.manifest.source)?.group;
    const has = ({ manifest }) => manifest.parts.some(({ name }) => name === part);
    if (part === undefined || group === undefined || has(entry))
        return undefined;
    const { policy, expansions, world } = project;
    const known = [...Object.values(policy.sources), ...expansions.flatMap(({ gone }) => gone)];
    const others = known.filter(({ member, name }) => member?.group === group && name !== entry.manifest.source);
    const catalogs = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .mapAtOnce */ .$3)(others, (source) => project.catalog(source));
    const distance = ({ startedAt }) => Math.abs(startedAt.getTime() - entry.startedAt.getTime());
    const found = catalogs
        .flatMap(({ entries }) => entries)
        .filter((other) => other.manifest.engine === engine.name && (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .isUsable */ .Ng)(other, world.now()) && has(other))
        .sort((a, b) => distance(a) - distance(b))[0];
    if (found)
        world.log.info(`${entry.id}: the roles of the server are those of ${found.id}`);
    return found;
}
/** The same backup, with what the server had once. */
async function withGlobals(project, backup, { globalsPart: part }, shared, signal) {
    const { value: other } = await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(project, shared, undefined, (place) => openCopy(project, shared, place, signal));
    return {
        facts: backup.facts,
        parts: part === undefined ? backup.parts : [...backup.parts, part],
        open: (name) => (name === part ? other.open(name) : backup.open(name)),
    };
}
/** The roles of a backup, for a person to read or to run. */
async function printRoles(project, engine, entry, options) {
    const { value: sql, place } = await (0,_copy_failover_js__WEBPACK_IMPORTED_MODULE_3__/* .fromCopies */ .o)(project, entry, options.store, async (place) => (await engine.globals?.(await openCopy(project, entry, place))) ?? '');
    return {
        json: { version: 1, id: entry.id, store: place.name, sql },
        text: () => sql.trimEnd(),
        problems: [],
        ids: [entry.id],
    };
}


/***/ }),

/***/ 53414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ runHook)
/* harmony export */ });
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8300);
/* harmony import */ var _words_words_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36364);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79148);
/* harmony import */ var _stray_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98388);





/** What a hook leaves behind may hold its output open for ever: that says no more of the hook. */
const lingerMs = 2000;
const passed = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR'];
/** Runs it to its end. Throws a Problem that names it; `cancelled` where the signal fires. */
async function runHook(world, hook, news, signal) {
    const name = `${news.hook} of ${news.source}`;
    world.log.info(`${name}: ${news.state}`);
    const late = new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} was ended: it took longer than ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(hook.timeoutMs)}`, {
        hint: `Set timeout of recovery.${news.hook} in the policy, if it may take that long.`,
    });
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(late), Math.min(hook.timeoutMs, 2 ** 31 - 1));
    try {
        const either = AbortSignal.any([signal, limit.signal]);
        await (hook.kind === 'command' ? start(world, hook, news, name, either) : post(hook, news, name, either));
    }
    catch (error) {
        if (signal.aborted || (0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isProblem */ .AN)(error, 'cancelled'))
            throw error;
        if (limit.signal.aborted)
            throw late;
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_0__/* .isFailure */ .N6)(error))
            throw error;
        // What is tried for a program of an engine is not tried for a hook.
        const hint = error.code === 'tool-failed' ? undefined : error.hint;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', error.message, {
            hint: hint ?? `Run what recovery.${news.hook} says yourself, and see why it fails.`,
            cause: error,
        });
    }
    finally {
        clearTimeout(timer);
    }
}
async function start(world, hook, news, name, signal) {
    const missing = hook.variables.filter((one) => !one.reveal()).map((one) => one.name);
    if (missing.length > 0)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('secret-missing', `${name}: ${missing.join(', ')} has no value here`, {
            hint: `Export ${missing.join(', ')}, or remove it from env of recovery.${news.hook}.`,
        });
    const env = Object.fromEntries(hook.variables.map((one) => [one.name, one.reveal() ?? '']));
    const [program, ...args] = hook.argv;
    const runtime = (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .hostRuntime */ .Vo)({
        env: Object.fromEntries(Object.entries((0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .baseEnv */ .zk)(world)).filter(([name]) => passed.includes(name))),
    });
    const printed = await (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(runtime, {
        ...{ program, args, name, secrets: Object.values(env), lingerMs },
        env: {
            ...env,
            BACKPROOF_HOOK: news.hook,
            [_stray_js__WEBPACK_IMPORTED_MODULE_4__/* .restoreVariable */ .D1]: news.restore,
            BACKPROOF_SOURCE: news.source,
            BACKPROOF_BACKUP_ID: news.backup,
            BACKPROOF_RESTORE_STATE: news.state,
        },
    }, signal);
    const said = printed.trim();
    if (said !== '')
        world.log.info(`${name}: ${said.slice(-2000)}`);
}
async function post(hook, news, name, signal) {
    const address = hook.url.reveal();
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol))
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('policy-invalid', `${hook.url.origin()} is not an http address`, {
            hint: `Set it to an address such as https://shop.example.com/hooks/restore.`,
        });
    const hint = `See what answers at ${hook.url.origin()}.`;
    let answer;
    try {
        answer = await fetch(url, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'user-agent': 'backproof' },
            body: JSON.stringify({ version: 1, ...news }),
            // Where it leads is not what the policy names.
            redirect: 'manual',
            signal,
        });
        await answer.body?.cancel();
    }
    catch (error) {
        if (signal.aborted)
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} could not be called: ${(0,_words_words_js__WEBPACK_IMPORTED_MODULE_2__/* .reasonOf */ .A3)(withCause(error))}`, { hint });
    }
    if (!answer.ok)
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_0__/* .Problem */ .AF('restore-failed', `${name} was answered with ${answer.status}`, { hint });
}
/** What fetch says is only that it failed. */
const withCause = (error) => (error instanceof Error && error.cause instanceof Error ? error.cause : error);


/***/ }),

/***/ 40380:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ RestoreRecord),
/* harmony export */   M: () => (/* binding */ errorOf)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(79148);



/** A store that hangs must not hold a restore up. */
const patienceMs = 5_000;
const aliveMs = 60_000;
/** Writes what a restore says of itself into the stores of its source. What a store does not take is said aloud, and stops nothing. */
class RestoreRecord {
    name;
    #world;
    #source;
    #places;
    #timer;
    constructor(world, source, name, places) {
        this.#world = world;
        this.#source = source;
        this.name = name;
        this.#places = places;
    }
    /** From now on the record says every minute that this run is alive. */
    async begin(started) {
        const bytes = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRestore */ .rA)((0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)(started, this.#world.redact));
        const refused = await this.#put(this.#places, 'started', bytes);
        this.#warn(refused, 'that this restore has begun');
        const failing = new Set(refused.map(({ place }) => place));
        const taking = this.#places.filter((place) => !failing.has(place));
        if (taking.length === 0)
            this.#world.log.warning(`${started.id}: no store has a record of this restore; it goes on`);
        this.#timer = setInterval(() => void this.#beat(taking), aliveMs);
        this.#timer.unref();
    }
    async end(ended) {
        clearInterval(this.#timer);
        const bytes = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRestore */ .rA)((0,_world_js__WEBPACK_IMPORTED_MODULE_2__/* .redactAll */ .$I)(ended, this.#world.redact));
        const event = ended.state === 'completed' ? 'completed' : 'failed';
        this.#warn(await this.#put(this.#places, event, bytes), `that this restore has ${event}`);
    }
    async #beat(places) {
        const at = this.#world.now().toISOString();
        const refused = await this.#put(places, 'alive', new TextEncoder().encode(`${JSON.stringify({ version: 1, at })}\n`));
        this.#warn(refused, 'that this restore is still alive');
    }
    /** Also where the run is cancelled, or has given a store up: a last word. */
    async #put(places, event, bytes) {
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.restore(this.#source, this.name, event);
        const outcomes = await Promise.all(places.map(async (place) => {
            const signal = AbortSignal.timeout(patienceMs);
            const putting = (place.store.parting ?? place.store).put(key, bytes, { signal, fromReserve: 'half' });
            const problem = await Promise.race([putting.then(() => undefined, whole), late(place, key)]);
            return problem === undefined ? undefined : { place, problem };
        }));
        return outcomes.filter((one) => one !== undefined);
    }
    #warn(refused, what) {
        for (const { place, problem } of refused)
            this.#world.log.warning(`${place.name} has no record ${what}: ${problem.message}`);
    }
}
function whole(error) {
    if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error))
        return error;
    throw error;
}
function late({ store }, key) {
    const message = `put ${key}: ${store.where} did not answer within ${patienceMs / 1000} s`;
    return new Promise((resolve) => {
        setTimeout(() => resolve(new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-unavailable', message, { hint: 'See whether the store answers.' })), patienceMs + 500).unref();
    });
}
/** An error as the record has it. */
function errorOf(error) {
    const message = (0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error).slice(0, 20_000);
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error))
        return { code: 'bug', message };
    return { code: error.code, message, ...(error.hint ? { hint: error.hint.slice(0, 20_000) } : {}) };
}


/***/ }),

/***/ 83596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ watched),
/* harmony export */   m: () => (/* binding */ asOperation)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8300);
/* harmony import */ var _hook_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(53414);
/* harmony import */ var _keep_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(40380);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(11132);







/**
 * Carries a restore out: leaves a record of its beginning and its end, and runs the hooks of its source. None where it is refused; else
 * the one after it runs however it ended, also where the run was cancelled; where this process is killed, a watchdog runs it.
 */
async function asOperation(project, options, subject, body, together) {
    const { world } = project;
    const { backup, shelved, scope, only, moment, into, recovery, admit } = subject;
    const at = world.now();
    const token = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(4).toString('hex');
    const id = (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_1__/* .restoreIdOf */ .L3)(shelved.name, at, token);
    const { places } = await project.places(shelved);
    const record = new _keep_js__WEBPACK_IMPORTED_MODULE_5__/* .RestoreRecord */ .I(world, shelved.name, { backup, at, token }, places);
    const process = (0,_process_js__WEBPACK_IMPORTED_MODULE_6__/* .ownProcess */ .oz)();
    const common = {
        version: 1,
        ...{ id, backup, source: shelved.name, scope, into },
        ...(only.length > 0 ? { only: [...only] } : {}),
        ...(moment === undefined ? {} : { moment: moment.toISOString() }),
        origin: { ...world.origin },
        startedAt: at.toISOString(),
    };
    const watchdog = recovery?.finally ? watch(project, options, id) : undefined;
    await record.begin({
        ...common,
        state: 'in_progress',
        ...(process === undefined ? {} : { process }),
        hooks: [
            ...(recovery?.before ? ['before-restore'] : []),
            ...(recovery?.finally ? ['after-restore'] : []),
        ],
    });
    world.log.info(`this restore is ${id}; \`backproof restore --status ${id}\` shows how it gets on`);
    const news = (hook, state) => ({ hook, restore: id, source: shelved.name, backup, state });
    const hooks = {};
    let done;
    let error;
    let admitted = false;
    try {
        await admit();
        admitted = true;
        watchdog?.tell(backup);
        if (recovery?.before) {
            hooks['before-restore'] = 'failed';
            await before(project, recovery.before, news('before-restore', 'in_progress'));
            hooks['before-restore'] = 'ran';
        }
        done = await body();
        error = done.result.problems[0];
    }
    catch (thrown) {
        error = thrown;
    }
    together?.restored(error === undefined);
    let left;
    if (recovery?.finally && admitted) {
        await together?.turn(recovery.finally);
        hooks['after-restore'] = 'failed';
        try {
            // Not by the run's own signal: a cancelled restore leaves its application as it leaves it after any other.
            await (0,_hook_js__WEBPACK_IMPORTED_MODULE_4__/* .runHook */ .D)(world, recovery.finally, news('after-restore', error === undefined ? 'completed' : 'failed'), new AbortController().signal);
            hooks['after-restore'] = 'ran';
        }
        catch (thrown) {
            left = unfinished(thrown, id);
        }
    }
    const failure = error ?? left;
    await record.end({
        ...common,
        state: failure === undefined ? 'completed' : 'failed',
        completedAt: world.now().toISOString(),
        ...(error === undefined ? { restored: true } : {}),
        ...(done ? { store: done.store, restoredBytes: done.restoredBytes, compared: done.compared } : {}),
        ...(failure === undefined ? {} : { error: (0,_keep_js__WEBPACK_IMPORTED_MODULE_5__/* .errorOf */ .M)(failure) }),
        hooks,
    });
    watchdog?.dismiss();
    if (!done) {
        if (left !== undefined) {
            world.log.error((0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(left));
            (0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .noteAlso */ .Gv)(error, left);
        }
        throw error;
    }
    const { result } = done;
    const json = typeof result.json === 'object' ? { ...result.json, restore: id, ...(recovery ? { hooks } : {}) } : result.json;
    return { ...result, json, problems: left === undefined ? result.problems : [...result.problems, left] };
}
async function before(project, hook, news) {
    try {
        await (0,_hook_js__WEBPACK_IMPORTED_MODULE_4__/* .runHook */ .D)(project.world, hook, news, project.world.signal);
    }
    catch (error) {
        if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error) || error.code === 'cancelled')
            throw error;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `nothing was restored: ${error.message}`, { hint: error.hint, cause: error });
    }
}
function unfinished(error, id) {
    if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .isProblem */ .AN)(error))
        return error;
    return new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF(error.code, `the restore has ended, but ${error.message}`, {
        hint: `${error.hint ?? ''} Then run \`backproof restore --finish ${id}\`, which runs it again.`.trim(),
        cause: error,
    });
}
/** What the watchdog's process is told: the backup, once anything may have been done that the hook undoes; empty: nothing was. */
const watched = 'BACKPROOF_WATCHED_RESTORE';
/** Ends what is open of this restore, in a process of its own, should this one be killed. */
function watch({ world }, { policy }, id) {
    if (world.watchRestore)
        return world.watchRestore(id);
    const [file, ...args] = world.program ?? [];
    if (file === undefined)
        return undefined;
    const named = policy === undefined ? [] : ['--policy', policy];
    return (0,_runtime_runtime_js__WEBPACK_IMPORTED_MODULE_3__/* .startWatchdog */ .M5)([file, ...args, 'restore', '--finish', id, ...named], {
        ...{ env: world.env, cwd: world.cwd, variable: watched },
    });
}


/***/ }),

/***/ 11132:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ST: () => (/* binding */ isGone),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   oz: () => (/* binding */ ownProcess),
/* harmony export */   xR: () => (/* binding */ beganAt)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/**
 * Names this process so that another run on this machine can tell whether it is still there: the boot, the namespace of its
 * number, the number, and when it began. undefined: this system does not tell.
 */
function ownProcess() {
    const here = machine();
    const began = here && beganAt(process.pid);
    return began === undefined ? undefined : `${here}/${process.pid}/${began}`;
}
/** Whether the process of this name has ended; undefined: it is, or was, of another machine, or cannot be looked at. */
function isGone(name) {
    const [boot, namespace, number = '', began] = name.split('/');
    if (`${boot}/${namespace}` !== machine() || !/^\d{1,10}$/.test(number))
        return undefined;
    return beganAt(Number(number)) !== began;
}
function machine() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)('/proc/sys/kernel/random/boot_id', 'utf8').trim();
        return `${boot}/${(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)('/proc/self/ns/pid').replace(/\D/g, '')}`;
    }
    catch {
        return undefined;
    }
}
/** When it began, in ticks since the boot. Of one that has ended and that nobody collects, nothing. */
function beganAt(number) {
    const fields = statOf(number);
    return fields === undefined || /^[ZX]/.test(fields[0] ?? '') ? undefined : fields[19];
}
/** Which process started it; undefined: none that is there, or this system does not tell. */
function parentOf(number) {
    const parent = Number(statOf(number)?.[1] ?? 0);
    return parent > 0 ? parent : undefined;
}
/** proc_pid_stat(5), from field 3. */
function statOf(number) {
    try {
        const stat = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${number}/stat`, 'utf8');
        return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 74884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TD: () => (/* binding */ seenRestores),
/* harmony export */   TQ: () => (/* binding */ storiesOf),
/* harmony export */   Uf: () => (/* binding */ shownRestore),
/* harmony export */   qG: () => (/* binding */ cutOff)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11132);


/** Which restores of a source its stores know of, newest first. */
async function seenRestores(project, source) {
    const { world } = project;
    const { places, failed } = await project.places(source);
    const { restores, unread } = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .listRestores */ .eJ)(source.name, places, world.now(), world.signal);
    const unopened = failed.map(({ store, problem: { message, hint } }) => ({
        store,
        message,
        ...(hint ? { hint } : {}),
    }));
    return { seen: restores, unread: [...unopened, ...unread] };
}
async function storiesOf(project, source, seen) {
    return (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .readRestores */ .Fr)(source.name, seen, _process_js__WEBPACK_IMPORTED_MODULE_1__/* .isGone */ .ST, project.world.signal);
}
/** What is told of one. Pure. */
function shownRestore(source, { id, backup, at, state, found, started, ended }) {
    const told = ended ?? started;
    const open = ended
        ? ended.hooks['after-restore'] !== undefined && ended.hooks['after-restore'] !== 'ran'
        : state === 'interrupted';
    const begun = (started?.hooks ?? []).map((hook) => [hook, 'unknown']);
    const hooks = ended?.hooks ?? Object.fromEntries(begun);
    const finish = open ? `backproof restore --finish ${id}` : undefined;
    const error = ended?.error ?? (state === 'interrupted' ? cutOff(started?.hooks ?? [], id) : undefined);
    return {
        ...{ id, source, backup },
        state: state === 'interrupted' ? 'failed' : state,
        ...(state === 'interrupted' ? { interrupted: true } : {}),
        ...(told
            ? {
                scope: told.scope,
                ...(told.only ? { only: told.only } : {}),
                ...(told.moment ? { moment: told.moment } : {}),
                into: told.into,
                origin: told.origin,
            }
            : { origin: {} }),
        startedAt: at.toISOString(),
        ...(ended
            ? {
                completedAt: ended.completedAt,
                ...(ended.store === undefined ? {} : { store: ended.store }),
                ...(ended.restoredBytes === undefined ? {} : { restoredBytes: ended.restoredBytes }),
                ...(ended.compared === undefined ? {} : { compared: ended.compared }),
            }
            : {}),
        ...(error ? { error } : {}),
        hooks,
        ...(finish === undefined ? {} : { finish }),
        stores: [...new Set(found.map(({ place }) => place.name))].sort(),
    };
}
/** What is known of a restore whose process is gone without a word. */
function cutOff(hooks, id) {
    const open = hooks.includes('after-restore') ? ', and its after-restore hook has not run' : '';
    return {
        code: 'run-failed',
        message: `interrupted: its process ended before the restore did${open}`,
        hint: `Run \`backproof restore --finish ${id}\`${open === '' ? ', which closes the record' : ', which runs the hook'}; then restore again.`,
    };
}


/***/ }),

/***/ 98388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D1: () => (/* binding */ restoreVariable),
/* harmony export */   gB: () => (/* binding */ mustBeAlone),
/* harmony export */   o5: () => (/* binding */ endStrays)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35447);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11132);




/** What a hook is told of its restore, by which what it has left is found. */
const restoreVariable = 'BACKPROOF_RESTORE_ID';
const graceMs = 3000;
const stepMs = 25;
/**
 * Ends what a hook of this restore has left running when the program was killed: two hooks at once would undo each other. Gives
 * their names. Only processes of this user on this machine, and only where the system tells what they were started with.
 */
async function endStrays(id) {
    const ended = new Map();
    const end = performance.now() + graceMs;
    for (;;) {
        const found = carriersOf(id);
        if (found.length === 0)
            return [...ended.values()];
        const isLate = performance.now() > end;
        if (performance.now() > end + graceMs)
            throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `${id}: ${found.map(({ name }) => name).join(', ')} cannot be ended`, {
                hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
            });
        for (const { pid, name } of found) {
            if (!ended.has(pid))
                send(pid, 'SIGTERM');
            else if (isLate)
                send(pid, 'SIGKILL');
            ended.set(pid, name);
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(stepMs);
    }
}
/** Refuses where another process finishes the same restore, or waits to: of two that begin at once, the later. */
function mustBeAlone(id) {
    const mine = (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(process.pid);
    if (mine === undefined)
        return;
    const other = processes().find(({ pid }) => {
        const words = read(pid, 'cmdline');
        const at = words.indexOf('--finish');
        if (at === -1 || words[at + 1] !== id)
            return false;
        const began = Number((0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(pid) ?? Number.NaN);
        return began < Number(mine) || (began === Number(mine) && pid < process.pid);
    });
    if (other === undefined)
        return;
    throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `${id} still runs, or is being finished: see the process ${other.name}`, {
        hint: `Wait for it, or end it: \`backproof restore --status ${id}\` shows how it gets on.`,
    });
}
const carriersOf = (id) => processes().filter(({ pid }) => read(pid, 'environ').includes(`${restoreVariable}=${id}`));
/** Those of this user, but for this one and those that it was started by. */
function processes() {
    const own = new Set();
    for (let at = process.pid; at !== undefined && !own.has(at); at = (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .parentOf */ .gN)(at))
        own.add(at);
    let names;
    try {
        names = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)('/proc').filter((name) => /^\d+$/.test(name));
    }
    catch {
        return [];
    }
    return names.map(Number).flatMap((pid) => {
        if (own.has(pid) || (0,_process_js__WEBPACK_IMPORTED_MODULE_3__/* .beganAt */ .xR)(pid) === undefined || !isOurs(pid))
            return [];
        const [program = ''] = read(pid, 'cmdline');
        return [{ pid, name: `${pid} (${(program.split('/').at(-1) ?? '').slice(0, 40)})` }];
    });
}
function isOurs(pid) {
    const there = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(`/proc/${pid}`, { throwIfNoEntry: false });
    return there !== undefined && there.uid === process.geteuid?.();
}
/** None where it has ended meanwhile, or may not be looked at. */
function read(pid, file) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(`/proc/${pid}/${file}`, 'utf8').split('\0');
    }
    catch {
        return [];
    }
}
function send(pid, signal) {
    try {
        process.kill(pid, signal);
    }
    catch (error) {
        // It has ended meanwhile.
        if (error.code === 'ESRCH')
            return;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('run-failed', `the process ${pid} cannot be ended: ${(0,_problem_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}`, {
            hint: 'A hook of that restore still runs there: end it yourself, then run this again.',
            cause: error,
        });
    }
}


/***/ }),

/***/ 55788:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./problem.js
var problem_0 = __webpack_require__(35447);
// EXTERNAL MODULE: ./command/project/entry.js
var project_entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/shared-place.js
var shared_place = __webpack_require__(28917);
;// CONCATENATED MODULE: ./command/restore/choose.js



/** The one backup that was asked for: by its id, or as the newest of a source. */
async function choose(project, options) {
    const [id, ...more] = options.id ?? [];
    if (id !== undefined && more.length === 0) {
        if (options.at !== undefined)
            throw new problem_0/* Problem */.AF('usage', 'restore takes --id or --at, not both', { hint: 'An id already names one backup.' });
        const found = await (0,project_entry/* findEntry */.w4)(project, id);
        (0,project_entry/* requireSource */.nH)(found, options.source);
        nameUnread(project, found.catalog);
        return found;
    }
    const [source, ...others] = project.sources;
    if (id !== undefined || !source || others.length > 0) {
        throw new problem_0/* Problem */.AF('usage', 'restore takes one backup', {
            hint: 'Name it with --id ID, or with --source NAME (and --at TIME).',
        });
    }
    return newestOf(project, source, options);
}
/** The newest backup of a source that can be restored, by the time that was asked for. */
async function newestOf(project, source, options) {
    // Of a source whose log is not collected, the newest backup is the latest that there is.
    const at = options.at === undefined || options.at === 'latest' ? undefined : (0,project_entry/* parseAt */.Ze)(options.at, project.policy);
    const catalog = await project.catalog(source);
    // What does not show may be newer than what is chosen.
    nameUnread(project, catalog);
    for (const { message } of catalog.damaged)
        project.world.log.warning(message);
    const now = project.world.now();
    for (const { id } of catalog.entries.filter(({ startedAt }) => at === undefined && startedAt > now))
        project.world.log.warning(`${id} is dated in the future, so it is left out: restore it with --id ${id}`);
    const mixture = (0,shared_place/* mixtureOf */.O)(project, catalog);
    if (mixture)
        project.world.log.warning(mixture.message);
    const own = (0,shared_place/* withoutOthers */.W)(project, catalog);
    // If none is known to be ours, the policy may be a new one, written after a disaster.
    const from = mixture && own.entries.length > 0 ? own : catalog;
    return { catalog, entry: (0,project_entry/* newestEntry */.xm)(from, { now, timezone: project.policy.timezone }, at), shelved: source };
}
/** What it has is not known: a newer backup, or another copy. */
function nameUnread({ world }, { source, unread }) {
    for (const { store, message } of unread)
        world.log.warning(`${source}: ${store} could not be read: ${message}`);
}

// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/project/databases/open.js + 3 modules
var databases_open = __webpack_require__(1813);
// EXTERNAL MODULE: ./command/restore/record/hook.js
var record_hook = __webpack_require__(53414);
// EXTERNAL MODULE: ./command/restore/record/keep.js
var keep = __webpack_require__(40380);
// EXTERNAL MODULE: ./command/restore/record/operation.js
var operation = __webpack_require__(83596);
// EXTERNAL MODULE: ./command/restore/record/story.js
var record_story = __webpack_require__(74884);
// EXTERNAL MODULE: ./command/restore/record/stray.js
var stray = __webpack_require__(98388);
// EXTERNAL MODULE: ./command/log/read-log.js
var read_log = __webpack_require__(61068);
;// CONCATENATED MODULE: ./command/restore/status.js






/** Newer ones than these are not read: a person looks at the last few, --source and an id find the others. */
const most = 50;
/** Shows the restores that the stores know of, or one of them. */
async function restoreStatus(world, options) {
    const [id, ...more] = options.id ?? [];
    if (more.length > 0)
        throw new problem_0/* Problem */.AF('usage', 'restore --status takes one id', {
            hint: 'Leave the ids out, and it lists all restores.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options, { patience: 'short', gone: 'too' });
    return id === undefined ? await listed(project) : await one(project, id);
}
/** One restore, by its id, or the newest of a backup by the backup's. Throws `unknown-id`. */
async function findRestore(project, id) {
    const source = sourceOfRestore(project, id);
    const restores = await (0,record_story/* seenRestores */.TD)(project, source);
    const seen = restores.seen.find((one) => one.id === id);
    const [story] = seen ? await (0,record_story/* storiesOf */.TQ)(project, source, [seen]) : [];
    if (story)
        return { source, restores, story };
    const [gap] = restores.unread;
    if (gap)
        throw new problem_0/* Problem */.AF('store-failed', `there may be a restore ${id}, but ${gap.store} could not be read: ${gap.message}`, { hint: gap.hint ?? 'Try again.' });
    throw new problem_0/* Problem */.AF('unknown-id', `no store knows of a restore ${id}`, {
        hint: restores.seen.length > 0
            ? (0,words/* suggest */.ZA)(id, restores.seen.map((one) => one.id))
            : 'Run `backproof restore --status`, which lists them.',
    });
}
/** Where the records of a restore are, by its id: also of a source that has left the policy. */
function sourceOfRestore({ policy }, id) {
    const name = (0,catalog/* restoredSource */.II)(id);
    if (name === undefined)
        throw new problem_0/* Problem */.AF('unknown-id', `${JSON.stringify(id)} is not the id of a restore`, {
            hint: 'Run `backproof restore --status`, which lists them; the id of a backup is for `backproof show`.',
        });
    const owner = policy.sources[(0,catalog/* readLogName */.wu)(name)?.source ?? name];
    return { name, stores: owner?.stores ?? Object.keys(policy.stores) };
}
async function listed(project) {
    const { timezone } = project.policy;
    // What a log was played onto has records of its own, where it is no dump.
    const bases = project.sources.filter(({ pointInTime }) => pointInTime?.base !== undefined).map(read_log/* basesNamed */.yr);
    const shelves = [...project.sources, ...bases];
    const all = await Promise.all(shelves.map(async (source) => ({ source, ...(await (0,record_story/* seenRestores */.TD)(project, source)) })));
    const newest = all
        .flatMap(({ source, seen }) => seen.map((one) => ({ source, one })))
        .sort((a, b) => b.one.at.getTime() - a.one.at.getTime());
    const told = await Promise.all(newest.slice(0, most).map(async ({ source, one }) => {
        const [story] = await (0,record_story/* storiesOf */.TQ)(project, source, [one]);
        return story ? [(0,record_story/* shownRestore */.Uf)(source.name, story)] : [];
    }));
    const restores = told.flat();
    const unread = all.flatMap(({ source, unread }) => unread.map((gap) => ({ source: source.name, ...gap })));
    const problems = unread.map(({ source, store, message, hint }) => new problem_0/* Problem */.AF('store-failed', `${source}: ${store} could not be listed: ${message}`, {
        hint: hint ?? 'Restores that only this store knows of are not shown.',
    }));
    const rest = newest.length - restores.length;
    const text = () => restores.length === 0
        ? `No restore of ${project.sources.map(({ name }) => name).join(', ')} is known.`
        : [
            (0,words/* table */.tp)([['ID', 'STATE', 'STARTED', 'TOOK', 'INTO'], ...restores.map((one) => row(one, timezone))]),
            ...restores.flatMap((one) => (one.finish ? [`${one.id} is not finished: run \`${one.finish}\``] : [])),
            ...(rest > 0 ? [`and ${rest} earlier ones; --source NAME shows those of one source`] : []),
        ].join('\n');
    return {
        json: { version: 1, project: project.policy.project, restores, ...(rest > 0 ? { earlier: rest } : {}), unread },
        text,
        problems,
    };
}
async function one(project, id) {
    const { source, restores, story } = await findRestore(project, id);
    const shown = (0,record_story/* shownRestore */.Uf)(source.name, story);
    const problems = shown.error === undefined
        ? []
        : [
            new problem_0/* Problem */.AF('restore-failed', `${id}: ${(0,words/* oneLine */.TN)(shown.error.message, 2000)}`, {
                hint: (0,words/* oneLine */.TN)(shown.error.hint ?? 'Restore again.', 2000),
            }),
        ];
    return {
        json: { version: 1, ...shown, unread: restores.unread },
        text: () => detail(shown, project.policy.timezone),
        problems,
        told: [],
    };
}
const stateText = ({ state, interrupted }) => (interrupted ? 'interrupted' : state.replace('_', ' '));
function tookText({ startedAt, completedAt }) {
    return completedAt === undefined ? '-' : (0,words/* formatDuration */.a3)(Math.max(0, Date.parse(completedAt) - Date.parse(startedAt)));
}
function row(shown, timezone) {
    return [
        shown.id,
        stateText(shown),
        (0,words/* formatTime */.fU)(shown.startedAt, timezone),
        tookText(shown),
        (0,words/* oneLine */.TN)(shown.into ?? '-', 120),
    ];
}
function detail(shown, timezone) {
    const at = (time) => (0,words/* formatTime */.fU)(time, timezone);
    const what = shown.only ? `only ${shown.only.join(', ')}` : (shown.scope ?? '-');
    const asked = Object.entries(shown.origin).map(([name, word]) => `${name} ${word}`);
    const hooks = Object.entries(shown.hooks).map(([name, outcome]) => `${name} ${outcome}`);
    const facts = [
        ['state', stateText(shown)],
        ['backup', shown.backup],
        ['what', what],
        ...(shown.moment === undefined ? [] : [['as of', (0,words/* formatMoment */.K9)(new Date(shown.moment))]]),
        ['into', shown.into ?? '-'],
        ['started', at(shown.startedAt)],
        ...(shown.completedAt === undefined ? [] : [['ended', `${at(shown.completedAt)}, after ${tookText(shown)}`]]),
        ...(shown.store === undefined ? [] : [['read from', shown.store]]),
        ...(shown.restoredBytes === undefined ? [] : [['size', (0,words/* plainSize */.id)(shown.restoredBytes)]]),
        ...(shown.compared === undefined ? [] : [['compared', shown.compared]]),
        ['asked by', asked.join(', ') || '-'],
        ...(hooks.length > 0 ? [['hooks', hooks.join(', ')]] : []),
        ['recorded in', shown.stores.join(', ')],
    ];
    const cells = facts.map((fact) => fact.map((cell) => (0,words/* oneLine */.TN)(cell, 500)));
    return [shown.id, (0,words/* table */.tp)(cells), ...(shown.finish ? [`Run \`${shown.finish}\`.`] : [])].join('\n');
}

;// CONCATENATED MODULE: ./command/restore/finish.js











/**
 * Ends what a restore has left open: runs its after-restore hook, which is told whether the restore itself had completed. The record
 * stays failed: it tells what became of the run.
 */
async function finishRestore(world, options) {
    const [id, ...more] = options.id ?? [];
    if (id === undefined || more.length > 0)
        throw new problem_0/* Problem */.AF('usage', 'restore --finish takes the id of one restore', {
            hint: '`backproof restore --status` shows those that are not finished.',
        });
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    const shelved = sourceOfRestore(project, id);
    const told = world.env[operation/* watched */.V];
    const story = await storyOf(project, id, told !== undefined);
    if (story === undefined && told === '')
        return finished(id, `${id} had not begun`, {});
    const last = story?.ended?.hooks['after-restore'];
    if (story?.ended && (last === undefined || last === 'ran'))
        return finished(id, `${id} is finished: nothing is left to do`, story.ended.hooks);
    if (story?.state === 'in_progress')
        throw new problem_0/* Problem */.AF('run-failed', `${id} is still running`, {
            hint: 'Wait for it, or stop it. Once it has said nothing for five minutes, it counts as interrupted.',
        });
    (0,stray/* mustBeAlone */.gB)(id);
    const strays = await (0,stray/* endStrays */.o5)(id);
    if (strays.length > 0)
        world.log.warning(`${id}: ended what its hooks had left running: ${(0,words/* namesSome */.Tc)(strays, 5)}`);
    const hook = (0,databases_open/* sourceNamed */.Lt)(project, shelved.name)?.recovery?.finally;
    let outcome;
    let error;
    if (hook) {
        const news = {
            hook: 'after-restore',
            restore: id,
            source: shelved.name,
            backup: story?.backup ?? told ?? '',
            state: story?.ended?.restored ? 'completed' : 'failed',
        };
        try {
            await (0,record_hook/* runHook */.D)(world, hook, news, world.signal);
            outcome = 'ran';
        }
        catch (thrown) {
            error = thrown;
            outcome = 'failed';
        }
    }
    const hooks = { ...knownHooks(story), ...(outcome === undefined ? {} : { 'after-restore': outcome }) };
    if (story)
        await finish_close(project, shelved, story, hooks, error);
    if (error !== undefined)
        throw error;
    return finished(id, outcome === 'ran' ? `${id}: after-restore has run` : `${id}: its record is closed`, hooks);
}
/** Of those that it began with, what became of them; nobody has noted it where its process was killed. */
function knownHooks(story) {
    if (story?.ended)
        return story.ended.hooks;
    return story?.started?.hooks.includes('before-restore') ? { 'before-restore': 'unknown' } : {};
}
/** undefined: no store could be read, or took its record. The hook is what matters then. */
async function storyOf(project, id, known) {
    try {
        return (await findRestore(project, id)).story;
    }
    catch (error) {
        if (known && (0,problem_0/* isProblem */.AN)(error, 'unknown-id'))
            return undefined;
        if (!(0,problem_0/* isProblem */.AN)(error, 'store-failed') || (0,catalog/* restoredSource */.II)(id) === undefined)
            throw error;
        project.world.log.warning(`${error.message}; the hook is run all the same`);
        return undefined;
    }
}
/** What nobody can read of its beginning, nobody can say at its end. */
async function finish_close(project, shelved, { backup, at, token, started, ended }, hooks, error) {
    const { world } = project;
    const told = ended ?? started;
    if (told === undefined)
        return;
    const { version, id, source, scope, only, moment, into, origin, startedAt } = told;
    const { restored, store, restoredBytes, compared } = ended ?? {};
    const { places } = await project.places(shelved);
    const record = new keep/* RestoreRecord */.I(world, shelved.name, { backup, at, token }, places);
    await record.end({
        ...{ version, id, backup, source, scope, into, origin, startedAt },
        ...(only === undefined ? {} : { only }),
        ...(moment === undefined ? {} : { moment }),
        ...(restored === undefined ? {} : { restored }),
        ...(store === undefined ? {} : { store }),
        ...(restoredBytes === undefined ? {} : { restoredBytes }),
        ...(compared === undefined ? {} : { compared }),
        state: 'failed',
        completedAt: ended?.completedAt ?? world.now().toISOString(),
        error: error === undefined ? (ended?.error ?? (0,record_story/* cutOff */.qG)([], id)) : (0,keep/* errorOf */.M)(error),
        hooks,
    });
}
function finished(id, said, hooks) {
    return { json: { version: 1, restore: id, hooks }, text: () => said, problems: [], ids: [] };
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./progress.js
var progress = __webpack_require__(17973);
// EXTERNAL MODULE: ./command/log/logged.js
var logged = __webpack_require__(67541);
// EXTERNAL MODULE: ./command/log/recover.js + 1 modules
var recover = __webpack_require__(34355);
// EXTERNAL MODULE: ./command/log/route.js
var log_route = __webpack_require__(218);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
;// CONCATENATED MODULE: ./command/log/spool.js
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







const id = 'moment';
/** Sealed with a key that is in memory alone. Throws `dump-incomplete` where the dump does not end as it should. */
async function spool(dump, temporaryDirectory, signal) {
    try {
        return await spool_keep(dump, temporaryDirectory, signal);
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error) || error.syscall === undefined)
            throw error;
        throw new problem_0/* Problem */.AF('restore-failed', `what was restored cannot be kept in ${temporaryDirectory} on its way into the target: ${(0,words/* reasonOf */.A3)(error)}`, { hint: 'Set TMPDIR to a writable directory with free space.', cause: error, ofMachine: true });
    }
}
async function spool_keep(dump, temporaryDirectory, signal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)(temporaryDirectory, 'moment-'));
        const stack = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        stack.defer(() => (0,promises_.rm)(folder, { recursive: true, force: true }));
        const key = (0,seal/* newDataKey */.uU)();
        const parts = new Map();
        for await (const { name, compression, body } of dump.parts) {
            const sealing = (0,seal/* seal */.od)(body, { key, id, part: name, compression, signal });
            await (0,external_node_stream_promises_.pipeline)(sealing.body, (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(folder, name), { flags: 'wx', mode: 0o600 }), { signal });
            parts.set(name, { ...(await sealing.done), compression });
        }
        const { facts } = dump.result();
        const kept = stack.move();
        return {
            plainBytes: [...parts.values()].reduce((sum, part) => sum + part.plainBytes, 0),
            backup: {
                facts,
                parts: [...parts.keys()],
                async open(name) {
                    const part = parts.get(name);
                    if (!part)
                        throw new problem_0/* Problem */.AF('object-missing', `the dump has no part ${name}`, { hint: 'Run it again.' });
                    const { compression } = part;
                    return (0,seal/* open */.ho)((0,external_node_fs_.createReadStream)((0,external_node_path_.join)(folder, name)), {
                        ...{ key, id, part: name, compression, where: folder, expect: part, signal },
                    });
                },
            },
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

// EXTERNAL MODULE: ./command/project/time-limit.js
var time_limit = __webpack_require__(98977);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
// EXTERNAL MODULE: ./command/restore/globals.js
var globals = __webpack_require__(75399);
;// CONCATENATED MODULE: ./command/restore/admit.js



/** Throws what a restore into this target would be refused for, before anything is done for it. */
async function askTarget(project, entry, store, open, target, request) {
    const { value: refused } = await (0,failover/* fromCopies */.o)((0,globals/* quiet */.jQ)(project), entry, store, async (place) => {
        const backup = await open(place);
        try {
            await target.admit(backup, request);
        }
        catch (error) {
            // No matter of this copy, nor of the one before it.
            if (!(0,problem_0/* isProblem */.AN)(error, 'target-refused'))
                throw error;
            return error;
        }
        return undefined;
    });
    if (refused !== undefined)
        throw refused;
}

// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
;// CONCATENATED MODULE: ./command/restore/outcome.js


function resultOf({ restoredMs, notes, refused, differences, ...restored }) {
    const { id, store, into, durationMs, restoredBytes, compared } = restored;
    const durations = { restore: restoredMs, compare: durationMs - restoredMs };
    const differs = `${id} is restored, but differs from its dump`;
    const failed = refused.map(({ message, hint }) => new problem_0/* Problem */.AF('restore-failed', `${id}: ${message}`, { hint }));
    return {
        json: { version: 1, ...restored, durations, findings: [...notes, ...refused, ...differences] },
        text: () => [
            `restored ${id} from ${store} into ${into}`,
            `${(0,words/* restoredSize */.sy)(restoredBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
            ...notes.map(noteLine),
        ].join('\n'),
        problems: [
            ...failed,
            ...differences
                .slice(0, 20)
                .map(({ message }) => new problem_0/* Problem */.AF('restore-failed', `${differs}: ${message}`, { hint: differenceHint(message, refused) })),
        ],
        ids: [id],
    };
}
const noteLine = ({ level, message, hint }) => `${level}: ${message}${hint === undefined ? '' : `. ${hint}`}`;
/** What to do about one: a part that is known to be beyond restoring makes the rest no worse. */
function differenceHint(message, refused) {
    if (/^role .* is missing$/.test(message))
        return 'Owners and privileges of that role are not restored: when restoring into a new database, --globals apply creates the roles that the target lacks.';
    if (refused.length > 0 && / is missing$| has 0 rows, /.test(message))
        return 'It is missing because of what could not be restored, as named above; the rest is there. Create it in this target yourself, or fix the cause and restore into a new database.';
    return 'Do not rely on this target: restore into a new one, or restore an earlier backup with --id ID.';
}
/** The restore itself is done: whoever reads of the failure must know that. */
function uncompared(error, into) {
    if (!(0,problem_0/* isProblem */.AN)(error))
        return error;
    const message = `${error.message}; everything was restored into ${into}, but not compared with what was backed up`;
    return new problem_0/* Problem */.AF(error.code, message, { hint: error.hint, cause: error.cause ?? error });
}

;// CONCATENATED MODULE: ./command/restore/compare-target.js




/** Looks at what is there once it is restored. */
async function compareTarget({ log }, target, { findings, expected }, { id, only, overwrite }) {
    if (!expected)
        return { compared: 'only a part, not compared', differences: [], surplus: [] };
    const { far, counted } = (0,verify/* startCount */.si)(expected);
    const look = () => target.facts(expected, counted);
    const after = await (0,progress/* during */.iW)(log, { what: `${id}: comparing the target`, ...far }, look).catch((error) => {
        throw uncompared(error, target.where);
    });
    // Of some tables nothing is said of what else is there.
    const more = overwrite || only.length > 0 ? 'kept' : 'refused';
    const found = (0,verify/* blamedOn */.NE)(findings, (0,verify/* compare */.UD)(expected, after, more));
    const differences = found.filter(({ level }) => level === 'failure');
    return {
        compared: differences.length === 0 ? (0,verify/* describe */.q0)(expected) : (0,words/* plural */.LS)(differences.length, 'difference'),
        differences,
        surplus: found.filter(({ level }) => level !== 'failure' && only.length === 0),
    };
}

// EXTERNAL MODULE: ./time/time.js + 3 modules
var time = __webpack_require__(72614);
;// CONCATENATED MODULE: ./command/restore/limit.js



/** A restore that hangs must end: whoever waits for it has other ways to try. */
function startRestoreLimit(world, { timeout }, source, id) {
    const given = timeout === undefined ? undefined : (0,time/* parseDuration */.E9)(timeout);
    if (given !== undefined && 'wrong' in given)
        throw new problem_0/* Problem */.AF('usage', `--timeout ${JSON.stringify(timeout)} is not a duration`, {
            hint: 'Write --timeout 12h.',
        });
    const ms = given === undefined ? (0,time_limit/* limitMs */.oV)(source) : (0,time/* durationMs */.pc)(given);
    const hint = 'Add --timeout 24h if it may take that long.';
    return (0,time_limit/* startLimit */.iP)(world.signal, ms, `the restore of ${id}`, 'restore-failed', hint);
}

// EXTERNAL MODULE: ./command/project/whole.js
var whole = __webpack_require__(81387);
;// CONCATENATED MODULE: ./command/restore/bastion.js



/**
 * The machine in between that `--via` names. Only one that the policy knows: there its host key is pinned, and there it says which
 * variable has the key. That of the source itself goes before one of the same name elsewhere.
 */
function bastionOf({ path, sources }, typed, own, tools) {
    if (!(0,policy/* connectsHere */.cn)(tools))
        throw new problem_0/* Problem */.AF('usage', `--via forwards a port to this machine, but programs run elsewhere by tools: ${tools.kind}`, {
            hint: `Leave --via out: the address in --into means what it means there.`,
        });
    const named = typed.replace(/^ssh:\/\//, '').replace(/:22$/, '');
    const known = [own, ...Object.values(sources)].flatMap((source) => source?.via ?? []);
    const found = known.find((login) => (0,policy/* shownLogin */.dr)(login) === named);
    if (found !== undefined)
        return found;
    const names = [...new Set(known.map(policy/* shownLogin */.dr))];
    throw new problem_0/* Problem */.AF('usage', `--via ${JSON.stringify(typed)}: ${path} names no such machine in via`, {
        hint: names.length > 0
            ? `It names ${(0,words/* namesSome */.Tc)(names, 5)}.`
            : 'Add via: { ssh: user@host, host-key: "ssh-ed25519 AAAA..." } to the source, which pins the key of that machine.',
    });
}

// EXTERNAL MODULE: ./command/project/policy-file.js
var policy_file = __webpack_require__(24895);
;// CONCATENATED MODULE: ./command/restore/target.js






const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
/** What a person typed that may have a password in it, masked before anything else can print it. */
function maskTargets(world, typed) {
    for (const text of typed) {
        if (text === undefined)
            continue;
        // A space or a quotation mark that was pasted with it leaves its password a password.
        const filled = text.replace(variable, (_, name) => world.env[name] ?? '').replace(/^[\s"'`]+/, '');
        if (!(0,policy/* hasScheme */.EV)(filled))
            continue;
        // Not only where it is a URL by the book: one with a sign that should have been encoded has a password as well.
        const user = /^[^:]*:\/\/[^/?#]*?:(.*)@/s.exec(filled)?.[1] ?? '';
        // One with several hosts is no URL by the book either.
        const url = URL.parse(filled);
        const query = new URLSearchParams(/\?([^#]*)/s.exec(filled)?.[1] ?? '');
        const parameters = ['password', 'sslpassword'].map((name) => query.get(name) ?? '');
        const passwords = [user, url?.password ?? '', ...parameters].filter((one) => one !== '');
        for (const secret of passwords.length > 0 ? [...passwords, filled] : [])
            world.mask(secret);
    }
}
/** Where to: `${NAME}` is taken from the environment, so that no password needs to stand in an argument list. */
async function openTarget({ world, bench }, engine, into, by, signal) {
    if (!into)
        throw new problem_0/* Problem */.AF('usage', 'restore needs a target', {
            hint: 'Add --into with a database URL, a folder or a file, set recovery.into of the source in the policy, or add --raw with a folder for the decrypted parts.',
        });
    const text = into.replace(variable, (_, name) => {
        const value = world.env[name];
        if (!value)
            throw new problem_0/* Problem */.AF('secret-missing', `--into names ${name}, which is not set`, {
                hint: `Run export ${name}=... first.`,
            });
        return value;
    });
    const target = await engine.target(text, by, bench, signal);
    if (target.path === undefined && hasPassword(into) && world.arguments.some((said) => said.includes(into))) {
        throw new problem_0/* Problem */.AF('usage', '--into contains a password, and other users of this machine can read arguments', {
            hint: "Put the URL into a variable and write --into '${RESTORE_URL}'.",
        });
    }
    return target;
}
/** Where the policy restores a source to: of one of the databases of a server, that database. undefined: it does not say. */
function ownPlace({ env }, source) {
    const into = source?.recovery?.into;
    if (into === undefined || source?.member === undefined)
        return into;
    const filled = into.replace(variable, (all, name) => env[name] || all);
    return (0,policy/* inDatabase */.jG)(filled, source.member.database);
}
/** A password as it was typed, beside what is taken from the environment. */
function hasPassword(into) {
    const user = /^[a-z]+:\/\/[^@/?]*?:([^@]*)@/i.exec(into)?.[1] ?? '';
    const parameter = /[?&]password=([^&]*)/i.exec(into)?.[1] ?? '';
    return `${user}${parameter}`.replace(variable, '') !== '';
}
/** Never among the backups: what is restored there would be swept, listed, or in the way of the next one. */
function refuseStore({ policy, world }, path) {
    for (const [name, store] of Object.entries(policy.stores)) {
        if (store.kind !== 'directory' || store.unset)
            continue;
        if ((0,policy_file/* isOutside */._K)((0,engine_engine/* realPath */.Ye)((0,external_node_path_.resolve)(world.cwd, store.path)), (0,engine_engine/* realPath */.Ye)(path)))
            continue;
        throw new problem_0/* Problem */.AF('target-refused', `${path} is in the store ${name}`, {
            hint: 'Restore into another folder.',
        });
    }
}
/**
 * Never into the source itself, unless --overwrite names it; gives whether the target may be replaced. Where nobody can
 * tell, because the source's own variable has gone with it, --overwrite must name the target as well.
 */
function refuseSource(source, target, overwrite = [], { cwd, log }, only) {
    const { name, where } = target;
    const meant = overwrite.some((one) => namesTarget(one, target, cwd));
    const stranger = overwrite.find((one) => !namesTarget(one, target, cwd));
    if (stranger !== undefined) {
        throw new problem_0/* Problem */.AF('target-refused', `--overwrite names ${stranger}, but the target is ${name}`, {
            hint: `Give --overwrite ${name} to confirm.`,
        });
    }
    if (!source)
        return meant;
    const overlap = overlapOf(source, target);
    if (overlap === 'none')
        return meant;
    if (overlap === 'same') {
        if (meant)
            return true;
        throw new problem_0/* Problem */.AF('target-refused', `${where} is the source ${source.name} itself`, {
            hint: only.length === 0
                ? `Restore into a new target; to replace the source, give --overwrite ${name}.`
                : `Restore into a new target; to replace only ${(0,words/* namesSome */.Tc)(only)} there, give --overwrite ${name}.`,
        });
    }
    if ('copyAt' in overlap) {
        // Also where --overwrite names it: what it asks for would not be done.
        const because = `the backup has whole paths, so it would land in ${overlap.copyAt} and replace nothing`;
        const { original } = overlap;
        throw new problem_0/* Problem */.AF('target-refused', `${where} is in the source ${source.name} itself: ${because}`, {
            hint: `To put the files back in place, give --into ${original} --overwrite ${original}; otherwise restore into a new folder outside the source.`,
        });
    }
    const unknown = `whether ${where} is the source ${source.name} itself is unknown: ${overlap.because}`;
    if (!meant) {
        throw new problem_0/* Problem */.AF('target-refused', unknown, {
            hint: `Give --overwrite ${name} to confirm that what is there may be replaced, or set the variable.`,
        });
    }
    log.warning(unknown);
    return true;
}
/** Whether what stands after --overwrite is this target. */
const namesTarget = (said, { name }, cwd) => said === name || (0,external_node_path_.resolve)(cwd, said) === name;
function overlapOf(source, target) {
    try {
        return target.overlap(source);
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error))
            throw error;
        return { because: error.message };
    }
}

;// CONCATENATED MODULE: ./command/restore/raw.js
var raw_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var raw_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** The folder for decrypted parts, whose options are checked before anything is fetched. */
function rawTarget(project, options, raw) {
    const other = ['into', 'only', 'overwrite', 'create', 'globals', 'keep-going'].find((name) => options[name] !== undefined);
    if (other !== undefined) {
        throw new problem_0/* Problem */.AF('usage', `restore takes --raw or --${other}, not both`, {
            hint: 'With --raw, the parts of the backup are written unchanged into a new or empty folder.',
        });
    }
    const path = (0,external_node_path_.resolve)(project.world.cwd, (0,engine_engine/* requirePath */.dr)('--raw', raw, 'parts', 'folder'));
    refuseStore(project, path);
    return path;
}
/**
 * Writes the decrypted parts of a backup into an empty folder, each as the dumping program made it and readable by this user
 * alone. All of them match the digests of the manifest, or none is left.
 */
async function restoreRaw({ world }, backup, id, store, path, signal) {
    const began = world.monotonicMs();
    const names = [...backup.parts, verify/* factsPart */.vf];
    const made = await prepare(path);
    const parts = [];
    try {
        for (const name of names) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const file = (0,external_node_fs_.createWriteStream)((0,external_node_path_.join)(path, name), { flags: 'wx', mode: 0o600 });
                const _ = raw_addDisposableResource(env_1, world.log.progress({ what: `${id}: ${name}`, done: () => file.bytesWritten }), false);
                parts.push({ name, plainBytes: await write(backup, name, file, signal) });
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                raw_disposeResources(env_1);
            }
        }
    }
    catch (error) {
        // A part that is cut off must not look whole; nothing else was in the folder.
        for (const name of names)
            await (0,promises_.rm)((0,external_node_path_.join)(path, name), { force: true }).catch((also) => (0,problem_0/* noteAlso */.Gv)(error, also));
        if (made)
            await (0,promises_.rmdir)(path).catch((also) => (0,problem_0/* noteAlso */.Gv)(error, also));
        if ((0,problem_0/* isProblem */.AN)(error))
            throw error;
        throw new problem_0/* Problem */.AF('restore-failed', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to, and that has room for the plain parts.',
        });
    }
    const durationMs = Math.round(world.monotonicMs() - began);
    return { id, store, path, parts, durationMs };
}
/** What to say of it. `passedOver`: the copies that could not be used. */
function rawResult(decrypted, passedOver) {
    const { id, store, path, parts, durationMs } = decrypted;
    const plainBytes = parts.reduce((sum, part) => sum + part.plainBytes, 0);
    const compared = `${(0,words/* plural */.LS)(parts.length, 'part')}, each matching its digest`;
    const common = { version: 1, id, store, into: path, raw: true, parts, plainBytes, durationMs, compared };
    const json = { ...common, findings: passedOver };
    const text = () => [
        `decrypted ${id} from ${store} into ${path}`,
        ...passedOver.map(({ level, message }) => `${level}: ${message}`),
        ...parts.map((part) => `  ${part.name}  ${(0,words/* plainSize */.id)(part.plainBytes)}`),
        `${(0,words/* plainSize */.id)(plainBytes)} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
    ].join('\n');
    return { json, text, problems: [], ids: [id] };
}
/** True if the folder was made here; refused where it holds anything. */
async function prepare(path) {
    try {
        const first = await (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 });
        const [some] = await (0,promises_.readdir)(path);
        if (some === undefined)
            return first !== undefined;
        throw new problem_0/* Problem */.AF('target-refused', `${path} is not empty: it has ${some}`, { hint: 'Name a new folder.' });
    }
    catch (error) {
        if ((0,problem_0/* isProblem */.AN)(error))
            throw error;
        throw new problem_0/* Problem */.AF('target-refused', `cannot write into ${path}: ${(0,words/* reasonOf */.A3)(error)}`, {
            cause: error,
            hint: 'Name a folder that this user may write to.',
        });
    }
}
async function write(backup, name, file, signal) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,external_node_stream_promises_.pipeline)(await backup.open(name), file, { signal }).catch((error) => {
            throw signal.aborted ? (0,problem_0/* cancelled */.KW)(signal) : error;
        });
        const handle = raw_addDisposableResource(env_2, await (0,promises_.open)(file.path), true);
        await handle.sync();
        return file.bytesWritten;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_1 = raw_disposeResources(env_2);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./command/restore/one.js
var one_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var one_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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


















/** Restores one backup into a new target, and compares what is there afterwards with the dump's own facts. */
async function restoreOne(project, found, options, together) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (options.raw !== undefined)
            return await raw(project, found, options, options.raw);
        const { entry, shelved } = found;
        (0,project_entry/* requireRestorable */.vc)(entry);
        const engine = await (0,engine_engine/* engineOf */.ky)(entry.manifest.engine);
        (0,whole/* requireIncrements */.ap)(engine, entry);
        const asked = askedOf(options, engine);
        const shared = asked.globals === undefined ? undefined : await (0,globals/* sharedGlobals */.Yj)(project, engine, entry);
        if (asked.globals === 'print')
            return await (0,globals/* printRoles */.Lv)(project, engine, shared ?? entry, options);
        const limit = one_addDisposableResource(env_1, startRestoreLimit(project.world, options, (0,databases_open/* sourceNamed */.Lt)(project, shelved.name), entry.id), false);
        const opened = one_addDisposableResource(env_1, await openPlace(project, found, engine, options, limit.signal), true);
        const { target } = opened;
        const only = options.only ?? [];
        const recovery = options['no-hooks'] ? undefined : project.policy.sources[shelved.name]?.recovery;
        const scope = only.length > 0 ? 'selection' : 'everything';
        const work = { ...opened, engine, asked, shared, limit };
        const admit = () => admitted(project, found, options, work, recovery !== undefined);
        const subject = { backup: entry.id, shelved, scope, only, into: target.where, recovery, admit };
        return await (0,operation/* asOperation */.m)(project, options, subject, () => carryOut(project, found, options, work), together);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = one_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The target of a restore, looked at: it is not the source itself, unless that is meant. */
async function openPlace(project, { entry, shelved }, engine, options, signal, meant = () => options.overwrite) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const source = (0,databases_open/* sourceNamed */.Lt)(project, shelved.name);
        // Of another engine, it cannot be what this backup was made of.
        const own = source?.engine === entry.manifest.engine ? source : undefined;
        const tools = source?.tools ?? { kind: 'auto' };
        const via = options.via === undefined ? undefined : bastionOf(project.policy, options.via, own, tools);
        const by = { tools, ...(own === undefined ? {} : { source: own }), ...(via === undefined ? {} : { via }) };
        const stack = one_addDisposableResource(env_2, new AsyncDisposableStack(), true);
        const target = stack.use(await openTarget(project, engine, options.into ?? ownPlace(project.world, source), by, signal));
        if (target.path !== undefined)
            refuseStore(project, target.path);
        // Where a database is not there any more, its own place is where it belongs: the target is still looked at.
        const isThere = Object.hasOwn(project.policy.sources, shelved.name);
        const overwrite = refuseSource(isThere ? own : undefined, target, meant(target), world, options.only ?? []);
        const kept = stack.move();
        return { target, overwrite, [Symbol.asyncDispose]: () => kept.disposeAsync() };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = one_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** Refuses what cannot be restored. The target is asked where a hook would stop an application for it. */
async function admitted(project, found, options, work, hasHooks) {
    const { entry } = found;
    const { target, overwrite, asked, limit } = work;
    await (0,globals/* requireKey */.XK)(project, entry, options.store, limit.signal);
    if (!hasHooks)
        return;
    const open = async (place) => (await openFor(project, found, place, work)).backup;
    await askTarget(project, entry, options.store, open, target, requestOf(options, asked, overwrite));
}
/** A copy, with what the server had once where another backup has that. */
async function openFor(project, { entry, catalog: { entries } }, place, { engine, shared, limit }) {
    const opened = await (0,whole/* openWhole */.AP)(project, { engine, entry, entries, place, signal: limit.signal });
    return { opened, backup: shared ? await (0,globals/* withGlobals */.Vh)(project, opened, engine, shared, limit.signal) : opened };
}
async function carryOut(project, found, options, work) {
    const { entry } = found;
    const { world } = project;
    const { manifest } = entry;
    const { target, overwrite, asked, limit } = work;
    const only = options.only ?? [];
    const began = world.monotonicMs();
    const { value, place, passedOver } = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
        const env_3 = { stack: [], error: void 0, hasError: false };
        try {
            const { opened, backup } = await openFor(project, found, place, work);
            const _ = one_addDisposableResource(env_3, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
            return await world.log.group(`restore ${entry.id} from ${place.name}`, () => (0,progress/* during */.iW)(world.log, { what: `${entry.id}: restoring`, done: opened.readBytes, of: opened.sealedBytes, unit: 'sealed' }, () => target.restore(backup, requestOf(options, asked, overwrite))));
        }
        catch (e_3) {
            env_3.error = e_3;
            env_3.hasError = true;
        }
        finally {
            one_disposeResources(env_3);
        }
    });
    const { findings, expected } = value;
    const restoredMs = Math.round(world.monotonicMs() - began);
    const { compared, differences, surplus } = await compareTarget(world, target, value, {
        id: entry.id,
        only,
        overwrite,
    });
    const summary = {
        id: entry.id,
        store: place.name,
        into: target.where,
        restoredMs,
        durationMs: Math.round(world.monotonicMs() - began),
        restoredBytes: value.restoredBytes ?? bytesOf(manifest, expected),
        compared,
        notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
        refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
        differences,
    };
    const { store, restoredBytes } = summary;
    return { result: resultOf(summary), store, restoredBytes, compared };
}
/** Of an increment, its own parts are the least of what is restored. */
function bytesOf({ kind, parts }, expected) {
    const own = parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
    return kind === 'increment' ? (expected?.sizeBytes ?? own) : own;
}
/** The decrypted parts as they are: recorded, because whoever has them has everything; no hook is for that. */
async function raw(project, { entry, shelved }, options, folder) {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const path = rawTarget(project, options, folder);
        const limit = one_addDisposableResource(env_4, startRestoreLimit(world, options, (0,databases_open/* sourceNamed */.Lt)(project, shelved.name), entry.id), false);
        const { signal } = limit;
        const subject = {
            backup: entry.id,
            shelved,
            scope: 'raw',
            only: [],
            into: path,
            recovery: undefined,
            admit: async () => { },
        };
        return await (0,operation/* asOperation */.m)(project, options, subject, async () => {
            const made = await (0,failover/* fromCopies */.o)(project, entry, options.store, async (place) => {
                const env_5 = { stack: [], error: void 0, hasError: false };
                try {
                    const opened = await (0,globals/* openCopy */.G)(project, entry, place, signal);
                    const _ = one_addDisposableResource(env_5, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
                    return await restoreRaw(project, opened, entry.id, place.name, path, signal);
                }
                catch (e_5) {
                    env_5.error = e_5;
                    env_5.hasError = true;
                }
                finally {
                    one_disposeResources(env_5);
                }
            });
            const restoredBytes = made.value.parts.reduce((sum, { plainBytes }) => sum + plainBytes, 0);
            const result = rawResult(made.value, made.passedOver);
            return { result, store: made.place.name, restoredBytes, compared: (0,words/* plural */.LS)(made.value.parts.length, 'part') };
        });
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        one_disposeResources(env_4);
    }
}
const requestOf = ({ only = [] }, asked, overwrite) => ({
    ...{ overwrite, only, create: asked.create },
    ...{ roles: asked.globals === 'apply', keepGoing: asked.keepGoing },
});
/** Options that not every engine takes. */
function askedOf(options, engine) {
    const given = ['create', 'globals', 'keep-going'].filter((name) => options[name]);
    const named = given.find((name) => !engine.can.restores.includes(name));
    if (named !== undefined)
        throw new problem_0/* Problem */.AF('usage', `--${named} is for a database server, but this is a backup of ${engine.name}`, {
            hint: `Leave --${named} out.`,
        });
    const globals = ['apply', 'print'].find((one) => one === options.globals);
    if (options.globals !== undefined && globals === undefined)
        throw new problem_0/* Problem */.AF('usage', `--globals takes apply or print, not ${options.globals}`, {
            hint: 'Run it with --globals print, which shows the roles of the backup, or with --globals apply, which creates those that the target lacks.',
        });
    return { create: options.create === true, globals, keepGoing: options['keep-going'] === true };
}

// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
;// CONCATENATED MODULE: ./command/restore/picked.js







/**
 * Says before the playback which patterns of --only no dump around the moment knows. It is no refusal: a table may have been made,
 * and dropped, between two dumps, and is then to be had from the log alone.
 */
async function warnUnknown(project, source, route, only, signal) {
    const { log } = project.world;
    const { can, replay } = await (0,engine_engine/* engineOf */.ky)(source.engine);
    if (!replay)
        return;
    const noun = can.selects ?? 'part';
    const names = [];
    const dumps = await around(project, source, route);
    for (const entry of dumps) {
        try {
            const { value } = await (0,failover/* fromCopies */.o)((0,globals/* quiet */.jQ)(project), entry, undefined, async (place) => (0,globals/* openCopy */.G)(project, entry, place, signal));
            names.push(...replay.selectable(value.facts.objects));
        }
        catch (error) {
            if (!(0,problem_0/* isFailure */.N6)(error))
                throw error;
            log.warning(`${source.name}: whether --only names what is there is not known yet: ${(0,problem_0/* messageOf */.bD)(error)}`);
            return;
        }
    }
    if (dumps.length === 0)
        return;
    for (const pattern of only.filter((one) => !names.some((name) => replay.means(one, name))))
        log.warning(`${source.name}: ${dumps.map(({ id }) => id).join(' and ')} ${dumps.length === 1 ? 'has' : 'have'} no ${noun} ${pattern}${meant(pattern, names)}; it is looked for once the log is played back, which is in vain unless it was made after the dump`);
}
/** The last dump before a moment, and the first after it. */
async function around(project, source, { reaches }) {
    const { entries } = await project.catalog(source);
    const usable = entries
        .filter((entry) => (0,catalog/* isUsable */.Ng)(entry, project.world.now()))
        .toSorted((a, b) => (0,judge/* momentOf */.Et)(a).getTime() - (0,judge/* momentOf */.Et)(b).getTime());
    const before = usable.findLast((entry) => (0,judge/* momentOf */.Et)(entry) <= reaches);
    const after = usable.find((entry) => (0,judge/* momentOf */.Et)(entry) > reaches);
    return [before, after].filter((entry) => entry !== undefined);
}
/** Throws `usage` for a pattern that means nothing of what was there then. */
function mustHave({ name }, { reaches }, only, replay, objects, noun) {
    const names = replay.selectable(objects);
    const idle = only.find((pattern) => !names.some((one) => replay.means(pattern, one)));
    if (idle === undefined)
        return;
    const tables = names.length === 0 ? 'It had none at all.' : `It had ${(0,words/* namesSome */.Tc)(names, 10)}; * and ? are wild.`;
    throw new problem_0/* Problem */.AF('usage', `${name} had no ${noun} ${idle} at ${(0,words/* formatMoment */.K9)(reaches)}${meant(idle, names)}`, {
        hint: `${tables} Take an earlier moment if it was dropped before, or a later one if it was made after.`,
    });
}
/** A name without its schema is near one that has it. */
const meant = (pattern, names) => (0,words/* didYouMean */.au)(pattern, pattern.includes('.') ? names : names.map((name) => name.replace(/^public\./, '')));

;// CONCATENATED MODULE: ./command/restore/moment.js
var moment_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var moment_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






















/** What --at means for a source whose log is collected: that very moment. undefined: a backup is asked for. */
function momentAsked(source, { at, id }, project) {
    if (source.pointInTime === undefined || at === undefined || id !== undefined)
        return undefined;
    if (at === 'latest')
        return at;
    try {
        return (0,project_entry/* parseAt */.Ze)(at, project.policy);
    }
    catch (error) {
        if (!(0,problem_0/* isProblem */.AN)(error))
            throw error;
        throw new problem_0/* Problem */.AF(error.code, error.message, {
            hint: 'Write it as 2026-02-14T12:00:00Z, or write latest.',
            cause: error,
        });
    }
}
/**
 * Restores a source to a moment: a base and the log after it are played back in a throw-away server that reaches nothing; what it has
 * then is dumped into the target, which may be any server, or stays as a data directory.
 */
async function restoreMoment(project, source, at, options, together) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const route = await (0,log_route/* findRoute */.$6)(project, source, at);
        const limit = moment_addDisposableResource(env_1, startRestoreLimit(world, options, source, route.base.id), false);
        const { signal } = limit;
        const only = options.only ?? [];
        const recovery = options['no-hooks'] ? undefined : source.recovery;
        // A base that is kept beside the dumps has records of its own.
        const shelved = { name: (0,catalog/* sourceOf */.vz)(route.base.id) ?? source.name, stores: source.stores };
        const common = { backup: route.base.id, shelved, only, moment: route.reaches, recovery };
        const scope = only.length > 0 ? 'selection' : 'everything';
        const directory = directoryAsked(project, options);
        const work = async (body) => {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                const _ = moment_addDisposableResource(env_2, (0,time_limit/* sayLimit */.NJ)(limit, world.log.info), false);
                const began = world.monotonicMs();
                const another = (without) => (0,log_route/* findAnother */.Rs)(project, source, at, without);
                const how = { store: options.store, signal };
                const { value, place, passedOver, route: taken } = await (0,recover/* recover */.l)(project, source, route, another, how);
                const recovered = moment_addDisposableResource(env_2, value
                // A dump of all of it, for nothing, may take as long as the playback did.
                , true);
                // A dump of all of it, for nothing, may take as long as the playback did.
                if (only.length > 0) {
                    const { can } = await (0,engine_engine/* engineOf */.ky)(source.engine);
                    mustHave(source, route, only, await (0,logged/* replayOf */.X8)(source), await recovered.objects(), can.selects ?? 'part');
                }
                const delivered = await body(recovered);
                return done(delivered, { route: taken, store: place.name, passedOver, began });
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = moment_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        };
        if (directory !== undefined) {
            if (!(await (0,logged/* replayOf */.X8)(source)).leavesData)
                throw noDirectory(source.engine);
            if (only.length > 0)
                throw new problem_0/* Problem */.AF('usage', '--only picks tables, and a data directory has all of them', {
                    hint: 'Give --into a database URL, or leave --only out.',
                });
            const admit = async () => {
                await (0,engine_engine/* mustBeEmptyFolder */.yv)(directory);
                await (0,globals/* requireKey */.XK)(project, route.base, options.store, signal);
            };
            const subject = { ...common, scope, into: directory, admit };
            const body = () => work((recovered) => leave(recovered, directory, source));
            return await (0,operation/* asOperation */.m)(project, options, subject, body, together);
        }
        const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
        const opened = moment_addDisposableResource(env_1, await openPlace(project, { entry: route.base, catalog: emptyOf(source), shelved: source }, engine, options, signal), true);
        const { target, overwrite } = opened;
        const request = { overwrite, only, create: options.create === true };
        const admit = async () => {
            await (0,globals/* requireKey */.XK)(project, route.base, options.store, signal);
            const open = (place) => (0,globals/* openCopy */.G)(project, route.base, place, signal);
            // Not for what is picked: the base may lack what was made after it.
            await askTarget(project, route.base, options.store, open, target, { ...request, only: [] });
            if (only.length > 0)
                await warnUnknown(project, source, route, only, signal);
        };
        const subject = { ...common, scope, into: target.where, admit };
        return await (0,operation/* asOperation */.m)(project, options, subject, () => work((recovered) => copyInto(recovered, target)), together);
        async function copyInto(recovered, target) {
            const env_3 = { stack: [], error: void 0, hasError: false };
            try {
                const spooled = moment_addDisposableResource(env_3, await (0,progress/* during */.iW)(world.log, { what: `${source.name}: dumping the moment` }, () => spool(recovered.dump(), world.temporaryDirectory, signal)), true);
                const restored = await (0,progress/* during */.iW)(world.log, { what: `${source.name}: filling the target` }, () => target.restore(spooled.backup, request));
                const compared = await compareTarget(world, target, restored, { id: source.name, only, overwrite });
                return { where: target.where, restoredBytes: spooled.plainBytes, findings: restored.findings, ...compared };
            }
            catch (e_3) {
                env_3.error = e_3;
                env_3.hasError = true;
            }
            finally {
                const result_3 = moment_disposeResources(env_3);
                if (result_3)
                    await result_3;
            }
        }
        function done({ where, restoredBytes, compared, findings, differences, surplus }, { route, store, passedOver, began }) {
            const durationMs = Math.round(world.monotonicMs() - began);
            const reached = (0,words/* formatMoment */.K9)(route.reaches);
            const summary = {
                ...{ id: route.base.id, store, into: where, restoredMs: durationMs, durationMs, restoredBytes, compared },
                notes: [...passedOver, ...findings.filter(({ level }) => level !== 'failure'), ...surplus],
                refused: findings.filter(({ level }) => level === 'failure').map(({ about: _, ...finding }) => finding),
                differences,
            };
            const result = resultOf(summary);
            return {
                result: {
                    ...result,
                    json: { ...result.json, moment: route.reaches.toISOString(), pieces: route.log.length },
                    text: () => [
                        `restored ${source.name} as it was at ${reached} into ${where}`,
                        `from ${route.base.id} in ${store} and ${(0,words/* plural */.LS)(route.log.length, 'piece')} of log; ${restoredBytes > 0 ? (0,words/* restoredSize */.sy)(restoredBytes) : 'restored'} in ${(0,words/* formatDuration */.a3)(durationMs)}; ${compared}`,
                        ...summary.notes.map(noteLine),
                    ].join('\n'),
                },
                store,
                restoredBytes,
                compared,
            };
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = moment_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** A path is where a data directory goes, ready to be started; a URL is a server that takes it. */
function directoryAsked(project, { into }) {
    if (into === undefined || (0,policy/* hasScheme */.EV)(into) || into.startsWith('${'))
        return undefined;
    const directory = (0,external_node_path_.resolve)(project.world.cwd, into);
    refuseStore(project, directory);
    return directory;
}
async function leave(recovered, directory, { engine }) {
    if (!recovered.leaveIn)
        throw noDirectory(engine);
    return {
        where: directory,
        restoredBytes: await recovered.leaveIn(directory),
        compared: 'not compared: it is a data directory',
        findings: [],
        differences: [],
        surplus: [],
    };
}
const noDirectory = (engine) => new problem_0/* Problem */.AF('usage', `--into is a folder, but a log of ${engine} is played back onto a dump of one database, which has no data directory`, {
    hint: 'Give --into the URL of a server, which takes what was restored; a new and empty one will do.',
});
const emptyOf = ({ name }) => ({ source: name, entries: [], runs: [], unread: [], damaged: [] });

// EXTERNAL MODULE: ./command/each-source/seat.js
var seat = __webpack_require__(59775);
// EXTERNAL MODULE: ./command/each-source/source-log.js
var source_log = __webpack_require__(31276);
;// CONCATENATED MODULE: ./command/restore/order.js




/** The sources of a group, those first that others wait for. Throws `usage` for a group that no source is in. Pure. */
function sourcesOf(sources, what) {
    const chosen = sources.filter((source) => what === policy/* everySource */.hA || (0,policy/* groupOf */.F8)(source) === what);
    if (chosen.length > 0)
        return (0,judge/* inOrder */.al)(chosen);
    const groups = [...new Set([policy/* everySource */.hA, ...sources.flatMap((source) => (0,policy/* groupOf */.F8)(source) ?? [])])];
    throw new problem_0/* Problem */.AF('usage', `no source of the policy is in the group ${JSON.stringify(what)}`, {
        hint: (0,words/* suggest */.ZA)(what, groups),
    });
}
/** Equal for two hooks that do the same. */
const hookKey = (hook) => JSON.stringify(hook.kind === 'command' ? hook.argv : hook.url.template);

// EXTERNAL MODULE: ./report/report.js + 74 modules
var report = __webpack_require__(57027);
// EXTERNAL MODULE: ./command/result.js
var command_result = __webpack_require__(43133);
;// CONCATENATED MODULE: ./command/restore/several-result.js




/** What to say of them all: each has a line, whatever became of it. */
function severalResult(what, outcomes) {
    const problems = outcomes.flatMap(({ source, state, because, result, error }) => [
        ...(result?.problems ?? []),
        ...(error ? [error] : []),
        ...(state === 'not begun'
            ? [
                new problem_0/* Problem */.AF('restore-failed', `${source} was not restored: ${because}`, {
                    hint: `Run \`backproof restore --source ${source}\` once that is there.`,
                }),
            ]
            : []),
    ]);
    const rows = outcomes.map(rowOf);
    const status = problems.length === 0 ? 'succeeded' : 'failed';
    const restored = outcomes.filter(({ state }) => state === 'completed').length;
    const title = `${restored} of ${outcomes.length} restored`;
    return {
        json: {
            version: 1,
            what,
            status,
            sources: outcomes.map(({ result, error, ...rest }) => ({
                ...rest,
                ...(result ? { ...result.json, version: undefined, id: undefined } : {}),
                problems: [...(result?.problems ?? []), ...(error ? [error] : [])].map(command_result/* problemJson */.ok),
            })),
        },
        text: () => [
            `${what}: ${title}`,
            (0,words/* table */.tp)([
                ['SOURCE', 'STATE', 'BACKUP', 'INTO', 'SAYS'],
                ...rows.map(({ source, state, backup, into, says }) => [
                    source,
                    state,
                    backup,
                    (0,words/* oneLine */.TN)(into, 100),
                    (0,words/* oneLine */.TN)(says, 200),
                ]),
            ]),
        ].join('\n'),
        markdown: (0,report/* renderRestores */._r)({ title: `${what}: ${title}`, failed: status === 'failed', rows }),
        problems,
        ids: outcomes.filter(({ state }) => state === 'completed').map(({ backup }) => backup),
    };
}
function rowOf({ source, state, backup, into, because, result, error }) {
    const { compared } = (result?.json ?? {});
    const [problem] = result?.problems ?? [];
    const why = error?.message ?? ((0,problem_0/* isProblem */.AN)(problem) ? problem.message : undefined);
    return { source, state, backup, into, says: because ?? why ?? compared ?? '-' };
}

;// CONCATENATED MODULE: ./command/restore/several.js
var several_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var several_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Restores every source of a group into its own place, in the order that the policy says, and at once where nothing waits. */
async function restoreSeveral(project, options, what) {
    const alone = ['id', 'source', 'into', 'via', 'raw', 'only', 'globals'].find((name) => options[name]);
    if (alone !== undefined)
        throw new problem_0/* Problem */.AF('usage', `restore takes --what or --${alone}, not both`, {
            hint: `Leave --${alone} out: --what restores whole sources, each into the recovery.into of the policy.`,
        });
    const sources = sourcesOf(Object.values(project.policy.sources), what);
    const plans = await several_prepare(project, sources, options);
    return severalResult(what, await several_carryOut(project, plans, options));
}
/** Everything that can be known before anything begins: a backup of each, its place, and that no two have the same. */
async function several_prepare(project, sources, options) {
    const { world } = project;
    const homeless = sources.filter((source) => ownPlace(world, source) === undefined);
    if (homeless.length > 0)
        throw new problem_0/* Problem */.AF('usage', `the policy does not say where to restore ${homeless.map(({ name }) => name).join(', ')}`, {
            hint: 'Set recovery.into of each in the policy: a variable such as ${ORDERS_RESTORE_URL}, a folder or a file.',
        });
    const said = options.overwrite ?? [];
    const unmet = new Set(said);
    const plans = [];
    const failures = [];
    for (const source of sources) {
        try {
            const moment = momentAsked(source, options, project);
            const found = moment === undefined ? await newestOf(project, source, options) : await baseOf(project, source, moment);
            if (moment === undefined)
                (0,project_entry/* requireRestorable */.vc)(found.entry);
            const own = await placeOf(project, found, { ...options, into: ownPlace(world, source) ?? '' }, said);
            for (const one of own.overwrite)
                unmet.delete(one);
            const twin = plans.find(({ into }) => into === own.into);
            if (twin)
                throw new problem_0/* Problem */.AF('target-refused', `${source.name} and ${twin.source.name} would both be restored into ${own.into}`, {
                    hint: 'Give each a recovery.into of its own.',
                });
            plans.push({ source, found, moment, ...own });
        }
        catch (error) {
            if (!(0,problem_0/* isFailure */.N6)(error))
                throw error;
            failures.push(error);
        }
    }
    const [first, ...more] = failures;
    for (const { message, hint } of more)
        world.log.error(hint ? `${message}. ${hint}` : message);
    if (first)
        throw new problem_0/* Problem */.AF(first.code, `nothing was restored: ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`, {
            hint: first.hint,
            cause: first,
        });
    const [stranger] = unmet;
    if (stranger !== undefined)
        throw new problem_0/* Problem */.AF('target-refused', `--overwrite names ${stranger}, which none of them is restored into`, {
            hint: `They are restored into ${plans.map(({ into }) => into).join(', ')}.`,
        });
    return plans;
}
/** What a moment is restored from. Throws where there is no way to it, before anything begins. */
async function baseOf(project, source, moment) {
    const { base: entry } = await (0,log_route/* findRoute */.$6)(project, source, moment);
    return { entry, catalog: { source: source.name, entries: [], runs: [], unread: [], damaged: [] }, shelved: source };
}
/** The place, looked at, and which of the names of --overwrite mean it. */
async function placeOf(project, found, options, said) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world } = project;
        const engine = await (0,engine_engine/* engineOf */.ky)(found.entry.manifest.engine);
        let overwrite = [];
        const opened = several_addDisposableResource(env_1, await openPlace(project, found, engine, options, world.signal, (target) => {
            overwrite = said.filter((one) => namesTarget(one, target, world.cwd));
            return overwrite;
        }), true);
        const create = options.create === true && engine.can.restores.includes('create');
        return { into: opened.target.where, overwrite, create };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = several_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** What became of each, in the order of the plans. */
async function several_carryOut(project, plans, options) {
    const { world, policy, seats } = project;
    const turnstile = new seat/* Turnstile */.Xs((0,seat/* widthOf */.qz)(policy.concurrency).sources);
    const works = plans.map((plan) => ({
        plan,
        heard: new source_log/* SourceLog */.O(world.log, plan.source.name),
        /** Whether what it brings is there, whole. */
        restored: Promise.withResolvers(),
        ended: Promise.withResolvers(),
    }));
    const chosen = plans.map(({ source }) => source);
    const workOf = new Map(works.map((work) => [work.plan.source, work]));
    const one = async ({ plan, heard, restored, ended }) => {
        const { source, found, into, overwrite, create } = plan;
        const bare = { source: source.name, backup: found.entry.id, into };
        let begun = false;
        try {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                for (const other of (0,judge/* waitsFor */.is)(source, chosen)) {
                    if (await workOf.get(other)?.restored.promise)
                        continue;
                    return { ...bare, state: 'not begun', because: `it waits for ${other.name}, which was not restored` };
                }
                const bytes = found.entry.manifest.parts.reduce((sum, part) => sum + part.plainBytes, 0);
                const turn = several_addDisposableResource(env_2, await turnstile.take(world.signal), false);
                const heavy = several_addDisposableResource(env_2, await seats.heavy(bytes, world.signal), false);
                const together = {
                    restored(whole) {
                        restored.resolve(whole);
                        // Its hook may have to wait for one that has no seat yet.
                        for (const seat of [turn, heavy])
                            seat[Symbol.dispose]();
                    },
                    turn: async (hook) => {
                        const same = works.filter(({ plan: { source: other } }) => other.recovery?.finally && hookKey(other.recovery.finally) === hookKey(hook));
                        await Promise.all(same.map((work) => work.restored.promise));
                    },
                };
                const own = { ...project, world: { ...world, log: heard.log } };
                const given = { ...options, into: ownPlace(world, source) ?? '', overwrite, create };
                begun = true;
                const result = plan.moment === undefined
                    ? await restoreOne(own, found, given, together)
                    : await restoreMoment(own, source, plan.moment, given, together);
                return { ...bare, state: result.problems.length === 0 ? 'completed' : 'failed', result };
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                several_disposeResources(env_2);
            }
        }
        catch (error) {
            if (!(0,problem_0/* isProblem */.AN)(error))
                throw error;
            heard.log.error(`${source.name}: ${(0,problem_0/* messageOf */.bD)(error)}`);
            return begun
                ? { ...bare, state: 'failed', error }
                : { ...bare, state: 'not begun', because: (0,problem_0/* messageOf */.bD)(error), error };
        }
        finally {
            restored.resolve(false);
            ended.resolve();
        }
    };
    const narrate = async () => {
        for (const { heard, ended } of works) {
            await heard.hear();
            await ended.promise;
        }
    };
    world.log.info(`restoring ${(0,words/* plural */.LS)(plans.length, 'source')}: ${chosen.map(({ name }) => name).join(', ')}`);
    const running = works.map(one);
    // A bug in one ends none of the others.
    const outcomes = await Promise.allSettled([...running, narrate()]);
    const bug = outcomes.find((outcome) => outcome.status === 'rejected');
    if (bug)
        throw bug.reason;
    return await Promise.all(running);
}

;// CONCATENATED MODULE: ./command/restore/restore.js









/** Restores a backup; or shows the restores that there were, or ends what one of them has left open. */
const restore = async (world, options) => {
    if (options.status)
        return await restoreStatus(world, options);
    if (options.finish)
        return await finishRestore(world, options);
    maskTargets(world, [options.into, options.raw, ...(options.overwrite ?? [])]);
    const project = await (0,project_project/* openProject */.U)(world, options, { gone: 'too' });
    maskTargets(world, Object.values(project.policy.sources).map(({ recovery }) => recovery?.into));
    if (options.what !== undefined)
        return await restoreSeveral(project, options, options.what);
    // Before anything is fetched.
    if (options.raw !== undefined)
        rawTarget(project, options, options.raw);
    const [source, ...others] = project.sources;
    const moment = source && others.length === 0 ? momentAsked(source, options, project) : undefined;
    if (source && moment !== undefined && options.raw === undefined)
        return await restoreMoment(project, source, moment, options);
    const found = await choose(project, options);
    return await restoreOne(project, found, options);
};


/***/ })

};
