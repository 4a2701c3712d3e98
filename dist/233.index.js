export const id = 233;
export const ids = [233];
export const modules = {

/***/ 8233:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  backup: () => (/* binding */ backup),
  makeBackup: () => (/* binding */ makeBackup)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./build/js/catalog/catalog.js + 13 modules
var catalog_catalog = __webpack_require__(8318);
// EXTERNAL MODULE: ./build/js/engine/engine.js + 3 modules
var engine_engine = __webpack_require__(7860);
// EXTERNAL MODULE: ./build/js/problem.js
var js_problem = __webpack_require__(7177);
// EXTERNAL MODULE: ./build/js/seal/seal.js + 14 modules
var seal = __webpack_require__(6413);
// EXTERNAL MODULE: ./build/js/verify/verify.js + 3 modules
var verify = __webpack_require__(7818);
// EXTERNAL MODULE: ./build/js/command/enclose.js
var enclose = __webpack_require__(1917);
// EXTERNAL MODULE: ./build/js/command/project.js + 1 modules
var command_project = __webpack_require__(5086);
// EXTERNAL MODULE: ./build/js/command/session.js
var command_session = __webpack_require__(6560);
// EXTERNAL MODULE: ./build/js/command/tag.js
var tag = __webpack_require__(6724);
// EXTERNAL MODULE: ./build/js/store/store.js + 10 modules
var store = __webpack_require__(3551);
;// CONCATENATED MODULE: ./build/js/command/upload.js





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
    #committing = false;
    constructor(freight) {
        this.alive = freight.places;
        this.failed = freight.failed;
        this.#freight = freight;
        this.#requireOne();
    }
    /** Seals one part and sends it to every store that is left; throws `dump-incomplete` for an empty one. */
    async add(part, expectedBytes) {
        const { id, key, signal, source } = this.#freight;
        const sealing = (0,seal/* seal */.od)(part.body, { key, id, part: part.name, compression: part.compression, signal });
        const stores = this.alive.map(({ store }) => store);
        const options = { signal, ...(expectedBytes > 0 ? { expectedBytes } : {}) };
        const name = catalog_catalog/* objectName */.Hd.data(source, id, part.name);
        this.#sent.push(name);
        const outcomes = await (0,store/* putEverywhere */.kX)(stores, name, sealing.body, options);
        this.#drop(outcomes.map((outcome) => (outcome.kind === 'failed' ? outcome.problem : undefined)));
        const { plainCrc32, ...sealed } = await sealing.done;
        if (sealed.plainBytes === 0) {
            throw new js_problem/* Problem */.AF('dump-incomplete', `${part.name} of ${source} is empty, and an empty dump is no backup`);
        }
        this.#justSealed.set(part.name, { ...sealed, plainCrc32 });
        this.parts.push({ name: part.name, ...sealed, compression: part.compression });
    }
    /** Reads every copy back: the first is opened with the key still in memory, the others must have the same bytes. */
    async readBack(manifest) {
        const { key, signal } = this.#freight;
        const open = async (place) => {
            const backup = await (0,verify/* openBackup */.Tw)(place, manifest, key, signal, this.#justSealed);
            for (const part of backup.parts)
                await (0,verify/* drain */.Ze)(await backup.open(part));
        };
        const digest = async (place) => {
            for (const part of manifest.parts)
                await (0,verify/* checkPart */.UO)(place, manifest, part, signal);
        };
        let [opened] = this.alive;
        // All at once: together they take as long as the slowest.
        this.#settle(await Promise.allSettled(this.alive.map((place) => (place === opened ? open(place) : digest(place)))));
        for (let [first] = this.alive; first && first !== opened; [first] = this.alive) {
            opened = first;
            this.#settle(await Promise.allSettled([open(first)]));
        }
    }
    /** Goes on without these stores. */
    leaveOut(failed) {
        for (const { store } of failed)
            this.#freight.onFailure(store);
        this.failed = [...this.failed, ...failed];
        this.alive = this.alive.filter(({ name }) => !failed.some(({ store }) => store === name));
        this.#requireOne();
    }
    /** Commits in every store that is left; those in which it fails drop out. */
    async commit(step) {
        this.#committing = true;
        this.#settle(await Promise.allSettled(this.alive.map(step)));
    }
    /** One Problem for each store that does not have the backup. */
    problems() {
        return this.failed.map(({ store, problem }) => new js_problem/* Problem */.AF(problem.code, `${this.#freight.id} is not in ${store}: ${problem.message}`, {
            cause: problem,
            hint: problem.hint ?? 'The next run completes the copy.',
        }));
    }
    /** Takes away what was sent. What cannot be removed now has no manifest: it counts for nothing and is swept later. */
    async abandon() {
        if (this.#committing)
            return;
        const signal = AbortSignal.timeout(30_000);
        await Promise.allSettled(this.#freight.places.map(({ store }) => store.remove(this.#sent, signal)));
    }
    /** `outcomes` of the first of those that are left, or of all. */
    #settle(outcomes) {
        this.#drop(this.alive.map((_, i) => (outcomes[i]?.status === 'rejected' ? outcomes[i].reason : undefined)));
    }
    #drop(errors) {
        const failed = errors.flatMap((error, i) => {
            const place = this.alive[i];
            if (error === undefined || !place)
                return [];
            if (!(0,js_problem/* isFailure */.N6)(error))
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
        throw new js_problem/* Problem */.AF('store-failed', `no store took ${this.#freight.id}: ${list}`, { cause: first?.problem });
    }
}

;// CONCATENATED MODULE: ./build/js/command/backup.js
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
    const project = await (0,command_project/* openProject */.U8)(world, options);
    const session = (0,command_session/* newSession */.RL)(project, 'backup');
    const request = { trigger: 'manual', tags, retain: options.retain ?? false };
    for (const source of project.sources) {
        await (0,command_session/* attempt */.CD)(session, source, { work: 'backup', trigger: 'manual', because: ['asked for'] }, async () => {
            const made = await makeBackup(project, source, await project.catalog(source), request);
            session.ids.push(made.id);
            return made.findings;
        });
    }
    return (0,command_session/* finish */.O9)(session);
};
/**
 * One backup of one source: inspect, dump, seal, put to every store at once, read back, commit. A store that fails is
 * left out and named among the failures; with no store left, or anything wrong with the dump, nothing is committed.
 */
async function makeBackup(project, source, catalog, request) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { world, policy } = project;
        const signing = project.signingKey();
        await (0,enclose/* refuseOwnStores */.R)(project, source);
        const began = world.monotonicMs();
        const { places, failed } = await project.places(source);
        const leases = __addDisposableResource(env_1, await (0,command_session/* takeLeases */.Dl)(project, source.name, places), true);
        const signal = AbortSignal.any([world.signal, leases.signal]);
        const engine = await (0,engine_engine/* engineOf */.ky)(source.engine);
        const runtime = await project.runtime(source, signal);
        const { server, sizeBytes } = await engine.inspect(source, runtime, signal);
        for (const { store, message } of catalog.unread) {
            world.log.warning(`${source.name}: ${store} could not be listed: ${message}`);
        }
        const startedAt = world.now();
        const id = (0,catalog_catalog/* makeId */.M4)(source.name, startedAt, (0,external_node_crypto_.randomInt)(1000));
        const lap = laps(world.monotonicMs);
        const key = (0,seal/* newDataKey */.uU)();
        const keys = (0,seal/* boxDataKey */.Je)(id, key, policy.encryption.recipients);
        const freight = { id, source: source.name, key, signal, places: leases.places };
        const onFailure = (store) => leases.forget(store);
        const upload = new Upload({ ...freight, failed: [...failed, ...leases.failed], onFailure });
        try {
            const dump = engine.dump(source, runtime, signal);
            for await (const part of dump.parts) {
                world.log.progress(`${id}: ${part.name}`);
                await upload.add(part, sizeBytes);
            }
            await upload.add({ name: verify/* factsPart */.vf, compression: 'zstd', body: (0,verify/* encodeFacts */.QC)(dump.facts()) }, 0);
            const manifest = {
                format: 'restorable/v1',
                id,
                source: source.name,
                engine: source.engine,
                kind: 'full',
                ...request,
                startedAt: startedAt.toISOString(),
                finishedAt: world.now().toISOString(),
                parts: upload.parts,
                versions: { ...world.versions, ...(server ? { server: server.version } : {}), ...dump.versions() },
                origin: { ...world.origin, project: policy.project },
            };
            world.log.progress(`${id}: reading back`);
            const dumpMs = lap();
            await upload.readBack(manifest);
            const readBackMs = lap();
            const bytes = (0,catalog_catalog/* encodeManifest */.Gb)(manifest);
            const signature = signing && new TextEncoder().encode((0,seal/* signManifest */.TX)(bytes, signing));
            upload.leaveOut(await leases.expiredIn((0,command_session/* namesOf */.eZ)(upload.alive)));
            await upload.commit(async ({ store }) => {
                const stored = await (0,catalog_catalog/* commit */.cd)(store, { manifest, keys, signature, bytes }, signal);
                if (stored)
                    await project.remember(store, stored, bytes);
            });
            const durations = { dump: dumpMs, readBack: readBackMs, commit: lap() };
            const durationMs = Math.round(world.monotonicMs() - began);
            const checked = await recordCheck(project, source, catalog, upload, manifest);
            const report = { ...describe(dump, manifest, upload), durationMs, durations };
            const newest = { startedAt, bytes: report.sealedBytes };
            const failures = [...upload.problems(), ...checked];
            return { id, findings: { backup: report, history: (0,command_session/* history */.b6)(catalog, newest), failures } };
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
async function recordCheck({ world }, source, catalog, upload, manifest) {
    const sealedBytes = manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
    const before = catalog.entries.filter((entry) => entry.foreign === undefined).map((entry) => entry.bytes);
    const odd = (0,verify/* compareSize */.HP)(sealedBytes, before, source.verify.size);
    const now = world.now();
    const proof = {
        id: manifest.id,
        level: 'check',
        outcome: odd ? 'failed' : 'passed',
        startedAt: now,
        finishedAt: now,
        store: upload.alive[0]?.name ?? '',
        findings: odd ? [odd] : [],
        durations: {},
    };
    const failed = odd &&
        new js_problem/* Problem */.AF('proof-failed', `the check of ${manifest.id} failed: ${odd.message}`, odd.hint ? { hint: odd.hint } : {});
    return [...(failed ? [failed] : []), ...(await (0,command_session/* keepProof */.MY)(world, upload.alive, source.name, proof))];
}
function describe(dump, manifest, upload) {
    const { id, startedAt, parts, tags } = manifest;
    const facts = dump.facts();
    const counts = Object.values(facts.rows);
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
        ...(facts.engine === 'files' ? {} : { rows: sum(counts), tables: counts.length }),
        findings: dump.findings(),
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

/***/ 1917:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ refuseOwnStores)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6760);
/* harmony import */ var _engine_engine_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7860);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7177);



/**
 * A backup of what a store lies in holds all backups before it, and is twice as large as the last.
 * @throws Problem `policy-invalid` where one of the source's own stores would be in its backup.
 */
async function refuseOwnStores({ world, policy }, source) {
    const { takes } = await (0,_engine_engine_js__WEBPACK_IMPORTED_MODULE_1__/* .engineOf */ .ky)(source.engine);
    for (const name of source.stores) {
        const store = policy.stores[name];
        if (store?.kind !== 'directory')
            continue;
        const path = (0,node_path__WEBPACK_IMPORTED_MODULE_0__.resolve)(world.cwd, store.path);
        // As good as any: an exclude may name the directory, what is in it, or its files by their ends.
        if (!takes?.(source, (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(path, source.name, 'data', 'id', 'files.tar')))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_2__/* .Problem */ .AF('policy-invalid', `the paths of ${source.name} hold its own store ${name}, directory ${path}`, {
            hint: `Each backup would hold all before it: write exclude: [${JSON.stringify(`${literal(path)}/`)}], or move the store.`,
        });
    }
}
/** As a pattern that names exactly this path. */
const literal = (path) => path.replace(/[\\*?]/g, '\\$&');


/***/ }),

/***/ 6560:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CD: () => (/* binding */ attempt),
/* harmony export */   Dl: () => (/* binding */ takeLeases),
/* harmony export */   Kd: () => (/* binding */ holderOf),
/* harmony export */   MY: () => (/* binding */ keepProof),
/* harmony export */   O9: () => (/* binding */ finish),
/* harmony export */   RL: () => (/* binding */ newSession),
/* harmony export */   b6: () => (/* binding */ history),
/* harmony export */   eZ: () => (/* binding */ namesOf)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);
/* harmony import */ var _report_report_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5606);
/* harmony import */ var _world_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1430);
/* harmony import */ var _all_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6183);





function newSession(project, command) {
    return {
        project,
        command,
        startedAt: project.world.now(),
        reports: new Map(project.sources.map((source) => [source.name, emptyReport(source)])),
        problems: [],
        failing: new Set(),
        ids: [],
        deleted: [],
    };
}
function emptyReport(source) {
    return { source: source.name, engine: source.engine, tasks: [], proofs: [], history: [], problems: [] };
}
/**
 * Does one piece of work on one source. Its failure is kept for the report and the exit code and stops nothing else;
 * its run record goes to the source's stores either way. Only a cancelled run throws.
 */
async function attempt(session, source, { work, trigger, because, recorded = true }, body) {
    const { world } = session.project;
    const startedAt = world.now();
    const failures = [];
    await world.log.group(`${source.name}: ${work}`, async () => {
        try {
            const { failures: partial, skipped, ...found } = await body();
            failures.push(...(partial ?? []));
            merge(session, source, found);
            if (skipped !== undefined)
                return skip(session, source, work, world.redact(skipped));
        }
        catch (error) {
            if ((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .isProblem */ .AN)(error, 'cancelled'))
                throw error;
            failures.push(error);
        }
        const [first] = failures.map(_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok);
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
        const { places } = recorded ? await session.project.places(source) : { places: [] };
        const key = _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .objectName */ .Hd.run(source.name, startedAt, record.id, record.outcome);
        const unwritten = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .putRecord */ .j8)(places, key, (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeRun */ .M$)(record, world.origin), world.signal);
        for (const { place, problem } of unwritten) {
            if (!session.failing.has(place.name))
                failures.push(problem);
            session.failing.add(place.name);
        }
        for (const error of failures) {
            session.problems.push({ source: source.name, error });
            world.log.error(`${source.name}: ${world.redact((0,_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error))}`);
        }
    });
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
/** The sizes of the backups so far, oldest first, for the sparkline. */
function history(catalog, newest) {
    const entries = catalog.entries.filter((entry) => entry.foreign === undefined && !entry.trashed).slice(0, 29);
    const all = [...(newest ? [newest] : []), ...entries].reverse();
    return all.map(({ startedAt, bytes }) => ({ at: startedAt.toISOString(), bytes }));
}
/** The result of a session: its report as text, summary and JSON, and what decides the exit code. */
function finish(session) {
    const { project, command, problems } = session;
    const { world, policy } = project;
    // Before anything is made of it: wrapped into lines, or as Markdown, a secret no longer looks like itself.
    const report = (0,_world_js__WEBPACK_IMPORTED_MODULE_3__/* .redactAll */ .$I)({
        version: 1,
        command,
        project: policy.project,
        policy: policy.path,
        startedAt: session.startedAt.toISOString(),
        finishedAt: world.now().toISOString(),
        status: problems.length === 0 ? 'succeeded' : 'failed',
        sources: [...session.reports.values()].map((report) => ({
            ...report,
            problems: problems.filter(({ source }) => source === report.source).map((p) => problemReport(project, p)),
        })),
        problems: [],
    }, world.redact);
    return {
        json: report,
        text: (style) => (0,_report_report_js__WEBPACK_IMPORTED_MODULE_2__/* .renderText */ .S5)(report, style),
        report,
        problems: problems.map(({ error }) => error),
        named: true,
        ids: session.ids,
        deleted: session.deleted,
    };
}
function problemReport({ policy }, { source, error }) {
    const line = policy.sources[source]?.line;
    return { ...(0,_all_js__WEBPACK_IMPORTED_MODULE_4__/* .problemJson */ .ok)(error), source, ...(line ? { line } : {}) };
}
/** Who holds a lease, for people: the run on GitHub, or the host. */
function holderOf({ world }) {
    const { repository, run, host } = world.origin;
    return `${repository && run ? `${repository} run ${run}` : (host ?? 'a run')} (${world.runId})`;
}
/** The source's leases in all these stores; says who never gave theirs back. Throws `lease-held`. */
async function takeLeases(project, source, places, { fromReserve = false } = {}) {
    const { now, signal, log } = project.world;
    const leases = await (0,_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .acquireLeases */ .eW)(places, source, { holder: holderOf(project), now, signal, fromReserve });
    for (const was of leases.expired) {
        log.warning(`${source}: a run ended without giving its lease back, which has expired: ${was}`);
    }
    return leases;
}
function namesOf(places) {
    return places.map(({ name }) => name);
}


/***/ }),

/***/ 6724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ requireTags)
/* harmony export */ });
/* harmony import */ var _catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8318);
/* harmony import */ var _problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7177);


/** The tags, as given; throws `usage` where one cannot be a tag. */
function requireTags(tags) {
    for (const tag of tags) {
        if (_catalog_catalog_js__WEBPACK_IMPORTED_MODULE_0__/* .tagPattern */ .bO.test(tag))
            continue;
        throw new _problem_js__WEBPACK_IMPORTED_MODULE_1__/* .Problem */ .AF('usage', `${JSON.stringify(tag)} is not a tag`, {
            hint: 'A tag has up to 24 letters, digits and : - _ . characters.',
        });
    }
    return tags;
}


/***/ })

};
