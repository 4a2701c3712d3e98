export const id = 582014;
export const ids = [2902,9205];
export const modules = {

/***/ 92902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup),
  makeBackup: () => (/* binding */ makeBackup)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./catalog/catalog.js + 43 modules
var catalog_catalog = __webpack_require__(34848);
// EXTERNAL MODULE: ./engine/engine.js + 4 modules
var engine_engine = __webpack_require__(7647);
// EXTERNAL MODULE: ./policy/policy.js + 76 modules
var policy_policy = __webpack_require__(35472);
// EXTERNAL MODULE: ./problem.js
var problem = __webpack_require__(35447);
// EXTERNAL MODULE: ./progress.js
var progress = __webpack_require__(17973);
// EXTERNAL MODULE: ./seal/seal.js + 17 modules
var seal = __webpack_require__(90864);
// EXTERNAL MODULE: ./verify/verify.js + 8 modules
var verify = __webpack_require__(84032);
// EXTERNAL MODULE: ./command/alert/tell.js + 3 modules
var tell = __webpack_require__(70802);
// EXTERNAL MODULE: ./command/each-source/each-source.js
var each_source = __webpack_require__(49205);
// EXTERNAL MODULE: ./command/project/databases/said.js
var said = __webpack_require__(48264);
// EXTERNAL MODULE: ./command/project/entry.js
var entry = __webpack_require__(94960);
// EXTERNAL MODULE: ./command/project/project.js
var project_project = __webpack_require__(40433);
// EXTERNAL MODULE: ./command/project/session.js
var project_session = __webpack_require__(20172);
// EXTERNAL MODULE: ./command/project/stores/own-store.js
var own_store = __webpack_require__(96359);
// EXTERNAL MODULE: ./command/project/tag.js
var tag = __webpack_require__(80280);
// EXTERNAL MODULE: ./command/backup/confirm.js
var backup_confirm = __webpack_require__(94757);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ../../node_modules/zod/v4/classic/schemas.js + 4 modules
var schemas = __webpack_require__(99131);
// EXTERNAL MODULE: ./bytes/bytes.js + 5 modules
var bytes_bytes = __webpack_require__(37470);
// EXTERNAL MODULE: ./words/words.js + 6 modules
var words = __webpack_require__(36364);
// EXTERNAL MODULE: ./command/project/secret.js + 1 modules
var secret = __webpack_require__(58182);
;// CONCATENATED MODULE: ./command/backup/index-keys.js










const schema = schemas/* object */.Ikc({
    version: schemas/* literal */.euz(1),
    keys: schemas/* record */.g1P(schemas/* string */.YjP().max(200), schemas/* base64 */.K39().refine((text) => Buffer.from(text, 'base64').length === 32)),
});
// A chain is shorter by far.
const most = 1000;
/**
 * What opens the indexes of earlier backups, and nothing else of them: the index key that was given, or the keys that this machine
 * has kept of the backups it made itself.
 */
class IndexKeys {
    #secret;
    #path;
    #kept;
    #isMistyped;
    constructor(given, path, kept) {
        this.#secret = given === 'mistyped' ? undefined : given;
        this.#isMistyped = given === 'mistyped';
        this.#path = path;
        this.#kept = kept;
    }
    static async open({ world, policy }, source) {
        const name = (0,external_node_crypto_.createHash)('sha256').update(`${policy.project}\n${source}`).digest('hex').slice(0, 32);
        const path = world.stateDirectory && (0,external_node_path_.join)(world.stateDirectory, 'index-keys', `${name}.json`);
        return new IndexKeys(givenKey(world), path, path === undefined ? {} : await readKept(path));
    }
    /** The one whose public half indexes are sealed to; undefined: none was given. */
    get secret() {
        return this.#secret;
    }
    /** Why there is none for any index; undefined: there may be. */
    get lacking() {
        if (this.#secret || Object.keys(this.#kept).length > 0)
            return undefined;
        const because = this.#isMistyped ? 'cannot be used' : 'is not set';
        return `this job cannot open its index: BACKPROOF_INDEX_KEY ${because}, and this machine has kept no key of it`;
    }
    /** The key of one backup's index; undefined: none fits. Throws `object-damaged` for a box that does not open. */
    async keyOf(place, manifest, signal) {
        const own = this.#secret && (0,seal/* unboxIndexKey */.s$)(await (0,verify/* readKeys */.x4)(place, manifest, signal), this.#secret);
        if (own)
            return own;
        const kept = Object.hasOwn(this.#kept, manifest.id) ? this.#kept[manifest.id] : undefined;
        return kept === undefined ? undefined : { index: Buffer.from(kept, 'base64') };
    }
    /**
     * Keeps the key of a backup that was just committed, beside those of the chain that it ends; what else was kept is of no use any
     * more. With an index key nothing is kept. Gives why it could not: then the next backup is a full one.
     */
    async keep(id, key, chain) {
        const path = this.#path;
        if (this.#secret || path === undefined)
            return undefined;
        const before = Object.entries(this.#kept).filter(([one]) => chain.includes(one));
        const keys = Object.fromEntries([...before, [id, Buffer.from((0,seal/* indexKeyOf */.JH)(key, id).index).toString('base64')]]);
        const temporary = `${path}.${(0,external_node_crypto_.randomUUID)()}.tmp`;
        try {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true, mode: 0o700 });
            await (0,promises_.chmod)((0,external_node_path_.dirname)(path), 0o700);
            await (0,promises_.writeFile)(temporary, `${JSON.stringify({ version: 1, keys })}\n`, { mode: 0o600, flush: true });
            await (0,promises_.rename)(temporary, path);
            return undefined;
        }
        catch (error) {
            await (0,promises_.rm)(temporary, { force: true }).catch(() => { });
            return (0,words/* reasonOf */.A3)(error);
        }
    }
}
/** One that is mistyped fails the command by itself (given-keys.ts); a backup that is not made is worse than a full one. */
function givenKey(world) {
    try {
        return (0,secret/* readIndexKey */.eJ)(world);
    }
    catch (error) {
        if (!(0,problem/* isProblem */.AN)(error, 'key-invalid', 'key-missing'))
            throw error;
        return 'mistyped';
    }
}
/** Nothing where there is no file, or one that cannot be read or parsed: the next backup is a full one then. */
async function readKept(path) {
    const bytes = await (0,promises_.readFile)(path).catch(() => undefined);
    if (bytes === undefined)
        return {};
    const read = (0,bytes_bytes/* readJson */.Vh)(bytes, schema, { maxBytes: most * 400 });
    return 'misread' in read ? {} : read.value.keys;
}

// EXTERNAL MODULE: ./plan/plan.js + 19 modules
var plan = __webpack_require__(45071);
// EXTERNAL MODULE: ./command/copy/failover.js
var failover = __webpack_require__(21666);
;// CONCATENATED MODULE: ./command/backup/since.js




/** By the stores as they were just read, and by what opens their indexes. Nothing is read yet but small files of this machine. */
function groundOf(project, source, catalog, statePart, keys, signal) {
    const on = (0,plan/* buildingOn */.M$)(source, catalog, project.world.now());
    if ('full' in on)
        return on;
    if (keys.lacking !== undefined)
        return { full: keys.lacking };
    const states = on.chain.map((entry) => ({
        id: entry.id,
        read: (take) => readState(project, entry, statePart, keys, signal, take),
    }));
    return { since: { id: on.base.id, states } };
}
/** How large the source is about, by what an increment would be built on; undefined: that is to be measured. */
function bytesBefore(source, catalog, now) {
    const on = (0,plan/* buildingOn */.M$)(source, catalog, now);
    if ('full' in on)
        return undefined;
    return on.chain.flatMap(({ manifest }) => manifest.parts).reduce((sum, { plainBytes }) => sum + plainBytes, 0);
}
async function readState(project, entry, part, keys, signal, take) {
    await (0,failover/* fromCopies */.o)(project, entry, undefined, async (place) => {
        const key = await keys.keyOf(place, entry.manifest, signal);
        if (key)
            return take(await (0,verify/* partOpener */.Fp)(place, entry.manifest, key, signal)(part));
        throw new problem/* Problem */.AF('key-wrong', `the index of ${entry.id} is sealed to another index key than was given`, {
            hint: 'The next backup is a full one; increments on it need the key that this job has now.',
        });
    });
}

// EXTERNAL MODULE: ./judge/judge.js + 53 modules
var judge = __webpack_require__(80825);
;// CONCATENATED MODULE: ./command/backup/unusual.js



/** Totals alone: the names that they belong to are sealed. A policy that does not compare them does not publish them. */
function totalsOf(facts, { anomalies = policy_policy/* defaultAnomalies */.Jz }) {
    if (anomalies.effect === 'none' || anomalies.ignore.includes('counts'))
        return {};
    const { noun, of } = (0,policy_policy/* kindOf */.I)(facts.engine).counts;
    const totals = (0,verify/* countsOf */.mQ)(facts).filter((one) => one.noun === noun || one.noun === of);
    return totals.length > 0 ? { counts: Object.fromEntries(totals.map(({ noun, count }) => [noun, count])) } : {};
}
/** Said at once, and not only once retention stops. */
function unusualIn(source, catalog, { manifest, stored, now }) {
    const made = newEntry(manifest, stored);
    const { unusual } = (0,judge/* judgeAnomalies */.J4)(source, { ...catalog, entries: [made, ...catalog.entries] }, now);
    return (0,judge/* anomalyFindings */.uo)({ unusual: unusual.filter(({ entry }) => entry.id === manifest.id) }).map(({ message, hint }) => ({ level: 'warning', blame: 'source', message, ...(hint ? { hint } : {}) }));
}
/** As the catalog will have it. */
function newEntry(manifest, copies) {
    const bytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
    const startedAt = new Date(manifest.startedAt);
    const unmarked = { held: false, trashed: undefined, marked: [], proofs: [], foreign: undefined };
    return { id: manifest.id, manifest, startedAt, bytes, copies, missing: [], ...unmarked };
}

// EXTERNAL MODULE: ./command/backup/upload.js
var backup_upload = __webpack_require__(94388);
;// CONCATENATED MODULE: ./command/backup/backup.js
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





















/** Backs up every source that is named, now. */
const backup = async (world, options) => {
    const tags = (0,tag/* requireTags */.b)(options.tag ?? []);
    const project = await (0,project_project/* openProject */.U)(world, options, { databases: 'server' });
    const session = (0,project_session/* newSession */.RL)(project, 'backup');
    const changed = (0,project_session/* beginWithDatabases */.WE)(session);
    const request = { trigger: 'manual', tags, retain: options.retain ?? false };
    await (0,each_source/* eachSource */.F)(session, project.sources, async (session, source) => {
        const { project } = session;
        await (0,project_session/* attempt */.CD)(session, source, { work: 'backup', trigger: 'manual', because: ['asked for'] }, async () => {
            const reading = project.catalog(source);
            // Beside the lease, which may be what fails first: nothing is left running then.
            reading.catch(() => { });
            const made = await makeBackup(project, source, reading, request).finally(() => Promise.allSettled([reading]));
            const catalog = await reading;
            session.ids.push(made.id);
            // What could not be listed may fail alike for whoever needs it.
            const gaps = (0,entry/* gapsOf */.dc)({ ...catalog, damaged: [] });
            return { ...made.findings, failures: [...gaps, ...(made.findings.failures ?? [])] };
        });
    });
    return (0,tell/* finishAndTell */._2)(session, changed);
};
/**
 * One backup of one source. Where a replica fails that was chosen of several servers, the primary is tried, once: a standby cancels
 * a dump that keeps it from following its primary, and the primary does not.
 */
async function makeBackup(project, source, reading, request, subject = ofSource) {
    const prefer = (0,policy_policy/* preferredRole */.Qe)(source, request.trigger);
    let chosen;
    const hear = (host) => {
        chosen = host;
    };
    try {
        return await backUp(project, source, reading, request, { prefer, findings: [], hear, subject });
    }
    catch (error) {
        if (chosen?.role !== 'replica' || !(0,problem/* isProblem */.AN)(error, 'tool-failed', 'source-failed', 'dump-incomplete'))
            throw error;
        const message = `the dump of the replica ${chosen.name} failed, so the primary was tried: ${error.message}`;
        project.world.log.warning(`${source.name}: ${message}`);
        const said = { level: 'warning', blame: 'source', message, ...(error.hint ? { hint: error.hint } : {}) };
        try {
            return await backUp(project, source, reading, request, { prefer: 'primary', findings: [said], hear, subject });
        }
        catch (second) {
            (0,problem/* noteAlso */.Gv)(second, error);
            throw second;
        }
    }
}
const ofSource = {
    dump: (live, since) => live.dump(since),
    statePart: ({ increments }) => increments?.statePart,
};
/**
 * One backup of one source: open, dump, seal, put to every store at once, read back, commit. A store that fails is
 * left out and named among the failures; with no store left, or anything wrong with the dump, nothing is committed.
 */
async function backUp(project, source, reading, { increment, ...request }, wanted) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, policy } = project;
        // Before the dump: its manifest could not be written.
        const tags = (0,tag/* requireTags */.b)(request.tags);
        const signing = project.signingKey();
        (0,said/* requireListed */.T$)(project, source);
        await (0,own_store/* refuseOwnStores */.R)(project, source);
        const began = world.monotonicMs();
        const { places, failed } = await project.places(source);
        const leases = __addDisposableResource(env_1, await (0,project_session/* takeLeases */.Dl)(project, source.name, places, { goesOn: true }), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const catalog = await reading;
        const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
        const turn = __addDisposableResource(env_1, await project.seats.server((0,policy_policy/* serverOf */.FN)(source), signal, source.member ? 'several' : 'one'), false);
        const live = __addDisposableResource(env_1, await (0,progress/* during */.iW)(world.log, { what: `${source.name}: looking at the source` }, () => engine.open(source, project.bench, signal, wanted.prefer, increment && bytesBefore(source, catalog, world.now()))), true);
        wanted.hear(live.host);
        const _ = __addDisposableResource(env_1, await project.seats.heavy(live.sizeBytes, signal), false);
        for (const { store, message } of catalog.unread) {
            world.log.warning(`${source.name}: ${store} could not be listed: ${message}`);
        }
        const startedAt = world.now();
        const id = (0,catalog_catalog/* makeId */.M4)(source.name, startedAt, (0,external_node_crypto_.randomInt)(1000));
        const lap = laps(world.monotonicMs);
        const key = (0,seal/* newDataKey */.uU)();
        const statePart = source.increments && wanted.subject.statePart(engine);
        const indexKeys = statePart === undefined ? undefined : await IndexKeys.open(project, source.name);
        const keys = (0,seal/* boxDataKey */.Je)(id, key, policy.encryption.recipients, indexKeys?.secret);
        const ground = increment && indexKeys && statePart !== undefined
            ? groundOf(project, source, catalog, statePart, indexKeys, signal)
            : undefined;
        const since = ground && 'since' in ground ? ground.since : undefined;
        const freight = { id, source: source.name, key, signal, places: leases.places, progress: world.log.progress };
        const onFailure = (store) => leases.forget(store);
        const upload = new backup_upload/* Upload */._({ ...freight, failed: [...failed, ...leases.failed], onFailure });
        try {
            const dump = wanted.subject.dump(live, since);
            for await (const part of dump.parts) {
                await upload.add(part, part.expectedBytes ?? live.sizeBytes);
            }
            const { facts, versions, findings: found, consistency, position, moment, base } = dump.result();
            await upload.add({ name: verify/* factsPart */.vf, compression: 'zstd', body: (0,verify/* encodeFacts */.QC)(facts) }, 0);
            const manifest = {
                format: 'backproof/v1',
                id,
                source: source.name,
                engine: source.engine,
                kind: base === undefined ? 'full' : 'increment',
                ...(base === undefined ? {} : { base }),
                ...request,
                tags,
                startedAt: startedAt.toISOString(),
                finishedAt: world.now().toISOString(),
                parts: upload.parts,
                versions: { ...world.versions, ...(live.server ? { server: live.server.version } : {}), ...versions },
                origin: { ...world.origin, project: policy.project },
                consistency,
                ...(position ? { position } : {}),
                ...(moment ? { moment: moment.toISOString() } : {}),
                ...hostOf(live),
                ...totalsOf(facts, source),
            };
            turn[Symbol.dispose]();
            await upload.stored();
            const dumpMs = lap();
            const [unreadable] = await Promise.all([upload.readBack(manifest), leases.look()]);
            const readBackMs = lap();
            const bytes = (0,catalog_catalog/* encodeManifest */.Gb)(manifest);
            const signature = signing && new TextEncoder().encode((0,seal/* signManifest */.TX)(bytes, signing));
            await (0,backup_confirm/* confirmAndCommit */.j)(project, leases, upload, { manifest, keys, signature, bytes }, signal);
            const chain = base === undefined || !since ? [] : since.states.map((state) => state.id);
            const unkept = await indexKeys?.keep(id, key, chain);
            const durations = { dump: dumpMs, readBack: readBackMs, commit: lap() };
            const durationMs = Math.round(world.monotonicMs() - began);
            // Proofs need no lease: it is given back meanwhile.
            const checking = recordCheck(project, source, catalog, upload, manifest, unreadable);
            const [checked] = await Promise.all([checking, leases[Symbol.asyncDispose]()]);
            const described = describe(facts, manifest, upload);
            const stored = (0,project_session/* namesOf */.eZ)(upload.alive);
            const findings = [
                ...[...wanted.findings, ...(live.host?.findings ?? []), ...found, ...unreadable.map(notReadBack)],
                ...(ground && 'full' in ground ? [fullBecause(ground.full)] : []),
                ...(unkept === undefined ? [] : [notKept(unkept)]),
                ...unusualIn(source, catalog, { manifest, stored, now: world.now() }),
            ];
            const report = { ...described, findings, durationMs, durations };
            const newest = { startedAt, bytes: report.sealedBytes };
            const failures = [...upload.problems(), ...checked];
            const built = base === undefined ? {} : { base };
            return { id, ...built, findings: { backup: report, ...(0,project_session/* past */.B6)(catalog, world.now(), newest), failures } };
        }
        catch (error) {
            await upload.abandon();
            throw error;
        }
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
/** The check that every backup ends with: its copies were read back above; is its size reasonable as well? */
async function recordCheck({ world }, source, catalog, upload, manifest, unreadable) {
    const sealedBytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
    const now = world.now();
    const good = catalog.entries
        .filter((entry) => entry.manifest.kind === 'full' && (0,catalog_catalog/* standing */.JA)(entry, now) === 'good')
        .map((entry) => entry.bytes);
    // What an increment holds depends on what has changed.
    const odd = manifest.kind === 'full' ? (0,verify/* compareSize */.HP)(sealedBytes, good, source.verify.size) : undefined;
    const common = { id: manifest.id, level: 'check', startedAt: now, finishedAt: now, durations: {} };
    // What is odd is so of the backup, whichever copy is read; what was read back is each copy's own.
    const seen = (0,project_session/* namesOf */.eZ)(upload.alive).filter((store) => !unreadable.includes(store));
    const proofs = odd
        ? (0,project_session/* namesOf */.eZ)(upload.alive.slice(0, 1)).map((store) => ({ ...common, store, outcome: 'failed', findings: [odd] }))
        : seen.map((store) => ({ ...common, store, outcome: 'passed', findings: [] }));
    const failed = odd && new problem/* Problem */.AF('proof-failed', `the check of ${manifest.id} failed: ${odd.message}`, { hint: odd.hint });
    const kept = await Promise.all(proofs.map((proof) => (0,project_session/* keepProof */.MY)(world, upload.alive, source.name, proof)));
    // A store that takes none of them is named once.
    return [...(failed ? [failed] : []), ...kept.flat().slice(0, 1)];
}
const fullBecause = (why) => ({
    level: 'note',
    blame: 'env',
    message: (0,engine_engine/* fullInstead */.Sn)(why),
});
const notKept = (why) => ({
    level: 'warning',
    blame: 'env',
    message: `the key of its index could not be kept on this machine, so that the next backup will be a full one: ${why}`,
    hint: 'Set BACKPROOF_INDEX_KEY, or make the state directory writable (XDG_STATE_HOME).',
});
const notReadBack = (store) => ({
    level: 'note',
    blame: 'env',
    message: `the copy in ${store} went into an archive class: its sizes were compared, but its bytes were not read back`,
    hint: 'Keep a second store that can be read immediately; docs/operations.md says how to restore from an archive class.',
});
function hostOf({ host }) {
    if (host === undefined)
        return {};
    const { findings: _, ...chosen } = host;
    return { host: chosen };
}
function describe(facts, manifest, upload) {
    const { id, startedAt, parts, tags, consistency, host } = manifest;
    const data = parts.filter((part) => part.name !== verify/* factsPart */.vf);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    return {
        id,
        startedAt,
        plainBytes: sum(data.map((part) => part.plainBytes)),
        sealedBytes: sum(parts.map((part) => part.bytes)),
        parts: parts.map(({ name, bytes, plainBytes }) => ({ name, bytes, plainBytes })),
        copies: [
            ...upload.alive.map(({ name, store }) => ({ store: name, where: store.where, outcome: 'stored' })),
            ...upload.failed.map(({ store, problem }) => ({
                store,
                where: store,
                outcome: 'failed',
                message: problem.message,
            })),
        ],
        // Its bytes are told as its size.
        counts: (0,verify/* countsOf */.mQ)(facts).filter(({ noun }) => noun !== 'bytes'),
        consistency,
        ...(host ? { host } : {}),
        tags,
    };
}
/** Milliseconds since the call before. */
function laps(monotonicMs) {
    let last = monotonicMs();
    return () => {
        const passed = Math.round(monotonicMs() - last);
        last += passed;
        return passed;
    };
}


/***/ }),

/***/ 94757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ confirmAndCommit)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _project_session_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(20172);


/** Nothing counts before the manifest, which comes once the lease was renewed and all else is there. */
async function confirmAndCommit(project, leases, upload, commitment, signal) {
    const prepared = new Map();
    const preparing = upload.prepare(async (place) => {
        prepared.set(place, await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .prepareCommit */ .vj)(place.store, commitment, signal));
    });
    const [expired] = await Promise.all([leases.expiredIn((0,_project_session_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .eZ)(upload.alive)), preparing]);
    upload.leaveOut(expired);
    const committing = upload.commit(async (place) => {
        const { store } = place;
        const stored = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .commitPrepared */ .NE)(store, commitment, prepared.get(place) ?? { isNew: false }, signal);
        if (stored)
            await project.remember(store, stored, commitment.bytes);
    });
    // It is given back right after.
    await Promise.all([committing, leases.look()]);
}


/***/ }),

/***/ 94388:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ Upload)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);
/* harmony import */ var _seal_seal_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90864);
/* harmony import */ var _store_store_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(63036);
/* harmony import */ var _verify_verify_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(84032);
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





/** The parts of one backup on their way to several stores; a store that fails drops out, the last one to fail throws. */
class Upload {
    parts = [];
    alive;
    failed;
    #freight;
    /** By part. */
    #justSealed = new Map();
    /** Every object that may be somewhere. */
    #sent = [];
    /** What is on its way, and what has arrived; it ends before anything is removed. */
    #storing = [];
    #over = new AbortController();
    #signal;
    #committing = false;
    constructor(freight) {
        this.alive = freight.places;
        this.failed = freight.failed;
        this.#freight = freight;
        this.#signal = AbortSignal.any([freight.signal, this.#over.signal]);
        this.#requireOne();
    }
    /**
     * Seals one part and sends it to every store that is left; throws `dump-incomplete` for an empty one. It has been read and
     * sealed when this ends, and a large one is stored; see `stored`.
     */
    async add(part, expectedBytes) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            this.#requireOne();
            const { id, key, source } = this.#freight;
            const signal = this.#signal;
            const { name: as, compression } = part;
            const heard = part.spent ? { spent: part.spent } : {};
            const sealing = (0,_seal_seal_js__WEBPACK_IMPORTED_MODULE_2__/* .seal */ .od)(part.body, { key, id, part: as, compression, signal, ...heard });
            const places = this.alive;
            const stores = places.map(({ store }) => store);
            const { spent } = sealing;
            const options = { signal, data: true, spent, ...(expectedBytes > 0 ? { expectedBytes } : {}) };
            const name = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.data(source, id, part.name);
            this.#sent.push(name);
            const _ = __addDisposableResource(env_1, this.#freight.progress({ what: `${id}: ${part.name}`, done: sealing.plainBytes, of: expectedBytes }), false);
            const storing = this.#store((0,_store_store_js__WEBPACK_IMPORTED_MODULE_3__/* .putEverywhere */ .kX)(stores, name, sealing.body, options).then((outcomes) => this.#drop(places, outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.problem : undefined)))));
            // Where both fail, what the stores say is what happened.
            const done = sealing.done.catch(() => storing.then(() => sealing.done));
            const { plainCrc32, ...sealed } = await Promise.race([done, storing.then(() => done)]);
            if (sealed.plainBytes === 0) {
                throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('dump-incomplete', `${part.name} of ${source} is empty, and an empty dump is not a backup`, {
                    hint: _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .remedy */ .zL.dump,
                });
            }
            this.#justSealed.set(part.name, { ...sealed, plainCrc32 });
            this.parts.push({ name: part.name, ...sealed, compression: part.compression });
            // What is small waits for the way to the store and back: the next part goes beside it. Two large ones would hold two buffers.
            if (sealed.bytes > _verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .smallBytes */ .zo)
                await storing;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            __disposeResources(env_1);
        }
    }
    /** Once everything sent has arrived, in every store that is left. */
    async stored() {
        await Promise.all(this.#storing);
    }
    /** What fails is told to whoever waits for it. */
    #store(storing) {
        storing.catch(() => { });
        this.#storing.push(storing);
        return storing;
    }
    /**
     * Reads every copy back: the first is opened with the key still in memory, the others must have the same bytes. A copy
     * that its storage class keeps from being read is compared by size, and gives the name of its store.
     */
    async readBack(manifest) {
        const env_2 = { stack: [], error: void 0, hasError: false };
        try {
            const { id, key, signal } = this.#freight;
            let bytes = 0;
            const onBytes = (more) => {
                bytes += more;
            };
            const of = this.alive.length * manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
            const _ = __addDisposableResource(env_2, this.#freight.progress({ what: `${id}: reading back`, done: () => bytes, of, unit: 'sealed' }), false);
            const archived = new Set();
            const readable = async (place, read) => {
                if (!(await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .unlessArchived */ .D$)(place, manifest, manifest.parts, signal, read)))
                    archived.add(place);
            };
            const open = (place) => readable(place, async () => {
                const open = (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .partOpener */ .Fp)(place, manifest, key, signal, { justSealed: this.#justSealed, onBytes });
                await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .eachPart */ .Zg)(manifest.parts, async ({ name }) => {
                    if (name === _verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .factsPart */ .vf)
                        await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .readFacts */ .MH)(open, manifest);
                    else
                        await (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .drain */ .Ze)(await open(name));
                });
            });
            const digest = (place) => readable(place, () => (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .eachPart */ .Zg)(manifest.parts, (part) => (0,_verify_verify_js__WEBPACK_IMPORTED_MODULE_4__/* .checkPart */ .UO)(place, manifest, part, signal, onBytes)));
            let [opened] = this.alive;
            // All at once: together they take as long as the slowest.
            await this.each((place) => (place === opened ? open(place) : digest(place)));
            const next = () => this.alive.find((place) => !archived.has(place));
            for (let first = next(); first && first !== opened; first = next()) {
                opened = first;
                await this.#at([first], open);
            }
            return this.alive.filter((place) => archived.has(place)).map(({ name }) => name);
        }
        catch (e_2) {
            env_2.error = e_2;
            env_2.hasError = true;
        }
        finally {
            __disposeResources(env_2);
        }
    }
    /** Goes on without these stores. */
    leaveOut(failed) {
        // It may have failed in two ways at once.
        const news = failed.filter(({ store }) => this.alive.some(({ name }) => name === store));
        for (const { store } of news)
            this.#freight.onFailure(store);
        this.failed = [...this.failed, ...news];
        this.alive = this.alive.filter(({ name }) => !news.some(({ store }) => store === name));
        this.#requireOne();
    }
    /** Does it in every store that is left, at once; those in which it fails drop out. */
    async each(step) {
        await this.#at(this.alive, step);
    }
    /** Writes what comes right before the commit. */
    async prepare(step) {
        const { id, source } = this.#freight;
        this.#sent.push(_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.key(source, id), _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.signature(source, id));
        await this.#store(this.each(step));
    }
    /** Commits in every store that is left; those in which it fails drop out. */
    async commit(step) {
        this.#committing = true;
        await this.each(step);
    }
    /** One Problem for each store that does not have the backup. */
    problems() {
        return this.failed.map(({ store, problem }) => new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF(problem.code, `${this.#freight.id} is not in ${store}: ${problem.message}`, {
            cause: problem,
            hint: problem.hint ?? 'The next run completes the copy.',
        }));
    }
    /**
     * Removes what was sent. Objects that cannot be removed now have no manifest: they do not count, and are swept later.
     */
    async abandon() {
        if (this.#committing)
            return;
        this.#over.abort();
        // What arrives after its removal would stay.
        await Promise.allSettled(this.#storing);
        const signal = AbortSignal.timeout(30_000);
        await Promise.allSettled(this.#freight.places.map(({ store }) => store.remove(this.#sent, signal)));
    }
    async #at(places, step) {
        const outcomes = await Promise.allSettled(places.map(step));
        this.#drop(places, outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : undefined)));
    }
    /** `errors`: by place. */
    #drop(places, errors) {
        const failed = errors.flatMap((error, i) => {
            const place = places[i];
            if (error === undefined || !place)
                return [];
            if (!(0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isFailure */ .N6)(error))
                throw error;
            return [{ store: place.name, problem: error }];
        });
        this.leaveOut(failed);
    }
    #requireOne() {
        if (this.alive.length > 0)
            return;
        const [first, second] = this.failed;
        if (first && !second)
            throw first.problem;
        const list = this.failed.map(({ store, problem }) => `${store}: ${problem.message}`).join('; ');
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('store-failed', `no store took ${this.#freight.id}: ${list}`, {
            hint: first?.problem.hint ?? 'Run `backproof doctor`: it tries each store.',
            cause: first?.problem,
        });
    }
}


/***/ }),

/***/ 49205:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ eachSource)
/* harmony export */ });
/* harmony import */ var _seat_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(59775);
/* harmony import */ var _source_log_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(31276);


/**
 * Sees to every source of a session, several at once. What they say stays together, and comes, as do ids and problems, in
 * the order of the policy. What the body throws, such as `cancelled`, is thrown once all that have begun have ended; no
 * further source begins, and what was done until then is in the session.
 */
async function eachSource(session, sources, body) {
    const { world, policy } = session.project;
    const most = Math.min((0,_seat_js__WEBPACK_IMPORTED_MODULE_0__/* .widthOf */ .qz)(policy.concurrency).sources, sources.length);
    if (most <= 1) {
        for (const source of sources)
            await body(session, source);
        return;
    }
    const works = sources.map((source) => ({ source, heard: new _source_log_js__WEBPACK_IMPORTED_MODULE_1__/* .SourceLog */ .O(world.log, source.name), ...nothingYet() }));
    const ended = works.map(() => Promise.withResolvers());
    const thrown = [];
    let next = 0;
    const worker = async () => {
        for (let at = next++; at < works.length; at = next++) {
            const work = works[at];
            try {
                if (work && thrown.length === 0)
                    await body(sessionOf(session, work), work.source);
            }
            catch (error) {
                thrown.push(error);
            }
            finally {
                ended[at]?.resolve();
            }
        }
    };
    const narrate = async () => {
        for (const [at, { heard }] of works.entries()) {
            await heard.hear();
            await ended[at]?.promise;
        }
    };
    await Promise.all([narrate(), ...Array.from({ length: most }, worker)]);
    for (const { ids, deleted } of works) {
        session.ids.push(...ids);
        session.deleted.push(...deleted);
    }
    const order = new Map(sources.map(({ name }, at) => [name, at]));
    const place = (source) => order.get(source) ?? sources.length;
    session.problems.sort((a, b) => place(a.source) - place(b.source));
    if (thrown.length > 0)
        throw thrown[0];
}
const nothingYet = () => ({ ids: [], deleted: [] });
/** The same session, as one source has it: what is known of stores and problems is known to all. */
function sessionOf(session, { heard: { log }, ids, deleted }) {
    const { project } = session;
    return { ...session, ids, deleted, project: { ...project, world: { ...project.world, log } } };
}


/***/ }),

/***/ 96359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ refuseOwnStores)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7647);
/* harmony import */ var _policy_policy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35472);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35447);




/**
 * A backup of what a store lies in holds all backups before it, and is twice as large as the last.
 * @throws Problem `policy-invalid` where one of the source's own stores would be in its backup.
 */
async function refuseOwnStores(project, source) {
    const { world, policy } = project;
    (0,_policy_policy_js__WEBPACK_IMPORTED_MODULE_2__/* .requireSet */ .Ce)(source);
    const { takes } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(source.engine);
    // One that does not open gets nothing, and a look at the path of one that hangs would never come back.
    const { places } = await project.places(source);
    for (const { name } of places) {
        const store = policy.stores[name];
        if (store?.kind !== 'directory' || store.unset)
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path);
        // As good as any: an exclude may name the directory, what is in it, or its files by their ends.
        if (!takes(source, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(path, source.name, 'data', 'id', 'files.tar')))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_3__/* .Problem */ .AF('policy-invalid', `the paths of ${source.name} contain its own store ${name}, directory ${path}`, {
            hint: `Each backup would contain all earlier ones: write exclude: [${JSON.stringify(`${literal(path)}/`)}], or move the store.`,
        });
    }
}
/** As a pattern that names exactly this path. */
const literal = (path) => path.replace(/[\\*?]/g, '\\$&');


/***/ }),

/***/ 80280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireTags)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(34848);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35447);


/** The tags, each once; throws `usage` where one cannot be a tag, or there are more than a manifest takes. */
function requireTags(tags) {
    const different = [...new Set(tags)];
    if (different.length > _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH) {
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${different.length} tags were given for one backup`, {
            hint: `A backup has at most ${_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .maxTags */ .MH} tags.`,
        });
    }
    for (const tag of tags) {
        if (_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagPattern */ .bO.test(tag))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(tag)} is not a tag`, {
            hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
        });
    }
    return different;
}


/***/ })

};
